// The kitchen as it is in this phone: what came down, and upon it whatever was tapped since and not yet come back.
import type { Output } from '../../domain/api.ts'
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import type { Kitchen } from '../../domain/canteens/kitchen.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { KeptAct } from '../outbox.ts'

export interface CarriedKitchens {
  fingerprint: string
  /** The moment of asking (askingAt): what was answered later may not be in it. */
  askedAt: string
  today: Day
  kitchens: Kitchen[]
  /** Samples and records of the same kitchens; absent until the office has sent them once. */
  safety?: CarriedSafety[]
}

/** What the phone has from now on; where nothing changed only the moment moves. */
export function kitchensAfter(
  known: CarriedKitchens | null,
  answer: Output<'kitchen.pull'>,
  askedAt: string,
): CarriedKitchens {
  const { fingerprint, today, kitchens, unchanged } = answer
  return { fingerprint, askedAt, today, kitchens: unchanged && known ? known.kitchens : kitchens }
}

/** The inputs of the acts of meals, by the operation that tells which. */
type Told =
  | { operation: 'mealServing.record'; input: Omit<Kitchen['served'][number], 'byName'> }
  | { operation: 'mealMiss.record'; input: Kitchen['misses'][number] }
  | { operation: 'mealAbsence.record'; input: Kitchen['absences'][number] }
  | { operation: 'mealExtra.record'; input: Kitchen['extras'][number] }
  | {
      operation: 'headCount.confirm'
      input: Omit<Kitchen['counts'][number], 'confirmedAt'> & { confirmedAt?: string | null }
    }
  | { operation: 'mealServing.undo' | 'mealAbsence.withdraw' | 'mealExtra.withdraw'; input: { id: string } }

/**
 * In the order of the taps; what the office sent back does not count, and what it answered before the kitchen was
 * asked for is in the kitchen, unless somebody has taken it back since.
 */
export function kitchenWith(kitchen: Kitchen, acts: readonly KeptAct[], askedAt: string): Kitchen {
  const mine = acts
    .filter(
      ({ state, answeredAt }) => state === 'waiting' || (state === 'sent' && (answeredAt ?? '') > askedAt),
    )
    .map(kept => kept.act)
    .filter(act => act.input.canteenId === undefined || act.input.canteenId === kitchen.canteenId)
    .toSorted((one, other) => (one.doneAt < other.doneAt ? -1 : one.doneAt > other.doneAt ? 1 : 0))
  return mine.reduce(
    (now, { operation, input, doneAt }) => after(now, { operation, input } as Told, doneAt),
    kitchen,
  )
}

function after(kitchen: Kitchen, told: Told, doneAt: string): Kitchen {
  const without = <Line extends { id: string }>(lines: readonly Line[], id: string) =>
    lines.filter(line => line.id !== id)
  switch (told.operation) {
    case 'mealServing.record': {
      const line = { ...told.input, byName: null }
      const isKnown = kitchen.served.some(one => one.id === line.id || isSameMeal(one, line))
      return isKnown ? kitchen : { ...kitchen, served: [...kitchen.served, line] }
    }
    case 'mealServing.undo':
      return { ...kitchen, served: without(kitchen.served, told.input.id) }
    case 'mealMiss.record':
      return { ...kitchen, misses: [...without(kitchen.misses, told.input.id), told.input] }
    case 'mealAbsence.record':
      return { ...kitchen, absences: [...without(kitchen.absences, told.input.id), told.input] }
    case 'mealAbsence.withdraw':
      return { ...kitchen, absences: without(kitchen.absences, told.input.id) }
    case 'mealExtra.record':
      return { ...kitchen, extras: [...without(kitchen.extras, told.input.id), told.input] }
    case 'mealExtra.withdraw':
      return { ...kitchen, extras: without(kitchen.extras, told.input.id) }
    case 'headCount.confirm': {
      const count = { ...told.input, confirmedAt: told.input.confirmedAt ?? doneAt }
      const isOlder = kitchen.counts.some(
        one =>
          one.day === count.day &&
          one.meal === count.meal &&
          Date.parse(one.confirmedAt) > Date.parse(count.confirmedAt),
      )
      if (isOlder) return kitchen
      const others = kitchen.counts.filter(one => one.day !== count.day || one.meal !== count.meal)
      return { ...kitchen, counts: [...others, count] }
    }
    default:
      return kitchen
  }
}

function isSameMeal(one: Kitchen['served'][number], other: Kitchen['served'][number]): boolean {
  const isSamePerson =
    one.elderId === null
      ? one.extraId === other.extraId && other.elderId === null
      : one.elderId === other.elderId
  return one.day === other.day && one.meal === other.meal && isSamePerson
}

/** Lunch until two in the afternoon, then supper. */
export function mealNow(now: Date): 'lunch' | 'supper' {
  const hour = (now.getUTCHours() + 8) % 24
  return hour < 14 ? 'lunch' : 'supper'
}
