// Claims, contracts, bills and complaints: who may do what next, and what never happens.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { afterBillDeed, linesWithin } from './bill.ts'
import { afterDeed, afterMatch, claimLineStates, splitForClaim } from './claim.ts'
import { afterComplaintDeed } from './complaint.ts'
import { actualOf, type ContractInput, checkContract, isReached, lastDayOfTerm } from './contract.ts'
import { orderCodeOf, orderTailOf } from './order-code.ts'
import { movementsOf, payFenOf } from './postings.ts'
import { checkCallMonth, checkServiceCall } from './service-call.ts'

const line = (
  state: Parameters<typeof afterDeed>[0]['state'],
  amountFen = 10_000,
  firstBy: string | null = null,
) => ({
  ...{ state, amountFen, firstBy },
})
const by = (who: string) => ({ by: who, secondPersonFen: 50_000 })

describe('a line in question', () => {
  it('is admitted by one person up to a sum and by two above it, never twice by the same', () => {
    expect(afterDeed(line('inQuestion'), 'admit', by('a'))).toEqual({ state: 'admitted', deed: 'admit' })
    expect(afterDeed(line('inQuestion', 50_000), 'admit', by('a'))).toEqual({
      ...{ state: 'awaitsSecondYes', deed: 'admitFirst' },
    })
    expect(() => afterDeed(line('awaitsSecondYes', 50_000, 'a'), 'admit', by('a'))).toThrow('不能再做第二人')
    expect(afterDeed(line('awaitsSecondYes', 50_000, 'a'), 'admit', by('b')).state).toBe('admitted')
    expect(afterDeed(line('awaitsSecondYes', 50_000, 'a'), 'sendBack', by('b')).state).toBe('inQuestion')
  })

  it('is asked about, and denied also while the provider has not answered', () => {
    expect(afterDeed(line('inQuestion'), 'askProvider', by('a')).state).toBe('awaitsProvider')
    expect(() => afterDeed(line('awaitsProvider'), 'askProvider', by('a'))).toThrow('正在等答复')
    expect(afterDeed(line('awaitsProvider'), 'deny', by('a')).state).toBe('turnedOff')
  })

  it('is decided once; a line that agrees needs nobody', () => {
    expect(() => afterDeed(line('turnedOff'), 'admit', by('a'))).toThrow('已经处理过')
    expect(() => afterDeed(line('allAgree'), 'deny', by('a'))).toThrow('不在待核之列')
  })

  it('keeps a decision when matched again, unless something new is found', () => {
    const short = { key: 'serviceTooShort' as const, seen: {} }
    const dead = { key: 'elderHadDied' as const, seen: {} }
    expect(afterMatch({ state: 'admitted', faults: [short] }, [short])).toBe('admitted')
    expect(afterMatch({ state: 'admitted', faults: [short] }, [short, dead])).toBe('inQuestion')
    expect(afterMatch({ state: 'allAgree', faults: [] }, [dead])).toBe('inQuestion')
    expect(afterMatch({ state: 'turnedOff', faults: [short] }, [])).toBe('turnedOff')
    expect(afterMatch({ state: 'inQuestion', faults: [short] }, [])).toBe('allAgree')
  })

  it('never becomes billable with a fault nobody looked at', () => {
    const faults = fc.subarray(['noProof', 'secondLunch', 'elderHadDied'] as const)
    fc.assert(
      fc.property(fc.constantFrom(...claimLineStates.keys), faults, faults, (state, before, after) => {
        const asFaults = (keys: typeof before) => keys.map(key => ({ key, seen: {} }))
        const next = afterMatch({ state, faults: asFaults(before) }, asFaults(after))
        if (next === 'allAgree') expect(after).toEqual([])
        if (next === 'admitted') {
          expect(state).toBe('admitted')
          expect(after.every(key => before.includes(key))).toBe(true)
        }
      }),
    )
  })
})

describe('the sides of a claim', () => {
  const ordered = { elder: 3_000, subsidy: 8_000, charity: 1_000, timeBank: 0 }
  it('spares public money first, and nobody owes more than was ordered', () => {
    expect(splitForClaim(12_000, ordered)).toEqual(ordered)
    expect(splitForClaim(20_000, ordered)).toEqual(ordered)
    expect(splitForClaim(5_000, ordered)).toEqual({ ...ordered, subsidy: 1_000 })
    expect(splitForClaim(3_500, ordered)).toEqual({ ...ordered, subsidy: 0, charity: 500 })
  })

  it('always add up to the smaller of claim and order', () => {
    const fen = fc.integer({ min: 0, max: 100_000 })
    fc.assert(
      fc.property(
        fc.record({ elder: fen, subsidy: fen, charity: fen, timeBank: fen }),
        fen,
        (split, amount) => {
          const sum = (one: typeof split) => one.elder + one.subsidy + one.charity + one.timeBank
          expect(sum(splitForClaim(amount, split))).toBe(Math.min(amount, sum(split)))
        },
      ),
    )
  })
})

describe('a contract of government purchase', () => {
  const contract = (more: Partial<ContractInput> = {}): ContractInput => ({
    ...{ id: 'c', countyCode: '222402', number: '采购 1', title: '居家服务', providerId: 'p' },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', longerReason: null, budgetFen: 100 },
    noWholeSubcontract: true,
    lots: [
      { id: 'l1', name: '一包', budgetFen: 60, itemCodes: ['bath'] },
      { id: 'l2', name: '二包', budgetFen: 40, itemCodes: ['clean'] },
    ],
    goals: [],
    ...more,
  })
  const check = (more: Partial<ContractInput> = {}) =>
    checkContract(contract(more), { monthsOrdinary: 12, monthsAtMost: 36 })

  it('runs a year, up to three with a reason, and no longer', () => {
    expect(lastDayOfTerm('2026-01-01', 12)).toBe('2026-12-31')
    expect(lastDayOfTerm('2026-03-15', 12)).toBe('2027-03-14')
    expect(lastDayOfTerm('2026-01-31', 1)).toBe('2026-02-28')
    expect(() => check()).not.toThrow()
    expect(() => check({ endsOn: '2027-01-01' })).toThrow('写明理由')
    expect(() => check({ endsOn: '2028-12-31', longerReason: '服务稳定' })).not.toThrow()
    expect(() => check({ endsOn: '2029-01-01', longerReason: '服务稳定' })).toThrow('最长 36 个月')
  })

  it('is not handed on as a whole, and its lots are its budget', () => {
    expect(() => check({ noWholeSubcontract: false })).toThrow('不整体转包')
    expect(() => check({ budgetFen: 101 })).toThrow('不等于合同预算')
    const [first] = contract().lots
    expect(() => check({ lots: [first!, { ...first!, id: 'l3', budgetFen: 40 }] })).toThrow('两个分包')
  })

  it('is measured by what was done, and says nothing before there is anything', () => {
    const measured = { orders: 200, onTime: 190, confirmed: 200, complaints: 1, called: 20, satisfied: 17 }
    expect(actualOf('onTimePercent', measured)).toBe(95)
    expect(actualOf('satisfiedPercent', measured)).toBe(85)
    expect(actualOf('complaintsPerThousand', measured)).toBe(5)
    expect(actualOf('satisfiedPercent', { ...measured, called: 0 })).toBeNull()
    expect(isReached('complaintsPerThousand', 5, 5)).toBe(true)
    expect(isReached('complaintsPerThousand', 5, 5.1)).toBe(false)
    expect(isReached('onTimePercent', 96, 95)).toBe(false)
    expect(isReached('onTimePercent', 96, null)).toBeNull()
  })
})

describe('a bill', () => {
  it('never takes more from a lot than it has left, and pays whole lines only', () => {
    const lines = fc.array(
      fc.record({
        lot: fc.constantFrom('a', 'b', 'gone'),
        fen: fc.integer({ min: 0, max: 500 }),
        day: fc.nat(30),
      }),
    )
    fc.assert(
      fc.property(lines, fc.nat(3_000), fc.nat(3_000), (drawn, a, b) => {
        const all = drawn.map(({ lot, fen, day }, index) => ({
          ...{ id: String(index).padStart(4, '0'), lotId: lot, budgetFen: fen },
          servedOn: `2026-11-${String(day + 1).padStart(2, '0')}`,
        }))
        const { billed, waiting } = linesWithin(all, new Map(Object.entries({ a, b })))
        expect([...billed, ...waiting].sort()).toEqual(all.map(one => one.id).sort())
        const spent = (lot: string) =>
          all
            .filter(one => one.lotId === lot && billed.includes(one.id))
            .reduce((sum, one) => sum + one.budgetFen, 0)
        expect(spent('a')).toBeLessThanOrEqual(a)
        expect(spent('b')).toBeLessThanOrEqual(b)
        expect(spent('gone')).toBe(0)
      }),
    )
  })

  it('is drawn up by one and passed by another; it is paid after its pay order has left', () => {
    const bill = { state: 'drawnUp' as const, drawnUpBy: 'a' }
    expect(() => afterBillDeed(bill, 'pass', 'a')).toThrow('不能自己审核')
    expect(afterBillDeed(bill, 'pass', 'b')).toBe('passed')
    expect(() => afterBillDeed({ ...bill, state: 'passed' }, 'recordPaid', 'b')).toThrow('先把支付单')
    expect(afterBillDeed({ ...bill, state: 'handedOver' }, 'recordPaid', 'b')).toBe('billPaid')
    expect(() => afterBillDeed({ ...bill, state: 'handedOver' }, 'drop', 'b')).toThrow('不能再撤销')
  })
})

describe('the money of a bill', () => {
  const accounts = { countyRegion: '222402000000', contractId: 'k', providerId: 'p' }
  const toPost = (elderId: string, split: Partial<ReturnType<typeof splitForClaim>>) => ({
    ...{ id: `l-${elderId}`, kind: 'serviceLine' as const, orderId: `o-${elderId}`, elderId },
    regionCode: '222402001001',
    split: { elder: 0, subsidy: 0, charity: 0, timeBank: 0, ...split },
  })

  it('takes from an elder what she has topped up, and the rest was paid at the door', () => {
    const lines = [toPost('e', { elder: 3_000, subsidy: 9_000 }), toPost('e', { elder: 3_000 })]
    const moved = movementsOf(lines, accounts, new Map([['e', 4_000]]))
    expect(moved.map(({ part, amount, from, to }) => [part, amount, from.kind, to.kind])).toEqual([
      ['subsidy', 9_000, 'contractBudget', 'providerPayable'],
      ['elderAccount', 3_000, 'elderCare', 'providerPayable'],
      ['elderAccount', 1_000, 'elderCare', 'providerPayable'],
      ['elderCash', 2_000, 'elderCash', 'providerPaid'],
    ])
    expect(payFenOf(moved)).toBe(13_000)
  })

  it('of a fee takes what her account holds and books no cash that nobody has told of', () => {
    const fee = { ...toPost('e', { elder: 3_000 }), kind: 'feeLine' as const }
    const moved = movementsOf([fee], accounts, new Map([['e', 1_000]]))
    expect(moved.map(({ part, amount, purpose }) => [part, amount, purpose])).toEqual([
      ['elderAccount', 1_000, 'serviceFee'],
    ])
    expect(payFenOf(moved)).toBe(1_000)
  })

  it('moves every fen of every side once, and of nobody more than she holds', () => {
    const fen = fc.integer({ min: 0, max: 5_000 })
    const line = fc.record({
      elder: fen,
      subsidy: fen,
      charity: fen,
      timeBank: fen,
      who: fc.constantFrom('a', 'b'),
    })
    fc.assert(
      fc.property(fc.array(line), fen, (drawn, heldByA) => {
        const lines = drawn.map(({ who, ...split }) => toPost(who, split))
        const moved = movementsOf(lines, accounts, new Map([['a', heldByA]]))
        const of = (...parts: string[]) =>
          moved.filter(one => parts.includes(one.part)).reduce((all, one) => all + one.amount, 0)
        const owed = (payer: 'elder' | 'subsidy' | 'charity') =>
          drawn.reduce((all, one) => all + one[payer], 0)
        expect(of('subsidy')).toBe(owed('subsidy'))
        expect(of('charity')).toBe(owed('charity'))
        expect(of('elderAccount', 'elderCash')).toBe(owed('elder'))
        expect(of('elderAccount')).toBeLessThanOrEqual(heldByA)
        expect(moved.every(one => one.amount > 0)).toBe(true)
      }),
    )
  })
})

describe('a complaint', () => {
  const stands = (
    stage: Parameters<typeof afterComplaintDeed>[0]['stage'],
    decidedBy: string | null = null,
  ) => ({
    ...{ stage, outcome: null, decidedBy },
  })
  it('goes from answer to outcome to making good to a second look by another', () => {
    const who = { by: 'a', outcome: null }
    expect(afterComplaintDeed(stands('awaitsAnswer'), 'answerComplaint', who)).toBe('awaitsOutcome')
    expect(afterComplaintDeed(stands('awaitsOutcome'), 'decideOutcome', { by: 'a', outcome: 'redo' })).toBe(
      'puttingRight',
    )
    expect(afterComplaintDeed(stands('puttingRight', 'a'), 'madeGood', who)).toBe('awaitsSecondLook')
    expect(() => afterComplaintDeed(stands('awaitsSecondLook', 'a'), 'lookAgain', who)).toThrow(
      '不能自己复看',
    )
    expect(afterComplaintDeed(stands('awaitsSecondLook', 'a'), 'lookAgain', { ...who, by: 'b' })).toBe(
      'complaintClosed',
    )
    expect(afterComplaintDeed(stands('awaitsSecondLook', 'a'), 'reopenComplaint', { ...who, by: 'b' })).toBe(
      'awaitsOutcome',
    )
  })

  it('is decided though the provider stays silent, and once only', () => {
    const unfounded = { by: 'a', outcome: 'unfounded' as const }
    expect(afterComplaintDeed(stands('awaitsAnswer'), 'decideOutcome', unfounded)).toBe('awaitsSecondLook')
    expect(() => afterComplaintDeed(stands('puttingRight'), 'decideOutcome', unfounded)).toThrow(
      '已经往前办了',
    )
  })
})

describe('a call about a service', () => {
  it('is answered wholly or not at all', () => {
    const answer = { state: 'gotAnswer' as const, served: null, satisfied: null, note: null }
    expect(() => checkServiceCall(answer)).toThrow('有没有人来服务')
    expect(() => checkServiceCall({ ...answer, served: 'wasServed' })).toThrow('满意吗')
    expect(() => checkServiceCall({ ...answer, served: 'nobodyServes' })).not.toThrow()
    expect(() => checkServiceCall({ ...answer, state: 'unreachable', served: 'wasServed' })).toThrow(
      '没有问到本人',
    )
  })

  it('is about this month or the last', () => {
    expect(() => checkCallMonth('2026-11', '2026-11')).not.toThrow()
    expect(() => checkCallMonth('2026-10', '2026-11')).not.toThrow()
    expect(() => checkCallMonth('2026-09', '2026-11')).toThrow('记不清')
    expect(() => checkCallMonth('2026-12', '2026-11')).toThrow('还没到')
  })
})

describe('the code of an order', () => {
  it('is read back as printed, in full-width digits, without dashes and as a whole id', () => {
    fc.assert(
      fc.property(fc.uuid(), id => {
        const tail = id.slice(-12)
        expect(orderTailOf(orderCodeOf(id))).toBe(tail)
        expect(orderTailOf(` ${orderCodeOf(id).replaceAll('-', '').toLowerCase()} `)).toBe(tail)
        expect(orderTailOf(id)).toBe(tail)
      }),
    )
    expect(orderTailOf('合计')).toBeNull()
    expect(orderTailOf('12-34')).toBeNull()
  })
})
