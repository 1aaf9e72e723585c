// Diners fall ill: serving stops at once, samples stay, who ate what is written down, two offices are told, two people reopen.
import * as z from 'zod/mini'
import { meals } from '../canteens/canteen.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

export const incidentStates = choice({
  incidentWatched: '留意中（没有停餐）',
  servingStopped: '已停餐',
  reopenAsked: '已申请恢复，等第二人核查',
  incidentOver: '已了结',
})
export type IncidentState = KeyOf<typeof incidentStates>

export const authorities = choice({ marketRegulator: '县市场监管局', healthOffice: '县卫生健康局' })
export type Authority = KeyOf<typeof authorities>

export const illnesses = choice({
  notIll: '没有不适',
  feelsIll: '不适，在家',
  illInHospital: '不适，已送医',
})
export type Illness = KeyOf<typeof illnesses>

/** Everything that must be so before people eat there again. */
export const reopenChecks = choice({
  causeFound: '原因已查明，或监管部门出了意见',
  suspectFoodGone: '可疑食品已封存或销毁',
  kitchenCleaned: '厨房、餐具已彻底清洁消毒',
  staffExamined: '从业人员健康已复查',
  illLookedAfter: '不适的老人都已随访、好转',
})
export type ReopenCheck = KeyOf<typeof reopenChecks>

export const stops = (ill: number, threshold: number) => ill >= threshold

export function mustReportBy(stoppedAt: string, hours: number): string {
  return new Date(Date.parse(stoppedAt) + hours * 3_600_000).toISOString()
}

export function checkOpen(incident: { state: IncidentState }): void {
  if (incident.state === 'incidentOver') throw new Refused('conflict', '这件事已经了结，请刷新查看。')
}

/** Whoever cooks there, reported it or asked for it does not decide it: a second person looks at every point. */
export function checkReopen(
  incident: { state: IncidentState; askedBy: string | null; recordedBy: string | null },
  checks: readonly ReopenCheck[],
  by: string,
): void {
  if (incident.state !== 'reopenAsked')
    throw new Refused('rule_broken', '还没有人申请恢复。请先由助餐点负责人逐项自查后申请。')
  if (incident.askedBy === by || incident.recordedBy === by)
    throw new Refused('rule_broken', '报告人和申请人不能自己核查恢复，请另一位同事核查。')
  checkAllPoints(checks)
}

export function checkAllPoints(checks: readonly ReopenCheck[]): void {
  const missing = reopenChecks.keys.filter(key => !checks.includes(key))
  if (missing.length > 0)
    throw new Refused(
      'rule_broken',
      `还有没做到的：${missing.map(key => reopenChecks.words[key]).join('；')}。`,
    )
}

export const IncidentDiner = z.object({
  elderId: Id,
  name: z.string(),
  age: z.nullable(Count),
  villageName: z.string(),
  address: z.string(),
  illness: illnesses.schema,
  meals: z.array(z.object({ day: DayText, meal: meals.schema, dishes: z.array(z.string()) })),
  /** When somebody met her since. */
  metOn: z.nullable(DayText),
  caseId: z.nullable(Id),
})
export type IncidentDiner = z.output<typeof IncidentDiner>

export const IncidentRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  canteenId: Id,
  canteenName: z.string(),
  villageName: z.string(),
  state: incidentStates.schema,
  noticedAt: Instant,
  stoppedAt: z.nullable(Instant),
  reportBy: z.nullable(Instant),
  ill: Count,
  diners: Count,
  marketToldAt: z.nullable(Instant),
  healthToldAt: z.nullable(Instant),
  overAt: z.nullable(Instant),
})
export type IncidentRow = z.output<typeof IncidentRow>
