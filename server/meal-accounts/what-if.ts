// Meals really eaten in a month, priced twice: by the rules in force and by rules somebody would rather have.
import type { Month } from '../../domain/kernel/day.ts'
import type { Split } from '../../domain/meal-accounts/split.ts'
import type { MealTerms } from '../../domain/meal-accounts/terms.ts'
import type { Transaction } from '../kernel/database.ts'
import { gather } from './deciding.ts'
import { eatersOf } from './eaten.ts'
import { inForce, termsOf } from './in-force.ts'

const atOnce = 2_000

interface Twice {
  elderId: string
  before: Split[]
  after: Split[]
}

/** Every person's month by both rules, some thousand people at a time; nothing is charged. */
export async function mealsTwice(
  tx: Transaction,
  countyCode: string,
  month: Month,
  canteenIds: readonly string[],
  changed: (terms: MealTerms) => MealTerms,
  seen: (person: Twice) => void,
): Promise<void> {
  const today = await inForce(tx, countyCode)
  const wanted = { ...today, rules: today.rules.map(rule => ({ ...rule, terms: changed(rule.terms) })) }
  const [now, then] = [termsOf(today, month), termsOf(wanted, month)]
  const people = await eatersOf(tx, countyCode, month, canteenIds)
  for (let at = 0; at < people.length; at += atOnce) {
    const { eaters, split } = await gather(tx, countyCode, month, people.slice(at, at + atOnce))
    for (const eater of eaters)
      seen({
        elderId: eater.elderId,
        before: split(eater, now).map(meal => meal.split),
        after: split(eater, then).map(meal => meal.split),
      })
  }
}
