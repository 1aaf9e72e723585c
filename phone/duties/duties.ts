// What the phone carries of a surge, set against the visits it has itself recorded since: right without signal too.
import type { MyNotice } from '../../domain/notices/notice.ts'
import { dutyAfter } from '../../domain/surges/rules.ts'
import type { CarriedDuties, SurgeCriterion } from '../../domain/surges/surge.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'

type CarriedSurge = CarriedDuties['surges'][number]

/** Under one key of the sealed store: what was fetched last. */
export const toldKey = 'told'

export interface Told {
  mark: string | null
  unseen: number
  surges: CarriedSurge[]
  notices: MyNotice[]
}

export const emptyTold: Told = { mark: null, unseen: 0, surges: [], notices: [] }

export interface SurgeToday extends Omit<CarriedSurge, 'duties'> {
  toDo: { elderId: string; reasons: SurgeCriterion[]; isAttempted: boolean }[]
  done: string[]
}

/** Running ones only, the newest first; an elder is off the list as soon as her visit is saved. */
export function surgesToday(
  surges: readonly CarriedSurge[],
  visits: readonly VisitInput[],
  now: Date,
): SurgeToday[] {
  return surges
    .filter(surge => Date.parse(surge.until) > now.getTime())
    .toSorted((one, other) => (one.declaredAt < other.declaredAt ? 1 : -1))
    .map(({ duties, ...surge }) => {
      const own = visits.filter(visit => visit.startedAt >= surge.declaredAt)
      const states = new Map<string, Set<string>>()
      for (const visit of own)
        states.set(visit.elderId, (states.get(visit.elderId) ?? new Set()).add(dutyAfter(visit)))
      const isDone = (elderId: string) => states.get(elderId)?.has('reached') ?? false
      return {
        ...surge,
        toDo: duties
          .filter(duty => !duty.isReached && !isDone(duty.elderId))
          .map(({ elderId, reasons }) => ({
            ...{ elderId, reasons },
            isAttempted: states.get(elderId)?.has('attempted') ?? false,
          })),
        done: duties.filter(duty => duty.isReached || isDone(duty.elderId)).map(duty => duty.elderId),
      }
    })
}
