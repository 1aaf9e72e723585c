// Changes of key groups that the records suggest: a pure rule over the facts known of a person. An officer decides.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../../kernel/choice.ts'
import { addDays, ageOn, type Day } from '../../kernel/day.ts'
import { type ElderGroup, elderGroups, type RecordedGroup, sexes } from '../elder.ts'
import type { MembershipProof } from '../memberships.ts'

/** Raise it when a rule below says something else than before: what was decided under it stays told apart. */
export const proposalRulesVersion = 1

export const proposalKinds = choice({
  turnedVeryOld: '到了高龄',
  spouseDied: '配偶去世',
  housemateGone: '同户的人已离开',
  lastChildLeft: '最后一个子女离开',
  noLongerAlone: '户内又有他人',
  careDependentByAssessment: '评估为失能',
  livesAloneByAssessment: '评估时独自居住',
  paperExpired: '证件已到期',
})
export type ProposalKind = KeyOf<typeof proposalKinds>

/** What accepting does. Looking at something changes no membership. */
export const proposedChanges = choice({ begin: '建议认定', end: '建议结束', look: '请您知晓' })
export type ProposedChange = KeyOf<typeof proposedChanges>

export const proposalStates = choice({
  proposed: '等您确认',
  accepted: '已采纳',
  declined: '不采纳',
  lapsed: '情况已变',
})
export type ProposalState = KeyOf<typeof proposalStates>

/** Shape of facts as the job reads them; every part may be unknown. */
export interface ProposalFacts {
  bornOn: Day | null
  veryOldAge: number
  leastLevel: number
  isRural: boolean
  /** Groups in force today, each with its membership. */
  held: readonly { id: string; group: RecordedGroup }[]
  /** Memberships whose paper ran out and that nothing has followed. */
  expired: readonly { id: string; group: RecordedGroup; expiresOn: Day }[]
  /** Others on record in the household today, and kin who live in without being on record, save children. */
  housemates: number
  /** The spouse known among kin, if dead. */
  spouse: { id: string; diedOn: Day } | null
  /** The one who last died or moved out of the household, of late. */
  gone: { id: string; left: 'died' | 'movedOut'; on: Day } | null
  /**
   * Known children: how many, how many live in, how many are beyond the county; since when the last has been
   * gone (null while somebody's place is unknown), and where they are in words.
   */
  children: {
    known: number
    atHome: number
    farAway: number
    allAwaySince: Day | null
    whereabouts: string | null
  }
  /** The newest confirmed assessment. */
  assessment: {
    id: string
    standardVersion: string
    level: number
    livesAlone: boolean
    assessedOn: Day
  } | null
}

export interface Proposal {
  kind: ProposalKind
  change: ProposedChange
  group: ElderGroup
  /** The same facts give the same key, and a key is proposed once. */
  factsKey: string
  evidence: string
  proof: MembershipProof
  validFrom: Day
}

/** Children gone for half a year make an elder left behind (domain.md §1.2). */
const longAwayDays = 183

type Rule = (facts: ProposalFacts, today: Day) => Proposal | null

/** Nobody on record in the home and no kin known to live in. */
const isAlone = ({ housemates, children }: ProposalFacts) => housemates === 0 && children.atHome === 0

const holds = ({ held }: ProposalFacts, group: RecordedGroup) => held.some(one => one.group === group)

/** How long after the birthday it is still worth saying. */
const birthdayNewsDays = 92

const turnedVeryOld: Rule = ({ bornOn, veryOldAge }, today) => {
  if (bornOn === null || ageOn(bornOn, today) !== veryOldAge) return null
  const birthday = birthdayOf(bornOn, veryOldAge)
  if (addDays(birthday, birthdayNewsDays) < today) return null
  return {
    kind: 'turnedVeryOld',
    change: 'look',
    group: 'veryOld',
    factsKey: `turnedVeryOld ${veryOldAge}`,
    evidence: `${bornOn} 出生，${birthday} 满 ${veryOldAge} 岁，已自动计入高龄，请核对高龄津贴。`,
    proof: {},
    validFrom: birthday,
  }
}

/** Someone born on 29 February comes of age on 1 March of a common year, as `ageOn` reckons. */
function birthdayOf(bornOn: Day, age: number): Day {
  const year = String(Number(bornOn.slice(0, 4)) + age)
  const day = `${year}${bornOn.slice(4)}`
  const isLeap = new Date(`${day}T00:00:00Z`).getUTCDate() === Number(bornOn.slice(8))
  return isLeap ? day : `${year}-03-01`
}

const spouseDied: Rule = facts => {
  const { spouse } = facts
  if (spouse === null || !isAlone(facts) || holds(facts, 'livesAlone')) return null
  return {
    kind: 'spouseDied',
    change: 'begin',
    group: 'livesAlone',
    factsKey: `spouseDied ${spouse.id} ${spouse.diedOn}`,
    evidence: `配偶于 ${spouse.diedOn} 去世，户内在册已没有其他人。`,
    proof: { since: spouse.diedOn },
    validFrom: spouse.diedOn,
  }
}

const housemateGone: Rule = facts => {
  const { gone, spouse } = facts
  if (gone === null || spouse !== null || !isAlone(facts) || holds(facts, 'livesAlone')) return null
  const how = gone.left === 'died' ? '去世' : '迁出'
  return {
    kind: 'housemateGone',
    change: 'begin',
    group: 'livesAlone',
    factsKey: `housemateGone ${gone.id} ${gone.on}`,
    evidence: `同户的老年人于 ${gone.on} ${how}，户内在册已没有其他人。请核实是否还有子女等同住。`,
    proof: { since: gone.on },
    validFrom: gone.on,
  }
}

const lastChildLeft: Rule = (facts, today) => {
  const { children, isRural } = facts
  if (children.known === 0 || children.atHome > 0 || children.allAwaySince === null) return null
  const isLong = addDays(children.allAwaySince, longAwayDays) <= today
  const group = isRural && isLong && children.farAway === children.known ? 'leftBehind' : 'emptyNest'
  // 留守 says all that 空巢 would say, and more.
  if (holds(facts, group) || holds(facts, 'leftBehind')) return null
  const where = children.whereabouts ? `，现在：${children.whereabouts}` : ''
  return {
    kind: 'lastChildLeft',
    change: 'begin',
    group,
    factsKey: `lastChildLeft ${group} ${children.allAwaySince}`,
    evidence: `子女 ${children.known} 人都已离开，最后一个于 ${children.allAwaySince} 离开${where}。`,
    proof: {
      since: children.allAwaySince,
      ...(children.whereabouts && { whereabouts: children.whereabouts.slice(0, 200) }),
    },
    validFrom: group === 'leftBehind' ? addDays(children.allAwaySince, longAwayDays) : children.allAwaySince,
  }
}

const noLongerAlone: Rule = ({ held, housemates, children }, today) => {
  const alone = held.find(one => one.group === 'livesAlone')
  const others = Math.max(housemates, children.atHome)
  if (!alone || others === 0) return null
  return {
    kind: 'noLongerAlone',
    change: 'end',
    group: 'livesAlone',
    factsKey: `noLongerAlone ${alone.id}`,
    evidence: `登记为独居，但户内现在还有 ${others} 人同住。`,
    proof: {},
    validFrom: today,
  }
}

const careDependentByAssessment: Rule = facts => {
  const { assessment, leastLevel } = facts
  if (assessment === null || assessment.level < leastLevel || holds(facts, 'careDependent')) return null
  return {
    kind: 'careDependentByAssessment',
    change: 'begin',
    group: 'careDependent',
    factsKey: `careDependent ${assessment.id}`,
    evidence: `${assessment.assessedOn} 评估为能力 ${assessment.level} 级（${assessment.standardVersion}），本地从 ${leastLevel} 级起认定。`,
    proof: {
      assessment: assessment.id,
      standardVersion: assessment.standardVersion,
      level: assessment.level,
      decidedOn: assessment.assessedOn,
    },
    validFrom: assessment.assessedOn,
  }
}

const livesAloneByAssessment: Rule = facts => {
  const { assessment } = facts
  if (assessment === null || !assessment.livesAlone || !isAlone(facts) || holds(facts, 'livesAlone'))
    return null
  return {
    kind: 'livesAloneByAssessment',
    change: 'begin',
    group: 'livesAlone',
    factsKey: `livesAlone ${assessment.id}`,
    evidence: `${assessment.assessedOn} 能力评估时登记的居住状况是独居。`,
    proof: { since: assessment.assessedOn },
    validFrom: assessment.assessedOn,
  }
}

function paperExpired(facts: ProposalFacts): Proposal[] {
  return facts.expired
    .filter(({ group }) => !holds(facts, group))
    .map(({ id, group, expiresOn }) => ({
      kind: 'paperExpired',
      change: 'look',
      group,
      factsKey: `paperExpired ${id}`,
      evidence: `“${elderGroups.words[group]}”的证件已于 ${expiresOn} 到期，第二天起不再计入。换了新证请重新认定。`,
      proof: {},
      validFrom: addDays(expiresOn, 1),
    }))
}

const rules: readonly Rule[] = [
  turnedVeryOld,
  spouseDied,
  housemateGone,
  lastChildLeft,
  noLongerAlone,
  careDependentByAssessment,
  livesAloneByAssessment,
]

/** Of two reasons to begin the same group only the first is proposed. */
export function proposalsFor(facts: ProposalFacts, today: Day): Proposal[] {
  const proposals = rules.flatMap(rule => rule(facts, today) ?? [])
  const begun = new Set<ElderGroup>()
  const distinct = proposals.filter(({ change, group }) => {
    if (change !== 'begin') return true
    if (begun.has(group)) return false
    begun.add(group)
    return true
  })
  return [...distinct, ...paperExpired(facts)]
}

export const ProposalRow = z.object({
  countyCode: z.string(),
  id: z.uuid(),
  kind: proposalKinds.schema,
  change: proposedChanges.schema,
  group: elderGroups.schema,
  evidence: z.string(),
  validFrom: z.string(),
  proposedOn: z.string(),
  state: proposalStates.schema,
  reason: z.nullable(z.string()),
  decidedByName: z.nullable(z.string()),
  decidedAt: z.nullable(z.string()),
  elder: z.object({
    id: z.uuid(),
    name: z.string(),
    sex: sexes.schema,
    age: z.nullable(z.number()),
    villageName: z.string(),
    townshipName: z.string(),
    groups: z.array(elderGroups.schema),
  }),
})
export type ProposalRow = z.output<typeof ProposalRow>
