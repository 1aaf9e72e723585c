// One visitor's month: each reason beside the visits it rests on, on a small map and in order of time.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { truthNoteKinds, truthSigns } from '../../domain/visit-truth/signs.ts'
import { dayWords, timeWords } from '../../domain/visit-truth/words.ts'
import { visitMethods, visitResults } from '../../domain/visits/visit.ts'
import { useFilters, useGo, useKey } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { instantText, monthText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { MonthPicker } from '../indicators/MonthPicker.tsx'
import { type Say, useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { PlacesMap } from './PlacesMap.tsx'
import { Score, ScoreTrend } from './Score.tsx'
import { StageTag } from './TruthPage.tsx'
import './truth.css'

type Truth = Output<'visitTruth.get'>
type Call = Truth['calls'][number]

export function VisitorTruthPage() {
  const say = useWords()
  const go = useGo()
  const { countyCode, id } = useKey()
  const [filters, change] = useFilters()
  const month = filters.month ?? dayOf(new Date()).slice(0, 7)
  const truth = useAnswer('visitTruth.get', { countyCode, visitorId: id, month })
  const name = truth.data?.visitorName ?? say('truth.visitor')
  return (
    <Page
      title={say('truth.ofMonth', { name, month: monthText(month) })}
      actions={
        <>
          <MonthPicker month={month} onChange={chosen => change({ month: chosen, sign: undefined })} />
          <Button onClick={() => go(paths.truth({ month }))}>{say('truth.back')}</Button>
        </>
      }
    >
      <Answered query={truth}>{value => <Month truth={value} />}</Answered>
    </Page>
  )
}

function Month({ truth }: { truth: Truth }) {
  const say = useWords()
  const [filters] = useFilters()
  const chosen = truth.reasons.find(reason => reason.sign === filters.sign)
  const marked = new Set(chosen ? chosen.visitIds : truth.reasons.flatMap(reason => reason.visitIds))
  return (
    <>
      <div className="truth-two">
        <Reasons truth={truth} />
        <Panel title={say('truth.placesTitle')}>
          <PlacesMap
            marked={marked}
            places={truth.calls.flatMap(({ id, lon, lat, elderName, startedAt }) =>
              lon === null || lat === null
                ? []
                : { id, lon, lat, hint: `${instantText(startedAt)} ${elderName}` },
            )}
          />
        </Panel>
      </div>
      <Notes truth={truth} />
      <Calls truth={truth} marked={marked} onlyMarked={chosen !== undefined} />
    </>
  )
}

function Reasons({ truth }: { truth: Truth }) {
  const say = useWords()
  const [filters, change] = useFilters()
  return (
    <Panel
      title={
        <>
          <Score score={truth.score} /> <StageTag stage={truth.stage} />
        </>
      }
      extra={<ScoreTrend months={truth.trend} />}
      note={truth.reasons.length > 0 ? say('truth.pick') : undefined}
    >
      {truth.reasons.length === 0 && <p className="soft">{say('truth.noReasons')}</p>}
      {truth.reasons.map(reason => (
        <button
          key={reason.sign}
          type="button"
          className="truth-reason"
          aria-pressed={filters.sign === reason.sign}
          onClick={() => change({ sign: filters.sign === reason.sign ? undefined : reason.sign })}
        >
          <span>
            <b>{truthSigns.words[reason.sign]}</b>
            <br />
            {reason.words}
          </span>
          <span className="soft small nowrap">{say('truth.taken', { points: reason.points })}</span>
        </button>
      ))}
    </Panel>
  )
}

function Notes({ truth }: { truth: Truth }) {
  const say = useWords()
  const may = useMay()
  const [writing, setWriting] = useState<'coached' | 'excused' | null>(null)
  const canWrite = may('visitTruth:coach') && truth.stage !== 'fine'
  return (
    <Panel
      title={say('truth.notesTitle')}
      extra={
        canWrite && (
          <>
            <Button type="primary" onClick={() => setWriting('coached')}>
              {say('truth.coach')}
            </Button>{' '}
            <Button onClick={() => setWriting('excused')}>{say('truth.excuse')}</Button>
          </>
        )
      }
    >
      {truth.notes.length === 0 && <p className="soft">{say('truth.noNotes')}</p>}
      <ul className="truth-notes">
        {truth.notes.map(note => (
          <li key={note.id}>
            <Tag>{monthText(note.month)}</Tag>
            <b>{truthNoteKinds.words[note.kind]}</b>：{note.words}
            <div className="soft small">
              {say('truth.noteBy', { name: note.byName ?? '', at: instantText(note.writtenAt) })}
            </div>
          </li>
        ))}
      </ul>
      {writing && <NoteDialog truth={truth} kind={writing} onClose={() => setWriting(null)} />}
    </Panel>
  )
}

interface CallsProps {
  truth: Truth
  marked: ReadonlySet<string>
  onlyMarked: boolean
}

function Calls({ truth, marked, onlyMarked }: CallsProps) {
  const say = useWords()
  const [, change] = useFilters()
  const may = useMay()
  const rows = onlyMarked ? truth.calls.filter(call => marked.has(call.id)) : truth.calls
  const signsOf = new Map<string, string[]>()
  for (const reason of truth.reasons)
    for (const id of reason.visitIds)
      signsOf.set(id, [...(signsOf.get(id) ?? []), truthSigns.words[reason.sign]])
  return (
    <Panel
      title={say('truth.callsTitle')}
      note={truth.calls.length >= 500 ? say('truth.callsFull') : undefined}
      extra={onlyMarked && <Button onClick={() => change({ sign: undefined })}>{say('truth.all')}</Button>}
    >
      <CardTable<Call>
        rowKey="id"
        dataSource={rows}
        pagination={rows.length > 100 && { pageSize: 100, showSizeChanger: false }}
        rowClassName={call => (marked.has(call.id) ? 'truth-row-marked' : '')}
        columns={[
          {
            key: 'day',
            title: say('truth.day'),
            width: 110,
            render: (_, call) => dayWords(Date.parse(call.startedAt)),
          },
          { key: 'time', title: say('truth.time'), width: 210, render: (_, call) => spanOf(call, say) },
          {
            key: 'elder',
            title: say('truth.elder'),
            width: 130,
            render: (_, call) =>
              may('elder:read') ? (
                <Go to={paths.elder({ countyCode: truth.countyCode, id: call.elderId })}>{call.elderName}</Go>
              ) : (
                call.elderName
              ),
          },
          {
            key: 'how',
            title: say('truth.how'),
            render: (_, call) => (
              <>
                {visitMethods.words[call.method]} · {visitResults.words[call.result]}
                {call.result === 'met' && (
                  <div className="soft small">
                    {call.worries > 0
                      ? say('truth.worries', { count: call.worries })
                      : say('truth.noWorries')}
                    {call.doorCode !== 'none' &&
                      ` · ${say(call.doorCode === 'right' ? 'truth.doorRight' : 'truth.doorWrong')}`}
                  </div>
                )}
              </>
            ),
          },
          {
            key: 'signs',
            title: say('truth.signs'),
            render: (_, call) => (signsOf.get(call.id) ?? []).map(word => <Tag key={word}>{word}</Tag>),
          },
        ]}
      />
    </Panel>
  )
}

function spanOf(call: Call, say: Say): string {
  const [from, to] = [Date.parse(call.startedAt), Date.parse(call.endedAt)]
  return say('truth.minutes', {
    from: timeWords(from),
    to: timeWords(to),
    minutes: Math.round((to - from) / 60_000),
  })
}
