// From a question to numbers and back: who may house a site, who counts, how many come, and what two plans differ in.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crowMeters } from '../kernel/distance.ts'
import type { SiteAnswer } from '../planning/problem.ts'
import { dinersOf, monthOf, seasonsOf } from './diners.ts'
import { onlyIn, picksOf, summaryOf, villagesOf } from './explain.ts'
import type { SitingCandidate, SitingFacts, SitingQuestion, SitingVillage } from './plan.ts'
import { checkMoves, peopleFor, peopleOfKitchen, problemOf, reachKm } from './problem-of.ts'

const rules: SitingFacts['rules'] = {
  ...{ minutes: 15, summerMeters: 60, winterMeters: 40, summerRoadPercent: 130, winterRoadPercent: 145 },
  ...{
    deliveryKm: 3,
    dinersPercentSummer: 22,
    dinersPercentWinter: 15,
    carriedPercent: 8,
    atLimitPercent: 50,
  },
}
/** Kilometres north of the first village. */
const village = (
  code: string,
  km: number,
  weight: number,
  more: Partial<SitingVillage> = {},
): SitingVillage => ({
  ...{ code, name: `村${code}`, lon: 129.8, lat: 42.9 + (km * 1000) / 111_195, weight },
  ...{ isBorder: false, served: false, ...more },
})
const spot = (id: string, regionCode: string, more: Partial<SitingCandidate> = {}): SitingCandidate => ({
  ...{ id, host: 'committeeRooms', regionCode, name: `点${id}`, lon: 129.8, lat: 42.9, costFen: 6_000_000 },
  ...{ isBorder: false, isDormant: false, ...more },
})
const question = (more: Partial<SitingQuestion> = {}): SitingQuestion => ({
  ...{ name: '试算', regionCodes: ['222400000000'], kind: 'canteen', objective: 'covering' },
  ...{ budgetFen: 20_000_000, mostSites: null, reach: 'mealCarried', weight: 'byLedger' },
  ...{ measure: 'eldersOnRecord', hosts: ['elderCourtyard', 'committeeRooms'], leaveOutDormant: true },
  ...{ keepExisting: true, minimumDiners: 0, limitKitchens: false, borderPercent: 0 },
  ...{ must: [], never: [], moved: [], seconds: 5, seed: 1 },
  ...more,
})
const facts: SitingFacts = {
  villages: [village('a', 0, 100), village('b', 2, 40), village('c', 9, 60), village('d', 9.5, 0)],
  candidates: [
    spot('a', 'a'),
    spot('c', 'c', { isBorder: true }),
    spot('court', 'b', { host: 'elderCourtyard', costFen: 3_000_000 }),
    spot('asleep', 'c', { host: 'elderCourtyard', costFen: 3_000_000, isDormant: true }),
    spot('practice', 'a', { host: 'practiceStation' }),
  ],
  rules,
  countiesByCensus: [],
}

describe('the problem of a question', () => {
  const ids = (asked: SitingQuestion, of = facts) => problemOf(asked, of).candidates.map(one => one.id)

  it('asks only about people who live somewhere and are not served yet', () => {
    const served = { ...facts, villages: [village('a', 0, 100, { served: true }), village('b', 2, 40)] }
    expect(problemOf(question(), served).demands.map(one => one.id)).toEqual(['b'])
    expect(problemOf(question(), facts).demands.map(one => one.id)).toEqual(['a', 'b', 'c'])
  })

  it('leaves out what is asleep, what was not ticked and what was forbidden, but never what is pinned', () => {
    expect(ids(question())).toEqual(['a', 'c', 'court'])
    expect(ids(question({ leaveOutDormant: false }))).toContain('asleep')
    expect(ids(question({ never: ['a'] }))).toEqual(['c', 'court'])
    expect(ids(question({ must: ['asleep', 'practice'] }))).toEqual(['a', 'c', 'court', 'asleep', 'practice'])
    expect(problemOf(question({ must: ['a'] }), facts).candidates[0]).toMatchObject({ id: 'a', must: true })
  })

  it('counts money in yuan, the border as a share of it and the diners as people near by', () => {
    const asked = problemOf(question({ borderPercent: 30, minimumDiners: 11 }), facts)
    expect(asked).toMatchObject({
      ...{
        budget: 200_000,
        radius: 3,
        distances: { metric: 'haversine', roadFactor: 1.3 },
        minimumDemand: 50,
      },
      floors: [{ group: 'border', share: 0.3 }],
    })
    expect(asked.candidates.find(one => one.id === 'c')).toMatchObject({ cost: 60_000, group: 'border' })
    expect(peopleFor(11, 'walksInWinter', rules)).toBe(74)
  })

  it('gives no kitchen more people than it can cook for, when that is asked', () => {
    const withKitchen = { ...facts, candidates: [spot('a', 'a', { kitchen: 50 }), spot('c', 'c')] }
    expect(problemOf(question({ limitKitchens: true }), withKitchen).candidates).toMatchObject([
      { id: 'a', capacity: 227 },
      { id: 'c' },
    ])
    expect(problemOf(question(), withKitchen).candidates[0]).not.toHaveProperty('capacity')
    // Whoever lives next door in summer comes most: even then the kitchen is not too small.
    const all = [{ people: peopleOfKitchen(50, rules), crowMeters: 0 }]
    expect(dinersOf(all, rules).summer).toBeLessThanOrEqual(50)
  })

  it('reckons the ways of a site from where an officer has put it, and refuses a place far from its village', () => {
    const moved = question({ moved: [{ id: 'a', lon: 129.81, lat: 42.905 }] })
    const [first, second] = problemOf(moved, facts).candidates
    expect(first).toMatchObject({ id: 'a', x: 129.81, y: 42.905 })
    expect(second).toMatchObject({ id: 'c', y: facts.villages[2]?.lat })
    expect(() => checkMoves(moved, facts)).not.toThrow()
    const away = question({ moved: [{ id: 'a', lon: 130.5, lat: 42.9 }] })
    expect(() => checkMoves(away, facts)).toThrow('请点在村里或村边')
    expect(() => checkMoves(question({ moved: [{ id: 'x', lon: 130, lat: 43 }] }), facts)).toThrow(
      '请去掉它再算',
    )
  })

  it('walks as far as the minutes of the season allow', () => {
    expect(reachKm('walksInSummer', rules)).toEqual({ radius: 0.9, roadFactor: 1.3 })
    expect(reachKm('walksInWinter', rules)).toEqual({ radius: 0.6, roadFactor: 1.45 })
  })

  it('refuses with a sentence where nothing can be decided', () => {
    expect(() => problemOf(question({ hosts: ['practiceStation'], never: ['practice'] }), facts)).toThrow(
      '没有可以设点的地方',
    )
    expect(() => problemOf(question({ objective: 'median', budgetFen: null }), facts)).toThrow('请填写预算')
    const none = { ...facts, villages: [village('a', 0, 100, { served: true })] }
    expect(() => problemOf(question(), none)).toThrow('没有还够不着的老年人')
  })
})

describe('how many come to eat', () => {
  it('is the whole share at the door, half of it at the end of the quarter of an hour, and then what is carried', () => {
    const at = (crow: number) => dinersOf([{ people: 1000, crowMeters: crow }], rules)
    expect(at(0)).toEqual({ summer: 220, winter: 150 })
    expect(at(900 / 1.3)).toMatchObject({ summer: 110 })
    expect(at(600 / 1.45)).toMatchObject({ winter: 75 })
    expect(at(2_000)).toEqual({ summer: 80, winter: 80 })
    expect(at(2_400)).toEqual({ summer: 0, winter: 0 })
  })

  it('never grows with the distance within the minutes', () => {
    const meters = fc.double({ min: 0, max: 400, noNaN: true })
    fc.assert(
      fc.property(meters, meters, (one, other) => {
        const [near, far] = [Math.min(one, other), Math.max(one, other)]
        const diners = (crow: number) => dinersOf([{ people: 5000, crowMeters: crow }], rules)
        expect(diners(far).winter).toBeLessThanOrEqual(diners(near).winter)
        expect(diners(far).summer).toBeLessThanOrEqual(diners(near).summer)
      }),
    )
  })

  it('decides whether the kitchen can live in winter too', () => {
    const costs = {
      ...{
        cookYuan: 1800,
        carrierYuan: 0,
        dinersACook: 25,
        fuelYuan: 500,
        otherYuan: 200,
        supportYuan: 1500,
      },
      ...{ foodFen: 600, elderFen: 500, aidFen: 300, openDays: 26, mealsADay: 1 },
    }
    const limits = { cashMonths: 3, dinersAtLeast: 10, shortPercent: 20 }
    const { summer, winter } = seasonsOf({ summer: 30, winter: 12 }, costs, limits)
    // 3,600 + 700 of wages and fuel, 1,500 comes anyway; each meal leaves two yuan of 26 meals.
    expect(summer.breakEvenDiners).toBe(54)
    expect(winter.breakEvenDiners).toBe(20)
    expect(winter.costFenAMeal).toBeGreaterThan(summer.costFenAMeal)
    expect(winter.isViable).toBe(false)
    expect(monthOf(0, costs).dinersAMeal).toBe(1)
  })
})

const far = (one: string, other: string) => {
  const [from, to] = [one, other].map(code => facts.villages.find(each => each.code === code)!)
  return (crowMeters(from!, to!) * 1.3) / 1000
}
const answer = (chosen: string[], served: [string, string][]): SiteAnswer => ({
  ...{ chosen, objective: 0, bound: 0, gap: 0.004, proven: false, seconds: 1, binding: ['budget'] },
  assignments: served.map(([demand, site]) => ({ demand, site, distance: far(demand, site) })),
})
const settings = {
  placeName: () => '图们市 月晴镇',
  viabilityOf: () => ({ cashMonths: 3, dinersAtLeast: 10, shortPercent: 20 }),
  costsOf: () => ({
    ...{
      cookYuan: 1800,
      carrierYuan: 1000,
      dinersACook: 25,
      fuelYuan: 500,
      otherYuan: 200,
      supportYuan: 1500,
    },
    ...{ foodFen: 600, elderFen: 500, aidFen: 300, openDays: 26, mealsADay: 1 },
  }),
}

describe('the explanation of a plan', () => {
  const plan = {
    question: question({ must: ['c'] }),
    facts,
    answer: answer(
      ['a', 'c'],
      [
        ['a', 'a'],
        ['b', 'a'],
        ['c', 'c'],
      ],
    ),
  }

  it('says of each site whom it serves, how far, at what cost and whether it was pinned', () => {
    const [first, second] = picksOf(plan, settings)
    expect(first).toMatchObject({
      ...{
        id: 'a',
        people: 140,
        peopleByItAlone: 140,
        farthestMeters: 2600,
        meanMeters: 743,
        isPinned: false,
      },
      diners: { summer: 25, winter: 18 },
    })
    expect(first?.villages.map(one => one.code)).toEqual(['a', 'b'])
    expect(second).toMatchObject({ id: 'c', people: 60, isPinned: true })
    const moved = { ...plan, question: question({ moved: [{ id: 'a', lon: 129.81, lat: 42.905 }] }) }
    expect(picksOf(moved, settings)[0]).toMatchObject({ id: 'a', lon: 129.81, lat: 42.905 })
    expect(first?.says).toContain('照顾 140 位老年人')
  })

  it('counts only the part of a village that a full kitchen has room for, and says that it is full', () => {
    const kitchen = { ...facts, candidates: [spot('a', 'a', { kitchen: 20 })] }
    const part = {
      ...plan.answer,
      chosen: ['a'],
      assignments: [{ demand: 'a', site: 'a', distance: 0, share: 0.9 }],
    }
    const full = { facts: kitchen, question: question({ limitKitchens: true }), answer: part }
    const [pick] = picksOf(full, settings)
    expect(pick).toMatchObject({ people: 90, kitchen: 20, diners: { summer: 20 } })
    expect(pick?.says).toContain('已按厨房能力封顶：一餐最多做 20 人的饭')
    expect(summaryOf(full).servedNow).toBe(90)
    const small = {
      ...full,
      facts: { ...kitchen, candidates: [spot('a', 'a', { kitchen: 15 })] },
      question: question(),
    }
    expect(picksOf(small, settings)[0]?.says).toContain('要扩建或者再设一处')
  })

  it('sums up people, money and border, and says how good it is and what binds', () => {
    const summary = summaryOf(plan)
    expect(summary).toMatchObject({
      ...{ people: 200, servedNow: 200, left: 0, sites: 2, costFen: 12_000_000, budgetLeftFen: 8_000_000 },
      ...{ borderCostFen: 6_000_000, gapPercent: 0.4 },
    })
    expect(summary.says[0]).toBe('离理论上最好的方案最多差 0.40%。')
    expect(summary.says[1]).toBe('剩下的钱不够再设一个有用的点。')
  })

  it('counts a village as reached only within the reach, also where distances are minimised', () => {
    const median = {
      ...plan,
      question: question({ objective: 'median' }),
      answer: answer(
        ['a'],
        [
          ['a', 'a'],
          ['c', 'a'],
        ],
      ),
    }
    expect(summaryOf(median).servedNow).toBe(100)
    expect(villagesOf(median).find(one => one.code === 'c')?.standing).toBe('stillWithout')
  })

  it('tells what one plan reaches and the other does not', () => {
    const other = {
      ...plan,
      answer: answer(
        ['a'],
        [
          ['a', 'a'],
          ['b', 'a'],
        ],
      ),
    }
    expect(onlyIn(plan, other)).toEqual([{ code: 'c', name: '村c', people: 60 }])
    expect(onlyIn(other, plan)).toEqual([])
  })
})
