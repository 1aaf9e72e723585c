// Keys of devices and gateways: 256 random bits shown once, their hash kept, one in force at a time.
import { createHash, randomBytes } from 'node:crypto'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

/** A stolen table of keys opens nothing. */
export function keyHash(key: string): string {
  return createHash('sm3').update(key).digest('hex')
}

export interface KeyOwner {
  countyCode: string
  deviceId: string | null
  gatewayId: string | null
}

/** The one before stops at once. */
export async function makeKey(context: Context, owner: KeyOwner, why: string): Promise<string> {
  await revokeKeys(context, owner, why)
  const key = randomBytes(32).toString('base64url')
  await context.tx
    .insertInto('deviceKeys')
    .values({
      ...owner,
      keyHash: keyHash(key),
      madeAt: context.now.toISOString(),
      revokedAt: null,
      revokedWhy: null,
    })
    .execute()
  return key
}

export async function revokeKeys({ tx, now }: Context, owner: KeyOwner, why: string): Promise<void> {
  await tx
    .updateTable('deviceKeys')
    .set({ revokedAt: now.toISOString(), revokedWhy: why })
    .where('countyCode', '=', owner.countyCode)
    .where('deviceId', owner.deviceId === null ? 'is' : '=', owner.deviceId)
    .where('gatewayId', owner.gatewayId === null ? 'is' : '=', owner.gatewayId)
    .where('revokedAt', 'is', null)
    .execute()
}

export interface KnownKey {
  countyCode: string
  deviceId: string | null
  gatewayId: string | null
}

/** Whose key it is, while it is in force; null for any other. The county follows from here and from nothing sent. */
export async function keyInForce(tx: Transaction, key: string): Promise<KnownKey | null> {
  const found = await tx
    .selectFrom('deviceKeys')
    .where('keyHash', '=', keyHash(key))
    .where('revokedAt', 'is', null)
    .select(['countyCode', 'deviceId', 'gatewayId'])
    .executeTakeFirst()
  return found ?? null
}
