// Moved money: nothing is lost on the way, nothing moved changes nothing, nobody is reached twice.
import { describe, expect, it } from 'vitest'
import { planCounties, sumsOf } from './kept.ts'
import { gainOf, type MoneyFacts, tryMoney } from './money.ts'
import type { MoneyMove } from './plan.ts'

const county = (countyCode: string, isBorder: boolean) => ({
  ...{ countyCode, regionCode: `${countyCode}000000`, name: countyCode, countyGb2260: countyCode, isBorder },
})
const facts: MoneyFacts = {
  counties: [county('222402', true), county('220182', false)],
  offices: [{ countyCode: '220000', regionCode: '220000000000', name: '吉林省本级' }],
  shares: [
    { countyCode: '222402', kind: 'canteen', shareFen: 500, freeFen: 200 },
    { countyCode: '220182', kind: 'canteen', shareFen: 900, freeFen: 650 },
    { countyCode: '220182', kind: 'visitPurchase', shareFen: 300, freeFen: 300 },
  ],
  unitCosts: [
    { kind: 'canteen', fen: 100, projects: 5 },
    { kind: 'careHome', fen: 1000, projects: 0 },
  ],
  services: [
    { countyCode: '222402', service: 'meal', elders: 1000, reached: 600, sites: 6 },
    { countyCode: '220182', service: 'meal', elders: 2000, reached: 0, sites: 0 },
  ],
}
const canteen = (countyCode: string) => ({ countyCode, kind: 'canteen' as const })
const move = (from: MoneyMove['from'], to: MoneyMove['to'], amountFen: number): MoneyMove => ({
  ...{ from, to, amountFen },
})

describe('money on paper', () => {
  it('changes nothing while nothing is moved', () => {
    const answer = tryMoney(facts, [])
    expect(answer.afterFen).toBe(answer.beforeFen)
    expect(answer.beforeFen).toBe(1150)
    expect(gainOf(answer, 'meal')).toBe(0)
    for (const one of answer.border) expect(one.after).toBe(one.before)
  })

  it('is neither made nor lost by being moved', () => {
    const answer = tryMoney(facts, [move(canteen('220182'), canteen('222402'), 250)])
    expect(answer.afterFen).toBe(answer.beforeFen)
    expect(answer.lines.reduce((sum, one) => sum + one.afterFen - one.beforeFen, 0)).toBe(0)
    expect(tryMoney(facts, [move(null, canteen('222402'), 40)]).afterFen).toBe(1190)
    expect(tryMoney(facts, [move(canteen('222402'), null, 40)]).afterFen).toBe(1110)
  })

  it('builds whole places, each reaching what a place there reaches today', () => {
    const answer = tryMoney(facts, [move(canteen('220182'), canteen('222402'), 250)])
    const [border, inland] = answer.counties
    // 450 builds four canteens instead of two: a hundred elders each, and 400 are out of reach today.
    expect(border).toMatchObject({ sitesBefore: 2, sitesAfter: 4 })
    expect(border?.reaches[0]).toMatchObject({ today: 600, before: 800, after: 1000 })
    // No canteen there yet, so the average of both counties: a hundred.
    expect(inland?.reaches[0]).toMatchObject({ today: 0, before: 600, after: 400 })
    expect(answer.border[0]).toEqual({ service: 'meal', elders: 1000, before: 800, after: 1000 })
    expect(gainOf(answer, 'meal')).toBe(0)
  })

  it('planned for no county builds nothing until it is given to one, and is not lost on the way', () => {
    const planned = {
      ...facts,
      shares: [
        ...facts.shares,
        { countyCode: '220000', kind: 'canteen' as const, shareFen: 500, freeFen: 500 },
      ],
    }
    const still = tryMoney(planned, [])
    expect(still.beforeFen).toBe(1650)
    expect(still.counties[0]).toMatchObject({ sitesAfter: 2 })
    expect(still.offices).toMatchObject([{ beforeFen: 500, afterFen: 500, sitesAfter: 0 }])
    const given = tryMoney(planned, [move(canteen('220000'), canteen('222402'), 200)])
    expect(given.afterFen).toBe(1650)
    expect(given.counties[0]).toMatchObject({ sitesBefore: 2, sitesAfter: 4 })
    expect(given.offices).toMatchObject([{ beforeFen: 500, afterFen: 300 }])
    const sums = planCounties(given, null, null)
    expect(sumsOf(sums).onceFen).toBe(0)
  })

  it('never reaches more people than there are', () => {
    const answer = tryMoney(facts, [move(null, canteen('222402'), 100_000)])
    expect(answer.counties[0]?.reaches[0]?.after).toBe(1000)
  })

  it('cannot be taken from where none lies free, nor from places that are not there', () => {
    expect(() => tryMoney(facts, [move(canteen('222402'), null, 201)])).toThrow('不够调')
    expect(() => tryMoney(facts, [move(null, canteen('999999'), 1)])).toThrow('不在这个地区')
  })
})
