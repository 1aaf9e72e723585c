// Puts the open phone together: store, outbox, sending and the screens' state, and takes it apart on locking.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Session } from '../domain/accounts/account.ts'
import { newId } from '../ui/client.ts'
import { connect, now } from './connection.ts'
import { deviceIdOf, isLow, roomOnPhone } from './device.ts'
import { startWatching, type Watching } from './duties/watching.ts'
import type { Home } from './homes.tsx'
import type { PhonePeople } from './people.ts'
import { type Sending, type SendingState, startSending } from './sending.ts'
import type { OpenStore, PhoneStore } from './store.ts'
import { openWork, type Work, type WorkState } from './work.ts'

export interface Opened {
  work: Work
  sending: Sending
  watching: Watching
  /** Answers that came home on a colleague's phone; needs no line. */
  receiveCarried(): Promise<void>
}

const restingState: SendingState = { running: false, trouble: null, clockDaysOff: 0, finishedAt: null }

interface OpenPhoneParts {
  people: PhonePeople
  store: PhoneStore
  opened: OpenStore
  session: Session
  /** What the post of this session fetches beside the list. */
  home: Home | undefined
  onLost: () => void
}

/** Null until the records are read. */
export function useOpenedPhone(parts: OpenPhoneParts): { phone: Opened | null; sendingState: SendingState } {
  const { people, store, opened, session, home, onLost } = parts
  const [phone, setPhone] = useState<Opened | null>(null)
  const [sendingState, setSendingState] = useState(restingState)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one key, one open phone
  useEffect(() => {
    let isGone = false
    let sending: Sending | null = null
    let watching: Watching | null = null
    const start = async () => {
      const deviceId = await deviceIdOf(store, newId)
      const phoneId = await people.phoneId(newId)
      const connected = connect({ opened, session, people, deviceId, phoneId, home })
      await connected.receiveCarried()
      const work = await openWork({ opened, outbox: connected.outbox, session, newId, now })
      await work.reload()
      if (isGone) return
      sending = startSending({
        ...connected,
        onLost,
        onChange: setSendingState,
        afterRound: work.reload,
        isNearlyFull: async () => isLow(await roomOnPhone()),
      })
      const started = sending
      watching = startWatching({
        ...connected.told,
        accountId: session.account.id,
        read: () => work.read().told,
        keep: work.keepTold,
        onChanged: () => void started.run({ force: true }),
      })
      setPhone({
        ...{ work, sending, watching },
        receiveCarried: () => connected.receiveCarried().then(() => work.reload()),
      })
      void watching.look()
      void sending.run({ force: true })
    }
    void start()
    return () => {
      isGone = true
      sending?.stop()
      watching?.stop()
    }
  }, [opened])
  return { phone, sendingState }
}

export function useWork(work: Work): WorkState {
  return useSyncExternalStore(work.subscribe, work.read)
}

export function useOnline(): boolean {
  return useSyncExternalStore(
    listener => {
      window.addEventListener('online', listener)
      window.addEventListener('offline', listener)
      return () => {
        window.removeEventListener('online', listener)
        window.removeEventListener('offline', listener)
      }
    },
    () => navigator.onLine,
  )
}
