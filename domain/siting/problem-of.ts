// From an officer's question and the facts of the day to a siting problem in numbers, and back to words.
import { crowMeters } from '../kernel/distance.ts'
import { Refused } from '../kernel/refusal.ts'
import type { SiteAnswer, SiteProblem } from '../planning/problem.ts'
import type { SitingCandidate, SitingFacts, SitingQuestion, SitingReach, SitingRules } from './plan.ts'

/** Groups of candidates; only the border is named in a floor. */
const border = 'border'

/** How far a village may lie by road, and by how much roads are longer than the crow flies. */
export function reachKm(reach: SitingReach, rules: SitingRules): { radius: number; roadFactor: number } {
  switch (reach) {
    case 'walksInSummer':
      return {
        radius: (rules.minutes * rules.summerMeters) / 1000,
        roadFactor: rules.summerRoadPercent / 100,
      }
    case 'walksInWinter':
      return {
        radius: (rules.minutes * rules.winterMeters) / 1000,
        roadFactor: rules.winterRoadPercent / 100,
      }
    case 'mealCarried':
      return { radius: rules.deliveryKm, roadFactor: rules.summerRoadPercent / 100 }
  }
}

/** Candidates the question allows; what is pinned is allowed whatever else is said. */
export function allowedCandidates(question: SitingQuestion, facts: SitingFacts): SitingCandidate[] {
  const must = new Set(question.must)
  const never = new Set(question.never)
  return facts.candidates.filter(
    one =>
      must.has(one.id) ||
      (!never.has(one.id) &&
        question.hosts.includes(one.host) &&
        !(question.leaveOutDormant && one.isDormant)),
  )
}

/**
 * Where the ways of a candidate begin: where an officer has put it, else its village's point, for the village is one
 * point on the map and what stands in it serves it.
 */
export function placesOf(question: SitingQuestion, facts: SitingFacts) {
  const villages = new Map(facts.villages.map(village => [village.code, village]))
  // Plans of before know of no moves.
  const moved = new Map((question.moved ?? []).map(one => [one.id, one]))
  return (one: SitingCandidate): { lon: number; lat: number } =>
    moved.get(one.id) ?? villages.get(one.regionCode) ?? one
}

/** As far as a site may be put from its village. */
const farthestMoveMeters = 10_000

/** Refuses a place on the map that cannot be in the village. */
export function checkMoves({ moved }: SitingQuestion, facts: SitingFacts): void {
  const candidates = new Map(facts.candidates.map(one => [one.id, one]))
  const villages = new Map(facts.villages.map(village => [village.code, village]))
  for (const { id, lon, lat } of moved) {
    const one = candidates.get(id)
    if (!one) throw new Refused('invalid', '有一个改了位置的地方不在所选地区里。请去掉它再算。')
    const meters = crowMeters(villages.get(one.regionCode) ?? one, { lon, lat })
    if (meters > farthestMoveMeters)
      throw new Refused(
        'invalid',
        `“${one.name}”的新位置离它的村有 ${Math.round(meters / 1000)} 公里，请点在村里或村边。`,
      )
  }
}

/** So many people must be near for the diners asked for, if all of them lived next door in the season's half. */
export function peopleFor(diners: number, reach: SitingReach, rules: SitingRules): number {
  const percent = reach === 'walksInWinter' ? rules.dinersPercentWinter : rules.dinersPercentSummer
  return percent === 0 ? 0 : Math.ceil((diners * 100) / percent)
}

/** As many people as a kitchen can cook for on its fullest day, when all of them live next door in summer. */
export function peopleOfKitchen(diners: number, rules: SitingRules): number {
  const percent = Math.max(rules.dinersPercentSummer, rules.dinersPercentWinter, rules.carriedPercent)
  return percent === 0 ? Number.POSITIVE_INFINITY : Math.floor((diners * 100) / percent)
}

/** Refuses with a sentence when there is nothing to decide. */
export function problemOf(question: SitingQuestion, facts: SitingFacts): SiteProblem {
  const candidates = allowedCandidates(question, facts)
  if (candidates.length === 0)
    throw new Refused('rule_broken', '没有可以设点的地方。请多选几种设点的地方，或把停用的养老大院也算进来。')
  const villages = facts.villages.filter(({ weight, served }) => weight > 0 && !served)
  if (villages.length === 0) throw new Refused('rule_broken', '所选地区里没有还够不着的老年人，不用再设点。')
  if (question.budgetFen === null && question.mostSites === null && question.objective !== 'covering')
    throw new Refused('invalid', '请填写预算，或最多设几个点。')
  const { radius, roadFactor } = reachKm(question.reach, facts.rules)
  const placeOf = placesOf(question, facts)
  const must = new Set(question.must)
  return {
    objective: question.objective,
    demands: villages.map(({ code, weight, lon, lat }) => ({ id: code, weight, x: lon, y: lat })),
    candidates: candidates.map(one => {
      const at = placeOf(one)
      return {
        ...{ id: one.id, x: at.lon, y: at.lat, cost: one.costFen / 100 },
        ...(one.isBorder && { group: border }),
        ...(must.has(one.id) && { must: true }),
        ...capacityOf(one, question, facts.rules),
      }
    }),
    distances: { metric: 'haversine', roadFactor },
    ...(question.objective === 'covering' && { radius }),
    ...(question.budgetFen !== null && { budget: question.budgetFen / 100 }),
    ...(question.mostSites !== null && { sites: Math.min(question.mostSites, candidates.length) }),
    ...(question.borderPercent > 0 && { floors: [{ group: border, share: question.borderPercent / 100 }] }),
    ...(question.minimumDiners > 0 && {
      minimumDemand: peopleFor(question.minimumDiners, question.reach, facts.rules),
    }),
    timeLimitSeconds: question.seconds,
    seed: question.seed,
  }
}

function capacityOf({ kitchen }: SitingCandidate, { limitKitchens }: SitingQuestion, rules: SitingRules) {
  if (!limitKitchens || kitchen === undefined) return {}
  const capacity = peopleOfKitchen(kitchen, rules)
  return Number.isFinite(capacity) ? { capacity } : {}
}

const bindingWords: Readonly<Record<string, string>> = {
  sites: '个数已经用满，再多一个点还能多照顾一些人',
  budget: '剩下的钱不够再设一个有用的点',
  'floor:border': '边境的份额正好压在底线上：放宽它，别处可以多照顾一些人',
  minimumDemand: '每个点的最少人数挡住了一些小村',
  capacity: '有的点已按厨房能力封顶，厨房再大些能多照顾一些人',
  must: '有固定要设的点占了钱',
  never: '排除的点里有更合适的',
}

/** How good it is and what stands in the way, in words. */
export function standingWords(answer: SiteAnswer, question: SitingQuestion): string[] {
  const gap = answer.gap === null ? null : answer.gap * 100
  const quality = answer.proven
    ? '已证明这就是最好的方案，没有别的选法比它更好。'
    : gap === null
      ? '时间内没有证明离最好的方案差多少，可以给更长的时间再算一次。'
      : `离理论上最好的方案最多差 ${gap.toFixed(2)}%。`
  const binds = answer.binding.flatMap(name => {
    const words = bindingWords[name]
    return words === undefined ? [] : [`${words}。`]
  })
  return [quality, ...binds, `同样的问题用同一个种子（${question.seed}）再算，结果一样，除非时间不够。`]
}
