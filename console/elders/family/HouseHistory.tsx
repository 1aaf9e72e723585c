// What befell a household, who lived there before, and who lived there on any day one asks about.
import { Button, Input, Tag } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../../domain/elders/elder.ts'
import { type Household, type HouseholdEvent, householdEventKinds } from '../../../domain/elders/household.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../../asking.ts'
import { instantText } from '../../figures.ts'
import { Labelled } from '../../Labelled.tsx'
import { useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { ReasonDialog } from '../../ReasonDialog.tsx'
import { Answered, useNotice } from '../../states.tsx'
import { staleAfterFamily } from './stale.ts'

interface HouseHistoryProps {
  elder: Elder
  household: Household
  editable: boolean
}

export function HouseHistory({ household, editable }: HouseHistoryProps) {
  const say = useWords()
  const [undoing, setUndoing] = useState<HouseholdEvent | null>(null)
  return (
    <>
      {household.events.length === 0 ? (
        <p className="soft">{say('family.historyNone')}</p>
      ) : (
        <ul className="rows">
          {household.events.map(event => (
            <li key={event.id}>
              <Event event={event} />
              {editable && event.direction !== null && event.undoneAt === null && (
                <Button size="small" className="no-print" onClick={() => setUndoing(event)}>
                  {say('house.undo')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {household.before.length > 0 && (
        <>
          <h3>{say('family.before')}</h3>
          <ul>
            {household.before.map(one => (
              <li key={`${one.id}${one.leftOn}`}>
                {say('family.beforeLine', {
                  name: one.name,
                  from: one.cameOn,
                  to: one.leftOn,
                  why: say(whyWords[one.why]),
                })}
              </li>
            ))}
          </ul>
        </>
      )}
      <OnDay household={household} />
      {undoing && <UndoDialog household={household} event={undoing} onClose={() => setUndoing(null)} />}
    </>
  )
}

const whyWords = {
  moved: 'family.beforeMoved',
  died: 'family.beforeDied',
  movedOut: 'family.beforeMovedOut',
} as const

function Event({ event }: { event: HouseholdEvent }) {
  const say = useWords()
  const where = { names: event.names.join('、'), to: event.otherAddress || say('house.other') }
  return (
    <div className={event.undoneAt ? 'undone' : ''}>
      <div>
        <Tag>{householdEventKinds.words[event.kind]}</Tag> {event.happenedOn}{' '}
        {event.direction && say(`house.${event.direction}`, where)}
      </div>
      {event.changes.map(change => (
        <div key={change.field}>{changeWords(say, change)}</div>
      ))}
      <div className="soft small">
        {event.reason}
        {event.recordedBy &&
          ` · ${say('family.by', { name: event.recordedBy, at: instantText(event.recordedAt) })}`}
      </div>
      {event.undoneAt && (
        <div className="warn-text small">{say('house.undone', { reason: event.undoReason ?? '' })}</div>
      )}
    </div>
  )
}

export function changeWords(
  say: ReturnType<typeof useWords>,
  change: { field: string; before: string | null; after: string | null },
): string {
  return say('family.changeLine', {
    field: say(`field.${change.field}` as MessageKey),
    before: change.before ?? say('family.empty'),
    after: change.after ?? say('family.empty'),
  })
}

function UndoDialog({
  household,
  event,
  onClose,
}: {
  household: Household
  event: HouseholdEvent
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const undo = useAct('household.undo', staleAfterFamily)
  return (
    <ReasonDialog<{ reason: string }>
      title={say('house.undoTitle', { kind: householdEventKinds.words[event.kind] })}
      note={say('house.undoNote', { names: event.names.join('、') })}
      submit={say('house.undo')}
      busy={undo.isPending}
      error={undo.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        undo.mutate(
          { countyCode: household.countyCode, eventId: event.id, reason },
          {
            onSuccess: () => {
              notice.done(say('house.undoDone'))
              onClose()
            },
          },
        )
      }
    />
  )
}

function OnDay({ household }: { household: Household }) {
  const say = useWords()
  const today = dayOf(new Date())
  const [day, setDay] = useState('')
  const past = useAnswer(
    'household.get',
    { countyCode: household.countyCode, id: household.id, on: day },
    { enabled: day !== '' && day <= today },
  )
  return (
    <div className="on-day no-print">
      <Labelled word={say('family.on')}>
        {id => (
          <Input
            id={id}
            type="date"
            className="day"
            max={today}
            value={day}
            onChange={event => setDay(event.target.value)}
          />
        )}
      </Labelled>
      {day !== '' && (
        <>
          <Button onClick={() => setDay('')}>{say('family.onToday')}</Button>
          <Answered query={past}>
            {house =>
              house.members.length === 0 ? (
                <p className="soft">{say('family.nobody')}</p>
              ) : (
                <p role="status">
                  {say('family.onNote', { day })} <b>{house.members.map(member => member.name).join('、')}</b>
                </p>
              )
            }
          </Answered>
        </>
      )}
    </div>
  )
}
