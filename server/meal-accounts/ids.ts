// Ids that follow from what they stand for, so that doing a thing twice finds what the first time left.
import { hash, randomBytes } from 'node:crypto'
import { uuidV7 } from '../../domain/kernel/id.ts'

/** RFC 9562 §5.8: version 8, the rest from a hash. */
export function idFrom(...parts: readonly (string | number)[]): string {
  const hex = hash('sha256', `meals ${parts.join(' ')}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export function newRowId(now: Date): string {
  return uuidV7(now.getTime(), randomBytes(10))
}
