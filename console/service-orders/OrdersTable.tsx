// Orders as a table, the same for the office and for a provider.
import { Tag } from 'antd'
import type { ReactNode } from 'react'
import { yuanFixed } from '../../domain/kernel/money.ts'
import { type OrderRow, orderStages } from '../../domain/service-orders/order.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { stageColours, windowText } from './words.ts'

interface OrdersTableProps {
  rows: readonly OrderRow[]
  to: (row: OrderRow) => string
  acts?: (row: OrderRow) => ReactNode
  /** The provider's own desk: whose order it is goes without saying. */
  own?: boolean
}

export function OrdersTable({ rows, to, acts, own = false }: OrdersTableProps) {
  const say = useWords()
  return (
    <CardTable<OrderRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('svc.elder'),
          render: (_, row) => (
            <Go to={to(row)} className="strong nowrap">
              {row.elderName}
            </Go>
          ),
        },
        {
          key: 'planned',
          title: say('order.planned'),
          render: (_, row) => (
            <span className="nowrap">
              {dayText(row.plannedOn)} {windowText(row)}
            </span>
          ),
        },
        {
          key: 'item',
          title: say('order.item'),
          render: (_, row) => <span className="nowrap">{row.itemName}</span>,
        },
        { key: 'place', title: say('svc.place'), dataIndex: 'placeName' },
        {
          key: 'provider',
          title: say(own ? 'order.worker' : 'order.provider'),
          render: (_, row) => (
            <>
              {!own && <div>{row.providerName}</div>}
              <div className={own ? '' : 'soft small'}>{row.workerName ?? say('order.noWorker')}</div>
            </>
          ),
        },
        {
          key: 'price',
          title: say('order.price'),
          render: (_, row) => (
            <span className="nowrap">{say('svc.yuan', { yuan: yuanFixed(row.priceFen) })}</span>
          ),
        },
        {
          key: 'stage',
          title: say('svc.state'),
          render: (_, row) => (
            <>
              <Tag color={stageColours[row.stage]}>{orderStages.words[row.stage]}</Tag>
              {row.isLate && <Tag color="error">{say('order.late')}</Tag>}
            </>
          ),
        },
        ...(acts ? [{ key: 'acts', render: (_: unknown, row: OrderRow) => acts(row) }] : []),
      ]}
    />
  )
}
