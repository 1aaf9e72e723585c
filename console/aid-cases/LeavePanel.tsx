// Who is away and who stands in.
import { Button, Form, Popconfirm, Select } from 'antd'
import { useState } from 'react'
import type { DutyLeaveRow } from '../../domain/aid-cases/duty-api.ts'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useNotice } from '../states.tsx'
import { ActDialog } from './ActDialog.tsx'
import { DayField, orNull, TextField } from './fields.tsx'

type Roster = Output<'duty.month'>

interface LeavePanelProps {
  roster: Roster
  region: string
  keeps: boolean
}

export function LeavePanel({ roster, region, keeps }: LeavePanelProps) {
  const say = useWords()
  const [adding, setAdding] = useState(false)
  return (
    <Panel
      title={say('duty.leaves')}
      extra={keeps && <Button onClick={() => setAdding(true)}>{say('duty.leaveAdd')}</Button>}
    >
      {roster.leaves.length === 0 ? (
        <p className="soft">{say('duty.leaveNone')}</p>
      ) : (
        <ul className="case-lines">
          {roster.leaves.map(leave => (
            <li key={leave.id}>
              <div>
                <b>{leave.name}</b>{' '}
                {say('duty.leaveLine', { from: dayText(leave.fromOn), to: dayText(leave.toOn) })}
                <div className={leave.standInName === null ? 'danger-text small' : 'soft small'}>
                  {leave.standInName === null
                    ? say('duty.noStandIn')
                    : say('duty.standsIn', { name: leave.standInName })}
                  {leave.reason && ` · ${leave.reason}`}
                </div>
              </div>
              {keeps && <CancelLeave leave={leave} />}
            </li>
          ))}
        </ul>
      )}
      {adding && <LeaveDialog roster={roster} region={region} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function CancelLeave({ leave: { countyCode, id, name } }: { leave: DutyLeaveRow }) {
  const say = useWords()
  const notice = useNotice()
  const cancel = useAct('duty.cancelLeave', ['duty.month', 'aidCase.wall'])
  return (
    <Popconfirm
      title={say('duty.leaveCancelSure', { name })}
      okText={say('duty.leaveCancel')}
      cancelText={say('form.cancelDo')}
      onConfirm={() =>
        cancel.mutate(
          { countyCode, id },
          { onSuccess: () => notice.done(say('duty.leaveCancelled')), onError: notice.refused },
        )
      }
    >
      <Button className="no-print" loading={cancel.isPending}>
        {say('duty.leaveCancel')}
      </Button>
    </Popconfirm>
  )
}

interface Filled {
  accountId: string
  fromOn: string
  toOn: string
  standInId?: string
  reason?: string
}

function LeaveDialog({ roster, region, onClose }: Omit<LeavePanelProps, 'keeps'> & { onClose: () => void }) {
  const say = useWords()
  const [id] = useState(newId)
  const today = dayOf(new Date())
  const options = roster.people.map(person => ({ value: person.id, label: person.name }))
  return (
    <ActDialog<'duty.leave', Filled>
      operation="duty.leave"
      title={say('duty.leaveAdd')}
      done={say('duty.leaveSaved')}
      initial={{ fromOn: today, toOn: today }}
      refreshes={['duty.month', 'aidCase.wall']}
      inputOf={({ standInId, reason, ...filled }) => ({
        ...{ countyCode: region.slice(0, 6), id, regionCode: region, ...filled },
        ...{ standInId: standInId ?? null, reason: orNull(reason) },
      })}
      onClose={onClose}
    >
      <Form.Item
        name="accountId"
        label={say('duty.leaveWho')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <DayField name="fromOn" label="duty.leaveFrom" />
      <DayField name="toOn" label="duty.leaveTo" />
      <Form.Item name="standInId" label={say('duty.standIn')} extra={say('duty.standInHelp')}>
        <Select allowClear showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Form.Item>
      <TextField name="reason" label="duty.reason" most={200} needed={false} />
    </ActDialog>
  )
}
