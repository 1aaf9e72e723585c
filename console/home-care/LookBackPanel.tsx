// A year on: falls on record before and after the works, and what the elder says.
import { Button, Checkbox, Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { FallRecord, Project } from '../../domain/home-care/project.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { Go } from '../Go.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.tsx'
import { Answered, useNotice } from '../states.tsx'
import { StepModal, staleAfterStep, versionOf } from './StepModal.tsx'

export function LookBackPanel({ project }: { project: Project }) {
  const say = useWords()
  const may = useMay()
  const [looking, setLooking] = useState(false)
  const falls = useAnswer('adaptation.falls', { countyCode: project.countyCode, id: project.id })
  const { lookBack, lookBackOn } = project
  const isDue = project.elderLeft || (lookBackOn !== null && lookBackOn <= dayOf(new Date()))
  return (
    <Panel
      title={say('adapt.falls')}
      extra={
        may('homeCare:work') &&
        lookBack === null &&
        isDue && (
          <Button type="primary" onClick={() => setLooking(true)}>
            {say('adapt.lookBack')}
          </Button>
        )
      }
      note={say('adapt.fallsNote')}
    >
      <Answered query={falls}>{answer => <Falls answer={answer} />}</Answered>
      {lookBack === null && !isDue && lookBackOn !== null && (
        <p className="soft">{say('adapt.lookBackWaits', { day: dayText(lookBackOn) })}</p>
      )}
      {lookBack && (
        <p>
          {say('adapt.lookBackResult', {
            ...{ day: dayText(lookBack.lookedOn), by: lookBack.lookedByName ?? '', told: lookBack.toldFalls },
            used: say(lookBack.stillUsed ? 'adapt.used' : 'adapt.notUsed'),
          })}
          {lookBack.note && <span className="soft">　{lookBack.note}</span>}
        </p>
      )}
      {looking && <LookBackDialog project={project} onClose={() => setLooking(false)} />}
    </Panel>
  )
}

function Falls({ answer }: { answer: Output<'adaptation.falls'> }) {
  const say = useWords()
  const sides = [
    ['adapt.before', answer.fallsBefore, answer.beforeFrom, answer.beforeUntil],
    ['adapt.after', answer.fallsAfter, answer.afterFrom, answer.afterUntil],
  ] as const
  return (
    <>
      <div className="before-after">
        {sides.map(([word, count, from, to]) => (
          <section key={word}>
            <h3>{say(word)}</h3>
            <p className="care-number">{say('adapt.times', { count })}</p>
            <p className="soft small">{say('bed.days', { from: dayText(from), to: dayText(to) })}</p>
          </section>
        ))}
      </div>
      {answer.records.length === 0 ? (
        <p className="soft">{say('adapt.noFalls')}</p>
      ) : (
        <ul className="rows">
          {answer.records.map(record => (
            <li key={record.id}>
              {dayText(record.on)}　<Source record={record} />　{record.words}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Source({ record }: { record: FallRecord }) {
  const say = useWords()
  if (record.source === 'aidCase') return <Go to={paths.aidCase(record)}>{say('adapt.fromCase')}</Go>
  if (record.source === 'visit') return <Go to={paths.visit(record)}>{say('adapt.fromVisit')}</Go>
  return <>{say('adapt.fromStay')}</>
}

interface Filled {
  toldFalls: number
  stillUsed?: boolean
  note?: string
}

function LookBackDialog({ project, onClose }: { project: Project; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const look = useAct('adaptation.lookBack', staleAfterStep)
  return (
    <StepModal
      title={say('adapt.lookBack')}
      note="adapt.lookBackNote"
      busy={look.isPending}
      error={look.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ stillUsed: true }}
        onFinish={({ toldFalls, stillUsed = false, note }) =>
          look.mutate(
            { ...versionOf(project), toldFalls, stillUsed, note: note?.trim() || null },
            {
              onSuccess: () => {
                notice.done(say('adapt.lookBackDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="toldFalls"
          label={say('adapt.toldFalls')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <InputNumber<number> min={0} max={99} precision={0} />
        </Form.Item>
        <Form.Item name="stillUsed" valuePropName="checked">
          <Checkbox>{say('adapt.stillUsed')}</Checkbox>
        </Form.Item>
        <Form.Item name="note" label={say('adapt.note')}>
          <Input.TextArea rows={2} maxLength={500} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}
