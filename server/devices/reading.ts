// Devices as people read them: the installer's lists, one device with its alarms, the line of what it said.
import { sql } from 'kysely'
import type { deviceApi } from '../../domain/devices/api.ts'
import {
  type HomeDevice,
  type HomeDeviceKind,
  type HomeDeviceRow,
  homeDeviceKinds,
} from '../../domain/devices/device.ts'
import { isSilent, silentHoursKeys } from '../../domain/devices/rules.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf, countyCodeOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { noteConcerns } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'

type Api = typeof deviceApi

export function unknownDevice(): Refused {
  return new Refused('not_found', '没有找到这台设备，或不在您的辖区内。请从“家中设备”里重新选择。')
}

interface FoundDevice {
  countyCode: string
  id: string
  regionCode: string
  villageName: string
  elderId: string
  elderName: string
  elderEndedOn: string | null
  kind: HomeDeviceKind
  serial: string
  place: string
  state: HomeDeviceRow['state']
  installedOn: string
  battery: number | null
  lastHeardAt: string | null
  registeredAt: string
  testUntil: string | null
  standingAlarms: number
}

/** A device at a record merged since belongs to the person. */
const named = sql`
  d.county_code, d.id, d.region_code, village.short_name as village_name, coalesce(person.id, e.id) as elder_id,
  coalesce(person.name, e.name) as elder_name, coalesce(person.ended_on, e.ended_on) as elder_ended_on,
  d.kind, d.serial, d.place, d.state, d.installed_on, d.battery, d.last_heard_at, d.registered_at, d.test_until,
  (select count(*) from device_alarms a where a.county_code = d.county_code and a.device_id = d.id
    and a.state = 'standing') as standing_alarms`
const fromDevices = sql`
  from home_devices d
  join regions village on village.code = d.region_code
  join elders e on e.county_code = d.county_code and e.id = d.elder_id
  left join elders person on person.county_code = e.county_code and person.id = e.merged_into`

export async function listDevices(
  context: Context,
  input: InputOf<Api['homeDevice.list']>,
): Promise<OutputOf<Api['homeDevice.list']>> {
  const { regionCode, kind, elderId, silent, lowBattery, toFetch, takenDown, limit, after } = input
  const { tx, now } = context
  const area = areaOf(regionCode)
  const place = placeFrom(after) ?? firstPlace
  const hours = homeDeviceKinds.keys.map(key => context.setting(silentHoursKeys[key], regionCode))
  const low = context.setting('device.lowBatteryPercent', regionCode)
  const found = await sql<FoundDevice>`
    select ${named} ${fromDevices}
    where d.county_code >= ${countyCodeOf(area.from)} and d.county_code <= ${countyCodeOf(area.to)}
      and d.region_code >= ${area.from} and d.region_code <= ${area.to}
      and d.state = ${takenDown ? 'takenDown' : 'inUse'}
      and (${kind ?? null}::text is null or d.kind = ${kind ?? null})
      and (${elderId ?? null}::uuid is null or coalesce(e.merged_into, e.id) = (select coalesce(g.merged_into, g.id)
        from elders g where g.county_code = d.county_code and g.id = ${elderId ?? null}))
      and (not ${silent} or coalesce(d.last_heard_at, d.registered_at) < ${now.toISOString()}::timestamptz
        - make_interval(hours => (${hours}::int[])[array_position(${[...homeDeviceKinds.keys]}::text[], d.kind)]))
      and (not ${lowBattery} or d.battery < ${low})
      and (not ${toFetch} or coalesce(person.ended_on, e.ended_on) is not null)
      and (d.county_code, d.region_code, d.id) > (${countyCodeOf(place.sort)}, ${place.sort}, ${place.id}::uuid)
    order by d.county_code, d.region_code, d.id
    limit ${limit + 1}`.execute(tx)
  const page = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? page.at(-1) : undefined
  noteConcerns(context, page.map(personKey))
  return {
    rows: page.map(row => rowFor(context, row)),
    next: last ? cursorOf(last.regionCode, last.id) : null,
  }
}

const personKey = ({ countyCode, elderId }: FoundDevice) => ({ countyCode, id: elderId })

function rowFor(context: Context, { registeredAt, ...row }: FoundDevice): HomeDeviceRow {
  const hours = context.setting(silentHoursKeys[row.kind], row.regionCode)
  const low = context.setting('device.lowBatteryPercent', row.regionCode)
  const { testUntil } = row
  return {
    ...row,
    elderName: nameFor(context.actor.role, row.elderName),
    silent: isSilent({ ...row, registeredAt }, hours, context.now),
    lowBattery: row.battery !== null && row.battery < low,
    testUntil: testUntil !== null && testUntil > context.now.toISOString() ? testUntil : null,
  }
}

interface FoundMore extends FoundDevice {
  gatewayId: string | null
  gatewayName: string | null
  keyMadeAt: string | null
  takenDownOn: string | null
  takenDownWhy: string | null
  replacesId: string | null
  replacedById: string | null
  registeredBy: string | null
}

/** An alarm of years ago is in the line of events still. */
const alarmsShown = 30

export async function getDevice(
  context: Context,
  { countyCode, id }: InputOf<Api['homeDevice.get']>,
): Promise<HomeDevice> {
  const { tx } = context
  const found = await sql<FoundMore>`
    select ${named}, d.gateway_id, g.name as gateway_name, k.made_at as key_made_at, d.taken_down_on,
      d.taken_down_why, d.replaces_id, next.id as replaced_by_id, registrar.name as registered_by
    ${fromDevices}
    left join device_gateways g on g.county_code = d.county_code and g.id = d.gateway_id
    left join device_keys k on k.county_code = d.county_code and k.device_id = d.id and k.revoked_at is null
    left join home_devices next on next.county_code = d.county_code and next.replaces_id = d.id
    left join accounts registrar on registrar.id = d.registered_by
    where d.county_code = ${countyCode} and d.id = ${id}
    limit 1`.execute(tx)
  const device = found.rows[0]
  if (!device) throw unknownDevice()
  noteConcerns(context, [personKey(device)])
  const alarms = await tx
    .selectFrom('deviceAlarms')
    .where('countyCode', '=', countyCode)
    .where('deviceId', '=', id)
    .orderBy('lastAt', 'desc')
    .limit(alarmsShown)
    .select(['id', 'kind', 'state', 'firstAt', 'lastAt', 'times', 'clearedAt', 'caseId', 'note'])
    .execute()
  return { ...device, ...rowFor(context, device), alarms }
}

export async function listEvents(
  context: Context,
  { countyCode, id, limit, after }: InputOf<Api['homeDevice.events']>,
): Promise<OutputOf<Api['homeDevice.events']>> {
  const { tx } = context
  const device = await tx
    .selectFrom('homeDevices')
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .select('elderId')
    .executeTakeFirst()
  if (!device) throw unknownDevice()
  context.concerns(countyCode, [device.elderId])
  const place = eventPlace(after)
  const rows = await tx
    .selectFrom('deviceEvents')
    .where('countyCode', '=', countyCode)
    .where('deviceId', '=', id)
    .$if(place !== null, query =>
      query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('receivedAt', 'eventKey'), '<', tuple(place?.at ?? '', place?.key ?? '')),
      ),
    )
    .orderBy('receivedAt', 'desc')
    .orderBy('eventKey', 'desc')
    .limit(limit + 1)
    .select(['eventKey as key', 'kind', 'receivedAt', 'saidAt', 'value', 'battery'])
    .execute()
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? `${last.receivedAt} ${last.key}` : null }
}

function eventPlace(after: string | undefined): { at: string; key: string } | null {
  if (after === undefined) return null
  const match = /^(\d{4}-\d{2}-\d{2}T[\d:.]+Z) (.{3,140})$/.exec(after)
  if (!match) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { at: match[1] ?? '', key: match[2] ?? '' }
}
