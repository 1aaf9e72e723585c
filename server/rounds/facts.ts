// What a township's month is planned from: elders with what is owed to each, visitors, the days.
import { sql } from 'kysely'
import { groupsOn, type RecordedGroup, type SpokenLanguage } from '../../domain/elders/elder.ts'
import { areaOf, countyCodeOf, pathOf } from '../../domain/kernel/area.ts'
import { addDays, addMonths, type Day, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import type { Spot } from '../../domain/kernel/distance.ts'
import type { SettingKey } from '../../domain/regions/settings.ts'
import type { RiskLevel } from '../../domain/risk/level.ts'
import { hardnessOf } from '../../domain/rounds/hardness.ts'
import type { RoundElder, RoundVisitor } from '../../domain/rounds/problem.ts'
import { usualWeekdays } from '../../domain/rounds/roster.ts'
import type { Wish } from '../../domain/rounds/wish.ts'
import { answersFrom } from '../../domain/visits/answers.ts'
import { type Due, dueOf, type OwedReason } from '../../domain/visits/due.ts'
import type { Context } from '../kernel/context.ts'

/** What planning needs of a request; a job has no more. */
export type PlanContext = Pick<Context, 'tx' | 'today' | 'now' | 'setting' | 'system'>

interface FoundElder {
  id: string
  householdId: string
  regionCode: string
  hamlet: string | null
  bornOn: string | null
  spokenLanguage: SpokenLanguage
  registeredOn: string
  recorded: RecordedGroup[]
  lastVisit: { visited_on: string; result: 'met' | 'notReached' | 'refused'; answers: string } | null
  lastMetOn: string | null
  lastHomeOn: string | null
  place: Spot | null
  openTroubles: number
  owed: { reason: OwedReason; on: string } | null
  notAtHomeSince: string | null
  level: RiskLevel | null
  visitorId: string | null
  plannedLastOn: string | null
  wish: Wish | null
}

/**
 * Whoever lives there and is willing, with how hard each house is for the visitor it has; who is in hospital, in a
 * home or long away is not called on.
 */
export async function housesToPlan(
  context: PlanContext,
  regionCode: string,
  from: Day,
  visitors: readonly RoundVisitor[],
): Promise<RoundElder[]> {
  const rows = await findElders(context, regionCode, from)
  const byId = new Map(visitors.map(visitor => [visitor.id, visitor]))
  return rows
    .filter(row => row.notAtHomeSince === null)
    .map(row => {
      const visitor = row.visitorId === null ? undefined : byId.get(row.visitorId)
      const speaks = visitor?.languages ?? []
      return {
        ...elderFrom(context, row, from),
        hardness: hardnessOf({
          risk: dueFrom(context, row).risk,
          openTroubles: row.openTroubles,
          missed: row.lastVisit !== null && row.lastVisit.result !== 'met',
          kilometres: null,
          otherVillage: visitor !== undefined && visitor.villageCode !== row.regionCode,
          otherLanguage: row.spokenLanguage === 'ko' && speaks.length > 0 && !speaks.includes('ko'),
        }),
      }
    })
}

async function findElders(context: PlanContext, regionCode: string, from: Day): Promise<FoundElder[]> {
  const { tx, today } = context
  const area = areaOf(regionCode)
  const absentDays = context.setting('visitRate.absentDays', regionCode)
  const found = await sql<FoundElder>`
    select e.id, e.household_id, e.region_code, h.hamlet, e.born_on, e.spoken_language, e.registered_on,
      array(select distinct m."group" from elder_memberships m
        where m.county_code = e.county_code and m.elder_id = any(e.id || e.merged_ids)
          and m.valid_from <= ${from} and (m.valid_to is null or m.valid_to >= ${from}) order by 1) as recorded,
      (select json_build_object('visited_on', v.visited_on, 'result', v.result, 'answers', v.answers)
        from visits v where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids)
        order by v.visited_on desc, v.started_at desc, v.id desc limit 1) as last_visit,
      (select max(v.visited_on) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met') as last_met_on,
      (select max(v.visited_on) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met' and v.method = 'home') as last_home_on,
      (select json_build_object('lon', v.lon, 'lat', v.lat) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids) and v.lon is not null and v.method = 'home'
        and v.accuracy_meters < 200 order by v.visited_on desc limit 1) as place,
      (select count(*)::int from aid_cases k where k.county_code = e.county_code
        and k.elder_id = any(e.id || e.merged_ids) and k.stage not in ('closed', 'rejected')) as open_troubles,
      (select json_build_object('reason', d.reason, 'on', d.due_on) from due_visits d
        where d.county_code = e.county_code and d.elder_id = any(e.id || e.merged_ids) and d.withdrawn_at is null
          and not exists (select from visits v where v.county_code = d.county_code
            and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met' and v.visited_on >= d.raised_on)
        order by d.due_on, d.id limit 1) as owed,
      (select min(a.valid_from) from elder_absences a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids) and a.valid_to is null and a.valid_from <= ${today}
        and (a.kind in ('institution', 'hospital')
          or a.kind = 'errands' and a.valid_from <= ${addDays(today, -absentDays)})) as not_at_home_since,
      (select t.risk from elder_standings t where t.county_code = e.county_code and t.elder_id = e.id) as level,
      (select a.account_id from visitor_assignments a where a.county_code = e.county_code and a.elder_id = e.id
        and a.valid_from <= ${from} and (a.valid_to is null or a.valid_to >= ${from})
        order by a.valid_from desc limit 1) as visitor_id,
      (select max(p.planned_on) from planned_visits p
        where p.in_force and p.county_code = e.county_code and p.elder_id = e.id and p.planned_on >= ${today}
          and p.planned_on < ${from}) as planned_last_on,
      (select json_build_object('weekdays', w.weekdays, 'dayPart', w.day_part, 'way', w.way,
          'language', w.language, 'visitorSex', w.visitor_sex, 'notWeekdays', w.not_weekdays,
          'notDays', w.not_days)
        from visit_wishes w where w.county_code = e.county_code and w.elder_id = any(e.id || e.merged_ids)
        order by w.said_on desc, w.recorded_at desc, w.id desc limit 1) as wish
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    where e.county_code = ${countyCodeOf(regionCode)} and e.region_code between ${area.from} and ${area.to}
      and e.ended_on is null and e.merged_into is null and e.willing_to_be_visited
    order by e.id`.execute(tx)
  return found.rows
}

function dueFrom(context: PlanContext, row: FoundElder): Due {
  const { lastVisit, bornOn, registeredOn, lastMetOn, owed, level } = row
  const setting = <Key extends SettingKey>(key: Key) => context.setting(key, row.regionCode)
  const veryOldAge = setting('elder.veryOldAge')
  return dueOf(
    {
      ...{ bornOn, registeredOn, lastMetOn, owed, level },
      groups: groupsOn(row.recorded, bornOn, context.today, veryOldAge),
      lastVisit: lastVisit && {
        visitedOn: lastVisit.visited_on,
        result: lastVisit.result,
        answers: answersFrom(lastVisit.answers),
      },
    },
    context.today,
    { veryOldAge, ...rhythms(context, row.regionCode) },
  )
}

function rhythms({ setting }: PlanContext, regionCode: string) {
  return {
    daysRed: setting('visit.daysRed', regionCode),
    daysOrange: setting('visit.daysOrange', regionCode),
    daysYellow: setting('visit.daysYellow', regionCode),
    daysGreen: setting('visit.daysGreen', regionCode),
    festivalDays: setting('visit.festivalDays', regionCode),
  }
}

/** A danger found or a change in her life is looked after within two days, whatever her rhythm. */
function elderFrom(context: PlanContext, row: FoundElder, from: Day): Omit<RoundElder, 'hardness'> {
  const due = dueFrom(context, row)
  const {
    daysRed: red,
    daysOrange: orange,
    daysYellow: yellow,
    daysGreen: green,
  } = rhythms(context, row.regionCode)
  const everyDays = { red, orange, yellow, green }[due.risk]
  const monthly = due.risk !== 'green'
  const met = later(row.lastMetOn, row.plannedLastOn)
  const soon = addDays(from, 1)
  const isPressing = due.everyDays < everyDays
  const dueOn =
    row.plannedLastOn !== null && met === row.plannedLastOn
      ? afterMeeting(met, everyDays, monthly)
      : isPressing && due.on < soon
        ? soon
        : due.on
  return {
    ...{ id: row.id, householdId: row.householdId, villageCode: row.regionCode, hamlet: row.hamlet },
    ...{ place: row.place, visitorId: row.visitorId, dueOn, everyDays, monthly },
    ...{ lastMetOn: met, lastHomeOn: row.lastHomeOn, wish: row.wish },
  }
}

function afterMeeting(met: Day, everyDays: number, monthly: boolean): Day {
  const byRhythm = addDays(met, everyDays)
  const byMonth = lastDayOf(addMonths(monthOf(met), 1))
  return monthly && byMonth < byRhythm ? byMonth : byRhythm
}

function later(one: Day | null, other: Day | null): Day | null {
  return one !== null && (other === null || one > other) ? one : other
}

interface FoundVisitor {
  id: string
  reaches: string[]
  profileVillage: string | null
  weekdays: number[] | null
  minutesDay: number | null
  speaks: SpokenLanguage | null
  sex: string | null
  mostVillage: string | null
  daysOff: string[]
}

/** With a post inside the township or at it. Her village: as the roster has it, else where most of her elders live. */
export async function visitorsToPlan(
  { tx, setting }: PlanContext,
  regionCode: string,
  from: Day,
  to: Day,
): Promise<RoundVisitor[]> {
  const area = areaOf(regionCode)
  const countyCode = countyCodeOf(regionCode)
  const found = await sql<FoundVisitor>`
    select a.id, array_agg(p.region_code order by p.region_code) as reaches,
      profile.region_code as profile_village, profile.weekdays, profile.minutes_day, profile.speaks, profile.sex,
      (select v.region_code from visitor_assignments v where v.county_code = ${countyCode}
        and v.account_id = a.id and v.valid_to is null and v.region_code between ${area.from} and ${area.to}
        group by 1 order by count(*) desc, 1 limit 1) as most_village,
      array(select distinct d::date::text from stand_ins s,
          generate_series(greatest(s.valid_from, ${from}::date), least(s.valid_to, ${to}::date), '1 day') as d
        where s.county_code = ${countyCode} and s.main_id = a.id and s.reason in ('sick', 'errands')
          and s.state in ('awaitingYes', 'takenOn') and s.valid_to >= ${from} and s.valid_from <= ${to}
        order by 1) as days_off
    from posts p
    join accounts a on a.id = p.account_id
    left join visitor_profiles profile on profile.county_code = ${countyCode} and profile.account_id = a.id
    where p.role = 'visitor' and a.disabled_at is null and p.valid_from <= ${from}
      and (p.valid_to is null or p.valid_to >= ${from})
      and (p.region_code between ${area.from} and ${area.to} or p.region_code = any(${pathOf(regionCode)}))
    group by a.id, profile.county_code, profile.id
    order by a.id`.execute(tx)
  return found.rows.map(row => ({
    id: row.id,
    villageCode: row.profileVillage ?? row.mostVillage ?? row.reaches[0] ?? regionCode,
    reaches: row.reaches,
    weekdays: row.weekdays ?? usualWeekdays,
    daysOff: row.daysOff,
    minutesDay: row.minutesDay ?? setting('rounds.minutesDay', regionCode),
    place: null,
    languages: row.speaks === null ? [] : row.speaks === 'both' ? ['zh', 'ko'] : [row.speaks],
    sex: row.sex,
  }))
}
