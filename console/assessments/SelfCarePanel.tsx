// Self-care of 特困: the last result and those before, the six questions, and a reported change with its clock.
import { Alert, Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { AbilityChange, SelfCare } from '../../domain/assessments/assessment.ts'
import {
  type ChangeReporter,
  changeReporters,
  type SelfCareItem,
  type SelfCareReason,
  selfCareItems,
  selfCareLevelOf,
  selfCareLevels,
  selfCareReasons,
} from '../../domain/assessments/self-care.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import { OneOf } from './Fields.tsx'

export function SelfCarePanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'check' | 'change' | null>(null)
  const list = useAnswer('selfCare.list', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('assessment:record') && elder.endedOn === null
  const close = () => setDialog(null)
  return (
    <Panel
      title={say('selfCare.title')}
      note={say('selfCare.note')}
      extra={
        editable && (
          <span className="assess-buttons">
            <Button onClick={() => setDialog('change')}>{say('change.report')}</Button>
            <Button onClick={() => setDialog('check')}>{say('selfCare.start')}</Button>
          </span>
        )
      }
    >
      <Answered query={list}>
        {({ rows, changes }) => (
          <>
            {changes.map(change => (
              <Change key={change.id} change={change} />
            ))}
            {rows.length === 0 ? <Nothing>{say('selfCare.none')}</Nothing> : <Results rows={rows} />}
          </>
        )}
      </Answered>
      {dialog === 'check' && (
        <CheckDialog
          elder={elder}
          why={
            list.data?.changes.some(change => change.closedOn === null)
              ? 'changeReported'
              : list.data?.rows.length === 0
                ? 'firstCheck'
                : 'yearlyCheck'
          }
          onClose={close}
        />
      )}
      {dialog === 'change' && <ChangeDialog elder={elder} onClose={close} />}
    </Panel>
  )
}

function Results({ rows }: { rows: SelfCare[] }) {
  const say = useWords()
  return (
    <ul className="rows">
      {rows.map((row, place) => (
        <li key={row.id} className={place === 0 ? '' : 'soft'}>
          <b className={place === 0 ? 'big-word' : ''}>{selfCareLevels.words[row.level]}</b>
          <div>
            {row.notMet.length === 0
              ? say('selfCare.allMet')
              : say('selfCare.notMet', {
                  items: row.notMet.map(item => selfCareItems.words[item]).join('、'),
                })}
          </div>
          <div className="soft small">
            {row.assessedOn} · {selfCareReasons.words[row.reason]} · {row.assessorName}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Change({ change }: { change: AbilityChange }) {
  const say = useWords()
  const { reportedOn, closedOn, dueOn, what } = change
  if (closedOn !== null)
    return <p className="soft small">{say('change.closed', { reported: reportedOn, closed: closedOn })}</p>
  const isOverdue = dueOn < dayOf(new Date())
  return (
    <Alert
      className="state"
      type={isOverdue ? 'error' : 'warning'}
      showIcon
      title={say(isOverdue ? 'change.overdue' : 'change.due', { day: dueOn })}
      description={say('change.waiting', { reported: reportedOn, what })}
    />
  )
}

interface DialogProps {
  elder: Elder
  onClose: () => void
}

function CheckDialog({ elder, why, onClose }: DialogProps & { why: SelfCareReason }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [answers, setAnswers] = useState<Partial<Record<SelfCareItem, boolean>>>({})
  const [reason, setReason] = useState(why)
  const record = useAct('selfCare.record', ['selfCare.list', 'assessment.duties', 'assessment.counts'])
  const left = selfCareItems.keys.filter(item => answers[item] === undefined).length
  const notMet = selfCareItems.keys.filter(item => answers[item] === false)
  const save = () =>
    record.mutate(
      {
        ...{ countyCode: elder.countyCode, id, elderId: elder.id, assessedOn: dayOf(new Date()) },
        ...{ reason, notMet, note: null },
      },
      {
        onSuccess: () => {
          notice.done(say('selfCare.done'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('selfCare.start')}
      okText={say('selfCare.save')}
      okButtonProps={{ loading: record.isPending, disabled: left > 0 }}
      onOk={save}
      onCancel={onClose}
    >
      <p className="strong">{say('selfCare.question')}</p>
      {selfCareItems.keys.map(item => (
        <fieldset key={item} className="self-care-item">
          <legend>{selfCareItems.words[item]}</legend>
          <Radio.Group
            optionType="button"
            buttonStyle="solid"
            value={answers[item]}
            onChange={event => setAnswers({ ...answers, [item]: event.target.value as boolean })}
            options={[
              { value: true, label: say('selfCare.can') },
              { value: false, label: say('selfCare.cannot') },
            ]}
          />
        </fieldset>
      ))}
      <div className="below">
        <OneOf
          label={say('selfCare.reason')}
          of={selfCareReasons}
          clearable={false}
          value={reason}
          onChange={chosen => chosen && setReason(chosen)}
        />
      </div>
      <p className="below strong" role="status">
        {left > 0
          ? say('selfCare.unanswered', { count: left })
          : say('selfCare.result', { level: selfCareLevels.words[selfCareLevelOf(notMet)] })}
      </p>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

interface Reported {
  reporter: ChangeReporter
  reporterName: string
  reportedOn: string
  what: string
}

function ChangeDialog({ elder, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Reported>()
  const record = useAct('abilityChange.record', ['selfCare.list', 'assessment.duties', 'assessment.counts'])
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('change.report')}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('change.help')}</p>
      <Form<Reported>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ reporter: 'villageCommittee', reportedOn: dayOf(new Date()) }}
        onFinish={filled =>
          record.mutate(
            { countyCode: elder.countyCode, id, elderId: elder.id, ...filled },
            {
              onSuccess: ({ dueOn }) => {
                notice.done(say('abilityChange.done', { day: dueOn }))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="reporter" label={say('change.reporter')} rules={required}>
          <Select
            options={changeReporters.keys.map(key => ({ value: key, label: changeReporters.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="reporterName" label={say('change.reporterName')} rules={required}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="reportedOn" label={say('change.reportedOn')} rules={required}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="what" label={say('change.what')} rules={required}>
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}
