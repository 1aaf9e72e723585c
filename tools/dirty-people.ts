// Synthetic people of a village sheet, and every usual way their row is spoilt, with what must become of it.
import { checkCharacterOf } from '../domain/elders/citizen-number.ts'
import type { RecordedGroup } from '../domain/elders/elder.ts'
import type { ImportField } from '../domain/elders/import/columns.ts'
import type { ProblemCode } from '../domain/elders/import/problems.ts'
import { addDays, ageOn, type Day } from '../domain/kernel/day.ts'
import { lunarDayOf } from '../server/elders/almanac.ts'
import type { Chance } from '../server/synthetic/chance.ts'
import { drawGivenName, drawSurname } from '../server/synthetic/names.ts'
import type { RawCell } from './raw-sheet.ts'

export interface DirtyPerson {
  name: string
  sex: 'male' | 'female'
  bornOn: Day
  /** As on the card: 2299NN, which was never issued. */
  citizenNumber: string
  isKorean: boolean
  /** 0433-0…: no exchange connects it. */
  phone: string
  groups: RecordedGroup[]
}

export type RowCells = Partial<Record<ImportField, RawCell>>

export interface Ending {
  status: 'ready' | 'suspicious' | 'refused'
  /** The problem that must be among those told; null when the row only has to be understood. */
  code: ProblemCode | null
}

interface Dirt {
  ending: Ending
  /** Where a file of text shows it otherwise. */
  endingInCsv?: Ending
  spoil: (person: DirtyPerson, chance: Chance, today: Day) => RowCells
}

export const text = (shown: string): RawCell => ({ kind: 'text', shown })
const numeric = (stored: string, shown = stored): RawCell => ({ kind: 'number', stored, shown })

interface PersonWish {
  areaCode: string
  today: Day
  /** What the last characters must be like for a kind of dirt to be that dirt. */
  fits: (number: string) => boolean
}

export function makePerson(wish: PersonWish, taken: Set<string>, chance: Chance): DirtyPerson {
  const isKorean = chance.happens(0.4)
  const ethnic = isKorean ? 'korean' : 'han'
  const sex = chance.happens(0.55) ? 'female' : 'male'
  const groups: RecordedGroup[] = []
  const living = chance.pick<RecordedGroup | null>(['livesAlone', 'emptyNest', null, null])
  if (living) groups.push(living)
  if (chance.happens(0.1)) groups.push('careDependent')
  const phone = `0433-0${String(chance.below(1_000_000)).padStart(6, '0')}`
  const youngest = `${Number(wish.today.slice(0, 4)) - 60}${wish.today.slice(4, 8)}01`
  for (;;) {
    const bornOn = addDays(youngest, -chance.between(40, 32 * 365))
    const sequence = chance.between(1, 499) * 2 + (sex === 'male' ? 1 : 0)
    const first17 = `${wish.areaCode}${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
    const citizenNumber = first17 + checkCharacterOf(first17)
    if (taken.has(citizenNumber) || !wish.fits(citizenNumber)) continue
    taken.add(citizenNumber)
    const name = drawSurname(ethnic, chance) + drawGivenName(ethnic, sex, Number(bornOn.slice(0, 4)), chance)
    return { name, sex, bornOn, citizenNumber, isKorean, phone, groups }
  }
}

const ready: Ending = { status: 'ready', code: null }
const told = (code: ProblemCode): Ending => ({ status: 'ready', code })
const suspicious = (code: ProblemCode): Ending => ({ status: 'suspicious', code })
const refused = (code: ProblemCode): Ending => ({ status: 'refused', code })

const fullWidth = (digits: string) =>
  digits.replace(/[0-9X]/g, mark => String.fromCharCode(mark.charCodeAt(0) + 0xfee0))
const dotted = (day: Day) => day.split('-').map(Number).join('.')
const inScientific = (number: string) => `${number[0]}.${number.slice(1, 15).replace(/0+$/, '') || '0'}E+17`
const shortScientific = (number: string) => `${Number(number.slice(0, 7)) / 1e6}`.slice(0, 7).concat('E+17')

function wrongDigit(number: string, chance: Chance): string {
  const digit = String((Number(number[16]) + chance.between(1, 9)) % 10)
  return number.slice(0, 16) + digit + number.slice(17)
}

function lunarText(day: Day): string {
  const lunar = lunarDayOf(day)
  return `${lunar.year}年${lunar.isLeapMonth ? '闰' : ''}${lunar.month}月${lunar.day}日（农历）`
}

export const dirts = {
  good: { ending: ready, spoil: () => ({}) },
  fullWidth: {
    ending: ready,
    spoil: ({ citizenNumber }) => ({ citizenNumber: text(fullWidth(citizenNumber)) }),
  },
  spacedNumber: {
    ending: ready,
    spoil: ({ citizenNumber: it }) => ({
      citizenNumber: text(`${it.slice(0, 6)} ${it.slice(6, 14)} ${it.slice(14)} `),
    }),
  },
  lowerX: {
    ending: ready,
    spoil: ({ citizenNumber }) => ({ citizenNumber: text(citizenNumber.toLowerCase()) }),
  },
  old15: {
    ending: told('numberConverted'),
    spoil: ({ citizenNumber: it }) => ({ citizenNumber: text(it.slice(0, 6) + it.slice(8, 17)) }),
  },
  lunarBirthday: { ending: told('birthLunar'), spoil: ({ bornOn }) => ({ bornOn: text(lunarText(bornOn)) }) },
  yearOnly: {
    ending: told('birthPartial'),
    spoil: ({ bornOn }) => ({ bornOn: text(`${bornOn.slice(0, 4)}年`) }),
  },
  spacedName: {
    ending: ready,
    spoil: ({ name }) => ({ name: text(` ${[...name].join('　')} `) }),
  },
  bracketName: { ending: suspicious('nameRemark'), spoil: ({ name }) => ({ name: text(`${name}（已故）`) }) },
  zeroedNumber: {
    ending: suspicious('numberDamaged'),
    spoil: ({ citizenNumber: it, bornOn }) => ({
      citizenNumber: numeric(`${it.slice(0, 15)}000`),
      bornOn: text(dotted(bornOn)),
    }),
  },
  zeroedNumberAlone: {
    ending: refused('numberDamagedAlone'),
    spoil: ({ citizenNumber: it }) => ({ citizenNumber: numeric(`${it.slice(0, 15)}000`), bornOn: null }),
  },
  scientificNumber: {
    ending: suspicious('numberDamaged'),
    spoil: ({ citizenNumber: it, bornOn }) => ({
      citizenNumber: numeric(inScientific(it), shortScientific(it)),
      bornOn: text(dotted(bornOn)),
    }),
  },
  badCheck: {
    ending: refused('numberImpossible'),
    spoil: ({ citizenNumber }, chance) => ({ citizenNumber: text(wrongDigit(citizenNumber, chance)) }),
  },
  badMonth: {
    ending: refused('numberImpossible'),
    spoil: ({ citizenNumber: it }) => ({ citizenNumber: text(`${it.slice(0, 10)}13${it.slice(12)}`) }),
  },
  lostDigit: {
    ending: refused('numberImpossible'),
    spoil: ({ citizenNumber: it }) => ({ citizenNumber: text(it.slice(0, 17)) }),
  },
  letterInNumber: {
    ending: refused('numberImpossible'),
    spoil: ({ citizenNumber: it }) => ({ citizenNumber: text(it.replace('0', 'O')) }),
  },
  numberMissing: { ending: suspicious('numberMissing'), spoil: () => ({ citizenNumber: text('无') }) },
  temporaryNumber: {
    ending: suspicious('numberTemporary'),
    spoil: (_, chance) => ({ citizenNumber: text(`临${chance.between(1000, 9999)}`) }),
  },
  mergedNumber: {
    ending: suspicious('mergedNumber'),
    endingInCsv: suspicious('numberMissing'),
    spoil: () => ({ citizenNumber: null }),
  },
  wrongBirthday: {
    ending: suspicious('birthDiffers'),
    spoil: ({ bornOn }) => ({ bornOn: text(dotted(addDays(bornOn, 29))) }),
  },
  unreadBirthday: {
    ending: suspicious('birthUnread'),
    spoil: ({ bornOn }) => ({ bornOn: text(`${bornOn.slice(0, 4)}.13.2`) }),
  },
  futureBirthday: {
    ending: refused('birthFuture'),
    spoil: (_, __, today) => ({ bornOn: text(`${Number(today.slice(0, 4)) + 22}.11.2`) }),
  },
  noBirthday: {
    ending: suspicious('birthMissing'),
    spoil: () => ({ citizenNumber: null, bornOn: null }),
  },
  wrongSex: {
    ending: suspicious('sexDiffers'),
    spoil: ({ sex }) => ({ sex: text(sex === 'male' ? '女' : '男') }),
  },
  wrongAge: {
    ending: suspicious('ageDiffers'),
    spoil: ({ bornOn }, _, today) => ({ age: numeric(String(ageOn(bornOn, today) - 12)) }),
  },
  lostZeroPhone: {
    ending: suspicious('phoneUnread'),
    spoil: ({ phone }) => ({ phone: numeric(phone.replace('-', '').slice(1)) }),
  },
  unknownEthnicity: {
    ending: suspicious('ethnicityUnread'),
    spoil: () => ({ ethnicity: text('东北族') }),
  },
  nameMissing: { ending: refused('nameMissing'), spoil: () => ({ name: null }) },
  oddName: { ending: suspicious('nameOdd'), spoil: ({ name }) => ({ name: text(`${name}2`) }) },
} as const satisfies Record<string, Dirt>

export type DirtyKind = keyof typeof dirts
export const dirtyKinds = Object.keys(dirts) as DirtyKind[]

export function endingOf(kind: DirtyKind, format: string): Ending {
  const dirt: Dirt = dirts[kind]
  return format === 'xlsx' ? dirt.ending : (dirt.endingInCsv ?? dirt.ending)
}

/** What the card's number must be like for a kind of dirt to be that dirt. */
export function numberFits(kind: DirtyKind): (number: string) => boolean {
  if (kind === 'lowerX') return number => number.endsWith('X')
  if (kind === 'letterInNumber') return number => number.includes('0')
  // Zeros written over the end must not happen to be right.
  if (kind === 'zeroedNumber' || kind === 'zeroedNumberAlone') {
    return number => checkCharacterOf(`${number.slice(0, 15)}00`) !== '0'
  }
  return () => true
}

const birthWritings: ((day: Day) => RawCell)[] = [
  day => text(dotted(day)),
  day => text(day),
  day => text(day.replaceAll('-', '')),
  day => text(`${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`),
  day => text(fullWidth(day).replaceAll('-', '／')),
  day => ({ kind: 'date', stored: serialOf(day), shown: dotted(day).replaceAll('.', '/') }),
  day => numeric(serialOf(day)),
  day =>
    day < '1949-10-01'
      ? text(`民国${Number(day.slice(0, 4)) - 1911}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`)
      : text(dotted(day).slice(2)),
]

function serialOf(day: Day): string {
  return String(Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569)
}

/** A person's row as a careful clerk would write it; each clerk has habits, so the same fact looks different. */
export function cleanCells(person: DirtyPerson, today: Day, chance: Chance): RowCells {
  return {
    name: text(person.name),
    sex: text(person.sex === 'male' ? '男' : '女'),
    citizenNumber: text(person.citizenNumber),
    bornOn: chance.pick(birthWritings)(person.bornOn),
    age: numeric(String(ageOn(person.bornOn, today) + chance.below(2))),
    ethnicity: text(chance.pick(person.isKorean ? ['朝鲜族', '朝鲜', '鲜'] : ['汉族', '汉'])),
    phone: text(chance.happens(0.5) ? person.phone : fullWidth(person.phone.replace('-', ''))),
  }
}
