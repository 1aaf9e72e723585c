// One meal more: an elder who comes for once, or guests.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { type CanteenRow, type ServingWay, servingWays } from '../../domain/canteens/canteen.ts'
import type { MealOfDay } from '../../domain/canteens/meal-of-day.ts'
import { guestKinds } from '../../domain/canteens/serving.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { FindElder } from './FindElder.tsx'

interface Filled {
  who: 'elder' | (typeof guestKinds.keys)[number]
  elderId?: string
  guestName?: string
  portions: number
  way: ServingWay
}

export function ExtraDialog({
  canteen,
  of,
  onClose,
}: {
  canteen: CanteenRow
  of: MealOfDay
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const who = Form.useWatch('who', form)
  const record = useAct('mealExtra.record', ['kitchen.day'])
  const key = { countyCode: canteen.countyCode, canteenId: canteen.id }
  const save = ({ who: kind, elderId, guestName, portions, way }: Filled) =>
    record.mutate(
      {
        ...{ ...key, id, day: of.day, meal: of.meal, way },
        ...(kind === 'elder'
          ? { elderId: elderId ?? null, portions: 1 }
          : { guestKind: kind, guestName: guestName?.trim() || null, portions }),
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('kitchen.extraTitle')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ who: 'elder', portions: 1, way: of.ways[0] }}
      >
        <Form.Item name="who" label={say('kitchen.who')}>
          <Select
            options={[
              { value: 'elder', label: say('kitchen.whoElder') },
              ...guestKinds.keys.map(kind => ({ value: kind as string, label: guestKinds.words[kind] })),
            ]}
          />
        </Form.Item>
        {who === 'elder' ? <WhichElder of={key} /> : <Guests />}
        <Form.Item name="way" label={say('kitchen.way')}>
          <Select options={of.ways.map(way => ({ value: way as string, label: servingWays.words[way] }))} />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

function Guests() {
  const say = useWords()
  return (
    <>
      <Form.Item name="guestName" label={say('kitchen.guestName')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="portions" label={say('kitchen.portions')}>
        <InputNumber min={1} max={50} precision={0} />
      </Form.Item>
    </>
  )
}

function WhichElder({ of }: { of: { countyCode: string; canteenId: string } }) {
  const say = useWords()
  return (
    <Form.Item
      name="elderId"
      label={say('regulars.find')}
      extra={say('regulars.findHelp')}
      rules={[{ required: true, message: say('form.required') }]}
    >
      <FindElder of={of} />
    </Form.Item>
  )
}
