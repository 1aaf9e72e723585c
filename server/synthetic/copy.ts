// Rows into a table by COPY: the quickest way PostgreSQL takes them, a batch of text at a time.
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'

type Value = string | number | boolean | null | readonly string[]

const rowsPerChunk = 2_000

/** Streams rows into the named columns; returns how many. */
export async function copyRows(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly Value[]>,
): Promise<number> {
  let count = 0
  function* chunks(): Generator<string> {
    let lines: string[] = []
    for (const row of rows) {
      lines.push(`${row.map(fieldText).join('\t')}\n`)
      count++
      if (lines.length < rowsPerChunk) continue
      yield lines.join('')
      lines = []
    }
    if (lines.length) yield lines.join('')
  }
  const quoted = columns.map(column => `"${column}"`).join(', ')
  // A copy keeps the line to itself: nothing else may be asked behind it.
  Object.assign(client, { pipeline: false })
  await pipeline(Readable.from(chunks()), client.query(copyFrom(`copy ${table} (${quoted}) from stdin`)))
  Object.assign(client, { pipeline: true })
  return count
}

const special = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** PostgreSQL's text format: \N is null, tab and line end are escaped. */
function fieldText(value: Value): string {
  if (value === null) return '\\N'
  if (typeof value === 'string') return value.replace(special, letter => escapes[letter] ?? letter)
  if (typeof value === 'object') return `{${value.map(word => `"${word}"`).join(',')}}`
  return String(value)
}
