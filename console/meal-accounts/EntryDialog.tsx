// Writing down money or goods that came, or money that went.
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { mealCosts } from '../../domain/meal-accounts/book.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  source?: (typeof mealSources.keys)[number]
  cost?: (typeof mealCosts.keys)[number]
  yuan?: number
  day: string
  party?: string
  isAnonymous?: boolean
  isGoods?: boolean
  note?: string
}

interface EntryDialogProps {
  book: MealBook
  kind: 'moneyIn' | 'moneyOut'
  /** What the kitchen bought: proposed as it stands there, and to be looked over. */
  purchase?: Output<'mealEntry.proposals'>['rows'][number]
  onClose: () => void
}

export function EntryDialog({ book, kind, purchase, onClose }: EntryDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const record = useAct('mealEntry.record', [
    ...(['mealEntry.list', 'mealEntry.proposals', 'mealBook.get', 'mealBook.list'] as const),
  ])
  const send = (filled: Filled) =>
    record.mutate(
      {
        ...{ countyCode: book.countyCode, canteenId: book.canteenId, id },
        kind: filled.isGoods ? 'giftOfGoods' : kind,
        source: filled.source ?? null,
        cost: filled.cost ?? null,
        amountFen: fenOf(filled.yuan),
        day: filled.day,
        party: filled.party?.trim() || null,
        isAnonymous: filled.isAnonymous ?? false,
        note: filled.note?.trim() || null,
        purchaseId: purchase?.purchaseId ?? null,
      },
      {
        onSuccess: entry => {
          notice.done(say('books.recorded', { serial: entry.serial }))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say(kind === 'moneyIn' ? 'books.recordIn' : 'books.recordOut')}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" onFinish={send} initialValues={initialOf(purchase)}>
        {kind === 'moneyIn' ? <InFields /> : <OutFields />}
        <Form.Item
          name="day"
          label={say('books.day')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

function initialOf(purchase: EntryDialogProps['purchase']): Partial<Filled> {
  if (purchase === undefined) return { day: dayOf(new Date()) }
  const { day, costFen, supplier, goods, amount } = purchase
  return { day, cost: 'foodCost', yuan: costFen / 100, party: supplier, note: `${goods} ${amount}` }
}

function InFields() {
  const say = useWords()
  const form = Form.useFormInstance<Filled>()
  const isGoods = Form.useWatch('isGoods', form) ?? false
  const isAnonymous = Form.useWatch('isAnonymous', form) ?? false
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="source" label={say('books.giver')} rules={required}>
        <Select options={mealSources.keys.map(key => ({ value: key, label: mealSources.words[key] }))} />
      </Form.Item>
      <Form.Item name="party" label={say('books.party')}>
        <Input maxLength={60} disabled={isAnonymous} />
      </Form.Item>
      <Form.Item name="isAnonymous" valuePropName="checked">
        <Checkbox>{say('books.anonymous')}</Checkbox>
      </Form.Item>
      <Form.Item name="isGoods" valuePropName="checked">
        <Checkbox>{say('books.isGoods')}</Checkbox>
      </Form.Item>
      {!isGoods && (
        <Form.Item name="yuan" label={say('books.amount')} rules={required}>
          <InputNumber min={0.01} max={1_000_000} precision={2} style={{ width: 200 }} />
        </Form.Item>
      )}
      <Form.Item
        name="note"
        label={say(isGoods ? 'books.goods' : 'books.note')}
        {...(isGoods && { rules: required })}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function OutFields() {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="cost" label={say('books.cost')} rules={required}>
        <Select options={mealCosts.keys.map(key => ({ value: key, label: mealCosts.words[key] }))} />
      </Form.Item>
      <Form.Item name="yuan" label={say('books.amount')} rules={required}>
        <InputNumber min={0.01} max={1_000_000} precision={2} style={{ width: 200 }} />
      </Form.Item>
      <Form.Item name="party" label={say('books.supplier')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="note" label={say('books.note')}>
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}
