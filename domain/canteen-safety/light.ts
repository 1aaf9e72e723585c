// How safe a kitchen's days are, at a glance: what is missing of the last week's records, and whether it stands still.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { SampleDuty } from './samples.ts'

export const safetyLights = choice({ standsStill: '有红灯', needsLook: '要留意', recordsFull: '记录齐全' })
export type SafetyLight = KeyOf<typeof safetyLights>

export const safetyTroubles = choice({
  incidentOpen: '食品安全事件未了结',
  reportLate: '超时没有报告监管部门',
  samplesMissed: '开了饭没留全样',
  samplesDue: '留样到期可处理',
  disinfectionMissed: '开饭的日子没记消毒',
  dayCheckMissed: '开饭的日子没做日管控',
  weekCheckMissed: '上周没做周排查',
  monthCheckMissed: '上月没做月调度',
  checkFaulty: '自查有问题',
  goodsExpiring: '进货这两天到保质期',
})
export type SafetyTrouble = KeyOf<typeof safetyTroubles>

/** Of the last seven whole days, but for what is open now. */
export interface SafetyFacts {
  duty: SampleDuty
  incidentOpen: boolean
  reportLate: boolean
  mealsServed: number
  mealsWithoutAllSamples: number
  samplesDue: number
  daysServed: number
  daysDisinfected: number
  daysChecked: number
  weekServed: boolean
  weekChecked: boolean
  monthServed: boolean
  monthChecked: boolean
  faults: number
  goodsExpiring: number
}

export function safetyTroublesOf(facts: SafetyFacts): SafetyTrouble[] {
  const held: Record<SafetyTrouble, boolean> = {
    incidentOpen: facts.incidentOpen,
    reportLate: facts.reportLate,
    samplesMissed: facts.duty !== 'sampleElsewhere' && facts.mealsWithoutAllSamples > 0,
    samplesDue: facts.samplesDue > 0,
    disinfectionMissed: facts.daysDisinfected < facts.daysServed,
    dayCheckMissed: facts.daysChecked < facts.daysServed,
    weekCheckMissed: facts.weekServed && !facts.weekChecked,
    monthCheckMissed: facts.monthServed && !facts.monthChecked,
    checkFaulty: facts.faults > 0,
    goodsExpiring: facts.goodsExpiring > 0,
  }
  return safetyTroubles.keys.filter(key => held[key])
}

/** Samples that may be thrown away and goods to be used up are work, not a fault. */
export function safetyLightOf(duty: SampleDuty, troubles: readonly SafetyTrouble[]): SafetyLight {
  const isRed = troubles.some(
    one =>
      one === 'incidentOpen' || one === 'reportLate' || (one === 'samplesMissed' && duty === 'sampleBound'),
  )
  if (isRed) return 'standsStill'
  return troubles.some(one => one !== 'samplesDue' && one !== 'goodsExpiring') ? 'needsLook' : 'recordsFull'
}
