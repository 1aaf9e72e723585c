// What a cell of an .xlsx shows: numbers, days and texts as people see them.

/** Up to 15 digits a number is shown in full; beyond them as stored, so that lost digits are seen as lost. */
export function shown(stored: string, number: number): string {
  if (/^-?\d+$/.test(stored)) return stored
  if (Math.abs(number) >= 1e15) return stored.toUpperCase()
  return String(Number(number.toPrecision(15)))
}

/** Serial 60 is 29 February 1900, which never was; from 61 on the count is one ahead. */
export function dayOfSerial(serial: number, is1904: boolean): string | null {
  const whole = Math.floor(serial)
  if (whole < (is1904 ? 0 : 1) || whole > 2_958_465) return null
  const days = is1904 ? whole - 24_107 : whole > 59 ? whole - 25_569 : whole - 25_568
  return new Date(days * 86_400_000).toISOString().slice(0, 10)
}
