// How a place stands: served lately or gone cold, papers in force or not. Warned before, red after.
import { type Day, daysBetween } from '../kernel/day.ts'
import type { CanteenLight, CanteenState, CanteenTier, CanteenTrouble } from './canteen.ts'

export interface CanteenFacts {
  state: CanteenState
  stateSince: Day
  tier: CanteenTier
  lastServedOn: Day | null
  /** Days announced as closed since it last served; a festival does not make a kitchen cold. */
  closedDaysSince: number
  /** The latest day on which a food paper in force runs out; null without a paper, 'never' without an end. */
  licenceUntil: Day | 'never' | null
  cooks: number
  /** The earliest day a health certificate of somebody who handles food runs out; null where one is missing. */
  healthUntil: Day | null
  handlers: number
}

export interface LightSettings {
  coldAmberDays: number
  coldRedDays: number
  warningDays: number
}

/** Every trouble of a place that should be open; none of one that is being prepared or has been given up. */
export function troublesOf(facts: CanteenFacts, today: Day, settings: LightSettings): CanteenTrouble[] {
  if (facts.state === 'beingPrepared' || facts.state === 'shutDown') return []
  const found: CanteenTrouble[] = []
  const still = daysBetween(facts.lastServedOn ?? facts.stateSince, today)
  if (still >= settings.coldRedDays) found.push('coldRed')
  else if (still - facts.closedDaysSince >= settings.coldAmberDays) found.push('coldAmber')
  if (facts.licenceUntil === null) found.push('noLicence')
  else if (facts.licenceUntil !== 'never') {
    const left = daysBetween(today, facts.licenceUntil)
    if (left < 0) found.push('licenceExpired')
    else if (left <= settings.warningDays) found.push('licenceExpiring')
  }
  if (facts.tier === 'cooksHere' && facts.cooks === 0) found.push('noCookOnStaff')
  if (facts.handlers > 0) {
    const left = facts.healthUntil === null ? -1 : daysBetween(today, facts.healthUntil)
    if (left < 0) found.push('healthExpired')
    else if (left <= settings.warningDays) found.push('healthExpiring')
  }
  return found
}

const redTroubles: readonly CanteenTrouble[] = ['coldRed', 'noLicence', 'licenceExpired', 'healthExpired']

export function lightOf(state: CanteenState, troubles: readonly CanteenTrouble[]): CanteenLight {
  if (state === 'beingPrepared' || state === 'shutDown') return 'notRunning'
  if (troubles.some(one => redTroubles.includes(one))) return 'standsStill'
  return troubles.length > 0 ? 'needsLook' : 'runsWell'
}
