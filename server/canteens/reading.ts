// Lists of places, the card of how they stand, and one place with everything about it.
import { sql } from 'kysely'
import type { canteenApi } from '../../domain/canteens/api.ts'
import {
  canteenKinds,
  canteenLights,
  canteenStates,
  canteenTiers,
  canteenTroubles,
} from '../../domain/canteens/canteen.ts'
import { conditionsOf } from '../../domain/canteens/conditions.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { checkInArea, regionNamesOf } from '../regions/regions.ts'
import { handOutXlsx, watermarkFor } from '../spreadsheets/spreadsheets.ts'
import { countsOf, type Standing, servedLately, standingsOf } from './facts.ts'
import { mineOnly, unknownPlace } from './place.ts'

type Table = typeof canteenApi
type Out<Name extends keyof Table> = OutputOf<Table[Name]>

/** How far back the strip of opening days looks. */
const stripDays = 60

function inArea(context: Context, regionCode: string) {
  checkInArea(context, regionCode)
  const area = areaOf(regionCode)
  return sql`c.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
    and c.region_code between ${area.from} and ${area.to} ${mineOnly(context)}`
}

type Chosen = InputOf<Table['canteen.export']>

/** The kinds and states in the statement, lights and troubles by the rules after it. */
async function chosenOf(
  context: Context,
  { regionCode, light, trouble, kind, state, text }: Chosen,
): Promise<Standing[]> {
  const typed = text && `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const all = await standingsOf(
    context,
    sql`${inArea(context, regionCode)} ${kind ? sql`and c.kind = ${kind}` : sql``}
      ${state ? sql`and c.state = ${state}` : sql``}
      ${typed ? sql`and (c.name like ${typed} or village.short_name like ${typed})` : sql``}`,
  )
  return all.filter(one => (!light || one.light === light) && (!trouble || one.troubles.includes(trouble)))
}

export async function listCanteens(
  context: Context,
  { limit, after, ...narrowed }: InputOf<Table['canteen.list']>,
): Promise<Out<'canteen.list'>> {
  const place = placeFrom(after)
  const chosen = await chosenOf(context, narrowed)
  const rest = place
    ? chosen.filter(
        one => one.regionCode > place.sort || (one.regionCode === place.sort && one.id > place.id),
      )
    : chosen
  const shown = rest.slice(0, limit)
  const last = rest.length > limit ? shown.at(-1) : undefined
  return {
    rows: await withServed(context, shown),
    next: last ? cursorOf(last.regionCode, last.id) : null,
    total: chosen.length,
  }
}

/** What the list shows; it names places and no person. */
export async function exportCanteens(context: Context, narrowed: Chosen): Promise<Out<'canteen.export'>> {
  const rows = await withServed(context, await chosenOf(context, narrowed))
  const { regionCode } = narrowed
  const place = (await regionNamesOf(context.tx, [regionCode])).get(regionCode) ?? regionCode
  const sheet = {
    name: '助餐点',
    header: [
      '名称',
      '乡镇',
      '村（社区）',
      '类型',
      '供餐方式',
      '状态',
      '情况',
      '最近开饭',
      '常客',
      '近30天份数',
      '座位',
    ],
    widths: [24, 14, 14, 12, 14, 12, 36, 14, 8, 12, 8],
    rows: [
      ...rows.map(row => [
        ...[row.name, row.townshipName, row.villageName, canteenKinds.words[row.kind]],
        ...[canteenTiers.words[row.tier], canteenStates.words[row.state]],
        row.troubles.map(trouble => canteenTroubles.words[trouble]).join('、') ||
          canteenLights.words[row.light],
        ...[row.lastServedOn, row.regulars, row.servedThirtyDays, row.seats],
      ]),
      [await watermarkFor(context, rows.length)],
    ],
  }
  await handOutXlsx(context, [sheet], `助餐点-${place}-${context.today}.xlsx`)
  return {}
}

async function withServed(context: Context, shown: readonly Standing[]) {
  const served = await servedLately(
    context,
    shown.map(one => one.countyCode),
    shown.map(one => one.id),
  )
  return shown.map(({ facts: _, stop: __, ...row }) => ({
    ...row,
    servedThirtyDays: served.get(row.id) ?? 0,
  }))
}

export async function standingOfArea(
  context: Context,
  { regionCode }: InputOf<Table['canteen.standing']>,
): Promise<Out<'canteen.standing'>> {
  const where = inArea(context, regionCode)
  const all = await standingsOf(context, where)
  const { rows } = await sql<{ meals: number }>`
    select coalesce(sum(s.portions), 0)::int as meals from canteens c
    join meal_servings s on s.county_code = c.county_code and s.canteen_id = c.id
    where ${where} and s.day = ${addDays(context.today, -1)} and s.undone_at is null`.execute(context.tx)
  return {
    total: all.length,
    lights: countsOf(
      canteenLights.keys,
      all.map(one => one.light),
    ),
    troubles: countsOf(
      canteenTroubles.keys,
      all.flatMap(one => one.troubles),
    ),
    servedYesterday: rows[0]?.meals ?? 0,
    regulars: all.reduce((sum, one) => sum + one.regulars, 0),
  }
}

export async function getCanteen(
  context: Context,
  { countyCode, id }: InputOf<Table['canteen.get']>,
): Promise<Out<'canteen.get'>> {
  const { tx, today } = context
  const [standing] = await standingsOf(
    context,
    sql`c.county_code = ${countyCode} and c.id = ${id} ${mineOnly(context)}`,
  )
  const own = await tx
    .selectFrom('canteens')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!standing || !own) throw unknownPlace()
  const [row] = await withServed(context, [standing])
  if (!row) throw unknownPlace()
  const hasLicence = standing.facts.licenceUntil !== null
  const site = { ...own, hasLicence }
  return {
    canteen: { ...own, ...row },
    stopped: standing.stop && standing.stop.fromOn <= today ? standing.stop.why : null,
    conditions: conditionsOf(site, {
      canteenDiners: context.setting('canteen.canteenDiners', own.regionCode),
      canteenSquareMeters: context.setting('canteen.canteenSquareMeters', own.regionCode),
      pointDiners: context.setting('canteen.pointDiners', own.regionCode),
      pointSquareMeters: context.setting('canteen.pointSquareMeters', own.regionCode),
    }),
    ...(await partsOf(context, countyCode, id)),
  }
}

async function partsOf(context: Context, countyCode: string, id: string) {
  const { tx, today } = context
  const states = await sql<Out<'canteen.get'>['states'][number]>`
    select s.state, s.from_on, s.reason, s.note, a.name as said_by_name from canteen_states s
    left join accounts a on a.id = s.said_by
    where s.county_code = ${countyCode} and s.canteen_id = ${id}
    order by s.from_on desc, s.said_at desc, s.state = 'beingPrepared'`.execute(tx)
  const openings = await tx
    .selectFrom('canteenOpenings')
    .select(['validFrom', 'lunch', 'supper', 'winter', 'lunchAt', 'supperAt'])
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', id)
    .orderBy('validFrom', 'desc')
    .execute()
  const closures = await sql<Out<'canteen.get'>['closures'][number]>`
    select k.id, k.from_on, k.to_on, k.reason, k.note, a.name as said_by_name, k.said_at from canteen_closures k
    left join accounts a on a.id = k.said_by
    where k.county_code = ${countyCode} and k.canteen_id = ${id} and k.withdrawn_at is null
    order by k.to_on desc, k.id limit 60`.execute(tx)
  const papers = await tx
    .selectFrom('canteenPapers')
    .select(['id', 'kind', 'number', 'issuer', 'issuedOn', 'expiresOn'])
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', id)
    .where('endedOn', 'is', null)
    .orderBy('issuedOn', 'desc')
    .execute()
  const staff = await sql<Out<'canteen.get'>['staff'][number]>`
    select s.id, s.name, s.duty, s.account_id, a.name as account_name, s.health_certificate, s.health_checked_on,
      s.health_expires_on, s.valid_from from canteen_staff s
    left join accounts a on a.id = s.account_id
    where s.county_code = ${countyCode} and s.canteen_id = ${id} and s.valid_to is null
    order by s.valid_from, s.id`.execute(tx)
  const servedOn = await sql<{ day: string; meals: number }>`
    select day, sum(portions)::int as meals from meal_servings
    where county_code = ${countyCode} and canteen_id = ${id} and day > ${addDays(today, -stripDays)}
      and undone_at is null group by day order by day`.execute(tx)
  return {
    ...{ states: states.rows, openings, closures: closures.rows, papers, staff: staff.rows },
    servedOn: servedOn.rows,
  }
}
