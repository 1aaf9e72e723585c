// What may be recorded of eating, and when: a serving is a fact of its day, told within some days, undone the same day.
import { addDays, type Day, dayOf, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { type CanteenState, type ClosingReason, canteenStates, type Opening } from './canteen.ts'
import type { CanteenFacts } from './light.ts'
import type { AbsenceInput, ExtraInput, ServingInput } from './serving.ts'

export interface StopSettings {
  stopWithoutLicence: boolean
  stopWithoutHealthCheck: boolean
}

export interface Stop {
  fromOn: Day
  why: string
}

/** The first day on which nothing may be served, as far as is known today; null when none is. */
export function stopOf(
  facts: Pick<CanteenFacts, 'state' | 'stateSince' | 'licenceUntil' | 'healthUntil'>,
  settings: StopSettings,
): Stop | null {
  const { state, stateSince, licenceUntil, healthUntil } = facts
  const stops: Stop[] = []
  if (state !== 'running') stops.push({ fromOn: stateSince, why: `助餐点${canteenStates.words[state]}` })
  if (settings.stopWithoutLicence && licenceUntil !== null && licenceUntil !== 'never')
    stops.push({ fromOn: addDays(licenceUntil, 1), why: `食品证照 ${licenceUntil} 到期` })
  if (settings.stopWithoutHealthCheck && healthUntil !== null)
    stops.push({ fromOn: addDays(healthUntil, 1), why: `健康证 ${healthUntil} 到期` })
  return stops.reduce<Stop | null>((first, one) => (first && first.fromOn <= one.fromOn ? first : one), null)
}

/** Minutes a phone's clock may be ahead. */
const clockSlackMs = 10 * 60_000

/** A serving told of days later is as true as one told at once; one of the future is not. */
export function checkServing(
  serving: Pick<ServingInput, 'day' | 'servedAt' | 'elderId' | 'extraId' | 'way' | 'handedTo'>,
  { now, today, withinDays, stop }: { now: Date; today: Day; withinDays: number; stop: Stop | null },
): void {
  const { day, servedAt, elderId, extraId } = serving
  if (Date.parse(servedAt) > now.getTime() + clockSlackMs || day > today)
    throw new Refused('rule_broken', '不能记录还没到的用餐，请核对手机时间。')
  if (daysBetween(day, today) > withinDays)
    throw new Refused('rule_broken', `用餐最迟 ${withinDays} 天内补记，${day} 的已经太久。请联系县里处理。`)
  if (daysBetween(day, dayOf(new Date(servedAt))) < 0)
    throw new Refused('invalid', '用餐时间早于用餐日期，请核对后再记。')
  if (elderId === null && extraId === null)
    throw new Refused('invalid', '没有说明是谁用餐，请选一位老人或一条客人登记。')
  if (stop && day >= stop.fromOn)
    throw new Refused('rule_broken', `${stop.why}，${stop.fromOn} 起不能再记开饭。请先联系乡镇办妥再补记。`)
}

/**
 * Whoever pressed the wrong name mends it while the day lasts; afterwards it has been paid for. A phone without signal
 * mends it on the day too, and says so as late as a meal may be told.
 */
export function checkUndo(
  serving: { day: Day; undoneAt: string | null },
  { now, today, withinDays, at }: { now: Date; today: Day; withinDays: number; at: string | null },
): void {
  if (serving.undoneAt !== null) throw new Refused('conflict', '这条用餐已经更正过了，请刷新查看。')
  if (at !== null && Date.parse(at) > now.getTime() + clockSlackMs)
    throw new Refused('rule_broken', '更正的时间还没有到，请核对手机时间。')
  if (serving.day !== (at === null ? today : dayOf(new Date(at))))
    throw new Refused('rule_broken', '用餐只能在当天更正。过了当天请到“账目”里冲正。')
  if (daysBetween(serving.day, today) > withinDays)
    throw new Refused('rule_broken', `更正最迟 ${withinDays} 天内上传。请到“账目”里冲正。`)
}

const absenceDaysAtMost = 366

export function checkAbsence({ fromOn, toOn }: Pick<AbsenceInput, 'fromOn' | 'toOn'>, today: Day): void {
  if (toOn !== null && toOn < fromOn) throw new Refused('invalid', '结束日期早于开始日期，请核对。')
  if (daysBetween(today, fromOn) > absenceDaysAtMost || daysBetween(fromOn, today) > absenceDaysAtMost)
    throw new Refused('invalid', '开始日期离今天太远，请核对。')
}

export function checkExtra(extra: Pick<ExtraInput, 'elderId' | 'guestKind' | 'portions'>): void {
  if ((extra.elderId === null) === (extra.guestKind === null))
    throw new Refused('invalid', '请选一位老人，或者选客人的类别，只选一样。')
  if (extra.elderId !== null && extra.portions !== 1)
    throw new Refused('invalid', '一位老人一餐记一份；客人请另外登记。')
}

/** A place that stands still says why; one that is given up is not opened again but registered anew. */
export function checkStateChange(
  before: { state: CanteenState; stateSince: Day },
  wanted: { state: CanteenState; fromOn: Day; reason: ClosingReason | null },
  today: Day,
): void {
  if (wanted.state === before.state) throw new Refused('conflict', '状态没有变化，请刷新后查看。')
  if (before.state === 'shutDown')
    throw new Refused('rule_broken', '已停办的助餐点不再恢复，请登记新的助餐点。')
  if (wanted.state === 'beingPrepared') throw new Refused('rule_broken', '已经开办过的助餐点不能改回筹建。')
  if (wanted.fromOn > today) throw new Refused('invalid', '还没到这一天。计划停开请在“开放日”里登记。')
  if (wanted.fromOn < before.stateSince)
    throw new Refused('invalid', `不能早于上一次变化的日期 ${before.stateSince}。`)
  if (wanted.state !== 'running' && wanted.reason === null)
    throw new Refused('invalid', '请选择停开或停办的原因。')
}

export function checkOpening(opening: Pick<Opening, 'lunch' | 'supper'>): void {
  if (opening.lunch === '-------' && opening.supper === '-------')
    throw new Refused('invalid', '一周里至少要有一餐开放。要停开请改状态或登记停开日。')
}
