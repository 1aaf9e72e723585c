// How a bed stands today, said once in SQL for lists, figures and pages; and what else each of them reads of a bed.
import { type RawBuilder, sql } from 'kysely'
import { nameFor } from '../../domain/elders/registration.ts'
import type { bedQueues } from '../../domain/home-care/bed-api.ts'
import { fundingPeriod } from '../../domain/home-care/bed-rules.ts'
import type { BedRow, BedStanding } from '../../domain/home-care/home-bed.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { ageOn, type Day, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'

export function unknownBed(): Refused {
  return new Refused('not_found', '没有找到这张家庭养老床位，或它不在您的辖区内。请刷新后重试。')
}

export interface Period {
  from: Day
  to: Day
}

export function periodAsked(
  { today }: Context,
  { from, to }: { from?: Day | undefined; to?: Day | undefined },
): Period {
  const year = fundingPeriod(today)
  const period = { from: from ?? year.from, to: to ?? year.to }
  if (period.to < period.from) throw new Refused('invalid', '结束日期早于开始日期。请重新选择。')
  return period
}

/** The record that stands is asked where the elder is, whichever record the bed was written under. */
export const bedTables = sql`home_beds b
  join elders given on given.county_code = b.county_code and given.id = b.elder_id
  join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
  join regions village on village.code = b.region_code`

const awayToday = (today: Day) => sql`exists (select from elder_absences a where a.county_code = e.county_code
  and a.elder_id = any(e.id || e.merged_ids) and a.kind <> 'refusal' and a.valid_from <= ${today}::date
  and (a.valid_to is null or a.valid_to > ${today}::date))`

export const standingOf = (today: Day): RawBuilder<BedStanding> => sql`case
  when b.state = 'bedEnded' then 'bedOver'
  when e.ended_on is not null then 'bedToEnd'
  when b.state = 'bedContracted' then 'bedWaits'
  when ${awayToday(today)} then 'bedPaused'
  when b.to_on < ${today}::date then 'bedOverdue'
  else 'bedServed' end`

/** Visits are the elder's, whichever of her beds they were made under. */
const visitsOf = ({ from, to }: Period) => sql`(select count(*)::int from home_bed_visits v
  where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.counts
    and v.visited_on >= ${from}::date and v.visited_on <= ${to}::date)`

const monthOfDay = (today: Day): Period => ({ from: firstDayOf(monthOf(today)), to: today })

/** One line an elder: of several beds the newest. */
const isNewest = sql`not exists (select from home_beds other where other.county_code = b.county_code
  and other.elder_id = b.elder_id and (other.signed_on, other.id) > (b.signed_on, b.id))`

export type BedQueue = (typeof bedQueues)[number]

export function queueIs(
  context: Context,
  queue: BedQueue,
  period: Period,
  visitsToCount: number,
): RawBuilder<boolean> {
  switch (queue) {
    case 'inPeriod':
      return sql`b.opened_on <= ${period.to}::date and (b.ended_on is null or b.ended_on >= ${period.from}::date)`
    case 'enoughVisits':
      return sql`${visitsOf(period)} >= ${visitsToCount} and ${isNewest}`
    case 'tooFewVisits':
      return sql`b.opened_on <= ${period.to}::date and (b.ended_on is null or b.ended_on >= ${period.from}::date)
        and ${visitsOf(period)} < ${visitsToCount} and ${isNewest}`
    case 'behindThisMonth':
      return sql`${standingOf(context.today)} = 'bedServed'
        and ${visitsOf(monthOfDay(context.today))} < b.monthly_visits`
  }
}

export function inArea(regionCode: string): RawBuilder<boolean> {
  const area = areaOf(regionCode)
  return sql`b.county_code >= ${countyCodeOf(area.from)} and b.county_code <= ${countyCodeOf(area.to)}
    and b.region_code >= ${area.from} and b.region_code <= ${area.to}`
}

export type FoundBed = Omit<BedRow, 'elderAge'> & { bornOn: Day | null; elderEndedOn: Day | null }

export const bedColumns = (
  today: Day,
  period: Period,
) => sql`b.county_code, b.id, b.region_code, e.id as elder_id,
  e.name as elder_name, e.born_on, e.ended_on as elder_ended_on, village.short_name as village_name, b.level,
  b.provider_name, b.contract_number, ${standingOf(today)} as standing, b.from_on, b.to_on, b.opened_on, b.ended_on,
  b.monthly_visits, b.signed_on, ${visitsOf(monthOfDay(today))} as month_visits, ${visitsOf(period)} as period_visits,
  (select max(v.visited_on) from home_bed_visits v where v.county_code = b.county_code and v.bed_id = b.id
  ) as last_visit_on`

export function bedRowFor({ actor, today }: Context, found: FoundBed): BedRow {
  const { bornOn, elderEndedOn, ...row } = found
  return {
    ...row,
    elderName: nameFor(actor.role, row.elderName),
    elderAge: bornOn === null ? null : ageOn(bornOn, elderEndedOn ?? today),
  }
}
