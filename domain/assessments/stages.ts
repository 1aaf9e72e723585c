// How an assessment travels: two assessors, a reviewer where it is needed, the elder told, a newer one in its place.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'

export const abilityStages = choice({
  awaitsSecond: '等第二名评估员评分',
  differing: '两名评估员等级不一致，待复核',
  awaitsReview: '按规定须复核',
  settled: '结果已定，待告知',
  told: '已告知',
  replaced: '已有更新的评估',
  setAside: '不予采用，须重新评估',
})
export type AbilityStage = KeyOf<typeof abilityStages>

/** What has been decided and may be used: by benefits, groups and figures. */
export const standingStages: readonly AbilityStage[] = ['settled', 'told']

export const reviewDecisions = choice({
  keepFirst: '采用第一名评估员的结果',
  keepSecond: '采用第二名评估员的结果',
  assessAgain: '都不采用，重新评估',
})
export type ReviewDecision = KeyOf<typeof reviewDecisions>

export const abilityActKinds = choice({
  submittedFirst: '第一名评估员提交',
  secondAgreed: '第二名评估员评分，等级一致',
  secondDiffered: '第二名评估员评分，等级不一致',
  keepFirst: '采用第一名评估员的结果',
  keepSecond: '采用第二名评估员的结果',
  assessAgain: '都不采用，重新评估',
  toldElder: '告知老年人',
})
export type AbilityActKind = KeyOf<typeof abilityActKinds>

export const toldWays = choice({
  elderSigned: '老年人签字',
  elderPressed: '老年人按手印',
  agentSigned: '代理人签字',
  witnessed: '口头告知，有见证人',
})
export type ToldWay = KeyOf<typeof toldWays>

interface Assessor {
  accountId: string
  medical: boolean
}

/** At least two people, at least one of them with a medical or nursing background [G, domain.md §2]. */
export function checkSecondAssessor(first: Assessor, second: Assessor): void {
  if (first.accountId === second.accountId)
    throw new Refused('rule_broken', '第二名评估员不能是提交人自己。请由另一名评估员登录后评分。')
  if (!first.medical && !second.medical)
    throw new Refused('rule_broken', '两名评估员里至少要有一名有医护背景。请由有医护背景的评估员登录后评分。')
}

export function checkStage(stage: AbilityStage, wanted: readonly AbilityStage[], act: string): void {
  if (wanted.includes(stage)) return
  throw new Refused(
    'conflict',
    `这次评估现在是“${abilityStages.words[stage]}”，不能${act}。请刷新看过最新情况后再办。`,
  )
}

/** The reviewer is a third person, and decides between the two results or for neither. */
export function checkReviewer(reviewer: string, assessors: readonly (string | null)[]): void {
  if (assessors.includes(reviewer))
    throw new Refused('rule_broken', '您参加了这次评估，不能自己复核。请由另一位有复核权的人员办理。')
}

/** Where the second assessor's scores lead: another level is a disagreement, another score alone is only noted. */
export function stageAfterSecond(sameLevel: boolean, mustReview: boolean): AbilityStage {
  if (!sameLevel) return 'differing'
  return mustReview ? 'awaitsReview' : 'settled'
}
