// Version 2: parts of a life, each with points, a limit and its sentence; the sum is held against thresholds.
import { ageOn, type Day, daysBetween } from '../kernel/day.ts'
import type { AnswerLevel, Answers, VisitField } from '../visits/answers.ts'
import { visitFields } from '../visits/answers.ts'
import { type Contribution, causeOfAnswer, partOf, type RiskCause, type RiskPart } from './causes.ts'
import { graver, type RiskLevel } from './level.ts'
import type { RiskFacts, RiskRule, RiskSettings } from './rules.ts'

/** No part alone makes an elder red, except danger that was seen: see `levelOf`. */
const limits: Readonly<Record<RiskPart, number>> = {
  ...{ frailty: 7, alone: 8, illness: 8, mental: 6, housing: 5, heating: 5, economy: 5, scam: 3, season: 2 },
}

/** Attention and danger of each answer; danger never adds less than attention. */
const answerPoints: Readonly<Record<VisitField, readonly [attention: number, danger: number]>> = {
  ...{ H1: [1, 2], H2: [1, 3], H3: [1, 3], H4: [1, 3], H5: [2, 5], H6: [1, 3] },
  ...{ M1: [1, 2], M2: [1, 3], M3: [1, 3], M4: [3, 6] },
  ...{ E1: [1, 3], E2: [1, 3], E3: [1, 3], E4: [1, 2], E5: [1, 1], E6: [1, 2] },
  ...{ S1: [1, 3], S2: [2, 4], S3: [1, 4], S4: [1, 2], S5: [1, 3] },
  ...{ C1: [1, 3], C2: [3, 6], N2: [1, 2] },
}

/** Fuel and heating matter while it is cold; a stove can kill all year round (carbon monoxide). */
const heatingFields: readonly VisitField[] = ['E2', 'S3']

const abilityCauses = {
  ...{ mild: ['abilityMild', 1], moderate: ['abilityModerate', 3], severe: ['abilitySevere', 4] },
  total: ['abilityTotal', 5],
} as const satisfies Record<string, Contribution>

const manyHazards = 4
const extremelyOldYears = 10

export function isCold(day: Day, { coldFromMonth, coldToMonth }: RiskSettings): boolean {
  const month = Number(day.slice(5, 7))
  return coldFromMonth <= coldToMonth
    ? month >= coldFromMonth && month <= coldToMonth
    : month >= coldFromMonth || month <= coldToMonth
}

const order: readonly AnswerLevel[] = ['notAsked', 'ok', 'attention', 'danger']

/** A door that stayed shut does not make what was seen before it better. */
function worseOfVisits({ lastVisit, lastMet }: RiskFacts, field: VisitField): AnswerLevel {
  const said = [lastVisit?.answers, lastMet?.answers].map(
    (answers: Answers | undefined) => answers?.[field] ?? 'notAsked',
  )
  return said.reduce((one, other) => (order.indexOf(one) >= order.indexOf(other) ? one : other))
}

function fromAnswers(facts: RiskFacts, cold: boolean): Contribution[] {
  return visitFields.keys.flatMap(field => {
    const level = worseOfVisits(facts, field)
    if (level !== 'attention' && level !== 'danger') return []
    if (heatingFields.includes(field) && !cold) return []
    return [[causeOfAnswer(field, level), answerPoints[field][level === 'danger' ? 1 : 0]] as const]
  })
}

function fromBody(facts: RiskFacts, day: Day, { veryOldAge }: RiskSettings): Contribution[] {
  const age = facts.bornOn === null ? 0 : ageOn(facts.bornOn, day)
  const found: Contribution[] = []
  if (age >= veryOldAge + extremelyOldYears) found.push(['extremelyOld', 3])
  else if (age >= veryOldAge) found.push(['veryOld', 2])
  if (facts.ability !== null && facts.ability !== 'intact') found.push(abilityCauses[facts.ability])
  else if (facts.ability === null && facts.groups.includes('careDependent')) found.push(['unassessed', 3])
  if (facts.groups.includes('severeDisability')) found.push(['severeDisability', 2])
  return found
}

function fromSolitude(facts: RiskFacts, day: Day, { silentDays }: RiskSettings): Contribution[] {
  const has = (group: RiskFacts['groups'][number]) => facts.groups.includes(group)
  const found: Contribution[] = []
  if (has('livesAlone')) found.push(['aloneAtHome', 3])
  else if (has('emptyNest')) found.push(['childrenAway', 1])
  const isFar = facts.kinNearest === 'elsewhere' || facts.kinNearest === 'abroad'
  if (has('leftBehind')) found.push(['childrenFar', 2])
  else if (isFar) found.push(['kinFar', 1])
  if (has('specialFamily')) found.push(['specialFamily', 2])
  const { kinLastContactOn } = facts
  if (kinLastContactOn !== null && daysBetween(kinLastContactOn, day) > silentDays)
    found.push(['kinSilent', 2])
  if (facts.lastVisit?.result === 'notReached') found.push(['doorShut', 1])
  return found
}

function fromEvents(facts: RiskFacts, day: Day, { recentDays }: RiskSettings): Contribution[] {
  const isRecent = (on: Day | null) => on !== null && on <= day && daysBetween(on, day) <= recentDays
  const found: Contribution[] = []
  if (isRecent(facts.leftHospitalOn)) found.push(['leftHospital', 3])
  if (isRecent(facts.lostHousemateOn)) found.push(['lostHousemate', 3])
  if (facts.hazards > 0) found.push(facts.hazards >= manyHazards ? ['hazardsMany', 2] : ['hazardSeen', 1])
  return found
}

function fromMoney({ groups, income }: RiskFacts): Contribution[] {
  if (groups.includes('tekun')) return [['tekun', 2]]
  if (income === 'dibao') return [['dibao', 1]]
  return income === 'marginal' ? [['marginal', 1]] : []
}

function fromSeason(facts: RiskFacts, found: readonly Contribution[], cold: boolean): Contribution[] {
  if (!cold) return []
  const isFrail = found.some(([cause]) => cause !== 'severeDisability')
  return [
    ...(facts.groups.includes('livesAlone') ? [['coldAlone', 1] as const] : []),
    ...(isFrail ? [['coldFrail', 1] as const] : []),
  ]
}

/** Points of each part, no more than its limit. */
export function pointsByPart(
  causes: readonly Contribution[],
  most = limits as Partial<Record<RiskPart, number>>,
) {
  const sums = new Map<RiskPart, number>()
  for (const [cause, points] of causes) {
    const part = partOf(cause)
    sums.set(part, (sums.get(part) ?? 0) + points)
  }
  return new Map([...sums].map(([part, sum]) => [part, Math.min(sum, most[part] ?? sum)]))
}

/** Danger seen stays red until somebody has looked again; a key group is never below yellow (one visit a month). */
function levelOf(
  points: number,
  facts: RiskFacts,
  causes: readonly Contribution[],
  settings: RiskSettings,
): RiskLevel {
  if (causes.some(([cause]) => cause === 'dangerSeen')) return 'red'
  const { redFrom, orangeFrom, yellowFrom } = settings
  const bySum: RiskLevel =
    points >= redFrom ? 'red' : points >= orangeFrom ? 'orange' : points >= yellowFrom ? 'yellow' : 'green'
  return facts.groups.length > 0 ? graver(bySum, 'yellow') : bySum
}

/** A cause without points of its own: what was seen has already been counted under its answer. */
function fromDanger(facts: RiskFacts): Contribution[] {
  return visitFields.keys.some(field => worseOfVisits(facts, field) === 'danger')
    ? [['dangerSeen' satisfies RiskCause, 0]]
    : []
}

export const explainedRisk: RiskRule = {
  version: 2,
  name: '逐项计分',
  hasPoints: true,
  limits,
  judge(facts, day, settings) {
    const cold = isCold(day, settings)
    const body = fromBody(facts, day, settings)
    const causes = [
      ...fromDanger(facts),
      ...body,
      ...fromSolitude(facts, day, settings),
      ...fromEvents(facts, day, settings),
      ...fromMoney(facts),
      ...fromSeason(facts, body, cold),
      ...fromAnswers(facts, cold),
    ]
    const points = [...pointsByPart(causes).values()].reduce((sum, one) => sum + one, 0)
    return { version: 2, level: levelOf(points, facts, causes, settings), points, causes }
  },
}
