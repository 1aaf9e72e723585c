// Dialogs of a bed: contract, opening, a visit, renewing, ending.
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { toldWays } from '../../domain/assessments/stages.ts'
import type { AbsenceKind, EndingKind } from '../../domain/elders/elder.ts'
import { endingFound, nextTermFrom } from '../../domain/home-care/bed-rules.ts'
import {
  type Bed,
  type BedEnding,
  type BedTask,
  bedEndings,
  bedTasks,
} from '../../domain/home-care/home-bed.ts'
import { monthsLater } from '../../domain/home-care/project-rules.ts'
import { addDays, dayOf } from '../../domain/kernel/day.ts'
import { newId } from '../../ui/client.ts'
import { useAct } from '../asking.ts'
import { useWords } from '../language.tsx'
import type { MessageKey } from '../messages/zh.ts'
import { fenOf } from '../money.ts'
import { useNotice } from '../states.tsx'
import { StepModal } from './StepModal.tsx'
import { DayField, ProviderField, WayFields } from './WorksDialogs.tsx'

export const staleAfterBed = [
  ...(['homeBed.get', 'homeBed.list', 'homeBed.counts', 'homeBed.visits', 'homeBed.ofElder'] as const),
]

interface BedDialogProps {
  bed: Bed
  onClose: () => void
}

const versionOf = ({ countyCode, id, version }: Bed) => ({ countyCode, id, version })

interface ContractFilled {
  providerId: string
  contractNumber: string
  signedOn: string
  way: (typeof toldWays.keys)[number]
  withName: string
  fromOn: string
  toOn: string
  monthlyVisits: number
  feeYuan: number
  subsidyYuan: number
}

function contractOf({ way, withName, feeYuan, subsidyYuan, ...rest }: ContractFilled) {
  return {
    ...rest,
    signedWay: way,
    signedName: withName,
    feeFen: fenOf(feeYuan),
    subsidyFen: fenOf(subsidyYuan),
  }
}

function ContractFields({ countyCode }: { countyCode: string }) {
  const say = useWords()
  const required = { required: true, message: say('form.required') }
  const number = (name: keyof ContractFilled, word: MessageKey, precision: number, min: number) => (
    <Form.Item name={name} label={say(word)} rules={[required]}>
      <InputNumber<number> min={min} max={100_000} precision={precision} />
    </Form.Item>
  )
  return (
    <>
      <ProviderField countyCode={countyCode} />
      <Form.Item
        name="contractNumber"
        label={say('bed.contractNumber')}
        rules={[{ ...required, whitespace: true }]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <DayField name="signedOn" word="bed.signedOn" max={dayOf(new Date())} />
      <WayFields wayWord="bed.signedWay" nameWord="bed.signedName" />
      <DayField name="fromOn" word="bed.fromOn" />
      <DayField name="toOn" word="bed.toOn" />
      {number('monthlyVisits', 'bed.monthlyVisits', 0, 1)}
      {number('feeYuan', 'bed.fee', 2, 0)}
      {number('subsidyYuan', 'bed.subsidy', 2, 0)}
    </>
  )
}

const termFrom = (fromOn: string) => ({ fromOn, toOn: addDays(monthsLater(fromOn, 12), -1) })

interface SignDialogProps {
  elder: { countyCode: string; id: string; name: string }
  onClose: () => void
}

export function SignDialog({ elder, onClose }: SignDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [ids] = useState(() => ({ id: newId(), termId: newId() }))
  const [form] = Form.useForm<ContractFilled>()
  const sign = useAct('homeBed.register', staleAfterBed)
  const today = dayOf(new Date())
  return (
    <StepModal
      title={say('bed.sign')}
      note={undefined}
      busy={sign.isPending}
      error={sign.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <p className="strong">{say('bed.signTitle', { name: elder.name })}</p>
      <Form<ContractFilled>
        form={form}
        layout="vertical"
        initialValues={{
          ...{ signedOn: today, withName: elder.name, ...termFrom(today) },
          ...{ monthlyVisits: 4, feeYuan: 0, subsidyYuan: 0 },
        }}
        onFinish={filled =>
          sign.mutate(
            { countyCode: elder.countyCode, elderId: elder.id, ...ids, contract: contractOf(filled) },
            {
              onSuccess: () => {
                notice.done(say('bed.signDone'))
                onClose()
              },
            },
          )
        }
      >
        <ContractFields countyCode={elder.countyCode} />
      </Form>
    </StepModal>
  )
}

export function RenewDialog({ bed, onClose }: BedDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [termId] = useState(newId)
  const [form] = Form.useForm<ContractFilled>()
  const renew = useAct('homeBed.renew', staleAfterBed)
  return (
    <StepModal
      title={say('bed.renew')}
      note={undefined}
      busy={renew.isPending}
      error={renew.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<ContractFilled>
        form={form}
        layout="vertical"
        initialValues={{
          ...{ providerId: bed.providerId, signedOn: dayOf(new Date()), withName: bed.signedName },
          ...{ way: bed.signedWay, ...termFrom(nextTermFrom(bed.toOn)), monthlyVisits: bed.monthlyVisits },
          ...{ feeYuan: bed.feeFen / 100, subsidyYuan: bed.subsidyFen / 100 },
        }}
        onFinish={filled =>
          renew.mutate(
            { ...versionOf(bed), termId, contract: contractOf(filled) },
            {
              onSuccess: () => {
                notice.done(say('bed.renewDone'))
                onClose()
              },
            },
          )
        }
      >
        <ContractFields countyCode={bed.countyCode} />
      </Form>
    </StepModal>
  )
}

export function ActivateDialog({ bed, onClose }: BedDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ on: string; noWorksWhy?: string; noDeviceWhy?: string }>()
  const activate = useAct('homeBed.activate', staleAfterBed)
  const hasWorks = bed.adaptationStage === 'worksAccepted' || bed.adaptationStage === 'lookedBack'
  return (
    <StepModal
      title={say('bed.activate')}
      note="bed.activateNote"
      busy={activate.isPending}
      error={activate.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: dayOf(new Date()) }}
        onFinish={({ on, noWorksWhy, noDeviceWhy }) =>
          activate.mutate(
            {
              ...{ ...versionOf(bed), on },
              ...{ noWorksWhy: noWorksWhy?.trim() || null, noDeviceWhy: noDeviceWhy?.trim() || null },
            },
            {
              onSuccess: () => {
                notice.done(say('bed.activateDone'))
                onClose()
              },
            },
          )
        }
      >
        <DayField name="on" word="bed.activateOn" max={dayOf(new Date())} />
        {!hasWorks && (
          <Form.Item name="noWorksWhy" label={say('bed.noWorksWhy')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
        {bed.devices.length === 0 && (
          <Form.Item name="noDeviceWhy" label={say('bed.noDeviceWhy')}>
            <Input maxLength={200} />
          </Form.Item>
        )}
      </Form>
    </StepModal>
  )
}

interface VisitFilled {
  visitedOn: string
  minutes: number
  tasks: BedTask[]
  workerName: string
  note?: string
}

export function VisitDialog({ bed, onClose }: BedDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [visitId] = useState(newId)
  const [form] = Form.useForm<VisitFilled>()
  const add = useAct('homeBed.addVisit', staleAfterBed)
  const required = { required: true, message: say('form.required') }
  const today = dayOf(new Date())
  return (
    <StepModal
      title={say('bed.addVisit')}
      note={undefined}
      busy={add.isPending}
      error={add.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form<VisitFilled>
        form={form}
        layout="vertical"
        initialValues={{ visitedOn: today, minutes: 45 }}
        onFinish={({ note, ...filled }) =>
          add.mutate(
            { countyCode: bed.countyCode, id: bed.id, visitId, ...filled, note: note?.trim() || null },
            {
              onSuccess: ({ counts }) => {
                notice.done(say(counts ? 'bed.addVisitDone' : 'bed.addVisitNotCounted'))
                onClose()
              },
            },
          )
        }
      >
        <DayField name="visitedOn" word="bed.visitedOn" max={today} />
        <Form.Item name="minutes" label={say('bed.minutes')} rules={[required]}>
          <InputNumber<number> min={1} max={720} precision={0} />
        </Form.Item>
        <Form.Item name="tasks" label={say('bed.tasks')} rules={[required]}>
          <Checkbox.Group options={bedTasks.keys.map(key => ({ value: key, label: bedTasks.words[key] }))} />
        </Form.Item>
        <Form.Item name="workerName" label={say('bed.worker')} rules={[{ ...required, whitespace: true }]}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="note" label={say('adapt.note')}>
          <Input.TextArea rows={2} maxLength={300} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}

/** What the elder's record says is proposed; it can be chosen otherwise. */
export function EndDialog({ bed, onClose }: BedDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<{ ending: BedEnding; on: string; note?: string }>()
  const end = useAct('homeBed.end', staleAfterBed)
  const found = endingFound(bed.elderEnding as EndingKind | null, bed.awayKind as AbsenceKind | null)
  return (
    <StepModal
      title={say('bed.end')}
      note="bed.endNote"
      busy={end.isPending}
      error={end.error}
      onOk={form.submit}
      onClose={onClose}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ on: bed.elderEndedOn ?? dayOf(new Date()), ...(found && { ending: found }) }}
        onFinish={({ ending, on, note }) =>
          end.mutate(
            { ...versionOf(bed), ending, on, note: note?.trim() || null },
            {
              onSuccess: () => {
                notice.done(say('bed.endDone'))
                onClose()
              },
            },
          )
        }
      >
        <Form.Item
          name="ending"
          label={say('bed.ending')}
          rules={[{ required: true, message: say('form.required') }]}
        >
          <Select options={bedEndings.keys.map(key => ({ value: key, label: bedEndings.words[key] }))} />
        </Form.Item>
        <DayField name="on" word="bed.endOn" max={dayOf(new Date())} />
        <Form.Item name="note" label={say('adapt.note')}>
          <Input maxLength={200} />
        </Form.Item>
      </Form>
    </StepModal>
  )
}
