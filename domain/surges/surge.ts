// A surge: something dangerous comes over a place, and for a while certain elders must all be seen (domain.md §1.5, §14).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Id, Instant, RegionCode, text } from '../kernel/shapes.ts'

export const surgeKinds = choice({
  coldWave: '寒潮',
  snowstorm: '暴雪',
  heatWave: '高温',
  flood: '暴雨洪水',
  gale: '大风',
  earthquake: '地震',
  outage: '停电停水',
  otherEmergency: '其他紧急情况',
})
export type SurgeKind = KeyOf<typeof surgeKinds>

/** Who must be seen: whoever one of the chosen lines describes. */
export const surgeCriteria = choice({
  riskRedOrange: '风险等级红、橙',
  noOneNear: '独居或留守',
  weak: '失能、重残或高龄',
  withoutKin: '特困或计生特殊家庭',
  coldHome: '上次探访取暖、煤气或燃料有问题',
  unwell: '上次探访病情有变化',
  inTrouble: '有在办个案',
  everyone: '在册的全部老年人',
})
export type SurgeCriterion = KeyOf<typeof surgeCriteria>

/** What to look at when one is there. */
export const surgeChecks = choice({
  stove: '炉子通风、一氧化碳',
  fuel: '柴、煤、暖气够不够',
  foodWater: '吃的喝的够不够',
  medicine: '常用药够不够',
  warmth: '穿得暖、屋里不冷',
  cooling: '屋里不闷、多喝水',
  roofAndWay: '房顶积雪、门前道路',
  moveOut: '要不要先搬到安全的地方',
  reachable: '电话打得通、有人照应',
})
export type SurgeCheck = KeyOf<typeof surgeChecks>

/** What an officer would choose: offered, never forced. */
export const usualOf: Readonly<
  Record<SurgeKind, { criteria: readonly SurgeCriterion[]; checks: readonly SurgeCheck[]; hours: number }>
> = {
  coldWave: {
    criteria: ['riskRedOrange', 'noOneNear', 'weak', 'coldHome'],
    checks: ['stove', 'fuel', 'warmth', 'foodWater', 'medicine'],
    hours: 48,
  },
  snowstorm: {
    criteria: ['riskRedOrange', 'noOneNear', 'weak', 'coldHome'],
    checks: ['roofAndWay', 'stove', 'fuel', 'foodWater', 'medicine'],
    hours: 48,
  },
  heatWave: {
    criteria: ['riskRedOrange', 'noOneNear', 'weak', 'unwell'],
    checks: ['cooling', 'foodWater', 'medicine'],
    hours: 48,
  },
  flood: {
    criteria: ['riskRedOrange', 'noOneNear', 'weak', 'inTrouble'],
    checks: ['moveOut', 'reachable', 'foodWater', 'medicine'],
    hours: 24,
  },
  gale: { criteria: ['riskRedOrange', 'noOneNear', 'weak'], checks: ['roofAndWay', 'reachable'], hours: 24 },
  earthquake: { criteria: ['everyone'], checks: ['moveOut', 'reachable', 'medicine'], hours: 24 },
  outage: {
    criteria: ['riskRedOrange', 'noOneNear', 'weak'],
    checks: ['warmth', 'foodWater', 'reachable'],
    hours: 24,
  },
  otherEmergency: { criteria: ['riskRedOrange', 'noOneNear', 'weak'], checks: ['reachable'], hours: 24 },
}

export const surgeEndings = choice({ stoodDown: '已解除', calledOff: '发布有误，已撤销', ranOut: '到期结束' })
export type SurgeEnding = KeyOf<typeof surgeEndings>

export const dutyStates = choice({ unreached: '还没联系上', attempted: '去过，没见到', reached: '已看望' })
export type DutyState = KeyOf<typeof dutyStates>

const countyCode = z.string().check(z.regex(/^\d{6}$/))

export const SurgeAim = z.strictObject({
  countyCode,
  /** A county, a township, or some of its villages. */
  regionCodes: z.array(RegionCode).check(z.minLength(1, { error: '至少选一个地方' }), z.maxLength(400)),
  criteria: z.array(surgeCriteria.schema).check(z.minLength(1, { error: '至少选一条“要看望谁”' })),
})
export type SurgeAim = z.output<typeof SurgeAim>

export const SurgeInput = z.strictObject({
  ...SurgeAim.shape,
  id: Id,
  kind: surgeKinds.schema,
  checks: z.array(surgeChecks.schema).check(z.minLength(1, { error: '至少选一条“要问要看什么”' })),
  /** What visitors are told in plain words; null says only the kind. */
  word: z._default(z.nullable(text(200)), null),
  until: Instant,
})
export type SurgeInput = z.output<typeof SurgeInput>

export const Tally = z.object({
  total: z.number(),
  reached: z.number(),
  attempted: z.number(),
})
export type Tally = z.output<typeof Tally>

/** What is left to say when it is over. */
export const SurgeSummary = z.object({
  ...Tally.shape,
  byPhone: z.number(),
  casesOpened: z.number(),
  /** Minutes from the declaration until half of them, and until the last, had been reached; null when never. */
  halfMinutes: z.nullable(z.number()),
  allMinutes: z.nullable(z.number()),
})
export type SurgeSummary = z.output<typeof SurgeSummary>

export const SurgeRow = z.object({
  countyCode: z.string(),
  id: Id,
  kind: surgeKinds.schema,
  word: z.nullable(z.string()),
  /** The places named, in words. */
  places: z.string(),
  declaredAt: Instant,
  until: Instant,
  endedAt: z.nullable(Instant),
  ending: z.nullable(surgeEndings.schema),
  ...Tally.shape,
})
export type SurgeRow = z.output<typeof SurgeRow>

export const SurgeVillage = z.object({
  regionCode: z.string(),
  name: z.string(),
  townshipName: z.string(),
  lon: z.nullable(z.number()),
  lat: z.nullable(z.number()),
  ...Tally.shape,
})
export type SurgeVillage = z.output<typeof SurgeVillage>

export const Surge = z.object({
  ...SurgeRow.shape,
  criteria: z.array(surgeCriteria.schema),
  checks: z.array(surgeChecks.schema),
  declaredBy: z.nullable(z.string()),
  endedBy: z.nullable(z.string()),
  endNote: z.nullable(z.string()),
  villages: z.array(SurgeVillage),
  /** The area's own figures as they stand; what was reached late counts too. */
  summary: SurgeSummary,
})
export type Surge = z.output<typeof Surge>

export const SurgeDuty = z.object({
  countyCode: z.string(),
  elderId: Id,
  elderName: z.string(),
  age: z.nullable(z.number()),
  villageName: z.string(),
  regionCode: z.string(),
  reasons: z.array(surgeCriteria.schema),
  visitorName: z.nullable(z.string()),
  state: dutyStates.schema,
  reachedAt: z.nullable(Instant),
  byPhone: z.boolean(),
})
export type SurgeDuty = z.output<typeof SurgeDuty>

/** What a phone carries of it. */
export const CarriedDuties = z.object({
  surges: z.array(
    z.object({
      id: Id,
      kind: surgeKinds.schema,
      word: z.nullable(z.string()),
      checks: z.array(surgeChecks.schema),
      declaredAt: Instant,
      until: Instant,
      /** In the order to go: the first is the one to worry about most. */
      duties: z.array(
        z.object({ elderId: Id, reasons: z.array(surgeCriteria.schema), isReached: z.boolean() }),
      ),
    }),
  ),
})
export type CarriedDuties = z.output<typeof CarriedDuties>
