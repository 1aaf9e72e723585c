// The 30 items of home adaptation (民发〔2020〕86号): 7 basic, which government pays for, and 23 optional.
import * as z from 'zod/mini'
import { choice, type KeyOf } from '../kernel/choice.ts'

export const homeParts = choice({
  floor: '地面',
  door: '门',
  bedroom: '卧室',
  bathroom: '如厕洗浴',
  kitchen: '厨房',
  surroundings: '物理环境',
  elderDevices: '老年用品',
})
export type HomePart = KeyOf<typeof homeParts>

export const adaptationKinds = choice({ basicItem: '基础项', optionalItem: '可选项' })
export type AdaptationKind = KeyOf<typeof adaptationKinds>

const list = [
  ['floor', '防滑处理', 'basicItem'],
  ['floor', '高差处理（坡道）', 'basicItem'],
  ['floor', '平整硬化', 'optionalItem'],
  ['floor', '安装扶手', 'optionalItem'],
  ['door', '门槛移除', 'optionalItem'],
  ['door', '平开门改为推拉门', 'optionalItem'],
  ['door', '房门拓宽', 'optionalItem'],
  ['door', '下压式门把手改造', 'optionalItem'],
  ['door', '安装闪光振动门铃', 'optionalItem'],
  ['bedroom', '配置护理床', 'optionalItem'],
  ['bedroom', '安装床边护栏（抓杆）', 'basicItem'],
  ['bedroom', '配置防压疮垫', 'optionalItem'],
  ['bathroom', '安装扶手', 'basicItem'],
  ['bathroom', '蹲便器改坐便器', 'optionalItem'],
  ['bathroom', '水龙头改造', 'optionalItem'],
  ['bathroom', '浴缸或淋浴间改造', 'optionalItem'],
  ['bathroom', '配置淋浴椅', 'basicItem'],
  ['kitchen', '台面改造', 'optionalItem'],
  ['kitchen', '加设中部柜', 'optionalItem'],
  ['surroundings', '安装自动感应灯具', 'optionalItem'],
  ['surroundings', '电源插座及开关改造', 'optionalItem'],
  ['surroundings', '安装防撞护角、防撞条、提示标识', 'optionalItem'],
  ['surroundings', '适老家具配置', 'optionalItem'],
  ['elderDevices', '手杖', 'basicItem'],
  ['elderDevices', '轮椅或助行器', 'optionalItem'],
  ['elderDevices', '放大装置', 'optionalItem'],
  ['elderDevices', '助听器', 'optionalItem'],
  ['elderDevices', '自助进食器具', 'optionalItem'],
  ['elderDevices', '防走失装置', 'basicItem'],
  ['elderDevices', '安全监控装置', 'optionalItem'],
] as const satisfies readonly (readonly [HomePart, string, AdaptationKind])[]

export interface AdaptationItem {
  /** 1–30, the number of the list and of every local plan made from it. */
  number: number
  part: HomePart
  name: string
  kind: AdaptationKind
}

export const adaptationItems: readonly AdaptationItem[] = list.map(([part, name, kind], place) => ({
  ...{ number: place + 1, part, name, kind },
}))

export const AdaptationNumber = z.int().check(z.gte(1), z.lte(adaptationItems.length))

export function adaptationItem(number: number): AdaptationItem {
  return adaptationItems[number - 1] as AdaptationItem
}

/** How far one item of one home has come; a list to be funded later starts from the planned ones. */
export const adaptationStates = choice({
  suggested: '建议改造',
  plannedWork: '列入改造计划',
  leftOut: '不改造',
})
export type AdaptationState = KeyOf<typeof adaptationStates>
