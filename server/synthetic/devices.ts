// Devices in some homes of the demonstration county: most well, some silent, weak or left behind. No key opens them.
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { DeviceEventKind, HomeDeviceKind } from '../../domain/devices/device.ts'
import type { System } from '../kernel/context.ts'
import { Chance } from './chance.ts'

const installed = 48
const kinds: readonly (readonly [HomeDeviceKind, string])[] = [
  ['coSensor', '厨房灶台旁'],
  ['callButton', '卧室床头'],
  ['smokeSensor', '厨房'],
  ['coSensor', '炕边'],
  ['callButton', '堂屋'],
  ['doorSensor', '大门'],
  ['smokeSensor', '仓房门口'],
  ['bedSensor', '炕上'],
]

interface Home {
  id: string
  regionCode: string
}

export async function loadDevices(system: System, countyCode: string, seed: string): Promise<void> {
  const { db } = system.connections
  const now = system.clock.now().getTime()
  const chance = new Chance(`${seed}.devices`)
  // Whoever is oldest and alone gets one first.
  const homes = await sql<Home>`
    select e.id, e.region_code from elders e
    join elder_memberships m on m.county_code = e.county_code and m.elder_id = e.id and m."group" = 'livesAlone'
      and m.valid_to is null
    where e.county_code = ${countyCode} and e.ended_on is null and not exists (select from elder_absences a
      where a.county_code = e.county_code and a.elder_id = e.id and a.valid_to is null)
    order by e.born_on, e.id limit ${installed}`.execute(db)
  const ago = (hours: number) => new Date(now - hours * 3_600_000).toISOString()
  const devices = homes.rows.map((home, index) => {
    const [kind, place] = kinds[index % kinds.length] ?? ['coSensor', '厨房']
    const isSilent = chance.happens(0.15)
    const heardAt = ago(isSilent ? chance.between(60, 400) : chance.between(1, 40) / 10)
    const moves = kind === 'doorSensor' || kind === 'bedSensor'
    return {
      ...{ countyCode, id: randomUUID(), regionCode: home.regionCode, elderId: home.id, kind, place },
      ...{ serial: `YS-${String(240_100 + index)}`, gatewayId: null, state: 'inUse' as const },
      ...{
        installedOn: ago(24 * chance.between(20, 400)).slice(0, 10),
        takenDownOn: null,
        takenDownWhy: null,
      },
      ...{ replacesId: null, testUntil: null, lastHeardAt: heardAt },
      battery: chance.happens(0.12) ? chance.between(4, 18) : chance.between(35, 100),
      lastMovedAt: moves ? heardAt : null,
      lastMovedKind: moves ? movementOf(kind) : null,
      ...{ registeredBy: null, registeredAt: ago(24 * 30) },
    }
  })
  if (devices.length === 0) return
  await db.insertInto('homeDevices').values(devices).execute()
  await db.insertInto('deviceEvents').values(devices.flatMap(eventsOf)).execute()
  const moved = devices.filter(device => device.lastMovedAt !== null)
  await db
    .insertInto('lifeSigns')
    .values(
      moved.map(({ regionCode, elderId, kind, lastMovedAt }) => ({
        ...{ countyCode, regionCode, elderId, lastAt: lastMovedAt ?? '', lookAt: ago(0) },
        kind: kind === 'bedSensor' ? ('bedMoved' as const) : ('doorMoved' as const),
      })),
    )
    .execute()
}

const movementOf = (kind: HomeDeviceKind): DeviceEventKind => (kind === 'bedSensor' ? 'gotUp' : 'doorClosed')

/** What stands in the line of a device: its test on the first day, and for doors and beds the last movements. */
function eventsOf(device: {
  countyCode: string
  id: string
  regionCode: string
  kind: HomeDeviceKind
  installedOn: string
  lastMovedAt: string | null
}) {
  const event = (key: string, kind: DeviceEventKind, at: string) => ({
    ...{ countyCode: device.countyCode, deviceId: device.id, regionCode: device.regionCode },
    ...{ eventKey: `i:${key}`, kind, saidAt: at, receivedAt: at, value: null, battery: null, judgedAt: at },
  })
  const tested = event('test', 'selfTest', `${device.installedOn}T02:30:00.000Z`)
  if (device.lastMovedAt === null) return [tested]
  const earlier = new Date(Date.parse(device.lastMovedAt) - 2 * 3_600_000).toISOString()
  const first: DeviceEventKind = device.kind === 'bedSensor' ? 'layDown' : 'doorOpened'
  return [tested, event('1', first, earlier), event('2', movementOf(device.kind), device.lastMovedAt)]
}
