// Money is counted in fen, whole; people write and read yuan.

/** '12', '12.5', '1,200.50' → fen; null for anything else, also for less than a fen. */
export function fenFrom(typed: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(/[,，\s]|元$/g, ''))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}

/** 12.00: to the fen, as it stands in a sentence, on a receipt or in a book. */
export function yuanFixed(fen: number): string {
  return (fen / 100).toFixed(2)
}

/** 100 or 1234.5: yuan as people write them. */
export function yuanWords(fen: number): string {
  return yuanFixed(fen).replace(/\.?0+$/, '')
}
