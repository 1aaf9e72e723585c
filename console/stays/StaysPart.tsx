// Homes in an elder's record: where she lives now, whether she is away, her wish, and where she lived before.
import { Button, Space, Tag } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { careNeeds, type StayRow, stayEndings, stayStandings } from '../../domain/stays/stay.ts'
import { type StayWish, stayWants, wishStates, wishTellers } from '../../domain/stays/wish.ts'
import { useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'
import { useReach } from './reach.ts'
import { WishDialog, wishColours } from './WishDialog.tsx'

export function StaysPart({ elder }: { elder: Elder }) {
  const of = { countyCode: elder.countyCode, elderId: elder.id }
  const stays = useAnswer('stay.ofElder', of)
  const wishes = useAnswer('stayWish.ofElder', of)
  return (
    <Answered query={stays}>
      {({ rows }) => (
        <>
          <Living rows={rows} />
          <Answered query={wishes}>
            {found => (
              <Wishes
                elder={elder}
                wishes={found.rows}
                livesSomewhere={rows.some(row => row.leftOn === null)}
              />
            )}
          </Answered>
        </>
      )}
    </Answered>
  )
}

/** On the first page of her record: whoever calls has to know where to find her. */
export function LivesHere({ elder }: { elder: Elder }) {
  const say = useWords()
  const { data } = useAnswer('stay.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const row = data?.rows.find(one => one.leftOn === null)
  if (!row) return null
  return (
    <Panel title={say('stays.livesNow')}>
      <Go to={paths.stay(row)} className="strong">
        {row.facilityName}
      </Go>{' '}
      <Tag color={standingColours[row.standing]}>{stayStandings.words[row.standing]}</Tag>
      <StayLine row={row} />
    </Panel>
  )
}

const standingColours = { livingIn: 'success', outForNow: 'warning', leftHome: 'default' } as const

function Living({ rows }: { rows: readonly StayRow[] }) {
  const say = useWords()
  return (
    <Panel title={say('stays.title')}>
      {rows.length === 0 && <p className="soft">{say('stays.neverLived')}</p>}
      <ul className="rows">
        {rows.map(row => (
          <li key={row.id}>
            <Go to={paths.stay(row)} className="strong">
              {row.facilityName}
            </Go>{' '}
            <Tag color={standingColours[row.standing]}>{stayStandings.words[row.standing]}</Tag>
            <StayLine row={row} />
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function StayLine({ row }: { row: StayRow }) {
  const say = useWords()
  const until = row.leftOn === null ? null : `${say('stays.left')} ${dayText(row.leftOn)}`
  const words = [
    say('stays.livesSince', { day: dayText(row.admittedOn) }),
    row.leftOn === null ? row.bedName : null,
    row.leftOn === null ? careNeeds.words[row.careNeed] : null,
    row.outSince === null ? null : say('stays.outSince', { day: dayText(row.outSince) }),
    row.expectedOn === null ? null : say('stays.expected', { day: dayText(row.expectedOn) }),
    until,
    row.ending === null ? null : stayEndings.words[row.ending],
  ]
  return <span className="soft small">{words.filter(word => word !== null).join(' · ')}</span>
}

interface WishesProps {
  elder: Elder
  wishes: readonly StayWish[]
  livesSomewhere: boolean
}

function Wishes({ elder, wishes, livesSomewhere }: WishesProps) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const region = useReach(elder.countyCode)
  const [writing, setWriting] = useState(false)
  const waits = wishes.some(wish => wish.state === 'wishWaiting')
  const mayWork = may('stay:work') && elder.endedOn === null && !livesSomewhere
  const seek = { elder: elder.id, name: elder.name, near: elder.regionCode }
  return (
    <Panel
      title={say('wishes.title')}
      extra={
        mayWork && (
          <Space wrap>
            {!waits && <Button onClick={() => setWriting(true)}>{say('wishes.record')}</Button>}
            <Button onClick={() => go(paths.stays({ region, queue: 'hasFree', ...seek }))}>
              {say('wishes.findBed')}
            </Button>
          </Space>
        )
      }
    >
      {wishes.length === 0 && <p className="soft">{say('wishes.never')}</p>}
      <ul className="rows">
        {wishes.map(wish => (
          <li key={wish.id}>
            <strong>{wish.facilityName ?? stayWants.words[wish.wants]}</strong>{' '}
            <Tag color={wishColours[wish.state]}>{wishStates.words[wish.state]}</Tag>
            {wish.isUrgent && <Tag color="error">{say('wishes.isUrgent')}</Tag>}
            <span className="soft small">
              {dayText(wish.saidOn)} · {wishTellers.words[wish.saidBy]} ·{' '}
              <span className={wish.isLate ? 'warn-text' : undefined}>
                {say('wishes.waitedDays', { count: wish.daysWaited })}
              </span>
            </span>
            <p className="soft">
              {wish.reason} {wish.settleNote}
            </p>
          </li>
        ))}
      </ul>
      {writing && (
        <WishDialog
          countyCode={elder.countyCode}
          known={{ elderId: elder.id, name: elder.name }}
          onClose={() => setWriting(false)}
        />
      )}
    </Panel>
  )
}
