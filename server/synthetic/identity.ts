// Invented identities that cannot hurt anyone: ids of version 8, numbers of 2299NN, telephones that cannot ring.
import { type Chance, hashOf, spread } from './chance.ts'

const hex = (value: number, width: number) => value.toString(16).padStart(width, '0').slice(-width)

const kinds = { household: '01', elder: '02', visitor: '03', visit: '04' }

/**
 * RFC 9562 §5.8, version 8. Real ids are version 7, so the 8 marks a record as synthetic wherever it goes.
 * County and month lead, which keeps the rows of one load beside each other in the index; the running
 * number inside makes two ids of one seed differ for certain.
 */
export function idsFor(seed: string, countyCode: string, kind: keyof typeof kinds, month = '0000') {
  const [salt, other] = hashOf(`${seed}|${countyCode}|${kind}|${month}`)
  const head = `${countyCode}${kinds[kind]}-${month}-8`
  return (index: number): string => {
    const one = spread(index, salt)
    const two = spread(index, other)
    const variant = '89ab'[one >>> 30]
    return `${head}${hex(one, 3)}-${variant}${hex(one >>> 12, 3)}-${hex(index, 6)}${hex(two, 6)}`
  }
}

const checkWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643-1999: the eighteenth character. */
export function checkDigitOf(digits: string): string {
  const sum = checkWeights.reduce((all, weight, index) => all + weight * Number(digits[index]), 0)
  return '10X98765432'[sum % 11]!
}

/** Numbers never repeat inside one book; sequences 001–499, odd for men, even for women. */
export class NumberBook {
  private readonly taken = new Set<string>()
  private readonly areaCode: string

  constructor(areaCode: string) {
    if (!/^2299\d\d$/.test(areaCode))
      throw new Error(`合成人员只能使用 2299 开头的地区码，不能用 ${areaCode}。`)
    this.areaCode = areaCode
  }

  issue(bornOn: string, sex: 'male' | 'female', chance: Chance): string {
    const head = this.areaCode + bornOn.replaceAll('-', '')
    for (let step = chance.below(249); ; step++) {
      const sequence = (step % 249) * 2 + (sex === 'male' ? 1 : 2)
      const digits = head + String(sequence).padStart(3, '0')
      if (this.taken.has(digits)) continue
      this.taken.add(digits)
      return digits + checkDigitOf(digits)
    }
  }
}

const dialling: Record<string, string> = {
  2201: '0431',
  2202: '0432',
  2224: '0433',
  2203: '0434',
  2205: '0435',
  2208: '0436',
  2204: '0437',
  2207: '0438',
  2206: '0439',
}

/** A subscriber number may not begin with 0, so the exchange cannot connect it; mobile numbers are never made up. */
export function silentPhone(countyCode: string, chance: Chance): string {
  const prefix = dialling[countyCode.slice(0, 4)]!
  const isLong = prefix === '0431' || prefix === '0432'
  return `${prefix}-0${String(chance.below(isLong ? 10_000_000 : 1_000_000)).padStart(isLong ? 7 : 6, '0')}`
}
