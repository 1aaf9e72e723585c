// How an order is named on paper and in a provider's spreadsheet: the twelve last digits of its id, in three groups.

/** '…-0a1b2c3d4e5f' → '0A1B-2C3D-4E5F' */
export function orderCodeOf(orderId: string): string {
  const digits = orderId.slice(-12).toUpperCase()
  return `${digits.slice(0, 4)}-${digits.slice(4, 8)}-${digits.slice(8)}`
}

/** The twelve digits behind what was typed, or behind a whole id; null where it cannot be one. */
export function orderTailOf(typed: string): string | null {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s\-—–－]/g, '')
    .toLowerCase()
  if (!/^[0-9a-f]+$/.test(digits)) return null
  return digits.length === 12 || digits.length === 32 ? digits.slice(-12) : null
}
