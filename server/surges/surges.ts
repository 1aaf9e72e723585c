// Front file of surges: whom a danger calls on, who has been seen, and the end of it.
import type { surgeApi } from '../../domain/surges/api.ts'
import type { SurgeInput } from '../../domain/surges/surge.ts'
import type { Context, Handlers, System } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import * as answering from './answering.ts'
import { carriedDuties, watchDuties } from './carrying.ts'
import { previewSurge, writeSurge } from './declaring.ts'
import * as ending from './ending.ts'
import { getSurge, listDuties, listSurges } from './reading.ts'
import * as weather from './weather.ts'

export const surges: Handlers<typeof surgeApi> = {
  'surge.preview': previewSurge,
  'surge.declare': declare,
  'surge.list': listSurges,
  'surge.get': getSurge,
  'surge.duties': listDuties,
  'surge.standDown': ending.standDown,
  'surge.callOff': ending.callOff,
  'weather.report': weather.takeWarning,
  'weather.list': context => weather.listWarnings(context),
  'duty.watch': context => watchDuties(context),
  'duty.carried': context => carriedDuties(context),
}

async function declare(context: Context, surge: SurgeInput) {
  const { tx, now, today, actor } = context
  for (const code of surge.regionCodes) checkInArea(context, code)
  await writeSurge(
    {
      ...{ tx, now, today, byAccountId: actor.accountId },
      setting: (key, regionCode) => context.setting(key, regionCode),
      wake: job => context.afterCommit(() => context.system.wake(job)),
    },
    surge,
  )
  return getSurge(context, surge)
}

/** Visits just stored answer the duties they were made for. */
export const answerDuties = answering.answerDuties

export const weatherJob = weather.weatherJob
/** A job. */
export const handleWarnings = weather.handleWarnings

/** A job. */
export function closeSurges(system: System): Promise<void> {
  return ending.closeSurges(system)
}
