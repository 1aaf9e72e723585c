// Receipts of one resident: received, printed again, cancelled with a reason.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { type FeeReceipt, feePayers, receiptKinds } from '../../domain/stays/fees.ts'
import type { Stay } from '../../domain/stays/stay.ts'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { ReceiveDialog } from './ReceiveDialog.tsx'

export function ReceiptsPanel({ stay }: { stay: Stay }) {
  const say = useWords()
  const may = useMay()
  const [receiving, setReceiving] = useState(false)
  const list = usePages('stayFee.receipts', {
    ...{ countyCode: stay.countyCode, facilityId: stay.facilityId, stayId: stay.id },
  })
  return (
    <Panel
      title={say('fees.receipts')}
      extra={
        may('stay:work') && (
          <Button type="primary" onClick={() => setReceiving(true)}>
            {say('fees.receive')}
          </Button>
        )
      }
    >
      <Paged list={list} nothing={say('fees.noReceipts')}>
        {rows => <Receipts rows={rows} mayWork={may('stay:work')} />}
      </Paged>
      {receiving && <ReceiveDialog row={{ ...stay, stayId: stay.id }} onClose={() => setReceiving(false)} />}
    </Panel>
  )
}

function Receipts({ rows, mayWork }: { rows: FeeReceipt[]; mayWork: boolean }) {
  const say = useWords()
  return (
    <CardTable<FeeReceipt>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'serial',
          title: say('fees.serial'),
          render: (_, row) => (
            <Go to={paths.stayReceipts(row.countyCode, [row.id])} className="strong nowrap">
              {String(row.serial).padStart(6, '0')}
            </Go>
          ),
        },
        { key: 'day', title: say('stays.day'), render: (_, row) => dayText(row.day) },
        { key: 'payer', title: say('fees.payer'), render: (_, row) => feePayers.words[row.payer] },
        {
          key: 'amount',
          title: say('fees.amount'),
          align: 'right',
          render: (_, row) => {
            const text = `${row.kind === 'feeIn' ? '' : '−'}${money(row.amountFen)}`
            return row.cancelReason === null ? (
              <span title={receiptKinds.words[row.kind]}>{text}</span>
            ) : (
              <s className="soft">{text}</s>
            )
          },
        },
        {
          key: 'acts',
          render: (_, row) =>
            row.cancelReason === null ? (
              mayWork && <CancelReceipt row={row} />
            ) : (
              <Tag title={row.cancelReason}>{say('fees.cancelled')}</Tag>
            ),
        },
      ]}
    />
  )
}

function CancelReceipt({ row }: { row: FeeReceipt }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const cancel = useAct('stayFee.cancel', [
    'stayFee.receipts',
    'stay.get',
    'stayFee.month',
    'stayFee.arrears',
  ])
  return (
    <Space>
      <Button size="small" danger onClick={() => setAsking(true)}>
        {say('fees.cancel')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('fees.cancel')}
          note={say('fees.cancelNote')}
          submit={say('fees.cancel')}
          busy={cancel.isPending}
          error={cancel.error}
          onSubmit={({ reason }) =>
            cancel.mutate(
              { countyCode: row.countyCode, id: row.id, reason },
              {
                onSuccess: () => {
                  notice.done(say('fees.cancelled'))
                  setAsking(false)
                },
              },
            )
          }
          onClose={() => setAsking(false)}
        />
      )}
    </Space>
  )
}
