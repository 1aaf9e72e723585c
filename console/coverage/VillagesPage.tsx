// The villages behind a number of coverage, by name: what is near, how long the way, who brings it.
import { Button, Space, Tag } from 'antd'
import type { ReactNode } from 'react'
import {
  type CoverageMeasure,
  type CoverageVillage,
  coverageReaches,
  coverageServices,
  reachMeanings,
} from '../../domain/coverage/coverage.ts'
import { useFilters } from '../address.ts'
import { usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { askedFrom, type VillagesAsked } from './asked.ts'
import { Narrowing } from './Narrowing.tsx'
import './coverage.css'

export function VillagesPage() {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const asked = askedFrom(region, filters)
  const narrow = useNarrow()
  const list = usePages('coverage.villages', { ...asked, ...(narrow && { limit: 20 }) })
  return (
    <Page
      title={say('coverage.villagesTitle')}
      above={<RegionBar code={region} to={code => paths.coverageVillages({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Go to={paths.coverage({ region })}>{say('coverage.back')}</Go>
          {may('elder:read') && (
            <Go to={paths.coverageElders({ ...filters, region })}>{say('coverage.eldersOpen')}</Go>
          )}
          <Button onClick={() => window.print()}>{say('coverage.print')}</Button>
          <Button onClick={() => void saveAnswer('coverage.export', asked).catch(notice.refused)}>
            {say('coverage.export')}
          </Button>
        </Space>
      }
    >
      <Narrowing asked={asked} />
      <Panel
        title={list.total === null ? undefined : say('coverage.found', { count: figure(list.total) })}
        note={asked.reach && `${coverageReaches.words[asked.reach]}：${reachMeanings[asked.reach]}。`}
      >
        <Paged list={list} nothing={say('coverage.villagesNone')}>
          {rows => <Rows rows={rows} asked={asked} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Rows({ rows, asked }: { rows: readonly CoverageVillage[]; asked: VillagesAsked }) {
  const say = useWords()
  const may = useMay()
  const people = (row: CoverageVillage, count: number, measure = asked.measure) => {
    const to = paths.coverageElders({ region: row.code, service: asked.service, measure })
    return may('elder:read') && count > 0 ? <Go to={to}>{figure(count)}</Go> : figure(count)
  }
  return (
    <CardTable<CoverageVillage>
      rowKey="code"
      dataSource={[...rows]}
      pagination={false}
      brief={row => <Brief row={row} people={people} />}
      columns={[
        { key: 'name', title: say('coverage.village'), render: (_, row) => <Name row={row} /> },
        { key: 'elders', title: say('coverage.elders'), render: (_, row) => people(row, row.elders) },
        { key: 'wanting', title: say('coverage.wanting'), render: (_, row) => figure(row.wanting) },
        {
          key: 'alone',
          title: say('coverage.livesAlone'),
          render: (_, row) => people(row, row.livesAlone, 'groupLivesAlone'),
        },
        {
          key: 'nearest',
          title: `${say('coverage.nearest')}（${coverageServices.words[asked.service]}）`,
          render: (_, row) => row.siteName ?? <span className="soft">{say('coverage.nothingNear')}</span>,
        },
        {
          key: 'meters',
          title: say('coverage.meters'),
          render: (_, row) =>
            row.meters === null ? '—' : say('coverage.kilometers', { km: (row.meters / 1000).toFixed(1) }),
        },
        { key: 'walk', title: say('coverage.walk'), render: (_, row) => <Walk row={row} /> },
        {
          key: 'brought',
          title: say('coverage.broughtBy'),
          render: (_, row) => row.broughtBy ?? <span className="soft">{say('coverage.nobodyBrings')}</span>,
        },
      ]}
    />
  )
}

interface BriefProps {
  row: CoverageVillage
  people: (row: CoverageVillage, count: number, measure?: CoverageMeasure) => ReactNode
}

/** A village on a phone: who lives there, what is near and how far, who brings it. */
function Brief({ row, people }: BriefProps) {
  const say = useWords()
  return (
    <>
      <Name row={row} />
      <div>
        {say('coverage.elders')} {people(row, row.elders)} · {say('coverage.livesAlone')}{' '}
        {people(row, row.livesAlone, 'groupLivesAlone')}
        {row.wanting > 0 && ` · ${say('coverage.wanting')} ${figure(row.wanting)}`}
      </div>
      <div>
        {row.siteName ?? <span className="soft">{say('coverage.nothingNear')}</span>}
        {row.meters !== null && ` · ${say('coverage.kilometers', { km: (row.meters / 1000).toFixed(1) })}`}
      </div>
      <div>
        {say('coverage.walk')} <Walk row={row} />
      </div>
      {row.broughtBy !== null && (
        <div>
          {say('coverage.broughtBy')} {row.broughtBy}
        </div>
      )}
    </>
  )
}

function Name({ row }: { row: CoverageVillage }) {
  const say = useWords()
  return (
    <>
      <Go to={paths.coverage({ region: row.code })} className="strong">
        {row.name}
      </Go>{' '}
      {row.isBorder && <Tag color="warning">{say('coverage.isBorder')}</Tag>}
      <div className="soft small">
        {row.countyName} {row.townshipName}
      </div>
    </>
  )
}

/** Nobody walks ten hours: beyond two the number says nothing. */
const tellsUpTo = 120

function Walk({ row }: { row: CoverageVillage }) {
  const say = useWords()
  const told = (minutes: number | null, isReached: boolean) => (
    <span className={isReached ? 'good-text' : 'warn-text'}>
      {minutes === null || minutes > tellsUpTo ? say('coverage.far') : minutes}
    </span>
  )
  return (
    <>
      {told(row.summerMinutes, row.reachedSummer)} / {told(row.winterMinutes, row.reachedWinter)}
    </>
  )
}
