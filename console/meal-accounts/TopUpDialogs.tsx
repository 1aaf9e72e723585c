// Money paid in and back at the station, a wrong top-up taken back, and work that will be eaten.
import { Form, Input, InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { topUpWays } from '../../domain/meal-accounts/book.ts'
import type { MealAccount, TopUp } from '../../domain/meal-accounts/books-api.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { CancelSlip } from './Slips.tsx'
import { TopUpForm } from './TopUpForm.tsx'

const refreshed = ['mealAccount.get', 'mealAccount.list'] as const

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
  const [id] = useState(newId)
  const { countyCode, elderId } = account
  const topUp = useAct('mealAccount.topUp', refreshed)
  return (
    <TopUpForm
      title={`${say(kind === 'paidIn' ? 'account.topUp' : 'account.payBack')}：${account.name}`}
      ways={topUpWays}
      firstWay="cashAtStation"
      busy={topUp.isPending}
      error={topUp.error}
      onSend={counted =>
        topUp.mutate(
          { countyCode, elderId, id, canteenId, kind, ...counted },
          {
            onSuccess: made => {
              notice.done(
                say(kind === 'paidIn' ? 'account.toppedUp' : 'account.paidBack', { serial: made.serial }),
              )
              onDone(made)
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}

export function CancelTopUp({ account: { countyCode }, topUp }: { account: MealAccount; topUp: TopUp }) {
  const say = useWords()
  const notice = useNotice()
  const cancel = useAct('mealAccount.cancelTopUp', refreshed)
  return (
    <CancelSlip
      amountFen={topUp.amountFen}
      note={say('books.cancelNote')}
      busy={cancel.isPending}
      error={cancel.error}
      onSend={(reason, close) =>
        cancel.mutate(
          { countyCode, id: topUp.id, reason },
          {
            onSuccess: () => {
              notice.done(say('books.cancelled'))
              close()
            },
          },
        )
      }
    />
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
