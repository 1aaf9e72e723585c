// What may be done with a bed nobody lies in: admit, keep for somebody who waits, close, open again.
import { Button, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { type Bed, bedUses } from '../../domain/stays/beds.ts'
import type { StayHome } from '../../domain/stays/stay-api.ts'
import { useGo } from '../address.ts'
import { useAct, usePages } from '../asking.ts'
import { Labelled } from '../Labelled.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'
import { useReach } from './reach.ts'
import { useSeeking } from './seeking.tsx'

export function BedDialog({ home, bed, onClose }: { home: StayHome; bed: Bed; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const seeking = useSeeking()
  const set = useAct('stayBed.set', ['stay.rooms', 'stay.homes', 'stay.counts'])
  const change = (state: Bed['state'], reservedWishId: string | null, reservedUntil: string | null) =>
    set.mutate(
      { countyCode: home.countyCode, id: bed.id, state, reservedWishId, reservedUntil },
      {
        onSuccess: () => {
          notice.done(say('stays.bedSet'))
          onClose()
        },
      },
    )
  return (
    <Modal open title={`${bed.name} · ${bedUses.words[bed.use]}`} footer={null} onCancel={onClose}>
      <Space direction="vertical" size="middle">
        {bed.state === 'bedUsable' && (
          <Button
            type="primary"
            onClick={() => go(paths.admit({ ...home, id: home.facilityId }, { bed: bed.id, ...seeking }))}
          >
            {say('stays.admitHere')}
          </Button>
        )}
        {bed.use === 'bedFree' && <Reserve home={home} onReserve={change} />}
        <Space wrap>
          {bed.use === 'bedReserved' && (
            <Button onClick={() => change('bedUsable', null, null)}>{say('stays.unreserve')}</Button>
          )}
          {bed.state === 'bedUsable' ? (
            <Button onClick={() => change('bedOutOfUse', null, null)}>{say('stays.closeBed')}</Button>
          ) : (
            <Button type="primary" onClick={() => change('bedUsable', null, null)}>
              {say('stays.openBed')}
            </Button>
          )}
        </Space>
      </Space>
      {set.isError && <Trouble error={set.error} />}
    </Modal>
  )
}

interface ReserveProps {
  home: StayHome
  onReserve: (state: 'bedUsable', wishId: string, until: string) => void
}

/** Kept for somebody on the waiting list, never for longer than a day that is named. */
function Reserve({ home, onReserve }: ReserveProps) {
  const say = useWords()
  const region = useReach(home.countyCode)
  const [wish, setWish] = useState<string | null>(null)
  const [until, setUntil] = useState(() => addDays(dayOf(new Date()), 14))
  const waiting = usePages('stayWish.list', {
    ...{ regionCode: region, state: 'wishWaiting', facilityId: home.facilityId },
  })
  if (waiting.rows.length === 0) return <p className="soft">{say('stays.nobodyWaits')}</p>
  return (
    <Space wrap>
      <Select
        className="filter-group"
        aria-label={say('stays.reserveFor')}
        placeholder={say('stays.reserveFor')}
        value={wish}
        options={waiting.rows.map(row => ({
          value: row.id,
          label: `${row.elderName} · ${say('wishes.days', { count: row.daysWaited })}`,
        }))}
        onChange={setWish}
      />
      <span className="nowrap">
        <Labelled word={say('stays.until')}>
          {id => (
            <Input id={id} type="date" value={until} onChange={({ target }) => setUntil(target.value)} />
          )}
        </Labelled>
      </span>
      <Button disabled={wish === null} onClick={() => wish && onReserve('bedUsable', wish, until)}>
        {say('stays.reserve')}
      </Button>
    </Space>
  )
}
