// The part of an elder's standing a phone carries: the level where more than the groups decide it, and its causes.
import { sql } from 'kysely'
import type { BundleElder } from '../../domain/sync/bundle.ts'

/** The day to ask again whoever refused in writing. */
export const unwillingUntil = (today: string) => sql`(
  select max(coalesce(a.valid_to, a.valid_from + 3650)) + 1 from elder_absences a
  where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids) and a.kind = 'refusal'
    and a.valid_from <= ${today}::date and (a.valid_to is null or a.valid_to >= ${today}::date))`

/** Of the record `e`; nothing where the first rule holds, for the phone knows all that it asks. */
export const standingCarried = sql`(
  select json_build_object('level', s.risk, 'why', s.causes, 'set', s.risk <> s.rule_risk)
  from elder_standings s
  where s.county_code = e.county_code and s.elder_id = e.id and (s.rule_version > 1 or s.risk <> s.rule_risk))`

export type CarriedStanding = { level: BundleElder['risk']; why: [string, number][]; set: boolean } | null

/** Absent where it says nothing: older phones and unchanged elders see no difference. */
export function standingFields(standing: CarriedStanding): Pick<BundleElder, 'standing'> {
  if (standing === null) return {}
  const { level, why, set } = standing
  return { standing: { level, ...(why.length > 0 && { why }), ...(set && { set }) } }
}
