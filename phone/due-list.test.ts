// The list of the day, with and without signal.
import { describe, expect, test } from 'vitest'
import { answersWith, sampleVisit } from '../domain/visits/sample.ts'
import { dueList, matchesSearch } from './due-list.ts'
import { sampleElder } from './sample.ts'

const today = '2026-11-23'
const only = (list: ReturnType<typeof dueList>) => {
  const [first] = list
  if (!first) throw new Error('the list is empty')
  return first
}
const visit = { ...sampleVisit, elderId: sampleElder.id }

describe('who is due', () => {
  test('what the server reckoned stands until something is recorded on the phone', () => {
    const entry = only(dueList([sampleElder], [], today, {}))
    expect(entry).toMatchObject({ section: 'now', daysOverdue: 3, due: { reason: 'highRisk' } })
  })

  test('after a visit without signal she is seen, and due again in a week', () => {
    const entry = only(dueList([sampleElder], [visit], today, {}))
    expect(entry.due).toMatchObject({ on: '2026-11-30', reason: 'highRisk' })
    expect(entry.section).toBe('done')
    expect(only(dueList([sampleElder], [visit], '2026-11-24', {})).section).toBe('soon')
    expect(entry.lastVisit?.visitedOn).toBe(today)
  })

  test('danger found: she is due again the next day, whatever her groups', () => {
    const danger = { ...visit, answers: answersWith({ S2: 'danger' }) }
    const entry = only(dueList([{ ...sampleElder, groups: [] }], [danger], today, {}))
    expect(entry.due).toMatchObject({ on: '2026-11-24', reason: 'dangerFound', risk: 'red' })
  })

  test('nobody at home: again in three days', () => {
    const shut = { ...visit, result: 'notReached' as const, notReachedReason: 'notHome' as const }
    const entry = only(dueList([sampleElder], [shut], today, {}))
    expect(entry.due).toMatchObject({ on: '2026-11-26', reason: 'missed' })
    expect(entry.section).toBe('soon')
  })

  test('a county with stricter days is obeyed', () => {
    const entry = only(dueList([sampleElder], [visit], today, { 'visit.daysRed': 3 }))
    expect(entry.due.on).toBe('2026-11-26')
  })

  test('an old record on the phone does not outweigh a newer visit of somebody else', () => {
    const newer = {
      ...sampleElder,
      due: { on: '2026-11-29', reason: 'highRisk' as const, everyDays: 7 },
      lastVisit: { ...sampleElder.lastVisit!, visitedOn: '2026-11-22' },
    }
    const old = { ...visit, startedAt: '2026-11-19T01:00:00Z' }
    expect(only(dueList([newer], [old], today, {})).due.on).toBe('2026-11-29')
  })

  test('the most overdue come first, then the graver risk', () => {
    const elder = (id: string, on: string, risk: 'red' | 'yellow') => ({
      ...sampleElder,
      id,
      risk,
      due: { ...sampleElder.due, on },
    })
    const list = dueList(
      [elder('c', '2026-11-25', 'red'), elder('b', '2026-11-22', 'yellow'), elder('a', '2026-11-22', 'red')],
      [],
      today,
      {},
    )
    expect(list.map(entry => entry.elder.id)).toEqual(['a', 'b', 'c'])
  })

  test('further than a week ahead nothing needs doing', () => {
    const later = { ...sampleElder, due: { ...sampleElder.due, on: '2026-12-05' } }
    expect(only(dueList([later], [], today, {})).section).toBe('done')
  })
})

describe('search', () => {
  const elder = { ...sampleElder, name: '合成兰', pinyin: 'hechenglan' }
  test('by name, pinyin, initials', () => {
    for (const typed of ['合成', '兰', 'hecheng', 'HCL', 'hc l', ''])
      expect(matchesSearch(elder, typed)).toBe(true)
    for (const typed of ['王', 'lan', 'hz', 'hclx']) expect(matchesSearch(elder, typed)).toBe(false)
  })
})
