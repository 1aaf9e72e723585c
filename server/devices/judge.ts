// The job behind the doors: what was only written down becomes alarms, cases, and news of the device itself.
import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { DeviceEventKind, HomeDeviceKind } from '../../domain/devices/device.ts'
import {
  type Heard,
  type Judged,
  judgeEvents,
  type SaidEvent,
  type StandingAlarm,
} from '../../domain/devices/judging.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { uuidV7 } from '../../domain/kernel/id.ts'
import type { LifeSignKind } from '../../domain/silence/silence.ts'
import { workOfClock } from '../aid-cases/aid-cases.ts'
import type { System } from '../kernel/context.ts'
import { type Transaction, within } from '../kernel/database.ts'
import { noteSigns } from '../silence/silence.ts'
import { type AlarmToTell, tellAlarms, tellAllClear } from './alarm-cases.ts'

/** Events of one transaction; a storm is judged in several, oldest first. */
const eventsAtOnce = 4000
const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }

/** Judges everything that waits; safe to run twice and on two servers at once. Returns how many were judged. */
export async function judgeDevices(system: System): Promise<number> {
  await system.settings.refresh()
  const counties = await within(system.connections.db, everywhere, false, countiesWaiting)
  let judged = 0
  for (const countyCode of counties) {
    const scope = { area: areaOf(`${countyCode}000000`), accountId: null }
    for (;;) {
      const count = await within(system.connections.db, scope, true, tx => judgeSome(system, tx, countyCode))
      judged += count
      if (count < eventsAtOnce) break
    }
  }
  return judged
}

/** Jumps from county to county along the index instead of reading every waiting event. */
async function countiesWaiting(tx: Transaction): Promise<string[]> {
  const { rows } = await sql<{ countyCode: string }>`
    with recursive waiting as (
      (select county_code from device_events where judged_at is null order by county_code limit 1)
      union all
      select (select e.county_code from device_events e
        where e.judged_at is null and e.county_code > w.county_code order by e.county_code limit 1)
      from waiting w where w.county_code is not null
    )
    select county_code from waiting where county_code is not null`.execute(tx)
  return rows.map(row => row.countyCode)
}

interface WaitingEvent extends SaidEvent {
  eventKey: string
}

interface JudgedDevice {
  id: string
  countyCode: string
  elderId: string
  regionCode: string
  kind: HomeDeviceKind
  place: string
  testUntil: string | null
  sameAlarmSeconds: number
}

async function judgeSome(system: System, tx: Transaction, countyCode: string): Promise<number> {
  // One at a time in a county: two at once would make two alarms of one.
  await sql`select pg_advisory_xact_lock(hashtext('devices.judge'), ${countyCode}::int)`.execute(tx)
  const events = await waitingEvents(tx, countyCode)
  if (events.length === 0) return 0
  const devices = await devicesOf(system, tx, countyCode, [...new Set(events.map(one => one.deviceId))])
  const before = await alarmsBefore(tx, countyCode, devices, events[0]?.receivedAt ?? '')
  const { alarms, heard, signs } = judgeEvents(events, devices, before, () =>
    uuidV7(system.clock.now().getTime(), randomBytes(10)),
  )
  await keepAlarms(tx, countyCode, devices, alarms)
  const work = workOfClock(system, tx)
  // Also what was said and cleared within one batch: that it was said must be known.
  const raised = alarms.filter(one => one.isNew && one.state !== 'tested')
  await tellAlarms(
    work,
    toTell(raised, devices, one => one.firstAt),
  )
  const cleared = alarms.filter(one => one.state === 'cleared')
  await tellAllClear(
    work,
    toTell(cleared, devices, one => one.clearedAt ?? one.lastAt),
  )
  await noteSigns(
    work,
    signs.flatMap(({ deviceId, kind, at }) => {
      const device = devices.get(deviceId)
      return device ? [{ countyCode, elderId: device.elderId, kind: signOf(kind), at }] : []
    }),
  )
  await keepHeard(tx, countyCode, heard)
  await markJudged(system, tx, countyCode, events)
  return events.length
}

function signOf(kind: DeviceEventKind): LifeSignKind {
  if (kind === 'alarm') return 'buttonPressed'
  return kind === 'layDown' || kind === 'gotUp' ? 'bedMoved' : 'doorMoved'
}

type JudgedAlarm = Judged['alarms'][number]

function toTell(
  alarms: readonly JudgedAlarm[],
  devices: ReadonlyMap<string, JudgedDevice>,
  at: (alarm: JudgedAlarm) => string,
): AlarmToTell[] {
  return alarms.flatMap(alarm => {
    const device = devices.get(alarm.deviceId)
    return device ? [{ id: alarm.id, kind: alarm.kind, at: at(alarm), device }] : []
  })
}

async function waitingEvents(tx: Transaction, countyCode: string): Promise<WaitingEvent[]> {
  const { rows } = await sql<WaitingEvent>`
    select device_id, event_key, kind, said_at, received_at, battery from device_events
    where county_code = ${countyCode} and judged_at is null
    order by received_at limit ${eventsAtOnce}`.execute(tx)
  return rows
}

async function devicesOf(
  system: System,
  tx: Transaction,
  countyCode: string,
  ids: string[],
): Promise<Map<string, JudgedDevice>> {
  const today = dayOf(system.clock.now())
  const { rows } = await sql<Omit<JudgedDevice, 'sameAlarmSeconds'>>`
    select d.county_code, d.id, d.elder_id, e.region_code, d.kind, d.place, d.test_until from home_devices d
    join elders e on e.county_code = d.county_code and e.id = d.elder_id
    where d.county_code = ${countyCode} and d.id = any(${ids}::uuid[])`.execute(tx)
  return new Map(
    rows.map(row => [
      row.id,
      {
        ...row,
        sameAlarmSeconds: system.settings.value('device.sameAlarmMinutes', row.regionCode, today) * 60,
      },
    ]),
  )
}

/** Those still standing, and those recent enough to be the same one. */
async function alarmsBefore(
  tx: Transaction,
  countyCode: string,
  devices: ReadonlyMap<string, JudgedDevice>,
  earliest: string,
): Promise<StandingAlarm[]> {
  const longest = Math.max(0, ...[...devices.values()].map(one => one.sameAlarmSeconds))
  const { rows } = await sql<StandingAlarm>`
    select id, device_id, kind, state, first_at, last_at, times, cleared_at from device_alarms
    where county_code = ${countyCode} and device_id = any(${[...devices.keys()]}::uuid[])
      and (state = 'standing' or last_at >= ${earliest}::timestamptz - make_interval(secs => ${longest}))
    order by last_at desc`.execute(tx)
  return rows
}

async function keepAlarms(
  tx: Transaction,
  countyCode: string,
  devices: ReadonlyMap<string, JudgedDevice>,
  alarms: readonly StandingAlarm[],
): Promise<void> {
  if (alarms.length === 0) return
  const rows = alarms.map(({ deviceId, ...alarm }) => {
    const device = devices.get(deviceId)
    return { ...alarm, deviceId, elderId: device?.elderId, regionCode: device?.regionCode }
  })
  await sql`
    insert into device_alarms (county_code, id, region_code, device_id, elder_id, kind, state, first_at, last_at,
      times, cleared_at)
    select ${countyCode}, id, "regionCode", "deviceId", "elderId", kind, state, "firstAt", "lastAt", times,
      "clearedAt"
    from json_to_recordset(${JSON.stringify(rows)}::json) as alarm (id uuid, "regionCode" text, "deviceId" uuid,
      "elderId" uuid, kind text, state text, "firstAt" timestamptz, "lastAt" timestamptz, times int,
      "clearedAt" timestamptz)
    on conflict (county_code, id) do update set
      state = case device_alarms.state when 'falseAlarm' then 'falseAlarm' else excluded.state end, first_at = excluded.first_at,
      last_at = excluded.last_at, times = excluded.times, cleared_at = excluded.cleared_at`.execute(tx)
}

async function keepHeard(tx: Transaction, countyCode: string, heard: readonly Heard[]): Promise<void> {
  await sql`
    update home_devices d set
      last_heard_at = greatest(d.last_heard_at, h."lastHeardAt"),
      battery = coalesce(h.battery, d.battery),
      last_moved_at = greatest(d.last_moved_at, h."movedAt"),
      last_moved_kind = case when h."movedAt" is not null and h."movedAt" >= coalesce(d.last_moved_at, h."movedAt")
        then h."movedKind" else d.last_moved_kind end
    from json_to_recordset(${JSON.stringify(heard)}::json) as h ("deviceId" uuid, "lastHeardAt" timestamptz,
      battery real, "movedAt" timestamptz, "movedKind" text)
    where d.county_code = ${countyCode} and d.id = h."deviceId"`.execute(tx)
}

/** A heartbeat has said all it had to say; everything else stays as evidence. */
async function markJudged(
  system: System,
  tx: Transaction,
  countyCode: string,
  events: readonly (WaitingEvent & { kind: DeviceEventKind })[],
): Promise<void> {
  const [beats, facts] = [
    events.filter(one => one.kind === 'heartbeat'),
    events.filter(one => one.kind !== 'heartbeat'),
  ]
  const pairs = (list: readonly WaitingEvent[]) =>
    sql`unnest(${list.map(one => one.deviceId)}::uuid[], ${list.map(one => one.eventKey)}::text[])
      as done (device_id, event_key)`
  if (beats.length > 0)
    await sql`delete from device_events e using ${pairs(beats)}
      where e.county_code = ${countyCode} and e.device_id = done.device_id and e.event_key = done.event_key`.execute(
      tx,
    )
  if (facts.length > 0)
    await sql`update device_events e set judged_at = ${system.clock.now().toISOString()} from ${pairs(facts)}
      where e.county_code = ${countyCode} and e.device_id = done.device_id and e.event_key = done.event_key`.execute(
      tx,
    )
}
