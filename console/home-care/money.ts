// Fen as officers read and type them: yuan.

export function yuanText(fen: number): string {
  return (fen / 100).toLocaleString('zh-CN', { minimumFractionDigits: 0, maximumFractionDigits: 2 })
}

/** What was typed as yuan, in whole fen. */
export function fenOf(yuan: number | null | undefined): number {
  return Math.round((yuan ?? 0) * 100)
}
