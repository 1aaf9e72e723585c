// Which way of care suits a need: at home, in the village or in an institution, with the reasons in words.
// Advice only: a person decides (domain.md §14: the elder knows who will come and why, and may refuse).
import * as z from 'zod/mini'
import type { AbilityLevel } from '../assessments/ability.ts'
import type { ServiceKind } from './catalogue.ts'
import { type CareWay, careWays } from './provider.ts'

export interface MatchFacts {
  kind: ServiceKind
  /** Of an assessment in force; null where nobody was asked. */
  ability: AbilityLevel | null
  livesAlone: boolean
  age: number | null
  /** In an institution today. */
  inInstitution: boolean
  /** Providers that offer the kind in each way and reach the elder. */
  reachable: Readonly<Record<CareWay, number>>
  /** To the nearest place of the community's providers; null where a place is not known. */
  nearestKm: number | null
}

export const MatchedWay = z.object({
  way: careWays.schema,
  points: z.number(),
  reasons: z.array(z.string()),
})
export type MatchedWay = z.output<typeof MatchedWay>

/** Beyond this nobody of eighty walks to a meal. */
const walkableKm = 2

const needsHome: readonly ServiceKind[] = ['clean', 'repair', 'aidDevice', 'shopping', 'errand']

/** Best first; a way nobody offers in reach stays in the list with that as its reason. */
export function matchWays(facts: MatchFacts): MatchedWay[] {
  const ways = careWays.keys.map(way => ({ way, ...weigh(way, facts) }))
  return ways.sort((one, other) => other.points - one.points)
}

function weigh(way: CareWay, facts: MatchFacts): { points: number; reasons: string[] } {
  const said: [number, string][] = [...reachOf(way, facts)]
  if (way === 'homeCare') said.push(...homeReasons(facts))
  if (way === 'communityCare') said.push(...communityReasons(facts))
  if (way === 'institutionCare') said.push(...institutionReasons(facts))
  return {
    points: said.reduce((sum, [points]) => sum + points, 0),
    reasons: said.map(([, reason]) => reason),
  }
}

function reachOf(way: CareWay, { reachable }: MatchFacts): [number, string][] {
  const count = reachable[way]
  return count > 0 ? [[20, `${count} 家机构能提供`]] : [[-60, '服务范围内没有机构提供']]
}

function homeReasons({ kind, ability, livesAlone, age, inInstitution }: MatchFacts): [number, string][] {
  const said: [number, string][] = []
  if (inInstitution) said.push([-60, '老年人现在住在机构'])
  if (needsHome.includes(kind)) said.push([40, '这项服务要在老年人家里做'])
  if (ability === 'moderate' || ability === 'severe') said.push([30, '行动不便，上门更合适'])
  if (ability === 'total') said.push([15, '完全失能，上门可以做，但离不开人'])
  if (livesAlone) said.push([10, '独居，上门时也看望'])
  if (age !== null && age >= 85) said.push([10, `${age} 岁，外出不便`])
  return said
}

function communityReasons({ kind, ability, nearestKm }: MatchFacts): [number, string][] {
  const said: [number, string][] = []
  if (needsHome.includes(kind)) said.push([-40, '这项服务要在老年人家里做'])
  if (kind === 'meal' || kind === 'dayStay' || kind === 'comfort') said.push([20, '和大家在一起更好'])
  if (ability === 'intact' || ability === 'mild') said.push([25, '能走动'])
  if (ability === 'severe' || ability === 'total') said.push([-40, '失能较重，出不了门'])
  if (nearestKm !== null)
    said.push(
      nearestKm <= walkableKm
        ? [20, `离家约 ${nearestKm.toFixed(1)} 公里`]
        : [-15, `离家约 ${nearestKm.toFixed(1)} 公里，要接送`],
    )
  return said
}

function institutionReasons({ kind, ability, livesAlone, inInstitution }: MatchFacts): [number, string][] {
  const said: [number, string][] = []
  if (inInstitution) said.push([60, '老年人现在住在机构'])
  if (kind === 'longStay') said.push([50, '想长期入住'])
  else said.push([-20, '只为这一项服务不必入住'])
  if (ability === 'total') said.push([30, '完全失能，需要全天照护'])
  if (ability === 'severe' && livesAlone) said.push([25, '重度失能又独居'])
  if (ability === 'intact') said.push([-30, '能自理'])
  return said
}
