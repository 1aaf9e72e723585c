// Contracts of government purchase: what they are worth and what is left of them.
import { Button, Progress, Select, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { type ContractState, contractStates } from '../../domain/settlements/contract.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Yuan } from './marks.tsx'
import './settlements.css'

const colours: Readonly<Record<ContractState, string>> = {
  written: 'warning',
  contractRuns: 'success',
  brokenOff: 'default',
}

export function ContractMark({ contract }: { contract: Pick<Output<'contract.get'>, 'state' | 'isOver'> }) {
  const say = useWords()
  return contract.state === 'contractRuns' && contract.isOver ? (
    <Tag>{say('contracts.over')}</Tag>
  ) : (
    <Tag color={colours[contract.state]}>{contractStates.words[contract.state]}</Tag>
  )
}

export function ContractsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = contractStates.keys.find(key => key === filters.state)
  const list = usePages('contract.list', { regionCode: region, ...(state && { state }) })
  return (
    <Page
      title={say('contracts.title')}
      above={<RegionBar code={region} to={code => paths.contracts({ region: code })} />}
      actions={
        <>
          <Button type="primary" onClick={() => go(paths.contractWrite())}>
            {say('contracts.write')}
          </Button>
          <Button onClick={() => go(paths.bills({ region }))}>{say('bills.title')}</Button>
        </>
      }
    >
      <p className="soft">{say('contracts.what')}</p>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          aria-label={say('claims.state')}
          allowClear
          placeholder={say('claims.everyState')}
          value={filters.state ?? null}
          options={contractStates.keys.map(key => ({
            value: key as string,
            label: contractStates.words[key],
          }))}
          onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('contracts.none')}>
          {rows => <ContractTable rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function ContractTable({ rows }: { rows: readonly RowOf<'contract.list'>[] }) {
  const say = useWords()
  return (
    <CardTable<RowOf<'contract.list'>>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'title',
          title: say('contracts.name'),
          render: (_, row) => (
            <Go to={paths.contract(row)} className="strong">
              {row.title}
            </Go>
          ),
        },
        { key: 'number', title: say('contracts.number'), dataIndex: 'number' },
        { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
        {
          key: 'term',
          title: say('contracts.term'),
          render: (_, row) => `${dayText(row.startsOn)} — ${dayText(row.endsOn)}`,
        },
        { key: 'budget', title: say('contracts.budget'), render: (_, row) => <Yuan fen={row.budgetFen} /> },
        {
          key: 'used',
          title: say('contracts.used'),
          width: 180,
          render: (_, row) => (
            <Progress
              percent={Math.round((row.boundFen / row.budgetFen) * 100)}
              status={row.boundFen >= row.budgetFen ? 'exception' : 'normal'}
            />
          ),
        },
        { key: 'state', title: say('claims.state'), render: (_, row) => <ContractMark contract={row} /> },
      ]}
    />
  )
}
