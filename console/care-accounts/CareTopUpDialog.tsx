// Money paid in and back over the counter, and a wrong slip put right.
import { Button, Form, Input, InputNumber, Modal, Select, Tooltip } from 'antd'
import { useState } from 'react'
import {
  type CareAccount,
  type CareTopUp,
  type CareTopUpWay,
  careTopUpWays,
} from '../../domain/care-accounts/care-account.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { fenOf, money } from '../money.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'

const refreshed = ['careAccount.get', 'careAccount.list'] as const

interface Filled {
  yuan: number
  way: CareTopUpWay
  day: string
  payer?: string
  note?: string
}

interface DialogProps {
  account: CareAccount
  kind: 'paidIn' | 'paidBack'
  onDone: (topUp: CareTopUp) => void
  onClose: () => void
}

export function CareTopUpDialog({ account, kind, onDone, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const topUp = useAct('careAccount.topUp', refreshed)
  const send = (filled: Filled) =>
    topUp.mutate(
      {
        ...{ countyCode: account.countyCode, elderId: account.elderId, id, kind, way: filled.way },
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
      title={`${say(kind === 'paidIn' ? 'account.topUp' : 'account.payBack')}：${account.name}（${account.villageName}）`}
      okText={say('form.save')}
      okButtonProps={{ loading: topUp.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">
        {say('care.balance')} {money(account.balanceFen)}
      </p>
      <Form<Filled>
        form={form}
        layout="vertical"
        className="below"
        onFinish={send}
        initialValues={{ day: dayOf(new Date()), way: 'cashInHand' }}
      >
        <Form.Item name="yuan" label={say('books.amount')} rules={required}>
          <InputNumber min={0.01} max={100_000} precision={2} style={{ width: 200 }} size="large" autoFocus />
        </Form.Item>
        <Form.Item name="way" label={say('account.way')} rules={required}>
          <Select
            options={careTopUpWays.keys.map(key => ({ value: key, label: careTopUpWays.words[key] }))}
          />
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

/** Where the asker may not, the button says why instead of vanishing. */
export function CancelCareTopUp({ account, topUp }: { account: CareAccount; topUp: CareTopUp }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const cancel = useAct('careAccount.cancelTopUp', refreshed)
  const send = ({ reason }: { reason: string }) =>
    cancel.mutate(
      { countyCode: account.countyCode, id: topUp.id, reason },
      {
        onSuccess: () => {
          notice.done(say('books.cancelled'))
          setAsking(false)
        },
      },
    )
  return (
    <>
      <Tooltip title={topUp.whyNotCancel}>
        <Button size="small" danger disabled={topUp.whyNotCancel !== null} onClick={() => setAsking(true)}>
          {say('books.cancel')}
        </Button>
      </Tooltip>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={`${say('books.cancel')}：¥${money(topUp.amountFen)}`}
          note={say('care.cancelNote')}
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
