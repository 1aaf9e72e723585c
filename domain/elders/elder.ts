// The shape of an elder in the ledger, the eight groups, and the masks screens show.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { ageOn, type Day } from '../kernel/day.ts'
import { DayText, Id, Instant, RegionCode } from '../kernel/shapes.ts'

/** Jilin's eight key groups (吉民议字〔2023〕22号); identifiers follow the glossary. */
export const elderGroups = choice({
  livesAlone: '独居',
  emptyNest: '空巢',
  leftBehind: '留守',
  tekun: '特困',
  veryOld: '高龄',
  careDependent: '失能',
  severeDisability: '重残',
  specialFamily: '计划生育特殊家庭',
})
export type ElderGroup = KeyOf<typeof elderGroups>

/** The seven that are recorded with evidence; veryOld follows from the birth date and is never stored. */
export const recordedGroups = choice({
  livesAlone: '独居',
  emptyNest: '空巢',
  leftBehind: '留守',
  tekun: '特困',
  careDependent: '失能',
  severeDisability: '重残',
  specialFamily: '计划生育特殊家庭',
})
export type RecordedGroup = KeyOf<typeof recordedGroups>

/** GB/T 2261.1 in words. */
export const sexes = choice({ unknown: '未知', male: '男', female: '女', notStated: '未说明' })
export type Sex = KeyOf<typeof sexes>
export const birthCalendars = choice({ solar: '公历', lunar: '农历', yearOnly: '只知年份' })
export type BirthCalendar = KeyOf<typeof birthCalendars>
export const spokenLanguages = choice({ zh: '汉语', ko: '朝鲜语', both: '汉语和朝鲜语' })
export type SpokenLanguage = KeyOf<typeof spokenLanguages>
/** Apart from what is spoken: many speak a language they never learned to read (domain.md §11). */
export const readLanguages = choice({
  zh: '汉字',
  ko: '朝鲜文',
  both: '汉字和朝鲜文',
  cannotRead: '不识字',
})
export type ReadLanguage = KeyOf<typeof readLanguages>
export const numberKinds = choice({
  citizen: '身份证号',
  converted15: '由 15 位旧号换算',
  passport: '护照',
  hkMacaoPermit: '港澳居民来往内地通行证',
  taiwanPermit: '台湾居民来往大陆通行证',
  residencePermit: '港澳台居民居住证',
  foreignResident: '外国人永久居留身份证',
  temporary: '临时编号',
  none: '暂无证件号',
})
export type NumberKind = KeyOf<typeof numberKinds>
export const absenceKinds = choice({
  institution: '入住机构',
  hospital: '住院',
  away: '外出',
  refusal: '书面拒绝探访',
})
export type AbsenceKind = KeyOf<typeof absenceKinds>
export const endingKinds = choice({ died: '去世', movedOut: '迁出', merged: '并入另一份档案' })
export type EndingKind = KeyOf<typeof endingKinds>

/** Groups held on a day: the recorded ones in force, and veryOld by age. */
export function groupsOn(
  recorded: readonly RecordedGroup[],
  bornOn: Day | null,
  day: Day,
  veryOldAge: number,
): ElderGroup[] {
  const isVeryOld = bornOn !== null && ageOn(bornOn, day) >= veryOldAge
  return elderGroups.keys.filter(group =>
    group === 'veryOld' ? isVeryOld : recorded.includes(group as RecordedGroup),
  )
}

// Masks of domain.md §12: what a screen shows before anyone gives a reason to see more.

/** 王*兰, 王*: the first character, and the last of three or more. */
export function maskName(name: string): string {
  const letters = [...name]
  if (letters.length <= 1) return name
  const last = letters.length >= 3 ? letters.at(-1) : ''
  return `${letters[0]}${'*'.repeat(Math.max(1, letters.length - 2))}${last}`
}

/** Only the last four digits of a citizen number. */
export function maskNumber(tail: string | null): string | null {
  return tail === null ? null : `**************${tail}`
}

/** Only the last four digits of a telephone. */
export function maskPhone(tail: string | null): string | null {
  return tail === null ? null : `*******${tail}`
}

/** A line of a list: enough to recognise the elder, nothing to steal. */
export const ElderRow = z.object({
  countyCode: z.string(),
  id: Id,
  regionCode: RegionCode,
  villageName: z.string(),
  townshipName: z.string(),
  hamlet: z.nullable(z.string()),
  address: z.string(),
  name: z.string(),
  sex: sexes.schema,
  age: z.nullable(z.number()),
  groups: z.array(elderGroups.schema),
  numberMask: z.nullable(z.string()),
  phoneMask: z.nullable(z.string()),
  ethnicity: z.string(),
  spokenLanguage: spokenLanguages.schema,
  visitorName: z.nullable(z.string()),
  lastVisitedOn: z.nullable(DayText),
  registeredOn: DayText,
  /** The last day somebody looked the whole entry over and found it right. */
  confirmedOn: z.nullable(DayText),
  endedOn: z.nullable(DayText),
})
export type ElderRow = z.output<typeof ElderRow>

export const Elder = z.object({
  ...ElderRow.shape,
  version: z.number(),
  bornOn: z.nullable(DayText),
  birthCalendar: birthCalendars.schema,
  /** Null: nobody has asked yet. */
  readLanguage: z.nullable(readLanguages.schema),
  hardOfHearing: z.boolean(),
  weakSight: z.boolean(),
  numberKind: numberKinds.schema,
  householdId: Id,
  note: z.nullable(z.string()),
  willingToBeVisited: z.boolean(),
  synthetic: z.boolean(),
  memberships: z.array(
    z.object({
      id: Id,
      group: recordedGroups.schema,
      validFrom: DayText,
      validTo: z.nullable(DayText),
      evidence: z.string(),
    }),
  ),
  contacts: z.array(
    z.object({
      id: Id,
      name: z.string(),
      relation: z.string(),
      phoneMask: z.nullable(z.string()),
      livesIn: z.nullable(z.string()),
    }),
  ),
  absences: z.array(
    z.object({
      kind: absenceKinds.schema,
      validFrom: DayText,
      validTo: z.nullable(DayText),
      reason: z.string(),
    }),
  ),
  household: z.array(z.object({ id: Id, name: z.string(), age: z.nullable(z.number()) })),
  /** The record that stands for the person, when this one has been merged; no name outside the area. */
  mergedInto: z.nullable(z.object({ id: Id, name: z.nullable(z.string()) })),
  /** The records merged into this one. */
  mergedIds: z.array(Id),
  updatedAt: Instant,
})
export type Elder = z.output<typeof Elder>
