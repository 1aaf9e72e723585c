// A changed rule: whoever nobody touched keeps what she has, and each change does what its words say.
import { describe, expect, it } from 'vitest'
import { sampleFacts, sampleRule } from '../benefits/sample.ts'
import type { RuleChange } from './plan.ts'
import { askRarely, changedRule, tryRule } from './rule-change.ts'

const month = '2026-11'
const same: RuleChange = {
  ...{ kind: 'oldAgeAllowance', ageFrom: null, groups: [], percent: 100, addFen: 0, capFen: null },
}
const born = (bornOn: string, elders: number, groups: ('livesAlone' | 'tekun')[] = []) => ({
  elders,
  facts: sampleFacts({ bornOn, groups: groups.map(group => ({ group, from: '2020-01-01', to: null })) }),
})
/** Seventy-one, seventy-one and living alone, eighty-six, ninety-six. */
const cells = [
  born('1955-03-01', 10),
  born('1955-03-01', 4, ['livesAlone']),
  born('1940-03-01', 6),
  born('1930-03-01', 2),
]
const tried = (change: Partial<RuleChange>) => tryRule([sampleRule()], cells, { ...same, ...change }, month)

describe('a changed rule', () => {
  it('pays the same to the same people when nothing is changed', () => {
    expect(tried({})).toEqual({
      ...{ hasRule: true, elders: 22, before: 8, after: 8, gained: 0, lost: 0, amountChanged: 0 },
      ...{ beforeFen: 6 * 10_000 + 2 * 20_000, afterFen: 6 * 10_000 + 2 * 20_000, otherFen: 0 },
    })
  })

  it('lets in whoever is older than the new age, and nobody twice', () => {
    expect(tried({ ageFrom: 70 })).toMatchObject({ gained: 14, lost: 0, amountChanged: 0, after: 22 })
    expect(tried({ ageFrom: 90 })).toMatchObject({ gained: 0, lost: 6, after: 2, afterFen: 40_000 })
  })

  it('lets in groups of any age, for the lowest sum that fits', () => {
    expect(tried({ groups: ['livesAlone'] })).toMatchObject({ gained: 4, after: 12, afterFen: 140_000 })
  })

  it('raises sums by a share, by yuan, and holds them under a cap', () => {
    expect(tried({ percent: 150 })).toMatchObject({ amountChanged: 8, afterFen: 150_000 })
    expect(tried({ addFen: 1_000 }).afterFen).toBe(108_000)
    expect(tried({ capFen: 15_000 })).toMatchObject({ amountChanged: 2, afterFen: 90_000 })
    expect(tried({ percent: 0 })).toMatchObject({ lost: 8, after: 0, afterFen: 0 })
  })

  it('says where no rule of the kind is in force', () => {
    expect(tried({ kind: 'nursingSubsidy' })).toMatchObject({ hasRule: false, before: 0, after: 0 })
  })

  it('asks an age of whoever the rule asked none', () => {
    const rule = sampleRule({}, { when: { is: 'group', anyOf: ['tekun'] } })
    expect(changedRule(rule, { ...same, ageFrom: 60 }).terms.when).toEqual({
      is: 'all',
      of: [rule.terms.when, { is: 'age', from: 60, to: null }],
    })
  })

  it('knows when villages must be told apart', () => {
    expect(askRarely([sampleRule()])).toBe(false)
    const within = { code: '222402101000', name: '月晴镇' }
    expect(askRarely([sampleRule({}, { when: { is: 'residence', within } })])).toBe(true)
  })
})
