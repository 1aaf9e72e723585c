// Before a month of all canteens is closed: who is ready, who is not and why, and the one button.
import { Alert, Button, Checkbox, Modal, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import {
  type ClosingHint,
  type ClosingStanding,
  closingHints,
  closingStandings,
  closingStates,
} from '../../domain/meal-accounts/closing.ts'
import { newId } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAct, useAnswer, usePages } from '../asking.ts'
import { MonthSelect } from '../benefits/MonthSelect.tsx'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { canteenColumns } from './closing-columns.tsx'
import { useFreshWhen } from './fresh.ts'
import '../notices/notices.css'
import './meal-accounts.css'

type Seen = Output<'mealClosing.look'>
type Row = Seen['rows'][number]
/** One of the standings, or those that are ready and worth a look. */
type Chosen = ClosingStanding | 'hinted' | undefined

export function MonthClosingPage() {
  const say = useWords()
  const { post } = useSession()
  const [filters, change] = useFilters()
  const region = filters.region ?? post.regionCode
  const month = filters.month ?? addMonths(monthOf(dayOf(new Date())), -1)
  const isWide = ['province', 'prefecture'].includes(levelOf(region))
  return (
    <Page
      title={say('closing.title')}
      above={
        <>
          <nav className="region-bar no-print">
            <Go to={paths.mealBooks({ region: filters.region })}>{say('books.back')}</Go>
          </nav>
          <RegionBar code={region} to={code => paths.mealClosing({ region: code, month: filters.month })} />
        </>
      }
    >
      <p className="soft">{say('closing.what')}</p>
      {isWide ? (
        <Panel>
          <p>{say('closing.chooseCounty')}</p>
        </Panel>
      ) : (
        <>
          <Labelled word={say('closing.month')}>
            {id => (
              <MonthSelect
                {...{ id, large: true, back: 12, ahead: 0, value: month }}
                onChange={chosen => change({ month: chosen })}
              />
            )}
          </Labelled>
          <Before region={region} month={month} />
        </>
      )}
      <History region={region} />
    </Page>
  )
}

/** A closing that runs, whoever asked for it, ends while somebody looks at this page. */
const lookEveryMs = 3_000

function Before({ region, month }: { region: string; month: string }) {
  const [filters] = useFilters()
  const chosen = filters.only as Chosen
  const asked = {
    ...{ regionCode: region, month },
    ...(chosen === 'hinted' ? { hintedOnly: true } : chosen !== undefined && { standing: chosen }),
  }
  const first = useAnswer(
    'mealClosing.look',
    { regionCode: region, month, limit: 1 },
    { refetchInterval: seen => (seen && seen.running !== null ? lookEveryMs : false) },
  )
  const list = usePages('mealClosing.look', asked)
  useFreshWhen(first.data === undefined || first.data.running === null)
  return (
    <Answered query={first}>
      {seen => <Looked seen={seen} list={list} {...{ region, month, chosen }} />}
    </Answered>
  )
}

interface LookedProps {
  seen: Seen
  list: ReturnType<typeof usePages<'mealClosing.look'>>
  region: string
  month: string
  chosen: Chosen
}

function Looked({ seen, list, region, month, chosen }: LookedProps) {
  const say = useWords()
  const may = useMay()
  const to = (only: Chosen) => paths.mealClosing({ region, month, only })
  const whole = Object.values(seen.counts).reduce((sum, count) => sum + count, 0)
  const tabs: [Chosen, string, number][] = [
    [undefined, say('closing.everyone'), whole],
    ['readyToClose', closingStandings.words.readyToClose, seen.counts.readyToClose],
    ['hinted', say('closing.hinted'), seen.hinted],
    ...closingStandings.keys
      .filter(key => key !== 'readyToClose')
      .map((key): [Chosen, string, number] => [key, closingStandings.words[key], seen.counts[key]]),
  ]
  const shown = tabs.filter(([key, , count]) => count > 0 || key === undefined || key === chosen)
  return (
    <Panel>
      {seen.running !== null && <Running region={region} id={seen.running} />}
      {!seen.isOver && (
        <Alert type="info" showIcon title={say('closing.notOver', { month: monthText(month) })} />
      )}
      {may('canteenAccount:keep') && seen.isOver && seen.running === null && (
        <CloseAll seen={seen} region={region} month={month} />
      )}
      <nav className="parts below" aria-label={say('closing.standing')}>
        {shown.map(([key, word, count]) => (
          <Go
            key={word}
            to={to(key)}
            className={key === chosen ? 'part part-here' : 'part'}
            current={key === chosen}
          >
            {word} {figure(count)}
          </Go>
        ))}
      </nav>
      <Paged list={list} nothing={say('closing.none')}>
        {rows => <Canteens rows={rows} month={month} />}
      </Paged>
    </Panel>
  )
}

function Running({ region, id }: { region: string; id: string }) {
  const say = useWords()
  return (
    <Alert
      type="info"
      showIcon
      title={say('closing.running')}
      action={
        <Go to={paths.mealClosingResult({ countyCode: region.slice(0, 6), id })}>
          {say('closing.toRunning')}
        </Go>
      }
    />
  )
}

function CloseAll({ seen, region, month }: { seen: Seen; region: string; month: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [isOpen, setOpen] = useState(false)
  const [leaves, setLeaves] = useState(true)
  const ask = useAct('mealClosing.ask', ['mealClosing.look', 'mealClosing.list'])
  const leaveHinted = leaves && seen.hinted > 0
  const count = seen.counts.readyToClose - (leaveHinted ? seen.hinted : 0)
  const words = { month: monthText(month), count: figure(count) }
  const send = () =>
    ask.mutate(
      { id: newId(), regionCode: region, month, leaveHinted },
      { onSuccess: key => go(paths.mealClosingResult(key)), onError: notice.refused },
    )
  if (seen.counts.readyToClose === 0) return <p>{say('closing.nothingReady')}</p>
  return (
    <>
      <Button type="primary" size="large" className="no-print" onClick={() => setOpen(true)}>
        {say('closing.go', { month: monthText(month), count: figure(seen.counts.readyToClose) })}
      </Button>
      <Modal
        open={isOpen}
        title={say('closing.confirm', { month: monthText(month) })}
        okText={say('closing.yes')}
        cancelText={say('closing.no')}
        okButtonProps={{ disabled: count === 0 }}
        confirmLoading={ask.isPending}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <p>{say('closing.confirmWhat', words)}</p>
        {seen.hinted > 0 && (
          <Checkbox checked={leaves} onChange={event => setLeaves(event.target.checked)}>
            {say('closing.leaveHinted', { count: figure(seen.hinted) })}
          </Checkbox>
        )}
      </Modal>
    </>
  )
}

const standingColours: Readonly<Record<ClosingStanding, string>> = {
  readyToClose: 'processing',
  monthClosed: 'success',
  earlierFirst: 'warning',
  noPriceRule: 'error',
  noBookYet: 'default',
}

function Canteens({ rows, month }: { rows: Row[]; month: string }) {
  const say = useWords()
  return (
    <CardTable<Row>
      rowKey="canteenId"
      dataSource={rows}
      pagination={false}
      columns={[
        ...canteenColumns<Row>(say, month),
        {
          key: 'standing',
          title: say('closing.standing'),
          render: (_, row) => (
            <>
              <Tag color={standingColours[row.standing]}>{closingStandings.words[row.standing]}</Tag>
              {row.standing === 'earlierFirst' && row.turn !== null && (
                <span className="soft">{say('closing.turn', { month: monthText(row.turn) })}</span>
              )}
            </>
          ),
        },
        {
          key: 'meals',
          title: say('closing.meals'),
          align: 'right',
          render: (_, row) => figure(row.meals),
        },
        {
          key: 'hints',
          title: say('closing.look'),
          render: (_, row) =>
            row.standing === 'readyToClose' && row.hints.length > 0
              ? row.hints.map(hint => <Hint key={hint} hint={hint} row={row} month={month} />)
              : '—',
        },
      ]}
    />
  )
}

function Hint({ hint, row, month }: { hint: ClosingHint; row: Row; month: string }) {
  const say = useWords()
  const { countyCode, canteenId, incidentId, purchases } = row
  const key = { countyCode, id: canteenId }
  const to =
    hint === 'incidentOpen' && incidentId !== null
      ? paths.foodIncident({ countyCode, id: incidentId })
      : paths.mealBook(key, { part: hint === 'purchasesUnbooked' ? 'entries' : 'days', month })
  return (
    <div>
      <Go to={to}>
        {hint === 'purchasesUnbooked'
          ? say('closing.purchases', { count: figure(purchases) })
          : closingHints.words[hint]}
      </Go>
    </div>
  )
}

function History({ region }: { region: string }) {
  const say = useWords()
  const list = usePages('mealClosing.list', { regionCode: region })
  return (
    <Panel title={say('closing.history')}>
      <Paged list={list} nothing={say('closing.noHistory')}>
        {rows => (
          <ul className="plain-list">
            {rows.map(row => (
              <li key={row.id}>
                <Go to={paths.mealClosingResult(row)} className="strong">
                  {say('closing.of', { place: row.placeName, month: monthText(row.month) })}
                </Go>{' '}
                {row.state !== 'closingDone' && (
                  <Tag color="processing">{closingStates.words[row.state]}</Tag>
                )}
                {say('closing.closedCount', { closed: figure(row.closed), canteens: figure(row.canteens) })}{' '}
                <span className="soft">
                  {say('closing.asked', { name: row.askedByName ?? '—', at: instantText(row.askedAt) })}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </Panel>
  )
}
