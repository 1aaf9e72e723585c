// What the clerk typed becomes what is sent; what was not ticked on paper is not asked.
import { describe, expect, it } from 'vitest'
import { dangerFields } from '../../domain/visits/answers.ts'
import { countTyped, emptyLine, missingIn, othersAs, toSend } from './draft.ts'

const line = emptyLine('2026-11-23')

describe('a sheet being typed in', () => {
  it('ticks the other fields well without touching what must be looked at', () => {
    const answers = othersAs({ ...line.answers, E1: 'attention' }, 'ok')
    expect(answers.E1).toBe('attention')
    expect(answers.H1).toBe('ok')
    for (const field of dangerFields) expect(answers[field]).toBe('notAsked')
    expect(othersAs(answers, 'notAsked').H1).toBe('notAsked')
  })

  it('says which line still lacks its time or its reason', () => {
    expect(missingIn({ 1: { ...line, as: 'blank' }, 2: { ...line, as: 'visited' } })).toEqual({
      key: 'sheet.missingDay',
      line: 2,
    })
    const missed = { ...line, as: 'visited', startedAt: '09:00', result: 'notReached' } as const
    expect(missingIn({ 3: missed })).toEqual({ key: 'sheet.missingReason', line: 3 })
    expect(missingIn({ 3: { ...missed, reason: 'notHome' } })).toBeNull()
  })

  it('sends typed lines and blank ones, and no answers where nobody was met', () => {
    const missed = {
      ...line,
      as: 'visited',
      startedAt: '09:00',
      result: 'notReached',
      reason: 'notHome',
    } as const
    const draft = {
      1: { ...missed, answers: othersAs(line.answers, 'ok') },
      2: { ...line, as: 'blank' },
      3: line,
    } as const
    const sent = toSend(draft)
    expect(countTyped(draft)).toBe(2)
    expect(sent.blank).toEqual([2])
    expect(sent.lines).toMatchObject([{ line: 1, notReachedReason: 'notHome', note: null }])
    expect(new Set(Object.values(sent.lines[0]?.answers ?? {}))).toEqual(new Set(['notAsked']))
  })
})
