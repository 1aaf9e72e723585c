// The search for doubles in a file or across two: what the command line asks for.

import { readFields } from './fields.ts'
import { type Found, findPairs } from './finding.ts'
import { readersFor, readRecords } from './reading.ts'

export interface DatasetQuestion {
  path: string
  /** A second file: only pairs with one record in each are looked for. */
  against: string | null
  /** 'surname:name,date_of_birth:date' */
  fields: string
  /** The column of ids; null to take what looks like one. */
  id: string | null
}

export interface DatasetPairs extends Pick<Found, 'threshold' | 'compared'> {
  records: number
  /** False where rows were numbered for want of ids. */
  hasIds: boolean
  pairs: { idA: string; idB: string; score: number; reasons: string }[]
}

export async function findDatasetPairs(question: DatasetQuestion): Promise<DatasetPairs> {
  const fields = readFields(question.fields)
  const readers = readersFor(fields)
  const first = await readRecords(question.path, fields, readers, question.id)
  const second =
    question.against === null ? null : await readRecords(question.against, fields, readers, question.id)
  const ids = second ? first.ids.concat(second.ids) : first.ids
  const rows = second ? first.rows.concat(second.rows) : first.rows
  const { pairs, threshold, compared } = await findPairs(rows, fields, second ? first.rows.length : null)
  return {
    records: rows.length,
    hasIds: first.hasIds && second?.hasIds !== false,
    threshold,
    compared,
    pairs: pairs.map(({ one, other, score, reasons }) => ({
      idA: ids[one] ?? '',
      idB: ids[other] ?? '',
      score,
      reasons,
    })),
  }
}
