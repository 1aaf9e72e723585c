// Rooms and beds of a home: who lies where, what is free, and whether there are hands enough.
import * as z from 'zod/mini'
import { choice } from '../kernel/choice.ts'
import { DayText, Id } from '../kernel/shapes.ts'
import { bedStates, type CareNeed, careNeeds } from './stay.ts'

export const bedUses = choice({
  bedFree: '空床',
  bedTaken: '有人住',
  bedWaitsForReturn: '请假留床',
  bedReserved: '已预留',
  bedClosed: '不能住',
})

export const Bed = z.object({
  id: Id,
  name: z.string(),
  state: bedStates.schema,
  use: bedUses.schema,
  stayId: z.nullable(Id),
  residentName: z.nullable(z.string()),
  careNeed: z.nullable(careNeeds.schema),
  outSince: z.nullable(DayText),
  reservedWishId: z.nullable(Id),
  reservedName: z.nullable(z.string()),
  reservedUntil: z.nullable(DayText),
})
export type Bed = z.output<typeof Bed>

export const Room = z.object({ id: Id, name: z.string(), note: z.nullable(z.string()), beds: z.array(Bed) })
export type Room = z.output<typeof Room>

export const Staffing = z.object({
  /** Residents by what they need, hands needed and hands there; null where nobody has told how many there are. */
  residents: z.record(careNeeds.schema, z.number()),
  needed: z.number(),
  staff: z.nullable(z.number()),
  isEnough: z.nullable(z.boolean()),
  says: z.string(),
})
export type Staffing = z.output<typeof Staffing>

export interface StaffRatios {
  able: number
  half: number
  full: number
}

/** 1:10, 1:6 and 1:3 as settings; each group is rounded up only together, for one person helps in all rooms. */
export function staffingOf(
  residents: Readonly<Record<CareNeed, number>>,
  staff: number | null,
  ratios: StaffRatios,
): Staffing {
  const { ableSelf, halfDependent, fullyDependent } = residents
  const exact = ableSelf / ratios.able + halfDependent / ratios.half + fullyDependent / ratios.full
  // A third and two thirds make one whole person, whatever the binary fractions say.
  const needed = Math.ceil(Math.round(exact * 1_000) / 1_000)
  const said = `自理 ${ableSelf} 人、半失能 ${halfDependent} 人、全失能 ${fullyDependent} 人，按 1:${ratios.able}、1:${ratios.half}、1:${ratios.full} 配备，需要护理人员 ${needed} 人`
  if (staff === null)
    return { residents, needed, staff, isEnough: null, says: `${said}；还没有登记有几名护理人员。` }
  const isEnough = staff >= needed
  return {
    ...{ residents, needed, staff, isEnough },
    says: isEnough
      ? `${said}；现有 ${staff} 人，够。`
      : `${said}；现有 ${staff} 人，还差 ${needed - staff} 人。`,
  }
}
