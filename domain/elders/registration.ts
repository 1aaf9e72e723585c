// What a ledger entry must satisfy before it is written: number, birth date and sex read together.
import type { Right } from '../accounts/rights.ts'
import type { Role } from '../accounts/roles.ts'
import { hasRight } from '../accounts/roles.ts'
import { levelOf } from '../kernel/area.ts'
import { ageOn, type Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { isSynthetic, readCitizenNumber } from './citizen-number.ts'
import { isOtherDocument, readOtherDocument } from './documents.ts'
import { type BirthCalendar, maskName, type NumberKind, type Sex } from './elder.ts'

interface Entry {
  sex: Sex
  bornOn: Day | null
  birthCalendar: BirthCalendar
  numberKind: NumberKind
  citizenNumber: string | null
}

interface EntryContext {
  today: Day
  /** A demonstration holds invented people only. */
  demo: boolean
}

const oldestAge = 130

/**
 * The entry with its number cleaned and what follows from the number filled in; refuses with a way to mend.
 * A birth date that differs from the number's is kept: villages know lunar and real birthdays (domain.md §11).
 */
export function checkedEntry<Given extends Entry>(entry: Given, { today, demo }: EntryContext): Given {
  if (entry.bornOn !== null && entry.bornOn > today) throw broken('出生日期还没有到。请改正后重试。')
  if (entry.bornOn !== null && ageOn(entry.bornOn, today) > oldestAge)
    throw broken(`按出生日期年龄超过 ${oldestAge} 岁。请核对出生年份后重试。`)
  if (entry.numberKind === 'none') {
    if (entry.citizenNumber !== null)
      throw broken('填了证件号，证件类型却是“暂无证件号”。请改选“身份证号”或清空证件号。')
    return entry
  }
  if (entry.citizenNumber === null) throw broken('还没有填写证件号。请补填，或把证件类型改为“暂无证件号”。')
  if (entry.numberKind === 'temporary') return entry
  if (isOtherDocument(entry.numberKind))
    return { ...entry, citizenNumber: readOtherDocument(entry.numberKind, entry.citizenNumber) }
  const reading = readCitizenNumber(entry.citizenNumber, { today })
  if (reading.number === null) throw broken(reading.sentence ?? '身份证号不能为空，请补填后重试。')
  if (demo !== isSynthetic(reading.number)) throw wrongSpace(demo)
  if (isStated(entry.sex) && entry.sex !== reading.sex)
    throw broken('性别与身份证号第 17 位不符（单数为男，双数为女）。请对照身份证核对后重试。')
  return {
    ...entry,
    citizenNumber: reading.number,
    numberKind: reading.kind === 'converted15' ? 'converted15' : entry.numberKind,
    sex: reading.sex ?? entry.sex,
    bornOn: entry.bornOn ?? reading.birthday,
  }
}

function isStated(sex: Sex): boolean {
  return sex === 'male' || sex === 'female'
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}

/** 2299NN was never issued: in a real ledger it is an invented person, in a demonstration the only kind allowed. */
function wrongSpace(demo: boolean): Refused {
  return demo
    ? broken('演示环境只能登记 2299 开头的演示号码，请勿录入真实身份证号。')
    : broken('2299 开头的是演示号码，不能录入正式台账。请填写真实身份证号。')
}

/** People are counted by village: an entry at a township would be lost to every village's list. */
export function checkVillage(regionCode: string): void {
  if (levelOf(regionCode) !== 'village')
    throw broken('老年人要登记到村（社区）。请选择具体的村或社区后重试。')
}

/** The conflict of one number on two people: names the county, never the person. */
export function numberTaken(place: string, heldBy: string | null = null): Refused {
  return new Refused(
    'conflict',
    `这个证件号已在${place}登记。请先核对是否同一人：是同一人请联系当地办理迁出，不是请核对号码。`,
    // Another county holds it: the two can settle it between them (domain/duplicates/disputes.ts).
    heldBy === null ? {} : { heldBy },
  )
}

/** Whoever registers, visits, assesses or lodges must know whom she has before her. */
const meetingRights: readonly Right[] = ['elder:edit', 'visit:record', 'assessment:record', 'stay:work']

/**
 * Those who work with people see names in full, for they must know whom to call on; those who only watch see
 * 王*兰 (domain.md §12).
 */
export function nameFor(role: Role, name: string): string {
  return meetingRights.some(right => hasRight(role, right)) ? name : maskName(name)
}
