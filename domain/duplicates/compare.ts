// Compares two people trait by trait: a score in bits, what it means, and the reasons in words.
import { birthCode } from './birth-sign.ts'
import {
  fixedWeights,
  type Model,
  probabilityOf,
  type ReasonCode,
  reasonWords,
  usualModel,
  type Verdict,
  verdictOf,
} from './model.ts'
import { nameSign, type Sign } from './name-sign.ts'
import { numberCode } from './number-sign.ts'
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
  verdict: Verdict
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

/** The score alone, without words: what a sweep of millions of pairs asks first. */
export function scoreOf(one: Ready, other: Ready, model: Model): number {
  let score = 0
  for (const { weight } of signsOf(one, other, model)) score += weight
  return rounded(score)
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

type FixedCode = keyof typeof fixedWeights

function signsOf(one: Ready, other: Ready, model: Model): Sign[] {
  const signs: Sign[] = []
  const add = (code: ReasonCode | null) => {
    if (code !== null) signs.push({ code, weight: fixedWeights[code as FixedCode] })
  }
  const number = numberCode(one, other)
  const birth = one.birth && other.birth ? birthCode(one.birth, other.birth) : null
  const place = placeCode(one, other)
  const isOneHome = place === 'placeHousehold' || place === 'placeAddress'
  add(number)
  if (one.name && other.name) {
    const { code, weight } = nameSign(one.name, other.name, model)
    signs.push({ code, weight: rounded(weight) })
  }
  add(birth)
  add(sexCode(one, other))
  add(place)
  add(phoneCode(one, other, isOneHome))
  add(kinCode(one, other, isOneHome))
  add(ethnicityCode(one, other))
  add(isOneHome ? whoLivesTogether(signs, birth, one, other) : null)
  return signs
}

function sexCode(one: Ready, other: Ready): ReasonCode | null {
  if (one.sex === null || other.sex === null) return null
  if (one.sex === other.sex) return 'sexSame'
  return one.isSexDoubtful || other.isSexDoubtful ? 'sexDoubtful' : 'sexDiffers'
}

/** The nearest only: home, hamlet, village, township are one sign and not four. */
function placeCode(one: Ready, other: Ready): ReasonCode | null {
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
function phoneCode(one: Ready, other: Ready, isOneHome: boolean): ReasonCode | null {
  if (one.phoneTail === null || other.phoneTail === null) return null
  if (one.phoneTail !== other.phoneTail) return 'phoneDiffers'
  if (isOneHome) return 'phoneShared'
  if (one.phone === null || other.phone === null) return 'phoneTail'
  return one.phone === other.phone ? 'phoneSame' : 'phoneDiffers'
}

function kinCode(one: Ready, other: Ready, isOneHome: boolean): ReasonCode | null {
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

function ethnicityCode(one: Ready, other: Ready): ReasonCode | null {
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
function whoLivesTogether(
  signs: readonly Sign[],
  birth: ReasonCode | null,
  one: Ready,
  other: Ready,
): ReasonCode | null {
  if (signs.some(({ code }) => writtenAsOne.includes(code))) return null
  const hasOtherName = signs.some(({ code }) => otherName.includes(code))
  if (!hasOtherName) return null
  if (birth === 'birthSame' || birth === 'birthLunar') return 'twins'
  const isOtherSex = one.sex !== null && other.sex !== null && one.sex !== other.sex
  return isOtherSex ? 'couple' : null
}
