// What may be done with a running stay: out and back, another bed, other care, a new contract, moving out.
import { Button, Dropdown, Form, Modal, Space } from 'antd'
import { useState } from 'react'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { careNeeds, leaveReasons, type Stay, stayEndings } from '../../domain/stays/stay.ts'
import { newId } from '../../ui/client.ts'
import { useAct, useAnswer } from '../asking.ts'
import { FormDialog } from '../FormDialog.tsx'
import { useWords } from '../language.tsx'
import { Trouble, useNotice } from '../states.tsx'
import { ContractFields, type ContractFilled, contractOf } from './AdmitPage.tsx'

const stale = ['stay.get', 'stay.list', 'stay.rooms', 'stay.homes', 'stay.counts', 'stayFee.month'] as const
type Dialog = 'leave' | 'return' | 'discharge' | 'bed' | 'care' | 'renew'

interface ActProps {
  stay: Stay
  onDone: (told?: readonly string[]) => void
  onClose: () => void
}

export function StayActs({ stay }: { stay: Stay }) {
  const say = useWords()
  const notice = useNotice()
  const [modal, held] = Modal.useModal()
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const close = () => setDialog(null)
  const done = (told: readonly string[] = []) => {
    close()
    notice.done(say('stays.done'))
    // What else a person has to see to must not vanish with a message in the corner.
    if (told.length > 0)
      void modal.info({ title: say('stays.alsoDo'), content: told.map(one => <p key={one}>{one}</p>) })
  }
  const props = { stay, onDone: done, onClose: close }
  return (
    <Space wrap>
      {held}
      <Dropdown
        menu={{
          items: (['bed', 'care', 'renew', 'discharge'] as const).map(key => ({
            ...{ key, label: say(`stays.do.${key}`), danger: key === 'discharge' },
          })),
          onClick: ({ key }) => setDialog(key as Dialog),
        }}
      >
        <Button>{say('stays.more')}</Button>
      </Dropdown>
      {stay.outSince === null ? (
        <Button type="primary" onClick={() => setDialog('leave')}>
          {say('stays.do.leave')}
        </Button>
      ) : (
        <Button type="primary" onClick={() => setDialog('return')}>
          {say('stays.do.return')}
        </Button>
      )}
      {dialog === 'leave' && <Leave {...props} />}
      {dialog === 'return' && <Return {...props} />}
      {dialog === 'discharge' && <Discharge {...props} />}
      {dialog === 'bed' && <MoveBed {...props} />}
      {dialog === 'care' && <ChangeCare {...props} />}
      {dialog === 'renew' && <Renew {...props} />}
    </Space>
  )
}

const actOn = ({ countyCode, id, version }: Stay) => ({ countyCode, id, version })

interface LeaveFilled {
  reason: (typeof leaveReasons.keys)[number]
  on: string
  expectedOn?: string
  withWhom?: string
  note?: string
}

function Leave({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const [leaveId] = useState(newId)
  const leave = useAct('stay.leave', stale)
  return (
    <FormDialog<LeaveFilled>
      title={say('stays.do.leave')}
      note={say('stays.leaveNote')}
      submit={say('form.save')}
      act={leave}
      initial={{ on: dayOf(new Date()), reason: 'homeVisit' }}
      fields={[
        { name: 'reason', word: say('stays.leaveReason'), as: 'choice', words: leaveReasons.words },
        { name: 'on', word: say('stays.leaveOn'), as: 'day' },
        { name: 'expectedOn', word: say('stays.expectedOn'), as: 'day', optional: true },
        { name: 'withWhom', word: say('stays.withWhom'), as: 'text', most: 60, optional: true },
        { name: 'note', word: say('stays.note'), as: 'text', optional: true },
      ]}
      onSubmit={({ reason, on, expectedOn, withWhom, note }) =>
        leave.mutate(
          {
            ...{ ...actOn(stay), leaveId, reason, on, expectedOn: expectedOn || null },
            ...{ withWhom: withWhom?.trim() || null, note: note?.trim() || null },
          },
          { onSuccess: ({ told }) => onDone(told) },
        )
      }
      onClose={onClose}
    />
  )
}

function Return({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const back = useAct('stay.return', stale)
  return (
    <FormDialog<{ on: string }>
      title={say('stays.do.return')}
      submit={say('stays.do.return')}
      act={back}
      initial={{ on: dayOf(new Date()) }}
      fields={[{ name: 'on', word: say('stays.returnOn'), as: 'day' }]}
      onSubmit={({ on }) => back.mutate({ ...actOn(stay), on }, { onSuccess: ({ told }) => onDone(told) })}
      onClose={onClose}
    />
  )
}

interface DischargeFilled {
  on: string
  ending: (typeof stayEndings.keys)[number]
  note?: string
}

function Discharge({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const discharge = useAct('stay.discharge', stale)
  return (
    <FormDialog<DischargeFilled>
      title={say('stays.do.discharge')}
      note={say('stays.dischargeNote')}
      submit={say('stays.do.discharge')}
      danger
      act={discharge}
      initial={{ on: dayOf(new Date()) }}
      fields={[
        { name: 'ending', word: say('stays.ending'), as: 'choice', words: stayEndings.words },
        { name: 'on', word: say('stays.dischargeOn'), as: 'day' },
        { name: 'note', word: say('stays.note'), as: 'long', most: 300, optional: true },
      ]}
      onSubmit={({ on, ending, note }) =>
        discharge.mutate(
          { ...actOn(stay), on, ending, note: note?.trim() || null },
          { onSuccess: ({ told }) => onDone(told) },
        )
      }
      onClose={onClose}
    />
  )
}

function MoveBed({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const move = useAct('stay.moveBed', stale)
  const { countyCode, facilityId } = stay
  const rooms = useAnswer('stay.rooms', { countyCode, facilityId })
  const free = (rooms.data?.rooms ?? []).flatMap(room => room.beds).filter(bed => bed.use === 'bedFree')
  return (
    <FormDialog<{ bedId: string }>
      title={say('stays.do.bed')}
      note={free.length === 0 ? say('stays.noFreeBed') : say('stays.bedIs', { bed: stay.bedName ?? '—' })}
      submit={say('form.save')}
      act={move}
      fields={[
        {
          ...{ name: 'bedId', word: say('stays.freeBeds'), as: 'choice' },
          words: Object.fromEntries(free.map(bed => [bed.id, bed.name])),
        },
      ]}
      onSubmit={({ bedId }) => move.mutate({ ...actOn(stay), bedId }, { onSuccess: () => onDone() })}
      onClose={onClose}
    />
  )
}

function ChangeCare({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const change = useAct('stay.changeCare', stale)
  return (
    <FormDialog<{ careNeed: Stay['careNeed'] }>
      title={say('stays.do.care')}
      note={say('stays.careNote')}
      submit={say('form.save')}
      act={change}
      initial={{ careNeed: stay.careNeed }}
      fields={[{ name: 'careNeed', word: say('stays.care'), as: 'choice', words: careNeeds.words }]}
      onSubmit={({ careNeed }) => change.mutate({ ...actOn(stay), careNeed }, { onSuccess: () => onDone() })}
      onClose={onClose}
    />
  )
}

function Renew({ stay, onDone, onClose }: ActProps) {
  const say = useWords()
  const [form] = Form.useForm<ContractFilled>()
  const [contractId] = useState(newId)
  const renew = useAct('stay.renew', stale)
  const last = stay.contracts.at(-1)
  const today = dayOf(new Date())
  const fromOn = last && last.toOn >= today ? addDays(last.toOn, 1) : today
  return (
    <Modal
      open
      width={760}
      title={say('stays.do.renew')}
      okText={say('form.save')}
      okButtonProps={{ loading: renew.isPending }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form<ContractFilled>
        form={form}
        layout="vertical"
        initialValues={{
          ...{ signedOn: today, fromOn, toOn: addDays(fromOn, 364), signer: last?.signer ?? 'signedByElder' },
          ...{ elderYuan: (last?.elderFen ?? 0) / 100, familyYuan: (last?.familyFen ?? 0) / 100 },
          ...{ governmentYuan: (last?.governmentFen ?? 0) / 100, signerName: last?.signerName },
          homeSignerName: last?.homeSignerName,
        }}
        onFinish={filled =>
          renew.mutate(
            { ...actOn(stay), contractId, contract: contractOf(filled) },
            { onSuccess: ({ warnings }) => onDone(warnings) },
          )
        }
      >
        <ContractFields />
      </Form>
      {renew.isError && <Trouble error={renew.error} />}
    </Modal>
  )
}
