// What the rule of absent regulars asks: those who were waited for and not seen, and those somebody already worries about.
import { sql } from 'kysely'
import {
  lookBackDays,
  type MealTime,
  type PlaceFacts,
  type RegularOfPlace,
} from '../../domain/canteen-safety/absent.ts'
import type { CanteenState, Meal, Opening } from '../../domain/canteens/canteen.ts'
import type { Winter } from '../../domain/canteens/week.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import type { CaseWork } from '../aid-cases/aid-cases.ts'

export interface LookedFor extends RegularOfPlace {
  countyCode: string
  /** Where she lives, not where she eats. */
  regionCode: string
  canteenId: string
  canteenName: string
  name: string
  risk: RiskLevel
  visitorId: string | null
  isListed: boolean
  /** Silence worries already: no second case. */
  isSilent: boolean
  standing: {
    id: string
    missed: number
    lastMissed: MealTime
    lastMissedAt: string
    caseId: string | null
    caseEnded: boolean
  } | null
}

interface Row extends Omit<LookedFor, 'answered' | 'standing'> {
  answered: string[]
  standingId: string | null
  missed: number | null
  lastDay: string | null
  lastMeal: Meal | null
  lastAt: string | null
  caseId: string | null
  caseEnded: boolean
}

/**
 * Whoever gave a sign since her last meal stood on the table is not read at all: most, on most days. A regular is
 * looked at when her newest meal of today is over, so a night or a closed day looks at nobody anew.
 */
export async function lookedFor(
  work: CaseWork,
  countyCode: string,
  standingOnly: boolean,
): Promise<LookedFor[]> {
  const { tx, now, today, setting } = work
  const since = addDays(today, -lookBackDays)
  const afterMinutes = setting('absentRegular.afterMinutes', `${countyCode}000000`)
  const over = (minute: unknown) => sql`(${today}::date + make_interval(mins => ${minute} + ${afterMinutes}))
    at time zone 'Asia/Shanghai' <= ${now.toISOString()}::timestamptz`
  const at = (minute: unknown) =>
    sql`(${today}::date + make_interval(mins => ${minute})) at time zone 'Asia/Shanghai'`
  const eats = (week: unknown) => sql`substr(${week}, extract(isodow from ${today}::date)::int, 1) <> '-'`
  const { rows } = await sql<Row>`
    with waited as (
      select r.elder_id, r.id as regular_id
      from meal_regulars r
      join canteens c on c.county_code = r.county_code and c.id = r.canteen_id and c.state = 'running'
      join lateral (select o.* from canteen_openings o where o.county_code = c.county_code and o.canteen_id = c.id
        and o.valid_from <= ${today} order by o.valid_from desc limit 1) o on true
      left join life_signs l on l.county_code = r.county_code and l.elder_id = r.elder_id
      where ${!standingOnly} and r.county_code = ${countyCode} and r.valid_to is null
        and coalesce(l.last_at, '-infinity') < case
          when ${eats(sql`r.supper`)} and ${eats(sql`o.supper`)} and ${over(sql`o.supper_at`)} then ${at(sql`o.supper_at`)}
          when ${eats(sql`r.lunch`)} and ${eats(sql`o.lunch`)} and ${over(sql`o.lunch_at`)} then ${at(sql`o.lunch_at`)}
          else '-infinity' end
      union
      select a.elder_id, (select r.id from meal_regulars r where r.county_code = a.county_code
        and r.elder_id = a.elder_id and r.canteen_id = a.canteen_id order by r.valid_from desc limit 1)
      from absent_regulars a where a.county_code = ${countyCode} and a.ended_at is null
    )
    select r.county_code, e.region_code, r.canteen_id, c.name as canteen_name, r.elder_id, e.name,
      coalesce(st.risk, 'green') as risk, st.visitor_id, r.lunch, r.supper, r.valid_from, r.valid_to,
      e.ended_on is null and e.merged_into is null as is_listed,
      exists (select from silence_alerts x where x.county_code = r.county_code and x.elder_id = e.id
        and x.ended_at is null) as is_silent,
      (select coalesce(json_agg(json_build_object('elderId', r.elder_id, 'fromOn', b.from_on, 'toOn', b.to_on,
          'meal', b.meal)), '[]') from meal_absences b where b.county_code = r.county_code
        and b.elder_id = r.elder_id and b.withdrawn_at is null and (b.to_on is null or b.to_on >= ${since})) as absences,
      (select coalesce(json_agg(json_build_object('from', b.valid_from, 'to', b.valid_to)), '[]')
        from elder_absences b where b.county_code = r.county_code and b.elder_id = any(e.id || e.merged_ids)
          and b.kind <> 'refusal' and (b.valid_to is null or b.valid_to >= ${since})) as away,
      array(select s.day || ' ' || s.meal from meal_servings s where s.county_code = r.county_code
          and s.elder_id = r.elder_id and s.day >= ${since} and s.undone_at is null
        union select m.day || ' ' || m.meal from meal_misses m where m.county_code = r.county_code
          and m.elder_id = r.elder_id and m.day >= ${since} and m.reason = 'boxRefused') as answered,
      l.last_at as last_sign_at,
      (select max(o.ended_at) from absent_regulars o where o.county_code = r.county_code and o.elder_id = r.elder_id
        and o.ended_by = 'askedAfter') as settled_at,
      a.id as standing_id, a.missed, a.last_day, a.last_meal, a.last_at, a.case_id,
      coalesce(k.stage in ('closed', 'rejected'), false) as case_ended
    from waited w
    join meal_regulars r on r.county_code = ${countyCode} and r.id = w.regular_id
    join canteens c on c.county_code = r.county_code and c.id = r.canteen_id
    join elders e on e.county_code = r.county_code and e.id = r.elder_id
    left join life_signs l on l.county_code = r.county_code and l.elder_id = r.elder_id
    left join elder_standings st on st.county_code = r.county_code and st.elder_id = r.elder_id
    left join absent_regulars a on a.county_code = r.county_code and a.elder_id = r.elder_id and a.ended_at is null
    left join aid_cases k on k.county_code = a.county_code and k.id = a.case_id
    order by r.elder_id`.execute(tx)
  return rows.map(withStanding)
}

function withStanding(found: Row): LookedFor {
  const { standingId, missed, lastDay, lastMeal, lastAt, caseId, caseEnded, answered, ...row } = found
  const standing =
    standingId && lastDay && lastMeal && lastAt
      ? {
          ...{ id: standingId, missed: missed ?? 1, lastMissed: { day: lastDay, meal: lastMeal } },
          ...{ lastMissedAt: lastAt, caseId, caseEnded },
        }
      : null
  return { ...row, answered: new Set(answered), standing }
}

interface PlaceRow {
  id: string
  state: CanteenState
  stateSince: string
  openings: Opening[]
  closures: { fromOn: string; toOn: string }[]
  states: { state: CanteenState; fromOn: string }[]
  held: string[]
}

/** The places those people eat at: hours, closed days, and the meals of which anything was recorded. */
export async function placesFor(
  { tx, today }: CaseWork,
  countyCode: string,
  canteenIds: readonly string[],
  winter: Winter,
): Promise<Map<string, PlaceFacts>> {
  const since = addDays(today, -lookBackDays)
  const here = (alias: string) => sql`${sql.ref(`${alias}.countyCode`)} = c.county_code
    and ${sql.ref(`${alias}.canteenId`)} = c.id`
  const { rows } = await sql<PlaceRow>`
    select c.id, c.state, c.state_since,
      (select coalesce(json_agg(json_build_object('validFrom', o.valid_from, 'lunch', o.lunch, 'supper', o.supper,
          'winter', o.winter, 'lunchAt', o.lunch_at, 'supperAt', o.supper_at) order by o.valid_from), '[]')
        from canteen_openings o where ${here('o')}) as openings,
      (select coalesce(json_agg(json_build_object('fromOn', k.from_on, 'toOn', k.to_on)), '[]')
        from canteen_closures k where ${here('k')} and k.withdrawn_at is null and k.to_on >= ${since}) as closures,
      (select coalesce(json_agg(json_build_object('state', t.state, 'fromOn', t.from_on) order by t.from_on, t.said_at),
        '[]') from canteen_states t where ${here('t')}) as states,
      array(select s.day || ' ' || s.meal from meal_servings s where ${here('s')} and s.day >= ${since}
          and s.undone_at is null
        union select m.day || ' ' || m.meal from meal_misses m where ${here('m')} and m.day >= ${since}
        union select h.day || ' ' || h.meal from head_counts h where ${here('h')} and h.day >= ${since}
          and h.portions > 0) as held
    from canteens c where c.county_code = ${countyCode} and c.id = any(${[...canteenIds]}::uuid[])`.execute(
    tx,
  )
  return new Map(
    rows.map(({ id, held, state, stateSince, states, ...row }) => [
      id,
      // Two changes of one moment: the place itself says which of them stands.
      { ...row, winter, states: [...states, { state, fromOn: stateSince }], held: new Set(held) },
    ]),
  )
}
