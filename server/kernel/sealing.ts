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

const noncesAtOnce = 256

/** Asking the system for 16 bytes costs more than the cipher; 256 nonces are asked for together, each used once. */
function nonceSource(): () => Buffer {
  let left = Buffer.alloc(0)
  return () => {
    if (left.length === 0) left = randomBytes(16 * noncesAtOnce)
    const nonce = left.subarray(0, 16)
    left = left.subarray(16)
    return nonce
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
