// Tells whether a process written down in a file is still that process and not a later one of the same number.
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  linkSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refused } from '../../domain/kernel/refusal.ts'

/** Null when no such process runs; on Linux the moment it began, elsewhere merely "alive". */
function sinceWhen(pid: number): string | null {
  if (!Number.isInteger(pid) || pid <= 0) return null
  if (process.platform === 'linux') {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
      return fields[0] === 'Z' ? null : fields[19]!
    } catch {
      return null
    }
  }
  try {
    process.kill(pid, 0)
    return 'alive'
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM' ? 'alive' : null
  }
}

/** "pid since", as written into our files. */
export function signature(pid: number = process.pid): string {
  return `${pid} ${sinceWhen(pid)}`
}

export function isAlive(pid: number): boolean {
  return sinceWhen(pid) !== null
}

/** The living process that wrote its signature into the file, if any. */
export function writerOf(file: string): number | null {
  try {
    const written = readFileSync(file, 'utf8').trim()
    const pid = Number(written.split(' ')[0])
    return isAlive(pid) && signature(pid) === written ? pid : null
  } catch {
    return null
  }
}

/** One process at a time prepares and starts a cluster; a lock left behind by a dead one is void. */
export async function alone<Result>(file: string, work: () => Promise<Result>): Promise<Result> {
  const patience = Date.now() + 120_000
  const own = `${file}-${process.pid}-${randomUUID()}`
  for (;;) {
    try {
      // Written first and linked then: nobody ever sees the lock without its signature.
      writeFileSync(own, signature(), { mode: 0o600 })
      linkSync(own, file)
      break
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    } finally {
      rmSync(own, { force: true })
    }
    await sleep(100)
    if (writerOf(file) === null) rmSync(file, { force: true })
    else if (Date.now() > patience)
      throw new Refused(
        'unavailable',
        `另一个程序（进程 ${writerOf(file)}）正在启动同一个数据库，等了两分钟仍未完成。请先结束它再重试。`,
      )
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

export interface Postmaster {
  pid: number
  /** Absent while it is still starting. */
  port: number | null
}

/** Containers hand out the same small numbers again: a living process need not be PostgreSQL, let alone ours. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    } catch {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
    }
  }
  if (process.platform === 'win32') return true
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.includes(
    'postgres',
  )
}

/** Children of a postmaster that was killed: until they end, its record guards the data against a second one. */
function leavesSurvivors(cluster: string): boolean {
  if (process.platform !== 'linux') return false
  const place = realpathSync(cluster)
  return readdirSync('/proc').some(pid => {
    try {
      return /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`) === place
    } catch {
      return false
    }
  })
}

/** False when nothing at all has that number: PostgreSQL clears away such a record by itself. */
function numberIsTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The server running on this cluster, whoever started it. Removes a record that is proven stale. */
export function findPostmaster(cluster: string): Postmaster | null {
  const file = join(cluster, 'postmaster.pid')
  let lines: string[]
  try {
    lines = readFileSync(file, 'utf8').split('\n')
  } catch {
    return null
  }
  const pid = Math.abs(Number(lines[0]))
  if (isPostmasterOf(pid, cluster)) return { pid, port: Number(lines[3]) || null }
  // PostgreSQL takes any process of its own user with that number for a rival, even one dead but not yet
  // buried, and would refuse to start.
  if (pid > 0 && numberIsTaken(pid) && !leavesSurvivors(cluster)) rmSync(file, { force: true })
  return null
}
