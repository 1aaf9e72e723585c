// Compares two people trait by trait: a score in bits, what it means, and the reasons in words.
import { birthCode } from './birth-sign.ts'
import {
  type FixedCode,
  fixedWeights,
  type Model,
  probabilityOf,
  type ReasonCode,
  reasonWords,
  usualModel,
  verdictOf,
} from './model.ts'
import { mostNameBits, nameSign, type Sign } from './name-sign.ts'
import { numberCode } from './number-sign.ts'
import type { PairVerdict } from './pair.ts'
import { makeReady, type Ready } from './ready.ts'
import type { Traits } from './traits.ts'

export interface Reason {
  code: ReasonCode
  /** Bits for (positive) or against the two being one person; the score is their sum. */
  weight: number
  says: string
}

export interface Comparison {
  score: number
  probability: number
  verdict: PairVerdict
  /** The weightiest first. */
  reasons: Reason[]
}

export function comparePeople(one: Traits, other: Traits, model: Model = usualModel): Comparison {
  return compareReady(makeReady(one), makeReady(other), model)
}

/** For whoever compares one person with many: make each ready once. */
export function compareReady(one: Ready, other: Ready, model: Model = usualModel): Comparison {
  return explain(signsOf(one, other, model), model)
}

/**
 * The score alone, for a sweep of millions of pairs; below `least` any lower number may stand for it, so that a
 * pair that cannot reach it is left before its names are looked at.
 */
export function scoreOf(one: Ready, other: Ready, model: Model, least: number): number {
  const codes = plainCodes(one, other)
  let score = 0
  for (const code of codes) score += fixedWeights[code]
  if (score + mostNameBits < least) return Number.NEGATIVE_INFINITY
  const name = nameOf(one, other, model)
  if (name === null) return rounded(score)
  const home = homeCode(codes, name.code, one, other)
  return rounded(score + name.weight + (home === null ? 0 : fixedWeights[home]))
}

function nameOf(one: Ready, other: Ready, model: Model): Sign | null {
  if (one.name === null || other.name === null) return null
  const { code, weight } = nameSign(one.name, other.name, model)
  return { code, weight: rounded(weight) }
}

function signsOf(one: Ready, other: Ready, model: Model): Sign[] {
  const codes = plainCodes(one, other)
  const name = nameOf(one, other, model)
  const home = name === null ? null : homeCode(codes, name.code, one, other)
  const plain = (home === null ? codes : [...codes, home]).map(code => ({ code, weight: fixedWeights[code] }))
  return name === null ? plain : [name, ...plain]
}

function explain(signs: readonly Sign[], model: Model): Comparison {
  const reasons = signs
    .map(({ code, weight }) => ({ code, weight, says: reasonWords[code] }))
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
  const score = rounded(signs.reduce((sum, { weight }) => sum + weight, 0))
  return {
    score,
    probability: probabilityOf(score, model),
    verdict: verdictOf(score, model.thresholds),
    reasons,
  }
}

/** Hundredths of a bit are finer than anything the model knows; sums then agree in any order. */
const rounded = (bits: number) => Math.round(bits * 100) / 100

/** Signs whose weight does not hang on the values compared. */
function plainCodes(one: Ready, other: Ready): FixedCode[] {
  const codes: FixedCode[] = []
  const number = numberCode(one, other)
  if (number !== null) codes.push(number)
  if (one.birth !== null && other.birth !== null) codes.push(birthCode(one.birth, other.birth))
  const sex = sexCode(one, other)
  if (sex !== null) codes.push(sex)
  const place = placeCode(one, other)
  if (place !== null) codes.push(place)
  const phone = phoneCode(one, other, place)
  if (phone !== null) codes.push(phone)
  const kin = kinCode(one, other, place === 'placeHousehold' || place === 'placeAddress')
  if (kin !== null) codes.push(kin)
  const ethnicity = ethnicityCode(one, other)
  if (ethnicity !== null) codes.push(ethnicity)
  return codes
}

function sexCode(one: Ready, other: Ready): FixedCode | null {
  if (one.sex === null || other.sex === null) return null
  if (one.sex === other.sex) return 'sexSame'
  return one.isSexDoubtful || other.isSexDoubtful ? 'sexDoubtful' : 'sexDiffers'
}

/** The nearest only: home, hamlet, village, township are one sign and not four. */
function placeCode(one: Ready, other: Ready): FixedCode | null {
  if (one.householdId !== null && one.householdId === other.householdId) return 'placeHousehold'
  const [here, there] = [one.villageCode, other.villageCode]
  if (here === null || there === null) return null
  const isOneVillage = here === there
  if (isOneVillage && one.address !== null && one.address === other.address) return 'placeAddress'
  if (isOneVillage) return one.hamlet !== null && one.hamlet === other.hamlet ? 'placeHamlet' : 'placeVillage'
  if (here.slice(0, 9) === there.slice(0, 9)) return 'placeTownship'
  if (here.slice(0, 6) === there.slice(0, 6)) return 'placeCounty'
  return here.slice(0, 4) === there.slice(0, 4) ? 'placePrefecture' : 'placeFar'
}

/** A household has one telephone and some villages share the shop's, so there it says little. */
function phoneCode(one: Ready, other: Ready, place: FixedCode | null): FixedCode | null {
  if (one.phoneTail === null || other.phoneTail === null) return null
  if (one.phoneTail !== other.phoneTail) return 'phoneDiffers'
  if (place === 'placeHousehold' || place === 'placeAddress') return 'phoneShared'
  if (one.phone === null || other.phone === null) return 'phoneTail'
  if (one.phone !== other.phone) return 'phoneDiffers'
  return place !== null && inOneVillage.includes(place) ? 'phoneVillage' : 'phoneSame'
}

const inOneVillage: readonly ReasonCode[] = ['placeHamlet', 'placeVillage', 'placeOtherHamlet']

function kinCode(one: Ready, other: Ready, isOneHome: boolean): FixedCode | null {
  if (one.kin.length === 0 || other.kin.length === 0) return null
  let isNamed = false
  for (const mine of one.kin)
    for (const theirs of other.kin) {
      if (mine.name !== theirs.name) continue
      if (isOneHome) return 'kinShared'
      if (mine.phoneTail !== null && mine.phoneTail === theirs.phoneTail) return 'kinSame'
      isNamed = true
    }
  return isNamed ? 'kinName' : 'kinDiffers'
}

const han = new Set(['01', '汉', '汉族'])

function ethnicityCode(one: Ready, other: Ready): FixedCode | null {
  if (one.ethnicity === null || other.ethnicity === null) return null
  if (one.ethnicity !== other.ethnicity) return 'ethnicityDiffers'
  return han.has(one.ethnicity) ? null : 'ethnicitySame'
}

const otherName: readonly ReasonCode[] = ['nameOneCharacter', 'nameSurnameOnly', 'nameDiffers']
const writtenAsOne: readonly ReasonCode[] = [
  'numberSame',
  'numberSameOld',
  'numberCheckOnly',
  'numberOneDigit',
  'numberSwapped',
]

/** Home, birthday and telephone agree between twins and between couples for reasons of their own. */
function homeCode(
  codes: readonly FixedCode[],
  name: ReasonCode,
  one: Ready,
  other: Ready,
): 'twins' | 'couple' | null {
  if (!otherName.includes(name)) return null
  if (!codes.some(code => livingTogether.includes(code))) return null
  if (codes.some(code => writtenAsOne.includes(code))) return null
  if (codes.includes('birthSame')) return 'twins'
  return one.sex !== null && other.sex !== null && one.sex !== other.sex ? 'couple' : null
}

const livingTogether: readonly ReasonCode[] = ['placeHousehold', 'placeAddress', 'phoneSame', 'phoneVillage']
