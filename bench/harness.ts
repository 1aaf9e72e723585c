// What the marks share: a database of its own with synthetic people, servers in their own processes, load, medians.
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { tokenHash } from '../server/accounts/sessions.ts'
import { readConfig } from '../server/config.ts'
import type { System } from '../server/kernel/context.ts'
import { migrate } from '../server/kernel/migrate.ts'
import { startPostgres } from '../server/kernel/postgres.ts'
import { loadReference } from '../server/regions/load.ts'
import { loadSynthetic } from '../server/synthetic/load.ts'
import { makeSystem, migrationsFolder, projectFolder } from '../server/system.ts'

export interface World {
  system: System
  url: string
  folder: string
  close(): Promise<void>
}

export const say = (sentence: string) => process.stdout.write(`${sentence}\n`)

export type Size = 'county' | 'prefecture' | 'province'

export function flags(): { size: Size; rounds: number; seconds: number; data: string | undefined } {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: 'prefecture' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '5' },
      data: { type: 'string' },
    },
    strict: false,
  })
  return {
    size: values.size as Size,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    data: typeof values.data === 'string' ? values.data : undefined,
  }
}

const silent = {
  info() {},
  warn() {},
  error: (details: object, message: string) => console.error(message, details),
}

/**
 * A durable database: fsync on, as an installation has it. In a temporary folder, or in a folder that is kept,
 * for a province takes longer to make than to measure.
 */
export async function openWorld(size: Size, kept?: string): Promise<World> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'wanqing-bench-'))
  mkdirSync(folder, { recursive: true })
  const postgres = await startPostgres({ folder })
  await migrate(postgres.url, migrationsFolder)
  const config = readConfig({ data: folder, demo: size }, { WANQING_LOG: 'error' })
  const system = makeSystem(config, postgres.url, silent)
  await loadReference(system.connections.pool)
  const began = Date.now()
  await loadSynthetic(system, size, () => {})
  say(`装入演示数据（${size}）：${((Date.now() - began) / 1000).toFixed(1)} 秒`)
  return {
    system,
    url: postgres.url,
    folder,
    async close() {
      await system.connections.close()
      await postgres.stop()
      if (kept === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

export interface Server {
  port: number
  residentMb(): Promise<number>
  stop(): void
}

export async function freePort(): Promise<number> {
  return new Promise(resolve => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

async function startProcess(
  words: string[],
  environment: Record<string, string>,
  ready: string,
): Promise<Server> {
  const port = await freePort()
  const child: ChildProcess = spawn(
    process.execPath,
    words.map(word => word.replace('{port}', String(port))),
    {
      cwd: projectFolder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...environment, PORT: String(port) },
    },
  )
  for (let attempt = 0; attempt < 600; attempt++) {
    const up = await fetch(`http://127.0.0.1:${port}${ready}`).then(
      () => true,
      () => false,
    )
    if (up) return { port, residentMb: () => residentOf(child.pid ?? 0), stop: () => child.kill('SIGTERM') }
    await sleep(100)
  }
  throw new Error('the server did not answer within a minute')
}

async function residentOf(pid: number): Promise<number> {
  const { readFile } = await import('node:fs/promises')
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
}

export const startFloor = (world: World) =>
  startProcess(['bench/floor.mjs'], { DATABASE_URL: world.url }, '/')

export const startOurs = (world: World, environment: Record<string, string> = {}) =>
  startProcess(
    ['bin/wanqing.mjs', 'start', '--port', '{port}', '--data', world.folder],
    { DATABASE_URL: world.url, WANQING_LOG: 'error', ...environment },
    '/livez',
  )

export interface Load {
  requestsPerSecond: number
  p50: number
  p95: number
  p99: number
  failures: number
}

interface Call {
  path: string
  body: unknown
  headers?: Record<string, string>
}

/** Keeps `concurrency` requests in flight for some seconds. */
export async function load(
  port: number,
  concurrency: number,
  seconds: number,
  next: () => Call,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency })
  const until = Date.now() + seconds * 1000
  const times: number[] = []
  let failures = 0
  const worker = async () => {
    while (Date.now() < until) {
      const began = performance.now()
      const status = await post(agent, port, next())
      times.push(performance.now() - began)
      if (status.code !== 200 && failures++ === 0) say(`    第一个失败：${status.code} ${status.said}`)
    }
  }
  const began = performance.now()
  await Promise.all(Array.from({ length: concurrency }, worker))
  const took = (performance.now() - began) / 1000
  agent.destroy()
  times.sort((one, other) => one - other)
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10
  return { requestsPerSecond: times.length / took, p50: at(0.5), p95: at(0.95), p99: at(0.99), failures }
}

function post(
  agent: Agent,
  port: number,
  { path, body, headers }: Call,
): Promise<{ code: number; said: string }> {
  return new Promise(resolve => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        agent,
        headers: { 'content-type': 'application/json', ...headers },
      },
      response => {
        let said = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => {
          if (response.statusCode !== 200 && said.length < 300) said += text
        })
        response.on('end', () => resolve({ code: response.statusCode ?? 0, said }))
      },
    )
    sent.on('error', error => resolve({ code: 0, said: error.message }))
    sent.end(JSON.stringify(body))
  })
}

/** A session for an account, as signing in would make it. */
export async function sessionFor(
  world: World,
  accountId: string,
  deviceId: string | null = null,
): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  // Invented visitors never chose a password; until they do they may nothing else.
  await world.system.connections.db
    .updateTable('accounts')
    .set({ mustChangePassword: false })
    .where('id', '=', accountId)
    .execute()
  const post = await world.system.connections.db
    .selectFrom('posts')
    .select('id')
    .where('accountId', '=', accountId)
    .executeTakeFirstOrThrow()
  if (deviceId !== null)
    await world.system.connections.db
      .insertInto('devices')
      .values({
        ...{ id: deviceId, accountId, name: '测量', appVersion: 'bench', lostAt: null, lostReportedBy: null },
        ...{ lostReason: null, wipedAt: null },
        registeredAt: new Date().toISOString(),
        lastSeenAt: new Date().toISOString(),
      })
      .execute()
  await world.system.connections.db
    .insertInto('sessions')
    .values({
      ...{ tokenHash: tokenHash(token), accountId, postId: post.id, deviceId },
      createdAt: new Date().toISOString(),
      lastSeenAt: new Date().toISOString(),
      expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
    })
    .execute()
  return `wanqing_session=${token}`
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

export function line(name: string, ours: number[], floor: number[], unit: string): void {
  const spread = (values: number[]) => `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`
  const ratio = median(ours) / median(floor)
  say(
    `${name}：我们 ${Math.round(median(ours))} ${unit}（${spread(ours)}），下限服务 ${Math.round(median(floor))} ${unit}` +
      `（${spread(floor)}），比值 ${ratio.toFixed(2)}`,
  )
}
