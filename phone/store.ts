// The phone's own database, and with the store-*.ts beside it the only place that touches it: everything about
// people is sealed here.
//
// A data key made on the phone seals every row; it is kept only wrapped, once by the six-digit PIN and once by
// the account's password. After ten wrong PINs the PIN's copy is destroyed, so that a finder cannot go on
// trying; nothing else is: the visitor signs in with her password (the server counts those tries) and sets a
// new PIN, and what she had not sent yet is still there. What is not sealed: elder id, due day, state.
//
// A village phone has several people: each has a database of her own (people.ts), and this file is one person's.
import Dexie from 'dexie'
import type { SealedAct, SealedReceipt } from '../domain/sync/carrying.ts'
import { derivationRounds, newDataKey, unwrapKey, wrapKey } from './sealing.ts'
import { openStore } from './store-sealed.ts'
import { type CargoRow, PhoneDatabase } from './store-tables.ts'

export type PinAnswer =
  | { kind: 'open'; opened: OpenStore }
  | { kind: 'wrong'; triesLeft: number; waitUntilMs: number }
  | { kind: 'wait'; waitUntilMs: number }
  | { kind: 'passwordNeeded' }

export type OpenStore = ReturnType<typeof openStore>
export type PhoneStore = ReturnType<typeof phoneStore>

export interface Unsent {
  waiting: number
  refused: number
  letters: SealedAct[]
  /** Records that cannot travel before she has given her PIN. */
  needsPin: number
}

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
    name,
    /** Small things that concern nobody: language, type size, the phone's own id. */
    async readChoice<Value>(key: string): Promise<Value | null> {
      return ((await database.choices.get(key))?.value as Value | undefined) ?? null
    },
    async writeChoice(key: string, value: unknown): Promise<void> {
      await database.choices.put({ key, value })
    },
    dropChoice: (key: string) => database.choices.delete(key),

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
    /** What waits on this person's account, readable without her PIN: numbers and letters only the server opens. */
    async unsent(): Promise<Unsent> {
      const waiting = await database.acts.where('state').equals('waiting').primaryKeys()
      const refused = await database.acts.where('state').equals('refused').count()
      const [letters, answered] = [
        await database.letters.toArray(),
        await database.receipts.toCollection().primaryKeys(),
      ]
      const open = waiting.filter(id => !answered.includes(id))
      const sealed = letters.filter(({ id }) => open.includes(id)).map(({ letter }) => letter)
      return { waiting: open.length, refused, letters: sealed, needsPin: open.length - sealed.length }
    },
    /** Kept until she opens them; those for anybody else's records are left alone. */
    async keepReceipts(receipts: readonly SealedReceipt[]): Promise<string[]> {
      const own = await database.acts.bulkGet(receipts.map(({ act }) => act))
      const rows = receipts.filter((_, index) => own[index]).map(receipt => ({ id: receipt.act, receipt }))
      await database.receipts.bulkPut(rows)
      return rows.map(({ id }) => id)
    },

    /** Letters of other phones on their way; only the first person's database holds any. */
    cargo: {
      list: () => database.cargo.toArray(),
      put: (rows: readonly CargoRow[]) => database.cargo.bulkPut([...rows]).then(() => {}),
      remove: (ids: readonly string[]) => database.cargo.bulkDelete([...ids]),
    },
    close: () => database.close(),
    /** For good, with the database itself; the first person's is only emptied. */
    async destroy(): Promise<void> {
      database.close()
      await Dexie.delete(name)
    },
  }
}

async function clearPeople(database: PhoneDatabase): Promise<void> {
  const tables = [...database.ownTables, database.locks]
  await database.transaction('rw', tables, async () => {
    for (const table of tables) await table.clear()
  })
}
