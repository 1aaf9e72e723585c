// What a list of elders can be narrowed by: one shape for the screen, the saved list, the bulk act and the export.
import * as z from 'zod/mini'
import { levelOf } from '../kernel/area.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, text } from '../kernel/shapes.ts'
import { riskLevels } from '../risk/level.ts'
import { elderGroups, numberKinds, sexes, spokenLanguages } from './elder.ts'

const age = z.int().check(z.gte(0), z.lte(130))

export const elderFilterFields = {
  /** Name, pinyin, initials, or the last four digits of number or phone; a whole number is looked up by hash. */
  text: z.optional(text(40)),
  group: z.optional(elderGroups.schema),
  sex: z.optional(sexes.schema),
  /** Full years today, both ends included; who has no birth date is left out. */
  ageFrom: z.optional(age),
  ageTo: z.optional(age),
  numberKind: z.optional(numberKinds.schema),
  ethnicity: z.optional(z.string().check(z.regex(/^\d{2}$/))),
  spokenLanguage: z.optional(spokenLanguages.schema),
  /** Whether somebody is to call on her today. */
  hasVisitor: z.optional(z.boolean()),
  /** Not met for at least so many days, or never. */
  notVisitedDays: z.optional(z.int().check(z.gte(1), z.lte(3660))),
  willing: z.optional(z.boolean()),
  /** The level of the last reckoning, a person's where one has set it. */
  risk: z.optional(riskLevels.schema),
  /** To be visited within so many days, whoever is overdue among them; 0 is by today. */
  dueWithinDays: z.optional(z.int().check(z.gte(0), z.lte(366))),
  registeredFrom: z.optional(DayText),
  registeredTo: z.optional(DayText),
  /** Those who left the ledger instead of those in it. */
  ended: z._default(z.boolean(), false),
}
export const ElderFilter = z.strictObject(elderFilterFields)
export type ElderFilter = z.output<typeof ElderFilter>

/** These look at other tables for every record they pass; a county has a few thousand, a province half a million. */
const asksOthers = ['hasVisitor', 'notVisitedDays', 'risk', 'dueWithinDays'] as const

/** Refuses what would read a province to fill a page, and ages the wrong way round. */
export function checkFilter(regionCode: string, filter: Partial<ElderFilter>): void {
  const { ageFrom, ageTo, registeredFrom, registeredTo } = filter
  if (ageFrom !== undefined && ageTo !== undefined && ageFrom > ageTo)
    throw new Refused('invalid', '年龄的下限大于上限，请改正后重试。')
  if (registeredFrom !== undefined && registeredTo !== undefined && registeredFrom > registeredTo)
    throw new Refused('invalid', '建档日期的开始晚于结束，请改正后重试。')
  const isWide = ['province', 'prefecture'].includes(levelOf(regionCode))
  if (isWide && asksOthers.some(field => filter[field] !== undefined))
    throw new Refused('invalid', '“探访员”“多久没探访”“风险等级”和“该探访”请先选到县（市、区）再筛选。')
}

/** What a place for filters in an address holds: text only, nothing where nothing is asked. */
export type FilterWords = Record<string, string | undefined>

const wholeNumber = (word: string | undefined) =>
  word !== undefined && /^\d{1,4}$/.test(word) ? Number(word) : undefined
const yesOrNo = (word: string | undefined) => (word === 'yes' ? true : word === 'no' ? false : undefined)

/** Reads an address; words that mean nothing are left out, so that an old link still opens. */
export function filterFromWords(words: FilterWords): ElderFilter {
  const read = {
    ...words,
    text: words.text?.trim() || undefined,
    ageFrom: wholeNumber(words.ageFrom),
    ageTo: wholeNumber(words.ageTo),
    notVisitedDays: wholeNumber(words.notVisitedDays),
    dueWithinDays: wholeNumber(words.dueWithinDays),
    hasVisitor: yesOrNo(words.hasVisitor),
    willing: yesOrNo(words.willing),
    ended: words.ended === 'yes',
  }
  const fields = Object.entries(elderFilterFields).flatMap(([field, schema]) => {
    const value = read[field as keyof typeof read]
    const checked = value === undefined || value === '' ? null : schema.safeParse(value)
    return checked?.success && checked.data !== undefined ? [[field, checked.data]] : []
  })
  return ElderFilter.parse(Object.fromEntries(fields))
}

/** The words of an address for a filter: what `filterFromWords` reads back. */
export function wordsOfFilter(filter: Partial<ElderFilter>): Record<string, string> {
  const words = Object.entries(filter).flatMap(([field, value]) => {
    if (value === undefined || (field === 'ended' && value === false)) return []
    if (typeof value === 'boolean') return [[field, value ? 'yes' : 'no']]
    return [[field, String(value)]]
  })
  return Object.fromEntries(words)
}
