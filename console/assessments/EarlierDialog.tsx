// Entering a result of another standard from an old file: the level as it was said, nothing converted.
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type AbilityStandard, abilityStandards } from '../../domain/assessments/ability-form.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  standard: AbilityStandard
  level: string
  assessedOn: string
  assessedBy: string
}

export function EarlierDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const record = useAct('earlierResult.record', ['ability.list'])
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('ability.addEarlier')}
      okText={say('form.save')}
      okButtonProps={{ loading: record.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ standard: 'mzt039' }}
        onFinish={filled =>
          record.mutate(
            { countyCode: elder.countyCode, id, elderId: elder.id, ...filled },
            {
              onSuccess: () => {
                notice.done(say('ability.earlierDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item name="standard" label={say('ability.earlierStandard')} rules={required}>
          <Select
            options={abilityStandards.keys.map(key => ({ value: key, label: abilityStandards.words[key] }))}
          />
        </Form.Item>
        <Form.Item
          name="level"
          label={say('ability.earlierLevel')}
          extra={say('ability.earlierLevelHelp')}
          rules={required}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="assessedOn" label={say('abilityForm.assessedOn')} rules={required}>
          <Input type="date" />
        </Form.Item>
        <Form.Item name="assessedBy" label={say('ability.earlierBy')} rules={required}>
          <Input maxLength={60} />
        </Form.Item>
      </Form>
      {record.isError && <Trouble error={record.error} />}
    </Modal>
  )
}
