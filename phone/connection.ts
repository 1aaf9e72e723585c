// Everything the open phone asks of the server, with patience and with what it says of itself.
import type { Session } from '../domain/accounts/account.ts'
import { hasRight } from '../domain/accounts/roles.ts'
import type { Output, Sent } from '../domain/api.ts'
import { Refused } from '../domain/kernel/refusal.ts'
import type { SealedAct } from '../domain/sync/carrying.ts'
import { call, upload } from '../ui/client.ts'
import { resumeSession } from './account/resume.ts'
import { carryAll, isOnlyForbidden } from './carrying.ts'
import { type MeasuredClock, measureClock } from './clock.ts'
import { appVersion, roomOnPhone } from './device.ts'
import type { Home } from './homes.tsx'
import { directoryKey, refreshDirectory } from './newcomers/directory.ts'
import type { Directory } from './newcomers/said.ts'
import { askingAt, openOutbox } from './outbox.ts'
import { within } from './patience.ts'
import type { PhonePeople } from './people.ts'
import { selfReport } from './self-report.ts'
import type { OpenStore } from './store.ts'

/** 200 acts are about 300 KB, a piece of a photo 64 KB; a village line carries 64 kbit/s at worst. */
const pushPatienceMs = 120_000
const patienceMs = 60_000
/** Keys of the server are asked for again this often: it may have been given a new one. */
const keysForMs = 7 * 86_400_000

export const now = () => new Date()

export const carry = (acts: SealedAct[]): Promise<Output<'sync.carry'>> =>
  within(pushPatienceMs, signal => call('sync.carry', { deviceId: null, acts }, { signal }))

/** Somebody else may be signed in in this browser: then she goes on with a session of her own, if she has one. */
async function checkAccount(opened: OpenStore, accountId: string): Promise<void> {
  const current = await within(patienceMs, signal => call('session.current', {}, { signal }))
  if (current?.account.id === accountId) return
  if (!(await resumeSession(opened, accountId)))
    throw new Refused('not_signed_in', '登录已过期，请重新登录。')
}

interface Known {
  opened: OpenStore
  session: Session
  people: PhonePeople
  deviceId: string
  phoneId: string
  home: Home | undefined
}

export function connect({ opened, session, people, deviceId, phoneId, home }: Known) {
  const said = { deviceId, appVersion }
  const outbox = openOutbox({
    store: opened.outbox,
    send: (acts, { epoch, turn }) =>
      within(pushPatienceMs, signal =>
        call('sync.push', { ...said, acts, turn, ...(epoch !== null && { epoch }) }, { signal }),
      ),
    now,
  })

  async function exchangeKeys(): Promise<void> {
    const [known, epoch] = [await opened.letters.keys(), await opened.outbox.readEpoch()]
    const isFresh = known && Date.parse(known.at) > now().getTime() - keysForMs
    if (isFresh && known.deviceId === deviceId && known.epoch === epoch) return
    const publicKey = await opened.letters.publicKey()
    const answer = await within(patienceMs, signal =>
      call('sync.keys', { deviceId, phoneId, publicKey }, { signal }),
    )
    const server = { key: answer.key, point: answer.publicKey }
    await opened.letters.learnServer({ ...said, server, epoch: answer.epoch, at: now().toISOString() })
  }

  async function pull(
    input: Pick<Sent<'sync.pull'>, 'fingerprint' | 'parts' | 'rounds'>,
  ): Promise<Output<'sync.pull'>> {
    const clock = await opened.readValue<MeasuredClock>('clock')
    const report = selfReport(await outbox.list(), await opened.attachments.list(), await roomOnPhone())
    const more = { report, ...(clock && { clockOffsetMs: clock.offsetMs }) }
    const askedAtMs = Date.now()
    const answer = await within(patienceMs, signal =>
      call('sync.pull', { ...said, ...input, ...more }, { signal }),
    )
    await opened.writeValue('clock', measureClock(askedAtMs, Date.now(), answer.now))
    await opened.writeValue('newestApp', answer.newestApp)
    return answer
  }

  return {
    outbox,
    attachments: {
      store: opened.attachments,
      append: (input: Parameters<typeof upload<'attachment.append'>>[1], chunk: Uint8Array<ArrayBuffer>) =>
        within(patienceMs, signal => upload('attachment.append', input, new Blob([chunk]), { signal })),
      appendPhoto: (
        input: Parameters<typeof upload<'order.appendPhoto'>>[1],
        chunk: Uint8Array<ArrayBuffer>,
      ) => within(patienceMs, signal => upload('order.appendPhoto', input, new Blob([chunk]), { signal })),
      appendBedPhoto: (
        input: Parameters<typeof upload<'homeBed.appendPhoto'>>[1],
        chunk: Uint8Array<ArrayBuffer>,
      ) => within(patienceMs, signal => upload('homeBed.appendPhoto', input, new Blob([chunk]), { signal })),
      now,
    },
    bundle: { store: opened.bundle, pull, now },
    checkAccount: () => checkAccount(opened, session.account.id),
    told: {
      watch: () => within(patienceMs, signal => call('duty.watch', {}, { signal })),
      carry: () => within(patienceMs, signal => call('duty.carried', {}, { signal })),
      notices: (limit: number) => within(patienceMs, signal => call('notice.mine', { limit }, { signal })),
    },
    /** Answers that came while the phone was locked, or home on a colleague's phone. */
    async receiveCarried(): Promise<void> {
      const receipts = await opened.letters.receipts()
      await outbox.learnAnswers(receipts.flatMap(({ opened: one }) => (one ? [one] : [])))
      await opened.letters.dropReceipts(receipts.map(({ id }) => id))
    },
    /** Last of all, and never the round's trouble where this person may not carry. */
    async carryOthers(): Promise<void> {
      await carryAll({ people, carry, now }, session.account.id).catch((error: unknown) => {
        if (!isOnlyForbidden(error)) throw error
      })
    },
    async fetchMore(): Promise<void> {
      await exchangeKeys()
      const { role } = session.post
      if (home) {
        const known = await opened.readValue('home')
        const at = askingAt(now(), await outbox.list())
        const carried = await within(patienceMs, () => home.fetch(known, at))
        if (carried !== known) await opened.writeValue('home', carried)
      }
      if (!hasRight(role, 'newcomer:report')) return
      await refreshDirectory({
        read: () => opened.readValue<Directory>(directoryKey),
        write: directory => opened.writeValue(directoryKey, directory),
        pull: fingerprint =>
          within(patienceMs, signal => call('directory.pull', { fingerprint }, { signal })),
      })
    },
  }
}
