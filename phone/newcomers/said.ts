// What a visitor types of somebody new, who on the phone is alike, and the report that goes up.
import { comparePeople } from '../../domain/duplicates/compare.ts'
import type { PairVerdict } from '../../domain/duplicates/pair.ts'
import type { Sex, SpokenLanguage } from '../../domain/elders/elder.ts'
import { type Day, isDay } from '../../domain/kernel/day.ts'
import type { DirectoryPerson, NewcomerInput } from '../../domain/newcomers/newcomer.ts'

/** The villages and people the phone carries to recognise somebody; sealed like the list itself. */
export interface Directory {
  fingerprint: string | null
  villages: { code: string; name: string }[]
  people: DirectoryPerson[]
}

export const emptyDirectory: Directory = { fingerprint: null, villages: [], people: [] }

export interface NewcomerSaid {
  villageCode: string
  name: string
  sex: Sex | null
  /** Eight digits as on a card: 19440506. */
  born: string
  lunar: boolean
  citizenNumber: string
  phone: string
  address: string
  spokenLanguage: SpokenLanguage
  note: string
}

export const nothingSaid: NewcomerSaid = {
  villageCode: '',
  name: '',
  sex: null,
  born: '',
  lunar: false,
  citizenNumber: '',
  phone: '',
  address: '',
  spokenLanguage: 'zh',
  note: '',
}

/** From eight digits, or from the citizen number where no day was typed; null where neither tells one. */
export function bornOf({ born, citizenNumber }: NewcomerSaid): Day | null {
  const digits = born.replace(/\D/g, '') || citizenNumber.replace(/\s/g, '').slice(6, 14)
  const day = `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`
  return isDay(day) ? day : null
}

export interface Alike {
  person: DirectoryPerson
  verdict: PairVerdict
  reasons: string[]
}

const mostShown = 5

/** Best first. Readings of a name need a library the phone does not carry: the sounds of the ledger's names do. */
export function alikeIn(directory: Directory, said: NewcomerSaid): Alike[] {
  if (said.name.trim() === '') return []
  const traits = {
    name: said.name.trim(),
    sex: said.sex,
    bornOn: bornOf(said),
    birthCalendar: said.lunar ? ('lunar' as const) : ('solar' as const),
    citizenNumberTail: tailOf(said.citizenNumber),
    phoneTail: tailOf(said.phone),
    villageCode: said.villageCode || null,
  }
  return directory.people
    .map(person => ({
      person,
      compared: comparePeople(traits, {
        ...{ name: person.name, readings: person.readings, sex: person.sex, bornOn: person.bornOn },
        citizenNumberTail: person.numberTail,
        phoneTail: person.phoneTail,
        villageCode: person.villageCode,
      }),
    }))
    .filter(({ compared, person }) => compared.verdict !== 'unlikely' || person.name === traits.name)
    .sort((one, other) => other.compared.score - one.compared.score)
    .slice(0, mostShown)
    .map(({ person, compared }) => ({
      person,
      verdict: compared.verdict,
      reasons: compared.reasons.filter(reason => reason.weight > 0).map(reason => reason.says),
    }))
}

function tailOf(number: string): string | null {
  const digits = number.replace(/[^\dxX]/g, '').toUpperCase()
  return digits.length >= 4 ? digits.slice(-4) : null
}

/** Null while the least is missing: a village, a name and the sex. */
export function reportOf(
  said: NewcomerSaid,
  parts: { id: string; metAt: string; notThese: readonly string[] },
): NewcomerInput | null {
  const name = said.name.trim()
  if (said.villageCode === '' || name === '' || said.sex === null) return null
  const orNull = (text: string) => text.trim() || null
  return {
    ...{ id: parts.id, regionCode: said.villageCode, name, sex: said.sex, bornOn: bornOf(said) },
    birthCalendar: said.lunar ? 'lunar' : 'solar',
    citizenNumber: orNull(said.citizenNumber),
    phone: orNull(said.phone),
    address: orNull(said.address),
    hamlet: null,
    spokenLanguage: said.spokenLanguage,
    note: orNull(said.note),
    notThese: [...parts.notThese],
    metAt: parts.metAt,
  }
}
