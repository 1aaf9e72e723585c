// A walk through the home: the hazards seen there, together with what the elder can do, propose adaptation items.
import { choice, type KeyOf } from '../kernel/choice.ts'
import type { PartialScores } from './ability-items.ts'
import { type AbilityCode, abilityItem } from './ability-items.ts'
import type { HomePart } from './adaptation.ts'

/** Stored with every check. */
export const homeSafetyRulesVersion = 1

/** Each is a question that can be answered by looking; the list is ours [J], the rooms are those of the 30 items. */
export const homeHazards = choice({
  slipperyFloor: '地面滑，或没有防滑垫',
  stepsInHome: '门口或屋里有台阶、高低差',
  unevenYard: '地面坑洼、院子没有硬化',
  noRailInPassage: '走廊、台阶旁没有扶手',
  highThreshold: '有门槛，容易绊倒',
  doorBlocksWay: '门往里开，挡路或不好开',
  doorTooNarrow: '房门窄，轮椅或助行器过不去',
  knobHardToTurn: '门把手要拧才能开，手没力气拧不动',
  doorbellUnheard: '有人敲门听不见',
  bedHardToUse: '床或炕太高太矮，起身困难',
  noBedRail: '床边没有可以抓的地方，有掉床的危险',
  noToiletRail: '厕所、洗澡处没有扶手',
  squatToilet: '是蹲便或旱厕，蹲不下、站不起',
  tapHardToTurn: '水龙头拧不动，或冷热难调',
  highBathEdge: '浴缸或淋浴间有高边，跨不过去',
  standsToBathe: '洗澡只能站着',
  worktopUnfit: '灶台、案板太高或太低',
  cupboardTooHigh: '吊柜太高，要踩凳子够东西',
  darkAtNight: '夜里起来看不清，没有夜灯',
  socketsUnfit: '插座、开关够不着，或拉线、老化',
  sharpCorners: '桌角、墙角尖，容易磕碰',
  furnitureUnfit: '椅子、沙发太矮太软，站不起来',
  aloneAtRisk: '一个人在家，出事没人知道',
})
export type HomeHazard = KeyOf<typeof homeHazards>

/** The rooms in the order one walks through them. */
const hazardsByPart: Readonly<Record<HomePart, readonly HomeHazard[]>> = {
  floor: ['slipperyFloor', 'stepsInHome', 'unevenYard', 'noRailInPassage'],
  door: ['highThreshold', 'doorBlocksWay', 'doorTooNarrow', 'knobHardToTurn', 'doorbellUnheard'],
  bedroom: ['bedHardToUse', 'noBedRail'],
  bathroom: ['noToiletRail', 'squatToilet', 'tapHardToTurn', 'highBathEdge', 'standsToBathe'],
  kitchen: ['worktopUnfit', 'cupboardTooHigh'],
  surroundings: ['darkAtNight', 'socketsUnfit', 'sharpCorners', 'furnitureUnfit'],
  elderDevices: ['aloneAtRisk'],
}

export function hazardsOfPart(part: HomePart): readonly HomeHazard[] {
  return hazardsByPart[part]
}

/** A hazard alone is reason enough for the item that removes it. */
const itemForHazard: Readonly<Record<HomeHazard, number>> = {
  ...{ slipperyFloor: 1, stepsInHome: 2, unevenYard: 3, noRailInPassage: 4 },
  ...{ highThreshold: 5, doorBlocksWay: 6, doorTooNarrow: 7, knobHardToTurn: 8, doorbellUnheard: 9 },
  ...{ bedHardToUse: 10, noBedRail: 11 },
  ...{ noToiletRail: 13, squatToilet: 14, tapHardToTurn: 15, highBathEdge: 16, standsToBathe: 17 },
  ...{ worktopUnfit: 18, cupboardTooHigh: 19 },
  ...{ darkAtNight: 20, socketsUnfit: 21, sharpCorners: 22, furnitureUnfit: 23 },
  aloneAtRisk: 30,
}

/** What the elder can no longer do is a reason too: the item, the item of the assessment, and up to which score. */
const itemForAbility: readonly { item: number; code: AbilityCode; upTo: number; because: string }[] = [
  { item: 10, code: 'B2.1', upTo: 1, because: '翻身、坐起大部分要人帮' },
  { item: 11, code: 'B2.2', upTo: 3, because: '上下床要人提醒或帮忙' },
  { item: 12, code: 'B2.1', upTo: 1, because: '长时间卧床，要防压疮' },
  { item: 13, code: 'B1.8', upTo: 3, because: '上厕所要人提醒或帮忙' },
  { item: 17, code: 'B1.3', upTo: 3, because: '洗澡要人提醒或帮忙' },
  { item: 24, code: 'B2.3', upTo: 3, because: '走路有摔倒的危险' },
  { item: 25, code: 'B2.3', upTo: 1, because: '走路要人用力搀扶或不能走' },
  { item: 26, code: 'B4.1', upTo: 1, because: '看不太清' },
  { item: 27, code: 'B4.2', upTo: 1, because: '听不太清' },
  { item: 28, code: 'B1.1', upTo: 3, because: '吃饭要提醒、辅具或帮忙' },
  { item: 29, code: 'B3.2', upTo: 2, because: '说不全住址，出门可能走失' },
  { item: 29, code: 'B3.4', upTo: 2, because: '记性明显变差，出门可能走失' },
]
/** With a cane alone someone who cannot walk is not helped; nor with a rail someone who never leaves the bed. */
const notWhen: readonly { item: number; code: AbilityCode; upTo: number }[] = [
  { item: 24, code: 'B2.3', upTo: 1 },
]

export interface AdaptationProposal {
  /** Number in the list of 30. */
  item: number
  /** In words, for the elder and the officer who pays: “地面滑，或没有防滑垫；走路有摔倒的危险（平地行走 3 分）”. */
  reason: string
}

/** In the order of the list; an item with several reasons stands once. `scores` are of the latest assessment, if any. */
export function proposeAdaptations(
  hazards: readonly HomeHazard[],
  scores: PartialScores | null,
): AdaptationProposal[] {
  const reasons = new Map<number, string[]>()
  const add = (item: number, reason: string) => reasons.set(item, [...(reasons.get(item) ?? []), reason])
  for (const hazard of homeHazards.keys)
    if (hazards.includes(hazard)) add(itemForHazard[hazard], homeHazards.words[hazard])
  const isUpTo = ({ code, upTo }: { code: AbilityCode; upTo: number }) => {
    const score = scores?.[code]
    return score !== undefined && score <= upTo
  }
  for (const rule of itemForAbility.filter(isUpTo))
    add(rule.item, `${rule.because}（${abilityItem(rule.code).name} ${scores?.[rule.code]} 分）`)
  for (const { item } of notWhen.filter(isUpTo)) reasons.delete(item)
  return [...reasons]
    .sort(([one], [other]) => one - other)
    .map(([item, words]) => ({ item, reason: words.join('；') }))
}
