// Front of the synthetic province: invented elders, visitors and visits, county by county, from one seed.
import type { Day } from '../../domain/kernel/day.ts'
import { drawCircumstances } from './circumstances.ts'
import { drawGroups, membershipsOf } from './groups.ts'
import { contactsOf } from './kin.ts'
import { settlePeople } from './people.ts'
import { type CountyPlan, readPlan } from './plan.ts'
import type {
  SyntheticAbsence,
  SyntheticAssignment,
  SyntheticContact,
  SyntheticElder,
  SyntheticEnding,
  SyntheticHousehold,
  SyntheticMembership,
  SyntheticRefusal,
  SyntheticVillage,
  SyntheticVisit,
  SyntheticVisitor,
} from './rows.ts'
import { shareVillages } from './villages.ts'
import { assignElders, engageVisitors } from './visitors.ts'
import { visitsOf } from './visits.ts'

export type SyntheticSize = 'county' | 'prefecture' | 'province'

export interface SyntheticChoice {
  seed: string | number
  /** 图们市, 延边州 or all of Jilin. */
  size: SyntheticSize
  referenceDay: Day
  /** Full months before the reference month; the days of the reference month come on top. 0 means no visits. */
  visitMonths: number
  /** Counties (six digits) that are there already. */
  without?: ReadonlySet<string>
}

export interface SyntheticCounty {
  /** The real county (GB/T 2260, six digits); regionCodes of the zones it hosts begin with the zone's own code. */
  code: string
  name: string
  villages: SyntheticVillage[]
  households: SyntheticHousehold[]
  elders: SyntheticElder[]
  memberships: SyntheticMembership[]
  absences: SyntheticAbsence[]
  endings: SyntheticEnding[]
  refusals: SyntheticRefusal[]
  visitors: SyntheticVisitor[]
  assignments: SyntheticAssignment[]
  /** Drawn while read; every reading gives the same. */
  contacts: () => Iterable<SyntheticContact>
  visits: () => Iterable<SyntheticVisit>
}

export interface SyntheticProvince {
  /** What to expect, before anything is made: for progress bars. */
  expected: { counties: number; elders: number; households: number; visitors: number }
  counties: () => Iterable<SyntheticCounty>
}

const prefixes: Record<SyntheticSize, string> = { county: '222402', prefecture: '2224', province: '22' }

/** Only the county being read is in memory. */
export function syntheticProvince({
  seed,
  size,
  referenceDay,
  visitMonths,
  without = new Set<string>(),
}: SyntheticChoice): SyntheticProvince {
  const plans = readPlan().filter(({ code }) => code.startsWith(prefixes[size]) && !without.has(code))
  const sum = (count: (plan: CountyPlan) => number) => plans.reduce((all, plan) => all + count(plan), 0)
  return {
    expected: {
      counties: plans.length,
      elders: sum(plan => plan.elders),
      households: sum(plan => plan.households),
      visitors: sum(plan => plan.visitors),
    },
    *counties() {
      for (const plan of plans) yield makeCounty(String(seed), plan, referenceDay, visitMonths)
    },
  }
}

function makeCounty(seed: string, plan: CountyPlan, referenceDay: Day, visitMonths: number): SyntheticCounty {
  const villages = shareVillages(seed, plan)
  const { households, persons } = settlePeople(seed, plan, villages, referenceDay)
  const held = drawGroups(seed, plan, persons)
  const circumstances = drawCircumstances(seed, plan, persons, referenceDay)
  const visitors = engageVisitors(seed, plan, villages, referenceDay)
  const assignments = assignElders(persons, visitors)
  const county = { seed, plan, persons, held, circumstances, visitors, assignments, referenceDay }
  return {
    code: plan.code,
    name: plan.name,
    villages,
    households,
    elders: persons.map(({ row }) => row),
    memberships: membershipsOf(seed, plan, persons, held, referenceDay),
    ...circumstances,
    visitors,
    assignments,
    contacts: () => contactsOf({ seed, plan, persons, held, referenceDay }),
    visits: () => visitsOf(county, visitMonths),
  }
}
