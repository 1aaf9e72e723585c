// Whoever charges the meals of a county does so alone.
import { sql } from 'kysely'
import type { Transaction } from '../kernel/database.ts'

/** Two who charge one county wait for each other: the second finds nothing left to change. */
export async function lockMeals(tx: Transaction, countyCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('meals'), ${Number(countyCode)})`.execute(tx)
}
