// Who is in which of the seven recorded groups, to the county's exact numbers; veryOld follows from birth dates.
import { type RecordedGroup, recordedGroups } from '../../domain/elders/elder.ts'
import { addDays, type Day, daysBetween } from '../../domain/kernel/day.ts'
import { Chance, takeByWeight } from './chance.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticMembership } from './rows.ts'

const evidence: Record<RecordedGroup, string> = {
  livesAlone: '村委会入户核实（合成）',
  emptyNest: '子女住址核对（合成）',
  leftBehind: '子女外出务工登记（合成）',
  tekun: '特困人员认定文书（合成）',
  careDependent: '老年人能力评估（合成）',
  severeDisability: '残疾人证（合成）',
  specialFamily: '计划生育特殊家庭证明（合成）',
}

export type GroupsOf = Set<RecordedGroup>[]

/** Groups in force on the reference day, by the person's place in the list. */
export function drawGroups(seed: string, plan: CountyPlan, persons: Person[]): GroupsOf {
  const chance = new Chance(`${seed}|${plan.code}|groups`)
  const held: GroupsOf = persons.map(() => new Set())
  const has = (at: number, group: RecordedGroup) => held[at]!.has(group)
  const draws = () => persons.map(() => chance.share())
  // Both of a couple are left behind, or neither: the home draws once.
  const homeDraws = () => {
    const luck = new Map<number, number>()
    return persons.map(({ home }) => luck.get(home) ?? luck.set(home, chance.share()).get(home)!)
  }
  const give = (
    group: RecordedGroup,
    count: number,
    weigh: (person: Person, at: number) => number,
    luck = draws(),
  ) => {
    for (const at of takeByWeight(count, persons.map(weigh), luck)) held[at]!.add(group)
  }
  const { groups } = plan
  const isAlone = (at: number) => has(at, 'livesAlone')
  give('livesAlone', groups.livesAlone, ({ homeSize, age }) => (homeSize > 1 ? 0 : age >= 80 ? 1.9 : 1))
  give(
    'emptyNest',
    groups.emptyNest,
    ({ homeSize }, at) => (isAlone(at) ? 0 : homeSize === 2 ? 1.6 : 1),
    homeDraws(),
  )
  const isLeft = ({ group }: Person, at: number) => (held[at]!.size > 0 ? 0 : group === 'korean' ? 2 : 1)
  give('leftBehind', groups.leftBehind, isLeft, homeDraws())
  // Eight in ten are men who never married, so they live in homes of one.
  const tekunMen = Math.round(groups.tekun * 0.8)
  const tekun = (sex: string) => (person: Person, at: number) =>
    person.row.sex !== sex || person.homeSize > 1 ? 0 : isAlone(at) ? 6 : 1
  give('tekun', tekunMen, tekun('male'))
  give('tekun', groups.tekun - tekunMen, tekun('female'))
  give('careDependent', groups.careDependent, ({ age }) => (age >= 80 ? 4.5 : 1))
  give('severeDisability', groups.severeDisability, (_, at) => (has(at, 'careDependent') ? 14 : 1))
  const isOfAge = ({ row }: Person) => row.bornOn >= '1945' && row.bornOn < '1964'
  give('specialFamily', groups.specialFamily, (person, at) =>
    isOfAge(person) ? (isAlone(at) || has(at, 'emptyNest') ? 3 : 1) : 0,
  )
  return held
}

/** Open rows for the groups in force, and closed ones for a few who were left behind once. */
export function membershipsOf(
  seed: string,
  plan: CountyPlan,
  persons: Person[],
  held: GroupsOf,
  referenceDay: Day,
): SyntheticMembership[] {
  const chance = new Chance(`${seed}|${plan.code}|memberships`)
  return persons.flatMap(({ row }, at) => {
    const known = Math.max(0, daysBetween(row.registeredOn, referenceDay) - 1)
    const since = () => addDays(row.registeredOn, chance.happens(0.7) ? 0 : chance.below(known + 1))
    const rows: SyntheticMembership[] = recordedGroups.keys
      .filter(group => held[at]!.has(group))
      .map(group => ({
        elderId: row.id,
        group,
        validFrom: since(),
        validTo: null,
        evidence: evidence[group],
      }))
    if (held[at]!.size === 0 && known > 200 && chance.happens(0.02)) {
      const validTo = addDays(row.registeredOn, chance.between(60, known))
      rows.push({
        elderId: row.id,
        group: 'leftBehind',
        validFrom: row.registeredOn,
        validTo,
        evidence: evidence.leftBehind,
      })
    }
    return rows
  })
}
