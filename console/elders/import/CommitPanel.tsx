// The decision: what would be taken in, whether doubtful rows too, and the one button that does it.
import { Button, Checkbox, Popconfirm } from 'antd'
import { useState } from 'react'
import { type ImportBatch, importOutcomes } from '../../../domain/elders/import/batch.ts'
import { useAct } from '../../asking.ts'
import { figure } from '../../figures.ts'
import { Panel } from '../../frame/Page.tsx'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { ProblemRowsButton } from './ProblemRowsButton.tsx'
import { rowsTaken } from './rows-taken.ts'

export function CommitPanel({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const notice = useNotice()
  const [withSuspicious, setWithSuspicious] = useState(false)
  const refreshes = ['elderImport.get', 'elderImport.list', 'elder.list', 'board.read'] as const
  const commit = useAct('elderImport.commit', refreshes)
  const cancel = useAct('elderImport.cancel', refreshes)
  const taken = rowsTaken(batch.counts, withSuspicious)
  return (
    <Panel title={say('import.decide')}>
      <ul className="outcome-figures">
        {importOutcomes.keys.map(outcome => (
          <li key={outcome} className={`outcome outcome-${outcome}`}>
            <span>{importOutcomes.words[outcome]}</span>
            <b>{figure(batch.counts[outcome])}</b>
          </li>
        ))}
      </ul>
      <p className="soft">
        {say('import.countedRows', {
          rows: figure(batch.counts.rows),
          skipped: figure(batch.counts.skipped),
        })}
      </p>
      {batch.counts.suspicious > 0 && (
        <p>
          <Checkbox checked={withSuspicious} onChange={event => setWithSuspicious(event.target.checked)}>
            {say('import.withSuspicious', { count: figure(batch.counts.suspicious) })}
          </Checkbox>
        </p>
      )}
      {commit.isError && <Trouble error={commit.error} />}
      {cancel.isError && <Trouble error={cancel.error} />}
      <div className="form-actions">
        <Button
          type="primary"
          size="large"
          disabled={taken === 0}
          loading={commit.isPending}
          onClick={() => commit.mutate({ id: batch.id, withSuspicious })}
        >
          {taken === 0 ? say('import.nothingToTake') : say('import.commit', { count: figure(taken) })}
        </Button>
        <ProblemRowsButton batch={batch} />
        <Popconfirm
          title={say('import.cancelConfirm')}
          okText={say('import.cancel')}
          onConfirm={() => cancel.mutate({ id: batch.id }, { onError: notice.refused })}
        >
          <Button size="large" loading={cancel.isPending}>
            {say('import.cancel')}
          </Button>
        </Popconfirm>
      </div>
    </Panel>
  )
}
