// What was searched when: the next search takes up from there.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { modelVersion } from '../../domain/duplicates/model.ts'
import type { System } from '../kernel/context.ts'

interface Searched {
  kind: 'wholeProvince' | 'arrivals'
  readUntil: Date
  finishedAt: Date
  elders: number
  compared: number
  found: number
  obsolete: number
}

/** Searches of arrivals are many and soon stale; those of the whole province are kept. */
const daysKept = 3

export async function noteSearch(client: pg.ClientBase, searched: Searched): Promise<void> {
  const { kind, readUntil, finishedAt, elders, compared, found, obsolete } = searched
  await client.query(
    `insert into duplicate_searches (id, kind, read_until, finished_at, elders, compared, found, obsolete,
       model_version) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [randomUUID(), kind, readUntil, finishedAt, elders, compared, found, obsolete, modelVersion],
  )
  await client.query(
    `delete from duplicate_searches where kind = 'arrivals' and finished_at < $1::timestamptz - make_interval(days => $2)`,
    [finishedAt, daysKept],
  )
}

/** Up to when records have been compared; null before the first search. */
export async function readUntil(system: System): Promise<string | null> {
  const row = await system.connections.db
    .selectFrom('duplicateSearches')
    .select(({ fn }) => fn.max('readUntil').as('until'))
    .executeTakeFirst()
  return row?.until ?? null
}
