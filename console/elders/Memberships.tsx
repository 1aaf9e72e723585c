// The key groups an elder belongs to, each with its evidence and dates; recording and ending them.
import { Button, Form, Input, Modal, Popconfirm, Select, Tag } from 'antd'
import { useState } from 'react'
import { type Elder, elderGroups, type RecordedGroup, recordedGroups } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { useMay } from '../session.tsx'
import { Trouble, useNotice } from '../states.tsx'

export function Memberships({ elder }: { elder: Elder }) {
  const say = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const editable = may('elder:edit') && elder.endedOn === null
  const past = elder.memberships.filter(each => each.validTo !== null)
  return (
    <Panel
      title={say('groups.title')}
      extra={editable && <Button onClick={() => setAdding(true)}>{say('groups.add')}</Button>}
    >
      <ul className="rows">
        {elder.groups.includes('veryOld') && (
          <li>
            <Tag color="processing">{elderGroups.words.veryOld}</Tag> {say('groups.byAge')}
          </li>
        )}
        {elder.memberships
          .filter(each => each.validTo === null)
          .map(each => (
            <li key={each.id}>
              <Tag color="processing">{recordedGroups.words[each.group]}</Tag>
              <span>{say('groups.since', { day: each.validFrom })}</span>
              <div className="soft small">{say('groups.evidence', { evidence: each.evidence })}</div>
              {editable && <EndMembership elder={elder} membershipId={each.id} />}
            </li>
          ))}
        {past.map(each => (
          <li key={each.id} className="soft">
            {recordedGroups.words[each.group]} {each.validFrom} — {each.validTo}
          </li>
        ))}
      </ul>
      {elder.groups.length === 0 && <p className="soft">{say('groups.none')}</p>}
      {adding && <AddMembership elder={elder} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

function EndMembership({ elder, membershipId }: { elder: Elder; membershipId: string }) {
  const say = useWords()
  const notice = useNotice()
  const end = useAct('membership.end', ['elder.get', 'elder.list'])
  const today = dayOf(new Date())
  return (
    <Popconfirm
      title={say('groups.endConfirm', { day: today })}
      okText={say('groups.end')}
      onConfirm={() =>
        end.mutate(
          { countyCode: elder.countyCode, id: membershipId, validTo: today },
          { onSuccess: () => notice.done(say('groups.ended')), onError: notice.refused },
        )
      }
    >
      <Button type="link" size="small" loading={end.isPending}>
        {say('groups.end')}
      </Button>
    </Popconfirm>
  )
}

interface Filled {
  group: RecordedGroup
  validFrom: string
  evidence: string
}

function AddMembership({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const record = useAct('membership.record', ['elder.get', 'elder.list'])
  const held = elder.memberships.filter(each => each.validTo === null).map(each => each.group)
  const save = (filled: Filled) =>
    record.mutate(
      { countyCode: elder.countyCode, id, elderId: elder.id, ...filled, toFollow: true },
      {
        onSuccess: () => {
          notice.done(say('groups.added'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('groups.add')}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ validFrom: dayOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item
          name="group"
          label={say('elders.group')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            options={recordedGroups.keys
              .filter(key => !held.includes(key))
              .map(key => ({ value: key, label: recordedGroups.words[key] }))}
          />
        </Form.Item>
        <Form.Item
          name="validFrom"
          label={say('groups.from')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" />
        </Form.Item>
        <Form.Item
          name="evidence"
          label={say('groups.evidenceLabel')}
          extra={say('groups.evidenceHelp')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}
