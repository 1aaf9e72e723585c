// A village's spreadsheet goes the whole way from bytes to understood rows, and every row ends as it should.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mappingOf, proposeMapping } from '../domain/elders/import/columns.ts'
import { type Understood, understandRow } from '../domain/elders/import/understand.ts'
import { lunarToSolar } from '../server/elders/almanac.ts'
import { openSpreadsheet, type Row } from '../server/spreadsheets/spreadsheets.ts'
import { dirtyKinds } from './dirty-people.ts'
import { type DirtySheet, type DirtySheetWish, makeDirtySheet } from './dirty-sheet.ts'

const today = '2026-11-23'
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dirty-sheet-'))
})
afterAll(() => rm(folder, { recursive: true }))

const formats = ['xlsx', 'csv-gbk', 'csv-utf8'] as const
const wishOf = (seed: number, format: DirtySheetWish['format'], people = 120): DirtySheetWish => ({
  seed,
  villageName: '朝阳村',
  townshipName: '依兰镇',
  people,
  format,
})

async function understood(sheet: DirtySheet, wish: DirtySheetWish) {
  const path = join(folder, `${wish.seed}.${wish.format}`)
  await writeFile(path, sheet.bytes)
  const opened = await openSpreadsheet(path)
  const rows: Row[] = []
  for await (const batch of opened.rows()) rows.push(...batch)
  const proposed = proposeMapping(rows.slice(0, 100).map(({ cells }) => cells))
  const mapping = mappingOf(proposed)
  const byRow = new Map<number, Understood>()
  for (const row of rows.slice(proposed.headerRow + 1)) {
    byRow.set(row.number, understandRow(row.cells, mapping, { today, lunarToSolar }))
  }
  return { opened, proposed, byRow, headerRow: rows[proposed.headerRow]?.number }
}

const cases = formats.flatMap(format => [1, 2, 3, 4, 5].map(seed => ({ format, seed })))

describe.each(cases)('a village sheet ($format, seed $seed)', ({ format, seed }) => {
  const wish = wishOf(seed, format)
  const sheet = makeDirtySheet(wish)

  test('holds every kind of dirt', () => {
    expect(new Set(sheet.truth.map(({ kind }) => kind))).toEqual(
      new Set([...dirtyKinds, 'duplicate', 'header', 'empty', 'total', 'trailingNote']),
    )
  })

  test('has its header found and every column named', async () => {
    const { opened, proposed, headerRow } = await understood(sheet, wish)
    expect(opened.kind).toBe(format === 'xlsx' ? 'xlsx' : 'csv')
    expect(opened.encoding).toBe(format === 'csv-gbk' ? 'gb18030' : 'utf-8')
    expect(headerRow).toBe(sheet.headerRow)
    expect(proposed.columns.map(({ field }) => field)).toEqual(sheet.columns)
  })

  test('ends every row as it should', async () => {
    const { byRow } = await understood(sheet, wish)
    const wrong = sheet.truth.flatMap(truth => {
      const row = byRow.get(truth.row) ?? { kind: 'skipped', reason: 'empty' }
      if (truth.status === 'skipped') {
        return row.kind === 'skipped' && row.reason === truth.kind ? [] : [{ truth, row }]
      }
      if (row.kind === 'skipped') return [{ truth, row }]
      const isTold = truth.code === null || row.problems.some(({ code }) => code === truth.code)
      const isReadRight =
        truth.status !== 'ready' ||
        (row.fields.name === truth.name &&
          row.fields.citizenNumber === truth.citizenNumber &&
          row.fields.bornOn === truth.bornOn &&
          row.fields.village === '朝阳村' &&
          row.fields.township === '依兰镇' &&
          row.fields.groups.join() === truth.groups.join())
      return row.status === truth.status && isTold && isReadRight ? [] : [{ truth, row }]
    })
    expect(wrong).toEqual([])
    const known = new Set(sheet.truth.map(({ row }) => row))
    expect([...byRow.keys()].filter(row => !known.has(row))).toEqual([])
  })
})

test('the same seed gives the same bytes, another seed others', () => {
  const bytesOf = (seed: number) => makeDirtySheet(wishOf(seed, 'xlsx', 30)).bytes
  expect(bytesOf(7).equals(bytesOf(7))).toBe(true)
  expect(bytesOf(7).equals(bytesOf(8))).toBe(false)
})

test('nobody in it can be a living person', () => {
  for (const { citizenNumber } of makeDirtySheet(wishOf(9, 'csv-utf8')).truth) {
    expect(citizenNumber ?? '2299').toMatch(/^2299/)
  }
  expect(() => makeDirtySheet({ ...wishOf(1, 'xlsx'), areaCode: '222402' })).toThrow('2299NN')
})
