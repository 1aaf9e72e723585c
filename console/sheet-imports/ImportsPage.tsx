// Tables that offices keep: choose one, and below those taken in so far.
import { FileExcelOutlined, InboxOutlined } from '@ant-design/icons'
import { Button, Tag, Upload } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Right } from '../../domain/accounts/rights.ts'
import type { OperationName } from '../../domain/api.ts'
import { type SheetBatch, type SheetStage, sheetStages } from '../../domain/sheet-imports/batch.ts'
import { newId, upload } from '../../ui/client.ts'
import { useFilters, useGo } from '../address.ts'
import { useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure, instantText } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { saveAnswer } from '../save.ts'
import { useMay, useSession } from '../session.tsx'
import { Answered, Loading, NoRight, Nothing, Trouble, useNotice } from '../states.tsx'

/** What differs between tables of places and of money. */
export interface Sheet {
  ops: 'facilityImport' | 'fundImport'
  fields: readonly { value: string; label: string }[]
  may: Right
  all: (query: { region?: string }) => string
  one: (id: string) => string
  /** What is to be asked again once a table was taken in. */
  stale: readonly OperationName[]
}

export function ImportsPage({ sheet, back }: { sheet: Sheet; back: (region: string) => ReactNode }) {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [filters] = useFilters()
  const region = filters.region ?? post.regionCode
  if (!may(sheet.may)) return <NoRight />
  return (
    <Page
      title={say(`${sheet.ops}.title`)}
      above={<RegionBar code={region} to={code => sheet.all({ region: code })} />}
      actions={back(region)}
    >
      <ChooseFile sheet={sheet} region={region} />
      <Batches sheet={sheet} />
    </Page>
  )
}

function ChooseFile({ sheet, region }: { sheet: Sheet; region: string }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<unknown>(null)
  const send = (file: File) => {
    const id = newId()
    setTrouble(null)
    setBusy(true)
    upload(`${sheet.ops}.upload`, { id, regionCode: region, fileName: file.name }, file)
      .then(() => go(sheet.one(id)), setTrouble)
      .finally(() => setBusy(false))
    return false
  }
  return (
    <Panel note={say(`${sheet.ops}.what`)}>
      {busy ? (
        <Loading />
      ) : (
        <Upload.Dragger accept=".xlsx,.csv" multiple={false} showUploadList={false} beforeUpload={send}>
          <p className="drop-icon" aria-hidden>
            <InboxOutlined />
          </p>
          <p className="strong">{say('placeImport.drop')}</p>
          <p className="soft">{say(`${sheet.ops}.kinds`)}</p>
        </Upload.Dragger>
      )}
      {trouble !== null && <Trouble error={trouble} />}
      <div className="form-actions">
        <Button
          size="large"
          icon={<FileExcelOutlined />}
          onClick={() =>
            void saveAnswer(`${sheet.ops}.template`, { regionCode: region }).catch(notice.refused)
          }
        >
          {say('placeImport.template')}
        </Button>
      </div>
    </Panel>
  )
}

export const stageColours: Readonly<Record<SheetStage, string>> = {
  understood: 'warning',
  committed: 'success',
  undone: 'default',
  cancelled: 'default',
}

function Batches({ sheet }: { sheet: Sheet }) {
  const say = useWords()
  const answer = useAnswer(`${sheet.ops}.list`, {})
  return (
    <Panel title={say('placeImport.batches')}>
      <Answered query={answer}>
        {batches =>
          batches.length === 0 ? (
            <Nothing>{say('placeImport.noBatches')}</Nothing>
          ) : (
            <CardTable<Omit<SheetBatch, 'columns'>>
              rowKey="id"
              dataSource={batches}
              pagination={false}
              columns={[
                {
                  key: 'file',
                  title: say('placeImport.file'),
                  render: (_, row) => <Go to={sheet.one(row.id)}>{row.fileName}</Go>,
                },
                { key: 'place', title: say('rungs.place'), dataIndex: 'regionName' },
                {
                  key: 'stage',
                  title: say('placeImport.stage'),
                  render: (_, row) => (
                    <Tag color={stageColours[row.stage]}>{sheetStages.words[row.stage]}</Tag>
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
