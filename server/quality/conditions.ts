// What each measure of quality counts, as a condition on the record `e` of somebody on record; count and list share it.
import { type RawBuilder, sql } from 'kysely'
import { bornBy } from '../../domain/indicators/months.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { QualityMeasure } from '../../domain/quality/measures.ts'

/** 《老年人权益保障法》第二条: from sixty on. */
const elderAge = 60
/** The mission's mark; whoever is older is looked at, not doubted. */
const highAge = 105

const person = sql`e.county_code = one.county_code and one.elder_id = any(e.id || e.merged_ids)`

function holds(group: string, today: Day): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from elder_memberships one where ${person} and one."group" = ${group} and one.voided_at is null
      and one.valid_from <= ${today}::date and (one.valid_to is null or one.valid_to >= ${today}::date))`
}

export function qualityConditions(today: Day): Record<QualityMeasure, RawBuilder<boolean>> {
  const yearAgo = addDays(today, -365)
  return {
    missingNumber: sql`(e.citizen_number_sealed is null or e.number_kind in ('temporary', 'none'))`,
    missingBirth: sql`e.born_on is null`,
    missingCall: sql`(e.phone_sealed is null and not exists (
      select from elder_contacts one where ${person} and one.phone_sealed is not null))`,
    missingAddress: sql`exists (
      select from households h where h.county_code = e.county_code and h.id = e.household_id
        and h.address = '' and h.hamlet is null)`,
    contradiction: sql`(e.born_on > ${bornBy(elderAge, today)}::date
      or ${holds('livesAlone', today)} and (
        exists (select from elders other where other.county_code = e.county_code
          and other.household_id = e.household_id and other.id <> e.id and other.ended_on is null
          and other.merged_into is null)
        or exists (select from elder_absences one where ${person} and one.kind = 'institution'
          and one.valid_from <= ${addDays(today, -30)}::date
          and (one.valid_to is null or one.valid_to >= ${today}::date))))`,
    stale: sql`(e.updated_at < ${yearAgo}::date and coalesce(e.confirmed_on < ${yearAgo}::date, true) and not exists (
      select from visits one where ${person} and one.result = 'met' and one.visited_on >= ${yearAgo}::date))`,
    suspectedDouble: sql`(exists (
        select from duplicate_pairs one where one.county_code = e.county_code and one.elder_id = e.id
          and one.state = 'toReview')
      or exists (select from duplicate_pairs one where one.county_code = e.county_code and one.other_id = e.id
          and one.other_county_code = e.county_code and one.state = 'toReview'))`,
    maybeDead: sql`(exists (
        select from match_rows one where ${person} and one.proposal = 'registerDeath' and one.decision = 'toReview')
      or exists (select from life_event_reports one where ${person} and one.kind = 'died' and one.state = 'waiting')
      or (select one.not_reached_reason = 'movedOrDied' from visits one where ${person}
          order by one.visited_on desc, one.ended_at desc, one.id desc limit 1) is true)`,
    veryHighAge: sql`e.born_on <= ${bornBy(highAge + 1, today)}::date`,
  }
}

/** Who is on record today: merged records and those who left have nothing to mend. */
export const onRecord = sql<boolean>`e.ended_on is null and e.merged_into is null`
