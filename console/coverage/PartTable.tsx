// The parts of a region side by side: where winter takes the most away.
import { Tag } from 'antd'
import {
  type CoverageBoard,
  type CoverageMeasure,
  type CoveragePart,
  type CoverageService,
  coverageServices,
  shareOf,
} from '../../domain/coverage/coverage.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, percent } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { FourServices } from './FourServices.tsx'

export function PartTable({ board, measure }: { board: CoverageBoard; measure: CoverageMeasure }) {
  const say = useWords()
  const may = useMay()
  const rows = board.parts.filter(part => part.counts.meal.elders > 0)
  const name = (row: CoveragePart) => (
    <>
      <Go to={paths.coverage({ region: row.code, measure })} className="strong">
        {row.name}
      </Go>{' '}
      {row.isBorder && row.level === 'county' && <Tag color="warning">{say('coverage.isBorder')}</Tag>}
    </>
  )
  const reached = (row: CoveragePart, service: CoverageService) => {
    const asked = { region: row.code, service, measure, reach: 'without' }
    return (
      <>
        {percent(shareOf(row.counts[service], 'onFootWinter'))}{' '}
        <Go
          className="small"
          to={may('elder:read') ? paths.coverageElders(asked) : paths.coverageVillages(asked)}
        >
          {say('coverage.people', { count: figure(row.counts[service].without) })}
        </Go>
      </>
    )
  }
  return (
    <Panel title={say('coverage.parts')} note={say('coverage.partsNote')}>
      <CardTable<CoveragePart>
        rowKey="code"
        dataSource={rows}
        pagination={false}
        brief={row => (
          <>
            {name(row)}{' '}
            <span className="soft">{say('coverage.people', { count: figure(row.counts.meal.elders) })}</span>
            <FourServices of={service => reached(row, service)} />
          </>
        )}
        columns={[
          {
            key: 'name',
            title: say('coverage.part'),
            render: (_, row) => name(row),
          },
          {
            key: 'all',
            title: say('coverage.all'),
            sorter: (one, other) => one.counts.meal.elders - other.counts.meal.elders,
            render: (_, row) => figure(row.counts.meal.elders),
          },
          ...coverageServices.keys.map(service => ({
            key: service,
            title: coverageServices.words[service],
            sorter: (one: CoveragePart, other: CoveragePart) =>
              one.counts[service].without - other.counts[service].without,
            render: (_: unknown, row: CoveragePart) => reached(row, service),
          })),
        ]}
      />
    </Panel>
  )
}
