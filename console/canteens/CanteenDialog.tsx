// Registers a place or changes what is written of it.
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import { canteenHosts, canteenKinds, canteenOperators, canteenTiers } from '../../domain/canteens/canteen.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'

type Held = Output<'canteen.get'>['canteen']
type Fields = Omit<Sent<'canteen.change'>, 'countyCode' | 'id' | 'version'>
type Filled = Fields & { regionCode: string }

const optionsOf = <Key extends string>(choice: {
  keys: readonly Key[]
  words: Readonly<Record<Key, string>>
}) => choice.keys.map(key => ({ value: key as string, label: choice.words[key] }))

/** What most places do; changed under 开放日. */
const usualOpening = {
  ...{ lunch: 'BBBBBBB', supper: '-------', winter: 'deliverOnly' as const, lunchAt: 660, supperAt: 1020 },
}

interface CanteenDialogProps {
  region: string
  held?: Held
  /** What is known of a new place before it is registered. */
  prefill?: Partial<Filled>
  /** Otherwise one goes on to its page. */
  onRegistered?: (id: string) => void
  onClose: () => void
}

export function CanteenDialog({ region, held, prefill, onRegistered, onClose }: CanteenDialogProps) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const register = useAct('canteen.register', ['canteen.list', 'canteen.standing'])
  const change = useAct('canteen.change', ['canteen.get', 'canteen.list'])
  const { error, isPending } = held ? change : register
  const save = ({ regionCode, ...filled }: Filled) => {
    const fields = { ...filled, operatorName: filled.operatorName?.trim() || null }
    const done = () => {
      notice.done(say('canteen.saved'))
      onClose()
    }
    if (held)
      change.mutate(
        { countyCode: held.countyCode, id: held.id, version: held.version, ...fields },
        { onSuccess: done },
      )
    else
      register.mutate(
        { id, regionCode, ...fields, opening: { ...usualOpening, validFrom: dayOf(new Date()) } },
        {
          onSuccess: () => {
            done()
            if (onRegistered) onRegistered(id)
            else go(paths.canteen({ countyCode: regionCode.slice(0, 6), id }))
          },
        },
      )
  }
  return (
    <Modal
      open
      width={680}
      title={say(held ? 'canteen.change' : 'canteens.register')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={
          held ?? {
            ...{
              kind: 'seniorTable',
              tier: 'cooksHere',
              host: 'committeeRooms',
              operator: 'committeeItself',
            },
            ...{ seats: 12, mealsAtMost: 20, onGroundFloor: true, fireChecked: false },
            ...(levelOf(region) === 'village' && { regionCode: region }),
            ...prefill,
          }
        }
      >
        {!held && <VillageField region={region} />}
        <CanteenFields />
      </Form>
      {error && <Trouble error={error} />}
    </Modal>
  )
}

/** Villages of the township on the screen; elsewhere one first goes there by the bar above. */
function VillageField({ region }: { region: string }) {
  const say = useWords()
  const answer = useAnswer('region.get', { code: region })
  const villages = [...(answer.data?.children ?? []), ...(answer.data ? [answer.data.region] : [])].filter(
    one => one.level === 'village',
  )
  return (
    <Form.Item
      name="regionCode"
      label={say('canteen.where')}
      extra={villages.length === 0 && say('canteen.whereHelp')}
      rules={[{ required: true, message: say('form.required') }]}
    >
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        options={villages.map(one => ({ value: one.code, label: one.shortName }))}
      />
    </Form.Item>
  )
}

function CanteenFields() {
  const say = useWords()
  const required = { required: true, message: say('form.required') }
  const number = (name: keyof Fields, word: string, most: number, mustHave = true) => (
    <Form.Item name={name} label={word} rules={mustHave ? [required] : []}>
      <InputNumber min={0} max={most} precision={0} />
    </Form.Item>
  )
  return (
    <div className="two-columns">
      <Form.Item name="name" label={say('canteens.name')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="address" label={say('canteen.address')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="kind" label={say('canteens.kind')} rules={[required]}>
        <Select options={optionsOf(canteenKinds)} />
      </Form.Item>
      <Form.Item name="tier" label={say('canteen.tier')} rules={[required]}>
        <Select options={optionsOf(canteenTiers)} />
      </Form.Item>
      <Form.Item name="host" label={say('canteen.host')} rules={[required]}>
        <Select options={optionsOf(canteenHosts)} />
      </Form.Item>
      <Form.Item name="operator" label={say('canteen.operator')} rules={[required]}>
        <Select options={optionsOf(canteenOperators)} />
      </Form.Item>
      <Form.Item name="operatorName" label={say('canteen.operatorName')}>
        <Input maxLength={60} />
      </Form.Item>
      {number('seats', say('canteen.seats'), 500)}
      {number('mealsAtMost', say('canteen.mealsAtMost'), 1000)}
      {number('areaSquareMeters', say('canteen.area'), 5000, false)}
      <Form.Item name="lon" label={say('canteen.lon')}>
        <InputNumber min={73} max={136} precision={5} />
      </Form.Item>
      <Form.Item name="lat" label={say('canteen.lat')}>
        <InputNumber min={3} max={54} precision={5} />
      </Form.Item>
      <Form.Item name="onGroundFloor" valuePropName="checked">
        <Checkbox>{say('canteen.ground')}</Checkbox>
      </Form.Item>
      <Form.Item name="fireChecked" valuePropName="checked">
        <Checkbox>{say('canteen.fire')}</Checkbox>
      </Form.Item>
    </div>
  )
}
