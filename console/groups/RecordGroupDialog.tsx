// Recording that an elder belongs to a group: the group first, then what that group's rule asks for.
import { Checkbox, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Elder, type RecordedGroup, recordedGroups } from '../../domain/elders/elder.ts'
import { proofRules } from '../../domain/elders/memberships.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { ProofInputs } from './ProofInputs.tsx'
import { type ProofFilled, proofSent } from './proof-fields.ts'

/** What an act on a membership makes stale. */
export const groupAnswers = [
  'membership.history',
  'membership.open',
  'proposal.list',
  'elder.get',
  'elder.list',
] as const

type Filled = ProofFilled & {
  group: RecordedGroup
  validFrom: string
  evidence: string
  toFollow?: boolean
}

export function RecordGroupDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const group = Form.useWatch('group', form)
  const toFollow = Form.useWatch('toFollow', form) ?? false
  const record = useAct('membership.record', groupAnswers)
  const save = ({ group: chosen, validFrom, evidence, toFollow: later = false, ...proof }: Filled) =>
    record.mutate(
      {
        countyCode: elder.countyCode,
        id,
        elderId: elder.id,
        group: chosen,
        validFrom,
        evidence,
        toFollow: later,
        ...proofSent(chosen, proof),
      },
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
      width={640}
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
        <RecordFields elder={elder} group={group} toFollow={toFollow} />
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}

interface RecordFieldsProps {
  elder: Elder
  group: RecordedGroup | undefined
  toFollow: boolean
}

function RecordFields({ elder, group, toFollow }: RecordFieldsProps) {
  const say = useWords()
  const required = [{ required: true, message: say('form.required') }]
  return (
    <>
      <Form.Item
        name="group"
        label={say('elders.group')}
        rules={required}
        {...(group && { extra: say('groups.paper', { paper: proofRules[group].paper }) })}
      >
        <Select
          options={recordedGroups.keys
            .filter(key => !elder.groups.includes(key))
            .map(key => ({ value: key, label: recordedGroups.words[key] }))}
        />
      </Form.Item>
      <Form.Item name="validFrom" label={say('groups.from')} extra={say('groups.fromHelp')} rules={required}>
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
      {group && <ProofInputs group={group} toFollow={toFollow} />}
      <Form.Item
        name="evidence"
        label={say('groups.evidenceLabel')}
        extra={say('groups.evidenceHelp')}
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      {group && (
        <Form.Item name="toFollow" valuePropName="checked">
          <Checkbox>{say('groups.toFollow')}</Checkbox>
        </Form.Item>
      )}
    </>
  )
}
