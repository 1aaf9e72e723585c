// Splitting a household, joining two, and taking either back: who lives where follows, and so do the kin at home.
import { sql } from 'kysely'
import type { Input } from '../../../domain/api.ts'
import { checkJoin, checkSplit, checkUndo, type HouseholdEffects } from '../../../domain/elders/household.ts'
import type { Whereabouts } from '../../../domain/elders/kin.ts'
import { kinAfterMoving } from '../../../domain/elders/moving.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { noteOpenMonths } from '../register.ts'
import { contactsOfElders } from './families.ts'
import { unknownHousehold } from './household-record.ts'
import { proposeAfter } from './kin-writing.ts'
import { closeStays, livesHereSince } from './stays.ts'

interface House {
  id: string
  regionCode: string
  synthetic: boolean
}

interface Member {
  id: string
  name: string
  cameOn: Day
}

export async function splitHousehold(context: Context, input: Input<'household.split'>): Promise<void> {
  const { today } = context
  const { countyCode, householdId, toHouseholdId, elderIds, happenedOn } = input
  const [from] = await lockHouses(context, countyCode, [householdId])
  if (!from) throw unknownHousehold()
  if (toHouseholdId === householdId)
    throw new Refused('rule_broken', '搬去的和原来的是同一户。请重新选择搬到哪一户。')
  const to = await destination(context, input, from)
  const members = await membersOf(context, countyCode, householdId)
  checkSplit({ from, to, members, leaving: elderIds, on: happenedOn, today })
  await move(context, { ...input, kind: 'split', from, to, members, leaving: new Set(elderIds) })
}

export async function joinHouseholds(context: Context, input: Input<'household.join'>): Promise<void> {
  const { today } = context
  const { countyCode, householdId, intoHouseholdId, happenedOn } = input
  const houses = await lockHouses(context, countyCode, [householdId, intoHouseholdId])
  const from = houses.find(house => house.id === householdId)
  const to = houses.find(house => house.id === intoHouseholdId)
  if (!from || !to) throw unknownHousehold()
  const members = await membersOf(context, countyCode, householdId)
  checkJoin({ from, to, members, on: happenedOn, today })
  const leaving = new Set(members.map(member => member.id))
  await move(context, { ...input, kinIds: 'all', kind: 'join', from, to, members, leaving })
}

/** In the order of ids, so that two officers moving people between the same houses wait for each other. */
async function lockHouses({ tx }: Context, countyCode: string, ids: readonly string[]): Promise<House[]> {
  return tx
    .selectFrom('households')
    .select(['id', 'regionCode', 'synthetic'])
    .where('countyCode', '=', countyCode)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute()
}

async function destination(context: Context, input: Input<'household.split'>, from: House): Promise<House> {
  const { countyCode, toHouseholdId, newHousehold } = input
  if (newHousehold === null) {
    const [to] = await lockHouses(context, countyCode, [toHouseholdId])
    if (!to) throw unknownHousehold()
    return to
  }
  const made = await context.tx
    .insertInto('households')
    .values({
      ...newHousehold,
      countyCode,
      id: toHouseholdId,
      regionCode: from.regionCode,
      synthetic: from.synthetic,
      createdAt: context.now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Refused('conflict', '这一户已经建过了。请刷新后重试。')
  return { ...from, id: toHouseholdId }
}

async function membersOf({ tx }: Context, countyCode: string, householdId: string): Promise<Member[]> {
  const found = await sql<Member>`
    select e.id, e.name, ${livesHereSince} as came_on from elders e
    where e.county_code = ${countyCode} and e.household_id = ${householdId}::uuid and e.ended_on is null
      and e.merged_into is null
    for update of e`.execute(tx)
  return found.rows
}

interface Move {
  countyCode: string
  eventId: string
  kind: 'split' | 'join'
  from: House
  to: House
  members: readonly Member[]
  leaving: ReadonlySet<string>
  kinIds: readonly string[] | 'all'
  happenedOn: Day
  reason: string
}

async function move(context: Context, given: Move): Promise<void> {
  const { tx, now, actor } = context
  const { countyCode, eventId, from, to, leaving, happenedOn } = given
  const elderIds = [...leaving]
  const kin = await kinToChange(context, given)
  const recorded = await tx
    .insertInto('householdEvents')
    .values({
      countyCode,
      id: eventId,
      regionCode: from.regionCode,
      householdId: from.id,
      otherHouseholdId: to.id,
      kind: given.kind,
      happenedOn,
      reason: given.reason,
      effects: { elders: elderIds.map(id => ({ id })), kin, changes: [] },
      recordedBy: actor.accountId,
      recordedAt: now.toISOString(),
    })
    .onConflict(conflict => conflict.columns(['countyCode', 'id']).doNothing())
    .executeTakeFirst()
  if (recorded.numInsertedOrUpdatedRows === 0n)
    throw new Refused('conflict', '这一次已经办过了。请刷新后查看。')
  await closeStays(tx, { countyCode, elderIds, on: happenedOn, eventId })
  await settle(context, countyCode, elderIds, to.id)
  await setWhereabouts(
    context,
    countyCode,
    kin.map(({ id, after }) => ({ id, to: after })),
  )
  context.concerns(countyCode, elderIds)
  await proposeAfter(
    context,
    countyCode,
    given.members.map(member => member.id),
  )
  await noteOpenMonths(context, from.regionCode, happenedOn)
}

async function settle(
  { tx, now }: Context,
  countyCode: string,
  elderIds: readonly string[],
  householdId: string,
) {
  await tx
    .updateTable('elders')
    .set(one => ({ householdId, version: one('version', '+', 1), updatedAt: now.toISOString() }))
    .where('countyCode', '=', countyCode)
    .where('id', 'in', elderIds)
    .execute()
}

/** All contacts of those who live in either house that a move may turn from 同住 to 本村 or back. */
async function kinToChange({ tx }: Context, given: Move): Promise<HouseholdEffects['kin']> {
  const { countyCode, from, to, leaving, kinIds, members } = given
  const found = await sql<{
    id: string
    elderId: string
    name: string
    linkedElderId: string | null
    whereabouts: Whereabouts | null
    isLinkedThere: boolean
  }>`
    select c.id, e.id as elder_id, c.name, c.linked_elder_id, c.whereabouts,
      coalesce(l.household_id in (${to.id}::uuid, ${from.id}::uuid) and l.household_id <> e.household_id, false)
        as is_linked_there
    from ${contactsOfElders}
    left join elders l on l.county_code = c.county_code and l.id = c.linked_elder_id
    where e.county_code = ${countyCode} and e.household_id in (${from.id}::uuid, ${to.id}::uuid)
      and e.ended_on is null and e.merged_into is null and c.ended_on is null
      and (c.whereabouts = 'sameHousehold' or l.id is not null)
    order by c.id
    for update of c`.execute(tx)
  return kinAfterMoving({ contacts: found.rows, members, leaving, kinIds })
}

async function setWhereabouts(
  { tx }: Context,
  countyCode: string,
  kin: readonly { id: string; to: Whereabouts | null; only?: Whereabouts | null }[],
): Promise<void> {
  if (kin.length === 0) return
  await sql`
    update elder_contacts c set whereabouts = wanted.whereabouts, version = c.version + 1
    from unnest(${kin.map(({ id }) => id)}::uuid[], ${kin.map(one => one.to)}::text[],
      ${kin.map(one => one.only ?? null)}::text[]) as wanted (id, whereabouts, only_from)
    where c.county_code = ${countyCode} and c.id = wanted.id
      and (wanted.only_from is null or c.whereabouts = wanted.only_from)`.execute(tx)
}

export async function undoMove(context: Context, input: Input<'household.undo'>): Promise<void> {
  const { tx, now, actor } = context
  const { countyCode, eventId, reason } = input
  const event = await tx
    .selectFrom('householdEvents')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', eventId)
    .forUpdate()
    .executeTakeFirst()
  if (!event) throw new Refused('not_found', '没有这一次分户或并户，或者不在您的辖区内。请刷新后重试。')
  const { elders, kin } = event.effects
  const elderIds = elders.map(({ id }) => id)
  checkUndo({ ...event, movedOn: await whoMovedOn(context, event, elderIds) })
  await tx
    .updateTable('householdEvents')
    .set({ undoneBy: actor.accountId, undoneAt: now.toISOString(), undoReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', eventId)
    .execute()
  await settle(context, countyCode, elderIds, event.householdId)
  await tx
    .deleteFrom('householdStays')
    .where('countyCode', '=', countyCode)
    .where('eventId', '=', eventId)
    .execute()
  await setWhereabouts(
    context,
    countyCode,
    kin.map(({ id, before, after }) => ({ id, to: before, only: after })),
  )
  context.concerns(countyCode, elderIds)
  await proposeAfter(context, countyCode, elderIds)
  await noteOpenMonths(context, event.regionCode, event.happenedOn)
}

/** The name of one who has left the new home since. */
async function whoMovedOn(
  { tx }: Context,
  event: { countyCode: string; id: string; otherHouseholdId: string | null },
  elderIds: readonly string[],
): Promise<string | null> {
  const found = await sql<{ name: string }>`
    select e.name from elders e
    where e.county_code = ${event.countyCode} and e.id = any(${elderIds}::uuid[])
      and (e.household_id <> ${event.otherHouseholdId}::uuid or exists (
        select from household_stays s
        where s.county_code = e.county_code and s.elder_id = e.id
          and s.household_id = ${event.otherHouseholdId}::uuid and s.left_on >= (
            select max(own.left_on) from household_stays own
            where own.county_code = e.county_code and own.event_id = ${event.id}::uuid)))
    limit 1`.execute(tx)
  return found.rows[0]?.name ?? null
}
