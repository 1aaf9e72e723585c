// Budget plans: keep one, list them, open one again over today's records, compare two, delete with a reason.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { PlanContents, PlanHead, PlanName, PlanReckoned } from './kept.ts'

const key = { countyCode: z.string().check(z.regex(/^\d{6}$/)), id: Id }

export const budgetPlanApi = {
  'budgetPlan.list': query({
    input: z.strictObject({
      regionCode: RegionCode,
      isMine: z._default(z.boolean(), false),
      text: z.optional(text(40)),
      ...Page,
    }),
    output: z.object({ rows: z.array(PlanHead), next: z.nullable(z.string()) }),
    may: 'budget:try',
    says: '查看预算方案',
  }),
  'budgetPlan.get': query({
    input: z.strictObject(key),
    output: PlanReckoned,
    may: 'budget:try',
    says: '打开预算方案',
  }),
  /** Version 0 keeps a new one; any other must be the one that was read. */
  'budgetPlan.keep': command({
    input: z.strictObject({
      ...{ id: Id, regionCode: RegionCode, name: PlanName, contents: PlanContents },
      version: z.int().check(z.gte(0)),
    }),
    output: PlanHead,
    may: 'budget:try',
    says: '保存预算方案',
  }),
  'budgetPlan.delete': command({
    input: z.strictObject({ ...key, reason: text(200) }),
    output: Nothing,
    may: 'budget:try',
    says: '删除预算方案',
  }),
  'budgetPlan.compare': query({
    input: z.strictObject({ one: z.strictObject(key), other: z.strictObject(key) }),
    output: z.object({ one: PlanReckoned, other: PlanReckoned }),
    may: 'budget:try',
    says: '比较两个预算方案',
  }),
  'budgetPlan.export': query({
    input: z.strictObject({ one: z.strictObject(key), other: z.strictObject(key) }),
    output: Nothing,
    may: 'budget:try',
    says: '导出预算方案比较',
    bytes: 'out',
  }),
}
