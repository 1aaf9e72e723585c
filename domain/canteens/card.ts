// The number on an elder's meal card: seven digits counted over the province and one that tells a slip of the hand.
import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit.ts'

const digitsOfSerial = 7

/** 153 → 0000153 and its check digit, in two groups of four that are easily read out. */
export function cardCodeOf(serial: number): string {
  const digits = withCheckDigit(String(serial).padStart(digitsOfSerial, '0'))
  return `${digits.slice(0, 4)} ${digits.slice(4)}`
}

/** The serial behind what was said or typed, also in full-width digits; null where a digit is wrong. */
export function serialOfCard(typed: string): number | null {
  const digits = typed.normalize('NFKC').replace(/[\s\-—–]/g, '')
  return /^\d{8}$/.test(digits) && hasRightCheckDigit(digits) ? Number(digits.slice(0, digitsOfSerial)) : null
}
