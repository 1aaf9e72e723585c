// Puts the open phone together: store, outbox, sending and the screens' state, and takes it apart on locking.
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Session } from '../domain/accounts/account.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import { call, newId, upload } from '../ui/client.ts'
import { appVersion, deviceIdOf, isLow, roomOnPhone } from './device.ts'
import { directoryKey, refreshDirectory } from './newcomers/directory.ts'
import type { Directory } from './newcomers/said.ts'
import { openOutbox } from './outbox.ts'
import { within } from './patience.ts'
import { type Sending, type SendingState, startSending } from './sending.ts'
import type { OpenStore, PhoneStore } from './store.ts'
import { openWork, type Work, type WorkState } from './work.ts'

export interface Opened {
  work: Work
  sending: Sending
}

const restingState: SendingState = { running: false, trouble: null, clockDaysOff: 0, finishedAt: null }
const now = () => new Date()

interface OpenPhoneParts {
  store: PhoneStore
  opened: OpenStore
  session: Session
  onLost: () => void
}

/** Null until the records are read. */
export function useOpenedPhone(parts: OpenPhoneParts): { phone: Opened | null; sendingState: SendingState } {
  const { store, opened, session, onLost } = parts
  const [phone, setPhone] = useState<Opened | null>(null)
  const [sendingState, setSendingState] = useState(restingState)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one key, one open phone
  useEffect(() => {
    let isGone = false
    let sending: Sending | null = null
    const start = async () => {
      const deviceId = await deviceIdOf(store, newId)
      const connected = connect(opened, deviceId)
      const work = await openWork({ opened, outbox: connected.outbox, session, newId, now })
      await work.reload()
      if (isGone) return
      sending = startSending({
        ...connected,
        checkAccount: () => checkAccount(session.account.id),
        onLost,
        onChange: setSendingState,
        afterRound: work.reload,
        isNearlyFull: async () => isLow(await roomOnPhone()),
      })
      setPhone({ work, sending })
      void sending.run({ force: true })
    }
    void start()
    return () => {
      isGone = true
      sending?.stop()
    }
  }, [opened])
  return { phone, sendingState }
}

/** 200 acts are about 300 KB, a piece of a photo 64 KB; a village line carries 64 kbit/s at worst. */
const pushPatienceMs = 120_000
const patienceMs = 60_000

async function checkAccount(accountId: string): Promise<void> {
  const current = await within(patienceMs, signal => call('session.current', {}, { signal }))
  if (current?.account.id !== accountId) throw new Refused('not_signed_in', '登录已过期，请重新登录。')
}

function connect(opened: OpenStore, deviceId: string) {
  const said = { deviceId, appVersion }
  return {
    outbox: openOutbox({
      store: opened.outbox,
      send: acts => within(pushPatienceMs, signal => call('sync.push', { ...said, acts }, { signal })),
      now,
    }),
    attachments: {
      store: opened.attachments,
      append: (input: Parameters<typeof upload<'attachment.append'>>[1], chunk: Uint8Array<ArrayBuffer>) =>
        within(patienceMs, signal => upload('attachment.append', input, new Blob([chunk]), { signal })),
      now,
    },
    fetchMore: () =>
      refreshDirectory({
        read: () => opened.readValue<Directory>(directoryKey),
        write: directory => opened.writeValue(directoryKey, directory),
        pull: fingerprint =>
          within(patienceMs, signal => call('directory.pull', { fingerprint }, { signal })),
      }),
    bundle: {
      store: opened.bundle,
      pull: (input: { fingerprint: string | null; parts: Record<string, string> }) =>
        within(patienceMs, signal => call('sync.pull', { ...said, ...input }, { signal })),
      now,
    },
  }
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
