// Ids of rows that follow from an act and that no caller could have chosen.
import { randomBytes } from 'node:crypto'
import { uuidV7 } from '../../domain/kernel/id.ts'

export function newRowId(now: Date): string {
  return uuidV7(now.getTime(), randomBytes(10))
}
