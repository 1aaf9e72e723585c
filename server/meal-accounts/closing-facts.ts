// What decides whether canteens' months may be closed, of many canteens in one statement; read the same by desk and job.
import { type RawBuilder, sql } from 'kysely'
import { type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import {
  type ClosingFacts,
  type ClosingHint,
  type ClosingStanding,
  closingHintsOf,
  closingStanding,
} from '../../domain/meal-accounts/closing.ts'
import type { Desk } from './charging.ts'
import { turnColumns, turnFrom } from './closing.ts'
import { inForce, pricedIn } from './in-force.ts'
import { isToBook } from './proposals.ts'

interface Found {
  canteenId: string
  regionCode: string
  name: string
  placeName: string
  isRunning: boolean
  last: Month | null
  first: Day | null
  meals: number
  purchases: number
  incidentId: string | null
}

export interface ClosingCase extends Omit<Found, 'last' | 'first' | 'isRunning'> {
  facts: ClosingFacts
  standing: ClosingStanding
  hints: ClosingHint[]
}

/** In the order of places. `narrowed` says which canteens `c` of the county. */
export async function closingCases(
  tx: Desk['tx'],
  countyCode: string,
  month: Month,
  narrowed: RawBuilder<unknown>,
): Promise<ClosingCase[]> {
  const { rows } = await sql<Found>`
    select c.id as canteen_id, c.region_code, c.name, village.short_name as place_name, c.state = 'running' as is_running,
      ${turnColumns},
      (select coalesce(sum(s.portions), 0) from meal_servings s where s.county_code = c.county_code
        and s.canteen_id = c.id and s.undone_at is null
        and s.day between ${firstDayOf(month)} and ${lastDayOf(month)})::int as meals,
      (select count(*) from food_purchases p where p.county_code = c.county_code and p.canteen_id = c.id
        and p.bought_on between ${firstDayOf(month)} and ${lastDayOf(month)} and ${isToBook})::int as purchases,
      (select i.id from food_incidents i where i.county_code = c.county_code and i.canteen_id = c.id
        and i.state <> 'incidentOver') as incident_id
    from canteens c join regions village on village.code = c.region_code
    where c.county_code = ${countyCode} and ${narrowed}
    order by c.region_code, c.id`.execute(tx)
  const priced = new Set(
    pricedIn(
      await inForce(tx, countyCode),
      month,
      rows.map(row => row.canteenId),
    ),
  )
  return rows.map(({ last, first, isRunning, ...row }) => {
    const facts = {
      ...turnFrom(last, first === null ? null : monthOf(first)),
      hasRule: priced.has(row.canteenId),
    }
    const { meals, purchases, incidentId } = row
    const hints = closingHintsOf({ isRunning, meals, purchases, hasIncident: incidentId !== null })
    return { ...row, facts, standing: closingStanding(month, facts), hints }
  })
}
