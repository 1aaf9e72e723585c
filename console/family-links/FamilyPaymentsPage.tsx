// Money families say they have sent: looked up by the office, counted once it has arrived.
import { Button, Input, Modal, Segmented, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { careTopUpWays } from '../../domain/care-accounts/care-account.ts'
import { familyPaymentStates, familyPaymentWays } from '../../domain/family-links/family-link.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Receipt } from '../meal-accounts/Slips.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

type Payment = Output<'familyPayment.list'>['rows'][number]
type Made = NonNullable<Output<'familyPayment.settle'>['receipt']>

const colours = { moneyReported: 'processing', moneyArrived: 'success', moneyMissing: 'error' } as const

export function FamilyPaymentsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [settling, setSettling] = useState<{ row: Payment; outcome: 'moneyArrived' | 'moneyMissing' } | null>(
    null,
  )
  const [receipt, setReceipt] = useState<{ row: Payment; made: Made } | null>(null)
  const region = filters.region ?? post.regionCode
  const state = familyPaymentStates.keys.find(key => key === filters.state) ?? 'moneyReported'
  const list = usePages('familyPayment.list', { regionCode: region, state })
  return (
    <Page
      title={say('familyPayment.title')}
      above={<RegionBar code={region} to={code => paths.familyPayments({ ...filters, region: code })} />}
    >
      <search className="filters no-print">
        <Segmented
          size="large"
          value={state as string}
          options={familyPaymentStates.keys.map(key => ({
            value: key as string,
            label: familyPaymentStates.words[key],
          }))}
          onChange={chosen => change({ state: chosen === 'moneyReported' ? undefined : chosen })}
        />
      </search>
      {receipt && <Slip {...receipt} onClose={() => setReceipt(null)} />}
      <Panel note={say('familyPayment.note')} {...(receipt && { className: 'no-print' })}>
        <Paged list={list} nothing={say('familyPayment.none')}>
          {rows => <PaymentTable rows={rows} onSettle={(row, outcome) => setSettling({ row, outcome })} />}
        </Paged>
      </Panel>
      {settling && (
        <SettleDialog
          {...settling}
          onReceipt={made => setReceipt({ row: settling.row, made })}
          onClose={() => setSettling(null)}
        />
      )}
    </Page>
  )
}

const receiptWords = {
  elderMeals: { title: 'account.receiptTitle', line: 'account.receiptLine' },
  elderCare: { title: 'care.receiptTitle', line: 'care.receiptLine' },
} as const

function Slip({ row, made, onClose }: { row: Payment; made: Made; onClose: () => void }) {
  const say = useWords()
  const words = receiptWords[row.account]
  return (
    <Receipt
      slip={{ ...made, kind: 'paidIn', way: 'byFamily', note: row.reference, cancelReason: null }}
      ways={careTopUpWays}
      title={say(words.title)}
      line={say(words.line, { name: row.elderName })}
      backTo={say('familyPayment.back')}
      onClose={onClose}
    />
  )
}

/** Where the money stands, and where its receipt is printed again. */
function Booked({ row }: { row: Payment }) {
  const say = useWords()
  const key = { countyCode: row.countyCode, id: row.elderId }
  const to = row.account === 'elderMeals' ? paths.mealAccount(key) : paths.careAccount(key)
  return row.receiptSerial === null ? null : (
    <div>
      <Go to={to}>{say('familyPayment.receipt', { number: String(row.receiptSerial).padStart(6, '0') })}</Go>
      {row.cancelReason !== null && (
        <div className="danger-text">
          {say('account.cancelled')}：{row.cancelReason}
        </div>
      )}
    </div>
  )
}

interface TableProps {
  rows: Payment[]
  onSettle: (row: Payment, outcome: 'moneyArrived' | 'moneyMissing') => void
}

function PaymentTable({ rows, onSettle }: TableProps) {
  const say = useWords()
  return (
    <CardTable
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('familyPayment.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.elderName}</Go>{' '}
              <span className="soft">{row.village}</span>
            </>
          ),
        },
        { key: 'payer', title: say('familyPayment.payer'), dataIndex: 'payer' },
        {
          key: 'amount',
          title: say('familyPayment.amount'),
          align: 'right',
          render: (_, row) => `¥${yuanFixed(row.fen)}`,
        },
        {
          key: 'account',
          title: say('familyPayment.account'),
          render: (_, row) => ledgerAccountKinds.words[row.account],
        },
        {
          key: 'how',
          title: say('familyPayment.how'),
          render: (_, row) => familyPaymentWays.words[row.way],
        },
        { key: 'paidOn', title: say('familyPayment.paidOn'), dataIndex: 'paidOn' },
        { key: 'reference', title: say('familyPayment.reference'), dataIndex: 'reference' },
        {
          key: 'state',
          title: say('familyPayment.state'),
          render: (_, row) =>
            row.state === 'moneyReported' ? (
              <Space wrap>
                <Button type="primary" onClick={() => onSettle(row, 'moneyArrived')}>
                  {say('familyPayment.arrived')}
                </Button>
                <Button onClick={() => onSettle(row, 'moneyMissing')}>
                  {say('familyPayment.notArrived')}
                </Button>
              </Space>
            ) : (
              <>
                <Tag color={colours[row.state]}>{familyPaymentStates.words[row.state]}</Tag>
                {row.answer}
                <Booked row={row} />
              </>
            ),
        },
      ]}
    />
  )
}

interface SettleProps {
  row: Payment
  outcome: 'moneyArrived' | 'moneyMissing'
  onReceipt: (made: Made) => void
  onClose: () => void
}

function SettleDialog({ row, outcome, onReceipt, onClose }: SettleProps) {
  const say = useWords()
  const notice = useNotice()
  const [answer, setAnswer] = useState('')
  const settle = useAct('familyPayment.settle', ['familyPayment.list'])
  const arrived = outcome === 'moneyArrived'
  return (
    <Modal
      open
      title={
        arrived
          ? say('familyPayment.arrivedTitle', { yuan: yuanFixed(row.fen) })
          : say('familyPayment.notArrivedTitle')
      }
      okText={say(arrived ? 'familyPayment.arrived' : 'familyPayment.notArrived')}
      okButtonProps={{ loading: settle.isPending, disabled: !arrived && answer.trim() === '' }}
      onOk={() =>
        settle.mutate(
          { countyCode: row.countyCode, id: row.id, outcome, answer: answer.trim() || null },
          {
            onSuccess: ({ receipt }) => {
              notice.done(
                receipt
                  ? say('familyPayment.booked', { account: ledgerAccountKinds.words[row.account] })
                  : say('familyPayment.settled'),
              )
              if (receipt) onReceipt(receipt)
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>
        {arrived
          ? say('familyPayment.arrivedNote', {
              ...{ payer: row.payer, elder: row.elderName },
              account: ledgerAccountKinds.words[row.account],
            })
          : say('familyPayment.notArrivedNote')}
      </p>
      {!arrived && (
        <Input.TextArea
          rows={2}
          maxLength={200}
          showCount
          aria-label={say('familyPayment.notArrivedNote')}
          value={answer}
          onChange={event => setAnswer(event.target.value)}
        />
      )}
      {settle.isError && <Trouble error={settle.error} />}
    </Modal>
  )
}
