// UUID version 7 from a given instant and given randomness, so that ids can be chosen on the phone.

/** RFC 9562 §5.7: 48 bits of Unix milliseconds, then 74 random bits. `random` needs 10 bytes. */
export function uuidV7(instantMs: number, random: Uint8Array): string {
  const time = Math.floor(instantMs).toString(16).padStart(12, '0')
  const at = (index: number) => pairs[random[index] ?? 0]
  const version = pairs[((random[0] ?? 0) & 0x0f) | 0x70]
  const variant = pairs[((random[2] ?? 0) & 0x3f) | 0x80]
  const node = `${at(4)}${at(5)}${at(6)}${at(7)}${at(8)}${at(9)}`
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}${at(1)}-${variant}${at(3)}-${node}`
}

const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
