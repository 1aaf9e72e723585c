// A village's dirty spreadsheet through the doors: every row ends as its truth says, once and again.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DirtySheet, makeDirtySheet } from '../../../tools/dirty-sheet.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../../tools/test-system.ts'

let world: TestSystem
let folder: string
let officer: Caller
let villages: { code: string; name: string; township: string }[]

beforeAll(async () => {
  world = await openTestSystem()
  folder = mkdtempSync(join(tmpdir(), 'wanqing-dirty-'))
  officer = await world.signedInAs('countyOfficer', '222402000000')
  const found = await world.pool.query(
    `select v.code, v.short_name as name, t.short_name as township from regions v
     join regions t on t.code = v.parent_code
     where v.level = 'village' and v.code like '222402%' and v.short_name like '%村' order by v.code limit 3`,
  )
  villages = found.rows
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

async function upload(sheet: DirtySheet, format: string, regionCode: string) {
  const id = world.newId()
  const path = join(folder, `${id}.${format}`)
  writeFileSync(path, sheet.bytes)
  return officer.call(
    'elderImport.upload',
    { id, regionCode, fileName: `台账.${format}` },
    { upload: { path, bytes: statSync(path).size } },
  )
}

it.each([
  { format: 'xlsx' as const, at: 0 },
  { format: 'csv-gbk' as const, at: 1 },
  { format: 'csv-utf8' as const, at: 2 },
])('$format: every row as its truth, and nothing new the second time', async ({ format, at }) => {
  const village = villages[at]
  if (!village) throw new Error('no village')
  const sheet = makeDirtySheet({
    seed: at + 1,
    villageName: village.name,
    townshipName: village.township,
    people: 120,
    format,
  })
  const batch = await upload(sheet, format === 'xlsx' ? 'xlsx' : 'csv', village.code)
  expect(batch.headerRow).toBe(sheet.headerRow)
  const { rows } = await officer.call('elderImport.rows', { id: batch.id, limit: 500 })
  const outcomes = new Map(rows.map(row => [row.rowNumber, row]))
  const expected = { ready: 'new', suspicious: 'suspicious', refused: 'refused' } as const
  for (const truth of sheet.truth) {
    const row = outcomes.get(truth.row)
    if (truth.status === 'skipped') expect(row, `row ${truth.row}`).toBeUndefined()
    else if (truth.sameAs !== null) expect(row?.outcome, `row ${truth.row}`).toBe('refused')
    else
      expect(row?.outcome, `row ${truth.row} ${truth.kind} ${JSON.stringify(row?.problems)}`).toBe(
        expected[truth.status],
      )
  }
  const { counts } = batch
  expect(counts.new + counts.changed + counts.unchanged + counts.suspicious + counts.refused).toBe(
    counts.rows,
  )

  await officer.call('elderImport.commit', { id: batch.id, withSuspicious: true })
  const people = await world.pool.query('select count(*)::int as count from elders where region_code = $1', [
    village.code,
  ])
  expect(people.rows[0].count).toBe(counts.new + counts.suspicious)
  const again = await upload(sheet, format === 'xlsx' ? 'xlsx' : 'csv', village.code)
  expect(again.counts).toMatchObject({ new: 0, changed: 0, suspicious: 0, unchanged: people.rows[0].count })
})
