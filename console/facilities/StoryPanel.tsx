// The story of a place: its states and corrections, newest first; the newest can be taken back.
import { Button, Modal, Tag, Timeline } from 'antd'
import { useState } from 'react'
import { facilityStates, stateReasons } from '../../domain/facilities/facility.ts'
import type { Facility, FacilityParts } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'

interface StoryProps {
  facility: Facility
  states: FacilityParts['states']
  changes: FacilityParts['changes']
}

type Asked = { kind: 'state' | 'change'; id: string }

export function StoryPanel({ facility, states, changes }: StoryProps) {
  const say = useWords()
  const may = useMay()
  const [asked, setAsked] = useState<Asked | null>(null)
  const standing = states.filter(one => !one.isWithdrawn)
  const mayTakeBack = may('facility:manage')
  const entries = [
    ...states.map(state => ({ day: state.fromOn, at: state.saidAt, state, change: null })),
    ...changes.map(change => ({
      ...{ day: dayOf(new Date(change.changedAt)), at: change.changedAt, state: null, change },
    })),
  ].toSorted((one, other) =>
    one.day === other.day ? (one.at < other.at ? 1 : -1) : one.day < other.day ? 1 : -1,
  )
  return (
    <Panel title={say('story.title')}>
      <Timeline
        items={entries.map(({ day, state, change }) => ({
          key: (state ?? change)?.id ?? day,
          color: state ? (state.isWithdrawn ? 'gray' : 'red') : 'gray',
          content: state ? (
            <StateEntry
              state={state}
              onTakeBack={
                mayTakeBack && state.id === standing[0]?.id && standing.length > 1
                  ? () => setAsked({ kind: 'state', id: state.id })
                  : null
              }
            />
          ) : change ? (
            <ChangeEntry
              change={change}
              day={day}
              onUndo={
                mayTakeBack && !change.isUndone ? () => setAsked({ kind: 'change', id: change.id }) : null
              }
            />
          ) : null,
        }))}
      />
      {asked && <TakeBack facility={facility} asked={asked} onClose={() => setAsked(null)} />}
    </Panel>
  )
}

function StateEntry({
  state,
  onTakeBack,
}: {
  state: FacilityParts['states'][number]
  onTakeBack: (() => void) | null
}) {
  const say = useWords()
  return (
    <div className={state.isWithdrawn ? 'soft' : ''}>
      <b>{state.fromOn}</b> {facilityStates.words[state.state]}{' '}
      {state.isWithdrawn && <Tag>{say('story.withdrawn')}</Tag>}
      {onTakeBack && (
        <Button type="link" size="small" className="no-print" onClick={onTakeBack}>
          {say('story.withdraw')}
        </Button>
      )}
      <div className="soft small">
        {[
          state.reason && say('story.because', { reason: stateReasons.words[state.reason] }),
          state.note,
          state.saidByName && say('story.by', { name: state.saidByName }),
        ]
          .filter(Boolean)
          .join('；')}
      </div>
    </div>
  )
}

function ChangeEntry({
  change,
  day,
  onUndo,
}: {
  change: FacilityParts['changes'][number]
  day: string
  onUndo: (() => void) | null
}) {
  const say = useWords()
  return (
    <div className={change.isUndone ? 'soft' : ''}>
      <b>{day}</b> {say('story.changed')} {change.isUndone && <Tag>{say('story.undone')}</Tag>}
      {onUndo && (
        <Button type="link" size="small" className="no-print" onClick={onUndo}>
          {say('story.undo')}
        </Button>
      )}
      <ul className="network-lines">
        {change.fields.map(one => (
          <li key={one.field}>{say('story.from', one)}</li>
        ))}
      </ul>
      {change.changedByName && (
        <div className="soft small">{say('story.by', { name: change.changedByName })}</div>
      )}
    </div>
  )
}

function TakeBack({ facility, asked, onClose }: { facility: Facility; asked: Asked; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const withdraw = useAct('facility.withdrawState', stale)
  const undo = useAct('facility.undoChange', stale)
  const { countyCode, id } = facility
  const isState = asked.kind === 'state'
  const { error, isPending } = isState ? withdraw : undo
  const done = {
    onSuccess: () => {
      notice.done(say('facility.saved'))
      onClose()
    },
  }
  const go = () =>
    isState
      ? withdraw.mutate({ countyCode, id, stateId: asked.id }, done)
      : undo.mutate({ countyCode, id, changeId: asked.id }, done)
  return (
    <Modal
      open
      title={say(isState ? 'story.withdrawTitle' : 'story.undoTitle')}
      okText={say(isState ? 'story.withdraw' : 'story.undo')}
      okButtonProps={{ danger: true, loading: isPending }}
      onOk={go}
      onCancel={onClose}
    >
      <p>{say(isState ? 'story.withdrawNote' : 'story.undoNote')}</p>
      {error && <Trouble error={error} />}
    </Modal>
  )
}
