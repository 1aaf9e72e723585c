// The code printed on a duty sheet: seven digits counted over the province and one that tells a slip of the hand.

/** A quasigroup of order 10 without fixed repeats: it tells every wrong digit and every swap of neighbours (Damm 2004). */
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

function checkDigitOf(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)])
  return String(interim)
}

const digitsOfSerial = 7

/** 153 → seven digits, a dash and the check digit. */
export function sheetCodeOf(serial: number): string {
  const digits = String(serial).padStart(digitsOfSerial, '0')
  return `${digits}-${checkDigitOf(digits)}`
}

/** The serial behind what was typed, in full-width digits, with or without the dash; null where a digit is wrong. */
export function serialOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-—–]/g, '')
  if (!/^\d{8}$/.test(digits)) return null
  const serial = digits.slice(0, digitsOfSerial)
  return checkDigitOf(serial) === digits.at(-1) ? Number(serial) : null
}
