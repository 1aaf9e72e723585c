// What a published month keeps of each person, and the sentence that explains why someone moved since.
import { type ElderGroup, elderGroups } from '../elders/elder.ts'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { addDays, type Day, lastDayOf, type Month } from '../kernel/day.ts'

/** Raise it when a figure comes to mean something else: a published month says which meaning it had. */
export const figureRulesVersion = 1

/** Where a person on record stood for the month's visit rate; the letter is what a published month keeps. */
export const frozenStandings = choice({
  dueUnvisited: '应探访，当月未探访',
  dueVisited: '应探访，当月已探访',
  inInstitution: '整月在机构，不计入',
  inHospital: '整月住院，不计入',
  isLongAway: '长期外出，不计入',
  hasRefused: '书面拒绝探访，不计入',
  newcomer: '当月下旬新建档，不计入',
  outOfScope: '在册，不属于八类',
})
export type FrozenStanding = KeyOf<typeof frozenStandings>

export const standingLetters: Readonly<Record<FrozenStanding, string>> = {
  dueUnvisited: 'd',
  dueVisited: 'v',
  inInstitution: 'i',
  inHospital: 'h',
  isLongAway: 'a',
  hasRefused: 'r',
  newcomer: 'n',
  outOfScope: 'o',
}

export function standingOfLetter(letter: string): FrozenStanding {
  const found = frozenStandings.keys.find(key => standingLetters[key] === letter)
  if (!found) throw new Error(`no standing has the letter ${letter}`)
  return found
}

export function isDue(standing: FrozenStanding | null): boolean {
  return standing === 'dueUnvisited' || standing === 'dueVisited'
}

/** Each group's bit, in the order of the list. */
export function groupBit(group: ElderGroup): number {
  return 1 << elderGroups.keys.indexOf(group)
}

export function groupsOfBits(bits: number): ElderGroup[] {
  return elderGroups.keys.filter(group => (bits & groupBit(group)) !== 0)
}

/** The first day a month's figures may be published: some days are left for late reports. */
export function freezesOn(month: Month, afterDays: number): Day {
  return addDays(lastDayOf(month), afterDays)
}

/** What has been recorded about a person since the month was published. */
export interface SinceFrozen {
  exists: boolean
  registeredOn: Day | null
  createdLater: boolean
  mergedOn: Day | null
  unmergedOn: Day | null
  ending: { kind: string; endedOn: Day; recordedOn: Day } | null
  otherVillage: string | null
  /** Newest first; `on` is the day of the act, of an ended one its last day. */
  memberships: readonly {
    group: ElderGroup
    what: 'recorded' | 'voided' | 'ended'
    reason: string
    on: Day
  }[]
  absences: readonly { word: string; validFrom: Day; on: Day }[]
  visits: readonly { visitedOn: Day; on: Day }[]
  updatedOn: Day | null
}

export interface Moved {
  was: FrozenStanding | null
  is: FrozenStanding | null
  wasGroups: readonly ElderGroup[]
  isGroups: readonly ElderGroup[]
}

/** One sentence an officer can check: what was recorded when, that makes this person count otherwise now. */
export function whyMoved(moved: Moved, since: SinceFrozen): string {
  return whyGone(moved, since) ?? whyCame(moved, since) ?? whyElsewhere(moved, since)
}

function whyGone({ is }: Moved, since: SinceFrozen): string | null {
  if (!since.exists) return '档案已不在台账中（导入被撤销）。'
  if (since.mergedOn !== null) return `这份档案于 ${since.mergedOn} 合并到另一份档案，同一人只计一次。`
  if (is !== null) return null
  if (since.otherVillage !== null) return `现在登记在${since.otherVillage}。`
  if (since.ending !== null) {
    const { kind, endedOn, recordedOn } = since.ending
    return `${kind}补登记：${endedOn} 起不在册，${recordedOn} 才登记。`
  }
  return since.updatedOn === null ? '建档日期有更正。' : `档案于 ${since.updatedOn} 更正。`
}

function whyCame({ was, is }: Moved, since: SinceFrozen): string | null {
  if (was !== null || is === null) return null
  if (since.createdLater) return `补登记：建档日期 ${since.registeredOn ?? ''}，公布以后才录入。`
  if (since.unmergedOn !== null) return `合并于 ${since.unmergedOn} 撤销，恢复为单独的一份档案。`
  if (since.otherVillage !== null) return `公布时登记在${since.otherVillage}。`
  return '离册登记已撤销，或建档日期有更正，恢复在册。'
}

function groupSentence(group: ElderGroup, { memberships }: SinceFrozen): string {
  const word = elderGroups.words[group]
  if (group === 'veryOld') return '出生日期更正，影响“高龄”'
  const act = memberships.find(one => one.group === group)
  switch (act?.what) {
    case 'recorded':
      return `重点类别“${word}”于 ${act.on} 补认定：${act.reason}`
    case 'voided':
      return `重点类别“${word}”于 ${act.on} 作废：${act.reason}`
    case 'ended':
      return `重点类别“${word}”改为 ${act.on} 结束`
    default:
      return `重点类别“${word}”有变化`
  }
}

function whyElsewhere({ was, is, wasGroups, isGroups }: Moved, since: SinceFrozen): string {
  const reasons = elderGroups.keys
    .filter(group => wasGroups.includes(group) !== isGroups.includes(group))
    .map(group => groupSentence(group, since))
  if (was !== is) {
    const absence = since.absences[0]
    const visit = since.visits[0]
    if (absence) reasons.push(`${absence.on} 登记：自 ${absence.validFrom} 起${absence.word}`)
    if (visit) reasons.push(`${visit.visitedOn} 的探访于 ${visit.on} 才上传`)
  }
  if (since.otherVillage !== null) reasons.push(`公布时登记在${since.otherVillage}`)
  if (reasons.length === 0) reasons.push('档案有更正')
  return `${reasons.join('；')}。`
}
