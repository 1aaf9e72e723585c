// What a visitor says about one of the family becomes an act: a new person, or only what is new of a known one.

import type { Sent } from '../../domain/api.ts'
import type { Country, Kinship, Whereabouts } from '../../domain/elders/kin.ts'
import { readTelephone } from '../../domain/elders/telephone.ts'
import { addDays, type Day } from '../../domain/kernel/day.ts'
import type { CarriedKin } from '../../domain/sync/bundle.ts'

export interface KinSaid {
  /** Null: a person nobody has entered yet. */
  known: CarriedKin | null
  name: string
  kinship: Kinship | null
  phone: string
  whereabouts: Whereabouts | null
  country: Country | null
  hasKey: boolean
  /** Days ago of the last contact, as far as the elder remembers. */
  contactDaysAgo: number | null
}

export const nothingSaid: KinSaid = {
  known: null,
  name: '',
  kinship: null,
  phone: '',
  whereabouts: null,
  country: null,
  hasKey: false,
  contactDaysAgo: null,
}

export function saidOf(known: CarriedKin): KinSaid {
  return {
    ...nothingSaid,
    known,
    name: known.name,
    kinship: known.kinship,
    whereabouts: known.whereabouts ?? null,
    country: known.country ?? null,
    hasKey: known.hasKey ?? false,
  }
}

type KinAct =
  | { operation: 'kin.record'; input: Sent<'kin.record'> }
  | { operation: 'kin.change'; input: Sent<'kin.change'> }

/** Null when there is nothing to send. Refuses a number that cannot be one while it can still be asked again. */
export function kinAct(
  said: KinSaid,
  { countyCode, elderId, id, today }: { countyCode: string; elderId: string; id: string; today: Day },
): KinAct | null {
  const country = said.whereabouts === 'abroad' ? said.country : null
  const phone = said.phone.trim() === '' ? null : readTelephone(said.phone, country)
  const isFar = said.whereabouts === 'elsewhere' || said.whereabouts === 'abroad'
  const hasKey = said.hasKey && !isFar
  const lastContactOn = said.contactDaysAgo === null ? null : addDays(today, -said.contactDaysAgo)
  if (said.known === null) {
    if (said.name.trim() === '' || said.kinship === null) return null
    const { kinship, whereabouts } = said
    const kin = { name: said.name.trim(), kinship, whereabouts, country, phone, hasKey, lastContactOn }
    return { operation: 'kin.record', input: { countyCode, id, elderId, kin } }
  }
  const kin = changesOf(said, { country, phone, hasKey, lastContactOn, isFar })
  if (Object.keys(kin).length === 0) return null
  return {
    operation: 'kin.change',
    input: { countyCode, id: said.known.id, version: said.known.version, kin },
  }
}

interface Read {
  country: Country | null
  phone: string | null
  hasKey: boolean
  lastContactOn: Day | null
  isFar: boolean
}

function changesOf(
  said: KinSaid,
  { country, phone, hasKey, lastContactOn, isFar }: Read,
): Sent<'kin.change'>['kin'] {
  const known = said.known as CarriedKin
  const moved = said.whereabouts !== (known.whereabouts ?? null)
  return {
    ...(phone !== null && phone !== known.phone && { phone }),
    ...(moved && { whereabouts: said.whereabouts }),
    ...(country !== (known.country ?? null) && { country }),
    // Where somebody came home, what was known of the place abroad is no longer true.
    ...(moved && !isFar && known.leftOn && { leftOn: null, livesIn: null }),
    ...(hasKey !== (known.hasKey ?? false) && { hasKey }),
    ...(lastContactOn !== null && { lastContactOn }),
  }
}
