// The whole of an area's public money: how much came, where it is, what it became, what is late.
import { Button, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { fundKinds } from '../../domain/funds/fund.ts'
import type { KindCost } from '../../domain/funds/overview.ts'
import { sumBriefly, sumWords } from '../../domain/funds/words.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, percent } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'
import { FlowPanel } from './FlowPanel.tsx'
import { ProgrammeDialog } from './ProgrammeDialog.tsx'
import { Standing } from './Standing.tsx'
import './funds.css'

export type Overview = Output<'fund.overview'>

export function FundsPage() {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const [adding, setAdding] = useState(false)
  const region = filters.region ?? post.regionCode
  const whole = useAnswer('fund.overview', { regionCode: region })
  const mayAdd = may('fund:plan') && !['township', 'village'].includes(levelOf(region))
  return (
    <Page
      title={say('fund.title')}
      above={<RegionBar code={region} to={code => paths.funds({ region: code })} />}
      actions={
        <Space wrap>
          {mayAdd && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('fund.newProgramme')}
            </Button>
          )}
          <Button onClick={() => go(paths.fundProjects({ region }))}>{say('fund.projects')}</Button>
          <Button onClick={() => go(paths.fundShares({ region }))}>{say('fund.shares')}</Button>
          {mayAdd && <Button onClick={() => go(paths.fundImports({ region }))}>{say('fund.import')}</Button>}
          <Button onClick={() => go(paths.fundLetter())}>{say('fund.letter')}</Button>
          <Button
            onClick={() =>
              void saveAnswer('fund.export', { regionCode: region }).then(
                () => notice.done(say('fund.exported')),
                notice.refused,
              )
            }
          >
            {say('fund.export')}
          </Button>
          <Button onClick={() => window.print()}>{say('fund.print')}</Button>
        </Space>
      }
    >
      <p className="soft">{say('fund.what')}</p>
      <Answered query={whole}>{value => <Whole whole={value} region={region} />}</Answered>
      {adding && <ProgrammeDialog region={region} onClose={() => setAdding(false)} />}
    </Page>
  )
}

function Whole({ whole, region }: { whole: Overview; region: string }) {
  const say = useWords()
  return (
    <>
      <Panel>
        <Steps sums={whole.sums} />
      </Panel>
      <Waiting waiting={whole.waiting} region={region} />
      <Panel title={say('fund.projects')}>
        <Standing standing={whole.standing} region={region} flag={undefined} />
      </Panel>
      <FlowPanel flows={whole.flows} />
      <Panel title={say('fund.programmes')} note={say('fund.programmesNote')}>
        <Programmes rows={whole.programmes} region={region} />
      </Panel>
      <Panel title={say('fund.costs')} note={say('fund.costsNote')}>
        <Costs costs={whole.costs} region={region} />
      </Panel>
    </>
  )
}

function Steps({ sums }: { sums: Overview['sums'] }) {
  const say = useWords()
  const steps = [
    { word: say('fund.planned'), fen: sums.plannedFen, before: null },
    { word: say('fund.issued'), fen: sums.issuedFen, before: sums.plannedFen },
    { word: say('fund.split'), fen: sums.splitFen, before: sums.issuedFen },
    { word: say('fund.assigned'), fen: sums.assignedFen, before: sums.splitFen },
    { word: say('fund.paid'), fen: sums.paidFen, before: sums.assignedFen },
  ]
  return (
    <ol className="fund-steps">
      {steps.map(({ word, fen, before }) => {
        const share = before === null ? 100 : before === 0 ? 0 : (fen * 100) / before
        return (
          <li key={word}>
            <span>{word}</span>
            <strong title={sumWords(fen)}>{sumBriefly(fen)}</strong>
            <small>
              {before === null || before === 0 ? ' ' : say('fund.ofStep', { percent: percent(share) })}
            </small>
            <i style={{ '--share': `${Math.min(100, share)}%` } as React.CSSProperties} />
          </li>
        )
      })}
    </ol>
  )
}

function Waiting({ waiting, region }: { waiting: Overview['waiting']; region: string }) {
  const say = useWords()
  const lines = [
    { count: waiting.sums, word: 'fund.waitingSums', to: null },
    {
      count: waiting.batches,
      word: 'fund.waitingBatches',
      to: paths.fundBatches({ region, state: 'batchDrafted' }),
    },
    {
      count: waiting.projects,
      word: 'fund.waitingProjects',
      to: paths.fundProjects({ region, state: 'planDrafted' }),
    },
    { count: waiting.returns, word: 'fund.waitingReturns', to: paths.fundShares({ region }) },
  ] as const
  const open = lines.filter(({ count }) => count > 0)
  if (open.length === 0) return null
  return (
    <Panel title={say('fund.waiting')}>
      <ul className="fund-waiting">
        {open.map(({ count, word, to }) => (
          <li key={word}>{to === null ? say(word, { count }) : <Go to={to}>{say(word, { count })}</Go>}</li>
        ))}
      </ul>
    </Panel>
  )
}

type Programme = Overview['programmes'][number]

function Programmes({ rows, region }: { rows: Programme[]; region: string }) {
  const say = useWords()
  if (rows.length === 0) return <Nothing>{say('fund.noProgrammes')}</Nothing>
  const sum = (key: keyof Overview['sums'], title: string) => ({
    ...{ key, title, align: 'right' as const, className: 'fund-sum' },
    render: (_: unknown, row: Programme) => <span title={sumWords(row[key])}>{sumBriefly(row[key])}</span>,
  })
  return (
    <CardTable<Programme>
      rowKey={row => `${row.key?.countyCode ?? ''}.${row.title}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'title',
          title: say('fund.programme'),
          render: (_, row) => (
            <>
              {row.key ? (
                <Go to={paths.fundProgramme(row.key)} className="strong">
                  {row.title}
                </Go>
              ) : (
                <b>{row.title}</b>
              )}
              {row.isFrame && <div className="soft small">{say('fund.frame')}</div>}
              {row.key === null && <div className="soft small">{say('fund.fromAbove')}</div>}
            </>
          ),
        },
        sum('plannedFen', say('fund.planned')),
        sum('issuedFen', say('fund.issued')),
        sum('splitFen', say('fund.split')),
        sum('assignedFen', say('fund.assigned')),
        sum('paidFen', say('fund.paid')),
        {
          key: 'projects',
          title: say('fund.projects'),
          render: (_, row) =>
            row.projects === 0 ? (
              <span className="soft">—</span>
            ) : (
              <>
                <Go to={paths.fundProjects({ region, programme: row.title })}>
                  {say('fund.projectsCount', { count: row.projects })}
                </Go>
                <div className="soft small">
                  {say('fund.opened')} {figure(row.opened)}
                  {row.late > 0 && (
                    <>
                      {' · '}
                      <Go
                        to={paths.fundProjects({ region, programme: row.title, flag: 'late' })}
                        className="warn-text fund-late"
                      >
                        {say('fund.late')} {figure(row.late)}
                      </Go>
                    </>
                  )}
                </div>
              </>
            ),
        },
      ]}
    />
  )
}

function Costs({ costs, region }: { costs: KindCost[]; region: string }) {
  const say = useWords()
  if (costs.length === 0) return <Nothing>{say('fund.costsNone')}</Nothing>
  return (
    <CardTable<KindCost>
      rowKey={row => row.kind}
      dataSource={costs}
      pagination={false}
      columns={[
        {
          key: 'kind',
          title: say('fund.kind'),
          render: (_, row) => (
            <Go to={paths.fundProjects({ region, kind: row.kind })} className="strong">
              {fundKinds.words[row.kind]}
            </Go>
          ),
        },
        { key: 'count', title: say('fund.count'), align: 'right', render: (_, row) => figure(row.projects) },
        {
          key: 'median',
          title: say('fund.median'),
          align: 'right',
          render: (_, row) => sumBriefly(row.medianFen),
        },
        {
          ...{ key: 'range', title: say('fund.range'), align: 'right' as const },
          render: (_, row) => `${sumBriefly(row.lowestFen)} – ${sumBriefly(row.highestFen)}`,
        },
      ]}
    />
  )
}
