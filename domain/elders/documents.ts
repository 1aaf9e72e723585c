// Documents other than the citizen card: how each is written, and what is wrong with what was typed [G] (domain.md §11).
import { Refused } from '../kernel/refusal.ts'
import { checkCharacterOf } from './citizen-number.ts'
import type { NumberKind } from './elder.ts'

export type OtherDocument = Extract<
  NumberKind,
  'passport' | 'hkMacaoPermit' | 'taiwanPermit' | 'residencePermit' | 'foreignResident'
>

interface Shape {
  pattern: RegExp
  /** Eighteen digits with the check character of the citizen number. */
  checked?: RegExp
  says: string
}

const shapes: Readonly<Record<OtherDocument, Shape>> = {
  passport: { pattern: /^[A-Z0-9]{5,17}$/, says: '护照号由 5 至 17 位字母和数字组成。' },
  hkMacaoPermit: {
    pattern: /^[HM]\d{8}(\d{2})?$/,
    says: '港澳居民来往内地通行证号以 H 或 M 开头，后面 8 位或 10 位数字。',
  },
  taiwanPermit: {
    pattern: /^(\d{8}|\d{10}[A-Z]?)$/,
    says: '台湾居民来往大陆通行证号是 8 位数字（旧证 10 位）。',
  },
  residencePermit: {
    pattern: /^8[123]0000\d{11}[\dX]$/,
    checked: /./,
    says: '港澳台居民居住证号是 18 位，以 810000、820000 或 830000 开头。',
  },
  foreignResident: {
    pattern: /^([A-Z]{3}\d{12}|9\d{16}[\dX])$/,
    checked: /^9/,
    says: '外国人永久居留身份证号是 3 个字母加 12 位数字，或以 9 开头的 18 位。',
  },
}

export function isOtherDocument(kind: NumberKind): kind is OtherDocument {
  return kind in shapes
}

/** The number without spaces, in capitals; refuses what such a document cannot bear. */
export function readOtherDocument(kind: OtherDocument, raw: string): string {
  const text = raw
    .normalize('NFKC')
    .replace(/[\s\-–—·.]/g, '')
    .toUpperCase()
  const { pattern, checked, says } = shapes[kind]
  if (!pattern.test(text)) throw new Refused('rule_broken', `${says}请对照证件核对。`)
  if (checked?.test(text) && checkCharacterOf(text.slice(0, 17)) !== text[17])
    throw new Refused('rule_broken', '证件号的最后一位与前面不符，可能有一位写错。请对照证件核对。')
  return text
}
