// Blocking keys: only people who share one are ever compared. Each way of being mistyped leaves another key whole.
import type { Ready, ReadyName } from '../../domain/duplicates/ready.ts'

/** Beyond so many people a key tells nobody apart and is left out; the others must find the pair. */
export const keyKinds = { exact: 0, usual: 1, wide: 2 } as const
export const mostPeople = [12, 60, 250]
export type KeyKind = keyof typeof keyKinds

export type AddKey = (kind: KeyKind, key: string) => void

export function addKeys(person: Ready, add: AddKey): void {
  if (person.number !== null) addNumberKeys(person.number.text, add)
  for (const { name, phoneTail } of person.kin) if (phoneTail !== null) add('exact', `k${name}${phoneTail}`)
  if (person.name === null) return
  for (const family of familiesOf(person, person.name)) addFamilyKeys(person, family, add)
  for (const spelling of spellingsOf(person, person.name)) addSpellingKeys(person, spelling, add)
}

/** Whatever single digit is wrong or pair of neighbours swapped, one of the four does not contain it. */
function addNumberKeys(number: string, add: AddKey): void {
  add('usual', `1${number.slice(0, 14)}`)
  add('usual', `2${number.slice(10, 17)}`)
  add('usual', `3${number.slice(0, 10)}${number.slice(14, 17)}`)
  add('usual', `4${number.slice(0, 13)}${number.slice(15, 17)}`)
}

/** Where the given name may be wrong. */
function addFamilyKeys({ phone, birth, villageCode }: Ready, family: string, add: AddKey): void {
  if (phone !== null) add('exact', `p${phone}${family}`)
  if (birth === null || birth.isYearOnly) return
  for (const day of birth.asLunar === null ? [birth.day] : [birth.day, birth.asLunar]) {
    add('usual', `d${day}${family}`)
    if (villageCode !== null) add('usual', `v${day}${villageCode.slice(0, 9)}`)
  }
  if (villageCode !== null) add('usual', `x${family}${birth.year}${villageCode}`)
}

/** A way of writing the name, with whatever else may have stayed whole. */
function addSpellingKeys({ birth, villageCode }: Ready, spelling: string, add: AddKey): void {
  add('exact', spelling)
  if (villageCode !== null) add('usual', `${spelling}${villageCode.slice(0, 9)}`)
  if (birth === null) return
  // Name and year alone, in another county, never come near the threshold.
  if (villageCode !== null) add('usual', `${spelling}${birth.year}${villageCode.slice(0, 6)}`)
  if (!birth.isYearOnly) add('wide', `${spelling}${[...birth.monthDay].sort().join('')}`)
}

/** 金 and 김 must meet, and so must 金英子 and 김영자: who may be written in both scripts has keys in both. */
function familiesOf(person: Ready, { surname, hangul }: ReadyName): string[] {
  return isWrittenInTwoScripts(person) && hangul !== null ? [surname, hangul[0] ?? surname] : [surname]
}

function spellingsOf(person: Ready, { folded, sorted, nearSounds, hangul }: ReadyName): string[] {
  const spellings = [`n${folded}`, `t${sorted}`, ...nearSounds.map(sound => `s${sound}`)]
  return isWrittenInTwoScripts(person) && hangul !== null ? [...spellings, `h${hangul}`] : spellings
}

const koreanEthnicity = new Set(['10', '朝鲜族', '朝鲜'])

function isWrittenInTwoScripts({ name, ethnicity }: Ready): boolean {
  return name?.isHangul === true || (ethnicity !== null && koreanEthnicity.has(ethnicity))
}
