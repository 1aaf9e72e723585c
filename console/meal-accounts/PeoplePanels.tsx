// Everybody's bill of a month, and what is left on the accounts of those who pay ahead.
import { Checkbox, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'

type Bill = Output<'mealBook.bills'>['rows'][number]
type Balance = Output<'mealAccount.list'>['rows'][number]

export function BillsPanel({ book, month }: { book: MealBook; month: string }) {
  const say = useWords()
  const { countyCode, canteenId } = book
  const list = usePages('mealBook.bills', { countyCode, canteenId, month })
  const right = (key: string, title: string, of: (row: Bill) => number) => ({
    ...{ key, title, align: 'right' as const },
    render: (_: unknown, row: Bill) => money(of(row)),
  })
  return (
    <Panel title={say('books.bills')}>
      <Paged list={list} nothing={say('books.noBills')}>
        {rows => (
          <CardTable<Bill>
            rowKey="elderId"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'name',
                title: say('books.elder'),
                render: (_, row) => (
                  <Go to={paths.mealAccount({ countyCode, id: row.elderId }, { canteen: canteenId })}>
                    {row.name}
                  </Go>
                ),
              },
              { key: 'servings', title: say('books.meals'), dataIndex: 'servings', align: 'right' },
              right('price', say('books.price'), row => row.priceFen),
              right('support', say('books.support'), row => row.supportFen),
              right('own', say('books.own'), row => row.elderFen),
              right('counter', say('books.atCounter'), row => row.counterFen),
              right('taken', say('books.taken'), row => row.collectedFen),
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

export function BalancesPanel({ book }: { book: MealBook }) {
  const say = useWords()
  const { countyCode, canteenId } = book
  const [lowOnly, setLowOnly] = useState(false)
  const list = usePages('mealAccount.list', { countyCode, canteenId, lowOnly })
  return (
    <Panel
      title={say('books.balances')}
      extra={
        <Checkbox checked={lowOnly} onChange={event => setLowOnly(event.target.checked)}>
          {say('books.lowOnly')}
        </Checkbox>
      }
    >
      <Paged list={list} nothing={say('books.noBalances')}>
        {rows => (
          <CardTable<Balance>
            rowKey="elderId"
            dataSource={rows}
            pagination={false}
            columns={[
              {
                key: 'name',
                title: say('books.elder'),
                render: (_, row) => (
                  <Go to={paths.mealAccount({ countyCode, id: row.elderId }, { canteen: canteenId })}>
                    {row.name}
                  </Go>
                ),
              },
              { key: 'village', title: say('books.place'), dataIndex: 'villageName' },
              {
                key: 'balance',
                title: say('books.balance'),
                align: 'right',
                render: (_, row) => money(row.balanceFen),
              },
              {
                key: 'pending',
                title: say('books.pending'),
                align: 'right',
                render: (_, row) => money(row.pendingFen),
              },
              {
                key: 'available',
                title: say('books.available'),
                align: 'right',
                render: (_, row) => <strong>{money(row.availableFen)}</strong>,
              },
              {
                key: 'low',
                title: '',
                render: (_, row) => (row.isLow ? <Tag color="warning">{say('books.low')}</Tag> : null),
              },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
