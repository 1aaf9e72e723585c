// Changing one's own password.
import { Button, Form, Input } from 'antd'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  current: string
  next: string
  again: string
}

export function PasswordForm() {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const change = useAct('password.change', ['session.current'])
  const save = ({ current, next }: Filled) =>
    change.mutate(
      { current, next },
      {
        onSuccess: () => {
          form.resetFields()
          notice.done(say('password.done'))
        },
      },
    )
  return (
    <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={save} className="narrow">
      <Form.Item
        name="current"
        label={say('password.current')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="next"
        label={say('password.next')}
        extra={say('password.advice')}
        rules={[{ required: true, min: 10, message: say('password.tooShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="again"
        label={say('password.again')}
        dependencies={['next']}
        rules={[
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('next')
                ? Promise.resolve()
                : Promise.reject(new Error(say('password.differs'))),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      {change.isError && <Trouble error={change.error} />}
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {say('password.submit')}
      </Button>
    </Form>
  )
}
