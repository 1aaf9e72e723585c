// The sentence beside a name: the rule that applied, its interval, and the other rules that ask for the same visit.
import { type Due, type DueReason, dueReasons } from './due.ts'

/** Their words name no interval, or one that a region may have set otherwise. */
const ofInterval: readonly DueReason[] = ['redRisk', 'highRisk', 'orangeRisk', 'raisedRisk', 'yellowRisk']

export function dueSentence({
  reason,
  everyDays,
  also,
}: Pick<Due, 'reason' | 'everyDays'> & { also: readonly DueReason[] }): string {
  const interval = ofInterval.includes(reason) ? `（间隔 ${everyDays} 天）` : ''
  const others = also.length > 0 ? `；同时：${also.map(other => dueReasons.words[other]).join('；')}` : ''
  return `${dueReasons.words[reason]}${interval}${others}`
}
