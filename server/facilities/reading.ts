// The list of the network, the figures above it, the table by county, and the file of it.
import { type RawBuilder, sql } from 'kysely'
import type { facilityApi, SiteChoice } from '../../domain/facilities/api.ts'
import {
  equipmentKinds,
  facilityStates,
  managerRoles,
  siteKinds,
  siteServices,
} from '../../domain/facilities/facility.ts'
import type { RungLine, SiteRow } from '../../domain/facilities/site.ts'
import { siteFlags, siteLights } from '../../domain/facilities/standing.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, type ListPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { sitesOf, sitesWithin } from './facts.ts'
import { among } from './judging.ts'
import { type Alike, chosenAmong, type Lights, lightsIn, litKeys } from './lights.ts'

type Table = typeof facilityApi
type Out<Name extends keyof Table> = OutputOf<Table[Name]>

/** Keys of the chosen, in the order of the list, as a relation. */
function keysOf(lights: Lights, chosen: SiteChoice, place: ListPlace | null = null): RawBuilder<unknown> {
  const { regionCode, kind, state, light, flag, beds, service, text, equipment, lacks } = chosen
  const lit = litKeys(lights, chosen, place)
  const { from, to } = areaOf(regionCode)
  // Read once and held against each place: asked place by place, ten thousand look-ups are made.
  const equipped = sql`(k.county_code, k.site_id) ${lacks ? sql`not in` : sql`in`} (
    select e.county_code, e.facility_id from facility_equipment e where e.kind = ${equipment} and e.ended_on is null
      and e.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)})`
  const keys = equipment ? sql`select * from (${lit}) k where k.kind <> 'canteen' and ${equipped}` : lit
  if (!service && !text) return keys
  const typed = text && `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`
    select s.county_code, s.region_code, s.id as site_id, s.kind from network_sites s
    where ${sitesWithin(regionCode)}
      ${kind ? sql`and s.kind = ${kind}` : sql``} ${state ? sql`and s.state = ${state}` : sql``}
      ${beds ? sql`and s.beds >= ${beds}` : sql``} ${service ? sql`and ${service} = any(s.services)` : sql``}
      ${place ? sql`and (s.region_code, s.id) > (${place.sort}, ${place.id}::uuid)` : sql``}
      ${
        typed
          ? sql`and (s.name like ${typed}
              or s.region_code in (select r.code from regions r where r.short_name like ${typed})
              or s.id in (select f.id from facilities f where f.manager_name like ${typed}))`
          : sql``
      }
      ${
        light || flag || equipment
          ? sql`and (s.county_code, s.id, s.kind) in (
              select county_code, site_id, kind from (${keys}) lit)`
          : sql``
      }`
}

async function lightsFor(context: Context, { regionCode }: SiteChoice): Promise<Lights> {
  checkInArea(context, regionCode)
  return lightsIn(context, regionCode)
}

export async function listSites(
  context: Context,
  { limit, after, ...chosen }: InputOf<Table['facility.list']>,
): Promise<Out<'facility.list'>> {
  const { tx } = context
  const lights = await lightsFor(context, chosen)
  // A page and one more; the rest is counted only.
  const page = await sql<{ countyCode: string; id: string }>`
    select county_code, site_id as id from (${keysOf(lights, chosen, placeFrom(after))}) chosen
    order by county_code, region_code, site_id limit ${limit + 1}`.execute(tx)
  const rest = page.rows.length === 0 ? [] : await sitesOf(context, among(page.rows), 'ofEach')
  const rows = rest.slice(0, limit)
  const last = rest.length > limit ? rows.at(-1) : undefined
  return {
    rows,
    next: last ? cursorOf(last.regionCode, last.id) : null,
    // What fits on the first page need not be counted again.
    total: after === undefined && !last ? rows.length : await manyOf(context, lights, chosen),
  }
}

async function manyOf({ tx }: Context, lights: Lights, chosen: SiteChoice): Promise<number> {
  const { beds, service, text, equipment } = chosen
  if (!beds && !service && !text && !equipment) return sumOf(chosenAmong(lights.alike, chosen), 'sites')
  const whole = await sql<{ total: number }>`
    select count(*)::int as total from (${keysOf(lights, chosen)}) chosen`.execute(tx)
  return whole.rows[0]?.total ?? 0
}

const columns = [
  '名称',
  '类型',
  '县（市、区）',
  '乡镇（街道）',
  '村（社区）',
  '状态',
  '状态起始',
  '床位',
  '全日住宿',
  '服务',
  '设备',
  '负责人',
  '职务',
  '联系电话',
  '最近有动静',
  '要留意的事',
  '经度',
  '纬度',
]

/** What the list shows; the telephone is the place's own. */
export async function exportSites(context: Context, chosen: SiteChoice): Promise<Out<'facility.export'>> {
  const lights = await lightsFor(context, chosen)
  const rows = await sitesOf(
    context,
    sql`(s.county_code, s.id, s.kind) in (select county_code, site_id, kind from (${keysOf(lights, chosen)}) chosen)`,
    'ofAll',
  )
  const place = (await regionNamesOf(context.tx, [chosen.regionCode])).get(chosen.regionCode) ?? ''
  const sheet = {
    name: '养老服务设施',
    header: columns,
    widths: [28, 20, 12, 14, 14, 10, 12, 6, 8, 28, 28, 10, 14, 16, 12, 36, 10, 10],
    rows: [
      ...rows.map(row => [
        ...[row.name, siteKinds.words[row.kind], row.countyName, row.townshipName, row.villageName],
        ...[facilityStates.words[row.state], row.stateSince, row.beds, row.fullDayLodging ? '是' : '否'],
        row.services.map(one => siteServices.words[one]).join('、'),
        row.equipment.map(one => equipmentKinds.words[one]).join('、'),
        ...[row.managerName, row.managerRole && managerRoles.words[row.managerRole], row.telephone],
        ...[row.lastActiveOn, row.flags.map(one => siteFlags.words[one]).join('、')],
        ...(row.placed ? [row.lon, row.lat] : [null, null]),
      ]),
      [await watermarkFor(context, rows.length)],
    ],
  }
  await handOutXlsx(context, [sheet], `养老服务设施-${place}-${context.today}.xlsx`)
  return {}
}

const sumOf = (rows: readonly Alike[], field: 'sites' | 'beds') =>
  rows.reduce((sum, one) => sum + one[field], 0)

/** Kinds, beds and flags of what is there; states of all. */
export async function standingOfNetwork(
  context: Context,
  { regionCode }: InputOf<Table['facility.standing']>,
): Promise<Out<'facility.standing'>> {
  checkInArea(context, regionCode)
  const { alike: all } = await lightsIn(context, regionCode)
  const there = all.filter(one => one.light !== 'notRunning')
  const counted = <Key extends string>(
    keys: readonly Key[],
    rows: readonly Alike[],
    isOf: (row: Alike, key: Key) => boolean,
  ) => {
    const counts = keys.map(
      key =>
        [
          key,
          sumOf(
            rows.filter(row => isOf(row, key)),
            'sites',
          ),
        ] as const,
    )
    return Object.fromEntries(counts.filter(([, sites]) => sites > 0))
  }
  const flags = counted(siteFlags.keys, all, (row, flag) => row.flags.includes(flag))
  return {
    total: sumOf(all, 'sites'),
    kinds: counted(siteKinds.keys, there, (row, kind) => row.kind === kind),
    states: counted(facilityStates.keys, all, (row, state) => row.state === state),
    lights: {
      ...Object.fromEntries(siteLights.keys.map(key => [key, 0])),
      ...counted(siteLights.keys, all, (row, light) => row.light === light),
    },
    flags,
    beds: sumOf(there, 'beds'),
    lodgingBeds: sumOf(
      there.filter(one => one.fullDayLodging),
      'beds',
    ),
    questionsOpen: flags.askedOpen ?? 0,
  }
}

/** Counties below a prefecture or the province; townships below a county; a township or village by itself. */
export async function networkOf(
  context: Context,
  { regionCode }: InputOf<Table['facility.network']>,
): Promise<Out<'facility.network'>> {
  checkInArea(context, regionCode)
  const isWide = levelOf(regionCode) === 'province' || levelOf(regionCode) === 'prefecture'
  const digits = isWide ? 6 : levelOf(regionCode) === 'village' ? 12 : 9
  const area = areaOf(regionCode)
  const stem = (code: string) => sql`left(${sql.ref(code)}, ${sql.lit(digits)})`
  const here = sql`county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and region_code between ${area.from} and ${area.to} and state in ('running', 'onPause')`
  // Added up by place before names are put to it, and from the two tables: their indexes hold all that is asked here.
  const { rows } = await sql<Omit<RungLine, 'reachesTarget'>>`
    select r.code as region_code, r.short_name as name,
      coalesce(s.county_centres, 0)::int as county_welfare_centre,
      coalesce(s.township_centres, 0)::int as township_welfare_centre,
      coalesce(s.stations, 0)::int as mutual_aid_station, coalesce(s.courtyards, 0)::int as elder_courtyard,
      coalesce(c.canteens, 0)::int as canteen,
      (coalesce(s.on_pause, 0) + coalesce(c.on_pause, 0))::int as on_pause, coalesce(s.beds, 0)::int as beds,
      coalesce(below.towns, 0)::int as towns, coalesce(below.villages, 0)::int as villages
    from regions r
    left join (
      select ${stem('code')} as stem, count(*) filter (where level = 'township') as towns,
        count(*) filter (where level = 'village' and urban_rural_code like '2%') as villages
      from regions where not statistical_only and code between ${area.from} and ${area.to} group by 1
    ) below on below.stem = ${stem('r.code')}
    left join (
      select ${stem('region_code')} as stem, count(*) filter (where kind = 'countyWelfareCentre') as county_centres,
        count(*) filter (where kind = 'townshipWelfareCentre') as township_centres,
        count(*) filter (where kind = 'mutualAidStation') as stations,
        count(*) filter (where kind = 'elderCourtyard') as courtyards,
        count(*) filter (where state = 'onPause') as on_pause, sum(beds) as beds
      from facilities where ${here} group by 1
    ) s on s.stem = ${stem('r.code')}
    left join (
      select ${stem('region_code')} as stem, count(*) as canteens, count(*) filter (where state = 'onPause') as on_pause
      from canteens where ${here} group by 1
    ) c on c.stem = ${stem('r.code')}
    where r.level = ${isWide ? 'county' : digits === 12 ? 'village' : 'township'} and not r.statistical_only
      and r.code between ${area.from} and ${area.to}
    order by r.code`.execute(context.tx)
  const atLeast = context.setting('facility.countyCentresAtLeast', regionCode)
  const lines = levelOf(regionCode) === 'county' ? [await ownLine(context, regionCode), ...rows] : rows
  const centres = lines.reduce((sum, line) => sum + line.countyWelfareCentre, 0)
  return {
    countyCentresAtLeast: atLeast,
    lines: lines.map(row => ({
      ...row,
      reachesTarget: isWide
        ? row.countyWelfareCentre >= context.setting('facility.countyCentresAtLeast', row.regionCode)
        : row.regionCode === regionCode && levelOf(regionCode) === 'county'
          ? centres >= atLeast
          : null,
    })),
  }
}

/** What lies in no township: the county's own centre, and whatever was put down for the county as a whole. */
async function ownLine(context: Context, regionCode: string): Promise<Omit<RungLine, 'reachesTarget'>> {
  const own = await sitesOf(
    context,
    sql`s.county_code = left(${regionCode}, 6) and s.region_code = ${regionCode}`,
    'ofEach',
  )
  const there = own.filter(one => one.light !== 'notRunning')
  const many = (kind: SiteRow['kind']) => there.filter(one => one.kind === kind).length
  return {
    ...{ regionCode, name: '县本级', towns: 0, villages: 0 },
    ...{
      countyWelfareCentre: many('countyWelfareCentre'),
      townshipWelfareCentre: many('townshipWelfareCentre'),
    },
    ...{ mutualAidStation: many('mutualAidStation'), elderCourtyard: many('elderCourtyard') },
    ...{ canteen: many('canteen'), onPause: there.filter(one => one.state === 'onPause').length },
    beds: there.reduce((sum, one) => sum + one.beds, 0),
  }
}
