// Fields that several dialogs of public money share: an amount in wan, a day, a place found by name.
import { Form, Input } from 'antd'
import { useState } from 'react'
import { fenFromWan } from '../../domain/funds/words.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { RegionSearch } from '../regions/RegionBar.tsx'

export function WanField({ name = 'wan', autoFocus = false }: { name?: string; autoFocus?: boolean }) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say('fund.wan')}
      rules={[
        { required: true, message: say('form.required') },
        {
          validator: (_, typed: string) =>
            !typed || fenFromWan(typed) !== null
              ? Promise.resolve()
              : Promise.reject(new Error(say('fund.wanWrong'))),
        },
      ]}
    >
      <Input inputMode="decimal" suffix="万元" autoFocus={autoFocus} />
    </Form.Item>
  )
}

export function DayField({
  name,
  word,
  max,
  min,
}: {
  name: string
  word: MessageKey
  max?: string
  min?: string
}) {
  const say = useWords()
  return (
    <Form.Item name={name} label={say(word)} rules={[{ required: true, message: say('form.required') }]}>
      <Input type="date" {...(max && { max })} {...(min && { min })} />
    </Form.Item>
  )
}

export function TextField({
  name,
  word,
  most,
  must = true,
}: {
  name: string
  word: MessageKey
  most: number
  must?: boolean
}) {
  const say = useWords()
  return (
    <Form.Item
      name={name}
      label={say(word)}
      rules={must ? [{ required: true, whitespace: true, message: say('form.required') }] : []}
    >
      <Input maxLength={most} />
    </Form.Item>
  )
}

interface PlaceFieldProps {
  value?: string
  onChange?: (code: string) => void
}

/** Inside a form item: shows the name that was chosen. */
export function PlaceField({ value, onChange }: PlaceFieldProps) {
  const say = useWords()
  const [chosen, setChosen] = useState('')
  return (
    <>
      <p>{value ? <b>{chosen || value}</b> : <span className="soft">{say('fund.projectWhereNone')}</span>}</p>
      <RegionSearch
        placeholder={say('fund.projectWhereSearch')}
        onChosen={(code, name) => {
          setChosen(name)
          onChange?.(code)
        }}
      />
    </>
  )
}
