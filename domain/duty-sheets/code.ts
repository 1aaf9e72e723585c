// The code printed on a duty sheet: seven digits counted over the province and one that tells a slip of the hand.
import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit.ts'

const digitsOfSerial = 7

/** 153 → seven digits, a dash and the check digit. */
export function sheetCodeOf(serial: number): string {
  const digits = withCheckDigit(String(serial).padStart(digitsOfSerial, '0'))
  return `${digits.slice(0, digitsOfSerial)}-${digits.slice(digitsOfSerial)}`
}

/** The serial behind what was typed, in full-width digits, with or without the dash; null where a digit is wrong. */
export function serialOf(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-—–]/g, '')
  return /^\d{8}$/.test(digits) && hasRightCheckDigit(digits) ? Number(digits.slice(0, digitsOfSerial)) : null
}
