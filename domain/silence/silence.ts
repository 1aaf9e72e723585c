// When nothing was heard of an elder for too long. A sign of life of whatever kind starts the days anew.
import * as z from 'zod/mini'
import { type AidCaseLevel, aidCaseLevels } from '../aid-cases/aid-case.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, dayOf, minuteText, startOfDay } from '../kernel/day.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'
import type { SettingKey, SettingValue } from '../regions/settings.ts'
import { type RiskLevel, riskLevels } from '../risk/level.ts'

/** Only what somebody really knows: a module that hears of elders adds its own kind when it comes. */
export const lifeSignKinds = choice({
  metAtHome: '上门见到本人',
  metByPhone: '电话里说上话',
  metByVideo: '视频里见到本人',
  doorMoved: '门磁有动静',
  bedMoved: '床垫有动静',
  buttonPressed: '按了呼叫按钮',
  ateAtCanteen: '在助餐点吃了饭',
  tookMealBox: '当面收下送餐',
  servedAtHome: '上门服务时在家',
  onList: '建档登记',
})
export type LifeSignKind = KeyOf<typeof lifeSignKinds>

/** What ended a worry: a sign, or what a person wrote down. The passing of time never does. */
export const silenceEndings = choice({
  signSeen: '有了消息',
  accountedFor: '登记了住院、外出或入住机构',
  noLongerListed: '已不在册',
  askedAfter: '工作人员已核实',
})
export type SilenceEnding = KeyOf<typeof silenceEndings>

export const SilenceRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  elderId: Id,
  elderName: z.string(),
  elderAge: z.nullable(z.number()),
  risk: riskLevels.schema,
  /** The last sign before it became still. */
  lastAt: Instant,
  lastKind: lifeSignKinds.schema,
  /** After how many days without a sign somebody is to ask. */
  days: z.number(),
  openedAt: Instant,
  caseId: z.nullable(Id),
  endedAt: z.nullable(Instant),
  endedBy: z.nullable(silenceEndings.schema),
  endedSignAt: z.nullable(Instant),
  endedSignKind: z.nullable(lifeSignKinds.schema),
})
export type SilenceRow = z.output<typeof SilenceRow>

export const ElderSigns = z.object({
  /** Null until the first sign, or the first look of the sweep. */
  lastAt: z.nullable(Instant),
  lastKind: z.nullable(lifeSignKinds.schema),
  alert: z.nullable(SilenceRow),
  absentSince: z.nullable(DayText),
  /** Days without a sign until somebody is to ask; null for who is not watched in this way. */
  days: z.nullable(z.number()),
})
export type ElderSigns = z.output<typeof ElderSigns>

export interface SilenceFacts {
  risk: RiskLevel
  /** Lives alone, with another old person only, or left behind. */
  alone: boolean
  /** A door or bed sensor is in use and is being heard: a dead battery is no dead elder. */
  hasSensor: boolean
  lastSignAt: string
  /** In hospital, in an institution or away since; null for who is at home. */
  absentSince: Day | null
  /** The first day at home after the last absence that is over. */
  backOn: Day | null
  /** A person ended the last worry at. */
  settledAt: string | null
  endedOn: Day | null
  /** Somebody closed or rejected the case of the worry that stands. */
  caseEnded: boolean
}

type SettingReader = <Key extends SettingKey>(key: Key) => SettingValue<Key>

const daysKeys = {
  red: { sensor: 'silence.deviceDaysRed', none: 'silence.visitDaysRed' },
  orange: { sensor: 'silence.deviceDaysOrange', none: 'silence.visitDaysOrange' },
  yellow: { sensor: 'silence.deviceDaysYellow', none: 'silence.visitDaysYellow' },
} as const

const levelKeys = {
  red: 'silence.levelRed',
  orange: 'silence.levelOrange',
  yellow: 'silence.levelYellow',
} as const

/** Days without a sign after which somebody is to ask; null where nobody need. */
export function daysOf(
  facts: Pick<SilenceFacts, 'risk' | 'alone' | 'hasSensor'>,
  setting: SettingReader,
): number | null {
  const { risk, alone, hasSensor } = facts
  if (risk === 'green') return null
  if (risk === 'yellow' && !alone && setting('silence.yellowOnlyAlone')) return null
  return setting(daysKeys[risk][hasSensor ? 'sensor' : 'none'])
}

export function levelOfSilence(risk: RiskLevel, setting: SettingReader): AidCaseLevel {
  const place = setting(levelKeys[risk === 'green' ? 'yellow' : risk])
  return aidCaseLevels.keys[place - 1] ?? 'p1'
}

const msPerDay = 86_400_000

/** From when the days run: the last sign, the return home, or what a person found out, whichever is latest. */
export function countedFrom({ lastSignAt, backOn, settledAt }: SilenceFacts): Date {
  const back = backOn === null ? 0 : startOfDay(backOn).getTime()
  const settled = settledAt === null ? 0 : Date.parse(settledAt)
  return new Date(Math.max(Date.parse(lastSignAt), back, settled))
}

export interface StandingSilence {
  days: number
}

export type SilenceStep =
  | { kind: 'open'; days: number }
  | { kind: 'end'; by: SilenceEnding }
  /** Nothing to do before that instant, unless something happens. */
  | { kind: 'wait'; until: Date }

/**
 * What follows now. It asks the latest sign only, so the order in which signs arrive cannot matter. A worry that
 * stands is not ended by a lower risk or another setting: nobody has seen her for all that.
 */
export function silenceStep(
  facts: SilenceFacts,
  standing: StandingSilence | null,
  setting: SettingReader,
  now: Date,
): SilenceStep {
  // Risk and settings change by the night.
  const tomorrow = startOfDay(addDays(dayOf(now), 1))
  if (facts.endedOn !== null)
    return standing ? { kind: 'end', by: 'noLongerListed' } : { kind: 'wait', until: tomorrow }
  if (facts.absentSince !== null)
    return standing ? { kind: 'end', by: 'accountedFor' } : { kind: 'wait', until: tomorrow }
  const days = standing?.days ?? daysOf(facts, setting)
  if (days === null) return { kind: 'wait', until: tomorrow }
  const silentFrom = new Date(countedFrom(facts).getTime() + days * msPerDay)
  if (silentFrom > now)
    return standing
      ? { kind: 'end', by: 'signSeen' }
      : { kind: 'wait', until: silentFrom < tomorrow ? silentFrom : tomorrow }
  if (!standing) return { kind: 'open', days }
  return facts.caseEnded ? { kind: 'end', by: 'askedAfter' } : { kind: 'wait', until: soon(now) }
}

/** A worry that stands is looked at in every round: a person may have ended it meanwhile. */
const soon = (now: Date) => new Date(now.getTime() + 5 * 60_000)

/** “11月26日 08:12 门磁有动静” */
export function signText(kind: LifeSignKind, at: string): string {
  return `${minuteText(at)} ${lifeSignKinds.words[kind]}`
}

/** The days that have really passed: who begins with a ledger of years finds some of them long. */
export function silenceTrouble(kind: LifeSignKind, at: string, now: Date): string {
  const days = Math.floor((now.getTime() - Date.parse(at)) / msPerDay)
  return `${days}天没有生活迹象，最后一次是${signText(kind, at)}`
}
