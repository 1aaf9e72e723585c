// Front file of coverage: who is within reach of a meal, a bath, a bed, a doctor, and what is still owed to whom.
import type { coverageApi } from '../../domain/coverage/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { readCoverage } from './board.ts'
import { coverageElders, coverageVillages } from './lists.ts'
import { reckonCoverage as reckon } from './reckoning.ts'
import { exportCoverage } from './sheet.ts'
import { coverageTargetPlaces, coverageTargets } from './targets.ts'
import { verifyCoverage as verify } from './verify.ts'

export type { CoverageDifference } from './verify.ts'
export const reckonCoverage = reckon
export const verifyCoverage = verify

export const coverage: Handlers<typeof coverageApi> = {
  'coverage.read': readCoverage,
  'coverage.villages': coverageVillages,
  'coverage.elders': coverageElders,
  'coverage.targets': coverageTargets,
  'coverage.targetPlaces': coverageTargetPlaces,
  'coverage.export': exportCoverage,
}
