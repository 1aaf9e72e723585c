// Working days by the State Council's yearly notice: weekends off, holidays off, make-up weekend days worked.
import { addDays, type Day } from './day.ts'
import { Refused } from './refusal.ts'

/** One line of the yearly notice. */
export interface SpecialDay {
  day: Day
  kind: 'holiday' | 'workday'
}

/** The years somebody has entered, and what is special in them. */
export interface WorkingCalendar {
  years: ReadonlySet<number>
  special: ReadonlyMap<Day, SpecialDay['kind']>
}

export function calendarFrom(rows: readonly SpecialDay[]): WorkingCalendar {
  return {
    years: new Set(rows.map(({ day }) => yearOf(day))),
    special: new Map(rows.map(({ day, kind }) => [day, kind])),
  }
}

/** Monday to Friday unless it is a holiday; Saturday and Sunday only when they make up for one. */
export function isWorkingDay(calendar: WorkingCalendar, day: Day): boolean {
  const special = calendar.special.get(day)
  if (special !== undefined) return special === 'workday'
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6
}

/** A day that is reckoned from others, and the years it had to be reckoned without the notice. */
export interface Reckoned {
  day: Day
  /** Empty when every year passed through is known. */
  unknownYears: readonly number[]
}

/**
 * The day on which `days` working days have passed, not counting the first (domain.md §1.5: deadlines).
 *
 * The notice for a year appears in the November before it, so a deadline set in late December may reach into a
 * year nobody knows yet. Refusing then would stop a case from being opened because of a missing table, and the
 * elder would pay for it. So weekends alone decide in an unknown year – the deadline can only come out earlier
 * than the law's, never later, but for make-up weekends – and the caller is told which years to warn about.
 */
export function addWorkingDays(calendar: WorkingCalendar, from: Day, days: number): Reckoned {
  const unknown = new Set<number>()
  let day = from
  for (let left = days; left > 0; ) {
    day = addDays(day, 1)
    if (!calendar.years.has(yearOf(day))) unknown.add(yearOf(day))
    if (isWorkingDay(calendar, day)) left -= 1
  }
  return { day, unknownYears: [...unknown] }
}

/** For reckonings that count in law, such as an answer to a complaint: no guess, a clear refusal instead. */
export function addWorkingDaysExactly(calendar: WorkingCalendar, from: Day, days: number): Day {
  const { day, unknownYears } = addWorkingDays(calendar, from, days)
  if (unknownYears.length > 0)
    throw new Refused('unavailable', missingYearSentence(unknownYears), { unknownYears })
  return day
}

/** What to show beside a day that was reckoned without the notice. */
export function missingYearSentence(years: readonly number[]): string {
  return `${years.join('、')} 年的放假安排还没有录入，工作日只按周末推算。请管理员按国务院办公厅通知补录后重新计算。`
}

function yearOf(day: Day): number {
  return Number(day.slice(0, 4))
}
