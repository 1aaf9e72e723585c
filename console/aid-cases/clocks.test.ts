// The clocks of a case as the officer reads them.
import { expect, test } from 'vitest'
import { clockOf, durationText } from './clocks.ts'

const aidCase = {
  stage: 'open' as const,
  openedAt: '2026-11-23T01:00:00Z',
  acknowledgeBy: '2026-11-23T03:00:00Z',
  onSiteBy: '2026-11-24T01:00:00Z',
}
const at = (instant: string) => Date.parse(instant)

test('an unanswered case counts down to the answer, an answered one to the door', () => {
  expect(clockOf(aidCase, at('2026-11-23T01:30:00Z'))).toEqual({
    waitsFor: 'acknowledge',
    overdue: false,
    soon: false,
    minutes: 90,
  })
  expect(clockOf({ ...aidCase, stage: 'acknowledged' }, at('2026-11-23T02:00:00Z'))).toMatchObject({
    waitsFor: 'onSite',
    minutes: 1380,
  })
})

test('the last fifth of the time is soon, past the end is overdue', () => {
  expect(clockOf(aidCase, at('2026-11-23T02:40:00Z'))).toMatchObject({ soon: true, overdue: false })
  expect(clockOf(aidCase, at('2026-11-23T03:05:00Z'))).toMatchObject({
    soon: false,
    overdue: true,
    minutes: 5,
  })
})

test('no clock runs once somebody is working at the door or it is over', () => {
  for (const stage of ['inProgress', 'resolved', 'closed', 'rejected'] as const)
    expect(clockOf({ ...aidCase, stage }, at('2026-12-30T00:00:00Z'))).toBeNull()
})

test('time is said in two units at most', () => {
  expect([0, 5, 60, 125, 1440, 4500].map(durationText)).toEqual([
    '不到 1 分钟',
    '5 分钟',
    '1 小时',
    '2 小时 5 分',
    '1 天',
    '3 天 3 小时',
  ])
})
