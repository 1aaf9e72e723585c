// Money paid in and back at the station, a wrong top-up taken back, and work that will be eaten.
import { Button, Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { topUpWays } from '../../domain/meal-accounts/book.ts'
import type { MealAccount, TopUp } from '../../domain/meal-accounts/books-api.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { fenOf } from '../money.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'

const refreshed = ['mealAccount.get', 'mealAccount.list'] as const

interface Filled {
  yuan: number
  way: (typeof topUpWays.keys)[number]
  day: string
  payer?: string
  note?: string
}

interface TopUpDialogProps {
  account: MealAccount
  canteenId: string | null
  kind: 'paidIn' | 'paidBack'
  onDone: (topUp: TopUp) => void
  onClose: () => void
}

export function TopUpDialog({ account, canteenId, kind, onDone, onClose }: TopUpDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const topUp = useAct('mealAccount.topUp', refreshed)
  const send = (filled: Filled) =>
    topUp.mutate(
      {
        ...{ countyCode: account.countyCode, elderId: account.elderId, id, canteenId, kind, way: filled.way },
        ...{ amountFen: fenOf(filled.yuan), day: filled.day },
        payerName: filled.payer?.trim() || null,
        note: filled.note?.trim() || null,
      },
      {
        onSuccess: made => {
          notice.done(
            say(kind === 'paidIn' ? 'account.toppedUp' : 'account.paidBack', { serial: made.serial }),
          )
          onDone(made)
        },
      },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={`${say(kind === 'paidIn' ? 'account.topUp' : 'account.payBack')}：${account.name}`}
      okText={say('form.save')}
      okButtonProps={{ loading: topUp.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ day: dayOf(new Date()), way: 'cashAtStation' }}
      >
        <Form.Item name="yuan" label={say('books.amount')} rules={required}>
          <InputNumber min={0.01} max={100_000} precision={2} style={{ width: 200 }} size="large" />
        </Form.Item>
        <Form.Item name="way" label={say('account.way')} rules={required}>
          <Select options={topUpWays.keys.map(key => ({ value: key, label: topUpWays.words[key] }))} />
        </Form.Item>
        <Form.Item name="payer" label={say('account.payer')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="day" label={say('account.day')} rules={required}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="note" label={say('books.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
      {topUp.isError && <Trouble error={topUp.error} />}
    </Modal>
  )
}

export function CancelTopUp({ account, topUp }: { account: MealAccount; topUp: TopUp }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const cancel = useAct('mealAccount.cancelTopUp', refreshed)
  const send = ({ reason }: { reason: string }) =>
    void cancel.mutateAsync({ countyCode: account.countyCode, id: topUp.id, reason }).then(
      () => {
        notice.done(say('books.cancelled'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <>
      <Button size="small" danger onClick={() => setAsking(true)}>
        {say('books.cancel')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('books.cancel')}
          note={say('books.cancelNote')}
          submit={say('books.cancel')}
          busy={cancel.isPending}
          error={cancel.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface WorkFilled {
  minutes: number
  deed: string
  day: string
}

interface WorkDialogProps {
  account: MealAccount
  canteenId: string
  onClose: () => void
}

export function WorkDialog({ account, canteenId, onClose }: WorkDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<WorkFilled>()
  const [id] = useState(newId)
  const record = useAct('mealWork.record', refreshed)
  const send = ({ minutes, deed, day }: WorkFilled) =>
    record.mutate(
      {
        ...{ countyCode: account.countyCode, canteenId, id, elderId: account.elderId, minutes, deed },
        day,
      },
      {
        onSuccess: () => {
          notice.done(say('account.recordWork'))
          onClose()
        },
      },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={`${say('account.recordWork')}：${account.name}`}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<WorkFilled>
        form={form}
        layout="vertical"
        onFinish={send}
        initialValues={{ day: dayOf(new Date()) }}
      >
        <Form.Item name="minutes" label={say('account.minutes')} rules={required}>
          <InputNumber min={1} max={1440} precision={0} />
        </Form.Item>
        <Form.Item name="deed" label={say('account.deed')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="day" label={say('account.day')} rules={required}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}
