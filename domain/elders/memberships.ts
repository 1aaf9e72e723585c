// Dated memberships of the key groups: what proof each group asks for, what may be recorded, how one ends.
import * as z from 'zod/mini'
import type { Day } from '../kernel/day.ts'
import { addDays } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, text } from '../kernel/shapes.ts'
import { elderGroups, type RecordedGroup } from './elder.ts'

/** What can be said in proof of a membership; which of it a group needs is `proofRules`. */
export const MembershipProof = z.strictObject({
  /** Number of the county's decision. */
  decisionNumber: z.optional(text(60)),
  decidedOn: z.optional(DayText),
  /** Disability grade 1–4, 1 the most severe. */
  grade: z.optional(z.int().check(z.gte(1), z.lte(4))),
  /** An assessment of this platform by its id, or the number on the paper of another body. */
  assessment: z.optional(text(60)),
  standardVersion: z.optional(text(40)),
  /** Ability level 0–4 of GB/T 42195, or what the standard named calls so. */
  level: z.optional(z.int().check(z.gte(0), z.lte(4))),
  /** Where the children are, or that there are none. */
  whereabouts: z.optional(text(200)),
  since: z.optional(DayText),
  /** Who confirmed it on the spot. */
  witness: z.optional(text(60)),
})
export type MembershipProof = z.output<typeof MembershipProof>

type ProofField = keyof MembershipProof | 'certificateNumber' | 'expiresOn'

export const proofWords: Readonly<Record<ProofField, string>> = {
  decisionNumber: '认定文号',
  decidedOn: '认定（发证）日期',
  grade: '残疾等级',
  assessment: '评估编号',
  standardVersion: '评估标准',
  level: '能力等级',
  whereabouts: '子女在哪里',
  since: '从什么时候开始',
  witness: '谁核实的',
  certificateNumber: '证件编号',
  expiresOn: '有效期至',
}

/** domain.md §1.2, column "evidence to keep": the paper in words, what must be there, what may be. */
export const proofRules: Readonly<
  Record<RecordedGroup, { paper: string; needs: readonly ProofField[]; may: readonly ProofField[] }>
> = {
  livesAlone: { paper: '户籍和入户核实', needs: ['since', 'witness'], may: ['whereabouts'] },
  emptyNest: { paper: '子女住址和入户核实', needs: ['whereabouts', 'since', 'witness'], may: [] },
  leftBehind: { paper: '子女外出去向和入户核实', needs: ['whereabouts', 'since', 'witness'], may: [] },
  tekun: { paper: '县级特困人员认定书', needs: ['decisionNumber', 'decidedOn'], may: ['expiresOn'] },
  careDependent: {
    paper: '老年人能力评估报告',
    needs: ['assessment', 'standardVersion', 'level'],
    may: ['decidedOn', 'expiresOn'],
  },
  severeDisability: {
    paper: '残疾人证（一级或二级）',
    needs: ['certificateNumber', 'grade', 'expiresOn'],
    may: ['decidedOn'],
  },
  specialFamily: {
    paper: '卫健部门计划生育特殊家庭证明',
    needs: ['certificateNumber', 'decidedOn'],
    may: ['expiresOn'],
  },
}

/** The worst disability grade that still counts as 重残. */
const severeGrade = 2

interface Proved {
  group: RecordedGroup
  proof: MembershipProof
  certificateNumber: string | null
  expiresOn: Day | null
}

/** What the group's rule asks for and is not there. */
export function missingProof({ group, proof, certificateNumber, expiresOn }: Proved): ProofField[] {
  const held: Record<string, unknown> = { ...proof, certificateNumber, expiresOn }
  return proofRules[group].needs.filter(field => held[field] === undefined || held[field] === null)
}

/** Returns whether evidence is still lacking; refuses what contradicts the rule, or lacks it without saying so. */
export function checkedProof(
  given: Proved & { toFollow: boolean; citizenNumber: string | null; leastLevel: number; today: Day },
): boolean {
  const { group, proof, certificateNumber, expiresOn, today } = given
  const word = elderGroups.words[group]
  if (group === 'severeDisability') checkDisability(given)
  if (group === 'careDependent' && proof.level !== undefined && proof.level < given.leastLevel)
    throw broken(`能力等级 ${proof.level} 级不够“失能”的标准，本地从 ${given.leastLevel} 级起认定。`)
  if (proof.since !== undefined && proof.since > today) throw broken('开始的日期还没有到，请核对。')
  if (proof.decidedOn !== undefined && proof.decidedOn > today)
    throw broken('认定（发证）日期还没有到，请核对。')
  const missing = missingProof({ group, proof, certificateNumber, expiresOn })
  if (missing.length > 0 && !given.toFollow) {
    const names = missing.map(field => `“${proofWords[field]}”`).join('、')
    throw broken(`认定“${word}”还缺${names}。请补填，或先勾选“证据后补”。`)
  }
  return missing.length > 0
}

/** A disability certificate's number is the citizen number, the kind and the grade: 20 characters. */
const certificateShape = /^\d{17}[\dX][1-7]([1-4])$/i

function checkDisability({
  proof,
  certificateNumber,
  citizenNumber,
}: Proved & { citizenNumber: string | null }) {
  if (proof.grade !== undefined && proof.grade > severeGrade)
    throw broken(`残疾 ${proof.grade} 级不属于重残，重残只含一级和二级。`)
  const match = certificateShape.exec(certificateNumber ?? '')
  if (!match) return
  if (proof.grade !== undefined && Number(match[1]) !== proof.grade)
    throw broken('残疾等级与证件编号最后一位不一致，请对照证件核对。')
  if (citizenNumber !== null && certificateNumber?.slice(0, 18).toUpperCase() !== citizenNumber)
    throw broken('残疾人证编号里的身份证号与档案不一致，请核对是不是本人的证。')
}

interface Span {
  validFrom: Day
  endedOn: Day | null
  expiresOn: Day | null
  today: Day
}

export function checkMembership({ validFrom, endedOn, expiresOn, today }: Span): void {
  if (endedOn !== null) throw broken(`这位老年人已于 ${endedOn} 离册，不能再认定类别。`)
  if (validFrom > today) throw broken('认定日期还没有到。请填写实际认定的日期。')
  if (expiresOn !== null && expiresOn < validFrom) throw broken('有效期早于认定日期。请核对证件上的日期。')
}

interface Standing {
  validFrom: Day
  validTo: Day | null
  expiresOn: Day | null
  voidedAt: string | null
}

export function checkMembershipEnd(membership: Standing & { endsOn: Day }): void {
  checkNotVoided(membership)
  // What only ends because its paper runs out may end earlier.
  if (membership.validTo !== null && membership.validTo !== membership.expiresOn)
    throw new Refused('conflict', `这项类别已于 ${membership.validTo} 结束，不用重复登记。`)
  if (membership.expiresOn !== null && membership.endsOn > membership.expiresOn)
    throw broken(`证件到 ${membership.expiresOn} 就到期了，到期后自动不再计入。结束日期请填这天或更早。`)
  if (membership.endsOn < membership.validFrom)
    throw broken(`结束日期早于认定日期 ${membership.validFrom}。请核对后重试。`)
}

export function checkNotVoided({ voidedAt }: Pick<Standing, 'voidedAt'>): void {
  if (voidedAt !== null) throw new Refused('conflict', '这条类别记录已经作废，不能再改动。请刷新档案。')
}

/** The last day a membership counts: what an act says, or the expiry of its paper, whichever is earlier. */
export function lastCountedDay(endsOn: Day | null, expiresOn: Day | null): Day | null {
  if (endsOn === null || expiresOn === null) return endsOn ?? expiresOn
  return endsOn < expiresOn ? endsOn : expiresOn
}

/** A voided membership holds on no day at all. */
export function emptySpanFrom(validFrom: Day): Day {
  return addDays(validFrom, -1)
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}
