// What may look wrong about a month of visits, how much each sign weighs, and what follows for the visitor.
import { choice, type KeyOf } from '../kernel/choice.ts'

/** Stored beside every score: a later change of the rule never changes what an old month was given. */
export const truthRulesVersion = 1

export const truthSigns = choice({
  sameStart: '几户同一时刻开始',
  overlap: '几户的探访时间重叠',
  tooFast: '路上时间不够',
  manyADay: '一天探访过多',
  repeatInDay: '同一天多次探访同一人',
  shortVisit: '上门时间过短',
  oneSpot: '不同人家定位在同一点',
  farFromHome: '定位离老人家远',
  photoReuse: '照片重复使用',
  wrongDoor: '门牌码不是这一家的',
  sameAnswers: '每一家答案完全一样',
  copiedAnswers: '和上月答案完全一样',
  neverWorry: '从来没有发现需关注的情况',
  night: '夜间探访多',
  monthEnd: '集中在月末几天',
  denied: '回访时老人说没有人来过',
} as const)
export type TruthSign = KeyOf<typeof truthSigns>

/**
 * Points taken off, [where it begins, at most]. What cannot be done by anybody (two homes at once, forty calls in
 * a day, one photo twice) is enough alone to be spoken about at the default of 80; what may have a good reason
 * (a night call, a village without troubles) is not, however often.
 */
export const signPoints: Readonly<Record<TruthSign, readonly [number, number]>> = {
  sameStart: [25, 40],
  overlap: [15, 35],
  tooFast: [15, 35],
  manyADay: [25, 40],
  repeatInDay: [20, 30],
  shortVisit: [25, 30],
  oneSpot: [30, 40],
  farFromHome: [15, 35],
  photoReuse: [25, 40],
  wrongDoor: [15, 35],
  sameAnswers: [25, 25],
  copiedAnswers: [10, 10],
  neverWorry: [10, 10],
  night: [10, 10],
  monthEnd: [10, 10],
  denied: [25, 60],
}

/** Each call-back in which the elder says that somebody came, up to ten. */
export const confirmedPoints = 5
export const confirmedPointsAtMost = 10

/** Coaching comes first; calls to the elders only after it has been of no use, and an inspection only after those. */
export const truthStages = choice({
  fine: '没有疑点',
  coaching: '需要提醒',
  callBack: '需要回访',
  inspection: '列入检查',
} as const)
export type TruthStage = KeyOf<typeof truthStages>

export const truthNoteKinds = choice({
  coached: '已提醒本人',
  explained: '本人说明',
  excused: '情况属实，不作疑点',
} as const)
export type TruthNoteKind = KeyOf<typeof truthNoteKinds>

/** One sign found in a month: what it rests on in figures, from which the sentence is made, and the visits meant. */
export interface TruthReason {
  sign: TruthSign
  points: number
  /** Numbers the sentence needs; instants in milliseconds. */
  figures: Readonly<Record<string, number>>
  visitIds: readonly string[]
}
