// The network in an area: how many of each kind, what asks for a look, and the list, map or table behind each number.
import { PrinterOutlined } from '@ant-design/icons'
import { Button, Segmented, Select, Space } from 'antd'
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
import { Choose } from '../Choose.tsx'
import { FigureLinks, FlagLinks } from '../FigureLinks.tsx'
import { FilterBar, FindText } from '../FilterBar.tsx'
import { figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Page, Panel } from '../frame/Page.tsx'
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
      <FigureLinks
        figures={[
          ...kinds.map(kind => ({
            ...{ word: siteKinds.words[kind], value: figure(standing.kinds[kind] ?? 0) },
            ...{ unit: say('budget.sitesUnit'), to: paths.network({ region, kind }) },
            current: filters.kind === kind,
          })),
          {
            ...{ word: say('network.beds'), value: figure(standing.beds), unit: say('bed.bedsUnit') },
            note: say('network.lodgingBeds', { count: figure(standing.lodgingBeds) }),
            ...{ to: paths.network({ region, beds: '1' }), current: filters.beds === '1' },
          },
        ]}
      />
      <FlagLinks
        title={say('network.flags')}
        nothing={say('network.allClear')}
        flags={flags.map(flag => ({
          key: flag,
          says: `${siteFlags.words[flag]} ${say('network.unit', { count: standing.flags[flag] ?? 0 })}`,
          ...{ to: paths.network({ region, flag }), current: filters.flag === flag },
          isRed: redFlags.includes(flag),
        }))}
      />
    </Panel>
  )
}

const bedSteps = [1, 4, 8, 10, 30, 100]
const narrowing = ['kind', 'state', 'light', 'flag', 'service', 'equipment', 'lacks', 'beds'] as const

function Views() {
  const say = useWords()
  const [filters, change] = useFilters()
  const view = filters.view === 'map' || filters.view === 'table' ? filters.view : 'list'
  const views = (
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
  )
  if (view === 'table') return <search className="filters no-print">{views}</search>
  return (
    <FilterBar
      names={narrowing}
      always={
        <>
          {views}
          <FindText word={say('network.find')} />
        </>
      }
    >
      <Choose name="kind" all={say('network.kindAll')} words={siteKinds.words} />
      <Choose name="state" all={say('network.stateAll')} words={facilityStates.words} />
      <Choose name="service" all={say('network.serviceAll')} words={siteServices.words} />
      <Choose
        name="beds"
        all={say('network.bedsFrom')}
        words={Object.fromEntries(
          bedSteps.map(count => [String(count), say('network.bedsAtLeast', { count })]),
        )}
      />
      <ChooseEquipment />
    </FilterBar>
  )
}

/** Two filters of the address in one field: which set, and whether it is there or wanting. */
function ChooseEquipment() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <Select
      size="large"
      className="filter-group"
      aria-label={say('network.equipment')}
      allowClear
      placeholder={say('network.equipmentAll')}
      value={filters.equipment ? `${filters.equipment}${filters.lacks === '1' ? ' 1' : ''}` : null}
      options={equipmentKinds.keys.flatMap(key => [
        { value: key as string, label: say('network.has', { what: equipmentKinds.words[key] }) },
        { value: `${key} 1`, label: say('network.lacks', { what: equipmentKinds.words[key] }) },
      ])}
      onChange={(chosen: string | null | undefined) => {
        const [equipment, lacks] = (chosen ?? '').split(' ')
        change({ equipment: equipment || undefined, lacks })
      }}
    />
  )
}

/** A map shows many at once; a list goes page by page, and a phone's page is a short one. */
const onMapAtMost = 500
const onPhone = 20

function Chosen({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const narrow = useNarrow()
  const isMap = filters.view === 'map'
  const { regionCode, ...narrowed } = narrowedTo(region, filters)
  const limit = isMap ? onMapAtMost : narrow ? onPhone : undefined
  const list = usePages('facility.list', { regionCode, ...narrowed, ...(limit && { limit }) })
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
