// One rule, one elder, one month, as people would tell it.
import { describe, expect, test } from 'vitest'
import { yuanWords } from '../kernel/money.ts'
import { evaluate, fenOf, verdictOf } from './evaluate.ts'
import type { Condition, RuleTerms } from './rule.ts'
import { sampleFacts, sampleRule, sampleTerms } from './sample.ts'

const said = (month: string, facts = sampleFacts(), rule = sampleRule()) =>
  evaluate(rule, facts, month).sentence
const fen = (month: string, facts = sampleFacts(), rule = sampleRule()) =>
  verdictOf(rule, facts, month).amountFen
const when = (condition: Condition, terms: Partial<RuleTerms> = {}) =>
  sampleRule({}, { when: condition, amounts: [{ when: null, fen: 10_000, share: null }], ...terms })

describe('the month after the eightieth birthday', () => {
  test('is the first that is paid', () => {
    expect(said('2026-11')).toBe(
      '2026年10月3日年满80岁，户籍在图们市，按《图们市高龄津贴》自2026年11月起每月100元。',
    )
  })

  test('in the month of the birthday the sentence says from when', () => {
    expect(said('2026-10')).toBe('不发：2026年10月3日年满80岁，户籍在图们市，自2026年11月起发放。')
  })

  test('before it the sentence says how old she is', () => {
    expect(said('2026-09')).toBe('不发：现年79岁，2026年10月3日才满80岁。')
  })

  test('the first month stays in the sentence years later', () => {
    expect(said('2029-06')).toContain('自2026年11月起每月100元')
  })

  test('where the rule pays from the same month, October is paid', () => {
    const rule = sampleRule({}, { start: 'startSameMonth' })
    expect(said('2026-10', sampleFacts(), rule)).toContain('自2026年10月起每月100元')
    expect(fen('2026-09', sampleFacts(), rule)).toBe(0)
  })
})

describe('sums by age', () => {
  test.each([
    ['1947-01-15', '2026-11', 0],
    ['1946-11-30', '2026-11', 0],
    ['1946-11-30', '2026-12', 10_000],
    ['1936-11-30', '2026-11', 10_000],
    ['1936-11-30', '2026-12', 20_000],
    ['1926-11-30', '2026-11', 20_000],
    ['1926-11-30', '2026-12', 50_000],
    ['1944-02-29', '2024-02', 0],
    ['1944-02-29', '2024-03', 10_000],
  ])('born %s, in %s: %i fen', (bornOn, month, expected) => {
    expect(fen(month, sampleFacts({ bornOn }))).toBe(expected)
  })

  test('the sentence names the month the higher sum began', () => {
    expect(said('2026-12', sampleFacts({ bornOn: '1936-10-03', registeredOn: '2020-01-01' }))).toBe(
      '已年满80岁，户籍在图们市，按《图们市高龄津贴》自2026年11月起每月200元。',
    )
  })

  test('a rule younger than the birthday pays from its own first month', () => {
    const rule = sampleRule({ fromMonth: '2027-01' })
    expect(said('2026-12', sampleFacts(), rule)).toBe('不发：《图们市高龄津贴》自2027年1月起施行。')
    expect(said('2027-02', sampleFacts(), rule)).toContain('自2027年1月起每月100元')
  })

  test('nobody is paid for months before the registration', () => {
    const facts = sampleFacts({ bornOn: '1940-05-05', registeredOn: '2026-06-20' })
    expect(fen('2026-05', facts)).toBe(0)
    expect(said('2026-05', facts)).toBe('不发：2026年6月20日才登记建档。')
    expect(said('2026-07', facts)).toContain('自2026年6月起')
  })

  test('a doubtful birthday is marked', () => {
    expect(said('2026-11', sampleFacts({ birthCalendar: 'lunar' }))).toContain('（农历生日，请核对）')
    expect(said('2026-11', sampleFacts({ bornOn: null }))).toBe('不发：没有登记出生日期。')
  })
})

describe('the end', () => {
  const died = sampleFacts({ bornOn: '1940-05-05', ended: { kind: 'died', on: '2026-09-12' } })

  test('the month of death is paid, the next is not', () => {
    expect(fen('2026-09', died)).toBe(10_000)
    expect(said('2026-10', died)).toBe('不发：2026年9月12日去世，自2026年10月起停发。')
  })

  test('or not even the month of death, where the county says so', () => {
    const rule = sampleRule({}, { stop: { ...sampleTerms.stop, death: 'stopSameMonth' } })
    expect(said('2026-09', died, rule)).toBe('不发：2026年9月12日去世，自2026年9月起停发。')
    expect(fen('2026-08', died, rule)).toBe(10_000)
  })

  test('moving away has a rule of its own', () => {
    const moved = sampleFacts({ bornOn: '1940-05-05', ended: { kind: 'movedOut', on: '2026-09-12' } })
    const rule = sampleRule({}, { stop: { ...sampleTerms.stop, moveOut: 'stopSameMonth' } })
    expect(fen('2026-09', moved, rule)).toBe(0)
    expect(said('2026-11', moved)).toBe('不发：2026年9月12日迁出，自2026年10月起停发。')
  })

  test('groups that were closed with the death do not take away its month', () => {
    const rule = when(
      { is: 'group', anyOf: ['tekun'] },
      { stop: { ...sampleTerms.stop, loss: 'stopSameMonth' } },
    )
    const facts = sampleFacts({
      groups: [{ group: 'tekun', from: '2024-01-01', to: '2026-09-12' }],
      ended: { kind: 'died', on: '2026-09-12' },
    })
    expect(fen('2026-09', facts, rule)).toBe(10_000)
  })
})

describe('a condition that is lost', () => {
  const dibao = sampleFacts({ incomes: [{ status: 'dibao', from: '2026-03-10', to: '2026-07-15' }] })
  const condition: Condition = { is: 'income', anyOf: ['tekun', 'dibao'] }
  const months = ['2026-02', '2026-03', '2026-04', '2026-07', '2026-08']
  test.each([
    ['startNextMonth', 'stopNextMonth', [0, 0, 1, 1, 0]],
    ['startNextMonth', 'stopSameMonth', [0, 0, 1, 0, 0]],
    ['startSameMonth', 'stopNextMonth', [0, 1, 1, 1, 0]],
    ['startSameMonth', 'stopSameMonth', [0, 1, 1, 0, 0]],
  ] as const)('%s and %s', (start, loss, expected) => {
    const rule = when(condition, { start, stop: { ...sampleTerms.stop, loss } })
    expect(months.map(month => Math.sign(fen(month, dibao, rule)))).toEqual(expected)
  })

  test('is told by what the household is now', () => {
    expect(said('2026-09', dibao, when(condition))).toBe('不发：家庭经济情况为一般家庭，不是特困或低保。')
    expect(said('2026-05', dibao, when(condition))).toContain('属于低保')
  })
})

describe('what is asked', () => {
  test('the household register: where it is recorded, else where she is entered', () => {
    const elsewhere = sampleFacts({ hukou: [{ code: '220102001001', from: '2020-01-01', to: null }] })
    expect(said('2026-11', elsewhere)).toBe('不发：户籍不在图们市。')
    expect(fen('2026-11')).toBe(10_000)
  })

  test('ability by its level, self-care by its degree, and neither for the other', () => {
    const ability = when({ is: 'ability', atLeast: 2 })
    const selfCare = when({ is: 'selfCare', atLeast: 1 })
    const assessed = sampleFacts({ abilities: [{ level: 3, from: '2026-01-05', to: '2027-01-05' }] })
    expect(said('2026-11', assessed, ability)).toContain('能力评估为重度失能')
    expect(said('2026-11', assessed, selfCare)).toBe('不发：没有生活自理能力认定。')
    const mild = sampleFacts({ abilities: [{ level: 1, from: '2026-01-05', to: null }] })
    expect(said('2026-11', mild, ability)).toBe('不发：能力评估为轻度失能，未达到中度失能。')
    expect(said('2027-03', assessed, ability)).toBe('不发：没有有效的能力评估结果。')
  })

  test('a newer assessment replaces the older', () => {
    const twice = sampleFacts({
      abilities: [
        { level: 3, from: '2026-01-05', to: '2028-01-05' },
        { level: 1, from: '2026-08-01', to: '2028-08-01' },
      ],
    })
    const rule = when({ is: 'ability', atLeast: 2 })
    expect(fen('2026-07', twice, rule)).toBe(10_000)
    expect(fen('2026-09', twice, rule)).toBe(0)
  })

  test('all, any and not; every missing condition is told', () => {
    const rule = when({
      is: 'all',
      of: [
        {
          is: 'any',
          of: [
            { is: 'group', anyOf: ['tekun'] },
            { is: 'income', anyOf: ['dibao'] },
          ],
        },
        { is: 'not', of: { is: 'institution' } },
        { is: 'settlement', kind: 'rural' },
      ],
    })
    expect(said('2026-11', sampleFacts(), rule)).toBe(
      '不发：没有认定为特困；家庭经济情况为一般家庭，不是低保。',
    )
    const poor = sampleFacts({ groups: [{ group: 'tekun', from: '2020-01-01', to: null }] })
    expect(said('2026-11', poor, rule)).toContain('认定为特困，没有入住养老机构，住在农村，按')
    const inside = { ...poor, absences: [{ kind: 'institution' as const, from: '2026-02-01', to: null }] }
    expect(said('2026-11', inside, rule)).toBe('不发：入住养老机构。')
  })

  test('the steps tell each condition with its answer', () => {
    expect(evaluate(sampleRule(), sampleFacts(), '2026-09').steps).toEqual([
      { says: '现年79岁，2026年10月3日才满80岁', met: false },
      { says: '户籍在图们市', met: true },
    ])
  })
})

describe('pauses', () => {
  const rule = sampleRule({}, { suspend: [{ absence: 'hospital', afterDays: 90 }] })
  const old = { bornOn: '1940-05-05' }
  const inHospital = (to: string | null) =>
    sampleFacts({ ...old, absences: [{ kind: 'hospital', from: '2026-01-10', to }] })

  test('after ninety full days, from the next month on', () => {
    expect(['2026-03', '2026-04', '2026-05'].map(month => fen(month, inHospital(null), rule))).toEqual([
      10_000, 10_000, 0,
    ])
    expect(said('2026-05', inHospital(null), rule)).toBe('不发：2026年1月10日起住院已满90天，本月暂停。')
  })

  test('the month of coming home is paid again', () => {
    const home = inHospital('2026-06-20')
    expect(['2026-05', '2026-06', '2026-07'].map(month => fen(month, home, rule))).toEqual([
      0, 10_000, 10_000,
    ])
    expect(said('2026-07', home, rule)).toContain('自2026年6月起每月100元')
  })

  test('an officer may stop one benefit or all, and says why', () => {
    const held = sampleFacts({
      ...old,
      holds: [{ benefitId: null, fromMonth: '2026-05', toMonth: '2026-06', reason: '长期联系不上，待核实' }],
    })
    expect(said('2026-05', held)).toBe('不发：自2026年5月起人工停发，原因：长期联系不上，待核实。')
    expect(fen('2026-07', held)).toBe(10_000)
    const other = sampleFacts({
      ...old,
      holds: [{ benefitId: 'another', fromMonth: '2026-05', toMonth: null, reason: '另一项' }],
    })
    expect(fen('2026-05', other)).toBe(10_000)
  })
})

describe('a benefit that starts with the decision', () => {
  const rule = sampleRule({}, { start: 'startDecisionMonth' })
  test('pays nothing for months before it was granted', () => {
    const granted = sampleFacts({
      bornOn: '1940-05-05',
      granted: [{ benefitId: rule.benefitId, fromMonth: '2026-08' }],
    })
    expect(fen('2026-07', granted, rule)).toBe(0)
    expect(said('2026-09', granted, rule)).toContain('自2026年8月起')
    expect(said('2026-07', sampleFacts({ bornOn: '1940-05-05' }), rule)).toContain('自2026年7月起')
  })
})

describe('money', () => {
  test.each([
    ['toFen', 33.33, 66_600, 22_198],
    ['toJiao', 33.33, 66_600, 22_200],
    ['toYuan', 33.33, 66_600, 22_200],
    ['toYuan', 130, 55_050, 71_600],
    ['toYuan', 0.1, 50_000, 100],
  ] as const)('%s: %d%% of %i is %i fen', (rounding, percent, baseFen, expected) => {
    const share = { percent, baseFen, baseName: '低保标准' }
    expect(fenOf({ when: null, fen: 0, share }, sampleRule({}, { rounding }))).toBe(expected)
  })

  test('a sum the decree names is never rounded', () => {
    expect(fenOf({ when: null, fen: 8_850, share: null }, sampleRule({}, { rounding: 'toYuan' }))).toBe(8_850)
  })

  test('is written in yuan as people write it', () => {
    expect([10_000, 12_350, 12_305, 0].map(yuanWords)).toEqual(['100', '123.5', '123.05', '0'])
  })

  test('no row that fits means nothing is paid, and it is said', () => {
    const rule = sampleRule(
      {},
      { amounts: [{ when: { is: 'age', from: 90, to: null }, fen: 100, share: null }] },
    )
    expect(said('2026-11', sampleFacts(), rule)).toBe('不发：金额表里没有适合的一档。')
  })
})
