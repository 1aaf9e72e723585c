// Stations that govern themselves: what each still owes its members, and the way into one.
import { Button, Space, Tag } from 'antd'
import { useEffect } from 'react'
import { facilityKinds } from '../../domain/facilities/facility.ts'
import { stationDuties } from '../../domain/stays/station.ts'
import type { StationRow } from '../../domain/stays/station-api.ts'
import { useFilters, useGo, useGoOn } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FigureLinks } from '../FigureLinks.tsx'
import { FilterBar } from '../FilterBar.tsx'
import { dayText, figure, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'

export function StationsPage() {
  const say = useWords()
  const go = useGo()
  const goOn = useGoOn()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const kind = facilityKinds.keys.find(key => key === filters.kind)
  const owes = stationDuties.keys.find(key => key === filters.owes)
  const list = usePages('station.list', { regionCode: region, ...(kind && { kind }), ...(owes && { owes }) })
  const isFiltered = Boolean(kind || owes)
  const only = !isFiltered && list.rows.length === 1 && !list.query.hasNextPage ? list.rows[0] : undefined
  useEffect(() => {
    if (post.role === 'stationManager' && only) goOn(paths.station({ ...only, id: only.facilityId }))
  }, [post.role, only, goOn])
  const [first] = list.query.data?.pages ?? []
  return (
    <Page
      title={say('stations.title')}
      above={<RegionBar code={region} to={code => paths.stations({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.twinnings({ region }))}>{say('twins.title')}</Button>
          <Button onClick={() => go(paths.stationComplaints({ region }))}>
            {say('stations.complaints')}
          </Button>
        </Space>
      }
    >
      <p className="soft">{say('stations.what')}</p>
      {first && 'counts' in first && <Owed counts={first.counts as Counts} region={region} />}
      <FilterBar names={['kind', 'owes']}>
        <Choose name="kind" all={say('stays.kindAll')} words={facilityKinds.words} />
        <Choose name="owes" all={say('stations.owesAll')} words={stationDuties.words} />
      </FilterBar>
      <Panel>
        <Paged list={list} nothing={say(isFiltered ? 'stays.noneFiltered' : 'stations.none')}>
          {rows => <Rows rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

type Counts = Partial<Record<(typeof stationDuties.keys)[number], number>>

function Owed({ counts, region }: { counts: Counts; region: string }) {
  const say = useWords()
  const owed = stationDuties.keys.filter(key => (counts[key] ?? 0) > 0)
  if (owed.length === 0) return <p>{say('stations.allDone')}</p>
  return (
    <FigureLinks
      figures={owed.map(key => ({
        word: stationDuties.words[key],
        value: say('stations.count', { count: figure(counts[key]) }),
        ...{ to: paths.stations({ region, owes: key }), tone: 'bad' as const },
      }))}
    />
  )
}

function Rows({ rows }: { rows: StationRow[] }) {
  const say = useWords()
  return (
    <CardTable<StationRow>
      rowKey="facilityId"
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('stations.station'),
          render: (_, row) => (
            <Go to={paths.station({ ...row, id: row.facilityId })} className="strong">
              {row.name}
            </Go>
          ),
        },
        { key: 'place', title: say('stays.place'), dataIndex: 'placeName' },
        {
          key: 'living',
          title: say('stays.living'),
          align: 'right',
          render: (_, row) => figure(row.residents),
        },
        { key: 'head', title: say('stations.head'), render: (_, row) => row.headName ?? '—' },
        {
          key: 'term',
          title: say('stations.termTo'),
          render: (_, row) => (row.termTo === null ? '—' : dayText(row.termTo)),
        },
        {
          key: 'notice',
          title: say('stations.lastNotice'),
          render: (_, row) => (row.lastNoticeMonth === null ? '—' : monthText(row.lastNoticeMonth)),
        },
        {
          key: 'owes',
          title: say('stations.owes'),
          render: (_, row) =>
            row.owes.length === 0 ? (
              <Tag color="success">{say('stations.well')}</Tag>
            ) : (
              <Space wrap size={4}>
                {row.owes.map(owed => (
                  <Tag key={owed} color={owed === 'electionDue' ? 'processing' : 'warning'}>
                    {stationDuties.words[owed]}
                  </Tag>
                ))}
              </Space>
            ),
        },
      ]}
    />
  )
}
