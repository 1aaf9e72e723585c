// What may be done with a month's list: approve, compile anew, mark as paid, take out.
import { Button, Form, Input, Modal, Popconfirm } from 'antd'
import { useState } from 'react'
import type { BenefitRun } from '../../domain/benefits/records.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { figure, monthText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

const refreshed = ['benefitRun.list', 'benefitRun.get', 'benefitRun.lines', 'elderBenefit.get'] as const

export function NextStep({ run, moved }: { run: BenefitRun; moved: number }) {
  const say = useWords()
  const may = useMay()
  if (run.state === 'paidOut') return null
  if (run.state === 'approved')
    return may('benefit:pay') ? <PayButton run={run} /> : <p className="soft below">{say('run.notPayer')}</p>
  return (
    <div className="form-actions below">
      {may('benefit:approve') && <ApproveButton run={run} moved={moved} />}
      {may('benefit:manage') && <CompileAgain run={run} />}
    </div>
  )
}

function ApproveButton({ run, moved }: { run: BenefitRun; moved: number }) {
  const say = useWords()
  const notice = useNotice()
  const { account } = useSession()
  const approve = useAct('benefitRun.approve', refreshed)
  const isOwn = run.compiledById === account.id
  const blocked = isOwn || moved > 0
  // A promise and not the act's own callbacks: this button is gone before those would be called.
  const send = () =>
    void approve
      .mutateAsync({ countyCode: run.countyCode, id: run.id })
      .then(() => notice.done(say('run.approved')), notice.refused)
  return (
    <>
      <Popconfirm
        title={say('run.approveConfirm', { people: figure(run.people), total: yuanText(run.totalFen) })}
        okText={say('run.approve')}
        disabled={blocked}
        onConfirm={send}
      >
        <Button type="primary" size="large" disabled={blocked} loading={approve.isPending}>
          {say('run.approve')}
        </Button>
      </Popconfirm>
      {isOwn && <span className="soft">{say('run.notSecond')}</span>}
    </>
  )
}

function CompileAgain({ run }: { run: BenefitRun }) {
  const say = useWords()
  const notice = useNotice()
  const compile = useAct('benefitRun.compile', refreshed)
  const send = () =>
    compile.mutate(
      { countyCode: run.countyCode, id: newId(), month: run.month },
      { onSuccess: () => notice.done(say('run.compiled')), onError: notice.refused },
    )
  return (
    <Popconfirm
      title={say('run.compileConfirm', { month: monthText(run.month) })}
      okText={say('run.compileAgain')}
      onConfirm={send}
    >
      <Button size="large" loading={compile.isPending}>
        {say('run.compileAgain')}
      </Button>
    </Popconfirm>
  )
}

function PayButton({ run }: { run: BenefitRun }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const [form] = Form.useForm<{ fileNumber: string }>()
  const pay = useAct('benefitRun.pay', refreshed)
  const send = ({ fileNumber }: { fileNumber: string }) =>
    void pay.mutateAsync({ countyCode: run.countyCode, id: run.id, fileNumber }).then(
      () => {
        notice.done(say('run.paid'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <div className="form-actions below">
      <Button type="primary" size="large" onClick={() => setAsking(true)}>
        {say('run.pay')}
      </Button>
      {asking && (
        <Modal
          open
          title={say('run.pay')}
          okText={say('run.pay')}
          okButtonProps={{ loading: pay.isPending }}
          onOk={form.submit}
          onCancel={() => setAsking(false)}
        >
          <p>{say('run.payNote')}</p>
          <Form form={form} layout="vertical" className="below" onFinish={send}>
            <Form.Item
              name="fileNumber"
              label={say('run.fileNumber')}
              rules={[{ required: true, whitespace: true, message: say('form.required') }]}
            >
              <Input maxLength={60} />
            </Form.Item>
          </Form>
          {pay.isError && <Trouble error={pay.error} />}
        </Modal>
      )}
    </div>
  )
}

export function Exports({ run }: { run: BenefitRun }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const [saving, setSaving] = useState(false)
  const save = (wholeAccounts: boolean) => {
    setSaving(true)
    saveAnswer('benefitRun.export', { countyCode: run.countyCode, id: run.id, wholeAccounts })
      .catch(notice.refused)
      .finally(() => setSaving(false))
  }
  return (
    <>
      <Button loading={saving} onClick={() => save(false)}>
        {say('run.export')}
      </Button>
      {may('benefit:pay') && run.state !== 'compiled' && (
        <Popconfirm
          title={say('run.exportWholeConfirm')}
          okText={say('benefits.confirm')}
          onConfirm={() => save(true)}
        >
          <Button type="primary" loading={saving}>
            {say('run.exportWhole')}
          </Button>
        </Popconfirm>
      )}
    </>
  )
}
