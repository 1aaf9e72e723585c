// All elders of an area by what benefit rules ask of them, counted in one statement: a cell stands for many people.
import { sql } from 'kysely'
import { bornNumber, count, type Known, type Tally } from '../../domain/budgets/tally.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

interface CubeRow {
  part: string
  elders: number
  born: Day | null
  known: Known
}

export interface CubeAsked {
  counties: readonly string[]
  /** Only these of the counties; null for all. */
  townships: readonly string[] | null
  month: Month
  /** A tally for each county or for each township. */
  apart: 'counties' | 'townships'
  /** What few rules ask is told apart too: villages, and since when an elder is in the ledger. */
  rare: boolean
}

/**
 * A rule asks on two days only, the last of the month before and of the month; so only they are told apart. By the
 * code of the county or the township.
 */
export async function tallyOf(tx: Transaction, asked: CubeAsked): Promise<Map<string, Tally>> {
  const tallies = new Map<string, Tally>()
  if (asked.counties.length === 0 || asked.townships?.length === 0) return tallies
  // Under the row policies the planner expects a handful of people and walks every list for each of them: seconds a
  // county. Hashed, the same takes a tenth of one; it is set back at once.
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)
  const { rows } = await cubeQuery(asked).execute(tx)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx)
  for (const { part, elders, born, known } of rows) {
    const tally = tallies.get(part) ?? new Map()
    tallies.set(part, tally)
    count(tally, JSON.stringify(known), bornNumber(born), elders)
  }
  return tallies
}

/** The people of a few townships are walked through; for more of them whole lists of a county are read. */
const isFew = ({ townships }: CubeAsked) => townships !== null && townships.length <= 100

/** What is recorded of the people, as `c`, `m` and so on. */
function recorded(asked: CubeAsked, table: string, name: string) {
  const [list, row] = [sql.table(table), sql.ref(name)]
  return isFew(asked)
    ? sql`records r cross join lateral (
        select * from ${list} f where f.county_code = r.county_code and f.elder_id = r.record_id offset 0) ${row}`
    : sql`records r join ${list} ${row} on ${row}.county_code = r.county_code and ${row}.elder_id = r.record_id`
}

interface Days {
  before: Day
  first: Day
  end: Day
}

type Side = 'before' | 'end'

/** Whether what is recorded from `since` to `until` held on one of the two days. */
function heldOn({ before }: Days, side: Side, since: string, until: string) {
  const asks = side === 'before' ? sql`${before}::date` : sql`r.last_day`
  return sql`(${sql.ref(since)} <= ${asks} and (${sql.ref(until)} is null or ${sql.ref(until)} >= ${asks}))`
}

const within = ({ counties }: CubeAsked) => sql`= any(${[...counties]}::text[])`

const placeOf = ({ rare }: CubeAsked, column: string) =>
  rare ? sql.ref(column) : sql`left(${sql.ref(column)}, 6) || '000000'`

function cubeQuery(asked: CubeAsked) {
  const first = firstDayOf(asked.month)
  const days: Days = { before: addDays(first, -1), first, end: lastDayOf(asked.month) }
  return sql<CubeRow>`
    with ${people(asked, days)},
    records as materialized (
      select p.county_code, p.id, p.last_day, record_id from people p, unnest(p.id || p.merged_ids) as record_id),
    ${circumstances(asked, days)}, ${assessments(asked, days)}, ${payments(asked, days)}
    select p.part, p.born, count(*)::int as elders,
      jsonb_build_array(p.place, p.settlement, p.registered, p.ended_kind, p.ended_on, p.last_day, g.groups_before,
        g.groups_end, c.income_before, c.income_end, c.hukou_before, c.hukou_end, b.level_before, b.level_end,
        s.degree_before, s.degree_end, coalesce(a.absences, '[]'), coalesce(h.holds, '[]'),
        coalesce(t.granted, '[]')) as known
    from people p
    left join grouped g on g.county_code = p.county_code and g.id = p.id
    left join circumstanced c on c.county_code = p.county_code and c.id = p.id
    left join assessed b on b.county_code = p.county_code and b.id = p.id
    left join cared s on s.county_code = p.county_code and s.id = p.id
    left join away a on a.county_code = p.county_code and a.id = p.id
    left join held h on h.county_code = p.county_code and h.id = p.id
    left join granted_later t on t.county_code = p.county_code and t.id = p.id
    group by p.part, p.place, p.settlement, p.born, p.registered, p.ended_kind, p.ended_on, p.last_day,
      g.groups_before, g.groups_end, c.income_before, c.income_end, c.hukou_before, c.hukou_end, b.level_before,
      b.level_end, s.degree_before, s.degree_end, a.absences, h.holds, t.granted`
}

/** As `e`. By ranges, for which there is an index; a list of prefixes has none. */
function residents(asked: CubeAsked) {
  const { townships } = asked
  if (townships === null) return sql`elders e`
  const lived = sql`from unnest(${[...townships]}::text[]) as township (code)
    cross join lateral (select * from elders of where of.county_code = left(township.code, 6)
      and of.region_code between township.code and left(township.code, 9) || '999' offset 0) of`
  return sql`(select of.* ${lived}) e`
}

/** Whoever left before the month began is paid by no rule. */
function people(asked: CubeAsked, { first, end }: Days) {
  const { apart, rare } = asked
  return sql`
    people as materialized (
      select e.county_code, e.id, ${
        apart === 'townships' ? sql`left(e.region_code, 9) || '000'` : sql`e.county_code || '000000'`
      } as part, e.merged_ids, ${placeOf(asked, 'e.region_code')} as place,
        case left(village.urban_rural_code, 1) when '1' then 'urban' when '2' then 'rural' end as settlement,
        -- The month of birth decides on the last day of a month, but for the 29th of February.
        case when (ending.kind is not null and e.ended_on <= ${end}::date)
          or to_char(e.born_on, 'MMDD') = '0229' then e.born_on else date_trunc('month', e.born_on)::date end as born,
        case when ${rare} or e.registered_on > ${end}::date then e.registered_on
          else '1900-01-01'::date end as registered,
        case when e.ended_on <= ${end}::date then ending.kind end as ended_kind,
        case when ending.kind is not null and e.ended_on <= ${end}::date then e.ended_on end as ended_on,
        case when ending.kind is not null and e.ended_on <= ${end}::date then e.ended_on
          else ${end}::date end as last_day
      from ${residents(asked)}
      join regions village on village.code = e.region_code
      left join elder_endings ending on ending.county_code = e.county_code and ending.elder_id = e.id
        and ending.kind in ('died', 'movedOut')
      where e.county_code ${within(asked)} and e.merged_into is null
        and (ending.kind is null or e.ended_on >= ${first}::date))`
}

function circumstances(asked: CubeAsked, days: Days) {
  const { before, end } = days
  const area = within(asked)
  const group = (side: Side) => sql`array_agg(distinct m."group" order by m."group")
    filter (where ${heldOn(days, side, 'm.valid_from', 'm.valid_to')})`
  const held = (side: Side) => heldOn(days, side, 'c.valid_from', 'c.valid_to')
  return sql`
    grouped as (
      select r.county_code, r.id, ${group('before')} as groups_before, ${group('end')} as groups_end
      from ${recorded(asked, 'elder_memberships', 'm')}
      where m.county_code ${area} and m.valid_from <= ${end}::date and (m.valid_to is null or m.valid_to >= ${before}::date)
      group by 1, 2),
    circumstanced as (
      select r.county_code, r.id,
        (array_agg(c.income order by c.valid_from desc) filter (where ${held('before')}))[1] as income_before,
        (array_agg(c.income order by c.valid_from desc) filter (where ${held('end')}))[1] as income_end,
        (array_agg(${placeOf(asked, 'c.hukou_code')} order by c.valid_from desc)
          filter (where c.hukou_code is not null and ${held('before')}))[1] as hukou_before,
        (array_agg(${placeOf(asked, 'c.hukou_code')} order by c.valid_from desc)
          filter (where c.hukou_code is not null and ${held('end')}))[1] as hukou_end
      from ${recorded(asked, 'elder_circumstances', 'c')}
      where c.county_code ${area} group by 1, 2)`
}

function assessments(asked: CubeAsked, days: Days) {
  const area = within(asked)
  const level = (side: Side) => sql`(array_agg(array_position(
    array['intact', 'mild', 'moderate', 'severe', 'total'], b.result_level) - 1 order by b.assessed_on desc)
    filter (where ${heldOn(days, side, 'b.assessed_on', 'b.valid_until')}))[1]`
  const degree = (asks: ReturnType<typeof sql>) => sql`(array_agg(array_position(
    array['selfCareFull', 'selfCarePartial', 'selfCareNone'], s.level) - 1 order by s.assessed_on desc)
    filter (where s.assessed_on <= ${asks}))[1]`
  return sql`
    assessed as (
      select r.county_code, r.id, ${level('before')} as level_before, ${level('end')} as level_end
      from ${recorded(asked, 'ability_assessments', 'b')}
      where b.county_code ${area} and b.stage in ('settled', 'told', 'replaced') and b.result_level is not null
      group by 1, 2),
    cared as (
      select r.county_code, r.id, ${degree(sql`${days.before}::date`)} as degree_before,
        ${degree(sql`r.last_day`)} as degree_end
      from ${recorded(asked, 'self_care_assessments', 's')}
      where s.county_code ${area} group by 1, 2)`
}

/** What stops, suspends or delays a payment. */
function payments(asked: CubeAsked, { before, end }: Days) {
  const { month } = asked
  const area = within(asked)
  return sql`
    away as (
      select r.county_code, r.id, jsonb_agg(jsonb_build_object('kind', a.kind, 'from', a.valid_from, 'to', a.valid_to)
        order by a.kind, a.valid_from) as absences
      from ${recorded(asked, 'elder_absences', 'a')}
      where a.county_code ${area} and a.kind in ('institution', 'hospital', 'away') and a.valid_from <= ${end}::date
        and (a.valid_to is null or a.valid_to >= ${before}::date) group by 1, 2),
    held as (
      select r.county_code, r.id, jsonb_agg(jsonb_build_object('benefitId', h.benefit_id, 'fromMonth', h.from_month,
        'toMonth', h.to_month, 'reason', '') order by h.benefit_id, h.from_month) as holds
      from ${recorded(asked, 'benefit_holds', 'h')}
      where h.county_code ${area} and h.from_month <= ${month} and (h.to_month is null or h.to_month >= ${month})
      group by 1, 2),
    first_grants as (
      select r.county_code, r.id, t.benefit_id, min(t.from_month) as from_month
      from ${recorded(asked, 'benefit_entitlements', 't')}
      where t.county_code ${area} group by 1, 2, 3),
    granted_later as (
      select county_code, id, jsonb_agg(jsonb_build_object('benefitId', benefit_id, 'fromMonth', from_month)
        order by benefit_id) as granted
      from first_grants where from_month > ${month} group by 1, 2)`
}
