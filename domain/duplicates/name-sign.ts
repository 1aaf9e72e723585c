// What two names say: the same, written otherwise, heard alike, mistyped, or different.
import { lookAlike } from './characters.ts'
import type { Model, ReasonCode } from './model.ts'
import { characterShare, surnameShare, usualShare } from './name-shares.ts'
import type { ReadyName } from './ready.ts'

export interface Sign {
  code: ReasonCode
  weight: number
}

/**
 * Way of writing → how often two records of one person differ in that way, and how many times the share of the
 * name itself other people agree in that way (its homophones, its neighbours).
 */
const ways = {
  nameSame: { often: 0.85, width: 1 },
  nameVariant: { often: 0.5, width: 1 },
  nameHangul: { often: 0.4, width: 3 },
  nameSameSound: { often: 0.05, width: 3 },
  nameLookAlike: { often: 0.02, width: 2 },
  nameNearSound: { often: 0.02, width: 8 },
  nameTurned: { often: 0.01, width: 2 },
} as const satisfies Partial<Record<ReasonCode, { often: number; width: number }>>

const oneCharacterOften = 0.02
const shorterOften = 0.015
/** Family names are mistyped far more seldom than given names. */
const otherSurnameBits = 2.5
const surnameOnly = -4.5
const different = -7
/** A name nobody else carries still says no more than this: it may be a slip that made it rare. */
export const mostNameBits = 15
const leastShare = 1 / 400_000

export function nameSign(one: ReadyName, other: ReadyName, model: Model): Sign {
  const way = wayOf(one, other)
  if (way === 'nameOneCharacter' || way === 'nameShorter') return partSign(way, one, other)
  if (way === 'nameSurnameOnly') return { code: way, weight: surnameOnly }
  if (way === 'nameDiffers') return { code: way, weight: different }
  const share = Math.max(leastShare, shareOf(one, model), shareOf(other, model))
  const { often, width } = ways[way]
  return { code: way, weight: Math.min(mostNameBits, Math.log2(often / Math.min(1, share * width))) }
}

function shareOf({ folded, isHangul }: ReadyName, model: Model): number {
  // A name in Hangul is counted under its characters; the built-in table knows neither.
  if (isHangul) return 0
  return model.nameShare?.(folded) ?? usualShare(folded)
}

type Way = keyof typeof ways | 'nameOneCharacter' | 'nameShorter' | 'nameSurnameOnly' | 'nameDiffers'

function wayOf(one: ReadyName, other: ReadyName): Way {
  if (one.folded === other.folded) return one.bare === other.bare ? 'nameSame' : 'nameVariant'
  if (one.isHangul !== other.isHangul)
    return one.hangul !== null && one.hangul === other.hangul ? 'nameHangul' : 'nameDiffers'
  if (one.isHangul && one.hangul === other.hangul) return 'nameVariant'
  if (meet(one.sounds, other.sounds)) return 'nameSameSound'
  if (one.folded.length === other.folded.length) {
    const differing = differingCharacters(one.folded, other.folded)
    if (differing.length === 1 && lookAlike(...(differing[0] as [string, string]))) return 'nameLookAlike'
    if (meet(one.nearSounds, other.nearSounds)) return 'nameNearSound'
    if (one.sorted === other.sorted) return 'nameTurned'
    if (differing.length === 1 && one.folded.length >= 3) return 'nameOneCharacter'
  } else if (meet(one.nearSounds, other.nearSounds)) return 'nameNearSound'
  if (isShorter(one.folded, other.folded) || isShorter(other.folded, one.folded)) return 'nameShorter'
  return one.surname === other.surname ? 'nameSurnameOnly' : 'nameDiffers'
}

function meet(one: readonly string[], other: readonly string[]): boolean {
  for (const reading of one) if (reading !== '' && other.includes(reading)) return true
  return false
}

function differingCharacters(one: string, other: string): [string, string][] {
  const found: [string, string][] = []
  for (let at = 0; at < one.length; at++)
    if (one[at] !== other[at]) found.push([one[at] as string, other[at] as string])
  return found
}

/** 王英 for 王秀英: one character left out of three or more. */
function isShorter(short: string, long: string): boolean {
  if (long.length !== short.length + 1 || long.length < 3) return false
  let at = 0
  for (const letter of long) if (letter === short[at]) at++
  return at === short.length
}

/** What the characters both have says as much as those characters are rare. */
function partSign(way: 'nameOneCharacter' | 'nameShorter', one: ReadyName, other: ReadyName): Sign {
  let shared = 1
  if (one.surname === other.surname) shared *= surnameShare(one.surname)
  const [shorter, longer] =
    one.given.length <= other.given.length ? [one.given, other.given] : [other.given, one.given]
  for (const letter of shorter) if (longer.includes(letter)) shared *= characterShare(letter)
  // Places and lengths add ways to agree by chance.
  const chance = Math.min(0.5, Math.max(shared * 2, 1 / 20_000))
  const often = way === 'nameShorter' ? shorterOften : oneCharacterOften
  const surname = one.surname === other.surname ? 0 : otherSurnameBits
  return { code: way, weight: Math.max(-3, Math.min(8, Math.log2(often / chance)) - surname) }
}
