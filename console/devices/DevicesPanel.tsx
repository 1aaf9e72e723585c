// The devices in one elder's home, and registering another.
import { Button } from 'antd'
import { useState } from 'react'
import { homeDeviceKinds } from '../../domain/devices/device.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { DeviceDialog } from './DeviceDialog.tsx'
import { DeviceTags } from './DeviceTags.tsx'

export function DevicesPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const devices = useAnswer('homeDevice.list', { regionCode: elder.regionCode, elderId: elder.id })
  const mayAdd = may('homeDevice:manage') && elder.endedOn === null
  return (
    <Panel
      title={say('homeDevice.ofElder')}
      extra={mayAdd && <Button onClick={() => setAdding(true)}>{say('homeDevice.register')}</Button>}
    >
      <Answered query={devices}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{say('homeDevice.ofElderNone')}</p>
          ) : (
            <ul className="rows">
              {rows.map(row => (
                <li key={row.id}>
                  <Go to={paths.homeDevice(row)} className="strong">
                    {homeDeviceKinds.words[row.kind]} · {row.place}
                  </Go>{' '}
                  <DeviceTags device={row} />
                </li>
              ))}
            </ul>
          )
        }
      </Answered>
      {adding && <DeviceDialog elder={elder} onClose={() => setAdding(false)} />}
    </Panel>
  )
}
