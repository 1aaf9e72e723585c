// A person may know better than the rule: another level, with a reason and an end, shown beside the rule's own.
import * as z from 'zod/mini'
import { addDays, type Day } from '../kernel/day.ts'
import { Refused } from '../kernel/refusal.ts'
import { DayText, Id, Instant } from '../kernel/shapes.ts'
import { type RiskLevel, riskLevels } from './level.ts'

export const Overrule = z.object({
  id: Id,
  level: riskLevels.schema,
  /** What the rule said when it was set. */
  ruleLevel: riskLevels.schema,
  reason: z.string(),
  validFrom: DayText,
  validTo: DayText,
  setBy: z.string(),
  setAt: Instant,
  endedBy: z.nullable(z.string()),
  endedAt: z.nullable(Instant),
  endReason: z.nullable(z.string()),
})
export type Overrule = z.output<typeof Overrule>

export interface WantedOverrule {
  level: RiskLevel
  ruleLevel: RiskLevel
  validTo: Day
  today: Day
  mostDays: number
  isOnRecord: boolean
}

export function checkOverrule({
  level,
  ruleLevel,
  validTo,
  today,
  mostDays,
  isOnRecord,
}: WantedOverrule): void {
  if (!isOnRecord) throw new Refused('rule_broken', '这位老年人已经离册，不用再调整风险等级。')
  if (level === ruleLevel)
    throw new Refused(
      'rule_broken',
      `规则算出来已经是“${riskLevels.words[level]}”，不用调整。要取消以前的调整，请按“恢复规则等级”。`,
    )
  if (validTo < today)
    throw new Refused('invalid', '到期日早于今天，请改填今天或以后的日期。', { fields: ['validTo'] })
  const last = addDays(today, mostDays)
  if (validTo > last)
    throw new Refused(
      'rule_broken',
      `一次最多调整 ${mostDays} 天，到期日请填 ${last} 或更早。到期后仍有需要可以再调整。`,
      {
        fields: ['validTo'],
      },
    )
}

export function isOpen(overrule: Pick<Overrule, 'validTo' | 'endedAt'>, today: Day): boolean {
  return overrule.endedAt === null && overrule.validTo >= today
}

export function checkEndOverrule(overrule: Pick<Overrule, 'validTo' | 'endedAt'>, today: Day): void {
  if (!isOpen(overrule, today)) throw new Refused('conflict', '这次调整已经结束，不用再取消。请刷新后核对。')
}
