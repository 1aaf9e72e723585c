// One device: where it hangs, how it is doing, what it raised and the line of everything it said.
import { Button, Tag } from 'antd'
import { type ReactNode, useState } from 'react'
import {
  type DeviceAlarm,
  deviceAlarmKinds,
  deviceAlarmStates,
  deviceEventKinds,
  type HomeDevice,
  homeDeviceKinds,
} from '../../domain/devices/device.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { RecordNeedButton } from '../service-orders/RecordNeed.tsx'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { DeviceActions } from './DeviceActions.tsx'
import { DeviceTags, LastHeard } from './DeviceTags.tsx'

export function HomeDevicePage() {
  const key = useKey()
  const device = useAnswer('homeDevice.get', key)
  return <Answered query={device}>{value => <Shown device={value} />}</Answered>
}

function Shown({ device }: { device: HomeDevice }) {
  const may = useMay()
  const acts = may('homeDevice:manage') && device.state === 'inUse'
  const name = `${homeDeviceKinds.words[device.kind]} · ${device.place}`
  return (
    <Page
      title={name}
      above={<RegionBar code={device.regionCode} to={region => paths.homeDevices({ region })} />}
      actions={acts && <DeviceActions device={device} />}
    >
      <Facts device={device} />
      <Alarms device={device} />
      <EventLine device={device} />
    </Page>
  )
}

function Facts({ device }: { device: HomeDevice }) {
  const say = useWords()
  const { countyCode, keyMadeAt, takenDownOn, takenDownWhy, replacesId, replacedById } = device
  return (
    <Panel>
      <dl className="facts">
        <Fact term={say('homeDevice.whose')}>
          <Go to={paths.elder({ countyCode, id: device.elderId })}>{device.elderName}</Go>
          {` · ${device.villageName}`}
        </Fact>
        <Fact term={say('homeDevice.state')}>
          <DeviceTags device={device} />
        </Fact>
        <Fact term={say('homeDevice.heard')}>
          <LastHeard device={device} />
        </Fact>
        <Fact term={say('homeDevice.serialLabel')}>{device.serial}</Fact>
        <Fact term={say('homeDevice.installedOn')}>{device.installedOn}</Fact>
        <Fact term={say('homeDevice.gateway')}>{device.gatewayName ?? say('homeDevice.noGateway')}</Fact>
        <Fact term={say('homeDevice.key')}>
          {keyMadeAt ? say('homeDevice.keySince', { time: instantText(keyMadeAt) }) : say('homeDevice.noKey')}
        </Fact>
        {device.registeredBy && <Fact term={say('homeDevice.registeredBy')}>{device.registeredBy}</Fact>}
        {takenDownOn && (
          <Fact term={say('homeDevice.takenDownOn')}>
            {say('homeDevice.takenDownWhy', { day: takenDownOn, why: takenDownWhy ?? '' })}
          </Fact>
        )}
        {replacesId && (
          <Fact term={say('homeDevice.replaces')}>
            <Go to={paths.homeDevice({ countyCode, id: replacesId })}>{say('homeDevice.see')}</Go>
          </Fact>
        )}
        {replacedById && (
          <Fact term={say('homeDevice.replacedBy')}>
            <Go to={paths.homeDevice({ countyCode, id: replacedById })}>{say('homeDevice.see')}</Go>
          </Fact>
        )}
      </dl>
    </Panel>
  )
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Alarms({ device }: { device: HomeDevice }) {
  const say = useWords()
  const may = useMay()
  const [wrong, setWrong] = useState<DeviceAlarm | null>(null)
  return (
    <Panel title={say('homeDevice.alarmsTitle')}>
      {device.alarms.length === 0 && <p className="soft">{say('homeDevice.noAlarms')}</p>}
      <ul className="rows">
        {device.alarms.map(alarm => (
          <li key={alarm.id}>
            <Tag color={alarm.state === 'standing' ? 'error' : 'default'}>
              {deviceAlarmStates.words[alarm.state]}
            </Tag>
            <b>{deviceAlarmKinds.words[alarm.kind]}</b> · {instantText(alarm.firstAt)}
            {alarm.times > 1 && ` · ${say('homeDevice.times', { times: alarm.times })}`}
            {alarm.clearedAt && ` · ${say('homeDevice.clearedAt', { time: instantText(alarm.clearedAt) })}`}
            {alarm.note && <div className="soft small">{alarm.note}</div>}
            <div>
              {alarm.caseId && (
                <Go to={paths.aidCase({ countyCode: device.countyCode, id: alarm.caseId })}>
                  {say('homeDevice.toCase')}
                </Go>
              )}{' '}
              {may('homeDevice:manage') && ['standing', 'cleared'].includes(alarm.state) && (
                <Button type="link" onClick={() => setWrong(alarm)}>
                  {say('homeDevice.callFalse')}
                </Button>
              )}
              {alarm.kind === 'pressed' && (
                <RecordNeedButton
                  countyCode={device.countyCode}
                  elderId={device.elderId}
                  from={{ source: 'byButton', id: device.id }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
      {wrong && <FalseDialog device={device} alarm={wrong} onClose={() => setWrong(null)} />}
    </Panel>
  )
}

interface FalseDialogProps {
  device: HomeDevice
  alarm: DeviceAlarm
  onClose: () => void
}

function FalseDialog({ device, alarm, onClose }: FalseDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const call = useAct('deviceAlarm.callFalse', ['homeDevice.get', 'homeDevice.list'])
  return (
    <ReasonDialog
      title={say('homeDevice.callFalseTitle')}
      note={say('homeDevice.callFalseNote')}
      submit={say('homeDevice.callFalse')}
      busy={call.isPending}
      error={call.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        call.mutate(
          { countyCode: device.countyCode, id: alarm.id, note: reason },
          {
            onSuccess: () => {
              notice.done(say('homeDevice.falseDone'))
              onClose()
            },
          },
        )
      }
    />
  )
}

/** Clocks a minute apart are nobody's business. */
const worthSayingMs = 60_000

function EventLine({ device: { countyCode, id } }: { device: HomeDevice }) {
  const say = useWords()
  const list = usePages('homeDevice.events', { countyCode, id })
  return (
    <Panel title={say('homeDevice.eventsTitle')} note={say('homeDevice.eventsNote')}>
      <Paged list={list} nothing={say('homeDevice.noEvents')}>
        {rows => (
          <CardTable
            rowKey="key"
            dataSource={rows}
            pagination={false}
            showHeader={false}
            columns={[
              { key: 'at', width: 190, render: (_, row) => instantText(row.receivedAt) },
              { key: 'kind', render: (_, row) => deviceEventKinds.words[row.kind] },
              {
                key: 'more',
                render: (_, row) =>
                  [
                    row.value !== null && say('homeDevice.value', { value: row.value }),
                    row.battery !== null && say('homeDevice.battery', { percent: Math.round(row.battery) }),
                    row.saidAt !== null &&
                      Math.abs(Date.parse(row.saidAt) - Date.parse(row.receivedAt)) > worthSayingMs &&
                      say('homeDevice.said', { time: instantText(row.saidAt) }),
                  ]
                    .filter(Boolean)
                    .join(' · '),
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
