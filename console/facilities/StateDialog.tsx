// A place opens, pauses, shuts or is merged away, from a day on; whoever shuts it says why.
import { Form, Input, Modal, Select } from 'antd'
import {
  type FacilityState,
  facilityStates,
  type StateReason,
  stateReasons,
} from '../../domain/facilities/facility.ts'
import { needsReason, statesAfter } from '../../domain/facilities/rules.ts'
import type { Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'
import { optionsOf } from './standing.tsx'

interface Filled {
  state: FacilityState
  fromOn: string
  reason?: StateReason
  note?: string
}

export function StateDialog({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const wanted = Form.useWatch('state', form)
  const change = useAct('facility.changeState', stale)
  const required = { required: true, message: say('form.required') }
  const choices = statesAfter(facility.state)
  const save = ({ reason, note, ...filled }: Filled) =>
    change.mutate(
      {
        ...{ countyCode: facility.countyCode, id: facility.id, ...filled },
        ...{ reason: reason ?? null, note: note?.trim() || null },
      },
      {
        onSuccess: () => {
          notice.done(say('facility.saved'))
          onClose()
        },
      },
    )
  const shuts = wanted === 'shutDown' || wanted === 'removed'
  return (
    <Modal
      open
      title={say('facility.changeState')}
      okText={say('facility.save')}
      okButtonProps={{ loading: change.isPending, danger: shuts }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ state: choices[0], fromOn: dayOf(new Date()) }}
      >
        <Form.Item name="state" label={say('facility.stateWanted')} rules={[required]}>
          <Select
            options={choices.map(key => ({ value: key as string, label: facilityStates.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="fromOn" label={say('facility.stateFrom')} rules={[required]}>
          <Input type="date" min={facility.stateSince} max={dayOf(new Date())} />
        </Form.Item>
        {wanted && needsReason(wanted) && (
          <Form.Item name="reason" label={say('facility.stateReason')} rules={[required]}>
            <Select options={optionsOf(stateReasons)} />
          </Form.Item>
        )}
        <Form.Item name="note" label={say('facility.stateNote')}>
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        {shuts && <p className="danger-text">{say('facility.stateShut')}</p>}
      </Form>
      {change.isError && <Trouble error={change.error} />}
    </Modal>
  )
}
