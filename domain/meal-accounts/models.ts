// Published models of meal prices as data (domain.md §6.2, §6.3): drafts to start from, and what the tests hold.
import type { Condition } from '../benefits/rule.ts'
import type { MealTerms } from './terms.ts'

export interface MealModel {
  key: 'tianjin2022' | 'tianjin2024' | 'ageBands' | 'landRent' | 'workPoints'
  title: string
  /** Where the figures come from; a county puts its own decree in the place. */
  basis: string
  terms: MealTerms
}

interface Place {
  code: string
  name: string
}

const both: MealTerms['reductions'][number]['meals'] = ['lunch', 'supper']
const notInHome: Condition = { is: 'not', of: { is: 'institution' } }
const poor: Condition = { is: 'income', anyOf: ['tekun', 'dibao'] }

/** 天津 2022: 3 yuan a meal, once a day, five a week, Monday to Sunday, never in cash, not while in a home. */
function tianjin(county: Place, entitled: Condition): MealTerms {
  return {
    standardFen: 1_300,
    deviationPercent: 50,
    bands: null,
    reductions: [
      {
        payer: 'countyPays',
        fen: 300,
        when: { is: 'all', of: [{ is: 'hukou', within: county }, notInHome, entitled] },
        meals: both,
        perDay: 1,
        perWeek: 5,
        perMonth: null,
      },
    ],
    work: null,
    // The amount is cut in the source: 1 yuan stands for it until the county says its own.
    operating: { payer: 'countyPays', fen: 100, forEvery: 'subsidisedMeals' },
  }
}

const of2022: Condition[] = [
  { is: 'age', from: 80, to: null },
  { is: 'all', of: [{ is: 'age', from: 60, to: null }, poor, { is: 'ability', atLeast: 3 }] },
]

const of2024: Condition[] = [
  ...of2022,
  {
    is: 'all',
    of: [
      { is: 'age', from: 70, to: null },
      {
        is: 'group',
        anyOf: [
          'livesAlone',
          'emptyNest',
          'leftBehind',
          'tekun',
          'careDependent',
          'severeDisability',
          'specialFamily',
        ],
      },
    ],
  },
  {
    is: 'all',
    of: [
      { is: 'age', from: 60, to: null },
      { is: 'income', anyOf: ['marginal'] },
      { is: 'group', anyOf: ['severeDisability'] },
    ],
  },
  // The hardship allowance of the disabled goes with these incomes; the ledger does not keep it by itself.
  {
    is: 'all',
    of: [
      { is: 'age', from: 60, to: 69 },
      { is: 'income', anyOf: ['tekun', 'dibao', 'marginal'] },
      { is: 'group', anyOf: ['severeDisability'] },
    ],
  },
]

/** A set of ten yuan of which a person pays by age, and a fund the rest. */
const wsBands: NonNullable<MealTerms['bands']>['rows'] = [
  { when: { is: 'age', from: 90, to: null }, fen: 0 },
  { when: { is: 'age', from: 80, to: 89 }, fen: 300 },
  { when: { is: 'age', from: 70, to: 79 }, fen: 500 },
  { when: { is: 'age', from: 60, to: 69 }, fen: 800 },
  { when: null, fen: 1_000 },
]

export function mealModels({ code, name }: Place): MealModel[] {
  const county = { code, name }
  return [
    {
      key: 'tianjin2022',
      title: `${county.name}老年助餐补贴`,
      basis: '参照天津 2022 年办法：每餐 3 元、每天一餐、每周五餐',
      terms: tianjin(county, { is: 'any', of: of2022 }),
    },
    {
      key: 'tianjin2024',
      title: `${county.name}老年助餐补贴（扩面）`,
      basis: '参照天津 2024 年扩面：增加 70 岁以上探访类老人等',
      terms: tianjin(county, { is: 'any', of: of2024 }),
    },
    {
      key: 'ageBands',
      title: '按年龄分档收费',
      basis: '参照浙江 WS 村：60 岁以下 10 元，逐档降低，90 岁以上免费',
      terms: {
        ...{ standardFen: 1_000, deviationPercent: 0, reductions: [], work: null, operating: null },
        bands: { rows: wsBands, gapPayer: 'charityPays' },
      },
    },
    {
      key: 'landRent',
      title: '集体土地收益助餐',
      basis: '参照山东耿村：70 岁以上独居、75 岁以上困难老人每餐 1 元，其余由集体土地租金出',
      terms: {
        ...{ standardFen: 1_000, deviationPercent: 0, reductions: [], work: null, operating: null },
        bands: {
          rows: [
            {
              when: {
                is: 'any',
                of: [
                  {
                    is: 'all',
                    of: [
                      { is: 'age', from: 70, to: null },
                      { is: 'group', anyOf: ['livesAlone'] },
                    ],
                  },
                  { is: 'all', of: [{ is: 'age', from: 75, to: null }, poor] },
                ],
              },
              fen: 100,
            },
          ],
          gapPayer: 'collectivePays',
        },
      },
    },
    {
      key: 'workPoints',
      title: '劳动积分换餐',
      basis: '参照山东马河湾：65 岁以上免费，能劳动的老人轮流做饭种菜，积分换餐',
      terms: {
        ...{ standardFen: 1_000, deviationPercent: 0, reductions: [], operating: null },
        bands: { rows: [{ when: { is: 'age', from: 65, to: null }, fen: 0 }], gapPayer: 'collectivePays' },
        // How much work a meal costs is not published.
        work: { minutesPerMeal: 60, payer: 'collectivePays' },
      },
    },
  ]
}
