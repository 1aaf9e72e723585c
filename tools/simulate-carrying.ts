// Sealed carrying in a history: letters leave on another phone, get lost, doubled and delayed, and so do receipts.
import { Refused } from '../domain/kernel/refusal.ts'
import type { SealedAct, SealedReceipt } from '../domain/sync/carrying.ts'
import { type DeviceKey, newDeviceKey, openReceipt, type ServerKey, sealAct } from '../phone/letters.ts'
import type { Outbox } from '../phone/outbox.ts'
import type { MemoryOutbox } from '../phone/outbox-memory.ts'
import type { Chance } from './chance.ts'
import type { Fuse } from './simulate-road.ts'
import type { Caller } from './test-system.ts'

export interface CarriedPhone {
  visitor: Caller
  deviceId: string
  store: MemoryOutbox
  outbox: Outbox
}

export interface Cargo {
  letters: Map<string, SealedAct>
  receipts: Map<string, SealedReceipt>
}

interface Keys {
  device: DeviceKey
  server: ServerKey
}

/** One pair is as good as another for what is tried here, and making one costs more than a history. */
let onePair: Promise<DeviceKey> | null = null
const keysOf = new WeakMap<CarriedPhone, Keys>()

async function keysFor(phone: CarriedPhone): Promise<Keys> {
  const known = keysOf.get(phone)
  if (known) return known
  onePair ??= newDeviceKey()
  const device = await onePair
  const { deviceId } = phone
  const answer = await phone.visitor.call('sync.keys', { deviceId, publicKey: device.point })
  const keys = { device, server: { key: answer.key, point: answer.publicKey } }
  keysOf.set(phone, keys)
  return keys
}

export const emptyCargo = (): Cargo => ({ letters: new Map(), receipts: new Map() })

/** Some of what waits is sealed and handed to whoever carries; it goes on waiting here. */
export async function handOver(phone: CarriedPhone, cargo: Cargo, chance: Chance): Promise<string> {
  const { device, server } = await keysFor(phone)
  const { accountId, postId } = phone.visitor.actor
  const maker = { deviceId: phone.deviceId, accountId, postId, appVersion: 'sim' }
  const waiting = [...phone.store.acts.values()].filter(({ state }) => state === 'waiting')
  const given = waiting.filter(() => chance.happens(0.7)).slice(0, 6)
  for (const { act } of given) cargo.letters.set(act.id, await sealAct(device, server, maker, act))
  return `handed over ${given.length} of ${waiting.length}`
}

/** The carrier has a line: once, twice at once, cut in the middle, or the answer gets lost on its way. */
export async function deliver(
  carrier: Caller,
  cargo: Cargo,
  { chance, fuse, isBad }: { chance: Chance; fuse: Fuse; isBad: boolean },
): Promise<string> {
  const acts = [...cargo.letters.values()].slice(0, 25)
  if (acts.length === 0) return 'nothing to deliver'
  const carry = () => carrier.call('sync.carry', { deviceId: null, acts: structuredClone(acts) })
  if (isBad && chance.happens(0.2)) fuse.left = 1 + chance.whole(20)
  try {
    const answer = await (chance.happens(0.25) ? twice(carry) : carry())
    if (isBad && chance.happens(0.25)) return `delivered ${acts.length}, the answer was lost`
    for (const receipt of answer.receipts) {
      cargo.receipts.set(receipt.act, receipt)
      // A carrier keeps what he was given until the receipts are home; sometimes he sends it all again.
      if (chance.happens(0.7)) cargo.letters.delete(receipt.act)
    }
    return `delivered ${acts.length}, ${answer.receipts.length} receipts, ${answer.rejected.length} not opened`
  } catch (error) {
    return `the carrier had no line (${error instanceof Refused ? error.code : 'cut'})`
  } finally {
    fuse.left = 0
  }
}

/** Both at once, and both over when it returns: a request left running would meet the next restore. */
export async function twice<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const [first, second] = await Promise.allSettled([ask(), ask()])
  if (first.status === 'rejected') throw first.reason
  if (second.status === 'rejected') throw second.reason
  return first.value
}

/** Some receipts come home, some do not; those of other phones open nothing here. */
export async function bringHome(phone: CarriedPhone, cargo: Cargo, chance: Chance): Promise<string> {
  const { device, server } = await keysFor(phone)
  let opened = 0
  for (const [id, receipt] of [...cargo.receipts]) {
    if (chance.happens(0.2)) continue
    const own = receipt.device === phone.deviceId ? await openReceipt(device, server, receipt) : null
    if (own) opened += await phone.outbox.learnAnswers([own])
    if (own && chance.happens(0.5)) cargo.receipts.delete(id)
  }
  return `${opened} receipts came home`
}
