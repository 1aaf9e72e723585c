// What the records suggest about key groups, and that the same facts never suggest twice.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { recordedGroups } from '../elder.ts'
import { type ProposalFacts, proposalsFor } from './proposals.ts'

const today = '2026-11-23'
const nothing: ProposalFacts = {
  bornOn: '1950-05-01',
  veryOldAge: 80,
  leastLevel: 2,
  isRural: true,
  held: [],
  expired: [],
  housemates: 0,
  spouse: null,
  gone: null,
  children: { known: 0, atHome: 0, farAway: 0, allAwaySince: null, whereabouts: null },
  assessment: null,
}
const propose = (facts: Partial<ProposalFacts>, day = today) => proposalsFor({ ...nothing, ...facts }, day)
const children = (given: Partial<ProposalFacts['children']>) => ({ ...nothing.children, ...given })
const held = (group: ProposalFacts['held'][number]['group']) => [{ id: 'm1', group }]

describe('an eightieth birthday', () => {
  it('is news for a quarter, changes nothing by itself and is said with the day', () => {
    expect(propose({ bornOn: '1946-11-23' })).toMatchObject([
      { kind: 'turnedVeryOld', change: 'look', group: 'veryOld', validFrom: '2026-11-23' },
    ])
    expect(propose({ bornOn: '1946-11-24' })).toEqual([])
    expect(propose({ bornOn: '1946-08-01' })).toEqual([])
  })

  it('of someone born on 29 February falls on 1 March of a common year', () => {
    expect(propose({ bornOn: '1944-02-29', veryOldAge: 82 }, '2026-03-02')).toMatchObject([
      { validFrom: '2026-03-01' },
    ])
  })
})

describe('a death in the home', () => {
  const spouse = { id: 's', diedOn: '2026-10-03' }
  it('suggests living alone from that day when nobody is left', () => {
    expect(propose({ spouse })).toMatchObject([
      { kind: 'spouseDied', change: 'begin', group: 'livesAlone', validFrom: '2026-10-03' },
    ])
  })
  it.each<[string, Partial<ProposalFacts>]>([
    ['somebody else of the home is on record', { housemates: 1 }],
    ['a child lives in', { children: children({ known: 1, atHome: 1 }) }],
    ['it is recorded already', { held: held('livesAlone') }],
  ])('suggests nothing where %s', (_why, facts) => {
    expect(propose({ spouse, ...facts }).filter(({ change }) => change === 'begin')).toEqual([])
  })
  it('of a housemate of unknown kinship asks for a look at who else lives there', () => {
    const [found] = propose({ gone: { id: 'o', left: 'died', on: '2026-10-03' } })
    expect(found).toMatchObject({ kind: 'housemateGone', group: 'livesAlone' })
    expect(found?.evidence).toContain('请核实')
  })
})

describe('children who have left', () => {
  const away = children({ known: 2, farAway: 2, allAwaySince: '2026-04-01', whereabouts: '首尔、青岛' })
  it('make an empty nest at once and, in a village, a left-behind elder after half a year', () => {
    expect(propose({ children: away })).toMatchObject([{ group: 'leftBehind', validFrom: '2026-10-01' }])
    expect(propose({ children: away }, '2026-09-01')).toMatchObject([
      { group: 'emptyNest', validFrom: '2026-04-01' },
    ])
    expect(propose({ children: away, isRural: false })).toMatchObject([{ group: 'emptyNest' }])
    expect(propose({ children: { ...away, farAway: 1 } })).toMatchObject([{ group: 'emptyNest' }])
  })
  it('suggest nothing while one lives in or nobody knows where one is', () => {
    expect(propose({ children: { ...away, atHome: 1 } })).toEqual([])
    expect(propose({ children: away, isRural: false, held: held('leftBehind') })).toEqual([])
    expect(propose({ children: { ...away, allAwaySince: null } })).toEqual([])
  })
})

describe('an assessment', () => {
  const assessment = {
    id: 'a',
    standardVersion: 'GB/T 42195-2022',
    level: 2,
    livesAlone: true,
    assessedOn: '2026-11-01',
  }
  it('at the level the region names suggests 失能 with its number, and living alone as it was told', () => {
    expect(propose({ assessment })).toMatchObject([
      { group: 'careDependent', proof: { assessment: 'a', level: 2, standardVersion: 'GB/T 42195-2022' } },
      { group: 'livesAlone', kind: 'livesAloneByAssessment' },
    ])
    expect(propose({ assessment: { ...assessment, level: 1, livesAlone: false } })).toEqual([])
  })
  it('and a death suggest living alone only once', () => {
    const both = propose({ assessment, spouse: { id: 's', diedOn: '2026-10-03' } })
    expect(both.filter(({ group }) => group === 'livesAlone').map(({ kind }) => kind)).toEqual(['spouseDied'])
  })
})

it('someone recorded as living alone who does not is suggested to be ended', () => {
  expect(propose({ held: held('livesAlone'), housemates: 1 })).toMatchObject([
    { kind: 'noLongerAlone', change: 'end', group: 'livesAlone' },
  ])
})

it('a paper that ran out is shown until another follows', () => {
  const expired = [{ id: 'm0', group: 'severeDisability' as const, expiresOn: '2026-11-20' }]
  expect(propose({ expired })).toMatchObject([
    { kind: 'paperExpired', change: 'look', validFrom: '2026-11-21' },
  ])
  expect(propose({ expired, held: held('severeDisability') })).toEqual([])
})

describe('whatever the facts', () => {
  const day = fc
    .integer({ min: 0, max: 700 })
    .map(n => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10))
  const facts: fc.Arbitrary<ProposalFacts> = fc.record({
    bornOn: fc.option(fc.constantFrom('1944-02-29', '1946-11-01', '1960-01-01')),
    veryOldAge: fc.constant(80),
    leastLevel: fc.integer({ min: 1, max: 4 }),
    isRural: fc.boolean(),
    held: fc
      .uniqueArray(fc.constantFrom(...recordedGroups.keys))
      .map(groups => groups.map(group => ({ id: `m-${group}`, group }))),
    expired: fc
      .uniqueArray(fc.constantFrom(...recordedGroups.keys))
      .map(groups => groups.map(group => ({ id: `x-${group}`, group, expiresOn: '2025-01-01' }))),
    housemates: fc.integer({ min: 0, max: 2 }),
    spouse: fc.option(fc.record({ id: fc.constant('s'), diedOn: day })),
    gone: fc.option(fc.record({ id: fc.constant('o'), left: fc.constantFrom('died', 'movedOut'), on: day })),
    children: fc.record({
      known: fc.integer({ min: 0, max: 3 }),
      atHome: fc.integer({ min: 0, max: 2 }),
      farAway: fc.integer({ min: 0, max: 3 }),
      allAwaySince: fc.option(day),
      whereabouts: fc.option(fc.constant('首尔')),
    }),
    assessment: fc.option(
      fc.record({
        id: fc.constant('a'),
        standardVersion: fc.constant('GB/T 42195-2022'),
        level: fc.integer({ min: 0, max: 4 }),
        livesAlone: fc.boolean(),
        assessedOn: day,
      }),
    ),
  })

  it('no key comes twice, nothing held is begun, nothing free is ended, the same facts say the same', () => {
    fc.assert(
      fc.property(facts, day, (given, on) => {
        const found = proposalsFor(given, on)
        const keys = found.map(({ factsKey }) => factsKey)
        expect(new Set(keys).size).toBe(keys.length)
        const holds = (group: string) => given.held.some(one => one.group === group)
        for (const { change, group } of found) {
          if (change === 'begin') expect(holds(group)).toBe(false)
          if (change === 'end') expect(holds(group)).toBe(true)
        }
        const begun = found.filter(({ change }) => change === 'begin').map(({ group }) => group)
        expect(new Set(begun).size).toBe(begun.length)
        expect(proposalsFor(given, on)).toEqual(found)
      }),
    )
  })

  it('accepting everything leaves nothing more to begin or end', () => {
    fc.assert(
      fc.property(facts, day, (given, on) => {
        const found = proposalsFor(given, on)
        const ended = new Set(found.filter(({ change }) => change === 'end').map(({ group }) => group))
        const begun = found.filter(({ change }) => change === 'begin')
        const after = {
          ...given,
          held: [
            ...given.held.filter(({ group }) => !ended.has(group)),
            ...begun.map(({ group }) => ({
              id: 'new',
              group: group as ProposalFacts['held'][number]['group'],
            })),
          ],
        }
        const again = proposalsFor(after, on).filter(({ change }) => change !== 'look')
        // Leaving an empty nest behind may follow half a year later, never the same day from the same facts.
        expect(again.map(({ factsKey }) => factsKey)).toEqual([])
      }),
    )
  })
})
