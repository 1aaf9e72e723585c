// One household on a day: who lived there, who is at home besides, who lived there before, what befell it.
import { sql } from 'kysely'
import type { Input } from '../../../domain/api.ts'
import { maskPhone } from '../../../domain/elders/elder.ts'
import type { Household, HouseholdEvent } from '../../../domain/elders/household.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import type { Day } from '../../../domain/kernel/day.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import { elderRows, noteConcerns } from '../rows.ts'
import { contactsOfElders } from './families.ts'
import { livesHereSince } from './stays.ts'

interface HouseKey {
  countyCode: string
  id: string
}

export async function getHousehold(context: Context, input: Input<'household.get'>): Promise<Household> {
  const { actor, today } = context
  const on = input.on ?? today
  if (on > today) throw new Refused('invalid', '只能查看今天和以前的情况。请选今天或更早的日期。')
  const house = await readHouse(context, input)
  const stays = await membersOn(context, input, on)
  const elders = new Map(
    (
      await elderRows(
        context,
        stays.map(({ id }) => ({ countyCode: input.countyCode, id })),
      )
    ).map(row => [row.id, row]),
  )
  const before = await livedHereBefore(context, input, on)
  noteConcerns(
    context,
    before.map(({ id }) => ({ countyCode: input.countyCode, id })),
  )
  const events = await readEvents(context, input)
  const { phoneTail, ...plain } = house
  return {
    ...plain,
    phoneMask: maskPhone(phoneTail),
    on,
    members: stays.flatMap(({ id, since }) => {
      const elder = elders.get(id)
      return elder ? [{ ...elder, since }] : []
    }),
    kinAtHome: on === today ? await kinAtHome(context, input) : [],
    before: before.map(one => ({ ...one, name: nameFor(actor.role, one.name) })),
    events: events.map(event => ({ ...event, names: event.names.map(name => nameFor(actor.role, name)) })),
  }
}

async function readHouse({ tx }: Context, { countyCode, id }: HouseKey) {
  const house = await tx
    .selectFrom('households')
    .innerJoin('regions as village', 'village.code', 'households.regionCode')
    .select([
      'households.countyCode',
      'households.id',
      'households.regionCode',
      'village.shortName as villageName',
      'households.address',
      'households.hamlet',
      'households.dwelling',
      'households.phoneTail',
      'households.version',
    ])
    .where('households.countyCode', '=', countyCode)
    .where('households.id', '=', id)
    .executeTakeFirst()
  if (!house) throw unknownHousehold()
  return house
}

export function unknownHousehold(): Refused {
  return new Refused('not_found', '没有这一户，或者不在您的辖区内。请返回按户名单重新查找。')
}

/** Those of today by their present home, those of an earlier day also by the homes they have left since. */
async function membersOn({ tx }: Context, { countyCode, id }: HouseKey, on: Day) {
  const found = await sql<{ id: string; since: Day }>`
    select lived.id, lived.since from (
      select e.id, e.born_on, e.ended_on, ${livesHereSince} as since, null::date as left_on from elders e
      where e.county_code = ${countyCode} and e.household_id = ${id}::uuid and e.merged_into is null
      union all
      select e.id, e.born_on, e.ended_on, s.came_on, s.left_on
      from household_stays s join elders e on e.county_code = s.county_code and e.id = s.elder_id
      where s.county_code = ${countyCode} and s.household_id = ${id}::uuid and e.merged_into is null
    ) lived
    where lived.since <= ${on} and (lived.left_on is null or lived.left_on > ${on})
      and (lived.ended_on is null or lived.ended_on > ${on})
    order by lived.born_on, lived.id`.execute(tx)
  return found.rows
}

async function livedHereBefore({ tx }: Context, { countyCode, id }: HouseKey, on: Day) {
  const found = await sql<Household['before'][number]>`
    select * from (
      select e.id, e.name, s.came_on, s.left_on, 'moved' as why
      from household_stays s join elders e on e.county_code = s.county_code and e.id = s.elder_id
      where s.county_code = ${countyCode} and s.household_id = ${id}::uuid and e.merged_into is null
        and s.left_on <= ${on} and s.left_on > s.came_on
      union all
      select e.id, e.name, ${livesHereSince}, d.ended_on, d.kind
      from elders e join elder_endings d on d.county_code = e.county_code and d.elder_id = e.id
      where e.county_code = ${countyCode} and e.household_id = ${id}::uuid and e.merged_into is null
        and d.kind in ('died', 'movedOut') and d.ended_on <= ${on}
    ) gone order by gone.left_on desc, gone.id`.execute(tx)
  return found.rows
}

/** Each once, though husband and wife both name the son who lives with them. */
async function kinAtHome({ tx, actor }: Context, { countyCode, id }: HouseKey) {
  const found = await sql<Household['kinAtHome'][number]>`
    select distinct on (c.name) c.id, e.id as of_elder_id, e.name as of_elder_name, c.name, c.relation, c.kinship
    from ${contactsOfElders}
    where e.county_code = ${countyCode} and e.household_id = ${id}::uuid and e.ended_on is null
      and e.merged_into is null and c.whereabouts = 'sameHousehold' and c.ended_on is null
      and c.linked_elder_id is null and not exists (
        select from elders o where o.county_code = e.county_code and o.household_id = e.household_id
          and o.name = c.name)
    order by c.name, e.born_on, e.id`.execute(tx)
  return found.rows.map(one => ({
    ...one,
    name: nameFor(actor.role, one.name),
    ofElderName: nameFor(actor.role, one.ofElderName),
  }))
}

const eventsShown = 50

async function readEvents({ tx }: Context, { countyCode, id }: HouseKey): Promise<HouseholdEvent[]> {
  const found = await sql<HouseholdEvent>`
    select v.id, v.kind, v.happened_on, v.reason, v.recorded_at, v.undone_at, v.undo_reason,
      who.name as recorded_by, coalesce(v.effects->'changes', '[]') as changes,
      case when v.other_household_id is null then null
        when v.household_id = ${id}::uuid then 'wentAway' else 'cameHere' end as direction,
      other.id as other_household_id, other.address as other_address,
      array(
        select e.name from jsonb_array_elements(v.effects->'elders') moved
        join elders e on e.county_code = v.county_code and e.id = (moved->>'id')::uuid order by e.born_on, e.id
      ) as names
    from household_events v
    left join accounts who on who.id = v.recorded_by
    left join households other on other.county_code = v.county_code
      and other.id = case when v.household_id = ${id}::uuid then v.other_household_id else v.household_id end
      and v.other_household_id is not null
    where v.county_code = ${countyCode} and (v.household_id = ${id}::uuid or v.other_household_id = ${id}::uuid)
    order by v.recorded_at desc, v.id desc limit ${eventsShown}`.execute(tx)
  return found.rows
}
