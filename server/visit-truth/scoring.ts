// Judges visitors' months beside the phone's door: what arrived since, every night the running month, and all when the rule changes.
import { sql } from 'kysely'
import { smallestRegion } from '../../domain/kernel/area.ts'
import { addMonths, type Day, dayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { TruthThresholds } from '../../domain/visit-truth/facts.ts'
import { judgeMonth } from '../../domain/visit-truth/rule.ts'
import { type TruthNoteKind, truthRulesVersion } from '../../domain/visit-truth/signs.ts'
import { remembersMonths, stageOf } from '../../domain/visit-truth/stages.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { type FactsOfMonth, factsOf, type VisitorMonth } from './facts.ts'

/** Visitors' months read at once: some six thousand visits. */
const monthsAtOnce = 400
/** A push is stamped before it is committed: what may have been under way is looked at again. */
const overlapMs = 600_000
/** A county that was never judged gets these months before the running one. */
const firstMonths = 3

interface CountyState {
  code: string
  scoredTo: string | null
  rulesVersion: number | null
}

/** A county after the other, each in its own transaction; returns how many months of visitors were judged. */
export async function scoreArrivals(system: System): Promise<number> {
  return scoreCounties(system, async (tx, county, today) =>
    county.scoredTo === null || county.rulesVersion !== truthRulesVersion
      ? visitorsOf(tx, county.code, monthsBack(monthOf(today), firstMonths))
      : arrivedSince(tx, county.code, new Date(Date.parse(county.scoredTo) - overlapMs).toISOString()),
  )
}

/**
 * The running month and the one before of everybody: what others found since, photos that came late, and the
 * month's own end change what a visit says.
 */
export async function scoreNightly(system: System): Promise<number> {
  return scoreCounties(system, (tx, county, today) =>
    visitorsOf(tx, county.code, monthsBack(monthOf(today), 1)),
  )
}

const monthsBack = (month: Month, back: number) =>
  Array.from({ length: back + 1 }, (_, step) => addMonths(month, -step))

async function scoreCounties(
  system: System,
  whom: (tx: Transaction, county: CountyState, today: Day) => Promise<VisitorMonth[]>,
): Promise<number> {
  await system.settings.refresh()
  const { rows } = await sql<CountyState>`
    select left(r.code, 6) as code, c.scored_to, c.rules_version
    from regions r left join visit_truth_counts c on c.county_code = left(r.code, 6)
    where r.level = 'county' order by 1`.execute(system.connections.db)
  let judged = 0
  for (const county of rows) judged += await scoreCounty(system, county, whom)
  return judged
}

async function scoreCounty(
  system: System,
  county: CountyState,
  whom: (tx: Transaction, county: CountyState, today: Day) => Promise<VisitorMonth[]>,
): Promise<number> {
  const now = system.clock.now()
  const today = dayOf(now)
  return system.connections.db.transaction().execute(async tx => {
    // Two servers must not write one county's months across each other.
    await sql`select pg_advisory_xact_lock(hashtext(${`visit truth ${county.code}`}))`.execute(tx)
    const wanted = await whom(tx, county, today)
    for (let start = 0; start < wanted.length; start += monthsAtOnce)
      await scoreBatch(tx, system, county.code, wanted.slice(start, start + monthsAtOnce), now)
    await sql`
      insert into visit_truth_counts (county_code, region_code, scored_to, rules_version, visitors, elders_carried)
      select ${county.code}, ${`${county.code}000000`}, ${now.toISOString()}::timestamptz, ${truthRulesVersion}::int,
        count(distinct a.account_id), count(distinct a.elder_id)
      from visitor_assignments a
      where a.county_code = ${county.code} and a.valid_from <= ${today}
        and (a.valid_to is null or a.valid_to >= ${today})
      on conflict (county_code) do update set scored_to = excluded.scored_to, visitors = excluded.visitors,
        elders_carried = excluded.elders_carried, rules_version = excluded.rules_version`.execute(tx)
    return wanted.length
  })
}

async function visitorsOf(
  tx: Transaction,
  countyCode: string,
  months: readonly Month[],
): Promise<VisitorMonth[]> {
  const oldest = [...months].sort()[0] ?? ''
  const found = await sql<VisitorMonth>`
    select distinct visitor_id, to_char(visited_on, 'YYYY-MM') as month from visits
    where county_code = ${countyCode} and visited_on >= ${`${oldest}-01`}::date
    order by 1, 2`.execute(tx)
  return found.rows.filter(row => months.includes(row.month))
}

/** Visits that came in, calls to elders that were answered, and words written; each moves its visitor's month and those after it. */
async function arrivedSince(tx: Transaction, countyCode: string, since: string): Promise<VisitorMonth[]> {
  const found = await sql<VisitorMonth>`
    select visitor_id, to_char(visited_on, 'YYYY-MM') as month from visits
    where county_code = ${countyCode} and received_at > ${since}
    union
    select t.visitor_id, t.month from call_backs c
    join visits v on v.county_code = c.county_code and v.id = c.visit_id
    join visit_truths t on t.county_code = c.county_code and t.visitor_id = c.visitor_id
      and t.month >= to_char(v.visited_on, 'YYYY-MM')
    where c.county_code = ${countyCode} and c.called_at > ${since}
    union
    select t.visitor_id, t.month from visit_truth_notes n
    join visit_truths t on t.county_code = n.county_code and t.visitor_id = n.visitor_id and t.month >= n.month
    where n.county_code = ${countyCode} and n.written_at > ${since}
    order by 1, 2`.execute(tx)
  return found.rows
}

async function scoreBatch(
  tx: Transaction,
  system: System,
  countyCode: string,
  wanted: readonly VisitorMonth[],
  now: Date,
): Promise<void> {
  const today = dayOf(now)
  const region = `${countyCode}000000`
  const thresholds = thresholdsOf(system, region, today)
  const coachBelow = system.settings.value('visitTruth.coachBelow', region, today)
  const facts = await factsOf(tx, countyCode, wanted, today)
  const said = await whatWasSaid(tx, countyCode, [...new Set(wanted.map(one => one.visitorId))])
  const rows = facts.map(month => {
    const { score, reasons } = judgeMonth(month, thresholds)
    return {
      visitor_id: month.visitorId,
      month: month.month,
      region_code: smallestRegion(month.regionCodes),
      visits: month.visits.length,
      score,
      stage: stageOf({ month: month.month, isBelow: score < coachBelow, ...historyOf(said, month) }),
      reasons,
    }
  })
  await sql`
    insert into visit_truths (county_code, visitor_id, month, region_code, visits, score, stage, reasons,
      rules_version, scored_at)
    select ${countyCode}, one.visitor_id, one.month, one.region_code, one.visits, one.score, one.stage,
      one.reasons, ${truthRulesVersion}, ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as one (visitor_id uuid, month text,
      region_code text, visits int, score int, stage text, reasons jsonb)
    on conflict (county_code, visitor_id, month) do update set region_code = excluded.region_code,
      visits = excluded.visits, score = excluded.score, stage = excluded.stage, reasons = excluded.reasons,
      rules_version = excluded.rules_version, scored_at = excluded.scored_at`.execute(tx)
}

export function thresholdsOf(system: Pick<System, 'settings'>, region: string, day: Day): TruthThresholds {
  const value = (key: Parameters<System['settings']['value']>[0]) =>
    system.settings.value(key, region, day) as number
  return {
    visitsADay: value('visitTruth.visitsADay'),
    speedKmPerHour: value('visitTruth.speedKmPerHour'),
    shortMinutes: value('visitTruth.shortMinutes'),
    spotMeters: value('visitTruth.spotMeters'),
    spotHomes: value('visitTruth.spotHomes'),
    homeMeters: value('visitTruth.homeMeters'),
    villageMeters: value('visitTruth.villageMeters'),
    nightFromHour: value('visitTruth.nightFromHour'),
    nightToHour: value('visitTruth.nightToHour'),
    monthEndDays: value('visitTruth.monthEndDays'),
  }
}

interface Said {
  visitorId: string
  month: Month
  /** A word written about her, or 'denied': an elder who says that nobody came. */
  kind: TruthNoteKind | 'denied'
  writtenOn: Day
}

async function whatWasSaid(
  tx: Transaction,
  countyCode: string,
  visitorIds: readonly string[],
): Promise<Said[]> {
  const found = await sql<Said>`
    select visitor_id, month, kind, (written_at at time zone 'Asia/Shanghai')::date as written_on
    from visit_truth_notes
    where county_code = ${countyCode} and visitor_id = any(${[...visitorIds]}::uuid[])
    union all
    select c.visitor_id, to_char(v.visited_on, 'YYYY-MM'), 'denied', v.visited_on from call_backs c
    join visits v on v.county_code = c.county_code and v.id = c.visit_id
    where c.county_code = ${countyCode} and c.visitor_id = any(${[...visitorIds]}::uuid[])
      and c.came = 'nobodyCame'`.execute(tx)
  return found.rows
}

function historyOf(said: readonly Said[], { visitorId, month }: FactsOfMonth) {
  const since = addMonths(month, -remembersMonths)
  const own = said.filter(one => one.visitorId === visitorId && one.month <= month && one.month >= since)
  return {
    notes: own.flatMap(({ kind, ...note }) => (kind === 'denied' ? [] : [{ ...note, kind }])),
    denied: own.filter(one => one.kind === 'denied').length,
  }
}
