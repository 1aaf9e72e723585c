// Who may have a bed of care at home, when it may be served, which visits count, and what ends it.
import { type AbilityLevel, abilityLevels, levelNumber } from '../assessments/ability.ts'
import { type AbsenceKind, absenceKinds, type EndingKind } from '../elders/elder.ts'
import { addDays, type Day, lastDayOf, type Month, monthOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { BedContract, BedEnding, BedState, NotCountedReason } from './home-bed.ts'

export interface AbilityFound {
  assessmentId: string
  level: AbilityLevel
  validUntil: Day | null
}

/** Why an elder cannot have a bed today, or null. */
export function whyNoBed(
  ability: AbilityFound | null,
  facts: { today: Day; leastLevel: number; away: AbsenceKind | null; hasBed: boolean; left: boolean },
): string | null {
  if (facts.left) return '老人已经离册，不能开设家庭养老床位。'
  if (facts.hasBed) return '老人已有一张家庭养老床位，不用再签。'
  if (ability === null) return '还没有能力评估结果。请先按国家标准评估，再开设家庭养老床位。'
  if (ability.validUntil !== null && ability.validUntil < facts.today)
    return `能力评估已于 ${ability.validUntil} 过期。请重新评估后再开设家庭养老床位。`
  if (levelNumber(ability.level) < facts.leastLevel)
    return `评估结果是“${abilityLevels.words[ability.level]}”，不够本地“失能”的标准，不能开设家庭养老床位。`
  if (facts.away === 'institution') return '老人住在养老机构，家庭养老床位要等回家以后再开。'
  return null
}

export function checkContract(contract: BedContract, leastVisits: number): void {
  if (contract.toOn < contract.fromOn)
    throw new Refused('invalid', '合同的结束日期早于开始日期。请核对后重填。')
  if (contract.monthlyVisits < leastVisits)
    throw new Refused('rule_broken', `本地要求每月至少上门 ${leastVisits} 次，合同不能少于这个次数。`)
}

/** A bed is more than a contract: the home is fit for it, and somebody hears when something happens. */
export function checkOpening(facts: {
  worksAccepted: boolean
  noWorksWhy: string | null
  devices: number
  noDeviceWhy: string | null
}): void {
  if (!facts.worksAccepted && facts.noWorksWhy === null)
    throw new Refused('rule_broken', '居家改造还没有验收。请先完成改造，或写明这一家为什么不用改造。')
  if (facts.devices === 0 && facts.noDeviceWhy === null)
    throw new Refused('rule_broken', '家里还没有装设备。请先在老人档案里登记设备，或写明为什么不装。')
}

export interface Stay {
  kind: AbsenceKind
  validFrom: Day
  validTo: Day | null
}

/** A stay in hospital pauses the bed; its last day is one at home again. Refusing visits is no absence. */
export function stayOn(stays: readonly Stay[], day: Day): Stay | null {
  return (
    stays.find(
      stay =>
        stay.kind !== 'refusal' && stay.validFrom < day && (stay.validTo === null || stay.validTo > day),
    ) ?? null
  )
}

export interface BedPeriod {
  state: BedState
  openedOn: Day | null
  toOn: Day
  endedOn: Day | null
  elderEndedOn: Day | null
}

/** Nobody is cared for at home before the bed is opened, after it is over, or while lying in hospital. */
export function checkVisitDay(bed: BedPeriod, stays: readonly Stay[], day: Day, today: Day): void {
  if (day > today) throw new Refused('invalid', '上门日期不能晚于今天。')
  if (bed.state === 'bedContracted' || bed.openedOn === null || day < bed.openedOn)
    throw new Refused('rule_broken', '床位还没有启用，不能登记上门服务。请先启用床位。')
  if (bed.endedOn !== null && day > bed.endedOn)
    throw new Refused('rule_broken', `床位已于 ${bed.endedOn} 终止，之后不能再登记上门服务。`)
  if (day > bed.toOn)
    throw new Refused('rule_broken', `合同已于 ${bed.toOn} 到期。请先续签，再登记之后的上门服务。`)
  if (bed.elderEndedOn !== null && day > bed.elderEndedOn)
    throw new Refused(
      'rule_broken',
      `老人已于 ${bed.elderEndedOn} 离册，之后的上门服务不能登记。请终止床位。`,
    )
  const stay = stayOn(stays, day)
  if (stay)
    throw new Refused(
      'rule_broken',
      `${day} 老人不在家（${absenceKinds.words[stay.kind]}，自 ${stay.validFrom} 起），床位暂停，不能登记上门服务。`,
    )
}

/** Too short a call is kept and does not count, nor does the second of a day. */
export function judgeVisit(
  minutes: number,
  countedThatDay: boolean,
  leastMinutes: number,
): { counts: boolean; whyNot: NotCountedReason | null } {
  if (minutes < leastMinutes) return { counts: false, whyNot: 'tooShort' }
  if (countedThatDay) return { counts: false, whyNot: 'secondOfDay' }
  return { counts: true, whyNot: null }
}

export type Light = 'green' | 'yellow' | 'red'

/** Of the running month: red once the days left are fewer than the visits still owed. */
export function monthLight(counted: number, owed: number, today: Day): Light {
  if (counted >= owed) return 'green'
  const daysLeft = Number(lastDayOf(monthOf(today)).slice(8)) - Number(today.slice(8)) + 1
  return daysLeft < owed - counted || Number(today.slice(8)) > 24 ? 'red' : 'yellow'
}

/** Funding runs by calendar year unless asked for otherwise. */
export function fundingPeriod(today: Day): { from: Day; to: Day } {
  return { from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31` }
}

/** A month is written up when it is over, or when the bed is. */
export function checkMonthOver(month: Month, today: Day, endedOn: Day | null): void {
  const isOver = month < monthOf(today) || (endedOn !== null && month === monthOf(endedOn))
  if (!isOver) throw new Refused('rule_broken', `${month} 还没有过完，过完以后再做月度服务记录。`)
}

/** What the elder's record says ended it; null where it says nothing. */
export function endingFound(elderEnding: EndingKind | null, away: AbsenceKind | null): BedEnding | null {
  if (elderEnding === 'died') return 'elderDied'
  if (elderEnding !== null) return 'elderMovedAway'
  return away === 'institution' ? 'elderEnteredInstitution' : null
}

/** A death is recorded in the elder's record first: otherwise visits and payments would go on. */
export function checkEnding(
  ending: BedEnding,
  on: Day,
  facts: {
    elderEnding: string | null
    elderEndedOn: Day | null
    openedOn: Day | null
    today: Day
    toOn: Day
  },
): void {
  if (on > facts.today) throw new Refused('invalid', '终止日期不能晚于今天。')
  if (facts.openedOn !== null && on < facts.openedOn)
    throw new Refused('invalid', `终止日期不能早于启用日期 ${facts.openedOn}。`)
  if (ending === 'elderDied' && facts.elderEnding !== 'died')
    throw new Refused('rule_broken', '老人档案里还没有登记去世。请先在档案里登记，再终止床位。')
  if (ending === 'contractExpired' && on < facts.toOn)
    throw new Refused('rule_broken', `合同到 ${facts.toOn} 才期满。请选其他原因，或到期后再办。`)
  if (facts.elderEndedOn !== null && on > facts.elderEndedOn)
    throw new Refused('rule_broken', `老人已于 ${facts.elderEndedOn} 离册，终止日期不能晚于这一天。`)
}

/** The day after the present term: a new contract joins on without a gap. */
export function nextTermFrom(toOn: Day): Day {
  return addDays(toOn, 1)
}
