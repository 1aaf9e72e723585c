// What a handler is given: the transaction, the time, who acts, and the few doors to the outside.
import type { Readable } from 'node:stream'
import type { Right } from '../../domain/accounts/rights.ts'
import type { Role } from '../../domain/accounts/roles.ts'
import type { Area } from '../../domain/kernel/area.ts'
import type { Day } from '../../domain/kernel/day.ts'
import type { InputOf, OperationTable, OutputOf } from '../../domain/kernel/operation.ts'
import type { Refused } from '../../domain/kernel/refusal.ts'
import type { SettingKey, SettingValue } from '../../domain/regions/settings.ts'
import type { Act, ActAnswer } from '../../domain/sync/api.ts'
import type { Agreement } from '../agreement.ts'
import type { Config } from '../config.ts'
import type { Connections, Transaction } from './database.ts'
import type { Sealer } from './sealing.ts'

/** Who acts, in which post. `null` fields belong to someone who has not signed in. */
export interface Actor {
  accountId: string
  postId: string
  role: Role
  regionCode: string
  area: Area
  rights: readonly Right[]
  deviceId: string | null
}

/** Bytes that leave beside the shapes. */
export interface Download {
  fileName: string
  contentType: string
  stream: Readable
}

export interface Context {
  tx: Transaction
  now: Date
  today: Day
  /** The signed-in person; refuses when nobody is. */
  actor: Actor
  requestId: string
  /** The caller's network address, for throttling sign-in only. */
  address: string
  config: Config
  sealer: Sealer
  /** A setting in force in a region today. */
  setting<Key extends SettingKey>(key: Key, regionCode: string): SettingValue<Key>
  /** Notes whose records were read or written; one audit entry per county follows. */
  concerns(countyCode: string, elderIds: readonly string[], reason?: string): void
  /** Runs after commit: waking a job, never writing. */
  afterCommit(work: () => void): void
  /** The body of an upload, spooled to a file that is deleted after the request. */
  upload: { path: string; bytes: number } | null
  /** Several acts, each kept or refused by itself; only the phone's door uses it. */
  perform(acts: readonly Act[]): Promise<ActAnswer[]>
  /** The same in the name, post and area of somebody whose seal was proved; audited as hers. */
  performFor(
    actor: Actor,
    acts: readonly Act[],
    note: (answers: readonly ActAnswer[]) => Promise<void>,
  ): Promise<ActAnswer[]>
  /** Set by a handler of bytes 'out'. */
  download(download: Download): void
  /** Cookies: only sign-in and sign-out touch them. */
  cookie: { token: string | null; set(token: string | null, expiresAt: Date | null): void }
  /** For work that cannot live in one request's transaction (an import of a province, a restore). */
  system: System
}

/** The parts a running server is made of; made once in main.ts, or by a test with another clock. */
export interface System {
  config: Config
  connections: Connections
  clock: { now(): Date }
  sealer: Sealer
  agreement: Agreement
  settings: SettingsCache
  /** Asks a job to run soon; many asks within its delay become one run. */
  wake(job: string): void
  log: Log
  /** Of the program, and so of the newest app it hands out. */
  version: string
}

export interface SettingsCache {
  value<Key extends SettingKey>(key: Key, regionCode: string, day: Day): SettingValue<Key>
  /** Reads the table again when it is older than a few seconds. */
  refresh(): Promise<void>
  /** Forces the next refresh to read. */
  expire(): void
}

export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
}

/** An act that works on many inputs in one statement: the phone's door asks for all of a push at once. */
export interface Batch<Input, Output> {
  many(context: Context, inputs: readonly Input[]): Promise<(Output | Refused)[]>
}

type Handler<Input, Output> = ((context: Context, input: Input) => Promise<Output>) | Batch<Input, Output>

/** One function per operation: a missing one does not compile. */
export type Handlers<Table extends OperationTable> = {
  [Name in keyof Table]: Handler<InputOf<Table[Name]>, OutputOf<Table[Name]>>
}
