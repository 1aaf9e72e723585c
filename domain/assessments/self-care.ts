// Self-care of 特困人员: six yes/no items (特困人员认定办法). A scale of its own beside GB/T 42195.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { addWorkingDays, type Reckoned, type WorkingCalendar } from '../kernel/working-days.ts'

// Neither scale is ever turned into the other: there is no function for it, and none may be written. Six answers
// cannot say what 26 items say, and a benefit that names one scale must be given by that scale.

/** Stored with every result. */
export const selfCareRulesVersion = 1

export const selfCareItems = choice({
  eatsAlone: '自主吃饭',
  dressesAlone: '自主穿衣',
  getsUpAlone: '自主上下床',
  usesToiletAlone: '自主如厕',
  walksIndoorsAlone: '室内自主行走',
  bathesAlone: '自主洗澡',
})
export type SelfCareItem = KeyOf<typeof selfCareItems>

export const selfCareLevels = choice({
  selfCareFull: '具备生活自理能力',
  selfCarePartial: '部分丧失生活自理能力',
  selfCareNone: '完全丧失生活自理能力',
})
export type SelfCareLevel = KeyOf<typeof selfCareLevels>

const notMetForNone = 4

export function selfCareLevelOf(notMet: readonly SelfCareItem[]): SelfCareLevel {
  const failed = new Set(notMet).size
  if (failed === 0) return 'selfCareFull'
  return failed < notMetForNone ? 'selfCarePartial' : 'selfCareNone'
}

export const selfCareReasons = choice({
  firstCheck: '首次认定',
  yearlyCheck: '定期复核',
  changeReported: '报告变化后复核',
})

export type SelfCareReason = KeyOf<typeof selfCareReasons>

/** Who may report that an elder’s ability has changed. */
export const changeReporters = choice({
  elderSelf: '老年人本人',
  carer: '照护人',
  villageCommittee: '村（居）民委员会',
  serviceInstitution: '供养服务机构',
})
export type ChangeReporter = KeyOf<typeof changeReporters>

/** The day by which a reported change must have been assessed; weekends alone decide in an unknown year. */
export function reassessBy(calendar: WorkingCalendar, reportedOn: Day, workingDays: number): Reckoned {
  return addWorkingDays(calendar, reportedOn, workingDays)
}
