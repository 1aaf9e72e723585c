// Projects in a table: what, where, how far, how much, and what one should look at.
import { Tag } from 'antd'
import { type FundProjectRow, fundKinds, fundProjectStates } from '../../domain/funds/fund.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { projectColours } from './colours.ts'

export function ProjectTable({ rows }: { rows: readonly FundProjectRow[] }) {
  const say = useWords()
  return (
    <CardTable<FundProjectRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'project',
          title: say('fund.project'),
          render: (_, row) => (
            <>
              <Go to={paths.fundProject(row)} className="strong">
                {row.name}
              </Go>
              <div className="soft small">
                {row.countyName} {row.placeName !== row.countyName && row.placeName} ·{' '}
                {fundKinds.words[row.kind]}
              </div>
            </>
          ),
        },
        {
          key: 'state',
          title: say('fund.state'),
          render: (_, row) => (
            <Tag color={projectColours[row.state]}>{fundProjectStates.words[row.state]}</Tag>
          ),
        },
        {
          ...{
            key: 'planned',
            title: say('fund.plannedCost'),
            align: 'right' as const,
            className: 'fund-sum',
          },
          render: (_, row) => <span title={sumWords(row.plannedFen)}>{sumBriefly(row.plannedFen)}</span>,
        },
        {
          ...{ key: 'paid', title: say('fund.paid'), align: 'right' as const, className: 'fund-sum' },
          render: (_, row) => <span title={sumWords(row.paidFen)}>{sumBriefly(row.paidFen)}</span>,
        },
        { key: 'opens', title: say('fund.opensOn'), render: (_, row) => dayText(row.opensOn) },
        { key: 'attention', title: say('fund.attention'), render: (_, row) => <Flags row={row} /> },
      ]}
    />
  )
}

export function Flags({ row }: { row: Pick<FundProjectRow, 'lateSays' | 'unspentSays' | 'outlierSays'> }) {
  const flags = [row.lateSays, row.unspentSays, row.outlierSays].filter(says => says !== null)
  if (flags.length === 0) return <span className="soft">—</span>
  return (
    <ul className="fund-flags small">
      {flags.map(says => (
        <li key={says}>{says}</li>
      ))}
    </ul>
  )
}
