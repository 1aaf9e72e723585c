// What is late, what lies idle, what costs far more or less than its like: pure, over the facts of many projects.
import { type Day, daysBetween } from '../kernel/day.ts'
import {
  type FundKind,
  type FundProjectState,
  fundKinds,
  type MilestoneKind,
  milestoneKinds,
  placeKinds,
} from './fund.ts'
import type { FundStanding, KindCost } from './overview.ts'
import { sumWords } from './words.ts'

export interface ProjectFacts {
  countyCode: string
  id: string
  kind: FundKind
  state: FundProjectState
  assignedFen: number
  plannedFen: number
  paidFen: number
  approvedOn: Day | null
  hasSite: boolean
  milestones: readonly { kind: MilestoneKind; dueOn: Day; doneOn: Day | null }[]
}

export interface StandingRules {
  lateDays: number
  idleDays: number
  outlierPercent: number
  outlierAtLeast: number
}

export interface ProjectStanding {
  lateDays: number
  lateSays: string | null
  unspentSays: string | null
  outlierSays: string | null
  isUnlinked: boolean
}

const over: readonly FundProjectState[] = ['accountsClosed', 'planDropped']
const notBegun: readonly FundProjectState[] = ['planDrafted', ...over]

/** Behind the first step that is due and not done; a few days are forgiven. */
export function lateOf(facts: Pick<ProjectFacts, 'state' | 'milestones'>, today: Day, lateDays: number) {
  if (notBegun.includes(facts.state)) return { lateDays: 0, lateSays: null }
  const rank = ({ kind }: { kind: MilestoneKind }) => milestoneKinds.keys.indexOf(kind)
  // Whoever is done with the works need not have said when they were half done.
  const reached = Math.max(-1, ...facts.milestones.filter(({ doneOn }) => doneOn !== null).map(rank))
  const open = facts.milestones
    .filter(milestone => milestone.doneOn === null && rank(milestone) > reached)
    .toSorted((one, other) => one.dueOn.localeCompare(other.dueOn))[0]
  const days = open ? daysBetween(open.dueOn, today) : 0
  return open && days > lateDays
    ? { lateDays: days, lateSays: `“${milestoneKinds.words[open.kind]}”比计划晚 ${days} 天` }
    : { lateDays: 0, lateSays: null }
}

export function unspentOf(
  {
    state,
    approvedOn,
    assignedFen,
    paidFen,
  }: Pick<ProjectFacts, 'state' | 'approvedOn' | 'assignedFen' | 'paidFen'>,
  today: Day,
  idleDays: number,
): string | null {
  if (notBegun.includes(state) || approvedOn === null || assignedFen === 0) return null
  const days = daysBetween(approvedOn, today)
  if (days <= idleDays || paidFen * 2 >= assignedFen) return null
  return `资金到项目 ${days} 天，只付了 ${Math.floor((paidFen * 100) / assignedFen)}%，还有 ${sumWords(assignedFen - paidFen)}没用`
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? 0) + upper) / 2)
}

/** What each kind of place costs; what was not agreed to is no cost. */
export function costsOf(projects: readonly ProjectFacts[]): KindCost[] {
  return placeKinds.flatMap(kind => {
    const fens = projects
      .filter(one => one.kind === kind && one.state !== 'planDropped')
      .map(one => one.plannedFen)
    return fens.length === 0
      ? []
      : [
          {
            ...{ kind, projects: fens.length, medianFen: medianOf(fens) },
            ...{ lowestFen: Math.min(...fens), highestFen: Math.max(...fens) },
          },
        ]
  })
}

function outlierOf(
  { kind, plannedFen, state }: ProjectFacts,
  costs: ReadonlyMap<FundKind, KindCost>,
  { outlierPercent, outlierAtLeast }: StandingRules,
): string | null {
  const like = costs.get(kind)
  if (!like || like.projects < outlierAtLeast || like.medianFen === 0 || state === 'planDropped') return null
  const percent = Math.round((plannedFen * 100) / like.medianFen) - 100
  if (Math.abs(percent) <= outlierPercent) return null
  const median = `${like.projects} 个“${fundKinds.words[kind]}”的中位数 ${sumWords(like.medianFen)}`
  return percent > 0 ? `比${median}高 ${percent}%` : `比${median}低 ${-percent}%`
}

/** By project id, for all projects of an area together: the median is theirs. */
export function standingsOf(
  projects: readonly ProjectFacts[],
  today: Day,
  rules: StandingRules,
): Map<string, ProjectStanding> {
  const costs = new Map(costsOf(projects).map(cost => [cost.kind, cost]))
  return new Map(
    projects.map(facts => [
      facts.id,
      {
        ...lateOf(facts, today, rules.lateDays),
        unspentSays: unspentOf(facts, today, rules.idleDays),
        outlierSays: outlierOf(facts, costs, rules),
        isUnlinked: facts.state === 'worksAccepted' && !facts.hasSite && placeKinds.includes(facts.kind),
      },
    ]),
  )
}

export function summaryOf(
  projects: readonly ProjectFacts[],
  standings: ReadonlyMap<string, ProjectStanding>,
): FundStanding {
  const states: FundStanding['states'] = {}
  const sum: FundStanding = {
    projects: projects.length,
    states,
    late: 0,
    unspent: 0,
    outliers: 0,
    unlinked: 0,
  }
  for (const { id, state } of projects) {
    states[state] = (states[state] ?? 0) + 1
    const standing = standings.get(id)
    if (!standing) continue
    if (standing.lateSays !== null) sum.late++
    if (standing.unspentSays !== null) sum.unspent++
    if (standing.outlierSays !== null) sum.outliers++
    if (standing.isUnlinked) sum.unlinked++
  }
  return sum
}
