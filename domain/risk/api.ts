// The acts on risk: who is due and why, an elder's risk explained, the level a person sets instead.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { dueReasons } from '../visits/due.ts'
import { riskParts } from './causes.ts'
import { riskLevels } from './level.ts'
import { Overrule } from './overrule.ts'
import { riskTrialApi } from './trial-api.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))

/** Which part of the list of who is due. */
export const dueWhens = choice({
  overdue: '已经过期',
  dueToday: '今天到期',
  dueThisWeek: '七天内到期',
  anyDay: '所有人',
})
export type DueWhen = KeyOf<typeof dueWhens>

const Causes = z.array(z.tuple([z.string(), z.number()]))

const DueFields = {
  risk: riskLevels.schema,
  ruleRisk: riskLevels.schema,
  points: z.number(),
  causes: Causes,
  dueOn: DayText,
  /** Days past the due day; negative while it is still to come. */
  overdueDays: z.number(),
  reason: dueReasons.schema,
  everyDays: z.number(),
  also: z.array(dueReasons.schema),
}
export const DueRow = z.object({ ...ElderRow.shape, ...DueFields })
export type DueRow = z.output<typeof DueRow>

export const ElderRisk = z.object({
  risk: riskLevels.schema,
  ruleRisk: riskLevels.schema,
  points: z.number(),
  ruleVersion: z.number(),
  ruleName: z.string(),
  /** Whether thresholds of points decide; the first version knows none. */
  hasPoints: z.boolean(),
  thresholds: z.object({ red: z.number(), orange: z.number(), yellow: z.number() }),
  parts: z.array(
    z.object({
      part: riskParts.schema,
      points: z.number(),
      /** What the part may add at most; null where the rule has no limits. */
      limit: z.nullable(z.number()),
      causes: Causes,
    }),
  ),
  /** Since when the level stands; null before the first night. */
  since: z.nullable(DayText),
  due: z.object({
    on: DayText,
    overdueDays: z.number(),
    reason: dueReasons.schema,
    everyDays: z.number(),
    also: z.array(dueReasons.schema),
  }),
  overrules: z.array(Overrule),
  /** The rule in force asked again for the end of each of the last months and today, oldest first. */
  months: z.array(z.object({ on: DayText, level: riskLevels.schema, points: z.number(), set: z.boolean() })),
})
export type ElderRisk = z.output<typeof ElderRisk>

export const riskApi = {
  'risk.due': query({
    input: z.strictObject({
      regionCode: RegionCode,
      when: z._default(dueWhens.schema, 'overdue'),
      risk: z.optional(riskLevels.schema),
      reason: z.optional(dueReasons.schema),
      visitorId: z.optional(Id),
      /** Only whom nobody looks after. */
      noVisitor: z._default(z.boolean(), false),
      ...Page,
    }),
    output: z.object({
      rows: z.array(DueRow),
      next: z.nullable(z.string()),
      total: z.number(),
      /** How many each part of the list holds with the same other filters; of the first page. */
      counts: z.nullable(z.record(dueWhens.schema, z.number())),
      /** The day the county was last reckoned whole; null before the first night. */
      sweptOn: z.nullable(DayText),
    }),
    may: 'visit:read',
    says: '查看该探访的名单',
    personal: true,
  }),
  'risk.ofElder': query({
    input: z.strictObject({ countyCode, elderId: Id }),
    output: z.nullable(ElderRisk),
    may: 'elder:read',
    says: '查看风险等级',
    personal: true,
  }),
  'riskOverrule.record': command({
    input: z.strictObject({
      countyCode,
      id: Id,
      elderId: Id,
      level: riskLevels.schema,
      reason: text(200),
      validTo: DayText,
    }),
    output: Nothing,
    may: 'risk:overrule',
    says: '调整风险等级',
    personal: true,
  }),
  'riskOverrule.end': command({
    input: z.strictObject({ countyCode, id: Id, reason: text(200) }),
    output: Nothing,
    may: 'risk:overrule',
    says: '取消风险等级调整',
    personal: true,
  }),
  'riskOverrule.list': query({
    input: z.strictObject({ regionCode: RegionCode, ...Page }),
    output: z.object({
      rows: z.array(
        z.object({
          ...ElderRow.shape,
          overrule: Overrule,
          /** What the rule says now. */
          ruleNow: z.nullable(riskLevels.schema),
        }),
      ),
      next: z.nullable(z.string()),
    }),
    may: 'elder:read',
    says: '查看调整过的风险等级',
    personal: true,
  }),
  ...riskTrialApi,
}
