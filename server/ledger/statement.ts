// One account over some days: what it held, what moved it, and what it held after each movement.
import { sql } from 'kysely'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { ledgerApi } from '../../domain/ledger/api.ts'
import type { LedgerAccount, StatementLine } from '../../domain/ledger/entry.ts'
import type { Context } from '../kernel/context.ts'
import { balanceOn } from './balances.ts'
import { noteOwners, ownerName } from './owners.ts'

type Table = typeof ledgerApi
type Key = { countyCode: string; id: string }

/** Where the page goes on: the last line read, by day and number. */
interface LinePlace {
  day: string
  serial: number
}

export function unknownAccount(): Refused {
  return new Refused('not_found', '没有找到这个账户，或它不在您的辖区内。请从试算平衡表重新进入。')
}

async function accountOf({ tx }: Context, { countyCode, id }: Key): Promise<LedgerAccount> {
  const found = await sql<LedgerAccount>`
    select a.county_code, a.id, a.kind, a.unit, a.region_code, a.owner_id, ${ownerName('a')} as owner_name,
      case place.level when 'village' then place.short_name else place.name end as place_name
    from ledger_accounts a join regions place on place.code = a.region_code
    where a.county_code = ${countyCode} and a.id = ${id}`.execute(tx)
  const [account] = found.rows
  if (!account) throw unknownAccount()
  return account
}

export async function statementOf(
  context: Context,
  given: InputOf<Table['ledger.statement']>,
): Promise<OutputOf<Table['ledger.statement']>> {
  const { from, to, limit, after } = given
  if (from > to) throw new Refused('invalid', '开始日期晚于结束日期，请重新选择。')
  const account = await accountOf(context, given)
  noteOwners(context, [account])
  const place = linePlaceFrom(after)
  const sums = await sumsOf(context, given, place)
  const lines = await linesOf(context, given, place, limit + 1)
  const rows: StatementLine[] = []
  let balance = sums.opening + sums.before
  for (const line of lines.slice(0, limit)) {
    balance += line.change
    rows.push({ ...line, balance })
  }
  const last = lines.length > limit ? rows.at(-1) : undefined
  const { opening, cameIn, wentOut } = sums
  return {
    ...{ account, opening, cameIn, wentOut, closing: opening + cameIn - wentOut, rows },
    next: last ? `${last.day} ${last.serial}` : null,
  }
}

function linePlaceFrom(after: string | undefined): LinePlace | null {
  if (after === undefined) return null
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{1,15})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { day: match[1] ?? '', serial: Number(match[2]) }
}

interface Sums {
  opening: number
  cameIn: number
  wentOut: number
  /** What the lines before this page change. */
  before: number
}

async function sumsOf(
  { tx }: Context,
  { countyCode, id, from, to }: Key & { from: string; to: string },
  place: LinePlace | null,
): Promise<Sums> {
  const moved = (
    end: 'to_id' | 'from_id',
  ) => sql<string>`coalesce((select sum(t.amount) from ledger_transfers t
    where t.county_code = a.county_code and t.${sql.ref(end)} = a.id
      and t.day between ${from}::date and ${to}::date), 0)::bigint`
  const earlier = (end: 'to_id' | 'from_id') => sql`coalesce((select sum(t.amount) from ledger_transfers t
    where t.county_code = a.county_code and t.${sql.ref(end)} = a.id and t.day >= ${from}::date
      and (t.day, t.serial) <= (${place?.day}::date, ${place?.serial}::bigint)), 0)`
  const found = await sql<Sums>`
    select ${balanceOn(addDays(from, -1))} as opening, ${moved('to_id')} as came_in, ${moved('from_id')} as went_out,
      ${place ? sql`(${earlier('to_id')} - ${earlier('from_id')})::bigint` : sql`0`} as before
    from ledger_accounts a where a.county_code = ${countyCode} and a.id = ${id}`.execute(tx)
  const [sums] = found.rows
  if (!sums) throw unknownAccount()
  return sums
}

/** Both sides are ranges of an index, each read no further than the page. */
async function linesOf(
  { tx }: Context,
  { countyCode, id, from, to }: Key & { from: string; to: string },
  place: LinePlace | null,
  count: number,
): Promise<Omit<StatementLine, 'balance'>[]> {
  const side = (end: 'to_id' | 'from_id') => sql`(
    select t.* from ledger_transfers t
    where t.county_code = ${countyCode} and t.${sql.ref(end)} = ${id} and t.day between ${from}::date and ${to}::date
      ${place ? sql`and (t.day, t.serial) > (${place.day}::date, ${place.serial}::bigint)` : sql``}
    order by t.day, t.serial limit ${count})`
  const found = await sql<Omit<StatementLine, 'balance'>>`
    select t.id, t.serial, t.day, t.purpose, case when t.to_id = ${id} then t.amount else -t.amount end as change,
      a.kind as other_kind, ${ownerName('a')} as other_name, t.note, t.reverses is not null as is_reversal,
      exists (select from ledger_transfers r where r.county_code = t.county_code and r.reverses = t.id) as is_reversed
    from (${side('to_id')} union all ${side('from_id')}) t
    left join ledger_accounts a on a.county_code = t.county_code
      and a.id = case when t.to_id = ${id} then t.from_id else t.to_id end
    order by t.day, t.serial limit ${count}`.execute(tx)
  return found.rows
}
