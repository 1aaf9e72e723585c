// The rules of a county that are switched on, and their words for people.
import type { BenefitRule } from '../../domain/benefits/rule.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Transaction } from '../kernel/database.ts'

/** Switched on, whatever their months: a decision about an earlier month asks the version of that month. */
export async function rulesInForce(tx: Transaction, countyCode: string): Promise<BenefitRule[]> {
  const rows = await tx
    .selectFrom('benefitRules')
    .select(['id as ruleId', 'benefitId', 'kind', 'title', 'fromMonth', 'toMonth', 'terms'])
    .where('countyCode', '=', countyCode)
    .where('state', 'in', ['active', 'retired'])
    .where('activatedAt', 'is not', null)
    .orderBy('kind')
    .orderBy('benefitId')
    .orderBy('version')
    .execute()
  return rows
}

/** At most one version of each benefit is in force in a month. */
export function rulesOfMonth(rules: readonly BenefitRule[], month: Month): BenefitRule[] {
  return rules.filter(rule => rule.fromMonth <= month && (rule.toMonth === null || rule.toMonth >= month))
}
