// Meals really eaten in a month, priced twice: by the rules in force and by rules somebody would rather have.
import { sql } from 'kysely'
import { firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'
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

/** By county the canteens at which somebody ate in the month, or has a bill; a county without any is not named. */
export async function canteensServing(
  tx: Transaction,
  { from, to }: { from: string; to: string },
  month: Month,
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ countyCode: string; ids: string[] }>`
    select c.county_code, array_agg(c.id order by c.id) as ids from canteens c
    where c.county_code between ${from} and ${to}
      and (exists (select from meal_servings s where s.county_code = c.county_code and s.canteen_id = c.id
          and s.day between ${firstDayOf(month)} and ${lastDayOf(month)})
        or exists (select from meal_bills b where b.county_code = c.county_code and b.canteen_id = c.id
          and b.month = ${month}))
    group by c.county_code`.execute(tx)
  return new Map(rows.map(row => [row.countyCode, row.ids]))
}
