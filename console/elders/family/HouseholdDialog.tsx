// Address, hamlet, kind of house and telephone of a household: one change for everybody who lives there.
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Dwelling, dwellings, type Household } from '../../../domain/elders/household.ts'
import { newId } from '../../../ui/client.ts'
import { useAct } from '../../asking.ts'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { staleAfterFamily } from './stale.ts'

interface Filled {
  address?: string
  hamlet?: string
  dwelling?: Dwelling
  phone?: string
  reason: string
}

export function HouseholdDialog({ household, onClose }: { household: Household; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [eventId] = useState(newId)
  const change = useAct('household.change', staleAfterFamily)
  const save = ({ reason, phone, ...filled }: Filled) =>
    change.mutate(
      {
        countyCode: household.countyCode,
        id: household.id,
        eventId,
        version: household.version,
        reason,
        household: {
          address: filled.address?.trim() ?? '',
          hamlet: filled.hamlet?.trim() || null,
          dwelling: filled.dwelling ?? null,
          ...(phone?.trim() && { phone: phone.trim() }),
        },
      },
      {
        onSuccess: () => {
          notice.done(say('house.changed'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={640}
      title={say('house.changeTitle')}
      okText={say('form.save')}
      okButtonProps={{ loading: change.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <p className="soft">{say('house.changeNote')}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{
          address: household.address,
          hamlet: household.hamlet ?? '',
          dwelling: household.dwelling ?? undefined,
        }}
        onFinish={save}
      >
        <HouseFields household={household} />
      </Form>
      {change.isError && <Trouble error={change.error} />}
    </Modal>
  )
}

function HouseFields({ household }: { household: Household }) {
  const say = useWords()
  return (
    <div className="fields">
      <Form.Item name="address" label={say('house.address')} className="wide">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="hamlet" label={say('house.hamlet')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="dwelling" label={say('house.dwelling')}>
        <Select
          allowClear
          placeholder={say('elder.notAsked')}
          options={dwellings.keys.map(value => ({ value, label: dwellings.words[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="phone"
        label={say('house.phone')}
        extra={say('form.keepEmpty', { shown: household.phoneMask ?? '—' })}
      >
        <Input maxLength={40} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('house.reason')}
        extra={say('house.reasonHelp')}
        className="wide"
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </div>
  )
}
