// A dialog of a few fields, one below the other: what most acts on this desk ask before they are done.
import { Checkbox, Form, Input, InputNumber, Modal, Select } from 'antd'
import type { ReactNode } from 'react'
import { dayOf } from '../domain/kernel/day.ts'
import { useWords } from './language.tsx'
import { Trouble } from './states.tsx'

export interface FormField<Name extends string> {
  name: Name
  word: string
  as: 'text' | 'long' | 'day' | 'yuan' | 'number' | 'choice' | 'choices' | 'yes'
  words?: Readonly<Record<string, string>>
  optional?: boolean
  most?: number
  help?: string | undefined
  /** A day that lies behind us. */
  isPast?: boolean
  /** The least and the most of a number. */
  least?: number
  greatest?: number
}

interface FormDialogProps<Filled extends object> {
  title: string
  note?: ReactNode
  submit: string
  danger?: boolean
  fields: readonly FormField<keyof Filled & string>[]
  initial?: Partial<Filled> | undefined
  act: { isPending: boolean; error: unknown }
  onSubmit: (filled: Filled) => void
  onClose: () => void
  /** Fields before the others. */
  children?: ReactNode
}

export function FormDialog<Filled extends object>(props: FormDialogProps<Filled>) {
  const { title, note, submit, danger = false, fields, initial, act, onSubmit, onClose, children } = props
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  return (
    <Modal
      open
      title={title}
      okText={submit}
      // “取消” beside “取消订单” would leave anybody guessing which of the two does it.
      {...(danger && { cancelText: say('form.goBack') })}
      okButtonProps={{ danger, loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {note && <p {...(!danger && { className: 'soft' })}>{note}</p>}
      <Form<Filled>
        form={form}
        layout="vertical"
        className="below"
        onFinish={onSubmit}
        {...(initial && { initialValues: initial })}
      >
        {children}
        <FormFields fields={fields} />
      </Form>
      {act.error !== null && act.error !== undefined && <Trouble error={act.error} />}
    </Modal>
  )
}

export function FormFields({ fields }: { fields: readonly FormField<string>[] }) {
  const say = useWords()
  return fields.map(field => (
    <Form.Item
      key={field.name}
      name={field.name as never}
      {...(field.as !== 'yes' && { label: field.word })}
      {...(field.as === 'yes' && { valuePropName: 'checked' })}
      extra={field.help}
      rules={rulesOf(field, say('form.required'))}
    >
      {control(field)}
    </Form.Item>
  ))
}

/** A space is no answer. */
function rulesOf({ as, optional }: FormField<string>, message: string) {
  if (optional || as === 'yes') return []
  return [{ required: true, message, ...((as === 'text' || as === 'long') && { whitespace: true }) }]
}

function control({
  as,
  word,
  words = {},
  most = 200,
  optional,
  isPast,
  least = 0,
  greatest = 100_000,
}: FormField<string>) {
  const options = Object.entries(words).map(([value, label]) => ({ value, label }))
  switch (as) {
    case 'text':
      return <Input maxLength={most} />
    case 'long':
      return <Input.TextArea rows={most > 1_000 ? 10 : 3} maxLength={most} showCount />
    case 'day':
      return <Input type="date" {...(isPast && { max: dayOf(new Date()) })} />
    case 'yuan':
      return <InputNumber min={0} max={1_000_000} precision={2} className="form-number" />
    case 'number':
      return <InputNumber min={least} max={greatest} precision={0} className="form-number" />
    case 'yes':
      return <Checkbox>{word}</Checkbox>
    case 'choices':
      return <Checkbox.Group options={options} className="form-choices" />
    case 'choice':
      return <Select options={options} {...(optional && { allowClear: true })} />
  }
}
