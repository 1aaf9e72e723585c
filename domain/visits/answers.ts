// The 24 answered fields of the visit form, in blocks, and their letters as stored (domain.md §1.4).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'

export const answerLevels = choice({ ok: '正常', attention: '需关注', danger: '危险', notAsked: '未问' })
export type AnswerLevel = KeyOf<typeof answerLevels>

export const visitBlocks = choice({
  health: '健康',
  mental: '精神',
  economy: '经济',
  safety: '安全',
  care: '照护',
  change: '变化',
})
export type VisitBlock = KeyOf<typeof visitBlocks>

/**
 * The document counts 24 fields with N1, the services wanted. N1 is a list and is kept as `needs`; the form
 * has 24 fields that take an answer letter (H 6, M 4, E 6, S 5, C 2, N2 1): docs/decisions/0004.
 */
export const visitFields = choice({
  H1: '神情气色',
  H2: '行动',
  H3: '反应',
  H4: '慢性病',
  H5: '近期病情变化',
  H6: '按时服药',
  M1: '情绪',
  M2: '思维',
  M3: '压力或孤独',
  M4: '轻生言语',
  E1: '吃饭',
  E2: '穿衣和取暖燃料',
  E3: '住房',
  E4: '看病花费',
  E5: '纳入救助',
  E6: '救助金到账',
  S1: '用电',
  S2: '燃气、炉灶和一氧化碳',
  S3: '供水和取暖',
  S4: '跌倒隐患',
  S5: '诈骗或非法集资接触',
  C1: '赡养人尽责',
  C2: '受虐待或无人照管',
  N2: '家庭重大变化',
})
export type VisitField = KeyOf<typeof visitFields>

export const fieldsOfBlock: Readonly<Record<VisitBlock, readonly VisitField[]>> = {
  health: ['H1', 'H2', 'H3', 'H4', 'H5', 'H6'],
  mental: ['M1', 'M2', 'M3', 'M4'],
  economy: ['E1', 'E2', 'E3', 'E4', 'E5', 'E6'],
  safety: ['S1', 'S2', 'S3', 'S4', 'S5'],
  care: ['C1', 'C2'],
  change: ['N2'],
}

/** Never filled in by "everything fine": the visitor must look and say (life, fire, fraud, abuse). */
export const dangerFields = ['H5', 'M4', 'S2', 'S5', 'C2'] as const satisfies readonly VisitField[]

/** Services an elder may want (N1). */
export const visitNeeds = choice({
  meal: '助餐',
  bath: '助浴',
  clean: '保洁',
  doctor: '看病',
  transport: '出行',
  shopping: '代购',
  repair: '维修',
  aidDevice: '辅助器具',
})
export type VisitNeed = KeyOf<typeof visitNeeds>

export type Answers = Record<VisitField, AnswerLevel>
/** Nobody asked anything yet. */
export const allUnasked = Object.fromEntries(visitFields.keys.map(field => [field, 'notAsked'])) as Answers

const answerShape = Object.fromEntries(visitFields.keys.map(field => [field, answerLevels.schema])) as Record<
  VisitField,
  typeof answerLevels.schema
>
export const Answers = z.strictObject(answerShape)

const letters: Record<AnswerLevel, string> = { ok: 'o', attention: 'a', danger: 'd', notAsked: 'n' }
const levels = new Map(Object.entries(letters).map(([level, letter]) => [letter, level as AnswerLevel]))

/** 24 letters instead of 400 bytes of JSON: five million visits fit in memory for a recount. */
export function lettersOf(answers: Answers): string {
  return visitFields.keys.map(field => letters[answers[field]]).join('')
}

/** A loop and no list of pairs: a night asks half a million times. */
export function answersFrom(text: string): Answers {
  const answers = { ...allUnasked }
  for (let index = 0; index < visitFields.keys.length; index++) {
    const field = visitFields.keys[index]
    if (field !== undefined) answers[field] = levels.get(text[index] ?? '') ?? 'notAsked'
  }
  return answers
}
