// Two requests at the same moment: one is held until the other waits for its row, and then goes through first.
import type pg from 'pg'

interface Holding {
  pool: pg.Pool
  table: string
  /** The row that both want. */
  id: string
  /** What the first does with it once the other waits; only holds it where nothing is said. */
  does?: 'delete'
}

/** `waiting` of the requests must stand at the lock before it opens; their answers. */
export async function meanwhile<Answer>(
  { pool, table, id, does }: Holding,
  waiting: number,
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rowCount } = await client.query(`select from ${table} where id = $1 for update`, [id])
    if (rowCount !== 1) throw new Error(`${rowCount} rows are held instead of one`)
    const answer = ask()
    // A request that fails at once is told below, and not before anybody listens.
    answer.catch(() => {})
    await standing(pool, waiting)
    if (does === 'delete') await client.query(`delete from ${table} where id = $1`, [id])
    await client.query('commit')
    return await answer
  } finally {
    client.release()
  }
}

async function standing(pool: pg.Pool, waiting: number): Promise<void> {
  for (let look = 0; look < 200; look++) {
    const { rows } = await pool.query<{ many: number }>(
      `select count(*)::int as many from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if ((rows[0]?.many ?? 0) >= waiting) return
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error('nothing came to wait at the lock')
}
