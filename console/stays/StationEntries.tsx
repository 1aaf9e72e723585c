// Money and goods that came to a station beside the fees, and money that went, each with its ticket.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { entryKinds, mealCosts } from '../../domain/meal-accounts/book.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import type { StationEntry } from '../../domain/stays/book.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPaper } from '../AddPhoto.tsx'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { FormDialog, type FormField } from '../FormDialog.tsx'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { KeptPaper } from '../KeptPaper.tsx'
import { useWords } from '../language.tsx'
import { fenOf, money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { useNotice } from '../states.tsx'

interface OfStation {
  countyCode: string
  facilityId: string
}
const stale = ['stationEntry.list', 'stationBook.get'] as const

export function StationEntries({ of, month }: { of: OfStation; month: string }) {
  const say = useWords()
  const may = useMay()
  const list = usePages('stationEntry.list', { ...of, month })
  const [writing, setWriting] = useState<StationEntry['kind'] | null>(null)
  const [shown, setShown] = useState<{ id: string; photoId: string } | null>(null)
  return (
    <Panel
      title={say('stations.entries')}
      note={say('stations.entriesNote')}
      extra={
        may('station:keep') && (
          <Space wrap>
            <Button onClick={() => setWriting('giftOfGoods')}>{say('stations.recordGoods')}</Button>
            <Button onClick={() => setWriting('moneyIn')}>{say('stations.recordIn')}</Button>
            <Button type="primary" onClick={() => setWriting('moneyOut')}>
              {say('stations.recordOut')}
            </Button>
          </Space>
        )
      }
    >
      <Paged list={list} nothing={say('stations.noEntries')}>
        {rows => <Entries rows={rows} mayKeep={may('station:keep')} onLook={setShown} />}
      </Paged>
      {shown && (
        <KeptPaper
          key={shown.photoId}
          operation="stationEntry.photo"
          input={{ countyCode: of.countyCode, ...shown }}
          alt={say('stations.ticket')}
          className="stay-photo"
        />
      )}
      {writing && <EntryDialog of={of} kind={writing} onClose={() => setWriting(null)} />}
    </Panel>
  )
}

interface EntriesProps {
  rows: StationEntry[]
  mayKeep: boolean
  onLook: (photo: { id: string; photoId: string }) => void
}

function Entries({ rows, mayKeep, onLook }: EntriesProps) {
  const say = useWords()
  return (
    <CardTable<StationEntry>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'day', title: say('stays.day'), render: (_, row) => dayText(row.day) },
        {
          key: 'what',
          title: say('stations.whatFor'),
          render: (_, row) => (
            <>
              {row.cost !== null
                ? mealCosts.words[row.cost]
                : row.source !== null
                  ? mealSources.words[row.source]
                  : entryKinds.words[row.kind]}{' '}
              {row.kind === 'giftOfGoods' && <Tag>{entryKinds.words.giftOfGoods}</Tag>}
              {row.note && <span className="soft small">{row.note}</span>}
            </>
          ),
        },
        {
          key: 'party',
          title: say('stations.party'),
          render: (_, row) => (row.isAnonymous ? say('stations.anonymous') : (row.party ?? '—')),
        },
        {
          key: 'amount',
          title: say('fees.amount'),
          align: 'right',
          render: (_, row) => <Amount row={row} />,
        },
        {
          key: 'acts',
          title: say('stations.ticket'),
          render: (_, row) => <Acts row={row} mayKeep={mayKeep} onLook={onLook} />,
        },
      ]}
    />
  )
}

function Amount({ row }: { row: StationEntry }) {
  const say = useWords()
  if (row.kind === 'giftOfGoods') return <>—</>
  const text = `${row.kind === 'moneyIn' ? '+' : '−'}${money(row.amountFen)}`
  if (row.cancelReason === null)
    return <span className={row.kind === 'moneyIn' ? 'good-text' : undefined}>{text}</span>
  return (
    <>
      <s className="soft">{text}</s> <Tag title={row.cancelReason}>{say('fees.cancelled')}</Tag>
    </>
  )
}

function Acts({ row, mayKeep, onLook }: { row: StationEntry } & Omit<EntriesProps, 'rows'>) {
  const say = useWords()
  const client = useQueryClient()
  const { countyCode, id } = row
  return (
    <Space wrap className="no-print">
      {row.photos.map((photoId, index) => (
        <Button key={photoId} size="small" onClick={() => onLook({ id, photoId })}>
          {say('stations.ticketNumber', { number: index + 1 })}
        </Button>
      ))}
      {mayKeep && row.cancelReason === null && (
        <>
          <AddPaper
            word={say('stations.addTicket')}
            send={async (file, contentType) => {
              await upload('stationEntry.addPhoto', { countyCode, id, photoId: newId(), contentType }, file)
              await client.invalidateQueries({ queryKey: ['stationEntry.list'] })
            }}
          />
          <CancelEntry row={row} />
        </>
      )}
    </Space>
  )
}

function CancelEntry({ row }: { row: StationEntry }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const cancel = useAct('stationEntry.cancel', stale)
  const send = ({ reason }: { reason: string }) =>
    cancel.mutate(
      { countyCode: row.countyCode, id: row.id, reason },
      {
        onSuccess: () => {
          notice.done(say('fees.cancelled'))
          setAsking(false)
        },
      },
    )
  return (
    <>
      <Button size="small" danger onClick={() => setAsking(true)}>
        {say('fees.cancel')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('fees.cancel')}
          note={say('stations.cancelNote')}
          submit={say('fees.cancel')}
          busy={cancel.isPending}
          error={cancel.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface Filled {
  source?: (typeof mealSources.keys)[number]
  cost?: (typeof mealCosts.keys)[number]
  yuan?: number
  day: string
  party?: string
  isAnonymous?: boolean
  note?: string
}

interface EntryDialogProps {
  of: OfStation
  kind: StationEntry['kind']
  onClose: () => void
}

function EntryDialog({ of, kind, onClose }: EntryDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const record = useAct('stationEntry.record', stale)
  const { fromPerson: _fees, ...sides } = mealSources.words
  const isGoods = kind === 'giftOfGoods'
  const side = { name: 'source', word: say('stations.side'), as: 'choice', words: sides } as const
  const cost = { name: 'cost', word: say('stations.cost'), as: 'choice', words: mealCosts.words } as const
  const party = { name: 'party', word: say('stations.party'), as: 'text', most: 60, optional: true } as const
  const fields: FormField<keyof Filled>[] = [
    kind === 'moneyOut' ? cost : side,
    ...(isGoods ? [] : [{ name: 'yuan', word: say('fees.amount'), as: 'yuan' } as const]),
    party,
    ...(kind === 'moneyOut'
      ? []
      : [{ name: 'isAnonymous', word: say('stations.anonymousYes'), as: 'yes' } as const]),
    { name: 'day', word: say('stays.day'), as: 'day' },
    { name: 'note', word: say(isGoods ? 'stations.goods' : 'stays.note'), as: 'text', optional: !isGoods },
  ]
  const titles = {
    moneyIn: 'stations.recordIn',
    moneyOut: 'stations.recordOut',
    giftOfGoods: 'stations.recordGoods',
  } as const
  return (
    <FormDialog<Filled>
      title={say(titles[kind])}
      note={kind === 'moneyIn' ? say('stations.feesElsewhere') : undefined}
      submit={say('form.save')}
      act={record}
      initial={{ day: dayOf(new Date()) }}
      fields={fields}
      onSubmit={filled =>
        record.mutate(
          {
            ...{ ...of, id, kind, source: filled.source ?? null, cost: filled.cost ?? null, day: filled.day },
            ...{ amountFen: fenOf(filled.yuan), party: filled.party?.trim() || null },
            ...{ isAnonymous: filled.isAnonymous ?? false, note: filled.note?.trim() || null },
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
