// Who wishes to live in a home, since when, and what became of it: the letter promises that tekun who wish it are met.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type Day, daysBetween } from '../kernel/day.ts'
import { DayText, Id, RegionCode } from '../kernel/shapes.ts'

export const stayWants = choice({
  wantsStation: '住村里的互助站',
  wantsTownshipCentre: '住乡镇福利服务中心',
  wantsCountyCentre: '住县级福利中心',
  wantsCareHome: '住其他养老机构',
})
export type StayWant = KeyOf<typeof stayWants>

export const wishTellers = choice({
  elderSaid: '老人自己说的',
  familySaid: '家人说的',
  villageSaid: '村里说的',
  visitorHeard: '探访时听到的',
})

export const wishStates = choice({
  wishWaiting: '等待入住',
  wishMet: '已经住进',
  wishTakenBack: '不想住了',
  wishNotMet: '没有办成',
})
export type WishState = KeyOf<typeof wishStates>

export const StayWish = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  /** On record as tekun on the day of asking: their wish for collective care is a promise. */
  isTekun: z.boolean(),
  wants: stayWants.schema,
  facilityId: z.nullable(Id),
  facilityName: z.nullable(z.string()),
  reason: z.string(),
  isUrgent: z.boolean(),
  saidOn: DayText,
  saidBy: wishTellers.schema,
  state: wishStates.schema,
  /** The day it was met, or on which it was told why not. */
  settledOn: z.nullable(DayText),
  settleNote: z.nullable(z.string()),
  daysWaited: z.number(),
  /** Waiting for longer than the region's days. */
  isLate: z.boolean(),
})
export type StayWish = z.output<typeof StayWish>

/** Until today, or until it was settled. */
export function daysWaited(
  { saidOn, settledOn }: { saidOn: Day; settledOn: Day | null },
  today: Day,
): number {
  return Math.max(0, daysBetween(saidOn, settledOn ?? today))
}

/** A promise to tekun, and whoever is urgent, has its own days. */
export function isWishLate(
  wish: { state: WishState; isTekun: boolean; isUrgent: boolean; saidOn: Day },
  today: Day,
  rules: { tekunDays: number; days: number },
): boolean {
  if (wish.state !== 'wishWaiting') return false
  const days = wish.isTekun || wish.isUrgent ? rules.tekunDays : rules.days
  return daysBetween(wish.saidOn, today) > days
}
