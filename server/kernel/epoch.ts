// Which life of the server this is: a phone that meets another offers again what it still keeps.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Transaction } from './database.ts'

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
  return epoch
}

export async function currentEpoch(tx: Transaction): Promise<string> {
  const row = await tx
    .selectFrom('serverEpochs')
    .orderBy('startedAt', 'desc')
    .limit(1)
    .select('epoch')
    .executeTakeFirstOrThrow()
  return row.epoch
}
