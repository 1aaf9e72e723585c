// What every act on public money shares: a line in its story, whose office money lies at, postings between accounts.
import { randomUUID } from 'node:crypto'
import type { FundDeed, FundThing } from '../../domain/funds/fund.ts'
import type { Day } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { AccountKey, LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import type { LedgerPurpose, LedgerSubject } from '../../domain/ledger/purposes.ts'
import type { Context } from '../kernel/context.ts'

export interface Key {
  countyCode: string
  id: string
}

interface Deed {
  thing: FundThing
  thingId: string
  kind: FundDeed
  on?: Day
  note?: string | null
}

/** What a step needs of whoever takes it: a request, or whoever loads a demonstration. */
export type Acting = Pick<Context, 'tx' | 'now' | 'today' | 'setting'> & {
  actor: Pick<Context['actor'], 'accountId'>
}

/** Many lines in one statement. */
export async function noteDeeds(
  { tx, now, today, actor }: Acting,
  places: readonly { countyCode: string; regionCode: string; deed: Deed }[],
): Promise<void> {
  if (places.length === 0) return
  await tx
    .insertInto('fundActs')
    .values(
      places.map(({ countyCode, regionCode, deed: { thing, thingId, kind, on, note } }) => ({
        ...{ countyCode, id: randomUUID(), regionCode, thing, thingId, kind, onDay: on ?? today },
        ...{ note: note ?? null, byAccount: actor.accountId, doneAt: now.toISOString() },
      })),
    )
    .execute()
}

export const wholeRegion = (countyCode: string) => `${countyCode}000000`

/** An account that belongs to a sum, a share or a project; or one there is once an office. */
export function fundAccount(kind: LedgerAccountKind, countyCode: string, ownerId: string | null): AccountKey {
  return { kind, ownerId, regionCode: wholeRegion(countyCode) }
}

interface Move {
  countyCode: string
  from: AccountKey
  to: AccountKey
  amount: number
  day: Day
  purpose: LedgerPurpose
  subjectKind: LedgerSubject
  subjectId: string
  voucherId?: string
  note?: string | null
  id?: string
}

export function moveOf({ id, voucherId, note, ...move }: Move): Posting {
  return {
    ...move,
    ...{ id: id ?? randomUUID(), regionCode: wholeRegion(move.countyCode), unit: 'fen' },
    ...{ voucherId: voucherId ?? null, note: note ?? null },
  }
}

interface Travel {
  from: { countyCode: string; account: AccountKey }
  to: { countyCode: string; account: AccountKey }
  amount: number
  day: Day
  purpose: LedgerPurpose
  subject: { kind: LedgerSubject; id: string }
  voucherId: string
  note: string | null
}

/** Within one county it is one transfer; between two it passes the clearing account of each. */
export function travelOf({ from, to, amount, day, purpose, subject, voucherId, note }: Travel): Posting[] {
  const shared = {
    ...{ amount, day, purpose, subjectKind: subject.kind, subjectId: subject.id, voucherId, note },
  }
  if (from.countyCode === to.countyCode)
    return [moveOf({ ...shared, countyCode: from.countyCode, from: from.account, to: to.account })]
  return [
    moveOf({
      ...{ ...shared, countyCode: from.countyCode, from: from.account },
      to: fundAccount('betweenCounties', from.countyCode, null),
    }),
    moveOf({
      ...{ ...shared, countyCode: to.countyCode, to: to.account },
      from: fundAccount('betweenCounties', to.countyCode, null),
    }),
  ]
}

export function unknown(what: string): Refused {
  return new Refused('not_found', `没有找到${what}，或它不在您的辖区内。请刷新后重试。`)
}
