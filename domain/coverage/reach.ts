// How far it is from a village to the nearest site of each service, on foot in summer and in winter. 15 minutes: 2024
// plan of Jilin (domain.md §6.1); speeds and roads are judgement [J] and stand in the settings.
import { crowMeters, northwardMeters } from '../kernel/distance.ts'
import { type CoverageService, coverageServices } from './coverage.ts'

export interface ReachRules {
  minutes: number
  summerMeters: number
  winterMeters: number
  summerRoadPercent: number
  winterRoadPercent: number
  /** A site in the village itself lies at most this far by road: a village is one point on the map. */
  ownVillageMeters: number
  deliveryKm: number
}

export interface VillagePoint {
  code: string
  lon: number | null
  lat: number | null
}

/** Something that is open, and which of the services it offers. */
export interface ServiceSite {
  name: string
  regionCode: string
  lon: number
  lat: number
  services: readonly CoverageService[]
  /** Can one go there: a kitchen that rests or only delivers in winter cannot be walked to then. */
  summer: boolean
  winter: boolean
  /** Comes to the door: as far as the rules say, as far as it has said itself (straight kilometres), or not at all. */
  brings: 'byRule' | number | null
}

export interface VillageReach {
  regionCode: string
  service: CoverageService
  siteName: string | null
  siteRegionCode: string | null
  /** By road in summer to the nearest site one can go to then. */
  meters: number | null
  summerMinutes: number | null
  winterMinutes: number | null
  reachedSummer: boolean
  reachedWinter: boolean
  broughtBy: string | null
}

interface Nearest {
  site: ServiceSite
  meters: number
}

/** Every village with every service, in the order given; a village without a point reaches only its own sites. */
export function reachOf(
  villages: readonly VillagePoint[],
  sites: readonly ServiceSite[],
  rulesOf: (regionCode: string) => ReachRules,
): VillageReach[] {
  const indexes = coverageServices.keys.map(service => ({
    service,
    index: new SiteIndex(sites.filter(site => site.services.includes(service))),
  }))
  return villages.flatMap(village => {
    const rules = rulesOf(village.code)
    return indexes.map(({ service, index }) => villageReach(village, service, index, rules))
  })
}

function villageReach(
  village: VillagePoint,
  service: CoverageService,
  index: SiteIndex,
  rules: ReachRules,
): VillageReach {
  const summer = index.nearest(village, rules, rules.summerRoadPercent, site => site.summer)
  const winter = index.nearest(village, rules, rules.winterRoadPercent, site => site.winter)
  const summerMinutes = summer && Math.ceil(summer.meters / rules.summerMeters)
  const winterMinutes = winter && Math.ceil(winter.meters / rules.winterMeters)
  return {
    regionCode: village.code,
    service,
    siteName: summer?.site.name ?? null,
    siteRegionCode: summer?.site.regionCode ?? null,
    meters: summer && Math.round(summer.meters),
    summerMinutes,
    winterMinutes,
    reachedSummer: summerMinutes !== null && summerMinutes <= rules.minutes,
    reachedWinter: winterMinutes !== null && winterMinutes <= rules.minutes,
    broughtBy: index.bringer(village, rules)?.name ?? null,
  }
}

/** Sites of one service by latitude, so that the nearest of many is found without looking at all. */
class SiteIndex {
  private readonly sites: readonly ServiceSite[]
  private readonly inVillage = new Map<string, ServiceSite[]>()

  constructor(sites: readonly ServiceSite[]) {
    this.sites = sites.toSorted(
      (one, other) => one.lat - other.lat || one.lon - other.lon || (one.name < other.name ? -1 : 1),
    )
    for (const site of this.sites) {
      const here = this.inVillage.get(site.regionCode)
      if (here) here.push(site)
      else this.inVillage.set(site.regionCode, [site])
    }
  }

  nearest(
    village: VillagePoint,
    rules: ReachRules,
    roadPercent: number,
    isOpen: (site: ServiceSite) => boolean,
  ): Nearest | null {
    let best: Nearest | null = null
    const offer = (site: ServiceSite, meters: number) => {
      if (best === null || meters < best.meters) best = { site, meters }
    }
    const byRoad = (site: ServiceSite) => {
      const { lon, lat } = village
      return lon === null || lat === null
        ? Number.POSITIVE_INFINITY
        : (crowMeters({ lon, lat }, site) * roadPercent) / 100
    }
    for (const site of this.inVillage.get(village.code) ?? [])
      if (isOpen(site)) offer(site, Math.min(byRoad(site), rules.ownVillageMeters))
    if (village.lat === null || village.lon === null) return best
    const reachable = () => (best === null ? Number.POSITIVE_INFINITY : (best.meters * 100) / roadPercent)
    for (const site of this.outwards(village.lat, reachable)) if (isOpen(site)) offer(site, byRoad(site))
    return best
  }

  /** The nearest that comes as far as this village. */
  bringer(village: VillagePoint, rules: ReachRules): ServiceSite | null {
    let best: { site: ServiceSite; meters: number } | null = null
    for (const site of this.inVillage.get(village.code) ?? []) if (site.brings !== null) return site
    const { lon, lat } = village
    if (lon === null || lat === null) return null
    const byRule = (rules.deliveryKm * 1000 * 100) / rules.summerRoadPercent
    const farthest = Math.max(byRule, ...this.brought.map(km => km * 1000))
    for (const site of this.outwards(lat, () => best?.meters ?? farthest)) {
      if (site.brings === null) continue
      const meters = crowMeters({ lon, lat }, site)
      const reach = site.brings === 'byRule' ? byRule : site.brings * 1000
      if (meters <= reach && (best === null || meters < best.meters)) best = { site, meters }
    }
    return best && (best as { site: ServiceSite }).site
  }

  private get brought(): number[] {
    return this.sites.flatMap(site => (typeof site.brings === 'number' ? [site.brings] : []))
  }

  /** From a latitude to both sides, as long as the difference alone lies within the reach (in metres, straight). */
  private *outwards(lat: number, reach: () => number): Generator<ServiceSite> {
    const { sites } = this
    let above = this.firstFrom(lat)
    let below = above - 1
    const apart = (at: number) => {
      const site = sites[at]
      return site ? northwardMeters(site.lat - lat) : Number.POSITIVE_INFINITY
    }
    for (;;) {
      const up = apart(above)
      const down = apart(below)
      if (Math.min(up, down) > reach() || (up === Number.POSITIVE_INFINITY && down === up)) return
      const site = sites[up <= down ? above++ : below--]
      if (site) yield site
    }
  }

  private firstFrom(lat: number): number {
    let low = 0
    let high = this.sites.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.sites[middle]?.lat ?? 0) < lat) low = middle + 1
      else high = middle
    }
    return low
  }
}
