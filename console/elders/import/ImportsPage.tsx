// Import, first step: choose the village's spreadsheet; below, the batches so far.
import { InboxOutlined } from '@ant-design/icons'
import { Button, Progress, Table, Tag, Upload } from 'antd'
import { useRef, useState } from 'react'
import { type ImportBatch, type ImportStage, importStages } from '../../../domain/elders/import/batch.ts'
import { newId, upload } from '../../../ui/client.ts'
import { useFilters, useGo } from '../../address.ts'
import { usePages } from '../../asking.ts'
import { figure, instantText } from '../../figures.ts'
import { Page, Panel } from '../../frame/Page.tsx'
import { Go } from '../../Go.tsx'
import { useWords } from '../../language.tsx'
import { Paged } from '../../Paged.tsx'
import { paths } from '../../paths.ts'
import { RegionBar } from '../../regions/RegionBar.tsx'
import { useMay, useSession } from '../../session.tsx'
import { NoRight, Trouble } from '../../states.tsx'
import { Mappings } from './Mappings.tsx'
import { TemplateButton } from './TemplateButton.tsx'

export function ImportsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may('elder:import')) return <NoRight />
  return (
    <Page
      title={say('import.title')}
      above={<RegionBar code={region} to={code => paths.imports({ region: code })} />}
    >
      <ChooseFile region={region} />
      <Batches />
      <Mappings />
    </Page>
  )
}

interface Sending {
  fileName: string
  share: number
  stop: AbortController
}

function ChooseFile({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const [sending, setSending] = useState<Sending | null>(null)
  const [trouble, setTrouble] = useState<unknown>(null)
  // Sending the same file again after a broken line goes on with the same batch.
  const unanswered = useRef<{ file: string; id: string; actId: string } | null>(null)
  const send = (file: File) => {
    const content = `${file.name}.${file.size}.${file.lastModified}.${region}`
    if (unanswered.current?.file !== content)
      unanswered.current = { file: content, id: newId(), actId: newId() }
    const { id, actId } = unanswered.current
    const stop = new AbortController()
    setTrouble(null)
    setSending({ fileName: file.name, share: 0, stop })
    upload('elderImport.upload', { id, regionCode: region, fileName: file.name }, file, {
      actId,
      signal: stop.signal,
      onProgress: share => setSending({ fileName: file.name, share, stop }),
    }).then(
      batch => go(paths.importBatch(batch.id)),
      error => {
        setSending(null)
        setTrouble(error)
      },
    )
    stop.signal.addEventListener('abort', () => setSending(null))
    return false
  }
  return (
    <Panel title={say('import.choose')} note={say('import.chooseNote')}>
      {sending ? (
        <div className="sending" role="status">
          <p>
            {sending.share < 1 ? say('import.sending', { file: sending.fileName }) : say('import.arrived')}
          </p>
          <Progress percent={Math.round(sending.share * 100)} />
          <Button onClick={() => sending.stop.abort()}>{say('form.cancel')}</Button>
        </div>
      ) : (
        <Upload.Dragger accept=".xlsx,.csv,.xls" multiple={false} showUploadList={false} beforeUpload={send}>
          <p className="drop-icon" aria-hidden>
            <InboxOutlined />
          </p>
          <p className="strong">{say('import.drop')}</p>
          <p className="soft">{say('import.kinds')}</p>
        </Upload.Dragger>
      )}
      {trouble !== null && <Trouble error={trouble} />}
      <div className="form-actions">
        <TemplateButton region={region} />
        <span className="soft">{say('import.templateNote')}</span>
      </div>
    </Panel>
  )
}

export const stageColors: Record<ImportStage, string> = {
  reading: 'processing',
  understood: 'warning',
  committing: 'processing',
  committed: 'success',
  undoing: 'processing',
  undone: 'default',
  cancelled: 'default',
  failed: 'error',
}

function Batches() {
  const say = useWords()
  const list = usePages('elderImport.list', {})
  return (
    <Panel title={say('import.batches')}>
      <Paged list={list} nothing={say('import.noBatches')}>
        {rows => (
          <Table<ImportBatch>
            rowKey="id"
            dataSource={rows}
            pagination={false}
            scroll={{ x: 860 }}
            columns={[
              {
                key: 'file',
                title: say('import.file'),
                render: (_, batch) => <Go to={paths.importBatch(batch.id)}>{batch.fileName}</Go>,
              },
              {
                key: 'stage',
                title: say('import.stage'),
                render: (_, batch) => (
                  <Tag color={stageColors[batch.stage]}>
                    {importStages.words[batch.stage]}
                    {batch.progress && ` ${Math.floor(batch.progress.share * 100)}%`}
                  </Tag>
                ),
              },
              {
                key: 'rows',
                title: say('import.rows'),
                align: 'right',
                render: (_, batch) => figure(batch.counts.rows),
              },
              { key: 'region', title: say('import.region'), dataIndex: 'regionName' },
              { key: 'by', title: say('import.by'), dataIndex: 'createdBy' },
              { key: 'at', title: say('import.at'), render: (_, batch) => instantText(batch.createdAt) },
            ]}
          />
        )}
      </Paged>
    </Panel>
  )
}
