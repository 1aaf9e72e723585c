// Starts, crashes, damages and restarts real clusters in a scratch folder.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { checkServer, type Postgres, startPostgres } from './postgres.ts'
import { findPackage, prepareBinaries } from './postgres-binaries.ts'
import { isAlive, signature, writerOf } from './postgres-processes.ts'
import { refusalFromLog } from './postgres-refusals.ts'

const scratch = mkdtempSync(join(tmpdir(), 'wanqing-postgres-'))
const folder = join(scratch, 'main')
const started: Postgres[] = []
const children: ChildProcess[] = []

async function start(where = folder, settings: Record<string, string> = {}): Promise<Postgres> {
  const server = await startPostgres({
    folder: where,
    durable: false,
    settings: { shared_buffers: '32MB', ...settings },
  })
  started.push(server)
  return server
}

async function query<Row extends pg.QueryResultRow>(server: Postgres, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  try {
    return (await client.query<Row>(text)).rows
  } finally {
    await client.end()
  }
}

/** Another program that starts the same cluster and then sits there until it is killed. */
async function startElsewhere(): Promise<number> {
  const launcher = fileURLToPath(new URL('./postgres.ts', import.meta.url))
  const script = `const { startPostgres } = await import(${JSON.stringify(launcher)});
    await startPostgres({ folder: ${JSON.stringify(folder)}, durable: false });
    console.log('started'); setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  await new Promise<void>((done, fail) => {
    child.stdout!.once('data', () => done())
    child.once('exit', () => fail(new Error('the other program ended early')))
  })
  return child.pid!
}

async function killAndWait(pid: number): Promise<void> {
  process.kill(pid, 'SIGKILL')
  while (isAlive(pid)) await new Promise(done => setTimeout(done, 10))
}

const postmasterPid = () =>
  Number(readFileSync(join(folder, 'cluster/postmaster.pid'), 'utf8').split('\n')[0])

beforeAll(async () => {
  chmodSync(scratch, 0o755) // as root the server runs as somebody else, who must get in
  const server = await start()
  await query(server, 'create table note (line text)')
  await query(server, `insert into note values ('王秀兰')`)
  await server.stop()
}, 60_000)

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const server of started) await server.stop()
  rmSync(scratch, { recursive: true, force: true })
}, 60_000)

test('a second start finds the data, takes nothing from the system and listens to this machine only', async () => {
  const server = await start()
  expect(server.adopted).toBe(false)
  expect(server.version).toMatch(/^18\./)
  expect(await query(server, 'select line from note')).toEqual([{ line: '王秀兰' }])
  const [settings] = await query<Record<string, string>>(
    server,
    `select current_setting('TimeZone') as zone, current_setting('server_encoding') as encoding,
      current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
      (select datlocale from pg_database where datname = current_database()) as locale`,
  )
  expect(settings).toEqual({
    zone: 'UTC',
    encoding: 'UTF8',
    addresses: '127.0.0.1',
    sockets: '',
    locale: 'C.UTF-8',
  })
  await server.stop()
  await server.stop()
  expect(existsSync(join(folder, 'cluster/postmaster.pid'))).toBe(false)
})

test('nobody gets in without the password, and the password is for the owner only', async () => {
  const server = await start()
  const open = new pg.Client({ connectionString: server.url.replace(/:[^:@]+@/, ':guess@') })
  await expect(open.connect()).rejects.toMatchObject({ code: '28P01' })
  expect(statSync(join(server.folder, 'owner-password')).mode & 0o777).toBe(0o600)
  await server.stop()
})

test('a command beside a living program is a guest and does not stop its database', async () => {
  const owner = await start()
  const guest = await start()
  expect(guest.adopted).toBe(true)
  expect(guest.port).toBe(owner.port)
  await guest.stop()
  expect(await query(owner, 'select 1 as one')).toEqual([{ one: 1 }])
  await owner.stop()
})

test('after kill -9 of the program alone the next start takes the database over, and stops it', async () => {
  const program = await startElsewhere()
  const pid = postmasterPid()
  await killAndWait(program)
  const server = await start()
  expect(server.adopted).toBe(true)
  expect(postmasterPid()).toBe(pid)
  await server.stop()
  // Whoever adopted the orphan may take a moment to bury it.
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false)
}, 60_000)

test('after kill -9 of everything the next start recovers', async () => {
  const program = await startElsewhere()
  const pid = postmasterPid()
  await killAndWait(program)
  await killAndWait(pid)
  const server = await start()
  expect(server.adopted).toBe(false)
  expect(await query(server, 'select line from note')).toEqual([{ line: '王秀兰' }])
  await server.stop()
}, 60_000)

test('a record whose number now belongs to another program does not stop the start', async () => {
  writeFileSync(
    join(folder, 'cluster/postmaster.pid'),
    `${process.pid}\n${folder}/cluster\n1\n5999\n\n127.0.0.1\n`,
  )
  const server = await start()
  expect(server.adopted).toBe(false)
  await server.stop()
})

test('a cluster cut short in the making is made again', async () => {
  const half = join(scratch, 'half')
  mkdirSync(join(half, 'cluster-unfinished/base'), { recursive: true })
  writeFileSync(join(half, 'cluster-unfinished/PG_VERSION'), '18\n')
  const server = await start(half)
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  await server.stop()
  expect(existsSync(join(half, 'cluster-unfinished'))).toBe(false)
}, 60_000)

test.each([
  ['without PG_VERSION', 'PG_VERSION', null, /已损坏：缺少 PG_VERSION.*备份放回原处/],
  ['of another version', 'PG_VERSION', '16\n', /PostgreSQL 16 的.*18 版.*备份/],
  ['without its control file', 'global/pg_control', null, /已损坏或不完整.*备份放回原处/],
])('a folder %s is refused with advice and left as it is', async (_, file, content, sentence) => {
  const damaged = mkdtempSync(join(scratch, 'damaged-'))
  cpSync(folder, damaged, { recursive: true })
  rmSync(join(damaged, 'cluster', file))
  if (content) writeFileSync(join(damaged, 'cluster', file), content)
  await expect(startPostgres({ folder: damaged })).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(sentence),
  })
  expect(existsSync(join(damaged, 'cluster/base'))).toBe(true)
})

test('a wrong password file is told, and no server is left running', async () => {
  const copy = mkdtempSync(join(scratch, 'password-'))
  cpSync(folder, copy, { recursive: true })
  writeFileSync(join(copy, 'owner-password'), 'wrong\n')
  await expect(startPostgres({ folder: copy })).rejects.toThrow(/owner-password 与数据库不符/)
  expect(existsSync(join(copy, 'cluster/postmaster.pid'))).toBe(false)
})

test('a port that is asked for and taken is refused', async () => {
  const other = createServer()
  await new Promise<void>(done => other.listen(0, '127.0.0.1', done))
  const { port } = other.address() as { port: number }
  await expect(start(folder, { port: String(port) })).rejects.toThrow(/端口被别的程序占用/)
  other.close()
})

test('a file in the place of the folder is refused', async () => {
  const file = join(scratch, 'file')
  writeFileSync(file, '')
  await expect(startPostgres({ folder: file })).rejects.toThrow(/是一个文件.*--data/)
})

test('a full disk and scarce memory are named in words', () => {
  const full = refusalFromLog('PANIC:  could not write to file: No space left on device\n', 'log')
  expect(full.message).toMatch(/磁盘已满.*原文：PANIC/)
  expect(refusalFromLog('FATAL:  could not map anonymous shared memory', 'log').message).toMatch(/内存不足/)
})

test('a machine without a package is sent to DATABASE_URL', () => {
  expect(() => findPackage('win32', 'arm64')).toThrow(/win32-arm64.*DATABASE_URL/)
})

test.runIf(process.platform === 'linux')('missing links are restored beside the package', () => {
  const copy = join(scratch, 'package')
  cpSync(findPackage(), copy, {
    recursive: true,
    filter: source => !/\.so(\.\d+)?$/.test(source) || !isLink(source),
  })
  const binaries = prepareBinaries(scratch, null, () => {}, copy)
  expect(binaries.major).toBe('18')
  expect(binaries.postgres.startsWith(copy)).toBe(true)
})

const links: { target: string }[] =
  process.platform === 'linux'
    ? JSON.parse(readFileSync(join(findPackage(), 'native/pg-symlinks.json'), 'utf8'))
    : []
function isLink(source: string): boolean {
  return links.some(link => source.endsWith(link.target))
}

test('a signature holds only while its process lives', async () => {
  const file = join(scratch, 'signature')
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  writeFileSync(file, signature(child.pid!))
  expect(writerOf(file)).toBe(child.pid)
  await killAndWait(child.pid!)
  expect(writerOf(file)).toBeNull()
})

test.runIf(process.getuid?.() === 0)(
  'as root, a folder nobody else can reach sends the data elsewhere and says where',
  async () => {
    const closed = join(scratch, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const said: string[] = []
    const options = { folder: join(closed, 'data'), durable: false, log: (line: string) => said.push(line) }
    const server = await startPostgres(options)
    try {
      expect(server.folder).not.toContain(closed)
      expect(said.join()).toContain(server.folder)
      await query(server, 'create table kept ()')
      await server.stop()
      // Reachable from now on: it must still be the same database.
      chmodSync(closed, 0o755)
      const again = await startPostgres(options)
      started.push(again)
      expect(again.folder).toBe(server.folder)
      expect(await query(again, 'select from kept')).toEqual([])
      await again.stop()
    } finally {
      await server.stop()
      rmSync(server.folder, { recursive: true })
    }
    await expect(startPostgres(options)).rejects.toThrow(/现在找不到了.*database-location/)
  },
  60_000,
)

test('a foreign server is accepted, or refused with a sentence that never holds the password', async () => {
  expect((await checkServer(inject('clusterUrl'))).version).toMatch(/^1[5-8]\./)
  // The given cluster may trust everybody; ours asks for the password.
  const server = await start()
  const cluster = server.url
  const other = (change: (url: URL) => void) => {
    const url = new URL(cluster)
    change(url)
    return checkServer(url.toString())
  }
  await expect(
    other(url => {
      url.password = 'sesame'
    }),
  ).rejects.toThrow(/口令不对/)
  await expect(
    other(url => {
      url.password = 'sesame'
    }),
  ).rejects.not.toThrow(/sesame/)
  await expect(
    other(url => {
      url.pathname = '/nowhere'
    }),
  ).rejects.toThrow(/“nowhere”不存在.*CREATE DATABASE/)
  await expect(
    other(url => {
      url.port = '1'
    }),
  ).rejects.toThrow(/没有数据库在监听/)
  await expect(
    other(url => {
      url.hostname = 'nowhere.invalid'
    }),
  ).rejects.toThrow(/主机“nowhere.invalid”/)
  await server.stop()
  await expect(checkServer('not an address')).rejects.toThrow(/postgres:\/\/用户/)
})

test('a database that cannot hold every Chinese character is refused', async () => {
  const server = await start()
  await query(
    server,
    `create database narrow encoding 'LATIN1' locale 'C' locale_provider libc template template0`,
  )
  await expect(checkServer(server.url.replace(/wanqing$/, 'narrow'))).rejects.toThrow(/编码是 LATIN1/)
  await server.stop()
})
