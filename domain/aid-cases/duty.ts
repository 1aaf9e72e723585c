// Who is on duty, who stands in, and where nobody is: a case opened at night must find a person who is awake.
import { addDays, type Day, dayOf, startOfDay } from '../kernel/day.ts'

export interface DutyShift {
  regionCode: string
  accountId: string
  dutyOn: Day
  /** Minutes since midnight; past 1440 the shift goes on into the next day. */
  fromMinute: number
  toMinute: number
}

export interface DutyLeave {
  accountId: string
  fromOn: Day
  toOn: Day
  standInId: string | null
}

export interface Roster {
  shifts: readonly DutyShift[]
  leaves: readonly DutyLeave[]
}

/** How somebody came to answer; the thread says so. */
export type AnswersAs = 'onDuty' | 'standIn' | 'longestPost'

export interface Answerer {
  id: string
  as: AnswersAs
}

export function isOnShift(shift: DutyShift, now: Date): boolean {
  const midnight = startOfDay(shift.dutyOn).getTime()
  const minute = (now.getTime() - midnight) / 60_000
  return minute >= shift.fromMinute && minute < shift.toMinute
}

function leaveOf(accountId: string, day: Day, leaves: readonly DutyLeave[]): DutyLeave | undefined {
  return leaves.find(leave => leave.accountId === accountId && leave.fromOn <= day && leave.toOn >= day)
}

/**
 * Whoever is there in somebody's stead, through stand-ins of stand-ins; the person herself when she is not away,
 * null when nobody can be found or they stand in for each other.
 */
function presentFor(
  accountId: string,
  day: Day,
  leaves: readonly DutyLeave[],
  reaches: (accountId: string) => boolean,
): string | null {
  const asked = new Set<string>()
  for (let id: string | null = accountId; id !== null; ) {
    if (asked.has(id)) return null
    asked.add(id)
    const leave = leaveOf(id, day, leaves)
    if (!leave) return id === accountId || reaches(id) ? id : null
    id = leave.standInId
  }
  return null
}

/**
 * Who answers at one place: first the one on duty, then whoever stands in for her, then the longest in post who is
 * not away. Null when everybody is away and nobody stands in: then the place above is asked.
 * @param posted accounts with the post of that place, the longest first.
 * @param reaches whether an account has any post that holds the place: a stand-in must be able to act there.
 */
export function answererAt(
  place: string,
  now: Date,
  posted: readonly string[],
  reaches: (accountId: string) => boolean,
  { shifts, leaves }: Roster,
): Answerer | null {
  const day = dayOf(now)
  const onShift = shifts.filter(
    shift => shift.regionCode === place && isOnShift(shift, now) && reaches(shift.accountId),
  )
  for (const { accountId } of onShift) {
    const id = presentFor(accountId, day, leaves, reaches)
    if (id !== null) return { id, as: id === accountId ? 'onDuty' : 'standIn' }
  }
  const there = posted.find(accountId => !leaveOf(accountId, day, leaves))
  if (there !== undefined) return { id: there, as: 'longestPost' }
  for (const accountId of posted) {
    const id = presentFor(accountId, day, leaves, reaches)
    if (id !== null) return { id, as: 'standIn' }
  }
  return null
}

export interface Gap {
  fromMinute: number
  toMinute: number
}

/** The minutes of a day in which nobody is on duty; an absence without a stand-in leaves a gap too. */
export function gapsOf(day: Day, { shifts, leaves }: Roster): Gap[] {
  const covered = shifts
    .filter(shift => presentFor(shift.accountId, day, leaves, () => true) !== null)
    .flatMap(({ dutyOn, fromMinute, toMinute }) => {
      if (dutyOn === day) return [{ fromMinute, toMinute: Math.min(1440, toMinute) }]
      if (dutyOn === addDays(day, -1) && toMinute > 1440)
        return [{ fromMinute: 0, toMinute: toMinute - 1440 }]
      return []
    })
    .sort((one, other) => one.fromMinute - other.fromMinute)
  const gaps: Gap[] = []
  let reached = 0
  for (const { fromMinute, toMinute } of covered) {
    if (fromMinute > reached) gaps.push({ fromMinute: reached, toMinute: fromMinute })
    reached = Math.max(reached, toMinute)
  }
  if (reached < 1440) gaps.push({ fromMinute: reached, toMinute: 1440 })
  return gaps
}

/** 510 → 8:30; 1440 and more → 次日 0:00 and on. */
export function minuteText(minute: number): string {
  const rest = minute % 1440
  const time = `${Math.floor(rest / 60)}:${String(rest % 60).padStart(2, '0')}`
  if (minute === 1440) return '24:00'
  return minute > 1440 ? `次日 ${time}` : time
}
