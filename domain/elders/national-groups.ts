// The key groups as each rule book lists them: the nation's six, Jilin's eight, Tianjin's seven; and how eight become six.
import type { Day } from '../kernel/day.ts'
import { type ElderGroup, elderGroups } from './elder.ts'

/** One list of key groups, in the words of its document. */
interface GroupList {
  /** Beginning of the region codes it holds for; '' is the whole country. */
  region: string
  validFrom: Day
  document: string
  /** `null` marks a group of that place that this ledger does not record. */
  groups: readonly { word: string; group: ElderGroup | null; isNational: boolean }[]
}

const national = [
  'livesAlone',
  'emptyNest',
  'leftBehind',
  'careDependent',
  'severeDisability',
  'specialFamily',
] as const
export const nationalGroups: readonly ElderGroup[] = national

const listed = (groups: readonly ElderGroup[]) =>
  groups.map(group => ({
    word: elderGroups.words[group],
    group,
    isNational: nationalGroups.includes(group),
  }))

/** domain.md §1.2: the list is a dictionary with a region override. */
export const groupLists: readonly GroupList[] = [
  { region: '', validFrom: '2022-10-15', document: '民发〔2022〕73号', groups: listed(national) },
  {
    region: '22',
    validFrom: '2023-01-01',
    document: '吉民议字〔2023〕22号',
    groups: listed(elderGroups.keys),
  },
  {
    region: '12',
    validFrom: '2024-01-01',
    document: '天津市 2024 年老年助餐方案',
    groups: [...listed(national), { word: '孤寡', group: null, isNational: false }],
  },
]

/** The list in force at a place on a day: the nearest region's, else the nation's. */
export function groupListFor(regionCode: string, day: Day): GroupList {
  const inForce = groupLists
    .filter(list => regionCode.startsWith(list.region) && list.validFrom <= day)
    .sort(
      (one, other) => other.region.length - one.region.length || (one.validFrom < other.validFrom ? 1 : -1),
    )
  const found = inForce[0] ?? groupLists[0]
  if (!found) throw new Error('the list of the whole country is missing')
  return found
}

/** What a national report says of a person whom Jilin counts in these groups; 特困 and 高龄 are Jilin's own. */
export function nationalGroupsOf(groups: readonly ElderGroup[]): ElderGroup[] {
  return groups.filter(group => nationalGroups.includes(group))
}
