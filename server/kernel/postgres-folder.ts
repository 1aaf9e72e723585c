// The folder of our own PostgreSQL: whom it belongs to, where it can be, and how a new cluster is made in it.
import { execFile, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type Account, type Binaries, quietEnvironment } from './postgres-binaries.ts'
import { refusalFromLog } from './postgres-refusals.ts'

/** PostgreSQL refuses to run as root: it gets the account made for it, or the one that owns nothing. */
function accountForRoot(): { uid: number; gid: number } {
  const lines = existsSync('/etc/passwd') ? readFileSync('/etc/passwd', 'utf8').split('\n') : []
  for (const name of ['postgres', 'nobody']) {
    const fields = lines.find(line => line.startsWith(`${name}:`))?.split(':')
    const [uid, gid] = [Number(fields?.[2]), Number(fields?.[3])]
    if (uid > 0 && gid > 0) return { uid, gid }
  }
  return { uid: 65_534, gid: 65_534 }
}

function canReach(folder: string, account: { uid: number; gid: number }): boolean {
  // Asked of the system and not worked out from the modes: access lists and mounts have a say as well.
  const outcome = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', env: {} })
  return outcome.status === 0
}

/** Others may pass through, not look in: the account must get to its cluster. */
function openPassage(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, statSync(folder).mode | 0o011)
}

export interface Home {
  folder: string
  cluster: string
  passwordFile: string
  logFile: string
  account: Account
}

function homeAt(folder: string, account: Account): Home {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    passwordFile: join(folder, 'owner-password'),
    logFile: join(folder, 'postgres.log'),
    account,
  }
}

/** Where the database lives: the folder asked for, unless root's other account cannot get there. */
export function findHome(asked: string, log: (sentence: string) => void): Home {
  const folder = resolve(asked)
  mkdirSync(folder, { recursive: true })
  if (process.getuid?.() !== 0) return homeAt(folder, null)
  // Without the note a folder that is reachable one day and not the next would show an empty database.
  const note = join(folder, 'database-location')
  if (existsSync(note)) {
    const noted = readFileSync(note, 'utf8').trim()
    if (existsSync(noted)) return homeAt(noted, accountOf(noted))
    throw new Refused(
      'unavailable',
      `数据库原先放在 ${noted}，现在找不到了。请把它放回原处或从备份恢复；确定不要旧数据时，删除文件 ${note} 后重新启动。`,
    )
  }
  if (existsSync(join(folder, 'cluster'))) {
    openPassage(folder)
    return homeAt(folder, accountOf(folder))
  }
  const account = accountForRoot()
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const places = [folder, join('/var/lib/wanqing', name), join(tmpdir(), `wanqing-${name}`)]
  for (const place of places) {
    try {
      if (place.startsWith('/var/lib/wanqing')) openPassage('/var/lib/wanqing')
      openPassage(place)
      if (statSync(place).uid !== 0 || !canReach(place, account)) continue
    } catch {
      continue
    }
    if (place !== folder) {
      writeFileSync(note, `${place}\n`)
      log(`PostgreSQL 不能以 root 身份运行，而它的账户进不了 ${folder}，数据库改放在 ${place}。`)
      if (place.startsWith(tmpdir())) log('这是临时文件夹，重启后可能被清空。正式使用请用 --data 指定别处。')
    }
    return homeAt(place, account)
  }
  throw new Refused(
    'unavailable',
    `PostgreSQL 不能以 root 身份运行，而它的账户进不了 ${folder}。请用 --data 指定一个其他账户可以进入的文件夹，例如 /var/lib/wanqing。`,
  )
}

/** A cluster keeps the account it belongs to; copied about by root it is given to the usual one. */
function accountOf(folder: string): { uid: number; gid: number } {
  const cluster = join(folder, 'cluster')
  if (existsSync(cluster)) {
    const { uid, gid } = statSync(cluster)
    if (uid > 0) return { uid, gid }
  }
  return accountForRoot()
}

function giveTo(folder: string, account: { uid: number; gid: number }): void {
  chownSync(folder, account.uid, account.gid)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chownSync(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}

/** Undoes what copying a cluster back from somewhere does to owner and mode; PostgreSQL insists on both. */
export function tidyRights(home: Home): void {
  if (home.account && statSync(home.cluster).uid === 0) giveTo(home.cluster, home.account)
  if (process.platform !== 'win32' && (statSync(home.cluster).mode & 0o027) !== 0) {
    chmodSync(home.cluster, 0o700)
  }
}

/** True when there is a whole cluster, false when there is none yet; anything between is refused. */
export function hasCluster(home: Home, major: string): boolean {
  if (!existsSync(home.cluster) || readdirSync(home.cluster).length === 0) return false
  const versionFile = join(home.cluster, 'PG_VERSION')
  if (!existsSync(versionFile)) {
    throw new Refused(
      'unavailable',
      `数据库文件夹 ${home.cluster} 已损坏：缺少 PG_VERSION。请不要删除，把它另存一份，再把备份放回原处（docs/running.md 的“Keep it”）。`,
    )
  }
  const version = readFileSync(versionFile, 'utf8').trim()
  if (version !== major) {
    throw new Refused(
      'unavailable',
      `数据库文件夹 ${home.cluster} 是 PostgreSQL ${version} 的，而本程序自带的是 ${major} 版。请用原来的程序版本做备份，再用本版本恢复。`,
    )
  }
  return true
}

/** The owner's password, made on first use; mode 600, because it opens every elder's record. */
export function ownerPassword(home: Home): string {
  if (existsSync(home.passwordFile)) return readFileSync(home.passwordFile, 'utf8').trim()
  if (existsSync(join(home.cluster, 'PG_VERSION'))) {
    throw new Refused(
      'unavailable',
      `找不到数据库口令文件 ${home.passwordFile}。请从备份中把它放回原处后重新启动。`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  writeFileSync(home.passwordFile, `${password}\n`, { mode: 0o600 })
  return password
}

/**
 * Made under another name and renamed when whole: a cluster called "cluster" was never cut short in the
 * making, and one called "cluster-unfinished" never held data and may be thrown away.
 */
export async function makeCluster(
  home: Home,
  binaries: Binaries,
  durable: boolean,
  log: (sentence: string) => void,
): Promise<void> {
  log('正在创建数据库，只在第一次启动时需要几秒钟。')
  const half = join(home.folder, 'cluster-unfinished')
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { mode: 0o700 })
  ownerPassword(home)
  if (home.account) {
    chownSync(half, home.account.uid, home.account.gid)
    chownSync(home.passwordFile, home.account.uid, home.account.gid)
  }
  // Locale and encoding are taken from nothing, so that the same data sort and compare alike everywhere.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
  const door = ['--username=wanqing', '--auth=scram-sha-256', `--pwfile=${home.passwordFile}`]
  try {
    await promisify(execFile)(
      binaries.initdb,
      ['-D', half, ...door, ...locale, ...(durable ? [] : ['--no-sync'])],
      { ...home.account, cwd: half, env: quietEnvironment },
    )
  } catch (error) {
    const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string }
    throw refusalFromLog(stderr || stdout || message, home.folder)
  }
  if (existsSync(home.cluster)) rmSync(home.cluster, { recursive: true }) // known to be empty
  renameSync(half, home.cluster)
}
