// A home in the city stands by one in a village: what was agreed, what was given, how it ended.
import * as z from 'zod/mini'
import { choice } from '../kernel/choice.ts'
import { DayText, Id } from '../kernel/shapes.ts'

export const twinGifts = choice({
  staffTraining: '培训护理人员',
  respiteBeds: '提供短住床位',
  equipmentGiven: '送设备用品',
  staffSent: '派人来帮忙',
  medicalHelp: '医疗康复指导',
  managementHelp: '帮助管理',
})

export const twinStates = choice({ twinRunning: '结对中', twinOverdue: '协议到期', twinEnded: '结对已结束' })

export const TwinDeed = z.object({
  id: Id,
  doneOn: DayText,
  gift: twinGifts.schema,
  /** Days of training, beds, things: as many as the words say. */
  quantity: z.number(),
  people: z.number(),
  words: z.string(),
  recordedByName: z.nullable(z.string()),
})
export type TwinDeed = z.output<typeof TwinDeed>

export const Twinning = z.object({
  countyCode: z.string(),
  id: Id,
  facilityId: Id,
  facilityName: z.string(),
  placeName: z.string(),
  partnerName: z.string(),
  partnerPlace: z.string(),
  agreedOn: DayText,
  untilOn: DayText,
  gifts: z.array(twinGifts.schema),
  words: z.string(),
  endedOn: z.nullable(DayText),
  endReason: z.nullable(z.string()),
  state: twinStates.schema,
  deeds: z.number(),
  lastDeedOn: z.nullable(DayText),
})
export type Twinning = z.output<typeof Twinning>

export function twinStateOf(
  twinning: { untilOn: string; endedOn: string | null },
  today: string,
): keyof typeof twinStates.words {
  if (twinning.endedOn !== null) return 'twinEnded'
  return twinning.untilOn < today ? 'twinOverdue' : 'twinRunning'
}
