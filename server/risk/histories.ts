// Reads, a county at a time, all that bears on risk: one pass over each table, put together by person afterwards.
import { type RawBuilder, sql } from 'kysely'
import type { Day } from '../../domain/kernel/day.ts'
import type { RiskHistory, SeenVisit } from '../../domain/risk/history.ts'
import type { Transaction } from '../kernel/database.ts'

export interface Histories {
  countyCode: string
  id: string
  regionCode: string
  visitorId: string | null
  history: RiskHistory
}

interface Row {
  id: string
  person: string
  regionCode: string
  bornOn: Day | null
  registeredOn: Day
  endedOn: Day | null
  visitorId: string | null
  groups: RiskHistory['groups'] | null
  abilities: RiskHistory['abilities'] | null
  incomes: RiskHistory['incomes'] | null
  kin: RiskHistory['kin'] | null
  homeChecks: RiskHistory['homeChecks'] | null
  owed: RiskHistory['owed'] | null
  absences: RiskHistory['absences'] | null
  overrules: RiskHistory['overrules'] | null
  visits: [Day, SeenVisit['result'], string][] | null
}

export interface Wanted {
  countyCode: string
  /** Records of these persons, merged ones among them; null for everybody. */
  elderIds: readonly string[] | null
  /** How far back every visit is wanted; null for the last one and the last meeting only. */
  visitsSince: Day | null
}

/** Of everybody on record in a county, or of some; of who left only where the past is asked about. */
export async function historiesOf(tx: Transaction, wanted: Wanted): Promise<Histories[]> {
  const ids = wanted.elderIds === null ? null : await recordsOf(tx, wanted.countyCode, wanted.elderIds)
  if (ids?.length === 0) return []
  const { rows } = await question(wanted, ids).execute(tx)
  return byPerson(wanted.countyCode, rows)
}

/** Facts are written under whichever record was open: a person is read by all of hers (docs/decisions/0015). */
async function recordsOf(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select unnest(e.id || e.merged_ids) as id
    from elders given
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    where given.county_code = ${countyCode} and given.id = any(${[...elderIds]}::uuid[])`.execute(tx)
  return [...new Set(found.rows.map(row => row.id))]
}

function question({ countyCode, visitsSince }: Wanted, ids: readonly string[] | null): RawBuilder<Row> {
  const named = (column: RawBuilder<unknown>) =>
    ids === null ? sql`` : sql`and ${column} = any(${[...ids]}::uuid[])`
  /** One list of a table for each record. */
  const gathered = (table: string, alias: string, fields: RawBuilder<unknown>, more = sql``) => sql`
    left join (
      select one.elder_id, json_agg(json_build_object(${fields})) as list from ${sql.table(table)} one
      where one.county_code = ${countyCode} ${more} ${named(sql`one.elder_id`)} group by one.elder_id
    ) ${sql.ref(alias)} on ${sql.ref(alias)}.elder_id = e.id`
  const past = visitsSince === null
  return sql<Row>`
    select e.id, coalesce(e.merged_into, e.id) as person, e.region_code, e.born_on, e.registered_on,
      case when e.merged_into is null then e.ended_on end as ended_on, assigned.account_id as visitor_id,
      g.list as groups, b.list as abilities, i.list as incomes, k.list as kin, c.list as home_checks, d.list as owed,
      a.list as absences, r.list as overrules, ${past ? sql`seen.list` : sql`v.list`} as visits
    from elders e
    left join visitor_assignments assigned
      on assigned.county_code = e.county_code and assigned.elder_id = e.id and assigned.valid_to is null
    ${gathered('elder_memberships', 'g', sql`'group', one."group", 'from', one.valid_from, 'to', one.valid_to`, sql`and one.voided_at is null`)}
    ${gathered('ability_assessments', 'b', sql`'level', one.result_level, 'from', one.assessed_on, 'to', one.valid_until`, sql`and one.stage in ('settled', 'told', 'replaced') and one.result_level is not null`)}
    ${gathered('elder_circumstances', 'i', sql`'income', one.income, 'from', one.valid_from, 'to', one.valid_to`)}
    ${gathered('elder_contacts', 'k', sql`'whereabouts', one.whereabouts, 'leftOn', one.left_on, 'lastContactOn', one.last_contact_on, 'endedOn', one.ended_on`, sql`and one.kinship not in ('neighbour', 'villageCadre', 'otherPerson')`)}
    ${gathered('home_checks', 'c', sql`'on', one.checked_on, 'hazards', cardinality(one.hazards)`)}
    ${gathered('due_visits', 'd', sql`'reason', one.reason, 'raisedOn', one.raised_on, 'on', one.due_on`, sql`and one.withdrawn_at is null`)}
    ${gathered('elder_absences', 'a', sql`'kind', one.kind, 'from', one.valid_from, 'to', one.valid_to`, sql`and one.kind in ('hospital', 'institution', 'away', 'refusal')`)}
    ${gathered('risk_overrules', 'r', sql`'level', one.level, 'from', one.valid_from, 'to', case when one.ended_at is null then one.valid_to else least(one.valid_to, (one.ended_at at time zone 'Asia/Shanghai')::date - 1) end`)}
    ${past ? lastVisits : allVisits(countyCode, visitsSince, named(sql`one.elder_id`))}
    where e.county_code = ${countyCode} ${named(sql`e.id`)}
      ${past ? sql`and (e.ended_on is null or e.merged_into is not null)` : sql``}`
}

/** The newest of all and the newest where she was met: two short walks down one index for each record. */
const lastVisits = sql`
  cross join lateral (
    select json_agg(json_build_array(one.visited_on, one.result, one.answers)) as list from (
      (select v.visited_on, v.result, v.answers from visits v
        where v.county_code = e.county_code and v.elder_id = e.id
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1)
      union all
      (select v.visited_on, v.result, v.answers from visits v
        where v.county_code = e.county_code and v.elder_id = e.id and v.result = 'met'
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1)
    ) one
  ) seen`

function allVisits(countyCode: string, since: Day, named: RawBuilder<unknown>) {
  return sql`
    left join (
      select one.elder_id, json_agg(json_build_array(one.visited_on, one.result, one.answers)
        order by one.visited_on desc, one.started_at desc, one.id desc) as list
      from visits one where one.county_code = ${countyCode} and one.visited_on >= ${since} ${named}
      group by one.elder_id
    ) v on v.elder_id = e.id`
}

function byPerson(countyCode: string, rows: readonly Row[]): Histories[] {
  const others = new Map<string, Row[]>()
  for (const row of rows) {
    if (row.person === row.id) continue
    const known = others.get(row.person)
    if (known) known.push(row)
    else others.set(row.person, [row])
  }
  return rows.flatMap(row =>
    row.person === row.id ? [historyFrom(countyCode, row, others.get(row.id) ?? [])] : [],
  )
}

function historyFrom(countyCode: string, row: Row, merged: readonly Row[]): Histories {
  const all = [row, ...merged]
  const { id, regionCode, visitorId, bornOn, registeredOn, endedOn } = row
  return {
    ...{ countyCode, id, regionCode, visitorId },
    history: {
      ...{ bornOn, registeredOn, endedOn },
      groups: all.flatMap(one => one.groups ?? []),
      abilities: all.flatMap(one => one.abilities ?? []),
      incomes: all.flatMap(one => one.incomes ?? []),
      kin: all.flatMap(one => one.kin ?? []),
      homeChecks: all.flatMap(one => one.homeChecks ?? []),
      owed: all.flatMap(one => one.owed ?? []),
      absences: all.flatMap(one => one.absences ?? []),
      overrules: all.flatMap(one => one.overrules ?? []),
      visits: newestFirst(
        all.flatMap(one => one.visits ?? []),
        merged.length > 0,
      ),
    },
  }
}

/** Each record's list comes sorted or with its last two in either order; only several records must be sorted here. */
function newestFirst(visits: readonly [Day, SeenVisit['result'], string][], several: boolean): SeenVisit[] {
  const seen = visits.map(([on, result, answers]) => ({ on, result, answers }))
  return several ? seen.sort((one, other) => (one.on > other.on ? -1 : one.on < other.on ? 1 : 0)) : seen
}
