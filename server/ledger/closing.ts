// Months are closed in turn: what would be locked is shown first, the database locks it and carries the balances.
import { sql } from 'kysely'
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import { addMonths, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { LedgerUnit } from '../../domain/ledger/accounts.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import { checkClosing } from '../../domain/ledger/closing.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { inWords } from './refusing.ts'

type Table = typeof ledgerApi

function countyOf(context: Context, regionCode: string): string {
  checkInArea(context, regionCode)
  if (levelOf(regionCode) !== 'county')
    throw new Refused('invalid', '账目按县（市、区）结账，请选择一个县（市、区）。')
  return regionCode.slice(0, 6)
}

export async function listClosings(
  context: Context,
  { regionCode }: InputOf<Table['ledger.closings']>,
): Promise<OutputOf<Table['ledger.closings']>> {
  const countyCode = countyOf(context, regionCode)
  const closed = await context.tx
    .selectFrom('ledgerClosings as c')
    .leftJoin('accounts', 'accounts.id', 'c.closedBy')
    .select(['c.month', 'c.transfers', 'c.closedAt', 'accounts.name as closedByName'])
    .where('c.countyCode', '=', countyCode)
    .orderBy('c.month', 'desc')
    .execute()
  const month = closed[0] ? addMonths(closed[0].month, 1) : await firstMonthOf(context, countyCode)
  if (month === null || month > monthOf(context.today)) return { closed, due: null }
  const { accounts, sums } = await movedIn(context, countyCode, month)
  return { closed, due: { month, isOver: month < monthOf(context.today), accounts, sums } }
}

async function firstMonthOf({ tx }: Context, countyCode: string): Promise<Month | null> {
  const { first } = await tx
    .selectFrom('ledgerTransfers')
    .select(given => given.fn.min('day').as('first'))
    .where('countyCode', '=', countyCode)
    .executeTakeFirstOrThrow()
  return first === null ? null : monthOf(first)
}

async function movedIn({ tx }: Context, countyCode: string, month: Month) {
  const within = sql`county_code = ${countyCode} and day between ${firstDayOf(month)}::date and ${lastDayOf(month)}::date`
  const sums = await sql<{ unit: LedgerUnit; transfers: number; amount: number }>`
    select unit, count(*)::bigint as transfers, sum(amount)::bigint as amount from ledger_transfers
    where ${within} group by unit order by unit`.execute(tx)
  const moved = await sql<{ accounts: number }>`
    select count(*)::bigint as accounts from (
      select from_id from ledger_transfers where ${within}
      union select to_id from ledger_transfers where ${within}) ends`.execute(tx)
  return { sums: sums.rows, accounts: moved.rows[0]?.accounts ?? 0 }
}

/** One person is enough: closing moves no money, and what it wrote is recounted by `wanqing verify` (decision 0036). */
export async function closeMonth(
  context: Context,
  { regionCode, month }: InputOf<Table['ledger.close']>,
): Promise<OutputOf<Table['ledger.close']>> {
  const countyCode = countyOf(context, regionCode)
  checkClosing(month, context.today)
  await inWords(
    context.tx
      .insertInto('ledgerClosings')
      .values({
        ...{ countyCode, month, regionCode: areaOf(regionCode).from, transfers: 0 },
        ...{ closedAt: context.now.toISOString(), closedBy: context.actor.accountId },
      })
      .execute(),
  )
  return {}
}
