// The clock of a case between two answers of the server: what runs day and night goes on by itself.
import type { ClockStanding } from '../../domain/aid-cases/deadlines.ts'

/** Working time needs the calendar of the server and moves slowly: it stands as it was answered. */
export function clockAfter(clock: ClockStanding, now: number): ClockStanding {
  if (clock.workingDayMinutes !== null) return clock
  const leftMs = Date.parse(clock.by) - now
  const late = leftMs < 0
  return { ...clock, late, soon: clock.soon && !late, minutes: Math.floor(Math.abs(leftMs) / 60_000) }
}
