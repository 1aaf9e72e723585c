// The job: county by county, what follows incidents, and regulars who did not come or were heard of.
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { workOfClock } from '../aid-cases/aid-cases.ts'
import type { System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { restandElders } from '../risk/risk.ts'
import { watchRegulars } from './absent.ts'
import { followIncidents } from './following.ts'

const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** Only where something stands open: most of the time nobody and nowhere. Safe to run twice and at once. */
export async function watchSafety(system: System): Promise<void> {
  const { rows } = await within(system.connections.db, everywhere, false, tx =>
    sql<{ countyCode: string }>`
      select county_code from absent_regulars where ended_at is null
      union select county_code from food_incidents where followed_at is null or state <> 'incidentOver'
      order by 1`.execute(tx),
  )
  await watch(system, rows, true)
}

export async function watchMeals(system: System): Promise<void> {
  const counties = await within(system.connections.db, everywhere, false, tx =>
    tx.selectFrom('canteens').select('countyCode').distinct().orderBy('countyCode').execute(),
  )
  await watch(system, counties, false)
}

async function watch(
  system: System,
  counties: readonly { countyCode: string }[],
  standingOnly: boolean,
): Promise<void> {
  await system.settings.refresh()
  for (const { countyCode } of counties) {
    const scope = { area: areaOf(`${countyCode}000000`), accountId: null }
    const moved = await within(system.connections.db, scope, true, async tx => {
      const work = workOfClock(system, tx)
      return [
        ...(await followIncidents(work, countyCode)),
        ...(await watchRegulars(work, countyCode, standingOnly)),
      ]
    })
    // The visitor's list is right within the minute, not tomorrow.
    if (moved.length > 0)
      await restandElders(system, countyCode, [...new Set(moved)], dayOf(system.clock.now()))
  }
}
