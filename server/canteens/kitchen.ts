// Some days of one kitchen, for a desk or for a phone: one reading, judged by the same pure rules on both.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { cardCodeOf } from '../../domain/canteens/card.ts'
import type { Diner, Kitchen } from '../../domain/canteens/kitchen.ts'
import type { mealApi } from '../../domain/canteens/meal-api.ts'
import { addDays, ageOn, type Day } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { type DietRow, dietColumn, dietFrom } from './diets.ts'
import { type Standing, standingsOf, winterIn } from './facts.ts'
import { menuBetween } from './menus.ts'
import { getPlace, mineOnly } from './place.ts'

type Table = typeof mealApi

interface Span {
  from: Day
  to: Day
  /** What was served is wanted of these days only. */
  servedFrom: Day
}

/** Three days without signal, and the day after them. */
const carriedDays = 5
const doorDays = 30

export async function dayOfKitchen(
  context: Context,
  { day, ...key }: InputOf<Table['kitchen.day']>,
): Promise<OutputOf<Table['kitchen.day']>> {
  const place = await getPlace(context, key)
  const [kitchen] = await kitchensOf(context, [place], { from: day, to: day, servedFrom: day })
  if (!kitchen) throw new Error('a place that was found has a kitchen')
  noteDiners(context, [kitchen])
  return { kitchen }
}

/** The kitchens whose staff she is. */
export async function pullKitchens(
  context: Context,
  { fingerprint: known }: InputOf<Table['kitchen.pull']>,
): Promise<OutputOf<Table['kitchen.pull']>> {
  const { today, actor } = context
  const mine = sql`c.county_code = ${actor.regionCode.slice(0, 6)} and c.state <> 'shutDown'
    and exists (select from canteen_staff me where me.county_code = c.county_code and me.canteen_id = c.id
      and me.account_id = ${actor.accountId} and me.valid_to is null) ${mineOnly(context)}`
  const places = await standingsOf(context, mine)
  const span = { from: today, to: addDays(today, carriedDays), servedFrom: today }
  const kitchens = await kitchensOf(context, places, span)
  const text = JSON.stringify([today, kitchens])
  const fingerprint = createHash('sm3').update(text).digest().subarray(0, 16).toString('base64url')
  if (fingerprint === known) return { fingerprint, unchanged: true, today, kitchens: [] }
  noteDiners(context, kitchens)
  return { fingerprint, unchanged: false, today, kitchens }
}

function noteDiners(context: Context, kitchens: readonly Kitchen[]): void {
  for (const { countyCode, diners } of kitchens)
    context.concerns(
      countyCode,
      diners.map(diner => diner.elderId),
    )
}

type OfCanteen<Row> = Row & { canteenId: string }

function without<Row extends { canteenId: string }>({ canteenId: _, ...row }: Row): Omit<Row, 'canteenId'> {
  return row
}

async function kitchensOf(
  context: Context,
  places: readonly Standing[],
  { from, to, servedFrom }: Span,
): Promise<Kitchen[]> {
  if (places.length === 0) return []
  const { tx } = context
  const of = sql`county_code = any(${[...new Set(places.map(one => one.countyCode))]})
    and canteen_id = any(${places.map(one => one.id)}::uuid[])`
  const openings = await sql<OfCanteen<Kitchen['openings'][number]>>`
    select canteen_id, valid_from, lunch, supper, winter, lunch_at, supper_at from canteen_openings
    where ${of} order by valid_from`.execute(tx)
  const closures = await sql<OfCanteen<Kitchen['closures'][number]>>`
    select canteen_id, from_on, to_on, reason from canteen_closures
    where ${of} and withdrawn_at is null and to_on >= ${from} and from_on <= ${addDays(to, 14)}
    order by from_on, id`.execute(tx)
  const regulars = await sql<OfCanteen<Kitchen['regulars'][number]>>`
    select canteen_id, id, elder_id, lunch, supper, valid_from, valid_to from meal_regulars
    where ${of} and valid_from <= ${to} and (valid_to is null or valid_to >= ${from}) order by id`.execute(tx)
  const absences = await sql<OfCanteen<Kitchen['absences'][number]>>`
    select canteen_id, id, elder_id, from_on, to_on, meal, reason from meal_absences
    where ${of} and withdrawn_at is null and from_on <= ${to} and (to_on is null or to_on >= ${from})
    order by id`.execute(tx)
  const extras = await sql<OfCanteen<Kitchen['extras'][number]>>`
    select canteen_id, id, day, meal, elder_id, guest_kind, guest_name, portions, way from meal_extras
    where ${of} and withdrawn_at is null and day between ${from} and ${to} order by id`.execute(tx)
  const served = await sql<OfCanteen<Kitchen['served'][number]>>`
    select s.canteen_id, s.id, s.day, s.meal, s.elder_id, s.extra_id, s.portions, s.way, s.known_by, s.handed_to,
      s.served_at, a.name as by_name
    from meal_servings s left join accounts a on a.id = s.recorded_by
    where s.county_code = any(${[...new Set(places.map(one => one.countyCode))]})
      and s.canteen_id = any(${places.map(one => one.id)}::uuid[]) and s.undone_at is null
      and s.day between ${servedFrom} and ${to} order by s.served_at, s.id`.execute(tx)
  const misses = await sql<OfCanteen<Kitchen['misses'][number]>>`
    select canteen_id, id, day, meal, elder_id, reason, missed_at from meal_misses
    where ${of} and day between ${servedFrom} and ${to} order by missed_at, id`.execute(tx)
  const counts = await sql<OfCanteen<Kitchen['counts'][number]>>`
    select canteen_id, day, meal, portions, boxes, confirmed_at from head_counts
    where ${of} and day between ${from} and ${to} order by day, meal`.execute(tx)
  const menu = await menuBetween(
    context,
    places.map(({ countyCode, id }) => ({ countyCode, canteenId: id })),
    from,
    to,
  )
  const people = [...regulars.rows, ...extras.rows, ...served.rows, ...misses.rows]
  const diners = await dinersOf(context, places, people)
  return places.map(place => {
    const here = <Row extends { canteenId: string }>(rows: readonly Row[]) =>
      rows.filter(row => row.canteenId === place.id).map(without)
    const eats = new Set(people.filter(one => one.canteenId === place.id).map(one => one.elderId))
    return {
      ...{
        countyCode: place.countyCode,
        canteenId: place.id,
        name: place.name,
        villageName: place.villageName,
      },
      ...{ lon: place.lon, lat: place.lat, stops: place.stop, winter: winterIn(context, place.regionCode) },
      countByMinute: context.setting('canteen.countByMinute', place.regionCode),
      diners: diners.filter(diner => eats.has(diner.elderId)),
      ...{ openings: here(openings.rows), closures: here(closures.rows), regulars: here(regulars.rows) },
      ...{ absences: here(absences.rows), extras: here(extras.rows), served: here(served.rows) },
      ...{ misses: here(misses.rows), counts: here(counts.rows), menu: here(menu) },
    }
  })
}

interface DinerRow extends Omit<Diner, 'age' | 'card' | 'diet' | 'lon' | 'lat'> {
  bornOn: string | null
  door: { lon: number; lat: number } | null
  serial: number | null
  diet: DietRow | null
}

/** Where the elder `e` lives: where a box was handed over lately, or where she was last visited. */
const doorOf = (today: Day) => sql`coalesce(
  (select json_build_object('lon', s.lon, 'lat', s.lat) from meal_servings s
    where s.county_code = e.county_code and s.elder_id = e.id and s.day > ${addDays(today, -doorDays)}
      and s.lon is not null and s.way = 'delivered' and s.undone_at is null
    order by s.day desc limit 1),
  (select json_build_object('lon', v.lon, 'lat', v.lat) from visits v
    where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.lon is not null
      and v.method = 'home'
    order by v.visited_on desc, v.id desc limit 1))`

/** House by house, as a carrier walks. */
async function dinersOf(
  context: Context,
  places: readonly Standing[],
  lines: readonly { elderId: string | null }[],
): Promise<Diner[]> {
  const { tx, today } = context
  const ids = [...new Set(lines.flatMap(line => line.elderId ?? []))]
  if (ids.length === 0) return []
  const { rows } = await sql<DinerRow>`
    select e.id as elder_id, e.name, e.born_on, village.short_name as village_name, h.hamlet, h.address,
      ${doorOf(today)} as door, ${dietColumn} as diet,
      (select c.serial from meal_cards c where c.county_code = e.county_code and c.elder_id = e.id
        and c.ended_on is null) as serial
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    join regions village on village.code = e.region_code
    where e.county_code = any(${[...new Set(places.map(one => one.countyCode))]}) and e.id = any(${ids}::uuid[])
      and e.ended_on is null
    order by e.region_code, h.hamlet, h.address, e.id`.execute(tx)
  return rows.map(({ bornOn, serial, diet, door, ...row }) => {
    const { version: _, ...plain } = diet ? dietFrom(context, diet) : { version: 0 }
    return {
      ...row,
      ...{ lon: door?.lon ?? null, lat: door?.lat ?? null },
      age: bornOn === null ? null : ageOn(bornOn, today),
      ...(serial !== null && { card: cardCodeOf(serial) }),
      ...(diet && { diet: plain as Diner['diet'] }),
    }
  })
}
