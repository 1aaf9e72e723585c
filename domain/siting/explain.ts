// What a plan gives: each chosen site with whom it serves and how far they walk, the sums, and two plans side by side.
import { crowMeters } from '../kernel/distance.ts'
import { yuanWords } from '../kernel/money.ts'
import type { ViabilityRules } from '../meal-accounts/viability.ts'
import type { SiteAnswer } from '../planning/problem.ts'
import { dinersOf, type RunningCosts, seasonsOf } from './diners.ts'
import {
  type SitingCandidate,
  type SitingFacts,
  type SitingMapVillage,
  type SitingPick,
  type SitingQuestion,
  type SitingSummary,
  type SitingVillage,
  sitingHosts,
} from './plan.ts'
import { allowedCandidates, peopleOfKitchen, placesOf, reachKm, standingWords } from './problem-of.ts'

export interface SolvedPlan {
  question: SitingQuestion
  facts: SitingFacts
  answer: SiteAnswer
}

/** A village and the chosen site that serves it. */
interface Service {
  village: SitingVillage
  /** Of the village: all, or the part that one site has room for. */
  people: number
  site: string
  meters: number
  /** Within the reach that was asked for: a plan of distances also serves whoever lives far. */
  isNear: boolean
}

function servicesOf({ question, facts, answer }: SolvedPlan): Service[] {
  const { radius } = reachKm(question.reach, facts.rules)
  const villages = new Map(facts.villages.map(village => [village.code, village]))
  return answer.assignments.flatMap(({ demand, site, distance, share = 1 }) => {
    const village = villages.get(String(demand))
    return village
      ? [
          {
            village,
            people: village.weight * share,
            site: String(site),
            meters: Math.round(distance * 1000),
            isNear: distance <= radius + 1e-9,
          },
        ]
      : []
  })
}

/** Those whom no other chosen site would reach. */
function servedByOneAlone(plan: SolvedPlan, chosen: readonly SitingCandidate[]): Map<string, number> {
  const { facts, question } = plan
  const { radius, roadFactor } = reachKm(question.reach, facts.rules)
  const placeOf = placesOf(question, facts)
  const spots = chosen.map(one => ({ id: one.id, at: placeOf(one) }))
  const alone = new Map<string, number>()
  for (const { village, people } of servicesOf(plan)) {
    const near = spots.filter(({ at }) => (crowMeters(village, at) * roadFactor) / 1000 <= radius)
    const [only] = near
    if (near.length === 1 && only) alone.set(only.id, (alone.get(only.id) ?? 0) + people)
  }
  return alone
}

export interface PickSettings {
  costsOf(regionCode: string): RunningCosts
  viabilityOf(regionCode: string): ViabilityRules
  placeName(regionCode: string): string
}

export function picksOf(plan: SolvedPlan, settings: PickSettings): SitingPick[] {
  const { question, facts, answer } = plan
  const byId = new Map(facts.candidates.map(one => [one.id, one]))
  const chosen = answer.chosen.flatMap(id => byId.get(String(id)) ?? [])
  const services = new Map<string, Service[]>()
  for (const service of servicesOf(plan))
    services.set(service.site, [...(services.get(service.site) ?? []), service])
  const alone = servedByOneAlone(plan, chosen)
  const must = new Set(question.must)
  return chosen
    .map(one => pickOf(one, services.get(one.id) ?? [], plan, settings))
    .map(pick => ({
      ...pick,
      isPinned: must.has(pick.id),
      peopleByItAlone: Math.round(alone.get(pick.id) ?? 0),
    }))
    .sort((one, other) => other.people - one.people || (one.id < other.id ? -1 : 1))
}

function pickOf(
  one: SitingCandidate,
  services: readonly Service[],
  { question, facts }: SolvedPlan,
  settings: PickSettings,
): Omit<SitingPick, 'isPinned' | 'peopleByItAlone'> {
  const { roadFactor } = reachKm(question.reach, facts.rules)
  const near = services.filter(({ isNear }) => isNear)
  const people = near.reduce((sum, service) => sum + service.people, 0)
  const walked = near.reduce((sum, service) => sum + service.people * service.meters, 0)
  const isKitchen = question.kind === 'canteen'
  const diners = isKitchen
    ? dinersOf(
        services.map(service => ({ people: service.people, crowMeters: service.meters / roadFactor })),
        facts.rules,
      )
    : null
  const seasons =
    diners && seasonsOf(diners, settings.costsOf(one.regionCode), settings.viabilityOf(one.regionCode))
  const farthest = near.reduce((most, { meters }) => Math.max(most, meters), 0)
  const isMoved = (question.moved ?? []).some(({ id }) => id === one.id)
  const { lon, lat } = isMoved ? placesOf(question, facts)(one) : one
  const mean = people === 0 ? 0 : Math.round(walked / people)
  return {
    ...{ id: one.id, host: one.host, name: one.name, regionCode: one.regionCode },
    ...{ placeName: settings.placeName(one.regionCode), lon, lat },
    ...{ isBorder: one.isBorder, isDormant: one.isDormant, costFen: one.costFen },
    people: Math.round(people),
    villages: services
      .toSorted((left, right) => left.meters - right.meters)
      .map(service => ({
        ...{ code: service.village.code, name: service.village.name },
        ...{ people: Math.round(service.people), meters: service.meters },
      })),
    ...{ meanMeters: mean, farthestMeters: farthest, diners },
    ...{ summer: seasons?.summer ?? null, winter: seasons?.winter ?? null, kitchen: one.kitchen ?? null },
    says: `${isMoved ? '位置在地图上改过；' : ''}照顾 ${Math.round(people)} 位老年人，${near.length} 个村，平均走 ${mean} 米，最远 ${farthest} 米；设在${
      sitingHosts.words[one.host]
    }，要 ${yuanWords(one.costFen)} 元。${kitchenWords(one, people, diners?.summer ?? 0, { question, facts })}`,
  }
}

/** Whether the kitchen has cut off the people of the site, or is too small for those who will come. */
function kitchenWords(
  { kitchen }: SitingCandidate,
  people: number,
  diners: number,
  { question, facts }: Pick<SolvedPlan, 'question' | 'facts'>,
): string {
  if (kitchen === undefined) return ''
  if (question.limitKitchens && people >= peopleOfKitchen(kitchen, facts.rules) - 1)
    return `已按厨房能力封顶：一餐最多做 ${kitchen} 人的饭。`
  return diners > kitchen ? `厨房一餐最多做 ${kitchen} 人的饭，来的人会更多，要扩建或者再设一处。` : ''
}

export function summaryOf(plan: SolvedPlan): SitingSummary {
  const { question, facts, answer } = plan
  const services = servicesOf(plan).filter(({ isNear }) => isNear)
  const sum = (villages: readonly SitingVillage[]) =>
    Math.round(villages.reduce((total, { weight }) => total + weight, 0))
  const byId = new Map(facts.candidates.map(one => [one.id, one]))
  const chosen = answer.chosen.flatMap(id => byId.get(String(id)) ?? [])
  const costFen = chosen.reduce((total, one) => total + one.costFen, 0)
  const before = facts.villages.filter(village => village.served)
  const now = services.map(({ village, people }) => ({ ...village, weight: people }))
  const people = sum(facts.villages)
  const onBorder = (villages: readonly SitingVillage[]) => villages.filter(village => village.isBorder)
  return {
    people,
    servedBefore: sum(before),
    servedNow: sum(now),
    left: people - sum(before) - sum(now),
    villages: facts.villages.length,
    candidates: allowedCandidates(question, facts).length,
    sites: chosen.length,
    costFen,
    budgetLeftFen: question.budgetFen === null ? null : question.budgetFen - costFen,
    borderPeople: sum(onBorder(facts.villages)),
    borderServed: sum(onBorder(now)),
    borderCostFen: chosen.filter(one => one.isBorder).reduce((total, one) => total + one.costFen, 0),
    gapPercent: answer.gap === null ? null : answer.gap * 100,
    isProven: answer.proven,
    seconds: answer.seconds,
    says: [...standingWords(answer, question), weightWords(question, facts)],
  }
}

function weightWords({ weight }: SitingQuestion, { countiesByCensus }: SitingFacts): string {
  if (weight === 'byLedger') return '人数取自台账：没有建档的村按没有人算。'
  return countiesByCensus.length === 0
    ? '人数按 2020 年普查推算的农村 60 岁以上人口，分到台账里有人的村。'
    : `人数按 2020 年普查推算的农村 60 岁以上人口；${countiesByCensus.length} 个县市区台账里没有人，平均分到各村。`
}

export function villagesOf(plan: SolvedPlan): SitingMapVillage[] {
  const reached = new Set(
    servicesOf(plan)
      .filter(({ isNear }) => isNear)
      .map(({ village }) => village.code),
  )
  return plan.facts.villages
    .filter(village => village.weight > 0)
    .map(({ code, name, lon, lat, weight, served }) => ({
      ...{ code, name, lon, lat, people: Math.round(weight) },
      standing: served ? 'servedBefore' : reached.has(code) ? 'servedByPlan' : 'stillWithout',
    }))
}

export interface Gain {
  code: string
  name: string
  people: number
}

/** Villages that only one of two plans reaches. */
export function onlyIn(one: SolvedPlan, other: SolvedPlan): Gain[] {
  const near = (plan: SolvedPlan) => servicesOf(plan).filter(({ isNear }) => isNear)
  const there = new Set(near(other).map(({ village }) => village.code))
  return near(one)
    .filter(({ village }) => !there.has(village.code))
    .map(({ village }) => ({ code: village.code, name: village.name, people: Math.round(village.weight) }))
    .sort((left, right) => right.people - left.people || (left.code < right.code ? -1 : 1))
}
