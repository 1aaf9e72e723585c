// Publishes a month: figures and the people they count are written down as they are known at that moment.
import { CompiledQuery, sql } from 'kysely'
import { elderGroups } from '../../domain/elders/elder.ts'
import {
  type FrozenStanding,
  figureRulesVersion,
  freezesOn,
  groupBit,
  standingLetters,
} from '../../domain/indicators/frozen.ts'
import { openMonths } from '../../domain/indicators/months.ts'
import { dayOf, type Month } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { askedFor } from './asked.ts'
import { countedFigures, elderConditions } from './figures.ts'
import { countyRegions, rangesOf } from './refresh.ts'

/** The letter of each standing as SQL over the rows of classification.sql. */
const standingConditions: Readonly<Record<FrozenStanding, string>> = {
  dueVisited: elderConditions.rateNumerator,
  dueUnvisited: elderConditions.rateDenominator,
  inInstitution: elderConditions.excludedInstitution,
  isLongAway: elderConditions.excludedAway,
  inHospital: elderConditions.excludedHospital,
  hasRefused: elderConditions.excludedRefusal,
  newcomer: elderConditions.excludedNewcomer,
  outOfScope: 'true',
}

export const letterOfStanding = `case ${Object.entries(standingConditions)
  .map(([standing, condition]) => `when ${condition} then '${standingLetters[standing as FrozenStanding]}'`)
  .join(' ')} end`

export const bitsOfGroups = `(${elderGroups.keys
  .map(group =>
    group === 'veryOld'
      ? `case when is_very_old then ${groupBit(group)} else 0 end`
      : `case when '${group}' = any (groups) then ${groupBit(group)} else 0 end`,
  )
  .join(' + ')})::smallint`

/** Figures come from the same fresh rows as the people, so one cannot disagree with the other. */
const freeze = `${countedFigures},
people as (
  insert into indicator_frozen_people (county_code, region_code, month, version, elder_ids, standings, groups)
  select county_code, region_code, month, $2::int, array_agg(id order by id),
    string_agg(${letterOfStanding}, '' order by id), array_agg(${bitsOfGroups} order by id)
  from classified where on_record
  group by county_code, region_code, month
),
summed as (
  select county_code, region_code, month, indicator, value from counted where value <> 0
  union all
  select c.county_code, village.parent_code, c.month, c.indicator, sum(c.value)
  from counted c join regions village on village.code = c.region_code
  where c.value <> 0 and village.parent_code <> c.county_code || '000000'
  group by 1, 2, 3, 4
  union all
  select county_code, county_code || '000000', month, indicator, sum(value) from counted where value <> 0
  group by 1, 2, 3, 4
)
insert into indicator_frozen (county_code, region_code, month, version, figures)
select county_code, region_code, month, $2::int, jsonb_object_agg(indicator, value)
from summed group by county_code, region_code, month`

export interface Publication {
  countyCode: string
  months: readonly Month[]
  version: number
  frozenBy: string | null
  note: string | null
}

/** Returns the months published; those that somebody else has just published are left alone. */
export async function freezeCounty(
  tx: Transaction,
  system: Pick<System, 'settings' | 'clock'>,
  { months, version, ...publication }: Publication,
): Promise<Month[]> {
  if (months.length === 0) return []
  const regionCode = `${publication.countyCode}000000`
  const frozenAt = system.clock.now().toISOString()
  const begun = await tx
    .insertInto('indicatorFreezes')
    .values(
      months.map(month => ({
        ...publication,
        month,
        version,
        regionCode,
        frozenAt,
        rulesVersion: figureRulesVersion,
      })),
    )
    .onConflict(conflict => conflict.doNothing())
    .returning('month')
    .execute()
  const taken = begun.map(({ month }) => month)
  const asked = askedFor(system, rangesOf(regionCode, taken))
  if (taken.length > 0) await tx.executeQuery(CompiledQuery.raw(freeze, [JSON.stringify(asked), version]))
  return taken
}

/** Every night: months that have been over for long enough, each county in a transaction of its own. */
export async function freezeMonths(system: System): Promise<number> {
  await system.settings.refresh()
  const today = dayOf(system.clock.now())
  let frozen = 0
  for (const code of await countyRegions(system)) {
    const countyCode = code.slice(0, 6)
    const afterDays = system.settings.value('board.freezeAfterDays', code, today)
    const over = openMonths(today).filter(month => freezesOn(month, afterDays) <= today)
    const months = await unfrozen(system, countyCode, over)
    if (months.length === 0) continue
    const published = await system.connections.db.transaction().execute(async tx => {
      await sql`set local jit = off`.execute(tx)
      return freezeCounty(tx, system, { countyCode, months, version: 1, frozenBy: null, note: null })
    })
    frozen += published.length
  }
  return frozen
}

async function unfrozen(system: System, countyCode: string, months: readonly Month[]): Promise<Month[]> {
  const rows = await system.connections.db
    .selectFrom('indicatorFreezes')
    .select('month')
    .where('countyCode', '=', countyCode)
    .where('month', 'in', [...months, ''])
    .execute()
  const known = new Set(rows.map(row => row.month))
  return months.filter(month => !known.has(month))
}
