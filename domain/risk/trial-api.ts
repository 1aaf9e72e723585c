// The acts of trying a rule on last year, and of putting it in force with a second person.
import * as z from 'zod/mini'
import { ElderRow } from '../elders/elder.ts'
import { command, query } from '../kernel/operation.ts'
import { DayText, Id, Instant, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { riskLevels } from './level.ts'
import { switchStates, Thresholds, TrialSummary, trialLineKinds, trialStates } from './trial.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const version = z.int().check(z.gte(1), z.lte(2))

export const RiskSwitch = z.object({
  id: Id,
  state: switchStates.schema,
  validFrom: DayText,
  reason: z.string(),
  proposedBy: z.string(),
  proposedAt: Instant,
  isOwn: z.boolean(),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(Instant),
  decisionReason: z.nullable(z.string()),
})
export type RiskSwitch = z.output<typeof RiskSwitch>

export const RiskTrial = z.object({
  id: Id,
  countyCode: z.string(),
  regionCode: RegionCode,
  version: z.number(),
  thresholds: Thresholds,
  /** What was in force when it was asked for. */
  beforeVersion: z.number(),
  beforeThresholds: Thresholds,
  /** The last month's end it reckons with. */
  through: DayText,
  state: trialStates.schema,
  countiesDone: z.number(),
  countiesAll: z.number(),
  askedBy: z.string(),
  askedAt: Instant,
  finishedAt: z.nullable(Instant),
  summary: z.nullable(TrialSummary),
  switch: z.nullable(RiskSwitch),
})
export type RiskTrial = z.output<typeof RiskTrial>

export const riskTrialApi = {
  'riskTrial.create': command({
    input: z.strictObject({ id: Id, regionCode: RegionCode, version, thresholds: Thresholds }),
    output: Nothing,
    may: 'risk:try',
    says: '试算风险规则',
  }),
  'riskTrial.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      /** What is in force in the region today. */
      version: z.number(),
      thresholds: Thresholds,
      rules: z.array(z.object({ version: z.number(), name: z.string(), hasPoints: z.boolean() })),
      trials: z.array(z.omit(RiskTrial, { summary: true })),
    }),
    may: 'risk:try',
    says: '查看风险规则试算',
  }),
  'riskTrial.get': query({
    input: z.strictObject({ countyCode, id: Id }),
    output: z.object({ ...RiskTrial.shape, names: z.record(z.string(), z.string()) }),
    may: 'risk:try',
    says: '查看风险规则试算',
  }),
  'riskTrial.lines': query({
    input: z.strictObject({
      countyCode,
      id: Id,
      kind: trialLineKinds.schema,
      /** Within the trial's region; all of it when not given. */
      regionCode: z.optional(RegionCode),
      levelBefore: z.optional(riskLevels.schema),
      levelAfter: z.optional(riskLevels.schema),
      /** Only who rises or falls. */
      moved: z.optional(z.enum(['rises', 'falls'])),
      /** Of what came to pass: seen by both rules, by one, by none. */
      seen: z.optional(z.enum(['both', 'onlyBefore', 'onlyAfter', 'neither'])),
      ...Page,
    }),
    output: z.object({
      rows: z.array(
        z.object({
          ...ElderRow.shape,
          before: riskLevels.schema,
          after: riskLevels.schema,
          points: z.number(),
          causes: z.array(z.tuple([z.string(), z.number()])),
          judgedOn: DayText,
          happenedOn: z.nullable(DayText),
          aidCaseId: z.nullable(Id),
          /** What the case was about. */
          trouble: z.nullable(z.string()),
        }),
      ),
      next: z.nullable(z.string()),
      total: z.number(),
    }),
    may: 'risk:try',
    says: '查看风险规则试算的名单',
    personal: true,
  }),
  'riskSwitch.open': command({
    input: z.strictObject({ countyCode, id: Id, trialId: Id, validFrom: DayText, reason: text(300) }),
    output: Nothing,
    may: 'setting:change',
    says: '提出启用风险规则',
  }),
  'riskSwitch.decide': command({
    input: z.strictObject({ countyCode, id: Id, agree: z.boolean(), reason: text(300) }),
    output: Nothing,
    may: 'setting:change',
    says: '决定是否启用风险规则',
  }),
}
