// Front file of notices: telling people, knowing that they heard, and what nobody answered.
import type { noticeApi } from '../../domain/notices/api.ts'
import type { Context, Handlers, System } from '../kernel/context.ts'
import { resendNotice, seeNotices, takeNotice } from './answering.ts'
import { getBroadcast, listBroadcasts, recordReading, writeBroadcast } from './broadcasts.ts'
import * as climbing from './climbing.ts'
import * as digest from './digest.ts'
import { myNumber, setNumber } from './numbers.ts'
import * as raising from './raising.ts'
import * as reading from './reading.ts'
import * as unanswered from './unanswered.ts'

export type { NewNotice } from './raising.ts'
export const noticesJob = raising.noticesJob

/** Tells people in the transaction of what happened; by handler or job. See raising.ts. */
export const raiseNotices = raising.raiseNotices
/** The matter is in hand or over: every notice on it falls silent. */
export const settleNotices = raising.settleNotices
/** Matters of life of one module that nobody told of has answered: their module must climb. */
export const unansweredOf = unanswered.unansweredOf
/** They climbed: somebody higher is told now. */
export const markPassedOn = unanswered.markPassedOn

/** What raiseNotices wants to know, from a handler. */
export function raisingIn(context: Context): raising.RaisingParts {
  return {
    now: context.now,
    wake: job => context.afterCommit(() => context.system.wake(job)),
  }
}

/** From a handler: raises and wakes the job when the act has committed. */
export function tell(context: Context, raised: readonly raising.NewNotice[]): Promise<number> {
  return raising.raiseNotices(context.tx, raisingIn(context), raised)
}

/** A job. */
export function sendNotices(system: System): Promise<void> {
  return climbing.sendNotices(system)
}

/** What I have not read; the phone's small question asks it too. */
export const countMine = reading.countMine

/** A job: each officer's morning. */
export function raiseDigests(system: System): Promise<void> {
  return digest.raiseDigests(system)
}

export const notices: Handlers<typeof noticeApi> = {
  'notice.count': context => reading.countMine(context),
  'notice.mine': reading.listMine,
  'notice.see': seeNotices,
  'notice.take': takeNotice,
  'notice.list': reading.listNotices,
  'notice.resend': resendNotice,
  'broadcast.write': writeBroadcast,
  'broadcast.list': listBroadcasts,
  'broadcast.get': getBroadcast,
  'broadcast.readOut': recordReading,
  'digest.read': digest.readDigest,
  'noticeNumber.mine': context => myNumber(context),
  'noticeNumber.set': setNumber,
}
