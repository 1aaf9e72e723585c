// A stage that takes minutes: what is being done, how far it is, how long it may still take, and the way out.
import { Button, Popconfirm, Progress } from 'antd'
import { type ImportBatch, importSteps } from '../../../domain/elders/import/batch.ts'
import { useAct } from '../../asking.ts'
import { figure } from '../../figures.ts'
import { Panel } from '../../frame/Page.tsx'
import { type Say, useWords } from '../../language.tsx'
import type { MessageKey } from '../../messages/zh.ts'
import { useNotice } from '../../states.tsx'

const sentences: Partial<Record<ImportBatch['stage'], MessageKey>> = {
  reading: 'import.reading',
  committing: 'import.committing',
  undoing: 'import.undoing',
}

export function Working({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const { progress, stage } = batch
  const percent = Math.floor((progress?.share ?? 0) * 100)
  return (
    <Panel>
      <div className="working">
        <p className="strong" role="status">
          {progress ? say('import.step', { step: importSteps.words[progress.step] }) : say('import.starting')}
        </p>
        <Progress percent={percent} status="active" aria-label={say('import.progressOf')} />
        <p className="soft">{details(batch, say)}</p>
        <p>{say(sentences[stage] ?? 'import.reading')}</p>
        {stage === 'reading' && <GiveUp batch={batch} />}
      </div>
    </Panel>
  )
}

function details({ stage, counts, progress, fileBytes }: ImportBatch, say: Say): string {
  const parts: string[] = []
  if (stage === 'reading') {
    parts.push(say('import.rowsRead', { count: figure(counts.rows) }))
    if (fileBytes >= 1_000_000)
      parts.push(say('import.ofFile', { megabytes: figure(Math.round(fileBytes / 1_000_000)) }))
  }
  if (progress?.rowsPerSecond) parts.push(say('import.pace', { count: figure(progress.rowsPerSecond) }))
  if (progress?.secondsLeft != null) parts.push(timeLeft(progress.secondsLeft, say))
  return parts.join('，')
}

function timeLeft(seconds: number, say: Say): string {
  return seconds < 90
    ? say('import.secondsLeft', { count: Math.max(1, seconds) })
    : say('import.minutesLeft', { count: Math.ceil(seconds / 60) })
}

function GiveUp({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const notice = useNotice()
  const cancel = useAct('elderImport.cancel', ['elderImport.get', 'elderImport.list'])
  return (
    <Popconfirm
      title={say('import.cancelConfirm')}
      okText={say('import.cancel')}
      onConfirm={() => cancel.mutate({ id: batch.id }, { onError: notice.refused })}
    >
      <Button size="large" loading={cancel.isPending}>
        {say('import.cancel')}
      </Button>
    </Popconfirm>
  )
}
