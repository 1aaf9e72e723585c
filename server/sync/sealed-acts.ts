// Opens what a phone has sealed for us and seals the answer for it: AES-256-GCM under keys agreed by P-256.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import { Id, text } from '../../domain/kernel/shapes.ts'
import { Act } from '../../domain/sync/api.ts'
import {
  type SealedAct,
  type SealedReceipt,
  sealedActPlace,
  sealedReceiptPlace,
} from '../../domain/sync/carrying.ts'
import type { Agreement } from '../agreement.ts'

/** In whose name, in which post, and the act itself. */
const Letter = z.strictObject({ accountId: Id, postId: Id, appVersion: text(40), act: Act })
export type Letter = z.output<typeof Letter>

/** A phone's act is a few kilobytes; what unpacks to more is no act. */
const unpackedBytes = 200_000

/**
 * Null when it was altered, was sealed to a key we no longer have, or not by that phone: only who holds the phone's
 * own key could agree on the same one.
 */
export function openAct(agreement: Agreement, sealed: SealedAct, publicKey: string): Letter | null {
  const point = Buffer.from(sealed.point, 'base64url')
  const once = agreement.agree(sealed.key, point)
  const always = agreement.agree(sealed.key, Buffer.from(publicKey, 'base64url'))
  if (!once || !always) return null
  try {
    const place = sealedActPlace(sealed)
    const key = hkdfSync('sha256', Buffer.concat([once, always]), point, place, 32)
    const box = Buffer.from(sealed.box, 'base64url')
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), box.subarray(0, 12))
    decipher.setAAD(Buffer.from(place)).setAuthTag(box.subarray(-16))
    const opened = Buffer.concat([decipher.update(box.subarray(12, -16)), decipher.final()])
    const bytes =
      opened[0] === 1
        ? gunzipSync(opened.subarray(1), { maxOutputLength: unpackedBytes })
        : opened.subarray(1)
    const letter = Letter.safeParse(JSON.parse(bytes.toString('utf8')))
    return letter.success && letter.data.act.id === sealed.act ? letter.data : null
  } catch {
    return null
  }
}

/** The key needs our own private part, so nobody else can tell a phone that its records have arrived. */
export function sealReceipt(
  agreement: Agreement,
  to: { device: string; act: string; publicKey: string },
  content: object,
): SealedReceipt | null {
  const { device, act, publicKey } = to
  const agreed = agreement.agree(agreement.key, Buffer.from(publicKey, 'base64url'))
  if (!agreed) return null
  const salt = randomBytes(32)
  const place = sealedReceiptPlace({ device, act, key: agreement.key })
  const key = hkdfSync('sha256', agreed, salt, place, 32)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), iv).setAAD(Buffer.from(place))
  const body = Buffer.concat([
    iv,
    cipher.update(JSON.stringify(content), 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return {
    v: 1,
    device,
    act,
    key: agreement.key,
    salt: salt.toString('base64url'),
    box: body.toString('base64url'),
  }
}
