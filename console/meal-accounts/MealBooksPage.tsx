// The books of all canteens of an area: what is in each till, what came and went this month, how long it lasts.
import { Button, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { useFilters, useGo } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import './meal-accounts.css'

type Row = Output<'mealBook.list'>['rows'][number]

export function MealBooksPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('mealBook.list', { regionCode: region })
  return (
    <Page
      title={say('books.title')}
      above={<RegionBar code={region} to={code => paths.mealBooks({ region: code })} />}
      actions={
        <Button type="primary" onClick={() => go(paths.mealClosing({ region: filters.region }))}>
          {say('closing.all')}
        </Button>
      }
    >
      <p className="soft">{say('books.what')}</p>
      <Panel>
        <Paged list={list} nothing={say('books.none')}>
          {rows => <Books rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Books({ rows }: { rows: Row[] }) {
  const say = useWords()
  return (
    <CardTable<Row>
      rowKey="canteenId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('books.canteen'),
          render: (_, row) => (
            <Go to={paths.mealBook({ countyCode: row.countyCode, id: row.canteenId })} className="strong">
              {row.name}
            </Go>
          ),
        },
        { key: 'place', title: say('books.place'), dataIndex: 'placeName' },
        {
          key: 'cash',
          title: say('books.cash'),
          align: 'right',
          render: (_, row) => (
            <span className={row.cashFen < 0 ? 'danger-text' : undefined}>{money(row.cashFen)}</span>
          ),
        },
        { key: 'in', title: say('books.thisMonthIn'), align: 'right', render: (_, row) => money(row.inFen) },
        {
          key: 'out',
          title: say('books.thisMonthOut'),
          align: 'right',
          render: (_, row) => money(row.outFen),
        },
        {
          key: 'meals',
          title: say('books.thisMonthMeals'),
          align: 'right',
          render: (_, row) => figure(row.servings),
        },
        { key: 'lasts', title: say('books.lasts'), render: (_, row) => <Lasts months={row.cashMonths} /> },
        {
          key: 'close',
          title: say('books.toClose'),
          render: (_, row) => (row.toClose === null ? '—' : monthText(row.toClose)),
        },
      ]}
    />
  )
}

/** Red under three months, amber under six. */
export function Lasts({ months }: { months: number | null }) {
  const say = useWords()
  if (months === null) return <Tag color="success">{say('books.enough')}</Tag>
  const colour = months < 3 ? 'error' : months < 6 ? 'warning' : 'default'
  return <Tag color={colour}>{say('books.months', { count: months })}</Tag>
}
