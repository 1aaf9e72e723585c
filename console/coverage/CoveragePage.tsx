// Who is within a quarter of an hour of a meal, a bath, a bed, a doctor: four cards, groups, border, parts and a map.
import { Button, Select, Space } from 'antd'
import { lazy, Suspense } from 'react'
import {
  type ByService,
  type CoverageBoard,
  type CoverageMeasure,
  coverageMeasures,
  coverageReaches,
  coverageServices,
  measureWord,
  shareOf,
} from '../../domain/coverage/coverage.ts'
import { type Filters, useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { figure, instantText, percent } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useSession } from '../session.tsx'
import { Answered, Loading, useNotice } from '../states.tsx'
import { GroupTable } from './GroupTable.tsx'
import { PartTable } from './PartTable.tsx'
import { ServiceCards } from './ServiceCards.tsx'
import './coverage.css'

const CoverageMap = lazy(() => import('./CoverageMap.tsx'))

export function measureFrom(filters: Filters): CoverageMeasure {
  return coverageMeasures.find(key => key === filters.measure) ?? 'eldersOnRecord'
}

export function CoveragePage() {
  const say = useWords()
  const notice = useNotice()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const measure = measureFrom(filters)
  const service = coverageServices.keys.find(key => key === filters.service) ?? 'meal'
  const board = useAnswer('coverage.read', { regionCode: region, measure })
  const save = () =>
    void saveAnswer('coverage.export', { regionCode: region, service, measure }).catch(notice.refused)
  return (
    <Page
      title={say('coverage.title')}
      above={<RegionBar code={region} to={code => paths.coverage({ ...filters, region: code })} />}
      actions={
        <Space wrap>
          <Go to={paths.coverageTargets({ region })}>{say('coverage.targets')}</Go>
          <Button onClick={() => window.print()}>{say('coverage.print')}</Button>
          <Button onClick={save}>{say('coverage.export')}</Button>
        </Space>
      }
    >
      <search className="filters no-print">
        <span>{say('coverage.who')}</span>
        <Select
          className="filter-group"
          size="large"
          aria-label={say('coverage.who')}
          value={measure as string}
          options={coverageMeasures.map(key => ({ value: key as string, label: measureWord(key) }))}
          onChange={chosen => change({ measure: chosen === 'eldersOnRecord' ? undefined : chosen })}
        />
      </search>
      <Answered query={board}>{value => <Board board={value} measure={measure} />}</Answered>
    </Page>
  )
}

function Board({ board, measure }: { board: CoverageBoard; measure: CoverageMeasure }) {
  const say = useWords()
  const { region, rules, reckonedAt } = board
  if (reckonedAt === null) return <Panel>{say('coverage.notReckoned')}</Panel>
  if (region.counts.meal.elders === 0) return <Panel>{say('coverage.none')}</Panel>
  return (
    <>
      <p className="soft">{say('coverage.what', { minutes: rules.minutes })}</p>
      <ServiceCards part={region} sites={board.sites} measure={measure} />
      {board.border && (
        <BorderPanel
          inside={board.border.inside}
          outside={board.border.outside}
          region={region.code}
          measure={measure}
        />
      )}
      <Suspense fallback={<Loading />}>
        <CoverageMap board={board} measure={measure} />
      </Suspense>
      <GroupTable board={board} />
      {board.parts.length > 0 && <PartTable board={board} measure={measure} />}
      <How board={board} />
      <p className="soft small">{say('coverage.reckoned', { at: instantText(reckonedAt) })}</p>
    </>
  )
}

interface BorderProps {
  inside: ByService
  outside: ByService
  region: string
  measure: CoverageMeasure
}

/** The letter asks for the border: its share beside the others', and its villages by name. */
function BorderPanel({ inside, outside, region, measure }: BorderProps) {
  const say = useWords()
  const sides = [
    { name: say('coverage.borderInside'), counts: inside },
    { name: say('coverage.borderOutside'), counts: outside },
  ]
  return (
    <Panel title={say('coverage.border')}>
      <table className="plain coverage-table">
        <thead>
          <tr>
            <th scope="col">{say('coverage.service')}</th>
            {sides.map(side => (
              <th key={side.name} scope="col">
                {side.name} {coverageReaches.words.without}
              </th>
            ))}
            <th scope="col">{say('coverage.borderVillages')}</th>
          </tr>
        </thead>
        <tbody>
          {coverageServices.keys.map(service => (
            <tr key={service}>
              <th scope="row">{coverageServices.words[service]}</th>
              {sides.map(side => (
                <td key={side.name}>
                  <b>{percent(shareOf(side.counts[service], 'without'))}</b>{' '}
                  <span className="soft">
                    {say('coverage.people', { count: figure(side.counts[service].without) })}
                  </span>
                </td>
              ))}
              <td>
                <Go
                  to={paths.coverageVillages({
                    ...{ region, service, measure, reach: 'without', border: 'yes', wanted: 'yes' },
                  })}
                >
                  {say('coverage.villagesOpen')}
                </Go>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}

function How({ board: { rules } }: { board: CoverageBoard }) {
  const say = useWords()
  return (
    <Panel title={say('coverage.how')}>
      <ul className="coverage-how">
        <li>{say('coverage.howWalk', { summer: rules.summerMeters, winter: rules.winterMeters })}</li>
        <li>{say('coverage.howMeal', { km: rules.deliveryKm })}</li>
        <li>{say('coverage.howBed')}</li>
        <li>{say('coverage.howDoctor')}</li>
        <li>{say('coverage.howPoint')}</li>
      </ul>
    </Panel>
  )
}
