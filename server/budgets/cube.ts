// All elders of an area by what benefit rules ask of them, counted in one statement: a cell stands for many people.
import { sql } from 'kysely'
import type { BenefitFacts } from '../../domain/benefits/facts.ts'
import type { RecordedIncome, Settlement } from '../../domain/benefits/rule.ts'
import type { Cell } from '../../domain/budgets/rule-change.ts'
import type { RecordedGroup } from '../../domain/elders/elder.ts'
import { addDays, type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

interface CubeRow {
  countyCode: string
  elders: number
  place: string
  settlement: Settlement | null
  born: Day | null
  registered: Day
  endedKind: 'died' | 'movedOut' | null
  endedOn: Day | null
  lastDay: Day
  groupsBefore: RecordedGroup[] | null
  groupsEnd: RecordedGroup[] | null
  incomeBefore: RecordedIncome | null
  incomeEnd: RecordedIncome | null
  hukouBefore: string | null
  hukouEnd: string | null
  levelBefore: number | null
  levelEnd: number | null
  degreeBefore: number | null
  degreeEnd: number | null
  absences: BenefitFacts['absences'] | null
  holds: BenefitFacts['holds'] | null
  granted: BenefitFacts['granted'] | null
}

export interface CubeAsked {
  from: string
  to: string
  month: Month
  /** Rules ask for villages or townships, so they are told apart. */
  byVillage: boolean
  /** Rules ask since when an elder is in the ledger. */
  byRegistration: boolean
}

/** A rule asks on two days only, the last of the month before and of the month; so only they are told apart. */
export async function cubeOf(tx: Transaction, asked: CubeAsked): Promise<Map<string, Cell[]>> {
  // Under the row policies the planner expects a handful of people and walks every list for each of them: seconds a
  // county. Hashed, the same takes a tenth of one; it is set back at once.
  await sql`select set_config('enable_nestloop', 'off', true)`.execute(tx)
  const { rows } = await cubeQuery(asked).execute(tx)
  await sql`select set_config('enable_nestloop', 'on', true)`.execute(tx)
  const cells = new Map<string, Cell[]>()
  for (const row of rows) {
    const own = cells.get(row.countyCode) ?? []
    own.push({ elders: row.elders, facts: factsOf(row, addDays(firstDayOf(asked.month), -1)) })
    cells.set(row.countyCode, own)
  }
  return cells
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

const placeOf = ({ byVillage }: CubeAsked, column: string) =>
  byVillage ? sql.ref(column) : sql`left(${sql.ref(column)}, 6) || '000000'`

function cubeQuery(asked: CubeAsked) {
  const first = firstDayOf(asked.month)
  const days: Days = { before: addDays(first, -1), first, end: lastDayOf(asked.month) }
  return sql<CubeRow>`
    with ${people(asked, days)},
    records as materialized (
      select p.county_code, p.id, p.last_day, record_id from people p, unnest(p.id || p.merged_ids) as record_id),
    ${circumstances(asked, days)}, ${assessments(asked, days)}, ${payments(asked, days)}
    select p.county_code, count(*)::int as elders, p.place, p.settlement, p.born, p.registered, p.ended_kind,
      p.ended_on, p.last_day, g.groups_before, g.groups_end, c.income_before, c.income_end, c.hukou_before,
      c.hukou_end, b.level_before, b.level_end, s.degree_before, s.degree_end, a.absences, h.holds, t.granted
    from people p
    left join grouped g on g.county_code = p.county_code and g.id = p.id
    left join circumstanced c on c.county_code = p.county_code and c.id = p.id
    left join assessed b on b.county_code = p.county_code and b.id = p.id
    left join cared s on s.county_code = p.county_code and s.id = p.id
    left join away a on a.county_code = p.county_code and a.id = p.id
    left join held h on h.county_code = p.county_code and h.id = p.id
    left join granted_later t on t.county_code = p.county_code and t.id = p.id
    group by p.county_code, p.place, p.settlement, p.born, p.registered, p.ended_kind, p.ended_on, p.last_day,
      g.groups_before, g.groups_end, c.income_before, c.income_end, c.hukou_before, c.hukou_end, b.level_before,
      b.level_end, s.degree_before, s.degree_end, a.absences, h.holds, t.granted`
}

/** Whoever left before the month began is paid by no rule. */
function people(asked: CubeAsked, { first, end }: Days) {
  const { from, to, byRegistration } = asked
  return sql`
    people as materialized (
      select e.county_code, e.id, e.merged_ids, ${placeOf(asked, 'e.region_code')} as place,
        case left(village.urban_rural_code, 1) when '1' then 'urban' when '2' then 'rural' end as settlement,
        -- The month of birth decides on the last day of a month, but for the 29th of February.
        case when (ending.kind is not null and e.ended_on <= ${end}::date)
          or to_char(e.born_on, 'MMDD') = '0229' then e.born_on else date_trunc('month', e.born_on)::date end as born,
        case when ${byRegistration} or e.registered_on > ${end}::date then e.registered_on
          else '1900-01-01'::date end as registered,
        case when e.ended_on <= ${end}::date then ending.kind end as ended_kind,
        case when ending.kind is not null and e.ended_on <= ${end}::date then e.ended_on end as ended_on,
        case when ending.kind is not null and e.ended_on <= ${end}::date then e.ended_on
          else ${end}::date end as last_day
      from elders e
      join regions village on village.code = e.region_code
      left join elder_endings ending on ending.county_code = e.county_code and ending.elder_id = e.id
        and ending.kind in ('died', 'movedOut')
      where e.county_code between ${from} and ${to} and e.merged_into is null
        and (ending.kind is null or e.ended_on >= ${first}::date))`
}

function circumstances(asked: CubeAsked, days: Days) {
  const { from, to } = asked
  const { before, end } = days
  const area = sql`between ${from} and ${to}`
  const group = (side: Side) => sql`array_agg(distinct m."group" order by m."group")
    filter (where ${heldOn(days, side, 'm.valid_from', 'm.valid_to')})`
  const held = (side: Side) => heldOn(days, side, 'c.valid_from', 'c.valid_to')
  return sql`
    grouped as (
      select r.county_code, r.id, ${group('before')} as groups_before, ${group('end')} as groups_end
      from records r join elder_memberships m on m.county_code = r.county_code and m.elder_id = r.record_id
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
      from records r join elder_circumstances c on c.county_code = r.county_code and c.elder_id = r.record_id
      where c.county_code ${area} group by 1, 2)`
}

function assessments({ from, to }: CubeAsked, days: Days) {
  const area = sql`between ${from} and ${to}`
  const level = (side: Side) => sql`(array_agg(array_position(
    array['intact', 'mild', 'moderate', 'severe', 'total'], b.result_level) - 1 order by b.assessed_on desc)
    filter (where ${heldOn(days, side, 'b.assessed_on', 'b.valid_until')}))[1]`
  const degree = (asks: ReturnType<typeof sql>) => sql`(array_agg(array_position(
    array['selfCareFull', 'selfCarePartial', 'selfCareNone'], s.level) - 1 order by s.assessed_on desc)
    filter (where s.assessed_on <= ${asks}))[1]`
  return sql`
    assessed as (
      select r.county_code, r.id, ${level('before')} as level_before, ${level('end')} as level_end
      from records r join ability_assessments b on b.county_code = r.county_code and b.elder_id = r.record_id
      where b.county_code ${area} and b.stage in ('settled', 'told', 'replaced') and b.result_level is not null
      group by 1, 2),
    cared as (
      select r.county_code, r.id, ${degree(sql`${days.before}::date`)} as degree_before,
        ${degree(sql`r.last_day`)} as degree_end
      from records r join self_care_assessments s on s.county_code = r.county_code and s.elder_id = r.record_id
      where s.county_code ${area} group by 1, 2)`
}

/** What stops, suspends or delays a payment. */
function payments({ from, to, month }: CubeAsked, { before, end }: Days) {
  const area = sql`between ${from} and ${to}`
  return sql`
    away as (
      select r.county_code, r.id, jsonb_agg(jsonb_build_object('kind', a.kind, 'from', a.valid_from, 'to', a.valid_to)
        order by a.kind, a.valid_from) as absences
      from records r join elder_absences a on a.county_code = r.county_code and a.elder_id = r.record_id
      where a.county_code ${area} and a.kind in ('institution', 'hospital', 'away') and a.valid_from <= ${end}::date
        and (a.valid_to is null or a.valid_to >= ${before}::date) group by 1, 2),
    held as (
      select r.county_code, r.id, jsonb_agg(jsonb_build_object('benefitId', h.benefit_id, 'fromMonth', h.from_month,
        'toMonth', h.to_month, 'reason', '') order by h.benefit_id, h.from_month) as holds
      from records r join benefit_holds h on h.county_code = r.county_code and h.elder_id = r.record_id
      where h.county_code ${area} and h.from_month <= ${month} and (h.to_month is null or h.to_month >= ${month})
      group by 1, 2),
    first_grants as (
      select r.county_code, r.id, t.benefit_id, min(t.from_month) as from_month
      from records r join benefit_entitlements t on t.county_code = r.county_code and t.elder_id = r.record_id
      where t.county_code ${area} group by 1, 2, 3),
    granted_later as (
      select county_code, id, jsonb_agg(jsonb_build_object('benefitId', benefit_id, 'fromMonth', from_month)
        order by benefit_id) as granted
      from first_grants where from_month > ${month} group by 1, 2)`
}

/** One person in whom all of the cell are meant: what held on a day is given for that day alone. */
function factsOf(row: CubeRow, before: Day): BenefitFacts {
  const end = row.lastDay
  const days = <Value, Fact>(
    one: Value | null,
    other: Value | null,
    fact: (value: Value, day: { from: Day; to: Day }) => Fact,
  ): Fact[] => [
    ...(one === null ? [] : [fact(one, { from: before, to: before })]),
    ...(other === null ? [] : [fact(other, { from: end, to: end })]),
  ]
  return {
    elderId: '',
    regionCode: row.place,
    settlement: row.settlement,
    bornOn: row.born,
    birthCalendar: 'solar',
    registeredOn: row.registered,
    hukou: days(row.hukouBefore, row.hukouEnd, (code, day) => ({ code, ...day })),
    groups: days(row.groupsBefore, row.groupsEnd, (groups, day) =>
      groups.map(group => ({ group, ...day })),
    ).flat(),
    incomes: days(row.incomeBefore, row.incomeEnd, (status, day) => ({ status, ...day })),
    abilities: days(row.levelBefore, row.levelEnd, (level, day) => ({ level, ...day })),
    selfCare: days(row.degreeBefore, row.degreeEnd, (degree, day) => ({ degree, ...day })),
    absences: row.absences ?? [],
    ended: row.endedKind === null || row.endedOn === null ? null : { kind: row.endedKind, on: row.endedOn },
    holds: row.holds ?? [],
    granted: row.granted ?? [],
  }
}
