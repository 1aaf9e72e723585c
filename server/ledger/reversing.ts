// Taking a transfer back: a new one the other way round, once, with a reason, in a month that is still open.
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import { type LedgerPurpose, whyNotHere } from '../../domain/ledger/purposes.ts'
import type { Context } from '../kernel/context.ts'
import { reversalIdOf } from './accounts.ts'
import { noteOwners } from './owners.ts'
import { book, type Posted, type PostingContext, type Row, rowColumns } from './posting.ts'

export interface Reversal {
  countyCode: string
  transferIds: readonly string[]
  /** In the books from this day on; not before the transfer itself. */
  day: Day
  reason: string
}

/** Sent again it is answered again; a transfer already taken back with other words or another day is refused. */
export async function reverse(context: PostingContext, wanted: Reversal): Promise<Posted> {
  const { countyCode, day, reason } = wanted
  const ids = [...new Set(wanted.transferIds)]
  if (day > context.today) throw new Refused('invalid', `冲正日期 ${day} 晚于今天，请核对后重试。`)
  const found = await context.tx
    .selectFrom('ledgerTransfers')
    .select(rowColumns)
    .where('countyCode', '=', countyCode)
    .where('id', 'in', ids)
    .execute()
  if (found.length < ids.length)
    throw new Refused('not_found', '没有找到要冲正的账目，或它不在您的辖区内。请刷新后重试。')
  return book(
    context,
    found.map(row => mirrored(row, day, reason)),
    [],
  )
}

function mirrored(row: Row, day: Day, reason: string): Row {
  if (row.reverses !== null)
    throw new Refused('rule_broken', '冲正的账不能再冲正。如冲错了，请按原样重新记一笔。')
  if (day < row.day)
    throw new Refused('invalid', `冲正日期不能早于原来那笔的日期（${row.day}），请核对后重试。`)
  return {
    ...row,
    ...{ id: reversalIdOf(row.countyCode, row.id), fromId: row.toId, toId: row.fromId },
    ...{ day, note: reason, reverses: row.id },
  }
}

/** On the screen of the ledger, dated today. What belongs to a record is taken back there, not here. */
export async function reverseByHand(
  context: Context,
  { countyCode, ids, reason }: InputOf<(typeof ledgerApi)['ledger.reverse']>,
): Promise<Record<never, never>> {
  const found = await context.tx
    .selectFrom('ledgerTransfers as t')
    .leftJoin('ledgerAccounts as a', join =>
      join
        .onRef('a.countyCode', '=', 't.countyCode')
        .on(given =>
          given.or([given('a.id', '=', given.ref('t.fromId')), given('a.id', '=', given.ref('t.toId'))]),
        ),
    )
    .select(['t.countyCode', 't.purpose', 'a.kind', 'a.ownerId'])
    .where('t.countyCode', '=', countyCode)
    .where('t.id', 'in', ids)
    .execute()
  const elsewhere = found.map(row => whyNotHere(row.purpose as LedgerPurpose)).find(Boolean)
  if (elsewhere) throw new Refused('rule_broken', elsewhere)
  noteOwners(context, found as Parameters<typeof noteOwners>[1])
  await reverse(context, { countyCode, transferIds: ids, day: context.today, reason })
  return {}
}
