// What the kitchen bought and the book does not know yet: confirmed with one look, or said to be there already.
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { useNotice } from '../states.tsx'
import { EntryDialog } from './EntryDialog.tsx'

type Proposal = Output<'mealEntry.proposals'>['rows'][number]

/** Nothing at all where nothing waits: the book is the page, and this a task on it. */
export function ProposalsPanel({ book }: { book: MealBook }) {
  const say = useWords()
  const { countyCode, canteenId } = book
  const { data } = useAnswer('mealEntry.proposals', { countyCode, canteenId })
  const [chosen, setChosen] = useState<Proposal | null>(null)
  if (!data || data.rows.length === 0) return null
  return (
    <Panel title={say('books.proposed', { count: data.rows.length })}>
      <p className="soft">{say('books.proposedNote')}</p>
      <CardTable<Proposal>
        rowKey="purchaseId"
        dataSource={data.rows}
        pagination={false}
        columns={[
          { key: 'day', title: say('books.day'), render: (_, row) => dayText(row.day) },
          { key: 'goods', title: say('books.goodsBought'), render: (_, row) => `${row.goods} ${row.amount}` },
          { key: 'party', title: say('books.supplier'), dataIndex: 'supplier' },
          { key: 'by', title: say('books.boughtBy'), render: (_, row) => row.byName ?? '—' },
          {
            key: 'cost',
            title: say('books.amount'),
            align: 'right',
            render: (_, row) => money(row.costFen),
          },
          {
            key: 'acts',
            title: '',
            render: (_, row) => (
              <Space wrap>
                <Button onClick={() => setChosen(row)}>{say('books.takeProposal')}</Button>
                <PassButton book={book} purchaseId={row.purchaseId} />
              </Space>
            ),
          },
        ]}
      />
      {chosen && (
        <EntryDialog book={book} kind="moneyOut" purchase={chosen} onClose={() => setChosen(null)} />
      )}
    </Panel>
  )
}

function PassButton({ book, purchaseId }: { book: MealBook; purchaseId: string }) {
  const say = useWords()
  const notice = useNotice()
  const pass = useAct('mealEntry.passPurchase', ['mealEntry.proposals'])
  return (
    <Button
      loading={pass.isPending}
      onClick={() =>
        pass.mutate(
          { countyCode: book.countyCode, canteenId: book.canteenId, purchaseId },
          { onError: notice.refused },
        )
      }
    >
      {say('books.passProposal')}
    </Button>
  )
}
