// The acts on benefits: rules and their trials, monthly lists, what one elder gets, recoveries, matched lists.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, MonthText, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import {
  BenefitRuleRecord,
  BenefitRun,
  BenefitTrial,
  ElderBenefit,
  ElderBenefits,
  MatchList,
  MatchRow,
  matchDecisions,
  matchListKinds,
  PaymentLine,
  Recovery,
  RunTotal,
  recoveryStates,
  TrialLine,
  trialEffects,
} from './records.ts'
import { benefitKinds, RuleHead, RuleTerms, recordedIncomes, ruleStates } from './rule.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode: CountyCode, id: Id }
const Whose = { countyCode: CountyCode, elderId: Id }
const listOf = <Row extends z.ZodMiniType>(row: Row) =>
  z.object({ rows: z.array(row), next: z.nullable(z.string()) })

export const benefitApi = {
  'benefitRule.list': query({
    input: z.strictObject({ regionCode: RegionCode, state: z.optional(ruleStates.schema) }),
    output: z.object({ rows: z.array(BenefitRuleRecord) }),
    may: 'benefit:read',
    says: '查看待遇规则',
  }),
  'benefitRule.get': query({
    input: z.strictObject(Key),
    output: z.object({ rule: BenefitRuleRecord, versions: z.array(BenefitRuleRecord) }),
    may: 'benefit:read',
    says: '查看待遇规则',
  }),
  /** A new draft, or the next saving of one: `revision` is what the caller saw, 0 for a new one. */
  'benefitRule.save': command({
    input: z.strictObject({
      ...Key,
      benefitId: Id,
      revision: Count,
      ...RuleHead,
      terms: RuleTerms,
    }),
    output: BenefitRuleRecord,
    may: 'benefit:manage',
    says: '起草待遇规则',
  }),
  /** What a rule that is still being written would say of one elder. */
  'benefitRule.sample': query({
    input: z.strictObject({
      ...Whose,
      month: MonthText,
      kind: benefitKinds.schema,
      title: text(60),
      terms: RuleTerms,
    }),
    output: z.object({ name: z.string(), decision: z.omit(ElderBenefit, { paidMonths: true, basis: true }) }),
    may: 'benefit:manage',
    says: '用一位老年人试看待遇规则',
    personal: true,
  }),
  'benefitRule.try': command({
    input: z.strictObject({ ...Key, trialId: Id, month: MonthText }),
    output: BenefitTrial,
    may: 'benefit:manage',
    says: '试算待遇规则',
    personal: true,
  }),
  'benefitRule.activate': command({
    input: z.strictObject({ ...Key, revision: Count }),
    output: BenefitRuleRecord,
    may: 'benefit:approve',
    says: '启用待遇规则',
  }),
  'benefitRule.retire': command({
    /** The last month it is in force. */
    input: z.strictObject({ ...Key, toMonth: MonthText, reason: text(200) }),
    output: BenefitRuleRecord,
    may: 'benefit:approve',
    says: '停用待遇规则',
  }),
  'benefitTrial.get': query({
    input: z.strictObject(Key),
    output: z.object({ trial: BenefitTrial, rule: BenefitRuleRecord }),
    may: 'benefit:read',
    says: '查看试算结果',
  }),
  'benefitTrial.lines': query({
    input: z.strictObject({ ...Key, effect: z.optional(trialEffects.schema), ...Page }),
    output: listOf(TrialLine),
    may: 'benefit:read',
    says: '查看试算结果中的人员',
    personal: true,
  }),

  'benefitRun.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ rows: z.array(BenefitRun) }),
    may: 'benefit:read',
    says: '查看发放名单',
  }),
  'benefitRun.get': query({
    input: z.strictObject(Key),
    /** moved: how many would get something else by today's rules and facts; 0 once it is approved. */
    output: z.object({ run: BenefitRun, totals: z.array(RunTotal), moved: Count }),
    may: 'benefit:read',
    says: '查看发放名单',
  }),
  'benefitRun.lines': query({
    input: z.strictObject({
      ...Key,
      regionCode: z.optional(RegionCode),
      kind: z.optional(benefitKinds.schema),
      withoutAccount: z._default(z.boolean(), false),
      ...Page,
    }),
    output: listOf(PaymentLine),
    may: 'benefit:read',
    says: '查看发放名单中的人员',
    personal: true,
  }),
  /** Once more until it is approved; `id` counts only for the first time. */
  'benefitRun.compile': command({
    input: z.strictObject({ ...Key, month: MonthText }),
    output: BenefitRun,
    may: 'benefit:manage',
    says: '编制发放名单',
    personal: true,
  }),
  'benefitRun.approve': command({
    input: z.strictObject(Key),
    output: BenefitRun,
    may: 'benefit:approve',
    says: '审核发放名单',
    personal: true,
  }),
  'benefitRun.pay': command({
    input: z.strictObject({ ...Key, fileNumber: text(60) }),
    output: BenefitRun,
    may: 'benefit:pay',
    says: '登记已发放',
  }),
  'benefitRun.export': query({
    /** Whole account numbers leave only with the right to pay, and only of an approved list. */
    input: z.strictObject({ ...Key, wholeAccounts: z._default(z.boolean(), false) }),
    output: Nothing,
    may: 'benefit:read',
    says: '导出发放名单',
    personal: true,
    bytes: 'out',
  }),

  'elderBenefit.get': query({
    input: z.strictObject({ ...Whose, month: z.optional(MonthText) }),
    output: ElderBenefits,
    may: 'benefit:read',
    says: '查看老年人待遇',
    personal: true,
  }),
  'elderBenefit.recordCircumstance': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      income: recordedIncomes.schema,
      hukouCode: z.nullable(RegionCode),
      validFrom: DayText,
      evidence: text(200),
    }),
    output: Nothing,
    may: 'benefit:manage',
    says: '登记家庭经济和户籍情况',
    personal: true,
  }),
  'elderBenefit.recordAccount': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      bankName: text(60),
      accountNumber: z.string().check(z.regex(/^\d{8,30}$/, { error: '账号应为 8 到 30 位数字' })),
    }),
    output: Nothing,
    may: 'benefit:manage',
    says: '登记发放账号',
    personal: true,
  }),
  'elderBenefit.hold': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      benefitId: z.nullable(Id),
      fromMonth: MonthText,
      reason: text(200),
    }),
    output: Nothing,
    may: 'benefit:manage',
    says: '停发待遇',
    personal: true,
  }),
  'elderBenefit.release': command({
    /** The last month that stays unpaid. */
    input: z.strictObject({ ...Key, toMonth: MonthText }),
    output: Nothing,
    may: 'benefit:manage',
    says: '恢复发放待遇',
    personal: true,
  }),

  'recovery.list': query({
    input: z.strictObject({ regionCode: RegionCode, state: z.optional(recoveryStates.schema), ...Page }),
    output: z.object({
      rows: z.array(Recovery),
      next: z.nullable(z.string()),
      count: Count,
      totalFen: z.number(),
    }),
    may: 'benefit:read',
    says: '查看待追回款项',
    personal: true,
  }),
  'recovery.settle': command({
    input: z.strictObject({ ...Key, state: z.enum(['recovered', 'waived']), note: text(200) }),
    output: Nothing,
    may: 'benefit:manage',
    says: '登记款项追回',
    personal: true,
  }),

  'matchList.upload': command({
    input: z.strictObject({
      id: Id,
      regionCode: RegionCode,
      kind: matchListKinds.schema,
      source: text(60),
      fileName: text(200),
    }),
    output: MatchList,
    may: 'benefit:manage',
    says: '上传比对名单',
    personal: true,
    bytes: 'in',
  }),
  'matchList.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: listOf(MatchList),
    may: 'benefit:read',
    says: '查看比对名单',
  }),
  'matchList.rows': query({
    input: z.strictObject({
      regionCode: RegionCode,
      listId: z.optional(Id),
      decision: z.optional(matchDecisions.schema),
      ...Page,
    }),
    output: listOf(MatchRow),
    may: 'benefit:read',
    says: '查看比对结果',
    personal: true,
  }),
  'matchList.decide': command({
    input: z.strictObject({
      countyCode: CountyCode,
      listId: Id,
      rowNumber: Count,
      elderId: Id,
      decision: matchDecisions.schema,
      note: text(200),
    }),
    output: Nothing,
    may: 'benefit:manage',
    says: '处理比对结果',
    personal: true,
  }),
}
