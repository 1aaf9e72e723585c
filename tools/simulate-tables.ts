// A server set back to its backup, for places whose rows also change: the tables are kept whole and put back whole.
import type { TestSystem } from './test-system.ts'

/** Table → its rows of one place, in an order in which they may be put back. */
export type TablesBackup = ReadonlyMap<string, unknown>

/** Each condition speaks of its own table and of $1. */
export type PlaceTables = readonly (readonly [table: string, condition: string])[]

export async function keepTables(
  { pool }: Pick<TestSystem, 'pool'>,
  tables: PlaceTables,
  place: string | readonly string[],
): Promise<TablesBackup> {
  const kept = new Map<string, unknown>()
  for (const [table, condition] of tables) {
    const { rows } = await pool.query<{ rows: unknown }>(
      `select coalesce(json_agg(t), '[]') as rows from ${table} t where ${condition}`,
      [place],
    )
    kept.set(table, rows[0]?.rows)
  }
  return kept
}

export async function putBack(
  { pool }: Pick<TestSystem, 'pool'>,
  tables: PlaceTables,
  place: string | readonly string[],
  backup: TablesBackup,
): Promise<void> {
  for (const [table, condition] of tables.toReversed())
    await pool.query(`delete from ${table} t where ${condition}`, [place])
  for (const [table] of tables)
    await pool.query(
      `insert into ${table} overriding system value select * from json_populate_recordset(null::${table}, $1)`,
      [JSON.stringify(backup.get(table))],
    )
}
