// Homes made fit for old age in an area: what waits, what is done, and every project by its stage.
import { Button, Select, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { incomeStatuses } from '../../domain/benefits/rule.ts'
import { projectQueues } from '../../domain/home-care/api.ts'
import { type ProjectRow, projectReasons, projectStages } from '../../domain/home-care/project.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { yuanText } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { stageColours } from './colours.ts'
import { Figures } from './Figures.tsx'
import './home-care.css'

export function AdaptationsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const stage = projectStages.keys.find(key => key === filters.stage)
  const queue = projectQueues.find(key => key === filters.queue)
  const narrowed = { regionCode: region, ...(stage && { stage }), ...(queue && { queue }) }
  const counts = useAnswer('adaptation.counts', { regionCode: region })
  const list = usePages('adaptation.list', narrowed)
  return (
    <Page
      title={say('adapt.title')}
      above={<RegionBar code={region} to={code => paths.adaptations({ ...filters, region: code })} />}
      actions={may('homeCare:work') && <ExportButton narrowed={narrowed} />}
    >
      <p className="soft">{say('adapt.what')}</p>
      <Answered query={counts}>{value => <Counted counts={value} region={region} queue={queue} />}</Answered>
      <search className="filters no-print">
        <Select
          className="filter-group"
          size="large"
          allowClear
          aria-label={say('adapt.stage')}
          placeholder={say('adapt.stageAll')}
          value={filters.stage ?? null}
          options={projectStages.keys.map(key => ({
            value: key as string,
            label: `${projectStages.words[key]}（${counts.data?.stages[key] ?? 0}）`,
          }))}
          onChange={(chosen: string | null | undefined) =>
            change({ stage: chosen ?? undefined, queue: undefined })
          }
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say(stage || queue ? 'adapt.noneFiltered' : 'adapt.none')}>
          {rows => <Projects rows={rows} />}
        </Paged>
      </Panel>
    </Page>
  )
}

function ExportButton({ narrowed }: { narrowed: Parameters<typeof saveAnswer<'adaptation.export'>>[1] }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const save = async () => {
    setBusy(true)
    try {
      await saveAnswer('adaptation.export', narrowed)
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
  counts: Output<'adaptation.counts'>
  region: string
  queue: string | undefined
}

function Counted({ counts, region, queue }: CountedProps) {
  const say = useWords()
  const queued = (key: 'waitsLong' | 'toPay' | 'lookBackDue') => ({
    ...{ word: say(`adapt.${key}`), value: counts[key], unit: say('adapt.homesUnit'), chosen: queue === key },
    ...{ to: paths.adaptations({ region, queue: key }), warns: true },
  })
  return (
    <Panel>
      <Figures
        figures={[
          ...[queued('waitsLong'), queued('toPay'), queued('lookBackDue')],
          {
            ...{
              word: say('adapt.acceptedHomes'),
              value: counts.acceptedHomes,
              unit: say('adapt.homesUnit'),
            },
            to: paths.adaptations({ region, queue: 'accepted' }),
            chosen: queue === 'accepted',
          },
        ]}
      />
      <p className="soft">
        {say('adapt.acceptedItems', { count: counts.acceptedItems, yuan: yuanText(counts.acceptedFen) })}
        {' · '}
        {say('adapt.government', { yuan: yuanText(counts.acceptedGovernmentFen) })}
        {counts.lookedBack > 0 && (
          <>
            {' · '}
            {say('adapt.fallsBoth', {
              ...{ homes: counts.lookedBack, before: counts.fallsBefore, after: counts.fallsAfter },
            })}
          </>
        )}
      </p>
    </Panel>
  )
}

function Projects({ rows }: { rows: ProjectRow[] }) {
  const say = useWords()
  return (
    <CardTable<ProjectRow>
      rowKey={row => `${row.countyCode}.${row.id}`}
      dataSource={rows}
      pagination={false}
      columns={[
        {
          key: 'elder',
          title: say('adapt.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.adaptation(row)} className="strong">
                {row.elderName}
                {row.elderAge !== null && `　${say('elder.age', { age: row.elderAge })}`}
              </Go>
              <div className="soft small">
                {row.villageName} · {incomeStatuses.words[row.hardship]}
              </div>
            </>
          ),
        },
        {
          key: 'stage',
          title: say('adapt.stage'),
          render: (_, row) => (
            <>
              <Tag color={stageColours[row.stage]}>{projectStages.words[row.stage]}</Tag>
              <div className="soft small">{say('adapt.since', { day: dayText(row.stageSince) })}</div>
            </>
          ),
        },
        {
          key: 'money',
          title: say('adapt.money'),
          render: (_, row) => (
            <>
              {say('adapt.items', { count: row.items })} · {yuanText(row.totalFen)} 元
              <div className="soft small">
                {say('adapt.government', { yuan: yuanText(row.governmentFen) })}
              </div>
            </>
          ),
        },
        {
          key: 'provider',
          title: say('adapt.provider'),
          render: (_, row) => row.providerName ?? <span className="soft">{say('adapt.noProvider')}</span>,
        },
        {
          key: 'opened',
          title: say('adapt.opened'),
          render: (_, row) => (
            <>
              {dayText(row.openedOn)}
              <div className="soft small">{projectReasons.words[row.reason]}</div>
            </>
          ),
        },
      ]}
    />
  )
}
