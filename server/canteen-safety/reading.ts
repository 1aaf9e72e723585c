// Food safety as people read it: an area in numbers and its list, one place today, the ledgers of a month, the phone.
import { sql } from 'kysely'
import type { CarriedSafety, canteenSafetyApi } from '../../domain/canteen-safety/api.ts'
import { safetyLights, safetyTroubles } from '../../domain/canteen-safety/light.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays, firstDayOf, lastDayOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { unknownCanteen } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'
import { dutyAt, type Safety, safetyOf } from './facts.ts'
import { incidentsOf } from './incident-reading.ts'
import { checksOf, disinfectionsOf, type Key, missedOf, purchasesOf, samplesOf } from './ledgers.ts'

type Table = typeof canteenSafetyApi
type Input<Name extends keyof Table> = InputOf<Table[Name]>
type Answer<Name extends keyof Table> = Promise<OutputOf<Table[Name]>>

function within(regionCode: string) {
  const { from, to } = areaOf(regionCode)
  return sql`c.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
    and c.region_code between ${from} and ${to}`
}

const shownOf = ({ state: _, ...row }: Safety) => row
const tally = <Value extends string>(keys: readonly Value[], given: readonly Value[]) =>
  Object.fromEntries(keys.map(key => [key, given.filter(one => one === key).length]))

export async function standing(
  context: Context,
  { regionCode }: Input<'safety.standing'>,
): Answer<'safety.standing'> {
  const places = await safetyOf(context, within(regionCode))
  const { from, to } = areaOf(regionCode)
  const { rows } = await sql<{ absent: number }>`
    select count(*)::int as absent from absent_regulars a
    where a.county_code between ${countyCodeOf(from)} and ${countyCodeOf(to)}
      and a.region_code between ${from} and ${to} and a.ended_at is null`.execute(context.tx)
  return {
    total: places.length,
    lights: tally(
      safetyLights.keys,
      places.map(one => one.light),
    ),
    troubles: tally(
      safetyTroubles.keys,
      places.flatMap(one => one.troubles),
    ),
    openIncidents: places.filter(one => one.troubles.includes('incidentOpen')).length,
    absentRegulars: rows[0]?.absent ?? 0,
  }
}

export async function listSafety(
  context: Context,
  { regionCode, light, trouble, limit, after }: Input<'safety.list'>,
): Answer<'safety.list'> {
  const place = placeFrom(after)
  const all = (await safetyOf(context, within(regionCode))).filter(
    one =>
      (light === undefined || one.light === light) &&
      (trouble === undefined || one.troubles.includes(trouble)),
  )
  const later = all.filter(
    one =>
      place === null || one.regionCode > place.sort || (one.regionCode === place.sort && one.id > place.id),
  )
  const rows = later.slice(0, limit)
  const last = later.length > limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(shownOf),
    next: last ? cursorOf(last.regionCode, last.id) : null,
    total: all.length,
  }
}

async function placeOf(context: Context, { countyCode, canteenId }: Key): Promise<Safety> {
  const [place] = await safetyOf(context, sql`c.county_code = ${countyCode} and c.id = ${canteenId}`)
  if (!place) throw unknownCanteen()
  return place
}

export async function getSafety(context: Context, key: Input<'safety.get'>): Answer<'safety.get'> {
  const { today } = context
  const place = await placeOf(context, key)
  const disinfections = await disinfectionsOf(context, [key], today, today)
  const checks = await checksOf(context, [key], today, today)
  return {
    place,
    grams: context.setting('foodSample.grams', place.regionCode),
    hours: context.setting('foodSample.hours', place.regionCode),
    illAtLeast: context.setting('foodSafety.illAtLeast', place.regionCode),
    missed: await missedOf(context, key, addDays(today, -7), today),
    kept: await samplesOf(context, [key], sql`s.discarded_at is null`),
    disinfectedToday: disinfections.length > 0,
    checkedToday: checks.some(one => one.kind === 'dayCheck'),
    incidents: await incidentsOf(
      context,
      sql`i.county_code = ${key.countyCode} and i.canteen_id = ${key.canteenId}`,
    ),
  }
}

export async function monthOfPlace(
  context: Context,
  { month, ...key }: Input<'safety.month'>,
): Answer<'safety.month'> {
  const place = await placeOf(context, key)
  const [from, to] = [firstDayOf(month), lastDayOf(month)]
  const until = to < context.today ? to : context.today
  return {
    canteenName: place.name,
    samples: await samplesOf(context, [key], sql`s.day between ${from} and ${to}`),
    purchases: await purchasesOf(context, key, from, to),
    disinfections: await disinfectionsOf(context, [key], from, to),
    selfChecks: await checksOf(context, [key], from, to),
    missed: from > until ? [] : await missedOf(context, key, from, until),
  }
}

const phoneDays = 3

/** The kitchens whose staff she is. */
export async function pullSafety(context: Context): Answer<'safety.pull'> {
  const { tx, actor, today } = context
  const { rows: places } = await sql<
    Parameters<typeof dutyAt>[1] & Key & { isLocked: boolean; isStopped: boolean }
  >`
    select c.county_code, c.id as canteen_id, c.region_code, c.kind, c.tier, c.host, c.meals_at_most,
      exists (select from food_incidents i where i.county_code = c.county_code and i.canteen_id = c.id
        and i.state <> 'incidentOver') as is_locked,
      exists (select from food_incidents i where i.county_code = c.county_code and i.canteen_id = c.id
        and i.state in ('servingStopped', 'reopenAsked')) as is_stopped
    from canteens c
    where c.county_code = ${actor.regionCode.slice(0, 6)} and c.state <> 'shutDown'
      and exists (select from canteen_staff me where me.county_code = c.county_code and me.canteen_id = c.id
        and me.account_id = ${actor.accountId} and me.valid_to is null)
    order by c.id`.execute(tx)
  if (places.length === 0) return { kitchens: [] }
  const from = addDays(today, -phoneDays)
  const samples = await samplesOf(context, places, sql`(s.discarded_at is null or s.day >= ${from})`)
  const disinfections = await disinfectionsOf(context, places, from, today)
  // A month's check stands for the day the month began.
  const checks = await checksOf(context, places, addDays(today, -31), today)
  return {
    kitchens: places.map((place): CarriedSafety => {
      const here = <Row extends { canteenId: string }>(rows: readonly Row[]) =>
        rows.filter(row => row.canteenId === place.canteenId)
      return {
        ...{ countyCode: place.countyCode, canteenId: place.canteenId },
        ...{ isLocked: place.isLocked, isStopped: place.isStopped },
        grams: context.setting('foodSample.grams', place.regionCode),
        hours: context.setting('foodSample.hours', place.regionCode),
        illAtLeast: context.setting('foodSafety.illAtLeast', place.regionCode),
        duty: dutyAt(context, place),
        ...{ samples: here(samples), disinfections: here(disinfections), selfChecks: here(checks) },
      }
    }),
  }
}
