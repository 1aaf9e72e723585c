// A period of days cut into whole months, whose figures are kept, and the days before and after them.
import { addDays, addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../kernel/day.ts'

export interface PeriodParts {
  /** First and last of the whole months; null of none. */
  whole: { from: Month; to: Month } | null
  /** The days outside of them, at most one stretch before and one after. */
  rest: readonly { from: Day; to: Day }[]
}

/** The running month is whole up to today: of the days to come there is nothing yet. */
export function partsOfPeriod(from: Day, to: Day, today: Day): PeriodParts {
  const thisMonthEnds = lastDayOf(monthOf(today))
  const reached = to >= today && to < thisMonthEnds ? thisMonthEnds : to
  const first = from === firstDayOf(monthOf(from)) ? monthOf(from) : addMonths(monthOf(from), 1)
  const last = reached === lastDayOf(monthOf(reached)) ? monthOf(reached) : addMonths(monthOf(reached), -1)
  if (first > last) return { whole: null, rest: [{ from, to }] }
  const rest = []
  if (from < firstDayOf(first)) rest.push({ from, to: addDays(firstDayOf(first), -1) })
  if (reached > lastDayOf(last)) rest.push({ from: firstDayOf(addMonths(last, 1)), to })
  return { whole: { from: first, to: last }, rest }
}
