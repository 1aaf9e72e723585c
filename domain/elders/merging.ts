// Whether two records may be merged, which of them stands, and what the officer must decide herself.
import { choice, type KeyOf } from '../kernel/choice.ts'
import { Refused } from '../kernel/refusal.ts'
import { hasOwnNumber, type MergeRecord } from './merge-fields.ts'

/** One record says dead, the other living: only the officer can know. */
export const deathVerdicts = choice({ stands: '确已去世', mistaken: '仍在世，去世登记有误' })
export type DeathVerdict = KeyOf<typeof deathVerdicts>

export interface MergeDecision {
  /** The officer has looked at both papers: two numbers, two birth dates, and yet one person. */
  numbersChecked: boolean
  death?: DeathVerdict | undefined
}

/** What stands between two records and their merging until the officer has decided. */
export interface MergeQuestions {
  numbersDiffer: boolean
  /** The record on which the death is registered, where the other is living. */
  deathOn: string | null
}

export function questionsOf(one: MergeRecord, other: MergeRecord): MergeQuestions {
  const numbersDiffer =
    hasOwnNumber(one) &&
    hasOwnNumber(other) &&
    one.citizenNumber !== other.citizenNumber &&
    one.bornOn !== other.bornOn
  const dead = [one, other].filter(({ endingKind }) => endingKind === 'died')
  return { numbersDiffer, deathOn: dead.length === 1 ? (dead[0]?.id ?? null) : null }
}

/** What can never be merged, whatever anybody decides; `null` where nothing stands in the way. */
export function whyNeverMerged(survivor: MergeRecord, merged: MergeRecord): Refused | null {
  if (survivor.id === merged.id) return broken('这是同一份档案，不用合并。请选择另一份档案。')
  if (survivor.countyCode !== merged.countyCode)
    return new Refused(
      'rule_broken',
      '两份档案不在同一个县（市、区），不能直接合并。请发起两县协商，由一方保留档案。',
      { dispute: true },
    )
  if (merged.mergedInto === survivor.id)
    return new Refused('conflict', '这两份档案已经合并过了，不用重复办理。请刷新查看。')
  if (merged.mergedInto !== null || survivor.mergedInto !== null)
    return new Refused('conflict', '其中一份档案已并入另一份档案。请打开现用的那份档案，再与它合并。', {
      mergedInto: survivor.mergedInto ?? merged.mergedInto,
    })
  return null
}

export function checkMerge(survivor: MergeRecord, merged: MergeRecord, decision: MergeDecision): void {
  const never = whyNeverMerged(survivor, merged)
  if (never) throw never
  const { numbersDiffer, deathOn } = questionsOf(survivor, merged)
  if (numbersDiffer && !decision.numbersChecked)
    throw broken(
      '两份档案各有一个有效的身份证号，出生日期也不同，很可能是两个人。确认是同一人请先勾选“已核对证件”。',
    )
  if (deathOn !== null) checkDeath(survivor, deathOn, decision.death)
  else if (survivor.endingKind === 'movedOut' && merged.endingKind === null)
    throw broken('保留的档案已经迁出，另一份仍在册。请改为保留在册的那一份。')
}

/** The record that tells the truth about the death is the one that stays, so that nothing has to be ended twice. */
function checkDeath(survivor: MergeRecord, deathOn: string, death: DeathVerdict | undefined): void {
  if (death === undefined)
    throw broken('一份档案登记为去世，另一份仍在册。请先核实本人是否在世，再选择“确已去世”或“仍在世”。')
  if (death === 'stands' && survivor.id !== deathOn)
    throw broken('确已去世时，请保留登记了去世的那份档案，再合并。')
  if (death === 'mistaken' && survivor.id === deathOn)
    throw broken('本人仍在世时，请保留在册的那份档案，再合并。')
}

/** The one that is proposed to stay: in the ledger, with a number, longest worked with. */
export function proposedSurvivor(
  one: MergeRecord & { visits: number },
  other: MergeRecord & { visits: number },
): string {
  const signs = (record: MergeRecord & { visits: number }) => [
    Number(record.endingKind !== 'movedOut'),
    Number(hasOwnNumber(record)),
    record.visits,
  ]
  const ofOne = signs(one)
  const ofOther = signs(other)
  const first = ofOne.findIndex((sign, index) => sign !== ofOther[index])
  if (first >= 0) return (ofOne[first] ?? 0) > (ofOther[first] ?? 0) ? one.id : other.id
  if (one.registeredOn !== other.registeredOn)
    return one.registeredOn < other.registeredOn ? one.id : other.id
  return one.id < other.id ? one.id : other.id
}

function broken(sentence: string): Refused {
  return new Refused('rule_broken', sentence)
}
