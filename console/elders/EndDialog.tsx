// Registering a death or a move: the record is closed, so it is asked twice.
import { Alert, Form, Input, Modal } from 'antd'
import { type Elder, leavingKinds } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface EndDialogProps {
  elder: Elder
  kind: 'died' | 'movedOut'
  onClose: () => void
}

export function EndDialog({ elder, kind, onClose }: EndDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ endedOn: string; reason: string }>()
  const end = useAct('elder.end', ['elder.get', 'elder.list', 'board.read'])
  const word = leavingKinds.words[kind]
  return (
    <Modal
      open
      title={say('ending.open', { kind: word })}
      okText={say('ending.submit', { kind: word })}
      okButtonProps={{ danger: true, loading: end.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Alert type="warning" showIcon title={say('ending.warning', { name: elder.name })} />
      <Form<{ endedOn: string; reason: string }>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ endedOn: dayOf(new Date()) }}
        onFinish={filled =>
          end.mutate(
            { countyCode: elder.countyCode, id: elder.id, kind, ...filled },
            {
              onSuccess: () => {
                notice.done(say('ending.done'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="endedOn"
          label={say('ending.day', { kind: word })}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item
          name="reason"
          label={say('ending.reason')}
          extra={say('ending.reasonHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {end.isError && <Trouble error={end.error} />}
    </Modal>
  )
}
