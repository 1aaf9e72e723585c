// What of the rounds a visitor's phone carries: small, sorted and under one fingerprint of its own.
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { addDays, addMonths, firstDayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import { homeBefore } from '../../domain/rounds/calendar.ts'
import type { CarriedRounds } from '../../domain/rounds/carried.ts'
import type { CarriedStandIn } from '../../domain/rounds/stand-in.ts'
import { visitorsOf } from '../accounts/accounts.ts'
import type { Context } from '../kernel/context.ts'

/** The elders she carries today: her own, and from the evening before those she stands in for. */
export function carriedBy({ actor, today }: Pick<Context, 'actor' | 'today'>) {
  const countyCode = actor.regionCode.slice(0, 6)
  return sql`
    select a.elder_id from visitor_assignments a
    where a.county_code = ${countyCode} and a.account_id = ${actor.accountId}
      and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
    union
    select x.elder_id from stand_ins s
    join stand_in_elders x on x.county_code = s.county_code and x.stand_in_id = s.id
    where s.county_code = ${countyCode} and s.carrier_id = ${actor.accountId} and s.state = 'takenOn'
      and s.valid_from <= ${addDays(today, 1)} and s.valid_to >= ${today}`
}

export async function carriedRounds(context: Context): Promise<CarriedRounds> {
  const { actor, today, tx } = context
  const standIns = await standInsOf(context)
  const visits = await visitsOf(context)
  const wishes = await wishesOf(context)
  const colleagues = (await visitorsOf(tx, actor.regionCode, today))
    .filter(visitor => visitor.id !== actor.accountId)
    .map(({ id, name }) => ({ id, name }))
  const darkAt = await dusks(context, [...new Set(visits.map(visit => visit.on))])
  const whole = { visits, wishes, colleagues, standIns, darkAt }
  const fingerprint = createHash('sm3')
    .update(JSON.stringify(whole))
    .digest()
    .subarray(0, 16)
    .toString('base64url')
  return { fingerprint, ...whole }
}

/** This month's and the next's, from the first day on: the calendar shows what was done too. */
async function visitsOf({ tx, actor, today }: Context): Promise<CarriedRounds['visits']> {
  const from = firstDayOf(monthOf(today))
  const to = lastDayOf(addMonths(monthOf(today), 1))
  const countyCode = actor.regionCode.slice(0, 6)
  const found = await sql<{
    elderId: string
    on: string
    turn: number
    way: 'home' | 'phone' | 'video'
    dayPart: CarriedRounds['visits'][number]['dayPart'] | null
    standIn: boolean
  }>`
    with planned as (
      select p.*, (
        select i.carrier_id from stand_in_elders x
        join stand_ins i on i.county_code = x.county_code and i.id = x.stand_in_id
        where x.county_code = p.county_code and x.elder_id = p.elder_id and i.state = 'takenOn'
          and p.planned_on between i.valid_from and i.valid_to
        order by i.answered_at desc, i.id limit 1) as carrier_id
      from planned_visits p
      where p.county_code = ${countyCode} and p.in_force and p.planned_on between ${from} and ${to}
        and (p.visitor_id = ${actor.accountId} or p.elder_id in (
          select y.elder_id from stand_ins s
          join stand_in_elders y on y.county_code = s.county_code and y.stand_in_id = s.id
          where s.county_code = ${countyCode} and s.carrier_id = ${actor.accountId} and s.state = 'takenOn'
            and s.valid_to >= ${from}))
    )
    select elder_id, planned_on as on, turn, way, day_part, carrier_id is not null as stand_in
    from planned where coalesce(carrier_id, visitor_id) = ${actor.accountId}
    order by planned_on, turn, id`.execute(tx)
  return found.rows.map(({ dayPart, standIn, ...visit }) => ({
    ...visit,
    ...(dayPart && { dayPart }),
    ...(standIn && { standIn }),
  }))
}

async function wishesOf({ tx, actor, today }: Context): Promise<CarriedRounds['wishes']> {
  const found = await sql<CarriedRounds['wishes'][number]>`
    select distinct on (a.elder_id) a.elder_id, w.weekdays, w.day_part, w.way, w.language, w.visitor_sex,
      w.not_weekdays, w.not_days::text[] as not_days
    from visitor_assignments a
    join elders e on e.county_code = a.county_code and e.id = a.elder_id and e.ended_on is null
    join visit_wishes w on w.county_code = e.county_code and w.elder_id = any(e.id || e.merged_ids)
    where a.county_code = ${actor.regionCode.slice(0, 6)} and a.account_id = ${actor.accountId}
      and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today})
    order by a.elder_id, w.said_on desc, w.recorded_at desc, w.id desc`.execute(tx)
  return found.rows
}

/** Asked of her or of anybody, asked by her, and carried by her; what is over is gone. */
async function standInsOf({ tx, actor, today }: Context): Promise<CarriedStandIn[]> {
  const found = await sql<CarriedStandIn>`
    select s.id, s.county_code, case when s.main_id = ${actor.accountId} then 'fromMe'
        when s.carrier_id = ${actor.accountId} then 'carried' else 'toMe' end as role,
      coalesce(case when s.main_id = ${actor.accountId} then coalesce(carrier.name, asked.name) else main.name end, null)
        as other,
      s.valid_from as from, s.valid_to as to, s.reason, s.state,
      (select json_agg(json_build_object('id', e.id, 'name', e.name) order by e.id)
        from stand_in_elders x join elders e on e.county_code = x.county_code and e.id = x.elder_id
        where x.county_code = s.county_code and x.stand_in_id = s.id) as elders
    from stand_ins s
    left join accounts main on main.id = s.main_id
    left join accounts asked on asked.id = s.asked_id
    left join accounts carrier on carrier.id = s.carrier_id
    where s.county_code = ${actor.regionCode.slice(0, 6)} and s.valid_to >= ${today}
      and (s.main_id = ${actor.accountId} and s.state <> 'givenBack'
        or s.carrier_id = ${actor.accountId}
        or s.state = 'awaitingYes' and (s.asked_id = ${actor.accountId} or s.asked_id is null))
    order by s.valid_from, s.id
    limit 50`.execute(tx)
  return found.rows.map(row => ({ ...row, elders: row.elders ?? [] }))
}

async function dusks({ tx, actor }: Context, days: readonly string[]): Promise<Record<string, string>> {
  const code = `${actor.regionCode.slice(0, 6)}000000`
  const place = await tx
    .selectFrom('regions')
    .select(['lon', 'lat'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!place || place.lon === null || place.lat === null) return {}
  const spot = { lon: place.lon, lat: place.lat }
  return Object.fromEntries(days.toSorted().map(day => [day, homeBefore(day, spot)]))
}
