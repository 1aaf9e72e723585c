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
import { areaOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { type JudgedSite, judgedSites, sitesOf, sitesWithin } from './facts.ts'

type Table = typeof facilityApi
type Out<Name extends keyof Table> = OutputOf<Table[Name]>

/** What the statement chooses by; `s`, `village` and `f` are there. */
function chosenBy(context: Context, chosen: SiteChoice): RawBuilder<unknown> {
  const { regionCode, kind, state, service, beds, text } = chosen
  checkInArea(context, regionCode)
  const typed = text && `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return sql`${sitesWithin(regionCode)}
    ${kind ? sql`and s.kind = ${kind}` : sql``}
    ${state ? sql`and s.state = ${state}` : sql``}
    ${service ? sql`and ${service} = any(s.services)` : sql``}
    ${beds ? sql`and s.beds >= ${beds}` : sql``}
    ${typed ? sql`and (s.name like ${typed} or village.short_name like ${typed} or f.manager_name like ${typed})` : sql``}`
}

/** Kind, state, service and beds in the statement; lights and flags by the rules after it. */
async function chosenOf(context: Context, chosen: SiteChoice): Promise<SiteRow[]> {
  const { light, flag, equipment, lacks } = chosen
  const all = await sitesOf(context, chosenBy(context, chosen))
  return all.filter(
    one =>
      (!light || one.light === light) &&
      (!flag || one.flags.includes(flag)) &&
      (!equipment || (one.kind !== 'canteen' && one.equipment.includes(equipment) !== lacks)),
  )
}

export async function listSites(
  context: Context,
  { limit, after, ...chosen }: InputOf<Table['facility.list']>,
): Promise<Out<'facility.list'>> {
  const place = placeFrom(after)
  const { light, flag, equipment } = chosen
  const isJudged = Boolean(light || flag || equipment)
  const { rest, total } = isJudged
    ? await judgedFrom(context, chosen, place)
    : await pageFrom(context, chosen, { place, limit })
  const rows = rest.slice(0, limit)
  const last = rest.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.regionCode, last.id) : null, total }
}

type Place = ReturnType<typeof placeFrom>

/** What only the rules can choose is judged whole. */
async function judgedFrom(context: Context, chosen: SiteChoice, place: Place) {
  const all = await chosenOf(context, chosen)
  const rest = place
    ? all.filter(one => one.regionCode > place.sort || (one.regionCode === place.sort && one.id > place.id))
    : all
  return { rest, total: all.length }
}

/** A page and one more; the rest is counted only. */
async function pageFrom(
  context: Context,
  chosen: SiteChoice,
  { place, limit }: { place: Place; limit: number },
) {
  const where = chosenBy(context, chosen)
  const further = place ? sql`and (s.region_code, s.id) > (${place.sort}, ${place.id}::uuid)` : sql``
  const rest = await sitesOf(context, sql`${where} ${further}`, limit + 1)
  const whole = await sql<{ total: number }>`
    select count(*)::int as total from network_sites s
    ${chosen.text ? sql`join regions village on village.code = s.region_code left join facilities f on f.county_code = s.county_code and f.id = s.id` : sql``}
    where ${where}`.execute(context.tx)
  return { rest, total: whole.rows[0]?.total ?? 0 }
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
  const rows = await chosenOf(context, chosen)
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

function countsOf<Key extends string>(found: readonly Key[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const key of found) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

/** Kinds, beds and flags of what is there; states of all. */
export async function standingOfNetwork(
  context: Context,
  { regionCode }: InputOf<Table['facility.standing']>,
): Promise<Out<'facility.standing'>> {
  checkInArea(context, regionCode)
  const all = await judgedSites(context, sitesWithin(regionCode))
  const there = all.filter(one => one.light !== 'notRunning')
  const beds = (rows: readonly JudgedSite[]) => rows.reduce((sum, one) => sum + one.beds, 0)
  const asked: (typeof siteFlags.keys)[number] = 'askedOpen'
  return {
    total: all.length,
    kinds: countsOf(there.map(one => one.kind)),
    states: countsOf(all.map(one => one.state)),
    lights: {
      ...Object.fromEntries(siteLights.keys.map(key => [key, 0])),
      ...countsOf(all.map(one => one.light)),
    },
    flags: countsOf(all.flatMap(one => one.flags)),
    beds: beds(there),
    lodgingBeds: beds(there.filter(one => one.fullDayLodging)),
    questionsOpen: all.filter(one => one.flags.includes(asked)).length,
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
  const { rows } = await sql<Omit<RungLine, 'reachesTarget'>>`
    select r.code as region_code, r.short_name as name,
      count(*) filter (where s.kind = 'countyWelfareCentre')::int as county_welfare_centre,
      count(*) filter (where s.kind = 'townshipWelfareCentre')::int as township_welfare_centre,
      count(*) filter (where s.kind = 'mutualAidStation')::int as mutual_aid_station,
      count(*) filter (where s.kind = 'elderCourtyard')::int as elder_courtyard,
      count(*) filter (where s.kind = 'canteen')::int as canteen,
      count(*) filter (where s.state = 'onPause')::int as on_pause,
      coalesce(sum(s.beds), 0)::int as beds,
      coalesce(below.towns, 0)::int as towns, coalesce(below.villages, 0)::int as villages
    from regions r
    left join (
      select left(code, ${sql.lit(digits)}) as stem, count(*) filter (where level = 'township') as towns,
        count(*) filter (where level = 'village' and urban_rural_code like '2%') as villages
      from regions where not statistical_only and code between ${area.from} and ${area.to} group by 1
    ) below on below.stem = left(r.code, ${sql.lit(digits)})
    left join network_sites s on s.county_code = left(r.code, 6)
      and left(s.region_code, ${sql.lit(digits)}) = left(r.code, ${sql.lit(digits)})
      and s.state in ('running', 'onPause') and s.region_code between ${area.from} and ${area.to}
    where r.level = ${isWide ? 'county' : digits === 12 ? 'village' : 'township'} and not r.statistical_only
      and r.code between ${area.from} and ${area.to}
    group by r.code, r.short_name, below.towns, below.villages order by r.code`.execute(context.tx)
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
