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
  const { countyCode, visitsSince } = wanted
  const ids = wanted.elderIds === null ? null : await recordsOf(tx, countyCode, wanted.elderIds)
  if (ids?.length === 0) return []
  // The columns are asked for by the names they have here, so that no row need be renamed.
  const asked = { tx: tx.withoutPlugins(), countyCode, ids }
  const records = await recordRows(asked, visitsSince !== null)
  const visits = await (visitsSince === null ? lastVisits(asked) : allVisits(asked, visitsSince))
  return byPerson(countyCode, records, visits, await factsOf(asked))
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

interface Asked {
  tx: Transaction
  countyCode: string
  /** Of these records; null for every record of the county. */
  ids: readonly string[] | null
}

const named = (column: RawBuilder<unknown>, { ids }: Asked) =>
  ids === null ? sql`` : sql`and ${column} = any(${[...ids]}::uuid[])`

/** A merged record comes also where the person has left: her own row tells whether she has. */
const here = sql`and (e.ended_on is null or e.merged_into is not null)`

async function recordRows(asked: Asked, withWhoLeft: boolean): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select e.id, coalesce(e.merged_into, e.id) as person, e.region_code as "regionCode", e.born_on as "bornOn",
      e.registered_on as "registeredOn", case when e.merged_into is null then e.ended_on end as "endedOn",
      assigned.account_id as "visitorId"
    from elders e
    left join visitor_assignments assigned
      on assigned.county_code = e.county_code and assigned.elder_id = e.id and assigned.valid_to is null
    where e.county_code = ${asked.countyCode} ${named(sql`e.id`, asked)} ${withWhoLeft ? sql`` : here}`.execute(
    asked.tx,
  )
  return rows
}

type Visits = ReadonlyMap<string, readonly SeenVisit[]>

interface LastRow {
  elderId: string
  on: Day
  result: SeenVisit['result']
  answers: string
  metOn: Day | null
  metAnswers: string | null
}

/** The newest, and where nobody was met then the newest where she was: mostly one short walk down an index. */
async function lastVisits(asked: Asked): Promise<Visits> {
  const newest = sql`order by v.visited_on desc, v.started_at desc, v.id desc limit 1`
  const { rows } = await sql<LastRow>`
    select e.id as "elderId", last.visited_on as on, last.result, last.answers, met.visited_on as "metOn",
      met.answers as "metAnswers"
    from elders e
    cross join lateral (
      select v.visited_on, v.result, v.answers from visits v
      where v.county_code = e.county_code and v.elder_id = e.id ${newest}
    ) last
    left join lateral (
      select v.visited_on, v.answers from visits v
      where last.result <> 'met' and v.county_code = e.county_code and v.elder_id = e.id and v.result = 'met' ${newest}
    ) met on true
    where e.county_code = ${asked.countyCode} ${named(sql`e.id`, asked)} ${here}`.execute(asked.tx)
  return new Map(
    rows.map(({ elderId, on, result, answers, metOn, metAnswers }) => {
      const last: SeenVisit = { on, result, answers }
      if (metOn === null || metAnswers === null) return [elderId, [last]]
      return [elderId, [last, { on: metOn, result: 'met', answers: metAnswers }]]
    }),
  )
}

async function allVisits(asked: Asked, since: Day): Promise<Visits> {
  const { rows } = await sql<Of<SeenVisit>>`
    select one.elder_id as "elderId", one.visited_on as on, one.result, one.answers from visits one
    where one.county_code = ${asked.countyCode} and one.visited_on >= ${since} ${named(sql`one.elder_id`, asked)}
    order by one.elder_id, one.visited_on desc, one.started_at desc, one.id desc`.execute(asked.tx)
  return byRecord(rows)
}

/** A fact with the record it was written under. */
type Of<Fact> = Fact & { elderId: string }
/** A fact of one of the lists of a history. */
type FactOf<Name extends keyof RiskHistory> = RiskHistory[Name] extends readonly (infer Fact)[] ? Fact : never
type Facts = Awaited<ReturnType<typeof factsOf>>

/**
 * Each table by itself: the planner takes the area for a few rows, and joined to one another a county of eight
 * thousand was compared with itself.
 */
async function factsOf(asked: Asked) {
  const read = async <Name extends keyof RiskHistory>(
    table: string,
    fields: RawBuilder<unknown>,
    more = sql``,
  ) => {
    const { rows } = await sql<Of<FactOf<Name>>>`
      select one.elder_id as "elderId", ${fields} from ${sql.table(table)} one
      where one.county_code = ${asked.countyCode} ${more} ${named(sql`one.elder_id`, asked)}`.execute(
      asked.tx,
    )
    return byRecord(rows)
  }
  const span = sql`one.valid_from as "from", one.valid_to as "to"`
  return {
    groups: await read<'groups'>(
      'elder_memberships',
      sql`one."group", ${span}`,
      sql`and one.voided_at is null`,
    ),
    abilities: await read<'abilities'>(
      'ability_assessments',
      sql`one.result_level as level, one.assessed_on as "from", one.valid_until as "to"`,
      sql`and one.stage in ('settled', 'told', 'replaced') and one.result_level is not null`,
    ),
    incomes: await read<'incomes'>('elder_circumstances', sql`one.income, ${span}`),
    kin: await read<'kin'>(
      'elder_contacts',
      sql`one.whereabouts, one.left_on as "leftOn", one.last_contact_on as "lastContactOn", one.ended_on as "endedOn"`,
      sql`and one.kinship not in ('neighbour', 'villageCadre', 'otherPerson')`,
    ),
    homeChecks: await read<'homeChecks'>(
      'home_checks',
      sql`one.checked_on as on, cardinality(one.hazards) as hazards`,
    ),
    owed: await read<'owed'>(
      'due_visits',
      sql`one.reason, one.raised_on as "raisedOn", one.due_on as on`,
      sql`and one.withdrawn_at is null`,
    ),
    absences: await read<'absences'>(
      'elder_absences',
      sql`one.kind, ${span}`,
      sql`and one.kind in ('hospital', 'institution', 'away', 'refusal')`,
    ),
    overrules: await read<'overrules'>(
      'risk_overrules',
      sql`one.level, one.valid_from as "from", case when one.ended_at is null then one.valid_to
        else least(one.valid_to, (one.ended_at at time zone 'Asia/Shanghai')::date - 1) end as "to"`,
    ),
  }
}

function byRecord<Fact extends { elderId: string }>(rows: readonly Fact[]): Map<string, Fact[]> {
  const lists = new Map<string, Fact[]>()
  for (const row of rows) {
    const known = lists.get(row.elderId)
    if (known) known.push(row)
    else lists.set(row.elderId, [row])
  }
  return lists
}

function byPerson(countyCode: string, rows: readonly Row[], visits: Visits, facts: Facts): Histories[] {
  const merged = new Map<string, string[]>()
  for (const { id, person } of rows) {
    if (person === id) continue
    const known = merged.get(person)
    if (known) known.push(id)
    else merged.set(person, [id])
  }
  return rows.flatMap(row =>
    row.person === row.id
      ? [historyFrom(countyCode, row, [row.id, ...(merged.get(row.id) ?? [])], visits, facts)]
      : [],
  )
}

/** Written out and not spread together: half a million times a night that is a third of the reckoning. */
function historyFrom(
  countyCode: string,
  row: Row,
  records: readonly string[],
  visits: Visits,
  facts: Facts,
): Histories {
  const { id, regionCode, visitorId, bornOn, registeredOn, endedOn } = row
  const isOne = records.length === 1
  const of = <Fact>(lists: ReadonlyMap<string, readonly Fact[]>): readonly Fact[] =>
    isOne ? (lists.get(id) ?? none) : records.flatMap(record => lists.get(record) ?? none)
  const history: RiskHistory = {
    bornOn,
    registeredOn,
    endedOn,
    groups: of(facts.groups),
    abilities: of(facts.abilities),
    incomes: of(facts.incomes),
    kin: of(facts.kin),
    homeChecks: of(facts.homeChecks),
    owed: of(facts.owed),
    absences: of(facts.absences),
    overrules: of(facts.overrules),
    visits: isOne ? of(visits) : newestFirst(of(visits)),
  }
  return { countyCode, id, regionCode, visitorId, history }
}

const none: readonly never[] = []

/** Each record's list comes newest first; several are sorted together. */
function newestFirst(visits: readonly SeenVisit[]): SeenVisit[] {
  return [...visits].sort((one, other) => (one.on > other.on ? -1 : one.on < other.on ? 1 : 0))
}
