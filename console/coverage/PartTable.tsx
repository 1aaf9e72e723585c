// The parts of a region side by side: where winter takes the most away.
import { Tag } from 'antd'
import {
  type CoverageBoard,
  type CoverageMeasure,
  type CoveragePart,
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

export function PartTable({ board, measure }: { board: CoverageBoard; measure: CoverageMeasure }) {
  const say = useWords()
  const may = useMay()
  const rows = board.parts.filter(part => part.counts.meal.elders > 0)
  return (
    <Panel title={say('coverage.parts')} note={say('coverage.partsNote')}>
      <CardTable<CoveragePart>
        rowKey="code"
        dataSource={rows}
        pagination={false}
        columns={[
          {
            key: 'name',
            title: say('coverage.part'),
            render: (_, row) => (
              <>
                <Go to={paths.coverage({ region: row.code, measure })} className="strong">
                  {row.name}
                </Go>{' '}
                {row.isBorder && row.level === 'county' && (
                  <Tag color="warning">{say('coverage.isBorder')}</Tag>
                )}
              </>
            ),
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
            render: (_: unknown, row: CoveragePart) => {
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
            },
          })),
        ]}
      />
    </Panel>
  )
}
