// A benefit rule as data: who (a tree of conditions), how much, what it excludes, when it starts and stops.
import * as z from 'zod/mini'
import { recordedGroups } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Month } from '../kernel/day.ts'
import { DayText, MonthText, RegionCode, text } from '../kernel/shapes.ts'

/** The kinds of money an elder may get by rule (domain.md §9); each county has at most one benefit of a kind. */
export const benefitKinds = choice({
  oldAgeAllowance: '高龄津贴',
  serviceSubsidy: '养老服务补贴',
  nursingSubsidy: '护理补贴',
  tekunCare: '特困照料护理补贴',
  disabilityCare: '重度残疾人护理补贴',
  otherBenefit: '其他待遇',
})
export type BenefitKind = KeyOf<typeof benefitKinds>

export const ruleStates = choice({
  draft: '草稿',
  tried: '已试算',
  active: '启用',
  retired: '停用',
})
export type RuleState = KeyOf<typeof ruleStates>

/** How hard an elder's household has it; `tekun` follows from the group of that name. */
export const incomeStatuses = choice({
  tekun: '特困',
  dibao: '低保',
  marginal: '低保边缘',
  ordinary: '一般家庭',
})
export type IncomeStatus = KeyOf<typeof incomeStatuses>

/** Those that are recorded with evidence; nothing recorded means an ordinary household. */
export const recordedIncomes = choice({ dibao: '低保', marginal: '低保边缘', ordinary: '一般家庭' })
export type RecordedIncome = KeyOf<typeof recordedIncomes>

export const settlements = choice({ rural: '农村', urban: '城镇' })
export type Settlement = KeyOf<typeof settlements>

/** Absences that may suspend a payment; a refusal of visits never does. */
export const suspendingAbsences = choice({ institution: '入住机构', hospital: '住院', away: '外出' })
export type SuspendingAbsence = KeyOf<typeof suspendingAbsences>

export const startRules = choice({
  startSameMonth: '符合条件的当月起发',
  startNextMonth: '符合条件的次月起发',
  startDecisionMonth: '批准的当月起发，不补以前',
})
export type StartRule = KeyOf<typeof startRules>

export const stopRules = choice({ stopSameMonth: '当月起停发', stopNextMonth: '次月起停发' })
export type StopRule = KeyOf<typeof stopRules>

export const winners = choice({ higherWins: '就高发一项', thisWins: '发本项', otherWins: '发另一项' })
export type Winner = KeyOf<typeof winners>

export const roundings = choice({ toFen: '保留到分', toJiao: '四舍五入到角', toYuan: '四舍五入到元' })
export type Rounding = KeyOf<typeof roundings>

/** GB/T 42195 final levels, 0 the best. Not a scale of self-care: the two are never converted (domain.md §9). */
export const abilityWords = ['能力完好', '轻度失能', '中度失能', '重度失能', '完全失能'] as const
/** Self-care of 特困, six items: 0 all met, 1 one to three not met, 2 four and more. */
export const selfCareWords = ['具备生活自理能力', '部分丧失生活自理能力', '完全丧失生活自理能力'] as const

const Place = z.strictObject({ code: RegionCode, name: text(60) })
const wholeYears = z.int().check(z.gte(0), z.lte(130))

const Leaf = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('age'), from: wholeYears, to: z.nullable(wholeYears) }),
  z.strictObject({ is: z.literal('hukou'), within: Place }),
  z.strictObject({ is: z.literal('residence'), within: Place }),
  z.strictObject({ is: z.literal('settlement'), kind: settlements.schema }),
  z.strictObject({ is: z.literal('group'), anyOf: z.array(recordedGroups.schema).check(z.minLength(1)) }),
  z.strictObject({ is: z.literal('income'), anyOf: z.array(incomeStatuses.schema).check(z.minLength(1)) }),
  z.strictObject({ is: z.literal('ability'), atLeast: z.int().check(z.gte(1), z.lte(4)) }),
  z.strictObject({ is: z.literal('selfCare'), atLeast: z.int().check(z.gte(1), z.lte(2)) }),
  z.strictObject({ is: z.literal('institution') }),
  z.strictObject({ is: z.literal('registered'), by: DayText }),
])
export type Leaf = z.output<typeof Leaf>

export type Condition =
  | Leaf
  | { is: 'all'; of: Condition[] }
  | { is: 'any'; of: Condition[] }
  | { is: 'not'; of: Condition }

/** Three levels of and/or/not: more than any county's decree has, and the contract stays finite. */
function deeper(inner: z.ZodMiniType<Condition>): z.ZodMiniType<Condition> {
  const several = z.array(inner).check(z.minLength(1), z.maxLength(12))
  return z.union([
    Leaf,
    z.strictObject({ is: z.literal('all'), of: several }),
    z.strictObject({ is: z.literal('any'), of: several }),
    z.strictObject({ is: z.literal('not'), of: inner }),
  ])
}
export const Condition = deeper(deeper(deeper(Leaf)))

const mostFen = 10_000_000
const Fen = z.int().check(z.gte(0), z.lte(mostFen, { error: '金额过大，请核对单位是否为元' }))

/** A fixed sum, or a share of a local standard such as 低保标准 (named, so that people can check it). */
const Amount = z.strictObject({
  /** Null: for everybody not named above. */
  when: z.nullable(Condition),
  fen: Fen,
  share: z.nullable(
    z.strictObject({ percent: z.number().check(z.gte(0), z.lte(1000)), baseFen: Fen, baseName: text(40) }),
  ),
})
export type Amount = z.output<typeof Amount>

const Exclusion = z.strictObject({ kind: benefitKinds.schema, wins: winners.schema })
export type Exclusion = z.output<typeof Exclusion>

const Suspension = z.strictObject({
  absence: suspendingAbsences.schema,
  /** Full days gone by before a month is suspended. */
  afterDays: z.int().check(z.gte(0), z.lte(1000)),
})

export const RuleTerms = z.strictObject({
  when: Condition,
  /** The first that fits is paid, once a month. */
  amounts: z.array(Amount).check(z.minLength(1, { error: '至少要有一档金额' }), z.maxLength(20)),
  rounding: roundings.schema,
  excludes: z.array(Exclusion).check(z.maxLength(8)),
  start: startRules.schema,
  /** After death, after moving away, and when a condition is no longer met. */
  stop: z.strictObject({ death: stopRules.schema, moveOut: stopRules.schema, loss: stopRules.schema }),
  suspend: z.array(Suspension).check(z.maxLength(3)),
})
export type RuleTerms = z.output<typeof RuleTerms>

/** One version of a benefit of one county, in force for whole months. */
export interface BenefitRule {
  /** The benefit, over all its versions. */
  benefitId: string
  /** This version of it. */
  ruleId: string
  kind: BenefitKind
  title: string
  fromMonth: Month
  toMonth: Month | null
  terms: RuleTerms
}

export const RuleHead = {
  kind: benefitKinds.schema,
  title: text(60),
  /** The decree it stands on: name and number. */
  basis: text(200),
  fromMonth: MonthText,
  toMonth: z.nullable(MonthText),
}
