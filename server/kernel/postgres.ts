// Starts our own PostgreSQL beside the program, takes over one that outlived a crash, or checks a foreign server.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type Binaries, prepareBinaries, quietEnvironment } from './postgres-binaries.ts'
import { findHome, type Home, hasCluster, makeCluster, ownerPassword, tidyRights } from './postgres-folder.ts'
import { alone, findPostmaster, isAlive, signature, writerOf } from './postgres-processes.ts'
import { refusalFromFolder, refusalFromLog, refusalFromServer } from './postgres-refusals.ts'
import { settingsFor } from './postgres-settings.ts'

export interface PostgresOptions {
  folder: string
  log?: (sentence: string) => void
  /** Wins over our own settings; a "port" here is used as it is. */
  settings?: Record<string, string>
  /** false only for databases that are thrown away */
  durable?: boolean
}

export interface Postgres {
  url: string
  port: number
  /** 18.4 */
  version: string
  /** Where the data really are: as root not always in the folder asked for. */
  folder: string
  /** It was already running: it outlived a crash, or another living program started it. */
  adopted: boolean
  /** Leaves a server alone that belongs to another living program. May be called twice. */
  stop(): Promise<void>
}

const databaseName = 'wanqing'
const survivors = /pre-existing shared memory|lock file .* already exists/

function addressOf(port: number, password: string, database: string): string {
  return `postgres://wanqing:${password}@127.0.0.1:${port}/${database}`
}

async function asking<Result>(
  url: string,
  patience: number,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience })
  client.on('error', () => {}) // the query that is under way rejects as well
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((done, fail) => probe.once('error', fail).listen(0, '127.0.0.1', done))
  const { port } = probe.address() as { port: number }
  await new Promise(done => probe.close(done))
  return port
}

/** Version of the server once it answers and proves to be ours; null as long as it is not ready. */
async function greet(home: Home, port: number, password: string): Promise<string | null> {
  try {
    return await asking(addressOf(port, password, 'postgres'), 3_000, async client => {
      const { rows } = await client.query(
        "select current_setting('data_directory') as place, current_setting('server_version') as version",
      )
      if (realpathSync(rows[0].place) !== realpathSync(home.cluster)) return null
      const existing = await client.query('select from pg_database where datname = $1', [databaseName])
      if (existing.rowCount === 0) await client.query(`create database ${databaseName}`)
      return rows[0].version.split(' ')[0]
    })
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string }
    // 57P03: still starting or recovering; 57P01: shutting down.
    if (['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', '57P03', '57P01'].includes(code)) return null
    if (/timeout|terminated/i.test(message)) return null
    if (code === '28P01') {
      throw new Refused(
        'unavailable',
        `口令文件 ${home.passwordFile} 与数据库不符。请从备份中放回正确的文件后重新启动。`,
      )
    }
    throw error
  }
}

/** Replaying changes after a crash can take minutes; as long as the server lives it is waited for. */
async function waitFor<Answer>(
  ask: () => Promise<Answer | null>,
  lives: () => boolean,
  log: (sentence: string) => void,
): Promise<Answer | null> {
  const began = Date.now()
  let told = 0
  for (;;) {
    const answer = await ask()
    if (answer !== null) return answer
    if (!lives()) return null
    const seconds = Math.floor((Date.now() - began) / 1000)
    if (seconds >= told + 10) {
      told = seconds
      log(`数据库正在恢复上次中断前的数据，已用 ${seconds} 秒，请稍候。`)
    }
    if (seconds > 1800) throw new Refused('unavailable', '数据库半小时仍未就绪。请查看它的日志后重新启动。')
    await sleep(Math.min(20 + seconds * 50, 500))
  }
}

/** The server that is already running on the cluster, if there is one. */
async function adopt(home: Home, log: (sentence: string) => void) {
  if (!findPostmaster(home.cluster)) return null
  const password = ownerPassword(home)
  const version = await waitFor(
    async () => {
      const port = findPostmaster(home.cluster)?.port
      return port ? greet(home, port, password) : null
    },
    () => findPostmaster(home.cluster) !== null,
    log,
  )
  const postmaster = findPostmaster(home.cluster)
  return version && postmaster?.port ? { version, port: postmaster.port, pid: postmaster.pid } : null
}

/** A new log for every ten megabytes, and the one before it: it must not fill the disk over the years. */
function openLog(file: string): { handle: number; sayings: () => string } {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`)
  const handle = openSync(file, 'a', 0o600)
  const start = statSync(file).size
  return { handle, sayings: () => readFileSync(file).subarray(start).toString('utf8') }
}

/** Detached: Ctrl-C in the terminal must reach us only, so that we stop it after our last transaction. */
function spawnServer(home: Home, binaries: Binaries, settings: Record<string, string>, logHandle: number) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const manners = { ...home.account, env: quietEnvironment, cwd: home.cluster } as const
  if (process.platform === 'win32') {
    // pg_ctl gives up administrator rights, with which the server would refuse to start.
    const start = ['start', '-W', '-D', home.cluster, '-l', home.logFile, '-o', flags.join(' ')]
    return spawn(binaries.pgCtl, start, { ...manners, stdio: 'ignore', windowsHide: true })
  }
  const output: ['ignore', number, number] = ['ignore', logHandle, logHandle]
  return spawn(binaries.postgres, ['-D', home.cluster, ...flags], {
    ...manners,
    detached: true,
    stdio: output,
  })
}

/** On Windows the child is only pg_ctl, which ends at once; the record of the postmaster tells the rest. */
function livesOf(child: ChildProcess, home: Home): () => boolean {
  const grace = Date.now() + 15_000
  const ended = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined
  if (process.platform !== 'win32') return () => !ended()
  return () =>
    !ended() || (child.exitCode === 0 && Date.now() < grace) || findPostmaster(home.cluster) !== null
}

async function launch(home: Home, binaries: Binaries, options: PostgresOptions) {
  const { settings = {}, durable = true, log = () => {} } = options
  const password = ownerPassword(home)
  for (let attempt = 1; ; attempt++) {
    findPostmaster(home.cluster) // clears away a stale record
    const port = settings.port ? Number(settings.port) : await freePort()
    const { handle, sayings } = openLog(home.logFile)
    const child = spawnServer(home, binaries, settingsFor(home.cluster, port, durable, settings), handle)
    let failure = ''
    child.on('error', error => {
      failure = error.message
    })
    closeSync(handle)
    child.unref()
    const version = await waitFor(() => greet(home, port, password), livesOf(child, home), log).catch(
      async error => {
        const pid = findPostmaster(home.cluster)?.pid
        if (pid) await halt(home, pid, log) // it runs but cannot be used: leave nothing behind
        throw error
      },
    )
    const pid = findPostmaster(home.cluster)?.pid
    if (version && pid) return { version, port, pid }
    const said = failure || sayings()
    // Someone took the port between our look and the start, or the last server's children are still ending.
    const passing = settings.port ? survivors : new RegExp(`could not bind|${survivors.source}`)
    if (attempt >= 5 || !passing.test(said)) throw refusalFromLog(said, home.logFile)
    await sleep(500 * attempt)
  }
}

/** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
async function halt(home: Home, pid: number, log: (sentence: string) => void): Promise<void> {
  const gone = () => !isAlive(pid) || findPostmaster(home.cluster)?.pid !== pid
  if (process.platform === 'win32') {
    const { pgCtl } = prepareBinaries(home.folder, home.account, log)
    await promisify(execFile)(pgCtl, ['stop', '-m', 'fast', '-w', '-t', '60', '-D', home.cluster])
    return
  }
  // SIGINT is "fast"; SIGQUIT drops everything and leaves a recovery to the next start, losing nothing committed.
  for (const [signal, patience] of [
    ['SIGINT', 60_000],
    ['SIGQUIT', 10_000],
    ['SIGKILL', 5_000],
  ] as const) {
    if (signal !== 'SIGINT') log('数据库没有按时停下，改用更快的方式停止；已保存的内容不会丢失。')
    try {
      if (!gone()) process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    const end = Date.now() + patience
    while (!gone() && Date.now() < end) await sleep(15)
    if (gone()) return
  }
}

async function startWithin(home: Home, options: PostgresOptions): Promise<Postgres> {
  const { durable = true, log = () => {} } = options
  const starterFile = join(home.folder, 'started-by')
  const running = existsSync(home.cluster) ? await adopt(home, log) : null
  let server = running
  if (!server) {
    const binaries = prepareBinaries(home.folder, home.account, log)
    if (!hasCluster(home, binaries.major)) await makeCluster(home, binaries, durable, log)
    tidyRights(home)
    server = await launch(home, binaries, options)
  }
  // A command run beside a living server is its guest and must not stop it on leaving.
  const guest = running !== null && writerOf(starterFile) !== null
  if (!guest) writeFileSync(starterFile, signature())
  if (running && !guest) log('上次程序意外中断，数据库仍在运行，已接着使用。')
  const { pid } = server
  let stopping: Promise<void> | null = null
  const stop = () =>
    alone(join(home.folder, 'starting'), async () => {
      await halt(home, pid, log)
      rmSync(starterFile, { force: true })
    })
  return {
    url: addressOf(server.port, ownerPassword(home), databaseName),
    port: server.port,
    version: server.version,
    folder: home.folder,
    adopted: running !== null,
    stop: () => {
      stopping ??= guest ? Promise.resolve() : stop()
      return stopping
    },
  }
}

/**
 * Starts PostgreSQL in the folder, making the cluster on first use. Whoever calls it stops it on SIGINT and
 * SIGTERM; after a kill -9 of everything or of the program alone the next start finds its data again.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  try {
    const home = findHome(options.folder, options.log ?? (() => {}))
    return await alone(join(home.folder, 'starting'), () => startWithin(home, options))
  } catch (error) {
    throw refusalFromFolder(error, options.folder)
  }
}

/** A server of one's own, checked before anything else opens: reachable, 15 to 18, able to store Chinese. */
export async function checkServer(url: string): Promise<{ version: string }> {
  let address: URL
  try {
    address = new URL(url)
  } catch {
    throw new Refused('unavailable', 'DATABASE_URL 写得不对。请写成 postgres://用户:口令@主机:5432/数据库。')
  }
  try {
    return await asking(url, 10_000, async client => {
      const { rows } = await client.query(
        `select current_setting('server_version') as version, current_setting('server_encoding') as encoding,
                current_setting('server_version_num')::int / 10000 as major`,
      )
      const { version, encoding, major } = rows[0]
      if (major < 15 || major > 18) {
        throw new Refused(
          'unavailable',
          `DATABASE_URL 指向的 PostgreSQL 是 ${version} 版，本程序支持 15 到 18 版。请换用受支持的版本。`,
        )
      }
      if (encoding !== 'UTF8') {
        throw new Refused(
          'unavailable',
          `DATABASE_URL 指向的数据库编码是 ${encoding}，存不下全部汉字。请用 CREATE DATABASE 库名 ENCODING 'UTF8' TEMPLATE template0 新建一个。`,
        )
      }
      return { version: version.split(' ')[0] }
    })
  } catch (error) {
    throw refusalFromServer(error, address)
  }
}
