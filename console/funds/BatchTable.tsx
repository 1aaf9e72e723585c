// Batches in a table: of a programme, of a sum, or all that wait.
import { Tag } from 'antd'
import { batchStates, type FundBatch } from '../../domain/funds/fund.ts'
import { sumBriefly } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Nothing } from '../states.tsx'
import { batchColours } from './colours.ts'

export function BatchTable({ rows, nothing }: { rows: readonly FundBatch[]; nothing: string }) {
  const say = useWords()
  if (rows.length === 0) return <Nothing>{nothing}</Nothing>
  return (
    <CardTable<FundBatch>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'title',
          title: say('fund.batch'),
          render: (_, row) => (
            <>
              <Go to={paths.fundBatch(row)} className="strong">
                {row.title}
              </Go>
              <div className="soft small">{row.programmeTitle}</div>
            </>
          ),
        },
        {
          key: 'state',
          title: say('fund.state'),
          render: (_, row) => (
            <>
              <Tag color={batchColours[row.state]}>{batchStates.words[row.state]}</Tag>
              <div className="soft small">{row.documentNumber}</div>
            </>
          ),
        },
        {
          key: 'sum',
          title: say('fund.amount'),
          align: 'right',
          render: (_, row) => sumBriefly(row.amountFen),
        },
        {
          key: 'counties',
          title: say('fund.where'),
          render: (_, row) =>
            [
              say('fund.countiesUnit', { count: row.counties }),
              row.projects > 0 && say('fund.projectsCount', { count: row.projects }),
            ]
              .filter(Boolean)
              .join(' · '),
        },
        {
          key: 'who',
          title: say('fund.draftedBy'),
          render: (_, row) => (
            <>
              {row.draftedByName ?? '—'}
              <div className="soft small">{dayText(row.draftedOn)}</div>
            </>
          ),
        },
      ]}
    />
  )
}
