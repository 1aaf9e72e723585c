// The road between a phone and the server in a simulated history: requests and answers get lost, doubled and held
// back, the server falls over in the middle, the phone is switched off, and its clock is wrong.
import { Refused } from '../domain/kernel/refusal.ts'
import type { Act } from '../domain/sync/api.ts'
import { type Outbox, openOutbox, type PushAnswer, type PushSaid } from '../phone/outbox.ts'
import type { memoryOutbox } from '../phone/outbox-memory.ts'
import type { Chance } from './chance.ts'
import { twice } from './simulate-carrying.ts'
import type { Caller, TestSystem } from './test-system.ts'

/** Whoever's it is: a visitor's, a cook's, a care worker's. */
export interface RoadPhone {
  world: TestSystem
  fuse: Fuse
  chance: Chance
  visitor: Caller
  deviceId: string
  store: ReturnType<typeof memoryOutbox>
  outbox: Outbox
  /** Minutes the phone's clock is wrong by. */
  skewMinutes: number
  /** Requests the network held back and may deliver once more, much later. */
  late: { acts: Act[]; said: PushSaid }[]
  network: 'good' | 'bad'
  events: string[]
}

/** All of a phone but its outbox, which is made of it. */
export type OnTheRoad = Omit<RoadPhone, 'outbox'>

/** After how many statements from now the server loses its connection to the database; 0 means never. */
export interface Fuse {
  left: number
}

/** Cuts the connection in the middle of a request: before, between or after statements, also under the commit. */
export function fitFuse(world: Pick<TestSystem, 'pool'>): Fuse {
  const fuse: Fuse = { left: 0 }
  world.pool.on('connect', client => {
    const query = client.query.bind(client) as (...words: unknown[]) => unknown
    Object.assign(client, {
      query: (...words: unknown[]) => {
        const answer = query(...words)
        if (fuse.left > 0 && --fuse.left === 0) {
          const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } }).connection
          setImmediate(() => stream.destroy())
        }
        return answer
      },
    })
  })
  return fuse
}

/** So far off that the visit's own time cannot be believed: kept on the phone with that reason. */
export const twoYearsBack = -1_051_200

/** A phone that was switched off and on: only what is stored lives on. */
export function newOutbox(phone: OnTheRoad): Outbox {
  return openOutbox({
    store: phone.store,
    send: (acts, said) => sendOver(phone, acts, said),
    now: () => new Date(phone.world.clock.now().getTime() + phone.skewMinutes * 60_000),
  })
}

export async function flush(phone: RoadPhone): Promise<void> {
  const outcome = await phone.outbox.flush({ force: true })
  phone.events.push(`flush sent ${outcome.sent} refused ${outcome.refused} waiting ${outcome.waiting}`)
}

export function restartPhone(phone: RoadPhone): void {
  phone.outbox = newOutbox(phone)
  phone.events.push('phone restarted')
}

export function skewClock(phone: RoadPhone): void {
  phone.skewMinutes = phone.chance.pick([0, -7, 45, -1_440, 600, -400_000, twoYearsBack])
  phone.events.push(`clock off by ${phone.skewMinutes} minutes`)
}

export async function deliverNow(phone: RoadPhone): Promise<void> {
  const request = phone.late.splice(phone.chance.whole(phone.late.length), 1)[0]
  if (request) await push(phone, request.acts, request.said).catch(() => null)
  phone.events.push('an old request arrived once more')
}

/** The road between: requests and answers get lost, doubled, held back; the server falls over in the middle. */
async function sendOver(phone: OnTheRoad, acts: Act[], said: PushSaid): Promise<PushAnswer> {
  const { chance, fuse } = phone
  const lost = new Refused('unavailable', '网络中断')
  if (phone.network === 'good') return push(phone, acts, said)
  if (chance.happens(0.2)) {
    if (chance.happens(0.5)) phone.late.push({ acts, said })
    throw lost
  }
  if (chance.happens(0.15)) fuse.left = 1 + chance.whole(14)
  try {
    const once = () => push(phone, acts, said)
    const answer = await (chance.happens(0.2) ? twice(once) : once())
    if (chance.happens(0.25)) throw lost
    return answer
  } finally {
    fuse.left = 0
  }
}

export async function push(phone: OnTheRoad, acts: Act[], said?: PushSaid): Promise<PushAnswer> {
  try {
    return await phone.visitor.call('sync.push', {
      deviceId: phone.deviceId,
      appVersion: 'sim',
      acts: structuredClone(acts),
      ...(said && { turn: said.turn, ...(said.epoch !== null && { epoch: said.epoch }) }),
    })
  } catch (error) {
    if (error instanceof Refused) throw error
    // The web door answers a fault; the phone reads it as "not now".
    throw new Refused('unavailable', '系统出错')
  }
}
