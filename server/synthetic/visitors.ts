// The visitors of one county and whose elders are whose.
import { Chance, WeightedPool } from './chance.ts'
import { idsFor } from './identity.ts'
import { drawGivenName, drawSurname, ethnicMixOf } from './names.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { OddPattern, SyntheticAssignment, SyntheticVisitor } from './rows.ts'
import type { VillageShare } from './villages.ts'

const oddPatterns: OddPattern[] = ['manyInOneDay', 'sameMinute', 'oneSpot']

/** One of each committee, then those paid through purchased service, then volunteers. */
export function engageVisitors(
  seed: string,
  plan: CountyPlan,
  villages: VillageShare[],
  referenceDay: string,
): SyntheticVisitor[] {
  const chance = new Chance(`${seed}|${plan.code}|visitors`)
  const visitorId = idsFor(seed, plan.code, 'visitor')
  const mix = ethnicMixOf(plan.code, plan.koreanShare)
  const places = new WeightedPool(
    villages,
    villages.map(({ elders }) => elders),
  )
  const order = chance.shuffle(Array.from({ length: plan.visitors }, (_, at) => at))
  const koreanOnly = new Set(order.slice(0, plan.koreanOnlyVisitors))
  // Counties with one odd visitor start at different patterns, so that a prefecture shows all three.
  const odd = new Map(
    order.slice(-plan.oddVisitors).map((at, n) => [at, oddPatterns[(n + Number(plan.code)) % 3]!]),
  )
  return Array.from({ length: plan.visitors }, (_, at) => {
    const own = villages[at]
    const kind = own ? 'committee' : at < villages.length + plan.paidVisitors ? 'paid' : 'volunteer'
    const readsKoreanOnly = koreanOnly.has(at)
    const group = readsKoreanOnly ? 'korean' : mix.draw(chance)
    const sex = chance.happens(kind === 'committee' ? 0.82 : 0.755) ? 'female' : 'male'
    const age = drawAge(chance)
    const count = kind === 'paid' ? chance.between(2, 5) : 1
    const drawn = Array.from({ length: count }, () => places.draw(chance).regionCode)
    const bornYear = Number(referenceDay.slice(0, 4)) - age
    return {
      id: visitorId(at),
      name: drawSurname(group, chance) + drawGivenName(group, sex, Math.max(1950, bornYear), chance),
      login: `v${plan.code}-${String(at + 1).padStart(4, '0')}`,
      sex,
      age,
      kind,
      villages: own ? [own.regionCode] : [...new Set(drawn)],
      readsKoreanOnly,
      oddPattern: odd.get(at) ?? null,
    }
  })
}

/** 28 to 66, median 49. */
function drawAge(chance: Chance): number {
  const [one, two, three] = [chance.share(), chance.share(), chance.share()]
  return 28 + Math.floor((39 * (one + two + Math.max(one, three))) / 3)
}

/** A home has one visitor: of those serving the village, the one with the fewest elders so far. */
export function assignElders(persons: Person[], visitors: SyntheticVisitor[]): SyntheticAssignment[] {
  const serving = new Map<string, number[]>()
  visitors.forEach(({ villages }, at) => {
    for (const village of villages) {
      const here = serving.get(village)
      if (here) here.push(at)
      else serving.set(village, [at])
    }
  })
  const load = visitors.map(() => 0)
  let home = -1
  let visitor = 0
  return persons.map(person => {
    if (person.home !== home) {
      home = person.home
      const here = serving.get(person.row.regionCode)!
      visitor = here.reduce((least, at) => (load[at]! < load[least]! ? at : least), here[0]!)
    }
    load[visitor]!++
    return { elderId: person.row.id, visitorId: visitors[visitor]!.id }
  })
}
