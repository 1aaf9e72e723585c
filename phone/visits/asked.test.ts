// What a form asks first, and what a saved one brings with it.
import { describe, expect, test } from 'vitest'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { answersWith, nothingAskedBut, sampleVisit } from '../../domain/visits/sample.ts'
import { dueList } from '../due-list.ts'
import { sampleElder } from '../sample.ts'
import { askedFor, lastTimeFor } from './asked.ts'
import { actsBeside } from './beside.ts'
import {
  completeDraft,
  heardIn,
  isHowComplete,
  isStepComplete,
  newDraft,
  outcomeOf,
  stepsOf,
  visitFromDraft,
  withOutcome,
} from './draft.ts'
import { asSeen, houseLeft, lookAgain } from './household.ts'

const now = new Date('2026-11-26T02:00:00Z')
const today = '2026-11-26'
const remembered: BundleElder = {
  ...sampleElder,
  lastTime: { on: '2026-11-01', attention: ['M1'], danger: ['S2'] },
  openCases: [{ id: '01936000-0000-7000-8000-0000000000c1', field: 'S2' }],
  openTroubles: ['探访发现炉子漏烟'],
}
const formOf = (elder = remembered) =>
  newDraft(elder, { visitId: 'v', now, asked: askedFor(elder, [], { settings: {}, today }) })

describe('last time', () => {
  test('is the first step, and answering it answers the field', () => {
    const draft = { ...formOf(), result: 'met' as const }
    expect(stepsOf(draft).slice(0, 3)).toEqual(['how', 'last', 'health'])
    expect(isStepComplete(draft, 'last')).toBe(false)
    const [stove, mood] = draft.questions
    if (!stove || !mood) throw new Error('two questions')
    const once = { ...draft, ...withOutcome(draft, stove, 'mended') }
    expect(once.answers.S2).toBe('ok')
    const both = { ...once, ...withOutcome(once, mood, 'stillWrong') }
    expect(both.answers.M1).toBe('attention')
    expect(isStepComplete(both, 'last')).toBe(true)
    const back = { ...both, ...withOutcome(both, stove, 'mended') }
    expect(outcomeOf(back, stove)).toBeNull()
    expect(back.answers.S2).toBe('notAsked')
  })

  test('what she found herself this morning counts more than the bundle', () => {
    const own = { ...sampleVisit, elderId: remembered.id, startedAt: '2026-11-26T00:00:00Z' }
    expect(lastTimeFor(remembered, [own])).toBeNull()
    const missed = { ...own, result: 'notReached' as const, answers: nothingAskedBut() }
    expect(lastTimeFor(remembered, [missed])).toBe(remembered.lastTime)
    const seasonal = [{ question: 'fuelLasts' as const, answer: 'fuelNone' as const }]
    expect(lastTimeFor(remembered, [{ ...own, seasonal }])?.danger).toEqual(['E2'])
  })

  test('nothing was wrong: no such step; an older server still tells by its last visit', () => {
    const { lastTime: _, openCases: __, ...rest } = remembered
    const plain = { ...rest, openTroubles: [], lastVisit: null }
    expect(stepsOf({ ...formOf(plain), result: 'met' })).not.toContain('last')
    const lastVisit = { ...sampleVisit, visitedOn: '2026-11-01', answers: answersWith({ S3: 'danger' }) }
    expect(lastTimeFor({ ...plain, lastVisit }, [])?.danger).toEqual(['S3'])
  })
})

describe('beside the visit', () => {
  const parts = { today, waitingChanges: () => 0, newId: () => 'new' }
  const kinId = '01936000-0000-7000-8000-0000000000d1'
  const elder: BundleElder = {
    ...sampleElder,
    kin: [{ id: kinId, version: 3, name: '合成女儿', kinship: 'daughter', relation: '女儿' }],
  }

  test('a child’s contact becomes an act on the family, after those still waiting', () => {
    const draft = {
      ...formOf(elder),
      result: 'met' as const,
      kinContacts: [{ kinId, when: 'heardThisWeek' as const }],
    }
    expect(actsBeside({ ...parts, draft, elder, waitingChanges: () => 2 })).toEqual([
      {
        operation: 'kin.change',
        input: { countyCode: elder.countyCode, id: kinId, version: 5, kin: { lastContactOn: '2026-11-23' } },
      },
    ])
    const long = { ...draft, kinContacts: [{ kinId, when: 'heardLongAgo' as const }] }
    expect(actsBeside({ ...parts, draft: long, elder })).toEqual([])
  })

  test('a refusal for good needs a witness and becomes the elder’s own will', () => {
    const draft = {
      ...formOf(elder),
      ...{ method: 'home' as const, result: 'refused' as const, refusedReason: 'wantsNoVisits' as const },
      standingRefusal: { witness: ' ' },
    }
    expect(isHowComplete(draft)).toBe(false)
    const witnessed = { ...draft, standingRefusal: { witness: '合成邻居（邻居）' } }
    expect(isHowComplete(witnessed)).toBe(true)
    expect(actsBeside({ ...parts, draft: witnessed, elder })).toMatchObject([
      { operation: 'consent.record', input: { answer: 'refuses', way: 'beforeWitness', answeredOn: today } },
    ])
    expect(actsBeside({ ...parts, draft: { ...witnessed, standingRefusal: null }, elder })).toEqual([])
  })

  test('of a visit where nobody was met no answer goes up', () => {
    const draft = {
      ...formOf(),
      ...{ method: 'home' as const, result: 'notReached' as const, notReachedReason: 'notHome' as const },
      seasonal: [{ question: 'fuelLasts' as const, answer: 'fuelNone' as const }],
      kinContacts: [{ kinId, when: 'heardToday' as const }],
      doorSigns: ['lightsOn' as const],
    }
    expect(visitFromDraft(draft, now)).toMatchObject({
      ...{ seasonal: [], kinContacts: [], followUps: [], doorSigns: ['lightsOn'] },
    })
  })
})

describe('one home', () => {
  const seen = {
    ...{ name: '合成老伴', confirmed: null },
    answers: answersWith({ S2: 'danger', H1: 'danger' }),
    seasonal: [
      { question: 'fuelLasts' as const, answer: 'fuelDays' as const },
      { question: 'heat' as const, answer: 'heatIll' as const },
    ],
  }
  const draft = { ...formOf(), result: 'met' as const, houseSeen: seen }

  test('asks whether the house is the same before it goes on; what concerns her alone stays open', () => {
    expect(stepsOf(draft)).toContain('house')
    expect(isStepComplete(draft, 'house')).toBe(false)
    const same = { ...draft, ...asSeen(draft, seen) }
    expect(isStepComplete(same, 'house')).toBe(true)
    expect(same.answers).toMatchObject({ S2: 'danger', E3: 'ok', H1: 'notAsked' })
    expect(same.seasonal).toEqual([seen.seasonal[0]])
    expect(heardIn(same).E2).toBe('attention')
    expect(same.advised).toContain('S2')
    const again = { ...same, ...lookAgain(same, seen) }
    expect(again.answers.S2).toBe('notAsked')
    expect(again.seasonal).toEqual([])
  })

  test('who is still to be asked', () => {
    const drafts = [{ ...draft, elderId: remembered.id, householdVisitId: 'h' }]
    const elders = dueList([remembered], [], today, {})
    expect(houseLeft(drafts, elders, { householdVisitId: 'h' }).left).toEqual([remembered])
    expect(houseLeft(drafts, elders, { householdVisitId: null }).left).toEqual([])
  })
})

test('a form begun in the app of an earlier release goes on', () => {
  const { questions: _, season: __, houseSeen: ___, doorSigns: ____, ...old } = formOf()
  const draft = completeDraft(old as ReturnType<typeof formOf>)
  expect(stepsOf({ ...draft, result: 'met' })).not.toContain('last')
  expect(draft.doorSigns).toEqual([])
})
