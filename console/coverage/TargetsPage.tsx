// The canteens each street and township owes since 2024, what opened, and the villages of 2026 that have none.
import { Button, Segmented, Select, Space, Tag } from 'antd'
import type { ReactNode } from 'react'
import {
  placeKinds,
  type TargetPlace,
  type TargetState,
  type TargetSum,
  targetStates,
  targetYears,
} from '../../domain/coverage/targets.ts'
import { useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import './coverage.css'

export function TargetsPage() {
  const say = useWords()
  const notice = useNotice()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const year = targetYears.find(one => String(one) === filters.year) ?? 2026
  const answer = useAnswer('coverage.targets', { regionCode: region, year })
  const save = () =>
    void saveAnswer('coverage.export', { regionCode: region, service: 'meal' }).catch(notice.refused)
  return (
    <Page
      title={say('targets.title')}
      above={<RegionBar code={region} to={code => paths.coverageTargets({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Go to={paths.coverage({ region })}>{say('coverage.back')}</Go>
          <Button onClick={() => window.print()}>{say('coverage.print')}</Button>
          <Button onClick={save}>{say('coverage.export')}</Button>
        </Space>
      }
    >
      <p className="soft">{say('targets.what')}</p>
      <search className="filters no-print">
        <Segmented
          size="large"
          aria-label={say('targets.year')}
          value={String(year)}
          options={targetYears.map(one => ({
            value: String(one),
            label: say('targets.yearEnd', { year: String(one) }),
          }))}
          onChange={chosen => change({ year: chosen })}
        />
      </search>
      <Answered query={answer}>
        {({ region: sum, parts, villageElders }) => (
          <>
            <Summary sum={sum} villageElders={villageElders} year={year} />
            {parts.length > 0 && <Counties parts={parts} year={year} />}
          </>
        )}
      </Answered>
      <Places region={region} year={year} />
    </Page>
  )
}

function Summary({ sum, villageElders, year }: { sum: TargetSum; villageElders: number; year: number }) {
  const say = useWords()
  const unit = (count: number) => say('targets.unit', { count: figure(count) })
  const short = paths.coverageTargets({ region: sum.code, year: String(year), state: 'targetShort' })
  const without = { region: sum.code, service: 'meal', reach: 'without' }
  return (
    <Panel note={say('targets.ofPlaces', { townships: figure(sum.townships), streets: figure(sum.streets) })}>
      <div className="coverage-figures">
        <Figure name={say('targets.owed')}>{unit(sum.owed)}</Figure>
        <Figure name={say('targets.opened')}>
          <Go to={paths.canteens({ region: sum.code })}>{unit(sum.opened)}</Go>
        </Figure>
        <Figure name={say('targets.missing')}>{unit(sum.missing)}</Figure>
        <Figure name={say('targets.short')}>
          <Go to={short}>{unit(sum.placesShort)}</Go>
        </Figure>
        <Figure name={say('targets.villagesDue', { elders: villageElders })}>{unit(sum.villagesDue)}</Figure>
        <Figure name={say('targets.villagesMissing')}>
          <Go to={paths.coverageVillages(without)}>{unit(sum.villagesMissing)}</Go>
        </Figure>
      </div>
    </Panel>
  )
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="coverage-figure">
      <span>{name}</span>
      <b>{children}</b>
    </div>
  )
}

function Counties({ parts, year }: { parts: readonly TargetSum[]; year: number }) {
  const say = useWords()
  const number = (key: 'owed' | 'opened' | 'missing' | 'placesShort' | 'villagesMissing', title: string) => ({
    key,
    title,
    sorter: (one: TargetSum, other: TargetSum) => one[key] - other[key],
    render: (_: unknown, row: TargetSum) => figure(row[key]),
  })
  return (
    <Panel title={say('targets.byCounty')}>
      <CardTable<TargetSum>
        rowKey="code"
        dataSource={[...parts]}
        pagination={false}
        columns={[
          {
            key: 'name',
            title: say('coverage.part'),
            render: (_, row) => (
              <Go to={paths.coverageTargets({ region: row.code, year: String(year) })} className="strong">
                {row.name}
              </Go>
            ),
          },
          number('owed', say('targets.owed')),
          number('opened', say('targets.opened')),
          number('missing', say('targets.missing')),
          number('placesShort', say('targets.short')),
          number('villagesMissing', say('targets.villagesMissing')),
        ]}
      />
    </Panel>
  )
}

const stateColours: Readonly<Record<TargetState, string>> = {
  targetMet: 'success',
  targetShort: 'error',
  noTarget: 'default',
}

function Places({ region, year }: { region: string; year: number }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const state = targetStates.keys.find(key => key === filters.state)
  const list = usePages('coverage.targetPlaces', { regionCode: region, year, ...(state && { state }) })
  return (
    <Panel
      title={say('targets.places')}
      extra={
        <Select
          className="filter-group"
          aria-label={say('targets.state')}
          value={(state ?? '') as string}
          options={[
            { value: '', label: say('targets.stateAll') },
            ...targetStates.keys.map(key => ({ value: key as string, label: targetStates.words[key] })),
          ]}
          onChange={chosen => change({ state: chosen || undefined })}
        />
      }
    >
      <Paged list={list} nothing={say('targets.none')}>
        {rows => <PlaceRows rows={rows} />}
      </Paged>
    </Panel>
  )
}

function PlaceRows({ rows }: { rows: readonly TargetPlace[] }) {
  const say = useWords()
  return (
    <CardTable<TargetPlace>
      rowKey="code"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('targets.place'),
          render: (_, row) => (
            <>
              <Go to={paths.coverage({ region: row.code })} className="strong">
                {row.name}
              </Go>
              <div className="soft small">{row.countyName}</div>
            </>
          ),
        },
        { key: 'kind', title: say('targets.kind'), render: (_, row) => placeKinds.words[row.kind] },
        { key: 'owed', title: say('targets.owed'), dataIndex: 'owed' },
        { key: 'opened2024', title: say('targets.opened2024'), dataIndex: 'opened2024' },
        { key: 'opened2025', title: say('targets.opened2025'), dataIndex: 'opened2025' },
        { key: 'later', title: say('targets.openedLater'), dataIndex: 'openedLater' },
        {
          key: 'state',
          title: say('targets.state'),
          render: (_, row) => (
            <>
              <Tag color={stateColours[row.state]}>{targetStates.words[row.state]}</Tag>
              {row.missing > 0 && `${say('targets.missing')} ${say('targets.unit', { count: row.missing })}`}
            </>
          ),
        },
        {
          key: 'running',
          title: say('targets.running'),
          render: (_, row) => <Go to={paths.canteens({ region: row.code })}>{figure(row.running)}</Go>,
        },
        {
          key: 'villages',
          title: say('targets.villagesMissing'),
          render: (_, row) => (
            <Go to={paths.coverageVillages({ region: row.code, service: 'meal', reach: 'without' })}>
              {figure(row.villagesMissing)}
            </Go>
          ),
        },
      ]}
    />
  )
}
