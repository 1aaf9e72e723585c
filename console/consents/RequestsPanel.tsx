// What the elder asks about her own record: written down with a day, answered by the county.
import { Button, Form, Input, Modal, Radio, Select, Tag } from 'antd'
import { useState } from 'react'
import {
  type SubjectRequest,
  type SubjectRequestKind,
  subjectRequestKinds,
  subjectRequestStates,
} from '../../domain/consents/requests.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'

export function RequestsPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const [settling, setSettling] = useState<SubjectRequest | null>(null)
  const requests = useAnswer('subjectRequest.list', {
    regionCode: elder.regionCode,
    elderId: elder.id,
    limit: 50,
  })
  return (
    <Panel
      title={say('requests.title')}
      note={say('requests.copy')}
      extra={may('elder:edit') && <Button onClick={() => setAdding(true)}>{say('requests.add')}</Button>}
    >
      <Answered query={requests}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p className="soft">{say('requests.none')}</p>
          ) : (
            <ul className="rows">
              {rows.map(row => (
                <RequestLine key={row.id} row={row} onSettle={() => setSettling(row)} />
              ))}
            </ul>
          )
        }
      </Answered>
      {adding && <AddDialog elder={elder} onClose={() => setAdding(false)} />}
      {settling && <SettleDialog row={settling} onClose={() => setSettling(null)} />}
    </Panel>
  )
}

function RequestLine({ row, onSettle }: { row: SubjectRequest; onSettle: () => void }) {
  const say = useWords()
  const may = useMay()
  const overdue = row.state === 'pending' && row.dueOn < dayOf(new Date())
  return (
    <li>
      <b>{subjectRequestKinds.words[row.kind]}</b>{' '}
      <Tag color={row.state === 'pending' ? 'processing' : 'default'}>
        {subjectRequestStates.words[row.state]}
      </Tag>
      <div>{row.wish}</div>
      <div className="soft small">
        {row.askedBy} · {row.askedOn}
        {row.state === 'pending' && (
          <span className={overdue ? 'warn-text' : ''}>
            {' · '}
            {say(overdue ? 'requests.overdue' : 'requests.due', { day: row.dueOn })}
          </span>
        )}
      </div>
      {row.answer && (
        <div className="soft">
          {say('requests.answeredBy', { by: row.answeredBy ?? '', answer: row.answer })}
        </div>
      )}
      {row.state === 'pending' && may('elder:account') && (
        <Button onClick={onSettle}>{say('requests.settle')}</Button>
      )}
    </li>
  )
}

interface Added {
  kind: SubjectRequestKind
  wish: string
  askedBy: string
  askedOn: string
}

function AddDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Added>()
  const add = useAct('subjectRequest.record', ['subjectRequest.list'])
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('requests.addTitle', { name: elder.name })}
      okText={say('form.save')}
      okButtonProps={{ loading: add.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Added>
        form={form}
        layout="vertical"
        initialValues={{ askedOn: dayOf(new Date()) }}
        onFinish={filled =>
          add.mutate(
            { ...filled, countyCode: elder.countyCode, id: newId(), elderId: elder.id },
            {
              onSuccess: added => {
                notice.done(say('requests.added', { day: added.dueOn }))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="kind"
          label={say('requests.kind')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            options={subjectRequestKinds.keys.map(key => ({
              value: key,
              label: subjectRequestKinds.words[key],
            }))}
          />
        </Form.Item>
        <Form.Item name="wish" label={say('requests.wish')} rules={required}>
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
        <Form.Item
          name="askedBy"
          label={say('requests.askedBy')}
          extra={say('requests.askedByHelp')}
          rules={required}
        >
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item name="askedOn" label={say('requests.askedOn')} rules={required}>
          <Input type="date" max={dayOf(new Date())} />
        </Form.Item>
      </Form>
      {add.isError && <Trouble error={add.error} />}
    </Modal>
  )
}

function SettleDialog({ row, onClose }: { row: SubjectRequest; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ fulfilled: boolean; answer: string }>()
  const settle = useAct('subjectRequest.settle', ['subjectRequest.list'])
  return (
    <Modal
      open
      title={say('requests.settleTitle', { kind: subjectRequestKinds.words[row.kind] })}
      okText={say('requests.settle')}
      okButtonProps={{ loading: settle.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{row.wish}</p>
      <Form<{ fulfilled: boolean; answer: string }>
        form={form}
        layout="vertical"
        initialValues={{ fulfilled: true }}
        onFinish={filled =>
          settle.mutate(
            { countyCode: row.countyCode, id: row.id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('requests.settled'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="fulfilled">
          <Radio.Group
            optionType="button"
            options={[
              { value: true, label: say('requests.fulfilled') },
              { value: false, label: say('requests.notFulfilled') },
            ]}
          />
        </Form.Item>
        <Form.Item
          name="answer"
          label={say('requests.answer')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {settle.isError && <Trouble error={settle.error} />}
    </Modal>
  )
}
