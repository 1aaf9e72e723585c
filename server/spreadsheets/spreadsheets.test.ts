// Spreadsheets as villages and attackers send them.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { openSpreadsheet, type Row, writeCsv, writeXlsx } from './spreadsheets.ts'

let folder = ''
let made = 0
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spreadsheets-'))
})
afterAll(() => rm(folder, { recursive: true }))

const newPath = () => join(folder, `${made++}`)

async function fileOf(bytes: Buffer | string): Promise<string> {
  const path = newPath()
  await writeFile(path, bytes)
  return path
}

async function zipOf(parts: Record<string, string | Buffer>): Promise<string> {
  const path = newPath()
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
function workbook(sheet: string, more: Record<string, string> = {}, property = ''): Promise<string> {
  return zipOf({
    'xl/workbook.xml': `<workbook ${main} xmlns:r="r">${property}<sheets><sheet name="隐藏" state="hidden" r:id="a"/><sheet name="台账" r:id="b"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="a" Target="worksheets/sheet1.xml"/><Relationship Id="b" Target="/xl/worksheets/sheet7.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData/></worksheet>`,
    'xl/worksheets/sheet7.xml': sheet,
    ...more,
  })
}

async function rowsOf(path: string, options = {}): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of (await openSpreadsheet(path, options)).rows()) rows.push(...batch)
  return rows
}
const texts = (rows: Row[]) => rows.map(row => row.cells.map(cell => cell.text))
const sheetOf = (rows: string, after = '') =>
  `<worksheet ${main}><sheetData>${rows}</sheetData>${after}</worksheet>`

describe('an .xlsx', () => {
  test('reads shared, rich, inline, formula, boolean and error cells of the first visible sheet', async () => {
    const path = await workbook(
      sheetOf(
        '<row r="3"><c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3" t="inlineStr"><is><t>a&amp;b</t></is></c>' +
          '<c r="E3" t="str"><f>A1</f><v>算出</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="e"><v>#N/A</v></c></row>',
      ),
      {
        'xl/sharedStrings.xml': `<sst ${main}><si><t>王秀兰</t></si><si><r><t>朝阳</t></r><r><t>村</t></r><rPh sb="0" eb="1"><t>chao</t></rPh></si></sst>`,
      },
    )
    const sheet = await openSpreadsheet(path)
    expect(sheet).toMatchObject({ kind: 'xlsx', sheets: ['台账'], sheet: '台账' })
    const rows = await rowsOf(path)
    expect(rows[0]?.number).toBe(3)
    expect(texts(rows)).toEqual([['王秀兰', '', '朝阳村', 'a&b', '算出', '是', '#N/A']])
  })

  test('reads rows and cells without references, and under a namespace prefix', async () => {
    const path = await workbook(
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c><x:v>7</x:v></x:c></x:row><x:row/><x:row><x:c><x:v>8</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    )
    const rows = await rowsOf(path)
    expect(texts(rows)).toEqual([['甲', '7'], ['8']])
    expect(rows.map(row => row.number)).toEqual([1, 3])
  })

  test('shows lost digits as lost', async () => {
    const path = await workbook(
      sheetOf(
        '<row><c><v>2.2240219420315002E17</v></c><c><v>222402194203150000</v></c><c><v>1.3E4</v></c></row>',
      ),
    )
    expect(texts(await rowsOf(path))).toEqual([['2.2240219420315002E17', '222402194203150000', '13000']])
  })

  test.each([
    ['', '1948-11-02', 17839],
    ['<workbookPr date1904="1"/>', '1948-11-02', 16377],
  ])('reads date styles, built in and of one’s own %s', async (property, day, serial) => {
    const styles = `<styleSheet ${main}><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/></cellXfs></styleSheet>`
    const cells = [0, 1, 2].map(style => `<c s="${style}"><v>${serial}</v></c>`).join('')
    const path = await workbook(sheetOf(`<row>${cells}</row>`), { 'xl/styles.xml': styles }, property)
    const rows = await rowsOf(path)
    expect(texts(rows)).toEqual([[String(serial), day, day]])
    expect(rows[0]?.cells[1]).toMatchObject({ kind: 'date', number: serial })
  })

  test('a household merged over three rows belongs to all three', async () => {
    const cell = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
    const path = await workbook(
      sheetOf(
        `<row r="1">${cell('A1', '一户')}${cell('B1', '甲')}</row><row r="2"><c r="A2"/>${cell('B2', '乙')}</row>` +
          `<row r="3">${cell('B3', '丙')}</row><row r="4">${cell('B4', '丁')}</row>`,
        '<mergeCells count="1"><mergeCell ref="A1:A3"/></mergeCells>',
      ),
    )
    const rows = await rowsOf(path)
    expect(texts(rows)).toEqual([
      ['一户', '甲'],
      ['一户', '乙'],
      ['一户', '丙'],
      ['', '丁'],
    ])
    expect(rows[1]?.cells[0]?.merged).toBe(true)
  })

  test('a long sheet with column widths is read whole', async () => {
    const path = newPath()
    const rows = Array.from({ length: 60_000 }, (_, at) =>
      Array.from({ length: 10 }, (_, to) => `${at}-${to}`),
    )
    const header = Array.from({ length: 10 }, (_, at) => `列${at}`)
    await pipeline(writeXlsx([{ name: '长', header, rows }]), createWriteStream(path))
    expect(await rowsOf(path)).toHaveLength(60_001)
  })

  test('a zip bomb is refused before it is unpacked', async () => {
    const path = await workbook(sheetOf('<row/>'), { 'xl/media/a.xml': 'a'.repeat(30_000_000) })
    await expect(openSpreadsheet(path)).rejects.toMatchObject({ code: 'too_large' })
  })

  test('too many rows are refused', async () => {
    const path = await workbook(sheetOf('<row><c><v>1</v></c></row>'.repeat(4)))
    await expect(rowsOf(path, { limits: { rows: 3 } })).rejects.toThrow('拆成几个文件')
  })

  test('what the writer writes comes back', async () => {
    const path = newPath()
    const rows = [
      ['222402194203150021', '=1+1', '<甲>&_x000D_'],
      ['007', 3, null],
    ]
    const sheets = [
      { name: '甲/乙', header: ['号', '字', '数'], rows },
      { name: '说明', header: ['注'], rows: [['二']] },
    ]
    await pipeline(writeXlsx(sheets), createWriteStream(path))
    expect((await openSpreadsheet(path)).sheets).toEqual(['甲 乙', '说明'])
    const read = await rowsOf(path)
    expect(texts(read)).toEqual([
      ['号', '字', '数'],
      ['222402194203150021', '=1+1', '<甲>&_x000D_'],
      ['007', '3'],
    ])
    expect(texts(await rowsOf(path, { sheet: '说明' }))).toEqual([['注'], ['二']])
  })
})

describe('a .csv', () => {
  const gbk = Buffer.from('d0d5c3fb2cb4e50acdf52cb3afd1f40a', 'hex')
  test.each([
    ['utf-8', Buffer.from('姓名,村\n王,朝阳\n')],
    ['utf-8', Buffer.from('\ufeff姓名,村\r\n王,朝阳\r\n\r\n,\r\n')],
    ['utf-16le', Buffer.from('\ufeff姓名\t村\r\n王\t朝阳', 'utf16le')],
    ['gb18030', gbk],
  ])('in %s is read as people see it', async (encoding, bytes) => {
    const path = await fileOf(bytes)
    expect((await openSpreadsheet(path)).encoding).toBe(encoding)
    expect(texts(await rowsOf(path))).toEqual([
      ['姓名', '村'],
      ['王', '朝阳'],
    ])
  })

  test('keeps quotes, line breaks inside them, and ="0123" as text', async () => {
    const path = await fileOf('a,"b ""c"", d","e\nf"\n="0123",全角，逗号,5"6\n')
    expect(texts(await rowsOf(path))).toEqual([
      ['a', 'b "c", d', 'e\nf'],
      ['0123', '全角，逗号', '5"6'],
    ])
  })

  test('an unclosed quote is refused with its line', async () => {
    const path = await fileOf('a\n"b\nc')
    await expect(rowsOf(path)).rejects.toThrow('引号')
  })

  test('exported text is never a formula', async () => {
    const path = newPath()
    await pipeline(
      writeCsv({ header: ['甲'], rows: [['=cmd()'], ['@x'], ['222402194203150021']] }),
      createWriteStream(path),
    )
    expect(texts(await rowsOf(path))).toEqual([['甲'], ["'=cmd()"], ["'@x"], ['222402194203150021']])
  })
})

describe('other files are refused with a way out', () => {
  test.each([
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '另存为 .xlsx'],
    ['a picture', Buffer.from('ffd8ffe000104a46', 'hex'), '不是表格'],
    ['an empty file', Buffer.alloc(0), '空的'],
    ['a broken zip', Buffer.from('504b030400000000', 'hex'), '损坏'],
    ['bytes', Buffer.from('00010203', 'hex'), '不是表格'],
  ])('%s', async (_, bytes, sentence) => {
    await expect(openSpreadsheet(await fileOf(bytes))).rejects.toThrow(sentence)
  })

  test('a file over the limit', async () => {
    const path = await fileOf('a'.repeat(2000))
    await expect(openSpreadsheet(path, { limits: { fileBytes: 1000 } })).rejects.toMatchObject({
      code: 'too_large',
    })
  })
})
