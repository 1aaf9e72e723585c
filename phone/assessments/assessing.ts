// Assessments among the work of the open phone: begun, kept at every tap, saved into the outbox, mended when sent back.

import { Refused } from '../../domain/kernel/refusal.ts'
import type { BundleElder } from '../../domain/sync/bundle.ts'
import { closedAct, freshlyKept, type KeptAct } from '../outbox.ts'
import type { OpenStore } from '../store.ts'
import {
  type AssessmentDraft,
  type AssessmentKind,
  actFrom,
  assessmentFromRefused,
  newAssessment,
} from './draft.ts'

interface State {
  acts: KeptAct[]
  assessments: AssessmentDraft[]
}

interface AssessingParts {
  opened: Pick<OpenStore, 'writeAssessments' | 'saveAssessment'>
  read: () => State
  become: (change: Partial<State>) => void
  inTurn: <Value>(write: () => Promise<Value>) => Promise<Value>
  elderOf: (elderId: string) => BundleElder | undefined
  newId: () => string
  now: () => Date
}

export function openAssessing({ opened, read, become, inTurn, elderOf, newId, now }: AssessingParts) {
  const isOf = (kind: AssessmentKind, elderId: string) => (draft: AssessmentDraft) =>
    draft.kind === kind && draft.elderId === elderId
  const find = (kind: AssessmentKind, elderId: string) => read().assessments.find(isOf(kind, elderId)) ?? null
  const without = (kind: AssessmentKind, elderId: string) =>
    read().assessments.filter(draft => !isOf(kind, elderId)(draft))

  function keep(assessments: AssessmentDraft[]): Promise<void> {
    become({ assessments })
    return inTurn(() => opened.writeAssessments(assessments))
  }

  return {
    putAssessment: (draft: AssessmentDraft) => keep([...without(draft.kind, draft.elderId), draft]),
    dropAssessment: (kind: AssessmentKind, elderId: string) => keep(without(kind, elderId)),
    async startAssessment(kind: AssessmentKind, elderId: string): Promise<void> {
      const elder = elderOf(elderId)
      if (elder && !find(kind, elderId))
        await keep([...read().assessments, newAssessment(kind, elder, { id: newId(), now: now() })])
    },
    /** Durable when it returns: the act is in and the form is out, or neither. */
    async saveAssessment(kind: AssessmentKind, elderId: string): Promise<KeptAct> {
      const draft = find(kind, elderId)
      if (!draft) throw new Refused('not_found', '这份评估已经保存过了，请返回查看。')
      const act = { id: newId(), ...actFrom(draft), doneAt: now().toISOString() }
      const kept = freshlyKept(act, { elderId, label: elderOf(elderId)?.name ?? '' })
      const mended = read().acts.find(one => one.act.id === draft.mends && one.state === 'refused')
      const changed = mended ? [kept, closedAct(mended, { kind: 'mended', by: act.id }, now())] : [kept]
      const left = without(kind, elderId)
      await inTurn(() => opened.saveAssessment(changed, left))
      const ids = new Set(changed.map(one => one.act.id))
      become({ assessments: left, acts: [...changed, ...read().acts.filter(one => !ids.has(one.act.id))] })
      return kept
    },
    /** Opens a refused assessment as a form again; refuses while another of its kind is open for the elder. */
    async mendAssessment(actId: string, busySentence: string): Promise<AssessmentDraft> {
      const refused = read().acts.find(one => one.act.id === actId && one.state === 'refused')
      if (!refused) throw new Refused('not_found', '这条记录已经处理过了，请返回列表查看。')
      const draft = assessmentFromRefused(refused.act, { id: newId() })
      const other = find(draft.kind, draft.elderId)
      if (other && other.mends !== actId) throw new Refused('conflict', busySentence)
      if (other) return other
      await keep([...read().assessments, draft])
      return draft
    },
  }
}
