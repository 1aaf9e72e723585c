// The sealed audit trail as lines that a stranger can verify (docs/audit-chain.md).
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type pg from 'pg'
import type { Area } from '../../domain/kernel/area.ts'
import { hashOf, sealedColumns, sealHash } from '../kernel/audit.ts'

interface SealRow {
  county_code: string
  number: number
  entry_count: number
  entries_hash: string
  previous_hash: string
  hash: string
}

/** Seals of the counties in an area, each with its entries; one seal (at most ten thousand entries) in memory. */
async function* sealsIn(pool: pg.Pool, area: Area): AsyncGenerator<SealRow & { lines: string[] }> {
  const seals = await pool.query<SealRow>(
    `select county_code, number::int as number, entry_count, entries_hash, previous_hash, hash from audit_seals
     where rpad(county_code, 12, '0') between $1 and $2 or $1 = rpad(left($1, 2), 12, '0')
     order by county_code, number`,
    [area.from, area.to],
  )
  for (const seal of seals.rows) {
    const entries = await pool.query<{ line: string }>(
      `select ${sealedColumns} as line from audit_entries where county_code = $1 and seal_number = $2 order by id`,
      [seal.county_code, seal.number],
    )
    yield { ...seal, lines: entries.rows.map(row => row.line) }
  }
}

export async function exportAudit(pool: pg.Pool, area: Area, output: Writable): Promise<number> {
  let seals = 0
  for await (const seal of sealsIn(pool, area)) {
    const line = JSON.stringify({
      county: seal.county_code,
      number: seal.number,
      count: seal.entry_count,
      entriesHash: seal.entries_hash,
      previousHash: seal.previous_hash,
      hash: seal.hash,
      entries: seal.lines,
    })
    if (!output.write(`${line}\n`)) await once(output, 'drain')
    seals++
  }
  return seals
}

/** Every break of every chain, in words; empty when all is well. */
export async function verifyAudit(pool: pg.Pool): Promise<string[]> {
  const breaks: string[] = []
  const last = new Map<string, SealRow>()
  for await (const seal of sealsIn(pool, { from: '000000000000', to: '999999999999' })) {
    const before = last.get(seal.county_code)
    const name = `审计链 ${seal.county_code} 第 ${seal.number} 段`
    if (seal.number !== (before?.number ?? 0) + 1) breaks.push(`${name}：前一段缺失`)
    if (before && seal.previous_hash !== before.hash) breaks.push(`${name}：与前一段接不上`)
    if (seal.lines.length !== seal.entry_count) breaks.push(`${name}：条目被增加或删除`)
    else if (hashOf(seal.lines.join('\n')) !== seal.entries_hash) breaks.push(`${name}：条目被改动`)
    if (sealHash(seal.previous_hash, seal.number, seal.entry_count, seal.entries_hash) !== seal.hash)
      breaks.push(`${name}：封印被改动`)
    last.set(seal.county_code, seal)
  }
  return breaks
}
