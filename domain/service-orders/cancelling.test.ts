// What cancelling costs is told before it is done, and another sum is never charged.
import { describe, expect, it } from 'vitest'
import { cancelTerms, cancelText, checkAgreedFee } from './cancelling.ts'

const order = { stage: 'promised', plannedFrom: '2026-11-27T01:00:00.000Z', priceFen: 4_001 } as const
const settings = { freeHours: 24, feePercent: 30 }
const termsAt = (at: string, other: object = {}) =>
  cancelTerms({ ...order, ...other }, settings, new Date(at))!

describe('cancelling an order', () => {
  it('is free up to a day before, to the end of the minute that is named, and then costs a share of the price', () => {
    const free = termsAt('2026-11-26T01:00:59.999Z')
    expect(free).toMatchObject({ cancelFeeFen: 0, freeUntil: '2026-11-26T01:00:00.000Z' })
    expect(termsAt('2026-11-26T01:01:00.000Z')).toMatchObject({
      ...{ cancelFeeFen: 1_200, freeUntil: '2026-11-26T01:00:00.000Z' },
    })
  })

  it('says the sum, why, and until when it would have cost nothing', () => {
    expect(cancelText(termsAt('2026-11-26T02:00:00.000Z'), true)).toBe(
      '现在取消要付 12.00 元，是价格的 30%。提前 24 小时以上取消不收费，这一单到 11月26日 09:00 为止，现在已经过了。',
    )
    expect(cancelText(termsAt('2026-11-25T02:00:00.000Z'), true)).toBe(
      '现在取消不收费，到 11月26日 09:00 为止（提前 24 小时）。以后取消要付 12.00 元，是价格的 30%。',
    )
    expect(cancelText(termsAt('2026-11-26T02:00:00.000Z'), false)).toContain('不收老年人的钱')
  })

  it('never costs anything where the county takes no fee, or the provider has sent her back', () => {
    const none = cancelTerms(order, { freeHours: 24, feePercent: 0 }, new Date(order.plannedFrom))!
    expect(none).toMatchObject({ cancelFeeFen: 0, freeUntil: null })
    expect(cancelText(none, true)).toBe('不收费。')
    expect(termsAt(order.plannedFrom, { stage: 'handedBack' })).toMatchObject({
      cancelFeeFen: 0,
      freeUntil: null,
    })
    expect(cancelTerms({ ...order, stage: 'inService' }, settings, new Date(order.plannedFrom))).toBeNull()
  })

  it('is refused for another sum than the one agreed to, dearer or cheaper', () => {
    const late = termsAt('2026-11-26T02:00:00.000Z')
    expect(checkAgreedFee(late, { byElder: true, agreedFeeFen: 1_200 })).toBe(1_200)
    expect(() => checkAgreedFee(late, { byElder: true, agreedFeeFen: 0 })).toThrow('现在取消要付 12.00 元')
    const early = termsAt('2026-11-25T02:00:00.000Z')
    expect(() => checkAgreedFee(early, { byElder: true, agreedFeeFen: 1_200 })).toThrow('现在取消不收费')
    expect(checkAgreedFee(late, { byElder: false, agreedFeeFen: 0 })).toBe(0)
  })
})
