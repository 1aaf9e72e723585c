// The synthetic province keeps the promises of its recipe: one county, one prefecture, the whole province.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { childrenAway } from '../../domain/elders/family.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { checkProvince } from './check.ts'
import { provinceTotals } from './plan.ts'
import type { SyntheticContact, SyntheticVisit } from './rows.ts'
import { syntheticProvince } from './synthetic.ts'

const referenceDay = '2026-11-23'
const prefecture = { seed: 7, size: 'prefecture', referenceDay, visitMonths: 3 } as const
const countyOf = (seed: number, visitMonths = 3) =>
  [...syntheticProvince({ seed, size: 'county', referenceDay, visitMonths }).counties()][0]!
const fingerprint = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex')

describe('one county', () => {
  const county = countyOf(7)
  const visits = [...county.visits()]

  it('is 图们 with its 1,758 elders in 1,580 homes and 143 visitors', () => {
    expect([county.code, county.elders.length, county.households.length, county.visitors.length]).toEqual([
      '222402',
      1_758,
      1_580,
      143,
    ])
    expect(county.visitors.filter(({ kind }) => kind === 'committee')).toHaveLength(county.villages.length)
    expect(county.visitors.some(({ oddPattern }) => oddPattern !== null)).toBe(true)
  })

  it('has kin that say what the groups say', () => {
    const kin = new Map<string, SyntheticContact[]>()
    for (const contact of county.contacts())
      kin.set(contact.elderId, [...(kin.get(contact.elderId) ?? []), contact])
    const held = new Map<string, Set<string>>()
    for (const { elderId, group, validTo } of county.memberships)
      if (validTo === null) held.set(elderId, (held.get(elderId) ?? new Set()).add(group))
    for (const { id } of county.elders) {
      const groups = held.get(id) ?? new Set()
      const known = (kin.get(id) ?? []).map(one => ({ ...one, relation: one.kinship, endedOn: null }))
      // A special family has lost its only child: nobody can have left.
      const isChildless = groups.has('specialFamily') || groups.has('tekun')
      if (groups.has('leftBehind') && !isChildless)
        expect(childrenAway(known, referenceDay, 6).finding).not.toBeNull()
      if (groups.has('livesAlone'))
        expect(known.filter(one => one.whereabouts === 'sameHousehold')).toEqual([])
    }
    const spouses = [...kin.values()].flat().filter(one => one.linkedElderId !== null)
    expect(spouses.length).toBeGreaterThan(100)
    for (const { elderId, linkedElderId } of spouses)
      expect(kin.get(linkedElderId ?? '')?.some(back => back.linkedElderId === elderId)).toBe(true)
  })

  it('is the same again from the same seed, and another from another', () => {
    const again = countyOf(7)
    expect(fingerprint([again, ...again.contacts(), ...again.visits()])).toBe(
      fingerprint([county, ...county.contacts(), ...visits]),
    )
    expect(fingerprint(countyOf(8).elders)).not.toBe(fingerprint(county.elders))
  })

  it('has the fingerprint that every machine must reproduce', () => {
    expect(fingerprint([county, ...county.contacts(), ...visits])).toBe(
      'a942c128246f223a80e5b646d0b5d721a0c62b3ef102a34eb2510a78bc9b6229',
    )
  })

  it('is the same alone as inside its prefecture', () => {
    const inside = [...syntheticProvince(prefecture).counties()].find(({ code }) => code === '222402')!
    expect(fingerprint([inside, ...inside.visits()])).toBe(fingerprint([county, ...visits]))
  })

  it('is left out when it is there already, and nothing else changes', () => {
    const choice = {
      seed: 'wanqing',
      size: 'prefecture',
      referenceDay: '2026-11-23',
      visitMonths: 0,
    } as const
    const rest = syntheticProvince({ ...choice, without: new Set(['222402']) })
    expect(rest.expected.counties).toBe(syntheticProvince(choice).expected.counties - 1)
    expect([...rest.counties()].map(({ code }) => code)).not.toContain('222402')
  })

  it('shows its elders as synthetic wherever they go', () => {
    expect(
      county.elders.filter(
        ({ id }) => !/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id),
      ),
    ).toEqual([])
  })

  it('marries husbands to wives up to six years younger in most homes of two', () => {
    const homes = new Map<string, typeof county.elders>()
    for (const elder of county.elders)
      homes.set(elder.householdId, [...(homes.get(elder.householdId) ?? []), elder])
    const twos = [...homes.values()].filter(home => home.length === 2)
    const couples = twos.filter(home => {
      const [husband, wife] = [
        home.find(({ sex }) => sex === 'male'),
        home.find(({ sex }) => sex === 'female'),
      ]
      return husband && wife && wife.bornOn >= husband.bornOn && wife.bornOn <= addDays(husband.bornOn, 2_193)
    })
    expect(couples.length / twos.length).toBeGreaterThan(0.87)
  })
})

describe('the visits of a prefecture', () => {
  const counties = [...syntheticProvince(prefecture).counties()]
  const visits = counties.flatMap(county => [...county.visits()])
  const visitors = new Map(
    counties.flatMap(county => county.visitors.map(visitor => [visitor.id, visitor] as const)),
  )
  const share = (matches: (visit: SyntheticVisit) => boolean) => visits.filter(matches).length / visits.length
  const isNormal = ({ visitorId }: SyntheticVisit) => visitors.get(visitorId)!.oddPattern === null

  it('come out as in §3.6', () => {
    expect(share(({ result }) => result === 'met')).toBeGreaterThan(0.9)
    expect(share(({ result }) => result === 'met')).toBeLessThan(0.93)
    expect(share(({ result }) => result === 'refused')).toBeCloseTo(0.01, 2)
    expect(Math.abs(share(({ answers }) => answers.includes('d')) - 0.006)).toBeLessThan(0.001)
    const absent = share(
      ({ notReachedReason: reason }) => reason === 'notHome' || reason === 'phoneUnanswered',
    )
    expect(Math.abs(absent - 0.05)).toBeLessThan(0.01)
    const homes = visits.filter(visit => visit.method === 'home' && visit.result === 'met' && isNormal(visit))
    const minutes = homes.map(
      ({ startedAt, endedAt }) => (Date.parse(endedAt) - Date.parse(startedAt)) / 60_000,
    )
    minutes.sort((one, other) => one - other)
    expect(Math.abs(minutes[minutes.length >> 1]! - 18)).toBeLessThan(0.7)
  })

  it('have 24 letters, a reason exactly when nobody was reached, and ids of their own', () => {
    const wrong = visits.filter(
      ({ answers, result, notReachedReason }) =>
        !/^[oadn]{24}$/.test(answers) || (result === 'notReached') !== (notReachedReason !== null),
    )
    expect(wrong).toEqual([])
    expect(new Set(visits.map(({ id }) => id)).size).toBe(visits.length)
  })

  it('are over and received before the reference day, late from villages without a signal', () => {
    const wrong = visits.filter(
      ({ startedAt, endedAt, receivedAt }) =>
        !(startedAt < endedAt && endedAt < receivedAt && dayOf(new Date(receivedAt)) < referenceDay),
    )
    expect(wrong).toEqual([])
    const silent = new Set(
      counties.flatMap(({ villages }) =>
        villages.flatMap(village => (village.hasSignal ? [] : village.regionCode)),
      ),
    )
    const late = visits.filter(({ regionCode }) => silent.has(regionCode))
    expect(late.length).toBeGreaterThan(100)
    const hours = late.map(
      ({ endedAt, receivedAt }) => (Date.parse(receivedAt) - Date.parse(endedAt)) / 3_600_000,
    )
    expect(Math.min(...hours)).toBeGreaterThanOrEqual(3)
  })

  it('hold the three patterns that supervision must find', () => {
    const byDay = new Map<string, number>()
    const byStart = new Map<string, number>()
    for (const { visitorId, startedAt } of visits) {
      const day = `${visitorId} ${dayOf(new Date(startedAt))}`
      byDay.set(day, (byDay.get(day) ?? 0) + 1)
      byStart.set(`${visitorId} ${startedAt}`, (byStart.get(`${visitorId} ${startedAt}`) ?? 0) + 1)
    }
    const visitorOf = (key: string) => visitors.get(key.split(' ')[0]!)!.oddPattern
    const crowded = [...byDay].filter(([, count]) => count >= 40).map(([key]) => visitorOf(key))
    expect(new Set(crowded)).toEqual(new Set(['manyInOneDay']))
    const together = [...byStart].filter(([, count]) => count >= 2).map(([key]) => visitorOf(key))
    expect(new Set(together)).toEqual(new Set(['sameMinute']))
    const spots = visits.filter(visit => visitors.get(visit.visitorId)!.oddPattern === 'oneSpot')
    expect(spots.length).toBeGreaterThan(0)
  })

  it('reach 85 to 97 % of the calls planned, village by village', () => {
    const permille = counties.flatMap(({ villages }) => villages.map(village => village.completionPermille))
    expect(Math.min(...permille)).toBeGreaterThanOrEqual(850)
    expect(Math.max(...permille)).toBeLessThanOrEqual(970)
  })
})

describe('the whole province, without visits', () => {
  const report = checkProvince({ seed: 7, size: 'province', referenceDay })

  it('breaks none of the promises of §3.11', () => {
    expect(report.problems).toEqual([])
  })

  it('has the totals of the letter', () => {
    expect(report.elders).toBe(466_500)
    expect(report.households).toBe(413_600)
    expect(report.visitors).toBe(28_700)
    expect(report.groups).toEqual(provinceTotals.groups)
    expect(report.veryOld).toBe(48_050)
    expect(report.memberships).toBe(225_700)
  })

  it('counts 0.7 % second entries and 5 % spoilt rows inside the total', () => {
    expect(report.duplicates).toBe(3_266)
    expect(report.dirty).toBe(23_325)
  })
})
