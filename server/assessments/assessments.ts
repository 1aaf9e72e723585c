// Front file of assessments: ability, self-care and the home, and what other modules may rely on.
import type { assessmentApi } from '../../domain/assessments/api.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { checkInArea } from '../regions/regions.ts'
import * as assessors from './assessors.ts'
import { review, secondScores, tell } from './deciding.ts'
import { countDuties, listDuties } from './duties.ts'
import { recordEarlier } from './earlier.ts'
import { listHomeChecks, planAdaptations, recordHomeChecks } from './home-safety.ts'
import * as reading from './reading.ts'
import { recordAbilities } from './recording.ts'
import * as selfCare from './self-care.ts'

export type { StandingAbility } from './reading.ts'
export type { StandingSelfCare } from './self-care.ts'

export const assessments: Handlers<typeof assessmentApi> = {
  'ability.record': { many: recordAbilities },
  'ability.list': reading.listAbilities,
  'ability.get': reading.getAbility,
  'ability.second': secondScores,
  'ability.review': review,
  'ability.tell': tell,
  async 'earlierResult.record'(context, input) {
    await recordEarlier(context, input)
    return {}
  },
  'selfCare.record': { many: selfCare.recordSelfCare },
  'selfCare.list': selfCare.listSelfCare,
  'abilityChange.record': selfCare.recordChange,
  'homeSafety.record': { many: recordHomeChecks },
  'homeSafety.list': listHomeChecks,
  async 'homeSafety.plan'(context, input) {
    await planAdaptations(context, input)
    return {}
  },
  'assessment.duties': listDuties,
  'assessment.counts': countDuties,
  async 'assessor.list'(context, input) {
    checkInArea(context, input.regionCode)
    return assessors.listAssessors(context, input)
  },
  async 'assessor.qualify'(context, input) {
    checkInArea(context, `${input.countyCode}000000`)
    await assessors.qualify(context, input)
    return {}
  },
  async 'assessor.end'(context, input) {
    await assessors.endQualification(context, input)
    return {}
  },
}

/** The ability result in force of each elder, merged records included; those without one are missing. */
export function standingAbilities(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, reading.StandingAbility>> {
  return reading.standingAbilities(tx, countyCode, elderIds)
}

/** The last self-care result of each elder; a scale of its own, never to be read as an ability level. */
export function standingSelfCare(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, selfCare.StandingSelfCare>> {
  return selfCare.standingSelfCare(tx, countyCode, elderIds)
}

/** Whether the signed-in person may assess ability today; the phone offers the form only then. */
export function mayAssess(context: Context): Promise<boolean> {
  return assessors.mayAssess(context)
}
