// Who gets it: rows that must all hold; a row may be a group of which one must.
import { PlusOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useWords } from '../language.tsx'
import { type AnyRow, type ConditionRow, freshRow, type LeafRow, newKey } from './draft.ts'
import { LeafFields } from './LeafFields.tsx'

interface ConditionRowsProps {
  rows: ConditionRow[]
  county: { code: string; name: string }
  onChange: (rows: ConditionRow[]) => void
}

export function ConditionRows({ rows, county, onChange }: ConditionRowsProps) {
  const say = useWords()
  const put = (key: string, changed: ConditionRow) =>
    onChange(rows.map(row => (row.key === key ? changed : row)))
  const remove = (key: string) => onChange(rows.filter(row => row.key !== key))
  return (
    <>
      {rows.map(row =>
        'anyOf' in row ? (
          <AnyRows
            key={row.key}
            row={row}
            county={county}
            onChange={changed => (changed.anyOf.length === 0 ? remove(row.key) : put(row.key, changed))}
          />
        ) : (
          <LeafFields
            key={row.key}
            row={row}
            county={county}
            onChange={changed => put(row.key, changed)}
            onRemove={rows.length > 1 ? () => remove(row.key) : undefined}
          />
        ),
      )}
      <div className="form-actions">
        <Button icon={<PlusOutlined />} onClick={() => onChange([...rows, freshRow(county)])}>
          {say('edit.add')}
        </Button>
        <Button
          icon={<PlusOutlined />}
          onClick={() => onChange([...rows, { key: newKey(), anyOf: [freshRow(county), freshRow(county)] }])}
        >
          {say('edit.addAny')}
        </Button>
      </div>
    </>
  )
}

interface AnyRowsProps {
  row: AnyRow
  county: { code: string; name: string }
  onChange: (row: AnyRow) => void
}

function AnyRows({ row, county, onChange }: AnyRowsProps) {
  const say = useWords()
  const put = (changed: LeafRow) =>
    onChange({ ...row, anyOf: row.anyOf.map(one => (one.key === changed.key ? changed : one)) })
  return (
    <fieldset className="rule-any">
      <legend>{say('edit.anyOf')}</legend>
      {row.anyOf.map(one => (
        <LeafFields
          key={one.key}
          row={one}
          county={county}
          onChange={put}
          onRemove={() => onChange({ ...row, anyOf: row.anyOf.filter(other => other.key !== one.key) })}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        onClick={() => onChange({ ...row, anyOf: [...row.anyOf, freshRow(county)] })}
      >
        {say('edit.add')}
      </Button>
    </fieldset>
  )
}
