// The phones of an area: who carries them, when they were last heard of, and reporting one lost.
import { Button, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { type Device, type PhoneState, phoneStates } from '../../domain/accounts/account.ts'
import { api } from '../../domain/api.ts'
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
  const state = phoneStates.keys.find(key => key === filters.state)
  const list = usePages('device.list', { regionCode: region, ...(text && { text }), ...(state && { state }) })
  const first = list.query.data?.pages[0]
  return (
    <Page
      title={say('devices.title')}
      above={<RegionBar code={region} to={code => paths.devices({ region: code, text, state })} />}
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
        <Select<PhoneState | ''>
          className="filter-choice"
          size="large"
          aria-label={say('devices.stateFilter')}
          value={state ?? ''}
          onChange={chosen => change({ state: chosen || undefined })}
          options={[
            { value: '', label: say('devices.all') },
            ...phoneStates.keys.map(key => ({
              value: key,
              label: `${phoneStates.words[key]}（${first?.counts[key] ?? 0}）`,
            })),
          ]}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('devices.none')}>
          {rows => <DeviceTable rows={rows} newestApp={first?.newestApp ?? ''} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function DeviceTable({ rows, newestApp }: { rows: Device[]; newestApp: string }) {
  const say = useWords()
  const [lost, setLost] = useState<Device | null>(null)
  return (
    <>
      <CardTable<Device>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 1000 }}
        columns={[
          { key: 'person', title: say('devices.person'), render: (_, row) => <b>{row.accountName}</b> },
          {
            key: 'name',
            title: say('devices.name'),
            render: (_, row) => (
              <>
                {row.name}
                <div className="soft small">
                  {row.appVersion !== null && row.appVersion !== newestApp
                    ? say('devices.oldApp', { version: row.appVersion, newest: newestApp })
                    : row.appVersion}
                </div>
                <SharedWith device={row} rows={rows} />
              </>
            ),
          },
          {
            key: 'lastSeen',
            title: say('devices.lastSeen'),
            render: (_, row) => instantText(row.lastSeenAt),
          },
          {
            key: 'waits',
            title: say('devices.waits'),
            render: (_, row) => <WhatWaits device={row} />,
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

/** As far as the page shows them: the others of the same phone. */
function SharedWith({ device, rows }: { device: Device; rows: Device[] }) {
  const say = useWords()
  const others = rows.filter(
    row => device.phoneId !== null && row.phoneId === device.phoneId && row.id !== device.id,
  )
  if (others.length === 0) return null
  const names = others.map(row => row.accountName).join('、')
  return <div className="soft small">{say('devices.shared', { names })}</div>
}

/** What the phone itself said at its last contact: the backlog that nobody else can see. */
function WhatWaits({ device }: { device: Device }) {
  const say = useWords()
  const { report, reportAt, clockOffsetMs } = device
  if (!report || !reportAt) return <span className="soft">{say('devices.noReport')}</span>
  const minutes = Math.round(Math.abs(clockOffsetMs ?? 0) / 60_000)
  return (
    <>
      {report.waiting + report.photos === 0 && <span>{say('devices.nothingWaits')}</span>}
      {report.waiting > 0 && <b>{say('devices.waitsCount', { count: report.waiting })}</b>}
      {report.photos > 0 && <div>{say('devices.photosCount', { count: report.photos })}</div>}
      {report.oldestAt && (
        <div className="soft small">{say('devices.oldest', { time: instantText(report.oldestAt) })}</div>
      )}
      {report.refused > 0 && (
        <Tag color="error">{say('devices.refusedCount', { count: report.refused })}</Tag>
      )}
      {report.refusals.map(({ code, operation, message }) => (
        <div key={code} className="small">
          {say('devices.refusal', { code, operation: saysOf(operation), message })}
        </div>
      ))}
      {minutes >= 10 && <div className="small">{say('devices.clockOff', { minutes })}</div>}
      <div className="soft small">{say('devices.reportedAt', { time: instantText(reportAt) })}</div>
    </>
  )
}

/** A newer phone may name an act this desk does not know yet. */
function saysOf(operation: string): string {
  const known: Readonly<Record<string, { audit: { says: string } }>> = api
  return known[operation]?.audit.says ?? operation
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
