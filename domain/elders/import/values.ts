// Reads single values as villages write them: dates, sex, telephones, yes and no, groups, names, ethnicity.

import { type Day, isDay } from '../../kernel/day.ts'
import type { BirthCalendar, RecordedGroup, Sex } from '../elder.ts'
import { ethnicityNames } from '../ethnicities.ts'
import { readAbroad } from '../telephone.ts'

/** Turns a lunar day into a solar one; the almanac is a library, which the domain may not import. */
export type LunarToSolar = (year: number, month: number, day: number, isLeapMonth: boolean) => Day | null

export interface BirthReading {
  bornOn: Day | null
  birthCalendar: BirthCalendar
  /** 'month' and 'year' when the day is not known; bornOn is then the first day of it. */
  precision: 'day' | 'month' | 'year'
  isLunar: boolean
}

const isPlain = /^[\u4e00-\u9fff\x21-\x7e]*$/

/** NFKC halves full-width digits and signs; spaces inside a value are never meant. */
export function plain(text: string): string {
  // Common characters and ASCII stay as they are; normalising them was a fifth of the time of a row.
  if (isPlain.test(text)) return text
  return text
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
}

const lunarMark = /农历|阴历|旧历|古历|\((农|阴)\)|腊月|正月|冬月|初[一二三四五六七八九十]|闰/
const isoDay = /^\d{4}-\d{2}-\d{2}$/
const chineseDigits = '〇一二三四五六七八九'

export function readBirth(raw: string, today: Day, lunarToSolar?: LunarToSolar): BirthReading | null {
  if (isoDay.test(raw)) return birth(raw, 'day', false)
  const text = plain(raw)
    .replace(/[ T]\d{1,2}:\d{2}.*$/, '')
    .replace(/\s+/g, '')
  const isLunar = lunarMark.test(text)
  const isLeapMonth = /闰/.test(text)
  const numbers = westernYear(arabic(text.replace(/农历|阴历|旧历|古历|公历|阳历|\([^)]*\)|生于?|闰/g, '')))
  const parts = splitDate(numbers, today)
  if (!parts) return null
  const [year, month, day] = parts
  if (month === null) return birth(`${year}-01-01`, 'year', isLunar)
  if (day === null) return birth(`${year}-${two(month)}-01`, 'month', isLunar)
  if (!isLunar) return birth(`${year}-${two(month)}-${two(day)}`, 'day', false)
  const solar = lunarToSolar?.(year, month, day, isLeapMonth) ?? null
  return { bornOn: solar, birthCalendar: 'lunar', precision: 'day', isLunar }
}

function birth(bornOn: string, precision: BirthReading['precision'], isLunar: boolean): BirthReading | null {
  if (!isDay(bornOn)) return null
  const birthCalendar = precision === 'day' ? 'solar' : 'yearOnly'
  return { bornOn, birthCalendar, precision, isLunar }
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}

/** 一九四八年冬月初二 → 1948年11月2. */
function arabic(text: string): string {
  return text
    .replace(/[零○]/g, '〇')
    .replace(/[〇一二三四五六七八九]{4}(?=年)/g, year =>
      [...year].map(digit => chineseDigits.indexOf(digit)).join(''),
    )
    .replace(/正月/, '1月')
    .replace(/冬月/, '11月')
    .replace(/腊月/, '12月')
    .replace(/初|元(?=年)/g, mark => (mark === '元' ? '1' : ''))
    .replace(/[廿卅]|[一二三四五六七八九十]+/g, word => String(smallNumber(word)))
}

function smallNumber(word: string): number {
  if (word === '廿') return 20
  if (word === '卅') return 30
  const [tens, ones] = word.includes('十') ? word.split('十') : ['', word]
  const ten = word.includes('十') ? (tens ? chineseDigits.indexOf(tens) : 1) : 0
  return ten * 10 + (ones ? chineseDigits.indexOf(ones) : 0)
}

/** 民国 37 年 is 1948; 民国 began in 1912. */
function westernYear(text: string): string {
  return text.replace(/民国(\d{1,2})年?/, (_, year) => `${1911 + Number(year)}年`)
}

function splitDate(text: string, today: Day): [number, number | null, number | null] | null {
  const separated =
    /^(\d{4}|\d{2})(?:年|[./\-、,])(?:(\d{1,2})(?:月|[./\-、,])?(?:(\d{1,2})[日号]?)?)?(?:[T ].*|\d{1,2}:\d{2}.*)?$/.exec(
      text,
    )
  if (separated) return [fullYear(separated[1]!, today), part(separated[2]), part(separated[3])]
  const packed = /^((?:18|19|20)\d{2})(\d{2})(\d{2})?$/.exec(text)
  if (packed) return [Number(packed[1]), part(packed[2]), part(packed[3])]
  if (/^(18|19|20)\d{2}$/.test(text)) return [Number(text), null, null]
  // An Excel serial of someone alive: 1 is 1900-01-01, five digits reach 2173.
  if (/^\d{4,5}(\.0+)?$/.test(text)) {
    const day = new Date((Math.floor(Number(text)) - 25_569) * 86_400_000).toISOString()
    return [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))]
  }
  return null
}

function part(text: string | undefined): number | null {
  return text === undefined || Number(text) === 0 ? null : Number(text)
}

/** In a ledger of the old, 48 is 1948; two digits are only this century when they would not be yet to come. */
function fullYear(text: string, today: Day): number {
  if (text.length === 4) return Number(text)
  return Number(text) <= Number(today.slice(2, 4)) - 60 ? 2000 + Number(text) : 1900 + Number(text)
}

const sexWords: Record<string, Sex> = {
  男: 'male',
  男性: 'male',
  '1': 'male',
  M: 'male',
  MALE: 'male',
  남: 'male',
  女: 'female',
  女性: 'female',
  '2': 'female',
  F: 'female',
  FEMALE: 'female',
  여: 'female',
  未知: 'unknown',
  不详: 'unknown',
  '0': 'unknown',
  未说明: 'notStated',
  '9': 'notStated',
}

/** Null when the word is not known. */
export function readSex(raw: string): Sex | null {
  return sexWords[plain(raw).toUpperCase()] ?? null
}

export interface PhoneReading {
  phones: string[]
  /** What could not be read as a telephone. */
  rest: string
}

const usualPhone = /^(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/

export function readPhones(raw: string): PhoneReading {
  if (raw === '') return { phones: [], rest: '' }
  if (usualPhone.test(raw)) return { phones: [raw.replace('-', '')], rest: '' }
  const text = plain(raw).replace(/^'/, '').replace(/\.0$/, '')
  const phones: string[] = []
  const rest: string[] = []
  for (const piece of text.split(/[/、,;；，\n]|\s{2,}|\s(?=1[3-9]\d{9})/)) {
    const digits = piece
      .replace(/[\s()+]/g, '')
      .replace(/^86(?=1\d{10}$)/, '')
      .replace(/[-–—]/g, '')
    if (digits === '') continue
    const abroad = readAbroad(piece)
    if (abroad !== null) {
      phones.push(abroad)
      continue
    }
    if (/^1[3-9]\d{9}$|^0\d{9,11}$|^[2-8]\d{6,7}$/.test(digits)) phones.push(digits)
    else rest.push(piece.trim())
  }
  return { phones: [...new Set(phones)], rest: rest.join('、') }
}

/** Null when the word is neither; an empty cell says nothing and is not no. */
export function readYesNo(raw: string): boolean | null {
  const text = plain(raw).toUpperCase()
  if (/^(是|有|√|✓|✔|☑|对|Y|YES|1|TRUE|真|●|★|O)$/.test(text)) return true
  if (/^(否|无|没有|不是|×|✗|✕|X|N|NO|0|FALSE|假|-|\/)$/.test(text)) return false
  return null
}

const groupWords: [RegExp, RecordedGroup | 'veryOld'][] = [
  [/独居|孤寡|孤老/, 'livesAlone'],
  [/空巢/, 'emptyNest'],
  [/留守/, 'leftBehind'],
  [/特困|五保|分散供养/, 'tekun'],
  [/高龄|(?:80|八十)岁以上/, 'veryOld'],
  [/失能|半失能|不能自理|卧床|失智/, 'careDependent'],
  [/重残|重度残疾|残疾.{0,3}[一二12]级|[一二12]级.{0,3}残疾/, 'severeDisability'],
  [/计生特殊|计划生育特殊|特殊家庭|失独|特扶/, 'specialFamily'],
]

export interface GroupsReading {
  groups: RecordedGroup[]
  /** 高龄 was written: it follows from the birth date and is never stored. */
  saysVeryOld: boolean
  unknown: string[]
}

/** “独居、空巢/五保” in one cell; “非独居” and “无” name no group. */
export function readGroups(raw: string): GroupsReading {
  const groups = new Set<RecordedGroup>()
  const unknown: string[] = []
  let saysVeryOld = false
  for (const piece of plain(raw).split(/[、,，;；/|+\s]+|和|及|且/)) {
    const word = piece.replace(/老人|老年人|人员|家庭$/g, '')
    if (word === '' || /^(无|否|非|不是|不属于|一般|普通|正常|健康)/.test(word)) continue
    const found = groupWords.filter(([pattern]) => pattern.test(piece))
    if (found.length === 0) unknown.push(piece)
    for (const [, group] of found) {
      if (group === 'veryOld') saysVeryOld = true
      else groups.add(group)
    }
  }
  return { groups: [...groups], saysVeryOld, unknown }
}

export interface NameReading {
  name: string
  /** What stood in brackets: “已故”, “户主”. */
  remark: string | null
}

const usualName = /^[\u4e00-\u9fff]{2,4}$/

export function readName(raw: string): NameReading {
  if (usualName.test(raw)) return { name: raw, remark: null }
  const text = raw.normalize('NFKC').replace(/[\u200b-\u200f\ufeff]/g, '')
  const bracket = /[(［[【]([^)］\]】]*)[)］\]】]?/.exec(text)
  const bare = bracket ? text.replace(bracket[0], '') : text
  const name = /[A-Za-z]/.test(bare) ? bare.trim().replace(/\s+/g, ' ') : bare.replace(/\s+/g, '')
  return {
    name: name.replace(/[•・.]/g, '·').replace(/^\*+|\*+$/g, ''),
    remark: bracket?.[1]?.trim() || null,
  }
}

export function readEthnicity(raw: string): string | null {
  const text = plain(raw)
    .replace(/族$/, '')
    .replace(/^(鲜|朝)$/, '朝鲜')
    .replace(/^蒙$/, '蒙古')
  const at = ethnicityNames.indexOf(text)
  if (at >= 0) return two(at + 1)
  return /^\d{1,2}$/.test(text) && Number(text) >= 1 && Number(text) <= 56 ? two(Number(text)) : null
}
