// The phone's share of a surge: a mark asked for every half minute, and the duties when the mark has moved.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { OutputOf } from '../../domain/kernel/operation.ts'
import type { surgeApi } from '../../domain/surges/api.ts'
import type { CarriedDuties, SurgeCheck, SurgeCriterion, SurgeKind } from '../../domain/surges/surge.ts'
import type { Context } from '../kernel/context.ts'
import { countMine } from '../notices/notices.ts'

type Table = typeof surgeApi

interface Carried {
  surgeId: string
  kind: SurgeKind
  word: string | null
  checks: SurgeCheck[]
  declaredAt: string
  until: string
  elderId: string
  reasons: SurgeCriterion[]
  isReached: boolean
}

/** Under the ids of the records the phone carries, in the order to go. */
async function carriedBy({ tx, actor, today, now }: Context): Promise<Carried[]> {
  const found = await sql<Carried>`
    select d.surge_id, v.kind, v.word, v.checks, v.declared_at, v.until, a.elder_id, d.reasons,
      d.state = 'reached' as is_reached
    from visitor_assignments a
    join elders e on e.county_code = a.county_code and e.id = a.elder_id
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    join surge_duties d on d.county_code = person.county_code
      and d.elder_id = any(person.id || person.merged_ids)
    join surge_villages v on v.county_code = d.county_code and v.surge_id = d.surge_id
      and v.region_code = d.region_code
    where a.county_code = ${actor.regionCode.slice(0, 6)} and a.account_id = ${actor.accountId}
      and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
      and v.ended_at is null and v.until > ${now.toISOString()}
    order by v.declared_at, d.surge_id, d.pressure desc, a.elder_id`.execute(tx)
  return found.rows
}

function markOf(rows: readonly Carried[]): string {
  return createHash('sm3').update(JSON.stringify(rows)).digest().subarray(0, 12).toString('base64url')
}

export async function watchDuties(context: Context): Promise<OutputOf<Table['duty.watch']>> {
  const { unseen, toTake } = await countMine(context)
  const { accountId } = context.actor
  return { mark: markOf(await carriedBy(context)), unseen: Math.max(unseen, toTake), accountId }
}

export async function carriedDuties(context: Context): Promise<OutputOf<Table['duty.carried']>> {
  const rows = await carriedBy(context)
  context.concerns(context.actor.regionCode.slice(0, 6), [...new Set(rows.map(row => row.elderId))])
  return { mark: markOf(rows), surges: surgesOf(rows) }
}

function surgesOf(rows: readonly Carried[]): CarriedDuties['surges'] {
  return [...new Set(rows.map(row => row.surgeId))].flatMap(id => {
    const own = rows.filter(row => row.surgeId === id)
    const [head] = own
    if (!head) return []
    const { kind, word, checks, declaredAt, until } = head
    const duties = own.map(({ elderId, reasons, isReached }) => ({ elderId, reasons, isReached }))
    return [{ id, kind, word, checks, declaredAt, until, duties }]
  })
}
