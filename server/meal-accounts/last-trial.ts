// The newest trial of a meal rule, for the rule's page and for whoever has just made one.
import type { MealTrial } from '../../domain/meal-accounts/api.ts'
import type { Transaction } from '../kernel/database.ts'

export async function lastTrial(
  tx: Transaction,
  { countyCode, ruleId }: { countyCode: string; ruleId: string },
): Promise<MealTrial | null> {
  const row = await tx
    .selectFrom('mealTrials')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('ruleId', '=', ruleId)
    .orderBy('revision', 'desc')
    .orderBy('triedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
