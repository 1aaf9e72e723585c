// The tables of one person's database on the phone; opened by store.ts and by nothing else.
import Dexie, { type Table } from 'dexie'
import type { SealedAct, SealedReceipt } from '../domain/sync/carrying.ts'
import type { AttachmentState } from './attachments.ts'
import type { KeptState } from './outbox.ts'
import type { Sealed, WrappedKey } from './sealing.ts'

export interface LockRow {
  key: 'lock'
  /** Whose records these are; ids say nothing to a finder. */
  accountId: string
  byPin: WrappedKey | null
  byPassword: WrappedKey
  wrongTries: number
  waitUntilMs: number
}
export interface ElderRow extends Sealed {
  id: string
  dueOn: string
  fingerprint: string
}
export interface ActRow extends Sealed {
  id: string
  state: KeptState
  /** Counts acts in the order they were first kept; none on those of an older app, which came before. */
  number?: number
}
export interface AttachmentRow extends Sealed {
  id: string
  state: AttachmentState
}
export interface BytesRow extends Sealed {
  id: string
}
export interface DraftRow extends Sealed {
  elderId: string
}
export interface ValueRow extends Sealed {
  key: string
}
export interface ChoiceRow {
  key: string
  value: unknown
}
/** A waiting act once more, sealed to the server: it can travel while nobody has given the PIN. */
export interface LetterRow {
  id: string
  letter: SealedAct
}
/** The server's answer to a letter, for the person to open with her PIN. */
export interface ReceiptRow {
  id: string
  receipt: SealedReceipt
}
/** A letter of another phone, carried for a colleague; in the first database only. */
export interface CargoRow {
  id: string
  letter: SealedAct
  takenAt: string
  receipt: SealedReceipt | null
  trouble: string | null
}

export class PhoneDatabase extends Dexie {
  declare choices: Table<ChoiceRow, string>
  declare locks: Table<LockRow, string>
  declare elders: Table<ElderRow, string>
  declare acts: Table<ActRow, string>
  declare attachments: Table<AttachmentRow, string>
  declare attachmentBytes: Table<BytesRow, string>
  declare drafts: Table<DraftRow, string>
  declare values: Table<ValueRow, string>
  declare letters: Table<LetterRow, string>
  declare receipts: Table<ReceiptRow, string>
  declare cargo: Table<CargoRow, string>

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
    this.version(2).stores({ letters: 'id', receipts: 'id', cargo: 'id' })
    this.version(3).stores({ acts: 'id, state, number' })
  }

  /** Everything of one person. Cargo is no part of it: it is only on its way. */
  get ownTables(): Table[] {
    return [
      ...[this.elders, this.acts, this.attachments, this.attachmentBytes, this.drafts, this.values],
      ...[this.letters, this.receipts],
    ]
  }
}
