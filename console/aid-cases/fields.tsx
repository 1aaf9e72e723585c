// Fields that the dialogs of a case share.
import { Form, Input, Select } from 'antd'
import { roles } from '../../domain/accounts/roles.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { Trouble } from '../states.tsx'

interface FieldProps {
  name: string
  label: MessageKey
}

export function DayField({ name, label }: FieldProps) {
  const say = useWords()
  return (
    <Form.Item name={name} label={say(label)} rules={[{ required: true, message: say('form.required') }]}>
      <Input type="date" />
    </Form.Item>
  )
}

interface TextFieldProps extends FieldProps {
  most: number
  rows?: number
  needed?: boolean
  help?: MessageKey
}

export function TextField({ name, label, most, rows = 1, needed = true, help }: TextFieldProps) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say(label)}
      {...(help && { extra: say(help) })}
      rules={needed ? [{ required: true, whitespace: true, message: say('form.required') }] : []}
    >
      {rows > 1 ? <Input.TextArea rows={rows} maxLength={most} showCount /> : <Input maxLength={most} />}
    </Form.Item>
  )
}

/** Somebody with a post over the village. */
export function PersonField({ name, label, regionCode }: FieldProps & { regionCode: string }) {
  const say = useWords()
  const people = useAnswer('aidCase.possibleOwners', { regionCode })
  const roleWords: Readonly<Record<string, string>> = roles.words
  return (
    <>
      {people.isError && <Trouble error={people.error} />}
      <Form.Item name={name} label={say(label)} rules={[{ required: true, message: say('form.required') }]}>
        <Select
          loading={people.isPending}
          showSearch={{ optionFilterProp: 'label' }}
          options={(people.data ?? []).map(person => ({
            value: person.id,
            label: `${person.name} · ${person.regionName} · ${roleWords[person.role] ?? person.role}`,
          }))}
        />
      </Form.Item>
    </>
  )
}

/** Empty text is no text. */
export function orNull(text: string | undefined): string | null {
  return text?.trim() ? text.trim() : null
}
