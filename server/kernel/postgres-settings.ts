// The settings our own PostgreSQL starts with, fitted to the machine's memory and disk.
import { existsSync, statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

const megabyte = 1024 * 1024

function megabytes(bytes: number, least: number, most: number): string {
  return `${Math.round(Math.min(Math.max(bytes / megabyte, least), most))}MB`
}

/** Memory we may count on: the container's limit where there is one. */
function memoryAtHand(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

/** Docker gives /dev/shm 64 MB, and a parallel hash join then fails with "No space left on device". */
function sharedMemoryIsScarce(): boolean {
  if (process.platform !== 'linux') return false
  if (!existsSync('/dev/shm')) return true
  const { bavail, bsize } = statfsSync('/dev/shm')
  return bavail * bsize < 512 * megabyte
}

const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
const careful = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' }

/** @param durable false only for databases that are thrown away: a power cut destroys them */
export function settingsFor(
  cluster: string,
  port: number,
  durable: boolean,
  given: Record<string, string>,
): Record<string, string> {
  const memory = memoryAtHand()
  const disk = statfsSync(cluster)
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    max_connections: '100',
    shared_buffers: megabytes(memory / 8, 64, 2048),
    effective_cache_size: megabytes(memory / 2, 256, 65_536),
    maintenance_work_mem: megabytes(memory / 32, 32, 512),
    work_mem: '16MB',
    // A small disk must not be filled by the log of changes alone.
    max_wal_size: megabytes((disk.bavail * disk.bsize) / 8, 256, 4096),
    checkpoint_timeout: '15min',
    random_page_cost: '1.1',
    jit: 'off',
    ...(sharedMemoryIsScarce() ? { dynamic_shared_memory_type: 'sysv' } : {}),
    ...(durable ? careful : careless),
    ...given,
    port: String(port),
  }
}
