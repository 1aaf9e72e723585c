// Gives some elders to one visitor from a day on.
import { Form, Input, Modal, Select } from 'antd'
import type { ElderRow } from '../../domain/elders/elder.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface AssignDialogProps {
  elders: readonly ElderRow[]
  regionCode: string
  onClose: (done: boolean) => void
}

interface Filled {
  accountId: string
  from: string
}

export function AssignDialog({ elders, regionCode, onClose }: AssignDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const visitors = useAnswer('visitor.list', { regionCode })
  const assign = useAct('visitor.assign', ['visitor.list', 'elder.list', 'elder.get', 'visit.unvisited'])
  const countyCode = elders[0]?.countyCode ?? ''
  const many = new Set(elders.map(elder => elder.countyCode)).size > 1
  const save = ({ accountId, from }: Filled) =>
    assign.mutate(
      { countyCode, elderIds: elders.map(elder => elder.id), accountId, from },
      {
        onSuccess: () => {
          notice.done(say('assign.done', { count: elders.length }))
          onClose(true)
        },
      },
    )
  return (
    <Modal
      open
      title={say('assign.title', { count: elders.length })}
      okText={say('assign.submit')}
      okButtonProps={{ loading: assign.isPending, disabled: many }}
      onOk={form.submit}
      onCancel={() => onClose(false)}
    >
      <p className="soft">
        {elders
          .slice(0, 12)
          .map(elder => elder.name)
          .join('、')}
      </p>
      {many && <p className="warn-text">{say('assign.oneCounty')}</p>}
      {visitors.isError && <Trouble error={visitors.error} />}
      <Form<Filled> form={form} layout="vertical" initialValues={{ from: dayOf(new Date()) }} onFinish={save}>
        <Form.Item
          name="accountId"
          label={say('assign.visitor')}
          rules={[{ required: true, message: say('assign.visitorMissing') }]}
        >
          <Select
            loading={visitors.isPending}
            showSearch={{ optionFilterProp: 'label' }}
            notFoundContent={say('visitors.none')}
            options={(visitors.data ?? []).map(visitor => ({
              value: visitor.id,
              label: say('assign.option', {
                name: visitor.name,
                login: visitor.login,
                count: visitor.elders,
              }),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="from"
          label={say('assign.from')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" />
        </Form.Item>
      </Form>
      {assign.isError && <Trouble error={assign.error} />}
    </Modal>
  )
}
