// The key file of an installation: read, or made on the first start. Losing it loses every sealed field.
import { getHashes, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Refused } from '../domain/kernel/refusal.ts'
import { type Agreement, agreementOf } from './agreement.ts'
import { type KeyRing, type Sealer, sealerOf } from './kernel/sealing.ts'

export function openKeys(folder: string): { sealer: Sealer; agreement: Agreement } {
  if (!getHashes().includes('sm3'))
    throw new Refused(
      'unavailable',
      '这个 Node.js 不含国密算法 SM3/SM4，请改用官方发行的 Node.js 20.19 以上版本。',
    )
  const file = join(folder, 'keys.json')
  if (!hasKeys(folder)) makeKeys(folder, file)
  const ring = readKeys(file)
  return { sealer: sealerOf(ring), agreement: agreementOf(ring) }
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
