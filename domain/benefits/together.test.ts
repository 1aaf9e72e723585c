// Benefits that may not be paid together, and what must hold of any rules and any life.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addMonths } from '../kernel/day.ts'
import { evaluate, sinceOf, verdictOf } from './evaluate.ts'
import type { BenefitFacts } from './facts.ts'
import {
  type BenefitKind,
  type BenefitRule,
  benefitKinds,
  type Exclusion,
  type RuleTerms,
  suspendingAbsences,
} from './rule.ts'
import { sampleFacts, sampleRule } from './sample.ts'
import { evaluateAll, verdictsOf } from './together.ts'

const flat = (kind: BenefitKind, fen: number, excludes: Exclusion[] = []): BenefitRule =>
  sampleRule(
    { kind, benefitId: `benefit-${kind}`, ruleId: `rule-${kind}`, title: benefitKinds.words[kind] },
    { when: { is: 'age', from: 60, to: null }, amounts: [{ when: null, fen, share: null }], excludes },
  )
const paid = (rules: BenefitRule[]) =>
  evaluateAll(rules, sampleFacts(), '2026-11').flatMap(one => (one.entitled ? [one.kind] : []))

describe('of two that exclude each other', () => {
  test('the higher is paid', () => {
    const rules = [
      flat('serviceSubsidy', 10_000, [{ kind: 'nursingSubsidy', wins: 'higherWins' }]),
      flat('nursingSubsidy', 20_000),
    ]
    expect(paid(rules)).toEqual(['nursingSubsidy'])
    expect(evaluateAll(rules, sampleFacts(), '2026-11')[0]?.sentence).toBe(
      '不发：与《护理补贴》不能同时享受，已按后者每月发200元。',
    )
  })

  test('or the one the rule names, whatever the sums', () => {
    const excludes: Exclusion[] = [{ kind: 'nursingSubsidy', wins: 'thisWins' }]
    expect(paid([flat('serviceSubsidy', 1, excludes), flat('nursingSubsidy', 20_000)])).toEqual([
      'serviceSubsidy',
    ])
  })

  test('equal sums keep the earlier kind; two rules that contradict each other leave it to the sum', () => {
    const equal: Exclusion[] = [{ kind: 'nursingSubsidy', wins: 'higherWins' }]
    expect(paid([flat('nursingSubsidy', 100), flat('serviceSubsidy', 100, equal)])).toEqual([
      'serviceSubsidy',
    ])
    expect(
      paid([
        flat('serviceSubsidy', 100, [{ kind: 'nursingSubsidy', wins: 'thisWins' }]),
        flat('nursingSubsidy', 300, [{ kind: 'serviceSubsidy', wins: 'thisWins' }]),
      ]),
    ).toEqual(['nursingSubsidy'])
  })

  test('two small ones together beat a larger one that excludes both', () => {
    const excludes: Exclusion[] = [
      { kind: 'serviceSubsidy', wins: 'higherWins' },
      { kind: 'nursingSubsidy', wins: 'higherWins' },
    ]
    const small = [flat('serviceSubsidy', 10_000), flat('nursingSubsidy', 10_000)]
    expect(paid([flat('tekunCare', 15_000, excludes), ...small])).toEqual([
      'serviceSubsidy',
      'nursingSubsidy',
    ])
    expect(paid([flat('tekunCare', 25_000, excludes), ...small])).toEqual(['tekunCare'])
  })
})

const month = fc.integer({ min: 0, max: 71 }).map(ahead => addMonths('2022-01', ahead))
const day = fc
  .tuple(month, fc.integer({ min: 1, max: 28 }))
  .map(([of, date]) => `${of}-${String(date).padStart(2, '0')}`)
const period = fc.tuple(day, fc.option(day)).map(([one, other]) => {
  if (other === null) return { from: one, to: null }
  return one <= other ? { from: one, to: other } : { from: other, to: one }
})
const facts: fc.Arbitrary<BenefitFacts> = fc
  .record({
    bornOn: fc.tuple(fc.integer({ min: 1918, max: 1966 }), day).map(([year, of]) => `${year}${of.slice(4)}`),
    registeredOn: day,
    groups: fc.array(
      period.map(one => ({ ...one, group: 'tekun' as const })),
      { maxLength: 2 },
    ),
    incomes: fc.array(
      period.map(one => ({ ...one, status: 'dibao' as const })),
      { maxLength: 2 },
    ),
    abilities: fc.array(
      fc.tuple(period, fc.integer({ min: 0, max: 4 })).map(([one, level]) => ({ ...one, level })),
      {
        maxLength: 2,
      },
    ),
    absences: fc.array(
      fc.tuple(period, fc.constantFrom(...suspendingAbsences.keys)).map(([one, kind]) => ({ ...one, kind })),
      { maxLength: 2 },
    ),
    ended: fc.option(day.map(on => ({ kind: 'died' as const, on }))),
  })
  .map(sampleFacts)
const terms: fc.Arbitrary<RuleTerms> = fc.record({
  when: fc.constantFrom<RuleTerms['when']>(
    { is: 'age', from: 80, to: null },
    { is: 'income', anyOf: ['tekun', 'dibao'] },
    {
      is: 'all',
      of: [
        { is: 'ability', atLeast: 2 },
        { is: 'not', of: { is: 'institution' } },
      ],
    },
  ),
  amounts: fc
    .tuple(fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 0, max: 90_000 }))
    .map(([first, second]) => [
      { when: { is: 'age' as const, from: 90, to: null }, fen: first, share: null },
      { when: null, fen: second, share: null },
    ]),
  rounding: fc.constantFrom('toFen', 'toJiao', 'toYuan'),
  excludes: fc.array(
    fc.record({
      kind: fc.constantFrom(...benefitKinds.keys),
      wins: fc.constantFrom('higherWins' as const, 'thisWins' as const, 'otherWins' as const),
    }),
    { maxLength: 3 },
  ),
  start: fc.constantFrom('startSameMonth', 'startNextMonth'),
  stop: fc.record({
    death: fc.constantFrom('stopSameMonth' as const, 'stopNextMonth' as const),
    moveOut: fc.constantFrom('stopSameMonth' as const, 'stopNextMonth' as const),
    loss: fc.constantFrom('stopSameMonth' as const, 'stopNextMonth' as const),
  }),
  suspend: fc.array(
    fc.record({
      absence: fc.constantFrom(...suspendingAbsences.keys),
      afterDays: fc.integer({ min: 0, max: 200 }),
    }),
    { maxLength: 1 },
  ),
})
const rules: fc.Arbitrary<BenefitRule[]> = fc
  .uniqueArray(fc.constantFrom(...benefitKinds.keys), { minLength: 1, maxLength: 6 })
  .chain(kinds =>
    fc.tuple(
      ...kinds.map(kind => terms.map(one => sampleRule({ kind, benefitId: kind, ruleId: kind }, one))),
    ),
  )

describe('whatever the rules and the life', () => {
  test('two that exclude each other are never both paid', () => {
    fc.assert(
      fc.property(rules, facts, month, (given, whose, of) => {
        const kept = given.filter((_, at) => verdictsOf(given, whose, of)[at]?.outcome === 'paid')
        for (const one of kept)
          for (const other of kept)
            if (one !== other) expect(one.terms.excludes.map(({ kind }) => kind)).not.toContain(other.kind)
      }),
      { numRuns: 400 },
    )
  })

  test('raising a sum never lowers what an elder gets', () => {
    fc.assert(
      fc.property(
        rules,
        facts,
        month,
        fc.nat(),
        fc.integer({ min: 1, max: 50_000 }),
        (given, whose, of, which, more) => {
          const total = (list: BenefitRule[]) =>
            verdictsOf(list, whose, of).reduce((sum, { amountFen }) => sum + amountFen, 0)
          const raised = given.map((rule, at) => {
            if (at !== which % given.length) return rule
            const amounts = rule.terms.amounts.map(amount => ({ ...amount, fen: amount.fen + more }))
            return { ...rule, terms: { ...rule.terms, amounts } }
          })
          expect(total(raised)).toBeGreaterThanOrEqual(total(given))
        },
      ),
      { numRuns: 400 },
    )
  })

  test('the order of the rules changes nothing', () => {
    fc.assert(
      fc.property(rules, facts, month, (given, whose, of) => {
        const sums = (list: BenefitRule[]) =>
          new Map(verdictsOf(list, whose, of).map((verdict, at) => [list[at]?.ruleId, verdict]))
        expect(sums([...given].reverse())).toEqual(sums(given))
      }),
      { numRuns: 300 },
    )
  })

  test('nor does the order in which months are asked, and the words agree with the sums', () => {
    fc.assert(
      fc.property(
        rules,
        facts,
        fc.uniqueArray(month, { minLength: 2, maxLength: 6 }),
        (given, whose, months) => {
          const forward = months.map(of => verdictsOf(given, whose, of))
          const backward = [...months].reverse().map(of => verdictsOf(given, whose, of))
          expect(backward.reverse()).toEqual(forward)
          for (const [at, of] of months.entries()) {
            const told = evaluateAll(given, whose, of)
            expect(told.map(({ outcome, amountFen }) => ({ outcome, amountFen }))).toEqual(forward[at])
            for (const { entitled, sentence } of told) {
              expect(sentence.startsWith('不发：')).toBe(!entitled)
              expect(sentence.match(/。/g)).toHaveLength(1)
            }
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  test('nothing is paid after the month of death', () => {
    fc.assert(
      fc.property(rules, facts, month, (given, whose, of) => {
        if (whose.ended === null || of <= whose.ended.on.slice(0, 7)) return
        expect(verdictsOf(given, whose, of).every(({ amountFen }) => amountFen === 0)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })

  test('"since" names a month from which every month pays the same, and the one before does not', () => {
    fc.assert(
      fc.property(terms, facts, month, (one, whose, of) => {
        const rule = sampleRule({ fromMonth: '2021-01' }, one)
        const verdict = verdictOf(rule, whose, of)
        if (verdict.outcome !== 'paid') return
        const since = sinceOf(rule, whose, of, verdict)
        for (let walked = since; walked < of; walked = addMonths(walked, 1))
          expect(verdictOf(rule, whose, walked)).toEqual(verdict)
        expect(verdictOf(rule, whose, addMonths(since, -1))).not.toEqual(verdict)
        expect(evaluate(rule, whose, of).since).toBe(since)
      }),
      { numRuns: 400 },
    )
  })
})
