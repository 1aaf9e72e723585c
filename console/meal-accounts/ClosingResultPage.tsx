// How far the closing of a whole area is, and what became of each canteen.

import { Alert, Button, Progress, Space, Tag } from 'antd'
import type { Output } from '../../domain/api.ts'
import { type ClosingOutcome, closingOutcomes } from '../../domain/meal-accounts/closing.ts'
import { useFilters, useKey } from '../address.ts'
import { useAnswer, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { saveAnswer } from '../save.ts'
import { Answered, useNotice } from '../states.tsx'
import { canteenColumns } from './closing-columns.tsx'
import { useFreshWhen } from './fresh.ts'
import './meal-accounts.css'

type Result = Output<'mealClosing.get'>
type Line = Output<'mealClosing.lines'>['rows'][number]

const lookEveryMs = 1_000

export function ClosingResultPage() {
  const key = useKey()
  const answer = useAnswer('mealClosing.get', key, {
    refetchInterval: seen => (seen && seen.closing.state !== 'closingDone' ? lookEveryMs : false),
  })
  return <Answered query={answer}>{seen => <Result key={seen.closing.id} seen={seen} />}</Answered>
}

function Result({ seen: { closing, counts } }: { seen: Result }) {
  const say = useWords()
  const notice = useNotice()
  const key = { countyCode: closing.countyCode, id: closing.id }
  const isDone = closing.state === 'closingDone'
  const back = paths.mealClosing({ region: closing.regionCode, month: closing.month })
  useFreshWhen(isDone)
  return (
    <Page
      title={say(isDone ? 'closing.result' : 'closing.progress', {
        ...{ place: closing.placeName, month: monthText(closing.month) },
      })}
      above={
        <nav className="region-bar no-print">
          <Go to={back}>{say('closing.again')}</Go>
        </nav>
      }
      actions={
        isDone && (
          <Space wrap>
            <Button onClick={() => window.print()}>{say('closing.print')}</Button>
            <Button onClick={() => void saveAnswer('mealClosing.export', key).catch(notice.refused)}>
              {say('closing.export')}
            </Button>
          </Space>
        )
      }
    >
      <p className="soft">
        {say('closing.asked', { name: closing.askedByName ?? '—', at: instantText(closing.askedAt) })}
      </p>
      <Panel>
        <Standing closing={closing} />
        {counts.closeRefused > 0 && <Refused count={counts.closeRefused} {...key} isDone={isDone} />}
        {isDone && counts.leftOpen > 0 && (
          <Alert type="warning" showIcon className="below" title={say('closing.leftNote')} />
        )}
        {isDone ? <Lines counts={counts} {...key} month={closing.month} /> : <SoFar counts={counts} />}
      </Panel>
    </Page>
  )
}

function Standing({ closing: { state, looked, canteens, closed } }: { closing: Result['closing'] }) {
  const say = useWords()
  const words = { looked: figure(looked), canteens: figure(canteens), closed: figure(closed) }
  if (state === 'closingDone')
    return (
      <p role="status" className="strong">
        {say('closing.done', words)}
      </p>
    )
  return (
    <>
      <p role="status">{state === 'closingWaits' ? say('closing.waiting') : say('closing.working', words)}</p>
      <Progress percent={canteens === 0 ? 0 : Math.floor((looked * 100) / canteens)} />
    </>
  )
}

interface RefusedProps {
  countyCode: string
  id: string
  count: number
  isDone: boolean
}

/** Said as soon as it is known, and first: these are the ones somebody has to look at. */
function Refused({ countyCode, id, count, isDone }: RefusedProps) {
  const say = useWords()
  const to = paths.mealClosingResult({ countyCode, id }, { only: 'closeRefused' })
  return (
    <Alert
      type="error"
      showIcon
      className="below"
      title={say(isDone ? 'closing.refused' : 'closing.refusedYet', { count: figure(count) })}
      action={isDone && <Go to={to}>{say('closing.refusedShow')}</Go>}
    />
  )
}

/** While it runs there are counts and no list: it would move under the reader's finger. */
function SoFar({ counts }: { counts: Result['counts'] }) {
  const known = closingOutcomes.keys.filter(key => counts[key] > 0)
  if (known.length === 0) return null
  return (
    <Space wrap className="below">
      {known.map(key => (
        <Tag key={key} color={colours[key]}>
          {closingOutcomes.words[key]} {figure(counts[key])}
        </Tag>
      ))}
    </Space>
  )
}

const colours: Readonly<Record<ClosingOutcome, string>> = {
  closedNow: 'success',
  closedBefore: 'success',
  waitsForEarlier: 'warning',
  withoutPriceRule: 'error',
  nothingToClose: 'default',
  leftOpen: 'warning',
  closeRefused: 'error',
}

interface LinesProps {
  countyCode: string
  id: string
  month: string
  counts: Result['counts']
}

function Lines({ counts, countyCode, id, month }: LinesProps) {
  const say = useWords()
  const [filters] = useFilters()
  const outcome = closingOutcomes.keys.find(key => key === filters.only)
  const list = usePages('mealClosing.lines', { countyCode, id, ...(outcome && { outcome }) })
  const whole = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const tabs: [ClosingOutcome | undefined, string, number][] = [
    [undefined, say('closing.everyone'), whole],
    ...closingOutcomes.keys
      .filter(key => counts[key] > 0)
      .map((key): [ClosingOutcome, string, number] => [key, closingOutcomes.words[key], counts[key]]),
  ]
  return (
    <>
      <nav className="parts below" aria-label={say('closing.outcome')}>
        {tabs.map(([key, word, count]) => (
          <Go
            key={word}
            to={paths.mealClosingResult({ countyCode, id }, { only: key })}
            className={key === outcome ? 'part part-here' : 'part'}
            current={key === outcome}
          >
            {word} {figure(count)}
          </Go>
        ))}
      </nav>
      <Paged list={list} nothing={say('closing.none')}>
        {rows => <LineTable rows={rows} month={month} />}
      </Paged>
    </>
  )
}

function LineTable({ rows, month }: { rows: Line[]; month: string }) {
  const say = useWords()
  return (
    <CardTable<Line>
      rowKey="canteenId"
      dataSource={rows}
      pagination={false}
      columns={[
        ...canteenColumns<Line>(say, month),
        {
          key: 'outcome',
          title: say('closing.outcome'),
          render: (_, row) => <Tag color={colours[row.outcome]}>{closingOutcomes.words[row.outcome]}</Tag>,
        },
        { key: 'says', title: say('closing.why'), render: (_, row) => row.says ?? '—' },
        {
          key: 'cash',
          title: say('closing.closingCash'),
          align: 'right',
          render: (_, row) => (row.closingFen === null ? '—' : money(row.closingFen)),
        },
      ]}
    />
  )
}
