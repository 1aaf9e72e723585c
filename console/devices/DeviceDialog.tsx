// Registers a device at an elder's home, alone or in the place of another; the key is shown when it is done.
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import type { HomeDevice, HomeDeviceKind } from '../../domain/devices/device.ts'
import { homeDeviceKinds } from '../../domain/devices/device.ts'
import { ancestorAt } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { KeyDialog } from './KeyDialog.tsx'

interface Filled {
  kind: HomeDeviceKind
  serial: string
  place: string
  installedOn: string
  gatewayId?: string
  why?: string
}

interface DeviceDialogProps {
  elder: { countyCode: string; id: string; regionCode: string; name: string }
  /** The device this one takes the place of. */
  replaces?: HomeDevice
  onClose: () => void
}

export function DeviceDialog({ elder, replaces, onClose }: DeviceDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [key, setKey] = useState<string | null>(null)
  const [form] = Form.useForm<Filled>()
  const register = useAct('homeDevice.register', ['homeDevice.list', 'homeDevice.get'])
  const save = ({ gatewayId, why, ...filled }: Filled) =>
    register.mutate(
      {
        ...filled,
        ...{ countyCode: elder.countyCode, id, elderId: elder.id },
        gatewayId: gatewayId ?? null,
        replacesId: replaces?.id ?? null,
        why: why?.trim() || null,
      },
      {
        onSuccess: ({ deviceKey }) => {
          notice.done(say(replaces ? 'homeDevice.replaced' : 'homeDevice.registered'))
          if (deviceKey) return setKey(deviceKey)
          notice.done(say('homeDevice.keyLost'))
          onClose()
        },
      },
    )
  if (key !== null) return <KeyDialog deviceKey={key} onClose={onClose} />
  return (
    <Modal
      open
      title={
        replaces
          ? say('homeDevice.replaceTitle', { serial: replaces.serial })
          : say('homeDevice.registerTitle', { name: elder.name })
      }
      okText={say(replaces ? 'homeDevice.replace' : 'homeDevice.register')}
      okButtonProps={{ loading: register.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <DeviceFields form={form} elder={elder} replaces={replaces} onFinish={save} />
      {register.isError && <Trouble error={register.error} />}
    </Modal>
  )
}

interface DeviceFieldsProps extends Pick<DeviceDialogProps, 'elder'> {
  form: ReturnType<typeof Form.useForm<Filled>>[0]
  replaces: HomeDevice | undefined
  onFinish: (filled: Filled) => void
}

function DeviceFields({ form, elder, replaces, onFinish }: DeviceFieldsProps) {
  const say = useWords()
  const required = { required: true, message: say('form.required') }
  const today = dayOf(new Date())
  return (
    <Form<Filled>
      form={form}
      layout="vertical"
      initialValues={{
        installedOn: today,
        ...(replaces && { kind: replaces.kind, place: replaces.place, gatewayId: replaces.gatewayId }),
      }}
      onFinish={onFinish}
    >
      <Form.Item name="kind" label={say('homeDevice.kind')} rules={[required]}>
        <Select
          options={homeDeviceKinds.keys.map(key => ({ value: key, label: homeDeviceKinds.words[key] }))}
        />
      </Form.Item>
      <Form.Item
        name="serial"
        label={say('homeDevice.serialLabel')}
        extra={say('homeDevice.serialHelp')}
        rules={[
          required,
          { pattern: /^\s*[A-Za-z0-9._:-]{3,64}\s*$/, message: say('homeDevice.serialWrong') },
        ]}
      >
        <Input maxLength={64} />
      </Form.Item>
      <Form.Item
        name="place"
        label={say('homeDevice.place')}
        extra={say('homeDevice.placeHelp')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="installedOn" label={say('homeDevice.installedOn')} rules={[required]}>
        <Input type="date" max={today} />
      </Form.Item>
      <GatewayField county={ancestorAt(elder.regionCode, 'county')} />
      {replaces && (
        <Form.Item
          name="why"
          label={say('homeDevice.replaceWhy')}
          rules={[{ ...required, whitespace: true }]}
        >
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      )}
    </Form>
  )
}

/** A post below the county sees the gateways of its own area. */
function GatewayField({ county }: { county: string }) {
  const say = useWords()
  const { post } = useSession()
  const region = post.regionCode > county ? post.regionCode : county
  const gateways = useAnswer('deviceGateway.list', { regionCode: region, limit: 200 })
  const open = (gateways.data?.rows ?? []).filter(gateway => gateway.closedAt === null)
  if (open.length === 0) return null
  return (
    <Form.Item name="gatewayId" label={say('homeDevice.gateway')} extra={say('homeDevice.gatewayHelp')}>
      <Select
        allowClear
        placeholder={say('homeDevice.noGateway')}
        options={open.map(gateway => ({
          value: gateway.id,
          label: `${gateway.name}（${gateway.regionName}）`,
        }))}
      />
    </Form.Item>
  )
}
