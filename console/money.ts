// Fen in the database, yuan on the screen.
const plain = new Intl.NumberFormat('zh-CN', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
const yuan = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 })

export function yuanText(fen: number): string {
  return yuan.format(fen / 100)
}

/** +1,200 or -300: what a trial would add or take away. */
export function signedYuan(fen: number): string {
  return fen > 0 ? `+${yuanText(fen)}` : yuanText(fen)
}

/** What was typed in yuan, to the fen; null where nothing was. */
export function fenOfYuan(typed: number | null): number | null {
  return typed === null ? null : Math.round(typed * 100)
}

/** What was typed in yuan, to the fen; nothing typed is nothing. */
export function fenOf(typed: number | null | undefined): number {
  return fenOfYuan(typed ?? null) ?? 0
}

/** 1,234.50: books show the fen. */
export function money(fen: number): string {
  return plain.format(fen / 100)
}

export function signedMoney(fen: number): string {
  return fen > 0 ? `+${money(fen)}` : money(fen)
}
