// Every figure a board can show: its Chinese name, unit and definition. Counts only; rates are derived.
import type { ElderGroup } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'

/** Counted per village and month, added up the tree. The SQL is server/indicators/*.sql. */
export const indicators = choice({
  eldersOnRecord: '在册老年人',
  householdsOnRecord: '在册户数',
  eldersInScope: '八类重点老年人',
  eldersInNationalGroups: '国家六类老年人',
  rateDenominator: '应探访人数',
  rateNumerator: '已探访人数',
  excludedInstitution: '整月在机构',
  excludedHospital: '整月住院',
  excludedAway: '长期离家',
  excludedRefusal: '书面拒绝探访',
  excludedNewcomer: '当月下旬新建档',
  visitsRecorded: '探访人次',
  visitsAtHome: '上门探访人次',
  visitsNotReached: '未见到人次',
  visitsMet: '见到本人人次',
  eldersMissed: '当月去过没见到的老年人',
  eldersMissedAgain: '当月两次以上没见到的老年人',
  missedNotHome: '没见到：不在家',
  missedHospital: '没见到：正在住院',
  missedWithChildren: '没见到：在子女家',
  missedMovedOrDied: '没见到：搬走或去世',
  missedPhoneUnanswered: '没见到：电话无人接',
  missedOther: '没见到：其他原因',
  eldersMetNotAtHome: '当月见到但没有上门的老年人',
  eldersWithoutChildren: '子女多日没有联系的老年人',
  eldersWithDanger: '最近一次探访有危险项',
  eldersWithAttention: '最近一次探访有关注项',
  eldersNeverVisited: '从未探访',
  eldersWithNeed: '提出需求的老年人',
  needMeal: '需要助餐',
  needBath: '需要助浴',
  needDoctor: '需要看病',
  needOther: '其他需求',
  aidCasesOpened: '新立个案',
  aidCasesClosed: '已结个案',
  aidCasesOpen: '未结个案',
  recordsIncomplete: '缺少证件号或出生日期',
  recordsUnconfirmed: '超过一年未核实',
  groupLivesAlone: '独居',
  groupEmptyNest: '空巢',
  groupLeftBehind: '留守',
  groupTekun: '特困',
  groupVeryOld: '高龄',
  groupCareDependent: '失能',
  groupSevereDisability: '重残',
  groupSpecialFamily: '计划生育特殊家庭',
})
export type Indicator = KeyOf<typeof indicators>
export type IndicatorValues = Record<Indicator, number>

/** Those that count visits, cases or households: no list of elders stands behind them. */
const notElders = [
  'householdsOnRecord',
  'visitsRecorded',
  'visitsAtHome',
  'visitsNotReached',
  'visitsMet',
  'aidCasesOpened',
  'aidCasesClosed',
  'aidCasesOpen',
] as const satisfies readonly Indicator[]

/** Those that count people: their lists open as elders. */
export type ElderIndicator = Exclude<Indicator, (typeof notElders)[number]>

export function countsElders(indicator: Indicator): indicator is ElderIndicator {
  return !(notElders as readonly Indicator[]).includes(indicator)
}

export const elderIndicators = indicators.keys.filter(countsElders)

const groupIndicators: Readonly<Record<ElderGroup, ElderIndicator>> = {
  livesAlone: 'groupLivesAlone',
  emptyNest: 'groupEmptyNest',
  leftBehind: 'groupLeftBehind',
  tekun: 'groupTekun',
  veryOld: 'groupVeryOld',
  careDependent: 'groupCareDependent',
  severeDisability: 'groupSevereDisability',
  specialFamily: 'groupSpecialFamily',
}

export function indicatorOfGroup(group: ElderGroup): ElderIndicator {
  return groupIndicators[group]
}

/** The groups added up. Someone in three of them is in this sum three times: it is not a number of people. */
export function sumOfGroups(groups: readonly ElderGroup[], values: Readonly<Record<string, number>>): number {
  return groups.reduce((sum, group) => sum + (values[groupIndicators[group]] ?? 0), 0)
}

export const monthlyVisitRate = {
  name: '月探访率',
  numerator: 'rateNumerator',
  denominator: 'rateDenominator',
  exclusions: [
    'excludedInstitution',
    'excludedHospital',
    'excludedAway',
    'excludedRefusal',
    'excludedNewcomer',
  ],
  /** domain.md §1.7; the official text of the formula is unknown and this is printed beside the figure. */
  definition:
    '当月至少有一次有效探访的人数 ÷ 当月最后一天在册、健在、居住在本地的八类重点老年人人数；' +
    '整月在机构、整月住院、连续外出满 60 天（各地可调）、书面拒绝探访的不计入，当月 20 日之后新建档的下月计入。' +
    '未见到、谢绝和仅有远程监测的探访不算有效。',
} as const satisfies {
  name: string
  numerator: Indicator
  denominator: Indicator
  exclusions: readonly Indicator[]
  definition: string
}

/** The reasons of a month in which somebody went and did not find the elder; one elder may stand under several. */
export const missedIndicators = [
  'missedNotHome',
  'missedHospital',
  'missedWithChildren',
  'missedMovedOrDied',
  'missedPhoneUnanswered',
  'missedOther',
] as const satisfies readonly ElderIndicator[]

/** What each figure about the visits of a month says, in words (domain.md §1.7). */
export const visitFigureDefinitions = {
  homeShare:
    '当月上门见到本人的人次 ÷ 当月见到本人的人次（上门、电话、视频和远程监测都算）。点开是见到过、但没有一次上门的老年人。',
  missedShare:
    '当月没见到的人次 ÷ 当月探访人次。点开是当月去过、一次也没见到的老年人；按原因分的人数可以重叠。',
  withoutChildren:
    '登记过子女联系日期，而最近一次在规定天数以前（默认 30 天，各地可调）的在册老年人。没有登记过日期的不知道，不计入。',
  load: '负责老年人的探访员人数和人均负责几位，按今天的分工；人均探访按当月有探访的探访员计算。',
} as const

/** Share with one decimal, or null where there is nobody to count: an empty village has no rate. */
export function rateOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.round((numerator / denominator) * 1000) / 10
}
