// One programme: the sums planned for it, whether they came, and the batches they were split into.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type Appropriation, appropriationStates, fundKinds, fundSources } from '../../domain/funds/fund.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import { BatchTable } from './BatchTable.tsx'
import { sumColours } from './colours.ts'
import { PlanSumDialog } from './SumDialogs.tsx'
import { yearsWords } from './years.ts'
import './funds.css'

export function ProgrammePage() {
  const answer = useAnswer('fundProgramme.get', useKey())
  return <Answered query={answer}>{value => <Record record={value} />}</Answered>
}

function Record({ record }: { record: Output<'fundProgramme.get'> }) {
  const say = useWords()
  const may = useMay()
  const [planning, setPlanning] = useState(false)
  const { programme, appropriations, batches } = record
  return (
    <Page
      title={
        <>
          {programme.title} {programme.isFrame && <Tag>{say('fund.frame')}</Tag>}
        </>
      }
      tabTitle={programme.title}
      above={
        <p className="no-print">
          <Go to={paths.funds()}>{say('fund.title')}</Go> · {programme.regionName}
        </p>
      }
      actions={
        <>
          {may('fund:plan') && (
            <Button type="primary" onClick={() => setPlanning(true)}>
              {say('fund.planSum')}
            </Button>
          )}
          <Button onClick={() => window.print()}>{say('fund.print')}</Button>
        </>
      }
    >
      <p className="soft">{programme.says}</p>
      <Panel title={say('fund.sums')}>
        <Sums rows={appropriations} />
      </Panel>
      <Panel title={say('fund.batches')}>
        <BatchTable rows={batches} nothing={say('fund.batchesNone')} />
      </Panel>
      {planning && <PlanSumDialog programme={programme} onClose={() => setPlanning(false)} />}
    </Page>
  )
}

function Sums({ rows }: { rows: Appropriation[] }) {
  const say = useWords()
  if (rows.length === 0) return <Nothing>{say('fund.sumsNone')}</Nothing>
  const sum = (key: 'plannedFen' | 'issuedFen' | 'splitFen' | 'leftFen', title: string) => ({
    ...{ key, title, align: 'right' as const, className: 'fund-sum' },
    render: (_: unknown, row: Appropriation) => (
      <span title={sumWords(row[key])}>{sumBriefly(row[key])}</span>
    ),
  })
  return (
    <CardTable<Appropriation>
      rowKey={row => row.id}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'what',
          title: say('fund.kind'),
          render: (_, row) => (
            <>
              <Go to={paths.fundSum(row)} className="strong">
                {fundKinds.words[row.kind]}
              </Go>
              <div className="soft small">
                {[fundSources.words[row.source], yearsWords(row, say), row.scope].filter(Boolean).join(' · ')}
              </div>
            </>
          ),
        },
        {
          key: 'state',
          title: say('fund.state'),
          render: (_, row) => (
            <>
              <Tag color={sumColours[row.state]}>{appropriationStates.words[row.state]}</Tag>
              <div className="soft small">
                {row.documentNumber}
                {row.figure && (
                  <>
                    {row.documentNumber && ' · '}
                    <Go to={`${paths.fundLetter()}#${row.figure}`}>
                      {say('fund.figure', { id: row.figure })}
                    </Go>
                  </>
                )}
              </div>
            </>
          ),
        },
        sum('plannedFen', say('fund.planned')),
        sum('issuedFen', say('fund.issued')),
        sum('splitFen', say('fund.split')),
        sum('leftFen', say('fund.left')),
      ]}
    />
  )
}
