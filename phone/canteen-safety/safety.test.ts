// What the cook tapped without signal stands on her screen at once; a locked fridge offers nothing to throw away.
import { expect, it } from 'vitest'
import type { CarriedSafety } from '../../domain/canteen-safety/api.ts'
import type { KeptAct } from '../outbox.ts'
import { dueSamples, isStoppedHere, safetyWith } from './safety.ts'

const known: CarriedSafety = {
  ...{ countyCode: '222402', canteenId: 'c', grams: 125, hours: 48, duty: 'sampleAdvised', isLocked: false },
  isStopped: false,
  illAtLeast: 2,
  ...{ samples: [], disinfections: [], selfChecks: [] },
}
const asked = '2026-11-23T02:00:00Z'
const act = (
  operation: string,
  input: object,
  doneAt: string,
  state: KeptAct['state'] = 'waiting',
): KeptAct => ({
  act: { id: doneAt, operation, input: { canteenId: 'c', ...input } as Record<string, unknown>, doneAt },
  ...{ state, about: { elderId: null, label: '' }, receipt: null, epoch: null, refusal: null, trouble: null },
  ...{ answeredAt: null, closing: null },
})
const id = '01990000-0000-7000-8000-0123456789ab'
const kept = act(
  'foodSample.record',
  { id, day: '2026-11-23', meal: 'lunch', dish: '豆腐', grams: 150, takenAt: '2026-11-23T03:00:00Z' },
  '2026-11-23T03:00:00Z',
)

it('shows a sample with the code to write on its label, until the office refuses it', () => {
  const [line] = safetyWith(known, [kept], asked).samples
  expect(line).toMatchObject({ dish: '豆腐', keepUntil: '2026-11-25T03:00:00.000Z' })
  expect(line?.code).toMatch(/^1123-/)
  expect(safetyWith(known, [{ ...kept, state: 'refused' }], asked).samples).toEqual([])
  expect(safetyWith({ ...known, canteenId: 'other' }, [kept], asked).samples).toEqual([])
})

it('offers to throw away what is over, once, and nothing while an incident stands', () => {
  const safety = safetyWith(known, [kept], asked)
  const later = new Date('2026-11-25T03:00:00Z')
  expect(dueSamples(safety, new Date('2026-11-25T02:59:00Z'))).toEqual([])
  expect(dueSamples(safety, later)).toHaveLength(1)
  expect(dueSamples({ ...safety, isLocked: true }, later)).toEqual([])
  const thrown = act(
    'foodSample.discard',
    { id, canteenId: undefined, discardedAt: '2026-11-25T03:01:00Z' },
    '2026-11-25T03:01:00Z',
  )
  expect(dueSamples(safetyWith(known, [kept, thrown], asked), later)).toEqual([])
})

it('stands a check for its week', () => {
  const check = act(
    'selfCheck.record',
    { id: 'k', kind: 'weekCheck', day: '2026-11-26', faults: [], note: null, doneAt: '2026-11-26T03:00:00Z' },
    '2026-11-26T03:00:00Z',
  )
  expect(safetyWith(known, [check], asked).selfChecks).toMatchObject([
    { kind: 'weekCheck', day: '2026-11-23' },
  ])
})

it('stops the kitchen on this phone from the tap on, and leaves the end of it to the office', () => {
  const report = (illCount: number, state: KeptAct['state'] = 'waiting') =>
    act('foodIncident.report', { id, illCount, elderIds: [] }, '2026-11-23T05:00:00Z', state)
  expect(isStoppedHere(known, [report(1)], asked)).toBe(false)
  expect(isStoppedHere(known, [report(2)], asked)).toBe(true)
  expect(isStoppedHere({ ...known, canteenId: 'other' }, [report(2)], asked)).toBe(false)
  const answered = { ...report(2, 'sent'), answeredAt: '2026-11-23T05:10:00Z' }
  expect(isStoppedHere(known, [answered], asked)).toBe(true)
  expect(isStoppedHere(known, [answered], '2026-11-23T05:11:00Z')).toBe(false)
  expect(isStoppedHere(known, [report(2, 'refused')], asked)).toBe(false)
})
