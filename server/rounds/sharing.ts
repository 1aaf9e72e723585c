// A better share of the elders of an area: what the rule proposes, with the names an officer decides by.
import { sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf, levelOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { roundApi } from '../../domain/rounds/api.ts'
import { type SharedHousehold, shareBetter } from '../../domain/rounds/share.ts'
import { namesOf } from '../accounts/accounts.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { visitorsToPlan } from './facts.ts'

type Suggest = (typeof roundApi)['visitorLoad.suggest']

interface Member {
  id: string
  name: string
  villageName: string
  householdId: string
  regionCode: string
  visitorId: string | null
  hardness: number
}

export async function suggestShare(
  context: Context,
  { regionCode }: InputOf<Suggest>,
): Promise<OutputOf<Suggest>> {
  const { tx, today, actor } = context
  checkInArea(context, regionCode)
  const level = levelOf(regionCode)
  if (level !== 'township' && level !== 'village')
    throw new Refused('invalid', '调整分工的建议按乡镇（街道）给出，请先选择一个乡镇（街道）。')
  const visitors = await visitorsToPlan(context, regionCode, today, today)
  const members = await membersOf(context, regionCode)
  const names = await namesOf(
    tx,
    visitors.map(visitor => visitor.id),
  )
  const moves = shareBetter(
    visitors.map(({ id, villageCode, reaches }) => ({ id, villageCode, reaches, name: names.get(id) ?? '' })),
    householdsOf(members),
    context.setting('rounds.eldersMost', regionCode),
  )
  const byId = new Map(members.map(member => [member.id, member]))
  const countyCode = countyCodeOf(regionCode)
  noteConcerns(
    context,
    moves.flatMap(move => move.elderIds.map(id => ({ countyCode, id }))),
  )
  return moves.map(({ fromId, toId, elderIds, reason }) => ({
    ...{ countyCode, fromId, toId, reason },
    fromName: fromId === null ? null : (names.get(fromId) ?? null),
    toName: names.get(toId) ?? '',
    elders: elderIds.map(id => {
      const member = byId.get(id)
      return { id, name: nameFor(actor.role, member?.name ?? ''), villageName: member?.villageName ?? '' }
    }),
  }))
}

async function membersOf({ tx, today }: Context, regionCode: string): Promise<Member[]> {
  const area = areaOf(regionCode)
  const found = await sql<Member>`
    select e.id, e.name, village.short_name as village_name, e.household_id, e.region_code,
      a.account_id as visitor_id,
      coalesce((select p.hardness from planned_visits p where p.county_code = e.county_code and p.elder_id = e.id
        order by p.planned_on desc limit 1), 0) as hardness
    from elders e
    join regions village on village.code = e.region_code
    left join visitor_assignments a on a.county_code = e.county_code and a.elder_id = e.id
      and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
    where e.county_code = ${countyCodeOf(regionCode)} and e.region_code between ${area.from} and ${area.to}
      and e.ended_on is null and e.merged_into is null
    order by e.id`.execute(tx)
  return found.rows
}

/** One household and visitor together: a home that two visitors share moves in its two halves. */
function householdsOf(members: readonly Member[]): SharedHousehold[] {
  const homes = new Map<string, SharedHousehold & { elderIds: string[] }>()
  for (const { id, householdId, visitorId, regionCode, hardness } of members) {
    const key = `${householdId} ${visitorId}`
    const home = homes.get(key) ?? {
      householdId,
      visitorId,
      villageCode: regionCode,
      elderIds: [],
      hardness: 0,
    }
    home.elderIds.push(id)
    homes.set(key, { ...home, hardness: Math.max(home.hardness, hardness) })
  }
  return [...homes.values()]
}
