// One meal of one day of a kitchen, put together for a screen, a sheet of paper or a phone without signal.
import type { Day } from '../kernel/day.ts'
import type { ClosingReason, Meal, ServingWay } from './canteen.ts'
import { conflictsAt, type Expected, expectedAt, type HeadCount, headCountOf, isAbsent } from './count.ts'
import type {
  AbsenceLine,
  ConfirmedCount,
  Diner,
  ExtraLine,
  Kitchen,
  MissLine,
  ServedLine,
} from './kitchen.ts'
import type { Dish, DishConflict } from './menu.ts'
import { letterOn, waysOn } from './week.ts'

/** A line of the list: somebody expected, somebody who said she does not come, or guests. */
export interface DinerLine {
  elderId: string | null
  extra: ExtraLine | null
  diner: Diner | null
  expected: Expected | null
  absence: AbsenceLine | null
  served: ServedLine | null
  /** The last box that came back. */
  miss: MissLine | null
}

export interface MealOfDay {
  kitchen: Kitchen
  day: Day
  meal: Meal
  /** None: closed. */
  ways: ServingWay[]
  closure: ClosingReason | null
  count: HeadCount
  confirmed: ConfirmedCount | null
  dishes: Dish[]
  conflicts: { elderId: string; conflicts: DishConflict[] }[]
  diners: ReadonlyMap<string, Diner>
  lines: DinerLine[]
}

export function mealOfDay(kitchen: Kitchen, day: Day, meal: Meal): MealOfDay {
  const diners = new Map(kitchen.diners.map(diner => [diner.elderId, diner]))
  const ways = waysOn(kitchen, day, meal)
  const diets = new Map(
    kitchen.diners.flatMap(({ elderId, diet }) => (diet ? [[elderId, diet] as const] : [])),
  )
  const alive = kitchen.regulars.filter(one => diners.has(one.elderId))
  const expected = expectedAt({ ...kitchen, regulars: alive, diets }, ways, day, meal)
  const dishes = kitchen.menu.find(one => one.day === day && one.meal === meal)?.dishes ?? []
  const closed = kitchen.closures.find(one => one.fromOn <= day && day <= one.toOn)
  return {
    ...{ kitchen, day, meal, ways, diners, dishes, closure: closed?.reason ?? null },
    count: headCountOf(expected),
    confirmed: kitchen.counts.find(one => one.day === day && one.meal === meal) ?? null,
    conflicts: conflictsAt(expected, dishes),
    lines: linesOf({ ...kitchen, regulars: alive }, diners, expected, day, meal),
  }
}

/** In the order of the houses; whoever came without being expected stands at the end. */
function linesOf(
  kitchen: Kitchen,
  diners: ReadonlyMap<string, Diner>,
  expected: readonly Expected[],
  day: Day,
  meal: Meal,
): DinerLine[] {
  const served = kitchen.served.filter(one => one.day === day && one.meal === meal)
  const misses = kitchen.misses.filter(one => one.day === day && one.meal === meal)
  const line = (elderId: string | null, more: Partial<DinerLine> = {}): DinerLine => ({
    ...{ elderId, extra: null, expected: null, absence: null },
    diner: (elderId && diners.get(elderId)) || null,
    served: (elderId && served.find(one => one.elderId === elderId)) || null,
    miss: (elderId && misses.findLast(one => one.elderId === elderId)) || null,
    ...more,
  })
  const extraOf = (id: string | null) => kitchen.extras.find(one => one.id === id) ?? null
  const coming = expected.map(one =>
    one.elderId === null
      ? line(null, {
          ...{ expected: one, extra: extraOf(one.extraId) },
          served: served.find(other => other.elderId === null && other.extraId === one.extraId) ?? null,
        })
      : line(one.elderId, { expected: one, extra: extraOf(one.extraId) }),
  )
  const known = new Set(coming.flatMap(one => one.elderId ?? []))
  const away = kitchen.regulars
    .filter(one => !known.has(one.elderId) && isExpectedBut(kitchen, one, day, meal))
    .map(one =>
      line(one.elderId, {
        absence: kitchen.absences.find(other => isAbsent([other], one.elderId, day, meal)) ?? null,
      }),
    )
  const others = served
    .filter(one => one.elderId !== null && !known.has(one.elderId))
    .filter(one => !away.some(other => other.elderId === one.elderId))
    .map(one => line(one.elderId))
  const place = new Map(kitchen.diners.map((diner, index) => [diner.elderId, index]))
  return [...coming, ...away, ...others].toSorted(
    (one, other) =>
      (place.get(one.elderId ?? '') ?? place.size) - (place.get(other.elderId ?? '') ?? place.size),
  )
}

function isExpectedBut(
  kitchen: Kitchen,
  regular: Kitchen['regulars'][number],
  day: Day,
  meal: Meal,
): boolean {
  const isInForce = regular.validFrom <= day && (regular.validTo === null || regular.validTo >= day)
  return (
    isInForce &&
    letterOn(regular[meal], day) !== '-' &&
    isAbsent(kitchen.absences, regular.elderId, day, meal)
  )
}
