// What does not agree and waits for a person: by reason, by provider, the oldest first.
import { Button, Select, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { claimLineStates } from '../../domain/settlements/claim.ts'
import { claimFaults } from '../../domain/settlements/faults.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { FaultTags, LineItem, LineState, Sum, Yuan } from './marks.tsx'
import '../indicators/board.css'
import './settlements.css'

const waiting = ['inQuestion', 'awaitsProvider', 'awaitsSecondYes'] as const

export function QueuePage() {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const state = waiting.find(key => key === filters.state)
  const fault = claimFaults.keys.find(key => key === filters.fault)
  const provider = filters.provider ? { providerId: filters.provider } : {}
  const narrowed = { ...(state && { state }), ...(fault && { fault }) }
  const counts = useAnswer('claim.counts', { regionCode: region, ...provider })
  const list = usePages('claim.queue', { regionCode: region, ...narrowed, ...provider })
  return (
    <Page
      title={say('claims.queue')}
      above={<RegionBar code={region} to={code => paths.claims({ region: code, fault: filters.fault })} />}
      actions={
        <>
          <Button
            onClick={() =>
              saveAnswer('claim.sheet', { regionCode: region, ...narrowed }).catch(notice.refused)
            }
          >
            {say('claims.export')}
          </Button>
          <Button onClick={() => go(paths.allClaims({ region }))}>{say('claims.all')}</Button>
        </>
      }
    >
      <p className="soft">{say('claims.queueWhat')}</p>
      <Answered query={counts}>{value => <Head counts={value} />}</Answered>
      <Panel>
        <Paged list={list} nothing={say(fault || state ? 'claims.noneFiltered' : 'claims.none')}>
          {rows => <LineTable rows={rows} to={row => paths.claimLine(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Head({ counts }: { counts: Output<'claim.counts'> }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const open = counts.states.filter(one => waiting.some(key => key === one.key))
  const agreed = counts.states.filter(one => one.key === 'allAgree' || one.key === 'admitted')
  const total = (rows: typeof open, field: 'lines' | 'amountFen') =>
    rows.reduce((sum, row) => sum + row[field], 0)
  return (
    <>
      <Panel>
        <div className="figures">
          <Sum word={say('claims.waiting')} fen={total(open, 'amountFen')} lines={total(open, 'lines')} />
          <Sum word={say('claims.agreed')} fen={total(agreed, 'amountFen')} lines={total(agreed, 'lines')} />
          <Sum word={say('claims.saved')} fen={counts.deniedFen} />
        </div>
        <nav className="fault-tags below no-print" aria-label={say('claims.byReason')}>
          <Tag.CheckableTag checked={!filters.fault} onChange={() => change({ fault: undefined })}>
            {say('claims.everyReason')}
          </Tag.CheckableTag>
          {counts.faults.map(({ key, lines }) => (
            <Tag.CheckableTag
              key={key}
              checked={filters.fault === key}
              onChange={checked => change({ fault: checked ? key : undefined })}
            >
              {claimFaults.words[key]} {figure(lines)}
            </Tag.CheckableTag>
          ))}
        </nav>
      </Panel>
      <search className="filters no-print">
        <Select
          size="large"
          className="filter-group"
          aria-label={say('claims.state')}
          allowClear
          placeholder={say('claims.everyState')}
          value={filters.state ?? null}
          options={waiting.map(key => ({ value: key as string, label: claimLineStates.words[key] }))}
          onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
        />
        <Select
          size="large"
          className="filter-group"
          aria-label={say('claims.provider')}
          allowClear
          placeholder={say('claims.everyProvider')}
          value={filters.provider ?? null}
          options={counts.providers.map(one => ({ value: one.id, label: `${one.name} ${one.lines}` }))}
          onChange={(chosen: string | null | undefined) => change({ provider: chosen ?? undefined })}
        />
      </search>
    </>
  )
}

type Line = RowOf<'claim.queue'>

export function LineTable({ rows, to }: { rows: readonly Line[]; to: (row: Line) => string }) {
  const say = useWords()
  return (
    <CardTable<Line>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      scroll={{ x: 1100 }}
      columns={[
        {
          key: 'elder',
          title: say('claims.elder'),
          render: (_, row) => (
            <Go to={to(row)} className="strong nowrap">
              {row.elderName ?? say('claims.noElder')}
            </Go>
          ),
        },
        {
          key: 'item',
          title: say('claims.item'),
          render: (_, row) => <LineItem line={row} />,
        },
        {
          key: 'served',
          title: say('claims.servedOn'),
          render: (_, row) => <span className="nowrap">{dayText(row.servedOn)}</span>,
        },
        { key: 'sum', title: say('claims.sum'), render: (_, row) => <Yuan fen={row.amountFen} /> },
        { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
        { key: 'worker', title: say('claims.worker'), render: (_, row) => row.workerName ?? '—' },
        {
          key: 'reasons',
          title: say('claims.reasons'),
          render: (_, row) => (row.faults.length === 0 ? '—' : <FaultTags faults={row.faults} />),
        },
        { key: 'state', title: say('claims.state'), render: (_, row) => <LineState state={row.state} /> },
        { key: 'open', width: 80, render: (_, row) => <Go to={to(row)}>{say('claims.look')}</Go> },
      ]}
    />
  )
}
