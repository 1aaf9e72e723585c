// Putting somebody on duty and taking a shift down again.
import { Form, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import type { DutyShiftRow } from '../../domain/aid-cases/duty-api.ts'
import type { Output } from '../../domain/api.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { ActDialog } from './ActDialog.tsx'

type Roster = Output<'duty.month'>

/** The spans most offices know, in minutes of the day. */
const spans = {
  wholeDay: [0, 1440],
  daytime: [480, 1020],
  night: [1020, 1440 + 480],
} as const
type Span = keyof typeof spans | 'otherHours'

interface Filled {
  accountId: string
  span: Span
  from?: number
  to?: number
}

interface ShiftDialogProps {
  day: string
  roster: Roster
  region: string
  onClose: () => void
}

export function ShiftDialog({ day, roster, region, onClose }: ShiftDialogProps) {
  const say = useWords()
  const [id] = useState(newId)
  const minutesOf = ({ span, from = 0, to = 24 }: Filled) => {
    if (span !== 'otherHours') return { fromMinute: spans[span][0], toMinute: spans[span][1] }
    // An end before the beginning is in the morning of the next day.
    return { fromMinute: from * 60, toMinute: (to > from ? to : to + 24) * 60 }
  }
  return (
    <ActDialog<'duty.set', Filled>
      operation="duty.set"
      title={say('duty.addOn', { day: dayText(day) })}
      ok={say('duty.add')}
      done={say('duty.saved')}
      initial={{ span: 'wholeDay' }}
      refreshes={['duty.month', 'aidCase.wall']}
      inputOf={filled => ({
        ...{ countyCode: region.slice(0, 6), id, regionCode: region, dutyOn: day },
        ...{ accountId: filled.accountId, ...minutesOf(filled) },
      })}
      onClose={onClose}
    >
      <Form.Item
        name="accountId"
        label={say('duty.who')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={roster.people.map(person => ({ value: person.id, label: person.name }))}
        />
      </Form.Item>
      <Form.Item name="span" label={say('duty.hours')}>
        <Select
          options={(['wholeDay', 'daytime', 'night', 'otherHours'] as const).map(key => ({
            value: key,
            label: say(`duty.${key}`),
          }))}
        />
      </Form.Item>
      <Form.Item noStyle dependencies={['span']}>
        {({ getFieldValue }) => getFieldValue('span') === 'otherHours' && <Hours />}
      </Form.Item>
    </ActDialog>
  )
}

function Hours() {
  const say = useWords()
  return (
    <Space>
      <Form.Item
        name="from"
        label={say('duty.from')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <InputNumber min={0} max={23} precision={0} addonAfter=":00" />
      </Form.Item>
      <Form.Item name="to" label={say('duty.to')} rules={[{ required: true, message: say('form.required') }]}>
        <InputNumber min={0} max={24} precision={0} addonAfter=":00" />
      </Form.Item>
    </Space>
  )
}

export function RemoveShift({ shift, onClose }: { shift: DutyShiftRow; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const remove = useAct('duty.remove', ['duty.month', 'aidCase.wall'])
  const { countyCode, id, name, dutyOn } = shift
  return (
    <Modal
      open
      title={say('duty.remove')}
      okText={say('duty.remove')}
      okButtonProps={{ danger: true, loading: remove.isPending }}
      onOk={() =>
        remove.mutate(
          { countyCode, id },
          {
            onSuccess: () => {
              notice.done(say('duty.removed'))
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>{say('duty.removeSure', { name, day: dayText(dutyOn) })}</p>
      {remove.isError && <Trouble error={remove.error} />}
    </Modal>
  )
}
