// Notes which villages' figures an act has moved; the refresh takes the notes away within a minute.
import { countyCodeOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'

export interface IndicatorChange {
  /** The village the elder lives in. */
  regionCode: string
  month: Month
}

/** One statement for all; the same village and month is noted once. */
export async function noteChanges(
  context: Pick<Context, 'tx' | 'afterCommit' | 'system'>,
  changes: readonly IndicatorChange[],
): Promise<void> {
  const distinct = new Map(changes.map(change => [`${change.regionCode} ${change.month}`, change]))
  if (distinct.size === 0) return
  await context.tx
    .insertInto('indicatorChanges')
    .values(
      [...distinct.values()].map(({ regionCode, month }) => ({
        countyCode: countyCodeOf(regionCode),
        regionCode,
        month,
      })),
    )
    .execute()
  context.afterCommit(() => context.system.wake('indicators.refresh'))
}
