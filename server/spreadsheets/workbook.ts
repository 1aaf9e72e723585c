// The parts of an .xlsx around the sheet: which sheets there are, date styles, shared strings, merged cells.
import { Refused } from '../../domain/kernel/refusal.ts'
import { attribute, tagsOf, textOf, unescapeXml } from './xml.ts'
import { readable, type Zip } from './zip.ts'

export interface SheetEntry {
  name: string
  path: string
}

/** A vertical merge: rows below `top` show the value of the first row. */
export interface VerticalMerge {
  column: number
  top: number
  bottom: number
}

export async function readWorkbook(zip: Zip): Promise<{ sheets: SheetEntry[]; is1904: boolean }> {
  if (!zip.has('xl/workbook.xml')) {
    throw new Refused('invalid', '这不是 Excel 表格文件。请在 WPS 或 Excel 中另存为 .xlsx 后再上传。')
  }
  const workbook = await zip.text('xl/workbook.xml')
  const relations = zip.has('xl/_rels/workbook.xml.rels') ? await zip.text('xl/_rels/workbook.xml.rels') : ''
  const targets = new Map(
    tagsOf(relations, 'Relationship').map(tag => [attribute(tag, 'Id'), attribute(tag, 'Target') ?? '']),
  )
  const sheets = tagsOf(workbook, 'sheet')
    .filter(tag => (attribute(tag, 'state') ?? 'visible') === 'visible')
    .map(tag => {
      const target = targets.get(tag.match(/:id\s*=\s*["']([^"']*)/)?.[1] ?? '') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
      return { name: attribute(tag, 'name') ?? '', path }
    })
    .filter(({ path }) => zip.has(path) && path.includes('sheet'))
  if (sheets.length === 0)
    throw new Refused('invalid', '文件里没有可读的工作表。请检查后另存为 .xlsx 再上传。')
  const property = tagsOf(workbook, 'workbookPr')[0] ?? ''
  return { sheets, is1904: /^(1|true)$/.test(attribute(property, 'date1904') ?? '') }
}

/** One boolean per cell style: does it show its number as a date? */
export async function readDateStyles(zip: Zip): Promise<boolean[]> {
  if (!zip.has('xl/styles.xml')) return []
  const xml = await zip.text('xl/styles.xml')
  const custom = new Map(
    tagsOf(xml, 'numFmt').map(tag => [
      Number(attribute(tag, 'numFmtId')),
      attribute(tag, 'formatCode') ?? '',
    ]),
  )
  const formats = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  return tagsOf(formats, 'xf').map(tag => {
    const id = Number(attribute(tag, 'numFmtId') ?? 0)
    const code = custom.get(id)
    return code === undefined ? isBuiltInDate(id) : isDateFormat(code)
  })
}

/** ECMA-376 §18.8.30: 14–22 everywhere, 27–36 and 50–58 in the Chinese, Japanese and Korean programs. */
function isBuiltInDate(id: number): boolean {
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

/** A year, or a day together with a month, outside quotes, brackets and escapes: a clock time is not a date. */
export function isDateFormat(code: string): boolean {
  const marks = code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').toLowerCase()
  return /[ye]/.test(marks.replace(/general|e[+-]/g, '')) || (/m/.test(marks) && /d/.test(marks))
}

export async function readSharedStrings(zip: Zip): Promise<string[]> {
  const name = ['xl/sharedStrings.xml', 'xl/SharedStrings.xml'].find(path => zip.has(path))
  if (!name) return []
  const strings: string[] = []
  const decoder = new TextDecoder()
  const closing = /<\/(?:\w+:)?si>|<(?:\w+:)?si\s*\/>/g
  let buffer = ''
  for await (const chunk of readable(await zip.stream(name))) {
    buffer += decoder.decode(chunk, { stream: true })
    let at = 0
    closing.lastIndex = 0
    for (let match = closing.exec(buffer); match; match = closing.exec(buffer)) {
      strings.push(sharedString(buffer.slice(at, match.index)))
      at = closing.lastIndex
    }
    buffer = buffer.slice(at)
    if (buffer.length > 8_000_000)
      throw new Refused('invalid', '文件里有过长的文字，无法读取。请检查表格内容。')
  }
  return strings
}

const plainString = /^\s*(?:<\?xml[\s\S]*?<sst[^>]*>\s*)?<si><t(?: xml:space="preserve")?>([^<]*)<\/t>$/

function sharedString(xml: string): string {
  const plain = plainString.exec(xml)?.[1]
  return plain === undefined ? textOf(xml) : unescapeXml(plain)
}

const usualTail = 4_000_000
const maximumTail = 30_000_000

/**
 * mergeCells come after the rows, so the sheet is unpacked once before it is read. Nothing is looked at but the last
 * pieces: unpacking happens beside our thread and takes about a sixth of the time of reading.
 */
export async function readVerticalMerges(zip: Zip, path: string): Promise<VerticalMerge[]> {
  for (const most of [usualTail, maximumTail]) {
    const { tail, isWhole } = await lastBytes(zip, path, most)
    const end = endOfRows(tail)
    if (end >= 0) return tagsOf(tail.toString('utf8', end), 'mergeCell').flatMap(mergeOf)
    if (isWhole) return []
  }
  throw new Refused('too_large', '表格里合并的单元格太多，请取消合并后再上传。')
}

async function lastBytes(zip: Zip, path: string, most: number): Promise<{ tail: Buffer; isWhole: boolean }> {
  const kept: Buffer[] = []
  let length = 0
  let isWhole = true
  for await (const chunk of readable(await zip.stream(path))) {
    kept.push(chunk)
    length += chunk.length
    while (length - (kept[0]?.length ?? 0) > most) {
      length -= kept.shift()?.length ?? 0
      isWhole = false
    }
  }
  return { tail: Buffer.concat(kept), isWhole }
}

function endOfRows(bytes: Buffer): number {
  const at = bytes.lastIndexOf('sheetData>')
  // </cols><sheetData> is the start of the rows: the closing mark must stand right before the name.
  return at >= 0 && /<\/(\w+:)?$/.test(bytes.toString('latin1', Math.max(0, at - 12), at)) ? at : -1
}

function mergeOf(tag: string): VerticalMerge[] {
  const match = /^\$?([A-Z]{1,3})\$?(\d+):\$?[A-Z]{1,3}\$?(\d+)$/.exec(attribute(tag, 'ref') ?? '')
  if (!match?.[1] || !match[2] || !match[3]) return []
  const [top, bottom] = [Number(match[2]), Number(match[3])]
  return bottom > top ? [{ column: columnIndex(match[1]), top, bottom }] : []
}

/** A → 0, AA → 26. */
export function columnIndex(letters: string): number {
  let index = 0
  for (let at = 0; at < letters.length; at++) index = index * 26 + letters.charCodeAt(at) - 64
  return index - 1
}
