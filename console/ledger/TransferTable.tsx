// Transfers one under the other, each with both of its accounts.
import { Tag } from 'antd'
import { ledgerAccountKinds } from '../../domain/ledger/accounts.ts'
import type { LedgerTransfer } from '../../domain/ledger/entry.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { CardTable } from '../CardTable.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Amount } from './Amount.tsx'

export function End({ countyCode, end }: { countyCode: string; end: LedgerTransfer['from'] }) {
  const say = useWords()
  if (end === null) return <span className="soft">{say('ledger.otherHidden')}</span>
  return (
    <Go to={paths.ledgerAccount({ countyCode, id: end.id })}>
      {[ledgerAccountKinds.words[end.kind], end.ownerName].filter(Boolean).join(' · ')}
    </Go>
  )
}

export function TransferTable({ rows, here }: { rows: readonly LedgerTransfer[]; here?: string }) {
  const say = useWords()
  return (
    <CardTable<LedgerTransfer>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'serial',
          title: say('ledger.serial'),
          render: (_, row) =>
            row.id === here ? (
              <span className="amount strong">{row.serial}</span>
            ) : (
              <Go to={paths.ledgerTransfer(row)} className="amount strong">
                {row.serial}
              </Go>
            ),
        },
        { key: 'day', title: say('ledger.date'), className: 'nowrap', render: (_, row) => row.day },
        {
          key: 'purpose',
          title: say('ledger.purpose'),
          render: (_, row) => (
            <>
              {ledgerPurposes.words[row.purpose]}{' '}
              {row.isReversal && <Tag color="warning">{say('ledger.reversal')}</Tag>}
              {row.isReversed && <Tag>{say('ledger.reversed')}</Tag>}
            </>
          ),
        },
        {
          key: 'from',
          title: say('ledger.fromAccount'),
          render: (_, row) => <End countyCode={row.countyCode} end={row.from} />,
        },
        {
          key: 'to',
          title: say('ledger.toAccount'),
          render: (_, row) => <End countyCode={row.countyCode} end={row.to} />,
        },
        {
          key: 'amount',
          title: say('ledger.amount'),
          align: 'right',
          render: (_, row) => <Amount unit={row.unit} amount={row.amount} withUnit />,
        },
        { key: 'place', title: say('ledger.region'), dataIndex: 'placeName' },
      ]}
    />
  )
}
