// Fen in the database, yuan on the screen.
const plain = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })

/** 1,234.50: books show the cents. */
export function money(fen: number): string {
  return plain.format(fen / 100)
}

export function signedMoney(fen: number): string {
  return fen > 0 ? `+${money(fen)}` : money(fen)
}

/** What was typed in yuan, to the fen. */
export function fenOf(typed: number | null | undefined): number {
  return Math.round((typed ?? 0) * 100)
}
