// The network of every county as the quotas share it out: centres, stations and courtyards with beds, states, equipment
// and signs of life; some near ten beds, some asleep. Names of managers come from the shipped pools.
import { sql } from 'kysely'
import type pg from 'pg'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { type FacilityKind, tierOfKind } from '../../domain/facilities/facility.ts'
import { addDays, type Day, dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { System } from '../kernel/context.ts'
import { readCsv } from '../regions/reference.ts'
import { Chance } from './chance.ts'
import { copyRows } from './copy.ts'
import { activityRows, equipmentRows, paperRows, stateRows } from './facility-rows.ts'
import { courtyard, stateOf, station, welfareCentre } from './facility-shapes.ts'
import { drawGivenName, drawSurname } from './names.ts'

interface Unit {
  code: string
  name: string
  level: 'county' | 'township' | 'village'
  lon: number | null
  lat: number | null
  isRural: boolean
}

/** What the loader decides of a place; the rows of its tables follow from it. */
export interface SyntheticPlace {
  id: string
  countyCode: string
  regionCode: string
  kind: FacilityKind
  name: string
  lon: number | null
  lat: number | null
  beds: number
  lodges: boolean
  dayPlaces: number
  isFiled: boolean
  state: ReturnType<typeof stateOf>
  services: readonly string[]
  body: string
  managerRole: string
  managerName: string | null
  rests: boolean
  staff: Readonly<Record<string, number>>
  canteenId: string | null
  openedOn: Day
  lastActiveOn: Day | null
}

export async function loadNetwork(
  system: System,
  countyCodes: readonly string[],
  seed: string,
): Promise<void> {
  const quotas = new Map(readCsv('jilin-demo-quotas.csv').map(row => [row.county_code, row]))
  const today = dayOf(system.clock.now())
  const client = await system.connections.pool.connect()
  try {
    for (const countyCode of countyCodes) {
      const quota = quotas.get(countyCode)
      if (!quota) continue
      const places = await placesOf(client, countyCode, {
        ...{ chance: new Chance(`${seed}.network.${countyCode}`), today },
        ...{ courtyards: Number(quota.elder_compounds), centres: Number(quota.welfare_centres) },
        ...{ stations: Number(quota.mutual_aid_stations), isBorder: quota.border_programme === '1' },
      })
      await client.query('begin')
      await insertPlaces(client, places, today)
      await client.query('commit')
    }
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
  await houseCanteens(system)
}

interface Wanted {
  chance: Chance
  today: Day
  courtyards: number
  centres: number
  stations: number
  isBorder: boolean
}

async function placesOf(
  client: pg.PoolClient,
  countyCode: string,
  wanted: Wanted,
): Promise<SyntheticPlace[]> {
  const { chance, today } = wanted
  const units = await unitsOf(client, countyCode)
  const ofLevel = (level: Unit['level']) => units.filter(unit => unit.level === level)
  const county = ofLevel('county')[0]
  if (!county) return []
  const rural = chance.shuffle(ofLevel('village').filter(unit => unit.isRural))
  const villages = rural.length > 0 ? rural : ofLevel('village')
  const towns = chance.shuffle(ofLevel('township'))
  const first = await demoVillage(client, countyCode)
  const stationVillages = [...villages].sort(
    (one, other) => Number(other.code === first) - Number(one.code === first),
  )
  let made = 0
  const add = (kind: FacilityKind, unit: Unit | undefined, name: string) => {
    if (!unit) return []
    made += 1
    return [placeOf({ kind, unit, name, countyCode, chance, today, number: made })]
  }
  const at = (list: readonly Unit[], index: number) => list[index % list.length]
  const many = (count: number, list: readonly Unit[], kind: FacilityKind, name: string) =>
    Array.from({ length: count }, (_, index) => {
      const unit = at(list, index)
      const again = Math.floor(index / list.length)
      return add(kind, unit, `${unit?.name ?? ''}${again > 0 ? `第${again + 1}` : ''}${name}`)
    }).flat()
  return [
    ...add('countyWelfareCentre', county, `${county.name}社会福利中心`),
    ...many(wanted.centres, towns, 'townshipWelfareCentre', '福利服务中心'),
    // The station that is shown first nears the beds that make it a care home.
    ...many(wanted.stations, stationVillages, 'mutualAidStation', '互助养老服务站').map(place =>
      place.regionCode === first ? { ...place, beds: 8 } : place,
    ),
    ...many(wanted.courtyards, villages, 'elderCourtyard', '养老大院'),
    ...many(wanted.isBorder ? 2 : 1, towns, 'embeddedCentre', '综合嵌入式养老服务中心'),
    ...many(
      2,
      ofLevel('village').filter(unit => !unit.isRural),
      'dayCare',
      '日间照料中心',
    ),
    ...many(1 + chance.below(3), towns.slice(1), 'careHome', '颐养院'),
    ...(chance.happens(0.3) ? add('dementiaZone', county, `${county.name}社会福利中心失智照护专区`) : []),
    ...many(Math.ceil(wanted.courtyards / 8), villages.slice(2), 'practiceStation', '新时代文明实践站'),
  ]
}

async function unitsOf(client: pg.PoolClient, countyCode: string): Promise<Unit[]> {
  const { rows } = await client.query<Unit>(
    `select code, short_name as name, level, lon, lat, coalesce(urban_rural_code like '2%', false) as "isRural"
     from regions where code like $1 and not statistical_only order by code`,
    [`${countyCode}%`],
  )
  return rows
}

/** Whoever signs in to show a station finds one in her village. */
async function demoVillage(client: pg.PoolClient, countyCode: string): Promise<string | null> {
  const head = demoAccounts.find(account => account.role === 'stationManager')
  const { rows } = await client.query<{ region_code: string }>(
    'select region_code from posts where account_id = $1 and left(region_code, 6) = $2',
    [head?.accountId ?? null, countyCode],
  )
  return rows[0]?.region_code ?? null
}

interface Planned {
  kind: FacilityKind
  unit: Unit
  name: string
  countyCode: string
  chance: Chance
  today: Day
  number: number
}

function placeOf({ kind, unit, name, countyCode, chance, today, number }: Planned): SyntheticPlace {
  const shape =
    kind === 'mutualAidStation'
      ? station(chance)
      : kind === 'elderCourtyard' || kind === 'practiceStation'
        ? courtyard(chance, kind)
        : welfareCentre(chance, kind)
  const openedOn = addDays(today, -(400 + chance.below(kind === 'elderCourtyard' ? 3_200 : 2_400)))
  const state = stateOf(chance, { kind, openedOn, today, isShown: number < 4 })
  const isWoman = chance.happens(0.45)
  const managerName = chance.happens(0.04)
    ? null
    : drawSurname('han', chance) + drawGivenName('han', isWoman ? 'female' : 'male', 1965, chance)
  // Six in ten stand where somebody has put them on the map; the others where their village lies.
  const isPlaced = unit.lon !== null && unit.lat !== null && chance.happens(0.6)
  const shift = () => Math.round((chance.share() - 0.5) * 1_000) / 100_000
  return {
    ...{ countyCode, regionCode: unit.code, kind, name, ...shape, state, managerName, openedOn },
    id: uuidV7(Date.parse(`${openedOn}T00:00:00Z`), chanceBytes(chance)),
    lon: isPlaced ? round((unit.lon ?? 0) + shift()) : null,
    lat: isPlaced ? round((unit.lat ?? 0) + shift()) : null,
    managerRole: shape.managerRole ?? (isWoman ? 'womensDirector' : 'partySecretary'),
    canteenId: null,
    lastActiveOn: state.state === 'running' ? lastDay(chance, shape.rests, openedOn, today) : null,
  }
}

const round = (degrees: number) => Math.round(degrees * 100_000) / 100_000

function chanceBytes(chance: Chance): Uint8Array {
  return Uint8Array.from({ length: 10 }, () => chance.below(256))
}

/** Most places saw somebody these weeks; some have been quiet for months. */
function lastDay(chance: Chance, rests: boolean, openedOn: Day, today: Day): Day | null {
  const draw = chance.share()
  if (draw < 0.02) return null
  const quiet = draw < 0.76 ? chance.below(24) : draw < 0.9 ? 46 + chance.below(70) : 121 + chance.below(280)
  const day = addDays(today, -(rests ? quiet + 25 : quiet))
  return day < openedOn ? openedOn : day
}

const columns = [
  ...[
    'county_code',
    'id',
    'region_code',
    'kind',
    'tier',
    'name',
    'lon',
    'lat',
    'telephone',
    'governing_body',
  ],
  ...['governing_name', 'manager_name', 'manager_role', 'beds', 'full_day_lodging', 'day_places'],
  ...['area_square_meters', 'staff', 'services', 'opening_week', 'winter', 'state', 'state_since'],
  ...['last_active_on', 'last_active_way', 'registered_at', 'registry_number'],
]

const dialling: Readonly<Record<string, string>> = {
  ...{ '2201': '0431', '2202': '0432', '2203': '0434', '2204': '0437', '2205': '0435' },
  ...{ '2206': '0439', '2207': '0438', '2208': '0436', '2224': '0433' },
}

async function insertPlaces(
  client: pg.PoolClient,
  places: readonly SyntheticPlace[],
  today: Day,
): Promise<void> {
  const at = `${today}T00:00:00Z`
  await copyRows(
    client,
    'facilities',
    columns,
    places.map((place, index) => [
      ...[place.countyCode, place.id, place.regionCode, place.kind, tierOfKind[place.kind], place.name],
      ...[place.lon, place.lat],
      // 000 begins no number that anybody has.
      `${dialling[place.countyCode.slice(0, 4)] ?? '0431'}-000${String(1_000 + index).slice(-4)}`,
      ...[place.body, place.body === 'elderAssociation' ? `${place.name.slice(0, -4)}老年协会` : null],
      ...[place.managerName, place.managerName === null ? null : place.managerRole],
      ...[place.beds, place.lodges, place.dayPlaces, 60 + place.beds * 18 + place.dayPlaces * 3],
      ...[JSON.stringify(place.staff), place.services, place.kind === 'dayCare' ? 'OOOOO--' : 'OOOOOOO'],
      ...[place.rests ? 'restsInWinter' : 'asUsual', place.state.state, place.state.fromOn],
      ...[place.lastActiveOn, place.lastActiveOn === null ? null : 'eventHeld', at],
      `JL${place.countyCode}${String(index + 1).padStart(4, '0')}`,
    ]),
  )
  for (const { table, columns: named, rows } of [
    stateRows(places, at),
    paperRows(places, today, at),
    equipmentRows(places, at),
    activityRows(places, at),
  ])
    await copyRows(client, table, named, rows)
}

/** A canteen that says it stands in a courtyard, station or practice room of its village is housed there. */
async function houseCanteens({ connections: { db } }: System): Promise<void> {
  await sql`
    with first as (
      select distinct on (h.county_code, h.id) h.county_code, h.id, c.id as canteen_id
      from facilities h join canteens c on c.county_code = h.county_code and c.region_code = h.region_code
        and c.host = h.kind
      order by h.county_code, h.id, c.id
    ), pairs as (
      select distinct on (county_code, canteen_id) county_code, id, canteen_id from first
      order by county_code, canteen_id, id
    )
    update facilities f set canteen_id = pairs.canteen_id from pairs
    where f.county_code = pairs.county_code and f.id = pairs.id and f.canteen_id is null
      and not exists (select from facilities o where o.county_code = pairs.county_code
        and o.canteen_id = pairs.canteen_id)`.execute(db)
}
