// What a visitor finds: answer letters and needs that follow from the elder, the season and chance.
import { type VisitField, type VisitNeed, visitFields } from '../../domain/visits/answers.ts'
import type { VisitMethod } from '../../domain/visits/visit.ts'
import type { Chance } from './chance.ts'
import type { GroupsOf } from './groups.ts'
import type { Person } from './people.ts'
import { seasons } from './seasons.ts'

/** Fields that stay a worry from visit to visit, and services wanted. */
export interface Lasting {
  fields: number[]
  needs: VisitNeed[]
}

const place = Object.fromEntries(visitFields.keys.map((field, at) => [field, at])) as Record<
  VisitField,
  number
>
const nothingAsked = 'n'.repeat(visitFields.keys.length)
const everythingFine = 'o'.repeat(visitFields.keys.length)
/** What cannot be seen down a telephone line: face, gait, things to trip over. */
const unseenByPhone = [place.H1, place.H2, place.S4]

export function drawLasting(
  { age }: Person,
  held: GroupsOf[number],
  homeBathingShare: number,
  chance: Chance,
): Lasting {
  const isAlone = held.has('livesAlone')
  const isDependent = held.has('careDependent')
  const odds: [VisitField, number][] = [
    ['H2', isDependent ? 0.4 : 0.02],
    ['H3', age >= 75 ? 0.05 : 0.01],
    ['H4', 0.04],
    ['H6', 0.02],
    // Dementia: 4 % to 79, 15 % after; three in ten show in a short call.
    ['M2', (age >= 80 ? 0.15 : 0.04) * 0.3],
    ['M3', isAlone ? 0.06 : 0.02],
    ['E4', 0.02],
    ['E6', held.has('tekun') ? 0.03 : 0.004],
    ['S3', 0.01],
    ['S4', 0.025],
    ['C1', held.has('leftBehind') ? 0.05 : 0.01],
  ]
  const fields = odds.filter(([, probability]) => chance.happens(probability)).map(([field]) => place[field])
  const wants: [VisitNeed, number][] = [
    ['meal', isAlone || age >= 80 ? 0.15 : 0.05],
    ['bath', (1 - homeBathingShare) * 0.2],
    ['clean', 0.04],
    ['doctor', 0.07],
    ['transport', 0.05],
    ['shopping', 0.03],
    ['repair', 0.03],
    ['aidDevice', isDependent ? 0.25 : 0.02],
  ]
  return {
    fields,
    needs: wants.filter(([, probability]) => chance.happens(probability)).map(([need]) => need),
  }
}

export const unasked = nothingAsked

/** `month` is 1 to 12. */
export function drawAnswers(
  lasting: Lasting,
  method: VisitMethod,
  month: number,
  needsHelp: boolean,
  chance: Chance,
): string {
  if (method === 'remote') return `nnnno${nothingAsked.slice(5)}`
  const isPhone = method === 'phone'
  const hasTrouble = chance.happens(0.03)
  const isHurried = chance.happens(0.04)
  if (!needsHelp && !isPhone && !hasTrouble && !isHurried && lasting.fields.length === 0)
    return everythingFine
  const letters = everythingFine.split('')
  for (const field of lasting.fields) if (chance.happens(0.8)) letters[field] = 'a'
  if (hasTrouble) letters[troubleOf(month, chance)] = 'a'
  if (isHurried) letters[chance.pick([place.E2, place.E3, place.E5, place.E6, place.M3])] = 'n'
  if (isPhone) for (const field of unseenByPhone) letters[field] = 'n'
  if (needsHelp) letters[troubleOf(month, chance)] = 'd'
  return letters.join('')
}

/** Heart crises, falls and coal gas come with their seasons; the rest does not ask for the month. */
function troubleOf(month: number, chance: Chance): number {
  const at = month - 1
  const weights: [VisitField, number][] = [
    ['H5', 3 * seasons.deaths[at]!],
    ['S4', 2 * seasons.falls[at]!],
    ['S2', 1.5 * seasons.coalGas[at]!],
    ['S3', seasons.coalGas[at]!],
    ['M4', 0.3],
    ['E1', 0.6],
    ['E2', 0.5],
    ['E4', 0.9],
    ['S1', 0.5],
    ['S5', 0.7],
    ['C2', 0.3],
    ['N2', 0.6],
  ]
  let target = chance.share() * weights.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [field, weight] of weights) {
    target -= weight
    if (target < 0) return place[field]
  }
  return place.N2
}
