// The acts of assessing: ability by two people, self-care of 特困, the home, and who may assess.
import * as z from 'zod/mini'
import { command, query } from '../kernel/operation.ts'
import { Count, DayText, Id, Nothing, Page, RegionCode, text } from '../kernel/shapes.ts'
import { AbilityForm, abilityReasons, abilityStandards } from './ability-form.ts'
import { Scores } from './ability-items.ts'
import { AdaptationNumber, adaptationStates } from './adaptation.ts'
import {
  Ability,
  AbilityChange,
  AbilityRow,
  Assessor,
  assessmentDuties,
  DutyRow,
  EarlierResult,
  HomeCheck,
  SelfCare,
} from './assessment.ts'
import { homeHazards } from './home-safety.ts'
import { changeReporters, selfCareItems, selfCareReasons } from './self-care.ts'
import { reviewDecisions, toldWays } from './stages.ts'

const countyCode = z.string().check(z.regex(/^\d{6}$/))
const Key = { countyCode, id: Id }
const OfElder = { countyCode, elderId: Id }
/** version: what the caller saw; if the assessment has moved on since, the act is refused and shown again. */
const Act = { ...Key, version: z.int() }
const note = (most: number) => z._default(z.nullable(text(most)), null)

export const AbilityInput = z.strictObject({
  ...Key,
  elderId: Id,
  assessedOn: DayText,
  reason: abilityReasons.schema,
  scores: Scores,
  form: AbilityForm,
})
export type AbilityInput = z.output<typeof AbilityInput>

export const SelfCareInput = z.strictObject({
  ...Key,
  elderId: Id,
  assessedOn: DayText,
  reason: selfCareReasons.schema,
  notMet: z.array(selfCareItems.schema).check(z.maxLength(6)),
  note: note(500),
})
export type SelfCareInput = z.output<typeof SelfCareInput>

export const HomeCheckInput = z.strictObject({
  ...Key,
  elderId: Id,
  checkedOn: DayText,
  hazards: z.array(homeHazards.schema).check(z.maxLength(40)),
  note: note(500),
})
export type HomeCheckInput = z.output<typeof HomeCheckInput>

const ability = {
  'ability.record': command({
    input: AbilityInput,
    output: Nothing,
    may: 'assessment:record',
    says: '提交能力评估',
    personal: true,
    offline: true,
  }),
  'ability.list': query({
    input: z.strictObject(OfElder),
    /** Newest first; an elder has a handful in a lifetime. */
    output: z.object({ rows: z.array(AbilityRow), earlier: z.array(EarlierResult) }),
    may: 'assessment:read',
    says: '查看能力评估',
    personal: true,
  }),
  'ability.get': query({
    input: z.strictObject(Key),
    output: Ability,
    may: 'assessment:read',
    says: '查看能力评估',
    personal: true,
  }),
  /** The second assessor scores without having seen the first one's scores. */
  'ability.second': command({
    input: z.strictObject({ ...Act, scores: Scores, note: note(1000) }),
    output: Ability,
    may: 'assessment:record',
    says: '第二名评估员评分',
    personal: true,
  }),
  'ability.review': command({
    input: z.strictObject({ ...Act, decision: reviewDecisions.schema, note: text(1000) }),
    output: Ability,
    may: 'assessment:review',
    says: '复核能力评估',
    personal: true,
  }),
  'ability.tell': command({
    input: z.strictObject({
      ...Act,
      toldWay: toldWays.schema,
      /** Who signed or witnessed, where it was not the elder. */
      toldTo: note(60),
      /** False: the elder doubts the result, and a re-assessment is due. */
      accepted: z.boolean(),
      note: note(500),
    }),
    output: Ability,
    may: 'assessment:record',
    says: '告知能力评估结果',
    personal: true,
  }),
  'earlierResult.record': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      standard: abilityStandards.schema,
      level: text(40),
      assessedOn: DayText,
      assessedBy: text(60),
    }),
    output: Nothing,
    may: 'assessment:record',
    says: '登记以往评估结果',
    personal: true,
  }),
}

const selfCare = {
  'selfCare.record': command({
    input: SelfCareInput,
    output: Nothing,
    may: 'assessment:record',
    says: '记录特困人员自理能力评估',
    personal: true,
    offline: true,
  }),
  'selfCare.list': query({
    input: z.strictObject(OfElder),
    output: z.object({ rows: z.array(SelfCare), changes: z.array(AbilityChange) }),
    may: 'assessment:read',
    says: '查看特困人员自理能力评估',
    personal: true,
  }),
  'abilityChange.record': command({
    input: z.strictObject({
      ...Key,
      elderId: Id,
      reportedOn: DayText,
      reporter: changeReporters.schema,
      reporterName: text(40),
      what: text(300),
    }),
    output: AbilityChange,
    may: 'assessment:record',
    says: '登记能力变化报告',
    personal: true,
  }),
}

const homeSafety = {
  'homeSafety.record': command({
    input: HomeCheckInput,
    output: Nothing,
    may: 'assessment:record',
    says: '记录居家安全检查',
    personal: true,
    offline: true,
  }),
  'homeSafety.list': query({
    input: z.strictObject(OfElder),
    output: z.object({ rows: z.array(HomeCheck) }),
    may: 'assessment:read',
    says: '查看居家安全检查',
    personal: true,
  }),
  /** Ticking what is planned; the others of the check stay as they are. */
  'homeSafety.plan': command({
    input: z.strictObject({
      ...Key,
      lines: z
        .array(
          z.strictObject({
            item: AdaptationNumber,
            state: adaptationStates.schema,
            note: note(200),
          }),
        )
        .check(z.minLength(1), z.maxLength(30)),
    }),
    output: Nothing,
    may: 'assessment:record',
    says: '确定适老化改造计划',
    personal: true,
  }),
}

const duties = {
  'assessment.duties': query({
    input: z.strictObject({ regionCode: RegionCode, duty: assessmentDuties.schema, ...Page }),
    output: z.object({ rows: z.array(DutyRow), next: z.nullable(z.string()) }),
    may: 'assessment:read',
    says: '查看待办评估',
    personal: true,
  }),
  'assessment.counts': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.record(assessmentDuties.schema, Count),
    may: 'assessment:read',
    says: '查看待办评估数',
  }),
  'assessor.list': query({
    input: z.strictObject({ regionCode: RegionCode }),
    output: z.object({
      rows: z.array(Assessor),
      /** Holders of a post that may assess, without a qualification in force. */
      candidates: z.array(z.object({ accountId: Id, name: z.string(), regionCode: RegionCode })),
    }),
    may: 'assessment:read',
    says: '查看评估员',
  }),
  'assessor.qualify': command({
    input: z.strictObject({
      ...Key,
      accountId: Id,
      medical: z.boolean(),
      certificate: text(100),
      validFrom: DayText,
    }),
    output: Nothing,
    may: 'assessment:review',
    says: '登记评估员资格',
  }),
  'assessor.end': command({
    input: z.strictObject({ ...Key, validTo: DayText }),
    output: Nothing,
    may: 'assessment:review',
    says: '停止评估员资格',
  }),
}

export const assessmentApi = { ...ability, ...selfCare, ...homeSafety, ...duties }
