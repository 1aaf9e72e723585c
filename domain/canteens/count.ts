// How many eat, how, and what each may eat: regulars less absences plus single meals, for one meal of one day.
import type { Day } from '../kernel/day.ts'
import type { Meal, ServingWay } from './canteen.ts'
import { type Diet, type FoodTexture, foodTextures, plainDiet } from './diet.ts'
import { conflictsOf, type Dish, type DishConflict } from './menu.ts'
import { letterOn } from './week.ts'

export interface RegularFacts {
  elderId: string
  lunch: string
  supper: string
  validFrom: Day
  validTo: Day | null
}
export interface AbsenceFacts {
  elderId: string
  fromOn: Day
  toOn: Day | null
  meal: Meal | null
}
export interface ExtraFacts {
  id: string
  day: Day
  meal: Meal
  elderId: string | null
  portions: number
  way: ServingWay
}

export interface CountFacts {
  regulars: readonly RegularFacts[]
  absences: readonly AbsenceFacts[]
  extras: readonly ExtraFacts[]
  /** Elder → diet; whoever is missing eats what everybody eats. */
  diets: ReadonlyMap<string, Diet>
}

/** One plate or box to be made; a line of guests may stand for several. */
export interface Expected {
  elderId: string | null
  extraId: string | null
  way: ServingWay
  portions: number
  diet: Diet
}

/** True when the person said, or somebody for her, that she does not eat this meal. */
export function isAbsent(absences: readonly AbsenceFacts[], elderId: string, day: Day, meal: Meal): boolean {
  return absences.some(
    one =>
      one.elderId === elderId &&
      one.fromOn <= day &&
      (one.toOn === null || one.toOn >= day) &&
      (one.meal === null || one.meal === meal),
  )
}

/** Whoever eats, in the order given; a single meal of a regular counts once. `ways`: what the place offers that day. */
export function expectedAt(facts: CountFacts, ways: readonly ServingWay[], day: Day, meal: Meal): Expected[] {
  const dietOf = (elderId: string | null) => (elderId && facts.diets.get(elderId)) || plainDiet
  const inWay = (wanted: ServingWay): ServingWay => (ways.includes(wanted) ? wanted : (ways[0] ?? wanted))
  const extras = facts.extras.filter(one => one.day === day && one.meal === meal)
  const once = new Set(extras.map(one => one.elderId))
  const regulars = facts.regulars.flatMap((one): Expected[] => {
    const letter = letterOn(one[meal], day)
    const isInForce = one.validFrom <= day && (one.validTo === null || one.validTo >= day)
    if (!isInForce || letter === '-' || once.has(one.elderId) || ways.length === 0) return []
    if (isAbsent(facts.absences, one.elderId, day, meal)) return []
    const way = inWay(letter === 'H' ? 'delivered' : 'dineIn')
    return [{ elderId: one.elderId, extraId: null, way, portions: 1, diet: dietOf(one.elderId) }]
  })
  return [
    ...regulars,
    ...extras.map(({ id, elderId, way, portions }) => ({
      ...{ elderId, extraId: id, way: inWay(way), portions, diet: dietOf(elderId) },
    })),
  ]
}

export interface HeadCount {
  portions: number
  boxes: number
  dineIn: number
  textures: Record<FoodTexture, number>
  diabetes: number
  lowSalt: number
}

export function headCountOf(expected: readonly Expected[]): HeadCount {
  const sum = (chosen: (one: Expected) => boolean) =>
    expected.filter(chosen).reduce((total, one) => total + one.portions, 0)
  const textures = Object.fromEntries(
    foodTextures.keys.map(texture => [texture, sum(one => one.diet.texture === texture)]),
  ) as Record<FoodTexture, number>
  return {
    portions: sum(() => true),
    boxes: sum(one => one.way === 'delivered'),
    dineIn: sum(one => one.way === 'dineIn'),
    textures,
    diabetes: sum(one => one.diet.diabetes),
    lowSalt: sum(one => one.diet.lowSalt),
  }
}

/** Whose plate must differ from the pot, dish by dish. */
export function conflictsAt(
  expected: readonly Expected[],
  dishes: readonly Dish[],
): { elderId: string; conflicts: DishConflict[] }[] {
  return expected.flatMap(({ elderId, diet }) => {
    const conflicts = conflictsOf(diet, dishes)
    return elderId && conflicts.length > 0 ? [{ elderId, conflicts }] : []
  })
}
