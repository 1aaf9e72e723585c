// The night's search over the whole province, within and across counties; running it twice changes nothing.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { dayOf } from '../../domain/kernel/day.ts'
import { writeAudit } from '../kernel/audit.ts'
import type { System } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { type Kept, keepPairs, type PairToKeep } from './keep.ts'
import { everyone, type Person, PersonReader } from './people.ts'
import { PairSearch } from './search.ts'
import { noteSearch } from './searches.ts'

export const sweepJob = 'duplicates.sweep'

export interface SweepReport extends Kept {
  elders: number
  compared: number
  pairs: number
  seconds: { reading: number; comparing: number; writing: number }
}

/** Null when another server is sweeping. */
export async function sweepDuplicates(system: System): Promise<SweepReport | null> {
  const client = await system.connections.pool.connect()
  try {
    const held = await client.query(`select pg_try_advisory_lock(hashtext('duplicates.sweep')) as held`)
    if (!held.rows[0].held) return null
    try {
      return await sweep(system, client)
    } finally {
      await client.query(`select pg_advisory_unlock(hashtext('duplicates.sweep'))`).catch(() => {})
    }
  } finally {
    client.release()
  }
}

type Where = Omit<Person, 'ready'>

async function sweep(system: System, client: pg.PoolClient): Promise<SweepReport> {
  await system.settings.refresh()
  const startedAt = system.clock.now()
  const clock = stopwatch()
  const search = new PairSearch()
  const places = await readProvince(system, client, search)
  const reading = clock()
  const from = thresholdsOf(system, dayOf(startedAt))
  const found = await search.run((one, other) =>
    Math.min(from(places[one]?.countyCode ?? ''), from(places[other]?.countyCode ?? '')),
  )
  const comparing = clock()
  const pairs = found.pairs.map(
    ({ one, other, score, reasons }): PairToKeep => ({
      one: places[one] as Where,
      other: places[other] as Where,
      score,
      reasons,
      source: 'atNight',
    }),
  )
  const kept = await inTransaction(client, 'read write', async () => {
    const answer = await keepPairs(client, pairs, { now: startedAt, searched: null })
    await noteSearch(client, {
      kind: 'wholeProvince',
      readUntil: startedAt,
      finishedAt: system.clock.now(),
      elders: places.length,
      compared: found.compared,
      ...answer,
    })
    return answer
  })
  await noteInAudit(system, places, 'duplicate.sweep', '夜间比对疑似重复档案')
  const seconds = { reading, comparing, writing: clock() }
  return { elders: places.length, compared: found.compared, pairs: pairs.length, ...kept, seconds }
}

/** Ids and places stay beside the search; numbers and telephones live in its memory only. */
async function readProvince(system: System, client: pg.PoolClient, search: PairSearch): Promise<Where[]> {
  const places: Where[] = []
  const reader = new PersonReader(system.sealer)
  await inTransaction(client, 'read only', async () => {
    for await (const people of everyone(client, reader))
      for (const { ready, countyCode, id, regionCode } of people) {
        search.add(ready)
        places.push({ countyCode, id, regionCode })
      }
  })
  return places
}

/** From which score on a county wants to see a pair; a pair of two counties is shown if either does. */
export function thresholdsOf(system: System, day: string): (countyCode: string) => number {
  const known = new Map<string, number>()
  return countyCode => {
    const before = known.get(countyCode)
    if (before !== undefined) return before
    const score = system.settings.value('duplicates.reviewFrom', `${countyCode}000000`, day)
    known.set(countyCode, score)
    return score
  }
}

/** Opening every number is a read of personal fields: one entry a county, by nobody, says so and how many. */
export async function noteInAudit(
  system: System,
  places: readonly { countyCode: string; id: string }[],
  operation: string,
  reason: string,
): Promise<void> {
  const byCounty = new Map<string, string[]>()
  for (const { countyCode, id } of places)
    byCounty
      .set(countyCode, byCounty.get(countyCode) ?? [])
      .get(countyCode)
      ?.push(id)
  const concerns = [...byCounty].map(([countyCode, subjects]) => ({ countyCode, subjects, reason }))
  await within(system.connections.db, { area: everywhere, accountId: null }, true, tx =>
    writeAudit(tx, {
      at: system.clock.now(),
      actor: null,
      operation,
      requestId: randomUUID(),
      concerns,
    }),
  )
}

const everywhere = { from: '000000000000', to: '999999999999' }

export async function inTransaction<Result>(
  client: pg.PoolClient,
  mode: 'read only' | 'read write',
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query(`begin ${mode}; set local jit = off`)
  try {
    const result = await work()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

function stopwatch(): () => number {
  let since = performance.now()
  return () => {
    const seconds = (performance.now() - since) / 1000
    since = performance.now()
    return seconds
  }
}
