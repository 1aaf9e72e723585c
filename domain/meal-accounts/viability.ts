// Can a canteen live: a promise before it is approved, and its months held against it. Judgement of domain.md §6.3.
import * as z from 'zod/mini'
import { yuanWords } from '../kernel/money.ts'
import { Count } from '../kernel/shapes.ts'
import { inFen, type OpenMonth, outFen } from './book.ts'

const Fen = z.int().check(z.gte(0), z.lte(1_000_000_000, { error: '金额过大，请核对单位是否为元' }))

/** What is expected of one ordinary month. */
export const ViabilityPlan = z.strictObject({
  dinersAMeal: z.int().check(z.gte(1), z.lte(1000)),
  mealsADay: z.int().check(z.gte(1), z.lte(2)),
  openDays: z.int().check(z.gte(1), z.lte(31)),
  /** What comes in for one meal: from the person, and from all who help by the meal. */
  elderFenAMeal: Fen,
  supportFenAMeal: Fen,
  /** What one meal more costs. */
  foodFenAMeal: Fen,
  /** What the month costs however many eat. */
  wageFen: Fen,
  fuelFen: Fen,
  rentFen: Fen,
  otherFen: Fen,
  /** Comes every month whether or not anybody eats: the collective, donors. */
  fixedSupportFen: Fen,
  /** In the till on the first day. */
  startFen: Fen,
})
export type ViabilityPlan = z.output<typeof ViabilityPlan>

export interface ViabilityRules {
  /** 'meals.cashMonths': months that must be covered when more goes out than comes in. */
  cashMonths: number
  /** 'meals.dinersAtLeast': fewer than this and a table at a neighbour's is the better form (domain.md §6.1). */
  dinersAtLeast: number
  /** 'meals.promiseShortPercent': how far actual diners may lie under the promise before it is said. */
  shortPercent: number
}

export const ViabilityResult = z.object({
  meals: Count,
  costFenAMeal: z.number(),
  comesInFen: z.number(),
  goesOutFen: z.number(),
  monthlyFen: z.number(),
  /** Diners a meal at which a month ends even; null when each meal more only loses more. */
  breakEvenDiners: z.nullable(z.number()),
  /** How long the money lasts; null when nothing is lost. */
  cashMonths: z.nullable(z.number()),
  isViable: z.boolean(),
  reasons: z.array(z.object({ holds: z.boolean(), says: z.string() })),
})
export type ViabilityResult = z.output<typeof ViabilityResult>

export function viabilityOf(plan: ViabilityPlan, rules: ViabilityRules): ViabilityResult {
  const servedTimes = plan.mealsADay * plan.openDays
  const meals = plan.dinersAMeal * servedTimes
  const fixed = plan.wageFen + plan.fuelFen + plan.rentFen + plan.otherFen
  const goesOutFen = fixed + plan.foodFenAMeal * meals
  const marginFen = plan.elderFenAMeal + plan.supportFenAMeal - plan.foodFenAMeal
  const comesInFen = plan.fixedSupportFen + (plan.elderFenAMeal + plan.supportFenAMeal) * meals
  const monthlyFen = comesInFen - goesOutFen
  const breakEvenDiners = breakEvenOf(fixed - plan.fixedSupportFen, marginFen, servedTimes)
  const cashMonths = cashMonthsOf(plan.startFen, monthlyFen)
  const lasts = cashMonths === null || cashMonths >= rules.cashMonths
  const enough = plan.dinersAMeal >= rules.dinersAtLeast
  const reasons = [
    {
      holds: monthlyFen >= 0,
      says:
        monthlyFen >= 0
          ? `每月收支相抵，余 ${yuanWords(monthlyFen)} 元`
          : `每月要亏 ${yuanWords(-monthlyFen)} 元`,
    },
    {
      holds: lasts,
      says:
        cashMonths === null
          ? '不靠老本过日子'
          : `账上的钱够用 ${cashMonths} 个月，要求至少 ${rules.cashMonths} 个月`,
    },
    {
      holds: breakEvenDiners !== null && breakEvenDiners <= plan.dinersAMeal,
      says:
        breakEvenDiners === null
          ? '每多一餐就多亏一餐，靠增加人数扭不过来'
          : `每餐 ${breakEvenDiners} 人才能保本，预计 ${plan.dinersAMeal} 人`,
    },
    {
      holds: enough,
      says: enough
        ? `预计每餐 ${plan.dinersAMeal} 人，不少于 ${rules.dinersAtLeast} 人`
        : `预计每餐只有 ${plan.dinersAMeal} 人，少于 ${rules.dinersAtLeast} 人，可先在邻居家或餐馆设餐桌`,
    },
  ]
  return {
    ...{ meals, comesInFen, goesOutFen, monthlyFen, breakEvenDiners, cashMonths, reasons },
    costFenAMeal: Math.round(goesOutFen / meals),
    isViable: lasts && enough,
  }
}

/** Whole diners at which a month ends even; 0 when support alone covers what does not depend on diners. */
export function breakEvenOf(uncoveredFen: number, marginFen: number, servedTimes: number): number | null {
  if (uncoveredFen <= 0) return 0
  if (marginFen <= 0 || servedTimes <= 0) return null
  return Math.ceil(uncoveredFen / (marginFen * servedTimes))
}

/** Whole months, rounded down; null when a month does not lose money. A till below zero lasts for nothing. */
export function cashMonthsOf(cashFen: number, monthlyFen: number): number | null {
  if (cashFen < 0) return 0
  if (monthlyFen >= 0) return null
  return Math.max(0, Math.floor(cashFen / -monthlyFen))
}

export interface Standing {
  /** Of the months given, rounded to the fen. */
  costFenAMeal: number | null
  dinersAMeal: number | null
  monthlyFen: number
  cashMonths: number | null
  breakEvenDiners: number | null
}

/** How a canteen stands after some months that are over, the newest last. `mealsADay` as its opening says. */
export function standingOf(months: readonly OpenMonth[], mealsADay: number): Standing {
  const eaten = months.reduce((sum, one) => sum + one.servings + one.guestPortions, 0)
  const days = months.reduce((sum, one) => sum + one.openDays, 0)
  const out = months.reduce((sum, one) => sum + outFen(one), 0)
  const came = months.reduce((sum, one) => sum + inFen(one), 0)
  const food = months.reduce((sum, one) => sum + one.out.foodCost, 0)
  const byMeals = months.reduce((sum, one) => sum + one.in.fromPerson + one.in.fromGovernment, 0)
  const closing = months.at(-1)?.closingFen ?? 0
  const monthlyFen = months.length === 0 ? 0 : Math.round((came - out) / months.length)
  const marginFen = eaten === 0 ? 0 : (byMeals - food) / eaten
  return {
    costFenAMeal: eaten === 0 ? null : Math.round(out / eaten),
    dinersAMeal: days === 0 ? null : Math.round(eaten / (days * mealsADay)),
    monthlyFen,
    cashMonths: cashMonthsOf(closing, monthlyFen),
    breakEvenDiners:
      days === 0 ? null : breakEvenOf(out - food - (came - byMeals), marginFen, days * mealsADay),
  }
}

export const PromiseCheck = z.object({
  what: z.string(),
  promised: z.nullable(z.number()),
  actual: z.nullable(z.number()),
  unit: z.enum(['people', 'fen', 'months']),
  holds: z.boolean(),
  says: z.string(),
})
export type PromiseCheck = z.output<typeof PromiseCheck>

/** What was promised beside what came of it, each with a sentence. */
export function againstPromise(plan: ViabilityPlan, actual: Standing, rules: ViabilityRules): PromiseCheck[] {
  const promised = viabilityOf(plan, rules)
  const few = plan.dinersAMeal * (1 - rules.shortPercent / 100)
  const dear = promised.costFenAMeal * (1 + rules.shortPercent / 100)
  const diners = actual.dinersAMeal
  const cost = actual.costFenAMeal
  const cash = actual.cashMonths
  return [
    {
      ...{ what: '每餐用餐人数', promised: plan.dinersAMeal, actual: diners, unit: 'people' as const },
      holds: diners === null || diners >= few,
      says:
        diners === null
          ? '还没有供餐'
          : diners >= few
            ? '达到当初的预计'
            : `比预计少 ${plan.dinersAMeal - diners} 人，请想办法增加用餐老人或改成餐桌`,
    },
    {
      ...{ what: '每餐成本', promised: promised.costFenAMeal, actual: cost, unit: 'fen' as const },
      holds: cost === null || cost <= dear,
      says:
        cost === null
          ? '还没有支出'
          : cost <= dear
            ? '在当初的预计之内'
            : `每餐比预计多花 ${yuanWords(cost - promised.costFenAMeal)} 元，请核对采购和工资`,
    },
    {
      ...{ what: '每月盈亏', promised: promised.monthlyFen, actual: actual.monthlyFen, unit: 'fen' as const },
      holds: actual.monthlyFen >= Math.min(0, promised.monthlyFen),
      says: actual.monthlyFen >= 0 ? '收支相抵' : `平均每月亏 ${yuanWords(-actual.monthlyFen)} 元`,
    },
    {
      ...{ what: '现有资金够用', promised: promised.cashMonths, actual: cash, unit: 'months' as const },
      holds: cash === null || cash >= rules.cashMonths,
      says: cash === null ? '不靠老本过日子' : `还够 ${cash} 个月，要求至少 ${rules.cashMonths} 个月`,
    },
  ]
}

/** WS village's figures (domain.md §6.3), to start a sheet from: two cooks, a carrier, 35 diners, two meals. */
export const examplePlan: ViabilityPlan = {
  dinersAMeal: 35,
  mealsADay: 2,
  openDays: 30,
  elderFenAMeal: 500,
  supportFenAMeal: 300,
  foodFenAMeal: 600,
  wageFen: 460_000,
  fuelFen: 60_000,
  rentFen: 0,
  otherFen: 20_000,
  fixedSupportFen: 200_000,
  startFen: 1_000_000,
}
