// Days on which something really happened at a place; one that no other list knows of is noted here.
import { Button, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type ActivityWay, activityWays } from '../../domain/facilities/facility.ts'
import type { Facility, FacilityParts } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Nothing, Trouble, useNotice } from '../states.tsx'
import { stale } from './stale.ts'

const shown = 12
/** Meals, duties, stays and photos come from where they are kept. */
const toldHere: readonly ActivityWay[] = ['eventHeld', 'meetingHeld', 'dutyKept', 'accountPosted']

interface ActivityProps {
  facility: Facility
  activities: FacilityParts['activities']
}

export function ActivityPanel({ facility, activities }: ActivityProps) {
  const say = useWords()
  const may = useMay()
  const [noting, setNoting] = useState(false)
  const days = new Map<string, ActivityWay[]>()
  for (const { day, way } of activities) days.set(day, [...(days.get(day) ?? []), way])
  return (
    <Panel
      title={say('days.title')}
      note={say('days.what')}
      extra={may('station:keep') && <Button onClick={() => setNoting(true)}>{say('days.note')}</Button>}
    >
      {days.size === 0 ? (
        <Nothing>{say('days.none')}</Nothing>
      ) : (
        <ul className="network-lines">
          {[...days].slice(0, shown).map(([day, ways]) => (
            <li key={day}>
              <b>{day}</b> {ways.map(way => activityWays.words[way]).join('、')}
            </li>
          ))}
        </ul>
      )}
      {noting && <NoteDialog facility={facility} onClose={() => setNoting(false)} />}
    </Panel>
  )
}

interface Filled {
  day: string
  way: ActivityWay
}

function NoteDialog({ facility, onClose }: { facility: Facility; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const note = useAct('facility.noteDay', stale)
  const required = { required: true, message: say('form.required') }
  const save = (filled: Filled) =>
    note.mutate(
      { countyCode: facility.countyCode, id: facility.id, ...filled },
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
      title={say('days.note')}
      okText={say('facility.save')}
      okButtonProps={{ loading: note.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        onFinish={save}
        initialValues={{ day: dayOf(new Date()), way: 'eventHeld' }}
      >
        <Form.Item name="day" label={say('days.day')} rules={[required]}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
        <Form.Item name="way" label={say('days.way')} rules={[required]}>
          <Select options={toldHere.map(way => ({ value: way, label: activityWays.words[way] }))} />
        </Form.Item>
      </Form>
      {note.isError && <Trouble error={note.error} />}
    </Modal>
  )
}
