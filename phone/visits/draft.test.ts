// Filling in the form: one tap for what is fine, never for what is dangerous.
import { describe, expect, test } from 'vitest'
import { dangerFields, visitBlocks } from '../../domain/visits/answers.ts'
import { checkVisit } from '../../domain/visits/rules.ts'
import { allFine } from '../../domain/visits/sample.ts'
import { VisitInput } from '../../domain/visits/visit.ts'
import { sampleElder } from '../sample.ts'
import {
  draftFromRefused,
  isBlockFine,
  missingIn,
  newDraft,
  openSteps,
  stepsOf,
  touched,
  unaskedCount,
  type VisitDraft,
  visitFromDraft,
  withBlockFine,
  withStart,
} from './draft.ts'

const visitId = '01936000-0000-7000-8000-000000000001'
const began = new Date('2026-11-23T01:00:00.000Z')
const later = new Date('2026-11-23T01:08:00.000Z')
const fresh = newDraft(sampleElder, { visitId, now: began })
const atHome: VisitDraft = { ...fresh, method: 'home', result: 'met' }

function everythingFine(draft: VisitDraft): VisitDraft {
  const answers = visitBlocks.keys.reduce(withBlockFine, draft.answers)
  return {
    ...draft,
    answers: { ...answers, ...Object.fromEntries(dangerFields.map(field => [field, 'ok'])) },
  }
}

describe('answering', () => {
  test('“这一项都正常” leaves the danger fields unasked', () => {
    const answers = visitBlocks.keys.reduce(withBlockFine, fresh.answers)
    expect(unaskedCount(answers)).toBe(dangerFields.length)
    for (const field of dangerFields) expect(answers[field]).toBe('notAsked')
  })

  test('a worry marked before the tap stays a worry', () => {
    const answers = withBlockFine({ ...fresh.answers, H2: 'attention' }, 'health')
    expect(answers).toMatchObject({ H1: 'ok', H2: 'attention' })
    expect(isBlockFine(answers, 'health')).toBe(false)
  })

  test('at home the danger fields must be asked, on the telephone they may be left out', () => {
    expect(missingIn(atHome, 'health')).toEqual(['H5'])
    expect(openSteps(atHome)).toEqual(['health', 'mental', 'safety', 'care'])
    expect(openSteps({ ...atHome, method: 'phone' })).toEqual([])
    expect(openSteps(everythingFine(atHome))).toEqual([])
  })

  test('nobody met: a reason is needed, and nothing else', () => {
    const shut: VisitDraft = { ...fresh, method: 'home', result: 'notReached' }
    expect(stepsOf(shut)).toEqual(['how', 'finish'])
    expect(openSteps(shut)).toEqual(['how'])
    expect(openSteps({ ...shut, notReachedReason: 'hospital' })).toEqual([])
  })
})

describe('the act', () => {
  test('is one the server accepts', () => {
    const visit = visitFromDraft(everythingFine(touched(atHome, {}, later)), later)
    expect(VisitInput.parse(visit)).toEqual(visit)
    expect(() => checkVisit(visit, { now: later })).not.toThrow()
    expect(visit.answers).toEqual(allFine)
    expect(visit.endedAt).toBe(later.toISOString())
  })

  test('carries no answers when nobody was met, whatever was tapped before', () => {
    const shut = { ...everythingFine(atHome), result: 'refused' as const, needs: ['meal' as const] }
    const visit = visitFromDraft(shut, later)
    expect(unaskedCount(visit.answers)).toBe(24)
    expect(visit.needs).toEqual([])
    expect(() => checkVisit(visit, { now: later })).not.toThrow()
  })

  test('finished the next morning it still ends on the day of the visit', () => {
    const nextDay = new Date('2026-11-24T01:00:00Z')
    const draft = touched(touched(everythingFine(atHome), {}, later), { note: '补记' }, nextDay)
    const visit = visitFromDraft(draft, nextDay)
    expect(visit.endedAt).toBe(later.toISOString())
    expect(() => checkVisit(visit, { now: nextDay })).not.toThrow()
  })

  test('refused for its time, it gets a new id and the time she gives', () => {
    const wrong = { ...visitFromDraft(everythingFine(atHome), later), startedAt: '2027-11-23T01:00:00Z' }
    const draft = withStart(
      draftFromRefused(wrong, 'old-act', { visitId: '01936000-0000-7000-8000-000000000002', now: later }),
      began,
    )
    const visit = visitFromDraft(draft, later)
    expect(visit.id).not.toBe(wrong.id)
    expect(visit.startedAt).toBe(began.toISOString())
    expect(() => checkVisit(visit, { now: later })).not.toThrow()
  })
})
