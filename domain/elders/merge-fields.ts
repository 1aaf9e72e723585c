// Two records of one person: which value survives, field by field, each with its reason in words.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { Day } from '../kernel/day.ts'
import type { BirthCalendar, NumberKind, Sex, SpokenLanguage } from './elder.ts'

/** What survives together: a birth date with its calendar, a number with its kind. */
export const mergeFields = choice({
  name: '姓名',
  sex: '性别',
  birth: '出生日期',
  ethnicity: '民族',
  spokenLanguage: '使用语言',
  citizenNumber: '证件号码',
  phone: '电话',
  household: '所在的户',
  healthNote: '健康备注',
  note: '备注',
  willingToBeVisited: '探访意愿',
  registeredOn: '建档日期',
})
export type MergeField = KeyOf<typeof mergeFields>

/** `joined` joins two texts; everything else comes from one of the two records. */
export const mergeSides = choice({ survivor: '用保留的', absorbed: '用并入的', joined: '两份都留' })
export type MergeSide = KeyOf<typeof mergeSides>

/** A record as the rules of merging look at it; numbers and telephones opened. */
export interface MergeRecord {
  id: string
  countyCode: string
  regionCode: string
  name: string
  sex: Sex
  bornOn: Day | null
  birthCalendar: BirthCalendar
  ethnicity: string
  spokenLanguage: SpokenLanguage
  numberKind: NumberKind
  citizenNumber: string | null
  phone: string | null
  householdId: string
  address: string
  hamlet: string | null
  healthNote: string | null
  note: string | null
  willingToBeVisited: boolean
  registeredOn: Day
  /** The last day somebody changed the record or met the person. */
  confirmedOn: Day
  endedOn: Day | null
  endingKind: 'died' | 'movedOut' | 'merged' | null
  mergedInto: string | null
}

export interface FieldProposal {
  field: MergeField
  differs: boolean
  take: MergeSide
  /** What else an officer may choose. */
  choices: MergeSide[]
  reason: string
}

interface Verdict {
  take: MergeSide
  reason: string
}

const keep: Verdict = { take: 'survivor', reason: '沿用保留的档案' }

/** The sides of every field that an officer may overrule. */
export function survivingFields(survivor: MergeRecord, merged: MergeRecord): FieldProposal[] {
  return mergeFields.keys.map(field => {
    const differs = !isSame(field, survivor, merged)
    if (!differs) return { field, differs, take: 'survivor', choices: ['survivor'], reason: '两份相同' }
    return { field, differs, choices: choicesOf(field, survivor, merged), ...judge[field](survivor, merged) }
  })
}

/** The proposal with what the officer chose instead; a choice that is not open is left out. */
export function chosenSides(
  proposals: readonly FieldProposal[],
  chosen: Partial<Record<MergeField, MergeSide | undefined>>,
): Record<MergeField, MergeSide> {
  const sides = proposals.map(({ field, take, choices }) => {
    const wanted = chosen[field]
    return [field, wanted !== undefined && choices.includes(wanted) ? wanted : take]
  })
  return Object.fromEntries(sides) as Record<MergeField, MergeSide>
}

function choicesOf(field: MergeField, survivor: MergeRecord, merged: MergeRecord): MergeSide[] {
  // Whoever lives in another village is entered there by moving, not by merging.
  if (field === 'household' && survivor.regionCode !== merged.regionCode) return ['survivor']
  if (field !== 'note' && field !== 'healthNote') return ['survivor', 'absorbed']
  return survivor[field] !== null && merged[field] !== null
    ? ['joined', 'survivor', 'absorbed']
    : ['survivor', 'absorbed']
}

function isSame(field: MergeField, one: MergeRecord, other: MergeRecord): boolean {
  switch (field) {
    case 'birth':
      return one.bornOn === other.bornOn && one.birthCalendar === other.birthCalendar
    case 'citizenNumber':
      return one.citizenNumber === other.citizenNumber && one.numberKind === other.numberKind
    case 'phone':
      return digitsOf(one.phone) === digitsOf(other.phone)
    case 'household':
      return one.householdId === other.householdId
    default:
      return one[field] === other[field]
  }
}

const digitsOf = (phone: string | null) => phone?.normalize('NFKC').replace(/\D/g, '') ?? null

/** A citizen number that has passed its check digit stands above anything a village gave out. */
const numberRank: Record<NumberKind, number> = {
  citizen: 3,
  residencePermit: 3,
  foreignResident: 3,
  passport: 3,
  hkMacaoPermit: 3,
  taiwanPermit: 3,
  converted15: 2,
  temporary: 1,
  none: 0,
}
const calendarRank: Record<BirthCalendar, number> = { solar: 2, lunar: 1, yearOnly: 0 }

export function hasOwnNumber({ numberKind, citizenNumber }: MergeRecord): boolean {
  return citizenNumber !== null && numberRank[numberKind] >= 2
}

function byRank(one: number, other: number, reason: string): Verdict | null {
  if (one === other) return null
  return { take: one > other ? 'survivor' : 'absorbed', reason }
}

function byConfirmation(survivor: MergeRecord, merged: MergeRecord, what: string): Verdict {
  if (merged.confirmedOn > survivor.confirmedOn)
    return { take: 'absorbed', reason: `${what}，最近一次核对在 ${merged.confirmedOn}` }
  return { take: 'survivor', reason: `${what}，最近一次核对在 ${survivor.confirmedOn}` }
}

const presence = (value: unknown) => (value === null || value === '' ? 0 : 1)

const judge: Record<MergeField, (survivor: MergeRecord, merged: MergeRecord) => Verdict> = {
  name: (survivor, merged) =>
    byRank(Number(hasOwnNumber(survivor)), Number(hasOwnNumber(merged)), '随登记了身份证号的那份') ?? keep,
  sex: (survivor, merged) =>
    byRank(stated(survivor.sex), stated(merged.sex), '填明了性别的那份') ??
    byRank(Number(hasOwnNumber(survivor)), Number(hasOwnNumber(merged)), '随登记了身份证号的那份') ??
    keep,
  birth: (survivor, merged) =>
    byRank(presence(survivor.bornOn), presence(merged.bornOn), '有出生日期的那份') ??
    byRank(
      calendarRank[survivor.birthCalendar],
      calendarRank[merged.birthCalendar],
      '公历日期准于农历，完整日期准于只有年份',
    ) ??
    byRank(Number(hasOwnNumber(survivor)), Number(hasOwnNumber(merged)), '随登记了身份证号的那份') ??
    keep,
  ethnicity: (survivor, merged) =>
    byRank(Number(survivor.ethnicity !== '01'), Number(merged.ethnicity !== '01'), '汉族常是默认填写') ??
    keep,
  spokenLanguage: (survivor, merged) =>
    byRank(
      Number(survivor.spokenLanguage !== 'zh'),
      Number(merged.spokenLanguage !== 'zh'),
      '汉语常是默认填写',
    ) ?? keep,
  citizenNumber: (survivor, merged) =>
    byRank(
      numberRank[survivor.numberKind],
      numberRank[merged.numberKind],
      '身份证号准于换算号，换算号准于临时编号',
    ) ?? { ...keep, reason: differentDigits(survivor.citizenNumber, merged.citizenNumber) },
  phone: (survivor, merged) =>
    byRank(presence(survivor.phone), presence(merged.phone), '有电话的那份') ??
    byConfirmation(survivor, merged, '核对较晚的电话'),
  household(survivor, merged) {
    if (survivor.regionCode !== merged.regionCode)
      return { take: 'survivor', reason: '两份不在同一个村，住处随保留的档案；人已搬家请另办迁移' }
    return (
      byRank(addressLength(survivor), addressLength(merged), '地址写得更详细的那一户') ??
      byConfirmation(survivor, merged, '核对较晚的住处')
    )
  },
  healthNote: joined('healthNote'),
  note: joined('note'),
  willingToBeVisited: (survivor, merged) => byConfirmation(survivor, merged, '较晚表达的意愿'),
  registeredOn: (survivor, merged) =>
    merged.registeredOn < survivor.registeredOn
      ? { take: 'absorbed', reason: '较早的建档日期' }
      : { take: 'survivor', reason: '较早的建档日期' },
}

function joined(field: 'note' | 'healthNote') {
  return (survivor: MergeRecord, merged: MergeRecord): Verdict =>
    byRank(presence(survivor[field]), presence(merged[field]), '只有这一份写了') ?? {
      take: 'joined',
      reason: '两份的话都保留',
    }
}

/** Both texts, each sentence once. */
export function joinedText(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  if (one.includes(other)) return one
  return other.includes(one) ? other : `${one}\n${other}`
}

const stated = (sex: Sex) => Number(sex === 'male' || sex === 'female')
const addressLength = ({ address, hamlet }: MergeRecord) => [...`${hamlet ?? ''}${address}`].length

/** Where two numbers part, without saying a digit. */
export function differentDigits(one: string | null, other: string | null): string {
  if (one === null || other === null || one.length !== other.length) return '两个号码不同，请对照证件核对'
  const places = [...one].flatMap((digit, index) => (digit === other[index] ? [] : [index + 1]))
  if (places.length > 4) return '两个号码大部分不同，请对照证件核对'
  return `两个号码只有第 ${places.join('、')} 位不同，请对照证件核对`
}

/** What a person chose, field by field. */
export const ChosenSides = z.partial(
  z.strictObject(
    Object.fromEntries(mergeFields.keys.map(field => [field, mergeSides.schema])) as Record<
      MergeField,
      typeof mergeSides.schema
    >,
  ),
)
