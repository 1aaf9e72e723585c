// On a record: what was merged into it, with the way back; on a merged one: where it went.
import { Alert, App, Button } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../domain/elders/elder.ts'
import { mergeFields } from '../../domain/elders/merge-fields.ts'
import type { MergeEntry } from '../../domain/elders/merging-api.ts'
import { useAct, useAnswer } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered } from '../states.tsx'

/** Instead of saying that the record ended: where the person's record is now. */
export function MergedInto({ elder }: { elder: Elder }) {
  const say = useWords()
  if (!elder.mergedInto) return null
  const { id, name } = elder.mergedInto
  return (
    <Alert
      type="info"
      showIcon
      title={say('merged.into', { day: elder.endedOn ?? '' })}
      action={
        <Go to={paths.elder({ countyCode: elder.countyCode, id })} className="strong">
          {name === null ? say('merged.openUnnamed') : say('merged.open', { name })}
        </Go>
      }
    />
  )
}

export function MergedRecords({ elder }: { elder: Elder }) {
  const say = useWords()
  const wanted = elder.mergedIds.length > 0
  const merges = useAnswer(
    'elder.merges',
    { countyCode: elder.countyCode, id: elder.id },
    { enabled: wanted },
  )
  if (!wanted) return null
  return (
    <Panel title={say('merged.title')}>
      <Answered query={merges}>
        {({ rows }) => (
          <ul className="rows">
            {rows.map(row => (
              <li key={row.id}>
                <Entry merge={row} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
    </Panel>
  )
}

function Entry({ merge }: { merge: MergeEntry }) {
  const say = useWords()
  const may = useMay()
  const [undoing, setUndoing] = useState(false)
  const { countyCode, mergedId, mergedName, mergedNumberMask } = merge
  const taken = merge.fields.map(({ field }) => mergeFields.words[field]).join('、')
  return (
    <>
      <Go to={paths.elder({ countyCode, id: mergedId })} className="strong">
        {mergedName ?? say('merged.title')}
      </Go>{' '}
      {mergedNumberMask && (
        <span className="soft">{say('merged.number', { tail: mergedNumberMask.slice(-4) })}</span>
      )}
      <div>
        {say('merged.by', { name: merge.mergedBy ?? '', at: instantText(merge.mergedAt) })} · {merge.reason}
      </div>
      <div className="soft small">
        {taken ? say('merged.taken', { fields: taken }) : say('merged.takenNone')}
      </div>
      {merge.undoneAt !== null ? (
        <div className="soft">
          {say('merged.undoneBy', {
            name: merge.undoneBy ?? '',
            at: instantText(merge.undoneAt),
            reason: merge.undoReason ?? '',
          })}
        </div>
      ) : (
        may('elder:merge') && (
          <Button className="no-print" onClick={() => setUndoing(true)}>
            {say('merged.undo')}
          </Button>
        )
      )}
      {undoing && <UndoDialog merge={merge} onClose={() => setUndoing(false)} />}
    </>
  )
}

function UndoDialog({ merge, onClose }: { merge: MergeEntry; onClose: () => void }) {
  const say = useWords()
  const { modal } = App.useApp()
  const undo = useAct('elder.unmerge', [
    'elder.get',
    'elder.list',
    'elder.merges',
    'duplicate.list',
    'duplicate.get',
    'visit.list',
    'aidCase.list',
    'board.read',
  ])
  return (
    <ReasonDialog
      title={say('merged.undoTitle')}
      note={say('merged.undoNote')}
      submit={say('merged.undo')}
      busy={undo.isPending}
      error={undo.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        // A promise, for the refreshed record takes this panel away; what was kept is to be read all the same.
        void undo
          .mutateAsync({ countyCode: merge.countyCode, mergeId: merge.id, reason })
          .then(({ sentence }) => {
            onClose()
            modal.info({ title: say('merged.undone'), content: sentence })
          })
          .catch(() => {})
      }
    />
  )
}
