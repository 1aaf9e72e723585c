// What anybody may read of a canteen's money: sums, gifts with the names their givers gave, and no elder at all.
import { sql } from 'kysely'
import { addMonths, type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { OpenMonth, PublicGift } from '../../domain/meal-accounts/book.ts'
import { ruleFor } from '../../domain/meal-accounts/terms.ts'
import { type Standing, standingOf } from '../../domain/meal-accounts/viability.ts'
import type { Database } from '../kernel/database.ts'
import { livingMonths } from './books.ts'
import { inForce } from './in-force.ts'
import { giftsOf, openMonths } from './open-account.ts'

export interface PublicAccount {
  countyCode: string
  canteenId: string
  name: string
  placeName: string
  setFen: number | null
  ruleTitle: string | null
  /** The month shown, and whether it is closed. */
  month: OpenMonth
  isClosed: boolean
  months: OpenMonth[]
  gifts: PublicGift[]
  standing: Standing
}

interface Found {
  countyCode: string
  canteenId: string
  name: string
  placeName: string
  lastClosed: Month | null
}

async function findCanteens(db: Database, where: ReturnType<typeof sql>): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select c.county_code, c.id as canteen_id, c.name, township.short_name || village.short_name as place_name,
      (select max(k.month) from meal_closes k where k.county_code = c.county_code and k.canteen_id = c.id) as last_closed
    from canteens c
    join regions village on village.code = c.region_code
    join regions township on township.code = left(c.region_code, 9) || '000'
    where c.state <> 'beingPrepared' and ${where}
    order by c.county_code, c.region_code, c.id limit 500`.execute(db)
  return rows
}

/** Places of one county, for the list on the site. */
export async function publicAccounts(db: Database, countyCode: string): Promise<Found[]> {
  return findCanteens(db, sql`c.county_code = ${countyCode}`)
}

/** Counties where somebody cooks. */
export async function publicCounties(db: Database): Promise<{ countyCode: string; name: string }[]> {
  const { rows } = await sql<{ countyCode: string; name: string }>`
    select c.county_code, county.name from (select distinct county_code from canteens
      where state <> 'beingPrepared') c
    join regions county on county.code = c.county_code || '000000' order by 1`.execute(db)
  return rows
}

const monthsShown = 12

/** Null when there is no such place. Without a month: the last that was closed, or the running one. */
export async function publicAccount(
  db: Database,
  key: { countyCode: string; canteenId: string },
  today: Day,
  asked: Month | null,
): Promise<PublicAccount | null> {
  const [found] = await findCanteens(db, sql`c.county_code = ${key.countyCode} and c.id = ${key.canteenId}`)
  if (!found) return null
  const { lastClosed, ...canteen } = found
  const shown = asked ?? lastClosed ?? monthOf(today)
  const first = addMonths(shown, 1 - monthsShown)
  const months = await openMonths({ tx: db, today }, key, first, shown)
  const month = months.at(-1)
  if (!month) return null
  const { rules, prices } = await inForce(db, key.countyCode)
  const rule = ruleFor(rules, key.canteenId, shown)
  const filed = prices.get(key.canteenId)?.find(price => price.validFrom.slice(0, 7) <= shown)
  return {
    ...canteen,
    setFen: rule ? (filed?.setFen ?? rule.terms.standardFen) : null,
    ruleTitle: rule?.title ?? null,
    ...{ month, isClosed: lastClosed !== null && shown <= lastClosed, months },
    gifts: await giftsOf(db, key, shown, shown),
    standing: standingOf(livingMonths(months, `${addMonths(shown, 1)}-01`), 2),
  }
}
