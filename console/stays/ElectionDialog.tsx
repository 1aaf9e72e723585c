// An election as it was held: how many voted, for which years, who holds which post.
import { Button, Form, Input, InputNumber, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { type CommitteePost, committeePosts } from '../../domain/stays/station.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  electedOn: string
  fromOn: string
  toOn: string
  voters: number
  members: { name: string; post: CommitteePost }[]
}

const usual: readonly CommitteePost[] = ['stationHead', 'bookKeeper', 'cashKeeper', 'bookWatcher']

interface ElectionDialogProps {
  of: { countyCode: string; facilityId: string }
  onClose: () => void
}

export function ElectionDialog({ of, onClose }: ElectionDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [id] = useState(newId)
  const declare = useAct('committee.declare', ['station.get', 'station.list'])
  const today = dayOf(new Date())
  const send = (filled: Filled) =>
    declare.mutate(
      { ...of, id, ...filled, members: filled.members.map(one => ({ ...one, id: newId() })) },
      {
        onSuccess: () => {
          notice.done(say('stays.done'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('stations.elect')}
      okText={say('form.save')}
      okButtonProps={{ loading: declare.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p className="soft">{say('stations.electNote')}</p>
      <Form<Filled>
        form={form}
        layout="vertical"
        className="below"
        onFinish={send}
        initialValues={{
          ...{ electedOn: today, fromOn: today, toOn: addDays(today, 1_095) },
          members: usual.map(post => ({ post })),
        }}
      >
        <Term />
        <Members />
      </Form>
      {declare.isError && <Trouble error={declare.error} />}
    </Modal>
  )
}

function Term() {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <div className="stay-form">
      <Form.Item name="electedOn" label={say('stations.electedOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="voters" label={say('stations.voters')} rules={required}>
        <InputNumber min={0} max={5_000} precision={0} />
      </Form.Item>
      <Form.Item name="fromOn" label={say('stations.fromOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="toOn" label={say('stations.toOn')} rules={required}>
        <Input type="date" />
      </Form.Item>
    </div>
  )
}

function Members() {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <Form.List name="members">
      {(rows, { add, remove }) => (
        <>
          {rows.map(row => (
            <Space key={row.key} align="start" wrap>
              <Form.Item name={[row.name, 'post']} rules={required}>
                <Select
                  aria-label={say('stations.post')}
                  style={{ width: 130 }}
                  options={committeePosts.keys.map(key => ({
                    value: key,
                    label: committeePosts.words[key],
                  }))}
                />
              </Form.Item>
              <Form.Item name={[row.name, 'name']} rules={required}>
                <Input
                  aria-label={say('stations.memberName')}
                  placeholder={say('stations.memberName')}
                  maxLength={40}
                />
              </Form.Item>
              <Button onClick={() => remove(row.name)}>{say('stations.removeRow')}</Button>
            </Space>
          ))}
          <Button onClick={() => add({ post: 'committeeMember' })}>{say('stations.addMember')}</Button>
        </>
      )}
    </Form.List>
  )
}
