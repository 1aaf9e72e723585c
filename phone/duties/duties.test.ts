// A duty leaves the list the moment its visit is saved, with or without signal, and for nothing less.
import { describe, expect, it } from 'vitest'
import { sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { surgesToday } from './duties.ts'

const [first, second] = ['018f0000-0000-7000-8000-000000000001', '018f0000-0000-7000-8000-000000000002']
const surge = {
  ...{ id: '018f0000-0000-7000-8000-00000000000a', kind: 'coldWave' as const, word: null },
  ...{ checks: ['stove' as const], declaredAt: '2026-11-26T01:00:00Z', until: '2026-11-27T01:00:00Z' },
  duties: [
    { elderId: first, reasons: ['weak' as const], isReached: false },
    { elderId: second, reasons: ['weak' as const], isReached: false },
  ],
}
const visit = (more: Partial<VisitInput>): VisitInput => ({
  ...(sampleVisit as VisitInput),
  ...{ elderId: first, startedAt: '2026-11-26T02:00:00Z' },
  ...more,
})
const left = (visits: VisitInput[], now = '2026-11-26T03:00:00Z') =>
  surgesToday([surge], visits, new Date(now)).flatMap(one => one.toDo.map(duty => duty.elderId))

describe('a duty', () => {
  it.each([
    ['a visit since', {}, [second]],
    ['a call since', { method: 'phone' }, [second]],
    ['a visit before the declaration', { startedAt: '2026-11-26T00:59:59Z' }, [first, second]],
    ['a door nobody opened', { result: 'notReached' }, [first, second]],
    ['a sensor', { method: 'remote' }, [first, second]],
  ] as const)('after %s', (_, more, expected) => {
    expect(left([visit(more)])).toEqual(expected)
  })

  it('that was tried says so', () => {
    const [one] = surgesToday([surge], [visit({ result: 'notReached' })], new Date('2026-11-26T03:00:00Z'))
    expect(one?.toDo.map(duty => duty.isAttempted)).toEqual([true, false])
  })

  it('is gone when the time is over, though no signal says so', () => {
    expect(left([], '2026-11-27T01:00:00Z')).toEqual([])
  })
})
