// What a side says: whose the elder is, why, and what proves it.
import { Form, Input, Modal, Radio } from 'antd'
import { type DisputeOutcome, disputeOutcomes } from '../../domain/duplicates/disputes.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

export interface Said {
  statement: string
  evidence: string
  outcome: DisputeOutcome
}

interface StatementDialogProps {
  title: string
  note?: string
  asksOutcome: boolean
  asksEvidence: boolean
  busy: boolean
  error: unknown
  onSubmit: (said: Said) => void
  onClose: () => void
}

export function StatementDialog(props: StatementDialogProps) {
  const { title, note, asksOutcome, asksEvidence, busy, error, onSubmit, onClose } = props
  const say = useWords()
  const [form] = Form.useForm<Said>()
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={title}
      okText={title}
      okButtonProps={{ loading: busy }}
      onOk={form.submit}
      onCancel={onClose}
    >
      {note && <p>{note}</p>}
      <Form<Said> form={form} layout="vertical" className="below" onFinish={onSubmit}>
        {asksOutcome && (
          <Form.Item
            name="outcome"
            label={say('dispute.stance')}
            rules={[{ required: true, message: say('form.required') }]}
          >
            <Radio.Group
              options={disputeOutcomes.keys.map(key => ({ value: key, label: disputeOutcomes.words[key] }))}
            />
          </Form.Item>
        )}
        <Form.Item
          name="statement"
          label={say(asksEvidence ? 'dispute.statement' : 'dispute.why')}
          extra={asksEvidence && say('dispute.statementHelp')}
          rules={required}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        {asksEvidence && (
          <Form.Item
            name="evidence"
            label={say('dispute.evidence')}
            extra={say('dispute.evidenceHelp')}
            rules={required}
          >
            <Input.TextArea rows={2} maxLength={500} showCount />
          </Form.Item>
        )}
      </Form>
      {error !== null && error !== undefined && <Trouble error={error} />}
    </Modal>
  )
}
