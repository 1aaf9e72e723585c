// Services at home as examples: who pays to the last fen, what a stage follows from, who may go in, when a bath must not begin.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SettingKey, settingDefinitions } from '../regions/settings.ts'
import { checkItem } from './catalogue.ts'
import { type MatchFacts, matchWays } from './matching.ts'
import { type OrderEventKind, type OrderStepInput, orderEventKinds } from './order.ts'
import { instantOn, isAwayOn, occurrences, weekdayOf, weekdaysText } from './pattern.ts'
import { payers, splitOf } from './payers.ts'
import { missingProofs } from './proofs.ts'
import { certificateStateOn, lightOf, missingCertificates, missingSentence } from './provider.ts'
import { bathTerms } from './sample.ts'
import { endStages, mayFollow, stageOf } from './stage.ts'
import { afterStep, checkStep, type OrderSoFar } from './steps.ts'
import { type Candidate, suggest } from './suggestions.ts'
import { type VitalLimits, vitalSettings, whyHalted } from './vitals.ts'

const limits = Object.fromEntries(
  vitalSettings.map(key => [key, settingDefinitions[key as SettingKey].fallback]),
) as VitalLimits

describe('who pays', () => {
  it('is told to the last fen, whatever the shares', () => {
    const share = fc.oneof(
      fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
      fc.record({ fen: fc.integer({ min: 1, max: 50_000 }) }),
    )
    fc.assert(
      fc.property(
        fc.nat(100_000),
        fc.record({ subsidy: share, charity: share, timeBank: share }, { requiredKeys: [] }),
        (price, shares) => {
          const split = splitOf(price, shares)
          expect(payers.keys.reduce((sum, payer) => sum + split[payer], 0)).toBe(price)
          for (const payer of payers.keys) expect(split[payer]).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('leaves the odd fen with the elder', () => {
    expect(splitOf(9_999, { subsidy: { percent: 50 } })).toEqual({
      ...{ subsidy: 4_999, elder: 5_000, charity: 0, timeBank: 0 },
    })
  })
})

describe('a service of the catalogue', () => {
  it('refuses shares above the price, a picture of a bath, and a bath without its measurement', () => {
    checkItem(bathTerms)
    expect(() => checkItem({ ...bathTerms, shares: { subsidy: { fen: 12_001 } } })).toThrow('超过了价格')
    expect(() => checkItem({ ...bathTerms, proofs: [...bathTerms.proofs, 'pictureAfter'] })).toThrow(
      '助浴不许拍照',
    )
    expect(() => checkItem({ ...bathTerms, haltRule: null })).toThrow('助浴前必须测血压')
    expect(() => checkItem({ ...bathTerms, proofs: ['signInOut'] })).toThrow('列为证明')
  })
})

const fact = (kind: OrderEventKind, minute: number) => ({
  kind,
  happenedAt: new Date(Date.UTC(2026, 10, 26, 1, minute)).toISOString(),
})

describe('the stage of an order', () => {
  it('follows from its facts in the order they happened, not in the order they came', () => {
    const facts = [
      fact('arrange', 0),
      fact('accept', 1),
      fact('setOut', 2),
      fact('signIn', 3),
      fact('signOut', 60),
    ]
    expect(stageOf(facts)).toBe('finished')
    fc.assert(
      fc.property(fc.shuffledSubarray(facts, { minLength: facts.length }), mixed => {
        expect(stageOf(mixed)).toBe('finished')
      }),
    )
  })

  it('does not leave an end, whatever is written afterwards', () => {
    const kinds = orderEventKinds.keys
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { maxLength: 20 }), more => {
        const before = [fact('accept', 1), fact('setOut', 2), fact('meetNobody', 3)]
        expect(stageOf([...before, ...more.map((kind, index) => fact(kind, 4 + index))])).toBe('nobodyHome')
      }),
    )
    for (const stage of endStages)
      for (const kind of kinds) expect(mayFollow(stage, kind)).toBe(kind === 'note')
  })
})

const step = (kind: OrderStepInput['kind'], more: Partial<OrderStepInput> = {}): OrderStepInput => ({
  ...{ countyCode: '222402', id: crypto.randomUUID(), orderId: crypto.randomUUID(), kind },
  ...{ happenedAt: '2026-11-26T01:30:00.000Z', place: null, vitals: null, way: null, byName: null },
  ...{ signature: null, rating: null, says: null, ...more },
})
const order = (more: Partial<OrderSoFar> = {}): OrderSoFar => ({
  ...{ stage: 'inService', haltRule: 'beforeBath', confirmations: bathTerms.confirmations },
  ...{ certificates: bathTerms.certificates, lastVitalsHalt: null, signedInAt: '2026-11-26T01:00:00.000Z' },
  ...{ signedOutAt: null, ...more },
})
const held = (expiresOn: string) =>
  bathTerms.certificates.map(kind => ({ kind, expiresOn, revokedOn: null as string | null }))
const facts = { held: held('2027-01-01'), limits, now: new Date('2026-11-26T02:00:00Z'), day: '2026-11-26' }
const high = { systolic: 182, diastolic: 96, pulse: 88, temperatureTenths: 366 }
const fine = { systolic: 138, diastolic: 82, pulse: null, temperatureTenths: null }

describe('a bath', () => {
  it('is not begun above the limits, each of which is named', () => {
    expect(whyHalted(fine, limits)).toEqual([])
    expect(whyHalted(high, limits)).toEqual(['收缩压 182 高于 160'])
    expect(whyHalted({ ...high, systolic: 80, pulse: 130, temperatureTenths: 381 }, limits)).toEqual([
      ...['收缩压 80 低于 90', '脉搏 130 高于 110', '体温 38.1 高于 37.5'],
    ])
  })

  it('cannot be signed out without a measurement, nor after a bad one; after a rest a good one counts', () => {
    expect(() => checkStep(order(), step('signOut'), facts)).toThrow('先测血压')
    const worried = afterStep(order(), step('takeVitals', { vitals: high }), limits)
    expect(worried.lastVitalsHalt).toBe(true)
    expect(() => checkStep(worried, step('signOut'), facts)).toThrow('中止服务')
    const rested = afterStep(worried, step('takeVitals', { vitals: fine }), limits)
    expect(() => checkStep(rested, step('signOut'), facts)).not.toThrow()
    expect(afterStep(worried, step('halt', { says: '血压高' }), limits).stage).toBe('halted')
  })

  it('is not for whoever lacks a certificate on the day', () => {
    const promised = order({ stage: 'promised' })
    expect(() => checkStep(promised, step('signIn'), { ...facts, held: held('2026-11-25') })).toThrow(
      '健康证已于 2026-11-25 到期',
    )
    expect(() => checkStep(promised, step('signIn'), { ...facts, held: [] })).toThrow('没有登记养老护理员证')
    expect(() => checkStep(promised, step('signIn'), { ...facts, held: held('2026-11-26') })).not.toThrow()
  })

  it('is confirmed only in a way the service knows, with what that way asks for', () => {
    const done = order({ stage: 'finished', lastVitalsHalt: false })
    expect(() => checkStep(done, step('confirm'), facts)).toThrow('请选择确认方式')
    expect(() => checkStep(done, step('confirm', { way: 'elderSpoke' }), facts)).toThrow(
      '不接受“老年人口头确认”',
    )
    expect(() => checkStep(done, step('confirm', { way: 'elderSigned' }), facts)).toThrow('还没有签名')
    expect(() => checkStep(done, step('confirm', { way: 'familyAgreed' }), facts)).toThrow('确认人的姓名')
    const signed = step('confirm', { way: 'elderSigned', signature: [[10, 10, 60, 40]] })
    expect(() => checkStep(done, signed, facts)).not.toThrow()
  })

  it('refuses a step from the future and an end before the beginning', () => {
    const later = step('note', { happenedAt: '2026-11-26T03:00:00.000Z', says: '到' })
    expect(() => checkStep(order(), later, facts)).toThrow('校准手机时间')
    const early = step('signOut', { happenedAt: '2026-11-26T00:30:00.000Z' })
    expect(() => checkStep(order({ lastVitalsHalt: false }), early, facts)).toThrow('早于签到时间')
  })
})

describe('certificates', () => {
  it('warn thirty days ahead, and the renewed one counts', () => {
    const state = (expiresOn: string) => certificateStateOn({ expiresOn, revokedOn: null }, '2026-11-26', 30)
    expect(state('2026-11-25')).toBe('certificateOver')
    expect(state('2026-11-26')).toBe('certificateEnding')
    expect(state('2026-12-26')).toBe('certificateEnding')
    expect(state('2026-12-27')).toBe('certificateFine')
    const old = { kind: 'healthCertificate' as const, expiresOn: '2026-10-01', revokedOn: null }
    expect(lightOf([old], '2026-11-26', 30)).toBe('certificateOver')
    expect(lightOf([old, { ...old, expiresOn: '2027-10-01' }], '2026-11-26', 30)).toBe('certificateFine')
    expect(lightOf([], '2026-11-26', 30)).toBeNull()
  })

  it('say what is missing and since when', () => {
    const revoked = [{ kind: 'careSkill' as const, expiresOn: '2028-01-01', revokedOn: '2026-11-01' }]
    const missing = missingCertificates(bathTerms.certificates, revoked, '2026-11-26')
    expect(missing).toEqual(['healthCertificate', 'careSkill'])
    expect(missingSentence(missing, revoked)).toBe('没有登记健康证，养老护理员证已于 2026-11-01 到期或作废')
  })
})

describe('a weekly pattern', () => {
  const pattern = { weekdays: [2, 5], fromOn: '2026-11-26', toOn: null, madeUntil: null }
  it('falls on its weekdays, goes on where it stopped, and ends with its last day', () => {
    expect(weekdayOf('2026-11-26')).toBe(4)
    expect(weekdayOf('2026-11-29')).toBe(7)
    expect(occurrences(pattern, '2026-12-08')).toEqual([
      '2026-11-27',
      '2026-12-01',
      '2026-12-04',
      '2026-12-08',
    ])
    expect(occurrences({ ...pattern, madeUntil: '2026-12-01' }, '2026-12-08')).toEqual([
      '2026-12-04',
      '2026-12-08',
    ])
    expect(occurrences({ ...pattern, toOn: '2026-11-30' }, '2026-12-08')).toEqual(['2026-11-27'])
    expect(weekdaysText([5, 2])).toBe('每周二、五')
    expect(instantOn('2026-11-27', 570)).toBe('2026-11-27T01:30:00.000Z')
  })

  it('pauses while the elder is away; a refusal of visits is no absence', () => {
    const stay = { kind: 'hospital' as const, validFrom: '2026-11-26', validTo: '2026-11-28' }
    expect(isAwayOn([stay], '2026-11-28')).toBe(true)
    expect(isAwayOn([stay], '2026-11-29')).toBe(false)
    expect(isAwayOn([{ ...stay, validTo: null }], '2027-11-29')).toBe(true)
    expect(isAwayOn([{ ...stay, kind: 'refusal' }], '2026-11-27')).toBe(false)
  })
})

describe('advice', () => {
  const need: MatchFacts = {
    ...{ kind: 'meal', ability: 'intact', livesAlone: true, age: 74, inInstitution: false, nearestKm: 0.8 },
    reachable: { homeCare: 1, communityCare: 2, institutionCare: 1 },
  }
  it('sends who can walk to the village canteen and brings the meal to who cannot', () => {
    expect(matchWays(need)[0]?.way).toBe('communityCare')
    expect(matchWays({ ...need, ability: 'severe' })[0]?.way).toBe('homeCare')
    expect(matchWays({ ...need, kind: 'longStay', ability: 'total' })[0]?.way).toBe('institutionCare')
    const nobody = matchWays({ ...need, reachable: { ...need.reachable, communityCare: 0 } })
    expect(nobody.find(({ way }) => way === 'communityCare')?.reasons).toContain('服务范围内没有机构提供')
  })

  const candidate = (more: Partial<Candidate>): Candidate => ({
    ...{ providerId: 'p', providerName: '机构', workerId: 'w', workerName: '甲', km: 5, reachKm: 40 },
    ...{
      language: 'zh',
      missing: null,
      load: 1,
      dailyOrders: 6,
      rating: null,
      ratings: 0,
      timesHere: 0,
      ...more,
    },
  })
  it('puts the near one before the far one, whom the elder understands before whom she does not', () => {
    const names = (list: Candidate[], speaks: 'zh' | 'ko') => suggest(list, speaks).map(one => one.workerName)
    const near = candidate({ workerName: '近', km: 2 })
    const korean = candidate({ workerName: '朝', km: 12, language: 'both' })
    expect(names([korean, near], 'zh')).toEqual(['近', '朝'])
    expect(names([near, korean], 'ko')).toEqual(['朝', '近'])
  })

  it('keeps whoever must not be sent in sight, last and with the reason', () => {
    const [first, second, third] = suggest(
      [
        candidate({ workerName: '满', load: 6, km: 1 }),
        candidate({ workerName: '无证', missing: '没有登记健康证', km: 1 }),
        candidate({ workerName: '可', km: 30 }),
      ],
      'zh',
    )
    expect(first).toMatchObject({ workerName: '可', barred: null })
    expect([second?.barred, third?.barred].sort()).toEqual(['当天已有 6 单，排满了', '没有登记健康证'].sort())
  })
})

it('says which proofs are missing', () => {
  const events = [{ kind: 'signIn' as const, hasPlace: false, hasVitals: false }]
  expect(missingProofs(bathTerms.proofs, { events, photos: [] })).toEqual([
    'signInOut',
    'vitalSigns',
    'elderSays',
  ])
})
