// An assessment on the phone: taps that go on, coming back, saving whole, mending what was sent back; and its words.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkAbility } from '../../domain/assessments/ability.ts'
import { abilityCodes, abilityItems } from '../../domain/assessments/ability-items.ts'
import { AbilityInput, HomeCheckInput, SelfCareInput } from '../../domain/assessments/api.ts'
import { selfCareItems } from '../../domain/assessments/self-care.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { sampleElder } from '../sample.ts'
import {
  type AbilityDraft,
  actFrom,
  assessmentFromRefused,
  firstMissing,
  type HomeDraft,
  lastStep,
  newAssessment,
  type SelfCareDraft,
  withAble,
  withHazard,
  withScore,
} from './draft.ts'
import { assessWords } from './words.ts'

const id = '01936000-0000-7000-8000-000000000001'
const other = '01936000-0000-7000-8000-000000000002'
const now = new Date('2026-11-23T15:50:00.000Z')
const ability = newAssessment('ability', sampleElder, { id, now }) as AbilityDraft
const selfCare = newAssessment('selfCare', sampleElder, { id, now }) as SelfCareDraft
const home = newAssessment('homeSafety', sampleElder, { id, now }) as HomeDraft
const scored = abilityItems.reduce((draft, { code, maximum }) => withScore(draft, code, maximum), ability)

describe('tapping', () => {
  test('a score goes on to the next item; given again after going back, it stays', () => {
    const one = withScore(ability, 'B1.1', 3)
    expect(one).toMatchObject({ at: 1, scores: { 'B1.1': 3 } })
    const back = { ...one, at: 0 }
    expect(withScore(back, 'B1.1', 2)).toMatchObject({ at: 0, scores: { 'B1.1': 2 } })
  })

  test('26 taps lead to the last step', () => {
    expect(scored.at).toBe(lastStep.ability)
    expect(firstMissing(scored)).toBeNull()
  })

  test('an item passed over is named, and nothing is saved without it', () => {
    const { 'B2.3': _left, ...scores } = scored.scores
    const holed: AbilityDraft = { ...scored, scores }
    expect(firstMissing(holed)).toBe(abilityCodes.indexOf('B2.3'))
    expect(() => actFrom(holed)).toThrow(Refused)
  })

  test('a draft survives being written down and read again', () => {
    const half = withScore(ability, 'B1.1', 4)
    expect(withScore(JSON.parse(JSON.stringify(half)), 'B1.2', 1)).toEqual(withScore(half, 'B1.2', 1))
  })
})

describe('what is saved', () => {
  test('is what the server takes, dated by the day it was begun', () => {
    const act = actFrom(scored)
    const input = AbilityInput.parse(act.input)
    expect(input).toMatchObject({ id, elderId: sampleElder.id, assessedOn: '2026-11-23', reason: 'routine' })
    expect(() => checkAbility(input, '2026-11-24')).not.toThrow()
  })

  test('of six items are those not met', () => {
    const answered = selfCareItems.keys.reduce(
      (draft, item) => withAble(draft, item, item !== 'bathesAlone'),
      selfCare,
    )
    expect(SelfCareInput.parse(actFrom(answered).input)).toMatchObject({ notMet: ['bathesAlone'] })
    expect(() => actFrom(withAble(selfCare, 'eatsAlone', true))).toThrow(Refused)
  })

  test('of a home are the hazards seen, none of them needed', () => {
    expect(HomeCheckInput.parse(actFrom(home).input).hazards).toEqual([])
    const seen = withHazard(withHazard(home, 'darkAtNight', true), 'slipperyFloor', true)
    const act = actFrom(withHazard(seen, 'darkAtNight', false))
    expect(HomeCheckInput.parse(act.input).hazards).toEqual(['slipperyFloor'])
  })
})

test('a record sent back opens as it was, under a new id, and mends the old one', () => {
  for (const draft of [
    { ...scored, reason: 'immediate' as const },
    selfCareItems.keys.reduce((one, item) => withAble(one, item, item === 'eatsAlone'), selfCare),
    withHazard(home, 'aloneAtRisk', true),
  ]) {
    const again = assessmentFromRefused({ ...actFrom(draft), id: other }, { id: other })
    expect(again).toEqual({ ...draft, id: other, mends: other, at: lastStep[draft.kind] })
  }
})

describe('the words', () => {
  const table = JSON.parse(readFileSync(new URL('../../data/gbt42195.json', import.meta.url), 'utf8')) as {
    groups: { items: { code: string; anchors: string[] }[] }[]
  }
  const plain = (text: string) => text.replace(/ \(one transcription prints[^)]*\)/, '').replaceAll('>=', '≥')

  test('in English are the steps of the shipped table', () => {
    const shipped = table.groups.flatMap(group => group.items)
    for (const { code, anchors, maximum } of abilityItems) {
      const ours = assessWords.en.anchors[anchors].map((step, place) => `${maximum - place} ${step}`)
      expect(ours).toEqual(shipped.find(item => item.code === code)?.anchors.map(plain))
    }
  })

  test('in every language there are as many steps as scores', () => {
    for (const { anchors } of Object.values(assessWords))
      for (const item of abilityItems) expect(anchors[item.anchors]).toHaveLength(item.maximum + 1)
  })
})
