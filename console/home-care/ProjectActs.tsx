// What can be done next with a project: one main button, and what else is possible beside it.
import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { Project } from '../../domain/home-care/project.ts'
import { mayAct } from '../../domain/home-care/project-rules.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { type Step, type StepDialogProps, StepModal, staleAfterStep, versionOf } from './StepModal.tsx'
import { DefectsDialog, ElderDialog, FinishDialog, StartDialog } from './WorksDialogs.tsx'

const dialogs = {
  submit: NoteDialog,
  approve: NoteDialog,
  return: WhyDialog,
  cancel: WhyDialog,
  makeGood: WhyDialog,
  acceptByOffice: NoteDialog,
  start: StartDialog,
  finish: FinishDialog,
  acceptByElder: ElderDialog,
  findDefects: DefectsDialog,
} as const satisfies Record<Step, unknown>
const words: Readonly<Record<Step, MessageKey>> = {
  submit: 'adapt.submit',
  approve: 'adapt.approve',
  return: 'adapt.return',
  cancel: 'adapt.cancel',
  makeGood: 'adapt.makeGood',
  acceptByOffice: 'adapt.acceptOffice',
  start: 'adapt.start',
  finish: 'adapt.finish',
  acceptByElder: 'adapt.acceptElder',
  findDefects: 'adapt.defects',
}

export function NextStep({ project }: { project: Project }) {
  const say = useWords()
  const [open, setOpen] = useState<Step | null>(null)
  const steps = useSteps(project)
  const Dialog = open === null ? null : dialogs[open]
  const isOver = ['worksAccepted', 'lookedBack', 'worksCancelled'].includes(project.stage)
  if (isOver) return null
  return (
    <Panel title={say('adapt.next')} className="no-print">
      {steps.length === 0 && <p className="soft">{say('adapt.nextNoRight')}</p>}
      <Space wrap>
        {steps.map((step, place) => (
          <Button
            key={step}
            size="large"
            type={place === 0 ? 'primary' : 'default'}
            danger={step === 'cancel'}
            onClick={() => setOpen(step)}
          >
            {say(words[step])}
          </Button>
        ))}
      </Space>
      {Dialog && open && <Dialog project={project} step={open} onClose={() => setOpen(null)} />}
    </Panel>
  )
}

/** In the order of likelihood, the first being the main one; what the server would refuse is not offered. */
function useSteps(project: Project): Step[] {
  const may = useMay()
  const { post, account } = useSession()
  const works = may('homeCare:work')
  const accepts = may('homeCare:accept')
  const isOffice = post.role === 'townshipOfficer' || post.role === 'countyOfficer'
  const { stage } = project
  const possible: [Step, boolean][] = [
    ['submit', works && mayAct(stage, 'submitsPlan') && project.lines.length > 0],
    ['approve', works && mayAct(stage, 'approvesPlan')],
    ['return', works && mayAct(stage, 'returnsPlan')],
    ['start', works && mayAct(stage, 'startsWorks')],
    ['finish', works && mayAct(stage, 'finishesWorks')],
    ['acceptByElder', accepts && mayAct(stage, 'elderAccepts')],
    [
      'acceptByOffice',
      accepts && isOffice && mayAct(stage, 'officeAccepts') && project.elderAcceptedBy !== account.id,
    ],
    ['findDefects', accepts && mayAct(stage, 'findsDefects')],
    ['makeGood', works && mayAct(stage, 'makesGood')],
    ['cancel', works && mayAct(stage, 'cancelsWorks')],
  ]
  return possible.flatMap(([step, isPossible]) => (isPossible ? [step] : []))
}

const noteOf: Readonly<Partial<Record<Step, MessageKey>>> = {
  approve: 'adapt.approveNote',
  return: 'adapt.returnNote',
  cancel: 'adapt.cancelNote',
  makeGood: 'adapt.makeGoodNote',
  acceptByOffice: 'adapt.acceptOfficeNote',
}
const doneOf: Readonly<Partial<Record<Step, MessageKey>>> = {
  submit: 'adapt.submitted',
  approve: 'adapt.approved.done',
  return: 'adapt.returned',
  cancel: 'adapt.cancelDone',
  makeGood: 'adapt.makeGoodDone',
  acceptByOffice: 'adapt.acceptOfficeDone',
}

/** A word may be said, none has to. */
function NoteDialog({ project, step, onClose }: StepDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct(`adaptation.${step as 'submit' | 'approve' | 'acceptByOffice'}`, staleAfterStep)
  const [note, setNote] = useState('')
  const done = doneOf[step]
  return (
    <StepModal
      title={say(words[step])}
      note={noteOf[step]}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onOk={() =>
        act.mutate(
          { ...versionOf(project), note: note.trim() || null },
          {
            onSuccess: () => {
              if (done) notice.done(say(done))
              onClose()
            },
          },
        )
      }
    >
      <Form layout="vertical">
        <Form.Item label={say('adapt.note')} htmlFor="step-note">
          <Input.TextArea
            id="step-note"
            rows={2}
            maxLength={200}
            value={note}
            onChange={event => setNote(event.target.value)}
          />
        </Form.Item>
      </Form>
    </StepModal>
  )
}

function WhyDialog({ project, step, onClose }: StepDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct(`adaptation.${step as 'return' | 'cancel' | 'makeGood'}`, staleAfterStep)
  const note = noteOf[step]
  const done = doneOf[step]
  return (
    <ReasonDialog<{ reason: string }>
      title={say(words[step])}
      note={note ? say(note) : ''}
      submit={say(words[step])}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        act.mutate(
          { ...versionOf(project), note: reason },
          {
            onSuccess: () => {
              if (done) notice.done(say(done))
              onClose()
            },
          },
        )
      }
    />
  )
}
