// Drafts to start from: what such rules usually look like. Ages, sums and conditions of Jilin are unknown, so every
// number here is an example to be replaced by the county's decree (domain.md §9).
import type { BenefitKind, RuleTerms } from './rule.ts'

export interface RuleExample {
  kind: BenefitKind
  title: string
  terms: RuleTerms
}

interface Place {
  code: string
  name: string
}

const stop: RuleTerms['stop'] = { death: 'stopNextMonth', moveOut: 'stopNextMonth', loss: 'stopNextMonth' }
const fixed = (fen: number) => ({ fen, share: null })

/** For a county: the register must be there. */
export function ruleExamples(county: Place): RuleExample[] {
  return [oldAge(county), service(county), nursing(county)]
}

function oldAge(county: Place): RuleExample {
  return {
    kind: 'oldAgeAllowance',
    title: `${county.name}高龄津贴`,
    terms: {
      when: {
        is: 'all',
        of: [
          { is: 'age', from: 80, to: null },
          { is: 'hukou', within: county },
        ],
      },
      amounts: [
        { when: { is: 'age', from: 80, to: 89 }, ...fixed(10_000) },
        { when: { is: 'age', from: 90, to: 99 }, ...fixed(20_000) },
        { when: { is: 'age', from: 100, to: null }, ...fixed(50_000) },
      ],
      rounding: 'toYuan',
      excludes: [],
      start: 'startNextMonth',
      stop,
      suspend: [],
    },
  }
}

function service(county: Place): RuleExample {
  return {
    kind: 'serviceSubsidy',
    title: `${county.name}养老服务补贴`,
    terms: {
      when: {
        is: 'all',
        of: [
          { is: 'age', from: 60, to: null },
          { is: 'hukou', within: county },
          { is: 'income', anyOf: ['tekun', 'dibao'] },
          { is: 'not', of: { is: 'institution' } },
        ],
      },
      amounts: [
        { when: { is: 'age', from: 80, to: null }, ...fixed(15_000) },
        { when: null, ...fixed(10_000) },
      ],
      rounding: 'toYuan',
      excludes: [{ kind: 'nursingSubsidy', wins: 'higherWins' }],
      start: 'startNextMonth',
      stop,
      suspend: [{ absence: 'hospital', afterDays: 90 }],
    },
  }
}

function nursing(county: Place): RuleExample {
  return {
    kind: 'nursingSubsidy',
    title: `${county.name}护理补贴`,
    terms: {
      when: {
        is: 'all',
        of: [
          { is: 'age', from: 60, to: null },
          { is: 'hukou', within: county },
          { is: 'income', anyOf: ['tekun', 'dibao', 'marginal'] },
          {
            is: 'any',
            of: [
              { is: 'ability', atLeast: 2 },
              { is: 'group', anyOf: ['severeDisability'] },
            ],
          },
        ],
      },
      amounts: [
        { when: { is: 'ability', atLeast: 4 }, ...fixed(30_000) },
        { when: { is: 'ability', atLeast: 3 }, ...fixed(20_000) },
        { when: null, ...fixed(12_000) },
      ],
      rounding: 'toYuan',
      excludes: [{ kind: 'serviceSubsidy', wins: 'higherWins' }],
      start: 'startNextMonth',
      stop,
      suspend: [{ absence: 'hospital', afterDays: 90 }],
    },
  }
}
