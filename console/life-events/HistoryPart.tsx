// 经历: all that has happened to a record, newest first; an event can be taken back from here.
import { Button, Tag, Timeline } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { type HistoryLine, historyTopics } from '../../domain/life-events/api.ts'
import { useAct, useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Answered, Nothing, useNotice } from '../states.tsx'

export function HistoryPart({ elder }: { elder: Pick<Elder, 'countyCode' | 'id'> }) {
  const say = useWords()
  const history = useAnswer('lifeEvent.history', { countyCode: elder.countyCode, elderId: elder.id })
  const [undoing, setUndoing] = useState<HistoryLine | null>(null)
  return (
    <Panel title={say('record.history')}>
      <Answered query={history}>
        {({ lines }) =>
          lines.length === 0 ? (
            <Nothing>{say('history.none')}</Nothing>
          ) : (
            <Timeline
              className="history"
              items={lines.map(line => ({
                key: `${line.topic} ${line.id}`,
                color: line.isVoid ? 'gray' : line.topic === 'event' ? 'red' : 'blue',
                content: <Line line={line} onUndo={() => setUndoing(line)} />,
              }))}
            />
          )
        }
      </Answered>
      {undoing && (
        <UndoDialog countyCode={elder.countyCode} line={undoing} onClose={() => setUndoing(null)} />
      )}
    </Panel>
  )
}

function Line({ line, onUndo }: { line: HistoryLine; onUndo: () => void }) {
  const say = useWords()
  const { topic, on, says, more, isVoid, undoable, elder, byName, at } = line
  return (
    <article className={isVoid ? 'history-line is-void' : 'history-line'}>
      <header>
        <span className="history-day">{on}</span>
        <strong>{says}</strong>
        <Tag>{historyTopics.words[topic]}</Tag>
        {isVoid && <Tag color="default">{say('history.void')}</Tag>}
        {undoable && (
          <Button size="small" type="link" onClick={onUndo}>
            {say('history.undo')}
          </Button>
        )}
      </header>
      {more.length > 0 && (
        <ul className="history-more">
          {more.map(each => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      <p className="soft small">
        {at !== null &&
          (byName === null
            ? say('history.bySystem', { at: instantText(at) })
            : say('history.by', { name: byName, at: instantText(at) }))}
        {elder && (
          <>
            {' · '}
            <Go to={paths.elder(elder)}>{say('history.openOther')}</Go>
          </>
        )}
      </p>
    </article>
  )
}

function UndoDialog({
  countyCode,
  line,
  onClose,
}: {
  countyCode: string
  line: HistoryLine
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const undo = useAct('lifeEvent.undo', [
    'elder.get',
    'elder.list',
    'board.read',
    'aidCase.list',
    'lifeEvent.history',
    'lifeEvent.list',
  ])
  return (
    <ReasonDialog<{ reason: string }>
      title={say('history.undoTitle', { says: line.says })}
      note={say('history.undoNote')}
      submit={say('history.undo')}
      busy={undo.isPending}
      error={undo.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        undo.mutate(
          { countyCode, id: line.id, reason },
          {
            onSuccess: ({ kept }) => {
              if (kept.length === 0) notice.done(say('history.undone'))
              else notice.done(`${say('history.undoneKept')}：${kept.join('；')}`)
              onClose()
            },
          },
        )
      }
    />
  )
}
