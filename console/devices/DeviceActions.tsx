// What may be done with a device: test, replace, renew or revoke its key, take it down; each asked before it is done.
import { App, Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { HomeDevice } from '../../domain/devices/device.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useNotice } from '../states.tsx'
import { DeviceDialog } from './DeviceDialog.tsx'
import { KeyDialog } from './KeyDialog.tsx'

const stale = ['homeDevice.get', 'homeDevice.list'] as const
const testMinutes = 30

export function DeviceActions({ device }: { device: HomeDevice }) {
  const say = useWords()
  const [dialog, setDialog] = useState<'replace' | 'takeDown' | 'revoke' | null>(null)
  const close = () => setDialog(null)
  const elder = {
    ...{ countyCode: device.countyCode, id: device.elderId },
    ...{ regionCode: device.regionCode, name: device.elderName },
  }
  return (
    <Space wrap>
      <TestButton device={device} />
      <RenewButton device={device} />
      {device.keyMadeAt !== null && (
        <Button onClick={() => setDialog('revoke')}>{say('homeDevice.revokeKey')}</Button>
      )}
      <Button danger onClick={() => setDialog('takeDown')}>
        {say('homeDevice.takeDown')}
      </Button>
      <Button type="primary" onClick={() => setDialog('replace')}>
        {say('homeDevice.replace')}
      </Button>
      {dialog === 'replace' && <DeviceDialog elder={elder} replaces={device} onClose={close} />}
      {dialog === 'takeDown' && <TakeDownDialog device={device} onClose={close} />}
      {dialog === 'revoke' && <RevokeDialog device={device} onClose={close} />}
    </Space>
  )
}

function TestButton({ device }: { device: HomeDevice }) {
  const say = useWords()
  const notice = useNotice()
  const { modal } = App.useApp()
  const test = useAct('homeDevice.test', stale)
  const { countyCode, id } = device
  const set = (minutes: number) =>
    test.mutateAsync({ countyCode, id, minutes }).then(
      () => notice.done(say(minutes > 0 ? 'homeDevice.testOn' : 'homeDevice.testOff')),
      error => void notice.refused(error),
    )
  if (device.testUntil)
    return (
      <Button loading={test.isPending} onClick={() => void set(0)}>
        {say('homeDevice.testEnd')}
      </Button>
    )
  const ask = () =>
    void modal.confirm({
      title: say('homeDevice.testTitle'),
      content: say('homeDevice.testNote'),
      okText: say('homeDevice.test'),
      onOk: () => set(testMinutes),
    })
  return <Button onClick={ask}>{say('homeDevice.test')}</Button>
}

function RenewButton({ device: { countyCode, id } }: { device: HomeDevice }) {
  const say = useWords()
  const notice = useNotice()
  const { modal } = App.useApp()
  const [key, setKey] = useState<string | null>(null)
  const renew = useAct('homeDevice.renewKey', stale)
  const ask = () =>
    void modal.confirm({
      title: say('homeDevice.renewTitle'),
      content: say('homeDevice.renewNote'),
      okText: say('homeDevice.renewKey'),
      onOk: () =>
        renew.mutateAsync({ countyCode, id }).then(
          ({ deviceKey }) => setKey(deviceKey),
          error => void notice.refused(error),
        ),
    })
  return (
    <>
      <Button onClick={ask}>{say('homeDevice.renewKey')}</Button>
      {key !== null && <KeyDialog deviceKey={key} onClose={() => setKey(null)} />}
    </>
  )
}

interface OfDevice {
  device: HomeDevice
  onClose: () => void
}

function RevokeDialog({ device: { countyCode, id }, onClose }: OfDevice) {
  const say = useWords()
  const notice = useNotice()
  const revoke = useAct('homeDevice.revokeKey', stale)
  return (
    <ReasonDialog
      title={say('homeDevice.revokeTitle')}
      note={say('homeDevice.revokeNote')}
      submit={say('homeDevice.revokeKey')}
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        revoke.mutate(
          { countyCode, id, why: reason },
          {
            onSuccess: () => {
              notice.done(say('homeDevice.revoked'))
              onClose()
            },
          },
        )
      }
    />
  )
}

function TakeDownDialog({ device: { countyCode, id, installedOn }, onClose }: OfDevice) {
  const say = useWords()
  const notice = useNotice()
  const takeDown = useAct('homeDevice.takeDown', stale)
  const today = dayOf(new Date())
  return (
    <ReasonDialog<{ on?: string; reason: string }>
      title={say('homeDevice.takeDownTitle')}
      note={say('homeDevice.takeDownNote')}
      submit={say('homeDevice.takeDown')}
      busy={takeDown.isPending}
      error={takeDown.error}
      onClose={onClose}
      onSubmit={({ on, reason }) =>
        takeDown.mutate(
          { countyCode, id, on: on ?? today, why: reason },
          {
            onSuccess: () => {
              notice.done(say('homeDevice.takenDownDone'))
              onClose()
            },
          },
        )
      }
    >
      <Form.Item name="on" label={say('homeDevice.takeDownOn')} initialValue={today}>
        <Input type="date" min={installedOn} max={today} />
      </Form.Item>
    </ReasonDialog>
  )
}
