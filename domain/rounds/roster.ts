// 探访员名册: who calls on elders, as what, when she works, what she was taught and who looked into her past.
import * as z from 'zod/mini'
import { sexes, spokenLanguages } from '../elders/elder.ts'
import { choice } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, RegionCode, text } from '../kernel/shapes.ts'

export const engagements = choice({
  committee: '村（社区）干部',
  purchased: '购买服务人员',
  volunteer: '志愿者',
})

export const Profile = z.object({
  engagedAs: engagements.schema,
  sex: sexes.schema,
  speaks: spokenLanguages.schema,
  weekdays: z.array(z.int().check(z.gte(1), z.lte(7))).check(z.minLength(1), z.maxLength(7)),
  /** Null: as the region has set it. */
  minutesDay: z.nullable(z.int().check(z.gte(30), z.lte(720))),
  trainedOn: z.nullable(DayText),
  backgroundOn: z.nullable(DayText),
  backgroundNote: z.nullable(text(200)),
})
export type Profile = z.output<typeof Profile>

export const ProfileInput = z.strictObject({
  countyCode: z.string().check(z.regex(/^\d{6}$/)),
  accountId: Id,
  /** The village she sets out from. */
  regionCode: RegionCode,
  version: z.int().check(z.gte(0)),
  ...Profile.shape,
})
export type ProfileInput = z.output<typeof ProfileInput>

export const RosterRow = z.object({
  accountId: Id,
  countyCode: z.string(),
  name: z.string(),
  login: z.string(),
  postRegionCode: RegionCode,
  placeName: z.string(),
  elders: z.number(),
  /** Null where nobody has filled it in; 0 is the version to fill in first. */
  profile: z.nullable(z.object({ ...Profile.shape, regionCode: RegionCode })),
  version: z.number(),
})
export type RosterRow = z.output<typeof RosterRow>

/** Who nobody has described works on weekdays, and is asked about in the list. */
export const usualWeekdays: readonly number[] = [1, 2, 3, 4, 5]

export function checkProfile({ trainedOn, backgroundOn }: ProfileInput, today: Day): void {
  if (trainedOn !== null && trainedOn > today)
    throw new Refused('rule_broken', '培训日期还没有到，请填写实际参加培训的日期。')
  if (backgroundOn !== null && backgroundOn > today)
    throw new Refused('rule_broken', '背景核查日期还没有到，请填写实际核查的日期。')
}
