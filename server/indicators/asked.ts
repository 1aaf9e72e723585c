// What a count is asked for: villages and months, with the days and the county's rules of that time.
import { bornBy, countingDay } from '../../domain/indicators/months.ts'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { addDays, type Day, dayOf, firstDayOf, type Month, startOfDay } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'

/** Villages from one code to another, of one county. */
export interface VillageRange {
  from: string
  to: string
  month: Month
}

export interface Asked {
  county_code: string
  from_code: string
  to_code: string
  month: Month
  first_day: string
  counted_on: string
  starts_at: string
  ends_at: string
  very_old_by: string
  newcomer_after: string
  absent_before: string
  child_contact_since: string
}

export function askedFor(
  system: Pick<System, 'settings' | 'clock'>,
  ranges: readonly VillageRange[],
  /** A day of those months to ask about, instead of their last. */
  day?: Day,
): Asked[] {
  const today = dayOf(system.clock.now())
  return ranges.map(({ from, to, month }) => {
    const countyCode = countyCodeOf(from)
    const countyRegion = `${countyCode}000000`
    const countedOn = day ?? countingDay(month, today)
    const veryOldAge = system.settings.value('elder.veryOldAge', countyRegion, countedOn)
    const absentDays = system.settings.value('visitRate.absentDays', countyRegion, countedOn)
    const contactDays = system.settings.value('indicator.childContactDays', countyRegion, countedOn)
    const newcomerDay = system.settings.value('visitRate.newcomerDay', countyRegion, countedOn)
    return {
      county_code: countyCode,
      from_code: from,
      to_code: to,
      month,
      first_day: firstDayOf(month),
      // In the running month a stay that has lasted since the first may yet last to its end: provisional.
      counted_on: countedOn,
      starts_at: startOfDay(firstDayOf(month)).toISOString(),
      ends_at: startOfDay(addDays(countedOn, 1)).toISOString(),
      very_old_by: bornBy(veryOldAge, countedOn),
      newcomer_after: addDays(firstDayOf(month), newcomerDay - 1),
      absent_before: addDays(countedOn, -absentDays),
      child_contact_since: addDays(countedOn, -contactDays),
    }
  })
}
