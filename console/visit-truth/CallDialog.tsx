// One call: the number after a reason, three questions, and what to do when nobody answers.
import { App, Button, Form, Input, Modal, Radio } from 'antd'
import { showTelephone } from '../../domain/elders/telephone.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import {
  type CameAnswer,
  callBackStates,
  cameAnswers,
  satisfiedAnswers,
  whenAnswers,
} from '../../domain/visit-truth/call-back.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'
import type { Call } from './CallsPage.tsx'

interface Filled {
  state: 'gotAnswer' | 'unreachable' | 'refusedAnswer'
  came?: CameAnswer
  when?: 'sameDay' | 'anotherDay' | 'noIdea'
  satisfied?: 'satisfied' | 'soSo' | 'notSatisfied'
  note?: string
}

const outcomes = ['gotAnswer', 'unreachable', 'refusedAnswer'] as const

export function CallDialog({ call, onClose }: { call: Call; onClose: () => void }) {
  const say = useWords()
  const { message } = App.useApp()
  const [form] = Form.useForm<Filled>()
  const answer = useAct('callBack.answer', ['callBack.list', 'callBack.draws'])
  const state = Form.useWatch('state', form)
  const came = Form.useWatch('came', form)
  const { countyCode, id, elderName } = call
  const submit = (filled: Filled) =>
    answer.mutate(
      {
        ...{ countyCode, id, state: filled.state },
        came: filled.state === 'gotAnswer' ? (filled.came ?? null) : null,
        when: filled.came === 'came' ? (filled.when ?? null) : null,
        satisfied: filled.came === 'came' ? (filled.satisfied ?? null) : null,
        note: filled.note?.trim() || null,
      },
      {
        onSuccess: () => {
          void message.success(say('calls.kept'))
          onClose()
        },
      },
    )
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('calls.callTitle', { name: elderName })}
      okText={say('truth.save')}
      okButtonProps={{ loading: answer.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>
        {say('calls.script', {
          day: dayText(dayOf(new Date(call.startedAt))),
          visitor: call.visitorName,
        })}
      </p>
      <Telephone call={call} />
      <Form<Filled> form={form} layout="vertical" className="below" onFinish={submit}>
        <Form.Item name="state" label={say('calls.outcome')} rules={required}>
          <Choices words={Object.fromEntries(outcomes.map(key => [key, callBackStates.words[key]]))} />
        </Form.Item>
        {state === 'gotAnswer' && (
          <Form.Item name="came" label={say('calls.came')} rules={required}>
            <Choices words={cameAnswers.words} />
          </Form.Item>
        )}
        {state === 'gotAnswer' && came === 'came' && (
          <>
            <Form.Item name="when" label={say('calls.when')} rules={required}>
              <Choices words={whenAnswers.words} />
            </Form.Item>
            <Form.Item name="satisfied" label={say('calls.satisfied')} rules={required}>
              <Choices words={satisfiedAnswers.words} />
            </Form.Item>
          </>
        )}
        <Form.Item name="note" label={say('calls.note')}>
          <Input.TextArea rows={2} maxLength={300} showCount />
        </Form.Item>
      </Form>
      {answer.isError && <Trouble error={answer.error} />}
    </Modal>
  )
}

interface ChoicesProps {
  words: Readonly<Record<string, string>>
  value?: string
  onChange?: (value: string) => void
}

/** `value` and `onChange` come from the form field around it. */
function Choices({ words, value, onChange }: ChoicesProps) {
  return (
    <Radio.Group
      value={value}
      options={Object.entries(words).map(([key, label]) => ({ value: key, label }))}
      onChange={event => onChange?.(String(event.target.value))}
    />
  )
}

function Telephone({ call }: { call: Call }) {
  const say = useWords()
  const unmask = useAct('elder.unmask')
  const { countyCode, elderId: id } = call
  if (unmask.data)
    return (
      <p className="strong call-phone">
        {unmask.data.phone ? showTelephone(unmask.data.phone) : say('calls.noPhone')}
      </p>
    )
  return (
    <div className="call-phone">
      <Button
        loading={unmask.isPending}
        onClick={() => unmask.mutate({ countyCode, id, reason: say('calls.unmaskReason') })}
      >
        {say('calls.showPhone')}
      </Button>
      <span className="soft small"> {say('calls.showPhoneNote')}</span>
      {unmask.isError && <Trouble error={unmask.error} />}
    </div>
  )
}
