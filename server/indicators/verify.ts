// Compares every kept figure of the open months with a fresh count, and every sum with its parts.
import type pg from 'pg'
import { openMonths } from '../../domain/indicators/months.ts'
import { dayOf, type Month } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { askedFor } from './asked.ts'
import { countedFigures } from './figures.ts'
import { catchUpIndicators, countyRegions, inTransaction, rangesOf, refreshIndicators } from './refresh.ts'

export interface IndicatorDifference {
  regionCode: string
  month: Month
  indicator: string
  kept: number
  counted: number
}

const columns = `region_code as "regionCode", month, indicator, kept, counted`

/** Months of the county that were ever counted; villages with a note waiting are not wrong, only not done. */
const villagesDiffer = `${countedFigures},
kept as (
  select v.* from indicator_values v
  join asked on v.county_code = asked.county_code and v.month = asked.month
  where right(v.region_code, 3) <> '000'
),
compared as (
  select coalesce(k.region_code, c.region_code) as region_code, coalesce(k.month, c.month) as month,
    coalesce(k.indicator, c.indicator) as indicator, coalesce(k.value, 0) as kept,
    coalesce(c.value, 0) as counted
  from counted c full join kept k on k.region_code = c.region_code and k.month = c.month
    and k.indicator = c.indicator
)
select ${columns} from compared
where kept <> counted and not exists (
  select from indicator_changes waiting
  where waiting.county_code = left(compared.region_code, 6) and waiting.region_code = compared.region_code
    and waiting.month = compared.month)
order by 1, 2, 3`

const sumsDiffer = `with sums as (
  select child.parent_code as region_code, v.month, v.indicator, sum(v.value)::bigint as value
  from indicator_values v join regions child on child.code = v.region_code
  where v.county_code = $1 and v.month = any ($2::text[]) and child.level in ('village', 'township')
  group by 1, 2, 3
),
parents as (
  select v.* from indicator_values v
  where v.county_code = $1 and v.month = any ($2::text[]) and right(v.region_code, 3) = '000'
),
compared as (
  select coalesce(p.region_code, s.region_code) as region_code, coalesce(p.month, s.month) as month,
    coalesce(p.indicator, s.indicator) as indicator, coalesce(p.value, 0) as kept, coalesce(s.value, 0) as counted
  from sums s full join parents p on p.region_code = s.region_code and p.month = s.month
    and p.indicator = s.indicator
)
select ${columns} from compared where kept <> counted order by 1, 2, 3`

/** Works off what is waiting first; an empty answer means that every figure is what the records say. */
export async function verifyIndicators(system: System): Promise<IndicatorDifference[]> {
  await catchUpIndicators(system)
  await refreshIndicators(system)
  const differences: IndicatorDifference[] = []
  for (const code of await countyRegions(system))
    differences.push(...(await inTransaction(system, client => verifyCounty(client, system, code))))
  return differences
}

async function verifyCounty(
  client: pg.PoolClient,
  system: System,
  code: string,
): Promise<IndicatorDifference[]> {
  // One picture of records, figures and notes, whatever is written meanwhile.
  await client.query('set transaction isolation level repeatable read')
  const countyCode = code.slice(0, 6)
  const counted = await client.query<{ month: Month }>(
    'select month from indicator_counts where county_code = $1 and month = any ($2::text[]) order by 1',
    [countyCode, openMonths(dayOf(system.clock.now()))],
  )
  const months = counted.rows.map(row => row.month)
  const asked = askedFor(system, rangesOf(code, months))
  const villages = await client.query<IndicatorDifference>(villagesDiffer, [JSON.stringify(asked)])
  const sums = await client.query<IndicatorDifference>(sumsDiffer, [countyCode, months])
  return [...villages.rows, ...sums.rows]
}
