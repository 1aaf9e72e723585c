// How many will come to eat, in summer and in winter, and whether the kitchen can live on it. Shares are judgement [J],
// except that 22.1 % of elders want a meal service (domain.md §6.3).
import {
  type ViabilityPlan,
  type ViabilityResult,
  type ViabilityRules,
  viabilityOf,
} from '../meal-accounts/viability.ts'
import type { SitingDiners, SitingRules } from './plan.ts'

/** People at a distance, by road in summer. */
export interface Neighbours {
  people: number
  crowMeters: number
}

/**
 * At the door the whole share comes; at the end of the minutes the share of the setting; beyond them only what is
 * carried, as far as a meal is carried.
 */
export function dinersOf(neighbours: readonly Neighbours[], rules: SitingRules): SitingDiners {
  const season = (metersAMinute: number, roadPercent: number, percent: number) =>
    neighbours.reduce((sum, { people, crowMeters }) => {
      const meters = (crowMeters * roadPercent) / 100
      const part = meters / metersAMinute / rules.minutes
      if (part <= 1) return sum + (people * percent * (100 - part * (100 - rules.atLimitPercent))) / 10_000
      return meters <= rules.deliveryKm * 1000 ? sum + (people * rules.carriedPercent) / 100 : sum
    }, 0)
  return {
    summer: Math.round(season(rules.summerMeters, rules.summerRoadPercent, rules.dinersPercentSummer)),
    winter: Math.round(season(rules.winterMeters, rules.winterRoadPercent, rules.dinersPercentWinter)),
  }
}

/** What a month of a new kitchen costs and brings in, in a county's settings; yuan but for the meal. */
export interface RunningCosts {
  cookYuan: number
  carrierYuan: number
  dinersACook: number
  fuelYuan: number
  otherYuan: number
  supportYuan: number
  foodFen: number
  elderFen: number
  aidFen: number
  openDays: number
  mealsADay: number
}

const fenAYuan = 100

export function monthOf(diners: number, costs: RunningCosts): ViabilityPlan {
  const cooks = Math.max(1, Math.ceil(diners / costs.dinersACook))
  return {
    dinersAMeal: Math.max(1, diners),
    mealsADay: costs.mealsADay,
    openDays: costs.openDays,
    elderFenAMeal: costs.elderFen,
    supportFenAMeal: costs.aidFen,
    foodFenAMeal: costs.foodFen,
    wageFen: (cooks * costs.cookYuan + costs.carrierYuan) * fenAYuan,
    fuelFen: costs.fuelYuan * fenAYuan,
    rentFen: 0,
    otherFen: costs.otherYuan * fenAYuan,
    fixedSupportFen: costs.supportYuan * fenAYuan,
    startFen: 0,
  }
}

export function seasonsOf(
  diners: SitingDiners,
  costs: RunningCosts,
  rules: ViabilityRules,
): { summer: ViabilityResult; winter: ViabilityResult } {
  return {
    summer: viabilityOf(monthOf(diners.summer, costs), rules),
    winter: viabilityOf(monthOf(diners.winter, costs), rules),
  }
}
