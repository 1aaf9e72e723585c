// The job of stays: what life events mean for whoever lives in a home, wherever the event was recorded.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type Day, dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { type FollowAct, type FollowedStay, followLife } from '../../domain/stays/follow.ts'
import type { System } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { countsAsInstitution, type Home } from './place.ts'

interface Found
  extends Omit<FollowedStay, 'isInstitution' | 'leave'>,
    Pick<Home, 'kind' | 'beds' | 'fullDayLodging' | 'regionCode'> {
  countyCode: string
  id: string
  leaveLeftOn: Day | null
  leaveByEvent: boolean | null
  leaveInHospital: boolean | null
  /** Somebody else lies in her bed by now, or she lives elsewhere. */
  bedIsTaken: boolean
  livesElsewhere: boolean
}

/** Can run twice: a stay that says what the events say is left alone. */
export async function followLives(system: System): Promise<void> {
  const now = system.clock.now()
  await system.settings.refresh()
  const today = dayOf(now)
  await system.connections.db.transaction().execute(async tx => {
    await sql`update stay_beds set reserved_wish_id = null, reserved_until = null
      where reserved_until < ${today}::date`.execute(tx)
    const setting = (key: 'facility.filingBeds', regionCode: string) =>
      system.settings.value(key, regionCode, today)
    const acts = (await foundStays(tx)).flatMap(found => {
      const { leaveLeftOn, leaveByEvent, leaveInHospital } = found
      const act = followLife({
        ...found,
        isInstitution: countsAsInstitution(setting, found),
        leave:
          leaveLeftOn === null
            ? null
            : { leftOn: leaveLeftOn, byEvent: leaveByEvent === true, inHospital: leaveInHospital === true },
      })
      return act === null || (act.does === 'reopen' && found.livesElsewhere) ? [] : [{ found, act }]
    })
    await carryOut(tx, now, acts)
  })
}

/** Only stays that an event can concern: of somebody who is gone or away, out on leave, or ended by an event. */
async function foundStays(tx: Transaction): Promise<Found[]> {
  const absent = (kind: string, what: 'since' | 'until') =>
    what === 'since'
      ? sql`(select max(a.valid_from) from elder_absences a where a.county_code = e.county_code
          and a.elder_id = any(e.id || e.merged_ids) and a.kind = ${kind} and a.valid_to is null)`
      : sql`(select max(a.valid_to) from elder_absences a where a.county_code = e.county_code
          and a.elder_id = any(e.id || e.merged_ids) and a.kind = ${kind} and a.valid_to is not null)`
  const { rows } = await sql<Found>`
    select s.county_code, s.id, s.region_code, s.admitted_on, s.left_on, s.ending, s.ended_by_event, f.kind, f.beds,
      f.full_day_lodging, e.ended_on as elder_ended_on,
      coalesce((select g.kind = 'died' from elder_endings g where g.county_code = e.county_code and g.elder_id = e.id
        limit 1), false) as elder_died,
      ${absent('institution', 'since')} as in_institution_since,
      ${absent('institution', 'until')} as left_institution_on,
      ${absent('hospital', 'since')} as in_hospital_since, ${absent('hospital', 'until')} as left_hospital_on,
      l.left_on as leave_left_on, l.by_event as leave_by_event,
      l.reason = 'hospitalStay' as leave_in_hospital,
      exists (select from stays o where o.county_code = s.county_code and o.bed_id = s.bed_id and o.left_on is null
        and o.id <> s.id) as bed_is_taken,
      exists (select from stays o where o.county_code = s.county_code and o.elder_id = s.elder_id
        and o.left_on is null and o.id <> s.id) as lives_elsewhere
    from stays s
    join facilities f on f.county_code = s.county_code and f.id = s.facility_id
    join elders given on given.county_code = s.county_code and given.id = s.elder_id
    join elders e on e.county_code = given.county_code and e.id = coalesce(given.merged_into, given.id)
    left join stay_leaves l on l.county_code = s.county_code and l.stay_id = s.id and l.returned_on is null
    where (s.left_on is null and (e.ended_on is not null or l.by_event or exists (select from elder_absences a
        where a.county_code = e.county_code and a.elder_id = any(e.id || e.merged_ids)
          and a.kind in ('institution', 'hospital'))))
      or s.ended_by_event
    for update of s skip locked`.execute(tx)
  return rows
}

interface Todo {
  found: Found
  act: FollowAct
}

async function carryOut(tx: Transaction, now: Date, todo: readonly Todo[]): Promise<void> {
  const key = ({ countyCode, id }: Found) => ({ county: countyCode, id })
  const ended = todo.flatMap(({ found, act }) =>
    act.does === 'end' ? [{ ...key(found), on: act.on, ending: act.ending }] : [],
  )
  const told = sql`json_to_recordset(${JSON.stringify(ended)}) as t (county text, id uuid, "on" date, ending text)`
  await sql`update stays s set left_on = t."on", ending = t.ending, ended_by_event = true, version = s.version + 1
    from ${told} where s.county_code = t.county and s.id = t.id`.execute(tx)
  const returned = todo.flatMap(({ found, act }) =>
    act.does === 'return' ? [{ ...key(found), on: act.on }] : [],
  )
  const back = [...ended, ...returned]
  await sql`update stay_leaves l set returned_on = greatest(l.left_on, t."on")
    from json_to_recordset(${JSON.stringify(back)}) as t (county text, id uuid, "on" date)
    where l.county_code = t.county and l.stay_id = t.id and l.returned_on is null`.execute(tx)
  const again = todo.flatMap(({ found, act }) =>
    act.does === 'reopen' ? [{ ...key(found), free: !found.bedIsTaken }] : [],
  )
  await sql`update stays s set left_on = null, ending = null, ending_note = null, ended_by_event = false,
      bed_id = case when t.free then s.bed_id end, version = s.version + 1
    from json_to_recordset(${JSON.stringify(again)}) as t (county text, id uuid, free boolean)
    where s.county_code = t.county and s.id = t.id`.execute(tx)
  const out = todo.flatMap(({ found, act }) => (act.does === 'leave' ? [leaveRow(found, act.on, now)] : []))
  if (out.length > 0) await tx.insertInto('stayLeaves').values(out).execute()
}

function leaveRow({ countyCode, id, regionCode }: Found, leftOn: Day, now: Date) {
  return {
    ...{ countyCode, id: uuidV7(now.getTime(), randomBytes(10)), regionCode, stayId: id, leftOn },
    ...{ reason: 'hospitalStay' as const, expectedOn: null, withWhom: null, returnedOn: null, note: null },
    ...{ byEvent: true, recordedBy: null, recordedAt: now.toISOString() },
  }
}
