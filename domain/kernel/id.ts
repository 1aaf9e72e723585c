// UUID version 7 from a given instant and given randomness, so that ids can be chosen on the phone.

/** RFC 9562 §5.7: 48 bits of Unix milliseconds, then 74 random bits. `random` needs 10 bytes. */
export function uuidV7(instantMs: number, random: Uint8Array): string {
  const time = Math.floor(instantMs).toString(16).padStart(12, '0')
  const bytes = Array.from(random.slice(0, 10))
  bytes[0] = ((bytes[0] ?? 0) & 0x0f) | 0x70
  bytes[2] = ((bytes[2] ?? 0) & 0x3f) | 0x80
  const tail = bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
  return `${time.slice(0, 8)}-${time.slice(8)}-${tail.slice(0, 4)}-${tail.slice(4, 8)}-${tail.slice(8)}`
}
