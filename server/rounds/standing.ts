// How each planned visit of a month stands: done, late or to come, and who goes in the end.
import { sql } from 'kysely'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import { type Day, firstDayOf, lastDayOf, type Month } from '../../domain/kernel/day.ts'

/**
 * A visit belongs to the planned day it lies nearest to: the days between two planned visits of one elder are
 * parted in the middle, so that coming a day early or three late is still this one. Whoever stands in goes.
 */
export function standing({ regionCode, month, today }: { regionCode: string; month: Month; today: Day }) {
  const area = areaOf(regionCode)
  return sql`
    sequence as (
      select p.*, lag(p.planned_on) over each as before_on, lead(p.planned_on) over each as after_on
      from planned_visits p
      where p.county_code between ${countyCodeOf(area.from)} and ${countyCodeOf(area.to)} and p.in_force
        and p.planned_on between ${firstDayOf(month)} and ${lastDayOf(month)}
        and p.region_code between ${area.from} and ${area.to}
      window each as (partition by p.county_code, p.elder_id order by p.planned_on)
    ), standing as (
      select s.*,
        coalesce(${goerOf}, s.visitor_id) as goer_id,
        s.planned_on < ${today} as is_over,
        exists (
          select from elders e join visits v on v.county_code = e.county_code
            and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
            and v.visited_on between coalesce(s.planned_on - (s.planned_on - s.before_on) / 2, ${firstDayOf(month)}::date)
              and coalesce(s.planned_on + (s.after_on - s.planned_on - 1) / 2, ${lastDayOf(month)}::date)
          where e.county_code = s.county_code and e.id = s.elder_id
        ) as is_done,
        s.planned_on >= ${today} and ${goerOf} is null and exists (
          select from stand_in_elders x join stand_ins i on i.county_code = x.county_code and i.id = x.stand_in_id
          where x.county_code = s.county_code and x.elder_id = s.elder_id and i.state in ('awaitingYes', 'cannotCome')
            and i.main_id = s.visitor_id and s.planned_on between i.valid_from and i.valid_to
        ) as is_unattended
      from sequence s
    )`
}

/** Who said yes to going in the visitor's place on that day. */
const goerOf = sql`(
  select i.carrier_id from stand_in_elders x
  join stand_ins i on i.county_code = x.county_code and i.id = x.stand_in_id
  where x.county_code = s.county_code and x.elder_id = s.elder_id and i.state = 'takenOn'
    and s.planned_on between i.valid_from and i.valid_to
  order by i.answered_at desc, i.id limit 1)`
