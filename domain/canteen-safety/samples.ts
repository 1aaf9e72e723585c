// 留样: a spoonful of every dish in the fridge for two days, so that what made a village ill can be found out.
import * as z from 'zod/mini'
import { type CanteenKind, type CanteenTier, meals } from '../canteens/canteen.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type Day, dayOf, daysBetween } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { Count, DayText, Id, Instant, text } from '../kernel/shapes.ts'

/** How strictly a place must keep samples (domain.md §6.4). */
export const sampleDuties = choice({
  sampleBound: '必须留样',
  sampleAdvised: '建议留样',
  sampleElsewhere: '由做饭的地方留样',
})
export type SampleDuty = KeyOf<typeof sampleDuties>

export interface DutySettings {
  boundCareHome: boolean
  boundCanteen: boolean
  boundTable: boolean
  boundPoint: boolean
  /** A kitchen that cooks more portions a meal than this is bound whatever it is called. */
  boundAbove: number
}

export function sampleDutyOf(
  place: { kind: CanteenKind; tier: CanteenTier; host: string; mealsAtMost: number },
  settings: DutySettings,
): SampleDuty {
  if (place.tier === 'broughtIn') return 'sampleElsewhere'
  const byKind = {
    seniorCanteen: settings.boundCanteen,
    seniorTable: settings.boundTable,
    mealPoint: settings.boundPoint,
  }[place.kind]
  const isBound =
    byKind ||
    (place.host === 'careHomeRooms' && settings.boundCareHome) ||
    place.mealsAtMost > settings.boundAbove
  return isBound ? 'sampleBound' : 'sampleAdvised'
}

const countyCode = z.string().check(z.regex(/^\d{6}$/))

/** `id` is chosen where it is taken; the code on the label follows from it, so that it can be written without signal. */
export const SampleInput = z.strictObject({
  countyCode,
  id: Id,
  canteenId: Id,
  day: DayText,
  meal: meals.schema,
  dish: text(20),
  grams: z.int().check(z.gte(1), z.lte(5000)),
  takenAt: Instant,
  /** Of the fridge, where somebody looked. */
  celsius: z._default(z.nullable(z.number().check(z.gte(-40), z.lte(60))), null),
})
export type SampleInput = z.output<typeof SampleInput>

export const SampleRow = z.object({
  id: Id,
  day: DayText,
  meal: meals.schema,
  dish: z.string(),
  grams: Count,
  code: z.string(),
  takenAt: Instant,
  keepUntil: Instant,
  celsius: z.nullable(z.number()),
  keeperName: z.nullable(z.string()),
  checkerName: z.nullable(z.string()),
  discardedAt: z.nullable(Instant),
})
export type SampleRow = z.output<typeof SampleRow>

const letters = '346789ABCDEFGHJKMNPQRTUVWXY'

/** Five signs a pen can write and nobody confuses, from the end of the id, after month and day: 1126-7KHRM. */
export function sampleCode(id: string, day: Day): string {
  let rest = Number.parseInt(id.replaceAll('-', '').slice(-10), 16)
  let code = ''
  for (let sign = 0; sign < 5; sign++) {
    code += letters[rest % letters.length] ?? ''
    rest = Math.floor(rest / letters.length)
  }
  return `${day.slice(5, 7)}${day.slice(8, 10)}-${code}`
}

const msPerHour = 3_600_000
const clockSlackMs = 10 * 60_000

export function keepUntil(takenAt: string, hours: number): string {
  return new Date(Date.parse(takenAt) + hours * msPerHour).toISOString()
}

export function checkSample(
  sample: Pick<SampleInput, 'day' | 'grams' | 'takenAt'>,
  { now, gramsAtLeast, withinDays }: { now: Date; gramsAtLeast: number; withinDays: number },
): void {
  if (Date.parse(sample.takenAt) > now.getTime() + clockSlackMs || sample.day > dayOf(now))
    throw new Refused('rule_broken', '不能记还没到的留样，请核对手机时间。')
  if (daysBetween(sample.day, dayOf(now)) > withinDays)
    throw new Refused('rule_broken', `留样最迟 ${withinDays} 天内补记。漏留的请如实记在自查里。`)
  if (sample.grams < gramsAtLeast)
    throw new Refused('rule_broken', `每样至少留 ${gramsAtLeast} 克，请补足后再记。`)
}

/** A sample is evidence: it stays its hours, and as long as somebody asks what made people ill. */
export function checkDiscard(
  sample: { keepUntil: string; discardedAt: string | null; isLocked: boolean },
  discardedAt: string,
): void {
  if (sample.discardedAt !== null) throw new Refused('conflict', '这份留样已经处理过了，请刷新查看。')
  if (sample.isLocked)
    throw new Refused('rule_broken', '正在查食品安全事件，留样已封存，不能倒掉。等事件了结后再处理。')
  if (Date.parse(discardedAt) < Date.parse(sample.keepUntil))
    throw new Refused('rule_broken', '留样时间还没到，不能倒掉。请到期后再处理。')
}

/** The keeper does not check herself. */
export function checkChecking(sample: { keptBy: string | null; checkedBy: string | null }, by: string): void {
  if (sample.checkedBy !== null) throw new Refused('conflict', '这份留样已经核对过了，请刷新查看。')
  if (sample.keptBy === by) throw new Refused('rule_broken', '留样人不能自己核对，请另一位同事核对。')
}

/** Dishes of a served meal nobody kept a sample of; a meal without a menu wants one sample at least. */
export function missingSamples(dishes: readonly string[], kept: readonly string[]): string[] {
  if (dishes.length === 0) return kept.length > 0 ? [] : ['当餐饭菜']
  return dishes.filter(dish => !kept.includes(dish))
}
