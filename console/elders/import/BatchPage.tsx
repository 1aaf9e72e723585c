// One import batch from reading to result: where it stands decides what the page offers.
import { Alert, Spin, Steps } from 'antd'
import type { ImportBatch, ImportStage } from '../../../domain/elders/import/batch.ts'
import { useKey } from '../../address.ts'
import { useAnswer } from '../../asking.ts'
import { figure } from '../../figures.ts'
import { Page, Panel } from '../../frame/Page.tsx'
import { Go } from '../../Go.tsx'
import { useWords } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.tsx'
import { Answered, NoRight } from '../../states.tsx'
import { CommitPanel } from './CommitPanel.tsx'
import { Preview } from './Preview.tsx'
import { ResultPanel } from './ResultPanel.tsx'
import { Understood } from './Understood.tsx'

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
      return <Working sentence={say('import.reading', { count: figure(batch.counts.rows) })} />
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
          <CommitPanel batch={batch} />
          <Preview batch={batch} />
          <Understood batch={batch} />
        </>
      )
    case 'committing':
      return <Working sentence={say('import.committing')} />
    case 'undoing':
      return <Working sentence={say('import.undoing')} />
    case 'committed':
    case 'undone':
      return (
        <>
          <ResultPanel batch={batch} />
          <Preview batch={batch} />
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

function Working({ sentence }: { sentence: string }) {
  return (
    <Panel>
      <div className="working" role="status">
        <Spin size="large" />
        <p>{sentence}</p>
      </div>
    </Panel>
  )
}
