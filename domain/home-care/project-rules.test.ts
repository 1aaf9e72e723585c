// Who pays for what, how a project goes on, and who may say yes to it.
import { describe, expect, it } from 'vitest'
import { adaptationItems } from '../assessments/adaptation.ts'
import { type PlanLineInput, projectActKinds, projectStages } from './project.ts'
import {
  checkApprover,
  checkLookBack,
  checkOfficeAcceptance,
  checkPayment,
  checkPhotos,
  checkSubmission,
  itemsWithoutPhoto,
  monthsLater,
  outstandingOf,
  type PayingRules,
  pricedPlan,
  proposedFunder,
  sharesOf,
  stageAfter,
  stageOf,
} from './project-rules.ts'

const rules: PayingRules = { basicPercent: 100, optionalPercent: 0, marginalCounts: true, limitYuan: 0 }
const line = (item: number, more: Partial<PlanLineInput> = {}): PlanLineInput => ({
  ...{ item, reason: '地面滑', quantity: 1, priceFen: 30_000, funder: 'governmentFunds' },
  ...more,
})

describe('who pays', () => {
  it('is government for the seven basic items of a hardship family, the family for the other 23', () => {
    const paidFor = adaptationItems.filter(
      ({ number }) => proposedFunder(number, 'dibao', rules) === 'governmentFunds',
    )
    expect(paidFor.map(({ number }) => number)).toEqual([1, 2, 11, 13, 17, 24, 29])
    expect(
      adaptationItems.every(({ number }) => proposedFunder(number, 'ordinary', rules) === 'familyFunds'),
    ).toBe(true)
  })

  it('counts families just above dibao only where the county does', () => {
    expect(proposedFunder(1, 'marginal', rules)).toBe('governmentFunds')
    expect(proposedFunder(1, 'marginal', { ...rules, marginalCounts: false })).toBe('familyFunds')
  })

  it('refuses an optional item at government’s cost, and any item for a family without hardship', () => {
    expect(() => pricedPlan([line(10)], 'tekun', rules)).toThrow(/可选项，本地政府不出钱/)
    expect(() => pricedPlan([line(1)], 'ordinary', rules)).toThrow(/没有登记为困难家庭/)
    expect(pricedPlan([line(10, { funder: 'familyFunds' })], 'ordinary', rules)[0]?.governmentFen).toBe(0)
  })

  it('splits a line where the county pays a part: what is left is the family’s, odd fen too', () => {
    const half = { ...rules, optionalPercent: 50 }
    const plan = pricedPlan(
      [line(10, { priceFen: 100_001 }), line(24, { quantity: 2, priceFen: 5_000 })],
      'dibao',
      half,
    )
    expect(plan.map(one => one.governmentFen)).toEqual([50_000, 10_000])
    expect(sharesOf(plan)).toEqual({
      ...{ governmentFunds: 60_000, familyFunds: 50_001, villageFunds: 0, charityFunds: 0 },
    })
  })

  it('holds to the limit of a household, and to each item once', () => {
    const limited = { ...rules, limitYuan: 500 }
    expect(() => pricedPlan([line(1), line(13)], 'tekun', limited)).toThrow(/600.00 元，超过每户 500 元/)
    expect(pricedPlan([line(1)], 'tekun', limited)).toHaveLength(1)
    expect(() => pricedPlan([line(1), line(1)], 'tekun', rules)).toThrow(/写了两次/)
  })

  it('pays nobody more than is owed', () => {
    const plan = pricedPlan([line(1), line(20, { funder: 'villageFunds', priceFen: 8_000 })], 'tekun', rules)
    const paid = [{ funder: 'governmentFunds' as const, amountFen: 20_000 }]
    expect(outstandingOf(plan, paid)).toMatchObject({ governmentFunds: 10_000, villageFunds: 8_000 })
    expect(() => checkPayment('governmentFunds', 10_001, plan, paid)).toThrow(/还应付 100.00 元/)
    expect(() => checkPayment('familyFunds', 1, plan, paid)).toThrow(/已付清/)
    expect(checkPayment('villageFunds', 8_000, plan, paid)).toBeUndefined()
  })
})

describe('a project', () => {
  it('goes from the plan to the look-back, its stage told by its acts', () => {
    expect(
      stageOf([
        'opensProject',
        'keepsPlan',
        'submitsPlan',
        'returnsPlan',
        'keepsPlan',
        'submitsPlan',
        'approvesPlan',
      ]),
    ).toBe('planApproved')
    expect(
      stageOf([
        ...([
          'opensProject',
          'submitsPlan',
          'approvesPlan',
          'startsWorks',
          'finishesWorks',
          'elderAccepts',
        ] as const),
        ...([
          'findsDefects',
          'makesGood',
          'elderAccepts',
          'officeAccepts',
          'paysWorks',
          'looksBack',
        ] as const),
      ]),
    ).toBe('lookedBack')
  })

  it('asks the elder again after something was made good', () => {
    expect(stageAfter('makingGood', 'makesGood')).toBe('worksFinished')
    expect(stageAfter('worksFinished', 'officeAccepts')).toBeNull()
  })

  it('can be cancelled until the elder has accepted, and nothing follows then', () => {
    const cancellable = projectStages.keys.filter(stage => stageAfter(stage, 'cancelsWorks') !== null)
    expect(cancellable).not.toContain('elderSatisfied')
    expect(cancellable).not.toContain('worksAccepted')
    expect(projectActKinds.keys.filter(act => stageAfter('worksCancelled', act) !== null)).toEqual([])
  })

  it('is handed in with a price for every item and a number of days', () => {
    const plan = pricedPlan([line(1)], 'tekun', rules)
    expect(() => checkSubmission([], 5)).toThrow(/还没有改造项目/)
    expect(() => checkSubmission(pricedPlan([line(1, { priceFen: 0 })], 'tekun', rules), 5)).toThrow(
      /还没有填价格/,
    )
    expect(() => checkSubmission(plan, null)).toThrow(/预计工期/)
    const given = pricedPlan([line(24, { priceFen: 0, funder: 'charityFunds' })], 'ordinary', rules)
    expect(checkSubmission(given, 3)).toBeUndefined()
  })

  it('is approved by somebody else, above a sum by the county', () => {
    const township = { accountId: 'a', role: 'townshipOfficer' as const }
    expect(() => checkApprover(township, 'a', 0, 5000)).toThrow(/不能自己批准/)
    expect(() => checkApprover(township, 'b', 500_000, 5000)).toThrow(/县级审批/)
    expect(checkApprover(township, 'b', 499_999, 5000)).toBeUndefined()
    expect(checkApprover({ accountId: 'c', role: 'countyOfficer' }, 'b', 900_000, 5000)).toBeUndefined()
  })

  it('needs a photo before of what is built in, and a photo after of everything', () => {
    const photos = [{ item: 1, moment: 'beforeWorks' as const }]
    expect(itemsWithoutPhoto([1, 13, 24], photos, 'beforeWorks')).toEqual([13])
    expect(itemsWithoutPhoto([1, 13, 24], photos, 'afterWorks')).toEqual([1, 13, 24])
    expect(() => checkPhotos([13], 'beforeWorks')).toThrow(/还缺改造前的照片：13 安装扶手/)
  })

  it('is accepted by two people, the second of them from the township or the county', () => {
    expect(() => checkOfficeAcceptance({ accountId: 'a', role: 'villageOfficer' }, 'b')).toThrow(/乡镇/)
    expect(() => checkOfficeAcceptance({ accountId: 'a', role: 'townshipOfficer' }, 'a')).toThrow(/另一位/)
    expect(checkOfficeAcceptance({ accountId: 'c', role: 'townshipOfficer' }, 'a')).toBeUndefined()
  })

  it('is looked back on a year later, earlier only if the elder has left', () => {
    expect(monthsLater('2025-11-30', 12)).toBe('2026-11-30')
    expect(monthsLater('2025-08-31', 6)).toBe('2026-02-28')
    expect(monthsLater('2026-03-31', -1)).toBe('2026-02-28')
    expect(() => checkLookBack('2026-11-30', '2026-11-29', false)).toThrow(/2026-11-30 起/)
    expect(checkLookBack('2026-11-30', '2026-11-30', false)).toBeUndefined()
    expect(checkLookBack('2026-11-30', '2026-05-01', true)).toBeUndefined()
  })
})
