// What was wrong last time is asked first, once, and its answer answers the field.
import { describe, expect, test } from 'vitest'
import { FollowUp, lastTimeOf, levelAfter, questionsOf, shortNote } from './follow-up.ts'
import { allFine, answersWith } from './sample.ts'

const id = '01936000-0000-7000-8000-0000000000c1'
const handId = '01936000-0000-7000-8000-0000000000c2'

describe('what is remembered', () => {
  test('only what was wrong, and the note in a few words', () => {
    const answers = answersWith({ S2: 'danger', M1: 'attention', H1: 'notAsked' })
    expect(lastTimeOf({ visitedOn: '2026-10-12', answers, note: '烟囱漏烟，\n等镇里来修' })).toEqual({
      on: '2026-10-12',
      attention: ['M1'],
      danger: ['S2'],
      note: '烟囱漏烟， 等镇里来修',
    })
    expect(lastTimeOf({ visitedOn: '2026-10-12', answers: allFine, note: null })).toBeNull()
    expect(lastTimeOf({ visitedOn: '2026-10-12', answers: allFine, note: ' 想吃饺子 ' })?.note).toBe(
      '想吃饺子',
    )
  })

  test('a long note is cut by letters and never in the middle of one', () => {
    const short = shortNote('🧓'.repeat(200)) ?? ''
    expect([...short]).toHaveLength(60)
    expect(short.endsWith('…')).toBe(true)
    expect(shortNote('   ')).toBeNull()
  })
})

describe('what is asked', () => {
  const last = { on: '2026-10-12', attention: ['M1' as const], danger: ['S2' as const] }

  test('dangers first; a case about the same field is one question with it', () => {
    const asked = questionsOf(last, [
      { id: handId, trouble: '要办助浴' },
      { id, field: 'S2', trouble: '探访发现' },
    ])
    expect(asked.map(one => [one.key, one.level, one.caseId])).toEqual([
      ['S2', 'danger', id],
      [handId, null, handId],
      ['M1', 'attention', null],
    ])
  })

  test('an open case is asked about even when the last visit found nothing', () => {
    expect(questionsOf(null, [{ id, field: 'S3', trouble: '没有暖气' }])).toMatchObject([
      { field: 'S3', level: null, caseId: id },
    ])
  })

  test('the answer of the field follows', () => {
    expect(levelAfter('mended', 'danger')).toBe('ok')
    expect(levelAfter('eased', 'danger')).toBe('attention')
    expect(levelAfter('stillWrong', 'danger')).toBe('danger')
    expect(levelAfter('stillWrong', null)).toBe('attention')
    expect(levelAfter('notSeen', 'danger')).toBeNull()
  })

  test('an answer about nothing is refused in Chinese', () => {
    expect(FollowUp.safeParse({ field: 'S2', outcome: 'mended' }).success).toBe(true)
    const said = FollowUp.safeParse({ outcome: 'mended' })
    expect(said.success).toBe(false)
    expect(said.error?.issues[0]?.message).toMatch(/[一-龥]/)
  })
})
