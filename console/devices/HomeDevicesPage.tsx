// The devices in the homes of an area: the installer's list, by what has to be done.
import { Button, Select } from 'antd'
import { type HomeDeviceRow, homeDeviceKinds } from '../../domain/devices/device.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { DeviceTags, LastHeard } from './DeviceTags.tsx'

const views = ['all', 'silent', 'lowBattery', 'toFetch', 'takenDown'] as const

export function HomeDevicesPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const kind = homeDeviceKinds.keys.find(key => key === filters.kind)
  const view = views.find(one => one === filters.show) ?? 'all'
  const list = usePages('homeDevice.list', {
    regionCode: region,
    ...(kind && { kind }),
    ...(view !== 'all' && { [view]: true }),
  })
  return (
    <Page
      title={say('homeDevice.title')}
      above={<RegionBar code={region} to={code => paths.homeDevices({ ...filters, region: code })} />}
      actions={
        <Button onClick={() => go(paths.deviceGateways({ region }))}>{say('homeDevice.gateways')}</Button>
      }
    >
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          aria-label={say('homeDevice.show')}
          value={view as string}
          options={views.map(value => ({ value: value as string, label: say(`homeDevice.${value}`) }))}
          onChange={value => change({ show: value === 'all' ? undefined : value })}
        />
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('homeDevice.kind')}
          placeholder={say('homeDevice.anyKind')}
          value={filters.kind ?? null}
          options={homeDeviceKinds.keys.map(key => ({
            value: key as string,
            label: homeDeviceKinds.words[key],
          }))}
          onChange={(chosen: string | null | undefined) => change({ kind: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('homeDevice.none')}>
          {rows => <DeviceTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function DeviceTable({ rows }: { rows: HomeDeviceRow[] }) {
  const say = useWords()
  return (
    <CardTable<HomeDeviceRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 860 }}
      columns={[
        {
          key: 'device',
          title: say('homeDevice.device'),
          render: (_, row) => (
            <>
              <Go to={paths.homeDevice(row)} className="strong">
                {homeDeviceKinds.words[row.kind]} · {row.place}
              </Go>
              <div className="soft small">{say('homeDevice.serial', { serial: row.serial })}</div>
            </>
          ),
        },
        {
          key: 'whose',
          title: say('homeDevice.whose'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.elderName}</Go>
              <div className="soft small">{row.villageName}</div>
            </>
          ),
        },
        { key: 'heard', title: say('homeDevice.heard'), render: (_, row) => <LastHeard device={row} /> },
        { key: 'state', title: say('homeDevice.state'), render: (_, row) => <DeviceTags device={row} /> },
      ]}
    />
  )
}
