// Whom a surge calls on: one reading of the ledger, by the lines an officer chose.
import { sql } from 'kysely'
import { areaOf } from '../../domain/kernel/area.ts'
import { ageOn } from '../../domain/kernel/day.ts'
import { outermost, pressureOf } from '../../domain/surges/rules.ts'
import { type SurgeAim, type SurgeCriterion, surgeCriteria } from '../../domain/surges/surge.ts'
import { type VisitField, visitFields } from '../../domain/visits/answers.ts'
import type { Context } from '../kernel/context.ts'

export interface Called {
  elderId: string
  regionCode: string
  reasons: SurgeCriterion[]
  pressure: number
  visitorId: string | null
}

interface Row {
  id: string
  regionCode: string
  bornOn: string | null
  visitorId: string | null
  groups: string[]
  answers: string | null
  hasCase: boolean
  isHighRisk: boolean
}

/** Whoever lives here and is at home: not in an institution, in hospital or away. */
export async function calledBy(
  { tx, today, setting }: Pick<Context, 'tx' | 'today' | 'setting'>,
  { countyCode, regionCodes, criteria }: SurgeAim,
): Promise<Called[]> {
  const areas = outermost(regionCodes).map(areaOf)
  const found = await sql<Row>`
    with people as materialized (
      select e.id, e.region_code, e.born_on, e.id || e.merged_ids as records
      from unnest(${areas.map(area => area.from)}::text[], ${areas.map(area => area.to)}::text[])
        as area (low, high)
      join elders e on e.county_code = ${countyCode} and e.region_code between area.low and area.high
      where e.ended_on is null and e.merged_into is null
    ), records as materialized (
      select p.id as person, unnest(p.records) as record from people p
    ), away as (
      select distinct r.person from records r
      join elder_absences x on x.county_code = ${countyCode} and x.elder_id = r.record
      where x.kind <> 'refusal' and x.valid_from <= ${today} and (x.valid_to is null or x.valid_to >= ${today})
    ), grouped as (
      select r.person, array_agg(distinct m."group") as groups from records r
      join elder_memberships m on m.county_code = ${countyCode} and m.elder_id = r.record
      where m.valid_from <= ${today} and (m.valid_to is null or m.valid_to >= ${today})
      group by r.person
    ), assigned as (
      select distinct on (r.person) r.person, a.account_id from records r
      join visitor_assignments a on a.county_code = ${countyCode} and a.elder_id = r.record
      where a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
      order by r.person, a.valid_from desc, a.account_id
    ), risky as (
      select distinct r.person from records r
      join elder_standings s on s.county_code = ${countyCode} and s.elder_id = r.record
      where s.risk in ('red', 'orange')
    ), troubled as (
      select distinct r.person from records r
      join aid_cases c on c.county_code = ${countyCode} and c.elder_id = r.record
      where c.stage not in ('closed', 'rejected')
    )
    select p.id, p.region_code, p.born_on, assigned.account_id as visitor_id,
      coalesce(grouped.groups, '{}') as groups, last.answers, troubled.person is not null as has_case,
      risky.person is not null as is_high_risk
    from people p
    left join away on away.person = p.id
    left join grouped on grouped.person = p.id
    left join assigned on assigned.person = p.id
    left join risky on risky.person = p.id
    left join troubled on troubled.person = p.id
    left join lateral (
      select v.answers from visits v where v.county_code = ${countyCode} and v.elder_id = any(p.records)
        and v.result = 'met'
      order by v.visited_on desc, v.started_at desc limit 1) last on true
    where away.person is null`.execute(tx)
  const veryOldAge = setting('elder.veryOldAge', `${countyCode}000000`)
  return found.rows.flatMap(row => {
    const age = row.bornOn === null ? null : ageOn(row.bornOn, today)
    const reasons = criteria.filter(criterion => describes[criterion](row, age, veryOldAge))
    if (reasons.length === 0) return []
    const ordered = surgeCriteria.keys.filter(key => reasons.includes(key))
    const { id: elderId, regionCode, visitorId } = row
    return [{ elderId, regionCode, visitorId, reasons: ordered, pressure: pressureOf({ reasons, age }) }]
  })
}

const oneOf = (row: Row, groups: readonly string[]) => groups.some(group => row.groups.includes(group))
const worried = (row: Row, fields: readonly VisitField[]) =>
  fields.some(field => 'ad'.includes(row.answers?.[visitFields.keys.indexOf(field)] ?? 'n'))

const describes: Readonly<
  Record<SurgeCriterion, (row: Row, age: number | null, veryOldAge: number) => boolean>
> = {
  riskRedOrange: row => row.isHighRisk,
  noOneNear: row => oneOf(row, ['livesAlone', 'leftBehind']),
  weak: (row, age, veryOldAge) =>
    oneOf(row, ['careDependent', 'severeDisability']) || (age !== null && age >= veryOldAge),
  withoutKin: row => oneOf(row, ['tekun', 'specialFamily']),
  coldHome: row => worried(row, ['E2', 'S2', 'S3']),
  unwell: row => worried(row, ['H4', 'H5']),
  inTrouble: row => row.hasCase,
  everyone: () => true,
}
