// What two citizen numbers say: one number, one slip apart, or two people's.
import type { FixedCode } from './model.ts'
import type { Ready, ReadyNumber } from './ready.ts'

export function numberCode(one: Ready, other: Ready): FixedCode | null {
  if (one.number !== null && other.number !== null) return wholeNumbers(one.number, other.number)
  if (one.numberTail === null || other.numberTail === null) return someoneHasNone(one, other)
  return one.numberTail === other.numberTail ? 'numberTail' : 'numberTailDiffers'
}

/** A number is claimed once in a province: whoever is entered again is mostly entered without. */
function someoneHasNone(one: Ready, other: Ready): FixedCode | null {
  const isOneSided =
    (one.hasNoNumber && other.numberTail !== null) || (other.hasNoNumber && one.numberTail !== null)
  return isOneSided ? 'numberNone' : null
}

function wholeNumbers(one: ReadyNumber, other: ReadyNumber): FixedCode {
  if (one.text === other.text) return one.isConverted !== other.isConverted ? 'numberSameOld' : 'numberSame'
  const [first, second] = differingPlaces(one.text, other.text)
  if (second === undefined) return first === 17 ? 'numberCheckOnly' : 'numberOneDigit'
  if (second === null) return farApart(one, other)
  if (isSwap(one.text, other.text, first, second)) return 'numberSwapped'
  // Two people of one birthday and place have numbers that differ in the sequence and its check digit alone.
  if (second === 17 && first < 14) return 'numberOneDigitBothSound'
  return farApart(one, other)
}

/** People of one birthday and place differ behind the fourteenth digit; so does a number copied carelessly. */
function farApart(one: ReadyNumber, other: ReadyNumber): FixedCode {
  if (one.text.startsWith(other.text.slice(0, 14))) return 'numberDiffersTail'
  return one.isSound && other.isSound ? 'numberDiffers' : 'numberDiffersUnsound'
}

/** The first two places that differ; `second` is null when there are more than two, undefined when one alone. */
function differingPlaces(one: string, other: string): [number, number | null | undefined] {
  let first = -1
  let second: number | undefined
  for (let at = 0; at < 18; at++) {
    if (one[at] === other[at]) continue
    if (first === -1) first = at
    else if (second === undefined) second = at
    else return [first, null]
  }
  return [first, second]
}

function isSwap(one: string, other: string, first: number, second: number): boolean {
  return second === first + 1 && one[first] === other[second] && one[second] === other[first]
}
