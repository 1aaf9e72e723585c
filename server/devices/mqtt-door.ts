// MQTT for devices that cannot do HTTP: a broker in this process that takes events and lets nobody listen.
import { createServer, type Server } from 'node:net'
import { Aedes, type AuthenticateError, type Client, type PublishPacket } from 'aedes'
import { readMessages } from '../../domain/devices/message.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Config } from '../config.ts'
import { type DeviceDoor, envelopeOf, ownerOf } from './http-door.ts'

/** `wanqing/<device>/events`; behind a gateway <device> may be any of its devices, by our number or its own. */
const topicPattern = /^wanqing\/([^/]{1,64})\/events$/
const refusedConnection = 5

interface Session {
  key: string
  countyCode: string
}

/** Null where no port is set: then there is no such door. */
export async function openMqttDoor(
  door: DeviceDoor,
  config: Pick<Config, 'mqttPort' | 'host'>,
): Promise<{ port: number; close(): Promise<void> } | null> {
  if (config.mqttPort === null) return null
  const sessions = new WeakMap<Client, Session>()
  const broker = await Aedes.createBroker({
    // A last will would be spoken by the broker and not by the device.
    preConnect: (_client, packet, done) => {
      packet.will = undefined as never
      done(null, true)
    },
    authenticate: (client, _name, password, done) => {
      const key = password?.toString('utf8') ?? ''
      ownerOf(door.system, key).then(
        known => {
          if (known) sessions.set(client, { key, countyCode: known.countyCode })
          done(known ? null : refusal(), known !== null)
        },
        () => done(refusal(), false),
      )
    },
    // Before the acknowledgement goes out: what is not on disk is not acknowledged, and the device sends it again.
    authorizePublish: (client, packet, done) => {
      const session = client && sessions.get(client)
      if (!session) return done(new Error('no session'))
      take(door, session, packet).then(() => done(null), done)
    },
    authorizeSubscribe: (_client, _subscription, done) => done(null, null),
  })
  broker.on('clientError', (_client, error) => {
    door.system.log.warn({ err: error }, 'device connection ended')
  })
  const server = createServer(broker.handle)
  const port = await listen(server, config.mqttPort, config.host)
  return {
    port,
    close: async () => {
      server.close()
      await new Promise<void>(resolve => {
        broker.close(resolve)
      })
    },
  }
}

function refusal(): AuthenticateError {
  return Object.assign(new Error('unknown key'), { returnCode: refusedConnection }) as AuthenticateError
}

/** MQTT has no words for "not this one": what is refused is acknowledged, so that it is not sent for ever, and logged. */
async function take({ system, intake }: DeviceDoor, session: Session, packet: PublishPacket): Promise<void> {
  packet.retain = false
  const device = topicPattern.exec(packet.topic)?.[1]
  if (device === undefined) throw new Error('unknown topic')
  const messages = readMessages(parsed(packet.payload)) ?? ['empty']
  const wrong = messages.filter(message => typeof message === 'string')
  const good = messages.flatMap(message => (typeof message === 'string' ? [] : [message]))
  const taken = good.length
    ? await intake.take(
        session.countyCode,
        good.map(message => envelopeOf(session.key, { ...message, device })),
      )
    : []
  const refused = taken.flatMap(one => (one.taken === 'refused' ? [one.why] : []))
  const whys = [...wrong, ...refused]
  if (whys.length > 0) system.log.warn({ device, why: whys[0], count: whys.length }, 'device message refused')
}

function parsed(payload: Buffer | string): unknown {
  try {
    return JSON.parse(payload.toString())
  } catch {
    return null
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `MQTT 端口 ${port} 打不开（${error.code}）。请换一个：WANQING_MQTT_PORT=1884，或去掉这个设置。`
      reject(new Refused('unavailable', taken))
    })
    server.listen(port, host, () => {
      resolve((server.address() as { port: number }).port)
    })
  })
}
