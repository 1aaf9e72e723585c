// Open cases when a life changes: they end with the reason or change hands, never in silence.
import type { LifeFacts, Rule } from './facts.ts'
import type { LifeEventInput } from './life-event.ts'

/** Ended without being solved: the case says why, and figures do not count it as solved. */
export function caseEnding(why: string): Rule {
  return (_event, { cases }) =>
    cases.map(({ id, trouble, stage, ownerId }) => ({
      says: `未结个案“${trouble}”结案，原因：${why}`,
      change: {
        part: 'aidCase' as const,
        id,
        before: { stage, ownerId },
        after: { stage: 'closed', ownerId },
      },
    }))
}

export function caseHandedOver(_event: LifeEventInput, { cases, destination }: LifeFacts) {
  return cases.map(({ id, trouble, stage, ownerId, newOwner }) =>
    newOwner === null
      ? { says: `未结个案“${trouble}”由原负责人继续办理` }
      : {
          says: `未结个案“${trouble}”转交给${destination?.name ?? ''}的${newOwner.name}`,
          change: {
            part: 'aidCase' as const,
            id,
            before: { stage, ownerId },
            after: { stage, ownerId: newOwner.id },
          },
        },
  )
}
