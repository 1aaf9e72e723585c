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
