// 春节、中秋、重阳 of the years a visit can be planned in: dates of the national calendar, as data.
import { addDays, type Day } from '../kernel/day.ts'

export type Festival = 'springFestival' | 'midAutumn' | 'doubleNinth'

/** By the calendar of GB/T 33661-2017; 2027 and 2030 turn on minutes around midnight in Beijing. */
export const festivals: readonly { festival: Festival; on: Day }[] = (
  [
    ['2024-02-10', '2024-09-17', '2024-10-11'],
    ['2025-01-29', '2025-10-06', '2025-10-29'],
    ['2026-02-17', '2026-09-25', '2026-10-18'],
    ['2027-02-06', '2027-09-15', '2027-10-08'],
    ['2028-01-26', '2028-10-03', '2028-10-26'],
    ['2029-02-13', '2029-09-22', '2029-10-16'],
    ['2030-02-03', '2030-09-12', '2030-10-05'],
    ['2031-01-23', '2031-10-01', '2031-10-24'],
  ] as const
).flatMap(([spring, autumn, ninth]) => [
  { festival: 'springFestival' as const, on: spring },
  { festival: 'midAutumn' as const, on: autumn },
  { festival: 'doubleNinth' as const, on: ninth },
])

/** The next festival from a day on, and the first day of its round; null beyond the years entered. */
export function nextFestival(day: Day, roundDays: number): { festival: Festival; on: Day; from: Day } | null {
  const next = festivals.find(one => one.on >= day)
  return next ? { ...next, from: addDays(next.on, -roundDays) } : null
}
