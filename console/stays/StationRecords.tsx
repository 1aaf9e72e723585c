// Meetings with their minutes, and the notice of each month as it hung on the wall, with a photo.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { addMonths, dayOf, monthOf } from '../../domain/kernel/day.ts'
import { type StationRecordKind, stationRecordKinds } from '../../domain/stays/station.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPaper } from '../AddPhoto.tsx'
import { useFilters } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { Choose } from '../Choose.tsx'
import { FormDialog, type FormField } from '../FormDialog.tsx'
import { dayText, monthText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { KeptPaper } from '../KeptPaper.tsx'
import { useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'

interface OfStation {
  countyCode: string
  facilityId: string
}
type StationRecord = Output<'stationRecord.list'>['rows'][number]

export function StationRecords({ of }: { of: OfStation }) {
  const say = useWords()
  const may = useMay()
  const [filters] = useFilters()
  const [writing, setWriting] = useState<StationRecordKind | null>(null)
  const kind = stationRecordKinds.keys.find(key => key === filters.kind)
  const list = usePages('stationRecord.list', { ...of, ...(kind && { kind }) })
  const mayKeep = may('station:keep')
  return (
    <Panel
      title={say('stations.records')}
      extra={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {mayKeep && (
            <>
              <Button onClick={() => setWriting('publicNotice')}>{say('stations.writeNotice')}</Button>
              <Button type="primary" onClick={() => setWriting('membersMeeting')}>
                {say('stations.writeMinutes')}
              </Button>
            </>
          )}
        </Space>
      }
    >
      <search className="filters no-print">
        <Choose name="kind" all={say('stations.recordsAll')} words={stationRecordKinds.words} />
      </search>
      <Paged list={list} nothing={say('stations.noRecords')}>
        {rows => rows.map(row => <RecordRow key={row.id} of={of} row={row} mayKeep={mayKeep} />)}
      </Paged>
      {writing && <WriteDialog of={of} kind={writing} onClose={() => setWriting(null)} />}
    </Panel>
  )
}

function RecordRow({ of, row, mayKeep }: { of: OfStation; row: StationRecord; mayKeep: boolean }) {
  const say = useWords()
  const client = useQueryClient()
  const [shown, setShown] = useState<string | null>(null)
  const { countyCode } = of
  return (
    <article className="stay-check">
      <h3>
        {row.title} <Tag>{stationRecordKinds.words[row.kind]}</Tag>
      </h3>
      <p className="soft small">
        {dayText(row.heldOn)}
        {row.aboutMonth !== null && ` · ${monthText(row.aboutMonth)}`}
        {row.present !== null && ` · ${say('stations.presentCount', { count: row.present })}`}
        {row.recordedByName !== null && ` · ${row.recordedByName}`}
      </p>
      <p className="stay-words">{row.words}</p>
      <Space wrap className="no-print">
        {row.photos.map((photoId, index) => (
          <Button key={photoId} size="small" onClick={() => setShown(photoId)}>
            {say('stations.photo', { number: index + 1 })}
          </Button>
        ))}
        {mayKeep && (
          <AddPaper
            word={say('stations.addPhoto')}
            send={async (file, contentType) => {
              await upload(
                'stationRecord.addPhoto',
                { countyCode, id: row.id, photoId: newId(), contentType },
                file,
              )
              await client.invalidateQueries({ queryKey: ['stationRecord.list'] })
            }}
          />
        )}
      </Space>
      {shown !== null && (
        <KeptPaper
          key={shown}
          operation="stationRecord.photo"
          input={{ countyCode, id: row.id, photoId: shown }}
          alt={say('stations.photoOf')}
          className="stay-photo"
        />
      )}
    </article>
  )
}

interface Written {
  kind: StationRecordKind
  title: string
  words: string
  heldOn: string
  present?: number
  aboutMonth?: string
}

interface WriteDialogProps {
  of: OfStation
  kind: StationRecordKind
  onClose: () => void
}

function WriteDialog({ of, kind, onClose }: WriteDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const write = useAct('stationRecord.write', ['stationRecord.list', 'station.get', 'station.list'])
  const today = dayOf(new Date())
  const isNotice = kind === 'publicNotice'
  const months = [0, 1, 2, 3].map(back => addMonths(monthOf(today), -back))
  const { membersMeeting, committeeMeeting } = stationRecordKinds.words
  const fields: FormField<keyof Written>[] = [
    ...(isNotice
      ? [
          {
            ...{ name: 'aboutMonth' as const, word: say('stations.aboutMonth'), as: 'choice' as const },
            words: Object.fromEntries(months.map(month => [month, monthText(month)])),
          },
        ]
      : [
          {
            ...{ name: 'kind' as const, word: say('stations.meetingKind'), as: 'choice' as const },
            words: { membersMeeting, committeeMeeting },
          },
          { name: 'present' as const, word: say('stations.present'), as: 'number' as const },
        ]),
    { name: 'heldOn', word: say(isNotice ? 'stations.hungOn' : 'stations.heldOn'), as: 'day' },
    { name: 'title', word: say('stations.recordTitle'), as: 'text', most: 60 },
    {
      name: 'words',
      word: say(isNotice ? 'stations.noticeWords' : 'stations.minutes'),
      as: 'long',
      most: 4_000,
    },
  ]
  return (
    <FormDialog<Written>
      title={say(isNotice ? 'stations.writeNotice' : 'stations.writeMinutes')}
      note={isNotice ? say('stations.noticeNote') : undefined}
      submit={say('form.save')}
      act={write}
      initial={{ kind, heldOn: today, ...(isNotice && { aboutMonth: months[1] ?? '' }) }}
      fields={fields}
      onSubmit={filled =>
        write.mutate(
          {
            ...{ ...of, id, kind: filled.kind ?? kind, heldOn: filled.heldOn, title: filled.title },
            ...{
              words: filled.words,
              present: filled.present ?? null,
              aboutMonth: filled.aboutMonth ?? null,
            },
          },
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
