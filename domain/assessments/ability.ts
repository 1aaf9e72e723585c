// From 26 scores to a level: GB/T 42195-2022, its three adjustments, and who must look at a result again.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addMonths, type Day, daysBetween, lastDayOf } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import type { AbilityForm } from './ability-form.ts'
import { type AbilityCode, abilityCodes, abilityItem, type Scores, totalOf } from './ability-items.ts'

/** Stored with every result; a later change of these rules never changes what an old result was worth. */
export const abilityRulesVersion = 1

/** 失能 is never said without its level: one point lost out of 90 already makes an elder 轻度失能. */
export const abilityLevels = choice({
  intact: '能力完好',
  mild: '能力轻度受损（轻度失能）',
  moderate: '能力中度受损（中度失能）',
  severe: '能力重度受损（重度失能）',
  total: '能力完全丧失（完全失能）',
})
export type AbilityLevel = KeyOf<typeof abilityLevels>

/** 0 (完好) to 4 (完全丧失), the level numbers of the standard. */
export function levelNumber(level: AbilityLevel): number {
  return abilityLevels.keys.indexOf(level)
}

function levelAt(number: number): AbilityLevel {
  return abilityLevels.keys[Math.min(4, number)] as AbilityLevel
}

/** The least total of each level. */
export const levelFloors: Readonly<Record<AbilityLevel, number>> = {
  intact: 90,
  mild: 66,
  moderate: 46,
  severe: 30,
  total: 0,
}

export function levelOf(total: number): AbilityLevel {
  return abilityLevels.keys.find(level => total >= levelFloors[level]) ?? 'total'
}

/** R1, R2 and R3 of the standard. */
export const abilityAdjustments = choice({
  coma: '处于昏迷状态，直接评为能力完全丧失',
  diagnosed: '确诊痴呆或经专科确诊其他精神行为障碍，提高一级',
  riskEvents: '30 天内发生两次以上照护风险事件，提高一级',
})
export type AbilityAdjustment = KeyOf<typeof abilityAdjustments>

export interface AdjustmentFacts {
  coma: boolean
  diagnosed: boolean
  /** Falls, going missing, choking, self-harm and others in the last 30 days. */
  riskEvents: number
}

const riskEventsThatCount = 2

export function adjustmentsOf({ coma, diagnosed, riskEvents }: AdjustmentFacts): AbilityAdjustment[] {
  const applies = { coma, diagnosed, riskEvents: riskEvents >= riskEventsThatCount }
  return abilityAdjustments.keys.filter(key => applies[key])
}

/**
 * Whether R2 and R3 together make two levels is not in the sources [U]; the setting says yes by default [J], and
 * the result never goes past level 4.
 */
export function finalLevel(
  initial: AbilityLevel,
  adjustments: readonly AbilityAdjustment[],
  { addUp }: { addUp: boolean },
): AbilityLevel {
  if (adjustments.includes('coma')) return 'total'
  const raised = adjustments.length
  return levelAt(levelNumber(initial) + (addUp ? raised : Math.min(1, raised)))
}

export interface AbilitySettings {
  addUp: boolean
  reviewBoth: boolean
  validMonths: number
}

export interface AbilityJudgement {
  total: number
  initialLevel: AbilityLevel
  adjustments: AbilityAdjustment[]
  finalLevel: AbilityLevel
  /** R2 and R3 at once: a third person must look before the result is told. */
  mustReview: boolean
  rulesVersion: number
}

/** Initial level, adjustments and final level are kept apart, as fields C3, C4 and C5 of the form are. */
export function judgeAbility(
  scores: Scores,
  facts: AdjustmentFacts,
  settings: Pick<AbilitySettings, 'addUp' | 'reviewBoth'>,
): AbilityJudgement {
  const total = totalOf(scores)
  const initialLevel = levelOf(total)
  const adjustments = adjustmentsOf(facts)
  const both = adjustments.includes('diagnosed') && adjustments.includes('riskEvents')
  return {
    ...{ total, initialLevel, adjustments },
    finalLevel: finalLevel(initialLevel, adjustments, settings),
    mustReview: both && settings.reviewBoth,
    rulesVersion: abilityRulesVersion,
  }
}

/** F00–F03 is dementia, F04–F99 another mental or behavioural disorder (ICD-10). */
const mentalDisease = /^F\d\d/i
const oldestDays = 366
const clockAheadDays = 1

/** Refuses an assessment that contradicts itself or cannot have been made on its day. */
export function checkAbility(
  given: { assessedOn: Day; scores: Scores; form: AbilityForm },
  today: Day,
): void {
  const { assessedOn, scores, form } = given
  const age = daysBetween(assessedOn, today)
  if (age < -clockAheadDays)
    throw new Refused('invalid', '评估日期在今天以后，可能是手机时间不准。请核对日期后重新提交。')
  if (age > oldestDays)
    throw new Refused('invalid', '评估日期在一年以前。以前的评估请在档案里作为“以往评估结果”登记。')
  if (form.coma && scores['B3.9'] !== 0)
    throw new Refused('invalid', '勾选了“昏迷”，意识水平应为 0 分（昏睡或昏迷）。请核对后重新提交。')
  if (!form.diagnosed && form.diseases.some(disease => mentalDisease.test(disease.code)))
    throw new Refused(
      'invalid',
      '疾病里有 F 开头的精神行为障碍，请在等级变更条款里说明是否经专科确诊，再重新提交。',
      { field: 'diagnosed' },
    )
  if (form.diagnosed && form.diagnosis.trim() === '')
    throw new Refused('invalid', '等级变更条款勾选了确诊，请写明诊断名称或病历依据。')
}

/** The last day a result holds: the day of assessment in the month so many months later. */
export function validUntil(assessedOn: Day, months: number): Day {
  const month = addMonths(assessedOn.slice(0, 7), months)
  const day = `${month}-${assessedOn.slice(8)}`
  const last = lastDayOf(month)
  return day > last ? last : day
}

export interface ScoreDifference {
  code: AbilityCode
  name: string
  first: number
  second: number
}

/** Item by item, where the two assessors do not say the same. */
export function differencesOf(first: Scores, second: Scores): ScoreDifference[] {
  return abilityCodes
    .filter(code => first[code] !== second[code])
    .map(code => ({ code, name: abilityItem(code).name, first: first[code], second: second[code] }))
}
