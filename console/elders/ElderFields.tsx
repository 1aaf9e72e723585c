// The fields of an elder as a person types them; used to register and to edit.
import { Checkbox, Form, Input, Select, Switch } from 'antd'
import {
  birthCalendars,
  numberKinds,
  readLanguages,
  sexes,
  spokenLanguages,
} from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useWords } from '../language.tsx'
import { ethnicities } from './ethnicities.ts'

export interface ElderFilled {
  name?: string
  sex?: (typeof sexes.keys)[number]
  bornOn?: string
  birthCalendar?: (typeof birthCalendars.keys)[number]
  ethnicity?: string
  spokenLanguage?: (typeof spokenLanguages.keys)[number]
  numberKind?: (typeof numberKinds.keys)[number]
  readLanguage?: (typeof readLanguages.keys)[number] | undefined
  hardOfHearing?: boolean
  weakSight?: boolean
  citizenNumber?: string
  phone?: string
  address?: string
  hamlet?: string
  note?: string
  willingToBeVisited?: boolean
}

function optionsOf<Key extends string>(list: { keys: readonly Key[]; words: Readonly<Record<Key, string>> }) {
  return list.keys.map(key => ({ value: key, label: list.words[key] }))
}

interface ElderFieldsProps {
  /** Editing: what is masked stays as it is when left empty. */
  masked?: { name: string; citizenNumber: string | null; phone: string | null }
}

export function ElderFields({ masked }: ElderFieldsProps) {
  const say = useWords()
  const kept = (shown: string | null) => (masked ? say('form.keepEmpty', { shown: shown ?? '—' }) : undefined)
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <div className="fields">
      <Form.Item
        name="name"
        label={say('elder.name')}
        extra={kept(masked?.name ?? null)}
        rules={masked ? [] : required}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="sex"
        label={say('elder.sex')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select options={optionsOf(sexes)} />
      </Form.Item>
      <Form.Item
        name="numberKind"
        label={say('elder.numberKind')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select options={optionsOf(numberKinds)} />
      </Form.Item>
      <Form.Item
        name="citizenNumber"
        label={say('elder.number')}
        extra={kept(masked?.citizenNumber ?? null) ?? say('elder.numberHelp')}
      >
        <Input maxLength={30} autoComplete="off" />
      </Form.Item>
      <Form.Item name="bornOn" label={say('elder.bornOn')} extra={say('elder.bornHelp')}>
        <Input type="date" min="1895-01-01" max={dayOf(new Date())} />
      </Form.Item>
      <Form.Item name="birthCalendar" label={say('elder.birthCalendar')}>
        <Select options={optionsOf(birthCalendars)} />
      </Form.Item>
      <Form.Item name="phone" label={say('elder.phone')} extra={kept(masked?.phone ?? null)}>
        <Input maxLength={40} autoComplete="off" inputMode="tel" />
      </Form.Item>
      <Form.Item name="ethnicity" label={say('elder.ethnicity')}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={ethnicities.map(([value, label]) => ({ value, label }))}
        />
      </Form.Item>
      <Form.Item name="spokenLanguage" label={say('elder.spokenLanguage')}>
        <Select options={optionsOf(spokenLanguages)} />
      </Form.Item>
      <ReadingAndSenses />
      <Form.Item name="hamlet" label={say('elder.hamlet')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="address" label={say('elder.address')} className="wide">
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="note" label={say('elder.note')} className="wide">
        <Input.TextArea rows={2} maxLength={500} showCount />
      </Form.Item>
      <Form.Item name="willingToBeVisited" label={say('elder.willing')} valuePropName="checked">
        <Switch checkedChildren={say('elder.willingYes')} unCheckedChildren={say('elder.willingNo')} />
      </Form.Item>
    </div>
  )
}

/** What a caller has to know before speaking or showing something. */
function ReadingAndSenses() {
  const say = useWords()
  return (
    <>
      <Form.Item name="readLanguage" label={say('elder.readLanguage')}>
        <Select options={optionsOf(readLanguages)} placeholder={say('elder.notAsked')} />
      </Form.Item>
      <Form.Item name="hardOfHearing" valuePropName="checked">
        <Checkbox>{say('elder.hardOfHearing')}</Checkbox>
      </Form.Item>
      <Form.Item name="weakSight" valuePropName="checked">
        <Checkbox>{say('elder.weakSight')}</Checkbox>
      </Form.Item>
    </>
  )
}
