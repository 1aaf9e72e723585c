// 分户: who leaves, where to, since when; read back in one sentence before it is done.
import { Alert, Checkbox, Form, Input, Modal, Radio } from 'antd'
import { useState } from 'react'
import type { Elder } from '../../../domain/elders/elder.ts'
import type { Household, HouseholdRow } from '../../../domain/elders/household.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import { newId } from '../../../ui/client.ts'
import { useAct } from '../../asking.ts'
import { HouseholdPicker, houseWords } from '../../households/HouseholdPicker.tsx'
import { useWords } from '../../language.tsx'
import { Trouble, useNotice } from '../../states.tsx'
import { staleAfterFamily } from './stale.ts'

interface Filled {
  leaving: string[]
  where: 'new' | 'old'
  address?: string
  hamlet?: string
  toHouseholdId?: string
  happenedOn: string
  reason: string
}

interface SplitDialogProps {
  elder: Elder
  household: Household
  onClose: () => void
}

export function SplitDialog({ elder, household, onClose }: SplitDialogProps) {
  const say = useWords()
  const notice = useNotice()
  const [form] = Form.useForm<Filled>()
  const [ids] = useState(() => ({ eventId: newId(), newHouseholdId: newId() }))
  const [picked, setPicked] = useState<HouseholdRow | null>(null)
  const split = useAct('household.split', staleAfterFamily)
  const elderIds = new Set(household.members.map(member => member.id))
  const save = (filled: Filled) =>
    split.mutate(
      {
        countyCode: household.countyCode,
        eventId: ids.eventId,
        householdId: household.id,
        elderIds: filled.leaving.filter(id => elderIds.has(id)),
        kinIds: filled.leaving.filter(id => !elderIds.has(id)),
        ...(filled.where === 'new'
          ? {
              toHouseholdId: ids.newHouseholdId,
              newHousehold: { address: filled.address?.trim() ?? '', hamlet: filled.hamlet?.trim() || null },
            }
          : { toHouseholdId: filled.toHouseholdId ?? '' }),
        happenedOn: filled.happenedOn,
        reason: filled.reason,
      },
      {
        onSuccess: () => {
          notice.done(say('house.splitDone'))
          onClose()
        },
      },
    )
  return (
    <Modal
      open
      width={640}
      title={say('house.splitTitle')}
      okText={say('house.splitSubmit')}
      okButtonProps={{ loading: split.isPending }}
      onOk={form.submit}
      onCancel={onClose}
      mask={{ closable: false }}
    >
      <Form<Filled>
        form={form}
        layout="vertical"
        initialValues={{ leaving: [elder.id], where: 'new', happenedOn: dayOf(new Date()) }}
        onFinish={save}
      >
        <WhoLeaves household={household} />
        <WhereTo household={household} onPicked={setPicked} />
        <WhenAndWhy />
        <Preview household={household} picked={picked} />
      </Form>
      {split.isError && <Trouble error={split.error} />}
    </Modal>
  )
}

function peopleOf(household: Household) {
  return [
    ...household.members.map(member => ({ value: member.id, label: member.name })),
    ...household.kinAtHome.map(one => ({ value: one.id, label: `${one.relation} ${one.name}` })),
  ]
}

function WhoLeaves({ household }: { household: Household }) {
  const say = useWords()
  return (
    <Form.Item
      name="leaving"
      label={say('house.leaving')}
      rules={[{ type: 'array', min: 1, message: say('form.required') }]}
    >
      <Checkbox.Group options={peopleOf(household)} />
    </Form.Item>
  )
}

function WhereTo({ household, onPicked }: { household: Household; onPicked: (row: HouseholdRow) => void }) {
  const say = useWords()
  const where = Form.useWatch<Filled['where']>('where')
  const required = [{ required: true, whitespace: true, message: say('form.required') }]
  return (
    <>
      <Form.Item name="where" label={say('house.where')}>
        <Radio.Group
          options={[
            { value: 'new', label: say('house.whereNew') },
            { value: 'old', label: say('house.whereOld') },
          ]}
        />
      </Form.Item>
      {where === 'old' ? (
        <Form.Item name="toHouseholdId" label={say('house.other')} rules={required}>
          <HouseholdPicker regionCode={household.regionCode} without={household.id} onPicked={onPicked} />
        </Form.Item>
      ) : (
        <div className="fields">
          <Form.Item name="address" label={say('house.address')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <Form.Item name="hamlet" label={say('house.hamlet')}>
            <Input maxLength={40} />
          </Form.Item>
        </div>
      )}
    </>
  )
}

/** Shared with joining. */
export function WhenAndWhy() {
  const say = useWords()
  return (
    <>
      <Form.Item
        name="happenedOn"
        label={say('house.day')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <Input type="date" max={dayOf(new Date())} className="day" />
      </Form.Item>
      <Form.Item
        name="reason"
        label={say('house.moveReason')}
        extra={say('house.moveReasonHelp')}
        rules={[{ required: true, whitespace: true, message: say('form.required') }]}
      >
        <Input maxLength={200} />
      </Form.Item>
    </>
  )
}

function Preview({ household, picked }: { household: Household; picked: HouseholdRow | null }) {
  const say = useWords()
  const filled = Form.useWatch<Filled>([]) as Filled | undefined
  const to = filled?.where === 'old' ? picked && houseWords(picked) : filled?.address?.trim()
  if (!filled?.leaving?.length || !to || !filled.happenedOn) return null
  const people = peopleOf(household)
  const names = (isLeaving: boolean) =>
    people
      .filter(one => filled.leaving.includes(one.value) === isLeaving)
      .map(one => one.label)
      .join('、')
  const staying = names(false)
  return (
    <Alert
      type="info"
      role="status"
      title={say('house.splitPreview', {
        day: filled.happenedOn,
        leaving: names(true),
        to,
        staying: staying ? say('house.stays', { names: staying }) : say('house.nobodyStays'),
      })}
    />
  )
}
