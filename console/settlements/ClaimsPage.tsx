// The claims of the county's providers, and one of them with all its lines.
import { Button, Select } from 'antd'
import type { Claim } from '../../domain/settlements/claim.ts'
import { claimLineStates } from '../../domain/settlements/claim.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { Sum, Yuan } from './marks.tsx'
import { LineTable } from './QueuePage.tsx'
import '../indicators/board.css'
import './settlements.css'

export function ClaimsPage() {
  const say = useWords()
  const go = useGo()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const list = usePages('claim.list', { regionCode: region })
  return (
    <Page
      title={say('claims.all')}
      above={<RegionBar code={region} to={code => paths.allClaims({ region: code })} />}
      actions={<Button onClick={() => go(paths.claims({ region }))}>{say('claims.queue')}</Button>}
    >
      <Panel>
        <Paged list={list} nothing={say('claims.noClaims')}>
          {rows => <ClaimTable rows={rows} to={row => paths.claim(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

export function ClaimTable({ rows, to }: { rows: readonly Claim[]; to: (row: Claim) => string }) {
  const say = useWords()
  return (
    <CardTable<Claim>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'month',
          title: say('claims.month'),
          render: (_, row) => (
            <Go to={to(row)} className="strong nowrap">
              {monthText(row.month)}
            </Go>
          ),
        },
        { key: 'provider', title: say('claims.provider'), dataIndex: 'providerName' },
        { key: 'lines', title: say('claims.lines'), render: (_, row) => figure(row.sums.lines) },
        { key: 'sum', title: say('claims.sum'), render: (_, row) => <Yuan fen={row.sums.amountFen} /> },
        {
          key: 'questioned',
          title: say('claims.waiting'),
          render: (_, row) =>
            row.sums.questionedLines === 0
              ? '—'
              : say('claims.linesAndSum', {
                  lines: row.sums.questionedLines,
                  sum: row.sums.questionedFen / 100,
                }),
        },
        { key: 'paid', title: say('claims.paid'), render: (_, row) => <Yuan fen={row.sums.paidFen} /> },
        {
          key: 'sent',
          title: say('claims.sentAt'),
          render: (_, row) => (row.sentAt ? instantText(row.sentAt) : say('claims.notSent')),
        },
      ]}
    />
  )
}

export function ClaimPage() {
  const key = useKey()
  const answer = useAnswer('claim.get', key)
  return <Answered query={answer}>{claim => <OneClaim claim={claim} />}</Answered>
}

function OneClaim({ claim }: { claim: Claim }) {
  const say = useWords()
  const notice = useNotice()
  const [filters] = useFilters()
  const { countyCode, id } = claim
  const state = claimLineStates.keys.find(one => one === filters.state)
  const list = usePages('claim.lines', { countyCode, id, ...(state && { state }) })
  const again = useAct('claim.matchAgain', ['claim.get', 'claim.lines', 'claim.queue', 'claim.counts'])
  return (
    <Page
      title={say('claims.claimTitle', { provider: claim.providerName, month: monthText(claim.month) })}
      actions={
        <Button
          loading={again.isPending}
          onClick={() =>
            again.mutate(
              { countyCode, id },
              { onSuccess: () => notice.done(say('claims.matchedAgain')), onError: notice.refused },
            )
          }
        >
          {say('claims.matchAgain')}
        </Button>
      }
    >
      <ClaimSums claim={claim} />
      <StateFilter />
      <Panel>
        <Paged list={list} nothing={say('claims.noLines')}>
          {rows => <LineTable rows={rows} to={row => paths.claimLine(row)} />}
        </Paged>
      </Panel>
    </Page>
  )
}

export function ClaimSums({ claim: { sums } }: { claim: Claim }) {
  const say = useWords()
  return (
    <Panel>
      <div className="figures">
        <Sum word={say('claims.claimed')} fen={sums.amountFen} lines={sums.lines} />
        <Sum word={say('claims.agreed')} fen={sums.agreedFen} lines={sums.agreedLines} />
        <Sum word={say('claims.waiting')} fen={sums.questionedFen} lines={sums.questionedLines} />
        <Sum word={say('claims.denied')} fen={sums.deniedFen} lines={sums.deniedLines} />
        <Sum word={say('claims.paid')} fen={sums.paidFen} lines={sums.paidLines} />
      </div>
    </Panel>
  )
}

export function StateFilter() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <search className="filters no-print">
      <Select
        size="large"
        className="filter-group"
        aria-label={say('claims.state')}
        allowClear
        placeholder={say('claims.everyState')}
        value={filters.state ?? null}
        options={claimLineStates.keys.map(key => ({
          value: key as string,
          label: claimLineStates.words[key],
        }))}
        onChange={(chosen: string | null | undefined) => change({ state: chosen ?? undefined })}
      />
    </search>
  )
}
