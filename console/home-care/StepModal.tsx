// The dialog of one step of a project, and what every step has in common.
import { Modal } from 'antd'
import type { ReactNode } from 'react'
import type { Project } from '../../domain/home-care/project.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { Trouble } from '../states.tsx'

export type Step =
  | 'submit'
  | 'approve'
  | 'return'
  | 'cancel'
  | 'start'
  | 'finish'
  | 'makeGood'
  | 'acceptByElder'
  | 'acceptByOffice'
  | 'findDefects'

export interface StepDialogProps {
  project: Project
  step: Step
  onClose: () => void
}

/** All that changes when a project moves on. */
export const staleAfterStep = [
  ...(['adaptation.get', 'adaptation.list', 'adaptation.counts'] as const),
  ...(['adaptation.ofElder', 'adaptation.falls'] as const),
]

export function versionOf({ countyCode, id, version }: Project) {
  return { countyCode, id, version }
}

interface StepModalProps {
  title: string
  note: MessageKey | undefined
  busy: boolean
  error: unknown
  onOk: () => void
  onClose: () => void
  children: ReactNode
}

export function StepModal({ title, note, busy, error, onOk, onClose, children }: StepModalProps) {
  const say = useWords()
  return (
    <Modal open title={title} okText={title} okButtonProps={{ loading: busy }} onOk={onOk} onCancel={onClose}>
      {note && <p className="soft">{say(note)}</p>}
      {children}
      {error !== null && error !== undefined && <Trouble error={error} />}
    </Modal>
  )
}
