// Who is waited for and until when; red once it is over.
import type { Dispute } from '../../domain/duplicates/disputes-api.ts'
import { useWords } from '../language.tsx'

export function DisputeClock({ dispute }: { dispute: Dispute }) {
  const say = useWords()
  if (dispute.waitsFor === null) return null
  const day = dispute.dueOn ?? ''
  return (
    <div className={dispute.isOverdue ? 'small danger-text' : 'small soft'}>
      {say('disputes.waitsFor', { who: dispute.waitsFor })} ·{' '}
      {say(dispute.isOverdue ? 'disputes.overdue' : 'disputes.due', { day })}
    </div>
  )
}
