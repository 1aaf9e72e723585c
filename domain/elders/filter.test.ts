// Filters as they travel: through an address and back, and which of them are refused where.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkFilter, type ElderFilter, filterFromWords, wordsOfFilter } from './filter.ts'

const filters: fc.Arbitrary<ElderFilter> = fc.record(
  {
    text: fc.constantFrom('王', 'wgy', '1234'),
    group: fc.constantFrom('livesAlone', 'veryOld'),
    sex: fc.constantFrom('male', 'female'),
    ageFrom: fc.integer({ min: 0, max: 130 }),
    ageTo: fc.integer({ min: 0, max: 130 }),
    numberKind: fc.constantFrom('none', 'citizen'),
    hasVisitor: fc.boolean(),
    willing: fc.boolean(),
    notVisitedDays: fc.integer({ min: 1, max: 3660 }),
    registeredFrom: fc.constant('2026-01-31'),
    ended: fc.boolean(),
  },
  { requiredKeys: ['ended'] },
) as fc.Arbitrary<ElderFilter>

describe('a filter in the address bar', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(filters, filter => {
        expect(filterFromWords(wordsOfFilter(filter))).toEqual(filter)
      }),
    )
  })

  it('leaves out what means nothing instead of breaking an old link', () => {
    expect(
      filterFromWords({ sex: 'x', ageFrom: '-3', group: 'aliens', text: '  ', ended: 'no', region: '22' }),
    ).toEqual({ ended: false })
  })
})

describe('a filter that is refused', () => {
  it.each([
    [{ ageFrom: 90, ageTo: 80 }, '222402000000', /下限/],
    [{ registeredFrom: '2026-02-01', registeredTo: '2026-01-01' }, '222402000000', /早|晚/],
    [{ hasVisitor: false }, '222400000000', /县/],
    [{ notVisitedDays: 30 }, '220000000000', /县/],
  ])('%j in %s', (filter, region, sentence) => {
    expect(() => checkFilter(region, filter)).toThrow(sentence)
  })

  it('does not include the same question for one county', () => {
    expect(() => checkFilter('222402000000', { hasVisitor: false, notVisitedDays: 30 })).not.toThrow()
  })
})
