// Drawing last week's visits for calls: once a week, so it asks first.
import { Alert, App, Form, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { type CallBackPurpose, callBackPurposes, lastWeekOf } from '../../domain/visit-truth/call-back.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct } from '../asking.ts'
import { dayText, figure } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

interface Filled {
  fromDay: string
  purpose: CallBackPurpose
  count: number | null
}

export function DrawDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const [, change] = useFilters()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const draw = useAct('callBack.draw', ['callBack.draws', 'callBack.list'])
  const last = lastWeekOf(dayOf(new Date()))
  const weeks = [0, 7, 14].map(back => addDays(last, -back))
  const submit = ({ fromDay, purpose, count }: Filled) =>
    draw.mutate(
      { id, regionCode: region, fromDay, purpose, ...(count !== null && count !== undefined && { count }) },
      {
        onSuccess: answer => {
          void message.success(say('calls.drawDone', { count: figure(answer.drawn) }))
          change({ draw: answer.id, shown: undefined })
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('calls.draw')}
      okText={say('calls.drawNow')}
      okButtonProps={{ loading: draw.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ fromDay: last, purpose: 'everyWeek', count: null }}
        onFinish={submit}
      >
        <Form.Item name="fromDay" label={say('calls.week')}>
          <Select
            options={weeks.map(from => ({
              value: from,
              label: `${dayText(from)} — ${dayText(addDays(from, 6))}`,
            }))}
          />
        </Form.Item>
        <Form.Item name="purpose" label={say('calls.purpose')}>
          <Select
            options={callBackPurposes.keys.map(key => ({ value: key, label: callBackPurposes.words[key] }))}
          />
        </Form.Item>
        <Form.Item name="count" label={say('calls.count')} extra={say('calls.countHelp')}>
          <InputNumber min={1} max={500} precision={0} />
        </Form.Item>
      </Form>
      <Alert type="info" showIcon title={say('calls.once')} />
      {draw.isError && <Trouble error={draw.error} />}
    </Modal>
  )
}
