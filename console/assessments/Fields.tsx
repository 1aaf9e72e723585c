// Small controlled fields of the assessment form, each with its own word above it.
import { Checkbox, Input, InputNumber, Select } from 'antd'
import { type ReactNode, useId } from 'react'
import type { Choice } from '../../domain/kernel/choice.ts'

interface Labelled {
  label: string
  help?: string
}

function Field({ label, help, children }: Labelled & { children: (id: string) => ReactNode }) {
  const id = useId()
  return (
    <div className="assess-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
      {help && <span className="soft small">{help}</span>}
    </div>
  )
}

interface OneOf<Key extends string> extends Labelled {
  of: Choice<Key>
  value: Key | null
  onChange: (value: Key | null) => void
  clearable?: boolean
}

export function OneOf<Key extends string>({ of, value, onChange, clearable = true, ...rest }: OneOf<Key>) {
  return (
    <Field {...rest}>
      {id => (
        <Select<string>
          id={id}
          allowClear={clearable}
          value={value}
          options={of.keys.map(key => ({ value: key as string, label: of.words[key] }))}
          onChange={(chosen: string | undefined) => onChange((chosen as Key | undefined) ?? null)}
        />
      )}
    </Field>
  )
}

interface ManyOf<Key extends string> {
  label: string
  of: Choice<Key>
  value: readonly Key[]
  onChange: (value: Key[]) => void
}

export function ManyOf<Key extends string>({ label, of, value, onChange }: ManyOf<Key>) {
  return (
    <fieldset className="assess-many">
      <legend>{label}</legend>
      {of.keys.map(key => (
        <Checkbox
          key={key}
          checked={value.includes(key)}
          onChange={event =>
            onChange(of.keys.filter(one => (one === key ? event.target.checked : value.includes(one))))
          }
        >
          {of.words[key]}
        </Checkbox>
      ))}
    </fieldset>
  )
}

interface Written extends Labelled {
  value: string
  onChange: (value: string) => void
  most: number
  type?: 'text' | 'date'
  rows?: number
}

export function Written({ value, onChange, most, type = 'text', rows = 1, ...rest }: Written) {
  return (
    <Field {...rest}>
      {id =>
        rows > 1 ? (
          <Input.TextArea
            id={id}
            rows={rows}
            maxLength={most}
            value={value}
            onChange={event => onChange(event.target.value)}
          />
        ) : (
          <Input
            id={id}
            type={type}
            maxLength={most}
            value={value}
            onChange={event => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}

interface Counted extends Labelled {
  value: number | null
  least: number
  most: number
  onChange: (value: number | null) => void
}

export function Counted({ value, least, most, onChange, ...rest }: Counted) {
  return (
    <Field {...rest}>
      {id => <InputNumber id={id} min={least} max={most} value={value} onChange={onChange} />}
    </Field>
  )
}
