// The acts on price and subsidy rules of meals: drafts, trials on meals really eaten, switching on by a second person.
import * as z from 'zod/mini'
import { ruleStates } from '../benefits/rule.ts'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Instant, MonthText, Page, RegionCode, text } from '../kernel/shapes.ts'
import { MealRuleHead, MealTerms } from './terms.ts'

const CountyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode: CountyCode, id: Id }
const nameOrNull = z.nullable(z.string())

export const MealRuleRecord = z.object({
  ...Key,
  regionCode: RegionCode,
  schemeId: Id,
  canteenId: z.nullable(Id),
  canteenName: nameOrNull,
  version: z.number(),
  revision: z.number(),
  ...MealRuleHead,
  terms: MealTerms,
  state: ruleStates.schema,
  draftedByName: nameOrNull,
  draftedAt: Instant,
  activatedByName: nameOrNull,
  activatedAt: z.nullable(Instant),
  retireReason: z.nullable(z.string()),
  lastTrialId: z.nullable(Id),
  lastTrialRevision: z.nullable(z.number()),
  mayActivate: z.boolean(),
  /** Why it may not be switched on now, in a sentence for the button. */
  whyNot: z.nullable(z.string()),
})
export type MealRuleRecord = z.output<typeof MealRuleRecord>

export const MealTrial = z.object({
  ...Key,
  ruleId: Id,
  revision: z.number(),
  month: MonthText,
  servings: Count,
  people: Count,
  payLess: Count,
  payMore: Count,
  elderBeforeFen: z.number(),
  elderAfterFen: z.number(),
  supportBeforeFen: z.number(),
  supportAfterFen: z.number(),
  triedAt: Instant,
})
export type MealTrial = z.output<typeof MealTrial>

export const MealTrialLine = z.object({
  elderId: Id,
  name: z.string(),
  villageName: z.string(),
  servings: Count,
  beforeFen: z.number(),
  afterFen: z.number(),
})

export const mealRuleApi = {
  'mealRule.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({ rows: z.array(MealRuleRecord) }),
    may: 'canteen:read',
    says: '查看助餐价格和补贴规则',
  }),
  'mealRule.get': query({
    input: z.strictObject(Key),
    output: z.object({
      rule: MealRuleRecord,
      versions: z.array(MealRuleRecord),
      trial: z.nullable(MealTrial),
    }),
    may: 'canteen:read',
    says: '查看助餐价格和补贴规则',
  }),
  /** A new draft, or the next saving of one: `revision` is what the caller saw, 0 for a new one. */
  'mealRule.save': command({
    input: z.strictObject({
      ...Key,
      schemeId: Id,
      canteenId: z.nullable(Id),
      revision: Count,
      ...MealRuleHead,
      terms: MealTerms,
    }),
    output: MealRuleRecord,
    may: 'subsidy:manage',
    says: '起草助餐价格和补贴规则',
  }),
  /** On the meals of a month that were really eaten. */
  'mealRule.try': command({
    input: z.strictObject({ ...Key, trialId: Id, month: MonthText }),
    output: MealTrial,
    may: 'subsidy:manage',
    says: '试算助餐价格和补贴规则',
    personal: true,
  }),
  'mealRule.activate': command({
    input: z.strictObject({ ...Key, revision: Count }),
    output: MealRuleRecord,
    may: 'subsidy:manage',
    says: '启用助餐价格和补贴规则',
  }),
  'mealRule.retire': command({
    /** The last month it is in force. */
    input: z.strictObject({ ...Key, toMonth: MonthText, reason: text(200) }),
    output: MealRuleRecord,
    may: 'subsidy:manage',
    says: '停用助餐价格和补贴规则',
  }),
  'mealTrial.lines': query({
    input: z.strictObject({ ...Key, ...Page }),
    output: z.object({ rows: z.array(MealTrialLine), next: z.nullable(z.string()) }),
    may: 'subsidy:manage',
    says: '查看助餐试算中的人员',
    personal: true,
  }),
  'mealPrice.file': command({
    input: z.strictObject({
      countyCode: CountyCode,
      canteenId: Id,
      validFrom: DayText,
      setFen: z.int().check(z.gte(1), z.lte(100_000)),
      /** Where it was filed: number or place of the filing. */
      filedAs: text(60),
    }),
    output: z.strictObject({}),
    may: 'canteenAccount:keep',
    says: '备案助餐点标准餐价格',
  }),
}
