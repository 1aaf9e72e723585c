// POST /devices/events: what devices and gateways send, under their key; the answer comes when it is on disk.
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { readMessages } from '../../domain/devices/message.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { System } from '../kernel/context.ts'
import { connectionIsLost, refusalFrom, within } from '../kernel/database.ts'
import type { Envelope, Intake, Taken } from './intake.ts'
import { type KnownKey, keyInForce } from './keys.ts'

/** Keys name no place and no person: nothing else can be read from nowhere. */
const nowhere = { area: { from: '000000000000', to: '000000000000' }, accountId: null }
const retryAfterSeconds = 5

export interface DeviceDoor {
  system: System
  intake: Intake
}

export function openHttpDoor(app: FastifyInstance, door: DeviceDoor): void {
  app.post('/devices/events', async (request, reply) => {
    try {
      return await reply.header('cache-control', 'no-store').send(await receive(door, request))
    } catch (error) {
      const refused = refusalFrom(error) ?? (connectionIsLost(error) ? notNow() : error)
      if (refused instanceof Refused && refused.code === 'unavailable')
        reply.header('retry-after', String(retryAfterSeconds))
      throw refused
    }
  })
}

/** The database went away: the device comes again, and what was committed unheard is then a repetition. */
function notNow(): Refused {
  return new Refused('unavailable', '数据库暂时连不上。请过几秒原样重发，不会丢也不会重。')
}

interface Answer {
  kept: number
  repeated: number
  refused: { index: number; why: string }[]
}

async function receive({ system, intake }: DeviceDoor, request: FastifyRequest): Promise<Answer> {
  const key = bearerOf(request)
  const known = key === null ? null : await ownerOf(system, key)
  if (key === null || known === null)
    throw new Refused('not_signed_in', '密钥不对或已作废。请在“家中设备”里更换密钥后重新设置。')
  const messages = readMessages(request.body)
  if (messages === null)
    throw new Refused('invalid', '应为一条或一组（最多 1000 条）JSON 消息，请对照 docs/devices.md。')
  const good = messages.flatMap((message, index) =>
    typeof message === 'string' ? [] : [{ index, envelope: envelopeOf(key, message) }],
  )
  const taken = await intake.take(
    known.countyCode,
    good.map(one => one.envelope),
  )
  return answerOf(messages, new Map(good.map(({ index }, place) => [index, taken[place] as Taken])))
}

function answerOf(messages: readonly unknown[], taken: ReadonlyMap<number, Taken>): Answer {
  const outcomes = messages.map(
    (message, index): Taken =>
      typeof message === 'string' ? { taken: 'refused', why: message } : (taken.get(index) as Taken),
  )
  return {
    kept: outcomes.filter(one => one.taken === 'kept').length,
    repeated: outcomes.filter(one => one.taken === 'repeated').length,
    refused: outcomes.flatMap((one, index) => (one.taken === 'refused' ? [{ index, why: one.why }] : [])),
  }
}

export function envelopeOf(key: string, message: Envelope['message']): Envelope {
  return { key, device: message.device ?? null, message }
}

export function ownerOf(system: System, key: string): Promise<KnownKey | null> {
  return within(system.connections.db, nowhere, false, tx => keyInForce(tx, key))
}

function bearerOf(request: FastifyRequest): string | null {
  return /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}
