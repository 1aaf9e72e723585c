// The list of beds on the phone: what was told here counts before the server has heard of it.
import { describe, expect, test } from 'vitest'
import type { CarriedBed } from '../../domain/home-care/bed-step.ts'
import { freshlyKept, type KeptAct, type KeptState } from '../outbox.ts'
import { bedsToday, inOrder } from './beds.ts'

const today = '2026-11-23'
const bed: CarriedBed = {
  ...{ countyCode: '222402', id: 'bed-1', elderId: 'elder-1', elderName: '甲', elderAge: 84, phone: null },
  ...{ spokenLanguage: 'ko', hardOfHearing: false, weakSight: false, villageName: '村', address: '一组' },
  ...{ level: 'severe', monthlyVisits: 4, monthVisits: 1, lastVisitOn: '2026-11-10', lastTasks: [] },
  ...{ lastFound: null, paused: null, open: null },
}
const list = (beds: CarriedBed[], acts: KeptAct[] = []) => bedsToday({ fingerprint: 'f', today, beds }, acts)

function told(kind: 'arrive' | 'leave', hour: string, state: KeptState = 'waiting'): KeptAct {
  const happenedAt = `${today}T${hour}:00Z`
  const input = { bedId: 'bed-1', visitId: 'visit-1', kind, happenedAt }
  const kept = freshlyKept(
    { id: `${kind}-${hour}`, operation: 'homeBed.step', input, doneAt: happenedAt },
    { elderId: 'elder-1', label: '甲' },
  )
  return { ...kept, state }
}

describe('a bed on the phone', () => {
  test('is open from coming to going, and counts in the month at once', () => {
    expect(list([bed])).toMatchObject([{ open: null, doneToday: false, monthVisits: 1 }])
    const here = list([bed], [told('arrive', '01:00')])
    expect(here).toMatchObject([{ open: { visitId: 'visit-1' }, doneToday: false }])
    const gone = list([bed], [told('arrive', '01:00'), told('leave', '02:00')])
    expect(gone).toMatchObject([{ open: null, doneToday: true, monthVisits: 2 }])
  })

  test('is still open on a new phone, where only the server knows of the arrival', () => {
    const open = { visitId: 'visit-1', startedAt: `${today}T01:00:00Z` }
    expect(list([{ ...bed, open }])[0]?.open).toEqual(open)
    expect(list([{ ...bed, open }], [told('leave', '02:00')])[0]?.open).toBeNull()
    const forgotten = { ...open, startedAt: '2026-11-22T01:00:00Z' }
    expect(list([{ ...bed, open: forgotten }])[0]?.open).toBeNull()
  })

  test('does not count what was sent back, and says so', () => {
    expect(list([bed], [told('arrive', '01:00', 'refused')])).toMatchObject([{ open: null, refused: 1 }])
  })

  test('stands before others while she is there, behind them once she was, and by what is owed', () => {
    const more = (id: string, change: Partial<CarriedBed>) => ({ ...bed, id, ...change })
    const open = { visitId: 'v', startedAt: `${today}T01:00:00Z` }
    const beds = [
      more('done', { lastVisitOn: today }),
      more('paused', { paused: '老人不在家' }),
      more('owed', { monthVisits: 0 }),
      more('less', { monthVisits: 3 }),
      more('here', { open }),
    ]
    expect(inOrder(list(beds)).map(one => one.bed.id)).toEqual(['here', 'owed', 'less', 'paused', 'done'])
  })
})
