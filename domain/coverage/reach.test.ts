// A quarter of an hour on foot, in summer and on ice: what is near, what is brought, and what a village has itself.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crowMeters } from '../kernel/distance.ts'
import { type ReachRules, reachOf, type ServiceSite, type VillagePoint } from './reach.ts'

const rules: ReachRules = {
  ...{ minutes: 15, summerMeters: 60, winterMeters: 40, summerRoadPercent: 130, winterRoadPercent: 145 },
  ...{ ownVillageMeters: 500, deliveryKm: 3 },
}
const village: VillagePoint = { code: '222402101201', lon: 129.85, lat: 42.97 }
/** So many metres north of the village, in the next one. */
const north = (meters: number, more: Partial<ServiceSite> = {}): ServiceSite => ({
  ...{ name: `往北${meters}米`, regionCode: '222402101202', lon: 129.85, lat: 42.97 + meters / 111_194.9 },
  ...{ services: ['meal'], summer: true, winter: true, brings: null, ...more },
})
const mealOf = (sites: readonly ServiceSite[], one = village) =>
  reachOf([one], sites, () => rules).find(row => row.service === 'meal')!

describe('a village and the nearest table', () => {
  it('reaches in summer what ice puts out of reach', () => {
    expect(mealOf([north(590)])).toMatchObject({
      ...{ siteName: '往北590米', meters: 767, summerMinutes: 13, winterMinutes: 22 },
      ...{ reachedSummer: true, reachedWinter: false, broughtBy: null },
    })
  })

  it('reaches it in both seasons when it is near, and in neither when it is far', () => {
    expect(mealOf([north(400)])).toMatchObject({ reachedSummer: true, reachedWinter: true })
    expect(mealOf([north(800)])).toMatchObject({ reachedSummer: false, reachedWinter: false })
  })

  it('counts a site of its own as near, wherever in the village it stands', () => {
    const own = north(2_000, { regionCode: village.code })
    expect(mealOf([own])).toMatchObject({ meters: 500, summerMinutes: 9, winterMinutes: 13 })
    expect(mealOf([own], { ...village, lon: null, lat: null })).toMatchObject({ meters: 500 })
  })

  it('has nothing where nothing is open, and where its own place is unknown', () => {
    expect(mealOf([])).toMatchObject({ meters: null, siteName: null, summerMinutes: null })
    expect(mealOf([north(100)], { ...village, lat: null, lon: null })).toMatchObject({ siteName: null })
    expect(mealOf([north(100, { services: ['bath'] })])).toMatchObject({ siteName: null })
  })

  it('goes farther in winter than in summer when the near kitchen rests', () => {
    const found = mealOf([north(100, { winter: false }), north(390)])
    expect(found).toMatchObject({ siteName: '往北100米', summerMinutes: 3, winterMinutes: 15 })
    expect(found.reachedWinter).toBe(true)
  })
})

describe('what is brought to the door', () => {
  it('comes as far as the rules say by road', () => {
    expect(mealOf([north(2_300, { brings: 'byRule' })]).broughtBy).toBe('往北2300米')
    expect(mealOf([north(2_400, { brings: 'byRule' })]).broughtBy).toBeNull()
  })

  it('comes as far as a firm itself has said, and is not walked to', () => {
    const firm = north(20_000, { brings: 30, summer: false, winter: false })
    expect(mealOf([firm])).toMatchObject({ broughtBy: '往北20000米', siteName: null, reachedSummer: false })
    expect(mealOf([north(31_000, { brings: 30, summer: false, winter: false })]).broughtBy).toBeNull()
  })

  it('comes from the nearest who does, not from the nearest', () => {
    expect(mealOf([north(100), north(900, { brings: 'byRule' }), north(500, { brings: 1 })]).broughtBy).toBe(
      '往北500米',
    )
  })
})

const anyPoint = fc.record({
  lon: fc.double({ min: 126, max: 131, noNaN: true }),
  lat: fc.double({ min: 41, max: 46, noNaN: true }),
})

describe('the search', () => {
  it('finds what looking at every site would find', () => {
    fc.assert(
      fc.property(anyPoint, fc.array(fc.tuple(anyPoint, fc.boolean()), { maxLength: 40 }), (here, places) => {
        const sites = places.map(([point, winter], at): ServiceSite => {
          return { ...north(0), ...point, name: `点${at}`, winter, brings: winter ? 100 : null }
        })
        const found = mealOf(sites, { code: village.code, ...here })
        const nearest = (list: readonly ServiceSite[]) =>
          list.length === 0 ? null : Math.min(...list.map(site => crowMeters(here, site)))
        const meters = nearest(sites)
        expect(found.meters).toBe(meters === null ? null : Math.round(meters * 1.3))
        const winter = nearest(sites.filter(site => site.winter))
        expect(found.winterMinutes).toBe(winter === null ? null : Math.ceil((winter * 1.45) / 40))
        expect(found.broughtBy !== null).toBe(winter !== null && winter <= 100_000)
      }),
    )
  })
})
