// A station governs itself: charter, elected committee, who is on duty, meetings, public notices, the complaint box.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  firstDayOf,
  lastDayOf,
  type Month,
  monthOf,
} from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant, MonthText, text } from '../kernel/shapes.ts'

export const committeePosts = choice({
  stationHead: '站长',
  deputyHead: '副站长',
  bookKeeper: '记账员',
  cashKeeper: '管钱员',
  bookWatcher: '监督员',
  committeeMember: '委员',
})
export type CommitteePost = KeyOf<typeof committeePosts>

export const dutyTurns = choice({
  dayTurn: '白班',
  nightTurn: '夜班',
  kitchenTurn: '厨房帮手',
  cleaningTurn: '打扫',
})
export type DutyTurn = KeyOf<typeof dutyTurns>

export const stationRecordKinds = choice({
  membersMeeting: '全体老人会',
  committeeMeeting: '管委会会议',
  publicNotice: '每月公示',
})
export type StationRecordKind = KeyOf<typeof stationRecordKinds>

export const complaintWays = choice({
  fromBox: '意见箱',
  toldInPerson: '当面说的',
  byPhoneCall: '电话说的',
  heardOnVisit: '探访时说的',
})

export const Charter = z.object({
  id: Id,
  version: z.number(),
  words: z.string(),
  adoptedOn: DayText,
  present: z.number(),
  inFavour: z.number(),
  recordedAt: Instant,
})
export type Charter = z.output<typeof Charter>

export const CommitteeMemberInput = z.strictObject({ id: Id, name: text(40), post: committeePosts.schema })
export const CommitteeTerm = z.object({
  id: Id,
  electedOn: DayText,
  fromOn: DayText,
  toOn: DayText,
  voters: z.number(),
  members: z.array(
    z.object({ id: Id, name: z.string(), post: committeePosts.schema, leftOn: z.nullable(DayText) }),
  ),
})
export type CommitteeTerm = z.output<typeof CommitteeTerm>

export const DutyLine = z.strictObject({
  day: DayText,
  turn: dutyTurns.schema,
  name: text(60),
})
export type DutyLine = z.output<typeof DutyLine>

export const StationRecord = z.object({
  id: Id,
  kind: stationRecordKinds.schema,
  heldOn: DayText,
  /** The month a public notice is about. */
  aboutMonth: z.nullable(MonthText),
  title: z.string(),
  words: z.string(),
  present: z.nullable(z.number()),
  photos: z.array(Id),
  recordedByName: z.nullable(z.string()),
})
export type StationRecord = z.output<typeof StationRecord>

export const StationComplaint = z.object({
  countyCode: z.string(),
  id: Id,
  facilityId: Id,
  facilityName: z.string(),
  way: complaintWays.schema,
  receivedOn: DayText,
  words: z.string(),
  /** Nobody need give a name. */
  fromName: z.nullable(z.string()),
  answer: z.nullable(z.string()),
  answeredOn: z.nullable(DayText),
  isLate: z.boolean(),
})
export type StationComplaint = z.output<typeof StationComplaint>

export const stationDuties = choice({
  noCharter: '还没有章程',
  noCommittee: '还没有选出管委会',
  electionDue: '快到换届时间',
  electionLate: '已过换届时间',
  noDutyRoster: '本周没有排值班',
  noNotice: '上月没有公示',
  complaintsWait: '有意见没有答复',
})
export type StationDuty = KeyOf<typeof stationDuties>

export interface StationFacts {
  today: Day
  hasCharter: boolean
  termTo: Day | null
  dutyThisWeek: boolean
  /** Months for which the account was hung out. */
  noticed: readonly Month[]
  openedOn: Day | null
  lateComplaints: number
  rules: { electionDays: number; noticeDay: number }
}

/** What a station owes its members today, in the order in which it should be seen to. */
export function owedByStation(facts: StationFacts): StationDuty[] {
  const { today, termTo, rules } = facts
  const said: StationDuty[] = []
  if (!facts.hasCharter) said.push('noCharter')
  if (termTo === null) said.push('noCommittee')
  else if (termTo < today) said.push('electionLate')
  else if (daysBetween(today, termTo) <= rules.electionDays) said.push('electionDue')
  if (!facts.dutyThisWeek) said.push('noDutyRoster')
  const lastMonth = addMonths(monthOf(today), -1)
  const hasRun = facts.openedOn === null || facts.openedOn <= lastDayOf(lastMonth)
  const isDue = today >= addDays(firstDayOf(monthOf(today)), rules.noticeDay - 1)
  if (hasRun && isDue && !facts.noticed.includes(lastMonth)) said.push('noNotice')
  if (facts.lateComplaints > 0) said.push('complaintsWait')
  return said
}

/** More than half of those present: a charter binds all of them. */
export function checkCharter(
  charter: { present: number; inFavour: number; adoptedOn: Day },
  today: Day,
): void {
  if (charter.adoptedOn > today) throw new Refused('invalid', '通过日期还没有到。请填写开会那天。')
  if (charter.inFavour > charter.present) throw new Refused('invalid', '赞成的人数比到会的人数还多。请核对。')
  if (charter.inFavour * 2 <= charter.present)
    throw new Refused('rule_broken', '赞成的没有过半数，章程没有通过。请商量修改后再表决。')
}

/** One head; whoever keeps the book does not keep the cash, and somebody else watches both. */
export function checkCommittee(
  term: { electedOn: Day; fromOn: Day; toOn: Day; members: readonly { name: string; post: CommitteePost }[] },
  today: Day,
): void {
  if (term.electedOn > today) throw new Refused('invalid', '选举日期还没有到。请填写选举那天。')
  if (term.toOn <= term.fromOn) throw new Refused('invalid', '任期结束日期要晚于开始日期。请改正。')
  const holders = (post: CommitteePost) =>
    term.members.filter(member => member.post === post).map(member => member.name)
  if (holders('stationHead').length !== 1) throw new Refused('invalid', '请写明一位站长，而且只有一位。')
  const cash = holders('cashKeeper')
  if (cash.some(name => holders('bookKeeper').includes(name)))
    throw new Refused('rule_broken', '记账的和管钱的不能是同一个人。请换一位。')
  const handling = [...cash, ...holders('bookKeeper')]
  if (holders('bookWatcher').some(name => handling.includes(name)))
    throw new Refused('rule_broken', '监督员不能同时记账或管钱。请换一位。')
}

/** Until when the answer is owed. */
export function isComplaintLate(
  complaint: { receivedOn: Day; answeredOn: Day | null },
  today: Day,
  days: number,
): boolean {
  return complaint.answeredOn === null && daysBetween(complaint.receivedOn, today) > days
}
