// The pairs of records that may be one person, the surest first.
import { Select } from 'antd'
import type { DuplicatePair, PairSide } from '../../domain/duplicates/api.ts'
import { pairSources, pairStates, pairVerdicts } from '../../domain/duplicates/pair.ts'
import { sexes } from '../../domain/elders/elder.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Likelihood } from './Likelihood.tsx'
import './side-by-side.css'

export function PairsPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const question = pairQuestion(filters, post.regionCode)
  const list = usePages('duplicate.list', question)
  return (
    <Page
      title={say('pairs.title')}
      above={<RegionBar code={question.regionCode} to={region => paths.duplicates({ ...filters, region })} />}
    >
      <PairFilters />
      <Panel title={list.total === null ? undefined : say('pairs.total', { count: figure(list.total) })}>
        <Paged list={list} nothing={say('pairs.none')}>
          {rows => <PairTable rows={rows} say={say} filters={filters} />}
        </Paged>
      </Panel>
    </Page>
  )
}

/** What the address bar asks for; the page of one pair asks the same to know its neighbours. */
export function pairQuestion(filters: Record<string, string | undefined>, region: string) {
  const source = pairSources.keys.find(key => key === filters.source)
  const atLeast = pairVerdicts.keys.find(key => key === filters.sure)
  return {
    regionCode: filters.region ?? region,
    state: pairStates.keys.find(key => key === filters.state) ?? ('toReview' as const),
    ...(source && { source }),
    ...(atLeast && { atLeast }),
  }
}

function PairFilters() {
  const say = useWords()
  const [filters, change] = useFilters()
  const or = (value: string | null | undefined) => value ?? undefined
  return (
    <search className="filters no-print">
      <Select
        size="large"
        className="filter-group"
        aria-label={say('pairs.state')}
        value={filters.state ?? 'toReview'}
        options={pairStates.keys.map(key => ({ value: key as string, label: pairStates.words[key] }))}
        onChange={state => change({ state: state === 'toReview' ? undefined : state })}
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('pairs.sure')}
        placeholder={say('pairs.anySure')}
        value={filters.sure ?? null}
        options={pairVerdicts.keys
          .filter(key => key !== 'unlikely')
          .map(key => ({
            value: key as string,
            label:
              key === 'certain'
                ? pairVerdicts.words[key]
                : say('pairs.atLeast', { verdict: pairVerdicts.words[key] }),
          }))}
        onChange={(sure: string | null | undefined) => change({ sure: or(sure) })}
      />
      <Select
        size="large"
        className="filter-group"
        allowClear
        aria-label={say('pairs.source')}
        placeholder={say('pairs.anySource')}
        value={filters.source ?? null}
        options={pairSources.keys.map(key => ({ value: key as string, label: pairSources.words[key] }))}
        onChange={(source: string | null | undefined) => change({ source: or(source) })}
      />
    </search>
  )
}

export function pathOfPair(pair: DuplicatePair, filters: Record<string, string | undefined> = {}): string {
  if (pair.acrossCounties) return paths.acrossPair(pair)
  // Merged since: both are one record now, and that is where it is taken apart again.
  if (pair.one.elderId === pair.other.elderId)
    return paths.elder({ countyCode: pair.countyCode, id: pair.one.elderId })
  return paths.compare({
    countyCode: pair.countyCode,
    id: pair.one.elderId,
    otherId: pair.other.elderId,
    pair: pair.id,
    ...filters,
  })
}

interface PairTableProps {
  rows: DuplicatePair[]
  say: Say
  filters: Record<string, string | undefined>
}

function PairTable({ rows, say, filters }: PairTableProps) {
  return (
    <CardTable<DuplicatePair>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'two',
          title: say('pairs.two'),
          render: (_, row) => (
            <>
              <PairSideLine side={row.one} say={say} />
              <PairSideLine side={row.other} say={say} />
            </>
          ),
        },
        {
          key: 'sure',
          title: say('pairs.sure'),
          width: 210,
          render: (_, row) => <Likelihood pair={row} />,
        },
        {
          key: 'why',
          title: say('pairs.why'),
          render: (_, row) => <span className="small">{mainReasons(row)}</span>,
        },
        {
          key: 'source',
          title: say('pairs.source'),
          width: 130,
          render: (_, row) => (
            <>
              {pairSources.words[row.source]}
              <div className="soft small nowrap">{instantText(row.foundAt).slice(0, 10)}</div>
            </>
          ),
        },
        {
          key: 'compare',
          title: '',
          width: 90,
          render: (_, row) => (
            <Go to={pathOfPair(row, filters)} className="strong">
              {say('pairs.compare')}
            </Go>
          ),
        },
      ]}
    />
  )
}

/** The three that weigh most, for and against alike. */
function mainReasons({ reasons }: DuplicatePair): string {
  return [...reasons]
    .sort((one, other) => Math.abs(other.weight) - Math.abs(one.weight))
    .slice(0, 3)
    .map(reason => reason.says)
    .join('；')
}

function PairSideLine({ side, say }: { side: PairSide; say: Say }) {
  if (side.name === null)
    return <div className="soft">{say('pairs.elsewhere', { county: side.countyName })}</div>
  return (
    <div className="pair-side">
      <Go to={paths.elder({ countyCode: side.countyCode, id: side.elderId })} className="strong">
        {side.name}
      </Go>
      <span className="soft small">
        {side.sex && ` ${sexes.words[side.sex]}`} {side.bornOn} {side.villageName}{' '}
        {side.numberMask && say('merged.number', { tail: side.numberMask.slice(-4) })}
        {side.endedOn && ` · ${say('pairs.ended')}`}
      </span>
    </div>
  )
}
