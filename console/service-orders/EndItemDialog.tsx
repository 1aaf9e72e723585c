// A service taken out of the offer from a day on.
import { Form, Input, Modal } from 'antd'
import { dayOf } from '../../domain/kernel/day.ts'
import type { ServiceItem } from '../../domain/service-orders/catalogue.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

export function EndItemDialog({ item, onClose }: { item: ServiceItem; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ on: string }>()
  const act = useAct('catalogue.end', ['catalogue.list', 'need.suggest'])
  const { countyCode, code } = item
  const today = dayOf(new Date())
  const first = item.validFrom > today ? item.validFrom : today
  const submit = ({ on }: { on: string }) =>
    act.mutate(
      { countyCode, code, on },
      {
        onSuccess: () => {
          notice.done(say('svc.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={`${item.name} · ${say('catalogue.end')}`}
      okText={say('catalogue.end')}
      okButtonProps={{ danger: true, loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('catalogue.endNote')}</p>
      <Form form={form} layout="vertical" initialValues={{ on: first }} onFinish={submit}>
        <Form.Item
          name="on"
          label={say('catalogue.endOn')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" min={first} />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
