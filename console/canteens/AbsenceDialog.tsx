// Somebody does not come: from when to when, why, and how it was told.
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type CanteenRow, type Meal, meals } from '../../domain/canteens/canteen.ts'
import { absenceTold, type MealAbsenceReason, mealAbsenceReasons } from '../../domain/canteens/serving.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  fromOn: string
  toOn?: string
  meal: Meal | 'both'
  reason: MealAbsenceReason
  toldWay: (typeof absenceTold.keys)[number]
}

interface AbsenceDialogProps {
  canteen: CanteenRow
  diner: { elderId: string; name: string }
  day: string
  onClose: () => void
}

export function AbsenceDialog({ canteen, diner, day, onClose }: AbsenceDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const record = useAct('mealAbsence.record', ['kitchen.day', 'mealRegular.list'])
  const required = { required: true, message: say('form.required') }
  const save = ({ toOn, meal, ...filled }: Filled) =>
    record.mutate(
      {
        ...{ countyCode: canteen.countyCode, id, canteenId: canteen.id, elderId: diner.elderId, ...filled },
        ...{ toOn: toOn || null, meal: meal === 'both' ? null : meal },
      },
      {
        onSuccess: () => {
          notice.done(say('kitchen.absentDone'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('kitchen.absentTitle', { name: diner.name })}
      okText={say('canteen.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          fromOn: day,
          toOn: day,
          meal: 'both',
          reason: 'eatsAtHome',
          toldWay: 'toldByTelephone',
        }}
      >
        <Form.Item name="fromOn" label={say('canteen.from')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="toOn" label={say('canteen.to')} extra={say('kitchen.openEnd')}>
          <Input type="date" />
        </Form.Item>
        <WhichAndWhy />
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

function WhichAndWhy() {
  const say = useWords()
  return (
    <>
      <Form.Item name="meal" label={say('kitchen.whichMeal')}>
        <Select
          options={[
            { value: 'both', label: say('kitchen.bothMeals') },
            ...meals.keys.map(key => ({ value: key as string, label: meals.words[key] })),
          ]}
        />
      </Form.Item>
      <Form.Item name="reason" label={say('canteen.reason')}>
        <Select
          options={mealAbsenceReasons.keys.map(key => ({
            value: key as string,
            label: mealAbsenceReasons.words[key],
          }))}
        />
      </Form.Item>
      <Form.Item name="toldWay" label={say('kitchen.tellWay')}>
        <Select
          options={absenceTold.keys.map(key => ({ value: key as string, label: absenceTold.words[key] }))}
        />
      </Form.Item>
    </>
  )
}
