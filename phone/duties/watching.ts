// Asks every half minute whether something has come that cannot wait for the list: an emergency, a notice.
import type { Output } from '../../domain/api.ts'
import type { Told } from './duties.ts'

/** A surge must be on every open phone within a minute of its declaration. */
const watchEveryMs = 25_000
const noticesKept = 30

export interface WatchParts {
  /** Whose phone this is while it is open: somebody else may be signed in in the same browser. */
  accountId: string
  read(): Told
  keep(told: Told): Promise<void>
  watch(): Promise<Output<'duty.watch'>>
  carry(): Promise<Output<'duty.carried'>>
  notices(limit: number): Promise<Output<'notice.mine'>>
  /** The list itself should follow: a duty may be of an elder who was given to her just now. */
  onChanged(): void
}

export type Watching = ReturnType<typeof startWatching>

export function startWatching(parts: WatchParts) {
  let running: Promise<void> | null = null
  let stopped = false

  async function once(): Promise<void> {
    const told = parts.read()
    const { mark, unseen, accountId } = await parts.watch()
    if (accountId !== parts.accountId) return
    if (mark === told.mark && unseen === told.unseen) return
    const carried = mark === told.mark ? told : await parts.carry()
    const notices = (await parts.notices(noticesKept)).rows
    if (stopped) return
    await parts.keep({ mark: carried.mark, surges: carried.surges, unseen, notices })
    if (mark !== told.mark) parts.onChanged()
  }

  /** What goes wrong here goes wrong for the sending of records too, and is told there. */
  function look(): Promise<void> {
    if (stopped || !navigator.onLine || document.visibilityState !== 'visible') return Promise.resolve()
    running ??= once()
      .catch(() => {})
      .finally(() => {
        running = null
      })
    return running
  }

  const soon = () => void look()
  const timer = setInterval(soon, watchEveryMs)
  window.addEventListener('online', soon)
  document.addEventListener('visibilitychange', soon)
  return {
    look,
    stop() {
      stopped = true
      clearInterval(timer)
      window.removeEventListener('online', soon)
      document.removeEventListener('visibilitychange', soon)
    },
  }
}
