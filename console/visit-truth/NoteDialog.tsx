// A word with the visitor, or that what she said is so: written down for her to read.
import { App, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

interface NoteDialogProps {
  truth: Output<'visitTruth.get'>
  kind: 'coached' | 'excused'
  onClose: () => void
}

const texts = {
  coached: {
    title: 'truth.coachTitle',
    note: 'truth.coachNote',
    words: 'truth.coachWords',
    done: 'truth.coachDone',
  },
  excused: {
    title: 'truth.excuseTitle',
    note: 'truth.excuseNote',
    words: 'truth.excuseWords',
    done: 'truth.excuseDone',
  },
} as const

export function NoteDialog({ truth, kind, onClose }: NoteDialogProps) {
  const say = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<{ words: string }>()
  const [id] = useState(newId)
  const write = useAct('visitTruth.note', ['visitTruth.get', 'visitTruth.list'])
  const { countyCode, visitorId, month, visitorName } = truth
  const text = texts[kind]
  return (
    <Modal
      open
      title={say(text.title, { name: visitorName })}
      okText={say('truth.save')}
      okButtonProps={{ loading: write.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say(text.note)}</p>
      <Form<{ words: string }>
        form={form}
        layout="vertical"
        className="below"
        onFinish={({ words }) =>
          write.mutate(
            { id, countyCode, visitorId, month, kind, words },
            {
              onSuccess: () => {
                void message.success(say(text.done))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="words"
          label={say(text.words)}
          {...(kind === 'coached' && { extra: say('truth.coachExample') })}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount autoFocus />
        </Form.Item>
      </Form>
      {write.isError && <Trouble error={write.error} />}
    </Modal>
  )
}
