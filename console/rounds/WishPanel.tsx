// 探访意愿: how she wants to be called on, the last word first, and the days that are planned.
import { Button, Form, Input, Modal, Radio, Select } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { type Elder, sexes, spokenLanguages } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { dayParts, type Wish, wishedWays } from '../../domain/rounds/wish.ts'
import { visitMethods } from '../../domain/visits/visit.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { dayText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { weekdayWords } from './RosterList.tsx'

export function WishPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const answer = useAnswer('wish.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const editable = may('wish:record') && elder.endedOn === null
  return (
    <Panel
      title={say('wish.title')}
      note={say('wish.what')}
      extra={
        editable && (
          <Button type="primary" onClick={() => setAsking(true)}>
            {say('wish.record')}
          </Button>
        )
      }
    >
      <Answered query={answer}>
        {({ wishes, plannedOn }) => (
          <>
            <p>
              {plannedOn.length === 0
                ? say('wish.nothingPlanned')
                : say('wish.planned', { days: plannedOn.map(dayText).join('、') })}
            </p>
            {wishes.length === 0 ? (
              <p className="soft">{say('wish.none')}</p>
            ) : (
              <ul className="rows">
                {wishes.map((wish, at) => (
                  <li key={wish.id} className={at > 0 ? 'soft' : undefined}>
                    <WishLine wish={wish} />
                  </li>
                ))}
              </ul>
            )}
            {asking && <WishDialog elder={elder} wish={wishes[0] ?? null} onClose={() => setAsking(false)} />}
          </>
        )}
      </Answered>
    </Panel>
  )
}

function WishLine({ wish }: { wish: Output<'wish.ofElder'>['wishes'][number] }) {
  const say = useWords()
  const days = (list: readonly number[]) =>
    list.map(day => say(weekdayWords[day - 1] as MessageKey)).join('、')
  const parts = [
    wish.weekdays.length > 0 && say('wish.on', { days: days(wish.weekdays) }),
    wish.dayPart && dayParts.words[wish.dayPart],
    wish.way && visitMethods.words[wish.way],
    wish.language && say('wish.speaking', { language: spokenLanguages.words[wish.language] }),
    wish.visitorSex && say('wish.visitorIs', { sex: sexes.words[wish.visitorSex] }),
    wish.notWeekdays.length > 0 && say('wish.notOn', { days: days(wish.notWeekdays) }),
    wish.notDays.length > 0 && say('wish.notOn', { days: wish.notDays.map(dayText).join('、') }),
    wish.note,
  ].filter(Boolean)
  return (
    <div>
      {parts.length === 0 ? say('wish.anyhow') : parts.join('；')}
      <div className="soft small">
        {say('wish.said', { day: dayText(wish.saidOn), by: wish.recordedBy ?? '—' })}
      </div>
    </div>
  )
}

interface Filled extends Partial<Omit<Wish, 'notDays'>> {
  saidOn: string
  notDays?: string[]
  note?: string
}

function WishDialog({ elder, wish, onClose }: { elder: Elder; wish: Wish | null; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const record = useAct('wish.record', ['wish.ofElder'])
  const save = (filled: Filled) =>
    record.mutate(
      {
        ...{ countyCode: elder.countyCode, id: newId(), elderId: elder.id, saidOn: filled.saidOn },
        ...{ weekdays: filled.weekdays ?? [], notWeekdays: filled.notWeekdays ?? [] },
        ...{ notDays: filled.notDays ?? [], dayPart: filled.dayPart ?? null, way: filled.way ?? null },
        ...{ language: filled.language ?? null, visitorSex: filled.visitorSex ?? null },
        note: filled.note?.trim() || null,
      },
      {
        onSuccess: () => {
          notice.done(say('wish.saved'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('wish.ask', { name: elder.name })}
      okText={say('wish.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ ...wish, saidOn: dayOf(new Date()) }}
        onFinish={save}
      >
        <WishFields />
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

function WishFields() {
  const say = useWords()
  const weekdays = weekdayWords.map((word, at) => ({ value: at + 1, label: say(word) }))
  return (
    <>
      <Form.Item name="weekdays" label={say('wish.weekdays')}>
        <Select mode="multiple" options={weekdays} placeholder={say('wish.any')} />
      </Form.Item>
      <Form.Item name="dayPart" label={say('wish.dayPart')}>
        <Select allowClear placeholder={say('wish.any')} options={words(dayParts)} />
      </Form.Item>
      <Form.Item name="way" label={say('wish.way')} extra={say('wish.wayHelp')}>
        <Radio.Group
          optionType="button"
          options={wishedWays.map(way => ({ value: way, label: visitMethods.words[way] }))}
        />
      </Form.Item>
      <Form.Item name="language" label={say('wish.language')}>
        <Select allowClear placeholder={say('wish.any')} options={words(spokenLanguages)} />
      </Form.Item>
      <Form.Item name="visitorSex" label={say('wish.visitorSex')}>
        <Select
          allowClear
          placeholder={say('wish.any')}
          options={(['female', 'male'] as const).map(key => ({ value: key, label: sexes.words[key] }))}
        />
      </Form.Item>
      <Form.Item name="notWeekdays" label={say('wish.notWeekdays')}>
        <Select mode="multiple" options={weekdays} placeholder={say('wish.any')} />
      </Form.Item>
      <Form.Item name="notDays" label={say('wish.notDays')} extra={say('wish.notDaysHelp')}>
        <Select mode="tags" tokenSeparators={['、', ',', '，', ' ']} open={false} />
      </Form.Item>
      <Form.Item name="note" label={say('wish.note')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item
        name="saidOn"
        label={say('wish.saidOn')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
    </>
  )
}

function words<Key extends string>(list: { keys: readonly Key[]; words: Record<Key, string> }) {
  return list.keys.map(key => ({ value: key, label: list.words[key] }))
}
