// Each published model against its published figures, and what must hold whatever the meals and the rule.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BenefitFacts } from '../benefits/facts.ts'
import { sampleFacts } from '../benefits/sample.ts'
import { addDays } from '../kernel/day.ts'
import { billOf, eatenIn, linesOf } from './bill.ts'
import { mealModels } from './models.ts'
import { mondayOf, type ServedMeal, splitMeals, supportOf } from './split.ts'
import { type MealTerms, priceLimits } from './terms.ts'
import { examplePlan, viabilityOf } from './viability.ts'

const county = { code: '222402000000', name: '图们市' }
const model = (key: string) => mealModels(county).find(one => one.key === key)!.terms
const canteenId = '0197b000-0000-7000-8000-000000000c01'

const meal = (
  day: string,
  kind: 'lunch' | 'supper' = 'lunch',
  more: Partial<ServedMeal> = {},
): ServedMeal => ({
  ...{ day, meal: kind, canteenId, servedAt: `${day}T0${kind === 'lunch' ? 4 : 9}:00:00Z`, ...more },
})
const daysFrom = (first: string, count: number) => Array.from({ length: count }, (_, n) => addDays(first, n))
const aged = (age: number, more: Partial<BenefitFacts> = {}) =>
  sampleFacts({ bornOn: `${2026 - age}-01-01`, ...more })
const ever = { from: '2020-01-01', to: null }

function pays(terms: MealTerms, elder: BenefitFacts | null, meals: readonly ServedMeal[]) {
  return splitMeals(elder, meals, () => ({ terms, priceFen: terms.standardFen })).map(one => one.split)
}

describe('天津 2022', () => {
  const terms = model('tianjin2022')
  const elder = aged(81)

  it('takes three yuan off a set of thirteen', () => {
    const [split] = pays(terms, elder, [meal('2026-11-02')])
    expect(split).toMatchObject({ priceFen: 1300, elderFen: 1000, parts: { countyPays: 300 } })
    expect(priceLimits(terms)).toEqual({ fromFen: 650, toFen: 1950 })
  })

  it('once a day, lunch or supper, whichever came first', () => {
    const splits = pays(terms, elder, [meal('2026-11-02', 'supper'), meal('2026-11-02')])
    expect(splits.map(one => one.elderFen)).toEqual([1000, 1300])
    const [supper] = pays(terms, elder, [meal('2026-11-02', 'supper')])
    expect(supper?.elderFen).toBe(1000)
  })

  it('five a week from Monday to Sunday; what is not used up is lost', () => {
    // 2026-11-02 is a Monday; one meal in the week before leaves four unused.
    const meals = [meal('2026-10-26'), ...daysFrom('2026-11-02', 7).map(day => meal(day))]
    const helped = pays(terms, elder, meals).map(one => one.parts.countyPays ?? 0)
    expect(helped).toEqual([300, 300, 300, 300, 300, 300, 0, 0])
  })

  it('a week that began in the month before goes on counting', () => {
    const november = ['2026-11-01', '2026-11-02'].map(day => meal(day))
    const helped = daysFrom('2026-10-26', 5).map(day => ({ day, payer: 'countyPays' as const }))
    const splits = splitMeals(elder, november, () => ({ terms, priceFen: 1300 }), {
      helped,
      work: [],
      workSpent: 0,
    })
    expect(splits.map(one => one.split.elderFen)).toEqual([1300, 1000])
  })

  it('is only a lower price: a set below three yuan costs nothing and pays nothing out', () => {
    const [split] = splitMeals(elder, [meal('2026-11-02')], () => ({ terms, priceFen: 200 }))
    expect(split?.split).toMatchObject({ elderFen: 0, parts: { countyPays: 200 } })
  })

  it('not while the person lives in a home, and not a day before eighty', () => {
    const inHome = aged(81, { absences: [{ kind: 'institution', from: '2026-11-03', to: '2026-11-10' }] })
    const days = ['2026-11-02', '2026-11-03', '2026-11-10', '2026-11-11'].map(day => meal(day))
    expect(pays(terms, inHome, days).map(one => one.elderFen)).toEqual([1000, 1300, 1300, 1000])
    const birthday = sampleFacts({ bornOn: '1946-11-04' })
    const around = ['2026-11-03', '2026-11-04'].map(day => meal(day))
    expect(pays(terms, birthday, around).map(one => one.elderFen)).toEqual([1300, 1000])
  })

  it('at sixty only for the poor whose care is severe, and only for who is registered here', () => {
    const poor = { incomes: [{ ...ever, status: 'dibao' as const }] }
    const severe = { abilities: [{ ...ever, level: 3 }] }
    const asked = (elder: BenefitFacts) => pays(terms, elder, [meal('2026-11-02')])[0]?.elderFen
    expect(asked(aged(65, poor))).toBe(1300)
    expect(asked(aged(65, { ...poor, ...severe }))).toBe(1000)
    expect(asked(aged(85, { hukou: [{ ...ever, code: '220102001001' }] }))).toBe(1300)
  })

  it('pays the canteen beside the price for each subsidised meal, and for no other', () => {
    const splits = pays(terms, elder, [meal('2026-11-02'), meal('2026-11-02', 'supper')])
    expect(splits.map(one => one.operating?.fen ?? 0)).toEqual([100, 0])
  })

  it('2024 reaches seventy-year-olds whom visitors call on, and 60–69 with a severe disability and hardship', () => {
    const wider = model('tianjin2024')
    const asked = (terms: MealTerms, elder: BenefitFacts) =>
      pays(terms, elder, [meal('2026-11-02')])[0]?.elderFen
    const alone = aged(72, { groups: [{ ...ever, group: 'livesAlone' }] })
    const disabled = aged(63, {
      groups: [{ ...ever, group: 'severeDisability' }],
      incomes: [{ ...ever, status: 'marginal' }],
    })
    expect([asked(terms, alone), asked(wider, alone)]).toEqual([1300, 1000])
    expect([asked(terms, disabled), asked(wider, disabled)]).toEqual([1300, 1000])
    expect(asked(wider, aged(72))).toBe(1300)
  })
})

describe('WS 村', () => {
  it('asks 10, 8, 5, 3 yuan and nothing by age, and the fund bears the rest', () => {
    const splits = [55, 65, 75, 85, 92].map(
      age => pays(model('ageBands'), aged(age), [meal('2026-11-02')])[0]!,
    )
    expect(splits.map(one => one.elderFen)).toEqual([1000, 800, 500, 300, 0])
    expect(splits.map(one => one.parts.charityPays ?? 0)).toEqual([0, 200, 500, 700, 1000])
  })

  it('asks a guest of whom nothing is known the full ten yuan', () => {
    expect(pays(model('ageBands'), null, [meal('2026-11-02')])[0]?.elderFen).toBe(1000)
  })

  it('spends 2.2 yuan of wages on a meal: 4,600 a month over 35 diners, two meals, thirty days', () => {
    const { meals } = viabilityOf(examplePlan, { cashMonths: 3, dinersAtLeast: 10, shortPercent: 20 })
    expect(meals).toBe(2100)
    expect(Math.round(examplePlan.wageFen / meals / 10) / 10).toBe(2.2)
  })
})

describe('耿村', () => {
  const terms = model('landRent')
  it('asks one yuan of 70 alone and of 75 and poor, and the land rent pays the rest', () => {
    const alone = aged(70, { groups: [{ ...ever, group: 'livesAlone' }] })
    const poor = aged(75, { incomes: [{ ...ever, status: 'dibao' }] })
    for (const elder of [alone, poor])
      expect(pays(terms, elder, [meal('2026-11-02')])[0]).toMatchObject({
        ...{ elderFen: 100, parts: { collectivePays: 900 } },
      })
    expect(pays(terms, aged(74, { incomes: poor.incomes }), [meal('2026-11-02')])[0]?.elderFen).toBe(1000)
  })

  it('400,000 yuan of rent a year feed sixty such people twice a day', () => {
    const alone = aged(70, { groups: [{ ...ever, group: 'livesAlone' }] })
    const year = daysFrom('2026-01-01', 365).flatMap(day => [meal(day), meal(day, 'supper')])
    const rent = pays(terms, alone, year).reduce((sum, one) => sum + (one.parts.collectivePays ?? 0), 0)
    expect(Math.floor(40_000_000 / rent)).toBe(60)
  })
})

describe('马河湾', () => {
  const terms = model('workPoints')
  it('feeds whoever is 65 for nothing', () => {
    const eighty = Array.from(
      { length: 80 },
      (_, n) => pays(terms, aged(65 + (n % 30)), [meal('2026-11-02')])[0]!,
    )
    expect(eighty.reduce((sum, one) => sum + one.elderFen, 0)).toBe(0)
  })

  it('takes work for meals from those who are younger: never more meals than were earned, never before', () => {
    const cook = aged(62)
    const meals = daysFrom('2026-11-02', 5).map(day => meal(day))
    const splits = splitMeals(cook, meals, () => ({ terms, priceFen: 1000 }), {
      helped: [],
      work: [{ day: '2026-11-03', minutes: 150 }],
      workSpent: 0,
    }).map(one => one.split)
    expect(splits.map(one => one.workMinutes)).toEqual([0, 60, 60, 0, 0])
    expect(splits.map(one => one.elderFen)).toEqual([1000, 0, 0, 1000, 1000])
  })
})

describe('whatever is eaten under whatever rule', () => {
  const anyTerms = fc
    .record({
      standardFen: fc.integer({ min: 1, max: 3000 }),
      band: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null }),
      reductions: fc.array(
        fc.record({
          payer: fc.constantFrom('provincePays' as const, 'countyPays' as const, 'firmPays' as const),
          fen: fc.option(fc.integer({ min: 0, max: 3000 }), { nil: null }),
          perDay: fc.option(fc.integer({ min: 1, max: 2 }), { nil: null }),
          perWeek: fc.option(fc.integer({ min: 1, max: 9 }), { nil: null }),
          perMonth: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
        }),
        { maxLength: 3 },
      ),
    })
    .map(
      ({ standardFen, band, reductions }): MealTerms => ({
        ...{ standardFen, deviationPercent: 0, work: null, operating: null },
        bands: band === null ? null : { rows: [{ when: null, fen: band }], gapPayer: 'collectivePays' },
        reductions: reductions.map(
          one => ({ ...one, when: null, meals: ['lunch', 'supper'] as const }) as never,
        ),
      }),
    )
  const anyMeals = fc
    .uniqueArray(
      fc.tuple(fc.integer({ min: 0, max: 45 }), fc.constantFrom('lunch' as const, 'supper' as const)),
      {
        selector: ([day, kind]) => `${day}${kind}`,
        maxLength: 60,
      },
    )
    .map(chosen => chosen.map(([day, kind]) => meal(addDays('2026-10-26', day), kind)))

  it('nobody pays less than nothing, and the parts add up to the price to the fen', () => {
    fc.assert(
      fc.property(anyTerms, anyMeals, (terms, meals) => {
        for (const split of pays(terms, aged(80), meals)) {
          expect(split.elderFen).toBeGreaterThanOrEqual(0)
          expect(split.elderFen + supportOf(split)).toBe(split.priceFen)
        }
      }),
    )
  })

  it('no cap is passed on any day, in any week or month', () => {
    fc.assert(
      fc.property(anyTerms, anyMeals, (terms, meals) => {
        // One reduction alone: a payer named twice has two caps.
        const [reduction] = terms.reductions
        if (!reduction) return
        const alone = { ...terms, bands: null, reductions: [reduction] }
        const served = splitMeals(aged(80), meals, () => ({ terms: alone, priceFen: alone.standardFen }))
        const helped = served.filter(one => one.split.parts[reduction.payer])
        const most = (keyOf: (day: string) => string) => {
          const counts = new Map<string, number>()
          for (const { day } of helped) counts.set(keyOf(day), (counts.get(keyOf(day)) ?? 0) + 1)
          return Math.max(0, ...counts.values())
        }
        expect(most(day => day)).toBeLessThanOrEqual(reduction.perDay ?? Infinity)
        expect(most(mondayOf)).toBeLessThanOrEqual(reduction.perWeek ?? Infinity)
        expect(most(day => day.slice(0, 7))).toBeLessThanOrEqual(reduction.perMonth ?? Infinity)
      }),
    )
  })

  it('the order in which meals arrive changes nothing, and asking again changes nothing', () => {
    fc.assert(
      fc.property(
        anyTerms,
        anyMeals.chain(meals =>
          fc.tuple(fc.constant(meals), fc.shuffledSubarray(meals, { minLength: meals.length })),
        ),
        (terms, [meals, shuffled]) => {
          expect(pays(terms, aged(80), shuffled)).toEqual(pays(terms, aged(80), meals))
        },
      ),
    )
  })

  it('a bill says of each meal what was decided, and adds up', () => {
    fc.assert(
      fc.property(anyTerms, anyMeals, (terms, meals) => {
        const november = splitMeals(aged(80), meals, () => ({ terms, priceFen: terms.standardFen })).filter(
          one => one.day.startsWith('2026-11'),
        )
        const bill = billOf('2026-11', november, () => false)
        const lines = linesOf('2026-11', bill)
        expect(lines.map(({ day, meal, split }) => [day, meal, split.elder]).sort()).toEqual(
          november.map(({ day, meal, split }) => [day, meal, split.elderFen]).sort(),
        )
        expect(bill.elderFen + bill.supportFen).toBe(bill.priceFen)
        expect(eatenIn(bill.marks).replace(/\./g, '').length).toBe(november.length)
      }),
    )
  })
})
