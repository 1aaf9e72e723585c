// Rooms and beds of a home: a tile a bed, with who lies there; rooms are added, beds set aside or closed.
import { Button, Form, Input, Popconfirm, Segmented, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type Bed, bedUses, type Room } from '../../domain/stays/beds.ts'
import { careNeeds } from '../../domain/stays/stay.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { dayText, figure } from '../figures.ts'
import { useNarrow } from '../frame/narrow.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Nothing, useNotice } from '../states.tsx'
import { BedDialog } from './BedDialog.tsx'

export type HomeRooms = Output<'stay.rooms'>
const stale = ['stay.rooms', 'stay.homes', 'stay.counts'] as const

const isFree = (bed: Bed) => bed.use === 'bedFree'

export function BedMap({ rooms: { home, rooms, withoutBed } }: { rooms: HomeRooms }) {
  const say = useWords()
  const may = useMay()
  const go = useGo()
  const [adding, setAdding] = useState(false)
  const [chosen, setChosen] = useState<Bed | null>(null)
  const [shown, setShown] = useState<'all' | 'free' | 'lived'>('all')
  const mayWork = may('stay:work')
  const withFree = rooms.filter(room => room.beds.some(isFree))
  const lived = rooms.filter(room => room.beds.some(bed => bed.stayId !== null))
  const key = { countyCode: home.countyCode, id: home.facilityId }
  return (
    <Panel
      title={say('stays.bedMap')}
      note={say('stays.bedMapNote')}
      extra={
        <Space wrap>
          <Button onClick={() => window.print()}>{say('stays.print')}</Button>
          {mayWork && <Button onClick={() => setAdding(true)}>{say('stays.addRoom')}</Button>}
        </Space>
      }
    >
      {rooms.length === 0 && <Nothing>{say('stays.noRooms', { beds: home.beds })}</Nothing>}
      {rooms.length > 1 && (
        <Segmented
          size="large"
          className="no-print stay-shown"
          value={shown}
          options={[
            { value: 'all', label: say('stays.allRooms', { count: figure(rooms.length) }) },
            { value: 'free', label: say('stays.freeRooms', { count: figure(withFree.length) }) },
            { value: 'lived', label: say('stays.livedRooms', { count: figure(lived.length) }) },
          ]}
          onChange={setShown}
        />
      )}
      <div className="stay-rooms">
        {(shown === 'free' ? withFree : shown === 'lived' ? lived : rooms).map(room => (
          <RoomBox
            key={room.id}
            countyCode={home.countyCode}
            room={room}
            mayWork={mayWork}
            onChoose={bed =>
              bed.stayId === null ? setChosen(bed) : go(paths.stay({ ...key, id: bed.stayId }))
            }
          />
        ))}
      </div>
      {withoutBed.length > 0 && (
        <p className="below">
          {say('stays.withoutBed')}：
          {withoutBed.map(one => (
            <Go key={one.stayId} to={paths.stay({ ...key, id: one.stayId })}>
              {one.residentName}{' '}
            </Go>
          ))}
        </p>
      )}
      {adding && <RoomDialog of={key} onClose={() => setAdding(false)} />}
      {chosen && <BedDialog home={home} bed={chosen} onClose={() => setChosen(null)} />}
    </Panel>
  )
}

interface RoomBoxProps {
  countyCode: string
  room: Room
  mayWork: boolean
  onChoose: (bed: Bed) => void
}

/** On a phone the empty beds of a room are one number, until one of them is wanted. */
function RoomBox({ countyCode, room, mayWork, onChoose }: RoomBoxProps) {
  const say = useWords()
  const notice = useNotice()
  const remove = useAct('stayRoom.remove', stale)
  const narrow = useNarrow()
  const [open, setOpen] = useState(false)
  const isEmpty = room.beds.every(bed => bed.stayId === null)
  const free = room.beds.filter(isFree)
  const isFolded = narrow && !open && free.length > 1
  const isAllFree = free.length === room.beds.length
  return (
    <section className={isFolded && isAllFree ? 'stay-room stay-room-folded' : 'stay-room'}>
      <div className="stay-room-head">
        <h3>{room.name}</h3>
        {mayWork && isEmpty && !isFolded && (
          <Popconfirm
            title={say('stays.removeRoomConfirm', { name: room.name })}
            okText={say('stays.removeRoom')}
            onConfirm={() => remove.mutate({ countyCode, id: room.id }, { onError: notice.refused })}
          >
            <Button size="small" type="text" className="no-print">
              {say('stays.removeRoom')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {room.note && <p className="soft small">{room.note}</p>}
      <div className="stay-beds">
        {(isFolded ? room.beds.filter(bed => !isFree(bed)) : room.beds).map(bed => (
          <BedTile
            key={bed.id}
            bed={bed}
            disabled={bed.stayId === null && !mayWork}
            onChoose={() => onChoose(bed)}
          />
        ))}
        {isFolded && (
          <button
            type="button"
            className="stay-bed stay-bed-bedFree stay-bed-folded"
            aria-expanded={false}
            onClick={() => setOpen(true)}
          >
            <strong>{say('stays.freeOfRoom', { count: figure(free.length) })}</strong>
            <span className="soft small">{say('stays.freeOpen')}</span>
          </button>
        )}
      </div>
    </section>
  )
}

interface BedTileProps {
  bed: Bed
  onChoose: () => void
  disabled?: boolean
  isChosen?: boolean
}

export function BedTile({ bed, onChoose, disabled = false, isChosen = false }: BedTileProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      aria-pressed={isChosen}
      className={`stay-bed stay-bed-${bed.use}${isChosen ? ' stay-bed-chosen' : ''}`}
      onClick={onChoose}
    >
      <span className="soft small">{bed.name}</span>
      <strong>{bed.residentName ?? bed.reservedName ?? bedUses.words[bed.use]}</strong>
      <span className="soft small">
        {bed.residentName !== null && bed.careNeed !== null && careNeeds.words[bed.careNeed]}
        {bed.use === 'bedWaitsForReturn' && ` · ${bedUses.words[bed.use]}`}
        {bed.use === 'bedReserved' &&
          bed.reservedUntil !== null &&
          `${bedUses.words[bed.use]} ${dayText(bed.reservedUntil)}`}
      </span>
    </button>
  )
}

interface RoomMade {
  name: string
  beds: number
  note?: string
}

function RoomDialog({ of, onClose }: { of: { countyCode: string; id: string }; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [bedIds] = useState(() => Array.from({ length: 20 }, newId))
  const create = useAct('stayRoom.create', stale)
  return (
    <FormDialog<RoomMade>
      title={say('stays.addRoom')}
      submit={say('form.save')}
      act={create}
      initial={{ beds: 2 }}
      fields={[
        { name: 'beds', word: say('stays.bedsInRoom'), as: 'number' },
        { name: 'note', word: say('stays.note'), as: 'text', most: 100, optional: true },
      ]}
      onSubmit={({ name, beds, note }) =>
        create.mutate(
          {
            ...{ countyCode: of.countyCode, facilityId: of.id, id, name, note: note?.trim() || null },
            bedIds: bedIds.slice(0, Math.min(20, Math.max(1, beds))),
          },
          {
            onSuccess: () => {
              notice.done(say('stays.roomAdded'))
              onClose()
            },
          },
        )
      }
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={say('stays.roomName')}
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input maxLength={20} />
      </Form.Item>
    </FormDialog>
  )
}
