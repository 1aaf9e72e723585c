// Slips of money paid in and back: the list, the receipt that prints, and the button that takes one back.
import { Button, Space, Tooltip } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Choice } from '../../domain/kernel/choice.ts'
import { topUpKinds } from '../../domain/meal-accounts/book.ts'
import type { TopUp } from '../../domain/meal-accounts/books-api.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import './meal-accounts.css'

/** Of a meal account or a care account alike; the ways of paying are each account's own. */
export type Slip<Way extends string> = Omit<TopUp, 'way'> & { way: Way }

interface SlipsProps<Way extends string, S extends Slip<Way>> {
  slips: readonly S[]
  ways: Choice<Way>
  onReceipt: (slip: S) => void
  cancel: (slip: S) => ReactNode
}

export function Slips<Way extends string, S extends Slip<Way>>({
  slips,
  ways,
  onReceipt,
  cancel,
}: SlipsProps<Way, S>) {
  const say = useWords()
  return (
    <CardTable<S>
      rowKey="id"
      dataSource={slips}
      pagination={false}
      columns={[
        { key: 'day', title: say('account.day'), render: (_, row) => dayText(row.day) },
        {
          key: 'kind',
          title: say('books.what2'),
          render: (_, row) => `${topUpKinds.words[row.kind]}（${ways.words[row.way]}）`,
        },
        { key: 'payer', title: say('account.payer'), render: (_, row) => row.payerName ?? '—' },
        {
          key: 'amount',
          title: say('books.amount'),
          align: 'right',
          render: (_, row) =>
            row.cancelReason === null ? (
              money(row.amountFen)
            ) : (
              <>
                <s className="soft">{money(row.amountFen)}</s>{' '}
                <span className="soft small">
                  {say('account.cancelled')}：{row.cancelReason}
                </span>
              </>
            ),
        },
        {
          key: 'acts',
          title: '',
          render: (_, row) => (
            <Space className="no-print">
              <Button size="small" onClick={() => onReceipt(row)}>
                {say('account.receipt')}
              </Button>
              {row.cancelReason === null && cancel(row)}
            </Space>
          ),
        },
      ]}
    />
  )
}

interface ReceiptProps<Way extends string> {
  slip: Slip<Way>
  ways: Choice<Way>
  title: string
  /** “今收到 … 老人餐费”. */
  line: string
  /** Where closing leads; without a word, to the account. */
  backTo?: string
  onClose: () => void
}

export function Receipt<Way extends string>({ slip, ways, title, line, backTo, onClose }: ReceiptProps<Way>) {
  const say = useWords()
  return (
    <section className="panel">
      <div className="receipt">
        <h2>{title}</h2>
        <p>
          No. {String(slip.serial).padStart(6, '0')}　{dayText(slip.day)}
        </p>
        <p>
          {line} <strong>¥ {money(slip.amountFen)}</strong>（{ways.words[slip.way]}
          {slip.payerName && `，${slip.payerName}`}）
        </p>
        {slip.cancelReason !== null && <p className="danger-text">{say('account.cancelled')}</p>}
        <p className="receipt-signs">
          <span>{say('account.receivedBy', { name: slip.recordedByName ?? '' })}</span>
          <span>{say(slip.kind === 'paidIn' ? 'account.payerSigns' : 'account.paidBackSigns')}</span>
        </p>
      </div>
      <Space className="no-print below">
        <Button type="primary" onClick={() => window.print()}>
          {say('account.printReceipt')}
        </Button>
        <Button onClick={onClose}>{backTo ?? say('account.closeReceipt')}</Button>
      </Space>
    </section>
  )
}

interface CancelProps {
  amountFen: number
  note: string
  /** Where the asker may not, the button says why instead of vanishing. */
  whyNot?: string | null
  busy: boolean
  error: Error | null
  onSend: (reason: string, close: () => void) => void
}

export function CancelSlip({ amountFen, note, whyNot = null, busy, error, onSend }: CancelProps) {
  const say = useWords()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Tooltip title={whyNot}>
        <Button size="small" danger disabled={whyNot !== null} onClick={() => setAsking(true)}>
          {say('books.cancel')}
        </Button>
      </Tooltip>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={`${say('books.cancel')}：¥${money(amountFen)}`}
          note={note}
          submit={say('books.cancel')}
          busy={busy}
          error={error}
          onSubmit={({ reason }) => onSend(reason, () => setAsking(false))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}
