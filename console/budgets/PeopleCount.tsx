// A count of gainers or losers that opens their names, with why, page by page and as a file.
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import type { BudgetEffect, BudgetPerson, PeopleAsked } from '../../domain/budgets/people.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'

interface CountProps {
  row: { countyCode: string; regionCode: string; name: string }
  count: number
  effect: BudgetEffect
  change: PeopleAsked['change']
}

/** The sum of several counties is no list: each county has its own. */
export function PeopleCount({ row, count, effect, change }: CountProps) {
  const say = useWords()
  const may = useMay()
  const [isOpen, setOpen] = useState(false)
  if (count === 0 || !may('elder:read') || row.countyCode === '') return figure(count)
  const title = `${row.name} · ${say(`budget.people.${effect}`)}`
  return (
    <>
      <Button type="link" className="budget-count" aria-label={title} onClick={() => setOpen(true)}>
        {figure(count)}
      </Button>
      {isOpen && (
        <Drawer open title={title} size="min(960px, 100vw)" onClose={() => setOpen(false)}>
          <People asked={{ regionCode: row.regionCode, change, effect }} />
        </Drawer>
      )}
    </>
  )
}

function People({ asked }: { asked: PeopleAsked }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const list = usePages('budget.people', asked)
  const name = (row: BudgetPerson) =>
    may('elder:read') ? (
      <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })}>{row.name}</Go>
    ) : (
      row.name
    )
  return (
    <>
      <p className="soft">{say('budget.peopleNote')}</p>
      <p>
        <Button onClick={() => void saveAnswer('budget.peopleExport', asked).catch(notice.refused)}>
          {say('budget.peopleExport')}
        </Button>
      </p>
      <Paged list={list} nothing={say('budget.peopleNone')}>
        {rows => (
          <CardTable<BudgetPerson>
            rowKey="elderId"
            dataSource={[...rows]}
            pagination={false}
            columns={[
              { key: 'name', className: 'nowrap', title: say('budget.name'), render: (_, row) => name(row) },
              {
                key: 'village',
                className: 'nowrap',
                title: say('budget.village'),
                render: (_, row) => row.villageName,
              },
              {
                key: 'age',
                className: 'nowrap',
                title: say('budget.age'),
                render: (_, row) => row.age ?? '—',
              },
              ...('benefit' in asked.change
                ? [
                    {
                      key: 'amount',
                      className: 'nowrap',
                      title: say('budget.amountThen'),
                      render: (_: unknown, row: BudgetPerson) =>
                        `${yuanText(row.beforeFen ?? 0)} → ${yuanText(row.afterFen ?? 0)}`,
                    },
                  ]
                : []),
              { key: 'why', title: say('budget.why'), render: (_, row) => row.why },
            ]}
          />
        )}
      </Paged>
    </>
  )
}
