// The work around a case: plan, referral to another body, meeting, and whether the trouble is really gone.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import { addWorkingDays, type WorkingCalendar } from '../kernel/working-days.ts'
import type { AnswerLevel } from '../visits/answers.ts'
import { aidCaseLevels, aidCaseStages } from './aid-case.ts'
import type { SettingReader } from './deadlines.ts'

/** Bodies outside civil affairs that can do what a village cannot (domain.md §14). */
export const referralBodies = choice({
  healthBureau: '卫生健康部门',
  police: '公安机关',
  disabilityFederation: '残疾人联合会',
  housingBureau: '住房城乡建设部门',
  legalAid: '法律援助中心',
  womensFederation: '妇女联合会',
  medicalInsurance: '医疗保障部门',
  socialSecurity: '人力资源社会保障部门',
  agriculture: '农业农村部门',
  fireRescue: '消防救援机构',
  gasHeatPower: '供热供电供气单位',
  charityBody: '慈善组织',
  otherBody: '其他单位',
})
export type ReferralBody = KeyOf<typeof referralBodies>

export const recheckVerdicts = choice({
  gone: '问题已消除',
  better: '有好转',
  stillThere: '问题仍在',
})
export type RecheckVerdict = KeyOf<typeof recheckVerdicts>

export const taskStates = choice({ taskWaiting: '待完成', taskDone: '完成任务', taskDropped: '取消任务' })

export const CaseTask = z.object({
  id: Id,
  task: z.string(),
  assigneeId: Id,
  assigneeName: z.string(),
  dueOn: DayText,
  state: taskStates.schema,
  endedByName: z.nullable(z.string()),
  endedAt: z.nullable(Instant),
  endingNote: z.nullable(z.string()),
})
export type CaseTask = z.output<typeof CaseTask>

const referralFields = {
  id: Id,
  body: referralBodies.schema,
  addressee: z.nullable(z.string()),
  matter: z.string(),
  sentOn: DayText,
  receiptDueOn: DayText,
  answerDueOn: DayText,
  receivedBy: z.nullable(z.string()),
  receivedOn: z.nullable(DayText),
  referenceNumber: z.nullable(z.string()),
  answer: z.nullable(z.string()),
  answeredOn: z.nullable(DayText),
}
export const CaseReferral = z.object(referralFields)
export type CaseReferral = z.output<typeof CaseReferral>

export const ReferralRow = z.object({
  ...referralFields,
  countyCode: z.string(),
  caseId: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderName: z.string(),
  trouble: z.string(),
  level: aidCaseLevels.schema,
  stage: aidCaseStages.schema,
  sentByName: z.string(),
})
export type ReferralRow = z.output<typeof ReferralRow>

export const CaseMeeting = z.object({
  id: Id,
  heldOn: DayText,
  place: z.nullable(z.string()),
  people: z.string(),
  decided: z.string(),
  recordedByName: z.string(),
})
export type CaseMeeting = z.output<typeof CaseMeeting>

export const CaseRecheck = z.object({
  id: Id,
  verdict: recheckVerdicts.schema,
  checkedOn: DayText,
  visitId: z.nullable(Id),
  note: z.nullable(z.string()),
  byName: z.nullable(z.string()),
})
export type CaseRecheck = z.output<typeof CaseRecheck>

/** By when another body should have signed for a referral, and answered it. */
export function referralDueOn(
  sentOn: Day,
  setting: SettingReader,
  calendar: WorkingCalendar,
): { receiptDueOn: Day; answerDueOn: Day } {
  const after = (days: number) => addWorkingDays(calendar, sentOn, days).day
  return {
    receiptDueOn: after(setting('aidCase.receiptWorkingDays')),
    answerDueOn: after(setting('aidCase.answerWorkingDays')),
  }
}

/** What a referral waits for today, and whether that is late. */
export function referralWaitsFor(
  referral: Pick<CaseReferral, 'receivedOn' | 'answeredOn' | 'receiptDueOn' | 'answerDueOn'>,
  today: Day,
): { waitsFor: 'receipt' | 'answer' | null; late: boolean } {
  if (referral.answeredOn !== null) return { waitsFor: null, late: false }
  if (referral.receivedOn === null) return { waitsFor: 'receipt', late: referral.receiptDueOn < today }
  return { waitsFor: 'answer', late: referral.answerDueOn < today }
}

/** What the answer of a later visit says of the trouble; null when it was not asked. */
export function verdictOf(answer: AnswerLevel): RecheckVerdict | null {
  switch (answer) {
    case 'ok':
      return 'gone'
    case 'attention':
      return 'better'
    case 'danger':
      return 'stillThere'
    case 'notAsked':
      return null
  }
}

/** Closing leaves a re-check owed unless the trouble was last seen gone or better (domain.md §1.5, last rule). */
export function owesRecheck(newest: RecheckVerdict | null): boolean {
  return newest === null || newest === 'stillThere'
}
