// One import batch from reading to result: where it stands decides what the page offers.
import { Alert, Steps } from 'antd'
import type { ImportBatch, ImportStage } from '../../../domain/elders/import/batch.ts'
import { useKey } from '../../address.ts'
import { useAnswer } from '../../asking.ts'
import { Page, Panel } from '../../frame/Page.tsx'
import { Go } from '../../Go.tsx'
import { useWords } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { Answered, NoRight } from '../../states.tsx'
import { CommitPanel } from './CommitPanel.tsx'
import { MappingNote } from './MappingNote.tsx'
import { Preview } from './Preview.tsx'
import { ResultPanel } from './ResultPanel.tsx'
import { Understood } from './Understood.tsx'
import { Working } from './Working.tsx'

const moving: readonly ImportStage[] = ['reading', 'committing', 'undoing']
const pollMilliseconds = 1200

const stepOf: Record<ImportStage, number> = {
  reading: 0,
  failed: 0,
  understood: 1,
  cancelled: 1,
  committing: 2,
  committed: 3,
  undoing: 3,
  undone: 3,
}

export function BatchPage() {
  const may = useMay()
  const { id } = useKey()
  const batch = useAnswer(
    'elderImport.get',
    { id },
    { refetchInterval: value => (value && moving.includes(value.stage) ? pollMilliseconds : false) },
  )
  if (!may('elder:import')) return <NoRight />
  return <Answered query={batch}>{value => <Whole batch={value} />}</Answered>
}

function Whole({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  return (
    <Page
      title={batch.fileName}
      above={
        <div className="region-bar no-print">
          <Go to={paths.imports()}>{say('import.title')}</Go>
          <span className="soft">{batch.regionName}</span>
        </div>
      }
    >
      <Panel className="no-print">
        <Steps
          current={stepOf[batch.stage]}
          status={batch.stage === 'failed' ? 'error' : batch.stage === 'committed' ? 'finish' : 'process'}
          items={[
            { title: say('import.stepRead') },
            { title: say('import.stepCheck') },
            { title: say('import.stepCommit') },
            { title: say('import.stepDone') },
          ]}
        />
      </Panel>
      <AtStage batch={batch} />
    </Page>
  )
}

function AtStage({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  switch (batch.stage) {
    case 'reading':
      return <Working batch={batch} />
    case 'failed':
      return (
        <Panel>
          <Alert type="error" showIcon title={batch.failure ?? say('import.failed')} />
          <p>
            <Go to={paths.imports()}>{say('import.chooseAnother')}</Go>
          </p>
        </Panel>
      )
    case 'understood':
      return (
        <>
          <Failure batch={batch} />
          <MappingNote batch={batch} />
          <CommitPanel batch={batch} />
          <Preview batch={batch} />
          <Understood key={meaningOf(batch)} batch={batch} />
        </>
      )
    case 'committing':
      return <Working batch={batch} />
    case 'undoing':
      return <Working batch={batch} />
    case 'committed':
    case 'undone':
      return (
        <>
          <Failure batch={batch} />
          <ResultPanel batch={batch} />
          {!batch.isForgotten && <Preview batch={batch} />}
        </>
      )
    case 'cancelled':
      return (
        <Panel>
          <Alert type="info" showIcon title={say('import.cancelled')} />
          <p>
            <Go to={paths.imports()}>{say('import.chooseAnother')}</Go>
          </p>
        </Panel>
      )
  }
}

/** Read anew with other meanings, the table of columns begins anew too. */
function meaningOf({ sheet, headerRow, columns }: ImportBatch): string {
  return JSON.stringify([sheet, headerRow, columns.map(({ field }) => field)])
}

/** Why the batch stands again where it stood before. */
function Failure({ batch }: { batch: ImportBatch }) {
  if (batch.failure === null) return null
  return <Alert type="error" showIcon className="panel-alert" title={batch.failure} />
}
