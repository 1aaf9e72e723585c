// What was understood of the file, column by column; wrong guesses are corrected here and the file read again.
import { Button, InputNumber, Select, Table, Tag } from 'antd'
import { useState } from 'react'
import type { ImportBatch } from '../../../domain/elders/import/batch.ts'
import { useAct } from '../../asking.ts'
import { Panel } from '../../frame/Page.tsx'
import { Labelled } from '../../Labelled.tsx'
import { useWords } from '../../language.tsx'
import { Trouble } from '../../states.tsx'
import { fieldOptions } from './field-words.ts'

type Column = ImportBatch['columns'][number]
/** Below this the program is guessing, and says so. */
const sureEnough = 0.7

export function Understood({ batch }: { batch: ImportBatch }) {
  const say = useWords()
  const [fields, setFields] = useState<Record<string, string | null>>(() => fieldsOf(batch.columns))
  // Counted from 1, as the spreadsheet program does; 0 when the table has no header.
  const [headerRow, setHeaderRow] = useState(batch.headerRow ?? 0)
  const remap = useAct('elderImport.remap', ['elderImport.get', 'elderImport.rows'])
  const readAgain = (sheet: string | null) =>
    remap.mutate({
      id: batch.id,
      mapping: { headerRow, fields },
      ...(sheet && { sheet }),
    })
  return (
    <Panel title={say('understood.title')} note={say('understood.note')}>
      <div className="understood-facts">
        <span>{say('understood.encoding', { encoding: batch.encoding ?? say('understood.workbook') })}</span>
        {batch.sheets.length > 1 && (
          <Labelled word={say('understood.sheet')}>
            {id => (
              <Select
                id={id}
                className="understood-sheet"
                value={batch.sheet}
                options={batch.sheets.map(sheet => ({ value: sheet, label: sheet }))}
                onChange={readAgain}
              />
            )}
          </Labelled>
        )}
        <Labelled word={say('understood.headerRow')}>
          {id => (
            <InputNumber
              id={id}
              min={0}
              max={1000}
              value={headerRow}
              onChange={line => setHeaderRow(line ?? 0)}
            />
          )}
        </Labelled>
      </div>
      <Columns columns={batch.columns} fields={fields} onChange={setFields} />
      {remap.isError && <Trouble error={remap.error} />}
      <div className="form-actions">
        <Button size="large" loading={remap.isPending} onClick={() => readAgain(null)}>
          {say('understood.readAgain')}
        </Button>
      </div>
    </Panel>
  )
}

type Fields = Record<string, string | null>

interface ColumnsProps {
  columns: readonly Column[]
  fields: Fields
  onChange: (fields: Fields) => void
}

function Columns({ columns, fields, onChange }: ColumnsProps) {
  const say = useWords()
  const used = Object.values(fields)
  return (
    <Table<Column>
      rowKey="index"
      dataSource={[...columns]}
      pagination={false}
      scroll={{ x: 760 }}
      columns={[
        {
          key: 'header',
          title: say('understood.header'),
          render: (_, column) => (
            <b>{column.header || say('understood.noHeader', { number: column.index + 1 })}</b>
          ),
        },
        {
          key: 'examples',
          title: say('understood.examples'),
          render: (_, column) => (
            <span className="soft">{column.examples.slice(0, 3).join('、') || '—'}</span>
          ),
        },
        {
          key: 'field',
          title: say('understood.field'),
          width: 280,
          render: (_, column) => (
            <Select
              className="understood-field"
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              aria-label={say('understood.fieldOf', { header: column.header })}
              placeholder={say('understood.leftOut')}
              value={fields[column.index] ?? null}
              options={fieldOptions.map(option => ({
                ...option,
                disabled: used.includes(option.value) && fields[column.index] !== option.value,
              }))}
              onChange={(field: string | null | undefined) =>
                onChange({ ...fields, [column.index]: field ?? null })
              }
            />
          ),
        },
        {
          key: 'sure',
          title: say('understood.sure'),
          width: 130,
          render: (_, column) => <Sureness column={column} field={fields[column.index] ?? null} />,
        },
      ]}
    />
  )
}

function Sureness({ column, field }: { column: Column; field: string | null }) {
  const say = useWords()
  if (field !== column.field) return <Tag color="processing">{say('understood.changed')}</Tag>
  if (field === null) return <Tag>{say('understood.leftOut')}</Tag>
  return column.confidence >= sureEnough ? (
    <Tag color="success">{say('understood.isSure')}</Tag>
  ) : (
    <Tag color="warning">{say('understood.isGuess')}</Tag>
  )
}

function fieldsOf(columns: readonly Column[]): Record<string, string | null> {
  return Object.fromEntries(columns.map(({ index, field }) => [String(index), field]))
}
