// The tables of a care account: services still to be paid, movements with what was left after each, and slips.
import {
  type CareAccount,
  type CareOrder,
  type CareTopUp,
  careTopUpWays,
} from '../../domain/care-accounts/care-account.ts'
import { orderStages } from '../../domain/service-orders/order.ts'
import { feeStages } from '../../domain/service-orders/stage.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { Slips } from '../meal-accounts/Slips.tsx'
import { money } from '../money.ts'
import { Nothing } from '../states.tsx'
import { AccountLines, moneyWords, ToOrder } from './AccountLines.tsx'
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

export function CareLines({ account }: { account: CareAccount }) {
  const say = useWords()
  return (
    <Panel title={say('care.statement')}>
      {account.lines.length === 0 ? (
        <Nothing>{say('care.noLines')}</Nothing>
      ) : (
        <AccountLines {...{ countyCode: account.countyCode, lines: account.lines, words: moneyWords }} />
      )}
    </Panel>
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
