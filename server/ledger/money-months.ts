// What moved in and out of tills, month by month and by the kind at the other end: the ground of every open account.
import { sql } from 'kysely'
import { addMonths, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf } from './balances.ts'

interface Moved {
  kind: LedgerAccountKind
  cameFen: number
  wentFen: number
}

export interface MoneyMonth {
  month: Month
  openingFen: number
  closingFen: number
  moved: Moved[]
}

interface Tills {
  kind: LedgerAccountKind
  countyCode: string
  ownerIds: readonly string[]
}

type Reading = Pick<Context, 'tx' | 'today'>

/** By owner, the months from first to last. Two statements, however many tills and months. */
export async function moneyMonths(
  reading: Reading,
  tills: Tills,
  fromMonth: Month,
  toMonth: Month,
): Promise<Map<string, MoneyMonth[]>> {
  const { kind, countyCode, ownerIds } = tills
  const openings = await balancesOf(
    reading,
    ownerIds.map(ownerId => ({ kind, ownerId, countyCode, unit: 'fen' as const })),
    lastDayOf(addMonths(fromMonth, -1)),
  )
  const moved = await movedIn(reading.tx, tills, fromMonth, toMonth)
  return new Map(
    ownerIds.map((ownerId, index) => {
      const months: MoneyMonth[] = []
      let openingFen = openings[index] ?? 0
      for (let month = fromMonth; month <= toMonth; month = addMonths(month, 1)) {
        const own = moved.get(`${ownerId} ${month}`) ?? []
        const closingFen = own.reduce((sum, one) => sum + one.cameFen - one.wentFen, openingFen)
        months.push({ month, openingFen, closingFen, moved: own })
        openingFen = closingFen
      }
      return [ownerId, months]
    }),
  )
}

/** What each till gave and got in each month, by the kind of account on the other side. */
async function movedIn(
  tx: Context['tx'],
  { kind, countyCode, ownerIds }: Tills,
  fromMonth: Month,
  toMonth: Month,
): Promise<Map<string, Moved[]>> {
  const side = (own: 'to_id' | 'from_id', other: 'to_id' | 'from_id') => sql`
    select cash.owner_id, t.day, t.${sql.ref(other)} as other_id, t.amount, ${own === 'to_id'}::boolean as came
    from ledger_accounts cash
    join ledger_transfers t on t.county_code = cash.county_code and t.${sql.ref(own)} = cash.id
      and t.day between ${firstDayOf(fromMonth)} and ${lastDayOf(toMonth)}
    where cash.county_code = ${countyCode} and cash.owner_id = any(${[...ownerIds]}::uuid[])
      and cash.kind = ${kind} and cash.unit = 'fen'`
  // The other account may lie outside the caller's area, a project's or the county's: only its kind is asked.
  const { rows } = await sql<Moved & { ownerId: string; month: Month }>`
    with m as materialized (${side('to_id', 'from_id')} union all ${side('from_id', 'to_id')})
    select m.owner_id, to_char(m.day, 'YYYY-MM') as month, other.kind,
      coalesce(sum(m.amount) filter (where m.came), 0)::bigint as came_fen,
      coalesce(sum(m.amount) filter (where not m.came), 0)::bigint as went_fen
    from m
    join ledger_kinds(${countyCode}, array(select distinct other_id from m)) other on other.id = m.other_id
    group by 1, 2, 3`.execute(tx)
  const found = new Map<string, Moved[]>()
  for (const { ownerId, month, ...row } of rows) {
    const key = `${ownerId} ${month}`
    found.set(key, [...(found.get(key) ?? []), row])
  }
  return found
}
