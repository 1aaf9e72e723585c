// Boards of cases for a period: closure rate, hours to close, what is late, what came back; every number opens its list.
import { Button, Input, Space } from 'antd'
import type { ReactNode } from 'react'
import { aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import type { CaseFigures } from '../../domain/aid-cases/board-api.ts'
import type { Output } from '../../domain/api.ts'
import { addMonths, dayOf, firstDayOf, lastDayOf, monthOf } from '../../domain/kernel/day.ts'
import { useFilters } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, percent } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useSession } from '../session.tsx'
import { Answered, Nothing } from '../states.tsx'
import './cases.css'

type Board = Output<'aidCase.board'>

export function CaseBoardPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  const today = dayOf(new Date())
  const from = filters.from ?? `${today.slice(0, 4)}-01-01`
  const to = filters.to ?? today
  const board = useAnswer('aidCase.board', { regionCode: region, from, to })
  return (
    <Page
      title={say('caseBoard.title')}
      above={<RegionBar code={region} to={code => paths.caseBoard({ ...filters, region: code })} />}
      actions={<Period from={from} to={to} today={today} />}
    >
      <Answered query={board}>
        {value => <Figures board={value} region={region} period={{ from, to }} />}
      </Answered>
    </Page>
  )
}

function Period({ from, to, today }: { from: string; to: string; today: string }) {
  const say = useWords()
  const [, change] = useFilters()
  const month = monthOf(today)
  const last = addMonths(month, -1)
  return (
    <Space wrap>
      <Button onClick={() => change({ from: firstDayOf(month), to: today })}>
        {say('caseBoard.thisMonth')}
      </Button>
      <Button onClick={() => change({ from: firstDayOf(last), to: lastDayOf(last) })}>
        {say('caseBoard.lastMonth')}
      </Button>
      <Button onClick={() => change({ from: undefined, to: undefined })}>{say('caseBoard.thisYear')}</Button>
      {(['from', 'to'] as const).map(end => (
        <Labelled key={end} word={say(`caseBoard.${end}`)}>
          {id => (
            <Input
              id={id}
              type="date"
              className="day"
              value={end === 'from' ? from : to}
              onChange={event => change({ [end]: event.target.value || undefined })}
            />
          )}
        </Labelled>
      ))}
    </Space>
  )
}

interface OfPeriod {
  board: Board
  region: string
  period: { from: string; to: string }
}

interface Line {
  key: string
  name: string
  region: string
  level?: string
  figures: CaseFigures
}

function Figures({ board, region, period }: OfPeriod) {
  const say = useWords()
  const levels: Line[] = [
    ...board.levels.map(({ level, figures }) => ({
      ...{ key: level, name: aidCaseLevels.words[level], region, level, figures },
    })),
    { key: 'whole', name: say('caseBoard.whole'), region, figures: board.whole },
  ]
  const parts = board.parts.map(({ code, name, figures }) => ({ key: code, name, region: code, figures }))
  return (
    <>
      <Panel
        title={say('caseBoard.byLevel')}
        note={say('caseBoard.definition', { days: board.repeatDays })}
        extra={<span className="soft">{say('caseBoard.asOf', { time: instantText(board.asOf) })}</span>}
      >
        <FigureTable first={say('caseBoard.what')} lines={levels} period={period} />
      </Panel>
      <Panel title={say('caseBoard.byRegion')}>
        {parts.length === 0 ? (
          <Nothing>{say('caseBoard.noParts')}</Nothing>
        ) : (
          <FigureTable first={say('caseBoard.where')} lines={parts} period={period} deeper />
        )}
      </Panel>
    </>
  )
}

/** The closure rate: of those opened, without what was none, merged or ended with the elder. */
function rateOf({ opened, leftOut, solved }: CaseFigures): number | null {
  const counted = opened - leftOut
  return counted === 0 ? null : (solved / counted) * 100
}

interface FigureTableProps {
  first: string
  lines: Line[]
  period: { from: string; to: string }
  /** The name leads to the board of that region. */
  deeper?: boolean
}

function FigureTable({ first, lines, period, deeper = false }: FigureTableProps) {
  const say = useWords()
  const { from, to } = period
  const opened = { openedFrom: from, openedTo: to }
  const listOf = (line: Line, query: Parameters<typeof paths.aidCases>[0]) =>
    paths.aidCases({ region: line.region, whose: 'all', level: line.level, ...query })
  const column = (
    key: string,
    title: string,
    shown: (line: Line) => ReactNode,
    query: Parameters<typeof paths.aidCases>[0],
  ) => ({
    key,
    title,
    render: (_: unknown, line: Line) => (
      <Go to={listOf(line, query)} className="board-number">
        {shown(line)}
      </Go>
    ),
  })
  const hours = (value: number | null) => {
    if (value === null) return '—'
    return value < 72
      ? say('caseBoard.hours', { hours: value.toFixed(1) })
      : say('caseBoard.daysLong', { days: (value / 24).toFixed(1) })
  }
  const late = (count: number) => <span className={count > 0 ? 'danger-text' : ''}>{figure(count)}</span>
  return (
    <CardTable<Line>
      rowKey="key"
      dataSource={lines}
      pagination={false}
      scroll={{ x: 1100 }}
      columns={[
        {
          key: 'name',
          title: first,
          width: 150,
          render: (_, line) =>
            deeper ? <Go to={paths.caseBoard({ region: line.region, from, to })}>{line.name}</Go> : line.name,
        },
        column('opened', say('caseBoard.opened'), line => figure(line.figures.opened), opened),
        column('leftOut', say('caseBoard.leftOut'), line => figure(line.figures.leftOut), {
          ...opened,
          which: 'leftOut',
        }),
        column('solved', say('caseBoard.solved'), line => figure(line.figures.solved), {
          ...opened,
          which: 'solved',
        }),
        column('rate', say('caseBoard.rate'), line => percent(rateOf(line.figures)), {
          ...opened,
          which: 'solved',
        }),
        column('closed', say('caseBoard.closed'), line => figure(line.figures.closed), {
          solvedFrom: from,
          solvedTo: to,
        }),
        column('median', say('caseBoard.median'), line => hours(line.figures.medianHours), {
          solvedFrom: from,
          solvedTo: to,
        }),
        column('repeated', say('caseBoard.repeated'), line => figure(line.figures.repeated), {
          ...opened,
          which: 'repeated',
        }),
        column('open', say('caseBoard.open'), line => figure(line.figures.open), {}),
        column('overdue', say('caseBoard.overdue'), line => late(line.figures.overdue), { overdue: 'yes' }),
        column('owed', say('caseBoard.owed'), line => figure(line.figures.recheckOwed), { which: 'owed' }),
      ]}
    />
  )
}
