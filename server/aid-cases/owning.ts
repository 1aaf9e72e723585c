// The one place where it is known that cases now belong to somebody: opened, gone up, or handed over.
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import { nextActId } from './act-ids.ts'
import { tellOwners } from './telling.ts'
import type { CaseWork } from './work.ts'

export interface NewOwner {
  countyCode: string
  regionCode: string
  caseId: string
  elderId: string
  level: AidCaseLevel
  trouble: string
  kind: 'opened' | 'escalated' | 'handedOver'
  note: string | null
  /** Who answers for it from now on. */
  ownerId: string
  /** Whom it came to: the owner, or the province that is told and does not take over; null where nobody is. */
  reachedId: string | null
}

/** Writes into each thread to whom its case has come, and by whom; and tells whoever it has come to. */
export async function ownersChanged(work: CaseWork, changes: readonly NewOwner[]): Promise<void> {
  if (changes.length === 0) return
  await work.tx
    .insertInto('aidCaseActs')
    .values(
      changes.map(({ countyCode, regionCode, caseId, kind, note, reachedId }) => ({
        ...{ countyCode, regionCode, caseId, kind, note },
        id: nextActId(work.now),
        byAccountId: work.byAccountId,
        toAccountId: reachedId,
        doneAt: work.now.toISOString(),
      })),
    )
    .execute()
  await tellOwners(work, changes)
}
