// Days and months in Asia/Shanghai as plain text; the caller says what today is.

/** 'YYYY-MM-DD', a calendar day in Asia/Shanghai. */
export type Day = string
/** 'YYYY-MM'. */
export type Month = string

const MS_PER_DAY = 86_400_000
/** China has kept one time zone without summer time since 1991; visits are younger than that. */
const SHANGHAI_OFFSET_MS = 8 * 3_600_000

const daysOfMonths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Counted and not tried with a Date: an import asks a million times. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))]
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const last = month === 2 && isLeap ? 29 : (daysOfMonths[month - 1] ?? 0)
  return day >= 1 && day <= last
}

/** The Shanghai day an instant falls on. */
export function dayOf(instant: Date): Day {
  return new Date(instant.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10)
}

/** '11月26日', for a sentence in Chinese. */
export function monthDayText(day: Day): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** '11月26日 08:12' in Shanghai. */
export function minuteText(instant: string): string {
  const local = new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString()
  return `${monthDayText(local)} ${local.slice(11, 16)}`
}

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value))

/** Asked a few times for every elder every night: within a month no calendar is needed, and no text is parsed. */
export function addDays(day: Day, days: number): Day {
  const ofMonth = Number(day.slice(8)) + days
  if (ofMonth >= 1 && ofMonth <= 28) return `${day.slice(0, 8)}${twoDigits(ofMonth)}`
  const date = new Date(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, ofMonth))
  return `${date.getUTCFullYear()}-${twoDigits(date.getUTCMonth() + 1)}-${twoDigits(date.getUTCDate())}`
}

/** Whole days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY)
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7)
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1)
}

export function addMonths(month: Month, months: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
}

/** Full years lived on a day; someone born on 29 February ages on 1 March in common years. */
export function ageOn(bornOn: Day, day: Day): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) >= bornOn.slice(5) ? years : years - 1
}

/** The instant a Shanghai day begins. */
export function startOfDay(day: Day): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - SHANGHAI_OFFSET_MS)
}
