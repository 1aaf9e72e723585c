// Gateways of an area: one key each for the devices registered behind it.
import { App, Button, Form, Input, Modal, Space, Tag } from 'antd'
import { useState } from 'react'
import { countyCodeOf } from '../../domain/kernel/area.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { type RowOf, useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { KeyDialog } from './KeyDialog.tsx'

type Gateway = RowOf<'deviceGateway.list'>

export function GatewaysPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const [adding, setAdding] = useState(false)
  const region = filters.region ?? post.regionCode
  const list = usePages('deviceGateway.list', { regionCode: region })
  return (
    <Page
      title={say('gateways.title')}
      above={<RegionBar code={region} to={code => paths.deviceGateways({ region: code })} />}
      actions={
        may('homeDevice:manage') && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {say('gateways.add')}
          </Button>
        )
      }
    >
      <Panel note={say('gateways.what')}>
        <Paged list={list} nothing={say('gateways.none')}>
          {rows => <GatewayTable rows={rows} />}
        </Paged>
      </Panel>
      {adding && <AddDialog region={region} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function GatewayTable({ rows }: { rows: Gateway[] }) {
  const say = useWords()
  const may = useMay()
  return (
    <CardTable<Gateway>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'name', title: say('gateways.name'), render: (_, row) => <b>{row.name}</b> },
        { key: 'place', title: say('gateways.place'), dataIndex: 'regionName' },
        {
          key: 'devices',
          title: say('gateways.devices'),
          render: (_, row) => say('gateways.count', { count: row.devices }),
        },
        {
          key: 'acts',
          render: (_, row) => {
            if (row.closedAt) return <Tag>{say('gateways.closed')}</Tag>
            return may('homeDevice:manage') && <GatewayActs gateway={row} />
          },
        },
      ]}
    />
  )
}

function GatewayActs({ gateway: { countyCode, id, devices } }: { gateway: Gateway }) {
  const say = useWords()
  const notice = useNotice()
  const { modal } = App.useApp()
  const [key, setKey] = useState<string | null>(null)
  const [closing, setClosing] = useState(false)
  const renew = useAct('deviceGateway.renewKey', ['deviceGateway.list'])
  const close = useAct('deviceGateway.close', ['deviceGateway.list'])
  const ask = () =>
    void modal.confirm({
      title: say('homeDevice.renewTitle'),
      content: say('homeDevice.renewNote'),
      okText: say('homeDevice.renewKey'),
      onOk: () =>
        renew.mutateAsync({ countyCode, id }).then(
          ({ gatewayKey }) => setKey(gatewayKey),
          error => void notice.refused(error),
        ),
    })
  return (
    <Space wrap>
      <Button onClick={ask}>{say('homeDevice.renewKey')}</Button>
      <Button danger onClick={() => setClosing(true)}>
        {say('gateways.close')}
      </Button>
      {key !== null && <KeyDialog deviceKey={key} onClose={() => setKey(null)} />}
      {closing && (
        <ReasonDialog
          title={say('gateways.closeTitle')}
          note={say('gateways.closeNote', { count: devices })}
          submit={say('gateways.close')}
          busy={close.isPending}
          error={close.error}
          onClose={() => setClosing(false)}
          onSubmit={({ reason }) =>
            close.mutate(
              { countyCode, id, why: reason },
              {
                onSuccess: () => {
                  notice.done(say('gateways.closeDone'))
                  setClosing(false)
                },
              },
            )
          }
        />
      )}
    </Space>
  )
}

function AddDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [key, setKey] = useState<string | null>(null)
  const [form] = Form.useForm<{ name: string }>()
  const register = useAct('deviceGateway.register', ['deviceGateway.list'])
  const save = ({ name }: { name: string }) =>
    register.mutate(
      { countyCode: countyCodeOf(region), id, regionCode: region, name },
      {
        onSuccess: ({ gatewayKey }) => {
          notice.done(say('gateways.added'))
          if (gatewayKey) return setKey(gatewayKey)
          notice.done(say('homeDevice.keyLost'))
          onClose()
        },
      },
    )
  if (key !== null) return <KeyDialog deviceKey={key} onClose={onClose} />
  return (
    <Modal
      open
      title={say('gateways.add')}
      okText={say('gateways.add')}
      okButtonProps={{ loading: register.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item
          name="name"
          label={say('gateways.name')}
          extra={say('gateways.nameHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
      </Form>
      {register.isError && <Trouble error={register.error} />}
    </Modal>
  )
}
