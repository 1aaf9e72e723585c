// Bills: drawn up from what agrees, passed by a second person, handed over, paid.
import { Button, Select } from 'antd'
import type { Sent } from '../../domain/api.ts'
import { billStates } from '../../domain/settlements/bill.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { BillState, Yuan } from './marks.tsx'
import './settlements.css'

export function BillsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = billStates.keys.find(key => key === filters.state)
  return (
    <Page
      title={say('bills.title')}
      above={<RegionBar code={region} to={code => paths.bills({ region: code })} />}
      actions={<Button onClick={() => go(paths.contracts({ region }))}>{say('contracts.title')}</Button>}
    >
      <p className="soft">{say('bills.what')}</p>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          aria-label={say('claims.state')}
          allowClear
          placeholder={say('claims.everyState')}
          value={filters.state ?? null}
          options={billStates.keys.map(key => ({ value: key as string, label: billStates.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <BillList input={{ regionCode: region, ...(state && { state }) }} />
      </Panel>
    </Page>
  )
}

export function BillList({ input }: { input: Sent<'bill.list'> }) {
  const say = useWords()
  const list = usePages('bill.list', input)
  return (
    <Paged list={list} nothing={say('bills.none')}>
      {rows => (
        <CardTable<RowOf<'bill.list'>>
          rowKey="id"
          dataSource={rows}
          pagination={false}
          columns={[
            {
              key: 'number',
              title: say('bills.number'),
              render: (_, row) => (
                <Go to={paths.bill(row)} className="strong nowrap">
                  {row.number}
                </Go>
              ),
            },
            { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
            { key: 'contract', title: say('bills.contract'), dataIndex: 'contractTitle' },
            { key: 'month', title: say('claims.month'), render: (_, row) => monthText(row.month) },
            { key: 'lines', title: say('claims.lines'), render: (_, row) => figure(row.lines) },
            { key: 'sum', title: say('bills.sum'), render: (_, row) => <Yuan fen={row.amountFen} /> },
            {
              key: 'budget',
              title: say('bills.fromBudget'),
              render: (_, row) => <Yuan fen={row.budgetFen} />,
            },
            { key: 'state', title: say('claims.state'), render: (_, row) => <BillState state={row.state} /> },
            {
              key: 'paid',
              title: say('bills.paidOn'),
              render: (_, row) => (row.paidOn ? dayText(row.paidOn) : '—'),
            },
          ]}
        />
      )}
    </Paged>
  )
}
