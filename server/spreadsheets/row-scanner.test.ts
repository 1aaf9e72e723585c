// However a sheet is cut into pieces, the same rows come out.
import { expect, test } from 'vitest'
import { MergeFiller } from './merge-filler.ts'
import { RowScanner } from './row-scanner.ts'
import { defaultLimits, type Row } from './sheet.ts'

const sheet = Buffer.from(
  `<?xml version="1.0"?><worksheet xmlns="m"><cols><col min="1"/></cols><sheetData><row r="2" spans="1:3"><c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">王秀兰&amp;_x0041_</t></is></c><c r='C2' t='s'><v>1</v></c><c r="D2"/></row><row r="3"/><row><c><v>17839</v></c><c t="inlineStr"><is><r><t>朝阳</t></r><r><t>村𠮷</t></r></is></c></row></sheetData><rowBreaks count="0"/></worksheet>`,
)
const expected: [number, string[]][] = [
  [2, ['王秀兰&A', '', '乙']],
  [4, ['17839', '朝阳村𠮷']],
]

test.each([1, 2, 3, 5, 7, 64, 10_000])('in pieces of %i bytes', size => {
  const scanner = new RowScanner(['甲', '乙'], [], new MergeFiller([]), false, defaultLimits)
  const rows: Row[] = []
  for (let at = 0; at < sheet.length; at += size) rows.push(...scanner.take(sheet.subarray(at, at + size)))
  expect(rows.map(({ number, cells }) => [number, cells.map(({ text }) => text)])).toEqual(expected)
})
