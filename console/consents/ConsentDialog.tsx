// Writes down what an elder said about one purpose, how, and who stood by.
import { Alert, Form, Input, Modal, Radio, Select } from 'antd'
import {
  type ConsentAnswer,
  type ConsentPurpose,
  type ConsentWay,
  consentAnswers,
  consentPurposes,
  consentWays,
} from '../../domain/consents/consent.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  purpose: ConsentPurpose
  answer: ConsentAnswer
  way: ConsentWay
  secondPerson?: string
  answeredOn: string
  askAgainOn?: string
  note?: string
}

interface ConsentDialogProps {
  elder: Elder
  purpose: ConsentPurpose | null
  onClose: () => void
}

export function ConsentDialog({ elder, purpose, onClose }: ConsentDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const filled = Form.useWatch([], form) as Partial<Filled> | undefined
  const record = useAct('consent.record', [
    ...(['consent.ofElder', 'consent.due', 'elder.get', 'elder.list'] as const),
    'familyLink.ofElder',
  ])
  const required = [{ required: true, message: say('form.required') }]
  const save = ({ secondPerson, askAgainOn, note, ...rest }: Filled) =>
    record.mutate(
      {
        ...rest,
        ...{ countyCode: elder.countyCode, id: newId(), elderId: elder.id },
        secondPerson: secondPerson?.trim() || null,
        askAgainOn: askAgainOn || null,
        note: note?.trim() || null,
      },
      {
        onSuccess: () => {
          notice.done(say('consents.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('consents.askTitle', { name: elder.name })}
      okText={say('consents.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ purpose: purpose ?? 'beVisited', way: 'signature', answeredOn: dayOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item name="purpose" label={say('consents.purpose')} rules={required}>
          <Select options={choices(consentPurposes)} />
        </Form.Item>
        <Form.Item name="answer" label={say('consents.answer')} rules={required}>
          <Radio.Group optionType="button" options={choices(consentAnswers)} />
        </Form.Item>
        {filled?.purpose === 'beVisited' && filled.answer && filled.answer !== 'agrees' && (
          <Alert className="state" type="info" showIcon title={say('consents.refusalFollows')} />
        )}
        <Way alone={filled?.way === 'signature'} />
        <Form.Item name="answeredOn" label={say('consents.on')} rules={required}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="askAgainOn" label={say('consents.askAgainOn')} extra={say('consents.askAgainHelp')}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="note" label={say('consents.note')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

/** Who cannot write needs somebody beside. */
function Way({ alone }: { alone: boolean }) {
  const say = useWords()
  return (
    <>
      <Form.Item
        name="way"
        label={say('consents.way')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Select options={choices(consentWays)} />
      </Form.Item>
      {!alone && (
        <Form.Item
          name="secondPerson"
          label={say('consents.secondPerson')}
          extra={say('consents.secondHelp')}
          rules={[{ required: true, whitespace: true, message: say('consents.secondMissing') }]}
        >
          <Input maxLength={80} />
        </Form.Item>
      )}
    </>
  )
}

function choices<Key extends string>(list: { keys: readonly Key[]; words: Record<Key, string> }) {
  return list.keys.map(key => ({ value: key, label: list.words[key] }))
}
