// From which month an event stops a benefit, by the rule's own words.
import { describe, expect, test } from 'vitest'
import { sampleFacts, sampleRule, sampleTerms } from './sample.ts'
import { afterEvent, type StopCause, stopMonthOf } from './stopping.ts'

const old = sampleFacts({ bornOn: '1940-05-05' })
const stops = (cause: StopCause, on: string, rule = sampleRule(), facts = old) =>
  stopMonthOf(rule, facts, afterEvent(facts, cause, on), on)

describe('the first month an event takes away', () => {
  test('death: the month after, or the same one', () => {
    expect(stops('died', '2026-09-12')).toBe('2026-10')
    const rule = sampleRule({}, { stop: { ...sampleTerms.stop, death: 'stopSameMonth' } })
    expect(stops('died', '2026-09-12', rule)).toBe('2026-09')
  })

  test('the same, when the death is in the ledger already', () => {
    const known = sampleFacts({ bornOn: '1940-05-05', ended: { kind: 'died', on: '2026-09-12' } })
    expect(stops('died', '2026-09-12', sampleRule(), known)).toBe('2026-10')
  })

  test('a stay in hospital: after the days the rule gives, or never', () => {
    const rule = sampleRule({}, { suspend: [{ absence: 'hospital', afterDays: 90 }] })
    expect(stops('hospital', '2026-01-10', rule)).toBe('2026-05')
    expect(stops('hospital', '2026-01-10')).toBeNull()
  })

  test('a home: where the rule asks for life outside one', () => {
    const rule = sampleRule({}, { when: { is: 'not', of: { is: 'institution' } } })
    expect(stops('institution', '2026-06-20', rule)).toBe('2026-07')
    expect(stops('institution', '2026-06-20')).toBeNull()
  })

  test('nothing is stopped that was not paid', () => {
    expect(stops('died', '2026-09-12', sampleRule(), sampleFacts({ bornOn: '1960-01-01' }))).toBeNull()
  })
})
