// What may be done with one membership: confirm it for the year, complete its proof, end it, mend its dates, void it.
import { Button, Dropdown, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { type Elder, recordedGroups } from '../../domain/elders/elder.ts'
import type { MembershipEntry } from '../../domain/elders/groups/api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import { ReasonDialog } from '../ReasonDialog.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { ProofInputs } from './ProofInputs.tsx'
import { type ProofFilled, proofSent } from './proof-fields.ts'
import { groupAnswers } from './RecordGroupDialog.tsx'

interface EntryProps {
  elder: Elder
  entry: MembershipEntry
}
interface DialogProps extends EntryProps {
  onClose: () => void
}

type Dialog = 'prove' | 'end' | 'correct' | 'void'

export function EntryActs({ elder, entry }: EntryProps) {
  const say = useWords()
  const notice = useNotice()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const confirm = useAct('membership.confirm', groupAnswers)
  const inForce = entry.standing === 'inForce'
  const close = () => setDialog(null)
  const key = { countyCode: elder.countyCode, id: entry.id }
  const rare = ['correct', 'void'] as const
  return (
    <>
      {inForce && (
        <Button
          loading={confirm.isPending}
          onClick={() =>
            confirm.mutate(
              { ...key, confirmationId: newId() },
              { onSuccess: () => notice.done(say('groups.confirmed')), onError: notice.refused },
            )
          }
        >
          {say('groups.confirm')}
        </Button>
      )}
      {inForce && entry.lacking.length > 0 && (
        <Button onClick={() => setDialog('prove')}>{say('groups.prove')}</Button>
      )}
      {inForce && <Button onClick={() => setDialog('end')}>{say('groups.end')}</Button>}
      <Dropdown
        trigger={['click']}
        menu={{
          items: rare.map(name => ({
            key: name,
            label: say(`groups.${name}`),
            onClick: () => setDialog(name),
          })),
        }}
      >
        <Button>{say('groups.more')}</Button>
      </Dropdown>
      {dialog === 'prove' && <ProveDialog elder={elder} entry={entry} onClose={close} />}
      {dialog === 'end' && <EndGroupDialog elder={elder} entry={entry} onClose={close} />}
      {dialog === 'correct' && <CorrectDialog elder={elder} entry={entry} onClose={close} />}
      {dialog === 'void' && <VoidDialog elder={elder} entry={entry} onClose={close} />}
    </>
  )
}

function ProveDialog({ elder, entry, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<ProofFilled>()
  const prove = useAct('membership.prove', groupAnswers)
  const word = recordedGroups.words[entry.group]
  return (
    <Modal
      open
      width={640}
      title={say('groups.proveTitle', { group: word })}
      okText={say('form.save')}
      okButtonProps={{ loading: prove.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<ProofFilled>
        form={form}
        layout="vertical"
        initialValues={{ ...entry.proof, expiresOn: entry.expiresOn ?? undefined }}
        onFinish={filled =>
          prove.mutate(
            { countyCode: elder.countyCode, id: entry.id, ...proofSent(entry.group, filled) },
            {
              onSuccess: () => {
                notice.done(say('groups.proved'))
                onClose()
              },
            },
          )
        }
      >
        <ProofInputs group={entry.group} toFollow={false} />
      </Form>
      {prove.isError && <Trouble error={prove.error} />}
    </Modal>
  )
}

function EndGroupDialog({ elder, entry, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ validTo: string }>()
  const end = useAct('membership.end', groupAnswers)
  const today = dayOf(new Date())
  return (
    <Modal
      open
      title={say('groups.endTitle', { group: recordedGroups.words[entry.group] })}
      okText={say('groups.end')}
      okButtonProps={{ loading: end.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <p>{say('groups.endNote')}</p>
      <Form<{ validTo: string }>
        form={form}
        layout="vertical"
        className="below"
        initialValues={{ validTo: today }}
        onFinish={({ validTo }) =>
          end.mutate(
            { countyCode: elder.countyCode, id: entry.id, validTo },
            {
              onSuccess: () => {
                notice.done(say('groups.ended'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="validTo"
          label={say('groups.endDay')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Input type="date" min={entry.validFrom} />
        </Form.Item>
      </Form>
      {end.isError && <Trouble error={end.error} />}
    </Modal>
  )
}

interface Corrected {
  validFrom: string
  validTo?: string
  expiresOn?: string
  reason: string
}

function CorrectDialog({ elder, entry, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [newIdOfEntry] = useState(newId)
  const correct = useAct('membership.correct', groupAnswers)
  const ended = entry.validTo !== null && entry.validTo !== entry.expiresOn ? entry.validTo : undefined
  return (
    <ReasonDialog<Corrected>
      title={say('groups.correctTitle', { group: recordedGroups.words[entry.group] })}
      note={say('groups.correctNote')}
      submit={say('groups.correct')}
      busy={correct.isPending}
      error={correct.error}
      onClose={onClose}
      onSubmit={({ validFrom, validTo, expiresOn, reason }) =>
        correct.mutate(
          {
            countyCode: elder.countyCode,
            id: entry.id,
            newId: newIdOfEntry,
            validFrom,
            validTo: validTo || null,
            expiresOn: expiresOn || null,
            reason,
          },
          {
            onSuccess: () => {
              notice.done(say('groups.corrected'))
              onClose()
            },
          },
        )
      }
    >
      <Form.Item
        name="validFrom"
        label={say('groups.from')}
        initialValue={entry.validFrom}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
      <Form.Item name="validTo" label={say('groups.to')} initialValue={ended}>
        <Input type="date" />
      </Form.Item>
      <Form.Item
        name="expiresOn"
        label={say('groups.expires')}
        initialValue={entry.expiresOn ?? undefined}
        hidden={entry.expiresOn === null}
      >
        <Input type="date" />
      </Form.Item>
    </ReasonDialog>
  )
}

function VoidDialog({ elder, entry, onClose }: DialogProps) {
  const say = useWords()
  const notice = useNotice()
  const act = useAct('membership.void', groupAnswers)
  return (
    <ReasonDialog<{ reason: string }>
      title={say('groups.voidTitle', { group: recordedGroups.words[entry.group] })}
      note={say('groups.voidNote')}
      submit={say('groups.void')}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onSubmit={({ reason }) =>
        act.mutate(
          { countyCode: elder.countyCode, id: entry.id, reason },
          {
            onSuccess: () => {
              notice.done(say('groups.voidDone'))
              onClose()
            },
          },
        )
      }
    />
  )
}
