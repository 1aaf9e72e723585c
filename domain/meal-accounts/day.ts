// What one day of one canteen owes to the ledger: the legs of its voucher, added up over everybody who ate.
import * as z from 'zod/mini'
import { type Day, firstDayOf, type Month } from '../kernel/day.ts'
import { type BillLine, eachMark, type MealBill } from './bill.ts'
import type { MealPayer } from './terms.ts'

/** In the order they are posted. `operating…` is paid beside the price. */
export const dayLegs = [
  'counter',
  'provincePays',
  'countyPays',
  'collectivePays',
  'firmPays',
  'charityPays',
  'operatingProvince',
  'operatingCounty',
] as const
export type DayLeg = (typeof dayLegs)[number]

export const DayLegs = z.partialRecord(z.enum(dayLegs), z.int())
export type DayLegs = z.output<typeof DayLegs>

export interface DayVoucher {
  servings: number
  guestPortions: number
  /** The guests' part of what was paid over the counter. */
  guestFen: number
  legs: DayLegs
}

export function addLeg(legs: DayLegs, leg: DayLeg, fen: number): void {
  if (fen === 0) return
  const sum = (legs[leg] ?? 0) + fen
  if (sum === 0) delete legs[leg]
  else legs[leg] = sum
}

export function operatingLeg(payer: MealPayer): DayLeg {
  return payer === 'provincePays' ? 'operatingProvince' : 'operatingCounty'
}

/** Every leg one meal adds to its day. */
export function addLine(legs: DayLegs, { split }: Pick<BillLine, 'split'>, sign: 1 | -1 = 1): void {
  if (split.counter) addLeg(legs, 'counter', sign * split.elder)
  for (const [payer, fen] of Object.entries(split.parts)) addLeg(legs, payer as MealPayer, sign * fen)
  if (split.operating) addLeg(legs, operatingLeg(split.operating.payer), sign * split.operating.fen)
}

type Bill = Pick<MealBill, 'marks' | 'splits'>

/** The vouchers of a month: the meals of everybody's bills, and guests at the full price over the counter. */
export function vouchersOf(
  month: Month,
  bills: Iterable<Bill>,
  guests: readonly { day: Day; portions: number; priceFen: number }[],
): Map<Day, DayVoucher> {
  const days = new Map<Day, DayVoucher>()
  const voucherOn = (day: Day) => {
    const voucher = days.get(day) ?? { servings: 0, guestPortions: 0, guestFen: 0, legs: {} }
    days.set(day, voucher)
    return voucher
  }
  for (const [day, { servings, legs }] of addedUp(month, bills))
    Object.assign(voucherOn(day), { servings, legs })
  for (const { day, portions, priceFen } of guests) {
    const voucher = voucherOn(day)
    voucher.guestPortions += portions
    voucher.guestFen += portions * priceFen
    addLeg(voucher.legs, 'counter', portions * priceFen)
  }
  return days
}

/**
 * Servings and legs of every day. A split is turned into legs once a bill and not once a meal: a county's month has
 * hundreds of thousands of meals and a bill only a few splits.
 */
function addedUp(month: Month, bills: Iterable<Bill>): [Day, { servings: number; legs: DayLegs }][] {
  const first = firstDayOf(month).slice(0, 8)
  const days: { servings: number; legs: DayLegs }[] = []
  for (const bill of bills) {
    const legsOf = bill.splits.map(split => {
      const legs: DayLegs = {}
      addLine(legs, { split })
      return Object.entries(legs) as [DayLeg, number][]
    })
    eachMark(bill, (date, split) => {
      const day = days[date] ?? { servings: 0, legs: {} }
      days[date] = day
      day.servings += 1
      for (const [leg, fen] of legsOf[split] ?? []) addLeg(day.legs, leg, fen)
    })
  }
  return [...days.entries()].flatMap(([date, day]) =>
    day === undefined ? [] : [[`${first}${String(date).padStart(2, '0')}`, day] as const],
  ) as [Day, { servings: number; legs: DayLegs }][]
}

export function sameLegs(one: DayLegs, other: DayLegs): boolean {
  return dayLegs.every(leg => (one[leg] ?? 0) === (other[leg] ?? 0))
}

/** What must be added to `before` to come to `after`. */
export function differenceOf(before: DayLegs, after: DayLegs): DayLegs {
  const found: DayLegs = {}
  for (const leg of dayLegs) addLeg(found, leg, (after[leg] ?? 0) - (before[leg] ?? 0))
  return found
}
