// How much: a table read from top to bottom, the first row that fits is paid.
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, InputNumber, Select } from 'antd'
import { useWords } from '../language.tsx'
import { type AmountRow, freshAmount, freshRow } from './draft.ts'
import { LeafFields } from './LeafFields.tsx'

interface AmountRowsProps {
  rows: AmountRow[]
  county: { code: string; name: string }
  onChange: (rows: AmountRow[]) => void
}

export function AmountRows({ rows, county, onChange }: AmountRowsProps) {
  const say = useWords()
  const put = (changed: AmountRow) => onChange(rows.map(row => (row.key === changed.key ? changed : row)))
  return (
    <>
      {rows.map(row => (
        <div className="rule-sum" key={row.key}>
          <Who row={row} county={county} onChange={put} />
          <Sum row={row} onChange={put} />
          {rows.length > 1 && (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={say('edit.remove')}
              onClick={() => onChange(rows.filter(other => other.key !== row.key))}
            />
          )}
        </div>
      ))}
      <Button icon={<PlusOutlined />} onClick={() => onChange([...rows, freshAmount()])}>
        {say('edit.addSum')}
      </Button>
    </>
  )
}

interface RowProps {
  row: AmountRow
  onChange: (row: AmountRow) => void
}

function Who({ row, county, onChange }: RowProps & { county: { code: string; name: string } }) {
  const say = useWords()
  return (
    <>
      <Select
        aria-label={say('edit.who')}
        className="rule-kind"
        value={row.who === null ? 'rest' : 'some'}
        options={[
          { value: 'some', label: say('edit.condition') },
          { value: 'rest', label: say('edit.rest') },
        ]}
        onChange={chosen => onChange({ ...row, who: chosen === 'rest' ? null : freshRow(county) })}
      />
      {row.who !== null && (
        <LeafFields row={row.who} county={county} onChange={who => onChange({ ...row, who })} />
      )}
    </>
  )
}

function Sum({ row, onChange }: RowProps) {
  const say = useWords()
  const { share } = row
  return (
    <span className="rule-ages">
      <Select
        aria-label={say('edit.fixed')}
        className="rule-choice"
        value={share === null ? 'fixed' : 'share'}
        options={[
          { value: 'fixed', label: say('edit.fixed') },
          { value: 'share', label: say('edit.share') },
        ]}
        onChange={chosen =>
          onChange({
            ...row,
            share: chosen === 'share' ? { percent: null, baseYuan: null, baseName: '' } : null,
          })
        }
      />
      {share === null ? (
        <InputNumber
          aria-label={say('edit.yuan')}
          placeholder={say('edit.yuan')}
          className="rule-yuan"
          min={0}
          max={100_000}
          precision={2}
          suffix={say('benefits.unitYuan')}
          value={row.yuan}
          onChange={yuan => onChange({ ...row, yuan })}
        />
      ) : (
        <>
          <Input
            aria-label={say('edit.baseName')}
            placeholder={say('edit.baseName')}
            className="rule-choice"
            maxLength={40}
            value={share.baseName}
            onChange={event => onChange({ ...row, share: { ...share, baseName: event.target.value } })}
          />
          <InputNumber
            aria-label={say('edit.baseYuan')}
            placeholder={say('edit.baseYuan')}
            className="rule-yuan"
            min={0}
            max={100_000}
            precision={2}
            suffix={say('benefits.unitYuan')}
            value={share.baseYuan}
            onChange={baseYuan => onChange({ ...row, share: { ...share, baseYuan } })}
          />
          <InputNumber
            aria-label={say('edit.percent')}
            placeholder={say('edit.percent')}
            className="rule-yuan"
            min={0}
            max={1000}
            suffix={say('benefits.percentSign')}
            value={share.percent}
            onChange={percent => onChange({ ...row, share: { ...share, percent } })}
          />
        </>
      )}
    </span>
  )
}
