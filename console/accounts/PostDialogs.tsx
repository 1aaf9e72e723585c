// A further post for a person who works in two places or moves on, and the end of a post.
import { Alert, Form, Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { type Role, roleRules, roles } from '../../domain/accounts/roles.ts'
import { levelOf } from '../../domain/kernel/area.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { type RowOf, useAct, useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'

type Account = RowOf<'account.list'>

interface GrantPostDialogProps {
  account: Account
  regionCode: string
  onClose: () => void
}

interface Filled {
  role: Role
  validFrom: string
}

export function GrantPostDialog({ account, regionCode, onClose }: GrantPostDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [id] = useState(newId)
  const [form] = Form.useForm<Filled>()
  const region = useAnswer('region.get', { code: regionCode })
  const grant = useAct('post.grant', ['account.list', 'visitor.list'])
  const fitting = roles.keys.filter(role => roleRules[role].levels.includes(levelOf(regionCode)))
  const required = [{ required: true, message: say('form.required') }]
  const save = (filled: Filled) =>
    grant.mutate(
      { id, accountId: account.id, regionCode, validTo: null, ...filled },
      {
        onSuccess: () => {
          notice.done(say('accounts.done'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      title={say('posts.grantTitle', { name: account.name })}
      okText={say('posts.grant')}
      okButtonProps={{ loading: grant.isPending, disabled: fitting.length === 0 }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Alert
        type="info"
        title={say('accounts.regionHere', { region: region.data?.region.name ?? regionCode })}
        description={say('accounts.roleNotHere')}
      />
      <Form<Filled>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ validFrom: dayOf(new Date()) }}
        onFinish={save}
      >
        <Form.Item name="role" label={say('accounts.role')} rules={required}>
          <Select options={fitting.map(role => ({ value: role, label: roles.words[role] }))} />
        </Form.Item>
        <Form.Item name="validFrom" label={say('settings.from')} rules={required}>
          <Input type="date" />
        </Form.Item>
      </Form>
      {grant.isError && <Trouble error={grant.error} />}
    </Modal>
  )
}

interface EndPostDialogProps {
  account: Account
  post: Account['posts'][number]
  onClose: () => void
}

export function EndPostDialog({ account, post, onClose }: EndPostDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const end = useAct('post.end', ['account.list', 'visitor.list'])
  return (
    <ReasonDialog<{ reason: string; validTo: string }>
      title={say('posts.endTitle', {
        name: account.name,
        role: roles.words[post.role],
        region: post.regionName,
      })}
      note={say('posts.endNote')}
      submit={say('posts.end')}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onSubmit={({ reason, validTo }) =>
        end.mutate(
          { id: post.id, validTo, reason },
          {
            onSuccess: () => {
              notice.done(say('accounts.done'))
              onClose()
            },
          },
        )
      }
    >
      <Form.Item
        name="validTo"
        label={say('posts.lastDay')}
        initialValue={dayOf(new Date())}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" />
      </Form.Item>
    </ReasonDialog>
  )
}
