// Kin and neighbours of the synthetic elders: a spouse in the same ledger, children near or far, who has the key.
import type { Country, Kinship, Whereabouts } from '../../domain/elders/kin.ts'
import { addDays, addMonths, type Day, firstDayOf, monthOf } from '../../domain/kernel/day.ts'
import { Chance } from './chance.ts'
import type { GroupsOf } from './groups.ts'
import { silentPhone } from './identity.ts'
import { drawGivenName, drawSurname, type EthnicGroup } from './names.ts'
import type { Person } from './people.ts'
import type { CountyPlan } from './plan.ts'
import type { SyntheticContact } from './rows.ts'

interface Families {
  seed: string
  plan: CountyPlan
  persons: Person[]
  held: GroupsOf
  referenceDay: Day
}

interface Home {
  members: Person[]
  /** In one of these groups on the reference day, any of the home. */
  isLeftBehind: boolean
  isEmptyNest: boolean
  hasNoChildren: boolean
}

/** What the groups say of a home the kin say too; drawn while they are read. */
export function* contactsOf(families: Families): Generator<SyntheticContact> {
  const chance = new Chance(`${families.seed}|${families.plan.code}|contacts`)
  for (const home of homesOf(families)) {
    const spouses = isCouple(home.members) ? home.members : []
    const children = childrenOf(home, families, chance)
    const neighbour = neighbourOf(home, families, chance)
    for (const person of home.members) {
      const spouse = spouses.find(one => one !== person)
      if (spouse) yield spouseRow(person, spouse)
      for (const child of children) yield { ...child, elderId: person.row.id }
      if (neighbour) yield { ...neighbour, elderId: person.row.id }
    }
  }
}

/** The people of a home stand beside each other in the list. */
function* homesOf({ persons, held }: Families): Generator<Home> {
  for (let at = 0; at < persons.length; ) {
    let end = at + 1
    while (persons[end]?.home === persons[at]!.home) end++
    const groups = new Set(held.slice(at, end).flatMap(set => [...set]))
    yield {
      members: persons.slice(at, end),
      isLeftBehind: groups.has('leftBehind'),
      isEmptyNest: groups.has('emptyNest') || groups.has('livesAlone'),
      hasNoChildren: groups.has('specialFamily') || groups.has('tekun'),
    }
    at = end
  }
}

function isCouple([one, other, third]: Person[]): boolean {
  if (!one || !other || third) return false
  return one.row.sex !== other.row.sex && Math.abs(one.age - other.age) <= 15
}

const nowhere = {
  whereabouts: null,
  country: null,
  livesIn: null,
  leftOn: null,
  worksAs: null,
  lastContactOn: null,
  hasKey: false,
  isSupporter: false,
  linkedElderId: null,
} as const

function spouseRow(person: Person, spouse: Person): SyntheticContact {
  const { id, name, sex, phone } = spouse.row
  return {
    ...nowhere,
    elderId: person.row.id,
    name,
    kinship: 'spouse',
    sex,
    phone,
    whereabouts: 'sameHousehold',
    isSupporter: true,
    linkedElderId: id,
  }
}

/** The first child decides whether the elders are left behind or an empty nest; the others may live anywhere. */
function childrenOf(home: Home, families: Families, chance: Chance): Omit<SyntheticContact, 'elderId'>[] {
  if (home.hasNoChildren) return []
  const first = home.members[0]!
  const father = home.members.find(one => one.row.sex === 'male')
  // A child carries the father's name, and a mother's row does not know it.
  const familyName = father ? [...father.row.name][0]! : drawSurname(first.group, chance)
  const count = Math.max(home.isLeftBehind ? 1 : 0, chance.pick([0, 1, 1, 1, 2, 2, 3]))
  return Array.from({ length: count }, (_, at) => {
    const sex = chance.happens(0.5) ? 'male' : 'female'
    const kinship: Kinship = sex === 'male' ? 'son' : 'daughter'
    const name = familyName + drawGivenName(first.group, sex, 1970, chance)
    const where = whereOf(home, at, chance)
    const isAway = where === 'elsewhere' || where === 'abroad'
    const away = isAway ? awayOf(first.group, where, families, chance) : nearby(where, first)
    const isKnown = chance.happens(0.7)
    return {
      ...nowhere,
      ...away,
      name,
      kinship,
      sex,
      phone: chance.happens(0.92) ? phoneOf(away.country, families.plan.code, chance) : null,
      lastContactOn: isKnown ? addDays(families.referenceDay, -chance.between(1, isAway ? 60 : 14)) : null,
      isSupporter: true,
    }
  })
}

function whereOf(home: Home, at: number, chance: Chance): Whereabouts | null {
  if (home.isLeftBehind) return chance.happens(0.35) ? 'abroad' : 'elsewhere'
  // One near child keeps the home from being left behind; a few are, and nobody has noticed yet.
  if (at === 0 && chance.happens(0.97)) {
    if (home.isEmptyNest) return chance.happens(0.4) ? 'sameVillage' : 'sameCounty'
    return chance.happens(0.8) ? 'sameHousehold' : 'sameVillage'
  }
  const draw = chance.share()
  if (draw < 0.12) return null
  if (draw < 0.3) return 'sameCounty'
  return draw < 0.72 ? 'elsewhere' : 'abroad'
}

function nearby(where: Whereabouts | null, { village }: Person) {
  return { whereabouts: where, country: null, livesIn: where === 'sameVillage' ? village.name : null }
}

const cities = [
  '长春市',
  '沈阳市',
  '大连市',
  '北京市',
  '天津市',
  '青岛市',
  '烟台市',
  '威海市',
  '上海市',
  '深圳市',
]
const abroad: readonly [Country, string, number][] = [
  ['kr', '首尔', 8],
  ['kr', '安山', 5],
  ['kr', '水原', 3],
  ['jp', '东京', 2],
  ['jp', '大阪', 1],
  ['ru', '符拉迪沃斯托克', 1],
]
const abroadTickets = abroad.flatMap(one => Array.from({ length: one[2] }, () => one))
const trades = ['餐馆', '建筑工地', '工厂', '护理', '家政', '跑船', '超市', '公司职员']

/** Korea draws those who speak Korean; the others who go abroad go to the same places more rarely. */
function awayOf(group: EthnicGroup, where: Whereabouts, { referenceDay }: Families, chance: Chance) {
  const leftOn = firstDayOf(addMonths(monthOf(referenceDay), -chance.between(7, 190)))
  const worksAs = chance.happens(0.6) ? chance.pick(trades) : null
  if (where !== 'abroad' || (group !== 'korean' && chance.happens(0.6)))
    return {
      whereabouts: 'elsewhere' as const,
      country: null,
      livesIn: chance.pick(cities),
      leftOn,
      worksAs,
    }
  const [country, livesIn] = chance.pick(abroadTickets)
  return { whereabouts: 'abroad' as const, country, livesIn, leftOn, worksAs }
}

/** Numbers that ring nowhere: Korean and Japanese mobiles never begin 010-0 or 090-0, Russian ones never 90-0-0. */
function phoneOf(country: Country | null, countyCode: string, chance: Chance): string {
  const digits = (width: number) => String(chance.below(10 ** width)).padStart(width, '0')
  if (country === 'kr') return `+82100${digits(7)}`
  if (country === 'jp') return `+81900${digits(7)}`
  if (country === 'ru') return `+79000${digits(6)}`
  return silentPhone(countyCode, chance)
}

function neighbourOf(
  home: Home,
  { plan }: Families,
  chance: Chance,
): Omit<SyntheticContact, 'elderId'> | null {
  if (chance.happens(0.3)) return null
  const { group, village } = home.members[0]!
  const sex = chance.happens(0.6) ? 'female' : 'male'
  return {
    ...nowhere,
    name: drawSurname(group, chance) + drawGivenName(group, sex, 1955, chance),
    kinship: 'neighbour',
    sex,
    phone: chance.happens(0.85) ? silentPhone(plan.code, chance) : null,
    whereabouts: 'sameVillage',
    livesIn: village.name,
    hasKey: chance.happens(0.4),
  }
}
