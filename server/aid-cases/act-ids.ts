// Ids of acts that sort in the order they were made, also within one millisecond (RFC 9562 §6.2, method 1).
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../domain/kernel/id.ts'

let lastMs = -1
let counter = 0

/** One push may open a case and note something in it at the same instant: the acts must read in that order. */
export function nextActId(now: Date): string {
  counter = now.getTime() === lastMs ? (counter + 1) & 0xfff : 0
  lastMs = now.getTime()
  const random = randomBytes(10)
  // The twelve bits after the milliseconds: the counter's.
  random.writeUInt16BE(counter, 0)
  return uuidV7(lastMs, random)
}
