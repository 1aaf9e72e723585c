// Spreadsheets of places: choose one, and below the batches so far.
import { FileExcelOutlined, InboxOutlined } from '@ant-design/icons'
import { Button, Tag, Upload } from 'antd'
import { useState } from 'react'
import {
  type PlaceBatch,
  type PlaceImportStage,
  placeImportStages,
} from '../../domain/facilities/import/api.ts'
import { newId, upload } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Loading, NoRight, Nothing, Trouble, useNotice } from '../states.tsx'

export function ImportsPage() {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may('facility:manage')) return <NoRight />
  return (
    <Page
      title={say('placeImport.title')}
      above={<RegionBar code={region} to={code => paths.facilityImports({ region: code })} />}
      actions={<Go to={paths.network({ region })}>{say('network.title')}</Go>}
    >
      <ChooseFile region={region} />
      <Batches />
    </Page>
  )
}

function ChooseFile({ region }: { region: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const send = (file: File) => {
    const id = newId()
    setTrouble(null)
    setBusy(true)
    upload('facilityImport.upload', { id, regionCode: region, fileName: file.name }, file)
      .then(() => go(paths.facilityImport(id)), setTrouble)
      .finally(() => setBusy(false))
    return false
  }
  return (
    <Panel note={say('placeImport.what')}>
      {busy ? (
        <Loading />
      ) : (
        <Upload.Dragger accept=".xlsx,.csv" multiple={false} showUploadList={false} beforeUpload={send}>
          <p className="drop-icon" aria-hidden>
            <InboxOutlined />
          </p>
          <p className="strong">{say('placeImport.drop')}</p>
          <p className="soft">{say('placeImport.kinds')}</p>
        </Upload.Dragger>
      )}
      {trouble !== null && <Trouble error={trouble} />}
      <div className="form-actions">
        <Button
          size="large"
          icon={<FileExcelOutlined />}
          onClick={() =>
            void saveAnswer('facilityImport.template', { regionCode: region }).catch(notice.refused)
          }
        >
          {say('placeImport.template')}
        </Button>
      </div>
    </Panel>
  )
}

export const stageColours: Readonly<Record<PlaceImportStage, string>> = {
  understood: 'warning',
  committed: 'success',
  undone: 'default',
  cancelled: 'default',
}

function Batches() {
  const say = useWords()
  const answer = useAnswer('facilityImport.list', {})
  return (
    <Panel title={say('placeImport.batches')}>
      <Answered query={answer}>
        {batches =>
          batches.length === 0 ? (
            <Nothing>{say('placeImport.noBatches')}</Nothing>
          ) : (
            <CardTable<PlaceBatch>
              rowKey="id"
              dataSource={batches}
              pagination={false}
              columns={[
                {
                  key: 'file',
                  title: say('placeImport.file'),
                  render: (_, row) => <Go to={paths.facilityImport(row.id)}>{row.fileName}</Go>,
                },
                { key: 'place', title: say('rungs.place'), dataIndex: 'regionName' },
                {
                  key: 'stage',
                  title: say('placeImport.stage'),
                  render: (_, row) => (
                    <Tag color={stageColours[row.stage]}>{placeImportStages.words[row.stage]}</Tag>
                  ),
                },
                {
                  key: 'rows',
                  title: say('placeImport.rows'),
                  align: 'right',
                  render: (_, row) => figure(row.counts.rows),
                },
                { key: 'by', title: say('placeImport.by'), render: (_, row) => row.createdByName ?? '—' },
                {
                  key: 'at',
                  title: say('placeImport.at'),
                  render: (_, row) => instantText(row.createdAt),
                },
              ]}
            />
          )
        }
      </Answered>
    </Panel>
  )
}
