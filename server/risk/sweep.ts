// The night sweep: reckons where every elder stands and writes what changed, a county in each transaction.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { standingOf } from '../../domain/risk/standing.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type Histories, historiesOf } from './histories.ts'
import { type SettingsAt, settingsReader } from './settings.ts'

export interface Swept {
  elders: number
  changed: number
}

/** While one county is being read by the database, the other is being reckoned here. */
const countiesAtOnce = 2

/** Every county that today has not been reckoned with today's settings; all of them with `again`. */
export async function sweepStandings(system: System, again = false): Promise<Swept> {
  const now = system.clock.now()
  await system.settings.refresh()
  const counties = await system.connections.pool.query<{ code: string }>(
    `select left(code, 6) as code from regions where level = 'county' order by code`,
  )
  const swept: Swept = { elders: 0, changed: 0 }
  const waiting = counties.rows.map(row => row.code)
  const work = async () => {
    for (let code = waiting.shift(); code !== undefined; code = waiting.shift()) {
      if (!again && (await isSwept(system, code, now))) continue
      const one = await sweepCounty(system, code, now)
      swept.elders += one.elders
      swept.changed += one.changed
    }
  }
  await Promise.all(Array.from({ length: countiesAtOnce }, work))
  return swept
}

/** Asked county by county: another server may be at the same work. */
async function isSwept(system: System, countyCode: string, now: Date): Promise<boolean> {
  const today = dayOf(now)
  const { rows } = await system.connections.pool.query(
    'select from risk_sweeps where county_code = $1 and swept_on >= $2 and settings_mark = $3',
    [countyCode, today, settingsMark(system, countyCode, today)],
  )
  return rows.length > 0
}

function settingsMark(system: System, countyCode: string, day: Day): string {
  const settings = settingsReader(system.settings, day)(`${countyCode}000000`)
  return createHash('sm3').update(JSON.stringify(settings)).digest('base64url').slice(0, 22)
}

export async function sweepCounty(system: System, countyCode: string, now: Date): Promise<Swept> {
  const today = dayOf(now)
  const { elders, news } = await reckon(system, countyCode, null, today)
  return system.connections.db.transaction().execute(async tx => {
    const changed = await write(tx, countyCode, news, today)
    await dropWhoLeft(tx, countyCode, null)
    const mark = settingsMark(system, countyCode, today)
    await noteSweep(tx, { countyCode, now, mark, elders, changed })
    return { elders, changed }
  })
}

/** Some of a county, after something happened to them. */
export async function restand(
  system: System,
  countyCode: string,
  elderIds: readonly string[],
  today: Day,
): Promise<number> {
  const { news } = await reckon(system, countyCode, elderIds, today)
  return system.connections.db.transaction().execute(async tx => {
    await dropWhoLeft(tx, countyCode, elderIds)
    return write(tx, countyCode, news, today)
  })
}

/**
 * Reads as the application does, within the county: what the job sees is what an officer could see. Of everybody
 * read, only the rows that say something else than what stands.
 */
export async function reckon(
  system: System,
  countyCode: string,
  elderIds: readonly string[] | null,
  today: Day,
) {
  const area = areaOf(`${countyCode}000000`)
  const { histories, standing } = await within(
    system.connections.db,
    { area, accountId: null },
    false,
    async tx => ({
      histories: await historiesOf(tx, { countyCode, elderIds, visitsSince: null }),
      standing: await standingNow(tx, countyCode, elderIds),
    }),
  )
  const settings = settingsReader(system.settings, today)
  const rows = histories.map(one => rowOf(one, today, settings))
  return { elders: rows.length, news: rows.filter(row => standing.get(row.elder_id) !== sayingOf(row)) }
}

/** What a row says, in the words of `sayingOf`. */
const saying = sql`concat_ws(' ', region_code, risk, rule_risk, points, rule_version, due_on, due_reason, every_days,
  coalesce(last_met_on::text, '-'), coalesce(visitor_id::text, '-'), due_also, causes)`

async function standingNow(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[] | null,
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; said: string }>`
    select elder_id as id, ${saying} as said from elder_standings where county_code = ${countyCode}
      ${elderIds === null ? sql`` : sql`and elder_id = any(${[...elderIds]}::uuid[])`}`.execute(tx)
  return new Map(rows.map(row => [row.id, row.said]))
}

/**
 * A row in the words PostgreSQL would use, so that a quiet night compares half a million texts and sends next to
 * nothing back. Where the two wordings differ the row is merely sent, and the statement that writes compares again.
 */
function sayingOf(row: StandingRow): string {
  const causes = row.causes.map(([cause, points]) => `["${cause}", ${points}]`)
  return [
    ...[row.region_code, row.risk, row.rule_risk, row.points, row.rule_version, row.due_on, row.due_reason],
    ...[row.every_days, row.last_met_on ?? '-', row.visitor_id ?? '-'],
    ...[`{${row.due_also.join(',')}}`, `[${causes.join(', ')}]`],
  ].join(' ')
}

function rowOf({ id, regionCode, visitorId, history }: Histories, today: Day, settings: SettingsAt) {
  const standing = standingOf(history, today, settings(regionCode))
  const { due } = standing
  return {
    elder_id: id,
    region_code: regionCode,
    risk: standing.risk,
    rule_risk: standing.ruleRisk,
    points: standing.points,
    causes: standing.causes,
    rule_version: standing.ruleVersion,
    due_on: due.on,
    due_reason: due.reason,
    due_also: due.also,
    every_days: due.everyDays,
    last_met_on: standing.lastMetOn,
    visitor_id: visitorId,
  }
}

type StandingRow = ReturnType<typeof rowOf>

/** One statement: rows that say the same are not touched, so that a quiet night writes next to nothing. */
async function write(
  tx: Transaction,
  countyCode: string,
  rows: readonly StandingRow[],
  today: Day,
): Promise<number> {
  if (rows.length === 0) return 0
  const written = await sql<{ changed: number }>`
    with reckoned as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (elder_id uuid, region_code text,
        risk text, rule_risk text, points int, causes jsonb, rule_version int, due_on date, due_reason text,
        due_also text[], every_days int, last_met_on date, visitor_id uuid)
    ), news as materialized (
      select reckoned.*, case when before.risk = reckoned.risk then before.risk_since else ${today}::date end as since,
        before.elder_id is null or (before.risk, before.rule_risk) is distinct from (reckoned.risk, reckoned.rule_risk)
          as moved
      from reckoned left join elder_standings before
        on before.county_code = ${countyCode} and before.elder_id = reckoned.elder_id
      where before.elder_id is null or (before.region_code, before.risk, before.rule_risk, before.points, before.causes,
        before.rule_version, before.due_on, before.due_reason, before.due_also, before.every_days, before.last_met_on,
        before.visitor_id) is distinct from (reckoned.region_code, reckoned.risk, reckoned.rule_risk, reckoned.points,
        reckoned.causes, reckoned.rule_version, reckoned.due_on, reckoned.due_reason, reckoned.due_also,
        reckoned.every_days, reckoned.last_met_on, reckoned.visitor_id)
    ), written as (
      insert into elder_standings (county_code, elder_id, region_code, risk, rule_risk, points, causes, rule_version,
        risk_since, due_on, due_reason, due_also, every_days, last_met_on, visitor_id, computed_on)
      select ${countyCode}, elder_id, region_code, risk, rule_risk, points, causes, rule_version, since, due_on,
        due_reason, due_also, every_days, last_met_on, visitor_id, ${today}::date
      from news
      on conflict (county_code, elder_id) do update set region_code = excluded.region_code, risk = excluded.risk,
        rule_risk = excluded.rule_risk, points = excluded.points, causes = excluded.causes,
        rule_version = excluded.rule_version, risk_since = excluded.risk_since, due_on = excluded.due_on,
        due_reason = excluded.due_reason, due_also = excluded.due_also, every_days = excluded.every_days,
        last_met_on = excluded.last_met_on, visitor_id = excluded.visitor_id, computed_on = excluded.computed_on
      returning elder_id
    ), moved as (
      insert into risk_changes (county_code, elder_id, changed_on, region_code, risk, rule_risk, points, rule_version)
      select ${countyCode}, elder_id, ${today}::date, region_code, risk, rule_risk, points, rule_version
      from news where moved
      on conflict (county_code, elder_id, changed_on) do update set risk = excluded.risk,
        rule_risk = excluded.rule_risk, points = excluded.points, rule_version = excluded.rule_version
      returning elder_id
    )
    select count(*) as changed from written`.execute(tx)
  return written.rows[0]?.changed ?? 0
}

/** Merged records and those who left have no standing. */
async function dropWhoLeft(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[] | null,
): Promise<void> {
  await sql`
    delete from elder_standings one using elders e
    where one.county_code = ${countyCode} and e.county_code = one.county_code and e.id = one.elder_id
      and (e.ended_on is not null or e.merged_into is not null)
      ${elderIds === null ? sql`` : sql`and e.id = any(${[...elderIds]}::uuid[])`}`.execute(tx)
}

async function noteSweep(
  tx: Transaction,
  sweep: { countyCode: string; now: Date; mark: string; elders: number; changed: number },
): Promise<void> {
  const { countyCode, now, mark, elders, changed } = sweep
  const at = now.toISOString()
  await sql`
    insert into risk_sweeps (county_code, region_code, swept_on, swept_at, touched_to, settings_mark, elders, changed)
    values (${countyCode}, ${`${countyCode}000000`}, ${dayOf(now)}, ${at}, ${at}, ${mark}, ${elders}, ${changed})
    on conflict (county_code) do update set swept_on = excluded.swept_on, swept_at = excluded.swept_at,
      touched_to = excluded.touched_to, settings_mark = excluded.settings_mark, elders = excluded.elders,
      changed = excluded.changed`.execute(tx)
}
