// How safe places stand: one statement reads the records of a week, the pure rules of the domain judge them.
import { type RawBuilder, sql } from 'kysely'
import type { SafetyRow } from '../../domain/canteen-safety/api.ts'
import { type SafetyFacts, safetyLightOf, safetyTroublesOf } from '../../domain/canteen-safety/light.ts'
import { type SampleDuty, sampleDutyOf } from '../../domain/canteen-safety/samples.ts'
import type { CanteenState, CanteenTier } from '../../domain/canteens/canteen.ts'
import { mondayOf } from '../../domain/canteens/week.ts'
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import { onlyMine } from '../canteens/canteens.ts'
import type { Context } from '../kernel/context.ts'

type Place = Omit<SafetyRow, 'duty' | 'light' | 'troubles'> & {
  tier: CanteenTier
  host: string
  mealsAtMost: number
  state: CanteenState
}
type FactsRow = Place & Omit<SafetyFacts, 'duty'>
export type Safety = SafetyRow & { state: CanteenState }

/** Whether something was served there on that day at that meal: an index, not the biggest table. */
const served = (
  day: RawBuilder<unknown>,
  meal: RawBuilder<unknown>,
) => sql`exists (select from meal_servings s
  where s.county_code = c.county_code and s.canteen_id = c.id and s.day = ${day} and s.meal = ${meal}
    and s.undone_at is null)`

/** Of the meal `slot`: a dish of the menu without a sample, or no sample at all where no menu was written. */
export const lacksSamples = sql`(case when jsonb_array_length(coalesce(menu.dishes, '[]')) = 0
  then not exists (select from food_samples k where k.county_code = c.county_code and k.canteen_id = c.id
    and k.day = slot.day and k.meal = slot.meal)
  else exists (select from jsonb_array_elements(menu.dishes) as plate (content)
    where not exists (select from food_samples k where k.county_code = c.county_code and k.canteen_id = c.id
      and k.day = slot.day and k.meal = slot.meal and k.dish = plate.content ->> 'name')) end)`

/** Meals of days of the place `c` of which something was served. */
export const servedSlots = (from: string, to: string) => sql`(
  select days.day::date as day, of_day.meal
  from generate_series(${from}::date, ${to}::date, interval '1 day') as days (day)
  cross join (values ('lunch'), ('supper')) as of_day (meal)
  where ${served(sql`days.day::date`, sql`of_day.meal`)}) as slot
  left join menu_meals menu on menu.county_code = c.county_code and menu.canteen_id = c.id
    and menu.day = slot.day and menu.meal = slot.meal`

const checked = (kind: string, day: RawBuilder<unknown>) => sql`exists (select from kitchen_checks k
  where k.county_code = c.county_code and k.canteen_id = c.id and k.kind = ${kind} and k.day = ${day})`

const servedBetween = (from: string, to: string) => sql`exists (select from meal_servings s
  where s.county_code = c.county_code and s.canteen_id = c.id and s.day between ${from} and ${to}
    and s.undone_at is null)`

/** `where` narrows `canteens c`; some thousands in the province, so read at once. */
export async function safetyOf(context: Context, where: RawBuilder<unknown>): Promise<Safety[]> {
  const { tx, now, today } = context
  const lastMonday = addDays(mondayOf(today), -7)
  const lastMonth = addMonths(monthOf(today), -1)
  const { rows } = await sql<FactsRow>`
    select c.county_code, c.id, c.region_code, c.name, village.short_name as village_name,
      town.short_name as township_name, c.kind, c.tier, c.host, c.meals_at_most, c.state, week.*,
      incident.id is not null as incident_open,
      coalesce(incident.report_by < ${now.toISOString()}
        and (incident.market_told_at is null or incident.health_told_at is null), false) as report_late,
      (select count(*)::int from food_samples s where s.county_code = c.county_code and s.canteen_id = c.id
        and s.discarded_at is null and s.keep_until <= ${now.toISOString()} and incident.id is null) as samples_due,
      ${servedBetween(lastMonday, addDays(lastMonday, 6))} as week_served,
      ${checked('weekCheck', sql`${lastMonday}`)} as week_checked,
      ${servedBetween(firstDayOf(lastMonth), lastDayOf(lastMonth))} as month_served,
      ${checked('monthCheck', sql`${firstDayOf(lastMonth)}`)} as month_checked,
      (select count(*)::int from (select distinct on (k.kind) k.faults from kitchen_checks k
        where k.county_code = c.county_code and k.canteen_id = c.id and k.day > ${addDays(today, -62)}
        order by k.kind, k.day desc, k.done_at desc) newest where cardinality(newest.faults) > 0) as faults,
      (select count(*)::int from food_purchases p where p.county_code = c.county_code and p.canteen_id = c.id
        and p.acceptance = 'goodsAccepted' and p.bought_on > ${addDays(today, -366)}
        and p.expires_on between ${today} and ${addDays(today, 2)}) as goods_expiring
    from canteens c
    join regions village on village.code = c.region_code
    join regions town on town.code = left(c.region_code, 9) || '000'
    left join food_incidents incident on incident.county_code = c.county_code and incident.canteen_id = c.id
      and incident.state <> 'incidentOver'
    cross join lateral (
      select count(*)::int as meals_served, count(distinct slot.day)::int as days_served,
        (count(*) filter (where ${lacksSamples}))::int as meals_without_all_samples,
        (count(distinct slot.day) filter (where exists (select from kitchen_disinfections d
          where d.county_code = c.county_code and d.canteen_id = c.id and d.day = slot.day)))::int
          as days_disinfected,
        (count(distinct slot.day) filter (where ${checked('dayCheck', sql`slot.day`)}))::int as days_checked
      from ${servedSlots(addDays(today, -7), addDays(today, -1))}) week
    where c.state in ('running', 'onPause') ${onlyMine(context)} and ${where}
    order by c.region_code, c.id`.execute(tx)
  return rows.map(row => judged(context, row))
}

export function dutyAt(
  context: Context,
  place: Pick<Place, 'kind' | 'tier' | 'host' | 'mealsAtMost' | 'regionCode'>,
): SampleDuty {
  return sampleDutyOf(place, {
    boundCareHome: context.setting('foodSample.boundCareHome', place.regionCode),
    boundCanteen: context.setting('foodSample.boundCanteen', place.regionCode),
    boundTable: context.setting('foodSample.boundTable', place.regionCode),
    boundPoint: context.setting('foodSample.boundPoint', place.regionCode),
    boundAbove: context.setting('foodSample.boundAbove', place.regionCode),
  })
}

function judged(context: Context, row: FactsRow): Safety {
  const duty = dutyAt(context, row)
  const troubles = safetyTroublesOf({ ...row, duty })
  const { countyCode, id, regionCode, name, villageName, townshipName, kind, state } = row
  return {
    ...{ countyCode, id, regionCode, name, villageName, townshipName, kind, state, duty, troubles },
    light: safetyLightOf(duty, troubles),
  }
}
