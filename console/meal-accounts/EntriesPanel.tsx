// Money in and out of a canteen, with the supplier's ticket; a mistake is cancelled with a reason, never rubbed out.
import { useQueryClient } from '@tanstack/react-query'
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import { entryKinds, type MealEntry, mealCosts } from '../../domain/meal-accounts/book.ts'
import type { MealBook } from '../../domain/meal-accounts/books-api.ts'
import { mealSources } from '../../domain/meal-accounts/terms.ts'
import { newId, upload } from '../../ui/client.ts'
import { AddPhoto } from '../AddPhoto.tsx'
import { useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { useDownloaded } from '../downloaded.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { money } from '../money.ts'
import { Paged } from '../Paged.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useNotice } from '../states.tsx'
import { EntryDialog } from './EntryDialog.tsx'

interface EntriesPanelProps {
  book: MealBook
  month: string
  mayKeep: boolean
}

export function EntriesPanel({ book, month, mayKeep }: EntriesPanelProps) {
  const say = useWords()
  const { countyCode, canteenId } = book
  const list = usePages('mealEntry.list', { countyCode, canteenId, month })
  const [writing, setWriting] = useState<'moneyIn' | 'moneyOut' | null>(null)
  const [photo, setPhoto] = useState<{ id: string; photoId: string } | null>(null)
  return (
    <Panel
      title={say('books.entries')}
      extra={
        mayKeep && (
          <Space wrap>
            <Button onClick={() => setWriting('moneyIn')}>{say('books.recordIn')}</Button>
            <Button type="primary" onClick={() => setWriting('moneyOut')}>
              {say('books.recordOut')}
            </Button>
          </Space>
        )
      }
    >
      <Paged list={list} nothing={say('books.noEntries')}>
        {rows => <Entries rows={rows} mayKeep={mayKeep} onLook={setPhoto} />}
      </Paged>
      {photo && (
        <Ticket key={photo.photoId} input={{ countyCode, ...photo }} onClose={() => setPhoto(null)} />
      )}
      {writing && <EntryDialog book={book} kind={writing} onClose={() => setWriting(null)} />}
    </Panel>
  )
}

interface EntriesProps {
  rows: MealEntry[]
  mayKeep: boolean
  onLook: (photo: { id: string; photoId: string }) => void
}

function Entries({ rows, mayKeep, onLook }: EntriesProps) {
  const say = useWords()
  return (
    <CardTable<MealEntry>
      rowKey="id"
      dataSource={rows}
      pagination={false}
      columns={[
        { key: 'day', title: say('books.day'), render: (_, row) => dayText(row.day) },
        {
          key: 'what',
          title: say('books.what2'),
          render: (_, row) => (
            <>
              {row.cost !== null
                ? mealCosts.words[row.cost]
                : row.source !== null
                  ? mealSources.words[row.source]
                  : entryKinds.words[row.kind]}
              {row.kind === 'giftOfGoods' && <Tag className="meal-tag">{entryKinds.words.giftOfGoods}</Tag>}
              {row.note && <span className="soft small"> {row.note}</span>}
            </>
          ),
        },
        {
          key: 'party',
          title: say('books.who'),
          render: (_, row) => (row.isAnonymous ? say('mealWall.anonymous') : (row.party ?? '—')),
        },
        {
          key: 'amount',
          title: say('books.amount'),
          align: 'right',
          render: (_, row) => <Amount row={row} />,
        },
        {
          key: 'acts',
          title: say('books.tickets'),
          render: (_, row) => <Acts row={row} mayKeep={mayKeep} onLook={onLook} />,
        },
      ]}
    />
  )
}

function Amount({ row }: { row: MealEntry }) {
  const say = useWords()
  if (row.kind === 'giftOfGoods') return <>—</>
  const text = `${row.kind === 'moneyIn' ? '+' : '−'}${money(row.amountFen)}`
  return row.cancelReason === null ? (
    <span className={row.kind === 'moneyIn' ? 'good-text' : undefined}>{text}</span>
  ) : (
    <>
      <s className="soft">{text}</s> <Tag title={row.cancelReason}>{say('books.cancelled')}</Tag>
    </>
  )
}

function Acts({
  row,
  mayKeep,
  onLook,
}: {
  row: MealEntry
  mayKeep: boolean
  onLook: EntriesProps['onLook']
}) {
  const say = useWords()
  const client = useQueryClient()
  return (
    <Space wrap>
      {row.photos.map((photoId, index) => (
        <Button key={photoId} size="small" onClick={() => onLook({ id: row.id, photoId })}>
          {say('books.look')} {row.photos.length > 1 ? index + 1 : ''}
        </Button>
      ))}
      {mayKeep && row.cancelReason === null && (
        <>
          <AddPhoto
            word={say('books.ticket')}
            send={async (file, contentType) => {
              const input = { countyCode: row.countyCode, id: row.id, photoId: newId(), contentType }
              await upload('mealEntry.addPhoto', input, file)
              await client.invalidateQueries({ queryKey: ['mealEntry.list'] })
            }}
          />
          <CancelButton row={row} />
        </>
      )}
    </Space>
  )
}

function CancelButton({ row }: { row: MealEntry }) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState(false)
  const cancel = useAct('mealEntry.cancel', ['mealEntry.list', 'mealBook.get', 'mealBook.list'])
  const send = ({ reason }: { reason: string }) =>
    void cancel.mutateAsync({ countyCode: row.countyCode, id: row.id, reason }).then(
      () => {
        notice.done(say('books.cancelled'))
        setAsking(false)
      },
      // The dialog stays and says why.
      () => {},
    )
  return (
    <>
      <Button size="small" danger onClick={() => setAsking(true)}>
        {say('books.cancel')}
      </Button>
      {asking && (
        <ReasonDialog<{ reason: string }>
          title={say('books.cancel')}
          note={say('books.cancelNote')}
          submit={say('books.cancel')}
          busy={cancel.isPending}
          error={cancel.error}
          onSubmit={send}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  )
}

interface TicketProps {
  input: { countyCode: string; id: string; photoId: string }
  onClose: () => void
}

function Ticket({ input, onClose }: TicketProps) {
  const say = useWords()
  const address = useDownloaded('mealEntry.photo', input, onClose)
  if (address === null) return null
  return (
    <p className="below">
      <img src={address} alt={say('books.tickets')} style={{ maxWidth: '100%' }} />
    </p>
  )
}
