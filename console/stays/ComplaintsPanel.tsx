// What was said to a station, by whom if she said so, and what was answered within how many days.
import { Button, Tag } from 'antd'
import { useState } from 'react'
import type { Output, Sent } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { complaintWays } from '../../domain/stays/station.ts'
import { newId } from '../../ui/client.ts'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { Choose } from '../Choose.tsx'
import { FormDialog } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'

type Complaint = Output<'stationComplaint.list'>['rows'][number]
const stale = ['stationComplaint.list', 'station.get', 'station.list'] as const

interface ComplaintsPanelProps {
  asked: Pick<Sent<'stationComplaint.list'>, 'regionCode' | 'facilityId'>
  /** The station for which one may be written down. */
  of?: { countyCode: string; facilityId: string }
}

export function ComplaintsPanel({ asked, of }: ComplaintsPanelProps) {
  const say = useWords()
  const may = useMay()
  const [filters] = useFilters()
  const [writing, setWriting] = useState(false)
  const isOpen = filters.open === 'open' ? true : filters.open === 'answered' ? false : undefined
  const list = usePages('stationComplaint.list', { ...asked, ...(isOpen !== undefined && { open: isOpen }) })
  const mayKeep = may('station:keep')
  return (
    <Panel
      title={say('stations.complaints')}
      note={say('stations.complaintsNote')}
      extra={
        of &&
        mayKeep && (
          <Button type="primary" onClick={() => setWriting(true)}>
            {say('stations.writeComplaint')}
          </Button>
        )
      }
    >
      <search className="filters no-print">
        <Choose
          name="open"
          all={say('stations.complaintsAll')}
          words={{ open: say('stations.unanswered'), answered: say('stations.answered') }}
        />
      </search>
      <Paged list={list} nothing={say('stations.noComplaints')}>
        {rows => rows.map(row => <Row key={row.id} row={row} mayKeep={mayKeep} withName={!of} />)}
      </Paged>
      {writing && of && <WriteDialog of={of} onClose={() => setWriting(false)} />}
    </Panel>
  )
}

function Row({ row, mayKeep, withName }: { row: Complaint; mayKeep: boolean; withName: boolean }) {
  const say = useWords()
  const notice = useNotice()
  const [answering, setAnswering] = useState(false)
  const answer = useAct('stationComplaint.answer', stale)
  return (
    <article className="stay-check">
      <p className="soft small">
        {withName && (
          <Go to={paths.station({ countyCode: row.countyCode, id: row.facilityId }, { part: 'complaints' })}>
            {row.facilityName}
          </Go>
        )}{' '}
        {dayText(row.receivedOn)} · {complaintWays.words[row.way]} · {row.fromName ?? say('stations.noName')}{' '}
        {row.answeredOn === null && (
          <Tag color={row.isLate ? 'error' : 'warning'}>
            {say(row.isLate ? 'stations.late' : 'stations.unanswered')}
          </Tag>
        )}
      </p>
      <p className="stay-words">{row.words}</p>
      {row.answer !== null && row.answeredOn !== null ? (
        <p className="soft">
          {say('stations.answerOf', { day: dayText(row.answeredOn) })}
          {row.answer}
        </p>
      ) : (
        mayKeep && <Button onClick={() => setAnswering(true)}>{say('stations.answer')}</Button>
      )}
      {answering && (
        <FormDialog<{ answer: string; on: string }>
          title={say('stations.answer')}
          note={row.words}
          submit={say('stations.answer')}
          act={answer}
          initial={{ on: dayOf(new Date()) }}
          fields={[
            { name: 'answer', word: say('stations.answerWords'), as: 'long', most: 1_000 },
            { name: 'on', word: say('stays.day'), as: 'day' },
          ]}
          onSubmit={filled =>
            answer.mutate(
              { countyCode: row.countyCode, id: row.id, ...filled },
              {
                onSuccess: () => {
                  notice.done(say('stays.done'))
                  setAnswering(false)
                },
              },
            )
          }
          onClose={() => setAnswering(false)}
        />
      )}
    </article>
  )
}

interface Written {
  way: (typeof complaintWays.keys)[number]
  receivedOn: string
  words: string
  fromName?: string
}

function WriteDialog({
  of,
  onClose,
}: {
  of: { countyCode: string; facilityId: string }
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const record = useAct('stationComplaint.record', stale)
  return (
    <FormDialog<Written>
      title={say('stations.writeComplaint')}
      submit={say('form.save')}
      act={record}
      initial={{ way: 'fromBox', receivedOn: dayOf(new Date()) }}
      fields={[
        { name: 'way', word: say('stations.way'), as: 'choice', words: complaintWays.words },
        { name: 'receivedOn', word: say('stays.day'), as: 'day' },
        { name: 'words', word: say('stations.complaintWords'), as: 'long', most: 1_000 },
        { name: 'fromName', word: say('stations.fromName'), as: 'text', most: 40, optional: true },
      ]}
      onSubmit={({ fromName, ...filled }) =>
        record.mutate(
          { ...of, id, ...filled, fromName: fromName?.trim() || null },
          {
            onSuccess: () => {
              notice.done(say('stays.done'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    />
  )
}
