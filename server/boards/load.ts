// What each visitor carries: a county and below counted now, wider regions as the judging of visits last found it.
import { sql } from 'kysely'
import type { indicatorApi } from '../../domain/indicators/api.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'

type Load = (typeof indicatorApi)['board.load']
type Carried = Pick<OutputOf<Load>, 'visitors' | 'eldersCarried'>
type Active = Omit<OutputOf<Load>, keyof Carried>

export async function readLoad(
  { tx, today }: Context,
  { regionCode, month }: InputOf<Load>,
): Promise<OutputOf<Load>> {
  const area = areaOf(regionCode)
  const isWide = ['province', 'prefecture'].includes(levelOf(regionCode))
  const carried = isWide
    ? sql<Carried>`
        select coalesce(sum(visitors), 0)::bigint as visitors,
          coalesce(sum(elders_carried), 0)::bigint as elders_carried
        from visit_truth_counts where region_code >= ${area.from} and region_code <= ${area.to}`
    : sql<Carried>`
        select count(distinct account_id) as visitors, count(distinct elder_id) as elders_carried
        from visitor_assignments
        where county_code = ${countyCodeOf(regionCode)}
          and region_code >= ${area.from} and region_code <= ${area.to}
          and valid_from <= ${today} and (valid_to is null or valid_to >= ${today})`
  const active = sql<Active>`
    select count(*) as active_visitors, coalesce(sum(visits), 0)::bigint as visits,
      count(*) filter (where stage <> 'fine') as doubted
    from visit_truths
    where month = ${month} and region_code >= ${area.from} and region_code <= ${area.to}`
  const [load] = (await carried.execute(tx)).rows
  const [worked] = (await active.execute(tx)).rows
  return {
    ...(load ?? { visitors: 0, eldersCarried: 0 }),
    ...(worked ?? { activeVisitors: 0, visits: 0, doubted: 0 }),
  }
}
