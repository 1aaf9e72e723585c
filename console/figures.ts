// Numbers, shares, days and instants as an officer reads them.
import type { Month } from '../domain/kernel/day.ts'

const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 })
const minute = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
})

export function figure(value: number | undefined): string {
  return value === undefined ? '—' : whole.format(value)
}

/** null is "nobody to count", which is not zero per cent. */
export function percent(rate: number | null): string {
  return rate === null ? '—' : `${rate.toFixed(1)}%`
}

/** 2026-11-23 09:30, Shanghai time. */
export function instantText(instant: string): string {
  const part = Object.fromEntries(
    minute.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]),
  )
  return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}`
}

/** 2026-11-23 09:30:05: where two may come from the same minute. */
export function momentText(instant: string): string {
  return `${instantText(instant)}:${String(new Date(instant).getUTCSeconds()).padStart(2, '0')}`
}

/** 2026年10月 */
export function monthText(month: Month): string {
  return `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`
}

/** 2026年10月5日 */
export function dayText(day: string): string {
  return `${monthText(day.slice(0, 7))}${Number(day.slice(8))}日`
}
