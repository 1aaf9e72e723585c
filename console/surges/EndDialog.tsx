// Standing an emergency down, or taking back one that was declared by mistake.
import { Form, Input, Modal } from 'antd'
import type { Surge } from '../../domain/surges/surge.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

interface EndDialogProps {
  surge: Surge
  how: 'standDown' | 'callOff'
  onClose: () => void
}

export function EndDialog({ surge, how, onClose }: EndDialogProps) {
  const say = useWords()
  const [form] = Form.useForm<{ note?: string }>()
  const standDown = useAct('surge.standDown', ['surge.get', 'surge.list'])
  const callOff = useAct('surge.callOff', ['surge.get', 'surge.list'])
  const { countyCode, id } = surge
  const isMistake = how === 'callOff'
  const error = standDown.error ?? callOff.error
  const end = ({ note = '' }: { note?: string }) =>
    isMistake
      ? callOff.mutate({ countyCode, id, note }, { onSuccess: onClose })
      : standDown.mutate({ countyCode, id, note: note.trim() || null }, { onSuccess: onClose })
  return (
    <Modal
      open
      title={say(isMistake ? 'surges.callOffTitle' : 'surges.standDownTitle')}
      okText={say(isMistake ? 'surges.callOff' : 'surges.standDown')}
      okButtonProps={{ danger: isMistake, loading: standDown.isPending || callOff.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        {isMistake
          ? say('surges.callOffNote')
          : say('surges.standDownNote', { left: surge.total - surge.reached })}
      </p>
      <Form form={form} layout="vertical" className="below" onFinish={end}>
        <Form.Item
          name="note"
          label={say('surges.note')}
          rules={isMistake ? [{ required: true, whitespace: true, message: say('form.required') }] : []}
        >
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
      {error && <Trouble error={error} />}
    </Modal>
  )
}
