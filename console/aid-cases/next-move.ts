// Which move is the main one at a stage, and what the rule needs to know to allow or refuse a move.
import type { AidCase, AidCaseStage } from '../../domain/aid-cases/aid-case.ts'
import type { AidCaseFacts, AidCaseMove } from '../../domain/aid-cases/stages.ts'

const mainMoves: Readonly<Record<AidCaseStage, AidCaseMove>> = {
  open: 'acknowledged',
  acknowledged: 'onSite',
  inProgress: 'resolved',
  resolved: 'closed',
  verified: 'closed',
  closed: 'reopened',
  rejected: 'reopened',
}

export function mainMoveAt(stage: AidCaseStage): AidCaseMove {
  return mainMoves[stage]
}

/** In the order a case runs; those that lead aside last. */
export const allMoves: readonly AidCaseMove[] = [
  'acknowledged',
  'onSite',
  'noted',
  'resolved',
  'closed',
  'handedOver',
  'rejected',
  'reopened',
]

type Known = Pick<AidCase, 'level' | 'stage' | 'regionCode' | 'ownerId' | 'ownerName' | 'acts'>

export function factsOf(aidCase: Known): AidCaseFacts {
  const doneBy = (kind: 'opened' | 'resolved') =>
    aidCase.acts.filter(act => act.kind === kind).at(-1)?.byAccountId ?? null
  return {
    level: aidCase.level,
    stage: aidCase.stage,
    regionCode: aidCase.regionCode,
    ownerId: aidCase.ownerId,
    ownerName: aidCase.ownerName,
    openedBy: doneBy('opened'),
    resolvedBy: doneBy('resolved'),
  }
}
