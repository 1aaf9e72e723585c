// What every reader gives: rows of cells as people see them, in batches, and the limits no file may pass.

export interface Cell {
  text: string
  kind: 'text' | 'number' | 'date' | 'empty' | 'boolean' | 'error'
  /** The number behind a numeric or date cell. */
  number?: number
  /** Filled from the top of a vertical merge. */
  merged?: boolean
}

export interface Row {
  /** 1-based, as the spreadsheet program shows it. */
  number: number
  cells: Cell[]
}

export interface Limits {
  fileBytes: number
  uncompressedBytes: number
  /** Uncompressed to compressed; a bomb reaches 1,000, a very repetitive ledger about 40. */
  ratio: number
  rows: number
  columns: number
  cellCharacters: number
}

export const defaultLimits: Limits = {
  fileBytes: 150_000_000,
  uncompressedBytes: 2_000_000_000,
  ratio: 200,
  rows: 1_048_576,
  columns: 500,
  cellCharacters: 32_767,
}

export interface Spreadsheet {
  kind: 'xlsx' | 'csv'
  encoding: string
  /** Visible sheets by name; empty for csv. */
  sheets: string[]
  sheet: string | null
  rows(): AsyncIterable<Row[]>
  /** How much of the sheet the last call of rows() has given out, 0 to 1. */
  share(): number
}

export const batchRows = 1000
export const emptyCell: Cell = Object.freeze({ text: '', kind: 'empty' })
