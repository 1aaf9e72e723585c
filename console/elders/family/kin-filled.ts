// What the form of one person holds, and what of it is sent: all of a new one, of a known one only what changed.
import type { Sent } from '../../../domain/api.ts'
import type { Country, Kin, KinChange, Kinship, Whereabouts } from '../../../domain/elders/kin.ts'

export interface KinFilled {
  name?: string
  kinship?: Kinship
  relation?: string
  sex?: Kin['sex']
  phone?: string
  whereabouts?: Whereabouts | undefined
  country?: Country | undefined
  livesIn?: string
  /** A month, as 2019-03: nobody remembers the day. */
  leftOn?: string
  worksAs?: string
  lastContactOn?: string
  hasKey?: boolean
  isSupporter?: boolean
  linkedElderId?: string | undefined
}

export function filledFromKin(kin: Kin, word: string): KinFilled {
  return {
    name: kin.name,
    kinship: kin.kinship,
    relation: kin.relation === word ? '' : kin.relation,
    sex: kin.sex,
    phone: '',
    whereabouts: kin.whereabouts ?? undefined,
    country: kin.country ?? undefined,
    livesIn: kin.livesIn ?? '',
    leftOn: kin.leftOn?.slice(0, 7) ?? '',
    worksAs: kin.worksAs ?? '',
    lastContactOn: kin.lastContactOn ?? '',
    hasKey: kin.hasKey,
    isSupporter: kin.isSupporter,
  }
}

const orNull = (value: string | undefined) => value?.trim() || null

export function kinFrom(filled: KinFilled): Sent<'kin.record'>['kin'] {
  const away = isOutOfTown(filled.whereabouts)
  return {
    name: filled.name?.trim() ?? '',
    kinship: filled.kinship ?? 'otherPerson',
    relation: orNull(filled.relation),
    sex: filled.sex ?? 'unknown',
    phone: orNull(filled.phone),
    whereabouts: filled.whereabouts ?? null,
    // Fields the form has put away must not travel along.
    country: filled.whereabouts === 'abroad' ? (filled.country ?? null) : null,
    livesIn: orNull(filled.livesIn),
    leftOn: away && filled.leftOn ? `${filled.leftOn}-01` : null,
    worksAs: orNull(filled.worksAs),
    lastContactOn: orNull(filled.lastContactOn),
    hasKey: filled.whereabouts !== 'elsewhere' && filled.whereabouts !== 'abroad' && (filled.hasKey ?? false),
    isSupporter: filled.isSupporter ?? false,
    linkedElderId: filled.linkedElderId ?? null,
  }
}

export function isOutOfTown(whereabouts: Whereabouts | undefined): boolean {
  return whereabouts === 'elsewhere' || whereabouts === 'abroad' || whereabouts === 'sameCounty'
}

/** An empty telephone stays as it is: it is masked, and nobody can see it to type it again. */
export function changesOfKin(before: KinFilled, after: KinFilled): KinChange {
  const { linkedElderId: _was, phone: _old, ...was } = kinFrom(before)
  const { linkedElderId: _link, phone, ...wanted } = kinFrom(after)
  const changed = Object.entries(wanted).filter(([field, value]) => value !== was[field as keyof typeof was])
  return { ...Object.fromEntries(changed), ...(phone !== null && { phone }) } as KinChange
}
