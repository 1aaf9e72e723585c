// Surges as a post may see them: always through the villages of its own area.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { surgeApi } from '../../domain/surges/api.ts'
import { type DutyFacts, summaryOf } from '../../domain/surges/rules.ts'
import type { Surge, SurgeDuty, SurgeRow, SurgeVillage } from '../../domain/surges/surge.ts'
import { namesOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

type Table = typeof surgeApi

export async function listSurges(
  { tx, now }: Context,
  { regionCode, standing, limit, after }: InputOf<Table['surge.list']>,
): Promise<OutputOf<Table['surge.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<SurgeRow>`
    select head.*, tally.* from (
      select distinct v.county_code, v.surge_id as id, v.kind, v.word, v.places, v.declared_at, v.until,
        v.ended_at, v.ending
      from surge_villages v
      where v.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)}
        and v.region_code between ${area.from} and ${area.to}
        ${standing ? sql`and v.ended_at is null and v.until > ${now.toISOString()}` : sql``}
        ${place ? sql`and (v.declared_at, v.surge_id) < (${place.sort}::timestamptz, ${place.id}::uuid)` : sql``}
      order by v.declared_at desc, v.surge_id desc limit ${limit + 1}
    ) head
    cross join lateral (
      select count(*) as total, count(*) filter (where d.state = 'reached') as reached,
        count(*) filter (where d.state = 'attempted') as attempted
      from surge_duties d where d.county_code = head.county_code and d.surge_id = head.id
        and d.region_code between ${area.from} and ${area.to}
    ) tally
    order by head.declared_at desc, head.id desc`.execute(tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? cursorOf(last.declaredAt, last.id) : null }
}

interface Key {
  countyCode: string
  id: string
}

export async function getSurge(context: Context, { countyCode, id }: Key): Promise<Surge> {
  const { tx } = context
  const head = await tx
    .selectFrom('surgeVillages')
    .where('countyCode', '=', countyCode)
    .where('surgeId', '=', id)
    .selectAll()
    .limit(1)
    .executeTakeFirst()
  if (!head) throw noSuchSurge()
  const villages = await villagesOf(context, { countyCode, id })
  const summary = summaryOf(...(await factsOf(context, { countyCode, id }, head.declaredAt)))
  const names = await namesOf(
    tx,
    [head.declaredBy, head.endedBy].flatMap(one => one ?? []),
  )
  const { total, reached, attempted } = summary
  return {
    ...head,
    ...{ countyCode, id, total, reached, attempted, villages, summary },
    declaredBy: head.declaredBy === null ? null : (names.get(head.declaredBy) ?? null),
    endedBy: head.endedBy === null ? null : (names.get(head.endedBy) ?? null),
  }
}

export function noSuchSurge(): Refused {
  return new Refused('not_found', '没有找到这次应急看望，或它不在您的辖区内。请返回列表刷新后重试。')
}

async function villagesOf({ tx }: Context, { countyCode, id }: Key): Promise<SurgeVillage[]> {
  const found = await sql<SurgeVillage>`
    select d.region_code, village.short_name as name, township.short_name as township_name, village.lon,
      village.lat, count(*) as total, count(*) filter (where d.state = 'reached') as reached,
      count(*) filter (where d.state = 'attempted') as attempted
    from surge_duties d
    join regions village on village.code = d.region_code
    left join regions township on township.code = left(d.region_code, 9) || '000'
    where d.county_code = ${countyCode} and d.surge_id = ${id}
    group by d.region_code, village.short_name, township.short_name, village.lon, village.lat
    order by d.region_code`.execute(tx)
  return found.rows
}

async function factsOf(
  { tx }: Context,
  { countyCode, id }: Key,
  declaredAt: string,
): Promise<[DutyFacts[], string, number]> {
  const duties = await tx
    .selectFrom('surgeDuties')
    .where('countyCode', '=', countyCode)
    .where('surgeId', '=', id)
    .select(['state', 'reachedAt', 'byPhone'])
    .execute()
  const cases = await sql<{ opened: number }>`
    select count(*) as opened from surge_duties d
    join aid_cases c on c.county_code = d.county_code and c.visit_id = d.visit_id
    where d.county_code = ${countyCode} and d.surge_id = ${id} and d.visit_id is not null`.execute(tx)
  return [duties, declaredAt, cases.rows[0]?.opened ?? 0]
}

export async function listDuties(
  context: Context,
  input: InputOf<Table['surge.duties']>,
): Promise<OutputOf<Table['surge.duties']>> {
  const { countyCode, id, regionCode, state, withoutVisitor, limit, after } = input
  const { tx, today } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const found = await sql<Omit<SurgeDuty, 'age'> & { bornOn: string | null; pressure: number }>`
    select d.county_code, d.elder_id, e.name as elder_name, e.born_on, village.short_name as village_name,
      d.region_code, d.reasons, d.state, d.reached_at, d.by_phone, d.pressure,
      coalesce(visitor.name, assigned.name) as visitor_name
    from (
      select d.* from surge_duties d
      where d.county_code = ${countyCode} and d.surge_id = ${id}
        and d.region_code between ${area.from} and ${area.to}
        ${state ? sql`and d.state = ${state}` : sql``}
        ${withoutVisitor ? sql`and d.visitor_id is null and not ${isAssigned(today)}` : sql``}
        ${place ? sql`and (d.pressure, d.elder_id) < (${Number(place.sort)}, ${place.id}::uuid)` : sql``}
      order by d.pressure desc, d.elder_id desc limit ${limit + 1}
    ) d
    join elders e on e.county_code = d.county_code and e.id = d.elder_id
    join regions village on village.code = d.region_code
    left join accounts visitor on visitor.id = d.visitor_id
    left join lateral (
      select accounts.name from visitor_assignments a join accounts on accounts.id = a.account_id
      where a.county_code = d.county_code and a.elder_id = any(e.id || e.merged_ids)
        and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
      order by a.valid_from desc limit 1) assigned on true
    order by d.pressure desc, d.elder_id desc`.execute(tx)
  const rows = found.rows.slice(0, limit)
  context.concerns(
    countyCode,
    rows.map(row => row.elderId),
  )
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return {
    rows: rows.map(({ bornOn, ...row }) => ({ ...row, age: bornOn === null ? null : ageOn(bornOn, today) })),
    next: last ? cursorOf(String(last.pressure).padStart(12, '0'), last.elderId) : null,
  }
}

const isAssigned = (today: string) => sql`exists (
  select from elders e join visitor_assignments a on a.county_code = e.county_code
    and a.elder_id = any(e.id || e.merged_ids)
  where e.county_code = d.county_code and e.id = d.elder_id and a.valid_from <= ${today}
    and (a.valid_to is null or a.valid_to >= ${today}))`
