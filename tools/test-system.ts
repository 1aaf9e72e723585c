// The real server code over a database of its own, with a clock a test can move and people it can sign in.
import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { inject } from 'vitest'
import { type Role, rightsOf } from '../domain/accounts/roles.ts'
import type { OperationName, Output, Sent } from '../domain/api.ts'
import { areaOf } from '../domain/kernel/area.ts'
import { uuidV7 } from '../domain/kernel/id.ts'
import { readConfig } from '../server/config.ts'
import type { Actor, Download, System } from '../server/kernel/context.ts'
import type { Database } from '../server/kernel/database.ts'
import { perform } from '../server/kernel/operations.ts'
import { registry } from '../server/operations.ts'
import { makeSystem } from '../server/system.ts'
import { cloneDatabase } from './test-database.ts'

export interface Caller {
  actor: Actor
  /** Answers or throws Refused, like the web door. */
  call<Name extends OperationName>(name: Name, input: Sent<Name>, more?: CallOptions): Promise<Output<Name>>
  /** What an operation with bytes 'out' hands over. */
  fetch<Name extends OperationName>(name: Name, input: Sent<Name>): Promise<Download>
}

interface CallOptions {
  actId?: string
  upload?: { path: string; bytes: number }
}

export interface TestSystem {
  system: System
  clock: { now(): Date; set(instant: string): void }
  /** As the owner of the tables: no row policy applies. */
  db: Database
  pool: pg.Pool
  url: string
  /** Jobs that acts asked for, in order. */
  woken: string[]
  /** Makes an account with one post and returns a caller acting in it. */
  signedInAs(role: Role, regionCode: string, name?: string): Promise<Caller>
  /** A caller for any actor, or for nobody. */
  as(actor: Actor | null): Caller
  newId(): string
  close(): Promise<void>
}

const quiet = {
  info() {},
  warn() {},
  error(details: object, message: string) {
    console.error(message, details)
  },
}

export async function openTestSystem(
  options: { clusterUrl?: string; now?: string } = {},
): Promise<TestSystem> {
  const database = await cloneDatabase(options.clusterUrl ?? inject('clusterUrl'))
  const folder = mkdtempSync(join(tmpdir(), 'wanqing-test-'))
  let now = new Date(options.now ?? '2026-11-23T02:00:00Z')
  const clock = {
    now: () => now,
    set(instant: string) {
      now = new Date(instant)
    },
  }
  const config = readConfig({ data: folder, demo: 'county' }, { WANQING_POOL: '6' })
  const system = makeSystem(config, database.url, quiet, clock)
  const woken: string[] = []
  system.wake = job => woken.push(job)
  let made = 0
  /** Ids made one after the other sort that way, though the clock of a test stands still (RFC 9562 §6.2). */
  const newId = () => {
    made += 1
    const random = randomBytes(10)
    random.writeUInt16BE(made & 0x0fff)
    return uuidV7(now.getTime(), random)
  }

  const as = (actor: Actor | null): Caller => ({
    get actor() {
      if (!actor) throw new Error('nobody has signed in')
      return actor
    },
    async call(name, input, more = {}) {
      const answer = await perform(
        system,
        registry,
        callOf(actor, name, input, more.actId ?? newId(), more.upload),
      )
      return answer.output as never
    },
    async fetch(name, input) {
      const answer = await perform(system, registry, callOf(actor, name, input, newId()))
      if (!answer.download) throw new Error(`${name} handed over nothing`)
      return answer.download
    },
  })

  async function signedInAs(role: Role, regionCode: string, name: string = '测试人员'): Promise<Caller> {
    const accountId = newId()
    const postId = newId()
    await system.connections.db
      .insertInto('accounts')
      .values({
        id: accountId,
        login: `test-${accountId}`,
        name,
        passwordHash: 'none',
        mustChangePassword: false,
        totpSealed: null,
        totpConfirmedAt: null,
        totpLastStep: null,
        regionCode,
        language: 'zh',
        createdAt: now.toISOString(),
        disabledAt: null,
        synthetic: true,
      })
      .execute()
    await system.connections.db
      .insertInto('posts')
      .values({
        id: postId,
        accountId,
        role,
        regionCode,
        validFrom: '2020-01-01',
        validTo: null,
        grantedBy: null,
      })
      .execute()
    return as({
      accountId,
      postId,
      role,
      regionCode,
      area: areaOf(regionCode),
      rights: rightsOf(role),
      deviceId: null,
    })
  }

  return {
    system,
    clock,
    db: system.connections.db,
    pool: system.connections.pool,
    url: database.url,
    woken,
    signedInAs,
    as,
    newId,
    async close() {
      await system.connections.close()
      await database.drop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function callOf(
  actor: Actor | null,
  name: string,
  input: unknown,
  actId: string,
  upload?: { path: string; bytes: number },
) {
  return {
    name,
    input,
    actId,
    actor,
    requestId: randomUUID(),
    address: '127.0.0.1',
    upload: upload ?? null,
    sessionToken: null,
  }
}
