// The steps of a project and its two signatures, each with the one thing that can be done next.
import { Button, Form, Input, Modal, Space } from 'antd'
import { useState } from 'react'
import { type Milestone, milestoneKinds } from '../../domain/funds/fund.ts'
import { firstReportDay, mayDo, mayReach } from '../../domain/funds/rules.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay, useSession } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import { DayField } from './fields.tsx'
import type { Project, ProjectRecord } from './ProjectPage.tsx'
import { staleProject } from './stale.ts'

export function StepsPanel({ record: { project, milestones } }: { record: ProjectRecord }) {
  const say = useWords()
  const may = useMay()
  const [reaching, setReaching] = useState<Milestone | null>(null)
  const words = ({ dueOn, doneOn, lateDays }: Milestone) => {
    if (doneOn !== null)
      return lateDays > 0
        ? say('fund.doneLate', { day: dayText(doneOn), days: lateDays })
        : say('fund.done', { day: dayText(doneOn) })
    return lateDays > 0
      ? say('fund.notDoneLate', { day: dayText(dueOn), days: lateDays })
      : say('fund.due', { day: dayText(dueOn) })
  }
  return (
    <Panel title={say('fund.steps')}>
      <ol className="fund-milestones">
        {milestones.map(milestone => {
          const { kind, doneOn, lateDays, note, byName } = milestone
          return (
            <li key={kind} className={doneOn !== null ? 'done' : lateDays > 0 ? 'late' : ''}>
              <b>{milestoneKinds.words[kind]}</b>
              <span className={doneOn === null && lateDays > 0 ? 'warn-text' : 'soft'}>
                {words(milestone)}
              </span>
              {(note || byName) && (
                <span className="soft small">{[byName, note].filter(Boolean).join('：')}</span>
              )}
              {doneOn === null && may('fund:accept') && mayReach(project.state, kind) && (
                <Button onClick={() => setReaching(milestone)}>
                  {say('fund.reach', { step: milestoneKinds.words[kind] })}
                </Button>
              )}
            </li>
          )
        })}
      </ol>
      {reaching && <ReachDialog project={project} milestone={reaching} onClose={() => setReaching(null)} />}
    </Panel>
  )
}

function ReachDialog({
  project,
  milestone,
  onClose,
}: {
  project: Project
  milestone: Milestone
  onClose: () => void
}) {
  const say = useWords()
  const first = firstReportDay(project)
  const notice = useNotice()
  const [form] = Form.useForm<{ on: string; note?: string }>()
  const reach = useAct('fundProject.reach', staleProject)
  const today = dayOf(new Date())
  const title = say('fund.reach', { step: milestoneKinds.words[milestone.kind] })
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: reach.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: today }}
        onFinish={({ on, note }) =>
          reach.mutate(
            {
              ...{ countyCode: project.countyCode, id: project.id, version: project.version },
              ...{ milestone: milestone.kind, on, note: note?.trim() || null },
            },
            {
              onSuccess: () => {
                notice.done(say('fund.reachDone'))
                onClose()
              },
            },
          )
        }
      >
        <DayField name="on" word="fund.reachOn" max={today} {...(first !== null && { min: first })} />
        <Form.Item name="note" label={say('fund.note')}>
          <Input.TextArea rows={2} maxLength={400} />
        </Form.Item>
      </Form>
      {reach.error && <Trouble error={reach.error} />}
    </Modal>
  )
}

export function AcceptancePanel({ record: { project, signatures } }: { record: ProjectRecord }) {
  const say = useWords()
  const may = useMay()
  const { account } = useSession()
  const [dialog, setDialog] = useState<'sign' | 'shortcoming' | null>(null)
  if (signatures.length === 0 && project.state !== 'awaitsAcceptance') return null
  const open = may('fund:accept') && mayDo(project.state, 'signsAcceptance')
  const mine = signatures.some(({ isMine }) => isMine)
  return (
    <Panel
      title={say('fund.acceptance')}
      note={say('fund.acceptanceNote')}
      extra={
        open && (
          <Space wrap>
            {!mine && project.draftedBy !== account.id && (
              <Button type="primary" onClick={() => setDialog('sign')}>
                {say('fund.sign')}
              </Button>
            )}
            <Button danger onClick={() => setDialog('shortcoming')}>
              {say('fund.shortcoming')}
            </Button>
          </Space>
        )
      }
    >
      {signatures.length === 0 && <Nothing>{say('fund.signedNone')}</Nothing>}
      <ul className="fund-rows">
        {signatures.map(({ byName, on, note }) => (
          <li key={byName}>
            <div>
              <b>{say('fund.signedBy', { by: byName, day: dayText(on) })}</b>
              <div className="soft">{note}</div>
            </div>
          </li>
        ))}
      </ul>
      {dialog && <SignDialog project={project} act={dialog} onClose={() => setDialog(null)} />}
    </Panel>
  )
}

function SignDialog({
  project,
  act,
  onClose,
}: {
  project: Project
  act: 'sign' | 'shortcoming'
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ note: string }>()
  const sign = useAct('fundProject.sign', staleProject)
  const refuse = useAct('fundProject.findShortcoming', staleProject)
  const { error, isPending } = act === 'sign' ? sign : refuse
  const submit = ({ note }: { note: string }) => {
    const input = { countyCode: project.countyCode, id: project.id, version: project.version, note }
    const done = {
      onSuccess: () => {
        notice.done(say(act === 'sign' ? 'fund.signDone' : 'fund.shortcomingDone'))
        onClose()
      },
    }
    if (act === 'sign') sign.mutate(input, done)
    else refuse.mutate(input, done)
  }
  const title = say(act === 'sign' ? 'fund.sign' : 'fund.shortcoming')
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: isPending, danger: act !== 'sign' }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say(act === 'sign' ? 'fund.signNote' : 'fund.shortcomingNote')}</p>
      <Form form={form} layout="vertical" onFinish={submit}>
        <Form.Item
          name="note"
          label={say(act === 'sign' ? 'fund.acceptance' : 'fund.reason')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={400} showCount />
        </Form.Item>
      </Form>
      {error && <Trouble error={error} />}
    </Modal>
  )
}
