// A new account with its first post in the region shown.
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Role, roleRules, roles } from '../../domain/accounts/roles.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'

interface Filled {
  name: string
  login: string
  password: string
  role: Role
}

interface CreateAccountDialogProps {
  regionCode: string
  onClose: () => void
}

export function CreateAccountDialog({ regionCode, onClose }: CreateAccountDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [ids] = useState(() => ({ id: newId(), postId: newId() }))
  const [form] = Form.useForm<Filled>()
  const region = useAnswer('region.get', { code: regionCode })
  const create = useAct('account.create', ['account.list', 'visitor.list'])
  const fitting = roles.keys.filter(role => roleRules[role].levels.includes(levelOf(regionCode)))
  const save = (filled: Filled) =>
    create.mutate(
      { ...ids, regionCode, ...filled },
      {
        onSuccess: () => {
          notice.done(say('accounts.created'))
          onClose()
        },
      },
    )
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <Modal
      open
      title={say('accounts.create')}
      okText={say('accounts.create')}
      okButtonProps={{ loading: create.isPending, disabled: fitting.length === 0 }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Alert
        type="info"
        title={say('accounts.regionHere', { region: region.data?.region.name ?? regionCode })}
        description={say('accounts.roleNotHere')}
      />
      <Form<Filled> form={form} layout="vertical" className="below" onFinish={save}>
        <Form.Item
          name="role"
          label={say('accounts.role')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select options={fitting.map(role => ({ value: role, label: roles.words[role] }))} />
        </Form.Item>
        <Form.Item name="name" label={say('accounts.name')} rules={required}>
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="login"
          label={say('accounts.login')}
          extra={say('accounts.loginHelp')}
          rules={required}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('accounts.firstPassword')}
          extra={say('password.advice')}
          rules={[{ required: true, min: 10, message: say('password.tooShort') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
      {create.isError && <Trouble error={create.error} />}
    </Modal>
  )
}
