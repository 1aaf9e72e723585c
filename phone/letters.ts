// Seals an act so that only the server can open it, and opens the server's answer (docs/sealed-carrying.md).
import type { Act, ActAnswer } from '../domain/sync/api.ts'
import {
  resumePlace,
  type SealedAct,
  type SealedReceipt,
  sealedActPlace,
  sealedReceiptPlace,
} from '../domain/sync/carrying.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** This person's own pair on this phone. The private part is kept under her PIN like everything else. */
export interface DeviceKey {
  jwk: JsonWebKey
  point: string
}

export interface ServerKey {
  key: string
  point: string
}

/** In whose name letters are sealed. */
export interface Maker {
  deviceId: string
  accountId: string
  postId: string
  appVersion: string
}

const curve = { name: 'ECDH', namedCurve: 'P-256' } as const
const utf8 = (text: string) => new TextEncoder().encode(text) as Bytes

export function toText(bytes: ArrayBuffer | Bytes): string {
  let text = ''
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

export function fromText(text: string): Bytes {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, letter => letter.charCodeAt(0))
}

export async function newDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const [jwk, point] = [
    await crypto.subtle.exportKey('jwk', pair.privateKey),
    await crypto.subtle.exportKey('raw', pair.publicKey),
  ]
  return { jwk, point: toText(point) }
}

async function agreed(own: CryptoKey, point: string): Promise<Bytes> {
  const other = await crypto.subtle.importKey('raw', fromText(point), curve, false, [])
  return new Uint8Array(await crypto.subtle.deriveBits({ name: 'ECDH', public: other }, own, 256))
}

const privateOf = ({ jwk }: DeviceKey) => crypto.subtle.importKey('jwk', jwk, curve, false, ['deriveBits'])

async function derived(secret: Bytes, salt: Bytes, place: string): Promise<Bytes> {
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(place) }
  return new Uint8Array(await crypto.subtle.deriveBits(how, material, 256))
}

const cipherKey = (raw: Bytes, use: 'encrypt' | 'decrypt') =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, [use])

/** First byte 1: packed. A visit packs to half, and half as many squares have to be held before a camera. */
async function packed(content: Bytes): Promise<Bytes> {
  const plain = joined(Uint8Array.of(0), content)
  if (typeof CompressionStream === 'undefined') return plain
  const stream = new Blob([content]).stream().pipeThrough(new CompressionStream('gzip'))
  const small = new Uint8Array(await new Response(stream).arrayBuffer())
  return small.length < content.length ? joined(Uint8Array.of(1), small) : plain
}

function joined(one: Bytes, other: Bytes): Bytes {
  const both = new Uint8Array(one.length + other.length)
  both.set(one)
  both.set(other, one.length)
  return both
}

/** Two agreements in one key: a fresh one that nobody can repeat, and one that only this phone could have made. */
export async function sealAct(
  device: DeviceKey,
  server: ServerKey,
  maker: Maker,
  act: Act,
): Promise<SealedAct> {
  const once = await crypto.subtle.generateKey(curve, true, ['deriveBits'])
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const secret = joined(
    await agreed(once.privateKey, server.point),
    await agreed(await privateOf(device), server.point),
  )
  const named = { device: maker.deviceId, act: act.id, key: server.key }
  const place = sealedActPlace(named)
  const { accountId, postId, appVersion } = maker
  const content = await packed(utf8(JSON.stringify({ accountId, postId, appVersion, act })))
  const key = await cipherKey(await derived(secret, point, place), 'encrypt')
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const how = { name: 'AES-GCM', iv, additionalData: utf8(place) }
  const body = new Uint8Array(await crypto.subtle.encrypt(how, key, content))
  return { v: 1, ...named, point: toText(point), box: toText(joined(iv, body)) }
}

export interface OpenedReceipt {
  epoch: string
  answer: ActAnswer
}

/** Null unless the server itself sealed it for this person on this phone. */
export async function openReceipt(
  device: DeviceKey,
  server: ServerKey,
  receipt: SealedReceipt,
): Promise<OpenedReceipt | null> {
  try {
    const place = sealedReceiptPlace(receipt)
    const secret = await agreed(await privateOf(device), server.point)
    const key = await cipherKey(await derived(secret, fromText(receipt.salt), place), 'decrypt')
    const box = fromText(receipt.box)
    const how = { name: 'AES-GCM', iv: box.slice(0, 12), additionalData: utf8(place) }
    const plain = await crypto.subtle.decrypt(how, key, box.slice(12))
    const opened = JSON.parse(new TextDecoder().decode(plain)) as OpenedReceipt
    return opened.answer.id === receipt.act ? opened : null
  } catch {
    return null
  }
}

/** Shows the server that whoever asks holds the key that her PIN opens. */
export async function proveTo(
  device: DeviceKey,
  server: ServerKey,
  deviceId: string,
  challenge: string,
): Promise<string> {
  const secret = await agreed(await privateOf(device), server.point)
  const raw = await derived(secret, new Uint8Array(32), resumePlace(deviceId, server.key))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return toText(await crypto.subtle.sign('HMAC', key, utf8(challenge)))
}
