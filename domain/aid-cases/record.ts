// One case with all that hangs on it, as its page and its printed file show it.
import * as z from 'zod/mini'
import { DayText, Id, Instant } from '../kernel/shapes.ts'
import { visitFields } from '../visits/answers.ts'
import { AidCaseAct, AidCaseRow, aidCaseLevels, aidCaseStages } from './aid-case.ts'
import { CaseMeeting, CaseRecheck, CaseReferral, CaseTask, recheckVerdicts } from './case-work.ts'

/** The visit that found the trouble: what was answered there that was not well. */
export const FoundOn = z.object({
  visitId: Id,
  startedAt: Instant,
  visitorName: z.nullable(z.string()),
  dangers: z.array(visitFields.schema),
  attentions: z.array(visitFields.schema),
})

/** Another case, as far as its own thread is worth a look. */
export const LinkedCase = z.object({
  countyCode: z.string(),
  id: Id,
  elderName: z.string(),
  trouble: z.string(),
  level: aidCaseLevels.schema,
  stage: aidCaseStages.schema,
  openedAt: Instant,
  endedAt: z.nullable(Instant),
})
export type LinkedCase = z.output<typeof LinkedCase>

export const AidCase = z.object({
  ...AidCaseRow.shape,
  visitId: z.nullable(Id),
  escalatedTo: z.nullable(z.string()),
  signalKey: z.nullable(z.string()),
  acts: z.array(AidCaseAct),
  foundOn: z.nullable(FoundOn),
  tasks: z.array(CaseTask),
  referrals: z.array(CaseReferral),
  meetings: z.array(CaseMeeting),
  rechecks: z.array(CaseRecheck),
  recheck: z.nullable(recheckVerdicts.schema),
  /** The case this one was merged into, and those that were merged into this one. */
  mergedInto: z.nullable(LinkedCase),
  tookIn: z.array(LinkedCase),
  /** The earlier case of the same trouble. */
  earlier: z.nullable(LinkedCase),
  today: DayText,
})
export type AidCase = z.output<typeof AidCase>

/** Somebody near the elder who can be there before anybody of the office. */
export const CaseContact = z.object({
  id: Id,
  name: z.string(),
  relation: z.string(),
  phone: z.nullable(z.string()),
  hasKey: z.boolean(),
  isNear: z.boolean(),
  livesIn: z.nullable(z.string()),
})
export type CaseContact = z.output<typeof CaseContact>
