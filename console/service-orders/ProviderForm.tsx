// What is written down about a provider, when it is registered and when something changes.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  careWays,
  type ProviderInput,
  providerKinds,
  type ServiceProvider,
} from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

type Filled = Pick<
  ProviderInput,
  'name' | 'kind' | 'careWays' | 'itemCodes' | 'address' | 'reachKm' | 'dailyOrders'
> & {
  creditCode?: string
  phone?: string
}

const inputOf = ({ phone, creditCode, ...filled }: Filled) => ({
  ...{ ...filled, phone: phone?.trim() || null, creditCode: creditCode?.trim() || null },
})

export function RegisterProvider({ regionCode, onClose }: { regionCode: string; onClose: () => void }) {
  const say = useWords()
  const [id] = useState(newId)
  const place = useAnswer('region.get', { code: regionCode })
  const act = useAct('provider.register', ['provider.list'])
  function submit(filled: Filled): void {
    const { lon = null, lat = null } = place.data?.region ?? {}
    const provider = { ...inputOf(filled), lon, lat }
    act.mutate({ countyCode: regionCode.slice(0, 6), id, regionCode, provider }, { onSuccess: onClose })
  }
  return (
    <ProviderDialog
      {...{ title: say('provider.register'), regionCode, busy: act.isPending, error: act.error }}
      {...{ first: { reachKm: 40, dailyOrders: 20 }, onSubmit: submit, onClose }}
    />
  )
}

export function ChangeProvider({ provider, onClose }: { provider: ServiceProvider; onClose: () => void }) {
  const say = useWords()
  const act = useAct('provider.change', ['provider.get', 'provider.list', 'need.suggest'])
  const { countyCode, id, version, regionCode, lon, lat, phone, creditCode } = provider
  const { name, kind, careWays: ways, itemCodes, address, reachKm, dailyOrders } = provider
  const first = {
    ...{ name, kind, careWays: ways, itemCodes, address, reachKm, dailyOrders },
    ...{ phone: phone ?? '', creditCode: creditCode ?? '' },
  }
  const submit = (filled: Filled) =>
    act.mutate(
      { countyCode, id, version, provider: { ...inputOf(filled), lon, lat } },
      { onSuccess: onClose },
    )
  return (
    <ProviderDialog
      {...{ title: say('provider.change'), regionCode, busy: act.isPending, error: act.error }}
      {...{ first, onSubmit: submit, onClose }}
    />
  )
}

interface DialogProps {
  title: string
  regionCode: string
  first: Partial<Filled>
  busy: boolean
  error: unknown
  onSubmit: (filled: Filled) => void
  onClose: () => void
}

function ProviderDialog({ title, regionCode, first, busy, error, onSubmit, onClose }: DialogProps) {
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  return (
    <Modal
      open
      title={title}
      okText={say('svc.save')}
      okButtonProps={{ loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" initialValues={first} onFinish={onSubmit}>
        <Fields regionCode={regionCode} />
      </Form>
      {error !== null && <Trouble error={error} />}
    </Modal>
  )
}

function Fields({ regionCode }: { regionCode: string }) {
  const say = useWords()
  const items = useAnswer('catalogue.list', { regionCode })
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="name" label={say('provider.name')} rules={required}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={say('provider.kind')} rules={required}>
        <Select options={providerKinds.keys.map(key => ({ value: key, label: providerKinds.words[key] }))} />
      </Form.Item>
      <Form.Item name="careWays" label={say('provider.ways')} rules={required}>
        <Select
          mode="multiple"
          options={careWays.keys.map(key => ({ value: key, label: careWays.words[key] }))}
        />
      </Form.Item>
      <Form.Item name="itemCodes" label={say('provider.items')} rules={required}>
        <Select
          mode="multiple"
          options={(items.data?.rows ?? []).map(item => ({ value: item.code, label: item.name }))}
        />
      </Form.Item>
      <Form.Item name="creditCode" label={say('provider.creditCode')}>
        <Input maxLength={18} />
      </Form.Item>
      <Form.Item name="address" label={say('provider.address')} rules={required}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item name="phone" label={say('svc.phone')}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="reachKm" label={say('provider.reach')} rules={required}>
        <InputNumber min={1} max={300} precision={0} />
      </Form.Item>
      <Form.Item name="dailyOrders" label={say('provider.daily')} rules={required}>
        <InputNumber min={1} max={2000} precision={0} />
      </Form.Item>
    </>
  )
}
