// How many elders and homes each village of a county holds: township share, then village share.
import { type ReferenceRegion, readRegions } from '../regions/reference.ts'
import { Chance, largestRemainder } from './chance.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticVillage } from './rows.ts'

export interface VillageShare extends SyntheticVillage {
  homesOfTwo: number
  homesOfThree: number
}

let units: { townships: ReferenceRegion[]; villages: ReferenceRegion[] } | null = null

function unitsOf(countyCode: string): { townships: ReferenceRegion[]; villages: ReferenceRegion[] } {
  if (!units) {
    const regions = readRegions()
    units = {
      townships: regions.filter(({ level }) => level === 'township'),
      villages: regions.filter(({ level, statisticalOnly }) => level === 'village' && !statisticalOnly),
    }
  }
  const here = ({ countyGb2260 }: ReferenceRegion) => countyGb2260 === countyCode
  return { townships: units.townships.filter(here), villages: units.villages.filter(here) }
}

const isVillageCommittee = (village: ReferenceRegion) => village.kind === 'village-committee'
const isUrban = (village: ReferenceRegion) => village.urbanRuralCode?.startsWith('1') === true
const minimum = 3

/** Village committees count whole, residents' committees a quarter, times 0.7 to 1.4 by the township's own luck. */
function townshipWeight(seed: string, township: ReferenceRegion, villages: ReferenceRegion[]): number {
  const committees = villages.reduce((sum, village) => sum + (isVillageCommittee(village) ? 1 : 0.25), 0)
  return committees * (0.7 + 0.7 * new Chance(`${seed}|${township.code}|township`).share())
}

/** The seat: sub-districts, or where there is none the township with the most urban villages. */
function seatsOf(townships: ReferenceRegion[], villagesOf: Map<string, ReferenceRegion[]>): Set<string> {
  const subdistricts = townships.filter(({ kind }) => kind === 'subdistrict')
  if (subdistricts.length > 0) return new Set(subdistricts.map(({ code }) => code))
  const urbanCount = ({ code }: ReferenceRegion) => (villagesOf.get(code) ?? []).filter(isUrban).length
  const [seat] = [...townships].sort((one, other) => urbanCount(other) - urbanCount(one))
  return new Set(seat ? [seat.code] : [])
}

/** 3 % of villages in the mountain counties have no usable signal (§3.8). */
function isMountain(countyCode: string): boolean {
  return (
    ['2205', '2206', '2224'].includes(countyCode.slice(0, 4)) || ['220281', '220282'].includes(countyCode)
  )
}

export function shareVillages(seed: string, plan: CountyPlan): VillageShare[] {
  const { townships, villages } = unitsOf(plan.code)
  const villagesOf = groupByParent(villages)
  const seats = seatsOf(townships, villagesOf)
  const settled = townships.filter(({ code }) => villagesOf.has(code))
  const townshipElders = largestRemainder(
    plan.elders - minimum * villages.length,
    settled.map(township => townshipWeight(seed, township, villagesOf.get(township.code)!)),
  )
  const shares = settled.flatMap((township, at) => {
    const inside = villagesOf.get(township.code)!
    const luck = inside.map(village => new Chance(`${seed}|${village.code}|village`))
    const weights = inside.map((village, index) => {
      const weight = luck[index]!.logNormal(1, 0.5)
      return isUrban(village) && seats.has(township.code) ? weight / 2 : weight
    })
    const counts = largestRemainder(townshipElders[at]!, weights)
    return inside.map((village, index) =>
      villageShare(plan, township, village, minimum + counts[index]!, luck[index]!),
    )
  })
  return withHomes(seed, plan, shares)
}

function groupByParent(villages: ReferenceRegion[]): Map<string, ReferenceRegion[]> {
  const groups = new Map<string, ReferenceRegion[]>()
  for (const village of villages) {
    const group = groups.get(village.parentCode!)
    if (group) group.push(village)
    else groups.set(village.parentCode!, [village])
  }
  return groups
}

function villageShare(
  plan: CountyPlan,
  township: ReferenceRegion,
  village: ReferenceRegion,
  elders: number,
  chance: Chance,
): VillageShare {
  return {
    regionCode: village.code,
    name: village.shortName,
    townshipName: township.shortName,
    lon: village.lon!,
    lat: village.lat!,
    elders,
    households: elders,
    urban: !isVillageCommittee(village),
    hasCommittee: true,
    hasSignal: !(isMountain(plan.code) && chance.happens(0.03)),
    // 85 to 97 %, so that a board has something to show.
    completionPermille: chance.between(850, 970),
    homesOfTwo: 0,
    homesOfThree: 0,
  }
}

/** Shares the county's homes of two and three over its villages, never more than a village can fill. */
function withHomes(seed: string, plan: CountyPlan, villages: VillageShare[]): VillageShare[] {
  const order = new Chance(`${seed}|${plan.code}|homes`).shuffle([...villages])
  const roomy = order.sort((one, other) => other.elders - one.elders).slice(0, Math.ceil(order.length * 0.8))
  for (let n = 0; n < plan.homesOfThree; n++) roomy[n % roomy.length]!.homesOfThree++
  const rooms = villages.map(village => Math.floor((village.elders - 3 * village.homesOfThree) / 2))
  const twos = largestRemainder(plan.homesOfTwo, rooms)
  villages.forEach((village, at) => {
    village.homesOfTwo = twos[at]!
    village.households = village.elders - twos[at]! - 2 * village.homesOfThree
  })
  return villages
}
