// What anybody may read of a station's money: sums, gifts with the names their givers gave, nobody who lives there.
import { sql } from 'kysely'
import { addMonths, type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import type { PublicGift } from '../../domain/meal-accounts/book.ts'
import type { StationMonth } from '../../domain/stays/book.ts'
import type { Database } from '../kernel/database.ts'
import { giftsOf, stationMonths } from './book.ts'

export interface PublicStation {
  countyCode: string
  facilityId: string
  name: string
  placeName: string
}

export interface PublicStationBook extends PublicStation {
  month: StationMonth
  months: StationMonth[]
  gifts: PublicGift[]
}

/** Stations whose account has begun, or that have somebody living there. */
async function findStations(db: Database, where: ReturnType<typeof sql>): Promise<PublicStation[]> {
  const { rows } = await sql<PublicStation>`
    select f.county_code, f.id as facility_id, f.name, place.short_name as place_name from facilities f
    join regions place on place.code = f.region_code
    where f.state = 'running' and ${where} and exists (select from ledger_accounts a
      where a.county_code = f.county_code and a.owner_id = f.id and a.kind = 'stationCash')
    order by f.region_code, f.id limit 500`.execute(db)
  return rows
}

export async function publicStations(db: Database, countyCode: string): Promise<PublicStation[]> {
  return findStations(db, sql`f.county_code = ${countyCode}`)
}

export async function publicStationCounties(db: Database): Promise<{ countyCode: string; name: string }[]> {
  const { rows } = await sql<{ countyCode: string; name: string }>`
    select a.county_code, county.name from (select distinct county_code from ledger_accounts
      where kind = 'stationCash') a
    join regions county on county.code = a.county_code || '000000' order by 1`.execute(db)
  return rows
}

const monthsShown = 12

/** Null when there is no such place. Without a month: the last that is over. */
export async function publicStation(
  db: Database,
  key: { countyCode: string; facilityId: string },
  today: Day,
  asked: Month | null,
): Promise<PublicStationBook | null> {
  const [found] = await findStations(
    db,
    sql`f.county_code = ${key.countyCode} and f.id = ${key.facilityId}::uuid`,
  )
  if (!found) return null
  const shown = asked ?? addMonths(monthOf(today), -1)
  const months = await stationMonths({ tx: db, today }, key, addMonths(shown, 1 - monthsShown), shown)
  const month = months.at(-1)
  if (!month) return null
  return { ...found, month, months, gifts: await giftsOf(db, key, shown, shown) }
}
