// GB/T 42195-2022 held against the shipped table, its boundaries, and the mistakes seen in public code.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Refused } from '../kernel/refusal.ts'
import {
  type AbilityAdjustment,
  abilityLevels,
  adjustmentsOf,
  checkAbility,
  differencesOf,
  finalLevel,
  judgeAbility,
  levelFloors,
  levelNumber,
  levelOf,
  validUntil,
} from './ability.ts'
import { AbilityForm, isMalnourished, riskEventsOf } from './ability-form.ts'
import {
  abilityBlocks,
  abilityCodes,
  abilityItems,
  blockMaximum,
  blockSum,
  digitsOf,
  fullScore,
  itemsOfBlock,
  Scores,
  scoresFrom,
  totalOf,
} from './ability-items.ts'
import { anchorsZh } from './anchors.ts'

interface Table {
  total: number
  groups: {
    name_zh: string
    max: number
    items: { code: string; name_zh: string; max: number; anchors: string[] }[]
  }[]
  levels: { level: number; code: string; name_zh: string; min: number; max: number }[]
  adjustments: { id: string }[]
}
const table = JSON.parse(readFileSync(new URL('../../data/gbt42195.json', import.meta.url), 'utf8')) as Table

const best = scoresFrom(abilityItems.map(item => item.maximum).join(''))
const empty = AbilityForm.parse({})
/** Scores whose sum is just that, taken away from the end. */
function scoresOf(total: number): Scores {
  let less = fullScore - total
  return Object.fromEntries(
    abilityItems.map(({ code, maximum }) => {
      const taken = Math.min(less, maximum)
      less -= taken
      return [code, maximum - taken]
    }),
  ) as Scores
}
const anyScores = fc
  .tuple(...abilityItems.map(item => fc.integer({ min: 0, max: item.maximum })))
  .map(numbers => scoresFrom(numbers.join('')))
const alone = { coma: false, diagnosed: false, riskEvents: 0 }
const settings = { addUp: true, reviewBoth: true }

describe('the 26 items', () => {
  it('are those of the shipped table: codes, names, maxima, steps', () => {
    const shipped = table.groups.flatMap(group => group.items)
    expect(abilityItems.map(({ code, name, maximum }) => [code, name, maximum])).toEqual(
      shipped.map(({ code, name_zh, max }) => [code, name_zh, max]),
    )
    expect(abilityItems.map(item => anchorsZh[item.anchors].length)).toEqual(
      shipped.map(({ anchors }) => anchors.length),
    )
    expect(abilityBlocks.keys.map(block => abilityBlocks.words[block])).toEqual(
      table.groups.map(group => group.name_zh),
    )
  })

  it('sum to 90, by block 32, 15, 28 and 15', () => {
    expect(abilityItems).toHaveLength(26)
    expect(fullScore).toBe(90)
    expect(abilityBlocks.keys.map(blockMaximum)).toEqual([32, 15, 28, 15])
    expect(abilityBlocks.keys.map(blockMaximum)).toEqual(table.groups.map(group => group.max))
    expect(abilityBlocks.keys.map(block => itemsOfBlock(block).length)).toEqual([8, 4, 9, 5])
    expect(totalOf(best)).toBe(table.total)
  })

  it('add up block by block while the form is being filled', () => {
    expect(blockSum({ 'B2.1': 4, 'B2.2': 3, 'B1.1': 4 }, 'movement')).toBe(7)
    expect(blockSum({}, 'mind')).toBe(0)
  })

  it.each([
    ['an older form with 22 items', () => Object.fromEntries(Object.entries(best).slice(0, 22))],
    ['a table of 100 points, each item up to 5', () => ({ ...best, 'B1.1': 5 })],
    ['riding a bus counted to 4', () => ({ ...best, 'B4.4': 4 })],
    ['attacks counted to 4', () => ({ ...best, 'B3.7': 4 })],
    ['scores from 1 to 5 turned round', () => ({ ...best, 'B1.2': -1 })],
    ['half points', () => ({ ...best, 'B1.2': 3.5 })],
    ['an item of another scale', () => ({ ...best, barthel: 100 })],
  ])('refuse %s', (_what, wrong) => {
    expect(Scores.safeParse(wrong()).success).toBe(false)
    expect(Scores.safeParse(best).success).toBe(true)
  })

  test('26 digits keep every score', () => {
    fc.assert(
      fc.property(anyScores, scores => {
        expect(scoresFrom(digitsOf(scores))).toEqual(scores)
      }),
    )
    expect(digitsOf(best)).toBe('44444444444344444411222434')
  })
})

describe('the level', () => {
  it.each([
    [90, 'intact'],
    [89, 'mild'],
    [66, 'mild'],
    [65, 'moderate'],
    [46, 'moderate'],
    [45, 'severe'],
    [30, 'severe'],
    [29, 'total'],
    [0, 'total'],
  ] as const)('of %i points is %s', (total, level) => {
    expect(levelOf(total)).toBe(level)
    expect(judgeAbility(scoresOf(total), alone, settings)).toMatchObject({ total, finalLevel: level })
  })

  it('has the floors, names and numbers of the shipped table', () => {
    expect(table.levels.map(({ level, name_zh, min }) => [level, name_zh, min])).toEqual(
      abilityLevels.keys.map(key => [levelNumber(key), abilityLevels.words[key], levelFloors[key]]),
    )
  })

  test('never gets better with fewer points', () => {
    fc.assert(
      fc.property(anyScores, fc.nat(25), (scores, place) => {
        const code = abilityCodes[place] ?? 'B1.1'
        const worse = { ...scores, [code]: Math.max(0, scores[code] - 1) }
        expect(levelNumber(levelOf(totalOf(worse)))).toBeGreaterThanOrEqual(
          levelNumber(levelOf(totalOf(scores))),
        )
      }),
    )
    fc.assert(
      fc.property(fc.nat(90), fc.nat(90), (one, other) => {
        const [less, more] = [Math.min(one, other), Math.max(one, other)]
        expect(levelNumber(levelOf(less))).toBeGreaterThanOrEqual(levelNumber(levelOf(more)))
      }),
    )
  })
})

describe('the adjustments', () => {
  const with_ = (...keys: AbilityAdjustment[]) => keys
  it('are the three of the shipped table', () => {
    expect(table.adjustments.map(one => one.id)).toEqual(['R1', 'R2', 'R3'])
    expect(adjustmentsOf({ coma: true, diagnosed: true, riskEvents: 2 })).toEqual(
      with_('coma', 'diagnosed', 'riskEvents'),
    )
  })

  it('make one level worse of a diagnosis: 90 points become level 1', () => {
    expect(finalLevel('intact', with_('diagnosed'), settings)).toBe('mild')
  })

  it('need two events in thirty days, of whatever kind', () => {
    expect(adjustmentsOf({ ...alone, riskEvents: 1 })).toEqual([])
    const form = AbilityForm.parse({ risks: { fall: 1, wandering: 1 } })
    expect(adjustmentsOf({ ...alone, riskEvents: riskEventsOf(form) })).toEqual(['riskEvents'])
  })

  it('never go past level 4: 29 points with both', () => {
    expect(finalLevel(levelOf(29), with_('diagnosed', 'riskEvents'), settings)).toBe('total')
    expect(finalLevel('severe', with_('diagnosed', 'riskEvents'), settings)).toBe('total')
  })

  it('add up by default and do not where a region has said so', () => {
    expect(finalLevel('intact', with_('diagnosed', 'riskEvents'), settings)).toBe('moderate')
    expect(finalLevel('intact', with_('diagnosed', 'riskEvents'), { addUp: false })).toBe('mild')
  })

  it('put a coma at level 4 whatever the points, even 90', () => {
    expect(judgeAbility(best, { ...alone, coma: true }, settings)).toMatchObject({
      total: 90,
      initialLevel: 'intact',
      adjustments: ['coma'],
      finalLevel: 'total',
    })
  })

  it('want a third person where a diagnosis and events meet, and only there', () => {
    const both = { ...alone, diagnosed: true, riskEvents: 2 }
    expect(judgeAbility(best, both, settings).mustReview).toBe(true)
    expect(judgeAbility(best, both, { ...settings, reviewBoth: false }).mustReview).toBe(false)
    expect(judgeAbility(best, { ...alone, riskEvents: 5 }, settings).mustReview).toBe(false)
  })

  test('never make anybody better', () => {
    fc.assert(
      fc.property(
        anyScores,
        fc.record({ coma: fc.boolean(), diagnosed: fc.boolean(), riskEvents: fc.nat(4) }),
        fc.boolean(),
        (scores, facts, addUp) => {
          const judged = judgeAbility(scores, facts, { addUp, reviewBoth: true })
          expect(levelNumber(judged.finalLevel)).toBeGreaterThanOrEqual(levelNumber(judged.initialLevel))
          expect(levelNumber(judged.finalLevel)).toBeLessThanOrEqual(4)
        },
      ),
    )
  })
})

describe('an assessment that contradicts itself', () => {
  const today = '2026-11-26'
  const said = (change: Partial<AbilityForm>, scores = best) => ({
    ...{ assessedOn: '2026-11-20', scores },
    form: { ...empty, ...change },
  })
  it.each([
    ['a coma beside a clear mind', said({ coma: true })],
    [
      'a mental disease in the list without a word on the diagnosis',
      said({ diseases: [{ code: 'F00', name: '痴呆' }] }),
    ],
    ['a diagnosis without its name', said({ diagnosed: true })],
    ['a day that has not come', { ...said({}), assessedOn: '2026-11-29' }],
    ['a day long past', { ...said({}), assessedOn: '2024-11-29' }],
  ])('is refused: %s', (_what, wrong) => {
    expect(() => checkAbility(wrong, today)).toThrow(Refused)
  })

  it('and one that holds together is not', () => {
    expect(() => checkAbility(said({}), today)).not.toThrow()
    expect(() => checkAbility(said({ coma: true }, { ...best, 'B3.9': 0 }), today)).not.toThrow()
    const dementia = said({
      diagnosed: true,
      diagnosis: '阿尔茨海默病',
      diseases: [{ code: 'F00', name: '痴呆' }],
    })
    expect(() => checkAbility(dementia, today)).not.toThrow()
  })
})

test('a result holds to the same day two years on, or the last of a shorter month', () => {
  expect(validUntil('2026-03-12', 24)).toBe('2028-03-12')
  expect(validUntil('2024-02-29', 12)).toBe('2025-02-28')
  expect(validUntil('2026-08-31', 6)).toBe('2027-02-28')
})

test('two assessors are compared item by item', () => {
  const other = { ...best, 'B1.3': 2, 'B4.5': 3 } as Scores
  expect(differencesOf(best, best)).toEqual([])
  expect(differencesOf(best, other)).toEqual([
    { code: 'B1.3', name: '洗澡', first: 4, second: 2 },
    { code: 'B4.5', name: '社会交往能力', first: 4, second: 3 },
  ])
})

test('too thin is said only when both height and weight were taken', () => {
  expect(isMalnourished(empty)).toBeNull()
  expect(isMalnourished({ ...empty, heightCm: 160, weightKg: 46 })).toBe(true)
  expect(isMalnourished({ ...empty, heightCm: 160, weightKg: 48 })).toBe(false)
})
