// The elders and homes of one county: exact ages and sexes, couples that could be couples, names, numbers, dirt.
import { addDays, type Day, daysBetween } from '../../domain/kernel/day.ts'
import { Chance } from './chance.ts'
import { idsFor, NumberBook, silentPhone } from './identity.ts'
import { drawGivenName, drawSurname, type EthnicGroup, ethnicities, ethnicMixOf, type Sex } from './names.ts'
import { type Born, BornPool } from './pairs.ts'
import type { CountyPlan } from './plan.ts'
import type { Dirt, SyntheticElder, SyntheticHousehold } from './rows.ts'
import type { VillageShare } from './villages.ts'

/** An elder with what the later steps need to know and no row holds. */
export interface Person {
  row: SyntheticElder
  village: VillageShare
  /** Number of the home inside the county. */
  home: number
  homeSize: number
  group: EthnicGroup
  age: number
}

export interface People {
  households: SyntheticHousehold[]
  persons: Person[]
}

/** The ledger began with the launch of home visits in August 2020 (domain.md §1.1). */
const firstRegistration: Day = '2020-09-01'

export function settlePeople(
  seed: string,
  plan: CountyPlan,
  villages: VillageShare[],
  referenceDay: Day,
): People {
  const chance = new Chance(`${seed}|${plan.code}|people`)
  const pool = new BornPool(plan.ageCells, referenceDay, chance)
  const twos = Array.from({ length: plan.homesOfTwo }, () => pool.takeTwo(chance))
  const threes = Array.from({ length: plan.homesOfThree }, () => pool.takeThree(chance))
  const singles = pool.takeRest(chance)
  const makeHome = homeMaker(seed, plan, chance, referenceDay)
  for (const village of villages) {
    const ones = village.elders - 2 * village.homesOfTwo - 3 * village.homesOfThree
    const homes = [
      ...twos.splice(-village.homesOfTwo, village.homesOfTwo),
      ...threes.splice(-village.homesOfThree, village.homesOfThree),
      ...singles.splice(-ones, ones).map(one => [one]),
    ]
    for (const home of chance.shuffle(homes)) makeHome.add(village, home)
  }
  spoil(makeHome.persons, plan, chance, makeHome.numbers)
  return { households: makeHome.households, persons: makeHome.persons }
}

function homeMaker(seed: string, plan: CountyPlan, chance: Chance, referenceDay: Day) {
  const householdId = idsFor(seed, plan.code, 'household')
  const elderId = idsFor(seed, plan.code, 'elder')
  const mix = ethnicMixOf(plan.code, plan.koreanShare)
  const numbers = new NumberBook(plan.areaCode)
  const households: SyntheticHousehold[] = []
  const persons: Person[] = []
  const span = daysBetween(firstRegistration, referenceDay)
  const add = (village: VillageShare, home: Born[]) => {
    const id = householdId(households.length)
    const group = mix.draw(chance)
    const phone = silentPhone(plan.code, chance)
    const registered = addDays(firstRegistration, registrationOffset(span, chance))
    households.push({ id, regionCode: village.regionCode, ...addressOf(village, chance) })
    for (const { sex, bornOn, age } of home) {
      const row: SyntheticElder = {
        id: elderId(persons.length),
        householdId: id,
        regionCode: village.regionCode,
        name: drawSurname(group, chance) + drawGivenName(group, sex, Number(bornOn.slice(0, 4)), chance),
        sex,
        bornOn,
        // Villagers often give the lunar day, which has at most thirty; the number carries the same digits.
        birthCalendar: bornOn.endsWith('31') || !chance.happens(0.18) ? 'solar' : 'lunar',
        ethnicity: ethnicities[group],
        ...languagesOf(plan.code, group, age, chance),
        citizenNumber: numbers.issue(bornOn, sex, chance),
        numberKind: 'citizen',
        phone,
        registeredOn: laterOf(registered, sixtiethBirthday(bornOn)),
        dirt: null,
        duplicateOfId: null,
      }
      persons.push({ row, village, home: households.length - 1, homeSize: home.length, group, age })
    }
  }
  return { add, households, persons, numbers }
}

/** Eight in ten were entered in the first campaign, up to the letter's count of 2023; the rest ever since. */
function registrationOffset(span: number, chance: Chance): number {
  const campaign = Math.max(1, Math.floor(span * 0.45))
  return chance.happens(0.8)
    ? chance.below(campaign)
    : campaign + chance.below(Math.max(1, span - campaign - 5))
}

const laterOf = (one: Day, other: Day) => (one > other ? one : other)

function sixtiethBirthday(bornOn: Day): Day {
  const day = bornOn.slice(5) === '02-29' ? '03-01' : bornOn.slice(5)
  return `${Number(bornOn.slice(0, 4)) + 60}-${day}`
}

const hamlets = [
  '东屯',
  '西屯',
  '前屯',
  '后屯',
  '南沟',
  '北沟',
  '河东',
  '河西',
  '上屯',
  '下屯',
  '南岗',
  '北岗',
]

function addressOf(village: VillageShare, chance: Chance): { address: string; hamlet: string | null } {
  const place = `${village.townshipName}${village.name}`
  if (village.urban) {
    const flat = `${chance.between(1, 18)}号楼${chance.between(1, 5)}单元${chance.between(1, 6)}0${chance.between(1, 3)}`
    return { address: `${place}${flat}`, hamlet: null }
  }
  const hamlet = chance.happens(0.75) ? chance.pick(hamlets) : null
  return { address: `${place}${hamlet ?? ''}${chance.between(1, 160)}号`, hamlet }
}

const koreanCities = ['222401', '222405', '222406', '222402']
type Languages = Pick<SyntheticElder, 'spokenLanguage' | 'readLanguage'>

/** Korean preferred by 70 % at 75 and over, by 45 % of the younger in the four Korean cities, 25 % elsewhere. */
function languagesOf(countyCode: string, group: EthnicGroup, age: number, chance: Chance): Languages {
  if (group !== 'korean') return { spokenLanguage: 'zh', readLanguage: 'zh' }
  const preferring = age >= 75 ? 0.7 : koreanCities.includes(countyCode) ? 0.45 : 0.25
  if (chance.happens(preferring)) return { spokenLanguage: 'ko', readLanguage: 'ko' }
  const spokenLanguage = chance.happens(0.75) ? 'both' : 'zh'
  return { spokenLanguage, readLanguage: spokenLanguage === 'zh' || chance.happens(0.3) ? 'zh' : 'both' }
}

/** Clean rows teach nothing: some lose or contradict a field, some enter a neighbour a second time. */
function spoil(persons: Person[], plan: CountyPlan, chance: Chance, numbers: NumberBook): void {
  const order = chance.shuffle(persons.map((_, at) => at))
  const copied = new Set<string>()
  let duplicates = 0
  for (const at of order) {
    if (duplicates === plan.duplicates) break
    const copy = persons[at]!
    if (copy.homeSize > 1 || copied.has(copy.row.id)) continue
    const original = originalFor(persons, at, copied)
    if (!original) continue
    enterAgain(copy, original, chance, numbers)
    copied.add(original.row.id)
    duplicates++
  }
  const clean = order.filter(at => persons[at]!.row.dirt === null).slice(0, plan.dirty)
  for (const at of clean) smudge(persons[at]!.row, chance, numbers)
}

/** Same village, sex and five-year band, so that the second entry changes no total. */
function originalFor(persons: Person[], at: number, copied: Set<string>): Person | undefined {
  const copy = persons[at]!
  const band = (age: number) => Math.min(Math.floor(age / 5), 17)
  for (let step = 1; step < 60; step++) {
    const other = persons[(at + step) % persons.length]!
    const fits =
      other.village === copy.village &&
      other.row.sex === copy.row.sex &&
      band(other.age) === band(copy.age) &&
      other.row.dirt === null
    if (fits && !copied.has(other.row.id)) return other
  }
  return undefined
}

/** No two rows may claim one number, so the second entry has none or one miscopied in its last digits. */
function enterAgain(copy: Person, original: Person, chance: Chance, numbers: NumberBook): void {
  const { name, bornOn, birthCalendar, ethnicity, spokenLanguage, readLanguage, sex } = original.row
  const hasNumber = chance.happens(0.4)
  Object.assign(copy.row, { name, bornOn, birthCalendar, ethnicity, spokenLanguage, readLanguage })
  copy.row.citizenNumber = hasNumber ? numbers.issue(bornOn, sex, chance) : null
  copy.row.numberKind = hasNumber ? 'citizen' : 'none'
  copy.row.registeredOn = laterOf(copy.row.registeredOn, original.row.registeredOn)
  copy.row.dirt = 'duplicateOf'
  copy.row.duplicateOfId = original.row.id
  copy.group = original.group
  copy.age = original.age
}

function smudge(row: SyntheticElder, chance: Chance, numbers: NumberBook): void {
  const kind: Dirt = chance.pick(['missingNumber', 'missingNumber', 'missingPhone', 'contradictorySex'])
  row.dirt = kind
  if (kind === 'missingPhone') row.phone = null
  if (kind === 'missingNumber') {
    row.citizenNumber = null
    row.numberKind = 'none'
  }
  if (kind === 'contradictorySex') {
    const otherSex: Sex = row.sex === 'male' ? 'female' : 'male'
    row.citizenNumber = numbers.issue(row.bornOn, otherSex, chance)
  }
}
