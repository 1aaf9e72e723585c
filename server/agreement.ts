// Keys that the server and one phone agree on without sending any: P-256, the private part made from the key file.
import { createECDH, createHmac } from 'node:crypto'
import type { KeyRing } from './kernel/sealing.ts'

export interface Agreement {
  /** The newest; phones seal to it. */
  key: string
  publicKey: Buffer
  /** Null for a key that is not in the key file, or a point that is none. */
  agree(key: string, point: Buffer): Buffer | null
}

const curveOrder = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n

/**
 * One pair for each sealing key, by the same version: rotated, backed up and lost with it, and no second secret to
 * keep. The label keeps it apart from everything else the key does.
 */
export function agreementOf(ring: KeyRing): Agreement {
  const pairs = new Map(
    ring.pairs.map(({ version, macKey }) => {
      const wide = createHmac('sha512', Buffer.from(macKey, 'hex'))
        .update('wanqing phone agreement 1')
        .digest()
      const scalar = (BigInt(`0x${wide.toString('hex')}`) % (curveOrder - 1n)) + 1n
      const ecdh = createECDH('prime256v1')
      ecdh.setPrivateKey(Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex'))
      return [version, ecdh] as const
    }),
  )
  const newest = Math.max(...pairs.keys())
  return {
    key: `k${newest}`,
    publicKey: pairs.get(newest)?.getPublicKey() ?? Buffer.alloc(0),
    agree(key, point) {
      try {
        return pairs.get(Number(key.slice(1)))?.computeSecret(point) ?? null
      } catch {
        return null
      }
    },
  }
}
