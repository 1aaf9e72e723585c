// What was done and not yet answered: acts with ids chosen here, sent until the server has said yes or no.
// No screen, no database, no clock of its own: the simulator runs this very file.
import { type RefusalCode, Refused } from '../domain/kernel/refusal.ts'
import { type Act, type ActAnswer, actsPerPush, type PushTurn } from '../domain/sync/api.ts'

/** waiting: not answered; sent: has a receipt; refused: needs the visitor; closed: she has dealt with it. */
export type KeptState = 'waiting' | 'sent' | 'refused' | 'closed'

export interface KeptAct {
  act: Act
  state: KeptState
  /** For screens: who it is about and what else it carries; never sent. */
  about: { elderId: string | null; label: string }
  receipt: string | null
  /** The server's epoch when it gave the receipt; another epoch means it may have forgotten. */
  epoch: string | null
  refusal: { code: RefusalCode; message: string } | null
  /** Last reason why it is still waiting. */
  trouble: string | null
  answeredAt: string | null
  closing: { kind: 'mended'; by: string } | { kind: 'givenUp'; reason: string } | null
}

/** Where acts are kept between two moments of life; every write is durable when its promise is kept. */
export interface OutboxStore {
  /** In the order they were first put: the phone's clock may be set back between two of them. */
  list(): Promise<KeptAct[]>
  put(acts: readonly KeptAct[]): Promise<void>
  remove(ids: readonly string[]): Promise<void>
  readEpoch(): Promise<string | null>
  writeEpoch(epoch: string): Promise<void>
  /** Counts on, durably: no two pushes of this store have the same turn, whatever was switched off between. */
  nextTurn(): Promise<PushTurn>
}

export interface PushAnswer {
  epoch: string
  answers: readonly ActAnswer[]
}

/** What a push says beside its acts. */
export interface PushSaid {
  epoch: string | null
  turn: PushTurn
}

export interface OutboxParts {
  store: OutboxStore
  /**
   * Throws Refused when the server refuses the whole parcel or cannot be reached. A server of another epoch than the
   * one told does nothing yet: what it has forgotten is offered first, in order.
   */
  send(acts: Act[], said: PushSaid): Promise<PushAnswer>
  now(): Date
}

export interface FlushOutcome {
  sent: number
  refused: number
  waiting: number
  /** Why sending stopped before everything was answered; null when it did not. */
  stopped: Refused | null
}

/** A flush as it goes; `restored` once an answer came from another epoch than the one it set out in. */
type Sending = FlushOutcome & { epoch: string | null; restored: boolean }

/** As long as a restored server may be behind: its oldest backup is younger (docs/decisions). */
const keptDays = 30
const firstWaitMs = 5_000
const longestWaitMs = 5 * 60_000

export type Outbox = ReturnType<typeof openOutbox>

export function openOutbox({ store, send, now }: OutboxParts) {
  let failures = 0
  let nextTryAt = 0
  let running: Promise<FlushOutcome> | null = null

  async function keep(act: Act, about: KeptAct['about']): Promise<KeptAct> {
    const kept = freshlyKept(act, about)
    await store.put([kept])
    return kept
  }

  /** `force`: the visitor pressed the button; otherwise the waiting time after a failure is kept. */
  function flush({ force = false } = {}): Promise<FlushOutcome> {
    if (running) return running
    running = sendAll(force).finally(() => {
      running = null
    })
    return running
  }

  async function sendAll(force: boolean, restarted = false): Promise<FlushOutcome> {
    const epoch = await store.readEpoch()
    await offerAgain(epoch)
    const outcome: Sending = { sent: 0, refused: 0, waiting: 0, stopped: null, epoch, restored: false }
    const waiting = (await store.list()).filter(kept => kept.state === 'waiting')
    if (!force && now().getTime() < nextTryAt) return { ...outcome, waiting: waiting.length }
    for (let from = 0; from < waiting.length && !isOver(outcome); from += actsPerPush)
      await sendParcel(waiting.slice(from, from + actsPerPush), outcome)
    if (outcome.restored && !restarted) {
      // From the first act on: the server has forgotten what came before these.
      const rest = await sendAll(true, true)
      return { ...rest, sent: outcome.sent + rest.sent, refused: outcome.refused + rest.refused }
    }
    if (outcome.stopped || outcome.waiting > 0) waitLonger()
    else failures = nextTryAt = 0
    outcome.waiting = (await store.list()).filter(kept => kept.state === 'waiting').length
    return outcome
  }

  async function sendParcel(parcel: readonly KeptAct[], outcome: Sending): Promise<void> {
    let answer: PushAnswer
    try {
      answer = await send(
        parcel.map(kept => kept.act),
        { epoch: outcome.epoch, turn: await store.nextTurn() },
      )
    } catch (error) {
      await parcelFailed(parcel, outcome, error)
      return
    }
    const answers = new Map(answer.answers.map(one => [one.id, one]))
    outcome.restored = outcome.epoch !== null && outcome.epoch !== answer.epoch
    const answered = parcel.map(kept => answeredAct(kept, answers.get(kept.act.id), answer.epoch, now()))
    await store.put(answered)
    for (const kept of answered) if (kept.state in outcome) outcome[kept.state as 'sent'] += 1
    await learnEpoch(answer.epoch)
  }

  /** One act of a wrong shape must not hold back the others: the parcel is halved until it stands alone. */
  async function parcelFailed(parcel: readonly KeptAct[], outcome: Sending, error: unknown) {
    if (!(error instanceof Refused)) throw error
    if (stopsSending(error.code)) {
      outcome.stopped = error
      await store.put(parcel.map(kept => ({ ...kept, trouble: error.message })))
    } else if (parcel.length === 1) {
      await store.put(parcel.map(kept => refusedAct(kept, error, now())))
      outcome.refused += 1
    } else {
      const middle = Math.ceil(parcel.length / 2)
      await sendParcel(parcel.slice(0, middle), outcome)
      if (!isOver(outcome)) await sendParcel(parcel.slice(middle), outcome)
    }
  }

  function waitLonger(): void {
    nextTryAt = now().getTime() + Math.min(longestWaitMs, firstWaitMs * 2 ** failures)
    failures = Math.min(failures + 1, 20)
  }

  async function learnEpoch(epoch: string): Promise<void> {
    if ((await store.readEpoch()) === epoch) return
    await store.writeEpoch(epoch)
    await offerAgain(epoch)
  }

  /** Receipts of another epoch may have been lost with the server: those acts wait again, same id, same content. */
  async function offerAgain(epoch: string | null): Promise<void> {
    if (epoch === null) return
    const forgotten = (await store.list()).filter(kept => kept.state === 'sent' && kept.epoch !== epoch)
    if (forgotten.length > 0) await store.put(forgotten.map(kept => ({ ...kept, state: 'waiting' as const })))
  }

  /**
   * Answers that came another way than asked for: on a colleague's phone, or while this one was locked. A yes
   * stands whatever the phone thought; a no only where the act still waits, for it may have gone through since, and
   * only of the server this phone knows: one set back says no to what follows on acts it has forgotten.
   */
  async function learnAnswers(carried: readonly { epoch: string; answer: ActAnswer }[]): Promise<number> {
    const ownEpoch = await store.readEpoch()
    const kept = new Map((await store.list()).map(one => [one.act.id, one]))
    const changed = carried.flatMap(({ epoch, answer }) => {
      const one = kept.get(answer.id)
      const counts =
        answer.outcome === 'refused'
          ? one?.state === 'waiting' && (ownEpoch === null || ownEpoch === epoch)
          : one && one.state !== 'sent'
      return one && counts ? [answeredAct(one, answer, epoch, now())] : []
    })
    if (changed.length > 0) await store.put(changed)
    return changed.length
  }

  /** The refused act is closed and the mended one takes its place, in one write. */
  async function mend(id: string, act: Act): Promise<KeptAct> {
    const refused = await refusedWith(id)
    const mended = freshlyKept(act, refused.about)
    await store.put([mended, closedAct(refused, { kind: 'mended', by: act.id }, now())])
    return mended
  }

  async function giveUp(id: string, reason: string): Promise<void> {
    await store.put([closedAct(await refusedWith(id), { kind: 'givenUp', reason }, now())])
  }

  async function refusedWith(id: string): Promise<KeptAct> {
    const kept = (await store.list()).find(one => one.act.id === id && one.state === 'refused')
    if (!kept) throw new Refused('not_found', '这条记录已经处理过了，请返回列表查看。')
    return kept
  }

  /** Answered acts leave after thirty days; what waits or is refused stays however old it is. */
  async function clearOld(): Promise<string[]> {
    const oldest = new Date(now().getTime() - keptDays * 86_400_000).toISOString()
    const old = (await store.list())
      .filter(kept => kept.state === 'sent' || kept.state === 'closed')
      .filter(kept => kept.answeredAt !== null && kept.answeredAt < oldest)
      .map(kept => kept.act.id)
    if (old.length > 0) await store.remove(old)
    return old
  }

  return {
    ...{ keep, flush, learnEpoch, learnAnswers, mend, giveUp, clearOld },
    list: store.list,
    nextTryAt: () => nextTryAt,
  }
}

const isOver = ({ stopped, restored }: Sending) => stopped !== null || restored

/** A moment of asking: never before an answer that is here already, though this phone's clock was set back since. */
export function askingAt(now: Date, acts: readonly KeptAct[]): string {
  return acts.reduce(
    (last, { answeredAt }) => (answeredAt !== null && answeredAt > last ? answeredAt : last),
    now.toISOString(),
  )
}

/** Nobody to talk to, nobody signed in, no right: later or after signing in it may go through unchanged. */
function stopsSending(code: RefusalCode): boolean {
  return ['unavailable', 'too_many', 'not_signed_in', 'not_allowed'].includes(code)
}

export function freshlyKept(act: Act, about: KeptAct['about']): KeptAct {
  return {
    act,
    state: 'waiting',
    about,
    receipt: null,
    epoch: null,
    refusal: null,
    trouble: null,
    answeredAt: null,
    closing: null,
  }
}

/** An act without an answer, or with "not now", goes on waiting. */
function answeredAct(kept: KeptAct, answer: ActAnswer | undefined, epoch: string, now: Date): KeptAct {
  if (!answer) return kept
  if (answer.outcome !== 'refused')
    return {
      ...kept,
      state: 'sent',
      refusal: null,
      closing: null,
      receipt: answer.receipt,
      epoch,
      trouble: null,
      answeredAt: now.toISOString(),
    }
  const refusal = answer.refusal ?? { code: 'invalid' as const, message: '服务器没有说明原因。' }
  if (stopsSending(refusal.code) && refusal.code !== 'not_allowed')
    return { ...kept, trouble: refusal.message }
  return refusedAct(kept, refusal, now)
}

function refusedAct(kept: KeptAct, { code, message }: { code: RefusalCode; message: string }, now: Date) {
  const answeredAt = now.toISOString()
  return { ...kept, state: 'refused' as const, refusal: { code, message }, trouble: null, answeredAt }
}

export function closedAct(kept: KeptAct, closing: KeptAct['closing'], now: Date): KeptAct {
  return { ...kept, state: 'closed', closing, answeredAt: now.toISOString() }
}
