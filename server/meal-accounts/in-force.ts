// What holds for the meals of a county in a month: rules switched on, prices filed, months that are closed.
import { sql } from 'kysely'
import { lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { TermsAt } from '../../domain/meal-accounts/split.ts'
import { type MealRule, ruleFor } from '../../domain/meal-accounts/terms.ts'
import type { Transaction } from '../kernel/database.ts'

interface Filed {
  validFrom: string
  setFen: number
}

export interface InForce {
  rules: MealRule[]
  /** Canteen → its filed prices, newest first. */
  prices: Map<string, Filed[]>
}

export async function inForce(tx: Transaction, countyCode: string): Promise<InForce> {
  const rules = await tx
    .selectFrom('mealRules')
    .select(['id as ruleId', 'schemeId', 'canteenId', 'title', 'fromMonth', 'toMonth', 'terms'])
    .where('countyCode', '=', countyCode)
    .where('state', 'in', ['active', 'retired'])
    .where('activatedAt', 'is not', null)
    .orderBy('fromMonth', 'desc')
    .execute()
  const filed = await tx
    .selectFrom('mealPrices')
    .select(['canteenId', 'validFrom', 'setFen'])
    .where('countyCode', '=', countyCode)
    .orderBy('validFrom', 'desc')
    .execute()
  const prices: InForce['prices'] = new Map()
  for (const { canteenId, ...price } of filed)
    prices.set(canteenId, [...(prices.get(canteenId) ?? []), price])
  return { rules, prices }
}

/** The rule of a canteen in a month and what its set costs on a day; no rule, no terms. Asked for every meal. */
export function termsOf({ rules, prices }: InForce, month: Month): TermsAt {
  const known = new Map<string, { rule: MealRule; standard: ReturnType<TermsAt>; filed: Filed[] } | null>()
  const look = (canteenId: string) => {
    const rule = ruleFor(rules, canteenId, month)
    const standard = rule && { terms: rule.terms, priceFen: rule.terms.standardFen }
    const found = rule && { rule, standard, filed: prices.get(canteenId) ?? [] }
    known.set(canteenId, found)
    return found
  }
  return ({ canteenId, day }) => {
    const kept = known.get(canteenId)
    const found = kept === undefined ? look(canteenId) : kept
    if (found === null) return null
    const price = found.filed.find(filed => filed.validFrom <= day)
    return price === undefined ? found.standard : { terms: found.rule.terms, priceFen: price.setFen }
  }
}

/** Those of the canteens for which a rule says what a meal of the month costs. */
export function pricedIn(force: InForce, month: Month, canteenIds: readonly string[]): string[] {
  const termsAt = termsOf(force, month)
  const probe = { day: lastDayOf(month), meal: 'lunch' as const, servedAt: '' }
  return canteenIds.filter(canteenId => termsAt({ ...probe, canteenId }) !== null)
}

/** Canteens whose month takes no more changes; all of them when the county's ledger has closed it. */
export async function closedIn(
  tx: Transaction,
  countyCode: string,
  month: Month,
): Promise<{ ledger: boolean; canteens: Set<string> }> {
  const { rows } = await sql<{ canteenId: string | null }>`
    select null::uuid as canteen_id from ledger_closings
      where county_code = ${countyCode} and month >= ${month} limit 1`.execute(tx)
  const closed = await tx
    .selectFrom('mealCloses')
    .select('canteenId')
    .where('countyCode', '=', countyCode)
    .where('month', '=', month)
    .execute()
  return { ledger: rows.length > 0, canteens: new Set(closed.map(row => row.canteenId)) }
}
