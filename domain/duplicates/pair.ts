// Two records that may be one person: where the pair was found and how it stands.
import { choice, type KeyOf } from '../kernel/choice.ts'

export const pairSources = choice({
  atNight: '夜间比对',
  atEntry: '登记时',
  atImport: '表格导入',
  onPhone: '手机登记',
})
export type PairSource = KeyOf<typeof pairSources>

/** `obsolete`: one of the two records no longer stands, so that there is nothing left to decide. */
export const pairStates = choice({
  toReview: '待核对',
  samePerson: '已合并',
  twoPeople: '确认是两个人',
  disputed: '两县协商中',
  obsolete: '无需核对',
})
export type PairState = KeyOf<typeof pairStates>

/** What an officer says of a pair without merging it. */
export const pairDecisions = choice({ twoPeople: '确认是两个人', toReview: '待核对' })
export type PairDecision = KeyOf<typeof pairDecisions>

/** How sure the comparison is (docs/duplicate-model.md); where each begins is a setting. */
export const pairVerdicts = choice({
  certain: '几乎肯定是同一人',
  likely: '很可能是同一人',
  possible: '可能是同一人',
  unlikely: '不太像同一人',
})
export type PairVerdict = KeyOf<typeof pairVerdicts>

/** Compares what has just been entered with the province; whoever enters or changes people wakes it after commit. */
export const arrivalsJob = 'duplicates.arrivals'
