// Traits made ready for comparing: folded once, so that a person compared a hundred times is read once.
import { checkCharacterOf, convert15 } from '../elders/citizen-number.ts'
import type { Day } from '../kernel/day.ts'
import { isDay } from '../kernel/day.ts'
import { bareName, foldName } from './characters.ts'
import { hangulOf, isHangul } from './hangul.ts'
import { surnameLength } from './name-shares.ts'
import { nearSound } from './sounds.ts'
import type { Traits } from './traits.ts'

export interface ReadyName {
  bare: string
  folded: string
  surname: string
  given: string
  /** Its characters in order of code, for names written the other way round. */
  sorted: string
  isHangul: boolean
  hangul: string | null
  sounds: readonly string[]
  nearSounds: readonly string[]
}

export interface ReadyBirth {
  day: Day
  year: number
  monthDay: string
  isYearOnly: boolean
  asLunar: Day | null
  isSaidLunar: boolean
}

export interface ReadyNumber {
  text: string
  isSound: boolean
  isConverted: boolean
}

export interface Ready {
  name: ReadyName | null
  birth: ReadyBirth | null
  number: ReadyNumber | null
  numberTail: string | null
  /** The record says that there is none. */
  hasNoNumber: boolean
  sex: 'male' | 'female' | null
  /** The sex stated is not the one of the number's seventeenth digit. */
  isSexDoubtful: boolean
  villageCode: string | null
  hamlet: string | null
  address: string | null
  householdId: string | null
  /** Digits only. */
  phone: string | null
  phoneTail: string | null
  ethnicity: string | null
  kin: readonly { name: string; phoneTail: string | null }[]
}

export function makeReady(traits: Traits): Ready {
  const number = readyNumber(traits.citizenNumber ?? null)
  const sex = traits.sex === 'male' || traits.sex === 'female' ? traits.sex : null
  const sexOfNumber = number?.isSound ? (Number(number.text[16]) % 2 === 1 ? 'male' : 'female') : null
  const phone = digitsOf(traits.phone)
  return {
    name: readyName(traits.name ?? null, traits.readings ?? []),
    birth: readyBirth(traits, number),
    number,
    numberTail: number?.text.slice(-4) ?? traits.citizenNumberTail ?? null,
    hasNoNumber: number === null && (traits.numberKind === 'none' || traits.numberKind === 'temporary'),
    sex: sex ?? sexOfNumber,
    isSexDoubtful: sex !== null && sexOfNumber !== null && sex !== sexOfNumber,
    villageCode: traits.villageCode ?? null,
    hamlet: traits.hamlet?.trim() || null,
    address: readyAddress(traits.address ?? null),
    householdId: traits.householdId ?? null,
    phone,
    phoneTail: phone?.slice(-4) ?? traits.phoneTail ?? null,
    ethnicity: traits.ethnicity || null,
    kin: (traits.kin ?? []).map(({ name, phone: kinPhone }) => ({
      name: foldName(name),
      phoneTail: digitsOf(kinPhone, 4)?.slice(-4) ?? null,
    })),
  }
}

function readyName(name: string | null, readings: readonly string[]): ReadyName | null {
  if (name === null) return null
  const bare = bareName(name)
  const folded = foldName(name)
  if (folded === '') return null
  const at = surnameLength(folded)
  return {
    bare,
    folded,
    surname: folded.slice(0, at),
    given: folded.slice(at),
    sorted: [...folded].sort().join(''),
    isHangul: isHangul(folded),
    hangul: hangulOf(folded),
    sounds: readings,
    nearSounds: readings.map(nearSound),
  }
}

function readyBirth(traits: Traits, number: ReadyNumber | null): ReadyBirth | null {
  const inNumber = number?.isSound ? birthdayIn(number.text) : null
  const day = traits.bornOn ?? inNumber
  if (!day) return null
  return {
    day,
    year: Number(day.slice(0, 4)),
    monthDay: day.slice(5),
    isYearOnly: traits.bornOn ? traits.birthCalendar === 'yearOnly' : false,
    asLunar: traits.bornOnAsLunar ?? null,
    isSaidLunar: traits.birthCalendar === 'lunar',
  }
}

function birthdayIn(number: string): Day | null {
  const day = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  return isDay(day) ? day : null
}

function readyNumber(raw: string | null): ReadyNumber | null {
  if (raw === null) return null
  if (/^\d{15}$/.test(raw)) return { text: convert15(raw), isSound: true, isConverted: true }
  if (!/^\d{17}[\dX]$/.test(raw)) return null
  return { text: raw, isSound: checkCharacterOf(raw.slice(0, 17)) === raw[17], isConverted: false }
}

function digitsOf(phone: string | null | undefined, least = 5): string | null {
  if (phone === null || phone === undefined) return null
  const digits = phone
    .normalize('NFKC')
    .replace(/\D/g, '')
    .replace(/^(?:00)?86(?=1\d{10}$)/, '')
  return digits.length >= least ? digits : null
}

/** Only an address with a house number tells one home from another. */
function readyAddress(address: string | null): string | null {
  if (address === null) return null
  const plain = address.normalize('NFKC').replace(/[\s,，。.、\-—_#号室]/g, '')
  return /\d/.test(plain) ? plain : null
}
