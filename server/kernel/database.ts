// The connection pool, the typed query builder and the one way to open a transaction within an area.
import { hash } from 'node:crypto'
import type { Socket } from 'node:net'
import { CamelCasePlugin, type DatabaseConnection, DummyDriver, Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import type { Area } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Tables } from '../tables.ts'

export type Database = Kysely<Tables>
/** A database bound to one connection inside one transaction. */
export type Transaction = Kysely<Tables>

// Days stay text, instants become ISO text, counts become numbers: rows are ready for the wire as they come.
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === 1082) return (text: string) => text
    if (oid === 1184) return (text: string) => new Date(text).toISOString()
    if (oid === 20) return Number
    return pg.types.getTypeParser(oid, format)
  },
}

export interface Connections {
  pool: pg.Pool
  db: Database
  close(): Promise<void>
}

export function connect(url: string, poolSize: number, onError: (error: Error) => void): Connections {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, types: types as never, pipeline: true })
  pool.on('error', onError)
  pool.on('connect', client => {
    client.on('error', onError)
    sendTogether(client)
    prepareWhatRepeats(client)
  })
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  })
  return { pool, db, close: () => db.destroy() }
}

/** Statements asked in one turn leave in one write: the system call costs more than most of them take to run. */
function sendTogether(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as (...words: unknown[]) => unknown
  const { stream } = (client as object as { connection: { stream: Socket } }).connection
  Object.assign(client, {
    query(...words: unknown[]) {
      stream.cork()
      process.nextTick(() => stream.uncork())
      return ask(...words)
    },
  })
}

type Asking = (text: unknown, values?: unknown) => unknown

/** A statement this often asked on one connection is worth keeping parsed and planned. */
const preparedAfter = 3
/** Lists of varying length make texts without end; beyond this many nothing new is kept. */
const preparedAtMost = 300

/**
 * Parsing and planning cost more than running for the short statements of the doors. The query builder names
 * none of them, so each connection names what it is asked again and again.
 */
function prepareWhatRepeats(client: pg.PoolClient): void {
  const ask = client.query.bind(client) as Asking
  const asked = new Map<string, number>()
  Object.assign(client, {
    query(text: unknown, values?: unknown, ...rest: unknown[]) {
      if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0 || rest.length > 0)
        return (ask as (...words: unknown[]) => unknown)(text, values, ...rest)
      const times = (asked.get(text) ?? 0) + 1
      if (times > 1 || asked.size < preparedAtMost) asked.set(text, times)
      if (times <= preparedAfter) return ask(text, values)
      return ask({ name: hash('md5', text, 'hex'), text, values })
    },
  })
}

/** On whose behalf a transaction runs; the database refuses rows outside the area. */
export interface Scope {
  area: Area
  accountId: string | null
}

const codePattern = /^\d{12}$/
const uuidPattern = /^[0-9a-f-]{36}$/

/** Set by literals and not by set_config(): on Citus only SET LOCAL reaches the shards. */
function openingOf(scope: Scope, durable: boolean): string {
  const words = ['begin', 'set local role wanqing_app', ...scopeWords(scope)]
  return [...words, ...(durable ? [] : ['set local synchronous_commit = off'])].join(';')
}

function scopeWords({ area, accountId }: Scope): string[] {
  if (!codePattern.test(area.from) || !codePattern.test(area.to))
    throw new Error('area is not two region codes')
  if (accountId !== null && !uuidPattern.test(accountId)) throw new Error('account id is not a uuid')
  return [
    `set local wanqing.area_from = '${area.from}'`,
    `set local wanqing.area_to = '${area.to}'`,
    `set local wanqing.account_id = '${accountId ?? ''}'`,
  ]
}

/** From here on the transaction sees and writes what this scope may, until it is changed again. */
export async function enterScope(tx: Transaction, scope: Scope): Promise<void> {
  await sql.raw(scopeWords(scope).join(';')).execute(tx)
}

/**
 * One connection that takes statements one behind the other without waiting for answers in between. The builder's
 * own way of binding waits; all that is asked of it here is to compile and to run.
 */
function bound(db: Database, connection: DatabaseConnection): Transaction {
  const executor = db.getExecutor().withConnectionProvider({ provideConnection: ask => ask(connection) })
  return new Kysely<Tables>({
    config: { dialect: unbound },
    dialect: unbound,
    driver: new DummyDriver(),
    executor,
  })
}

const unbound = new PostgresDialect({ pool: () => Promise.reject(new Error('bound to one connection')) })

/**
 * Runs work in one transaction inside an area, as the role that owns nothing.
 * @param durable false for questions: their only write is the audit entry (docs/decisions/0006).
 * @param last asked without waiting before the commit: its statement must be on the wire when it returns.
 */
export async function within<Result>(
  db: Database,
  scope: Scope,
  durable: boolean,
  work: (tx: Transaction) => Promise<Result>,
  last?: (tx: Transaction) => Promise<void> | null,
): Promise<Result> {
  return db.getExecutor().provideConnection(async connection => {
    const tx = bound(db, connection)
    // Waited for: what comes behind it must never run outside the area.
    await sql.raw(openingOf(scope, durable)).execute(tx)
    try {
      const result = await work(tx)
      // The commit travels behind the last write; it ends nothing but a rollback if that was refused.
      await Promise.all([last?.(tx), sql.raw('commit').execute(tx)])
      return result
    } catch (error) {
      // A broken connection cannot roll back; the server does it, and the first error is the one to tell.
      await sql
        .raw('rollback')
        .execute(tx)
        .catch(() => {})
      throw error
    }
  })
}

/** Runs work under a savepoint: a failure undoes the work and not the transaction. */
export async function savepoint<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  await sql.raw('savepoint act').execute(tx)
  try {
    const result = await work()
    await sql.raw('release savepoint act').execute(tx)
    return result
  } catch (error) {
    await sql.raw('rollback to savepoint act; release savepoint act').execute(tx)
    throw error
  }
}

const sentences: Record<string, [ConstructorParameters<typeof Refused>[0], string]> = {
  '23502': ['invalid', '有必填的内容没有填写，请补齐后重试。'],
  '23503': ['not_found', '引用的记录不存在或不在您的辖区内，请刷新后重试。'],
  '23505': ['conflict', '这条记录已经存在，请刷新后核对。'],
  '23514': ['rule_broken', '填写的内容不符合规定，请检查后重试。'],
  '42501': ['not_allowed', '这条记录不在您的辖区内，不能操作。'],
  '53100': ['unavailable', '服务器磁盘已满，内容没有保存。请通知管理员清理磁盘后重试。'],
  '53300': ['unavailable', '数据库连接已满，请稍后重试。'],
  '57P01': ['unavailable', '数据库正在重启，请稍后重试。'],
  ECONNREFUSED: ['unavailable', '数据库暂时连不上，请稍后重试。'],
  ENOSPC: ['unavailable', '服务器磁盘已满，内容没有保存。请通知管理员清理磁盘后重试。'],
}

/** The database's own complaints become refusals here and nowhere else; null means a fault of ours. */
export function refusalFrom(error: unknown): Refused | null {
  if (error instanceof Refused) return error
  const code = (error as { code?: unknown }).code
  const known = typeof code === 'string' ? sentences[code] : undefined
  return known ? new Refused(known[0], known[1]) : null
}

/** Serialization failures, deadlocks and a doubled act: run again from the start, once more is enough. */
export function isWorthRepeating(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'acts_pkey')
}

/** Nothing more can be asked on this connection: the transaction is over, and trying each act alone is no use. */
export function connectionIsLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return (
    code === '57P01' ||
    code === 'ECONNRESET' ||
    code === 'EPIPE' ||
    /^(Connection terminated|Client has encountered a connection error|Client was closed)/.test(message ?? '')
  )
}
