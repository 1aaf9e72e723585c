// One table of an office: what each line would do, what each column means, and the choice to take it in or not.
import { Alert, Button, Checkbox, Modal, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import type { OperationName, Output } from '../../domain/api.ts'
import { type ImportOutcome, importOutcomes } from '../../domain/elders/import/batch.ts'
import type { FundImport } from '../../domain/funds/import/api.ts'
import { type SheetBatch, sheetStages } from '../../domain/sheet-imports/batch.ts'
import { useFilters, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { figure } from '../figures.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { saveAnswer } from '../save.ts'
import { Answered, Nothing, Trouble, useNotice } from '../states.tsx'
import { type Sheet, stageColours } from './ImportsPage.tsx'
import '../facilities/facilities.css'

type Row = Output<'facilityImport.get' | 'fundImport.get'>['rows'][number]
type Batch = SheetBatch | FundImport

interface OfBatch {
  sheet: Sheet
  batch: Batch
}

const changesOf = ({ ops, stale }: Sheet): readonly OperationName[] => [`${ops}.get`, `${ops}.list`, ...stale]

const outcomeColours: Readonly<Record<ImportOutcome, string>> = {
  new: 'success',
  changed: 'processing',
  unchanged: 'default',
  suspicious: 'warning',
  refused: 'error',
}

export function ImportPage({ sheet }: { sheet: Sheet }) {
  const { id } = useKey()
  const [filters] = useFilters()
  const outcome = importOutcomes.keys.find(key => key === filters.outcome)
  const answer = useAnswer(`${sheet.ops}.get`, { id, ...(outcome && { outcome }) })
  return (
    <Answered query={answer}>
      {value => <Whole sheet={sheet} batch={value.batch} rows={value.rows} />}
    </Answered>
  )
}

function Whole({ sheet, batch, rows }: OfBatch & { rows: readonly Row[] }) {
  const say = useWords()
  return (
    <Page
      title={batch.fileName}
      above={
        <div className="region-bar no-print">
          <Go to={sheet.all({})}>{say(`${sheet.ops}.title`)}</Go>
          <span className="soft">{batch.regionName}</span>
        </div>
      }
      actions={<Tag color={stageColours[batch.stage]}>{sheetStages.words[batch.stage]}</Tag>}
    >
      <Counts sheet={sheet} batch={batch} />
      {batch.stage === 'understood' && (
        <>
          <Rows rows={rows} />
          <Columns sheet={sheet} key={JSON.stringify(batch.columns)} batch={batch} />
        </>
      )}
    </Page>
  )
}

function Counts({ sheet, batch }: OfBatch) {
  const say = useWords()
  const [filters, change] = useFilters()
  const isOpen = batch.stage === 'understood'
  return (
    <Panel title={say('placeImport.counts')}>
      <div className="figure-tiles">
        {importOutcomes.keys.map(key => (
          <button
            key={key}
            type="button"
            className="figure-tile"
            disabled={!isOpen}
            aria-current={filters.outcome === key ? 'page' : undefined}
            onClick={() => change({ outcome: filters.outcome === key ? undefined : key })}
          >
            <span>{importOutcomes.words[key]}</span>
            <strong>{figure(batch.counts[key])}</strong>
          </button>
        ))}
      </div>
      {'told' in batch &&
        batch.told.map(sentence => (
          <Alert key={sentence} className="below" type="warning" showIcon title={sentence} />
        ))}
      {batch.undo && <p>{say(`${sheet.ops}.undoneDone`, batch.undo)}</p>}
      <Acts sheet={sheet} batch={batch} />
    </Panel>
  )
}

function Acts({ sheet, batch }: OfBatch) {
  const say = useWords()
  const notice = useNotice()
  const [asking, setAsking] = useState<'take' | 'undo' | null>(null)
  const cancel = useAct(`${sheet.ops}.cancel`, changesOf(sheet))
  const { counts, stage, id } = batch
  if (stage === 'committed')
    return (
      <p className="below">
        <Button danger onClick={() => setAsking('undo')}>
          {say('placeImport.undo')}
        </Button>
        {asking === 'undo' && <UndoDialog sheet={sheet} id={id} onClose={() => setAsking(null)} />}
      </p>
    )
  if (stage !== 'understood') return null
  const takes = counts.new + counts.changed
  return (
    <Space wrap className="below">
      {takes + counts.suspicious > 0 ? (
        <Button type="primary" size="large" onClick={() => setAsking('take')}>
          {say(`${sheet.ops}.take`, { count: takes })}
        </Button>
      ) : (
        <span className="soft">{say(`${sheet.ops}.nothingToTake`)}</span>
      )}
      {counts.suspicious + counts.refused > 0 && (
        <Button
          size="large"
          onClick={() => void saveAnswer(`${sheet.ops}.problemRows`, { id }).catch(notice.refused)}
        >
          {say('placeImport.problems')}
        </Button>
      )}
      <Button size="large" loading={cancel.isPending} onClick={() => cancel.mutate({ id })}>
        {say('placeImport.drop2')}
      </Button>
      {cancel.isError && <Trouble error={cancel.error} />}
      {asking === 'take' && <TakeDialog sheet={sheet} batch={batch} onClose={() => setAsking(null)} />}
    </Space>
  )
}

function TakeDialog({ sheet, batch, onClose }: OfBatch & { onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [withSuspicious, setWith] = useState(false)
  const take = useAct(`${sheet.ops}.commit`, changesOf(sheet))
  const { counts } = batch
  return (
    <Modal
      open
      title={say('placeImport.takeTitle')}
      okText={say('placeImport.takeTitle').replace('？', '')}
      okButtonProps={{ loading: take.isPending }}
      onOk={() =>
        take.mutate(
          { id: batch.id, withSuspicious },
          {
            onSuccess: () => {
              notice.done(say('placeImport.taken'))
              onClose()
            },
          },
        )
      }
      onCancel={onClose}
    >
      <p>{say(`${sheet.ops}.takeNote`, { new: counts.new, changed: counts.changed })}</p>
      {counts.suspicious > 0 && (
        <Checkbox checked={withSuspicious} onChange={event => setWith(event.target.checked)}>
          {say('placeImport.alsoSuspicious', { count: counts.suspicious })}
        </Checkbox>
      )}
      {take.isError && <Trouble error={take.error} />}
    </Modal>
  )
}

function UndoDialog({ sheet, id, onClose }: { sheet: Sheet; id: string; onClose: () => void }) {
  const say = useWords()
  const undo = useAct(`${sheet.ops}.undo`, changesOf(sheet))
  return (
    <Modal
      open
      title={say('placeImport.undoTitle')}
      okText={say('placeImport.undo')}
      okButtonProps={{ danger: true, loading: undo.isPending }}
      onOk={() => undo.mutate({ id }, { onSuccess: onClose })}
      onCancel={onClose}
    >
      <p>{say(`${sheet.ops}.undoNote`)}</p>
      {undo.isError && <Trouble error={undo.error} />}
    </Modal>
  )
}

function Rows({ rows }: { rows: readonly Row[] }) {
  const say = useWords()
  if (rows.length === 0)
    return (
      <Panel>
        <Nothing>{say('placeImport.nothing')}</Nothing>
      </Panel>
    )
  return (
    <Panel>
      <CardTable<Row>
        rowKey="row"
        dataSource={[...rows]}
        pagination={{ pageSize: 20, showSizeChanger: false }}
        columns={[
          { key: 'row', title: say('placeImport.row'), dataIndex: 'row', width: 90 },
          { key: 'name', title: say('network.name'), render: (_, row) => row.name ?? '—' },
          { key: 'place', title: say('network.place'), render: (_, row) => row.place ?? '—' },
          {
            key: 'outcome',
            title: say('placeImport.stage'),
            width: 110,
            render: (_, row) => (
              <Tag color={outcomeColours[row.outcome]}>{importOutcomes.words[row.outcome]}</Tag>
            ),
          },
          {
            key: 'what',
            title: say('placeImport.what2'),
            render: (_, row) => (
              <>
                {'becomes' in row && row.becomes !== null && <div>{row.becomes}</div>}
                {row.problems.map(problem => (
                  <div key={problem}>{problem}</div>
                ))}
                {row.changes.map(one => (
                  <div key={one.field}>{say('story.from', one)}</div>
                ))}
              </>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Columns({ sheet, batch }: OfBatch) {
  const say = useWords()
  const [fields, setFields] = useState<Record<string, string | null>>(() =>
    Object.fromEntries(batch.columns.map(one => [String(one.index), one.field])),
  )
  const remap = useAct(`${sheet.ops}.remap`, [`${sheet.ops}.get`, `${sheet.ops}.list`])
  const isChanged = batch.columns.some(one => (fields[String(one.index)] ?? null) !== one.field)
  return (
    <Panel
      title={say('placeImport.columns')}
      note={say('placeImport.columnsNote')}
      extra={
        <Button
          disabled={!isChanged}
          loading={remap.isPending}
          onClick={() => remap.mutate({ id: batch.id, fields })}
        >
          {say('placeImport.check')}
        </Button>
      }
    >
      {remap.isError && <Trouble error={remap.error} />}
      <div className="facility-fields">
        {batch.columns.map(one => (
          <div key={one.index} className="place-column">
            <b>{one.header || '—'}</b>
            <span className="soft small">{one.examples.join('、')}</span>
            <Select
              aria-label={one.header}
              value={fields[String(one.index)] ?? ''}
              options={[{ value: '', label: say('placeImport.leaveOut') }, ...sheet.fields]}
              onChange={(chosen: string) => setFields({ ...fields, [String(one.index)]: chosen || null })}
            />
          </div>
        ))}
      </div>
    </Panel>
  )
}
