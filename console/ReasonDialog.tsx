// A dialog that asks why before something is done that cannot simply be taken back.
import { Form, Input, Modal } from 'antd'
import type { ReactNode } from 'react'
import { useWords } from './language.tsx'
import { Trouble } from './states.tsx'

interface ReasonDialogProps<Filled extends { reason: string }> {
  title: string
  note: string
  submit: string
  busy: boolean
  error: unknown
  onSubmit: (filled: Filled) => void
  onClose: () => void
  /** Fields before the reason. */
  children?: ReactNode
}

export function ReasonDialog<Filled extends { reason: string }>(props: ReasonDialogProps<Filled>) {
  const { title, note, submit, busy, error, onSubmit, onClose, children } = props
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  return (
    <Modal
      open
      title={title}
      okText={submit}
      // “取消” beside “取消订单” would leave anybody guessing which of the two does it.
      cancelText={say('form.goBack')}
      okButtonProps={{ danger: true, loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{note}</p>
      <Form<Filled> form={form} layout="vertical" className="below" onFinish={onSubmit}>
        {children}
        <Form.Item
          name={'reason' as never}
          label={say('accounts.reason')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {error !== null && error !== undefined && <Trouble error={error} />}
    </Modal>
  )
}
