// The parts one level down: rate with denominator, numerator and exclusions; sortable, linkable, exportable.
import { DownloadOutlined } from '@ant-design/icons'
import { Button, Table, type TableColumnsType } from 'antd'
import { monthlyVisitRate } from '../../domain/indicators/indicators.ts'
import { childLevelOf } from '../../domain/kernel/area.ts'
import { regionLevelWords } from '../../domain/regions/region.ts'
import { colorOfRate } from '../../ui/rate-scale.ts'
import { useFilters } from '../address.ts'
import { figure, percent } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveFile } from '../save.ts'
import { Nothing } from '../states.tsx'
import type { Board } from './BoardPage.tsx'
import { csvOf } from './csv.ts'
import { byRate, type PartRow, partRow } from './figures-of.ts'
import { groupHead, groupLine } from './group-columns.ts'

type Say = ReturnType<typeof useWords>

export function Parts({ board }: { board: Board }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const narrow = useNarrow()
  const level = childLevelOf(board.region.level)
  const rows = board.parts.map(partRow).sort(byRate)
  const title = level ? say('part.title', { level: regionLevelWords.words[level] }) : ''
  if (rows.length === 0)
    return (
      <Panel title={title}>
        <Nothing>{say('part.none')}</Nothing>
      </Panel>
    )
  return (
    <Panel
      title={title}
      note={say('part.note')}
      extra={
        <Button icon={<DownloadOutlined />} onClick={() => saveTable(board, rows, say)}>
          {say('part.export')}
        </Button>
      }
    >
      <Table<PartRow>
        rowKey="code"
        dataSource={rows}
        columns={columnsFor(board, say, filters.sort, narrow)}
        pagination={false}
        scroll={{ x: 1120 }}
        onChange={(_pages, _filters, sorter) => {
          const { columnKey, order } = Array.isArray(sorter) ? {} : sorter
          change({ sort: order ? `${String(columnKey)}.${order}` : undefined })
        }}
      />
    </Panel>
  )
}

function columnsFor(
  board: Board,
  say: Say,
  sort: string | undefined,
  narrow: boolean,
): TableColumnsType<PartRow> {
  const { month } = board
  const count = (key: keyof PartRow & string, title: string, link?: (row: PartRow) => string) => ({
    key,
    title,
    align: 'right' as const,
    sorter: (one: PartRow, other: PartRow) => Number(one[key]) - Number(other[key]),
    sortOrder: orderOf(sort, key),
    render: (_: unknown, row: PartRow) => {
      const text = figure(Number(row[key]))
      return link && Number(row[key]) > 0 ? <Go to={link(row)}>{text}</Go> : text
    },
  })
  const recordsOf = (indicator: string) => (row: PartRow) =>
    paths.boardRecords({ region: row.code, month, indicator })
  return [
    {
      key: 'name',
      title: say('part.name'),
      fixed: 'left',
      width: narrow ? 108 : 190,
      render: (_, row) => (
        <>
          <Go to={paths.board({ region: row.code, month })}>{row.name}</Go>
          {row.statisticalOnly && <div className="soft small">{say('part.zone')}</div>}
        </>
      ),
    },
    {
      key: 'rate',
      title: say('board.visitRate'),
      width: narrow ? 170 : 210,
      sorter: byRate,
      sortOrder: orderOf(sort, 'rate'),
      render: (_, row) =>
        row.rate === null ? (
          <span className="soft">{say(row.elders > 0 ? 'part.nobodyDue' : 'part.noRecords')}</span>
        ) : (
          <RateBar rate={row.rate} />
        ),
    },
    count('unvisited', say('board.unvisited'), row => paths.unvisited({ region: row.code, month })),
    count('missed', say('part.missed'), recordsOf('eldersMissed')),
    count('denominator', say('part.denominator'), recordsOf(monthlyVisitRate.denominator)),
    count('numerator', say('part.numerator'), recordsOf(monthlyVisitRate.numerator)),
    count('excluded', say('part.excluded')),
    count('elders', say('part.elders'), row => paths.elders({ region: row.code })),
    count('danger', say('part.danger'), recordsOf('eldersWithDanger')),
    count('casesOpen', say('part.cases'), row => paths.aidCases({ region: row.code, whose: 'all' })),
  ]
}

function orderOf(sort: string | undefined, key: string): 'ascend' | 'descend' | null {
  if (sort === `${key}.ascend`) return 'ascend'
  return sort === `${key}.descend` ? 'descend' : null
}

function RateBar({ rate }: { rate: number }) {
  return (
    <span className="rate">
      <span className="bar" aria-hidden>
        <span style={{ width: `${rate}%`, background: colorOfRate(rate) }} />
      </span>
      <b>{percent(rate)}</b>
    </span>
  )
}

function saveTable(board: Board, rows: readonly PartRow[], say: Say) {
  const head = [
    say('part.name'),
    say('part.code'),
    say('part.ratePercent'),
    say('part.denominator'),
    say('part.numerator'),
    say('board.unvisited'),
    say('part.missed'),
    say('part.excluded'),
    say('part.elders'),
    say('part.danger'),
    say('part.cases'),
    ...groupHead(say),
  ]
  const values = new Map(board.parts.map(part => [part.code, part.values]))
  const lines = rows.map(row => [
    row.name,
    row.code,
    row.rate,
    row.denominator,
    row.numerator,
    row.unvisited,
    row.missed,
    row.excluded,
    row.elders,
    row.danger,
    row.casesOpen,
    ...groupLine(values.get(row.code) ?? {}),
  ])
  const notes = [
    [],
    [say('board.visitRate'), monthlyVisitRate.definition],
    [say('board.groupsTitle'), say('board.groupsOverlap')],
  ]
  const file = new Blob([csvOf([head, ...lines, ...notes])], { type: 'text/csv;charset=utf-8' })
  saveFile(file, say('part.fileName', { region: board.region.name, month: board.month }))
}
