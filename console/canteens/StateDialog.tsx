// A place opens, pauses or is given up, from a day on and with the reason the province asks for.
import { Form, Input, Modal, Select } from 'antd'
import {
  type CanteenRow,
  type CanteenState,
  type ClosingReason,
  canteenStates,
  closingReasons,
} from '../../domain/canteens/canteen.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  state: CanteenState
  fromOn: string
  reason?: ClosingReason
  note?: string
}

export const reasonOptions = closingReasons.keys.map(key => ({
  value: key as string,
  label: closingReasons.words[key],
}))

export function StateDialog({ canteen, onClose }: { canteen: CanteenRow; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const wanted = Form.useWatch('state', form)
  const change = useAct('canteen.changeState', ['canteen.get', 'canteen.list', 'canteen.standing'])
  const required = { required: true, message: say('form.required') }
  const choices = canteenStates.keys.filter(key => key !== canteen.state && key !== 'beingPrepared')
  const save = ({ reason, note, ...filled }: Filled) =>
    change.mutate(
      {
        ...{ countyCode: canteen.countyCode, id: canteen.id, ...filled },
        ...{ reason: reason ?? null, note: note?.trim() || null },
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('canteen.changeState')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: change.isPending, danger: wanted === 'shutDown' }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ state: choices[0], fromOn: dayOf(new Date()) }}
      >
        <Form.Item name="state" label={say('canteen.stateAct')} rules={[required]}>
          <Select options={choices.map(key => ({ value: key as string, label: canteenStates.words[key] }))} />
        </Form.Item>
        <Form.Item name="fromOn" label={say('canteen.from')} rules={[required]}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        {wanted !== 'running' && (
          <Form.Item name="reason" label={say('canteen.reason')} rules={[required]}>
            <Select options={reasonOptions} />
          </Form.Item>
        )}
        <Form.Item name="note" label={say('canteen.note')}>
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
        {wanted === 'shutDown' && <p className="danger-text">{say('canteen.shutAdvice')}</p>}
      </Form>
      {change.isError && <Trouble error={change.error} />}
    </Modal>
  )
}
