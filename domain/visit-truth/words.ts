// A reason as the visitor and her officer read it: what was seen, in figures, without a verdict.
import { dayOf, monthDayText } from '../kernel/day.ts'
import type { TruthReason, TruthSign } from './signs.ts'

type Figures = Readonly<Record<string, number>>

const one = (figures: Figures, name: string) => String(figures[name] ?? 0)

/** 11月12日 */
export function dayWords(instant: number): string {
  return monthDayText(dayOf(new Date(instant)))
}

/** 9:05 */
export function timeWords(instant: number): string {
  const clock = new Date(instant + 8 * 3_600_000)
  return `${clock.getUTCHours()}:${String(clock.getUTCMinutes()).padStart(2, '0')}`
}

const at = (figures: Figures) => dayWords(figures.at ?? 0)

const sentences: Readonly<Record<TruthSign, (figures: Figures) => string>> = {
  sameStart: f =>
    `${at(f)} ${timeWords(f.at ?? 0)} 同时开始探访 ${one(f, 'count')} 户，当月这样的情况有 ${one(f, 'times')} 次`,
  overlap: f => `有 ${one(f, 'count')} 次探访在上一户结束以前就开始了，例如 ${at(f)} ${timeWords(f.at ?? 0)}`,
  tooFast: f =>
    `${at(f)} 两次探访相距 ${one(f, 'km')} 公里，只隔 ${one(f, 'minutes')} 分钟，当月这样的情况有 ${one(f, 'count')} 次`,
  manyADay: f => `${at(f)} 一天上门 ${one(f, 'count')} 次`,
  repeatInDay: f =>
    `${at(f)} 一天里探访同一位老人 ${one(f, 'count')} 次，当月这样的情况有 ${one(f, 'elders')} 次`,
  shortVisit: f =>
    `上门见到老人的 ${one(f, 'of')} 次里，有 ${one(f, 'count')} 次不到 ${one(f, 'minutes')} 分钟`,
  oneSpot: f =>
    `${one(f, 'homes')} 户人家的定位都在 ${one(f, 'meters')} 米以内的同一点，共 ${one(f, 'count')} 次`,
  farFromHome: f =>
    `有 ${one(f, 'count')} 次上门的定位离${f.ofVillage ? '所在村' : '老人家'}较远，最远 ${one(f, 'km')} 公里`,
  photoReuse: f => `有 ${one(f, 'count')} 次探访的照片在别的探访里也用过`,
  wrongDoor: f => `有 ${one(f, 'count')} 次填的门牌码不是这一家的`,
  sameAnswers: f => `${one(f, 'homes')} 户人家的 24 项答案完全一样，共 ${one(f, 'count')} 次`,
  copiedAnswers: f => `有情况的 ${one(f, 'of')} 次探访里，${one(f, 'count')} 次和上个月一字不差`,
  neverWorry: f =>
    `${one(f, 'count')} 次上门没有发现一项需关注的情况，而同村其他人的探访里有 ${one(f, 'sharePercent')}% 发现过`,
  night: f =>
    `${one(f, 'of')} 次上门里有 ${one(f, 'count')} 次在晚上 ${one(f, 'from')} 点到早上 ${one(f, 'to')} 点之间`,
  monthEnd: f => `${one(f, 'of')} 次上门里有 ${one(f, 'count')} 次集中在月末 ${one(f, 'days')} 天`,
  denied: f => `电话回访时，有 ${one(f, 'count')} 位老人说没有人来过`,
}

export function reasonWords({ sign, figures }: Pick<TruthReason, 'sign' | 'figures'>): string {
  return sentences[sign](figures)
}
