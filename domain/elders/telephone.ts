// Telephones at home and abroad: read as people type them, kept so that a phone in China can dial them.
import { Refused } from '../kernel/refusal.ts'
import type { Country } from './kin.ts'

interface Dialling {
  code: string
  /** Digits after the country's code. */
  national: RegExp
  /** What people put before the number inside the country. */
  trunk: RegExp
  /** How the digits are grouped for reading. */
  groups(national: string): string
  example: string
}

const korean = (national: string) => national.replace(/^(10|11|70|2|[3-6]\d)(\d{3,4})(\d{4})$/, '$1-$2-$3')

const dialling: Readonly<Record<Exclude<Country, 'otherCountry'>, Dialling>> = {
  kr: {
    code: '82',
    national: /^[1-9]\d{7,9}$/,
    trunk: /^0/,
    groups: korean,
    example: '010-1234-5678',
  },
  jp: {
    code: '81',
    national: /^[1-9]\d{8,9}$/,
    trunk: /^0/,
    groups: national => national.replace(/^(\d{1,2})(\d{4})(\d{4})$/, '$1-$2-$3'),
    example: '090-1234-5678',
  },
  ru: {
    code: '7',
    national: /^[3489]\d{9}$/,
    trunk: /^8(?=\d{10}$)/,
    groups: national => national.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1 $2-$3-$4'),
    example: '8 912 345-67-89',
  },
  us: {
    code: '1',
    national: /^[2-9]\d{9}$/,
    trunk: /^1(?=\d{10}$)/,
    groups: national => national.replace(/^(\d{3})(\d{3})(\d{4})$/, '$1-$2-$3'),
    example: '213-555-0100',
  },
}

const words: Readonly<Record<keyof typeof dialling, string>> = {
  kr: '韩国',
  jp: '日本',
  ru: '俄罗斯',
  us: '美国',
}

/**
 * A number of China stays as written; one from abroad becomes + and digits, which any phone dials. A country
 * may be said by the number itself (+82, 0082) or by where the person lives.
 */
export function readTelephone(written: string, country: Country | null): string {
  const plain = written.normalize('NFKC').trim()
  const compact = plain.replace(/[\s()\-.·]/g, '').replace(/^00(?=[1-9])/, '+')
  if (compact.startsWith('+86')) return home(compact.slice(3), compact.slice(3))
  if (compact.startsWith('+')) return abroad(compact.slice(1))
  if (country === null || isChineseMobile(compact)) return home(plain, compact)
  if (country === 'otherCountry') throw broken('国外的电话请连国家代码一起写，例如 +61 412 345 678。')
  return national(country, compact)
}

/** A number that says itself that it is of another country, or null: for tables, where nobody can be asked. */
export function readAbroad(written: string): string | null {
  if (!/^\s*(\+|00)\s*(?!86|0)\d/.test(written.normalize('NFKC'))) return null
  try {
    return readTelephone(written, null)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

/** Families abroad often keep a Chinese card. */
const isChineseMobile = (compact: string) => /^1[3-9]\d{9}$/.test(compact)

function home(plain: string, compact: string): string {
  if (compact.replace(/\D/g, '').length < 5)
    throw broken('电话号码不完整，至少要有 5 位数字。请补全，没有电话请留空。')
  return plain
}

function abroad(digits: string): string {
  for (const country of countriesWithRules)
    if (digits.startsWith(dialling[country].code))
      return national(country, digits.slice(dialling[country].code.length))
  if (!/^[1-9]\d{6,14}$/.test(digits))
    throw broken('国外电话的位数不对。国家代码加号码一共 7 到 15 位数字，请核对。')
  return `+${digits}`
}

const countriesWithRules = Object.keys(dialling) as (keyof typeof dialling)[]

function national(country: keyof typeof dialling, digits: string): string {
  const rule = dialling[country]
  // +82 (0)10 … : the inland zero is typed along more often than not.
  const number = digits.replace(rule.trunk, '')
  if (!rule.national.test(number))
    throw broken(
      `这不像${words[country]}的电话号码。请按 +${rule.code} 或当地写法填写，例如 ${rule.example}。`,
    )
  return `+${rule.code}${number}`
}

/** For reading: +82 10-1234-5678; what is not from abroad as it was written. */
export function showTelephone(kept: string): string {
  if (!kept.startsWith('+')) return kept
  const digits = kept.slice(1)
  const country = countriesWithRules.find(one => digits.startsWith(dialling[one].code))
  if (!country) return kept
  const { code, groups } = dialling[country]
  return `+${code} ${groups(digits.slice(code.length))}`
}

/** For a tel: link. */
export function diallable(kept: string): string {
  return kept.normalize('NFKC').replace(/[^\d+]/g, '')
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}
