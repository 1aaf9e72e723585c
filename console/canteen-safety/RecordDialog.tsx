// The four records of a kitchen as forms, for whoever writes them at a desk.
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import {
  acceptances,
  disinfectedThings,
  disinfectionWays,
  itemsOf,
  type SelfCheckKind,
  selfCheckItems,
  selfCheckKinds,
} from '../../domain/canteen-safety/records.ts'
import { meals } from '../../domain/canteens/canteen.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

export const recordWords = {
  sample: 'safety.addSample',
  purchase: 'safety.addPurchase',
  disinfection: 'safety.addDisinfection',
  selfCheck: 'safety.addCheck',
} as const
export type RecordKind = keyof typeof recordWords

const operations = {
  sample: 'foodSample.record',
  purchase: 'foodPurchase.record',
  disinfection: 'disinfection.record',
  selfCheck: 'selfCheck.record',
} as const

interface RecordProps {
  kind: RecordKind
  place: { countyCode: string; canteenId: string }
  onClose: () => void
}

type Filled = Record<string, unknown>

export function RecordDialog({ kind, place, onClose }: RecordProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const safety = useAnswer('safety.get', place)
  const act = useAct(operations[kind], ['safety.get', 'safety.month', 'safety.standing', 'safety.list'])
  const save = (filled: Filled) =>
    act.mutate({ ...place, id: newId(), ...sentOf(kind, filled) } as never, {
      onSuccess: () => {
        notice.done(say('safety.saved'))
        onClose()
      },
    })
  const today = dayOf(new Date())
  const start: Record<RecordKind, Filled> = {
    sample: { day: today, meal: 'lunch', grams: (safety.data?.grams ?? 125) + 25 },
    purchase: { boughtOn: today, acceptance: 'goodsAccepted' },
    disinfection: { day: today, things: ['tableware', 'knivesAndBoards'], way: 'hotCabinet', minutes: 30 },
    selfCheck: { day: today, kind: 'dayCheck', faults: [] },
  }
  const Fields = fieldsOf[kind]
  return (
    <Modal
      open
      title={say(recordWords[kind])}
      okText={say('safety.save')}
      cancelText={say('safety.cancel')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" initialValues={start[kind]} onFinish={save}>
        <Fields />
      </Form>
      {act.isError && <Trouble error={act.error} />}
    </Modal>
  )
}

function sentOf(kind: RecordKind, filled: Filled): Filled {
  const now = new Date().toISOString()
  const { cost, ...rest } = filled
  const told = Object.fromEntries(
    Object.entries(rest).filter(([, value]) => value !== undefined && value !== ''),
  )
  if (kind === 'sample') return { ...told, takenAt: now }
  if (kind === 'purchase')
    return { ...told, ...(typeof cost === 'number' && { costFen: Math.round(cost * 100) }) }
  return { ...told, doneAt: now }
}

function useRequired() {
  const say = useWords()
  return [{ required: true, message: say('form.required') }]
}

const optionsOf = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

function DayField({ name }: { name: string }) {
  const say = useWords()
  return (
    <Form.Item name={name} label={say('safety.day')} rules={useRequired()}>
      <Input type="date" max={dayOf(new Date())} />
    </Form.Item>
  )
}

function TextField({
  name,
  label,
  most,
  needed = true,
}: {
  name: string
  label: string
  most: number
  needed?: boolean
}) {
  const rules = useRequired()
  return (
    <Form.Item name={name} label={label} {...(needed && { rules })}>
      <Input maxLength={most} />
    </Form.Item>
  )
}

function SampleFields() {
  const say = useWords()
  const rules = useRequired()
  return (
    <>
      <DayField name="day" />
      <Form.Item name="meal" label={say('safety.meal')} rules={rules}>
        <Select options={optionsOf(meals.words)} />
      </Form.Item>
      <TextField name="dish" label={say('safety.dish')} most={20} />
      <Form.Item name="grams" label={say('safety.grams')} rules={rules}>
        <InputNumber min={1} max={5000} />
      </Form.Item>
      <Form.Item name="celsius" label={say('safety.celsius')}>
        <InputNumber min={-40} max={60} />
      </Form.Item>
    </>
  )
}

function PurchaseFields() {
  const say = useWords()
  return (
    <>
      <DayField name="boughtOn" />
      <TextField name="goods" label={say('safety.goods')} most={40} />
      <TextField name="amount" label={say('safety.amount')} most={20} />
      <TextField name="supplier" label={say('safety.supplier')} most={40} />
      <TextField name="ticketNumber" label={say('safety.ticket')} most={40} needed={false} />
      <Form.Item name="cost" label={say('safety.costField')}>
        <InputNumber min={0} precision={2} />
      </Form.Item>
      <Form.Item name="expiresOn" label={say('safety.expires')}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="acceptance" label={say('safety.acceptance')}>
        <Select options={optionsOf(acceptances.words)} />
      </Form.Item>
      <TextField name="note" label={say('safety.note')} most={200} needed={false} />
    </>
  )
}

function DisinfectionFields() {
  const say = useWords()
  const rules = useRequired()
  return (
    <>
      <DayField name="day" />
      <Form.Item name="things" label={say('safety.things')} rules={rules}>
        <Checkbox.Group options={optionsOf(disinfectedThings.words)} />
      </Form.Item>
      <Form.Item name="way" label={say('safety.way')} rules={rules}>
        <Select options={optionsOf(disinfectionWays.words)} />
      </Form.Item>
      <Form.Item name="minutes" label={say('safety.minutes')} rules={rules}>
        <InputNumber min={1} max={600} />
      </Form.Item>
    </>
  )
}

function SelfCheckFields() {
  const say = useWords()
  const form = Form.useFormInstance<{ kind: SelfCheckKind; faults: string[] }>()
  const kind = Form.useWatch('kind', form) ?? 'dayCheck'
  const faults = Form.useWatch('faults', form) ?? []
  return (
    <>
      <Form.Item name="kind" label={say('safety.kind')} rules={useRequired()}>
        <Select options={optionsOf(selfCheckKinds.words)} onChange={() => form.setFieldValue('faults', [])} />
      </Form.Item>
      <DayField name="day" />
      <Form.Item name="faults" label={say('safety.faults')}>
        <Checkbox.Group
          className="stacked"
          options={itemsOf[kind].map(value => ({
            value: value as string,
            label: selfCheckItems.words[value],
          }))}
        />
      </Form.Item>
      {faults.length > 0 && <TextField name="note" label={say('safety.noteMend')} most={200} />}
    </>
  )
}

const fieldsOf = {
  sample: SampleFields,
  purchase: PurchaseFields,
  disinfection: DisinfectionFields,
  selfCheck: SelfCheckFields,
} as const
