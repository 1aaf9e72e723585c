// What a plan of sites is reckoned from: villages with their people, places that may house a site, and the rules of the day.
import { type RawBuilder, sql } from 'kysely'
import { areaOf, countyCodeOf, isWithin } from '../../domain/kernel/area.ts'
import { addDays, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { isBorderCounty } from '../../domain/regions/border.ts'
import type {
  SitingCandidate,
  SitingFacts,
  SitingHost,
  SitingKind,
  SitingQuestion,
  SitingRules,
  SitingVillage,
} from '../../domain/siting/plan.ts'
import type { Context } from '../kernel/context.ts'
import { readCsv } from '../regions/reference.ts'
import { checkInArea } from '../regions/regions.ts'

/** The areas asked for, each once: a county beside its prefecture adds nothing. */
export function areasOf(context: Context, codes: readonly string[]): RawBuilder<unknown> {
  for (const code of codes) checkInArea(context, code)
  const outer = codes.filter(
    (code, at) =>
      !codes.some((other, place) => (other !== code || place < at) && isWithin(code, areaOf(other))),
  )
  const ranges = outer.map(code => areaOf(code))
  return sql`(values ${sql.join(ranges.map(({ from, to }) => sql`(${from}::text collate "C", ${to}::text collate "C")`))})
    as asked (from_code, to_code)`
}

export async function sitingFacts(context: Context, question: SitingQuestion): Promise<SitingFacts> {
  const found = await villagesIn(context, question)
  if (found.length === 0)
    throw new Refused('rule_broken', '所选地区里没有知道位置的村，不能规划。请换一个地区。')
  const weighed = question.weight === 'byCensus' ? byCensus(found) : { villages: found, counties: [] }
  const villages = weighed.villages.map(
    ({ code, name, lon, lat, weight, served }): SitingVillage => ({
      ...{ code, name, lon, lat, weight, served },
      isBorder: isBorder(context, code),
    }),
  )
  return {
    villages,
    candidates: await candidatesIn(context, question, villages),
    rules: rulesOf(context, question),
    countiesByCensus: weighed.counties,
  }
}

function isBorder({ setting }: Context, code: string): boolean {
  const county = `${countyCodeOf(code)}000000`
  return isBorderCounty(county, setting('coverage.border', county))
}

function rulesOf({ setting, actor }: Context, { regionCodes }: SitingQuestion): SitingRules {
  const [only] = regionCodes
  const region = regionCodes.length === 1 && only !== undefined ? only : actor.regionCode
  return {
    minutes: setting('coverage.minutes', region),
    summerMeters: setting('coverage.metersAMinuteSummer', region),
    winterMeters: setting('coverage.metersAMinuteWinter', region),
    summerRoadPercent: setting('coverage.roadPercentSummer', region),
    winterRoadPercent: setting('coverage.roadPercentWinter', region),
    deliveryKm: setting('coverage.deliveryKm', region),
    dinersPercentSummer: setting('siting.dinersPercentSummer', region),
    dinersPercentWinter: setting('siting.dinersPercentWinter', region),
    carriedPercent: setting('siting.carriedPercent', region),
    atLimitPercent: setting('siting.atLimitPercent', region),
  }
}

interface FoundVillage {
  code: string
  name: string
  lon: number
  lat: number
  weight: number
  served: boolean
  isRural: boolean
}

/** Served already: what coverage found for meals; a bed is there for whoever walks to it. */
const servedBy: Readonly<Record<SitingKind, Record<SitingQuestion['reach'], RawBuilder<boolean>>>> = {
  canteen: {
    walksInSummer: sql<boolean>`r.reached_summer`,
    walksInWinter: sql<boolean>`r.reached_winter`,
    mealCarried: sql<boolean>`(r.reached_winter or r.brought_by is not null)`,
  },
  mutualAidStation: {
    walksInSummer: sql<boolean>`r.reached_summer`,
    walksInWinter: sql<boolean>`r.reached_winter`,
    mealCarried: sql<boolean>`r.reached_summer`,
  },
}

async function villagesIn(context: Context, question: SitingQuestion): Promise<FoundVillage[]> {
  const { kind, reach, keepExisting, regionCodes } = question
  // The census counts everybody over sixty, so its villages are weighed by all who stand in the ledger.
  const measure = question.weight === 'byCensus' ? 'eldersOnRecord' : question.measure
  const served = keepExisting ? sql`coalesce(${servedBy[kind][reach]}, false)` : sql`false`
  const found = await sql<FoundVillage>`
    select v.code, v.short_name as name, v.lon, v.lat, coalesce(counted.value, 0)::int as weight, ${served} as served,
      coalesce(v.urban_rural_code like '2%', true) as is_rural
    from ${areasOf(context, regionCodes)}
    join regions v on v.level = 'village' and v.code >= asked.from_code and v.code <= asked.to_code
    left join coverage_villages r on r.county_code = left(v.code, 6) and r.region_code = v.code
      and r.service = ${kind === 'canteen' ? 'meal' : 'bed'}
    left join indicator_values counted on counted.county_code = left(v.code, 6) and counted.region_code = v.code
      and counted.month = ${monthOf(context.today)} and counted.indicator = ${measure}
    where v.lon is not null and v.lat is not null
    order by v.code`.execute(context.tx)
  return found.rows
}

/**
 * The census estimate of rural people over sixty of each county, shared out as the ledger's people are spread;
 * where nobody stands in the ledger, evenly over the rural villages.
 */
function byCensus(found: readonly FoundVillage[]): { villages: FoundVillage[]; counties: string[] } {
  const estimates = new Map(readCsv('jilin-population.csv').map(row => [row.code, Number(row.est_rural_p60)]))
  const counties = new Map<string, FoundVillage[]>()
  for (const village of found) {
    const code = countyCodeOf(village.code)
    const there = counties.get(code)
    if (there) there.push(village)
    else counties.set(code, [village])
  }
  const evenly: string[] = []
  const villages = [...counties].flatMap(([code, those]) => {
    const people = estimates.get(code) ?? 0
    const known = those.reduce((sum, { weight }) => sum + weight, 0)
    const rural = those.filter(village => village.isRural)
    if (known === 0 && rural.length > 0) evenly.push(code)
    return those.map(village => ({
      ...village,
      weight: known > 0 ? (people * village.weight) / known : village.isRural ? people / rural.length : 0,
    }))
  })
  return { villages, counties: evenly }
}

interface FoundPlace {
  id: string
  kind: 'elderCourtyard' | 'practiceStation'
  regionCode: string
  name: string
  lon: number
  lat: number
  isDormant: boolean
}

/** Open courtyards and practice stations without a site of this kind, and the committee's rooms of every village. */
async function candidatesIn(
  context: Context,
  { kind, regionCodes }: SitingQuestion,
  villages: readonly SitingVillage[],
): Promise<SitingCandidate[]> {
  const { today, setting, actor } = context
  const quietDays = setting('facility.quietRedDays', actor.regionCode)
  const places = await sql<FoundPlace>`
    select s.id, s.kind, s.region_code, s.name, s.lon, s.lat,
      coalesce(s.last_active_on, s.state_since) < ${addDays(today, -quietDays)}::date as is_dormant
    from ${areasOf(context, regionCodes)}
    join network_sites s on s.county_code between left(asked.from_code, 6) and left(asked.to_code, 6)
      and s.region_code >= asked.from_code and s.region_code <= asked.to_code
    where s.kind in ('elderCourtyard', 'practiceStation') and s.state = 'running'
      and s.lon is not null and s.lat is not null
      ${kind === 'canteen' ? sql`and s.canteen_id is null` : sql`and not s.full_day_lodging`}
    order by s.region_code, s.id`.execute(context.tx)
  const costs = costsOf(context)
  const kitchens = kitchensOf(context)
  const housed = places.rows.map(
    ({ id, kind: host, isDormant, ...place }): SitingCandidate => ({
      ...{ id, host, ...place, isDormant, costFen: costs(kind, host, place.regionCode) },
      isBorder: isBorder(context, place.regionCode),
      ...kitchens(kind, host, place.regionCode),
    }),
  )
  const rooms = villages
    .filter(village => village.weight > 0 && !village.served)
    .map(
      (village): SitingCandidate => ({
        ...{
          id: village.code,
          host: 'committeeRooms',
          regionCode: village.code,
          name: `${village.name}村部`,
        },
        ...{ lon: village.lon, lat: village.lat, costFen: costs(kind, 'committeeRooms', village.code) },
        ...{ isBorder: village.isBorder, isDormant: false },
        ...kitchens(kind, 'committeeRooms', village.code),
      }),
    )
  return [...housed, ...rooms]
}

const fenAYuan = 100

function costsOf({ setting }: Context): (kind: SitingKind, host: SitingHost, regionCode: string) => number {
  const known = new Map<string, number>()
  return (kind, host, regionCode) => {
    const county = `${countyCodeOf(regionCode)}000000`
    const name = `${kind} ${host} ${county}`
    const fen = known.get(name) ?? setting(costSettings[kind][host], county) * fenAYuan
    known.set(name, fen)
    return fen
  }
}

const costSettings = {
  canteen: {
    elderCourtyard: 'siting.courtyardYuan',
    practiceStation: 'siting.practiceYuan',
    committeeRooms: 'siting.roomsYuan',
  },
  mutualAidStation: {
    elderCourtyard: 'siting.stationCourtyardYuan',
    practiceStation: 'siting.stationRoomsYuan',
    committeeRooms: 'siting.stationRoomsYuan',
  },
} as const

/** Only canteens cook. */
function kitchensOf({
  setting,
}: Context): (kind: SitingKind, host: SitingHost, regionCode: string) => { kitchen?: number } {
  return (kind, host, regionCode) =>
    kind === 'canteen' ? { kitchen: setting(kitchenSettings[host], `${countyCodeOf(regionCode)}000000`) } : {}
}

const kitchenSettings = {
  elderCourtyard: 'siting.courtyardKitchen',
  practiceStation: 'siting.practiceKitchen',
  committeeRooms: 'siting.roomsKitchen',
} as const
