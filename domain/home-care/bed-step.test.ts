// How long a visit to a bed was, and what is no visit.
import { describe, expect, it } from 'vitest'
import { checkLeaving, minutesOfVisit } from './bed-step.ts'

describe('a visit told by a phone', () => {
  const from = '2026-11-23T01:00:00Z'

  it('lasts from coming to going, a minute at least', () => {
    expect(minutesOfVisit(from, '2026-11-23T01:44:40Z')).toBe(45)
    expect(minutesOfVisit(from, from)).toBe(1)
  })

  it('is none if the clock ran backwards or nobody went for half a day', () => {
    expect(() => minutesOfVisit(from, '2026-11-23T00:58:00Z')).toThrow(/早于签到/)
    expect(() => minutesOfVisit(from, '2026-11-23T13:02:00Z')).toThrow(/超过 12 小时/)
  })

  it('is none if nothing was done', () => {
    expect(() => checkLeaving({ tasks: [] })).toThrow(/至少选一项/)
    expect(checkLeaving({ tasks: ['bath'] })).toBeUndefined()
  })
})
