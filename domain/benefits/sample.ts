// One ordinary rule and one ordinary elder to vary, used by tests and guards.
import type { BenefitFacts } from './facts.ts'
import type { BenefitRule, RuleTerms } from './rule.ts'

const tumen = { code: '222402000000', name: '图们市' }

/** Eighty and older with the register in the county: 100, 200 and 500 yuan. */
export const sampleTerms: RuleTerms = {
  when: {
    is: 'all',
    of: [
      { is: 'age', from: 80, to: null },
      { is: 'hukou', within: tumen },
    ],
  },
  amounts: [
    { when: { is: 'age', from: 100, to: null }, fen: 50_000, share: null },
    { when: { is: 'age', from: 90, to: 99 }, fen: 20_000, share: null },
    { when: null, fen: 10_000, share: null },
  ],
  rounding: 'toYuan',
  excludes: [],
  start: 'startNextMonth',
  stop: { death: 'stopNextMonth', moveOut: 'stopNextMonth', loss: 'stopNextMonth' },
  suspend: [],
}

export function sampleRule(more: Partial<BenefitRule> = {}, terms: Partial<RuleTerms> = {}): BenefitRule {
  return {
    benefitId: '0197b000-0000-7000-8000-000000000001',
    ruleId: '0197b000-0000-7000-8000-000000000002',
    kind: 'oldAgeAllowance',
    title: '图们市高龄津贴',
    fromMonth: '2020-01',
    toMonth: null,
    terms: { ...sampleTerms, ...terms },
    ...more,
  }
}

/** Turns eighty on 3 October 2026, lives and is registered in a village of the county. */
export function sampleFacts(more: Partial<BenefitFacts> = {}): BenefitFacts {
  return {
    elderId: '0197b000-0000-7000-8000-000000000009',
    regionCode: '222402101201',
    settlement: 'rural',
    bornOn: '1946-10-03',
    birthCalendar: 'solar',
    registeredOn: '2023-05-01',
    hukou: [],
    groups: [],
    incomes: [],
    abilities: [],
    selfCare: [],
    absences: [],
    ended: null,
    holds: [],
    granted: [],
    ...more,
  }
}
