// Front file of life events: what happens to people, reports of it from the field, and moves between counties.
import { pathOf } from '../../domain/kernel/area.ts'
import type { lifeEventApi } from '../../domain/life-events/api.ts'
import type { Handlers } from '../kernel/context.ts'
import { acceptTransfer, declineTransfer, withdrawTransfer } from './answering.ts'
import { closeTransfers as close, closeTransfersJob as closeJob } from './closing.ts'
import { historyOf } from './history.ts'
import { listEvents } from './reading.ts'
import { previewEvent, recordEvent } from './recording.ts'
import { dismissReport, keepReports, listReports } from './reports.ts'
import { getTransfer, listTransfers } from './transfer-lists.ts'
import { undoEvent } from './undoing.ts'

/** For whoever lets an elder in or out; the event follows as if an officer had recorded it. */
export const recordLifeEvent = recordEvent
export const previewLifeEvent = previewEvent
export const closeTransfers = close
export const closeTransfersJob = closeJob

export const lifeEvents: Handlers<typeof lifeEventApi> = {
  'lifeEvent.preview': previewEvent,
  'lifeEvent.record': recordEvent,
  'lifeEvent.undo': undoEvent,
  'lifeEvent.list': listEvents,
  'lifeEvent.history': historyOf,
  async 'lifeEvent.destinations'({ tx, actor }, { under }) {
    const parent = under ?? pathOf(actor.regionCode)[0] ?? actor.regionCode
    const rows = await tx
      .selectFrom('regions')
      .where('parentCode', '=', parent)
      .orderBy('code')
      .select(['code', 'shortName as name', 'level'])
      .execute()
    return rows.map(({ code, name, level }) => ({ code, name, hasMore: level !== 'village' }))
  },
  'lifeEvent.report': { many: keepReports },
  'lifeEvent.reports': listReports,
  async 'lifeEvent.dismiss'(context, input) {
    await dismissReport(context, input)
    return {}
  },
  'transfer.list': listTransfers,
  'transfer.get': getTransfer,
  'transfer.accept': acceptTransfer,
  async 'transfer.decline'(context, input) {
    await declineTransfer(context, input)
    return {}
  },
  async 'transfer.withdraw'(context, input) {
    await withdrawTransfer(context, input)
    return {}
  },
}
