// Money is counted in fen, whole; people write and read yuan.

/** '12', '12.5', '1,200.50' → fen; null for anything else, also for less than a fen. */
export function fenFrom(typed: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(typed.trim().replace(/[,，\s]|元$/g, ''))
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : null
}
