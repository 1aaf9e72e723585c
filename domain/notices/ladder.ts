// How a notice climbs until a person has answered: in-app, then SMS, then a call, then the next person (domain.md §1.5).
import { addDays, dayOf, startOfDay } from '../kernel/day.ts'
import type { NoticeChannel, NoticeState, NoticeUrgency } from './notice.ts'

const ladders: Readonly<Record<NoticeUrgency, readonly NoticeChannel[]>> = {
  p0: ['inApp', 'sms', 'voice'],
  urgent: ['inApp', 'sms', 'voice'],
  normal: ['inApp', 'sms'],
}

export interface NoticeTimes {
  /** Minutes one channel is given before the next. */
  p0StepMinutes: number
  urgentStepMinutes: number
  normalStepMinutes: number
  /** Hours of the day in Jilin between which nobody is rung up or texted, but for life. */
  quietFromHour: number
  quietUntilHour: number
}

export interface Climbing {
  urgency: NoticeUrgency
  state: NoticeState
  /** Channels begun so far: also the place on the ladder. */
  step: number
  /** When the last of them was begun, and whether it is known to have failed for good. */
  steppedAt: string | null
  hasFailed: boolean
  /** Persons left to ask when this one does not answer. */
  standIns: number
}

export type NoticeMove =
  | { do: 'send'; channel: NoticeChannel }
  | { do: 'wait'; until: Date }
  /** The next person is told, with a ladder of her own. */
  | { do: 'passOn' }
  /** Nobody left: whoever raised it must climb. */
  | { do: 'giveUp' }
  /** An ordinary one that every channel has carried: she has been told, and nobody waits for an answer. */
  | { do: 'letBe' }
  | { do: 'rest' }

/** For life a person must say "I have it"; anything else is answered by being read. */
export function isAnswered(urgency: NoticeUrgency, state: NoticeState): boolean {
  return state === 'seen' ? urgency !== 'p0' : state !== 'unseen'
}

export function nextMove(one: Climbing, now: Date, times: NoticeTimes): NoticeMove {
  if (isAnswered(one.urgency, one.state)) return { do: 'rest' }
  const channel = ladders[one.urgency][one.step]
  const isLife = one.urgency === 'p0'
  if (one.steppedAt !== null && !one.hasFailed) {
    const until = new Date(Date.parse(one.steppedAt) + stepMinutes(one.urgency, times) * 60_000)
    if (channel === undefined && one.urgency === 'urgent') return { do: 'rest' }
    if (until > now) return { do: 'wait', until }
  }
  if (channel === undefined) {
    if (one.urgency === 'normal') return { do: 'letBe' }
    if (!isLife) return { do: 'rest' }
    return one.standIns > 0 ? { do: 'passOn' } : { do: 'giveUp' }
  }
  const quiet = isLife || channel === 'inApp' ? null : quietUntil(now, times)
  return quiet ? { do: 'wait', until: quiet } : { do: 'send', channel }
}

function stepMinutes(urgency: NoticeUrgency, times: NoticeTimes): number {
  return times[`${urgency}StepMinutes`]
}

/** When the quiet hours that `now` lies in end; null outside them. Equal hours mean none. */
export function quietUntil(
  now: Date,
  { quietFromHour, quietUntilHour }: Pick<NoticeTimes, 'quietFromHour' | 'quietUntilHour'>,
): Date | null {
  if (quietFromHour === quietUntilHour) return null
  const today = dayOf(now)
  const midnight = startOfDay(today).getTime()
  const hour = (now.getTime() - midnight) / 3_600_000
  const overNight = quietFromHour > quietUntilHour
  const isQuiet = overNight
    ? hour >= quietFromHour || hour < quietUntilHour
    : hour >= quietFromHour && hour < quietUntilHour
  if (!isQuiet) return null
  const endsTomorrow = overNight && hour >= quietFromHour
  return new Date(startOfDay(endsTomorrow ? addDays(today, 1) : today).getTime() + quietUntilHour * 3_600_000)
}

/** A channel that will not take a message is asked again: 30 s, 1 min, 2 min; the ladder does not wait for it. */
const firstRetryMs = 30_000
export const mostTries = 4

export function retryAt(tries: number, now: Date): Date | null {
  return tries >= mostTries ? null : new Date(now.getTime() + firstRetryMs * 2 ** (tries - 1))
}
