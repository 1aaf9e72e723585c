// One provider: what it offers, who speaks for it, and its people with their certificates.
import { Button, Descriptions, Form, Input, Modal, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { careWays, providerKinds } from '../../domain/service-orders/provider.ts'
import { newId } from '../../ui/client.ts'
import { useGo, useKey } from '../address.ts'
import { useAct, useAnswer } from '../asking.ts'
import { Page, Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay } from '../session.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { ChangeProvider } from './ProviderForm.tsx'
import { ProviderLights } from './ProvidersPage.tsx'
import { WorkersPanel } from './WorkersPage.tsx'

export function ProviderPage() {
  const key = useKey()
  const answer = useAnswer('provider.get', key)
  return <Answered query={answer}>{whole => <Shown whole={whole} />}</Answered>
}

function Shown({ whole }: { whole: Output<'provider.get'> }) {
  const say = useWords()
  const go = useGo()
  const may = useMay()
  const [open, setOpen] = useState<'change' | 'member' | 'end' | null>(null)
  const { provider, members, workers } = whole
  const { countyCode, id } = provider
  const end = useAct('provider.end', ['provider.get', 'provider.list'])
  const mayManage = may('catalogue:manage') && provider.endedOn === null
  return (
    <Page
      title={provider.name}
      actions={
        <Space wrap>
          <Button onClick={() => go(paths.providers())}>{say('svc.back')}</Button>
          {mayManage && <Button onClick={() => setOpen('change')}>{say('provider.change')}</Button>}
          {mayManage && <Button onClick={() => setOpen('member')}>{say('provider.addMember')}</Button>}
          {mayManage && (
            <Button danger onClick={() => setOpen('end')}>
              {say('provider.end')}
            </Button>
          )}
        </Space>
      }
    >
      <Facts provider={provider} />
      <Members provider={provider} members={members} mayManage={mayManage} />
      <WorkersPanel workers={workers} providerId={id} countyCode={countyCode} />
      {open === 'change' && <ChangeProvider provider={provider} onClose={() => setOpen(null)} />}
      {open === 'member' && <MemberDialog countyCode={countyCode} id={id} onClose={() => setOpen(null)} />}
      {open === 'end' && (
        <ReasonDialog<{ reason: string }>
          title={say('provider.end')}
          note={say('provider.endNote')}
          submit={say('provider.end')}
          busy={end.isPending}
          error={end.error}
          onSubmit={({ reason }) =>
            end.mutate({ countyCode, id, why: reason }, { onSuccess: () => setOpen(null) })
          }
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  )
}

function Facts({ provider }: Pick<Output<'provider.get'>, 'provider'>) {
  const say = useWords()
  const items = useAnswer('catalogue.list', { regionCode: provider.regionCode })
  return (
    <Panel>
      <Descriptions
        column={{ xs: 1, md: 2 }}
        items={[
          { key: 'kind', label: say('provider.kind'), children: providerKinds.words[provider.kind] },
          {
            key: 'ways',
            label: say('provider.ways'),
            children: provider.careWays.map(way => careWays.words[way]).join('，'),
          },
          {
            key: 'items',
            label: say('provider.items'),
            children: (items.data?.rows ?? [])
              .filter(item => provider.itemCodes.includes(item.code))
              .map(item => item.name)
              .join('，'),
          },
          {
            key: 'address',
            label: say('provider.address'),
            children: `${provider.address} ${provider.phone ?? ''}`,
          },
          { key: 'reach', label: say('provider.reach'), children: provider.reachKm },
          { key: 'daily', label: say('provider.daily'), children: provider.dailyOrders },
          {
            key: 'lights',
            label: say('provider.lights'),
            children: <ProviderLights provider={provider} />,
          },
        ]}
      />
    </Panel>
  )
}

type MembersProps = Pick<Output<'provider.get'>, 'provider' | 'members'> & { mayManage: boolean }

/** Who speaks for the provider; whoever is taken off sees none of its orders any more. */
function Members({ provider: { countyCode, id }, members, mayManage }: MembersProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('provider.endMember', ['provider.get'])
  const inForce = members.filter(member => member.validTo === null)
  const end = (memberId: string) =>
    act.mutate(
      { countyCode, id, memberId },
      { onSuccess: () => notice.done(say('svc.saved')), onError: notice.refused },
    )
  return (
    <Panel title={say('provider.members')}>
      {inForce.length === 0 && <p className="soft">{say('provider.noMembers')}</p>}
      <ul className="rows">
        {inForce.map(member => (
          <li key={member.id}>
            <b>{member.name}</b> <span className="soft">{member.login}</span>{' '}
            {mayManage && (
              <Popconfirm
                title={say('provider.endMemberNote', { name: member.name })}
                okText={say('provider.endMember')}
                okButtonProps={{ danger: true }}
                cancelText={say('provider.keepMember')}
                onConfirm={() => end(member.id)}
              >
                <Button danger size="small" loading={act.isPending}>
                  {say('provider.endMember')}
                </Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function MemberDialog({ countyCode, id, onClose }: { countyCode: string; id: string; onClose: () => void }) {
  const say = useWords()
  const [form] = Form.useForm<{ login: string }>()
  const [memberId] = useState(newId)
  const act = useAct('provider.addMember', ['provider.get'])
  return (
    <Modal
      open
      title={say('provider.addMember')}
      okText={say('svc.save')}
      okButtonProps={{ loading: act.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={({ login }: { login: string }) =>
          act.mutate({ countyCode, id, memberId, login }, { onSuccess: onClose })
        }
      >
        <Form.Item
          name="login"
          label={say('provider.login')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input maxLength={60} />
        </Form.Item>
      </Form>
      {act.error && <Trouble error={act.error} />}
    </Modal>
  )
}
