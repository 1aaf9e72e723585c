// The phone's own database, and the only file that touches it: everything about people is sealed here.
//
// A data key made on the phone seals every row; it is kept only wrapped, once by the six-digit PIN and once by
// the account's password. After ten wrong PINs the PIN's copy is destroyed, so that a finder cannot go on
// trying; nothing else is: the visitor signs in with her password (the server counts those tries) and sets a
// new PIN, and what she had not sent yet is still there. What is not sealed: elder id, due day, state.
import Dexie, { type Table } from 'dexie'
import type { BundleElder } from '../domain/sync/bundle.ts'
import type { AssessmentDraft } from './assessments/draft.ts'
import type { Attachment, AttachmentState, AttachmentStore } from './attachments.ts'
import { type BundleMark, type BundlePart, type BundleStore, emptyBundleMark } from './bundle.ts'
import type { KeptAct, KeptState, OutboxStore } from './outbox.ts'
import {
  derivationRounds,
  newDataKey,
  openBytes,
  openValue,
  type Sealed,
  sealBytes,
  sealValue,
  unwrapKey,
  type WrappedKey,
  wrapKey,
} from './sealing.ts'
import type { VisitDraft } from './visits/draft.ts'

interface LockRow {
  key: 'lock'
  /** Whose records these are; ids say nothing to a finder. */
  accountId: string
  byPin: WrappedKey | null
  byPassword: WrappedKey
  wrongTries: number
  waitUntilMs: number
}
interface ElderRow extends Sealed {
  id: string
  dueOn: string
  fingerprint: string
}
interface ActRow extends Sealed {
  id: string
  state: KeptState
}
interface AttachmentRow extends Sealed {
  id: string
  state: AttachmentState
}
interface BytesRow extends Sealed {
  id: string
}
interface DraftRow extends Sealed {
  elderId: string
}
interface ValueRow extends Sealed {
  key: string
}
interface ChoiceRow {
  key: string
  value: unknown
}

class PhoneDatabase extends Dexie {
  declare choices: Table<ChoiceRow, string>
  declare locks: Table<LockRow, string>
  declare elders: Table<ElderRow, string>
  declare acts: Table<ActRow, string>
  declare attachments: Table<AttachmentRow, string>
  declare attachmentBytes: Table<BytesRow, string>
  declare drafts: Table<DraftRow, string>
  declare values: Table<ValueRow, string>

  constructor(name: string) {
    super(name)
    this.version(1).stores({
      choices: 'key',
      locks: 'key',
      elders: 'id, dueOn',
      acts: 'id, state',
      attachments: 'id, state',
      attachmentBytes: 'id',
      drafts: 'elderId',
      values: 'key',
    })
  }

  get sealedTables(): Table[] {
    return [this.elders, this.acts, this.attachments, this.attachmentBytes, this.drafts, this.values]
  }
}

export type PinAnswer =
  | { kind: 'open'; opened: OpenStore }
  | { kind: 'wrong'; triesLeft: number; waitUntilMs: number }
  | { kind: 'wait'; waitUntilMs: number }
  | { kind: 'passwordNeeded' }

export type OpenStore = ReturnType<typeof openStore>
export type PhoneStore = ReturnType<typeof phoneStore>

export const pinTries = 10
/** Three honest mistakes cost nothing; then half a minute, doubling to about half an hour. */
const freeTries = 3
const firstWaitMs = 30_000

export function phoneStore({
  name = 'wanqing',
  now = () => new Date(),
  rounds = derivationRounds,
}: {
  name?: string
  now?: () => Date
  rounds?: number
} = {}) {
  const database = new PhoneDatabase(name)
  const opened = (key: CryptoKey) => openStore(database, key)
  const lock = () => database.locks.get('lock')

  return {
    /** Small things that concern nobody: language, type size, the phone's own id. */
    async readChoice<Value>(key: string): Promise<Value | null> {
      return ((await database.choices.get(key))?.value as Value | undefined) ?? null
    },
    async writeChoice(key: string, value: unknown): Promise<void> {
      await database.choices.put({ key, value })
    },

    /** Whose phone it is and whether the PIN still opens it; null before the first sign-in. */
    async owner(): Promise<{ accountId: string; pinOpens: boolean } | null> {
      const row = await lock()
      return row ? { accountId: row.accountId, pinOpens: row.byPin !== null } : null
    },

    async create(accountId: string, pin: string, password: string): Promise<OpenStore> {
      const key = await newDataKey()
      const [byPin, byPassword] = [await wrapKey(key, pin, rounds), await wrapKey(key, password, rounds)]
      // The phone keeps its id: it has just signed in under it.
      await clearPeople(database)
      await database.locks.put({ key: 'lock', accountId, byPin, byPassword, wrongTries: 0, waitUntilMs: 0 })
      return opened(key)
    },

    async openWithPin(pin: string): Promise<PinAnswer> {
      const row = await lock()
      if (!row?.byPin) return { kind: 'passwordNeeded' }
      if (now().getTime() < row.waitUntilMs) return { kind: 'wait', waitUntilMs: row.waitUntilMs }
      // Counted before it is tried: switching the phone off in between must not give a free try.
      const wrongTries = row.wrongTries + 1
      const waitUntilMs =
        wrongTries < freeTries ? 0 : now().getTime() + firstWaitMs * 2 ** Math.min(wrongTries - freeTries, 6)
      await database.locks.put({ ...row, wrongTries, waitUntilMs })
      const key = await unwrapKey(row.byPin, pin)
      if (key) {
        await database.locks.put({ ...row, wrongTries: 0, waitUntilMs: 0 })
        return { kind: 'open', opened: opened(key) }
      }
      if (wrongTries < pinTries) return { kind: 'wrong', triesLeft: pinTries - wrongTries, waitUntilMs }
      await database.locks.put({ ...row, byPin: null, wrongTries, waitUntilMs: 0 })
      return { kind: 'passwordNeeded' }
    },

    /** After the server has accepted the password; null when this phone was sealed under an older one. */
    async openWithPassword(password: string): Promise<OpenStore | null> {
      const row = await lock()
      const key = row && (await unwrapKey(row.byPassword, password))
      return key ? opened(key) : null
    },

    async setPin(open: OpenStore, pin: string): Promise<void> {
      const byPin = await wrapKey(open.key, pin, rounds)
      await database.locks.update('lock', { byPin, wrongTries: 0, waitUntilMs: 0 })
    },

    async setPassword(open: OpenStore, password: string): Promise<void> {
      await database.locks.update('lock', { byPassword: await wrapKey(open.key, password, rounds) })
    },

    /** Everything about people and both keys; language and type size stay, the phone's id does not. */
    async wipe(): Promise<void> {
      await clearPeople(database)
      await database.choices.delete('deviceId')
    },
    close: () => database.close(),
  }
}

async function clearPeople(database: PhoneDatabase): Promise<void> {
  const tables = [...database.sealedTables, database.locks]
  await database.transaction('rw', tables, async () => {
    for (const table of tables) await table.clear()
  })
}

function openStore(database: PhoneDatabase, key: CryptoKey) {
  const readValue = async <Value>(name: string): Promise<Value | null> => {
    const row = await database.values.get(name)
    return row ? openValue<Value>(key, `values/${name}`, row) : null
  }
  const sealedValue = async (name: string, value: unknown): Promise<ValueRow> => ({
    key: name,
    ...(await sealValue(key, `values/${name}`, value)),
  })
  const outbox = sealedOutbox(database, key, readValue, async (name, value) => {
    await database.values.put(await sealedValue(name, value))
  })
  const attachments = sealedAttachments(database, key)
  const bundle: BundleStore & { elders(): Promise<BundleElder[]> } = {
    readMark: async () => (await readValue<BundleMark>('bundle')) ?? emptyBundleMark,
    async fingerprints() {
      return Object.fromEntries((await database.elders.toArray()).map(row => [row.id, row.fingerprint]))
    },
    async apply(parts: readonly BundlePart[], gone: readonly string[], mark) {
      // Sealed before the transaction: IndexedDB commits by itself while a cipher is awaited.
      const rows = await Promise.all(
        parts.map(async ({ elder, fingerprint }) => ({
          id: elder.id,
          dueOn: elder.due.on,
          fingerprint,
          ...(await sealValue(key, `elders/${elder.id}`, elder)),
        })),
      )
      const markRow = await sealedValue('bundle', mark)
      await database.transaction('rw', database.elders, database.values, async () => {
        await database.elders.bulkDelete([...gone])
        await database.elders.bulkPut(rows)
        await database.values.put(markRow)
      })
    },
    async elders() {
      const rows = await database.elders.toArray()
      return Promise.all(rows.map(row => openValue<BundleElder>(key, `elders/${row.id}`, row)))
    },
  }

  return {
    key,
    outbox,
    attachments,
    bundle,
    readValue,
    async writeValue(name: string, value: unknown): Promise<void> {
      await database.values.put(await sealedValue(name, value))
    },
    async drafts(): Promise<VisitDraft[]> {
      const rows = await database.drafts.toArray()
      return Promise.all(rows.map(row => openValue<VisitDraft>(key, `drafts/${row.elderId}`, row)))
    },
    async writeDraft(draft: VisitDraft): Promise<void> {
      const sealed = await sealValue(key, `drafts/${draft.elderId}`, draft)
      await database.drafts.put({ elderId: draft.elderId, ...sealed })
    },
    async dropDraft(elderId: string, attachmentIds: readonly string[]): Promise<void> {
      await database.transaction(
        'rw',
        [database.drafts, database.attachments, database.attachmentBytes],
        async () => {
          await database.drafts.delete(elderId)
          await database.attachments.bulkDelete([...attachmentIds])
          await database.attachmentBytes.bulkDelete([...attachmentIds])
        },
      )
    },
    assessments: async () => (await readValue<AssessmentDraft[]>('assessments')) ?? [],
    async writeAssessments(drafts: readonly AssessmentDraft[]): Promise<void> {
      await database.values.put(await sealedValue('assessments', drafts))
    },
    /** Act in and draft out, or neither. */
    async saveAssessment(acts: readonly KeptAct[], left: readonly AssessmentDraft[]): Promise<void> {
      const actRows = await Promise.all(acts.map(kept => sealedAct(key, kept)))
      const leftRow = await sealedValue('assessments', left)
      await database.transaction('rw', [database.acts, database.values], async () => {
        await database.acts.bulkPut(actRows)
        await database.values.put(leftRow)
      })
    },
    /** Act in, its attachments queued, draft out: all or nothing, whatever moment the battery dies. */
    async saveVisit(acts: readonly KeptAct[], queued: readonly Attachment[], elderId: string): Promise<void> {
      const actRows = await Promise.all(acts.map(kept => sealedAct(key, kept)))
      const attachmentRows = await Promise.all(queued.map(one => sealedAttachment(key, one)))
      const tables = [database.acts, database.attachments, database.drafts]
      await database.transaction('rw', tables, async () => {
        await database.acts.bulkPut(actRows)
        await database.attachments.bulkPut(attachmentRows)
        await database.drafts.delete(elderId)
      })
    },
  }
}

async function sealedAct(key: CryptoKey, kept: KeptAct): Promise<ActRow> {
  return { id: kept.act.id, state: kept.state, ...(await sealValue(key, `acts/${kept.act.id}`, kept)) }
}

function sealedOutbox(
  database: PhoneDatabase,
  key: CryptoKey,
  readValue: <Value>(name: string) => Promise<Value | null>,
  writeValue: (name: string, value: unknown) => Promise<void>,
): OutboxStore {
  return {
    async list() {
      const rows = await database.acts.toArray()
      return Promise.all(rows.map(row => openValue<KeptAct>(key, `acts/${row.id}`, row)))
    },
    async put(acts) {
      await database.acts.bulkPut(await Promise.all(acts.map(kept => sealedAct(key, kept))))
    },
    async remove(ids) {
      await database.acts.bulkDelete([...ids])
    },
    readEpoch: () => readValue<string>('epoch'),
    writeEpoch: epoch => writeValue('epoch', epoch),
  }
}

async function sealedAttachment(key: CryptoKey, attachment: Attachment): Promise<AttachmentRow> {
  const sealed = await sealValue(key, `attachments/${attachment.id}`, attachment)
  return { id: attachment.id, state: attachment.state, ...sealed }
}

function sealedAttachments(database: PhoneDatabase, key: CryptoKey) {
  const store: AttachmentStore & {
    add(attachment: Attachment, bytes: Uint8Array<ArrayBuffer>): Promise<void>
  } = {
    async list() {
      const rows = await database.attachments.toArray()
      return Promise.all(rows.map(row => openValue<Attachment>(key, `attachments/${row.id}`, row)))
    },
    async put(attachment) {
      await database.attachments.put(await sealedAttachment(key, attachment))
    },
    async remove(ids) {
      await database.transaction('rw', database.attachments, database.attachmentBytes, async () => {
        await database.attachments.bulkDelete([...ids])
        await database.attachmentBytes.bulkDelete([...ids])
      })
    },
    async bytesOf(id) {
      const row = await database.attachmentBytes.get(id)
      return row ? new Uint8Array(await openBytes(key, `attachmentBytes/${id}`, row)) : null
    },
    async add(attachment, bytes) {
      const row = await sealedAttachment(key, attachment)
      const sealed = await sealBytes(key, `attachmentBytes/${attachment.id}`, bytes)
      await database.transaction('rw', database.attachments, database.attachmentBytes, async () => {
        await database.attachments.put(row)
        await database.attachmentBytes.put({ id: attachment.id, ...sealed })
      })
    },
  }
  return store
}
