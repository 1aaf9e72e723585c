// Seeing the whole number and telephone: a reason first, and a record of it stays.
import { Descriptions, Form, Input, Modal } from 'antd'
import type { Output } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { showTelephone } from '../../domain/elders/telephone.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble } from '../states.tsx'

export function UnmaskDialog({ elder, onClose }: { elder: Elder; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<{ reason: string }>()
  const unmask = useAct('elder.unmask')
  if (unmask.data)
    return (
      <Modal
        open
        title={say('unmask.title')}
        onCancel={onClose}
        onOk={onClose}
        okText={say('unmask.close')}
        cancelButtonProps={{ hidden: true }}
      >
        <Shown elder={elder} shown={unmask.data} />
      </Modal>
    )
  return (
    <Modal
      open
      title={say('unmask.title')}
      okText={say('unmask.submit')}
      okButtonProps={{ loading: unmask.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<{ reason: string }>
        form={form}
        layout="vertical"
        onFinish={({ reason }) => unmask.mutate({ countyCode: elder.countyCode, id: elder.id, reason })}
      >
        <Form.Item
          name="reason"
          label={say('unmask.reason')}
          extra={say('unmask.audited')}
          rules={[{ required: true, whitespace: true, message: say('unmask.reasonMissing') }]}
        >
          <Input.TextArea rows={2} maxLength={200} showCount autoFocus />
        </Form.Item>
      </Form>
      {unmask.isError && <Trouble error={unmask.error} />}
    </Modal>
  )
}

function Shown({ elder, shown }: { elder: Elder; shown: Output<'elder.unmask'> }) {
  const say = useWords()
  const phones = elder.contacts.map(contact => ({
    key: contact.id,
    label: `${contact.relation} ${contact.name}`,
    children: showTelephone(
      shown.contacts.find(each => each.id === contact.id)?.phone ?? say('elder.noPhone'),
    ),
  }))
  return (
    <Descriptions
      column={1}
      items={[
        { key: 'name', label: say('elder.name'), children: shown.name },
        { key: 'number', label: say('elder.number'), children: shown.citizenNumber ?? say('elder.noNumber') },
        { key: 'phone', label: say('elder.phone'), children: shown.phone ?? say('elder.noPhone') },
        ...phones,
      ]}
    />
  )
}
