// Makes somebody a regular, or changes on which days she eats.
import { Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { FindElder } from './FindElder.tsx'
import type { RegularRow } from './RegularsTab.tsx'
import { WeekField } from './WeekField.tsx'

interface Filled {
  elderId: string
  lunch: string
  supper: string
  validFrom: string
}

interface RegularDialogProps {
  of: { countyCode: string; canteenId: string }
  held: RegularRow | null
  onClose: () => void
}

export function RegularDialog({ of, held, onClose }: RegularDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const keep = useAct('mealRegular.keep', ['mealRegular.list', 'kitchen.day', 'canteen.get'])
  const today = dayOf(new Date())
  const required = { required: true, message: say('form.required') }
  const save = ({ elderId, ...filled }: Filled) =>
    keep.mutate(
      { ...of, id, elderId: held?.elderId ?? elderId, ...filled },
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
      width={640}
      title={held ? say('regulars.changeTitle', { name: held.name }) : say('regulars.addTitle')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: keep.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          lunch: held?.lunch ?? 'DDDDDDD',
          supper: held?.supper ?? '-------',
          validFrom: today,
        }}
      >
        {!held && (
          <Form.Item
            name="elderId"
            label={say('regulars.find')}
            extra={say('regulars.findHelp')}
            rules={[required]}
          >
            <FindElder of={of} />
          </Form.Item>
        )}
        <Form.Item name="lunch" label={say('opening.lunch')}>
          <WeekField letters="-DH" />
        </Form.Item>
        <Form.Item name="supper" label={say('opening.supper')}>
          <WeekField letters="-DH" />
        </Form.Item>
        <Form.Item name="validFrom" label={say('regulars.from')} rules={[required]}>
          <Input type="date" min={today} />
        </Form.Item>
      </Form>
      {keep.isError && <Trouble error={keep.error} />}
    </Modal>
  )
}
