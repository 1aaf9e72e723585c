// One contract: its budget as a bar, its goals beside what was reached, its bills, and what is to be done next.
import { Button, Form, Input, Modal, Progress, Select, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import {
  acceptanceVerdicts,
  type Contract,
  fewerIsBetter,
  goalKinds,
} from '../../domain/settlements/contract.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { BillList } from './BillsPage.tsx'
import { ContractMark } from './ContractsPage.tsx'
import { Facts, Sum, Yuan } from './marks.tsx'
import '../indicators/board.css'
import './settlements.css'

export function ContractPage() {
  const answer = useAnswer('contract.get', useKey())
  return <Answered query={answer}>{contract => <OneContract contract={contract} />}</Answered>
}

function OneContract({ contract }: { contract: Contract }) {
  const say = useWords()
  const go = useGo()
  return (
    <Page
      title={contract.title}
      actions={
        <>
          {contract.state === 'written' && (
            <Button onClick={() => go(paths.contractWrite({ id: contract.id }))}>
              {say('contracts.change')}
            </Button>
          )}
          {contract.state !== 'written' && <AcceptButton contract={contract} />}
          {contract.state === 'contractRuns' && <BreakOffButton contract={contract} />}
        </>
      }
    >
      <Head contract={contract} />
      {contract.state === 'written' ? <Sign contract={contract} /> : <NewBill contract={contract} />}
      <Goals contract={contract} />
      <Lots contract={contract} />
      <Acceptances contract={contract} />
      {contract.state !== 'written' && (
        <Panel title={say('bills.title')}>
          <BillList input={{ regionCode: `${contract.countyCode}000000`, contractId: contract.id }} />
        </Panel>
      )}
    </Page>
  )
}

function Head({ contract }: { contract: Contract }) {
  const say = useWords()
  const percent = (fen: number) => Math.round((fen / contract.budgetFen) * 100)
  return (
    <Panel extra={<ContractMark contract={contract} />} title={contract.number}>
      <div className="figures">
        <Sum word={say('contracts.budget')} fen={contract.budgetFen} />
        <Sum word={say('contracts.bound')} fen={contract.boundFen} />
        <Sum word={say('claims.paid')} fen={contract.paidFen} />
        <Sum word={say('contracts.left')} fen={contract.budgetFen - contract.boundFen} />
      </div>
      <div className="budget-bar below">
        <Progress
          percent={percent(contract.boundFen)}
          success={{ percent: percent(contract.paidFen) }}
          aria-label={say('contracts.used')}
        />
        <p className="soft small">{say('contracts.barWhat')}</p>
      </div>
      <Facts
        rows={[
          [say('claims.provider'), contract.providerName],
          [say('contracts.term'), `${dayText(contract.startsOn)} — ${dayText(contract.endsOn)}`],
          ...(contract.longerReason ? ([[say('contracts.longer'), contract.longerReason]] as const) : []),
          [say('contracts.subcontract'), say('contracts.subcontractNo')],
          [say('contracts.writtenBy'), contract.writtenByName ?? '—'],
          [
            say('contracts.signedBy'),
            contract.signedAt
              ? `${contract.signedByName ?? '—'} ${instantText(contract.signedAt)}`
              : say('contracts.notSigned'),
          ],
          ...(contract.endedReason ? ([[say('contracts.brokenOff'), contract.endedReason]] as const) : []),
        ]}
      />
    </Panel>
  )
}

const stale = ['contract.get', 'contract.list', 'bill.list'] as const

function Sign({ contract: { countyCode, id } }: { contract: Contract }) {
  const say = useWords()
  const notice = useNotice()
  const sign = useAct('contract.sign', stale)
  return (
    <Panel title={say('contracts.sign')} note={say('contracts.signWhat')}>
      <Button
        type="primary"
        size="large"
        loading={sign.isPending}
        onClick={() =>
          sign.mutate({ countyCode, id }, { onSuccess: () => notice.done(say('contracts.signed')) })
        }
      >
        {say('contracts.sign')}
      </Button>
      {sign.isError && <Trouble error={sign.error} />}
    </Panel>
  )
}

/** What the bill of the month would hold, and what would wait. */
function Preview({ value }: { value: Output<'bill.preview'> }) {
  const say = useWords()
  return (
    <div className="figures below">
      <Sum word={say('bills.inBill')} fen={value.amountFen} lines={value.lines} />
      <Sum word={say('bills.fromBudget')} fen={value.budgetFen} />
      <Sum word={say('claims.waiting')} fen={value.questionedFen} lines={value.questionedLines} />
      {value.waitingLines > 0 && (
        <Sum word={say('bills.beyond')} fen={value.waitingFen} lines={value.waitingLines} />
      )}
    </div>
  )
}

function NewBill({ contract }: { contract: Contract }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const thisMonth = monthOf(dayOf(new Date()))
  const [month, setMonth] = useState(thisMonth)
  const [id] = useState(newId)
  const { countyCode } = contract
  const preview = useAnswer(
    'bill.preview',
    { countyCode, contractId: contract.id, month },
    {
      enabled: contract.state === 'contractRuns',
      // Lines are held against order and proof by a job: whoever waits for the first need not load the page anew.
      refetchInterval: value => (value?.lines === 0 ? 5_000 : false),
    },
  )
  const draw = useAct('bill.drawUp', [...stale, 'bill.preview', 'claim.queue', 'claim.counts'])
  if (contract.state !== 'contractRuns') return null
  const months = Array.from({ length: 12 }, (_, back) => addMonths(thisMonth, -back)).filter(
    one => one >= monthOf(contract.startsOn) && one <= monthOf(contract.endsOn),
  )
  return (
    <Panel title={say('bills.new')} note={say('bills.newWhat')}>
      <Select
        size="large"
        className="filter-group"
        aria-label={say('claims.month')}
        value={month}
        options={months.map(one => ({ value: one, label: monthText(one) }))}
        onChange={setMonth}
      />
      <Answered query={preview}>
        {value => (
          <>
            <Preview value={value} />
            <p className="below">
              <Button
                type="primary"
                size="large"
                disabled={value.lines === 0}
                loading={draw.isPending}
                onClick={() =>
                  draw.mutate(
                    { countyCode, id, contractId: contract.id, month },
                    {
                      onSuccess: ({ bill, stopped }) => {
                        if (stopped > 0) notice.done(say('bills.stopped', { lines: stopped }))
                        if (bill) go(paths.bill(bill))
                      },
                      onError: notice.refused,
                    },
                  )
                }
              >
                {say('bills.drawUp')}
              </Button>
            </p>
          </>
        )}
      </Answered>
    </Panel>
  )
}

function Goals({ contract: { goals } }: { contract: Contract }) {
  const say = useWords()
  if (goals.length === 0) return null
  return (
    <Panel title={say('contracts.goals')} note={say('contracts.goalsWhat')}>
      <CardTable<Contract['goals'][number]>
        rowKey="kind"
        dataSource={goals}
        pagination={false}
        columns={[
          { key: 'kind', title: say('contracts.goal'), render: (_, row) => goalKinds.words[row.kind] },
          {
            key: 'target',
            title: say('contracts.target'),
            render: (_, row) =>
              fewerIsBetter(row.kind)
                ? say('contracts.atMost', { number: row.target })
                : say('contracts.atLeast', { number: row.target }),
          },
          {
            key: 'actual',
            title: say('contracts.actual'),
            render: (_, row) =>
              row.actual === null
                ? say('contracts.notMeasured')
                : fewerIsBetter(row.kind)
                  ? row.actual
                  : `${row.actual}%`,
          },
          {
            key: 'reached',
            title: say('contracts.reached'),
            render: (_, row) =>
              row.isReached === null ? (
                '—'
              ) : (
                <Tag color={row.isReached ? 'success' : 'error'}>
                  {say(row.isReached ? 'contracts.isReached' : 'contracts.isMissed')}
                </Tag>
              ),
          },
        ]}
      />
    </Panel>
  )
}

function Lots({ contract: { lots } }: { contract: Contract }) {
  const say = useWords()
  return (
    <Panel title={say('contracts.lots')}>
      <CardTable<Contract['lots'][number]>
        rowKey="id"
        dataSource={lots}
        pagination={false}
        columns={[
          { key: 'name', title: say('contracts.lot'), dataIndex: 'name' },
          {
            key: 'items',
            title: say('contracts.items'),
            render: (_, row) => row.items.map(one => one.name).join('、'),
          },
          { key: 'budget', title: say('contracts.budget'), render: (_, row) => <Yuan fen={row.budgetFen} /> },
          {
            key: 'left',
            title: say('contracts.left'),
            render: (_, row) => <Yuan fen={row.budgetFen - row.boundFen} />,
          },
        ]}
      />
    </Panel>
  )
}

function Acceptances({ contract: { acceptances } }: { contract: Contract }) {
  const say = useWords()
  if (acceptances.length === 0) return null
  return (
    <Panel title={say('contracts.acceptances')}>
      {acceptances.map(one => (
        <p key={one.id}>
          <span className="strong">{acceptanceVerdicts.words[one.verdict]}</span> {dayText(one.acceptedOn)}{' '}
          <span className="soft">{one.byName}</span>
          <br />
          {one.words}
        </p>
      ))}
    </Panel>
  )
}

interface Accepting {
  verdict: (typeof acceptanceVerdicts.keys)[number]
  on: string
  words: string
}

function AcceptButton({ contract: { countyCode, id } }: { contract: Contract }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const [acceptanceId, setAcceptanceId] = useState(newId)
  const [form] = Form.useForm<Accepting>()
  const accept = useAct('contract.accept', stale)
  const required = [{ required: true, message: say('form.required') }]
  const send = ({ verdict, on, words }: Accepting) =>
    accept.mutate(
      { countyCode, id, acceptanceId, verdict, words, on },
      {
        onSuccess: () => {
          notice.done(say('contracts.accepted'))
          setAcceptanceId(newId())
          setOpen(false)
        },
      },
    )
  return (
    <>
      <Button onClick={() => setOpen(true)}>{say('contracts.accept')}</Button>
      {open && (
        <Modal
          open
          title={say('contracts.accept')}
          okText={say('form.save')}
          okButtonProps={{ loading: accept.isPending }}
          onOk={form.submit}
          onCancel={() => setOpen(false)}
        >
          <Form<Accepting>
            form={form}
            layout="vertical"
            initialValues={{ on: dayOf(new Date()) }}
            onFinish={send}
          >
            <Form.Item name="verdict" label={say('contracts.verdict')} rules={required}>
              <Select
                options={acceptanceVerdicts.keys.map(key => ({
                  value: key,
                  label: acceptanceVerdicts.words[key],
                }))}
              />
            </Form.Item>
            <Form.Item name="on" label={say('contracts.acceptedOn')} rules={required}>
              <Input type="date" />
            </Form.Item>
            <Form.Item name="words" label={say('contracts.acceptWords')} rules={required}>
              <Input.TextArea rows={3} maxLength={500} showCount />
            </Form.Item>
          </Form>
          {accept.isError && <Trouble error={accept.error} />}
        </Modal>
      )}
    </>
  )
}

function BreakOffButton({ contract: { countyCode, id, title } }: { contract: Contract }) {
  const say = useWords()
  const notice = useNotice()
  const [open, setOpen] = useState(false)
  const act = useAct('contract.breakOff', stale)
  return (
    <>
      <Button danger onClick={() => setOpen(true)}>
        {say('contracts.breakOff')}
      </Button>
      {open && (
        <ReasonDialog
          title={say('contracts.breakOffTitle', { title })}
          note={say('contracts.breakOffWhat')}
          submit={say('contracts.breakOff')}
          busy={act.isPending}
          error={act.error}
          onClose={() => setOpen(false)}
          onSubmit={({ reason }) =>
            act.mutate(
              { countyCode, id, on: dayOf(new Date()), reason },
              {
                onSuccess: () => {
                  notice.done(say('contracts.ended'))
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
