// Organisations that provide services, with the traffic light of their people's certificates.
import { Button, Form, Input, InputNumber, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  careWays,
  type ProviderInput,
  providerKinds,
  type ServiceProvider,
} from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, Trouble } from '../states.tsx'

export function ProvidersPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const [registering, setRegistering] = useState(false)
  const answer = useAnswer('provider.list', { regionCode: region })
  return (
    <Page
      title={say('provider.title')}
      above={<RegionBar code={region} to={code => paths.providers({ region: code })} />}
      actions={
        may('catalogue:manage') && (
          <Button type="primary" onClick={() => setRegistering(true)}>
            {say('provider.register')}
          </Button>
        )
      }
    >
      <Panel>
        <Answered query={answer}>
          {({ rows }) =>
            rows.length === 0 ? <Nothing>{say('provider.none')}</Nothing> : <Providers rows={rows} />
          }
        </Answered>
      </Panel>
      {registering && <RegisterDialog regionCode={region} onClose={() => setRegistering(false)} />}
    </Page>
  )
}

function Providers({ rows }: { rows: readonly ServiceProvider[] }) {
  const say = useWords()
  return (
    <CardTable<ServiceProvider>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('provider.name'),
          render: (_, row) => (
            <Go to={paths.provider(row)} className="strong">
              {row.name}
            </Go>
          ),
        },
        { key: 'kind', title: say('provider.kind'), render: (_, row) => providerKinds.words[row.kind] },
        { key: 'place', title: say('svc.place'), dataIndex: 'placeName' },
        {
          key: 'ways',
          title: say('provider.ways'),
          render: (_, row) => row.careWays.map(way => <Tag key={way}>{careWays.words[way]}</Tag>),
        },
        { key: 'workers', title: say('provider.workers'), dataIndex: 'workers' },
        {
          key: 'lights',
          title: say('provider.lights'),
          render: (_, row) => <ProviderLights provider={row} />,
        },
        { key: 'phone', title: say('svc.phone'), dataIndex: 'phone' },
      ]}
    />
  )
}

export function ProviderLights({ provider }: { provider: ServiceProvider }) {
  const say = useWords()
  const { certificatesEnding, certificatesOver } = provider
  if (certificatesEnding + certificatesOver === 0) return <Tag color="success">{say('provider.allFine')}</Tag>
  return (
    <>
      {certificatesOver > 0 && <Tag color="error">{say('provider.over', { count: certificatesOver })}</Tag>}
      {certificatesEnding > 0 && (
        <Tag color="warning">{say('provider.ending', { count: certificatesEnding })}</Tag>
      )}
    </>
  )
}

type Filled = Pick<
  ProviderInput,
  'name' | 'kind' | 'careWays' | 'itemCodes' | 'address' | 'reachKm' | 'dailyOrders'
> & {
  phone?: string
}

function RegisterDialog({ regionCode, onClose }: { regionCode: string; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const items = useAnswer('catalogue.list', { regionCode })
  const place = useAnswer('region.get', { code: regionCode })
  const act = useAct('provider.register', ['provider.list'])
  const required = [{ required: true, message: say('form.required') }]
  const submit = ({ phone, ...filled }: Filled) => {
    const { lon = null, lat = null } = place.data?.region ?? {}
    const provider = { ...filled, phone: phone?.trim() || null, lon, lat }
    act.mutate({ countyCode: regionCode.slice(0, 6), id, regionCode, provider }, { onSuccess: onClose })
  }
  return (
    <Modal
      open
      title={say('provider.register')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ reachKm: 40, dailyOrders: 20 }}
        onFinish={submit}
      >
        <Form.Item name="name" label={say('provider.name')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="kind" label={say('provider.kind')} rules={required}>
          <Select
            options={providerKinds.keys.map(key => ({ value: key, label: providerKinds.words[key] }))}
          />
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
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
