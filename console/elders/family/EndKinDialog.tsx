// Somebody is no longer called: died, divorced, out of touch, or entered by mistake.
import { Form, Input, Modal, Radio } from 'antd'
import type { Elder } from '../../../domain/elders/elder.ts'
import { type Kin, type KinEnding, kinEndings } from '../../../domain/elders/kin.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { useAct } from '../../asking.ts'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { staleAfterFamily } from './stale.ts'

interface EndKinDialogProps {
  elder: Elder
  kin: Kin
  onClose: () => void
}

export function EndKinDialog({ elder, kin, onClose }: EndKinDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const today = dayOf(new Date())
  const [form] = Form.useForm<{ why: KinEnding; on: string }>()
  const end = useAct('kin.end', staleAfterFamily)
  return (
    <Modal
      open
      title={say('family.endTitle', { name: kin.name })}
      okText={say('family.end')}
      okButtonProps={{ danger: true, loading: end.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('family.endNote')}</p>
      <Form<{ why: KinEnding; on: string }>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ on: today }}
        onFinish={filled =>
          end.mutate(
            { countyCode: elder.countyCode, id: kin.id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('family.endDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="why"
          label={say('family.endWhy')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Radio.Group options={kinEndings.keys.map(value => ({ value, label: kinEndings.words[value] }))} />
        </Form.Item>
        <Form.Item
          name="on"
          label={say('family.endOn')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" max={today} className="day" />
        </Form.Item>
      </Form>
      {end.isError && <Trouble error={end.error} />}
    </Modal>
  )
}
