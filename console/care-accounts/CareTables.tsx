// The tables of a care account: services still to be paid, movements with what was left after each, and slips.
import { Tag } from 'antd'
import {
  type CareAccount,
  type CareLine,
  type CareOrder,
  type CareTopUp,
  careTopUpWays,
} from '../../domain/care-accounts/care-account.ts'
import { ledgerPurposes } from '../../domain/ledger/purposes.ts'
import { orderStages } from '../../domain/service-orders/order.ts'
import { feeStages } from '../../domain/service-orders/stage.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Slips } from '../meal-accounts/Slips.tsx'
import { money, signedMoney } from '../money.ts'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Nothing } from '../states.tsx'
import { CancelCareTopUp } from './CareTopUpDialog.tsx'

export function UnpaidOrders({ account }: { account: CareAccount }) {
  const say = useWords()
  return (
    <Panel title={say('care.unpaid')}>
      {account.orders.length === 0 ? (
        <Nothing>{say('care.noUnpaid')}</Nothing>
      ) : (
        <CardTable<CareOrder>
          rowKey="id"
          dataSource={account.orders}
          pagination={false}
          columns={[
            {
              key: 'item',
              title: say('care.item'),
              render: (_, row) => <ToOrder countyCode={account.countyCode} id={row.id} word={row.itemName} />,
            },
            { key: 'provider', title: say('care.provider'), dataIndex: 'providerName' },
            { key: 'on', title: say('care.plannedOn'), render: (_, row) => dayText(row.plannedOn) },
            {
              key: 'stage',
              title: say('care.stage'),
              render: (_, row) =>
                feeStages.includes(row.stage)
                  ? say('care.fee', { stage: orderStages.words[row.stage] })
                  : orderStages.words[row.stage],
            },
            { key: 'own', title: say('care.own'), align: 'right', render: (_, row) => money(row.ownFen) },
          ]}
        />
      )}
    </Panel>
  )
}

function ToOrder({ countyCode, id, word }: { countyCode: string; id: string; word: string }) {
  const may = useMay()
  return may('order:read') ? <Go to={paths.order({ countyCode, id })}>{word}</Go> : word
}

export function CareLines({ account }: { account: CareAccount }) {
  const say = useWords()
  return (
    <Panel title={say('care.statement')}>
      {account.lines.length === 0 ? (
        <Nothing>{say('care.noLines')}</Nothing>
      ) : (
        <CardTable<CareLine>
          rowKey="id"
          dataSource={account.lines}
          pagination={false}
          columns={[
            { key: 'day', title: say('account.day'), render: (_, row) => dayText(row.day) },
            {
              key: 'what',
              title: say('books.what2'),
              render: (_, row) => <What countyCode={account.countyCode} line={row} />,
            },
            {
              key: 'change',
              title: say('care.change'),
              align: 'right',
              render: (_, row) => (
                <span className={row.change > 0 ? 'good-text' : undefined}>{signedMoney(row.change)}</span>
              ),
            },
            {
              key: 'after',
              title: say('care.after'),
              align: 'right',
              render: (_, row) => money(row.balanceFen),
            },
          ]}
        />
      )}
    </Panel>
  )
}

function What({ countyCode, line }: { countyCode: string; line: CareLine }) {
  const say = useWords()
  return (
    <>
      {ledgerPurposes.words[line.purpose]}
      {line.orderId !== null && line.itemName !== null && (
        <>
          {' · '}
          <ToOrder countyCode={countyCode} id={line.orderId} word={line.itemName} />
          {line.servedOn !== null && <span className="soft"> {dayText(line.servedOn)}</span>}
        </>
      )}
      {line.isReversal && <Tag className="care-tag">{say('care.reversal')}</Tag>}
      {line.isReversed && <Tag className="care-tag">{say('care.reversed')}</Tag>}
      {line.note && <span className="soft"> {line.note}</span>}
    </>
  )
}

export function CareTopUps({
  account,
  onReceipt,
}: {
  account: CareAccount
  onReceipt: (topUp: CareTopUp) => void
}) {
  const say = useWords()
  if (account.topUps.length === 0) return null
  return (
    <Panel title={say('account.topUps')} className="no-print">
      <Slips
        slips={account.topUps}
        ways={careTopUpWays}
        onReceipt={onReceipt}
        cancel={topUp => <CancelCareTopUp account={account} topUp={topUp} />}
      />
    </Panel>
  )
}
