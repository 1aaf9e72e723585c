// Seeded dirt over the synthetic ledger: the same people entered again in every usual way, and people who only look alike.

import { hangulOf } from '../domain/duplicates/hangul.ts'
import { checkCharacterOf } from '../domain/elders/citizen-number.ts'
import { addDays, type Day, isDay } from '../domain/kernel/day.ts'
import { lunarToSolar } from '../server/elders/almanac.ts'
import { readingsOf } from '../server/elders/readings.ts'
import { readCsv } from '../server/regions/reference.ts'
import { Chance } from '../server/synthetic/chance.ts'
import type { SyntheticCounty } from '../server/synthetic/synthetic.ts'

export interface LedgerPerson {
  /** Two records of one entity are one person. */
  entity: string
  id: string
  regionCode: string
  householdId: string
  address: string
  hamlet: string | null
  name: string
  sex: 'male' | 'female'
  bornOn: Day | null
  birthCalendar: 'solar' | 'lunar' | 'yearOnly'
  ethnicity: string
  number: string | null
  phone: string | null
  kin: { name: string; phoneTail: string | null } | null
}

export function peopleOf(county: SyntheticCounty): LedgerPerson[] {
  const households = new Map(county.households.map(household => [household.id, household]))
  const kin = new Map([...county.contacts()].map(contact => [contact.elderId, contact]))
  // The demonstration's own double entries have neither number nor telephone in common with the first.
  return county.elders
    .filter(elder => elder.duplicateOfId === null)
    .map(elder => {
      const household = households.get(elder.householdId)
      const contact = kin.get(elder.id)
      return {
        entity: elder.id,
        id: elder.id,
        regionCode: elder.regionCode,
        householdId: elder.householdId,
        address: household?.address ?? '',
        hamlet: household?.hamlet ?? null,
        name: elder.name,
        sex: elder.sex,
        bornOn: elder.bornOn,
        birthCalendar: elder.birthCalendar,
        ethnicity: elder.ethnicity,
        number: elder.citizenNumber,
        phone: elder.phone,
        kin: contact ? { name: contact.name, phoneTail: contact.phone?.slice(-4) ?? null } : null,
      }
    })
}

export const shares = { duplicates: 0.03, twins: 0.002, neighbours: 0.01 }

/** Records to add to those of a county; `elsewhere` are homes of other counties people have moved to. */
export function dirtFor(
  people: readonly LedgerPerson[],
  elsewhere: readonly LedgerPerson[],
  seed: string,
): LedgerPerson[] {
  const chance = new Chance(seed)
  const added: LedgerPerson[] = []
  let number = 0
  const nextId = () => {
    const tail = String(++number).padStart(6, '0')
    return `${seed.slice(-6)}0f-0000-8000-8000-000000${tail}`
  }
  for (const person of people) {
    if (person.entity !== person.id) continue
    if (chance.happens(shares.duplicates)) added.push(again(person, people, elsewhere, nextId(), chance))
    if (chance.happens(shares.twins) && person.number !== null) added.push(twin(person, nextId(), chance))
    if (chance.happens(shares.neighbours)) added.push(neighbour(person, people, nextId(), chance))
  }
  return added
}

function again(
  person: LedgerPerson,
  people: readonly LedgerPerson[],
  elsewhere: readonly LedgerPerson[],
  id: string,
  chance: Chance,
): LedgerPerson {
  return {
    ...person,
    id,
    ...placeAgain(person, people, elsewhere, id, chance),
    name: nameAgain(person, chance),
    number: numberAgain(person.number, chance),
    ...birthAgain(person, chance),
    phone: drawn(chance, [
      [0.55, () => person.phone],
      [0.25, () => `0433-0${String(chance.below(1_000_000)).padStart(6, '0')}`],
      [0.2, () => null],
    ]),
    kin: chance.happens(0.6) ? person.kin : null,
  }
}

/** One of the ways, by its share; the shares add up to one. */
function drawn<Result>(chance: Chance, ways: [number, () => Result][]): Result {
  let left = chance.share()
  for (const [share, make] of ways) {
    if (left < share) return make()
    left -= share
  }
  return (ways.at(-1) as [number, () => Result])[1]()
}

type Place = Pick<LedgerPerson, 'regionCode' | 'householdId' | 'address' | 'hamlet'>

function placeAgain(
  person: LedgerPerson,
  people: readonly LedgerPerson[],
  elsewhere: readonly LedgerPerson[],
  id: string,
  chance: Chance,
): Place {
  const newHome = ({ regionCode }: LedgerPerson): Place => ({
    regionCode,
    householdId: id,
    address: `新址${chance.between(1, 900)}号`,
    hamlet: null,
  })
  const { regionCode, householdId, address, hamlet } = person
  const here: Place = { regionCode, householdId, address, hamlet }
  return drawn<Place>(chance, [
    [0.15, () => here],
    [0.2, () => ({ ...here, householdId: id })],
    [0.4, () => ({ ...newHome(person), hamlet: person.hamlet })],
    [0.15, () => newHome(chance.pick(people))],
    [0.1, () => newHome(chance.pick(elsewhere.length > 0 ? elsewhere : people))],
  ])
}

const traditional: Record<string, string> = {
  ...{
    兰: '蘭',
    凤: '鳳',
    贵: '貴',
    华: '華',
    荣: '榮',
    国: '國',
    军: '軍',
    张: '張',
    刘: '劉',
    陈: '陳',
    杨: '楊',
  },
  ...{
    赵: '趙',
    黄: '黃',
    吴: '吳',
    孙: '孫',
    马: '馬',
    于: '於',
    阎: '閻',
    珍: '珎',
    芸: '蕓',
    莲: '蓮',
    龙: '龍',
  },
  ...{
    东: '東',
    顺: '順',
    丽: '麗',
    红: '紅',
    庆: '慶',
    宝: '寶',
    万: '萬',
    学: '學',
    银: '銀',
    发: '發',
    义: '義',
  },
}
let homophones: Map<string, string[]> | null = null

/** Characters of the name pools that sound like one another, as a pinyin keyboard offers them. */
function soundingLike(character: string): string[] {
  if (homophones === null) {
    homophones = new Map()
    const written = new Set(readCsv('jilin-demo-names.csv').flatMap(row => [...(row.text ?? '')]))
    for (const one of [...written, ...'瑛颖莹淑书叔琴勤岚澜枝知之志治致云芸慧惠卉洁杰捷丽莉立力'].sort()) {
      const sound = readingsOf(one).pinyin.split(' ')[0] ?? ''
      homophones.set(sound, [...(homophones.get(sound) ?? []), one])
    }
  }
  const sound = readingsOf(character).pinyin.split(' ')[0] ?? ''
  return (homophones.get(sound) ?? []).filter(other => other !== character)
}

function nameAgain({ name, ethnicity }: LedgerPerson, chance: Chance): string {
  const letters = [...name]
  const at = letters.length > 1 ? chance.between(1, letters.length - 1) : 0
  const replaced = (letter: string) => letters.map((one, place) => (place === at ? letter : one)).join('')
  if (ethnicity === '10' && chance.happens(0.25)) return hangulOf(name) ?? name
  return drawn(chance, [
    [0.74, () => name],
    [0.1, () => replaced(chance.pick([...soundingLike(letters[at] ?? ''), letters[at] ?? '']))],
    [0.07, () => letters.map(letter => traditional[letter] ?? letter).join('')],
    [0.04, () => replaced(chance.pick([...'秀英兰桂玉凤文国明德志春']))],
    [0.02, () => (letters.length === 3 ? letters.filter((_, place) => place !== at).join('') : name)],
    [0.03, () => (letters.length === 3 ? `${letters[0]}${letters[2]}${letters[1]}` : name)],
  ])
}

function numberAgain(number: string | null, chance: Chance): string | null {
  if (number === null) return null
  const at = chance.below(17)
  const digit = String((Number(number[at]) + chance.between(1, 9)) % 10)
  return drawn<string | null>(chance, [
    [0.3, () => null],
    [0.28, () => number.slice(0, at) + digit + number.slice(at + 1)],
    [0.17, () => number.slice(0, at) + number[at + 1] + number[at] + number.slice(at + 2)],
    [0.05, () => number.slice(0, 17) + chance.pick([...'0123456789X'])],
    [0.2, () => number],
  ])
}

type Birth = Pick<LedgerPerson, 'bornOn' | 'birthCalendar'>

function birthAgain({ bornOn, birthCalendar }: LedgerPerson, chance: Chance): Birth {
  if (bornOn === null) return { bornOn, birthCalendar }
  const [year = 0, month = 0, day = 0] = bornOn.split('-').map(Number)
  const two = (part: number) => String(part).padStart(2, '0')
  const orSame = (other: string): Birth => ({ bornOn: isDay(other) ? other : bornOn, birthCalendar })
  return drawn<Birth>(chance, [
    [0.7, () => ({ bornOn, birthCalendar })],
    [0.1, () => ({ bornOn: lunarToSolar(year, month, day, false) ?? bornOn, birthCalendar: 'lunar' })],
    [0.06, () => orSame(`${year + chance.pick([-1, 1])}-${two(month)}-${two(day)}`)],
    [0.04, () => orSame(`${year}-${two(day)}-${two(month)}`)],
    [0.04, () => orSame(`${year}-${two(month)}-${two(((day + chance.between(0, 26)) % 28) + 1)}`)],
    [0.04, () => ({ bornOn: `${year}-01-01`, birthCalendar: 'yearOnly' })],
    [0.02, () => ({ bornOn: null, birthCalendar })],
  ])
}

function numberOf(first14: string, sex: LedgerPerson['sex'], chance: Chance): string {
  const first17 =
    first14 +
    String(chance.between(1, 499) * 2 + (sex === 'male' ? 1 : 0))
      .padStart(3, '0')
      .slice(-3)
  return first17 + checkCharacterOf(first17)
}

/** Born on one day into one home; named alike, as twins are. */
function twin(person: LedgerPerson, id: string, chance: Chance): LedgerPerson {
  const other = chance.pick([...'兰英芳文武山林平安福禄海'].filter(letter => !person.name.endsWith(letter)))
  const name = [...person.name].slice(0, -1).join('') + other
  const number = numberOf(person.number?.slice(0, 14) ?? '', person.sex, chance)
  return { ...person, entity: id, id, name, number, kin: chance.happens(0.5) ? person.kin : null }
}

/** Of one name and one village, and nothing else in common. */
function neighbour(
  person: LedgerPerson,
  people: readonly LedgerPerson[],
  id: string,
  chance: Chance,
): LedgerPerson {
  const bornOn = addDays(
    person.bornOn ?? '1950-01-01',
    chance.between(90, 7000) * (chance.happens(0.5) ? 1 : -1),
  )
  const area = (person.number ?? chance.pick(people).number ?? '229901').slice(0, 6)
  return {
    ...person,
    ...{ entity: id, id, householdId: id, bornOn, birthCalendar: 'solar', kin: null },
    address: `东头${chance.between(1, 160)}号`,
    hamlet: chance.pick(people).hamlet,
    number: chance.happens(0.95) ? numberOf(area + bornOn.replaceAll('-', ''), person.sex, chance) : null,
    phone: `0433-0${String(chance.below(1_000_000)).padStart(6, '0')}`,
  }
}
