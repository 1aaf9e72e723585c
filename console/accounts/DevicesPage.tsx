// The phones of an area: who carries them, when they were last heard of, and reporting one lost.
import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import type { Device } from '../../domain/accounts/account.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'

export function DevicesPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const text = filters.text?.trim()
  const list = usePages('device.list', { regionCode: region, ...(text && { text }) })
  return (
    <Page
      title={say('devices.title')}
      above={<RegionBar code={region} to={code => paths.devices({ region: code, text })} />}
    >
      <search className="filters no-print">
        <Input.Search
          key={text}
          className="filter-text"
          size="large"
          allowClear
          defaultValue={text ?? ''}
          placeholder={say('devices.search')}
          aria-label={say('devices.search')}
          enterButton={say('elders.find')}
          onSearch={typed => change({ text: typed.trim() || undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('devices.none')}>
          {rows => <DeviceTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function DeviceTable({ rows }: { rows: Device[] }) {
  const say = useWords()
  const [lost, setLost] = useState<Device | null>(null)
  return (
    <>
      <CardTable<Device>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 800 }}
        columns={[
          { key: 'person', title: say('devices.person'), render: (_, row) => <b>{row.accountName}</b> },
          {
            key: 'name',
            title: say('devices.name'),
            render: (_, row) => (
              <>
                {row.name}
                <div className="soft small">{row.appVersion}</div>
              </>
            ),
          },
          {
            key: 'lastSeen',
            title: say('devices.lastSeen'),
            render: (_, row) => instantText(row.lastSeenAt),
          },
          { key: 'state', title: say('devices.state'), render: (_, row) => <DeviceState device={row} /> },
          {
            key: 'actions',
            width: 110,
            render: (_, row) =>
              row.lostAt === null && (
                <Button danger onClick={() => setLost(row)}>
                  {say('devices.reportLost')}
                </Button>
              ),
          },
        ]}
      />
      {lost && <LostDialog device={lost} onClose={() => setLost(null)} />}
    </>
  )
}

function DeviceState({ device }: { device: Device }) {
  const say = useWords()
  if (device.wipedAt) return <Tag color="success">{say('devices.wiped')}</Tag>
  if (!device.lostAt) return <Tag>{say('devices.inUse')}</Tag>
  return (
    <>
      <Tag color="error">{say('devices.lost')}</Tag>
      <div className="soft small">{device.lostReason}</div>
    </>
  )
}

function LostDialog({ device, onClose }: { device: Device; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const report = useAct('device.reportLost', ['device.list'])
  return (
    <ReasonDialog
      title={say('devices.lostTitle', { name: device.accountName })}
      note={say('devices.lostNote')}
      submit={say('devices.reportLost')}
      busy={report.isPending}
      error={report.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        report.mutate(
          { id: device.id, reason },
          {
            onSuccess: () => {
              notice.done(say('devices.lostDone'))
              onClose()
            },
          },
        )
      }
    />
  )
}
