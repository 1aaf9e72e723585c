// What has moved since a month was published: who counts otherwise now, and what was recorded that made it so.
import { CompiledQuery, sql } from 'kysely'
import type { ElderGroup } from '../../domain/elders/elder.ts'
import {
  type FrozenStanding,
  groupsOfBits,
  type SinceFrozen,
  standingOfLetter,
  whyMoved,
} from '../../domain/indicators/frozen.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { askedFor } from './asked.ts'
import { classification } from './figures.ts'
import { bitsOfGroups, letterOfStanding } from './freezing.ts'

export interface MovedElder {
  countyCode: string
  id: string
  regionCode: string
  was: FrozenStanding | null
  is: FrozenStanding | null
  wasGroups: ElderGroup[]
  isGroups: ElderGroup[]
  why: string
}

interface Difference {
  id: string
  regionCode: string
  was: string | null
  is: string | null
  wasBits: number
  isBits: number
  wasIn: string | null
  isIn: string | null
}

/** People of one county or a part of it whose place in the month's figures is not what was published. */
export async function movedSince(
  context: Context,
  question: { regionCode: string; month: Month; version: number; frozenAt: string },
): Promise<MovedElder[]> {
  const { regionCode } = question
  const countyCode = countyCodeOf(regionCode)
  const differences = await differencesOf(context, question)
  const since = await recordedSince(context, countyCode, differences, question)
  return differences.map(one => {
    const moved = {
      was: one.was === null ? null : standingOfLetter(one.was),
      is: one.is === null ? null : standingOfLetter(one.is),
      wasGroups: groupsOfBits(one.wasBits),
      isGroups: groupsOfBits(one.isBits),
    }
    return {
      countyCode,
      id: one.id,
      regionCode: one.regionCode,
      ...moved,
      why: whyMoved(moved, since.get(one.id) ?? nothingKnown),
    }
  })
}

const nothingKnown: SinceFrozen = {
  exists: false,
  registeredOn: null,
  createdLater: false,
  mergedOn: null,
  unmergedOn: null,
  ending: null,
  otherVillage: null,
  memberships: [],
  absences: [],
  visits: [],
  updatedOn: null,
}

/** The same words that counted and froze the month, so that an untouched month shows nobody. */
async function differencesOf(
  context: Context,
  { regionCode, month, version }: { regionCode: string; month: Month; version: number },
): Promise<Difference[]> {
  const area = areaOf(regionCode)
  const found = await context.tx.executeQuery<Difference>(
    CompiledQuery.raw(
      `with ${classification},
       now as (
         select id, region_code, ${letterOfStanding} as letter, ${bitsOfGroups} as bits
         from classified where on_record
       ),
       before as (
         select p.region_code, kept.id, substr(p.standings, kept.place::int, 1) as letter,
           p.groups[kept.place] as bits
         from indicator_frozen_people p
         cross join lateral unnest(p.elder_ids) with ordinality as kept (id, place)
         where p.county_code = $2 and p.month = $3 and p.version = $4
           and p.region_code >= $5 and p.region_code <= $6
       )
       select coalesce(n.id, b.id) as id, coalesce(n.region_code, b.region_code) as "regionCode",
         b.letter as was, n.letter as is, coalesce(b.bits, 0) as "wasBits", coalesce(n.bits, 0) as "isBits",
         b.region_code as "wasIn", n.region_code as "isIn"
       from now n full join before b on b.id = n.id
       where n.letter is distinct from b.letter or n.bits is distinct from b.bits
         or n.region_code is distinct from b.region_code
       order by coalesce(n.region_code, b.region_code), coalesce(n.id, b.id)`,
      [
        JSON.stringify(askedFor(context.system, [{ from: area.from, to: area.to, month }])),
        countyCodeOf(regionCode),
        month,
        version,
        area.from,
        area.to,
      ],
    ),
  )
  return found.rows
}

type Facts = Omit<SinceFrozen, 'exists'> & { id: string }

async function recordedSince(
  { tx }: Context,
  countyCode: string,
  differences: readonly Difference[],
  { frozenAt, month }: { frozenAt: string; month: Month },
): Promise<Map<string, SinceFrozen>> {
  if (differences.length === 0) return new Map()
  const on = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'Asia/Shanghai', 'YYYY-MM-DD')`
  const found = await sql<Facts>`
    select e.id, e.registered_on, e.created_at > ${frozenAt} as created_later, merge.merged_on, merge.unmerged_on,
      ending.ending, village.short_name as other_village,
      coalesce(membership.list, '[]') as memberships, coalesce(absence.list, '[]') as absences,
      coalesce(visit.list, '[]') as visits,
      case when e.updated_at > ${frozenAt} then ${on('e.updated_at')} end as updated_on
    from unnest(${differences.map(one => one.id)}::uuid[], ${differences.map(one => one.wasIn)}::text[],
      ${differences.map(one => one.isIn !== null)}::bool[]) as moved (id, was_in, stays)
    join elders e on e.county_code = ${countyCode} and e.id = moved.id
    left join regions village on moved.was_in <> e.region_code
      and village.code = case when moved.stays then moved.was_in else e.region_code end
    left join lateral (
      select max(${on('m.merged_at')}) filter (where m.undone_at is null and m.merged_id = e.id) as merged_on,
        max(${on('m.undone_at')}) filter (where m.undone_at > ${frozenAt}) as unmerged_on
      from elder_merges m where m.county_code = e.county_code and (m.merged_id = e.id or m.survivor_id = e.id)
        and (m.merged_at > ${frozenAt} or m.undone_at > ${frozenAt})
    ) merge on true
    left join lateral (
      select json_build_object('kind', case n.kind when 'died' then '去世' else '迁出' end, 'endedOn', n.ended_on,
        'recordedOn', ${on('n.recorded_at')}) as ending
      from elder_endings n
      where n.county_code = e.county_code and n.elder_id = e.id and n.kind <> 'merged'
        and n.recorded_at > ${frozenAt}
    ) ending on true
    left join lateral (
      select json_agg(json_build_object('group', m."group",
        'what', m.what, 'reason', coalesce(m.void_reason, m.evidence),
        'on', case m.what when 'ended' then m.valid_to::text else ${on('m.at')} end) order by m.at desc) as list
      from (
        select *, coalesce(voided_at, recorded_at) as at,
          case when voided_at > ${frozenAt} then 'voided' when recorded_at > ${frozenAt} then 'recorded'
            else 'ended' end as what
        from elder_memberships one
        where one.county_code = e.county_code and one.elder_id = any (e.id || e.merged_ids)
      ) m
      where m.what <> 'ended' or (m.valid_to is not null and m.voided_at is null)
    ) membership on true
    left join lateral (
      select json_agg(json_build_object('word', case a.kind when 'institution' then '入住机构' when 'hospital'
        then '住院' when 'refusal' then '书面拒绝探访' else '外出' end, 'validFrom', a.valid_from,
        'on', ${on('a.recorded_at')}) order by a.recorded_at desc) as list
      from elder_absences a
      where a.county_code = e.county_code and a.elder_id = any (e.id || e.merged_ids)
        and a.recorded_at > ${frozenAt}
    ) absence on true
    left join lateral (
      select json_agg(json_build_object('visitedOn', v.visited_on, 'on', ${on('v.received_at')})
        order by v.visited_on desc) as list
      from visits v
      where v.county_code = e.county_code and v.elder_id = any (e.id || e.merged_ids)
        and v.received_at > ${frozenAt} and v.counts_for_rate
        and v.visited_on >= ${`${month}-01`} and v.visited_on < (${`${month}-01`}::date + interval '1 month')
    ) visit on true`.execute(tx)
  return new Map(found.rows.map(({ id, ...facts }) => [id, { ...facts, exists: true }]))
}
