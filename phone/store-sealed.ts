// One person's records once her PIN or password has opened them; every row is sealed before it is written.
import type { Session } from '../domain/accounts/account.ts'
import type { PushTurn } from '../domain/sync/api.ts'
import type { BundleElder } from '../domain/sync/bundle.ts'
import type { AssessmentDraft } from './assessments/draft.ts'
import type { Attachment, AttachmentStore } from './attachments.ts'
import { type BundleMark, type BundlePart, type BundleStore, emptyBundleMark } from './bundle.ts'
import {
  type DeviceKey,
  newDeviceKey,
  type OpenedReceipt,
  openReceipt,
  proveTo,
  type ServerKey,
  sealAct,
} from './letters.ts'
import type { KeptAct, OutboxStore } from './outbox.ts'
import { openBytes, openValue, sealBytes, sealValue } from './sealing.ts'
import type { ActRow, AttachmentRow, LetterRow, PhoneDatabase, ValueRow } from './store-tables.ts'
import type { VisitDraft } from './visits/draft.ts'

export function openStore(database: PhoneDatabase, key: CryptoKey) {
  const readValue = async <Value>(name: string): Promise<Value | null> => {
    const row = await database.values.get(name)
    return row ? openValue<Value>(key, `values/${name}`, row) : null
  }
  const sealedValue = async (name: string, value: unknown): Promise<ValueRow> => ({
    key: name,
    ...(await sealValue(key, `values/${name}`, value)),
  })
  const writeValue = async (name: string, value: unknown): Promise<void> => {
    await database.values.put(await sealedValue(name, value))
  }
  const letters = sealedLetters(database, key, readValue, writeValue)
  const outbox = sealedOutbox({ database, key, readValue, writeValue, letters })
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
    letters,
    readValue,
    writeValue,
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
      const posted = await letters.changesFor(acts)
      await database.transaction('rw', [database.acts, database.letters, database.values], async () => {
        await database.acts.bulkPut(await numbered(database, actRows))
        await letters.apply(posted)
        await database.values.put(leftRow)
      })
    },
    /** Act in, its attachments queued, draft out: all or nothing, whatever moment the battery dies. */
    async saveVisit(
      acts: readonly KeptAct[],
      queued: readonly Attachment[],
      elderId: string | null,
    ): Promise<void> {
      const actRows = await Promise.all(acts.map(kept => sealedAct(key, kept)))
      const attachmentRows = await Promise.all(queued.map(one => sealedAttachment(key, one)))
      const posted = await letters.changesFor(acts)
      const tables = [database.acts, database.letters, database.attachments, database.drafts]
      await database.transaction('rw', tables, async () => {
        await database.acts.bulkPut(await numbered(database, actRows))
        await letters.apply(posted)
        await database.attachments.bulkPut(attachmentRows)
        if (elderId !== null) await database.drafts.delete(elderId)
      })
    },
  }
}

async function sealedAct(key: CryptoKey, kept: KeptAct): Promise<ActRow> {
  return { id: kept.act.id, state: kept.state, ...(await sealValue(key, `acts/${kept.act.id}`, kept)) }
}

/** Within the transaction that writes them: a row keeps its number, a new one takes the next. */
async function numbered(database: PhoneDatabase, rows: readonly ActRow[]): Promise<ActRow[]> {
  const before = await database.acts.bulkGet(rows.map(({ id }) => id))
  let last = (await database.acts.orderBy('number').last())?.number ?? 0
  return rows.map((row, index) => {
    const number = before[index] ? before[index].number : ++last
    return number === undefined ? row : { ...row, number }
  })
}

interface NumberedAct {
  row: ActRow
  kept: KeptAct
}

/** Not by their time: the phone's clock may be set back between two acts, and a later one must not go first. */
function asKept(one: NumberedAct, other: NumberedAct): number {
  const between = (one.row.number ?? 0) - (other.row.number ?? 0)
  return between || (one.kept.act.doneAt < other.kept.act.doneAt ? -1 : 1)
}

type ReadValue = <Value>(name: string) => Promise<Value | null>
type WriteValue = (name: string, value: unknown) => Promise<void>
type Letters = ReturnType<typeof sealedLetters>

function sealedOutbox(parts: {
  database: PhoneDatabase
  key: CryptoKey
  readValue: ReadValue
  writeValue: WriteValue
  letters: Letters
}): OutboxStore {
  const { database, key, readValue, writeValue, letters } = parts
  return {
    async list() {
      const rows = await database.acts.toArray()
      const acts = await Promise.all(
        rows.map(async row => ({ row, kept: await openValue<KeptAct>(key, `acts/${row.id}`, row) })),
      )
      return acts.sort(asKept).map(({ kept }) => kept)
    },
    async put(acts) {
      const rows = await Promise.all(acts.map(kept => sealedAct(key, kept)))
      const posted = await letters.changesFor(acts)
      await database.transaction('rw', database.acts, database.letters, async () => {
        await database.acts.bulkPut(await numbered(database, rows))
        await letters.apply(posted)
      })
    },
    async remove(ids) {
      await database.transaction('rw', database.acts, database.letters, async () => {
        await database.acts.bulkDelete([...ids])
        await database.letters.bulkDelete([...ids])
      })
    },
    readEpoch: () => readValue<string>('epoch'),
    writeEpoch: epoch => writeValue('epoch', epoch),
    async nextTurn() {
      const last = await readValue<PushTurn>('pushTurn')
      const turn = { line: last?.line ?? crypto.randomUUID(), number: (last?.number ?? 0) + 1 }
      await writeValue('pushTurn', turn)
      return turn
    },
  }
}

/** What the phone needs in order to seal: under which id it is known, and the server's key. */
export interface CarryingKeys {
  deviceId: string
  appVersion: string
  server: ServerKey
  /** Of the server when it took our key; a restored one may have forgotten it. */
  epoch: string
  at: string
}

function sealedLetters(
  database: PhoneDatabase,
  key: CryptoKey,
  readValue: ReadValue,
  writeValue: WriteValue,
) {
  const keys = () => readValue<CarryingKeys>('carryingKeys')

  async function deviceKey(): Promise<DeviceKey> {
    const known = await readValue<DeviceKey>('deviceKey')
    if (known) return known
    const made = await newDeviceKey()
    await writeValue('deviceKey', made)
    return made
  }

  /** A waiting act has a letter, any other none. An act never changes under its id, so a letter is made once. */
  async function changesFor(acts: readonly KeptAct[]): Promise<{ put: LetterRow[]; remove: string[] }> {
    const remove = acts.filter(({ state }) => state !== 'waiting').map(({ act }) => act.id)
    const waiting = acts.filter(({ state }) => state === 'waiting')
    const [known, session] = [await keys(), await readValue<Session>('session')]
    if (waiting.length === 0 || !known || !session) return { put: [], remove }
    const have = await database.letters.bulkGet(waiting.map(({ act }) => act.id))
    const own = await deviceKey()
    const { deviceId, appVersion, server } = known
    const maker = { deviceId, appVersion, accountId: session.account.id, postId: session.post.id }
    const put = await Promise.all(
      waiting
        .filter((_, index) => !have[index])
        .map(async ({ act }) => ({ id: act.id, letter: await sealAct(own, server, maker, act) })),
    )
    return { put, remove }
  }

  return {
    keys,
    publicKey: async () => (await deviceKey()).point,
    changesFor,
    /** Inside the transaction that writes the acts. */
    async apply({ put, remove }: { put: LetterRow[]; remove: string[] }): Promise<void> {
      await database.letters.bulkPut(put)
      await database.letters.bulkDelete(remove)
    },
    /** From now on acts are sealed; those that wait already are sealed at once. */
    async learnServer(learned: CarryingKeys): Promise<void> {
      await writeValue('carryingKeys', learned)
      const rows = await database.acts.where('state').equals('waiting').toArray()
      const acts = await Promise.all(rows.map(row => openValue<KeptAct>(key, `acts/${row.id}`, row)))
      const { put } = await changesFor(acts)
      await database.letters.bulkPut(put)
    },
    /** The server's answers that came while the store was locked or on a colleague's phone. */
    async receipts(): Promise<{ id: string; opened: OpenedReceipt | null }[]> {
      const [known, rows] = [await keys(), await database.receipts.toArray()]
      if (!known || rows.length === 0) return []
      const own = await deviceKey()
      // One under a key the phone has not heard of yet waits until it has.
      const readable = rows.filter(({ receipt }) => receipt.key === known.server.key)
      return Promise.all(
        readable.map(async ({ id, receipt }) => ({
          id,
          opened: await openReceipt(own, known.server, receipt),
        })),
      )
    },
    dropReceipts: (ids: readonly string[]) => database.receipts.bulkDelete([...ids]),
    async prove(challenge: string): Promise<{ deviceId: string; key: string; proof: string } | null> {
      const known = await keys()
      if (!known) return null
      const { deviceId, server } = known
      return {
        deviceId,
        key: server.key,
        proof: await proveTo(await deviceKey(), server, deviceId, challenge),
      }
    },
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
