// In whose name cases are opened and moved: a signed-in person's, or the clock's.
import { dayOf } from '../../domain/kernel/day.ts'
import type { Context, System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'

/** What opening and answering cases need of a request; a job has it too. */
export interface CaseWork
  extends Pick<Context, 'tx' | 'now' | 'today' | 'setting' | 'afterCommit' | 'system'> {
  /** Null where nobody acts but a device or the clock. */
  byAccountId: string | null
}

export function workOf(context: Context): CaseWork {
  const { tx, now, today, system, actor } = context
  return {
    ...{ tx, now, today, system, byAccountId: actor.accountId },
    setting: (key, regionCode) => context.setting(key, regionCode),
    afterCommit: work => context.afterCommit(work),
  }
}

/** For a job: its transaction is over in a moment, and a wake-up is late by a minute at worst if it comes early. */
export function workOfClock(system: System, tx: Transaction): CaseWork {
  const now = system.clock.now()
  const today = dayOf(now)
  return {
    ...{ tx, now, today, system, byAccountId: null },
    setting: (key, regionCode) => system.settings.value(key, regionCode, today),
    afterCommit: work => work(),
  }
}
