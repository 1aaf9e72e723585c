// What counties were given: how much is in projects, paid, sent back, free.
import type { ReactNode } from 'react'
import { type FundShare, fundKinds } from '../../domain/funds/fund.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { CardTable } from '../CardTable.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'

interface ShareTableProps {
  rows: readonly FundShare[]
  acts?: (share: FundShare) => ReactNode
  withProgramme?: boolean
}

export function ShareTable({ rows, acts, withProgramme = false }: ShareTableProps) {
  const say = useWords()
  const sum = (key: 'amountFen' | 'assignedFen' | 'paidFen' | 'leftFen', title: string) => ({
    ...{ key, title, align: 'right' as const, className: 'fund-sum' },
    render: (_: unknown, row: FundShare) => <span title={sumWords(row[key])}>{sumBriefly(row[key])}</span>,
  })
  return (
    <CardTable<FundShare>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'where',
          title: say('fund.where'),
          render: (_, row) => (
            <>
              <b>{withProgramme ? row.programmeTitle : row.regionName}</b>
              <div className="soft small">
                {withProgramme && `${row.regionName} · ${row.batchTitle} · `}
                {fundKinds.words[row.kind]}
                {withProgramme && row.documentNumber && ` · ${row.documentNumber}`}
              </div>
            </>
          ),
        },
        sum('amountFen', say('fund.amount')),
        sum('assignedFen', say('fund.assigned')),
        sum('paidFen', say('fund.paid')),
        sum('leftFen', say('fund.sharesLeft')),
        {
          key: 'projects',
          title: say('fund.projects'),
          render: (_, row) => (
            <>
              {row.projects === 0 ? (
                '—'
              ) : (
                <Go to={paths.fundProjects({ region: row.regionCode, share: row.id })}>
                  {say('fund.projectsCount', { count: row.projects })}
                </Go>
              )}
              {row.places !== null && (
                <div className="soft small">{say('fund.placesPlanned', { count: row.places })}</div>
              )}
            </>
          ),
        },
        ...(acts ? [{ key: 'acts', title: '', render: (_: unknown, row: FundShare) => acts(row) }] : []),
      ]}
    />
  )
}
