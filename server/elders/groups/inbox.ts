// Lists for the desk: changes that wait for an answer, and memberships that ask for proof, a new paper or a look.
import { type RawBuilder, sql } from 'kysely'
import { type ElderGroup, groupsOn, type RecordedGroup, type Sex } from '../../../domain/elders/elder.ts'
import type { groupApi } from '../../../domain/elders/groups/api.ts'
import type { ProposalRow } from '../../../domain/elders/groups/proposals.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import { areaOf } from '../../../domain/kernel/area.ts'
import { addDays, ageOn } from '../../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../../domain/kernel/operation.ts'
import type { Context } from '../../kernel/context.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { elderRows, noteConcerns } from '../rows.ts'

type List = (typeof groupApi)['proposal.list']
type Open = (typeof groupApi)['membership.open']

type Found = Omit<ProposalRow, 'elder'> & {
  elderId: string
  name: string
  sex: Sex
  bornOn: string | null
  regionCode: string
  villageName: string
  townshipName: string | null
  recorded: RecordedGroup[]
}

export async function listProposals(context: Context, question: InputOf<List>): Promise<OutputOf<List>> {
  const { tx } = context
  const { regionCode, kind, group, limit } = question
  const area = areaOf(regionCode)
  const place = sql`p.county_code >= ${area.from.slice(0, 6)} and p.county_code <= ${area.to.slice(0, 6)}
    and p.region_code >= ${area.from} and p.region_code <= ${area.to}`
  const wanted = sql`${place} and p.state = ${question.state}
    ${kind ? sql`and p.kind = ${kind}` : sql``} ${group ? sql`and p."group" = ${group}` : sql``}`
  const after = readCursor(question.after)
  const found = await readFound(context, wanted, after, limit)
  const rows = found.slice(0, limit)
  const last = rows.at(-1)
  const counted = await sql<{ kind: string; count: number }>`
    select p.kind, count(*) as count from membership_proposals p
    where ${place} and p.state = 'proposed' group by p.kind order by p.kind`.execute(tx)
  const total = await sql<{ count: number }>`
    select count(*) as count from membership_proposals p where ${wanted}`.execute(tx)
  noteConcerns(
    context,
    rows.map(row => ({ countyCode: row.countyCode, id: row.elderId })),
  )
  return {
    rows: rows.map(row => rowFor(context, row)),
    next: found.length > limit && last ? writeCursor({ rank: 0, key: last.regionCode, id: last.id }) : null,
    total: total.rows[0]?.count ?? 0,
    waiting: Object.fromEntries(counted.rows.map(row => [row.kind, row.count])),
  }
}

async function readFound(
  { tx, today }: Context,
  wanted: RawBuilder<unknown>,
  after: { key: string; id: string } | null,
  limit: number,
): Promise<Found[]> {
  const beyond = after
    ? sql`and (p.county_code, p.region_code, p.id) > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
  const found = await sql<Found>`
    select p.county_code, p.id, p.kind, p.change, p."group", p.evidence, p.valid_from, p.proposed_on, p.state,
      p.reason, decider.name as decided_by_name, p.decided_at, p.region_code, e.id as elder_id, e.name, e.sex,
      e.born_on, village.short_name as village_name, township.short_name as township_name,
      array(
        select m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any (e.id || e.merged_ids)
          and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
      ) as recorded
    from membership_proposals p
    join elders e on e.county_code = p.county_code and e.id = p.elder_id
    join regions village on village.code = e.region_code
    left join regions township on township.code = left(e.region_code, 9) || '000'
    left join accounts decider on decider.id = p.decided_by
    where ${wanted} ${beyond}
    order by p.county_code, p.region_code, p.id
    limit ${limit + 1}`.execute(tx)
  return found.rows
}

function rowFor(context: Context, row: Found): ProposalRow {
  const { actor, today } = context
  const { elderId, name, sex, bornOn, regionCode, villageName, townshipName, recorded, ...proposal } = row
  const veryOldAge = context.setting('elder.veryOldAge', regionCode)
  const groups: ElderGroup[] = groupsOn(recorded, bornOn, today, veryOldAge)
  return {
    ...proposal,
    elder: {
      id: elderId,
      name: nameFor(actor.role, name),
      sex,
      age: bornOn === null ? null : ageOn(bornOn, today),
      villageName,
      townshipName: townshipName ?? '',
      groups,
    },
  }
}

type OpenRow = Omit<OutputOf<Open>['rows'][number], 'elder'> & {
  countyCode: string
  regionCode: string
  elderId: string
}

export async function listOpenMemberships(
  context: Context,
  question: InputOf<Open>,
): Promise<OutputOf<Open>> {
  const { tx, today } = context
  const { regionCode, group, limit } = question
  const area = areaOf(regionCode)
  const after = readCursor(question.after)
  const beyond = after
    ? sql`and (m.county_code, m.region_code, m.id) > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
  const found = await sql<OpenRow>`
    select m.county_code, m.region_code, m.id, m."group", m.valid_from, m.expires_on, m.confirmed_on, m.evidence,
      coalesce(e.merged_into, e.id) as elder_id
    from elder_memberships m
    join elders e on e.county_code = m.county_code and e.id = m.elder_id
    where m.county_code >= ${area.from.slice(0, 6)} and m.county_code <= ${area.to.slice(0, 6)}
      and m.region_code >= ${area.from} and m.region_code <= ${area.to}
      and m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
      and (e.ended_on is null or e.merged_into is not null)
      and ${askedFor(context, question)} ${group ? sql`and m."group" = ${group}` : sql``} ${beyond}
    order by m.county_code, m.region_code, m.id
    limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  const last = page.at(-1)
  const elders = await elderRows(context, distinctKeys(page))
  const byId = new Map(elders.map(elder => [elder.id, elder]))
  return {
    rows: page.flatMap(({ countyCode: _county, regionCode: _region, elderId, ...membership }) => {
      const elder = byId.get(elderId)
      return elder ? [{ ...membership, elder }] : []
    }),
    next:
      found.rows.length > limit && last ? writeCursor({ rank: 0, key: last.regionCode, id: last.id }) : null,
  }
}

function distinctKeys(page: readonly OpenRow[]) {
  const keys = new Map(page.map(row => [row.elderId, { countyCode: row.countyCode, id: row.elderId }]))
  return [...keys.values()]
}

function askedFor({ today, setting }: Context, { asks, regionCode }: InputOf<Open>): RawBuilder<unknown> {
  switch (asks) {
    case 'evidence':
      return sql`m.lacks_evidence`
    case 'expiry':
      return sql`m.expires_on <= ${addDays(today, setting('membership.expiryWarningDays', regionCode))}`
    case 'confirmation':
      return sql`coalesce(m.confirmed_on, m.valid_from)
        <= ${addDays(today, -setting('membership.confirmEveryDays', regionCode))}`
  }
}
