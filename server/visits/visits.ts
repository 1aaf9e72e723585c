// Front file of visits: recording, reading, who visits whom, and what follows a visit.
import type { visitApi } from '../../domain/visits/api.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import type { Context, Handlers } from '../kernel/context.ts'
import { assignVisitor as assign, checkVisitorReaches as checkReaches, listVisitors } from './assignments.ts'
import { appendAttachment, clearUnfinishedAttachments, readAttachment } from './attachments.ts'
import * as due from './due-visits.ts'
import { getVisit, listVisits } from './reading.ts'
import { recordVisits } from './recording.ts'
import { listUnvisited } from './unvisited.ts'

export const assignVisitor = assign
export const checkVisitorReaches = checkReaches

export const oweVisits = due.oweVisits
export const withdrawOwedVisits = due.withdrawOwedVisits
/** What a canteen asks for: a regular who did not come, or somebody who ate what made others ill. */
export const oweVisitsByMeal = due.oweVisitsByMeal
export const withdrawOwed = due.withdrawOwed

export const clearUnfinished = clearUnfinishedAttachments

/** The visitors of a region with how many elders each looks after there. */
export const visitorsIn = listVisitors

/** Visits somebody made who has no phone of that kind, as a clerk types them in from paper. */
export function recordVisitsOf(context: Context, visitorId: string, inputs: readonly VisitInput[]) {
  return recordVisits(context, inputs, { accountId: visitorId, deviceId: null })
}

export const visits: Handlers<typeof visitApi> = {
  'visit.record': { many: recordVisits },
  'visit.list': listVisits,
  'visit.get': (context, { countyCode, id }) => getVisit(context, countyCode, id),
  'visit.unvisited': listUnvisited,
  'visitor.list': (context, { regionCode }) => listVisitors(context, regionCode),
  async 'visitor.assign'(context, input) {
    await assign(context, input)
    return {}
  },
  'attachment.append': appendAttachment,
  async 'attachment.read'(context, input) {
    await readAttachment(context, input)
    return {}
  },
}
