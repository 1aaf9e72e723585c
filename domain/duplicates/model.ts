// The model: what each sign is worth, from when on a pair is shown, and the words for it (docs/duplicate-model.md).
import type { PairVerdict } from './pair.ts'

/** Raised whenever a weight changes, so that stored pairs say what they were judged by. */
export const modelVersion = 1

/**
 * Weights are bits: log2 of how much likelier the sign is between two records of one person than between two
 * people taken by chance. Those of names are computed from how common the name is.
 */
export const reasonWords = {
  numberSame: '身份证号相同',
  numberSameOld: '15 位旧号换算后与身份证号相同',
  numberCheckOnly: '身份证号只差最后的校验位',
  numberOneDigit: '身份证号只差一位',
  numberSwapped: '身份证号只有相邻两位写反',
  numberOneDigitBothSound: '身份证号只差一位和校验位',
  numberNone: '有一方没有身份证号（重复建档时常见）',
  numberTail: '身份证号后四位相同',
  numberTailDiffers: '身份证号后四位不同',
  numberDiffersTail: '身份证号前十四位相同，后四位不同',
  numberDiffers: '两个身份证号都有效，但不是同一个号',
  numberDiffersUnsound: '身份证号不同，其中有一个校验不对',
  nameSame: '姓名相同',
  nameVariant: '姓名只是异体或繁简不同',
  nameHangul: '朝鲜文姓名与汉字姓名读音一致',
  nameSameSound: '姓名同音不同字',
  nameLookAlike: '姓名有一个形近字',
  nameNearSound: '姓名读音相近',
  nameTurned: '姓名的字相同，次序不同',
  nameOneCharacter: '姓名有一个字不同',
  nameShorter: '姓名少写一个字',
  nameSurnameOnly: '同姓，名字不同',
  nameDiffers: '姓名不同',
  birthSame: '出生日期相同',
  birthLunar: '一个按农历、一个按公历，是同一天',
  birthLunarUnsaid: '一个按农历算、另一个按公历算，可能是同一天',
  birthSwapped: '出生日期的月和日写反',
  birthYearNear: '出生月日相同，年份差一年',
  birthYearDigit: '出生月日相同，年份有一位数字不同',
  birthOneDigit: '出生年份相同，月日只差一处',
  birthYearOnly: '出生年份相同（有一方只知年份）',
  birthYearSame: '同年出生，月日不同',
  birthDiffers: '出生日期不同',
  birthFar: '出生年份相差很大',
  sexSame: '性别相同',
  sexDiffers: '性别不同',
  sexDoubtful: '性别不同，但有一方与身份证号不符',
  placeHousehold: '登记在同一户',
  placeAddress: '住址相同',
  placeHamlet: '同村同屯',
  placeVillage: '同一个村（社区）',
  placeOtherHamlet: '同一个村，不同屯',
  placeTownship: '同一个乡镇（街道）',
  placeCounty: '同一个县（市、区）',
  placePrefecture: '同一个市（州），不同县',
  placeFar: '不在同一个市（州）',
  phoneSame: '电话相同',
  phoneVillage: '电话相同（同村，可能合用）',
  phoneShared: '电话相同（同一户，本来就合用）',
  phoneTail: '电话后四位相同',
  phoneDiffers: '电话不同',
  kinSame: '亲属姓名和电话相同',
  kinName: '亲属姓名相同',
  kinShared: '亲属相同（同一户）',
  kinDiffers: '登记的亲属不同',
  ethnicitySame: '民族相同（少数民族）',
  ethnicityDiffers: '民族不同',
  twins: '同户同日出生而名字不同，可能是双胞胎',
  couple: '同户、异性、年龄相近，可能是夫妻',
} as const
export type ReasonCode = keyof typeof reasonWords

/** Weights that do not depend on the values compared. */
export const fixedWeights = {
  numberSame: 27,
  numberSameOld: 26,
  numberCheckOnly: 22,
  numberOneDigit: 18,
  numberSwapped: 18,
  numberOneDigitBothSound: 4,
  numberNone: 3,
  numberTail: 11,
  numberTailDiffers: -6,
  numberDiffersTail: -5,
  numberDiffers: -11,
  numberDiffersUnsound: -4,
  birthSame: 13.3,
  birthLunar: 10,
  birthLunarUnsaid: 8,
  birthSwapped: 7.5,
  birthYearNear: 7,
  birthYearDigit: 5.5,
  birthOneDigit: 4,
  birthYearOnly: 4.5,
  birthYearSame: -1,
  birthDiffers: -7,
  birthFar: -11,
  sexSame: 0.9,
  sexDiffers: -5,
  sexDoubtful: -1.5,
  placeHousehold: 14.5,
  placeAddress: 14,
  placeHamlet: 13,
  placeVillage: 12,
  placeOtherHamlet: 10.5,
  placeTownship: 6.5,
  placeCounty: 2,
  placePrefecture: -1,
  placeFar: -2.8,
  phoneSame: 11,
  phoneVillage: 6,
  phoneShared: 2,
  phoneTail: 5,
  phoneDiffers: -1.3,
  kinSame: 9,
  kinName: 5.5,
  kinShared: 1.5,
  kinDiffers: -1,
  ethnicitySame: 2,
  ethnicityDiffers: -1.5,
  twins: -14,
  couple: -6,
} as const satisfies Partial<Record<ReasonCode, number>>

export type FixedCode = keyof typeof fixedWeights

export interface Thresholds {
  /** From here on a pair is put before an officer. */
  review: number
  likely: number
  certain: number
}

export const usualThresholds: Thresholds = { review: 24, likely: 30, certain: 38 }

export interface Model {
  version: number
  thresholds: Thresholds
  /** Share of people carrying a folded name; without it the built-in table is asked. */
  nameShare?: (folded: string) => number
  /** log2 odds against two people of a whole province taken by chance being one. */
  priorBits: number
}

export const usualModel: Model = { version: modelVersion, thresholds: usualThresholds, priorBits: 25 }

export function verdictOf(score: number, { certain, likely, review }: Thresholds): PairVerdict {
  if (score >= certain) return 'certain'
  if (score >= likely) return 'likely'
  return score >= review ? 'possible' : 'unlikely'
}

export function probabilityOf(score: number, { priorBits }: Model): number {
  return 1 / (1 + 2 ** (priorBits - score))
}
