// One bill: the steps by different people, what it costs by item and by payer, its lines, and its pay order.
import { Button, Form, Input, Modal, Steps } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { payers } from '../../domain/service-orders/payers.ts'
import { timeText } from '../../domain/service-orders/time-share.ts'
import { useKey } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { saveAnswer } from '../save.ts'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { Facts, Sum, Yuan } from './marks.tsx'
import { LineTable } from './QueuePage.tsx'
import '../indicators/board.css'
import './settlements.css'

type Bill = Output<'bill.get'>['bill']
type Part = Output<'bill.get'>['parts'][number]

export function BillPage() {
  const answer = useAnswer('bill.get', useKey())
  return <Answered query={answer}>{({ bill, parts }) => <OneBill bill={bill} parts={parts} />}</Answered>
}

function OneBill({ bill, parts }: { bill: Bill; parts: Part[] }) {
  const say = useWords()
  const notice = useNotice()
  const { countyCode, id } = bill
  return (
    <Page
      title={say('bills.one', { number: bill.number })}
      actions={
        <>
          {bill.payFen !== null && (
            <Button onClick={() => saveAnswer('bill.sheet', { countyCode, id }).catch(notice.refused)}>
              {say('bills.sheet')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('bills.print')}</Button>
          {(bill.state === 'drawnUp' || bill.state === 'passed') && <DropButton bill={bill} />}
        </>
      }
    >
      <Panel>
        <div className="figures">
          <Sum word={say('bills.sum')} fen={bill.amountFen} lines={bill.lines} />
          {payers.keys
            .filter(payer => payer !== 'timeBank' && bill.split[payer] > 0)
            .map(payer => (
              <Sum key={payer} word={payers.words[payer]} fen={bill.split[payer]} />
            ))}
          {bill.payFen !== null && <Sum word={say('bills.pay')} fen={bill.payFen} />}
          {bill.timeMinutes > 0 && <Time bill={bill} />}
        </div>
        {bill.timeMinutes > 0 && <p className="soft">{say('bills.timeBankNote')}</p>}
        <Facts
          rows={[
            [say('claims.provider'), bill.providerName],
            [say('bills.contract'), `${bill.contractNumber} ${bill.contractTitle}`],
            [say('claims.month'), monthText(bill.month)],
            ...(bill.voucherNumber ? ([[say('bills.voucher'), bill.voucherNumber]] as const) : []),
            ...(bill.droppedReason ? ([[say('bills.droppedWhy'), bill.droppedReason]] as const) : []),
          ]}
        />
      </Panel>
      <Next bill={bill} />
      <Parts parts={parts} />
      <p className="bill-signs">
        <span>{say('bills.signMaker')}</span>
        <span>{say('bills.signChecker')}</span>
        <span>{say('bills.signHead')}</span>
      </p>
      <Lines bill={bill} />
    </Page>
  )
}

/** In hours and never in yuan; once passed, what of it the elders had saved. */
function Time({ bill: { timeMinutes, savedMinutes } }: { bill: Bill }) {
  const say = useWords()
  return (
    <div className="figure">
      <span className="figure-name">{payers.words.timeBank}</span>
      <span className="figure-value">{timeText(timeMinutes)}</span>
      {savedMinutes !== null && (
        <span className="soft">
          {say('bills.timeFrom', {
            ...{ saved: timeText(savedMinutes), issued: timeText(timeMinutes - savedMinutes) },
          })}
        </span>
      )}
    </div>
  )
}

const stale = ['bill.get', 'bill.list', 'contract.get', 'contract.list', 'bill.preview'] as const
const stepOf = { drawnUp: 1, passed: 2, handedOver: 3, billPaid: 4, billDropped: 1 } as const

function Next({ bill }: { bill: Bill }) {
  const say = useWords()
  const who = (name: string | null, at: string | null) => (at ? `${name ?? '—'} · ${at}` : say('bills.waits'))
  return (
    <Panel title={say('bills.steps')} className="no-print">
      {bill.state !== 'billDropped' && (
        <Steps
          responsive
          current={stepOf[bill.state]}
          items={[
            { title: say('bills.stepDrawn'), content: who(bill.drawnUpByName, instantText(bill.drawnUpAt)) },
            {
              title: say('bills.stepPassed'),
              content: who(bill.passedByName, bill.passedAt && instantText(bill.passedAt)),
            },
            {
              title: say('bills.stepHanded'),
              content:
                bill.state === 'handedOver' || bill.state === 'billPaid'
                  ? say('bills.isHanded')
                  : say('bills.waits'),
            },
            { title: say('bills.stepPaid'), content: who(bill.paidByName, bill.paidOn) },
          ]}
        />
      )}
      <NextAct bill={bill} />
    </Panel>
  )
}

function NextAct({ bill }: { bill: Bill }) {
  const say = useWords()
  const notice = useNotice()
  const pass = useAct('bill.pass', stale)
  const handOver = useAct('bill.handOver', stale)
  const { countyCode, id, state } = bill
  if (state === 'drawnUp')
    return (
      <div className="below">
        <p className="soft">{say('bills.passWhat')}</p>
        <Button
          type="primary"
          size="large"
          loading={pass.isPending}
          onClick={() =>
            pass.mutate({ countyCode, id }, { onSuccess: () => notice.done(say('bills.passed')) })
          }
        >
          {say('bills.pass')}
        </Button>
        {pass.isError && <Trouble error={pass.error} />}
      </div>
    )
  if (state === 'passed')
    return (
      <div className="below">
        <p className="soft">{say('bills.handOverWhat')}</p>
        <Button
          type="primary"
          size="large"
          loading={handOver.isPending}
          onClick={() =>
            handOver.mutate(
              { countyCode, id },
              {
                onSuccess: () => {
                  saveAnswer('bill.sheet', { countyCode, id }).catch(notice.refused)
                  notice.done(say('bills.handedOver'))
                },
                onError: notice.refused,
              },
            )
          }
        >
          {say('bills.handOver')}
        </Button>
      </div>
    )
  if (state === 'billPaid') return <TakeBackButton bill={bill} />
  return state === 'handedOver' ? <PaidButton bill={bill} /> : null
}

/** Recorded by mistake, or sent back by the bank. */
function TakeBackButton({ bill: { countyCode, id } }: { bill: Bill }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const act = useAct('bill.takeBackPaid', stale)
  return (
    <div className="below">
      <Button danger onClick={() => setOpen(true)}>
        {say('bills.takeBackPaid')}
      </Button>
      {open && (
        <ReasonDialog
          title={say('bills.takeBackPaid')}
          note={say('bills.takeBackNote')}
          submit={say('bills.takeBackPaid')}
          busy={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onSubmit={({ reason }) =>
            act.mutate(
              { countyCode, id, reason },
              {
                onSuccess: () => {
                  notice.done(say('bills.takenBack'))
                  setOpen(false)
                },
              },
            )
          }
        />
      )}
    </div>
  )
}

interface Paid {
  on: string
  voucherNumber: string
}

function PaidButton({ bill: { countyCode, id } }: { bill: Bill }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const [form] = Form.useForm<Paid>()
  const act = useAct('bill.recordPaid', stale)
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <div className="below">
      <Button type="primary" size="large" onClick={() => setOpen(true)}>
        {say('bills.recordPaid')}
      </Button>
      {open && (
        <Modal
          open
          title={say('bills.recordPaid')}
          okText={say('bills.recordPaid')}
          okButtonProps={{ loading: act.isPending }}
          onOk={form.submit}
          onCancel={() => setOpen(false)}
        >
          <p>{say('bills.recordWhat')}</p>
          <Form<Paid>
            form={form}
            layout="vertical"
            initialValues={{ on: dayOf(new Date()) }}
            onFinish={filled =>
              act.mutate(
                { countyCode, id, ...filled },
                {
                  onSuccess: () => {
                    notice.done(say('bills.paid'))
                    setOpen(false)
                  },
                },
              )
            }
          >
            <Form.Item name="on" label={say('bills.paidOn')} rules={required}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="voucherNumber" label={say('bills.voucher')} rules={required}>
              <Input maxLength={60} />
            </Form.Item>
          </Form>
          {act.isError && <Trouble error={act.error} />}
        </Modal>
      )}
    </div>
  )
}

function Parts({ parts }: { parts: Part[] }) {
  const say = useWords()
  return (
    <Panel title={say('bills.byItem')}>
      {parts.some(part => part.kind === 'feeLine') && <p className="soft">{say('bills.feeNote')}</p>}
      <CardTable<Part>
        rowKey={row => `${row.lotName} ${row.kind} ${row.itemName}`}
        dataSource={parts}
        pagination={false}
        columns={[
          { key: 'item', title: say('claims.item'), dataIndex: 'itemName' },
          { key: 'lot', title: say('contracts.lot'), dataIndex: 'lotName' },
          { key: 'lines', title: say('claims.lines'), render: (_, row) => figure(row.lines) },
          { key: 'sum', title: say('bills.sum'), render: (_, row) => <Yuan fen={row.amountFen} /> },
          ...payers.keys
            .filter(payer => payer !== 'timeBank')
            .map(payer => ({
              key: payer,
              title: payers.words[payer],
              render: (_: unknown, row: Part) => <Yuan fen={row.split[payer]} />,
            })),
          {
            key: 'time',
            title: payers.words.timeBank,
            render: (_, row) => (row.timeMinutes === 0 ? '—' : timeText(row.timeMinutes)),
          },
        ]}
      />
    </Panel>
  )
}

function Lines({ bill: { countyCode, id } }: { bill: Bill }) {
  const say = useWords()
  const list = usePages('bill.lines', { countyCode, id })
  return (
    <Panel title={say('bills.lines')} className="no-print">
      <Paged list={list} nothing={say('claims.noLines')}>
        {rows => <LineTable rows={rows} to={row => paths.claimLine(row)} />}
      </Paged>
    </Panel>
  )
}

function DropButton({ bill: { countyCode, id, number } }: { bill: Bill }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const act = useAct('bill.drop', stale)
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('bills.drop')}
      </Button>
      {open && (
        <ReasonDialog
          title={say('bills.dropTitle', { number })}
          note={say('bills.dropWhat')}
          submit={say('bills.drop')}
          busy={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onSubmit={({ reason }) =>
            act.mutate(
              { countyCode, id, reason },
              {
                onSuccess: () => {
                  notice.done(say('bills.dropped'))
                  setOpen(false)
                },
              },
            )
          }
        />
      )}
    </>
  )
}
