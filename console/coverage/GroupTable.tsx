// Whom the network leaves out: each group and each need by service, the numbers open their lists.
import {
  type CoverageBoard,
  type CoverageMeasure,
  type CoverageService,
  coverageServices,
  measureWord,
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

type Row = CoverageBoard['measures'][number]

export function GroupTable({ board }: { board: CoverageBoard }) {
  const say = useWords()
  const may = useMay()
  const rows = board.measures.filter(({ counts }) => counts.meal.elders > 0)
  const list = (measure: CoverageMeasure, service: string) => {
    const asked = { region: board.region.code, service, measure, reach: 'without' }
    return may('elder:read') ? paths.coverageElders(asked) : paths.coverageVillages(asked)
  }
  const out = (row: Row, service: CoverageService) => (
    <>
      <Go to={list(row.measure, service)}>{figure(row.counts[service].without)}</Go>{' '}
      <span className="soft">{percent(shareOf(row.counts[service], 'without'))}</span>
    </>
  )
  return (
    <Panel title={say('coverage.groups')} note={say('coverage.groupsNote')}>
      <CardTable<Row>
        rowKey="measure"
        dataSource={rows}
        pagination={false}
        brief={row => (
          <>
            <b>{measureWord(row.measure)}</b>{' '}
            <span className="soft">{say('coverage.people', { count: figure(row.counts.meal.elders) })}</span>
            <FourServices of={service => out(row, service)} />
          </>
        )}
        columns={[
          {
            key: 'measure',
            title: say('coverage.group'),
            render: (_, row) => <b>{measureWord(row.measure)}</b>,
          },
          { key: 'all', title: say('coverage.all'), render: (_, row) => figure(row.counts.meal.elders) },
          ...coverageServices.keys.map(service => ({
            key: service,
            title: coverageServices.words[service],
            render: (_: unknown, row: Row) => out(row, service),
          })),
        ]}
      />
    </Panel>
  )
}
