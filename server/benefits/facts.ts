// Everything benefits ask about elders of one county, a row a person, in one statement.
import { sql } from 'kysely'
import type { BenefitFacts } from '../../domain/benefits/facts.ts'
import type { Transaction } from '../kernel/database.ts'

/** A person with what decisions need and lists show. */
export interface Subject extends BenefitFacts {
  name: string
}

type Row = Omit<
  Subject,
  'hukou' | 'groups' | 'incomes' | 'abilities' | 'selfCare' | 'absences' | 'holds' | 'granted' | 'ended'
> & {
  endedKind: 'died' | 'movedOut' | null
  endedOn: string | null
  groups: BenefitFacts['groups'] | null
  abilities: BenefitFacts['abilities'] | null
  selfCare: BenefitFacts['selfCare'] | null
  circumstances:
    | {
        income: BenefitFacts['incomes'][number]['status']
        hukou: string | null
        from: string
        to: string | null
      }[]
    | null
  absences: BenefitFacts['absences'] | null
  holds: BenefitFacts['holds'] | null
  granted: BenefitFacts['granted'] | null
}

/**
 * All that stand in the ledger of the county, or the ones named; merged records are read with the one that stands
 * for the person (docs/decisions/0015). Whoever left two years ago is nobody's question any more.
 */
export async function subjectsOf(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[] | null,
): Promise<Subject[]> {
  const named = elderIds === null ? sql`` : sql`and e.id = any(${[...elderIds]}::uuid[])`
  const { rows } = await sql<Row>`
    select e.id as elder_id, e.name, e.region_code, e.born_on, e.birth_calendar, e.registered_on, e.ended_on,
      case when ending.kind in ('died', 'movedOut') then ending.kind end as ended_kind,
      case left(village.urban_rural_code, 1) when '1' then 'urban' when '2' then 'rural' end as settlement,
      (select json_agg(json_build_object('group', m."group", 'from', m.valid_from, 'to', m.valid_to))
        from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)) as groups,
      (select json_agg(json_build_object('income', c.income, 'hukou', c.hukou_code, 'from', c.valid_from,
          'to', c.valid_to)) from elder_circumstances c
        where c.county_code = e.county_code and c.elder_id = any(e.id || e.merged_ids)) as circumstances,
      (select json_agg(json_build_object('kind', a.kind, 'from', a.valid_from, 'to', a.valid_to))
        from elder_absences a
        where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
          and a.kind in ('institution', 'hospital', 'away')) as absences,
      (select json_agg(json_build_object('from', b.assessed_on, 'to', b.valid_until,
          'level', array_position(array['intact', 'mild', 'moderate', 'severe', 'total'], b.result_level) - 1))
        from ability_assessments b
        where b.county_code = e.county_code and b.elder_id = any(e.id || e.merged_ids)
          and b.stage in ('settled', 'told', 'replaced') and b.result_level is not null) as abilities,
      (select json_agg(json_build_object('from', s.assessed_on, 'to', null,
          'degree', array_position(array['selfCareFull', 'selfCarePartial', 'selfCareNone'], s.level) - 1))
        from self_care_assessments s
        where s.county_code = e.county_code and s.elder_id = any(e.id || e.merged_ids)) as self_care,
      (select json_agg(json_build_object('benefitId', h.benefit_id, 'fromMonth', h.from_month,
          'toMonth', h.to_month, 'reason', h.reason)) from benefit_holds h
        where h.county_code = e.county_code and h.elder_id = any(e.id || e.merged_ids)) as holds,
      (select json_agg(json_build_object('benefitId', p.benefit_id, 'fromMonth', p.from_month)) from (
          select t.benefit_id, min(t.from_month) as from_month from benefit_entitlements t
          where t.county_code = e.county_code and t.elder_id = any(e.id || e.merged_ids)
          group by t.benefit_id) p) as granted
    from elders e
    join regions village on village.code = e.region_code
    left join elder_endings ending on ending.county_code = e.county_code and ending.elder_id = e.id
    where e.county_code = ${countyCode} and e.merged_into is null ${named}
    order by e.region_code, e.id`.execute(tx)
  return rows.map(subjectFrom)
}

function subjectFrom(row: Row): Subject {
  const {
    endedKind,
    endedOn,
    circumstances,
    groups,
    abilities,
    selfCare,
    absences,
    holds,
    granted,
    ...rest
  } = row
  const known = circumstances ?? []
  return {
    ...rest,
    groups: groups ?? [],
    hukou: known.flatMap(({ hukou, from, to }) => (hukou === null ? [] : [{ code: hukou, from, to }])),
    incomes: known.map(({ income, from, to }) => ({ status: income, from, to })),
    abilities: abilities ?? [],
    selfCare: selfCare ?? [],
    absences: absences ?? [],
    holds: holds ?? [],
    granted: granted ?? [],
    ended: endedKind === null || endedOn === null ? null : { kind: endedKind, on: endedOn },
  }
}
