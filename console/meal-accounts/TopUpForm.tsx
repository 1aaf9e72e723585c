// Money paid in or back over a counter, whichever account of an elder it is for.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import type { ReactNode } from 'react'
import type { Choice } from '../../domain/kernel/choice.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { Trouble } from '../states.tsx'

export interface Counted<Way extends string> {
  way: Way
  amountFen: number
  day: string
  payerName: string | null
  note: string | null
}

interface Filled<Way extends string> {
  yuan: number
  way: Way
  day: string
  payer?: string
  note?: string
}

interface TopUpFormProps<Way extends string> {
  title: string
  ways: Choice<Way>
  firstWay: Way
  busy: boolean
  error: Error | null
  onSend: (counted: Counted<Way>) => void
  onClose: () => void
  /** What is to be known before counting. */
  children?: ReactNode
}

export function TopUpForm<Way extends string>(props: TopUpFormProps<Way>) {
  const { title, ways, firstWay, busy, error, onSend, onClose, children } = props
  const say = useWords()
  const [form] = Form.useForm<Filled<Way>>()
  const required = [{ required: true, message: say('form.required') }]
  const send = ({ yuan, way, day, payer, note }: Filled<Way>) =>
    onSend({
      ...{ way, day, amountFen: fenOf(yuan) },
      payerName: payer?.trim() || null,
      note: note?.trim() || null,
    })
  return (
    <Modal
      open
      title={title}
      okText={say('form.save')}
      okButtonProps={{ loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {children}
      <Form<Filled<Way>> form={form} layout="vertical" className="below" onFinish={send}>
        <Form.Item name="yuan" label={say('books.amount')} rules={required}>
          <InputNumber min={0.01} max={100_000} precision={2} style={{ width: 200 }} size="large" autoFocus />
        </Form.Item>
        <Form.Item name="way" label={say('account.way')} rules={required} initialValue={firstWay}>
          <Select options={ways.keys.map(key => ({ value: key, label: ways.words[key] }))} />
        </Form.Item>
        <Form.Item name="payer" label={say('account.payer')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="day" label={say('account.day')} rules={required} initialValue={dayOf(new Date())}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="note" label={say('books.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {error && <Trouble error={error} />}
    </Modal>
  )
}
