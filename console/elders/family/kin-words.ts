// How one person of the family is put into words: the place, since when, and what else matters to a caller.
import { monthWords, placeWords } from '../../../domain/elders/family.ts'
import type { Kin } from '../../../domain/elders/kin.ts'
import type { Say } from '../../language.tsx'

type Placed = Pick<Kin, 'whereabouts' | 'country' | 'livesIn' | 'leftOn' | 'worksAs'>

/** 韩国首尔 · 2019年3月起 · 做餐馆 */
export function whereWords(say: Say, kin: Placed): string {
  const place = placeWords(kin) || say('family.whereUnknown')
  return [
    place,
    kin.leftOn && say('family.awaySince', { month: monthWords(kin.leftOn) }),
    kin.worksAs && say('family.works', { work: kin.worksAs }),
  ]
    .filter(Boolean)
    .join(' · ')
}

/** Whom to call about somebody who does not answer: the first who is not at home with them. */
export function firstToCall(kin: readonly Kin[]): Kin | undefined {
  return kin.find(one => one.whereabouts !== 'sameHousehold') ?? kin[0]
}

export const isAway = ({ whereabouts }: Pick<Kin, 'whereabouts'>) =>
  whereabouts === 'elsewhere' || whereabouts === 'abroad' || whereabouts === 'sameCounty'

const closeBy: readonly Kin['kinship'][] = ['neighbour', 'villageCadre', 'otherPerson']

/** Those who stand by without being family. */
export const isCloseBy = ({ kinship }: Pick<Kin, 'kinship'>) => closeBy.includes(kinship)
