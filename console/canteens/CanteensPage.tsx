// The places where elders eat in an area: how they stand in numbers, and the list or the map behind each number.
import { Button, Segmented, Space } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import {
  type CanteenRow,
  canteenKinds,
  canteenLights,
  canteenStates,
  canteenTroubles,
} from '../../domain/canteens/canteen.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { dayOf, daysBetween } from '../../domain/kernel/day.ts'
import { type Filters, useFilters } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Choose } from '../Choose.tsx'
import { FigureLinks, FlagLinks } from '../FigureLinks.tsx'
import { FilterBar, FindText } from '../FilterBar.tsx'
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
import { CanteenDialog } from './CanteenDialog.tsx'
import { CanteenMap } from './CanteenMap.tsx'
import { LightTags, lightColours } from './standing.tsx'
import './canteens.css'

export function CanteensPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const notice = useNotice()
  const [adding, setAdding] = useState(false)
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('canteens.title')}
      above={<RegionBar code={region} to={code => paths.canteens({ region: code })} />}
      actions={
        <Space wrap>
          <Button
            onClick={() =>
              void saveAnswer('canteen.export', narrowedTo(region, filters)).catch(notice.refused)
            }
          >
            {say('canteens.export')}
          </Button>
          {may('canteen:manage') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {say('canteens.register')}
            </Button>
          )}
        </Space>
      }
    >
      <p className="soft">{say('canteens.what')}</p>
      <Standing region={region} />
      <Narrowing />
      <Chosen region={region} />
      {adding && <CanteenDialog region={region} onClose={() => setAdding(false)} />}
    </Page>
  )
}

/** The address says which places; the list and the file of it ask alike. */
function narrowedTo(region: string, filters: Filters): Sent<'canteen.export'> {
  const light = canteenLights.keys.find(key => key === filters.light)
  const trouble = canteenTroubles.keys.find(key => key === filters.trouble)
  const kind = canteenKinds.keys.find(key => key === filters.kind)
  const state = canteenStates.keys.find(key => key === filters.state)
  return {
    regionCode: region,
    ...(light && { light }),
    ...(trouble && { trouble }),
    ...(kind && { kind }),
    ...(state && { state }),
    ...(filters.text && { text: filters.text }),
  }
}

function Standing({ region }: { region: string }) {
  const answer = useAnswer('canteen.standing', { regionCode: region })
  return <Answered query={answer}>{value => <Figures region={region} standing={value} />}</Answered>
}

function Figures({ region, standing }: { region: string; standing: Output<'canteen.standing'> }) {
  const say = useWords()
  const [filters] = useFilters()
  const troubles = canteenTroubles.keys.filter(key => (standing.troubles[key] ?? 0) > 0)
  return (
    <Panel className="canteen-standing">
      <FigureLinks
        figures={[
          {
            ...{ word: say('canteens.total'), value: figure(standing.total) },
            ...{ to: paths.canteens({ region }), current: !filters.light && !filters.trouble },
          },
          ...canteenLights.keys.map(light => ({
            ...{ word: canteenLights.words[light], value: figure(standing.lights[light]) },
            ...{ to: paths.canteens({ region, light }), current: filters.light === light },
            tone:
              lightColours[light] === 'error' && (standing.lights[light] ?? 0) > 0
                ? ('danger' as const)
                : undefined,
          })),
          {
            word: say('canteens.servedYesterday'),
            value: say('canteens.unitMeals', { count: figure(standing.servedYesterday) }),
          },
          {
            word: say('canteens.regulars'),
            value: say('canteens.unitPeople', { count: figure(standing.regulars) }),
          },
        ]}
      />
      <FlagLinks
        title={say('canteens.troubles')}
        nothing={say('canteens.allClear')}
        flags={troubles.map(trouble => ({
          key: trouble,
          says: `${canteenTroubles.words[trouble]} ${say('canteens.unitPlaces', { count: standing.troubles[trouble] ?? 0 })}`,
          ...{ to: paths.canteens({ region, trouble }), current: filters.trouble === trouble },
        }))}
      />
    </Panel>
  )
}

function Narrowing() {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <FilterBar
      names={['kind', 'state', 'light', 'trouble']}
      always={
        <>
          <Segmented
            size="large"
            value={filters.view === 'map' ? 'map' : 'list'}
            options={[
              { value: 'list', label: say('canteens.asList') },
              { value: 'map', label: say('canteens.asMap') },
            ]}
            onChange={view => change({ view: view === 'map' ? 'map' : undefined })}
          />
          <FindText word={say('canteens.find')} />
        </>
      }
    >
      <Choose name="kind" all={say('canteens.kindAll')} words={canteenKinds.words} />
      <Choose name="state" all={say('canteens.stateAll')} words={canteenStates.words} />
    </FilterBar>
  )
}

/** A map shows all there are at once; a list goes page by page. */
const onMapAtMost = 500

function Chosen({ region }: { region: string }) {
  const say = useWords()
  const [filters] = useFilters()
  const isMap = filters.view === 'map'
  const { regionCode, ...narrowed } = narrowedTo(region, filters)
  const list = usePages('canteen.list', { regionCode, ...narrowed, ...(isMap && { limit: onMapAtMost }) })
  const isFiltered = Object.keys(narrowed).length > 0
  return (
    <Panel>
      <Paged list={list} nothing={say(isFiltered ? 'canteens.noneFiltered' : 'canteens.none')}>
        {rows =>
          isMap ? <CanteenMap rows={rows} /> : <Rows rows={rows} wide={levelOf(region) !== 'village'} />
        }
      </Paged>
    </Panel>
  )
}

function Rows({ rows, wide }: { rows: readonly CanteenRow[]; wide: boolean }) {
  const say = useWords()
  const today = dayOf(new Date())
  return (
    <CardTable<CanteenRow>
      rowKey="id"
      dataSource={[...rows]}
      pagination={false}
      columns={[
        {
          key: 'name',
          title: say('canteens.name'),
          render: (_, row) => (
            <Go to={paths.canteen(row)} className="strong">
              {row.name}
            </Go>
          ),
        },
        ...(wide
          ? [
              {
                key: 'village',
                title: say('canteens.village'),
                render: (_: unknown, row: CanteenRow) => `${row.townshipName} ${row.villageName}`,
              },
            ]
          : []),
        { key: 'kind', title: say('canteens.kind'), render: (_, row) => canteenKinds.words[row.kind] },
        { key: 'state', title: say('canteen.state'), render: (_, row) => canteenStates.words[row.state] },
        {
          key: 'light',
          title: say('canteens.light'),
          render: (_, row) => <LightTags light={row.light} troubles={row.troubles} />,
        },
        {
          key: 'last',
          title: say('canteens.lastServed'),
          render: (_, row) => <LastServed day={row.lastServedOn} today={today} />,
        },
        {
          key: 'regulars',
          title: say('canteens.regulars'),
          render: (_, row) => (
            <Go to={paths.canteen(row, { tab: 'regulars' })}>
              {say('canteens.unitPeople', { count: row.regulars })}
            </Go>
          ),
        },
        {
          key: 'meals',
          title: say('canteens.thirtyDays'),
          render: (_, row) => (
            <Go to={paths.canteen(row, { tab: 'servings' })}>
              {say('canteens.unitMeals', { count: figure(row.servedThirtyDays) })}
            </Go>
          ),
        },
      ]}
    />
  )
}

function LastServed({ day, today }: { day: string | null; today: string }) {
  const say = useWords()
  if (day === null) return <span className="soft">{say('canteens.neverServed')}</span>
  if (day === today) return <>{say('canteens.today')}</>
  return <>{say('canteens.daysAgo', { day: day.slice(5), days: daysBetween(day, today) })}</>
}
