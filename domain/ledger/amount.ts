// Amounts as people write them: yuan with two places, portions, hours and minutes.
import type { LedgerUnit } from './accounts.ts'

/** What a column of amounts is in. */
export const unitWords: Readonly<Record<LedgerUnit, string>> = { fen: '元', meals: '份', minutes: '分钟' }

/** As a number of that unit, for a spreadsheet that adds up by itself. */
export function amountIn(unit: LedgerUnit, amount: number): number {
  return unit === 'fen' ? amount / 100 : amount
}

/** '1,234.50', '12', '-3': digits only, the unit stands above the column. */
export function amountText(unit: LedgerUnit, amount: number): string {
  const size = Math.abs(amount)
  const whole = unit === 'fen' ? Math.floor(size / 100) : size
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  const part = unit === 'fen' ? `.${String(size % 100).padStart(2, '0')}` : ''
  return `${amount < 0 ? '-' : ''}${grouped}${part}`
}
