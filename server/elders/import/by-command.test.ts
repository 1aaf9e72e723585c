// The import as the command line runs it: tried out without a trace, taken in, reported in the agreed shape.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { checkCharacterOf } from '../../../domain/elders/citizen-number.ts'
import { openTestSystem, type TestSystem } from '../../../tools/test-system.ts'
import { openSpreadsheet } from '../../spreadsheets/spreadsheets.ts'
import { importFile } from '../elders.ts'

let world: TestSystem
let folder: string
let place: { village: string; township: string }
beforeAll(async () => {
  world = await openTestSystem()
  folder = mkdtempSync(join(tmpdir(), 'wanqing-command-'))
  const found = await world.pool.query(
    `select v.short_name as village, c.short_name || t.short_name as township from regions v
     join regions t on t.code = v.parent_code join regions c on c.code = t.parent_code
     where v.level = 'village' and v.code like '222402%' order by v.code limit 1`,
  )
  place = found.rows[0]
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

const Report = z.strictObject({
  rows: z.int(),
  new: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  suspicious: z.int(),
  refused: z.int(),
  encoding: z.string(),
  headerRow: z.int(),
  columns: z.record(z.string(), z.string()),
  problems: z.array(
    z.strictObject({
      row: z.int(),
      field: z.nullable(z.string()),
      code: z.string(),
      message: z.string(),
    }),
  ),
  batch: z.nullable(z.uuid()),
  seconds: z.number(),
})

const first17 = '22990119480302004'
const number = first17 + checkCharacterOf(first17)

function run(more: {
  dryRun: boolean
  errorsPath?: string
  mapping?: unknown
  title?: string
  regionCode?: string
}) {
  const path = join(folder, 'ledger.csv')
  const lines = [
    '某县老年人台账,,,,',
    more.title ?? '姓名,身份证号,性别,乡镇,村',
    `山桂琴,${number},女,${place.township},${place.village}`,
    `石坏号,22990119480302,女,${place.township},${place.village}`,
  ]
  writeFileSync(path, lines.join('\n'))
  return importFile(world.system, {
    path,
    regionCode: more.regionCode ?? '220000000000',
    dryRun: more.dryRun,
    errorsPath: more.errorsPath ?? null,
    mapping: more.mapping ?? null,
    resume: null,
    actor: null,
    watch() {},
    opened() {},
  })
}

const stored = async () =>
  (
    await world.pool.query(`select (select count(*)::int from elders) as elders,
      (select count(*)::int from elder_imports) as batches,
      (select count(*)::int from elder_import_rows) as rows`)
  ).rows[0]

it('tries a file out and stores nothing', async () => {
  const report = await run({ dryRun: true })
  expect(Report.parse(report)).toMatchObject({ rows: 2, new: 1, refused: 1, headerRow: 2, batch: null })
  expect(report.columns).toMatchObject({ 身份证号: 'citizenNumber', 姓名: 'name' })
  expect(report.problems[0]).toMatchObject({ row: 4, field: 'citizenNumber', code: 'numberImpossible' })
  expect(await stored()).toEqual({ elders: 0, batches: 0, rows: 0 })
  const imports = join(world.system.config.folder, 'imports')
  expect(existsSync(imports) ? readdirSync(imports) : []).toEqual([])
})

it('takes in what is sure, writes the rest to a file, and changes nothing the second time', async () => {
  const errorsPath = join(folder, 'errors.xlsx')
  const report = await run({ dryRun: false, errorsPath })
  expect(Report.parse(report)).toMatchObject({ new: 1, refused: 1 })
  expect(await stored()).toMatchObject({ elders: 1, batches: 1 })
  const lines: string[][] = []
  for await (const rows of (await openSpreadsheet(errorsPath)).rows())
    for (const row of rows) lines.push(row.cells.map(({ text }) => text))
  expect(lines[1]?.slice(1, 3)).toEqual(['石坏号', '22990119480302'])
  expect(await run({ dryRun: false })).toMatchObject({ new: 0, changed: 0, unchanged: 1, refused: 1 })
  expect(await stored()).toMatchObject({ elders: 1, batches: 2 })
})

it('takes meanings of columns by header, and refuses what it does not know', async () => {
  const title = '甲,乙,性别,乡镇,村'
  const mapping = { 甲: 'name', 乙: 'citizenNumber' }
  expect(await run({ dryRun: true, title, mapping })).toMatchObject({ unchanged: 1, refused: 1 })
  await expect(run({ dryRun: true, mapping: { 姓名: 'shoeSize' } })).rejects.toThrow('没有“shoeSize”这个字段')
  await expect(run({ dryRun: true, mapping: { 鞋码: 'name' } })).rejects.toThrow('表里没有“鞋码”这一列')
  await expect(run({ dryRun: true, mapping: [] })).rejects.toThrow('列对应文件应是 JSON')
  await expect(run({ dryRun: true, regionCode: '999999000000' })).rejects.toThrow(
    '没有 999999000000 这个区划',
  )
})
