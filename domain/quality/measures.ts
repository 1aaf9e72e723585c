// What is wrong with a ledger of people, as counts whose lists can be opened; and a league that rewards mending.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Instant, MonthText, RegionCode } from '../kernel/shapes.ts'

/** Each counts elders on record; one elder may stand in several. */
export const qualityMeasures = choice({
  missingNumber: '没有证件号',
  missingBirth: '没有出生日期',
  missingCall: '没有任何电话可打',
  missingAddress: '没有住址',
  contradiction: '内容互相矛盾',
  stale: '超过一年没有核实',
  suspectedDouble: '疑似重复档案',
  maybeDead: '可能已经去世',
  veryHighAge: '年龄超过 105 岁',
})
export type QualityMeasure = KeyOf<typeof qualityMeasures>
export type QualityValues = Record<QualityMeasure, number>

/** In words for whoever opens the list: what it counts and what mends it. */
export const qualityMeanings: Readonly<Record<QualityMeasure, { what: string; mend: string }>> = {
  missingNumber: { what: '没有身份证号，或只有临时编号。', mend: '入户看证件后补登；确实没有的，写明依据。' },
  missingBirth: { what: '没有出生日期，年龄无从计算。', mend: '看证件补登；只知道年份的选“只知年份”。' },
  missingCall: { what: '本人和联系人都没有电话。', mend: '登记本人、子女或邻居的电话。' },
  missingAddress: { what: '户里没有住址，也没有屯（组）。', mend: '在“家庭”里补登住址或屯（组）。' },
  contradiction: {
    what: '登记为独居，同户却有其他在册老年人；或登记为独居、空巢，却长住机构；或不满 60 岁。',
    mend: '核对后更正类别、家庭或出生日期。',
  },
  stale: { what: '一年内没有修改、没有见面、也没有人确认过。', mend: '探访后在名单里“确认档案无误”。' },
  suspectedDouble: { what: '和另一份档案很像，还没有核对。', mend: '在“疑似重复”里合并，或确认是两个人。' },
  maybeDead: {
    what: '去世名单里有他、探访员报告去世，或最近一次上门说“已搬走或去世”，还没有核实。',
    mend: '核实后登记去世；健在的在来源处写明。',
  },
  veryHighAge: { what: '按出生日期已超过 105 岁。', mend: '上门核实是否健在、出生日期是否登错。' },
}

/** Share of records without this fault, in points of the whole: [J], written beside the league. */
const weights: Readonly<Record<QualityMeasure, number>> = {
  missingNumber: 3,
  missingBirth: 2,
  missingCall: 1,
  missingAddress: 1,
  contradiction: 2,
  stale: 2,
  suspectedDouble: 3,
  maybeDead: 4,
  veryHighAge: 1,
}

export const QualityFigures = z.object({
  elders: z.number(),
  values: z.record(z.string(), z.number()),
})
export type QualityFigures = z.output<typeof QualityFigures>

/** Of all weighted chances of a fault, how many are free of it: 100 is a ledger without a single one. */
export function cleanShare({ elders, values }: QualityFigures): number | null {
  if (elders === 0) return null
  const all = qualityMeasures.keys.reduce((sum, key) => sum + weights[key], 0) * elders
  return ((all - weightedFaults({ elders, values })) / all) * 100
}

function weightedFaults({ values }: QualityFigures): number {
  return qualityMeasures.keys.reduce((sum, key) => sum + weights[key] * (values[key] ?? 0), 0)
}

/**
 * How much of what was wrong at the end of last month is no longer wrong, from -100 (twice as much is wrong) to
 * 100 (nothing is). Null where nothing was wrong or last month was not counted.
 */
export function mendedShare(before: QualityFigures | null, now: QualityFigures): number | null {
  if (before === null) return null
  const was = weightedFaults(before)
  if (was === 0) return null
  return Math.max(-100, ((was - weightedFaults(now)) / was) * 100)
}

/**
 * The league's points: half for how clean the ledger is, half for how much was mended since last month, so that a
 * county that starts from a poor ledger and mends it stands before one that rests. Without a last month, clean alone.
 */
export function leaguePoints(before: QualityFigures | null, now: QualityFigures): number | null {
  const clean = cleanShare(now)
  if (clean === null) return null
  const mended = mendedShare(before, now)
  return mended === null ? clean : clean * 0.5 + ((mended + 100) / 2) * 0.5
}

export const QualityPart = z.object({
  code: RegionCode,
  name: z.string(),
  now: QualityFigures,
  /** At the end of last month; null when it was not counted. */
  before: z.nullable(QualityFigures),
})
export type QualityPart = z.output<typeof QualityPart>

export const QualityBoard = z.object({
  region: QualityPart,
  parts: z.array(QualityPart),
  month: MonthText,
  /** Null: counted this very moment. */
  countedAt: z.nullable(Instant),
})
export type QualityBoard = z.output<typeof QualityBoard>
