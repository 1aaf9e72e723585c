// Works off trials: a county at a time, every elder judged by both rules at twelve month's ends; may begin again.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { ancestorAt, areaOf, childLevelOf, isWithin, levelOf } from '../../domain/kernel/area.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import type { StandingSettings } from '../../domain/risk/standing.ts'
import {
  addedUp,
  countInto,
  emptyPlace,
  isSeen,
  judgedOnFor,
  noCounts,
  type TrialPlace,
  type TrialSummary,
  type Tried,
  trialDays,
  tryOn,
} from '../../domain/risk/trial.ts'
import type { System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { type Histories, historiesOf } from './histories.ts'
import { settingsReader } from './settings.ts'

interface Trial {
  id: string
  countyCode: string
  regionCode: string
  version: number
  redFrom: number
  orangeFrom: number
  yellowFrom: number
  askedOn: Day
}

/** Two servers may be woken at once: whoever has the lock works, the other goes home. */
const lockKey = 781_410

/** As many as the page lists; a trial of the province has half a million lines. */
const trialsKept = 5

export async function workOnTrials(system: System): Promise<void> {
  const client = await system.connections.pool.connect()
  try {
    const lock = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lockKey])
    if (!lock.rows[0]?.taken) return
    for (let trial = await nextTrial(system); trial; trial = await nextTrial(system)) await run(system, trial)
    await client.query('select pg_advisory_unlock($1)', [lockKey])
  } finally {
    client.release()
  }
}

async function nextTrial(system: System): Promise<Trial | null> {
  const found = await sql<Trial & { askedAt: string }>`
    update risk_trials set state = 'trialRunning', counties_done = 0
    where (county_code, id) = (select county_code, id from risk_trials
      where state in ('trialQueued', 'trialRunning') order by asked_at, id limit 1)
    returning id, county_code, region_code, version, red_from, orange_from, yellow_from, asked_at`.execute(
    system.connections.db,
  )
  const trial = found.rows[0]
  return trial ? { ...trial, askedOn: dayOf(new Date(trial.askedAt)) } : null
}

/** What a whole trial has counted so far. */
interface Tally {
  places: Map<string, TrialPlace>
  months: TrialSummary['months']
  graveCases: TrialSummary['graveCases']
  deaths: TrialSummary['deaths']
}

async function run(system: System, trial: Trial): Promise<void> {
  await system.settings.refresh()
  const days = trialDays(trial.askedOn)
  const tally: Tally = {
    places: new Map(),
    months: days.map(on => ({ on, before: noCounts(), after: noCounts() })),
    graveCases: { all: 0, seenBefore: 0, seenAfter: 0 },
    deaths: { all: 0, seenBefore: 0, seenAfter: 0 },
  }
  for (const countyCode of await countiesOf(system, trial.regionCode)) {
    await tryCounty(system, trial, countyCode, days, tally)
    await sql`
      update risk_trials set counties_done = counties_done + 1
      where county_code = ${trial.countyCode} and id = ${trial.id}`.execute(system.connections.db)
  }
  const places = [...tally.places.values()].sort((one, other) => (one.code < other.code ? -1 : 1))
  const summary: TrialSummary = {
    ...addedUp(places),
    months: tally.months,
    places: places.map(place => ({
      ...place,
      visitsBefore: Math.round(place.visitsBefore),
      visitsAfter: Math.round(place.visitsAfter),
    })),
    ...{ graveCases: tally.graveCases, deaths: tally.deaths },
  }
  await sql`
    update risk_trials set state = 'trialDone', finished_at = ${system.clock.now().toISOString()},
      summary = ${JSON.stringify(summary)}::jsonb
    where county_code = ${trial.countyCode} and id = ${trial.id}`.execute(system.connections.db)
  await forgetOld(system, trial)
}

/** Older trials of a region go with their lists, unless one was proposed to be put in force. */
async function forgetOld(system: System, { countyCode, regionCode }: Trial): Promise<void> {
  await system.connections.db.transaction().execute(async tx => {
    const old = await sql<{ id: string }>`
      delete from risk_trials t where t.county_code = ${countyCode} and t.region_code = ${regionCode}
        and not exists (select from risk_switches s where s.county_code = t.county_code and s.trial_id = t.id)
        and t.id not in (select id from risk_trials newer
          where newer.county_code = ${countyCode} and newer.region_code = ${regionCode}
          order by newer.asked_at desc, newer.id desc limit ${trialsKept})
      returning t.id`.execute(tx)
    const { from, to } = areaOf(regionCode)
    await sql`
      delete from risk_trial_lines where county_code >= ${from.slice(0, 6)} and county_code <= ${to.slice(0, 6)}
        and trial_id = any(${old.rows.map(row => row.id)}::uuid[])`.execute(tx)
  })
}

export async function countiesOf(system: System, regionCode: string): Promise<string[]> {
  const { from, to } = areaOf(regionCode)
  const found = await system.connections.pool.query<{ code: string }>(
    `select distinct left(code, 6) as code from regions
     where level in ('county', 'township', 'village') and code between $1 and $2 order by 1`,
    [from, to],
  )
  return found.rows.map(row => row.code)
}

interface Line extends Tried {
  id: string
  regionCode: string
  elderId: string
  kind: 'levelAtMonthEnd' | 'graveCase' | 'deathAfter'
  judgedOn: Day
  happenedOn: Day | null
  aidCaseId: string | null
}

async function tryCounty(
  system: System,
  trial: Trial,
  countyCode: string,
  days: readonly Day[],
  tally: Tally,
): Promise<void> {
  const read = await readCounty(system, countyCode, days[0] ?? trial.askedOn)
  const now = settingsReader(system.settings, trial.askedOn)
  const { version: ruleVersion, redFrom, orangeFrom, yellowFrom } = trial
  const area = areaOf(trial.regionCode)
  const incidents = byElder(read.incidents)
  const lines: Line[] = []
  for (const elder of read.elders) {
    if (!isWithin(elder.regionCode, area)) continue
    const before = now(elder.regionCode)
    const after = { ...before, ruleVersion, redFrom, orangeFrom, yellowFrom }
    const judged = new Map<Day, Tried>()
    for (const [at, day] of days.entries()) {
      const tried = tryOn(elder.history, day, before, after)
      const month = tally.months[at]
      if (!tried || !month) continue
      judged.set(day, tried)
      month.before[tried.before] += 1
      month.after[tried.after] += 1
    }
    lines.push(...standing(trial, elder, judged, days.at(-1) ?? '', before, tally))
    lines.push(...happened(elder, judged, incidents.get(elder.id) ?? [], tally))
  }
  await writeLines(system, trial.id, countyCode, lines)
}

/** Where the elder stands at the last month's end; counted into her township or county. */
function standing(
  trial: Trial,
  { id, regionCode }: Histories,
  judged: ReadonlyMap<Day, Tried>,
  on: Day,
  settings: StandingSettings,
  tally: Tally,
): Line[] {
  const tried = judged.get(on)
  if (!tried) return []
  const child = childLevelOf(levelOf(trial.regionCode))
  // A province is read by counties, as its boards are.
  const level = child === 'prefecture' ? 'county' : (child ?? 'village')
  const code = ancestorAt(regionCode, level)
  const place = tally.places.get(code) ?? emptyPlace(code)
  tally.places.set(code, place)
  countInto(place, tried, settings)
  const moved = tried.before !== tried.after
  return [
    {
      ...{
        id: randomUUID(),
        regionCode,
        elderId: id,
        kind: 'levelAtMonthEnd',
        judgedOn: on,
        happenedOn: null,
      },
      ...{ aidCaseId: null, before: tried.before, after: tried.after, points: tried.points },
      causes: moved ? tried.causes : [],
    },
  ]
}

interface Incident {
  elderId: string
  kind: 'graveCase' | 'deathAfter'
  on: Day
  aidCaseId: string | null
}

/** Held against how she stood at the end of the month before; who was not yet on record then is nobody's miss. */
function happened(
  { id, regionCode }: Histories,
  judged: ReadonlyMap<Day, Tried>,
  incidents: readonly Incident[],
  tally: Tally,
): Line[] {
  return incidents.flatMap(({ kind, on, aidCaseId }): Line[] => {
    const judgedOn = judgedOnFor(on)
    const tried = judged.get(judgedOn)
    if (!tried) return []
    const seen = kind === 'graveCase' ? tally.graveCases : tally.deaths
    seen.all += 1
    if (isSeen(tried.before)) seen.seenBefore += 1
    if (isSeen(tried.after)) seen.seenAfter += 1
    return [
      { ...tried, id: randomUUID(), regionCode, elderId: id, kind, judgedOn, happenedOn: on, aidCaseId },
    ]
  })
}

function byElder(incidents: readonly Incident[]): Map<string, Incident[]> {
  const grouped = new Map<string, Incident[]>()
  for (const one of incidents) {
    const known = grouped.get(one.elderId)
    if (known) known.push(one)
    else grouped.set(one.elderId, [one])
  }
  return grouped
}

async function readCounty(
  system: System,
  countyCode: string,
  firstDay: Day,
): Promise<{ elders: Histories[]; incidents: Incident[] }> {
  const area = areaOf(`${countyCode}000000`)
  return within(system.connections.db, { area, accountId: null }, false, async tx => {
    // What was known on the first day rests on the visits of the year before it.
    const visitsSince = addDays(firstDay, -400)
    const elders = await historiesOf(tx, { countyCode, elderIds: null, visitsSince })
    const incidents = await sql<Incident>`
      select coalesce(e.merged_into, e.id) as elder_id, 'graveCase' as kind,
        (c.opened_at at time zone 'Asia/Shanghai')::date as on, c.id as aid_case_id
      from aid_cases c join elders e on e.county_code = c.county_code and e.id = c.elder_id
      where c.county_code = ${countyCode} and c.level in ('p0', 'p1') and c.stage <> 'rejected'
        and (c.opened_at at time zone 'Asia/Shanghai')::date > ${firstDay}::date
      union all
      select d.elder_id, 'deathAfter', d.ended_on, null from elder_endings d
      where d.county_code = ${countyCode} and d.kind = 'died' and d.ended_on > ${firstDay}::date
      order by 1, 3`.execute(tx)
    return { elders, incidents: incidents.rows }
  })
}

async function writeLines(
  system: System,
  trialId: string,
  countyCode: string,
  lines: readonly Line[],
): Promise<void> {
  await system.connections.db.transaction().execute(async tx => {
    await sql`delete from risk_trial_lines where county_code = ${countyCode} and trial_id = ${trialId}`.execute(
      tx,
    )
    if (lines.length === 0) return
    await sql`
      insert into risk_trial_lines (county_code, id, trial_id, region_code, elder_id, kind, before, after, points,
        causes, judged_on, happened_on, aid_case_id)
      select ${countyCode}, id, ${trialId}, "regionCode", "elderId", kind, before, after, points, causes, "judgedOn",
        "happenedOn", "aidCaseId"
      from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as line (id uuid, "regionCode" text, "elderId" uuid,
        kind text, before text, after text, points int, causes jsonb, "judgedOn" date, "happenedOn" date,
        "aidCaseId" uuid)`.execute(tx)
  })
}
