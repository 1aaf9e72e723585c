// A programme entered: what it is called and what it is for.
import { Checkbox, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { newId } from '../../ui/client.ts'
import { useGo } from '../address.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  title: string
  says: string
  isFrame: boolean
}

export function ProgrammeDialog({ region, onClose }: { region: string; onClose: () => void }) {
  const say = useWords()
  const go = useGo()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const save = useAct('fundProgramme.save', ['fund.overview', 'fundProgramme.list'])
  const required = { required: true, whitespace: true, message: say('form.required') }
  return (
    <Modal
      open
      title={say('fund.newProgramme')}
      okText={say('form.save')}
      okButtonProps={{ loading: save.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ isFrame: false }}
        onFinish={filled =>
          save.mutate(
            { id, regionCode: region, ...filled },
            {
              onSuccess: () => {
                notice.done(say('fund.saved'))
                go(paths.fundProgramme({ countyCode: region.slice(0, 6), id }))
              },
            },
          )
        }
      >
        <Form.Item name="title" label={say('fund.programmeTitle')} rules={[required]}>
          <Input maxLength={80} />
        </Form.Item>
        <Form.Item
          name="says"
          label={say('fund.programmeSays')}
          extra={say('fund.programmeSaysHelp')}
          rules={[required]}
        >
          <Input.TextArea rows={3} maxLength={400} showCount />
        </Form.Item>
        <Form.Item name="isFrame" valuePropName="checked">
          <Checkbox>{say('fund.isFrame')}</Checkbox>
        </Form.Item>
      </Form>
      {save.error && <Trouble error={save.error} />}
    </Modal>
  )
}
