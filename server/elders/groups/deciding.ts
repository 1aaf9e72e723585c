// An officer's answer to proposed changes: accepted ones become memberships or end them, declined ones keep a reason.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { elderGroups, type RecordedGroup } from '../../../domain/elders/elder.ts'
import type { groupApi } from '../../../domain/elders/groups/api.ts'
import { missingProof } from '../../../domain/elders/memberships.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../../domain/kernel/operation.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { noteOpenMonthsFor } from '../register.ts'

type Accept = (typeof groupApi)['proposal.accept']
type Decline = (typeof groupApi)['proposal.decline']

interface Waiting {
  id: string
  elderId: string
  /** All records of the person. */
  ids: string[]
  regionCode: string
  change: 'begin' | 'end' | 'look'
  group: RecordedGroup
  evidence: string
  proof: Record<string, never>
  validFrom: Day
  state: string
  endedOn: Day | null
  /** The membership of that group in force, if there is one. */
  heldId: string | null
  heldFrom: Day | null
}

export async function acceptProposals(context: Context, given: InputOf<Accept>): Promise<OutputOf<Accept>> {
  const { countyCode } = given
  const asked = await lockWaiting(context, given)
  const skipped = asked.flatMap(one => {
    const why = whyNot(one)
    return why === null ? [] : [{ id: one.id, why }]
  })
  const refused = new Set(skipped.map(({ id }) => id))
  const taken = onePerGroup(asked.filter(({ id }) => !refused.has(id)))
  const begun = await begin(context, countyCode, taken)
  await end(context, countyCode, taken)
  await decide(context, countyCode, taken, begun)
  context.concerns(
    countyCode,
    taken.map(({ elderId }) => elderId),
  )
  await noteOpenMonthsFor(
    context,
    taken.filter(({ change }) => change !== 'look').map(one => ({ ...one, since: one.validFrom })),
  )
  return { accepted: taken.length, skipped }
}

/** Two reasons for the same group of one person begin it once. */
function onePerGroup(waiting: readonly Waiting[]): Waiting[] {
  const distinct = new Map(waiting.map(one => [`${one.elderId} ${one.change} ${one.group}`, one]))
  return [...distinct.values()]
}

function whyNot({ state, change, group, endedOn, heldId }: Waiting): string | null {
  if (state !== 'proposed') return '已经有人处理过了，或者情况已经变化。'
  if (endedOn !== null && change !== 'look') return `这位老年人已于 ${endedOn} 离册。`
  const word = elderGroups.words[group]
  if (change === 'begin' && heldId !== null) return `已经认定为“${word}”。`
  if (change === 'end' && heldId === null) return `“${word}”已经结束。`
  return null
}

async function lockWaiting(
  { tx, today }: Context,
  { countyCode, ids }: { countyCode: string; ids: readonly string[] },
): Promise<Waiting[]> {
  const found = await sql<Waiting>`
    select p.id, p.elder_id, e.id || e.merged_ids as ids, e.region_code, p.change, p."group", p.evidence, p.proof,
      p.valid_from, p.state, e.ended_on, held.id as held_id, held.valid_from as held_from
    from membership_proposals p
    join elders e on e.county_code = p.county_code and e.id = p.elder_id
    left join lateral (
      select m.id, m.valid_from from elder_memberships m
      where m.county_code = p.county_code and m.elder_id = any (e.id || e.merged_ids) and m."group" = p."group"
        and m.voided_at is null and (m.valid_to is null or m.valid_to >= ${today})
      order by m.valid_from limit 1
    ) held on true
    where p.county_code = ${countyCode} and p.id = any (${[...ids]}::uuid[])
    order by p.id
    for update of p, e`.execute(tx)
  if (found.rows.length === 0) throw unknownProposals()
  return found.rows
}

/** Returns the new membership of each proposal that begins one. */
async function begin(
  context: Context,
  countyCode: string,
  taken: readonly Waiting[],
): Promise<Map<string, string>> {
  const { tx, now, today, actor } = context
  const beginning = taken.filter(({ change }) => change === 'begin')
  const begun = new Map(beginning.map(({ id }) => [id, randomUUID() as string]))
  if (beginning.length === 0) return begun
  await tx
    .insertInto('elderMemberships')
    .values(
      beginning.map(({ id, elderId, regionCode, group, validFrom, evidence, proof }) => ({
        countyCode,
        id: begun.get(id) ?? '',
        elderId,
        regionCode,
        group,
        validFrom: validFrom > today ? today : validFrom,
        validTo: null,
        evidence,
        proof,
        lacksEvidence: missingProof({ group, proof, certificateNumber: null, expiresOn: null }).length > 0,
        confirmedBy: actor.accountId,
        confirmedOn: today,
        batchId: null,
        recordedAt: now.toISOString(),
      })),
    )
    .execute()
  return begun
}

async function end({ tx }: Context, countyCode: string, taken: readonly Waiting[]): Promise<void> {
  const ending = taken.filter(({ change }) => change === 'end')
  if (ending.length === 0) return
  await sql`
    update elder_memberships m set valid_to = greatest(m.valid_from, least(t.ends_on, m.expires_on))
    from unnest(${ending.map(one => one.heldId)}::uuid[], ${ending.map(one => one.validFrom)}::date[])
      as t (id, ends_on)
    where m.county_code = ${countyCode} and m.id = t.id`.execute(tx)
}

async function decide(
  { tx, now, actor }: Context,
  countyCode: string,
  taken: readonly Waiting[],
  begun: ReadonlyMap<string, string>,
): Promise<void> {
  await sql`
    update membership_proposals p set state = 'accepted', decided_by = ${actor.accountId}::uuid,
      decided_at = ${now.toISOString()}::timestamptz, membership_id = t.membership_id
    from unnest(${taken.map(({ id }) => id)}::uuid[],
      ${taken.map(one => begun.get(one.id) ?? (one.change === 'end' ? one.heldId : null))}::uuid[])
      as t (id, membership_id)
    where p.county_code = ${countyCode} and p.id = t.id`.execute(tx)
}

export async function declineProposals(
  context: Context,
  given: InputOf<Decline>,
): Promise<OutputOf<Decline>> {
  const { tx, now, actor } = context
  const { countyCode, ids, reason } = given
  const declined = await tx
    .updateTable('membershipProposals')
    .set({ state: 'declined', reason, decidedBy: actor.accountId, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', 'in', ids)
    .where('state', '=', 'proposed')
    .returning('elderId')
    .execute()
  if (declined.length === 0) throw unknownProposals()
  context.concerns(
    countyCode,
    declined.map(({ elderId }) => elderId),
  )
  return { declined: declined.length }
}

function unknownProposals(): Refused {
  return new Refused('not_found', '这些变化已经有人处理过，或者不在您的辖区内。请刷新后重试。')
}
