// One month's list: three steps by different people, what it costs, and everybody on it with the reason.
import { Button, Form, Input, Modal, Popconfirm, Select, Steps, Switch } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { BenefitRun, PaymentLine } from '../../domain/benefits/records.ts'
import { benefitKinds } from '../../domain/benefits/rule.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useKey } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { Who } from './BenefitMarks.tsx'
import { yuanText } from './money.ts'

const refreshed = ['benefitRun.list', 'benefitRun.get', 'benefitRun.lines', 'elderBenefit.get'] as const

export function RunPage() {
  const key = useKey()
  const answer = useAnswer('benefitRun.get', key)
  return <Answered query={answer}>{value => <MonthList {...value} />}</Answered>
}

function MonthList({ run, totals }: Output<'benefitRun.get'>) {
  const say = useWords()
  return (
    <Page
      title={say('run.title', { month: monthText(run.month) })}
      above={<RegionBar code={`${run.countyCode}000000`} to={region => paths.benefits({ region })} />}
      actions={<Exports run={run} />}
    >
      <Panel title={say('run.steps')}>
        <Steps
          responsive
          current={run.state === 'compiled' ? 1 : run.state === 'approved' ? 2 : 3}
          items={[
            { title: say('run.stepCompile'), content: stepText(run.compiledByName, run.compiledAt) },
            {
              title: say('run.stepApprove'),
              content: run.approvedAt ? stepText(run.approvedByName, run.approvedAt) : say('run.waiting'),
            },
            {
              title: say('run.stepPay'),
              content: run.paidAt
                ? `${stepText(run.paidByName, run.paidAt)} · ${run.fileNumber ?? ''}`
                : say('run.waiting'),
            },
          ]}
        />
        <NextStep run={run} />
      </Panel>
      <Panel title={say('run.byBenefit')}>
        <div className="figures">
          <div className="figure large">
            <span className="figure-name">{say('run.total')}</span>
            <span className="figure-value">
              {yuanText(run.totalFen)}
              <span className="figure-unit">
                {' '}
                {say('benefits.sumAndPeople', { count: figure(run.people) })}
              </span>
            </span>
          </div>
          {totals.map(one => (
            <div className="figure" key={one.title}>
              <span className="figure-name">{one.title}</span>
              <span className="figure-value">
                {yuanText(one.totalFen)}
                <span className="figure-unit">
                  {' '}
                  {say('benefits.sumAndPeople', { count: figure(one.people) })}
                </span>
              </span>
              {one.withoutAccount > 0 && (
                <span className="warn-text small">
                  {say('run.withoutAccount')} {say('benefits.people', { count: figure(one.withoutAccount) })}
                </span>
              )}
            </div>
          ))}
        </div>
      </Panel>
      <Lines run={run} />
    </Page>
  )
}

function stepText(name: string | null, at: string): string {
  return `${name ?? '—'} · ${instantText(at)}`
}

function NextStep({ run }: { run: BenefitRun }) {
  const say = useWords()
  const may = useMay()
  if (run.state === 'paidOut') return null
  if (run.state === 'approved')
    return may('benefit:pay') ? <PayButton run={run} /> : <p className="soft below">{say('run.notPayer')}</p>
  return (
    <div className="form-actions below">
      {may('benefit:approve') && <ApproveButton run={run} />}
      {may('benefit:manage') && <CompileAgain run={run} />}
    </div>
  )
}

function ApproveButton({ run }: { run: BenefitRun }) {
  const say = useWords()
  const notice = useNotice()
  const { account } = useSession()
  const approve = useAct('benefitRun.approve', refreshed)
  const isOwn = run.compiledById === account.id
  const send = () =>
    approve.mutate(
      { countyCode: run.countyCode, id: run.id },
      { onSuccess: () => notice.done(say('run.approved')), onError: notice.refused },
    )
  return (
    <>
      <Popconfirm
        title={say('run.approveConfirm', { people: figure(run.people), total: yuanText(run.totalFen) })}
        okText={say('run.approve')}
        disabled={isOwn}
        onConfirm={send}
      >
        <Button type="primary" size="large" disabled={isOwn} loading={approve.isPending}>
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
    pay.mutate(
      { countyCode: run.countyCode, id: run.id, fileNumber },
      {
        onSuccess: () => {
          notice.done(say('run.paid'))
          setAsking(false)
        },
      },
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

function Exports({ run }: { run: BenefitRun }) {
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

function Lines({ run }: { run: BenefitRun }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const kind = benefitKinds.keys.find(key => key === filters.kind)
  const withoutAccount = filters.account === 'none'
  const list = usePages('benefitRun.lines', {
    ...{ countyCode: run.countyCode, id: run.id, withoutAccount },
    ...(kind && { kind }),
  })
  return (
    <Panel title={say('run.lines')}>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          allowClear
          aria-label={say('run.benefit')}
          placeholder={say('run.anyBenefit')}
          value={kind ?? null}
          options={benefitKinds.keys.map(key => ({ value: key as string, label: benefitKinds.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ kind: chosen ?? undefined })}
        />
        <Labelled word={say('run.onlyWithoutAccount')} after>
          {id => (
            <Switch
              id={id}
              checked={withoutAccount}
              onChange={on => change({ account: on ? 'none' : undefined })}
            />
          )}
        </Labelled>
      </search>
      <Paged list={list} nothing={say('run.noLines')}>
        {rows => <LineTable rows={rows} />}
      </Paged>
    </Panel>
  )
}

function LineTable({ rows }: { rows: PaymentLine[] }) {
  const say = useWords()
  return (
    <CardTable<PaymentLine>
      rowKey={row => `${row.elderId}.${row.benefitId}`}
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'elder', title: say('run.elder'), width: 150, render: (_, row) => <Who who={row} /> },
        {
          key: 'amount',
          title: say('run.amount'),
          width: 170,
          render: (_, row) => (
            <>
              <b>{say('benefits.yuan', { amount: yuanText(row.amountFen) })}</b>
              <div className="soft small">{benefitKinds.words[row.kind]}</div>
            </>
          ),
        },
        { key: 'why', title: say('run.why'), render: (_, row) => row.sentence },
        {
          key: 'account',
          title: say('run.account'),
          width: 190,
          render: (_, row) =>
            row.accountMask === null ? (
              <span className="warn-text">{say('run.noAccount')}</span>
            ) : (
              <>
                {row.bankName}
                <div className="soft small">{row.accountMask}</div>
              </>
            ),
        },
      ]}
    />
  )
}
