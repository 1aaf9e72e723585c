// The open account of a canteen: money in from five sides, money out, and what the month says of the next ones.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { DayText, Id, Instant, MonthText } from '../kernel/shapes.ts'
import type { LedgerAccountKind } from '../ledger/accounts.ts'
import { type MealSource, mealSources } from './terms.ts'

export const entryKinds = choice({ moneyIn: '收到的钱', moneyOut: '花出的钱', giftOfGoods: '捐来的东西' })
export type EntryKind = KeyOf<typeof entryKinds>

export const mealCosts = choice({
  foodCost: '食材',
  wageCost: '工资',
  fuelCost: '水电燃料',
  rentCost: '房租',
  otherCost: '其他开支',
})
export type MealCost = KeyOf<typeof mealCosts>

export const topUpKinds = choice({ paidIn: '充值', paidBack: '退款' })
export const topUpWays = choice({ cashAtStation: '到站交现金', byTransfer: '银行转账', byFamily: '家人代交' })
export type TopUpWay = KeyOf<typeof topUpWays>

const Fen = z.int()
const bySource = z.record(mealSources.schema, Fen)
const byCost = z.record(mealCosts.schema, Fen)

/** Everything is read from the ledger's transfers of the canteen's money account, so it equals it to the fen. */
export const OpenMonth = z.object({
  month: MonthText,
  openingFen: Fen,
  in: bySource,
  out: byCost,
  closingFen: Fen,
  /** Meals of elders, portions of guests, and different people on an average day and in the month. */
  servings: z.int(),
  guestPortions: z.int(),
  diners: z.int(),
  openDays: z.int(),
  /** What the meals of the month cost in all, by the rule. */
  priceFen: Fen,
  elderFen: Fen,
  supportFen: Fen,
})
export type OpenMonth = z.output<typeof OpenMonth>

export function inFen(month: Pick<OpenMonth, 'in'>): number {
  return mealSources.keys.reduce((sum, source) => sum + (month.in[source] ?? 0), 0)
}

export function outFen(month: Pick<OpenMonth, 'out'>): number {
  return mealCosts.keys.reduce((sum, cost) => sum + (month.out[cost] ?? 0), 0)
}

export function emptySources(): Record<string, number> & OpenMonth['in'] {
  return { fromPerson: 0, fromFirm: 0, fromGovernment: 0, fromCollective: 0, fromSociety: 0 }
}

export function emptyCosts(): OpenMonth['out'] {
  return { foodCost: 0, wageCost: 0, fuelCost: 0, rentCost: 0, otherCost: 0 }
}

interface Moved {
  kind: LedgerAccountKind
  cameFen: number
  wentFen: number
}

/** What moved in a month as five sides and costs; whatever has no side is a cost, and without a name another one. */
export function bySideAndCost(
  moved: readonly Moved[],
  sides: Readonly<Partial<Record<LedgerAccountKind, MealSource>>>,
  kinds: Readonly<Record<MealCost, LedgerAccountKind>>,
): Pick<OpenMonth, 'in' | 'out'> {
  const came = emptySources()
  const out = emptyCosts()
  for (const { kind, cameFen, wentFen } of moved) {
    const side = sides[kind]
    // A transfer taken back lessens what it had added, on its own side.
    if (side) came[side] += cameFen - wentFen
    else out[mealCosts.keys.find(cost => kinds[cost] === kind) ?? 'otherCost'] += wentFen - cameFen
  }
  return { in: came, out }
}

/** A gift or a payment as the village reads it on the wall. */
export const PublicGift = z.object({
  day: DayText,
  kind: entryKinds.schema,
  source: mealSources.schema,
  /** The name as given, or nothing for somebody who wishes no name. */
  party: z.nullable(z.string()),
  amountFen: Fen,
  note: z.nullable(z.string()),
})
export type PublicGift = z.output<typeof PublicGift>

export const MealEntry = z.object({
  countyCode: z.string(),
  id: Id,
  canteenId: Id,
  /** Printed on the receipt. */
  serial: z.number(),
  kind: entryKinds.schema,
  source: z.nullable(mealSources.schema),
  cost: z.nullable(mealCosts.schema),
  amountFen: Fen,
  day: DayText,
  party: z.nullable(z.string()),
  isAnonymous: z.boolean(),
  forMeals: z.boolean(),
  note: z.nullable(z.string()),
  recordedByName: z.nullable(z.string()),
  recordedAt: Instant,
  cancelReason: z.nullable(z.string()),
  photos: z.array(Id),
})
export type MealEntry = z.output<typeof MealEntry>
