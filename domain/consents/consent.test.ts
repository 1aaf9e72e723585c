// Consent as the law wants it: for one purpose, by the elder, with somebody beside who cannot write, withdrawn as easily.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answersInForce, type ConsentInput, checkConsent, monthsLater } from './consent.ts'

const given: ConsentInput = {
  countyCode: '222402',
  id: '018f0000-0000-7000-8000-000000000001',
  elderId: '018f0000-0000-7000-8000-000000000002',
  purpose: 'beVisited',
  answer: 'agrees',
  way: 'signature',
  secondPerson: null,
  answeredOn: '2026-11-23',
  askAgainOn: null,
  note: null,
}

describe('an answer', () => {
  it.each([
    ['is not given tomorrow', { answeredOn: '2026-11-24' }, /还没有到/],
    ['by finger needs a witness', { way: 'thumbPrint' }, /见证人/],
    ['by word needs a witness', { way: 'beforeWitness' }, /见证人/],
    ['by a guardian names the guardian', { way: 'byGuardian' }, /监护人/],
    ['is asked again later, not the same day', { askAgainOn: '2026-11-23' }, /晚于/],
    ['that was never given is not withdrawn', { answer: 'withdraws' }, /不用撤回/],
  ] as const)('%s', (_, more, sentence) => {
    expect(() => checkConsent({ ...given, ...more }, null, '2026-11-23')).toThrow(sentence)
  })

  it('is withdrawn once it was given', () => {
    expect(() => checkConsent({ ...given, answer: 'withdraws' }, 'agrees', '2026-11-23')).not.toThrow()
  })
})

describe('the answers in force', () => {
  it('are the last of each purpose, in whatever order the phones sent them', () => {
    const answer = fc.record({
      purpose: fc.constantFrom('beVisited' as const, 'pictures' as const),
      answeredOn: fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01'),
      recordedAt: fc
        .uniqueArray(fc.nat({ max: 9 }), { minLength: 1, maxLength: 1 })
        .map(([n]) => `2026-04-0${n}`),
    })
    fc.assert(
      fc.property(fc.uniqueArray(answer, { selector: one => one.recordedAt }), answers => {
        const there = answersInForce(answers)
        const back = answersInForce(answers.toReversed())
        expect(Object.fromEntries(there)).toEqual(Object.fromEntries(back))
        for (const [purpose, one] of there)
          for (const other of answers.filter(each => each.purpose === purpose))
            expect(other.answeredOn <= one.answeredOn).toBe(true)
      }),
    )
  })
})

describe('asking again', () => {
  it.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2026-11-23', 6, '2027-05-23'],
    ['2026-12-01', 1, '2027-01-01'],
    ['2024-02-29', 12, '2025-02-28'],
  ])('%s and %i months is %s', (day, months, later) => {
    expect(monthsLater(day, months)).toBe(later)
  })
})
