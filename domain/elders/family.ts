// What follows from who lives where: alone, an empty nest, left behind; each with the sentence that proves it.
import type { Day } from '../kernel/day.ts'
import { addMonths, lastDayOf, monthOf } from '../kernel/day.ts'
import { type Country, countries, isChild, type Kinship, type Whereabouts, whereabouts } from './kin.ts'

export interface KinFact {
  name: string
  relation: string
  kinship: Kinship
  whereabouts: Whereabouts | null
  country: Country | null
  livesIn: string | null
  leftOn: Day | null
  endedOn: Day | null
}

export interface FamilyFacts {
  /** 留守 is said of the countryside only (domain.md §1.2). */
  isRural: boolean
  kin: readonly KinFact[]
  /** Other elders of the ledger in the same house; how they are related is known from kin, by name. */
  eldersAtHome: readonly { name: string; isSpouse: boolean; isChild: boolean }[]
}

export interface FamilyFinding {
  group: 'livesAlone' | 'emptyNest' | 'leftBehind'
  /** Since when it is so; null where nobody knows. */
  since: Day | null
  evidence: string
}

export interface FamilyReading {
  findings: FamilyFinding[]
  /** Children of whom nobody has written down where they live or since when: why nothing can be said yet. */
  unclear: string[]
}

const standing = (kin: readonly KinFact[], day: Day) =>
  kin.filter(one => one.endedOn === null || one.endedOn > day)

/** 2019-03-01 → 2019年3月 */
export function monthWords(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月`
}

export function placeWords(kin: Pick<KinFact, 'whereabouts' | 'country' | 'livesIn'>): string {
  const country = kin.country === null || kin.country === 'otherCountry' ? '' : countries.words[kin.country]
  const place = kin.livesIn ?? ''
  if (country && place.startsWith(country)) return place
  if (country || place) return `${country}${place}`
  return kin.whereabouts === null ? '' : whereabouts.words[kin.whereabouts]
}

/** The same day so many months earlier, or the month's last where it has no such day. */
export function monthsBefore(day: Day, months: number): Day {
  const month = addMonths(monthOf(day), -months)
  const same = `${month}-${day.slice(8)}`
  const last = lastDayOf(month)
  return same > last ? last : same
}

const isAway = ({ whereabouts: where }: KinFact) => where === 'elsewhere' || where === 'abroad'

/**
 * 留守: every child lives outside the county, and the last of them has been gone for the months of the setting
 * (domain.md §1.2, six by general knowledge). A child whose place or time nobody knows decides nothing.
 */
export function childrenAway(
  kin: readonly KinFact[],
  day: Day,
  months: number,
): { finding: FamilyFinding | null; unclear: string[] } {
  const children = standing(kin, day).filter(isChild)
  const unclear = children.filter(one => one.whereabouts === null || (isAway(one) && one.leftOn === null))
  if (children.length === 0 || children.some(one => one.whereabouts !== null && !isAway(one)))
    return { finding: null, unclear: [] }
  if (unclear.length > 0) return { finding: null, unclear: unclear.map(one => one.name) }
  const since = children.map(one => one.leftOn as Day).reduce((one, other) => (one > other ? one : other))
  if (since > monthsBefore(day, months)) return { finding: null, unclear: [] }
  const each = children.map(
    one => `${one.relation}${one.name}${monthWords(one.leftOn as Day)}起在${placeWords(one)}`,
  )
  const all = children.length === 1 ? '唯一的子女在外' : `${children.length}名子女都在外`
  return {
    finding: { group: 'leftBehind', since, evidence: `${all}满${months}个月：${each.join('，')}。` },
    unclear: [],
  }
}

/** 独居: nobody else lives in the house. 空巢: alone or only with the spouse, no child in the house. */
export function whoIsHome({ kin, eldersAtHome }: Omit<FamilyFacts, 'isRural'>, day: Day): FamilyFinding[] {
  const here = standing(kin, day).filter(one => one.whereabouts === 'sameHousehold')
  const names = new Set(eldersAtHome.map(elder => elder.name))
  // A spouse in the ledger is written down twice: as an elder of the house and as kin.
  const others = here.filter(one => !names.has(one.name))
  if (eldersAtHome.length === 0 && others.length === 0)
    return [
      { group: 'livesAlone', since: null, evidence: '家里只登记了本人，没有其他人同住。' },
      { group: 'emptyNest', since: null, evidence: '家里只登记了本人，没有子女同住。' },
    ]
  const spouses = [
    ...eldersAtHome.filter(elder => elder.isSpouse),
    ...others.filter(one => one.kinship === 'spouse'),
  ]
  if (spouses.length === 1 && eldersAtHome.length + others.length === 1)
    return [
      { group: 'emptyNest', since: null, evidence: `家里只有本人和配偶${spouses[0]?.name}，没有子女同住。` },
    ]
  return []
}

export function readFamily(facts: FamilyFacts, day: Day, settings: { awayMonths: number }): FamilyReading {
  const away = facts.isRural
    ? childrenAway(facts.kin, day, settings.awayMonths)
    : { finding: null, unclear: [] }
  return {
    findings: [...whoIsHome(facts, day), ...(away.finding ? [away.finding] : [])],
    unclear: away.unclear,
  }
}
