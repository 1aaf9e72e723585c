// The trial balance of an area at a day, and the accounts behind each of its lines.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import { type Day, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { ledgerAccountKinds, ledgerUnits } from '../../domain/ledger/accounts.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import type { AccountBalance, TrialRow } from '../../domain/ledger/entry.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { balanceOn } from './balances.ts'
import { noteOwners, ownerName } from './owners.ts'

type Table = typeof ledgerApi

/** One pass over the last closed month and what moved since; nothing is asked account by account. */
export async function trialBalance(
  context: Context,
  { regionCode, day }: InputOf<Table['ledger.trial']>,
): Promise<OutputOf<Table['ledger.trial']>> {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const [first, last] = [countyCodeOf(area.from), countyCodeOf(area.to)]
  const month = firstDayOf(monthOf(day))
  const here = sql`a.county_code between ${first} and ${last} and a.region_code between ${area.from} and ${area.to}`
  const found = await sql<TrialRow>`
    with closed as (
      select county_code, max(month) as month, ((max(month) || '-01')::date + interval '1 month')::date as next_day
      from ledger_closings
      where county_code between ${first} and ${last} and month < ${monthOf(day)} group by 1),
    part as (
      select a.county_code, a.id, a.kind, a.unit, m.balance as carried, 0::numeric as came_in, 0::numeric as went_out
      from ledger_accounts a
      join closed c on c.county_code = a.county_code
      join ledger_month_balances m on m.county_code = a.county_code and m.account_id = a.id and m.month = c.month
      where ${here}
      union all ${movedSince('to_id', day, month, here)}
      union all ${movedSince('from_id', day, month, here)}),
    held as (
      select kind, unit, sum(carried) as carried, sum(came_in) as came_in, sum(went_out) as went_out
      from part group by county_code, id, kind, unit)
    select kind, unit, count(*)::bigint as accounts, sum(carried)::bigint as carried,
      sum(came_in)::bigint as came_in, sum(went_out)::bigint as went_out,
      sum(carried + came_in - went_out)::bigint as balance
    from held
    group by kind, unit`.execute(context.tx)
  const order = (row: TrialRow) =>
    ledgerUnits.keys.indexOf(row.unit) * 1000 + ledgerAccountKinds.keys.indexOf(row.kind)
  const level = levelOf(regionCode)
  const isWhole = level !== 'township' && level !== 'village'
  return {
    rows: found.rows.toSorted((one, other) => order(one) - order(other)),
    closedTo: first === last ? await closedToOf(context, first) : null,
    isWhole,
  }
}

/** What moved accounts on one side after the last closed month: in a village few by index, in a county all at once. */
function movedSince(end: 'to_id' | 'from_id', day: Day, month: Day, here: RawBuilder<unknown>) {
  const amount = sql`sum(t.amount) filter (where t.day < ${month}::date)`
  const since = sql`coalesce(sum(t.amount) filter (where t.day >= ${month}::date), 0)`
  const cells =
    end === 'to_id' ? sql`coalesce(${amount}, 0), ${since}, 0` : sql`-coalesce(${amount}, 0), 0, ${since}`
  return sql`select a.county_code, a.id, a.kind, a.unit, ${cells} from ledger_accounts a
    join ledger_transfers t on t.county_code = a.county_code and t.${sql.ref(end)} = a.id
    left join closed c on c.county_code = a.county_code
    where ${here} and t.day <= ${day}::date and t.day >= coalesce(c.next_day, '-infinity'::date)
    group by 1, 2, 3, 4`
}

async function closedToOf({ tx }: Context, countyCode: string): Promise<string | null> {
  const { month } = await tx
    .selectFrom('ledgerClosings')
    .select(given => given.fn.max('month').as('month'))
    .where('countyCode', '=', countyCode)
    .executeTakeFirstOrThrow()
  return month
}

/** In order of place, as officers look for them; those at zero are there too. */
export async function listAccounts(
  context: Context,
  { regionCode, day, kind, unit, limit, after }: InputOf<Table['ledger.accounts']>,
): Promise<OutputOf<Table['ledger.accounts']>> {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  // The page first, then what its accounts hold: a balance is a sum, and nobody needs those of the other pages.
  const found = await sql<AccountBalance>`
    with page as materialized (
      select a.* from ledger_accounts a
      where a.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
        and a.kind = ${kind} and a.unit = ${unit} and a.region_code between ${area.from} and ${area.to}
        ${place ? sql`and (a.region_code, a.id) > (${place.sort}, ${place.id}::uuid)` : sql``}
      order by a.region_code, a.id limit ${limit + 1})
    select a.county_code, a.id, a.kind, a.unit, a.region_code, a.owner_id, ${ownerName('a')} as owner_name,
      case place.level when 'village' then place.short_name else place.name end as place_name,
      ${balanceOn(day)} as balance
    from page a join regions place on place.code = a.region_code
    order by a.region_code, a.id`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  noteOwners(context, rows)
  return { rows, next: last ? cursorOf(last.regionCode, last.id) : null }
}
