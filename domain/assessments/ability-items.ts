// GB/T 42195-2022 老年人能力评估规范: 26 items in four blocks. More points are better, 90 is the most (data/gbt42195.json).
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'
import { type AnchorSet, anchorsZh } from './anchors.ts'

export const abilityBlocks = choice({
  ownCare: '自理能力',
  movement: '基础运动能力',
  mind: '精神状态',
  senses: '感知觉与社会参与',
})
export type AbilityBlock = KeyOf<typeof abilityBlocks>

/** Code of the standard → block, name, steps, and a note on what belongs to the item. */
const items = {
  'B1.1': ['ownCare', '进食', 'eating', ''],
  'B1.2': ['ownCare', '修饰', 'help', '洗脸、刷牙、梳头、刮脸、剪指甲'],
  'B1.3': ['ownCare', '洗澡', 'help', ''],
  'B1.4': ['ownCare', '穿/脱上衣', 'help', '包括系扣子、拉拉链'],
  'B1.5': ['ownCare', '穿/脱裤子和鞋袜', 'help', ''],
  'B1.6': ['ownCare', '小便控制', 'urine', ''],
  'B1.7': ['ownCare', '大便控制', 'bowel', ''],
  'B1.8': ['ownCare', '如厕', 'help', '包括解裤子、擦净、穿好裤子'],
  'B2.1': ['movement', '床上体位转移', 'help', '翻身、从躺到坐'],
  'B2.2': ['movement', '床椅转移', 'help', ''],
  'B2.3': ['movement', '平地行走', 'walking', ''],
  'B2.4': ['movement', '上下楼梯', 'stairs', ''],
  'B3.1': ['mind', '时间定向', 'time', ''],
  'B3.2': ['mind', '空间定向', 'place', ''],
  'B3.3': ['mind', '人物定向', 'person', ''],
  'B3.4': ['mind', '记忆', 'memory', ''],
  'B3.5': ['mind', '理解能力', 'understanding', ''],
  'B3.6': ['mind', '表达能力', 'speech', ''],
  'B3.7': ['mind', '攻击行为', 'lastMonth', '打人、骂人、咬人、毁坏东西'],
  'B3.8': ['mind', '抑郁症状', 'lastMonth', '情绪低落、不爱说话、总是哭、说不想活'],
  'B3.9': ['mind', '意识水平', 'consciousness', ''],
  'B4.1': ['senses', '视力', 'vision', ''],
  'B4.2': ['senses', '听力', 'hearing', ''],
  'B4.3': ['senses', '执行日常事务', 'affairs', '洗衣服、小额购物、自己管药'],
  'B4.4': ['senses', '使用交通工具外出', 'outing', ''],
  'B4.5': ['senses', '社会交往能力', 'social', ''],
} as const satisfies Record<string, readonly [AbilityBlock, string, AnchorSet, string]>

export type AbilityCode = keyof typeof items

export interface AbilityItem {
  code: AbilityCode
  block: AbilityBlock
  name: string
  anchors: AnchorSet
  note: string
  /** The best score: 4, 3, 2 or 1; the worst is always 0. */
  maximum: number
}

export const abilityCodes = Object.keys(items) as AbilityCode[]

export const abilityItems: readonly AbilityItem[] = abilityCodes.map(code => {
  const [block, name, anchors, note] = items[code]
  return { code, block, name, anchors, note, maximum: anchorsZh[anchors].length - 1 }
})

const itemOf = new Map(abilityItems.map(item => [item.code, item]))

export function abilityItem(code: AbilityCode): AbilityItem {
  return itemOf.get(code) as AbilityItem
}

export function itemsOfBlock(block: AbilityBlock): AbilityItem[] {
  return abilityItems.filter(item => item.block === block)
}

export type Scores = Readonly<Record<AbilityCode, number>>
export type PartialScores = Partial<Scores>

const scoreField = ({ name, maximum }: AbilityItem) =>
  z
    .int()
    .check(
      z.gte(0, { error: `“${name}”的分数不能小于 0` }),
      z.lte(maximum, { error: `“${name}”最多 ${maximum} 分` }),
    )

const scoreFields = Object.fromEntries(abilityItems.map(item => [item.code, scoreField(item)])) as Record<
  AbilityCode,
  ReturnType<typeof scoreField>
>

/** Every item answered, each within its own maximum: a table of 22 items or one of 100 points does not fit. */
export const Scores = z.strictObject(scoreFields)

/** 26 digits in the order of the standard: how an assessment is stored. */
export function digitsOf(scores: Scores): string {
  return abilityCodes.map(code => String(scores[code])).join('')
}

export function scoresFrom(digits: string): Scores {
  return Object.fromEntries(abilityCodes.map((code, place) => [code, Number(digits[place])])) as Scores
}

export function totalOf(scores: Scores): number {
  return sum(abilityItems, scores)
}

/** What a block has so far; items not yet answered count nothing. */
export function blockSum(scores: PartialScores, block: AbilityBlock): number {
  return sum(itemsOfBlock(block), scores)
}

export function blockMaximum(block: AbilityBlock): number {
  return itemsOfBlock(block).reduce((all, item) => all + item.maximum, 0)
}

export const fullScore = abilityItems.reduce((all, item) => all + item.maximum, 0)

function sum(of: readonly AbilityItem[], scores: PartialScores): number {
  return of.reduce((all, { code }) => all + (scores[code] ?? 0), 0)
}
