// Family far away, on the elder's record: who may look, letting somebody in, ending it.
import { Alert, Button, Checkbox, Form, Input, Modal, Select, Tag } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import type { Elder } from '../../domain/elders/elder.ts'
import { type Kinship, kinships } from '../../domain/elders/kin.ts'
import {
  type FamilyLink,
  type FamilyLinkState,
  familyLinkStates,
} from '../../domain/family-links/family-link.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { ConsentDialog } from '../consents/ConsentDialog.tsx'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Answered, Trouble, useNotice } from '../states.tsx'
import { InvitationSlip } from './InvitationSlip.tsx'

const colours: Record<FamilyLinkState, string> = {
  invited: 'processing',
  inviteLapsed: 'default',
  linked: 'success',
  paused: 'warning',
  ended: 'default',
}

export type Invited = Output<'familyLink.invite'> & { name: string }

export function FamilyLinksPanel({ elder }: { elder: Elder }) {
  const say = useWords()
  const [dialog, setDialog] = useState<'invite' | 'consent' | null>(null)
  const [ending, setEnding] = useState<FamilyLink | null>(null)
  const [invited, setInvited] = useState<Invited | null>(null)
  const query = useAnswer('familyLink.ofElder', { countyCode: elder.countyCode, elderId: elder.id })
  const agreed = query.data?.agreed ?? false
  return (
    <Panel
      title={say('familyLink.title')}
      note={say('familyLink.note')}
      extra={
        elder.endedOn === null && (
          <Button disabled={!agreed} onClick={() => setDialog('invite')}>
            {say('familyLink.invite')}
          </Button>
        )
      }
    >
      <Answered query={query}>
        {({ links }) => (
          <>
            {!agreed && elder.endedOn === null && (
              <Alert
                className="state"
                type="info"
                showIcon
                title={say('familyLink.notAgreed')}
                action={<Button onClick={() => setDialog('consent')}>{say('familyLink.ask')}</Button>}
              />
            )}
            {links.length === 0 ? (
              <p className="soft">{say('familyLink.none')}</p>
            ) : (
              <ul className="rows">
                {links.map(link => (
                  <LinkLine key={link.id} link={link} onEnd={() => setEnding(link)} />
                ))}
              </ul>
            )}
          </>
        )}
      </Answered>
      {dialog === 'consent' && (
        <ConsentDialog elder={elder} purpose="familyLink" onClose={() => setDialog(null)} />
      )}
      {dialog === 'invite' && (
        <InviteDialog elder={elder} onDone={setInvited} onClose={() => setDialog(null)} />
      )}
      {invited && <InvitationSlip elder={elder} invited={invited} onClose={() => setInvited(null)} />}
      {ending && <EndDialog elder={elder} link={ending} onClose={() => setEnding(null)} />}
    </Panel>
  )
}

function LinkLine({ link, onEnd }: { link: FamilyLink; onEnd: () => void }) {
  const say = useWords()
  const standing = link.state !== 'ended' && link.state !== 'inviteLapsed'
  return (
    <li>
      <b>{link.name}</b> {kinships.words[link.kinship]}{' '}
      <Tag color={colours[link.state]}>{familyLinkStates.words[link.state]}</Tag>
      {link.mayOrder && standing && <Tag>{say('familyLink.orders')}</Tag>}
      <div className="soft small">
        {say('familyLink.by', { by: link.invitedBy ?? '', day: dayOf(new Date(link.invitedAt)) })}
        {link.login !== null && ` · ${say('familyLink.login', { login: link.login })}`}
      </div>
      {link.endReason !== null && (
        <div className="soft">{say('familyLink.endedWhy', { reason: link.endReason })}</div>
      )}
      {standing && <Button onClick={onEnd}>{say('familyLink.end')}</Button>}
    </li>
  )
}

interface Filled {
  name: string
  kinship: Kinship
  mayOrder: boolean
}

interface InviteProps {
  elder: Elder
  onDone: (invited: Invited) => void
  onClose: () => void
}

function InviteDialog({ elder, onDone, onClose }: InviteProps) {
  const say = useWords()
  const [form] = Form.useForm<Filled>()
  const invite = useAct('familyLink.invite', ['familyLink.ofElder'])
  return (
    <Modal
      open
      title={say('familyLink.inviteTitle', { name: elder.name })}
      okText={say('familyLink.invite')}
      okButtonProps={{ loading: invite.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ kinship: 'daughter', mayOrder: true }}
        onFinish={filled =>
          invite.mutate(
            { ...filled, countyCode: elder.countyCode, id: newId(), elderId: elder.id },
            {
              onSuccess: told => {
                onDone({ ...told, name: filled.name })
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="name"
          label={say('familyLink.name')}
          rules={[{ required: true, whitespace: true, message: say('form.required') }]}
        >
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="kinship" label={say('familyLink.kinship')}>
          <Select options={kinships.keys.map(key => ({ value: key, label: kinships.words[key] }))} />
        </Form.Item>
        <Form.Item name="mayOrder" valuePropName="checked">
          <Checkbox>{say('familyLink.mayOrder')}</Checkbox>
        </Form.Item>
      </Form>
      {invite.isError && <Trouble error={invite.error} />}
    </Modal>
  )
}

function EndDialog({ elder, link, onClose }: { elder: Elder; link: FamilyLink; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const end = useAct('familyLink.end', ['familyLink.ofElder'])
  return (
    <ReasonDialog<{ reason: string }>
      title={say('familyLink.endTitle', { name: link.name })}
      note={say('familyLink.endNote')}
      submit={say('familyLink.end')}
      busy={end.isPending}
      error={end.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        end.mutate(
          { countyCode: elder.countyCode, id: link.id, reason },
          {
            onSuccess: () => {
              notice.done(say('familyLink.ended'))
              onClose()
            },
          },
        )
      }
    />
  )
}
