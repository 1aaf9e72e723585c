// Sealed carrying: the shapes that travel on somebody else's phone (docs/sealed-carrying.md).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const carriedOutcomes = choice({ done: '已办理', again: '先前已办理', refused: '被退回' })
export type CarriedOutcome = KeyOf<typeof carriedOutcomes>

/** What an office reads of a carried act: never its content, only whose it was, who brought it and what became of it. */
export const CarriedAct = z.object({
  id: Id,
  regionCode: RegionCode,
  placeName: z.string(),
  makerName: z.string(),
  carrierName: z.string(),
  /** Brought to a desk as a file, not on a colleague's phone. */
  atDesk: z.boolean(),
  outcome: carriedOutcomes.schema,
  refusal: z.nullable(z.string()),
  arrivedAt: Instant,
})
export type CarriedAct = z.output<typeof CarriedAct>

/** A point of P-256, uncompressed: 65 bytes. */
const Point = z.string().check(z.regex(/^[A-Za-z0-9_-]{87}$/, { error: '公钥格式不对' }))
const KeyName = z.string().check(z.regex(/^[a-z0-9-]{1,20}$/, { error: '密钥编号格式不对' }))
const Box = z.string().check(z.regex(/^[A-Za-z0-9_-]{40,60000}$/, { error: '密封内容不完整' }))

/** An act that only the server can open. Who carries it sees two random ids and nothing else. */
export const SealedAct = z.strictObject({
  v: z.literal(1),
  /** The person's own id on her phone: by it the server finds the key that proves where this came from. */
  device: Id,
  act: Id,
  /** Which of the server's keys it was sealed to. */
  key: KeyName,
  point: Point,
  box: Box,
})
export type SealedAct = z.output<typeof SealedAct>

/** What became of it, for the phone it came from and for nobody else. */
export const SealedReceipt = z.strictObject({
  v: z.literal(1),
  device: Id,
  act: Id,
  key: KeyName,
  salt: z.string().check(z.regex(/^[A-Za-z0-9_-]{43}$/, { error: '密封内容不完整' })),
  box: Box,
})
export type SealedReceipt = z.output<typeof SealedReceipt>

export const PublicPoint = Point
export const ServerKeyName = KeyName

/** Bound into the box, so that nothing can be put in the place of something else. */
export function sealedActPlace({ device, act, key }: Pick<SealedAct, 'device' | 'act' | 'key'>): string {
  return `wanqing sealed act 1|${device}|${act}|${key}`
}

export function sealedReceiptPlace({
  device,
  act,
  key,
}: Pick<SealedReceipt, 'device' | 'act' | 'key'>): string {
  return `wanqing sealed receipt 1|${device}|${act}|${key}`
}

/** What a phone proves when it goes on with a session of its own. */
export function resumePlace(deviceId: string, key: string): string {
  return `wanqing resume 1|${deviceId}|${key}`
}

/** As many as fit easily into one request over a bad line. */
export const sealedPerCarry = 25

/** What lies in a file, or in a row of squares, between two phones. */
export const CarriedFile = z.strictObject({
  format: z.literal('wanqing-carried-1'),
  acts: z._default(z.array(SealedAct).check(z.maxLength(2000)), []),
  receipts: z._default(z.array(SealedReceipt).check(z.maxLength(2000)), []),
})
export type CarriedFile = z.output<typeof CarriedFile>
