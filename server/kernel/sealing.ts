// Sealed fields: SM4-CTR and HMAC-SM3 (encrypt, then authenticate), keys outside the database.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  getHashes,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '../../domain/kernel/refusal.ts'

interface KeyPair {
  version: number
  cipherKey: string
  macKey: string
}

interface KeyRing {
  /** The newest seals; every one opens. Rotation adds a pair and re-seals rows while the system runs. */
  pairs: KeyPair[]
  /** Keyed hash for look-ups by number; changing it means hashing every claim again. */
  hashKey: string
}

export interface Sealer {
  seal(plain: string): string
  /** The same for a thousand short texts at a third of the cost; null stays null. */
  sealMany(plain: readonly (string | null)[]): (string | null)[]
  open(sealed: string): string
  /** Keyed SM3 hash, for finding a number without reading it. */
  hash(plain: string): string
}

/** Reads the key file, or makes it on the first start. Losing it loses every sealed field. */
export function openSealer(folder: string): Sealer {
  if (!getHashes().includes('sm3'))
    throw new Refused(
      'unavailable',
      '这个 Node.js 不含国密算法 SM3/SM4，请改用官方发行的 Node.js 20.19 以上版本。',
    )
  const file = join(folder, 'keys.json')
  if (!hasKeys(folder)) makeKeys(folder, file)
  return sealerOf(readKeys(file))
}

export function hasKeys(folder: string): boolean {
  return existsSync(join(folder, 'keys.json'))
}

function readKeys(file: string): KeyRing {
  try {
    const ring = JSON.parse(readFileSync(file, 'utf8')) as KeyRing
    if (ring.pairs.length > 0 && typeof ring.hashKey === 'string') return ring
  } catch {
    // Cut short, emptied, or not ours to read: told the same way.
  }
  throw new Refused(
    'unavailable',
    `密钥文件 ${file} 读不出来。请从备份中把它放回原处，并确认运行的账户可以读它。`,
  )
}

function makeKeys(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const ring: KeyRing = {
    pairs: [
      { version: 1, cipherKey: randomBytes(16).toString('hex'), macKey: randomBytes(32).toString('hex') },
    ],
    hashKey: randomBytes(32).toString('hex'),
  }
  writeFileSync(`${file}.new`, JSON.stringify(ring, null, 2), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}

const blockBytes = 16
const noncesAtOnce = 256

/** Asking the system for 16 bytes costs more than the cipher; 256 nonces are asked for together, each used once. */
function nonceSource(): () => Buffer {
  let left = Buffer.alloc(0)
  return () => {
    if (left.length === 0) left = randomBytes(blockBytes * noncesAtOnce)
    const nonce = left.subarray(0, blockBytes)
    left = left.subarray(blockBytes)
    return nonce
  }
}

/**
 * Counter mode is the cipher over counters, laid upon the text: the counters of many texts go through one cipher
 * object, which costs more to make than a short text to encrypt. Opened like any other (sealing.test.ts).
 */
function encryptMany(cipherKey: Buffer, plains: readonly Buffer[], nextNonce: () => Buffer): Buffer[] {
  const blocks = plains.map(({ length }) => Math.ceil(length / blockBytes))
  const counters = Buffer.alloc(blocks.reduce((sum, count) => sum + count, 0) * blockBytes)
  const nonces: Buffer[] = []
  let at = 0
  for (const count of blocks) {
    const nonce = nextNonce()
    nonces.push(nonce)
    for (let block = 0; block < count; block++, at += blockBytes) {
      nonce.copy(counters, at)
      countUp(counters, at, block)
    }
  }
  const cipher = createCipheriv('sm4-ecb', cipherKey, null).setAutoPadding(false)
  const stream = cipher.update(counters)
  at = 0
  return plains.map((plain, index) => {
    const nonce = nonces[index] as Buffer
    const body = Buffer.allocUnsafe(blockBytes + plain.length)
    nonce.copy(body)
    for (let byte = 0; byte < plain.length; byte++)
      body[blockBytes + byte] = (plain[byte] ?? 0) ^ (stream[at + byte] ?? 0)
    at += (blocks[index] ?? 0) * blockBytes
    return body
  })
}

/** Adds to the 128-bit number that begins at a place, the last byte weighing least. */
function countUp(counters: Buffer, from: number, by: number): void {
  let carry = by
  for (let at = from + blockBytes - 1; at >= from && carry > 0; at--) {
    const sum = (counters[at] ?? 0) + carry
    counters[at] = sum & 0xff
    carry = sum >>> 8
  }
}

export function sealerOf(ring: KeyRing): Sealer {
  const pairs = new Map(
    ring.pairs.map(pair => [
      pair.version,
      { cipherKey: Buffer.from(pair.cipherKey, 'hex'), macKey: Buffer.from(pair.macKey, 'hex') },
    ]),
  )
  const newest = Math.max(...pairs.keys())
  const hashKey = Buffer.from(ring.hashKey, 'hex')
  const nextNonce = nonceSource()
  const keysOf = (version: number) => {
    const keys = pairs.get(version)
    if (!keys) throw new Error(`sealing key version ${version} is not in the key file`)
    return keys
  }
  const tagOf = (macKey: Buffer, body: Buffer) =>
    createHmac('sm3', macKey).update(body).digest().subarray(0, 16)

  return {
    seal(plain) {
      const { cipherKey, macKey } = keysOf(newest)
      const nonce = nextNonce()
      const cipher = createCipheriv('sm4-ctr', cipherKey, nonce)
      const body = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final()])
      return `${newest}.${Buffer.concat([body, tagOf(macKey, body)]).toString('base64')}`
    },
    sealMany(plain) {
      const { cipherKey, macKey } = keysOf(newest)
      const given = plain.flatMap(text => (text === null ? [] : [Buffer.from(text, 'utf8')]))
      const bodies = encryptMany(cipherKey, given, nextNonce)
      let next = 0
      return plain.map(text => {
        if (text === null) return null
        const body = bodies[next++] as Buffer
        return `${newest}.${Buffer.concat([body, tagOf(macKey, body)]).toString('base64')}`
      })
    },
    open(sealed) {
      const dot = sealed.indexOf('.')
      const { cipherKey, macKey } = keysOf(Number(sealed.slice(0, dot)))
      const bytes = Buffer.from(sealed.slice(dot + 1), 'base64')
      const body = bytes.subarray(0, -16)
      if (!timingSafeEqual(tagOf(macKey, body), bytes.subarray(-16)))
        throw new Error('sealed field was altered')
      const decipher = createDecipheriv('sm4-ctr', cipherKey, body.subarray(0, 16))
      return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8')
    },
    hash: plain => createHmac('sm3', hashKey).update(plain).digest('base64'),
  }
}
