// When it is open: the week, winter, days announced as closed, and the last sixty days as they really were.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import {
  type ClosingReason,
  canteenStates,
  closingReasons,
  meals,
  type Opening,
  winterModes,
} from '../../domain/canteens/canteen.ts'
import { openingOn } from '../../domain/canteens/week.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import type { CanteenParts } from './CanteenPage.tsx'
import { reasonOptions } from './StateDialog.tsx'
import { clockText } from './standing.tsx'
import { WeekField } from './WeekField.tsx'

export function OpeningTab({ parts }: { parts: CanteenParts }) {
  const say = useWords()
  const may = useMay()
  const [dialog, setDialog] = useState<'opening' | 'closure' | null>(null)
  const { canteen, states } = parts
  const runs = may('canteen:run')
  return (
    <>
      <Panel
        title={say('opening.title')}
        extra={runs && <Button onClick={() => setDialog('opening')}>{say('opening.set')}</Button>}
      >
        <Week openings={parts.openings} />
      </Panel>
      <Panel title={say('opening.strip')}>
        <Strip served={parts.servedOn} />
      </Panel>
      <Panel
        title={say('opening.closures')}
        extra={runs && <Button onClick={() => setDialog('closure')}>{say('opening.close')}</Button>}
      >
        <Closures parts={parts} />
      </Panel>
      <Panel title={say('opening.history')}>
        <ul className="canteen-lines">
          {states.map(one => (
            <li key={`${one.fromOn} ${one.state}`}>
              <b>{dayText(one.fromOn)}</b> {canteenStates.words[one.state]}
              {one.reason && ` · ${closingReasons.words[one.reason]}`}
              {one.note && ` · ${one.note}`}
              {one.saidByName && (
                <span className="soft small"> {say('opening.said', { name: one.saidByName })}</span>
              )}
            </li>
          ))}
        </ul>
      </Panel>
      {dialog === 'opening' && <OpeningDialog parts={parts} onClose={() => setDialog(null)} />}
      {dialog === 'closure' && <ClosureDialog canteen={canteen} onClose={() => setDialog(null)} />}
    </>
  )
}

function Week({ openings }: { openings: readonly Opening[] }) {
  const say = useWords()
  const opening = openingOn(openings, dayOf(new Date())) ?? openings[0]
  if (!opening) return <Nothing>{say('canteen.unknown')}</Nothing>
  const names = say('opening.days').split(',')
  const letters = { '-': 'opening.closedLetter', D: 'opening.D', H: 'opening.H', B: 'opening.B' } as const
  return (
    <div className="scroll-sideways">
      <table className="canteen-week">
        <thead>
          <tr>
            <th />
            {names.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {meals.keys.map(meal => (
            <tr key={meal}>
              <th scope="row">
                {say('opening.at', {
                  meal: meals.words[meal],
                  time: clockText(meal === 'lunch' ? opening.lunchAt : opening.supperAt),
                })}
              </th>
              {names.map((name, index) => (
                <td key={name}>{say(letters[opening[meal][index] as keyof typeof letters])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">{`${say('opening.winter')}：${winterModes.words[opening.winter]}`}</p>
    </div>
  )
}

const stripDays = 60

function Strip({ served }: { served: CanteenParts['servedOn'] }) {
  const say = useWords()
  const today = dayOf(new Date())
  const meals = new Map(served.map(one => [one.day, one.meals]))
  const days = Array.from({ length: stripDays }, (_, back) => addDays(today, back + 1 - stripDays))
  const word = (day: string) => {
    const count = meals.get(day)
    return count
      ? say('opening.stripServed', { day: dayText(day), meals: count })
      : say('opening.stripNone', { day: dayText(day) })
  }
  return (
    <>
      <div className="canteen-strip" role="img" aria-label={say('opening.stripNote', { days: meals.size })}>
        {days.map(day => (
          <i key={day} className={meals.has(day) ? 'served' : ''} title={word(day)} />
        ))}
      </div>
      <p className="soft small">{say('opening.stripNote', { days: meals.size })}</p>
    </>
  )
}

function Closures({ parts: { canteen, closures } }: { parts: CanteenParts }) {
  const say = useWords()
  const may = useMay()
  const notice = useNotice()
  const withdraw = useAct('canteen.withdrawClosure', ['canteen.get', 'kitchen.day'])
  const today = dayOf(new Date())
  if (closures.length === 0) return <p className="soft">{say('opening.noClosures')}</p>
  return (
    <ul className="canteen-lines">
      {closures.map(one => (
        <li key={one.id}>
          <b>
            {one.fromOn === one.toOn ? dayText(one.fromOn) : `${dayText(one.fromOn)} – ${dayText(one.toOn)}`}
          </b>{' '}
          {closingReasons.words[one.reason]}
          {one.note && ` · ${one.note}`}
          {one.toOn >= today && may('canteen:run') && (
            <Button
              type="link"
              loading={withdraw.isPending}
              onClick={() =>
                withdraw.mutate(
                  { countyCode: canteen.countyCode, id: canteen.id, closureId: one.id },
                  { onError: notice.refused },
                )
              }
            >
              {say('opening.withdraw')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

interface FilledOpening extends Omit<Opening, 'lunchAt' | 'supperAt'> {
  lunchAt: string
  supperAt: string
}
const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))

function OpeningDialog({ parts, onClose }: { parts: CanteenParts; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<FilledOpening>()
  const set = useAct('canteen.setOpening', ['canteen.get', 'kitchen.day'])
  const { countyCode, id } = parts.canteen
  const today = dayOf(new Date())
  const before = openingOn(parts.openings, today) ?? parts.openings[0]
  const save = ({ lunchAt, supperAt, ...opening }: FilledOpening) =>
    set.mutate(
      {
        ...{ countyCode, id },
        opening: { ...opening, lunchAt: minuteOf(lunchAt), supperAt: minuteOf(supperAt) },
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={640}
      title={say('opening.set')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: set.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<FilledOpening>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{
          ...{ lunch: 'BBBBBBB', supper: '-------', winter: 'deliverOnly', ...before, validFrom: today },
          lunchAt: clockText(before?.lunchAt ?? 660),
          supperAt: clockText(before?.supperAt ?? 1020),
        }}
      >
        <Form.Item name="validFrom" label={say('canteen.from')} rules={[{ required: true }]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="lunch" label={say('opening.lunch')}>
          <WeekField letters="-DHB" />
        </Form.Item>
        <Form.Item name="lunchAt" label={`${meals.words.lunch} ${say('opening.time')}`}>
          <Input type="time" min="09:00" max="15:00" />
        </Form.Item>
        <Form.Item name="supper" label={say('opening.supper')}>
          <WeekField letters="-DHB" />
        </Form.Item>
        <Form.Item name="supperAt" label={`${meals.words.supper} ${say('opening.time')}`}>
          <Input type="time" min="15:00" max="21:00" />
        </Form.Item>
        <Form.Item name="winter" label={say('opening.winter')}>
          <Select
            options={winterModes.keys.map(key => ({ value: key as string, label: winterModes.words[key] }))}
          />
        </Form.Item>
      </Form>
      {set.isError && <Trouble error={set.error} />}
    </Modal>
  )
}

interface FilledClosure {
  fromOn: string
  toOn: string
  reason: ClosingReason
  note?: string
}

function ClosureDialog({ canteen, onClose }: { canteen: CanteenParts['canteen']; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [closureId] = useState(newId)
  const [form] = Form.useForm<FilledClosure>()
  const close = useAct('canteen.closeDays', ['canteen.get', 'kitchen.day'])
  const required = { required: true, message: say('form.required') }
  const today = dayOf(new Date())
  const save = ({ note, ...filled }: FilledClosure) =>
    close.mutate(
      {
        ...{ countyCode: canteen.countyCode, id: canteen.id, closureId },
        ...filled,
        note: note?.trim() || null,
      },
      {
        onSuccess: () => {
          notice.done(say('canteen.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('opening.close')}
      okText={say('canteen.save')}
      okButtonProps={{ loading: close.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<FilledClosure>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ fromOn: today, toOn: today }}
      >
        <Form.Item name="fromOn" label={say('canteen.from')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="toOn" label={say('canteen.to')} rules={[required]}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="reason" label={say('canteen.reason')} rules={[required]}>
          <Select options={reasonOptions} />
        </Form.Item>
        <Form.Item name="note" label={say('canteen.note')}>
          <Input.TextArea rows={2} maxLength={200} />
        </Form.Item>
      </Form>
      {close.isError && <Trouble error={close.error} />}
    </Modal>
  )
}
