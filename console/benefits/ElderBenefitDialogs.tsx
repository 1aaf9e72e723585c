// What an officer records for an elder's benefits: the account, the household's circumstances, a stop by hand.
import { Form, Input, Modal, Select } from 'antd'
import { type ReactNode, useState } from 'react'
import type { ElderBenefit } from '../../domain/benefits/records.ts'
import { type RecordedIncome, recordedIncomes } from '../../domain/benefits/rule.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { RegionSearch } from '../regions/RegionBar.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { MonthSelect } from './MonthSelect.tsx'

interface DialogProps {
  elder: Elder
  onClose: () => void
}

interface ShellProps {
  title: string
  busy: boolean
  error: unknown
  danger?: boolean
  onOk: () => void
  onClose: () => void
  children: ReactNode
}

function Shell({ title, busy, error, danger = false, onOk, onClose, children }: ShellProps) {
  const say = useWords()
  return (
    <Modal
      open
      title={title}
      okText={say('form.save')}
      okButtonProps={{ loading: busy, danger }}
      onOk={onOk}
      onCancel={onClose}
    >
      {children}
      {error !== null && <Trouble error={error} />}
    </Modal>
  )
}

export function AccountDialog({ elder, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<{ bankName: string; accountNumber: string }>()
  const record = useAct('elderBenefit.recordAccount', ['elderBenefit.get'])
  return (
    <Shell
      title={say('mine.recordAccount')}
      busy={record.isPending}
      error={record.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ bankName, accountNumber }) =>
          record.mutate(
            {
              ...{ countyCode: elder.countyCode, id, elderId: elder.id, bankName },
              accountNumber: accountNumber.replace(/\s/g, ''),
            },
            {
              onSuccess: () => {
                notice.done(say('mine.accountDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="bankName"
          label={say('mine.bank')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item
          name="accountNumber"
          label={say('mine.accountNumber')}
          rules={[{ required: true, pattern: /^[\d\s]{8,40}$/, message: say('mine.accountWrong') }]}
        >
          <Input inputMode="numeric" autoComplete="off" maxLength={40} />
        </Form.Item>
      </Form>
    </Shell>
  )
}

interface FilledCircumstance {
  income: RecordedIncome
  validFrom: string
  evidence: string
}

export function CircumstanceDialog({ elder, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [hukou, setHukou] = useState<{ code: string; name: string } | null>(null)
  const [form] = Form.useForm<FilledCircumstance>()
  const record = useAct('elderBenefit.recordCircumstance', ['elderBenefit.get'])
  return (
    <Shell
      title={say('mine.circumstances')}
      busy={record.isPending}
      error={record.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<FilledCircumstance>
        form={form}
        layout="vertical"
        initialValues={{ income: 'dibao', validFrom: dayOf(new Date()) }}
        onFinish={filled =>
          record.mutate(
            {
              countyCode: elder.countyCode,
              id,
              elderId: elder.id,
              hukouCode: hukou?.code ?? null,
              ...filled,
            },
            {
              onSuccess: () => {
                notice.done(say('mine.circumstanceDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="income" label={say('mine.income')}>
          <Select
            options={recordedIncomes.keys.map(key => ({ value: key, label: recordedIncomes.words[key] }))}
          />
        </Form.Item>
        <Form.Item label={say('mine.hukou')}>
          <RegionSearch
            placeholder={hukou?.name ?? say('mine.hukouHere')}
            onChosen={(code, name) => setHukou({ code, name })}
          />
        </Form.Item>
        <Form.Item
          name="validFrom"
          label={say('mine.from')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={say('mine.evidence')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Shell>
  )
}

interface FilledHold {
  benefitId: string
  fromMonth: string
  reason: string
}

export function HoldDialog({ elder, benefits, onClose }: DialogProps & { benefits: ElderBenefit[] }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<FilledHold>()
  const hold = useAct('elderBenefit.hold', ['elderBenefit.get'])
  return (
    <Shell
      danger
      title={say('mine.hold')}
      busy={hold.isPending}
      error={hold.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <p>{say('mine.holdNote')}</p>
      <Form<FilledHold>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ benefitId: '', fromMonth: addMonths(monthOf(dayOf(new Date())), 1) }}
        onFinish={({ benefitId, fromMonth, reason }) =>
          hold.mutate(
            {
              ...{ countyCode: elder.countyCode, id, elderId: elder.id, fromMonth, reason },
              benefitId: benefitId === '' ? null : benefitId,
            },
            {
              onSuccess: () => {
                notice.done(say('mine.held'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="benefitId" label={say('run.benefit')}>
          <Select
            options={[
              { value: '', label: say('mine.holdAll') },
              ...benefits.map(one => ({ value: one.benefitId, label: one.title })),
            ]}
          />
        </Form.Item>
        <Form.Item
          name="fromMonth"
          label={say('mine.holdFrom')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <MonthSelect back={0} ahead={6} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say('accounts.reason')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
    </Shell>
  )
}
