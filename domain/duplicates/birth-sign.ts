// What two birth dates say: one day, one day by two calendars, a slip, or two birthdays.
import type { FixedCode } from './model.ts'
import type { ReadyBirth } from './ready.ts'

/** Elders' ages are often off by one (虚岁) and seldom by a generation. */
const farYears = 15

export function birthCode(one: ReadyBirth, other: ReadyBirth): FixedCode {
  const years = Math.abs(one.year - other.year)
  if (one.isYearOnly || other.isYearOnly) {
    if (years === 0) return 'birthYearOnly'
    return years >= farYears ? 'birthFar' : years <= 1 ? 'birthYearSame' : 'birthDiffers'
  }
  if (one.day === other.day) return 'birthSame'
  if (one.asLunar === other.day || other.asLunar === one.day)
    return one.isSaidLunar || other.isSaidLunar ? 'birthLunar' : 'birthLunarUnsaid'
  if (one.monthDay === other.monthDay) return sameMonthDay(one, other, years)
  if (years === 0) return sameYear(one.monthDay, other.monthDay)
  return years >= farYears ? 'birthFar' : 'birthDiffers'
}

function sameMonthDay(one: ReadyBirth, other: ReadyBirth, years: number): FixedCode {
  if (years === 1) return 'birthYearNear'
  const [first, second] = [one.day.slice(0, 4), other.day.slice(0, 4)]
  let differing = 0
  for (let at = 0; at < 4; at++) if (first[at] !== second[at]) differing++
  return differing === 1 && years < 40 ? 'birthYearDigit' : years >= farYears ? 'birthFar' : 'birthDiffers'
}

function sameYear(one: string, other: string): FixedCode {
  const [month, day] = [one.slice(0, 2), one.slice(3)]
  const [otherMonth, otherDay] = [other.slice(0, 2), other.slice(3)]
  if (month === otherDay && day === otherMonth) return 'birthSwapped'
  return month === otherMonth || day === otherDay ? 'birthOneDigit' : 'birthYearSame'
}
