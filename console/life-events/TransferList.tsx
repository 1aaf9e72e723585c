// Who is on the way here, or away from here, and how far it has come.
import { Select, Tag } from 'antd'
import { type TransferRow, transferStates } from '../../domain/life-events/transfer.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'

export function TransferList({ region, way }: { region: string; way: 'in' | 'out' }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const state = transferStates.keys.find(key => key === filters.state)
  const list = usePages('transfer.list', { regionCode: region, way, ...(state && { state }) })
  return (
    <>
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('transfers.state')}
          placeholder={say('transfers.allStates')}
          value={filters.state ?? null}
          options={transferStates.keys.map(key => ({
            value: key as string,
            label: transferStates.words[key],
          }))}
          onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say(way === 'in' ? 'transfers.noneIn' : 'transfers.noneOut')}>
          {rows => <TransferTable rows={rows} way={way} />}
        </Paged>
      </Panel>
    </>
  )
}

function TransferTable({ rows, way }: { rows: TransferRow[]; way: 'in' | 'out' }) {
  const say = useWords()
  return (
    <CardTable<TransferRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      scroll={{ x: 760 }}
      columns={[
        {
          key: 'elder',
          title: say('changes.elder'),
          render: (_, row) => (
            <Go to={paths.transfer(row)} className="strong">
              {row.elderName}
              {row.age !== null && ` · ${say('elder.age', { age: row.age })}`}
            </Go>
          ),
        },
        {
          key: 'place',
          title: say(way === 'in' ? 'transfers.from' : 'transfers.to'),
          render: (_, row) => (way === 'in' ? row.fromRegionName : row.toRegionName),
        },
        { key: 'movedOn', title: say('transfers.movedOn'), width: 130, dataIndex: 'movedOn' },
        {
          key: 'state',
          title: say('transfers.state'),
          width: 260,
          render: (_, row) => <TransferMark row={row} />,
        },
      ]}
    />
  )
}

export function TransferMark({ row }: { row: Pick<TransferRow, 'state' | 'isOverdue' | 'answerBy'> }) {
  const say = useWords()
  return (
    <>
      <Tag
        color={row.state === 'toReceive' ? 'processing' : row.state === 'received' ? 'success' : 'default'}
      >
        {transferStates.words[row.state]}
      </Tag>
      {row.state === 'toReceive' && (
        <span className={row.isOverdue ? 'warn-text' : 'soft'}>
          {row.isOverdue ? say('transfers.overdue') : say('transfers.answerBy', { day: row.answerBy })}
        </span>
      )}
    </>
  )
}
