// Tells that the columns were understood as this office once corrected them, and gives the way back.
import { Alert, Button } from 'antd'
import type { ImportBatch } from '../../../domain/elders/import/batch.ts'
import { useAct } from '../../asking.ts'
import { useWords } from '../../language.tsx'
import { useNotice } from '../../states.tsx'

export function MappingNote({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const notice = useNotice()
  const remap = useAct('elderImport.remap', ['elderImport.get', 'elderImport.rows'])
  if (batch.mappingSource !== 'remembered') return null
  return (
    <Alert
      type="info"
      showIcon
      className="panel-alert"
      title={say('mapping.remembered')}
      description={say('mapping.rememberedNote')}
      action={
        <Button
          loading={remap.isPending}
          onClick={() => remap.mutate({ id: batch.id }, { onError: notice.refused })}
        >
          {say('mapping.automatic')}
        </Button>
      }
    />
  )
}
