// How many rows a commit would take in.
import type { ImportBatch } from '../../../domain/elders/import/batch.ts'

export function rowsTaken(counts: ImportBatch['counts'], withSuspicious: boolean): number {
  return counts.new + counts.changed + (withSuspicious ? counts.suspicious : 0)
}
