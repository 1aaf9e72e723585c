// Beds of care at home in an area: the two figures of the programme, and every bed with its visits.
import { Button, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { abilityLevels } from '../../domain/assessments/ability.ts'
import { bedQueues } from '../../domain/home-care/bed-api.ts'
import { fundingPeriod } from '../../domain/home-care/bed-rules.ts'
import { type BedRow, bedStandings } from '../../domain/home-care/home-bed.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { standingColours } from './colours.ts'
import { Figures } from './Figures.tsx'
import { MonthLight } from './MonthLight.tsx'
import './home-care.css'

export function BedsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const year = fundingPeriod(dayOf(new Date()))
  const period = { from: filters.from ?? year.from, to: filters.to ?? year.to }
  const standing = bedStandings.keys.find(key => key === filters.standing)
  const queue = bedQueues.find(key => key === filters.queue)
  const narrowed = { regionCode: region, ...period, ...(standing && { standing }), ...(queue && { queue }) }
  const counts = useAnswer('homeBed.counts', { regionCode: region, ...period })
  const list = usePages('homeBed.list', narrowed)
  return (
    <Page
      title={say('bed.title')}
      above={<RegionBar code={region} to={code => paths.homeBeds({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Period period={period} />
          {may('homeCare:work') && <ExportButton narrowed={narrowed} />}
        </Space>
      }
    >
      <p className="soft">{say('bed.what')}</p>
      <Answered query={counts}>
        {value => <Counted counts={value} query={{ ...filters, region }} queue={queue} />}
      </Answered>
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('bed.standing')}
          placeholder={say('bed.standingAll')}
          value={filters.standing ?? null}
          options={bedStandings.keys.map(key => ({
            value: key as string,
            label: `${bedStandings.words[key]}（${counts.data?.standings[key] ?? 0}）`,
          }))}
          onChange={(chosen: string | null | undefined) =>
            change({ standing: chosen ?? undefined, queue: undefined })
          }
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say(standing || queue ? 'bed.noneFiltered' : 'bed.none')}>
          {rows => <Beds rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function Period({ period }: { period: { from: string; to: string } }) {
  const say = useWords()
  const [, change] = useFilters()
  return (
    <>
      {(['from', 'to'] as const).map(end => (
        <Labelled key={end} word={end === 'from' ? `${say('bed.period')} ${say('bed.from')}` : say('bed.to')}>
          {id => (
            <Input
              id={id}
              type="date"
              className="day"
              value={period[end]}
              onChange={event => change({ [end]: event.target.value || undefined })}
            />
          )}
        </Labelled>
      ))}
    </>
  )
}

function ExportButton({ narrowed }: { narrowed: Parameters<typeof saveAnswer<'homeBed.export'>>[1] }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await saveAnswer('homeBed.export', narrowed)
      notice.done(say('adapt.exported'))
    } catch (error) {
      notice.refused(error)
    }
    setBusy(false)
  }
  return (
    <Button loading={busy} onClick={() => void save()}>
      {say('adapt.export')}
    </Button>
  )
}

interface CountedProps {
  counts: Output<'homeBed.counts'>
  query: Record<string, string | undefined>
  queue: string | undefined
}

function Counted({ counts, query, queue }: CountedProps) {
  const say = useWords()
  const to = (chosen: (typeof bedQueues)[number]) =>
    paths.homeBeds({ ...query, standing: undefined, queue: chosen })
  const count = counts.visitsToCount
  return (
    <Panel>
      <Figures
        figures={[
          {
            ...{ word: say('bed.beds'), value: counts.beds, unit: say('bed.bedsUnit') },
            ...{ to: to('inPeriod'), chosen: queue === 'inPeriod' },
          },
          {
            ...{
              word: say('bed.elders', { count }),
              value: counts.eldersWithEnough,
              unit: say('bed.eldersUnit'),
            },
            ...{ to: to('enoughVisits'), chosen: queue === 'enoughVisits' },
          },
          {
            ...{
              word: say('bed.fewer', { count }),
              value: counts.eldersWithFewer,
              unit: say('bed.eldersUnit'),
            },
            ...{ to: to('tooFewVisits'), chosen: queue === 'tooFewVisits' },
          },
          {
            ...{ word: say('bed.behind'), value: counts.behindThisMonth, unit: say('bed.bedsUnit') },
            ...{ to: to('behindThisMonth'), chosen: queue === 'behindThisMonth', warns: true },
          },
        ]}
      />
      <p className="soft">
        {say('bed.days', { from: dayText(counts.from), to: dayText(counts.to) })} · {say('bed.visits')}{' '}
        {counts.visits} {say('bed.visitsUnit')}
      </p>
    </Panel>
  )
}

function Beds({ rows }: { rows: BedRow[] }) {
  const say = useWords()
  return (
    <CardTable<BedRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('adapt.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.homeBed(row)} className="strong">
                {row.elderName}
                {row.elderAge !== null && `　${say('elder.age', { age: row.elderAge })}`}
              </Go>
              <div className="soft small">
                {row.villageName} · {abilityLevels.words[row.level]}
              </div>
            </>
          ),
        },
        {
          key: 'standing',
          title: say('bed.standing'),
          render: (_, row) => (
            <Tag color={standingColours[row.standing]}>{bedStandings.words[row.standing]}</Tag>
          ),
        },
        {
          key: 'month',
          title: say('bed.month'),
          render: (_, row) => <MonthLight bed={row} />,
        },
        {
          key: 'period',
          title: say('bed.inPeriod'),
          render: (_, row) => say('bed.times', { count: row.periodVisits }),
        },
        {
          key: 'last',
          title: say('bed.last'),
          render: (_, row) =>
            row.lastVisitOn === null ? (
              <span className="soft">{say('bed.never')}</span>
            ) : (
              <span className="nowrap">{dayText(row.lastVisitOn)}</span>
            ),
        },
        {
          key: 'provider',
          title: say('bed.provider'),
          render: (_, row) => (
            <>
              {row.providerName}
              <div className="soft small nowrap">{say('bed.days', { from: row.fromOn, to: row.toOn })}</div>
            </>
          ),
        },
      ]}
    />
  )
}
