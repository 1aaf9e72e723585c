// A provider's own spreadsheet becomes lines of a claim; what cannot be read is refused row by row with its reason.
import { plain, readBirth } from '../elders/import/values.ts'
import type { Day, Month } from '../kernel/day.ts'
import { checkServedOn } from './claim.ts'
import { orderCodeOf, orderTailOf } from './order-code.ts'

export interface SheetRow {
  number: number
  cells: readonly { text: string }[]
}

export interface UploadedLine {
  sheetRow: number
  /** As printed: 0A1B-2C3D-4E5F. */
  orderCode: string
  itemName: string | null
  servedOn: Day
  quantity: number
  unitPriceFen: number
  amountFen: number
}

export interface RefusedRow {
  sheetRow: number
  orderCode: string | null
  reason: string
}

export const uploadColumns = {
  orderCode: ['订单编号', '订单号', '服务单号', '工单号', '工单编号'],
  itemName: ['服务项目', '项目', '服务内容', '项目名称'],
  servedOn: ['服务日期', '日期', '上门日期', '服务时间'],
  quantity: ['数量', '次数', '单数', '份数'],
  unitPrice: ['单价', '价格', '服务单价'],
  amount: ['金额', '合计', '小计', '费用', '总价', '申报金额'],
} as const satisfies Record<string, readonly string[]>
type Column = keyof typeof uploadColumns

/** Titles, dates of printing and notes stand above the names of the columns. */
export const headerWithin = 20

const bare = (text: string) => plain(text).replace(/[\s::]|\(.*\)|（.*）|\[.*\]|元$/g, '')

/** Column → its place in the row, when the row names order and sum; else null. */
export function headerIn(row: SheetRow): Map<Column, number> | null {
  const places = new Map<Column, number>()
  for (const [place, cell] of row.cells.entries()) {
    const word = bare(cell.text)
    for (const [column, words] of Object.entries(uploadColumns))
      if ((words as readonly string[]).includes(word) && !places.has(column as Column))
        places.set(column as Column, place)
  }
  const hasMoney = places.has('unitPrice') || places.has('amount')
  return places.has('orderCode') && places.has('servedOn') && hasMoney ? places : null
}

/** '￥1,200.5 元' → 120050; null for what is no sum of whole fen. */
export function readFen(text: string): number | null {
  const digits = plain(text).replace(/[\s,，￥¥元]/g, '')
  if (!/^\d{1,7}(\.\d+)?$/.test(digits)) return null
  const fen = Math.round(Number(digits) * 100)
  return Math.abs(Number(digits) * 100 - fen) < 1e-6 ? fen : null
}

function readQuantity(text: string): number | null {
  const digits = plain(text).replace(/[次单份小时]|\s/g, '')
  if (digits === '') return 1
  return /^\d{1,4}(\.0+)?$/.test(digits) && Number(digits) > 0 ? Number(digits) : null
}

const isTotal = (cells: readonly { text: string }[]) =>
  cells.some(({ text }) => /^(合计|总计|小计|共计)/.test(plain(text).replace(/\s/g, '')))

/** What one row says, or why it says nothing; null for rows nobody meant as a line. */
export function readRow(
  row: SheetRow,
  places: ReadonlyMap<Column, number>,
  { month, today }: { month: Month; today: Day },
): UploadedLine | RefusedRow | null {
  const cell = (column: Column) => {
    const place = places.get(column)
    return place === undefined ? '' : plain(row.cells[place]?.text ?? '')
  }
  const typed = cell('orderCode')
  if (row.cells.every(({ text }) => plain(text) === '')) return null
  const tail = orderTailOf(typed)
  if (tail === null && isTotal(row.cells)) return null
  const refused = (reason: string): RefusedRow => ({
    ...{ sheetRow: row.number, orderCode: typed === '' ? null : typed.slice(0, 40), reason },
  })
  if (typed === '') return refused('没有订单编号。')
  if (tail === null) return refused('订单编号应为 12 位，例如 0A1B-2C3D-4E5F。')
  const servedOn = dayIn(cell('servedOn'), today)
  if (servedOn === null) return refused(`服务日期“${cell('servedOn').slice(0, 20)}”读不出是哪一天。`)
  const outside = checkServedOn(servedOn, month)
  if (outside) return refused(outside)
  const quantity = readQuantity(cell('quantity'))
  if (quantity === null) return refused(`数量“${cell('quantity').slice(0, 20)}”不是整数。`)
  const money = moneyIn(cell('unitPrice'), cell('amount'), quantity)
  if (typeof money === 'string') return refused(money)
  return {
    ...{
      sheetRow: row.number,
      orderCode: orderCodeOf(tail),
      itemName: cell('itemName').slice(0, 60) || null,
    },
    ...{ servedOn, quantity, ...money },
  }
}

function dayIn(text: string, today: Day): Day | null {
  const read = readBirth(text, today)
  return read?.precision === 'day' && !read.isLunar ? read.bornOn : null
}

/** Either of price and sum gives the other; where both stand they are kept as they are, and the match compares. */
function moneyIn(
  price: string,
  amount: string,
  quantity: number,
): { unitPriceFen: number; amountFen: number } | string {
  const priceFen = price === '' ? null : readFen(price)
  const amountFen = amount === '' ? null : readFen(amount)
  if (price !== '' && priceFen === null) return `单价“${price.slice(0, 20)}”读不出金额。`
  if (amount !== '' && amountFen === null) return `金额“${amount.slice(0, 20)}”读不出金额。`
  if (priceFen !== null) return { unitPriceFen: priceFen, amountFen: amountFen ?? priceFen * quantity }
  if (amountFen === null) return '单价和金额都没有填。'
  if (amountFen % quantity !== 0) return '只填了金额，除以数量不是整分，请补填单价。'
  return { unitPriceFen: amountFen / quantity, amountFen }
}

export type SheetReading = {
  lines: UploadedLine[]
  refused: RefusedRow[]
  /** False when no row names the columns: nothing can be read then. */
  hasHeader: boolean
}

/** One order once a sheet: the second row of it is refused, not summed up. */
export function readSheet(rows: readonly SheetRow[], about: { month: Month; today: Day }): SheetReading {
  const at = rows.slice(0, headerWithin).findIndex(row => headerIn(row) !== null)
  const header = rows[at]
  const places = header && headerIn(header)
  if (!places) return { lines: [], refused: [], hasHeader: false }
  const lines: UploadedLine[] = []
  const refused: RefusedRow[] = []
  const firstRow = new Map<string, number>()
  for (const row of rows.slice(at + 1)) {
    const read = readRow(row, places, about)
    if (read === null) continue
    if ('reason' in read) refused.push(read)
    else if (firstRow.has(read.orderCode))
      refused.push({
        ...{ sheetRow: read.sheetRow, orderCode: read.orderCode },
        reason: `和第 ${firstRow.get(read.orderCode)} 行是同一个订单。`,
      })
    else {
      firstRow.set(read.orderCode, read.sheetRow)
      lines.push(read)
    }
  }
  return { lines, refused, hasHeader: true }
}
