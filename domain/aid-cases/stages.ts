// The stages of a case and who may move it: domain.md §1.5. One table; screens grey out what it forbids.
import type { Role } from '../accounts/roles.ts'
import { type AidCaseActKind, type AidCaseLevel, type AidCaseStage, aidCaseStages } from './aid-case.ts'
import { postReaches } from './rules.ts'

/** Act → stages it may be done in → the stage after it; absent: the stage stays. */
interface Move {
  from: readonly AidCaseStage[]
  to?: AidCaseStage
}

const working: readonly AidCaseStage[] = ['open', 'acknowledged', 'inProgress']
const standing: readonly AidCaseStage[] = [...working, 'resolved', 'verified']

/** What others send in may come after the end. */
const anytime: readonly AidCaseStage[] = [...standing, 'closed', 'rejected', 'joined']

/**
 * A note never moves a case, so that a remark (also one from the next visit) cannot pass for an answer.
 * Reopening leads back to work and keeps every clock: the elder has been waiting since the first day.
 */
export const moves: Readonly<Record<AidCaseActKind, Move>> = {
  opened: { from: [], to: 'open' },
  acknowledged: { from: ['open'], to: 'acknowledged' },
  noted: { from: standing },
  // The neighbour is there first but answers for nothing: the case waits for its owner as before.
  neighbourAsked: { from: working },
  onSite: { from: working, to: 'inProgress' },
  handedOver: { from: working },
  escalated: { from: working },
  resolved: { from: ['acknowledged', 'inProgress'], to: 'resolved' },
  verified: { from: ['resolved'], to: 'verified' },
  closed: { from: ['verified'], to: 'closed' },
  rejected: { from: ['open', 'acknowledged'], to: 'rejected' },
  reopened: { from: ['resolved', 'verified', 'closed', 'rejected'], to: 'inProgress' },
  // The elder has died or moved away: nothing is left to solve, and nobody need say it is.
  elderLeft: { from: standing, to: 'closed' },
  // That was a mistake: the case stands again where it stood.
  resumed: { from: ['closed'] },
  // The stove warms again, the door has opened: whoever raised the alarm takes it back, in whatever stage it stands.
  signOfLife: { from: standing, to: 'closed' },
  // A plan, another body's answer, a meeting: they help and do not answer, so the stage stays.
  planned: { from: standing },
  taskDone: { from: standing },
  taskDropped: { from: standing },
  referred: { from: standing },
  referralReceived: { from: anytime },
  referralAnswered: { from: anytime },
  conferred: { from: standing },
  rechecked: { from: anytime },
  // One trouble, one case to work: the other waits behind it and can stand up again where it stood.
  joined: { from: standing, to: 'joined' },
  tookIn: { from: standing },
  unmerged: { from: ['joined'] },
  letGo: { from: anytime },
}

/** The stage after an act; the caller has asked `whyNot`. */
export function stageAfter(stage: AidCaseStage, kind: AidCaseActKind): AidCaseStage {
  return moves[kind].to ?? stage
}

/** The stage a list of acts leads to; null when they could not have been done in this order. */
export function stageOf(kinds: readonly AidCaseActKind[]): AidCaseStage | null {
  if (kinds[0] !== 'opened') return null
  let stage: AidCaseStage = 'open'
  let beforeEnd: AidCaseStage | null = null
  for (const kind of kinds.slice(1)) {
    if (!moves[kind].from.includes(stage)) return null
    const standsUp = kind === 'resumed' || kind === 'unmerged'
    if (standsUp && beforeEnd === null) return null
    if (kind === 'elderLeft' || kind === 'joined') beforeEnd = stage
    stage = standsUp ? (beforeEnd ?? stage) : stageAfter(stage, kind)
  }
  return stage
}

export const endedStages = ['closed', 'rejected', 'joined'] as const satisfies readonly AidCaseStage[]

export function isEnded(stage: AidCaseStage): boolean {
  return endedStages.some(each => each === stage)
}

/** What a person asks for; the other acts follow from these or are nobody's. */
export type AidCaseMove = Exclude<
  AidCaseActKind,
  'opened' | 'escalated' | 'elderLeft' | 'resumed' | 'signOfLife' | 'tookIn' | 'letGo'
>

/** The acts a move writes down: closing what nobody has verified is verifying and closing in one. */
export function actsOf(move: AidCaseMove, stage: AidCaseStage): readonly AidCaseActKind[] {
  return move === 'closed' && stage !== 'verified' ? ['verified', 'closed'] : [move]
}

export interface AidCaseFacts {
  level: AidCaseLevel
  stage: AidCaseStage
  regionCode: string
  ownerId: string
  ownerName: string
  /** Who opened it, and who last reported it solved; null for the clock and for nobody yet. */
  openedBy: string | null
  resolvedBy: string | null
}

export interface AidCaseActor {
  accountId: string
  role: Role
  regionCode: string
}

/** What anybody who has a post there may add, whoever answers for the case. */
const helping: readonly AidCaseMove[] = ['noted', 'onSite', 'neighbourAsked', 'taskDone', 'rechecked']

const refusalOf: Readonly<Partial<Record<AidCaseMove, string>>> = {
  acknowledged: '只有待响应的个案可以响应',
  noted: '个案已结束，不能再记录进展；如问题又出现，请先“重新办理”',
  onSite: '个案已报告解决或已结束，不能再记录到场；如问题又出现，请先“重新办理”',
  handedOver: '个案已报告解决或已结束，不能转交；如问题又出现，请先“重新办理”',
  resolved: '请先响应个案，再报告已解决',
  closed: '请先由办理人“报告已解决”，再核实结案',
  rejected: '个案已开始办理或已结束，不能再不予立案；请办理完成后结案',
  reopened: '个案仍在办理中，或已并入另一个案，不需要重新办理',
  verified: '请先由办理人“报告已解决”，再核实',
  neighbourAsked: '已有人报告解决，或个案已结束，不需要再请邻居去看',
  joined: '个案已结束，不能再并案',
  unmerged: '这个个案没有并入别的个案',
}
const ended = '个案已结束，不能再办理；如问题又出现，请先“重新办理”'

/** Why a move is refused, in a sentence for the person; null when it may be done. */
export function whyNot(move: AidCaseMove, aidCase: AidCaseFacts, actor: AidCaseActor): string | null {
  const stages = moves[actsOf(move, aidCase.stage)[0] ?? move].from
  if (!stages.includes(aidCase.stage))
    return `${refusalOf[move] ?? ended}。（现在是“${aidCaseStages.words[aidCase.stage]}”）`
  if (!postReaches(actor.regionCode, aidCase.regionCode))
    return '这个个案不在您的辖区内，请联系当地乡镇办理。'
  return whyNotThisPerson(move, aidCase, actor)
}

/** A grave case is never ended by the one who says it is solved (§1.5), nor thrown out by the one who opened it. */
function whyNotThisPerson(move: AidCaseMove, aidCase: AidCaseFacts, actor: AidCaseActor): string | null {
  const grave = aidCase.level === 'p0' || aidCase.level === 'p1'
  if (grave && (move === 'closed' || move === 'verified') && aidCase.resolvedBy === actor.accountId)
    return '一、二级个案须由第二个人核实结案，报告解决的人不能自己结案。请同级或上级的另一位同事核实。'
  if (grave && move === 'rejected' && aidCase.openedBy === actor.accountId)
    return '一、二级个案须由第二个人审核，立案人不能自己退回。请同级或上级的另一位同事处理。'
  const worksForAnybody = actor.role === 'townshipOfficer' || actor.role === 'countyOfficer'
  const helps = helping.includes(move)
  if (!helps && !worksForAnybody && aidCase.ownerId !== actor.accountId)
    return `这个个案由${aidCase.ownerName}负责，请联系负责人，或请乡镇转交给您后再办理。`
  return null
}
