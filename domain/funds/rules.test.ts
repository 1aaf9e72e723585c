// Who may do what with public money, how sums are written, and what is late, idle or out of line.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterMilestone, checkPayer, checkSigner, milestonesOf, payableOf } from './rules.ts'
import { medianOf, type ProjectFacts, standingsOf, summaryOf } from './standing.ts'
import { fenFromWan, sumBriefly, sumWords } from './words.ts'

const wan = 1_000_000

describe('people', () => {
  const who = {
    draftedBy: 'plans',
    approvedBy: 'agrees',
    payers: ['pays'],
    finishedBy: 'builds',
    signed: ['signs'],
  }

  it.each(['plans', 'agrees'])('whoever %s does not pay', person => {
    expect(() => checkPayer(person, who)).toThrow('不能拨付')
    expect(() => checkPayer('pays', who)).not.toThrow()
  })

  it.each([
    ['plans', '您编报的'],
    ['builds', '完工是您报的'],
    ['pays', '经手过'],
    ['signs', '已经签过字'],
  ])('whoever %s does not sign', (person, sentence) => {
    expect(() => checkSigner(person, who)).toThrow(sentence)
  })

  it('whoever agreed to the plan may look at what came of it', () => {
    expect(() => checkSigner('agrees', who)).not.toThrow()
  })
})

describe('payments', () => {
  const money = { assignedFen: 30 * wan, paidFen: 10 * wan, leftFen: 20 * wan }

  it('keep a part back until two have seen the works', () => {
    expect(payableOf({ ...money, state: 'underConstruction' }, 80)).toBe(14 * wan)
    expect(payableOf({ ...money, state: 'worksAccepted' }, 80)).toBe(20 * wan)
    expect(payableOf({ ...money, state: 'planDrafted' }, 80)).toBe(0)
  })

  it('never exceed what is there nor fall below nothing', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e9), fc.integer({ min: 0, max: 100 }), (assigned, paid, percent) => {
        const paidFen = Math.min(paid, assigned)
        const leftFen = assigned - paidFen
        const fen = payableOf({ assignedFen: assigned, paidFen, leftFen, state: 'awaitsAcceptance' }, percent)
        expect(fen).toBeGreaterThanOrEqual(0)
        expect(paidFen + fen).toBeLessThanOrEqual(Math.max(paidFen, (assigned * percent) / 100))
      }),
    )
  })
})

describe('steps', () => {
  it('follow each other, on days that were, after the plan was agreed to', () => {
    const project = {
      ...{ state: 'planApproved' as const, approvedOn: '2026-03-02' },
      ...{ draftedOn: '2026-03-01', opensOn: '2026-09-01' },
    }
    expect(afterMilestone(project, 'worksStart', '2026-03-03', '2026-03-10')).toBe('underConstruction')
    expect(() => afterMilestone(project, 'worksDone', '2026-03-03', '2026-03-10')).toThrow('不能报')
    expect(() => afterMilestone(project, 'worksStart', '2026-03-11', '2026-03-10')).toThrow('晚于今天')
    expect(() => afterMilestone(project, 'worksStart', '2026-03-01', '2026-03-10')).toThrow('早于立项日期')
    expect(() => afterMilestone(project, 'doorOpens', '2026-03-03', '2026-03-10')).toThrow('两人验收合格以后')
  })

  it('of works that were over before they were drawn up were due when they were over', () => {
    expect(milestonesOf('canteen', '2026-03-01', '2024-05-31')).toEqual([
      { kind: 'worksStart', dueOn: '2024-05-31' },
      { kind: 'worksHalf', dueOn: '2024-05-31' },
      { kind: 'worksDone', dueOn: '2024-05-31' },
      { kind: 'doorOpens', dueOn: '2026-03-01' },
    ])
    const finished = {
      ...{ state: 'worksAccepted' as const, approvedOn: '2026-03-02' },
      ...{ draftedOn: '2026-03-01', opensOn: '2024-05-31' },
    }
    expect(afterMilestone(finished, 'doorOpens', '2024-06-10', '2026-03-10')).toBe('worksAccepted')
    expect(() => afterMilestone(finished, 'doorOpens', '2024-05-30', '2026-03-10')).toThrow(
      '早于完成日期 2024-05-31',
    )
  })

  it('of a service bought without a place have no door', () => {
    const kinds = milestonesOf('visitPurchase', '2026-01-01', '2026-12-31').map(({ kind }) => kind)
    expect(kinds).toEqual(['worksStart', 'worksHalf', 'worksDone'])
    expect(milestonesOf('canteen', '2026-01-01', '2026-12-31').at(-1)).toEqual({
      ...{ kind: 'doorOpens', dueOn: '2026-12-31' },
    })
  })
})

describe('a sum in words', () => {
  it.each([
    [246_000_000_000, '24.6 亿元', '24.6 亿元'],
    [1_362 * wan, '1,362 万元', '1,362 万元'],
    [360 * wan, '360 万元', '360 万元'],
    [2_100 * wan, '2,100 万元', '2,100 万元'],
    [10 * wan, '10 万元', '10 万元'],
    [20_000 * wan, '2 亿元', '2 亿元'],
    [158.5 * wan, '158.5 万元', '159 万元'],
    [12_222_200, '12.2222 万元', '12.22 万元'],
    [850_000, '8,500 元', '8,500 元'],
    [50, '0.5 元', '0.5 元'],
    [12_345_678_901, '12,345.678901 万元', '1.23 亿元'],
    [-2 * wan, '-2 万元', '-2 万元'],
    [0, '0 元', '0 元'],
  ])('%i fen', (fen, exact, brief) => {
    expect(sumWords(fen)).toBe(exact)
    expect(sumBriefly(fen)).toBe(brief)
  })

  it('is read back in wan, to the fen', () => {
    expect(fenFromWan('1,362')).toBe(1_362 * wan)
    expect(fenFromWan('158.5 万')).toBe(158.5 * wan)
    expect(fenFromWan('0.000001')).toBe(1)
    for (const typed of ['', '0', '-1', '1.2345678', '一万', '99999999']) expect(fenFromWan(typed)).toBeNull()
  })
})

const facts = (id: string, more: Partial<ProjectFacts> = {}): ProjectFacts => ({
  ...{ countyCode: '222402', id, kind: 'canteen', state: 'underConstruction', plannedFen: 20 * wan },
  ...{ assignedFen: 20 * wan, paidFen: 15 * wan, approvedOn: '2026-01-10', hasSite: false },
  milestones: [
    { kind: 'worksStart', dueOn: '2026-02-01', doneOn: '2026-02-01' },
    { kind: 'worksDone', dueOn: '2026-06-01', doneOn: null },
  ],
  ...more,
})
const rules = { lateDays: 15, idleDays: 180, outlierPercent: 50, outlierAtLeast: 4 }

describe('what stands out', () => {
  it('is late some days after the first step that was not taken', () => {
    const late = (today: string) => standingsOf([facts('a')], today, rules).get('a')
    expect(late('2026-06-16')?.lateSays).toBeNull()
    expect(late('2026-06-17')).toMatchObject({ lateDays: 16, lateSays: '“完工（完成）”比计划晚 16 天' })
    expect(
      standingsOf([facts('a', { state: 'planDropped' })], '2026-12-01', rules).get('a')?.lateSays,
    ).toBeNull()
  })

  it('is not late with the half of works that are whole', () => {
    const milestones: ProjectFacts['milestones'] = [
      { kind: 'worksHalf', dueOn: '2026-03-01', doneOn: null },
      { kind: 'worksDone', dueOn: '2026-06-01', doneOn: '2026-05-20' },
    ]
    expect(standingsOf([facts('a', { milestones })], '2026-12-01', rules).get('a')?.lateSays).toBeNull()
  })

  it('lies idle when half a year has gone by and less than half is spent', () => {
    const idle = (paidFen: number, today: string) =>
      standingsOf([facts('a', { paidFen })], today, rules).get('a')?.unspentSays
    expect(idle(4 * wan, '2026-07-09')).toBeNull()
    expect(idle(4 * wan, '2026-07-10')).toBe('资金到项目 181 天，只付了 20%，还有 16 万元没用')
    expect(idle(10 * wan, '2026-07-10')).toBeNull()
  })

  it('costs far more or less than the middle of its kind, said only where there is enough to compare', () => {
    const costs = [20, 21, 22, 40, 8].map((cost, at) => facts(`p${at}`, { plannedFen: cost * wan }))
    const says = (list: ProjectFacts[]) =>
      [...standingsOf(list, '2026-03-01', rules).values()].map(({ outlierSays }) => outlierSays)
    expect(says(costs)).toEqual([
      ...[null, null, null, '比5 个“助餐点”的中位数 21 万元高 90%'],
      '比5 个“助餐点”的中位数 21 万元低 62%',
    ])
    expect(says(costs.slice(2))).toEqual([null, null, null])
    const bought = costs.map(one => ({ ...one, kind: 'visitPurchase' as const }))
    expect(says(bought)).toEqual([null, null, null, null, null])
  })

  it('is accepted and tied to no place yet', () => {
    const list = [
      facts('a', { state: 'worksAccepted' }),
      facts('b', { state: 'worksAccepted', hasSite: true }),
    ]
    expect(summaryOf(list, standingsOf(list, '2026-03-01', rules))).toMatchObject({
      ...{ projects: 2, states: { worksAccepted: 2 }, unlinked: 1, late: 0 },
    })
  })

  it('has a median that does not move with one that is wild', () => {
    expect(medianOf([1, 2, 1_000_000])).toBe(2)
    expect(medianOf([1, 2, 3, 1_000_000])).toBe(3)
  })
})
