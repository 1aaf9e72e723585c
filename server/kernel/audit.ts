// The audit trail: the hot path only inserts a row; a job seals entries into a hash chain per county.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import type { Actor } from './context.ts'
import type { Transaction } from './database.ts'

/** Whose records one operation touched in one county. */
export interface Concern {
  countyCode: string
  subjects: readonly string[]
  reason: string | null
}

export const noting =
  (concerns: Concern[]) => (countyCode: string, subjects: readonly string[], reason?: string) =>
    void concerns.push({ countyCode, subjects, reason: reason ?? null })

/** More ids than this would make the entry heavier than the read; the count still says how many. */
const subjectsKept = 500

/** One entry per county touched; one with no subjects where the act concerned nobody in particular. */
export async function writeAudit(
  tx: Transaction,
  entry: {
    at: Date
    /** In which post; null for a job of its own and for whoever has not signed in. */
    actor: Pick<Actor, 'accountId' | 'postId' | 'deviceId' | 'regionCode'> | null
    operation: string
    requestId: string
    concerns: readonly Concern[]
  },
): Promise<void> {
  const { at, actor, operation, requestId } = entry
  const home = actor?.regionCode ?? '000000000000'
  const concerns = entry.concerns.length
    ? entry.concerns
    : [{ countyCode: home.slice(0, 6), subjects: [], reason: null }]
  await tx
    .insertInto('auditEntries')
    .values(
      concerns.map(({ countyCode, subjects, reason }) => ({
        countyCode,
        regionCode: home.startsWith(countyCode) ? home : countyCode.padEnd(12, '0'),
        at: at.toISOString(),
        accountId: actor?.accountId ?? null,
        postId: actor?.postId ?? null,
        deviceId: actor?.deviceId ?? null,
        operation,
        subjects: subjects.slice(0, subjectsKept),
        subjectCount: subjects.length,
        reason,
        requestId,
      })),
    )
    .execute()
}

/** The text an entry is hashed as: the columns in this order, JSON, one a line (docs/audit-chain.md). */
export const sealedColumns = `json_build_array(county_code, id, region_code,
  to_char(at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), account_id, post_id, device_id, operation,
  subjects, subject_count, reason, request_id)::text`

const firstHash = '0'.repeat(64)
const entriesPerSeal = 10_000

export function hashOf(text: string): string {
  return createHash('sm3').update(text).digest('hex')
}

/** What a seal's hash covers: the one before it, its own number, how many entries and their hash. */
export function sealHash(previous: string, number: number, count: number, entriesHash: string): string {
  return hashOf(`${previous}|${number}|${count}|${entriesHash}`)
}

/**
 * Seals what has been committed and is not sealed yet, county by county, oldest first. Runs as the owner:
 * the application's role may neither change nor delete an entry. Returns how many entries were sealed.
 */
export async function sealAudit(pool: pg.Pool): Promise<number> {
  const client = await pool.connect()
  try {
    const counties = await client.query<{ county_code: string }>(
      'select distinct county_code from audit_entries where seal_number is null order by 1',
    )
    let sealed = 0
    for (const { county_code } of counties.rows) sealed += await sealCounty(client, county_code)
    return sealed
  } finally {
    client.release()
  }
}

async function sealCounty(client: pg.PoolClient, countyCode: string): Promise<number> {
  await client.query('begin')
  try {
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [`audit ${countyCode}`])
    const last = await client.query<{ number: number; hash: string }>(
      'select number::int, hash from audit_seals where county_code = $1 order by number desc limit 1',
      [countyCode],
    )
    const number = (last.rows[0]?.number ?? 0) + 1
    const previous = last.rows[0]?.hash ?? firstHash
    const entries = await client.query<{ line: string }>(
      `with chosen as (
         select id from audit_entries where county_code = $1 and seal_number is null order by id limit $3
       ), marked as (
         update audit_entries set seal_number = $2
         where county_code = $1 and id in (select id from chosen) returning *
       )
       select ${sealedColumns} as line from marked order by id`,
      [countyCode, number, entriesPerSeal],
    )
    if (entries.rows.length > 0) {
      const entriesHash = hashOf(entries.rows.map(row => row.line).join('\n'))
      const hash = sealHash(previous, number, entries.rows.length, entriesHash)
      await client.query('insert into audit_seals values ($1, $2, $3, $4, $5, $6, now())', [
        countyCode,
        number,
        entries.rows.length,
        entriesHash,
        previous,
        hash,
      ])
    }
    await client.query('commit')
    return entries.rows.length
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}
