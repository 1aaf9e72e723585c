// Households of a region as a list: who lives in each, whom to call first, narrowed by who is at home.
import { type RawBuilder, sql } from 'kysely'
import type { Input } from '../../../domain/api.ts'
import { maskPhone } from '../../../domain/elders/elder.ts'
import type { HouseholdFilter, HouseholdRow } from '../../../domain/elders/household.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import { areaOf, levelOf } from '../../../domain/kernel/area.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { elderRows } from '../rows.ts'
import { contactsOfElders } from './families.ts'

type Question = Input<'household.list'>
interface FoundKey {
  countyCode: string
  regionCode: string
  id: string
}
type FoundHouse = Omit<HouseholdRow, 'members' | 'firstCall'> & {
  memberIds: string[]
  firstCall: { name: string; relation: string; phoneTail: string | null } | null
}

export async function listHouseholds(context: Context, question: Question) {
  const level = levelOf(question.regionCode)
  const isWide = level === 'province' || level === 'prefecture'
  // Few houses match, so that a page would be looked for in hundreds of thousands of them.
  if (isWide && (question.text !== undefined || question.filter === 'nobodyHere'))
    throw new Refused('invalid', '按地址、姓名找户或看空户，请先在上面选到县（市、区）或更小的区划。')
  const keys = await findKeys(context, question)
  const shown = keys.slice(0, question.limit)
  const last = shown.at(-1)
  const next =
    keys.length > question.limit && last ? writeCursor({ rank: 0, key: last.regionCode, id: last.id }) : null
  const rows = await householdRows(context, shown)
  const isWhole = next === null && question.after === undefined
  const counts = level === 'village' || level === 'township'
  const total = isWhole ? rows.length : counts ? await countHouseholds(context, question) : null
  return { rows, next, total }
}

const livingHere = sql`e.county_code = h.county_code and e.household_id = h.id and e.ended_on is null
  and e.merged_into is null`

/** Kin at home who have no record of their own; those who have are counted as elders. */
const kinAtHome = sql`select from ${contactsOfElders}
  where ${livingHere} and c.whereabouts = 'sameHousehold' and c.ended_on is null and c.linked_elder_id is null
    and not exists (
      select from elders o where o.county_code = h.county_code and o.household_id = h.id and o.name = c.name)`

const filters: Readonly<Record<HouseholdFilter, RawBuilder<unknown>>> = {
  oneElder: sql`(select count(*) from elders e where ${livingHere}) = 1 and not exists (${kinAtHome})`,
  eldersOnly: sql`exists (select from elders e where ${livingHere}) and not exists (${kinAtHome})`,
  // A home that somebody left, not one that a mistaken split made for a moment.
  nobodyHere: sql`not exists (select from elders e where ${livingHere}) and (
    exists (select from elders e where e.county_code = h.county_code and e.household_id = h.id)
    or exists (select from household_stays s where s.county_code = h.county_code and s.household_id = h.id))`,
}

function conditionsOf({ regionCode, filter, text }: Question): RawBuilder<unknown> {
  const area = areaOf(regionCode)
  const place = sql`h.county_code >= ${area.from.slice(0, 6)} and h.county_code <= ${area.to.slice(0, 6)}
    and h.region_code >= ${area.from} and h.region_code <= ${area.to}`
  const narrowed = filter ? filters[filter] : sql`exists (select from elders e where ${livingHere})`
  if (text === undefined) return sql`${place} and ${narrowed}`
  return sql`${place} and ${narrowed} and (position(${text} in h.address) > 0 or exists (
    select from elders e where ${livingHere} and starts_with(e.name, ${text})))`
}

async function findKeys({ tx }: Context, question: Question): Promise<FoundKey[]> {
  const after = readCursor(question.after)
  const beyond = after
    ? sql`and (h.county_code, h.region_code, h.id) > (${after.key.slice(0, 6)}, ${after.key}, ${after.id}::uuid)`
    : sql``
  // As for the list of elders: the planner does not know the area of the row policies and would sort a county.
  await sql`set local enable_sort = off`.execute(tx)
  const found = await sql<FoundKey>`
    select h.county_code, h.region_code, h.id from households h
    where ${conditionsOf(question)} ${beyond}
    order by h.county_code, h.region_code, h.id
    limit ${question.limit + 1}`.execute(tx)
  await sql`set local enable_sort = on`.execute(tx)
  return found.rows
}

async function countHouseholds({ tx }: Context, question: Question): Promise<number> {
  const counted = await sql<{ count: number }>`
    select count(*) as count from households h where ${conditionsOf(question)}`.execute(tx)
  return counted.rows[0]?.count ?? 0
}

async function householdRows(context: Context, keys: readonly FoundKey[]): Promise<HouseholdRow[]> {
  if (keys.length === 0) return []
  const { tx, actor } = context
  const found = await sql<FoundHouse>`
    select h.county_code, h.id, h.region_code, village.short_name as village_name, h.address, h.hamlet, h.dwelling,
      array(select e.id::text from elders e where ${livingHere} order by e.born_on, e.id) as member_ids,
      (select count(*) from (${kinAtHome}) at_home) as kin_at_home,
      (select json_build_object('name', c.name, 'relation', c.relation, 'phoneTail', c.phone_tail)
        from ${contactsOfElders}
        where ${livingHere} and c.ended_on is null and c.whereabouts is distinct from 'sameHousehold'
        order by c.call_order, e.born_on, c.id limit 1) as first_call
    from unnest(${keys.map(key => key.countyCode)}::text[], ${keys.map(key => key.id)}::uuid[])
      with ordinality as wanted (county_code, id, position)
    join households h on h.county_code = wanted.county_code and h.id = wanted.id
    join regions village on village.code = h.region_code
    order by wanted.position`.execute(tx)
  const elders = await elderRows(
    context,
    found.rows.flatMap(({ countyCode, memberIds }) => memberIds.map(id => ({ countyCode, id }))),
  )
  const byId = new Map(elders.map(elder => [elder.id, elder]))
  return found.rows.map(({ memberIds, firstCall, ...house }) => ({
    ...house,
    members: memberIds.flatMap(id => byId.get(id) ?? []),
    firstCall: firstCall && {
      name: nameFor(actor.role, firstCall.name),
      relation: firstCall.relation,
      phoneMask: maskPhone(firstCall.phoneTail),
    },
  }))
}
