// The network in an area: how many of each kind, what asks for a look, and the list, map or table behind each number.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Input, Segmented, Select, Space } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import {
  equipmentKinds,
  facilityStates,
  networkRungs,
  siteKinds,
  siteServices,
} from '../../domain/facilities/facility.ts'
import { redFlags, siteFlags, siteLights } from '../../domain/facilities/standing.ts'
import { type Filters, useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { FacilityDialog } from './FacilityDialog.tsx'
import { NetworkMap } from './NetworkMap.tsx'
import { RungTable } from './RungTable.tsx'
import { SiteRows } from './SiteRows.tsx'
import { optionsOf } from './standing.tsx'
import './facilities.css'

export function NetworkPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const notice = useNotice()
  const [adding, setAdding] = useState(false)
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('network.title')}
      above={<RegionBar code={region} to={code => paths.network({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Button icon={<PrinterOutlined />} onClick={() => window.print()}>
            {say('network.print')}
          </Button>
          <Button
            onClick={() =>
              void saveAnswer('facility.export', narrowedTo(region, filters)).catch(notice.refused)
            }
          >
            {say('network.export')}
          </Button>
          {may('facility:manage') && (
            <Button href={paths.facilityImports({ region })}>{say('network.import')}</Button>
          )}
          {may('facility:manage') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('network.register')}
            </Button>
          )}
        </Space>
      }
    >
      <p className="soft">{say('network.what')}</p>
      <Standing region={region} />
      <Views />
      {filters.view === 'table' ? <RungTable region={region} /> : <Chosen region={region} />}
      {adding && <FacilityDialog region={region} onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** The address says which places; the list, the map and the file of it ask alike. */
export function narrowedTo(region: string, filters: Filters): Sent<'facility.export'> {
  const found = <Key extends string>(keys: readonly Key[], word: string | undefined) =>
    keys.find(key => key === word)
  const kind = found(siteKinds.keys, filters.kind)
  const state = found(facilityStates.keys, filters.state)
  const light = found(siteLights.keys, filters.light)
  const flag = found(siteFlags.keys, filters.flag)
  const service = found(siteServices.keys, filters.service)
  const equipment = found(equipmentKinds.keys, filters.equipment)
  const beds = /^\d{1,4}$/.test(filters.beds ?? '') ? Number(filters.beds) : 0
  return {
    regionCode: region,
    ...(kind && { kind }),
    ...(state && { state }),
    ...(light && { light }),
    ...(flag && { flag }),
    ...(service && { service }),
    ...(equipment && { equipment, lacks: filters.lacks === '1' }),
    ...(beds > 0 && { beds }),
    ...(filters.text && { text: filters.text }),
  }
}

function Standing({ region }: { region: string }) {
  const answer = useAnswer('facility.standing', { regionCode: region })
  return <Answered query={answer}>{value => <Figures region={region} standing={value} />}</Answered>
}

const shownKinds = [
  ...networkRungs,
  'canteen',
  'embeddedCentre',
  'dayCare',
  'careHome',
  'dementiaZone',
  'practiceStation',
] as const

function Figures({ region, standing }: { region: string; standing: Output<'facility.standing'> }) {
  const say = useWords()
  const [filters] = useFilters()
  const flags = siteFlags.keys.filter(key => (standing.flags[key] ?? 0) > 0)
  const kinds = shownKinds.filter(
    kind => (standing.kinds[kind] ?? 0) > 0 || (networkRungs as readonly string[]).includes(kind),
  )
  return (
    <Panel className="network-standing">
      <div className="network-figures">
        {kinds.map(kind => (
          <Go
            key={kind}
            to={paths.network({ region, kind })}
            className="network-figure"
            current={filters.kind === kind}
          >
            <span>{siteKinds.words[kind]}</span>
            <b>
              {figure(standing.kinds[kind] ?? 0)} <small>{say('budget.sitesUnit')}</small>
            </b>
          </Go>
        ))}
        <Go
          to={paths.network({ region, beds: '1' })}
          className="network-figure"
          current={filters.beds === '1'}
        >
          <span>{say('network.beds')}</span>
          <b>
            {figure(standing.beds)} <small>{say('bed.bedsUnit')}</small>
          </b>
          <span className="soft small">
            {say('network.lodgingBeds', { count: figure(standing.lodgingBeds) })}
          </span>
        </Go>
      </div>
      <p className="network-flags">
        <b>{say('network.flags')}</b>
        {flags.length === 0 && <span className="soft">{say('network.allClear')}</span>}
        {flags.map(flag => (
          <Go
            key={flag}
            to={paths.network({ region, flag })}
            current={filters.flag === flag}
            className={redFlags.includes(flag) ? 'danger-text' : ''}
          >
            {`${siteFlags.words[flag]} ${say('network.unit', { count: standing.flags[flag] ?? 0 })}`}
          </Go>
        ))}
      </p>
    </Panel>
  )
}

const bedSteps = [1, 4, 8, 10, 30, 100]
const narrowing = ['kind', 'state', 'light', 'flag', 'service', 'equipment', 'lacks', 'beds', 'text'] as const

function Views() {
  const say = useWords()
  const [filters, change] = useFilters()
  const view = filters.view === 'map' || filters.view === 'table' ? filters.view : 'list'
  return (
    <search className="filters no-print">
      <Segmented
        size="large"
        value={view}
        options={[
          { value: 'list', label: say('network.asList') },
          { value: 'map', label: say('network.asMap') },
          { value: 'table', label: say('network.asTable') },
        ]}
        onChange={chosen => change({ view: chosen === 'list' ? undefined : chosen })}
      />
      {view !== 'table' && <Narrowing filters={filters} change={change} />}
    </search>
  )
}

function Narrowing({ filters, change }: { filters: Filters; change: (wanted: Filters) => void }) {
  const say = useWords()
  const pick = (
    key: 'kind' | 'state' | 'service' | 'beds' | 'flag',
    word: string,
    all: string,
    options: { value: string; label: string }[],
  ) => (
    <Select
      size="large"
      className="filter-group"
      aria-label={word}
      allowClear
      placeholder={all}
      value={filters[key] ?? null}
      options={options}
      onChange={(chosen: string | null | undefined) => change({ [key]: chosen ?? undefined })}
    />
  )
  const kit = equipmentKinds.keys.flatMap(key => [
    { value: key as string, label: say('network.has', { what: equipmentKinds.words[key] }) },
    { value: `${key} 1`, label: say('network.lacks', { what: equipmentKinds.words[key] }) },
  ])
  const isNarrowed = narrowing.some(key => filters[key])
  return (
    <>
      <Input.Search
        key={filters.text ?? ''}
        size="large"
        className="network-find"
        allowClear
        defaultValue={filters.text ?? ''}
        aria-label={say('network.find')}
        placeholder={say('network.find')}
        onSearch={typed => change({ text: typed.trim() || undefined })}
      />
      {pick('kind', say('network.kind'), say('network.kindAll'), optionsOf(siteKinds))}
      {pick('state', say('network.state'), say('network.stateAll'), optionsOf(facilityStates))}
      {pick('service', say('network.service'), say('network.serviceAll'), optionsOf(siteServices))}
      {pick(
        'beds',
        say('network.beds'),
        say('network.bedsFrom'),
        bedSteps.map(count => ({ value: String(count), label: say('network.bedsAtLeast', { count }) })),
      )}
      <Select
        size="large"
        className="filter-group"
        aria-label={say('network.equipment')}
        allowClear
        placeholder={say('network.equipmentAll')}
        value={filters.equipment ? `${filters.equipment}${filters.lacks === '1' ? ' 1' : ''}` : null}
        options={kit}
        onChange={(chosen: string | null | undefined) => {
          const [equipment, lacks] = (chosen ?? '').split(' ')
          change({ equipment: equipment || undefined, lacks })
        }}
      />
      {isNarrowed && (
        <Button
          size="large"
          onClick={() => change(Object.fromEntries(narrowing.map(key => [key, undefined])))}
        >
          {say('network.clear')}
        </Button>
      )}
    </>
  )
}

/** A map shows many at once; a list goes page by page. */
const onMapAtMost = 500

function Chosen({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const isMap = filters.view === 'map'
  const { regionCode, ...narrowed } = narrowedTo(region, filters)
  const list = usePages('facility.list', { regionCode, ...narrowed, ...(isMap && { limit: onMapAtMost }) })
  const isFiltered = Object.keys(narrowed).length > 0
  return (
    <Panel>
      <Paged list={list} nothing={say(isFiltered ? 'network.noneFiltered' : 'network.none')}>
        {rows => (
          <>
            <p className="soft" aria-live="polite">
              {say('network.chosen', { count: figure(list.total ?? rows.length) })}
            </p>
            {isMap ? (
              <NetworkMap rows={rows} total={list.total ?? rows.length} />
            ) : (
              <SiteRows rows={rows} region={region} />
            )}
          </>
        )}
      </Paged>
    </Panel>
  )
}
