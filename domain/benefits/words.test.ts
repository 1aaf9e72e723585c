// A rule reads like the decree it came from.
import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ruleExamples } from './examples.ts'
import { Condition, RuleTerms } from './rule.ts'
import { checkTerms } from './rules.ts'
import { amountWords, conditionWords, spanWords, termsWords } from './words.ts'

const examples = ruleExamples({ code: '222402000000', name: '图们市' })

describe('a rule in words', () => {
  test('says its conditions', () => {
    expect(examples.map(({ terms }) => conditionWords(terms.when))).toEqual([
      '年满80周岁，并且户籍在图们市',
      '年满60周岁，并且户籍在图们市，并且家庭经济情况为特困或低保，并且没有入住养老机构',
      '年满60周岁，并且户籍在图们市，并且家庭经济情况为特困或低保或低保边缘，并且（能力评估为中度失能及以上，或者认定为重残）',
    ])
    expect(
      conditionWords({
        is: 'all',
        of: [
          {
            is: 'any',
            of: [
              { is: 'group', anyOf: ['tekun'] },
              { is: 'age', from: 90, to: 99 },
            ],
          },
          { is: 'settlement', kind: 'rural' },
        ],
      }),
    ).toBe('（认定为特困，或者90至99周岁），并且住在农村')
  })

  test('says its sums', () => {
    expect(examples[0]?.terms.amounts.map(amountWords)).toEqual([
      '80至89周岁：每月100元',
      '90至99周岁：每月200元',
      '年满100周岁：每月500元',
    ])
    const share = { percent: 130, baseFen: 55_000, baseName: '城市低保标准' }
    expect(amountWords({ when: null, fen: 0, share })).toBe('其余人员：每月城市低保标准（550元）的130%')
  })

  test('says when it starts and stops, pauses and gives way', () => {
    expect(termsWords((examples[1] as (typeof examples)[number]).terms)).toEqual([
      '符合条件的次月起发。',
      '去世的次月起停发，迁出的次月起停发，不再符合条件的次月起停发。',
      '住院满90天的，从下个月起暂停发放，回来的当月恢复。',
      '不能与护理补贴同时享受，就高发一项。',
    ])
    expect(spanWords('2026-11', null)).toBe('2026年11月起施行')
  })
})

describe('the examples to start from', () => {
  test.each(examples)('$title is a rule the server would keep', ({ kind, terms }) => {
    expect(z.parse(RuleTerms, terms)).toEqual(terms)
    expect(() => checkTerms(kind, terms)).not.toThrow()
  })
})

describe('a tree of conditions', () => {
  test('is kept three levels deep and refused deeper', () => {
    const leaf = { is: 'institution' as const }
    const three = { is: 'not' as const, of: { is: 'any' as const, of: [{ is: 'all' as const, of: [leaf] }] } }
    expect(z.safeParse(Condition, three).success).toBe(true)
    expect(z.safeParse(Condition, { is: 'not', of: three }).success).toBe(false)
    expect(z.safeParse(Condition, { is: 'all', of: [] }).success).toBe(false)
  })
})
