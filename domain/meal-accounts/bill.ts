// A person's month at one canteen in one row: two letters a day, and what each letter stands for.
import * as z from 'zod/mini'
import { type Meal, meals as mealsOfDay } from '../canteens/canteen.ts'
import { type Day, firstDayOf, lastDayOf, type Month } from '../kernel/day.ts'
import { type ChargedServing, type Split, supportOf } from './split.ts'
import { type MealPayer, mealPayers } from './terms.ts'

/** A split as it is kept; `counter`: paid in cash at the counter. */
export const KeptSplit = z.object({
  price: z.number(),
  elder: z.number(),
  counter: z.boolean(),
  parts: z.partialRecord(mealPayers.schema, z.number()),
  minutes: z.number(),
  operating: z.nullable(z.object({ payer: mealPayers.schema, fen: z.number() })),
})
export type KeptSplit = z.output<typeof KeptSplit>

export interface MealBill {
  servings: number
  marks: string
  splits: KeptSplit[]
  priceFen: number
  elderFen: number
  counterFen: number
  supportFen: number
  workMinutes: number
}

const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'
const notEaten = '.'

export function emptyMarks(month: Month): string {
  return notEaten.repeat(Number(lastDayOf(month).slice(8)) * mealsOfDay.keys.length)
}

function placeOf(day: Day, meal: Meal): number {
  return (Number(day.slice(8)) - 1) * mealsOfDay.keys.length + mealsOfDay.keys.indexOf(meal)
}

/** Meals of one month at one canteen; `atCounter` says which days came before the person had an account. */
export function billOf(
  month: Month,
  meals: readonly ChargedServing[],
  atCounter: (day: Day) => boolean,
): MealBill {
  const marks = [...emptyMarks(month)]
  const kinds: { split: Split; counter: boolean }[] = []
  const bill = { servings: 0, priceFen: 0, elderFen: 0, counterFen: 0, supportFen: 0, workMinutes: 0 }
  for (const { day, meal, split } of meals) {
    const counter = split.elderFen > 0 && atCounter(day)
    // A month knows few kinds of meals: looking through them costs less than a key for each meal.
    let kind = kinds.findIndex(known => known.counter === counter && isSame(known.split, split))
    if (kind < 0) kind = kinds.push({ split, counter }) - 1
    marks[placeOf(day, meal)] = letters[kind] ?? ''
    bill.servings += 1
    bill.priceFen += split.priceFen
    bill.elderFen += split.elderFen
    bill.counterFen += counter ? split.elderFen : 0
    bill.supportFen += supportOf(split)
    bill.workMinutes += split.workMinutes
  }
  return {
    ...bill,
    marks: marks.join(''),
    splits: kinds.map(({ split, counter }) => keep(split, counter)),
  }
}

function isSame(one: Split, other: Split): boolean {
  return (
    one === other ||
    (one.priceFen === other.priceFen &&
      one.elderFen === other.elderFen &&
      one.workMinutes === other.workMinutes &&
      one.operating?.payer === other.operating?.payer &&
      one.operating?.fen === other.operating?.fen &&
      mealPayers.keys.every(payer => one.parts[payer] === other.parts[payer]))
  )
}

/** Payers in the order of the list, so that equal splits read alike. */
function keep({ priceFen, elderFen, parts, workMinutes, operating }: Split, counter: boolean): KeptSplit {
  const ordered = mealPayers.keys.flatMap(payer => (parts[payer] ? [[payer, parts[payer]] as const] : []))
  return {
    price: priceFen,
    elder: elderFen,
    counter,
    parts: Object.fromEntries(ordered) as Partial<Record<MealPayer, number>>,
    minutes: workMinutes,
    operating,
  }
}

export interface BillLine {
  day: Day
  meal: Meal
  split: KeptSplit
}

/** Every meal of a bill: the day of the month and which of the bill's splits it has. */
export function eachMark(
  { marks }: Pick<MealBill, 'marks'>,
  seen: (date: number, split: number) => void,
): void {
  for (let index = 0; index < marks.length; index++) {
    const split = letters.indexOf(marks.charAt(index))
    if (split >= 0) seen(Math.floor(index / mealsOfDay.keys.length) + 1, split)
  }
}

/** The meals behind a bill, day by day. */
export function linesOf(month: Month, { marks, splits }: Pick<MealBill, 'marks' | 'splits'>): BillLine[] {
  const first = firstDayOf(month).slice(0, 8)
  return [...marks].flatMap((letter, index) => {
    const split = splits[letters.indexOf(letter)]
    const meal = mealsOfDay.keys[index % mealsOfDay.keys.length]
    if (letter === notEaten || !split || !meal) return []
    const date = String(Math.floor(index / mealsOfDay.keys.length) + 1).padStart(2, '0')
    return [{ day: `${first}${date}`, meal, split }]
  })
}

/** Which meals were eaten, without what they cost: equal when no meal came or went. */
export function eatenIn(marks: string): string {
  return marks.replace(/[a-z]/gi, 'x')
}
