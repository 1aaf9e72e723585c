// Calls to elders: what was drawn and how far it is, and the list to be rung.
import { Button, Progress, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import {
  callBackPurposes,
  callBackStates,
  cameAnswers,
  satisfiedAnswers,
  whenAnswers,
} from '../../domain/visit-truth/call-back.ts'
import { useFilters, useGo } from '../address.ts'
import { type RowOf, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { dayText, figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { CallDialog } from './CallDialog.tsx'
import { CheckDraw } from './CheckDraw.tsx'
import { DrawDialog } from './DrawDialog.tsx'
import './truth.css'

type Draw = RowOf<'callBack.draws'>
export type Call = RowOf<'callBack.list'>

export function CallsPage() {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const [drawing, setDrawing] = useState(false)
  const region = filters.region ?? post.regionCode
  return (
    <Page
      title={say('truth.calls')}
      above={<RegionBar code={region} to={code => paths.callBacks({ region: code })} />}
      actions={
        <>
          {may('callBack:work') && (
            <Button type="primary" onClick={() => setDrawing(true)}>
              {say('calls.draw')}
            </Button>
          )}
          <Button onClick={() => go(paths.truth({ region }))}>{say('truth.title')}</Button>
        </>
      }
    >
      <Draws region={region} />
      <CallList region={region} />
      {drawing && <DrawDialog region={region} onClose={() => setDrawing(false)} />}
    </Page>
  )
}

function Draws({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const list = usePages('callBack.draws', { regionCode: region, limit: 10 })
  return (
    <Panel title={say('calls.draws')} note={say('calls.what')}>
      <Paged list={list} nothing={say('calls.noDraws')}>
        {rows => (
          <CardTable<Draw>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 900 }}
            columns={[
              {
                key: 'week',
                title: say('calls.week'),
                render: (_, row) => (
                  <>
                    <button
                      type="button"
                      className="link strong"
                      aria-pressed={filters.draw === row.id}
                      onClick={() => change({ draw: filters.draw === row.id ? undefined : row.id })}
                    >
                      {dayText(row.fromDay)} — {dayText(row.toDay)}
                    </button>
                    <div className="soft small">
                      {row.regionName} · {callBackPurposes.words[row.purpose]}
                    </div>
                  </>
                ),
              },
              {
                key: 'drawn',
                title: say('calls.drawn'),
                render: (_, row) =>
                  say('calls.drawnOf', { drawn: figure(row.drawn), pool: figure(row.poolSize) }),
              },
              {
                key: 'done',
                title: say('calls.progress'),
                width: 200,
                render: (_, row) => (
                  <>
                    <Progress percent={share(row.done, row.drawn)} size="small" />
                    <span className="soft small">
                      {say('calls.said', { came: figure(row.came), denied: figure(row.nobodyCame) })}
                    </span>
                  </>
                ),
              },
              {
                key: 'by',
                title: say('calls.by'),
                render: (_, row) => (
                  <>
                    {row.drawnBy}
                    <div className="soft small">{instantText(row.drawnAt)}</div>
                  </>
                ),
              },
              { key: 'check', title: say('calls.again'), render: (_, row) => <CheckDraw draw={row} /> },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 100))

function CallList({ region }: { region: string }) {
  const say = useWords()
  const [filters, change] = useFilters()
  const [called, setCalled] = useState<Call | null>(null)
  const open = filters.shown !== 'all'
  const list = usePages('callBack.list', {
    regionCode: region,
    open,
    ...(filters.draw && { drawId: filters.draw }),
  })
  return (
    <Panel
      title={say('calls.list')}
      extra={
        <Segmented
          value={open ? 'open' : 'all'}
          options={[
            { value: 'open', label: say('calls.open') },
            { value: 'all', label: say('calls.all') },
          ]}
          onChange={value => change({ shown: value === 'all' ? 'all' : undefined })}
        />
      }
    >
      <Paged list={list} nothing={say(open ? 'calls.nothingOpen' : 'calls.nothing')}>
        {rows => <CallTable rows={rows} open={open} onCall={setCalled} />}
      </Paged>
      {called && <CallDialog call={called} onClose={() => setCalled(null)} />}
    </Panel>
  )
}

interface CallTableProps {
  rows: Call[]
  open: boolean
  onCall: (call: Call) => void
}

function CallTable({ rows, open, onCall }: CallTableProps) {
  const say = useWords()
  const may = useMay()
  return (
    <CardTable<Call>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      scroll={{ x: 900 }}
      columns={[
        {
          key: 'elder',
          title: say('truth.elder'),
          render: (_, row) => (
            <>
              <Go to={paths.elder({ countyCode: row.countyCode, id: row.elderId })} className="strong">
                {row.elderName}
              </Go>
              <div className="soft small">{row.regionName}</div>
            </>
          ),
        },
        {
          key: 'phone',
          title: say('calls.phone'),
          render: (_, row) => (row.phoneTail === null ? say('calls.noPhone') : `*** ${row.phoneTail}`),
        },
        {
          key: 'visit',
          title: say('calls.visit'),
          render: (_, row) => (
            <>
              {dayText(dayOf(new Date(row.startedAt)))}
              <div className="soft small">{row.visitorName}</div>
            </>
          ),
        },
        {
          key: 'state',
          title: say('calls.result'),
          render: (_, row) => <Result call={row} say={say} />,
        },
        {
          key: 'act',
          title: say('calls.act'),
          width: 130,
          render: (_, row) =>
            may('callBack:work') && open && row.leftOn === null ? (
              <Button onClick={() => onCall(row)}>{say('calls.call')}</Button>
            ) : null,
        },
      ]}
    />
  )
}

function Result({ call, say }: { call: Call; say: Say }) {
  if (call.leftOn !== null && call.state === 'toCall')
    return <span className="warn-text">{say('calls.left', { day: call.leftOn })}</span>
  const said = [
    call.came && cameAnswers.words[call.came],
    call.when && whenAnswers.words[call.when],
    call.satisfied && satisfiedAnswers.words[call.satisfied],
  ].filter(Boolean)
  return (
    <>
      <Tag color={call.came === 'nobodyCame' ? 'red' : call.state === 'gotAnswer' ? 'green' : 'default'}>
        {callBackStates.words[call.state]}
      </Tag>
      {said.join('，')}
      {call.state === 'unreachable' && say('calls.tries', { count: call.tries })}
      {call.note && <div className="soft small">{call.note}</div>}
      {call.calledAt && (
        <div className="soft small">
          {call.calledBy} · {instantText(call.calledAt)}
        </div>
      )}
    </>
  )
}
