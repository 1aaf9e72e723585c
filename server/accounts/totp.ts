// Time-based one-time codes, RFC 6238: SHA-1, 30 seconds, six digits – what every authenticator app speaks.
import { createHmac, timingSafeEqual } from 'node:crypto'

const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function stepOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000 / stepSeconds)
}

/** RFC 4226 §5.3. `digits` is 8 only for the vectors of RFC 6238 appendix B. */
export function codeAt(secret: Buffer, step: number, digits = 6): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = mac[mac.length - 1]! & 0x0f
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, '0')
}

/**
 * The step a code belongs to: now, one before or one after, for clocks that are off by half a minute. Null when
 * it belongs to none, or to one that has been used (RFC 6238 §5.2: a code is good once).
 */
export function matchingStep(
  secret: Buffer,
  code: string,
  now: Date,
  lastStep: number | null,
): number | null {
  const current = stepOf(now)
  const matches = [current - 1, current, current + 1].filter(
    step => step > (lastStep ?? -1) && timingSafeEqual(Buffer.from(codeAt(secret, step)), Buffer.from(code)),
  )
  return matches[0] ?? null
}

/** RFC 4648 without padding, as authenticator apps want it typed. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map(byte => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map(five => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  const bits = [...text].map(letter => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map(eight => Number.parseInt(eight, 2)))
}
