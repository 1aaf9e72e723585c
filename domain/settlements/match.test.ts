// The three-way match as examples a reviewer would give, and as properties that hold for every month.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeeFacts, LineFacts, MatchThresholds, Stay } from './facts.ts'
import { type ClaimFaultKey, claimFaults, faultRules, sentenceOfFault } from './faults.ts'
import { clashesOf, judgeClaim, judgeLine } from './match.ts'

const limits: MatchThresholds = {
  ...{ speedKmPerHour: 80, durationPercent: 70, absentDays: 15, priceDeviations: 3.5, priceOrders: 20 },
  overlapMinutes: 1,
  inVainMinutes: 30,
}
const at = (time: string) => Date.parse(`2026-11-10T${time}:00+08:00`)

type Change = { [Part in keyof LineFacts]?: Partial<LineFacts[Part]> | null }

/** A bath that is right in every respect; each test spoils one thing. */
function bath(change: Change = {}): LineFacts {
  const right: LineFacts = {
    claimed: {
      ...{ lineId: 'line', orderCode: 'A', itemName: '上门助浴', servedOn: '2026-11-10' },
      ...{ quantity: 1, unitPriceFen: 12_000, amountFen: 12_000 },
    },
    order: {
      ...{
        orderId: 'order',
        code: 'A',
        isDone: true,
        stateWord: '已确认',
        itemName: '上门助浴',
        quantity: 1,
      },
      ...{ priceFen: 12_000, standardMinutes: 60, isLunch: false, needsSignIn: true, needsVitals: true },
      ...{ photoLacking: null, confirmationLacking: null },
    },
    proof: { startedAt: at('09:00'), endedAt: at('10:00'), isConfirmed: true, hasVitals: true },
    elder: { diedOn: null, movedOn: null, absences: [], lunches: 0 },
    worker: { workerId: 'worker', lapsed: [] },
    prices: { median: 12_000, deviation: 0, count: 200 },
    ...{ fee: null, claimedBefore: null, complaintOn: null, givenBackOn: null, deniedOn: null },
  }
  const merged = Object.entries(change).map(([part, more]) => {
    const known = right[part as keyof LineFacts]
    return [
      part,
      more === null || known === null || typeof known !== 'object' ? more : { ...known, ...(more as object) },
    ]
  })
  return { ...right, ...Object.fromEntries(merged) }
}

const keysOf = (change: Change = {}): ClaimFaultKey[] =>
  judgeLine(bath(change), [], limits).map(({ key }) => key)
const saysOf = (change: Change) => judgeLine(bath(change), [], limits).map(sentenceOfFault)

describe('a line of a claim', () => {
  it('agrees when order, proof and claim say the same', () => {
    expect(keysOf()).toEqual([])
  })

  it('needs an order of the provider, done, with sign-in, sign-out and a confirmation', () => {
    expect(keysOf({ order: null })).toEqual(['noOrder'])
    expect(saysOf({ order: { isDone: false, stateWord: '已取消' } })).toEqual([
      '订单现在是“已取消”，还没有做完。',
    ])
    expect(saysOf({ proof: { endedAt: null } })).toEqual(['缺少离开记录。'])
    expect(keysOf({ proof: null })).toEqual(['noProof', 'unconfirmed', 'vitalsMissing'])
    expect(keysOf({ proof: { isConfirmed: false } })).toEqual(['unconfirmed'])
  })

  it('is asked about when item, price, quantity, sum or day differ', () => {
    expect(keysOf({ claimed: { itemName: '康复护理' } })).toEqual(['itemDiffers'])
    expect(saysOf({ claimed: { unitPriceFen: 15_000, amountFen: 15_000 } })).toEqual([
      '申报单价 150.00 元，订单单价 120.00 元。',
      '单价 150.00 元，全县同项目 200 单的中位数是 120.00 元。',
    ])
    expect(keysOf({ claimed: { quantity: 2, amountFen: 24_000 } })).toEqual(['quantityDiffers'])
    expect(keysOf({ claimed: { amountFen: 12_001 } })).toEqual(['sumDiffers'])
    expect(keysOf({ claimed: { servedOn: '2026-11-11' } })).toEqual(['dayDiffers'])
  })

  it('is too short under seven tenths of the standard, not at it', () => {
    expect(keysOf({ proof: { endedAt: at('09:42') } })).toEqual([])
    expect(saysOf({ proof: { endedAt: at('09:41') } })).toEqual([
      '做了 41 分钟，标准 60 分钟，至少应有 42 分钟。',
    ])
  })

  it('cannot be for somebody in hospital, away for long, moved or dead; the day itself is let through', () => {
    const stay = (kind: 'hospital' | 'away', from: string, to: string | null) => ({ kind, from, to })
    const absent = (...absences: ReturnType<typeof stay>[]) => keysOf({ elder: { absences } })
    expect(absent(stay('hospital', '2026-11-09', null))).toEqual(['elderInHospital'])
    expect(absent(stay('hospital', '2026-11-10', null))).toEqual([])
    expect(absent(stay('hospital', '2026-11-01', '2026-11-10'))).toEqual([])
    expect(absent(stay('away', '2026-10-26', null))).toEqual(['elderLongAbsent'])
    expect(absent(stay('away', '2026-10-27', null))).toEqual([])
    expect(keysOf({ elder: { diedOn: '2026-11-09' } })).toEqual(['elderHadDied'])
    expect(keysOf({ elder: { diedOn: '2026-11-10' } })).toEqual([])
    expect(keysOf({ elder: { movedOn: '2026-11-01' } })).toEqual(['movedBefore'])
  })

  it('keeps the evidence its item asks for: blood pressure, photos, the right confirmation, certificates', () => {
    expect(keysOf({ proof: { hasVitals: false } })).toEqual(['vitalsMissing'])
    expect(keysOf({ order: { photoLacking: '服务后照片' } })).toEqual(['photoMissing'])
    expect(saysOf({ order: { confirmationLacking: { given: '电话回访确认', need: '老年人签字' } } })).toEqual(
      ['确认方式是“电话回访确认”，这项服务要求“老年人签字”。'],
    )
    expect(saysOf({ worker: { lapsed: [{ what: '健康证', on: '2026-11-01' }] } })).toEqual([
      '健康证已于 2026-11-01 到期。',
    ])
  })

  it('is one of two lunches, one of two claims, complained about, or denied on the telephone', () => {
    expect(keysOf({ order: { isLunch: true }, elder: { lunches: 2 } })).toEqual(['secondLunch'])
    expect(keysOf({ order: { isLunch: true }, elder: { lunches: 1 } })).toEqual([])
    expect(keysOf({ elder: { lunches: 2 } })).toEqual([])
    expect(judgeLine({ ...bath(), claimedBefore: { line: 3, month: '2026-10' } }, [], limits)).toEqual([
      { key: 'claimedTwice', seen: { line: 3, month: '2026-10' } },
    ])
    expect(
      judgeLine({ ...bath(), complaintOn: '2026-11-12', deniedOn: '2026-11-15' }, [], limits),
    ).toHaveLength(2)
  })

  it('of a fee asks what is owed and whether somebody came, not for proof of a service that was not given', () => {
    const fee: FeeFacts = {
      ...{ owedFen: 2_400, plannedFrom: at('09:00'), plannedTo: at('11:00'), cameAt: at('09:05') },
    }
    const inVain = (change: Partial<FeeFacts> & { amountFen?: number; diedOn?: string } = {}) => {
      const { amountFen = 2_400, diedOn = null, ...more } = change
      const { claimed, elder, ...rest } = bath({ order: { isDone: false, stateWord: '家中无人' } })
      return judgeLine(
        {
          ...{ ...rest, proof: null, fee: { ...fee, ...more } },
          claimed: { ...claimed, amountFen, unitPriceFen: amountFen },
          elder: elder && { ...elder, diedOn },
        },
        [],
        limits,
      ).map(sentenceOfFault)
    }
    expect(inVain()).toEqual([])
    expect(inVain({ cameAt: null })).toEqual([])
    expect(inVain({ amountFen: 12_000 })).toEqual(['申报 120.00 元，按订单应收 24.00 元。'])
    expect(inVain({ owedFen: 0 })).toEqual(['订单现在是“家中无人”，按规定没有可以向老人收的费用。'])
    expect(inVain({ cameAt: at('08:30') })).toEqual([])
    expect(inVain({ cameAt: at('08:10') })).toEqual(['上门比约定时间差 50 分钟，超过 30 分钟。'])
    expect(inVain({ diedOn: '2026-11-01' })).toEqual(['老人 2026-11-01 已去世。'])
  })

  it('is not called too dear where too few orders say what is usual', () => {
    const dear: Change = {
      claimed: { unitPriceFen: 20_000, amountFen: 20_000 },
      order: { priceFen: 20_000 },
    }
    expect(keysOf(dear)).toEqual(['priceFarOff'])
    expect(keysOf({ ...dear, prices: { count: 19 } })).toEqual([])
    expect(keysOf({ ...dear, prices: { deviation: 4_000 } })).toEqual([])
  })
})

let made = 0
const stay = (more: Partial<Stay>): Stay => {
  made += 1
  const id = `o${made}`
  return {
    ...{ orderId: id, code: id, workerId: 'w', elderId: id, startedAt: at('09:00'), endedAt: at('10:00') },
    ...{ startPlace: null, endPlace: null },
    ...more,
  }
}
const spot = (lat: number) => ({ lon: 129.84, lat, accuracyMeters: 20 })

describe('the stays of a worker', () => {
  it('cannot be in two homes at once; a minute is let through', () => {
    const one = stay({ code: 'A' })
    const other = stay({ code: 'B', startedAt: at('09:50'), endedAt: at('10:50') })
    const found = clashesOf([one, other], limits)
    expect(found.get(one.orderId)?.map(sentenceOfFault)).toEqual(['和订单 B 的时间重叠 10 分钟。'])
    expect(found.get(other.orderId)?.map(sentenceOfFault)).toEqual(['和订单 A 的时间重叠 10 分钟。'])
    expect(clashesOf([one, stay({ startedAt: at('09:59') })], limits).size).toBe(0)
    expect(clashesOf([one, stay({ workerId: 'another' })], limits).size).toBe(0)
  })

  it('count an hour once, also where one elder has two services', () => {
    const one = stay({ elderId: 'e' })
    const other = stay({ elderId: 'e' })
    expect(clashesOf([one, other], limits).get(other.orderId)?.[0]?.key).toBe('timeCountedTwice')
  })

  it('leave time for the road', () => {
    const one = stay({ code: 'A', endPlace: spot(42.9) })
    const far = stay({ startedAt: at('10:05'), endedAt: at('11:00'), startPlace: spot(43.0) })
    expect(clashesOf([one, far], limits).get(far.orderId)?.map(sentenceOfFault)).toEqual([
      '和订单 A 相距 11.1 公里，中间只隔 5 分钟，要每小时 133 公里。',
    ])
    expect(clashesOf([one, { ...far, startedAt: at('10:20') }], limits).size).toBe(0)
    expect(clashesOf([one, { ...far, startPlace: spot(42.905) }], limits).size).toBe(0)
  })

  it('are all found that overlap, whatever their order, and none that do not', () => {
    const any = fc.array(
      fc.record({ start: fc.integer({ min: 0, max: 600 }), minutes: fc.integer({ min: 1, max: 120 }) }),
      { minLength: 2, maxLength: 12 },
    )
    fc.assert(
      fc.property(any, drawn => {
        const stays = drawn.map(({ start, minutes }) =>
          stay({
            startedAt: at('06:00') + start * 60_000,
            endedAt: at('06:00') + (start + minutes) * 60_000,
          }),
        )
        const overlaps = (one: Stay, other: Stay) =>
          Math.min(one.endedAt, other.endedAt) - Math.max(one.startedAt, other.startedAt) > 60_000
        const expected = stays.filter(one => stays.some(other => other !== one && overlaps(one, other)))
        const found = clashesOf(stays.toReversed(), limits)
        expect([...found.keys()].sort()).toEqual(expected.map(one => one.orderId).sort())
      }),
    )
  })
})

describe('the match of a whole claim', () => {
  const lines = fc.array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 90 }),
      confirmed: fc.boolean(),
      price: fc.constantFrom(12_000, 12_001, 30_000),
      quantity: fc.constantFrom(1, 1, 1, 2),
    }),
    { maxLength: 30 },
  )

  it('is the same in whatever order the lines come, and a line that agrees is exactly what was ordered', () => {
    fc.assert(
      fc.property(lines, drawn => {
        const facts = drawn.map(({ minutes, confirmed, price, quantity }, index) =>
          bath({
            claimed: { lineId: `l${index}`, unitPriceFen: price, quantity, amountFen: price * quantity },
            proof: { endedAt: at('09:00') + minutes * 60_000, isConfirmed: confirmed },
          }),
        )
        const forth = judgeClaim(facts, [], limits)
        const back = judgeClaim(facts.toReversed(), [], limits)
        for (const one of facts) {
          const faults = forth.get(one.claimed.lineId)
          expect(back.get(one.claimed.lineId)).toEqual(faults)
          const right =
            one.claimed.amountFen === 12_000 &&
            one.proof?.isConfirmed === true &&
            (one.proof.endedAt ?? 0) - (one.proof.startedAt ?? 0) >= 42 * 60_000
          expect(faults?.length === 0).toBe(right)
        }
      }),
    )
  })

  it('has a rule number and a sentence without holes for every reason', () => {
    for (const key of claimFaults.keys) {
      expect(faultRules[key]).toBeGreaterThan(0)
      const seen = new Proxy({}, { get: (_, name) => (name === 'code' ? 'A' : 7) })
      expect(sentenceOfFault({ key, seen })).not.toMatch(/undefined|NaN|null/)
    }
  })
})
