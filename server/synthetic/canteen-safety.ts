// Two weeks of a kitchen's records for the demonstration: one dish nobody kept, a kitchen that forgets its checks, an
// incident that is over, and a regular who did not come yesterday. Everything in it is invented.
import { sql } from 'kysely'
import { demoAccounts } from '../../domain/accounts/demo.ts'
import { mondayOf } from '../../domain/canteens/week.ts'
import { addDays, type Day, dayOf, firstDayOf, monthOf, startOfDay } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'

const weeks = 14
const accountOf = (role: string) => demoAccounts.find(account => account.role === role)?.accountId ?? null
const at = (day: Day, minute: number) => new Date(startOfDay(day).getTime() + minute * 60_000).toISOString()

/** In the order in which they were given: the first is the kitchen of the demonstration village. */
export async function loadCanteenSafety(
  system: System,
  countyCode: string,
  canteenIds: readonly string[],
): Promise<void> {
  const today = dayOf(system.clock.now())
  const [first, second, forgetful] = canteenIds
  if (!first || !second || !forgetful) return
  await loadIncident(system, countyCode, second, today)
  await loadAbsent(system, countyCode, first, today)
  await loadSamples(system, countyCode, first, today)
  await loadRecords(system, countyCode, forgetful, today)
}

async function loadSamples(system: System, countyCode: string, first: string, today: Day): Promise<void> {
  const now = system.clock.now().toISOString()
  const cook = accountOf('canteenCook')
  await sql`
    insert into food_samples (county_code, id, region_code, canteen_id, day, meal, dish, grams, taken_at, keep_until,
      celsius, kept_by, received_at, checked_by, checked_at, discarded_at, discarded_by)
    select kept.county_code, gen_random_uuid(), kept.region_code, kept.canteen_id, kept.day, kept.meal, kept.dish,
      150, kept.taken_at, kept.taken_at + interval '48 hours', 4, ${cook}::uuid, kept.taken_at,
      case when kept.canteen_id = ${first} then ${accountOf('canteenManager')}::uuid end,
      case when kept.canteen_id = ${first} then kept.taken_at + interval '1 hour' end,
      case when kept.is_old then kept.taken_at + interval '49 hours' end, case when kept.is_old then ${cook}::uuid end
    from (select m.county_code, m.region_code, m.canteen_id, m.day, m.meal, plate.content ->> 'name' as dish, taken_at,
        taken_at + interval '60 hours' < ${now}::timestamptz as is_old
      from menu_meals m
      join canteens c on c.county_code = m.county_code and c.id = m.canteen_id and c.tier = 'cooksHere'
      cross join lateral (select (m.day + make_interval(mins => case m.meal when 'lunch' then 650 else 1010 end))
        at time zone 'Asia/Shanghai' as taken_at) as of_meal
      cross join lateral jsonb_array_elements(m.dishes) with ordinality as plate (content, place)
      where m.county_code = ${countyCode} and m.day between ${addDays(today, -weeks)} and ${addDays(today, -1)}
        and exists (select from meal_servings s where s.county_code = m.county_code and s.canteen_id = m.canteen_id
          and s.day = m.day and s.meal = m.meal and s.undone_at is null)
        and not (m.canteen_id = ${first} and m.day = ${addDays(today, -2)} and m.meal = 'lunch' and plate.place = 1)
      ) as kept`.execute(system.connections.db)
}

/** Days of which something was served. */
const servedDays = (countyCode: string, today: Day) => sql`(
  select distinct s.county_code, s.canteen_id, c.region_code, s.day from meal_servings s
  join canteens c on c.county_code = s.county_code and c.id = s.canteen_id
  where s.county_code = ${countyCode} and s.day between ${addDays(today, -weeks)} and ${addDays(today, -1)}
    and s.undone_at is null) as served`

async function loadRecords(system: System, countyCode: string, forgetful: string, today: Day): Promise<void> {
  const { db } = system.connections
  const cook = accountOf('canteenCook')
  await sql`
    insert into kitchen_disinfections (county_code, id, region_code, canteen_id, day, things, way, minutes, done_at,
      kept_by, received_at)
    select county_code, gen_random_uuid(), region_code, canteen_id, day, '{tableware,knivesAndBoards,worktops}',
      'hotCabinet', 30, done_at, ${cook}::uuid, done_at
    from ${servedDays(countyCode, today)}
    cross join lateral (select (day + interval '18 hours 40 minutes') at time zone 'Asia/Shanghai' as done_at) as t`.execute(
    db,
  )
  await sql`
    insert into kitchen_checks (county_code, id, region_code, canteen_id, kind, day, faults, note, done_at, kept_by,
      received_at)
    select county_code, gen_random_uuid(), region_code, canteen_id, 'dayCheck', day,
      case when extract(day from day) = 11 then '{fridgeCold}'::text[] else '{}' end,
      case when extract(day from day) = 11 then '冰箱温度偏高，已调低并复测 4 ℃' end, done_at, ${cook}::uuid, done_at
    from ${servedDays(countyCode, today)}
    cross join lateral (select (day + interval '8 hours 20 minutes') at time zone 'Asia/Shanghai' as done_at) as t
    where canteen_id <> ${forgetful} or day < ${addDays(today, -4)}`.execute(db)
  const monday = addDays(mondayOf(today), -7)
  const month = firstDayOf(monthOf(addDays(firstDayOf(monthOf(today)), -1)))
  for (const [kind, day, minute] of [
    ['weekCheck', monday, 900 + 4 * 1440],
    ['monthCheck', month, 900 + 26 * 1440],
  ] as const)
    await sql`
      insert into kitchen_checks (county_code, id, region_code, canteen_id, kind, day, faults, note, done_at, kept_by,
        received_at)
      select c.county_code, gen_random_uuid(), c.region_code, c.id, ${kind}, ${day}, '{}', null, ${at(day, minute)},
        ${accountOf('canteenManager')}::uuid, ${at(day, minute)}
      from canteens c where c.county_code = ${countyCode} and c.id <> ${forgetful}`.execute(db)
  await sql`
    insert into food_purchases (county_code, id, region_code, canteen_id, bought_on, goods, amount, supplier,
      ticket_number, cost_fen, expires_on, acceptance, note, kept_by, received_at)
    select county_code, gen_random_uuid(), region_code, canteen_id, day, goods, amount, supplier,
      'P' || to_char(day, 'MMDD') || place, cost_fen, day + keeps, 'goodsAccepted', null, ${cook}::uuid,
      (day + interval '7 hours') at time zone 'Asia/Shanghai'
    from ${servedDays(countyCode, today)}
    cross join (values (1, '猪肉', '12 斤', '镇上肉铺', 16800, 3), (2, '白菜', '40 斤', '本村菜农', 3200, 7),
      (3, '豆腐', '15 斤', '镇上豆腐坊', 4500, 2), (4, '大米', '50 斤', '粮油店', 14000, 180))
      as bought (place, goods, amount, supplier, cost_fen, keeps)
    where extract(day from day)::int % 4 = place - 1`.execute(db)
}

/** Three weeks ago, over after two days: who was ill is well again. */
async function loadIncident(
  system: System,
  countyCode: string,
  canteenId: string,
  today: Day,
): Promise<void> {
  const { db } = system.connections
  const stopped = addDays(today, -20)
  const reopened = addDays(today, -18)
  await sql`delete from meal_servings where county_code = ${countyCode} and canteen_id = ${canteenId}
    and day > ${stopped} and day < ${reopened}`.execute(db)
  await sql`
    with incident as (
      insert into food_incidents (county_code, id, region_code, canteen_id, state, noticed_at, symptoms, others_ill,
        stopped_at, report_by, recorded_by, recorded_at, market_told_at, market_told_by, health_told_at,
        health_told_by, asked_at, asked_by, ask_note, over_at, over_by, over_note, followed_at)
      select c.county_code, gen_random_uuid(), c.region_code, c.id, 'incidentOver', ${at(stopped, 860)},
        '午饭后两位老人腹泻、肚子疼', 0, ${at(stopped, 865)}, ${at(stopped, 985)}, ${accountOf('canteenManager')}::uuid,
        ${at(stopped, 865)}, ${at(stopped, 890)}, ${accountOf('townshipOfficer')}::uuid, ${at(stopped, 895)},
        ${accountOf('townshipOfficer')}::uuid, ${at(reopened, 480)}, ${accountOf('canteenManager')}::uuid,
        '豆角没有炒透，已重新培训', ${at(reopened, 560)}, ${accountOf('townshipOfficer')}::uuid,
        '现场看过，市场监管局已出意见，可以恢复', ${at(reopened, 565)}
      from canteens c where c.county_code = ${countyCode} and c.id = ${canteenId}
      returning county_code, id, region_code, canteen_id
    )
    insert into food_incident_diners (county_code, incident_id, elder_id, region_code, illness, visit_id)
    select i.county_code, i.id, ate.elder_id, i.region_code,
      case when ate.place <= 2 then 'feelsIll' else 'notIll' end, gen_random_uuid()
    from incident i
    join lateral (select s.elder_id, row_number() over (order by s.elder_id) as place from (select distinct elder_id
      from meal_servings where county_code = i.county_code and canteen_id = i.canteen_id and elder_id is not null
        and day between ${addDays(stopped, -3)} and ${stopped}) s) ate on true`.execute(db)
  for (const [state, day, reason] of [
    ['onPause', stopped, 'foodIncident'],
    ['running', reopened, null],
  ] as const)
    await sql`
      insert into canteen_states (county_code, id, region_code, canteen_id, state, from_on, reason, said_at)
      select county_code, gen_random_uuid(), region_code, id, ${state}, ${day}, ${reason}, ${at(day, 865)}
      from canteens where county_code = ${countyCode} and id = ${canteenId}`.execute(db)
  await sql`update canteens set state_since = ${reopened} where county_code = ${countyCode}
    and id = ${canteenId}`.execute(db)
}

/** Whom the demonstration's own visitor looks after, if one of them eats there every day. */
async function loadAbsent(system: System, countyCode: string, canteenId: string, today: Day): Promise<void> {
  const yesterday = addDays(today, -1)
  const { rows } = await sql<{ elderId: string; regionCode: string }>`
    select r.elder_id, e.region_code from meal_regulars r
    join elders e on e.county_code = r.county_code and e.id = r.elder_id
    where r.county_code = ${countyCode} and r.canteen_id = ${canteenId} and r.lunch like 'DDDDDDD'
      and not exists (select from meal_absences a where a.county_code = r.county_code and a.elder_id = r.elder_id)
    order by exists (select from visitor_assignments v where v.county_code = r.county_code and v.elder_id = r.elder_id
      and v.account_id = ${accountOf('visitor')}::uuid and v.valid_to is null) desc, r.elder_id limit 1`.execute(
    system.connections.db,
  )
  const [who] = rows
  if (!who) return
  const { db } = system.connections
  await sql`delete from meal_servings where county_code = ${countyCode} and elder_id = ${who.elderId}
    and day >= ${yesterday}`.execute(db)
  await sql`update life_signs set last_at = ${at(addDays(today, -2), 675)}, look_at = ${at(yesterday, 675)}
    where county_code = ${countyCode} and elder_id = ${who.elderId}`.execute(db)
  const raisedAt = at(yesterday, 787)
  await sql`
    with sign as (
      insert into absent_regulars (county_code, id, region_code, canteen_id, elder_id, risk, missed, last_day,
        last_meal, last_at, raised_at)
      values (${countyCode}, gen_random_uuid(), ${who.regionCode}, ${canteenId}, ${who.elderId}, 'orange', 1,
        ${yesterday}, 'lunch', ${at(yesterday, 660)}, ${raisedAt})
      returning id
    )
    insert into due_visits (county_code, id, region_code, elder_id, reason, raised_on, due_on, event_id)
    select ${countyCode}, id, ${who.regionCode}, ${who.elderId}, 'missedMeal', ${yesterday}, ${yesterday}, id
    from sign`.execute(db)
}
