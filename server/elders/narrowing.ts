// The finer questions a list of elders may ask, as conditions on the record.
import { type RawBuilder, sql } from 'kysely'
import type { ElderFilter } from '../../domain/elders/filter.ts'
import { bornBy } from '../../domain/indicators/months.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'

/** Every condition of a filter but place, group, text and standing, which choose the index to walk. */
export function narrowedBy(filter: Partial<ElderFilter>, today: Day, alias = 'e'): RawBuilder<unknown> {
  const e = sql.raw(alias)
  const conditions = [...plainConditions(e, filter, today), ...conditionsOnOthers(e, filter, today)]
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

function plainConditions(
  e: RawBuilder<unknown>,
  filter: Partial<ElderFilter>,
  today: Day,
): RawBuilder<unknown>[] {
  const { sex, ageFrom, ageTo, numberKind, ethnicity, spokenLanguage, willing } = filter
  const { registeredFrom, registeredTo } = filter
  return [
    sex !== undefined && sql`${e}.sex = ${sex}`,
    ageFrom !== undefined && sql`${e}.born_on <= ${bornBy(ageFrom, today)}::date`,
    // Older than the upper age is who was born by the day that makes one year more.
    ageTo !== undefined && sql`${e}.born_on > ${bornBy(ageTo + 1, today)}::date`,
    numberKind !== undefined && sql`${e}.number_kind = ${numberKind}`,
    ethnicity !== undefined && sql`${e}.ethnicity = ${ethnicity}`,
    spokenLanguage !== undefined && sql`${e}.spoken_language = ${spokenLanguage}`,
    willing !== undefined && sql`${e}.willing_to_be_visited = ${willing}`,
    registeredFrom !== undefined && sql`${e}.registered_on >= ${registeredFrom}::date`,
    registeredTo !== undefined && sql`${e}.registered_on <= ${registeredTo}::date`,
  ].filter(condition => condition !== false)
}

function conditionsOnOthers(
  e: RawBuilder<unknown>,
  { hasVisitor, notVisitedDays, risk, dueWithinDays }: Partial<ElderFilter>,
  today: Day,
): RawBuilder<unknown>[] {
  const assigned = sql`exists (
    select from visitor_assignments a
    where a.county_code = ${e}.county_code and a.elder_id = ${e}.id
      and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to >= ${today}::date))`
  return [
    hasVisitor !== undefined && (hasVisitor ? assigned : sql`not ${assigned}`),
    notVisitedDays !== undefined &&
      sql`not exists (
        select from visits v
        where v.county_code = ${e}.county_code and v.elder_id = any(${e}.id || ${e}.merged_ids) and v.result = 'met'
          and v.visited_on > ${addDays(today, -notVisitedDays)}::date)`,
    (risk !== undefined || dueWithinDays !== undefined) &&
      sql`exists (
        select from elder_standings s
        where s.county_code = ${e}.county_code and s.elder_id = ${e}.id
          ${risk === undefined ? sql`` : sql`and s.risk = ${risk}`}
          ${dueWithinDays === undefined ? sql`` : sql`and s.due_on <= ${addDays(today, dueWithinDays)}::date`})`,
  ].filter(condition => condition !== false)
}
