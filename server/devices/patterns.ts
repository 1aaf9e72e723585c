// The job for what no device says by itself: mornings without movement, beds left at night; and devices that moved along.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { type DeviceAlarmKind, homeDeviceKinds } from '../../domain/devices/device.ts'
import { patternOf, type WatchedDevice } from '../../domain/devices/patterns.ts'
import { silentHoursKeys } from '../../domain/devices/rules.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import { type CaseWork, workOfClock } from '../aid-cases/aid-cases.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { type AlarmToTell, tellAlarms } from './alarm-cases.ts'

const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** Safe to run twice: an alarm of today is not raised again. Returns how many were raised. */
export async function watchPatterns(system: System): Promise<number> {
  await system.settings.refresh()
  let raised = 0
  for (const countyCode of await countiesWithDevices(system)) {
    const scope = { area: areaOf(`${countyCode}000000`), accountId: null }
    raised += await within(system.connections.db, scope, true, async tx => {
      await followElders(tx, countyCode)
      return watchCounty(workOfClock(system, tx), countyCode)
    })
  }
  return raised
}

/** Deletes what has been kept for as long as the rules ask; alarms stay. Returns how many events went. */
export async function forgetEvents(system: System): Promise<number> {
  await system.settings.refresh()
  let gone = 0
  for (const countyCode of await countiesWithDevices(system)) {
    const scope = { area: areaOf(`${countyCode}000000`), accountId: null }
    gone += await within(system.connections.db, scope, true, async tx => {
      const { setting, now } = workOfClock(system, tx)
      const days = setting('device.eventsKeptDays', `${countyCode}000000`)
      const { numAffectedRows } = await sql`
        delete from device_events where county_code = ${countyCode} and judged_at is not null
          and received_at < ${now.toISOString()}::timestamptz - make_interval(days => ${days})`.execute(tx)
      return Number(numAffectedRows ?? 0)
    })
  }
  return gone
}

async function countiesWithDevices(system: System): Promise<string[]> {
  const rows = await within(system.connections.db, everywhere, false, tx =>
    tx.selectFrom('homeDevices').select('countyCode').distinct().orderBy('countyCode').execute(),
  )
  return rows.map(row => row.countyCode)
}

/** A device belongs to the village its elder lives in now. */
async function followElders(tx: Transaction, countyCode: string): Promise<void> {
  await sql`
    update home_devices d set region_code = coalesce(person.region_code, e.region_code)
    from elders e
    left join elders person on person.county_code = e.county_code and person.id = e.merged_into
    where d.county_code = ${countyCode} and d.state = 'inUse' and e.county_code = d.county_code
      and e.id = d.elder_id and d.region_code <> coalesce(person.region_code, e.region_code)`.execute(tx)
}

type FoundDevice = WatchedDevice & AlarmToTell['device']

/** Only devices that are heard, in homes whose elder is there. */
async function devicesToWatch(
  { tx, now, today, setting }: CaseWork,
  countyCode: string,
): Promise<FoundDevice[]> {
  const place = `${countyCode}000000`
  const hours = homeDeviceKinds.keys.map(kind => setting(silentHoursKeys[kind], place))
  const { rows } = await sql<FoundDevice>`
    select d.county_code, d.id, e.region_code, d.elder_id, d.kind, d.place, d.installed_on, d.last_moved_at,
      d.last_moved_kind, s.last_at as last_sign_at, raised.no_movement_at, raised.bed_left_at
    from home_devices d
    join elders e on e.county_code = d.county_code and e.id = d.elder_id
    join elders person on person.county_code = e.county_code and person.id = coalesce(e.merged_into, e.id)
    left join life_signs s on s.county_code = person.county_code and s.elder_id = person.id
    cross join lateral (
      select max(a.first_at) filter (where a.kind = 'noMovement') as no_movement_at,
        max(a.first_at) filter (where a.kind = 'bedLeft') as bed_left_at
      from device_alarms a where a.county_code = d.county_code and a.device_id = d.id) raised
    where d.county_code = ${countyCode} and d.state = 'inUse' and d.kind in ('doorSensor', 'bedSensor')
      and (d.last_moved_at is null or d.last_moved_at < ${now.toISOString()}::timestamptz - interval '1 hour')
      and d.last_heard_at >= ${now.toISOString()}::timestamptz
        - make_interval(hours => (${hours}::int[])[array_position(${[...homeDeviceKinds.keys]}::text[], d.kind)])
      and (d.test_until is null or d.test_until < ${now.toISOString()})
      and person.ended_on is null
      and not exists (select from elder_absences a where a.county_code = person.county_code
        and a.elder_id = any(person.id || person.merged_ids) and a.kind <> 'refusal'
        and a.valid_from <= ${today} and (a.valid_to is null or a.valid_to >= ${today}))`.execute(tx)
  return rows
}

async function watchCounty(work: CaseWork, countyCode: string): Promise<number> {
  // The judge of the same county must not write alarms between our look and our writing.
  await sql`select pg_advisory_xact_lock(hashtext('devices.judge'), ${countyCode}::int)`.execute(work.tx)
  const found = (await devicesToWatch(work, countyCode)).flatMap(device => {
    const kind = patternOf(device, hoursAt(work, device.regionCode), work.now)
    return kind === null ? [] : [{ device, kind }]
  })
  if (found.length === 0) return 0
  const at = work.now.toISOString()
  const alarms = found.map(({ device, kind }): AlarmToTell & { kind: DeviceAlarmKind } => ({
    ...{ id: uuidV7(work.now.getTime(), randomBytes(10)), kind, at, device },
  }))
  await sql`
    insert into device_alarms (county_code, id, region_code, device_id, elder_id, kind, state, first_at, last_at,
      times)
    select ${countyCode}, id, "regionCode", "deviceId", "elderId", kind, 'standing', ${at}, ${at}, 1
    from json_to_recordset(${JSON.stringify(alarms.map(rowOf))}::json) as alarm (id uuid, "regionCode" text,
      "deviceId" uuid, "elderId" uuid, kind text)`.execute(work.tx)
  await tellAlarms(work, alarms)
  return alarms.length
}

const rowOf = ({ id, kind, device }: AlarmToTell) => ({
  ...{ id, kind, deviceId: device.id, elderId: device.elderId, regionCode: device.regionCode },
})

function hoursAt({ setting }: CaseWork, regionCode: string) {
  return {
    noMovementHour: setting('device.noMovementHour', regionCode),
    nightFromHour: setting('device.nightFromHour', regionCode),
    nightToHour: setting('device.nightToHour', regionCode),
    bedLeftHours: setting('device.bedLeftHours', regionCode),
  }
}
