// Compares what has arrived or changed, minutes after it did: entries at the desk, imports, a phone's acts.
import type pg from 'pg'
import { compareReady } from '../../domain/duplicates/compare.ts'
import { type Model, usualModel } from '../../domain/duplicates/model.ts'
import type { PairSource } from '../../domain/duplicates/pair.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { candidatesFor } from './candidates.ts'
import { type Kept, keepPairs, type PairToKeep } from './keep.ts'
import { askOf, type Person, PersonReader, peopleByIds } from './people.ts'
import { noteSearch, readUntil } from './searches.ts'
import { inTransaction, noteInAudit, sweepDuplicates, thresholdsOf } from './sweep.ts'

interface Arrival {
  countyCode: string
  id: string
  source: PairSource
}

/** More than this is quicker compared all at once. */
const mostArrivals = 4_000
const peopleAtOnce = 100
/** An import writes its rows with the time it began and may commit this much later. */
const lateMinutes = 20

/** Everything changed since the last search; the first of all takes everyone, a province's waits for the night. */
export async function searchArrivals(system: System): Promise<void> {
  await system.settings.refresh()
  const until = await readUntil(system)
  const startedAt = system.clock.now()
  const arrivals = await arrivedSince(system, until ?? '2000-01-01')
  if (arrivals.length > mostArrivals && until === null && (await isLarge(system))) return
  if (arrivals.length > mostArrivals || until === null) {
    await sweepDuplicates(system)
    return
  }
  if (arrivals.length === 0) return
  await findDuplicatesOf(system, arrivals, startedAt)
}

const largeLedger = 60_000

async function isLarge({ connections }: System): Promise<boolean> {
  const { rows } = await connections.pool.query<{ count: number }>(
    'select count(*)::int as count from (select from elders limit $1) few',
    [largeLedger],
  )
  return rows[0]?.count === largeLedger
}

async function arrivedSince(system: System, until: string): Promise<Arrival[]> {
  const { rows } = await system.connections.pool.query<Arrival>(
    `select county_code as "countyCode", id, case when batch_id is null then 'atEntry' else 'atImport' end as source
     from elders
     where updated_at > $1::timestamptz - make_interval(mins => $2) and merged_into is null and ended_on is null
     limit $3`,
    [until, lateMinutes, mostArrivals + 1],
  )
  return rows
}

/** Finds and keeps the pairs of a few records against the whole province; those no longer alike become obsolete. */
export async function findDuplicatesOf(
  system: System,
  arrivals: readonly Arrival[],
  startedAt: Date = system.clock.now(),
): Promise<Kept> {
  const total: Kept = { found: 0, obsolete: 0 }
  const client = await system.connections.pool.connect()
  let compared = 0
  try {
    for (let at = 0; at < arrivals.length; at += peopleAtOnce) {
      const few = arrivals.slice(at, at + peopleAtOnce)
      const found = await pairsOf(system, client, few)
      compared += found.compared
      const kept = await inTransaction(client, 'read write', () =>
        keepPairs(client, found.pairs, { now: startedAt, searched: found.people }),
      )
      total.found += kept.found
      total.obsolete += kept.obsolete
    }
    const finishedAt = system.clock.now()
    await noteSearch(client, {
      ...{ kind: 'arrivals', readUntil: startedAt, finishedAt, elders: arrivals.length, compared },
      ...total,
    })
  } finally {
    client.release()
  }
  await noteInAudit(system, arrivals, 'duplicate.arrivals', '新增和变更档案的比对')
  return total
}

async function pairsOf(system: System, client: pg.PoolClient, arrivals: readonly Arrival[]) {
  const ask = askOf(client)
  const reader = new PersonReader(system.sealer)
  const sources = new Map(arrivals.map(({ id, source }) => [id, source]))
  const people = await peopleByIds(ask, reader, arrivals)
  const candidates = await candidatesFor(
    ask,
    system.sealer,
    people.map(({ ready, regionCode }) => ({ ready, regionCode })),
  )
  const others = new Map(
    (await peopleByIds(ask, reader, distinct(candidates))).map(person => [person.id, person]),
  )
  const model = await modelFrom(client, people)
  const from = thresholdsOf(system, dayOf(system.clock.now()))
  const seen = new Set<string>()
  const pairs: PairToKeep[] = []
  for (const { asked, id } of candidates) {
    const [one, other] = [people[asked], others.get(id)]
    if (one === undefined || other === undefined || one.id === other.id || isSeen(seen, one, other)) continue
    const { score, reasons } = compareReady(one.ready, other.ready, model)
    if (score < Math.min(from(one.countyCode), from(other.countyCode))) continue
    pairs.push({ one, other, score, reasons, source: sources.get(one.id) ?? 'atEntry' })
  }
  return { pairs, people, compared: candidates.length }
}

function isSeen(seen: Set<string>, one: Person, other: Person): boolean {
  const key = one.id < other.id ? `${one.id} ${other.id}` : `${other.id} ${one.id}`
  if (seen.has(key)) return true
  seen.add(key)
  return false
}

function distinct<Key extends { id: string }>(keys: readonly Key[]): Key[] {
  return [...new Map(keys.map(key => [key.id, key])).values()]
}

/** Below this the ledger's own names tell less than the built-in table. */
const enoughToCount = 5_000

async function modelFrom(client: pg.ClientBase, people: readonly Person[]): Promise<Model> {
  const all = await client.query<{ people: number }>(
    `select greatest(reltuples, 0)::int as people from pg_class where oid = 'elders'::regclass`,
  )
  const total = all.rows[0]?.people ?? 0
  if (total < enoughToCount) return usualModel
  const names = [...new Set(people.flatMap(({ ready }) => (ready.name ? [ready.name.folded] : [])))]
  const { rows } = await client.query<{ name: string; count: number }>(
    `select e.name, count(*)::int as count
     from (select left(code, 6) as code from regions where level = 'county') county
     join elders e on e.county_code = county.code and e.name = any($1) group by e.name`,
    [names],
  )
  const counts = new Map(rows.map(({ name, count }) => [name, count]))
  return { ...usualModel, nameShare: folded => ((counts.get(folded) ?? 0) + 0.5) / total }
}
