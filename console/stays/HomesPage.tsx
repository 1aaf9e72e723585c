// Homes that lodge: where there is room, who is owed to, and the ways into residents, wishes and arrears.
import { Button, Space, type TableColumnsType, Tag } from 'antd'
import { useEffect } from 'react'
import { facilityKinds, facilityStates } from '../../domain/facilities/facility.ts'
import type { ListedHome } from '../../domain/stays/stay-api.ts'
import { useFilters, useGo, useGoOn } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { type Seeking, SeekingNote, useSeeking } from './seeking.tsx'

export function HomesPage() {
  const say = useWords()
  const go = useGo()
  const goOn = useGoOn()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const kind = facilityKinds.keys.find(key => key === filters.kind)
  const queue = (['hasFree', 'notLaidOut'] as const).find(key => key === filters.queue)
  const seeking = useSeeking()
  const list = usePages('stay.homes', {
    ...{ regionCode: region, ...(kind && { kind }), ...(queue && { queue }) },
    ...(seeking && filters.near && { near: filters.near }),
  })
  const only = list.rows.length === 1 && !list.query.hasNextPage ? list.rows[0] : undefined
  // Whoever runs one station has nothing to choose between.
  useEffect(() => {
    if (post.role === 'stationManager' && only)
      goOn(paths.stayHome({ ...only, id: only.facilityId }, { elder: filters.elder, name: filters.name }))
  }, [post.role, only, goOn, filters.elder, filters.name])
  return (
    <Page
      title={say('stays.title')}
      above={<RegionBar code={region} to={code => paths.stays({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.stayArrears({ region }))}>{say('stays.arrears')}</Button>
          <Button onClick={() => go(paths.residents({ region }))}>{say('stays.residents')}</Button>
          <Button type="primary" onClick={() => go(paths.stayWishes({ region }))}>
            {say('wishes.title')}
          </Button>
        </Space>
      }
    >
      <SeekingNote word="stays.seekingHome" />
      <p className="soft">{say('stays.what')}</p>
      <Counts region={region} />
      <FilterBar names={['kind', 'queue']}>
        <Choose name="kind" all={say('stays.kindAll')} words={facilityKinds.words} />
        <Choose
          name="queue"
          all={say('stays.homeAll')}
          words={{ hasFree: say('stays.hasFree'), notLaidOut: say('stays.notLaidOut') }}
        />
      </FilterBar>
      <Panel>
        <Paged list={list} nothing={say(kind || queue ? 'stays.noneFiltered' : 'stays.noHomes')}>
          {rows => <Homes rows={rows} seeking={seeking} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Counts({ region }: { region: string }) {
  const say = useWords()
  const { data } = useAnswer('stay.counts', { regionCode: region })
  if (!data) return null
  const people = (count: number) => say('stays.people', { count: figure(count) })
  return (
    <FigureLinks
      figures={[
        { word: say('stays.living'), value: people(data.residents), to: paths.residents({ region }) },
        {
          word: say('stays.tekunLiving'),
          value: people(data.tekunResidents),
          to: paths.residents({ region, queue: 'tekunResidents' }),
        },
        {
          word: say('stays.freeBeds'),
          value: say('stays.beds', { count: figure(data.free) }),
          to: paths.stays({ region, queue: 'hasFree' }),
        },
        {
          word: say('stays.outNow'),
          value: people(data.out),
          to: paths.residents({ region, standing: 'outForNow' }),
        },
        {
          word: say('stays.contractOver'),
          value: people(data.contractOver),
          to: paths.residents({ region, queue: 'contractOver' }),
          tone: data.contractOver > 0 ? 'bad' : undefined,
        },
        {
          word: say('stays.owedYuan'),
          value: money(data.owedFen),
          to: paths.stayArrears({ region }),
          tone: data.owedFen > 0 ? 'bad' : undefined,
        },
      ]}
    />
  )
}

type Column = TableColumnsType<ListedHome>[number]

/** Whoever seeks a bed sees how far and how full a home is, and not what is owed there. */
function Homes({ rows, seeking }: { rows: ListedHome[]; seeking: Seeking | null }) {
  const say = useWords()
  const near = rows.some(row => row.meters !== null)
  const admitting = useAdmitting(seeking)
  return (
    <CardTable<ListedHome>
      rowKey="facilityId"
      dataSource={rows}
      pagination={false}
      {...(!seeking && { brief: row => <Brief home={row} /> })}
      columns={[
        {
          key: 'name',
          title: say('stays.home'),
          render: (_, row) => (
            <>
              <Go to={paths.stayHome({ ...row, id: row.facilityId }, { ...seeking })} className="strong">
                {row.name}
              </Go>{' '}
              {row.state !== 'running' && <Tag>{facilityStates.words[row.state]}</Tag>}
            </>
          ),
        },
        { key: 'kind', title: say('stays.kind'), render: (_, row) => facilityKinds.words[row.kind] },
        { key: 'place', title: say('stays.place'), dataIndex: 'placeName' },
        ...(near ? [howFar(say)] : []),
        ...bedColumns(say, seeking !== null),
        ...admitting,
      ]}
    />
  )
}

/** A home on a phone: where it is, who lives there and what is free, and what is owed. */
function Brief({ home }: { home: ListedHome }) {
  const say = useWords()
  const beds = [
    `${say('stays.living')} ${say('stays.people', { count: figure(home.residents) })}`,
    home.out > 0 && `${say('stays.outNow')} ${say('stays.people', { count: figure(home.out) })}`,
    home.waiting > 0 && `${say('stays.waitHere')} ${say('stays.people', { count: figure(home.waiting) })}`,
  ].filter(Boolean)
  return (
    <>
      <Go to={paths.stayHome({ ...home, id: home.facilityId })} className="strong">
        {home.name}
      </Go>{' '}
      {home.state !== 'running' && <Tag>{facilityStates.words[home.state]}</Tag>}
      <Tag {...(home.free > 0 && { color: 'success' })}>
        {say('stays.freeOfBeds', { free: figure(home.free), beds: figure(home.beds) })}
      </Tag>
      <div className="soft small">
        {home.placeName} · {facilityKinds.words[home.kind]}
      </div>
      <div>{beds.join(' · ')}</div>
      {home.owedFen > 0 && (
        <div className="warn-text">
          {say('stays.owedYuan')} {money(home.owedFen)}
        </div>
      )}
    </>
  )
}

function howFar(say: Say): Column {
  return {
    ...{ key: 'far', title: say('stays.howFar'), align: 'right' },
    render: (_, row) => (
      <span className="nowrap">
        {row.meters === null ? '—' : say('stays.km', { km: (row.meters / 1000).toFixed(1) })}
      </span>
    ),
  }
}

function bedColumns(say: Say, isSeeking: boolean): Column[] {
  const count = (key: 'residents' | 'out' | 'waiting', title: string): Column => ({
    ...{ key, title, align: 'right', render: (_, row) => figure(row[key]) },
  })
  return [
    {
      ...{ key: 'beds', title: say('stays.bedsHead'), align: 'right' },
      render: (_, row) =>
        row.bedsLaidOut < row.beds
          ? say('stays.bedsOf', { laid: row.bedsLaidOut, beds: row.beds })
          : figure(row.bedsLaidOut),
    },
    count('residents', say('stays.living')),
    ...(isSeeking ? [] : [count('out', say('stays.outNow'))]),
    {
      ...{ key: 'free', title: say('stays.freeBeds'), align: 'right' },
      render: (_, row) => (row.free > 0 ? <Tag color="success">{figure(row.free)}</Tag> : figure(row.free)),
    },
    count('waiting', say('stays.waitHere')),
    ...(isSeeking ? [] : [owed(say)]),
  ]
}

function owed(say: Say): Column {
  return {
    ...{ key: 'owed', title: say('stays.owedYuan'), align: 'right' },
    render: (_, row) => (row.owedFen > 0 ? <span className="warn-text">{money(row.owedFen)}</span> : '—'),
  }
}

/** The column of the button that admits the one a bed is sought for; none where nobody is sought for. */
function useAdmitting(seeking: Seeking | null): Column[] {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  if (!seeking || !may('stay:work')) return []
  return [
    {
      ...{ key: 'acts', className: 'no-print' },
      render: (_, row) =>
        row.free > 0 &&
        row.state === 'running' && (
          <Button
            type="primary"
            ghost
            onClick={() => go(paths.admit({ ...row, id: row.facilityId }, { ...seeking }))}
          >
            {say('stays.admitHer')}
          </Button>
        ),
    },
  ]
}
