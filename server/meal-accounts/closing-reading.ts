// Reading the closing of a whole area: who is ready before it, how far it is, what became of each canteen, as a table.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { inFen, type OpenMonth, outFen } from '../../domain/meal-accounts/book.ts'
import { closingOutcomes, closingStandings } from '../../domain/meal-accounts/closing.ts'
import type { ClosingLine, MealClosing, mealClosingApi } from '../../domain/meal-accounts/closing-api.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { handOutXlsx } from '../spreadsheets/spreadsheets.ts'
import { closingCases } from './closing-facts.ts'
import { checkOneCounty } from './county-closing.ts'

type Table = typeof mealClosingApi

interface Key {
  countyCode: string
  id: string
}

const countBy = <Name extends string>(names: readonly Name[], given: readonly Name[]) =>
  Object.fromEntries(names.map(name => [name, given.filter(one => one === name).length])) as Record<
    Name,
    number
  >

/** A county has some hundred canteens: they are all judged, and the page is cut from what was judged. */
export async function lookBefore(
  context: Context,
  { regionCode, month, standing, hintedOnly, limit, after }: InputOf<Table['mealClosing.look']>,
): Promise<OutputOf<Table['mealClosing.look']>> {
  checkOneCounty(context, regionCode)
  const { tx, today } = context
  const countyCode = countyCodeOf(regionCode)
  const { from, to } = areaOf(regionCode)
  const all = await closingCases(tx, countyCode, month, sql`c.region_code between ${from} and ${to}`)
  const running = await tx
    .selectFrom('mealClosings')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('state', '<>', 'closingDone')
    .executeTakeFirst()
  const hinted = all.filter(one => one.standing === 'readyToClose' && one.hints.length > 0)
  const asked = hintedOnly ? hinted : all.filter(one => standing === undefined || one.standing === standing)
  const place = placeFrom(after) ?? firstPlace
  const rest = asked.filter(
    ({ regionCode: code, canteenId }) => code > place.sort || (code === place.sort && canteenId > place.id),
  )
  const rows = rest.slice(0, limit)
  const last = rows.length < rest.length ? rows.at(-1) : undefined
  return {
    rows: rows.map(({ facts, regionCode: _, ...row }) => ({ ...row, countyCode, turn: facts.turn })),
    next: last ? cursorOf(last.regionCode, last.canteenId) : null,
    counts: countBy(
      closingStandings.keys,
      all.map(one => one.standing),
    ),
    hinted: hinted.length,
    isOver: lastDayOf(month) < today,
    running: running?.id ?? null,
  }
}

const columns = sql`k.county_code, k.id, k.region_code, place.name as place_name, k.month, k.state, k.leave_hinted,
  asker.name as asked_by_name, k.asked_at, k.done_at, k.canteens,
  (select count(*) from meal_closing_lines l where l.county_code = k.county_code and l.closing_id = k.id)::int as looked,
  (select count(*) from meal_closing_lines l where l.county_code = k.county_code and l.closing_id = k.id
    and l.outcome = 'closedNow')::int as closed`
const tables = sql`meal_closings k join regions place on place.code = k.region_code
  left join accounts asker on asker.id = k.asked_by`

export async function listClosings(
  context: Context,
  { regionCode, limit, after }: InputOf<Table['mealClosing.list']>,
): Promise<OutputOf<Table['mealClosing.list']>> {
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const place = placeFrom(after)
  const { rows: found } = await sql<MealClosing>`
    select ${columns} from ${tables}
    where k.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)} and k.region_code between ${from} and ${to}
      ${place ? sql`and (k.asked_at, k.id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
    order by k.asked_at desc, k.id desc limit ${limit + 1}`.execute(context.tx)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.askedAt, last.id) : null }
}

async function closingOf({ tx }: Context, { countyCode, id }: Key): Promise<MealClosing> {
  const { rows } = await sql<MealClosing>`
    select ${columns} from ${tables} where k.county_code = ${countyCode} and k.id = ${id}::uuid`.execute(tx)
  if (!rows[0]) throw new Refused('not_found', '没有这次结账，或者它不在您的辖区内。请返回列表刷新后重试。')
  return rows[0]
}

export async function getClosing(
  context: Context,
  key: InputOf<Table['mealClosing.get']>,
): Promise<OutputOf<Table['mealClosing.get']>> {
  const closing = await closingOf(context, key)
  const lines = await context.tx
    .selectFrom('mealClosingLines')
    .select(eb => ['outcome', eb.fn.countAll<number>().as('many')])
    .where('countyCode', '=', key.countyCode)
    .where('closingId', '=', key.id)
    .groupBy('outcome')
    .execute()
  const counts = countBy(closingOutcomes.keys, [])
  for (const { outcome, many } of lines) counts[outcome] = Number(many)
  return { closing, counts }
}

type FoundLine = ClosingLine & { regionCode: string; figures: OpenMonth | null }

export async function listClosingLines(
  context: Context,
  { countyCode, id, outcome, limit, after }: InputOf<Table['mealClosing.lines']>,
): Promise<OutputOf<Table['mealClosing.lines']>> {
  const { month } = await closingOf(context, { countyCode, id })
  const place = placeFrom(after) ?? firstPlace
  const { rows: found } = await sql<FoundLine>`
    select ${lineColumns}
    from ${lineTables(month)}
    where l.county_code = ${countyCode} and l.closing_id = ${id}::uuid
      ${outcome === undefined ? sql`` : sql`and l.outcome = ${outcome}`}
      and (l.region_code, l.canteen_id) > (${place.sort}, ${place.id}::uuid)
    order by l.region_code, l.canteen_id limit ${limit + 1}`.execute(context.tx)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(({ regionCode: _, figures, ...row }) => ({
      ...row,
      closingFen: figures?.closingFen ?? null,
    })),
    next: last ? cursorOf(last.regionCode, last.canteenId) : null,
  }
}

const lineColumns = sql`l.county_code, l.region_code, l.canteen_id, c.name, village.short_name as place_name, l.outcome,
  l.says, m.figures`
const lineTables = (month: string) => sql`meal_closing_lines l
  join canteens c on c.county_code = l.county_code and c.id = l.canteen_id
  join regions village on village.code = l.region_code
  left join meal_closes m on m.county_code = l.county_code and m.canteen_id = l.canteen_id and m.month = ${month}`

/** Two sheets: the closed months with their sums, and whoever was not closed with the reason. */
export async function exportClosing(context: Context, key: Key): Promise<Record<never, never>> {
  const { month, placeName } = await closingOf(context, key)
  const { rows } = await sql<FoundLine>`
    select ${lineColumns} from ${lineTables(month)}
    where l.county_code = ${key.countyCode} and l.closing_id = ${key.id}::uuid
    order by l.region_code, l.canteen_id`.execute(context.tx)
  const yuan = (fen: number) => fen / 100
  const closed = rows.flatMap(({ figures, placeName: place, name, outcome }) =>
    figures === null
      ? []
      : [
          [
            ...[place, name, closingOutcomes.words[outcome], figures.servings + figures.guestPortions],
            ...[figures.openDays, yuan(figures.openingFen), yuan(inFen(figures)), yuan(outFen(figures))],
            yuan(figures.closingFen),
          ],
        ],
  )
  const open = rows.flatMap(({ figures, placeName: place, name, outcome, says }) =>
    figures === null ? [[place, name, closingOutcomes.words[outcome], says ?? '']] : [],
  )
  await handOutXlsx(
    context,
    [
      {
        name: '已结账',
        header: [
          ...['村（社区）', '助餐点', '结果', '供餐（餐）', '开放（天）'],
          ...['月初结余（元）', '收入（元）', '支出（元）', '月末结余（元）'],
        ],
        widths: [16, 26, 18, 12, 12, 16, 14, 14, 16],
        rows: closed,
      },
      {
        name: '没有结账',
        header: ['村（社区）', '助餐点', '原因', '怎么办'],
        widths: [16, 26, 22, 60],
        rows: open,
      },
    ],
    `${placeName}-${month}-助餐点结账.xlsx`,
  )
  return {}
}
