// Published months against the people kept with them, and their sums against their parts.
import { elderGroups } from '../../domain/elders/elder.ts'
import { groupBit } from '../../domain/indicators/frozen.ts'
import type { Month } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'

export interface FrozenDifference {
  regionCode: string
  month: Month
  version: number
  indicator: string
  published: number
  counted: number
}

const lettersOf: Readonly<Record<string, string>> = {
  eldersOnRecord: 'dviharno',
  eldersInScope: 'dviharn',
  rateDenominator: 'dv',
  rateNumerator: 'v',
  excludedInstitution: 'i',
  excludedAway: 'a',
  excludedHospital: 'h',
  excludedRefusal: 'r',
  excludedNewcomer: 'n',
}

const bitsOf = Object.fromEntries(
  elderGroups.keys.map(group => [`group${group[0]?.toUpperCase()}${group.slice(1)}`, groupBit(group)]),
)

const peopleDiffer = `
select p.region_code as "regionCode", p.month, p.version, figure.indicator,
  coalesce((f.figures ->> figure.indicator)::bigint, 0) as published, figure.counted
from indicator_frozen_people p
left join indicator_frozen f on f.county_code = p.county_code and f.region_code = p.region_code
  and f.month = p.month and f.version = p.version
cross join lateral (
  select indicator, (select count(*) from regexp_split_to_table(p.standings, '') as s (letter)
    where strpos(letters, letter) > 0 and letter <> '') as counted
  from jsonb_each_text($1::jsonb) as wanted (indicator, letters)
  union all
  select indicator, (select count(*) from unnest(p.groups) as g (bits) where bits & bit::int <> 0)
  from jsonb_each_text($2::jsonb) as wanted (indicator, bit)
) figure
where coalesce((f.figures ->> figure.indicator)::bigint, 0) <> figure.counted
order by 1, 2, 3, 4`

const sumsDiffer = `
with one as (
  select f.county_code, f.region_code, f.month, f.version, each.key as indicator, each.value::bigint as value
  from indicator_frozen f cross join lateral jsonb_each_text(f.figures) as each
),
sums as (
  select one.county_code, child.parent_code as region_code, one.month, one.version, one.indicator,
    sum(one.value)::bigint as value
  from one join regions child on child.code = one.region_code
  where child.level in ('village', 'township')
  group by 1, 2, 3, 4, 5
),
parents as (
  select one.* from one join regions region on region.code = one.region_code
  where region.level in ('township', 'county')
)
select coalesce(p.region_code, s.region_code) as "regionCode", coalesce(p.month, s.month) as month,
  coalesce(p.version, s.version) as version, coalesce(p.indicator, s.indicator) as indicator,
  coalesce(p.value, 0) as published, coalesce(s.value, 0) as counted
from parents p
full join sums s on s.region_code = p.region_code and s.month = p.month and s.version = p.version
  and s.indicator = p.indicator
where coalesce(p.value, 0) <> coalesce(s.value, 0)
order by 1, 2, 3, 4`

/** Empty where every published figure is what its people and its parts say. */
export async function verifyFrozen(system: System): Promise<FrozenDifference[]> {
  const { pool } = system.connections
  const people = await pool.query<FrozenDifference>(peopleDiffer, [
    JSON.stringify(lettersOf),
    JSON.stringify(bitsOf),
  ])
  const sums = await pool.query<FrozenDifference>(sumsDiffer)
  return [...people.rows, ...sums.rows]
}
