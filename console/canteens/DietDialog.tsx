// What an elder can and may eat, in the words of a kitchen.
import { Checkbox, Form, Input, Modal, Radio, Select } from 'antd'
import { type Diet, foodContents, foodCustoms, foodTextures, plainDiet } from '../../domain/canteens/diet.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import type { RegularRow } from './RegularsTab.tsx'

interface DietDialogProps {
  countyCode: string
  row: RegularRow
  onClose: () => void
}

const options = <Key extends string>(choice: {
  keys: readonly Key[]
  words: Readonly<Record<Key, string>>
}) => choice.keys.map(key => ({ value: key as string, label: choice.words[key] }))

export function DietDialog({ countyCode, row, onClose }: DietDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Diet>()
  const keep = useAct('diet.keep', ['mealRegular.list', 'kitchen.day', 'mealServing.ofElder'])
  const save = ({ note, ...diet }: Diet) =>
    keep.mutate(
      {
        ...{ countyCode, elderId: row.elderId, version: row.diet?.version ?? 0, ...diet },
        note: note?.trim() || null,
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('diet.title', { name: row.name })}
      okText={say('canteen.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Diet> form={form} layout="vertical" onFinish={save} initialValues={row.diet ?? plainDiet}>
        <Form.Item name="texture" label={say('diet.texture')}>
          <Radio.Group optionType="button" size="large" options={options(foodTextures)} />
        </Form.Item>
        <Form.Item name="diabetes" valuePropName="checked">
          <Checkbox>{say('diet.diabetes')}</Checkbox>
        </Form.Item>
        <Form.Item name="lowSalt" valuePropName="checked">
          <Checkbox>{say('diet.lowSalt')}</Checkbox>
        </Form.Item>
        <Form.Item name="allergens" label={say('diet.allergens')}>
          <Select mode="multiple" options={options(foodContents)} />
        </Form.Item>
        <Form.Item name="customs" label={say('diet.customs')}>
          <Select mode="multiple" options={options(foodCustoms)} />
        </Form.Item>
        <Form.Item name="note" label={say('diet.note')}>
          <Input maxLength={100} />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
