// The law of visiting as examples.
import { describe, expect, test } from 'vitest'
import { Refused } from '../kernel/refusal.ts'
import { answersFrom, dangerFields, lettersOf, visitFields } from './answers.ts'
import { checkVisit, isIncomplete, judgeVisit, whyNotCounted, worstOf } from './rules.ts'
import { allFine, answersWith, fieldsAs, nothingAskedBut, sampleVisit } from './sample.ts'
import { VisitInput } from './visit.ts'

const now = new Date('2026-11-23T02:00:00Z')
const settings = { notAskedLimit: 8, remoteCounts: false }

function sentenceOf(visit: Partial<VisitInput>): string {
  try {
    checkVisit({ ...sampleVisit, ...visit }, { now })
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(Refused)
    return (error as Refused).message
  }
}

describe('a visit that can have happened', () => {
  test('the sample is valid in shape and by the rules', () => {
    expect(VisitInput.safeParse(sampleVisit).success).toBe(true)
    expect(sentenceOf({})).toBe('')
  })

  test('a phone an hour or a time zone ahead keeps its visit, dated today', () => {
    const ahead = { startedAt: '2026-11-23T16:30:00Z', endedAt: '2026-11-23T16:40:00Z' }
    expect(sentenceOf(ahead)).toBe('')
    expect(judgeVisit({ ...sampleVisit, ...ahead }, settings, { now }).visitedOn).toBe('2026-11-23')
  })

  test('more than a day ahead is refused with what to do', () => {
    expect(sentenceOf({ startedAt: '2026-11-24T02:00:01Z', endedAt: '2026-11-24T02:10:00Z' })).toContain(
      '自动设置时间',
    )
  })

  test('a phone reset to its factory clock is told so', () => {
    expect(sentenceOf({ startedAt: '1970-01-01T00:00:00Z', endedAt: '1970-01-01T00:10:00Z' })).toContain(
      '一年以前',
    )
  })

  test('a record kept for eleven months still counts for its own month', () => {
    const late = { startedAt: '2025-12-24T01:00:00Z', endedAt: '2025-12-24T01:10:00Z' }
    expect(sentenceOf(late)).toBe('')
    expect(judgeVisit({ ...sampleVisit, ...late }, settings, { now }).visitedOn).toBe('2025-12-24')
  })

  test('it ends after it starts and within a day', () => {
    expect(sentenceOf({ endedAt: '2026-11-23T00:59:59Z' })).toContain('早于开始')
    expect(sentenceOf({ startedAt: '2026-11-22T00:59:00Z', endedAt: '2026-11-23T01:00:00Z' })).toContain(
      '24 小时',
    )
  })

  test('the day is the day in Jilin, not in Greenwich', () => {
    const evening = { startedAt: '2026-11-22T16:10:00Z', endedAt: '2026-11-22T16:20:00Z' }
    expect(judgeVisit({ ...sampleVisit, ...evening }, settings, { now }).visitedOn).toBe('2026-11-23')
  })

  test('a reason belongs to an elder who was not reached, and only to one', () => {
    expect(sentenceOf({ result: 'notReached' })).toContain('选择原因')
    expect(sentenceOf({ notReachedReason: 'notHome' })).toContain('去掉')
    expect(
      sentenceOf({ result: 'notReached', notReachedReason: 'notHome', answers: nothingAskedBut() }),
    ).toBe('')
  })

  test.each(dangerFields)('%s must be looked at on a home visit, not on the telephone', field => {
    const answers = answersWith({ [field]: 'notAsked' })
    expect(sentenceOf({ answers })).toContain(visitFields.words[field])
    expect(sentenceOf({ answers, method: 'phone' })).toBe('')
  })
})

describe('what counts toward the monthly rate', () => {
  const counted = (visit: Partial<VisitInput>, changed = settings) =>
    whyNotCounted({ ...sampleVisit, ...visit }, changed)

  test('an elder met at home, by telephone or by video counts', () => {
    expect(counted({})).toBeNull()
    expect(counted({ method: 'phone' })).toBeNull()
    expect(counted({ method: 'video' })).toBeNull()
  })

  test('nobody met, nobody willing: neither counts', () => {
    expect(counted({ result: 'notReached', notReachedReason: 'notHome' })).toBe('notReached')
    expect(counted({ result: 'refused' })).toBe('refused')
  })

  test('a sensor alone counts only where the county says so', () => {
    expect(counted({ method: 'remote', answers: nothingAskedBut() })).toBe('remote')
    expect(
      counted({ method: 'remote', answers: nothingAskedBut() }, { ...settings, remoteCounts: true }),
    ).toBe(null)
  })

  test('eight fields left out are allowed, nine make it incomplete', () => {
    const eight = visitFields.keys.filter(field => !dangerFields.some(other => other === field)).slice(0, 8)
    expect(counted({ answers: fieldsAs('notAsked', eight) })).toBeNull()
    expect(counted({ answers: fieldsAs('notAsked', [...eight, 'N2']) })).toBe('incomplete')
    expect(isIncomplete(allFine, 0)).toBe(false)
  })
})

describe('the answers', () => {
  test('there are 24 and each comes back from its letters', () => {
    expect(visitFields.keys).toHaveLength(24)
    for (const field of visitFields.keys)
      for (const level of ['ok', 'attention', 'danger', 'notAsked'] as const)
        expect(answersFrom(lettersOf(answersWith({ [field]: level })))).toEqual(
          answersWith({ [field]: level }),
        )
  })

  test('one danger outweighs everything; nothing asked is not fine', () => {
    expect(worstOf(allFine)).toBe('ok')
    expect(worstOf(answersWith({ M1: 'attention', E1: 'notAsked' }))).toBe('attention')
    expect(worstOf(answersWith({ M1: 'attention', S2: 'danger' }))).toBe('danger')
    expect(worstOf(nothingAskedBut())).toBe('notAsked')
  })
})
