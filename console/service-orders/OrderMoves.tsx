// An order at another hour, or with another provider: what the office does when things came otherwise.
import { Alert, Form, Input, InputNumber, Modal } from 'antd'
import { dayOf } from '../../domain/kernel/day.ts'
import type { Order } from '../../domain/service-orders/order.ts'
import { instantOn } from '../../domain/service-orders/pattern.ts'
import type { Suggestion } from '../../domain/service-orders/suggestions.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { SuggestionLine } from './SuggestionLine.tsx'
import { clock, staleOrder } from './words.ts'

interface DialogProps {
  order: Order
  onClose: () => void
}

interface Moved {
  reason: string
  day: string
  from: string
  minutes: number
}

export function RescheduleDialog({ order, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('order.reschedule', staleOrder)
  const { countyCode, id, version } = order
  const required = [{ required: true, message: say('form.required') }]
  const minutes = Math.round((Date.parse(order.plannedTo) - Date.parse(order.plannedFrom)) / 60_000)
  function submit(moved: Moved): void {
    const [hour = 0, minute = 0] = moved.from.split(':').map(Number)
    const from = hour * 60 + minute
    act.mutate(
      {
        ...{ countyCode, id, version, why: moved.reason },
        plannedFrom: instantOn(moved.day, from),
        plannedTo: instantOn(moved.day, from + moved.minutes),
      },
      {
        onSuccess: () => {
          notice.done(say('order.rescheduled'))
          onClose()
        },
      },
    )
  }
  return (
    <ReasonDialog<Moved>
      title={say('order.reschedule')}
      note={say('order.rescheduleNote')}
      submit={say('order.reschedule')}
      busy={act.isPending}
      error={act.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="day" label={say('need.day')} rules={required} initialValue={order.plannedOn}>
        <Input type="date" min={dayOf(new Date())} />
      </Form.Item>
      <Form.Item
        name="from"
        label={say('need.from')}
        rules={required}
        initialValue={clock(order.plannedFrom)}
      >
        <Input type="time" />
      </Form.Item>
      <Form.Item name="minutes" label={say('need.minutes')} rules={required} initialValue={minutes}>
        <InputNumber min={5} max={600} precision={0} />
      </Form.Item>
    </ReasonDialog>
  )
}

export function RearrangeDialog({ order, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('order.rearrange', staleOrder)
  const { countyCode, id, version } = order
  const advice = useAnswer('need.suggest', {
    ...{ countyCode, id: order.needId, itemCode: order.itemCode, on: order.plannedOn },
  })
  const choose = ({ providerId, workerId }: Suggestion) =>
    act.mutate(
      { countyCode, id, version, providerId, workerId },
      {
        onSuccess: () => {
          notice.done(say('need.arranged'))
          onClose()
        },
      },
    )
  return (
    <Modal open width={720} title={say('order.rearrange')} footer={null} onCancel={onClose}>
      <p className="soft">{say('need.suggestNote')}</p>
      {order.stage === 'handedBack' && (
        <Alert type="warning" showIcon title={say('order.handedBackBy', { provider: order.providerName })} />
      )}
      <Answered query={advice}>
        {({ suggestions }) =>
          suggestions.length === 0 ? (
            <p className="soft">{say('need.nobody')}</p>
          ) : (
            <ul className="rows below">
              {suggestions.map(one => (
                <SuggestionLine
                  key={one.providerId + (one.workerId ?? '')}
                  suggestion={one}
                  busy={act.isPending}
                  onChoose={() => choose(one)}
                />
              ))}
            </ul>
          )
        }
      </Answered>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
