// The identities an elder no longer uses: kept at every change of the number, read back masked.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { maskNumber } from '../../domain/elders/elder.ts'
import type { IdentityChange, PastIdentity } from '../../domain/elders/identity.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { Context } from '../kernel/context.ts'
import { personOf } from './person.ts'
import type { ElderKey } from './rows.ts'

/** What an edit of the number leaves behind. */
export interface IdentityNote {
  id: string
  change: IdentityChange
  evidence: string
}

export function editedIdentity(now: Date): IdentityNote {
  return { id: uuidV7(now.getTime(), randomBytes(10)), change: 'edited', evidence: '修改档案' }
}

interface Before {
  countyCode: string
  id: string
  regionCode: string
  version: number
  numberKind: PastIdentity['numberKind']
  citizenNumberSealed: string | null
  citizenNumberTail: string | null
}

export async function keepIdentity(context: Context, before: Before, note: IdentityNote): Promise<void> {
  const { tx, now, today, actor } = context
  await tx
    .insertInto('elderIdentities')
    .values({
      ...note,
      countyCode: before.countyCode,
      regionCode: before.regionCode,
      elderId: before.id,
      heldInVersion: before.version,
      numberKind: before.numberKind,
      numberSealed: before.citizenNumberSealed,
      numberTail: before.citizenNumberTail,
      endedOn: today,
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .execute()
}

export async function identityHistory(
  context: Context,
  { countyCode, elderId }: { countyCode: string; elderId: string },
): Promise<PastIdentity[]> {
  const key: ElderKey = { countyCode, id: elderId }
  const person = await personOf(context, key)
  context.concerns(countyCode, [elderId])
  const rows = await context.tx
    .selectFrom('elderIdentities as i')
    .leftJoin('accounts', 'accounts.id', 'i.recordedBy')
    .select([
      ...(['i.id', 'i.numberKind', 'i.numberTail', 'i.change', 'i.evidence', 'i.endedOn'] as const),
      'i.recordedAt',
      'accounts.name as recordedBy',
    ])
    .where('i.countyCode', '=', countyCode)
    .where('i.elderId', '=', sql<string>`any(${person.ids}::uuid[])`)
    .orderBy('i.recordedAt', 'desc')
    .orderBy('i.heldInVersion', 'desc')
    .orderBy('i.id', 'desc')
    .execute()
  return rows.map(({ numberTail, ...row }) => ({ ...row, numberMask: maskNumber(numberTail) }))
}
