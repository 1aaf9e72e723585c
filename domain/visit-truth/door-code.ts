// The code on a home's card: six digits and a check digit that catches every single slip and every swap of neighbours.
import * as z from 'zod/mini'
import { hasRightCheckDigit, withCheckDigit } from '../kernel/check-digit.ts'

export const doorCodeDigits = 7

/** `digits`: the six before the check digit. */
export function doorCodeOf(digits: string): string {
  return withCheckDigit(digits)
}

export function isDoorCode(text: string): boolean {
  return /^\d{7}$/.test(text) && hasRightCheckDigit(text)
}

/** As typed or read from the square: spaces and dashes are how people group digits. */
export function doorCodeFrom(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '').replace(/^WQ:?/i, '')
  return isDoorCode(digits) ? digits : null
}

/** 123 4567 reads and types more easily. */
export function doorCodeText(code: string): string {
  return `${code.slice(0, 3)} ${code.slice(3)}`
}

export const DoorCode = z
  .string()
  .check(z.refine(isDoorCode, { error: '门牌码不对，请对照门上的卡片重新输入七位数字' }))
