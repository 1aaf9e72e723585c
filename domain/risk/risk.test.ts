// Risk as an officer would argue it, and what must hold whatever the facts are.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { elderGroups } from '../elders/elder.ts'
import { whereabouts } from '../elders/kin.ts'
import { type Answers, answerLevels, visitFields } from '../visits/answers.ts'
import { allFine, answersWith } from '../visits/sample.ts'
import { causeWords, partOf, riskCauses, riskParts } from './causes.ts'
import { pointsByPart } from './explained.ts'
import { byGravity } from './level.ts'
import { type RiskFacts, type RiskSettings, riskRule, riskRules } from './rules.ts'

const day = '2026-11-23'
const summer = '2026-07-01'
const settings: RiskSettings = {
  ...{ veryOldAge: 80, redFrom: 12, orangeFrom: 8, yellowFrom: 4, silentDays: 30, recentDays: 60 },
  ...{ coldFromMonth: 10, coldToMonth: 4 },
}
const seen = (answers: Answers) => ({ visitedOn: '2026-11-10', result: 'met' as const, answers })
const well: RiskFacts = {
  ...{ groups: [], bornOn: '1955-03-01', ability: null, income: null, lastVisit: seen(allFine) },
  ...{ lastMet: seen(allFine), kinNearest: 'sameVillage', kinLastContactOn: '2026-11-20', hazards: 0 },
  ...{ leftHospitalOn: null, lostHousemateOn: null },
}
const judged = (changes: Partial<RiskFacts>, on = day, version = 2) =>
  riskRule(version).judge({ ...well, ...changes }, on, settings)
const answered = (changes: Partial<Answers>) => {
  const visit = seen(answersWith(changes))
  return { lastVisit: visit, lastMet: visit }
}

describe('the rule with points', () => {
  test('nothing found and in no group: green, and nothing to explain', () => {
    expect(judged({})).toEqual({ version: 2, level: 'green', points: 0, causes: [] })
  })
  test('alone with every child away, very old and silent kin: each says what it adds', () => {
    const risk = judged({
      ...{ groups: ['livesAlone', 'leftBehind', 'veryOld'], bornOn: '1944-01-01' },
      kinLastContactOn: '2026-10-01',
    })
    expect(Object.fromEntries(risk.causes)).toEqual({
      ...{ veryOld: 2, aloneAtHome: 3, childrenFar: 2, kinSilent: 2, coldAlone: 1, coldFrail: 1 },
    })
    expect(risk).toMatchObject({ points: 11, level: 'orange' })
  })
  test('cold fuel and heating count only while it is cold, a stove all year round', () => {
    const cold = answered({ E2: 'attention', S3: 'attention', S2: 'attention' })
    expect(judged(cold).points).toBe(4)
    expect(judged(cold, summer).points).toBe(2)
  })
  test('no part adds more than its limit', () => {
    const all = Object.fromEntries(visitFields.keys.map(field => [field, 'danger'])) as Answers
    const { causes, points } = judged({ lastVisit: seen(all), lastMet: seen(all), hazards: 9 })
    const parts = pointsByPart(causes)
    expect(parts.get('housing')).toBe(5)
    expect(points).toBe([...parts.values()].reduce((sum, one) => sum + one, 0))
  })
  test('danger seen is red until somebody has looked again, and a shut door is no look', () => {
    expect(judged(answered({ S2: 'danger' })).level).toBe('red')
    const shut = { visitedOn: '2026-11-20', result: 'notReached' as const, answers: allFine }
    const danger = seen(answersWith({ S2: 'danger' }))
    expect(judged({ lastVisit: shut, lastMet: danger }).level).toBe('red')
    expect(judged({ lastVisit: seen(allFine), lastMet: seen(allFine) }).level).toBe('green')
  })
  test('leaving hospital counts for a while and no longer', () => {
    expect(judged({ leftHospitalOn: '2026-11-20' }).causes).toContainEqual(['leftHospital', 3])
    expect(judged({ leftHospitalOn: '2026-06-20' }).causes).toEqual([])
  })
  test('a key group is never below yellow', () => {
    expect(judged({ groups: ['emptyNest'] }, summer)).toMatchObject({ level: 'yellow', points: 1 })
  })
})

describe('the rule of groups', () => {
  test.each([
    [{ groups: ['livesAlone'], bornOn: '1944-01-01' }, 'red'],
    [{ groups: ['careDependent'] }, 'orange'],
    [{ groups: ['tekun', 'livesAlone'] }, 'orange'],
    [{ groups: ['tekun'] }, 'yellow'],
    [{}, 'green'],
  ] as const)('%o is %s', (changes, level) => {
    expect(judged(changes, day, 1).level).toBe(level)
  })
})

const anyDay = fc
  .integer({ min: 0, max: 700 })
  .map(days => new Date(Date.UTC(2025, 0, 1 + days)).toISOString().slice(0, 10))
const anyAnswers = fc
  .array(fc.constantFrom(...answerLevels.keys), { minLength: 24, maxLength: 24 })
  .map(levels => Object.fromEntries(visitFields.keys.map((field, at) => [field, levels[at]])) as Answers)
const anyFacts: fc.Arbitrary<RiskFacts> = fc.record({
  groups: fc.subarray([...elderGroups.keys]),
  bornOn: fc.option(fc.integer({ min: 1915, max: 1966 }).map(year => `${year}-05-20`)),
  ability: fc.option(fc.constantFrom('intact', 'mild', 'moderate', 'severe', 'total')),
  income: fc.option(fc.constantFrom('dibao', 'marginal', 'ordinary')),
  lastVisit: fc.record({
    visitedOn: anyDay,
    result: fc.constantFrom('met', 'notReached', 'refused'),
    answers: anyAnswers,
  }),
  lastMet: fc.record({ visitedOn: anyDay, answers: anyAnswers }),
  kinNearest: fc.option(fc.constantFrom(...whereabouts.keys)),
  kinLastContactOn: fc.option(anyDay),
  hazards: fc.integer({ min: 0, max: 20 }),
  leftHospitalOn: fc.option(anyDay),
  lostHousemateOn: fc.option(anyDay),
})
const worse = { notAsked: 'attention', ok: 'attention', attention: 'danger', danger: 'danger' } as const

describe('whatever the facts are, in every version', () => {
  test.each(riskRules.map(rule => [rule.version, rule] as const))(
    'version %s: a worse answer never lowers points or level',
    (_, rule) => {
      fc.assert(
        fc.property(anyFacts, anyDay, fc.constantFrom(...visitFields.keys), (facts, on, field) => {
          const answers = { ...facts.lastVisit!.answers, [field]: worse[facts.lastVisit!.answers[field]] }
          const before = rule.judge(facts, on, settings)
          const after = rule.judge({ ...facts, lastVisit: { ...facts.lastVisit!, answers } }, on, settings)
          expect(after.points).toBeGreaterThanOrEqual(before.points)
          expect(byGravity(after.level, before.level)).toBeLessThanOrEqual(0)
        }),
      )
    },
  )
  test.each(riskRules.map(rule => [rule.version, rule] as const))(
    'version %s: the same facts give the same answer, which explains itself',
    (_, rule) => {
      fc.assert(
        fc.property(anyFacts, anyDay, (facts, on) => {
          const risk = rule.judge(facts, on, settings)
          expect(rule.judge(structuredClone(facts), on, settings)).toEqual(risk)
          if (risk.level !== 'green') expect(risk.causes.length).toBeGreaterThan(0)
          for (const [cause] of risk.causes) {
            expect(causeWords(cause)).toMatch(/\p{Script=Han}/u)
            expect(riskParts.keys).toContain(partOf(cause))
          }
        }),
      )
    },
  )
  test('lower thresholds never lower a level', () => {
    fc.assert(
      fc.property(anyFacts, anyDay, fc.integer({ min: 0, max: 3 }), (facts, on, less) => {
        const stricter = { ...settings, redFrom: 12 - less, orangeFrom: 8 - less, yellowFrom: 4 - less }
        const before = riskRule(2).judge(facts, on, settings)
        expect(byGravity(riskRule(2).judge(facts, on, stricter).level, before.level)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

test('every cause has a part and words of its own', () => {
  const words = riskCauses.keys.map(causeWords)
  expect(new Set(words).size).toBe(words.length)
})
