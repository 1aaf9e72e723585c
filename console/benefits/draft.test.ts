// A rule shown in rows and read back from them is the same rule.
import { describe, expect, test } from 'vitest'
import { ruleExamples } from '../../domain/benefits/examples.ts'
import {
  conditionOf,
  draftOf,
  freshAmount,
  freshLeaf,
  freshRow,
  quietRest,
  rowsOf,
  termsOf,
} from './draft.ts'

const county = { code: '222402000000', name: '图们市' }
const head = {
  kind: 'oldAgeAllowance' as const,
  title: '津贴',
  basis: '文',
  fromMonth: '2026-12',
  toMonth: '',
}

describe('a rule in rows', () => {
  test.each(ruleExamples(county))('$title comes back unchanged', ({ terms }) => {
    const draft = draftOf(head, terms)
    expect(draft).not.toBeNull()
    expect(draft && termsOf(draft)).toEqual(terms)
  })

  test('a group of which one must hold, and a not, come back too', () => {
    const condition = {
      is: 'all' as const,
      of: [
        {
          is: 'any' as const,
          of: [{ is: 'institution' as const }, { is: 'age' as const, from: 90, to: null }],
        },
        { is: 'not' as const, of: { is: 'settlement' as const, kind: 'urban' as const } },
      ],
    }
    expect(conditionOf(rowsOf(condition) ?? [])).toEqual(condition)
  })

  test('a share of a standard comes back to the cent', () => {
    const [example] = ruleExamples(county)
    if (!example) throw new Error('no example')
    const share = { percent: 33.3, baseFen: 70_055, baseName: '低保标准' }
    const terms = { ...example.terms, amounts: [{ when: null, fen: 0, share }] }
    const draft = draftOf(head, terms)
    expect(draft && termsOf(draft)).toEqual(terms)
  })

  test('a tree with more levels than rows is not forced into them', () => {
    const deep = {
      is: 'any' as const,
      of: [{ is: 'all' as const, of: [{ is: 'institution' as const }, { is: 'institution' as const }] }],
    }
    expect(rowsOf(deep)).toBeNull()
  })

  test('what is not filled in yet is no rule', () => {
    const draft = { ...head, rows: [freshRow(county)], amounts: [freshAmount()], rest: quietRest }
    expect(termsOf(draft)).toBeNull()
    expect(termsOf({ ...draft, amounts: [{ ...freshAmount(), yuan: 0.1 + 0.2 }] })?.amounts[0]?.fen).toBe(30)
    const open = { ...freshRow(county), leaf: freshLeaf('group', county) }
    expect(termsOf({ ...draft, rows: [open], amounts: [{ ...freshAmount(), yuan: 100 }] })).toBeNull()
  })
})
