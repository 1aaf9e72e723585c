// The accounts of an area with their posts; creating, disabling, a new password.
import { PlusOutlined } from '@ant-design/icons'
import { Button, Form, Input, Space, Tag } from 'antd'
import { useState } from 'react'
import { roles } from '../../domain/accounts/roles.ts'
import { useFilters } from '../address.ts'
import { type RowOf, useAct, usePages } from '../asking.ts'
import { CardTable } from '../CardTable.tsx'
import { Page, Panel } from '../frame/Page.tsx'
import { type Say, useWords } from '../language.tsx'
import { Paged } from '../Paged.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { RegionBar } from '../regions/RegionBar.tsx'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'
import { CreateAccountDialog } from './CreateAccountDialog.tsx'
import { EndPostDialog, GrantPostDialog } from './PostDialogs.tsx'

type Account = RowOf<'account.list'>
type Post = Account['posts'][number]

type Asked =
  | { what: 'disable' | 'reset' | 'grant'; account: Account }
  | { what: 'end'; account: Account; post: Post }

export function AccountsPage() {
  const say = useWords()
  const manages = useMay()('account:manage')
  const { post } = useSession()
  const [filters, change] = useFilters()
  const [creating, setCreating] = useState(false)
  const region = filters.region ?? post.regionCode
  const text = filters.text?.trim()
  const list = usePages('account.list', { regionCode: region, ...(text && { text }) })
  return (
    <Page
      title={say('accounts.title')}
      above={<RegionBar code={region} to={code => paths.accounts({ region: code, text })} />}
      actions={
        manages && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setCreating(true)}>
            {say('accounts.create')}
          </Button>
        )
      }
    >
      <search className="filters no-print">
        <Input.Search
          key={text}
          className="filter-text"
          size="large"
          allowClear
          defaultValue={text ?? ''}
          placeholder={say('accounts.search')}
          aria-label={say('accounts.search')}
          enterButton={say('elders.find')}
          onSearch={typed => change({ text: typed.trim() || undefined })}
        />
      </search>
      <Panel>
        <Paged list={list} nothing={say('accounts.none')}>
          {rows => <AccountTable rows={rows} manages={manages} region={region} />}
        </Paged>
      </Panel>
      {creating && <CreateAccountDialog regionCode={region} onClose={() => setCreating(false)} />}
    </Page>
  )
}

interface AccountTableProps {
  rows: Account[]
  manages: boolean
  /** Where a further post would be. */
  region: string
}

function AccountTable({ rows, manages, region }: AccountTableProps) {
  const say = useWords()
  const [asked, setAsked] = useState<Asked | null>(null)
  const close = () => setAsked(null)
  return (
    <>
      <CardTable<Account>
        rowKey="id"
        dataSource={rows}
        pagination={false}
        scroll={{ x: 980 }}
        columns={[
          {
            key: 'name',
            title: say('accounts.name'),
            render: (_, row) => (
              <>
                <b>{row.name}</b> {row.disabledAt && <Tag>{say('accounts.disabled')}</Tag>}
                <div className="soft small">{row.login}</div>
              </>
            ),
          },
          {
            key: 'posts',
            title: say('accounts.posts'),
            render: (_, row) => (
              <Posts
                account={row}
                onEnd={manages ? post => setAsked({ what: 'end', account: row, post }) : null}
              />
            ),
          },
          {
            key: 'secondFactor',
            title: say('accounts.secondFactor'),
            width: 120,
            render: (_, row) => say(row.secondFactor ? 'accounts.on' : 'accounts.off'),
          },
          ...(manages ? [actionsColumn(say, setAsked)] : []),
        ]}
      />
      {asked?.what === 'disable' && <DisableDialog account={asked.account} onClose={close} />}
      {asked?.what === 'reset' && <ResetDialog account={asked.account} onClose={close} />}
      {asked?.what === 'grant' && (
        <GrantPostDialog account={asked.account} regionCode={region} onClose={close} />
      )}
      {asked?.what === 'end' && <EndPostDialog account={asked.account} post={asked.post} onClose={close} />}
    </>
  )
}

function actionsColumn(say: Say, ask: (asked: Asked) => void) {
  return {
    key: 'actions',
    width: 310,
    render: (_: unknown, account: Account) =>
      account.disabledAt === null && (
        <Space wrap>
          <Button type="link" onClick={() => ask({ what: 'grant', account })}>
            {say('posts.grant')}
          </Button>
          <Button type="link" onClick={() => ask({ what: 'reset', account })}>
            {say('accounts.reset')}
          </Button>
          <Button type="link" danger onClick={() => ask({ what: 'disable', account })}>
            {say('accounts.disable')}
          </Button>
        </Space>
      ),
  }
}

interface PostsProps {
  account: Account
  onEnd: ((post: Post) => void) | null
}

function Posts({ account, onEnd }: PostsProps) {
  const say = useWords()
  return (
    <>
      {account.posts.map(post => (
        <div key={post.id}>
          {roles.words[post.role]} · {post.regionName}
          {post.validTo && ` ${say('posts.until', { day: post.validTo })}`}{' '}
          {onEnd && account.disabledAt === null && (
            <Button type="link" size="small" onClick={() => onEnd(post)}>
              {say('posts.end')}
            </Button>
          )}
        </div>
      ))}
    </>
  )
}

interface AskedProps {
  account: Account
  onClose: () => void
}

function DisableDialog({ account, onClose }: AskedProps) {
  const say = useWords()
  const notice = useNotice()
  const disable = useAct('account.disable', ['account.list', 'device.list'])
  return (
    <ReasonDialog
      title={say('accounts.disableTitle', { name: account.name })}
      note={say('accounts.disableNote')}
      submit={say('accounts.disable')}
      busy={disable.isPending}
      error={disable.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        disable.mutate(
          { id: account.id, reason },
          {
            onSuccess: () => {
              notice.done(say('accounts.done'))
              onClose()
            },
          },
        )
      }
    />
  )
}

function ResetDialog({ account, onClose }: AskedProps) {
  const say = useWords()
  const notice = useNotice()
  const reset = useAct('account.resetPassword', ['account.list'])
  return (
    <ReasonDialog<{ reason: string; password: string }>
      title={say('accounts.resetTitle', { name: account.name })}
      note={say('accounts.resetNote')}
      submit={say('accounts.reset')}
      busy={reset.isPending}
      error={reset.error}
      onClose={onClose}
      onSubmit={({ reason, password }) =>
        reset.mutate(
          { id: account.id, password, reason },
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
        name="password"
        label={say('accounts.newPassword')}
        extra={say('password.advice')}
        rules={[{ required: true, min: 10, message: say('password.tooShort') }]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
    </ReasonDialog>
  )
}
