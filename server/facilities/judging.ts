// The lights of places, kept in a row each: judged by the pure rules, and judged anew where a fact, a setting or the day moved.
import { type RawBuilder, sql } from 'kysely'
import {
  flagsOf,
  lightOfSite,
  type SiteFacts,
  type SiteFlag,
  type SiteLight,
} from '../../domain/facilities/standing.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { type SettingKey, settingDefinitions } from '../../domain/regions/settings.ts'
import type { Context, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { type Besides, besides, settingsByPlace } from './facts.ts'

/** By whose settings and of which day. */
export type Judge = Pick<Context, 'tx' | 'today' | 'setting'>

export interface SiteKey {
  countyCode: string
  id: string
}

export interface JudgedSite extends SiteKey, Pick<SiteFacts, 'kind' | 'state' | 'beds' | 'fullDayLodging'> {
  regionCode: string
  light: SiteLight
  flags: SiteFlag[]
}

type Told = [
  ...[countyCode: string, id: string, kind: SiteFacts['kind'], regionCode: string],
  ...[state: SiteFacts['state'], stateSince: string, beds: number, fullDayLodging: boolean],
  ...[winter: SiteFacts['winter'], lastActiveOn: string | null, hasManager: boolean, isFiled: boolean],
  ...[papersUntil: string | null, bathSets: number, bathSetsInUse: number, isAsked: boolean],
]

/** Only what the rules judge by, without names, in one value: a night asks for ten thousand places. */
export async function judged(
  judge: Judge,
  where: RawBuilder<unknown>,
  many: Besides = 'ofAll',
): Promise<JudgedSite[]> {
  const { tx, today } = judge
  const { rows } = await sql<{ sites: string | null }>`
    select json_agg(json_build_array(s.county_code, s.id, s.kind, s.region_code, s.state, s.state_since, s.beds,
      s.full_day_lodging, s.winter, s.last_active_on, f.manager_name is not null, coalesce(paper.filed, false),
      paper.until, coalesce(kit.baths, 0), coalesce(kit.baths_used, 0), q.facility_id is not null))::text as sites
    from network_sites s
    left join facilities f on f.county_code = s.county_code and f.id = s.id
    ${besides(today, many)}
    where ${where}`.execute(tx)
  const told: Told[] = JSON.parse(rows[0]?.sites ?? '[]')
  const settingsOf = settingsByPlace(judge)
  return told.map(([countyCode, id, kind, regionCode, state, stateSince, beds, fullDayLodging, ...more]) => {
    const [winter, lastActiveOn, hasManager, isFiled, papersUntil, bathSets, bathSetsInUse, isAsked] = more
    const facts = { kind, state, stateSince, beds, fullDayLodging, winter, lastActiveOn, hasManager, isFiled }
    const flags = flagsOf(
      { ...facts, papersUntil, bathSets, bathSetsInUse, isAsked },
      today,
      settingsOf({ kind, regionCode }),
    )
    const light = lightOfSite(state, flags)
    return { countyCode, id, regionCode, kind, state, beds, fullDayLodging, light, flags }
  })
}

/** Some of `s`, found by their keys: by two lists an index is asked, by pairs alone every place is read. */
export function among(keys: readonly SiteKey[]): RawBuilder<unknown> {
  const counties = sql`${keys.map(one => one.countyCode)}::text[]`
  const ids = sql`${keys.map(one => one.id)}::uuid[]`
  return sql`s.county_code = any(${counties}) and s.id = any(${ids})
    and (s.county_code, s.id) in (select * from unnest(${counties}, ${ids}))`
}

const judgedBy = [
  ...['facility.filingBeds', 'facility.filingWarningBeds', 'facility.quietAmberDays'],
  ...['facility.quietRedDays', 'facility.paperWarningDays', 'facility.winterFrom', 'facility.winterTo'],
  ...['canteen.coldAmberDays', 'canteen.coldRedDays'],
] as readonly SettingKey[]

/** Of the rules and settings as they are: another program or another value has another mark. */
export function settingsMark({ version }: Pick<System, 'version'>): RawBuilder<string> {
  const program = [version, ...judgedBy.map(key => settingDefinitions[key].fallback)].join(' ')
  return sql<string>`(select md5(${program}::text || coalesce(string_agg(concat_ws(' ', key, region_code, valid_from,
    coalesce(valid_to::text, '-'), value), ',' order by key, region_code, valid_from), ''))
    from settings where key = any(${[...judgedBy]}::text[]))`
}

/** Places judged in one transaction. */
const placesAtOnce = 5_000

interface Round {
  judge: Judge
  mark: string
}

/** Works off what the database has noted (site_changes) and what an older day or setting judged. */
export async function judgeSites(system: System): Promise<number> {
  const { db } = system.connections
  // The mark before the values: whoever changes one between the two is found by the next run.
  const found = await sql<{ mark: string }>`select ${settingsMark(system)} as mark`.execute(db)
  const mark = found.rows[0]?.mark ?? ''
  system.settings.expire()
  await system.settings.refresh()
  let worked = 0
  for (;;) {
    const taken = await db.transaction().execute(tx => judgeBatch({ judge: judgeOf(system, tx), mark }))
    if (taken === 0) return worked
    worked += taken
  }
}

export function judgeOf(system: System, tx: Transaction): Judge {
  const today = dayOf(system.clock.now())
  return { tx, today, setting: (key, regionCode) => system.settings.value(key, regionCode, today) }
}

/**
 * The notes go in a statement of their own: whatever they tell of was committed with them, and the facts read after
 * it show it. A note that comes meanwhile stays for the next time.
 */
async function judgeBatch({ judge, mark }: Round): Promise<number> {
  const { tx, today } = judge
  await sql`select pg_advisory_xact_lock(hashtext('site standings'))`.execute(tx)
  const { rows } = await sql<SiteKey>`
    with noted as (
      delete from site_changes where (county_code, id) in (
        select county_code, id from site_changes order by county_code, id limit ${placesAtOnce})
      returning county_code, site_id),
    old as (
      select county_code, site_id from site_standings
      where judged_on <> ${today}::date or settings_mark <> ${mark} limit ${placesAtOnce})
    select county_code, site_id as id from noted union select county_code, site_id from old`.execute(tx)
  if (rows.length === 0) return 0
  await keep({ judge, mark }, rows, await judged(judge, among(rows)))
  await count(tx, [...new Set(rows.map(one => one.countyCode))])
  return rows.length
}

async function keep(
  { judge: { tx, today }, mark }: Round,
  asked: readonly SiteKey[],
  sites: readonly JudgedSite[],
): Promise<void> {
  // What is gone, and what was a place of another kind.
  const there = new Set(sites.map(one => `${one.countyCode} ${one.id}`))
  const gone = asked.filter(one => !there.has(`${one.countyCode} ${one.id}`))
  await sql`
    delete from site_standings kept
    using unnest(${[...gone, ...sites].map(one => one.countyCode)}::text[],
      ${[...gone, ...sites].map(one => one.id)}::uuid[],
      ${[...gone.map(() => ''), ...sites.map(one => one.kind)]}::text[]) as asked (county_code, id, kind)
    where kept.county_code = asked.county_code and kept.site_id = asked.id and kept.kind <> asked.kind`.execute(
    tx,
  )
  await sql`
    insert into site_standings (county_code, site_id, kind, region_code, state, beds, full_day_lodging, light, flags,
      judged_on, settings_mark)
    select "countyCode", id, kind, "regionCode", state, beds, "fullDayLodging", light,
      array(select json_array_elements_text(flags)), ${today}::date, ${mark}
    from json_to_recordset(${JSON.stringify(sites)}) as judged ("countyCode" text, id uuid, kind text,
      "regionCode" text, state text, beds int, "fullDayLodging" boolean, light text, flags json)
    on conflict (county_code, site_id, kind) do update set
      region_code = excluded.region_code, state = excluded.state, beds = excluded.beds,
      full_day_lodging = excluded.full_day_lodging, light = excluded.light, flags = excluded.flags,
      judged_on = excluded.judged_on, settings_mark = excluded.settings_mark`.execute(tx)
}

/** A county, and what lies above it, is of an older day or setting as long as one of its places is. */
async function count(tx: Transaction, counties: readonly string[]): Promise<void> {
  const above = (digits: number) => counties.map(county => county.slice(0, digits).padEnd(6, '0'))
  const areas = sql`${[...new Set([...counties, ...above(4), ...above(2)])]}::text[]`
  await sql`delete from site_counts where county_code = any(${areas})`.execute(tx)
  await sql`
    insert into site_counts (county_code, region_code, judged_on, settings_mark, alike)
    select area, area || '000000', min(judged_on), case when min(mark) = max(mark) then min(mark) else '' end,
      jsonb_agg(jsonb_build_array(kind, state, full_day_lodging, light, flags, sites, beds))
    from (
      select area, kind, state, full_day_lodging, light, flags, count(*) as sites, sum(beds) as beds,
        min(judged_on) as judged_on, case when min(settings_mark) = max(settings_mark) then min(settings_mark)
          else '' end as mark
      from site_standings k cross join lateral (
        values (k.county_code), (left(k.county_code, 4) || '00'), (left(k.county_code, 2) || '0000')) as place (area)
      where area = any(${areas}) group by 1, 2, 3, 4, 5, 6
    ) alike group by area`.execute(tx)
}
