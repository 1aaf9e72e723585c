// When an elder is due and the sentence of the rule that applied, with the others that ask for the same visit.
import type { DueRow } from '../../domain/risk/api.ts'
import { dueSentence } from '../../domain/visits/due-words.ts'
import { useWords } from '../language.tsx'

type DueShown = Pick<DueRow, 'overdueDays' | 'reason' | 'everyDays' | 'also'>

export function DueMark({ due }: { due: DueShown }) {
  const say = useWords()
  const { overdueDays, reason } = due
  if (reason === 'notAtHome') return <span className="soft">{say('due.afterReturn')}</span>
  if (overdueDays > 0) return <b className="danger-text">{say('due.late', { days: overdueDays })}</b>
  if (overdueDays === 0) return <b className="warn-text">{say('due.today')}</b>
  return <span>{say('due.inDays', { days: -overdueDays })}</span>
}

export function DueWhy({ due }: { due: DueShown }) {
  return <>{dueSentence(due)}</>
}
