// Which move is the main one at a stage, and what the rule needs to know to allow or refuse a move.
import type { AidCaseStage } from '../../domain/aid-cases/aid-case.ts'
import type { AidCase } from '../../domain/aid-cases/record.ts'
import type { AidCaseFacts, AidCaseMove } from '../../domain/aid-cases/stages.ts'

/** Moves that have a button of their own; plans, referrals and meetings have their panels. */
export type ButtonMove = Extract<
  AidCaseMove,
  | 'acknowledged'
  | 'onSite'
  | 'noted'
  | 'neighbourAsked'
  | 'resolved'
  | 'verified'
  | 'closed'
  | 'handedOver'
  | 'rejected'
  | 'reopened'
  | 'unmerged'
>

const mainMoves: Readonly<Record<AidCaseStage, ButtonMove>> = {
  open: 'acknowledged',
  acknowledged: 'onSite',
  inProgress: 'resolved',
  resolved: 'closed',
  verified: 'closed',
  closed: 'reopened',
  rejected: 'reopened',
  joined: 'unmerged',
}

export function mainMoveAt(stage: AidCaseStage): ButtonMove {
  return mainMoves[stage]
}

/** In the order a case runs; those that lead aside last. */
export const allMoves: readonly ButtonMove[] = [
  'acknowledged',
  'onSite',
  'noted',
  'neighbourAsked',
  'resolved',
  'verified',
  'closed',
  'handedOver',
  'rejected',
  'reopened',
  'unmerged',
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
