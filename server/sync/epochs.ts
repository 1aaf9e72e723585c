// Which life of the server this is: a phone that meets another offers again what it still keeps.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Context } from '../kernel/context.ts'

/** Called after a restore, before the door opens: what phones sent since the backup is gone here. */
export async function startEpoch(
  pool: Pick<pg.Pool, 'query'>,
  reason: 'installed' | 'restored',
): Promise<string> {
  const epoch = randomUUID()
  // Two restores within one clock tick would leave the order open; the later is put after the earlier.
  await pool.query(
    `insert into server_epochs select $1, greatest(now(), max(started_at) + interval '1 millisecond'), $2
     from server_epochs`,
    [epoch, reason],
  )
  known.delete(pool)
  return epoch
}

/** Changes only while the server is stopped, and is asked for by every phone: read once in a while. */
const known = new WeakMap<object, { epoch: string; readAt: number }>()
const freshForMs = 10_000

export async function currentEpoch({
  tx,
  now,
  system,
}: Pick<Context, 'tx' | 'now' | 'system'>): Promise<string> {
  const { pool } = system.connections
  const before = known.get(pool)
  const age = before ? now.getTime() - before.readAt : Number.POSITIVE_INFINITY
  if (before && age >= 0 && age < freshForMs) return before.epoch
  const { epoch } = await tx
    .selectFrom('serverEpochs')
    .orderBy('startedAt', 'desc')
    .limit(1)
    .select('epoch')
    .executeTakeFirstOrThrow()
  known.set(pool, { epoch, readAt: now.getTime() })
  return epoch
}
