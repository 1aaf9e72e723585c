// Putting a tried rule in force: one proposes it with a day and a reason, another agrees or declines.
import { Button, Form, Input, Space } from 'antd'
import { useState } from 'react'
import type { Output } from '../../domain/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { instantText } from '../figures.ts'
import { Panel } from '../frame/Page.tsx'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { useMay, useSession } from '../session.tsx'
import { useNotice } from '../states.tsx'

type Trial = Output<'riskTrial.get'>
type Dialog = 'open' | 'agree' | 'decline' | null

const refreshed = ['riskTrial.get', 'riskTrial.list', 'setting.list'] as const

export function SwitchPanel({ trial }: { trial: Trial }) {
  const say = useWords()
  const may = useMay()
  const { post } = useSession()
  const [dialog, setDialog] = useState<Dialog>(null)
  const asked = trial.switch
  // The office whose region it is decides; others only read.
  const mayDecide = may('setting:change') && post.regionCode === trial.regionCode
  if (!asked && !mayDecide) return null
  return (
    <Panel title={say('riskSwitch.title')} note={say('riskSwitch.note')}>
      {asked ? (
        <Asked asked={asked} onDecide={mayDecide && !asked.isOwn ? setDialog : null} />
      ) : (
        <Button type="primary" onClick={() => setDialog('open')}>
          {say('riskSwitch.open')}
        </Button>
      )}
      {dialog === 'open' && <Proposal trial={trial} onClose={() => setDialog(null)} />}
      {(dialog === 'agree' || dialog === 'decline') && asked && (
        <Decision trial={trial} agree={dialog === 'agree'} onClose={() => setDialog(null)} />
      )}
    </Panel>
  )
}

function Asked({
  asked,
  onDecide,
}: {
  asked: NonNullable<Trial['switch']>
  onDecide: ((dialog: Dialog) => void) | null
}) {
  const say = useWords()
  const { proposedBy, proposedAt, validFrom, reason, state, decidedBy, decidedAt, decisionReason } = asked
  return (
    <>
      <p>
        {say('riskSwitch.proposed', {
          name: proposedBy,
          at: instantText(proposedAt),
          day: validFrom,
          reason,
        })}
      </p>
      {state === 'switchProposed' && onDecide && (
        <Space>
          <Button type="primary" onClick={() => onDecide('agree')}>
            {say('riskSwitch.agree')}
          </Button>
          <Button onClick={() => onDecide('decline')}>{say('riskSwitch.decline')}</Button>
        </Space>
      )}
      {state === 'switchProposed' && asked.isOwn && <p className="soft">{say('riskSwitch.own')}</p>}
      {decidedAt && (
        <p>
          <b>
            {say(state === 'switchAgreed' ? 'riskSwitch.agreedBy' : 'riskSwitch.declinedBy', {
              ...{ name: decidedBy ?? '—', at: instantText(decidedAt), reason: decisionReason ?? '' },
            })}
          </b>
        </p>
      )}
    </>
  )
}

function Proposal({ trial, onClose }: { trial: Trial; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const open = useAct('riskSwitch.open', [...refreshed])
  const today = dayOf(new Date())
  return (
    <ReasonDialog<{ validFrom: string; reason: string }>
      title={say('riskSwitch.title')}
      note={say('riskSwitch.note')}
      submit={say('riskSwitch.open')}
      busy={open.isPending}
      error={open.error}
      onClose={onClose}
      onSubmit={filled =>
        open.mutate(
          { countyCode: trial.countyCode, id: newId(), trialId: trial.id, ...filled },
          {
            onSuccess: () => {
              notice.done(say('riskSwitch.opened'))
              onClose()
            },
          },
        )
      }
    >
      <Form.Item
        name="validFrom"
        label={say('riskSwitch.from')}
        initialValue={today}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" min={today} />
      </Form.Item>
    </ReasonDialog>
  )
}

function Decision({ trial, agree, onClose }: { trial: Trial; agree: boolean; onClose: () => void }) {
  const say = useWords()
  const notice = useNotice()
  const decide = useAct('riskSwitch.decide', [...refreshed])
  const asked = trial.switch
  if (!asked) return null
  return (
    <ReasonDialog<{ reason: string }>
      title={agree ? say('riskSwitch.agreeTitle', { day: asked.validFrom }) : say('riskSwitch.declineTitle')}
      note={say('riskSwitch.decideNote')}
      submit={say(agree ? 'riskSwitch.agree' : 'riskSwitch.decline')}
      busy={decide.isPending}
      error={decide.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        decide.mutate(
          { countyCode: trial.countyCode, id: asked.id, agree, reason },
          {
            onSuccess: () => {
              notice.done(say('riskSwitch.decided'))
              onClose()
            },
          },
        )
      }
    />
  )
}
