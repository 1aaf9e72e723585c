// The rows that were not taken, as a spreadsheet with their reasons, to mend and send again.
import { DownloadOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useState } from 'react'
import type { ImportBatch, ImportOutcome } from '../../../domain/elders/import/batch.ts'
import { useWords } from '../../language.tsx'
import { saveAnswer } from '../../save.ts'
import { useNotice } from '../../states.tsx'

export function ProblemRowsButton({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const outcomes: ImportOutcome[] = batch.suspiciousTaken ? ['refused'] : ['refused', 'suspicious']
  const count = outcomes.reduce((sum, outcome) => sum + batch.counts[outcome], 0)
  if (count === 0 || batch.isForgotten) return null
  const save = () => {
    setBusy(true)
    saveAnswer('elderImport.problemRows', { id: batch.id, outcomes })
      .catch(notice.refused)
      .finally(() => setBusy(false))
  }
  return (
    <Button size="large" icon={<DownloadOutlined />} loading={busy} onClick={save}>
      {say('import.downloadProblems', { count })}
    </Button>
  )
}
