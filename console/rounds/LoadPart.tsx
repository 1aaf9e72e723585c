// 负担与空当: the month in numbers, by place and by visitor; every number opens the people behind it.
import { Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import type { LoadBoard, LoadMeasure } from '../../domain/rounds/load.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { paths } from '../paths.ts'
import { Answered, Nothing } from '../states.tsx'
import { MonthChoice } from './MonthChoice.tsx'
import { SharePanel } from './SharePanel.tsx'

interface Where {
  region: string
  month: string
}

export function LoadPart({ region, month }: Where) {
  const say = useWords()
  const board = useAnswer('visitorLoad.read', { regionCode: region, month })
  return (
    <>
      <search className="filters no-print">
        <MonthChoice month={month} />
      </search>
      <Answered query={board}>
        {value => (
          <>
            <Figures total={value.total} region={region} month={month} />
            {levelOf(region) === 'township' && <SharePanel region={region} />}
            <Panel title={say('rounds.byVisitor')} note={say('visitors.advice')}>
              <ByVisitor rows={value.visitors} region={region} month={month} />
            </Panel>
            {levelOf(region) !== 'village' && (
              <Panel title={say('rounds.byPlace')}>
                <ByPlace rows={value.places} month={month} />
              </Panel>
            )}
          </>
        )}
      </Answered>
    </>
  )
}

/** Opens the list where there is somebody on it. */
function Counted({
  count,
  measure,
  where,
  account,
}: {
  count: number
  measure: LoadMeasure
  where: Where
  account?: string
}) {
  if (count === 0) return <>{figure(0)}</>
  return <Go to={paths.loadRecords({ ...where, measure, account })}>{figure(count)}</Go>
}

function Figures({ total, ...where }: Where & { total: LoadBoard['total'] }) {
  const say = useWords()
  const shown: { word: MessageKey; count: number; measure?: LoadMeasure; warns?: boolean }[] = [
    { word: 'rounds.visitors', count: total.visitors },
    { word: 'rounds.elders', count: total.elders, measure: 'carried' },
    { word: 'rounds.planned', count: total.planned, measure: 'plannedVisits' },
    { word: 'rounds.done', count: total.done, measure: 'doneVisits' },
    { word: 'rounds.late', count: total.late, measure: 'missedVisits', warns: true },
    { word: 'rounds.hard', count: total.hard, measure: 'hardHomes' },
    { word: 'rounds.uncovered', count: total.uncovered, measure: 'uncovered', warns: true },
    { word: 'rounds.unattended', count: total.unattendedDays, measure: 'unattended', warns: true },
    { word: 'rounds.over', count: total.over, measure: 'overloaded', warns: true },
    { word: 'rounds.idle', count: total.idle },
  ]
  return (
    <Panel>
      <div className="figures" data-testid="load-figures">
        {shown.map(({ word, count, measure, warns }) => (
          <div className="figure" key={word}>
            <span className="figure-name">{say(word, { most: total.eldersMost })}</span>
            <span className={warns && count > 0 ? 'figure-value warn-text' : 'figure-value'}>
              {measure ? <Counted count={count} measure={measure} where={where} /> : figure(count)}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  )
}

function ByVisitor({ rows, ...where }: Where & { rows: Output<'visitorLoad.read'>['visitors'] }) {
  const say = useWords()
  if (rows.length === 0) return <Nothing>{say('visitors.none')}</Nothing>
  const number = (
    key: 'elders' | 'planned' | 'done' | 'late' | 'hard',
    word: MessageKey,
    measure: LoadMeasure,
  ) => ({
    key,
    title: say(word),
    align: 'right' as const,
    sorter: (one: (typeof rows)[number], other: (typeof rows)[number]) => one[key] - other[key],
    render: (_: unknown, row: (typeof rows)[number]) => (
      <Counted count={row[key]} measure={measure} where={where} account={row.accountId} />
    ),
  })
  return (
    <CardTable<(typeof rows)[number]>
      rowKey="accountId"
      dataSource={rows}
      pagination={rows.length > 100 && { pageSize: 100, showSizeChanger: false }}
      columns={[
        {
          key: 'name',
          title: say('visitors.name'),
          render: (_, row) => (
            <>
              {row.name} {row.isOver && <Tag color="warning">{say('rounds.tooMany')}</Tag>}
              {row.elders === 0 && <Tag>{say('rounds.nobody')}</Tag>}
            </>
          ),
        },
        { key: 'place', title: say('rounds.place'), dataIndex: 'placeName' },
        number('elders', 'rounds.elders', 'carried'),
        number('planned', 'rounds.planned', 'plannedVisits'),
        number('done', 'rounds.done', 'doneVisits'),
        number('late', 'rounds.late', 'missedVisits'),
        number('hard', 'rounds.hard', 'hardHomes'),
      ]}
    />
  )
}

function ByPlace({ rows, month }: { rows: LoadBoard['places']; month: string }) {
  const say = useWords()
  const number = (
    key: 'elders' | 'planned' | 'done' | 'late' | 'hard' | 'uncovered',
    word: MessageKey,
    measure: LoadMeasure,
  ) => ({
    key,
    title: say(word),
    align: 'right' as const,
    render: (_: unknown, row: LoadBoard['places'][number]) => (
      <Counted count={row[key]} measure={measure} where={{ region: row.regionCode, month }} />
    ),
  })
  if (rows.length === 0) return <Nothing>{say('rounds.noElders')}</Nothing>
  return (
    <CardTable<LoadBoard['places'][number]>
      rowKey="regionCode"
      dataSource={rows}
      pagination={rows.length > 100 && { pageSize: 100, showSizeChanger: false }}
      columns={[
        {
          key: 'name',
          title: say('rounds.region'),
          render: (_, row) => <Go to={paths.visitors({ region: row.regionCode, month })}>{row.name}</Go>,
        },
        { key: 'visitors', title: say('rounds.visitors'), align: 'right', dataIndex: 'visitors' },
        number('elders', 'rounds.elders', 'carried'),
        number('uncovered', 'rounds.uncovered', 'uncovered'),
        number('planned', 'rounds.planned', 'plannedVisits'),
        number('done', 'rounds.done', 'doneVisits'),
        number('late', 'rounds.late', 'missedVisits'),
        number('hard', 'rounds.hard', 'hardHomes'),
      ]}
    />
  )
}
