// The kitchen's safety as it is in this phone: what came down, and upon it whatever was tapped since.
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import type { DisinfectionInput, SelfCheckInput } from '../../domain/canteen-safety/records.ts'
import { periodOf } from '../../domain/canteen-safety/records.ts'
import { keepUntil, type SampleInput, sampleCode } from '../../domain/canteen-safety/samples.ts'
import { call } from '../../ui/client.ts'
import type { KeptAct } from '../outbox.ts'

export async function fetchSafety(): Promise<CarriedSafety[]> {
  return (await call('safety.pull', {})).kitchens
}

type Told =
  | { operation: 'foodSample.record'; input: SampleInput }
  | { operation: 'foodSample.discard'; input: { id: string; discardedAt: string } }
  | { operation: 'disinfection.record'; input: DisinfectionInput }
  | { operation: 'selfCheck.record'; input: SelfCheckInput }

/** Reported here, enough of them, and perhaps not yet with the office: nothing is served from this tap on. */
export function isStoppedHere(
  { illAtLeast, canteenId }: CarriedSafety,
  acts: readonly KeptAct[],
  askedAt: string,
): boolean {
  return acts.some(
    ({ act, state, answeredAt }) =>
      act.operation === 'foodIncident.report' &&
      act.input.canteenId === canteenId &&
      Number(act.input.illCount) >= illAtLeast &&
      (state === 'waiting' || (state === 'sent' && (answeredAt ?? '') > askedAt)),
  )
}

/** In the order of the taps; what the office sent back does not count. */
export function safetyWith(known: CarriedSafety, acts: readonly KeptAct[], askedAt: string): CarriedSafety {
  const mine = acts
    .filter(
      ({ state, answeredAt }) => state === 'waiting' || (state === 'sent' && (answeredAt ?? '') > askedAt),
    )
    .map(kept => kept.act)
    .filter(act => act.input.canteenId === undefined || act.input.canteenId === known.canteenId)
    .toSorted((one, other) => (one.doneAt < other.doneAt ? -1 : one.doneAt > other.doneAt ? 1 : 0))
  return mine.reduce((now, { operation, input }) => after(now, { operation, input } as Told), known)
}

const without = <Line extends { id: string }>(lines: readonly Line[], id: string) =>
  lines.filter(line => line.id !== id)

function after(safety: CarriedSafety, told: Told): CarriedSafety {
  switch (told.operation) {
    case 'foodSample.record': {
      const { id, day, meal, dish, grams, takenAt, celsius = null } = told.input
      const line = {
        ...{ id, day, meal, dish, grams, takenAt, celsius, code: sampleCode(id, day) },
        ...{ keepUntil: keepUntil(takenAt, safety.hours), keeperName: null, checkerName: null },
        discardedAt: null,
      }
      return { ...safety, samples: [...without(safety.samples, id), line] }
    }
    case 'foodSample.discard': {
      const { id, discardedAt } = told.input
      return {
        ...safety,
        samples: safety.samples.map(one => (one.id === id ? { ...one, discardedAt } : one)),
      }
    }
    case 'disinfection.record': {
      const line = { ...told.input, byName: null }
      return { ...safety, disinfections: [...without(safety.disinfections, line.id), line] }
    }
    case 'selfCheck.record': {
      const { kind, day } = told.input
      const line = { ...told.input, day: periodOf(kind, day), byName: null }
      return { ...safety, selfChecks: [...without(safety.selfChecks, line.id), line] }
    }
    default:
      return safety
  }
}

/** Samples whose hours are over, unless somebody asks what made people ill. */
export function dueSamples({ samples, isLocked }: CarriedSafety, now: Date) {
  if (isLocked) return []
  return samples.filter(one => one.discardedAt === null && Date.parse(one.keepUntil) <= now.getTime())
}
