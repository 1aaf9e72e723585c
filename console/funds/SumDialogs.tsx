// Dialogs about a planned sum: add it, record its document, withdraw it.
import { Form, Input, InputNumber, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  type Appropriation,
  type FundKind,
  type FundProgramme,
  type FundSource,
  fundKinds,
  fundSources,
} from '../../domain/funds/fund.ts'
import { fenFromWan } from '../../domain/funds/words.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { DayField, TextField, WanField } from './fields.tsx'

export const staleSums = [
  'fund.overview',
  'fundProgramme.get',
  'fundAppropriation.get',
  'fund.letter',
] as const

interface Planned {
  source: FundSource
  kind: FundKind
  yearFrom: number | null
  yearTo: number | null
  scope?: string
  wan: string
}

export function PlanSumDialog({ programme, onClose }: { programme: FundProgramme; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Planned>()
  const plan = useAct('fundAppropriation.plan', staleSums)
  const required = { required: true, message: say('form.required') }
  const year = Number(dayOf(new Date()).slice(0, 4))
  return (
    <Modal
      open
      title={say('fund.planSum')}
      okText={say('form.save')}
      okButtonProps={{ loading: plan.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('fund.planSumNote')}</p>
      <Form<Planned>
        form={form}
        layout="vertical"
        initialValues={{ yearFrom: year, yearTo: year }}
        onFinish={({ wan, scope, ...filled }) =>
          plan.mutate(
            {
              ...{ countyCode: programme.countyCode, id, programmeId: programme.id, ...filled },
              ...{ yearFrom: filled.yearFrom ?? null, yearTo: filled.yearTo ?? null },
              ...{ scope: scope?.trim() || null, amountFen: fenFromWan(wan) ?? 0 },
            },
            {
              onSuccess: () => {
                notice.done(say('fund.saved'))
                onClose()
              },
            },
          )
        }
      >
        <div className="two-columns">
          <Form.Item name="source" label={say('fund.source')} rules={[required]}>
            <Select options={fundSources.keys.map(value => ({ value, label: fundSources.words[value] }))} />
          </Form.Item>
          <Form.Item name="kind" label={say('fund.kind')} rules={[required]}>
            <Select
              showSearch={{ optionFilterProp: 'label' }}
              options={fundKinds.keys.map(value => ({ value, label: fundKinds.words[value] }))}
            />
          </Form.Item>
          <WanField />
          <Form.Item name="scope" label={say('fund.scope')}>
            <Input maxLength={80} />
          </Form.Item>
          <Form.Item name="yearFrom" label={say('fund.yearFrom')}>
            <InputNumber min={2000} max={2100} precision={0} />
          </Form.Item>
          <Form.Item name="yearTo" label={say('fund.yearTo')}>
            <InputNumber min={2000} max={2100} precision={0} />
          </Form.Item>
        </div>
      </Form>
      {plan.error && <Trouble error={plan.error} />}
    </Modal>
  )
}

export function IssueDialog({ sum, onClose }: { sum: Appropriation; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ documentNumber: string; issuedOn: string }>()
  const issue = useAct('fundAppropriation.issue', staleSums)
  const today = dayOf(new Date())
  return (
    <Modal
      open
      title={say('fund.issue')}
      okText={say('fund.issue')}
      okButtonProps={{ loading: issue.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('fund.issueNote')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ issuedOn: today }}
        onFinish={filled =>
          issue.mutate(
            { countyCode: sum.countyCode, id: sum.id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('fund.issuedDone'))
                onClose()
              },
            },
          )
        }
      >
        <TextField name="documentNumber" word="fund.documentNumber" most={60} />
        <DayField name="issuedOn" word="fund.issuedOn" min={sum.plannedOn} max={today} />
      </Form>
      {issue.error && <Trouble error={issue.error} />}
    </Modal>
  )
}

export function WithdrawDialog({ sum, onClose }: { sum: Appropriation; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const withdraw = useAct('fundAppropriation.withdraw', staleSums)
  return (
    <ReasonDialog
      title={say('fund.withdraw')}
      note={say('fund.withdrawNote')}
      submit={say('fund.withdraw')}
      busy={withdraw.isPending}
      error={withdraw.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        withdraw.mutate(
          { countyCode: sum.countyCode, id: sum.id, reason },
          {
            onSuccess: () => {
              notice.done(say('fund.withdrawn'))
              onClose()
            },
          },
        )
      }
    />
  )
}
