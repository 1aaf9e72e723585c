// What one person's meals of some weeks cost and who pays each: caps by day, week and month, in the order served.
import { isMet } from '../benefits/conditions.ts'
import type { BenefitFacts } from '../benefits/facts.ts'
import type { Condition } from '../benefits/rule.ts'
import type { Meal } from '../canteens/canteen.ts'
import { addDays, ageOn, type Day, daysBetween } from '../kernel/day.ts'
import { type MealPayer, type MealTerms, mealPayers, type Reduction } from './terms.ts'

/** A meal somebody ate, as a fact. */
export interface ServedMeal {
  day: Day
  meal: Meal
  canteenId: string
  /** Decides which of two meals of a day came first, with the meal and the canteen where the clock does not. */
  servedAt: string
}

/** The rule and the price of the set at the canteen on the day; null where no rule is in force. */
export type TermsAt = (meal: ServedMeal) => { terms: MealTerms; priceFen: number } | null

export interface Split {
  priceFen: number
  elderFen: number
  /** What others take over; parts and elderFen add up to the price exactly. */
  parts: Readonly<Partial<Record<MealPayer, number>>>
  workMinutes: number
  /** Beside the price. */
  operating: { payer: MealPayer; fen: number } | null
}

export interface ChargedServing extends ServedMeal {
  split: Split
}

export interface Work {
  day: Day
  minutes: number
}

/** A guest, or somebody no rule knows: the price of the set. */
export function fullPrice(priceFen: number): Split {
  return { priceFen, elderFen: priceFen, parts: {}, workMinutes: 0, operating: null }
}

/** The earliest served counts first; the same meals give the same order, however they arrived. */
export function inOrder<Meal extends ServedMeal>(meals: readonly Meal[]): Meal[] {
  return [...meals].sort(
    (one, other) =>
      compare(one.day, other.day) ||
      compare(one.servedAt, other.servedAt) ||
      compare(one.meal, other.meal) ||
      compare(one.canteenId, other.canteenId),
  )
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)

/** A day, its week and its month: reckoned once a day, for a person's month asks many times. */
interface When {
  day: Day
  monday: Day
  month: string
}

/** Meals a payer has helped with so far, in the running day, week and month. */
interface Used extends When {
  onDay: number
  inWeek: number
  inMonth: number
}

function whenOf(day: Day): When {
  return { day, monday: mondayOf(day), month: day.slice(0, 7) }
}

/** 1970-01-01 was a Thursday. */
export function mondayOf(day: Day): Day {
  return addDays(day, -((daysBetween('1970-01-01', day) + 3) % 7))
}

/** What was decided before the first of the meals and still counts. */
export interface Earlier {
  /** Every help in the running week, in any order. */
  helped: readonly { day: Day; payer: MealPayer }[]
  /** All the work there ever was, and what of it was eaten. */
  work: readonly Work[]
  workSpent: number
}

const nothingEarlier: Earlier = { helped: [], work: [], workSpent: 0 }

/**
 * Give all meals of a month, at whichever canteens: caps know no canteen. Later meals change nothing about earlier
 * ones, so the month before need only say what it decided. `elder` null: nothing is known of the person.
 */
export function splitMeals(
  elder: BenefitFacts | null,
  meals: readonly ServedMeal[],
  termsAt: TermsAt,
  earlier: Earlier = nothingEarlier,
): ChargedServing[] {
  const used = new Map<MealPayer, Used>()
  for (const { day, payer } of [...earlier.helped].sort((one, other) => compare(one.day, other.day)))
    used.set(payer, oneMore(usedBy(used, payer, whenOf(day))))
  const met = conditionMemory(elder)
  let { workSpent } = earlier
  let on = whenOf('1970-01-01')
  return inOrder(meals).map(meal => {
    const found = termsAt(meal)
    if (found === null) return charged(meal, fullPrice(0))
    const { terms, priceFen } = found
    if (on.day !== meal.day) on = whenOf(meal.day)
    const parts: Partial<Record<MealPayer, number>> = {}
    let left = priceFen
    const takeOver = (payer: MealPayer, fen: number) => {
      if (fen > 0) parts[payer] = (parts[payer] ?? 0) + fen
      left -= fen
    }
    const band = terms.bands?.rows.find(({ when }) => met(when, meal.day))
    if (terms.bands && band) takeOver(terms.bands.gapPayer, Math.max(0, left - band.fen))
    for (const reduction of terms.reductions) {
      const help = Math.min(left, reduction.fen ?? left)
      if (help === 0 || !reduction.meals.includes(meal.meal) || !met(reduction.when, meal.day)) continue
      if (isBelowCaps(reduction, usedBy(used, reduction.payer, on))) takeOver(reduction.payer, help)
    }
    let workMinutes = 0
    if (terms.work && left > 0) {
      const earned = earlier.work.reduce((sum, work) => (work.day <= meal.day ? sum + work.minutes : sum), 0)
      if (earned - workSpent >= terms.work.minutesPerMeal) {
        workMinutes = terms.work.minutesPerMeal
        workSpent += workMinutes
        takeOver(terms.work.payer, left)
      }
    }
    for (const payer of Object.keys(parts) as MealPayer[]) used.set(payer, oneMore(usedBy(used, payer, on)))
    const { operating } = terms
    const isHelped = (parts.countyPays ?? 0) + (parts.provincePays ?? 0) > 0
    const earns = operating !== null && (operating.forEvery === 'everyMeal' || isHelped)
    return charged(meal, {
      ...{ priceFen, elderFen: left, parts, workMinutes },
      operating: earns ? { payer: operating.payer, fen: operating.fen } : null,
    })
  })
}

/** Written out, not spread: it is done for every meal of a county. */
function charged({ day, meal, canteenId, servedAt }: ServedMeal, split: Split): ChargedServing {
  return { day, meal, canteenId, servedAt, split }
}

function usedBy(used: Map<MealPayer, Used>, payer: MealPayer, { day, monday, month }: When): Used {
  const soFar = used.get(payer)
  return {
    ...{ day, monday, month },
    onDay: soFar?.day === day ? soFar.onDay : 0,
    inWeek: soFar?.monday === monday ? soFar.inWeek : 0,
    inMonth: soFar?.month === month ? soFar.inMonth : 0,
  }
}

function oneMore(used: Used): Used {
  return { ...used, onDay: used.onDay + 1, inWeek: used.inWeek + 1, inMonth: used.inMonth + 1 }
}

function isBelowCaps({ perDay, perWeek, perMonth }: Reduction, { onDay, inWeek, inMonth }: Used): boolean {
  return onDay < (perDay ?? Infinity) && inWeek < (perWeek ?? Infinity) && inMonth < (perMonth ?? Infinity)
}

/** A condition is asked once for each stretch of days in which nothing about the person changes. */
function conditionMemory(elder: BenefitFacts | null): (condition: Condition | null, day: Day) => boolean {
  if (elder === null) return condition => condition === null
  const turns = turningDays(elder)
  const known = new Map<Condition, Map<string, boolean>>()
  let asked: Day | null = null
  let stretch = ''
  return (condition, day) => {
    if (condition === null) return true
    const answers = known.get(condition) ?? new Map<string, boolean>()
    known.set(condition, answers)
    if (asked !== day) {
      const age = elder.bornOn === null ? 0 : ageOn(elder.bornOn, day)
      stretch = `${age}:${turns.findIndex(turn => turn > day)}`
      asked = day
    }
    const before = answers.get(stretch)
    if (before !== undefined) return before
    const answer = isMet(condition, elder, day)
    answers.set(stretch, answer)
    return answer
  }
}

/** The days on which a dated fact of the person begins to be otherwise, oldest first. */
function turningDays(elder: BenefitFacts): Day[] {
  const periods = [
    ...elder.hukou,
    ...elder.groups,
    ...elder.incomes,
    ...elder.abilities,
    ...elder.selfCare,
    ...elder.absences,
  ]
  return periods.flatMap(({ from, to }) => (to === null ? [from] : [from, addDays(to, 1)])).sort()
}

/** What others take over, all together. */
export function supportOf({ parts }: Split): number {
  return mealPayers.keys.reduce((sum, payer) => sum + (parts[payer] ?? 0), 0)
}
