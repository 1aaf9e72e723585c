// When to send and fetch: at once after a record, when the network returns, and now and then by itself.
import { Refused } from '../domain/kernel/refusal.ts'
import { type AttachmentParts, clearSentAttachments, uploadAttachments } from './attachments.ts'
import { type BundleParts, refreshBundle } from './bundle.ts'
import type { Outbox } from './outbox.ts'

export interface SendingState {
  running: boolean
  /** Why the last round stopped; null after a whole round. */
  trouble: Refused | null
  clockDaysOff: number
  finishedAt: string | null
}

interface SendingParts {
  outbox: Outbox
  attachments: AttachmentParts
  bundle: BundleParts
  /** Another app in the same browser may have signed somebody else in: records must not go up in her name. */
  checkAccount(): Promise<void>
  /** The phone was reported lost: the server said so. */
  onLost(): void
  onChange(state: SendingState): void
  /** Read the database again before the screens show it. */
  afterRound(): Promise<void>
  isNearlyFull(): Promise<boolean>
  /** What is fetched beside the list; a trouble here is the round's trouble. */
  fetchMore(): Promise<void>
  /** Answers that came another way: opened before anything is sent. */
  receiveCarried?(): Promise<void>
  /** Sealed records of others, after everything of her own. */
  carryOthers?(): Promise<void>
}

/** Without anything to send the list is fetched this often. */
const fetchEveryMs = 10 * 60_000
const tickMs = 15_000
const firstQuietMs = 15_000
const longestQuietMs = 5 * 60_000

export type Sending = ReturnType<typeof startSending>

export function startSending(parts: SendingParts) {
  const { outbox, attachments, bundle, onLost, onChange } = parts
  let state: SendingState = { running: false, trouble: null, clockDaysOff: 0, finishedAt: null }
  let fetchedAtMs = 0
  let failures = 0
  let quietUntilMs = 0
  let isChecked = false
  let isAskedAgain = false
  let round: Promise<void> | null = null
  let stopped = false

  function become(change: Partial<SendingState>): void {
    state = { ...state, ...change }
    if (!stopped) onChange(state)
  }

  function run({ force = false } = {}): Promise<void> {
    if (stopped || (!force && Date.now() < quietUntilMs)) return Promise.resolve()
    if (round && force) isAskedAgain = true
    round ??= rounds(force).finally(() => {
      round = null
    })
    return round
  }

  /** A record saved while photos are on their way does not wait for them. */
  async function rounds(force: boolean): Promise<void> {
    let isForced = force
    do {
      isAskedAgain = false
      await wholeRound(isForced)
      isForced = true
    } while (isAskedAgain && !stopped && !state.trouble)
  }

  async function wholeRound(force: boolean): Promise<void> {
    become({ running: true })
    let trouble: Refused | null = null
    try {
      trouble = await sendAndFetch(force)
      await outbox.clearOld()
      await clearSentAttachments(attachments, await parts.isNearlyFull())
    } catch (error) {
      trouble = error instanceof Refused ? error : faultOf(error)
    }
    if (isLost(trouble)) {
      stopped = true
      onLost()
      return
    }
    failures = trouble ? Math.min(failures + 1, 10) : 0
    quietUntilMs = trouble ? Date.now() + Math.min(longestQuietMs, firstQuietMs * 2 ** (failures - 1)) : 0
    if (!stopped) await parts.afterRound()
    become({ running: false, trouble, finishedAt: new Date().toISOString() })
  }

  async function sendAndFetch(force: boolean): Promise<Refused | null> {
    await parts.receiveCarried?.()
    if (!isChecked) await parts.checkAccount()
    isChecked = true
    const { stopped: sendTrouble, sent } = await outbox.flush({ force })
    if (sendTrouble) return sendTrouble
    const isDue = Date.now() - fetchedAtMs >= fetchEveryMs
    const isFresh = force || sent > 0 || isDue
    if (isFresh) {
      const { epoch, clockDaysOff } = await refreshBundle(bundle)
      fetchedAtMs = Date.now()
      become({ clockDaysOff })
      await outbox.learnEpoch(epoch)
      await parts.fetchMore()
      const again = await outbox.flush({ force })
      if (again.stopped) return again.stopped
    }
    const recorded = new Map(
      (await outbox.list()).flatMap(kept =>
        kept.state === 'sent' && kept.epoch !== null ? [[kept.act.id, kept.epoch] as const] : [],
      ),
    )
    const photos = await uploadAttachments(attachments, recorded, () => isAskedAgain, isFresh)
    const { stopped: photoTrouble, doubted } = photos
    if (doubted) fetchedAtMs = 0
    if (!photoTrouble && !isAskedAgain) await parts.carryOthers?.()
    return photoTrouble
  }

  // The phone says "online" before names resolve and packets flow: tried at once and twice again soon.
  const later: ReturnType<typeof setTimeout>[] = []
  const onOnline = () => {
    failures = 0
    void run({ force: true })
    for (const delayMs of [3000, 10_000])
      later.push(
        setTimeout(() => state.trouble?.code === 'unavailable' && void run({ force: true }), delayMs),
      )
  }
  const onVisible = () => {
    isChecked = false
    if (document.visibilityState === 'visible') void run()
  }
  const timer = setInterval(() => navigator.onLine && void run(), tickMs)
  window.addEventListener('online', onOnline)
  document.addEventListener('visibilitychange', onVisible)

  return {
    run,
    read: () => state,
    nextTryAtMs: () => Math.max(outbox.nextTryAt(), quietUntilMs),
    stop() {
      stopped = true
      clearInterval(timer)
      for (const one of later) clearTimeout(one)
      window.removeEventListener('online', onOnline)
      document.removeEventListener('visibilitychange', onVisible)
    },
  }
}

export function isLost(error: unknown): boolean {
  return error instanceof Refused && error.code === 'not_signed_in' && error.details.lost === true
}

/** A fault of ours must not look like silence; the record stays and the next round tries again. */
function faultOf(error: unknown): Refused {
  console.error(error)
  return new Refused('unavailable', '手机端出错了，记录仍保留在手机上，稍后会自动重试。')
}
