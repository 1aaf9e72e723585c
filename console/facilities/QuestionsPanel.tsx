// What the county asked the village about a place that seems to sleep, and what the village answered.
import { Button, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import { type DormancyAnswer, dormancyAnswers } from '../../domain/facilities/facility.ts'
import type { DormancyQuestion, Facility } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { AskDialog } from './SiteRows.tsx'
import { stale } from './stale.ts'

interface QuestionsProps {
  facility: Facility
  questions: readonly DormancyQuestion[]
}

export function QuestionsPanel({ facility, questions }: QuestionsProps) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'ask' | DormancyQuestion | null>(null)
  const isQuiet = facility.flags.includes('quietRed') || facility.flags.includes('quietAmber')
  const mayAsk = may('facility:manage') && isQuiet && !facility.flags.includes('askedOpen')
  if (questions.length === 0 && !mayAsk) return null
  return (
    <Panel
      title={say('asks.title')}
      extra={mayAsk && <Button onClick={() => setDialog('ask')}>{say('network.ask')}</Button>}
    >
      {questions.map(one => (
        <div key={one.id} className="facility-question">
          <p>
            {say('asks.asked', {
              ...{ day: one.askedOn, name: one.askedByName ?? '', note: one.note ?? say('asks.default') },
            })}
          </p>
          {one.answer === null ? (
            <p>
              <Tag color="processing">{say('asks.waiting')}</Tag>
              {may('station:keep') && (
                <Button type="primary" className="no-print" onClick={() => setDialog(one)}>
                  {say('asks.answer')}
                </Button>
              )}
            </p>
          ) : (
            <p>
              <b>
                {say('asks.answered', {
                  ...{ day: one.answeredOn ?? '', name: one.answeredByName ?? '' },
                  answer: dormancyAnswers.words[one.answer],
                })}
              </b>
              {one.opensOn && `，${say('asks.opens', { day: one.opensOn })}`}
              {one.answerNote && `；${one.answerNote}`}
            </p>
          )}
        </div>
      ))}
      {dialog === 'ask' && <AskDialog asked={[facility]} onClose={() => setDialog(null)} />}
      {dialog !== null && dialog !== 'ask' && (
        <AnswerDialog facility={facility} question={dialog} onClose={() => setDialog(null)} />
      )}
    </Panel>
  )
}

interface Filled {
  answer: DormancyAnswer
  opensOn?: string
  answerNote?: string
}

function AnswerDialog({
  facility,
  question,
  onClose,
}: {
  facility: Facility
  question: DormancyQuestion
  onClose: () => void
}) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const wanted = Form.useWatch('answer', form)
  const answer = useAct('facility.answerQuestion', stale)
  const required = { required: true, message: say('form.required') }
  const save = (filled: Filled) =>
    answer.mutate(
      {
        ...{
          countyCode: facility.countyCode,
          id: facility.id,
          questionId: question.id,
          answer: filled.answer,
        },
        ...{ opensOn: filled.opensOn || null, answerNote: filled.answerNote?.trim() || null },
      },
      {
        onSuccess: () => {
          notice.done(say('facility.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('asks.answerTitle')}
      okText={say('asks.answer')}
      okButtonProps={{ loading: answer.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled> form={form} layout="vertical" onFinish={save}>
        <Form.Item name="answer" label={say('asks.how')} rules={[required]}>
          <Select
            options={dormancyAnswers.keys.map(key => ({
              value: key as string,
              label: dormancyAnswers.words[key],
            }))}
          />
        </Form.Item>
        {wanted === 'opensAgain' && (
          <Form.Item name="opensOn" label={say('asks.opensOn')} rules={[required]}>
            <Input type="date" min={dayOf(new Date())} />
          </Form.Item>
        )}
        <Form.Item name="answerNote" label={say('asks.note')}>
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {answer.isError && <Trouble error={answer.error} />}
    </Modal>
  )
}
