// What boards and lists ask of the lights that are kept; whatever has moved since is judged as it is asked for.
import { type RawBuilder, sql } from 'kysely'
import type { SiteChoice } from '../../domain/facilities/api.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import type { ListPlace } from '../kernel/list-place.ts'
import { sitesWithin } from './facts.ts'
import { among, type JudgedSite, judged, type SiteKey, settingsMark } from './judging.ts'
import type { AlikeTold } from './tables.ts'

/** So many places that are alike. */
export interface Alike extends Pick<JudgedSite, 'kind' | 'state' | 'fullDayLodging' | 'light' | 'flags'> {
  sites: number
  beds: number
}

export interface Lights {
  regionCode: string
  /** Of the whole area, as of now. */
  alike: Alike[]
  /** Whose kept rows count for nothing, by county or one by one. */
  staleCounties: string[]
  movedIds: string[]
  /** Judged just now, in the place of those. */
  moved: JudgedSite[]
}

const within = (row: RawBuilder<unknown>, regionCode: string) => {
  const { from, to } = areaOf(regionCode)
  return sql`${row}.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
    and ${row}.region_code between ${from} and ${to}`
}

/** A county and wider read what is counted by county; a township and a village add up their few rows. */
export function lightsIn(context: Context, regionCode: string): Promise<Lights> {
  const level = levelOf(regionCode)
  return level === 'township' || level === 'village'
    ? lightsOfRows(context, regionCode)
    : lightsOfCounts(context, regionCode)
}

type KeptTold = [countyCode: string, id: string, kept: AlikeTold | null]
type CountTold = [countyCode: string, judgedOn: Day, mark: string, alike: AlikeTold[]]

const alikeOf = ([kind, state, fullDayLodging, light, flags, sites, beds]: AlikeTold, sign = 1): Alike => ({
  ...{ kind, state, fullDayLodging, light, flags },
  ...{ sites: sign * sites, beds: sign * beds },
})
const one = (site: JudgedSite): Alike => ({ ...site, sites: 1 })

/** Of a prefecture and the province one row is read; while that is of another day or setting, their counties' are. */
async function lightsOfCounts(context: Context, regionCode: string): Promise<Lights> {
  const whole = await countsTold(context, regionCode, sql`k.region_code = ${regionCode}`)
  if (whole.counts.length > 0 && whole.stale.size === 0) return addedUp(context, regionCode, whole)
  const ofCounties = sql`k.county_code not like '%00' and ${within(sql`k`, regionCode)}`
  return addedUp(context, regionCode, await countsTold(context, regionCode, ofCounties))
}

interface CountsTold {
  counts: CountTold[]
  noted: KeptTold[]
  /** Counties whose counts are of another day or setting. */
  stale: Set<string>
}

/** Counts, notes and the rows that the notes concern in one statement: of one instant, or they would not add up. */
async function countsTold(
  { tx, today, system }: Context,
  regionCode: string,
  which: RawBuilder<unknown>,
): Promise<CountsTold> {
  const found = await sql<{ mark: string; counts: string; noted: string }>`
    select ${settingsMark(system)} as mark,
      (select coalesce(json_agg(json_build_array(k.county_code, k.judged_on, k.settings_mark, k.alike)), '[]')::text
        from site_counts k where ${which}) as counts,
      (select coalesce(json_agg(json_build_array(c.county_code, c.site_id, case when k.site_id is not null then
          json_build_array(k.kind, k.state, k.full_day_lodging, k.light, k.flags, 1, k.beds) end)), '[]')::text
        from (select distinct county_code, site_id from site_changes c where ${within(sql`c`, regionCode)}) c
        left join site_standings k on k.county_code = c.county_code and k.site_id = c.site_id) as noted`.execute(
    tx,
  )
  const [row] = found.rows
  const counts: CountTold[] = JSON.parse(row?.counts ?? '[]')
  const isStale = ([, judgedOn, mark]: CountTold) => judgedOn !== today || mark !== row?.mark
  return {
    counts,
    noted: JSON.parse(row?.noted ?? '[]'),
    stale: new Set(counts.filter(isStale).map(([countyCode]) => countyCode)),
  }
}

/** What is kept, without the rows of places that have moved, and with those as they are judged now. */
async function addedUp(
  context: Context,
  regionCode: string,
  { counts, noted, stale }: CountsTold,
): Promise<Lights> {
  const single = noted.filter(([countyCode]) => !stale.has(countyCode))
  const keys = single.map(([countyCode, id]): SiteKey => ({ countyCode, id }))
  const moved = [
    ...(stale.size > 0
      ? await judged(context, sql`${sitesWithin(regionCode)} and s.county_code = any(${[...stale]}::text[])`)
      : []),
    ...(await judgedAgain(context, keys)),
  ]
  const fresh = counts.filter(([countyCode]) => !stale.has(countyCode))
  return {
    ...{ regionCode, moved, staleCounties: [...stale], movedIds: keys.map(key => key.id) },
    alike: [
      ...fresh.flatMap(([, , , alike]) => alike.map(told => alikeOf(told))),
      ...single.flatMap(([, , kept]) => (kept ? alikeOf(kept, -1) : [])),
      ...moved.map(one),
    ],
  }
}

async function lightsOfRows(context: Context, regionCode: string): Promise<Lights> {
  const { tx, today, system } = context
  const { rows } = await sql<Alike & SiteKey & { isMoved: boolean }>`
    with mark as materialized (select ${settingsMark(system)} as mark),
    noted as (select distinct c.county_code, c.site_id from site_changes c where ${within(sql`c`, regionCode)})
    select k.county_code, k.site_id as id, k.kind, k.state, k.full_day_lodging, k.light, k.flags, 1 as sites, k.beds,
      k.judged_on <> ${today}::date or k.settings_mark <> mark.mark or n.site_id is not null as is_moved
    from mark cross join site_standings k
    left join noted n on n.county_code = k.county_code and n.site_id = k.site_id
    where ${within(sql`k`, regionCode)}
    union all
    -- Of a place that is not judged yet there is no row.
    select n.county_code, n.site_id, 'canteen', 'removed', false, 'notRunning', '{}', 0, 0, true from noted n`.execute(
    tx,
  )
  const keys = rows.filter(row => row.isMoved)
  const moved = await judgedAgain(context, keys)
  return {
    ...{ regionCode, moved, staleCounties: [], movedIds: keys.map(key => key.id) },
    alike: [...rows.filter(row => !row.isMoved), ...moved.map(one)],
  }
}

/** More than these are judged as if all were. */
const fewAtMost = 500

async function judgedAgain(context: Context, keys: readonly SiteKey[]): Promise<JudgedSite[]> {
  if (keys.length === 0) return []
  return judged(context, among(keys), keys.length > fewAtMost ? 'ofAll' : 'ofEach')
}

/** What of a choice stands beside the light. */
type Lit = Pick<SiteChoice, 'kind' | 'state' | 'light' | 'flag'>

const isChosen = (row: Omit<Alike, 'sites' | 'beds'>, { kind, state, light, flag }: Lit) =>
  (!kind || row.kind === kind) &&
  (!state || row.state === state) &&
  (!light || row.light === light) &&
  (!flag || row.flags.includes(flag))

export const chosenAmong = (alike: readonly Alike[], chosen: Lit) =>
  alike.filter(row => isChosen(row, chosen))

/** Keys of the chosen places in the order of the list, as a relation: from a place on, if one is said. */
export function litKeys(
  { regionCode, moved, movedIds, staleCounties }: Lights,
  { kind, state, light, flag, beds }: SiteChoice,
  place: ListPlace | null,
): RawBuilder<unknown> {
  const again = moved.filter(
    site =>
      isChosen(site, { kind, state, light, flag }) &&
      (!beds || site.beds >= beds) &&
      (!place || site.regionCode > place.sort || (site.regionCode === place.sort && site.id > place.id)),
  )
  return sql`
    select k.county_code, k.region_code, k.site_id, k.kind from site_standings k
    where ${within(sql`k`, regionCode)} ${kind ? sql`and k.kind = ${kind}` : sql``}
      ${state ? sql`and k.state = ${state}` : sql``} ${light ? sql`and k.light = ${light}` : sql``}
      ${flag ? sql`and ${flag} = any(k.flags)` : sql``} ${beds ? sql`and k.beds >= ${beds}` : sql``}
      ${
        place
          ? sql`and (k.county_code, k.region_code, k.site_id)
              > (${countyCodeOf(place.sort)}, ${place.sort}, ${place.id}::uuid)`
          : sql``
      }
      ${movedIds.length > 0 ? sql`and k.site_id <> all(${movedIds}::uuid[])` : sql``}
      ${staleCounties.length > 0 ? sql`and k.county_code <> all(${staleCounties}::text[])` : sql``}
    ${
      again.length > 0
        ? sql`union all select * from unnest(${again.map(site => site.countyCode)}::text[],
            ${again.map(site => site.regionCode)}::text[], ${again.map(site => site.id)}::uuid[],
            ${again.map(site => site.kind)}::text[])`
        : sql``
    }`
}
