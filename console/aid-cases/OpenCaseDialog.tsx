// Opening a case at the desk, for what reached the office by telephone or in person.
import { Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type AidCaseLevel, aidCaseLevels } from '../../domain/aid-cases/aid-case.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'

export function OpenCaseDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<{ level: AidCaseLevel; trouble: string }>()
  const open = useAct('aidCase.open', ['aidCase.list', 'board.read'])
  const save = (filled: { level: AidCaseLevel; trouble: string }) =>
    open.mutate(
      { countyCode: elder.countyCode, id, elderId: elder.id, ...filled },
      {
        onSuccess: opened => {
          notice.done(say('openCase.done'))
          go(paths.aidCase(opened))
        },
      },
    )
  return (
    <Modal
      open
      title={say('openCase.title', { name: elder.name })}
      okText={say('openCase.open')}
      okButtonProps={{ loading: open.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" onFinish={save}>
        <Form.Item
          name="level"
          label={say('openCase.level')}
          extra={say('openCase.levelHelp')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select
            options={aidCaseLevels.keys.map(key => ({ value: key, label: aidCaseLevels.words[key] }))}
          />
        </Form.Item>
        <Form.Item
          name="trouble"
          label={say('openCase.trouble')}
          extra={say('openCase.troubleHelp')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input.TextArea rows={3} maxLength={500} showCount />
        </Form.Item>
      </Form>
      {open.isError && <Trouble error={open.error} />}
    </Modal>
  )
}
