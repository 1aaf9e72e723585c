// The few things to know of a change: when, where, on what grounds.
import { Button, Form, Input } from 'antd'
import { dayOf } from '../../domain/kernel/day.ts'
import type { LifeEventDetails, LifeEventKind } from '../../domain/life-events/life-event.ts'
import { useWords } from '../language.tsx'
import { asksPlace, type PlaceKind } from './kinds.ts'
import { PlacePicker } from './PlacePicker.tsx'

export interface FilledChange {
  happenedOn: string
  reason: string
  details: LifeEventDetails
}

interface Fields {
  happenedOn: string
  reason: string
  place?: string
  toRegionCode?: string | null
  address?: string
  hamlet?: string
  expectedOn?: string
}

interface ChangeFormProps {
  kind: LifeEventKind
  countyCode: string
  /** What was filled in before looking at the consequences. */
  filled: FilledChange | null
  day?: string | undefined
  onBack: () => void
  onFilled: (filled: FilledChange) => void
}

export function ChangeForm({ kind, countyCode, filled, day, onBack, onFilled }: ChangeFormProps) {
  const say = useWords()
  const [form] = Form.useForm<Fields>()
  const required = { required: true, whitespace: true, message: say('form.required') }
  const expects = kind === 'hospitalised' || kind === 'awayForLong'
  return (
    <Form<Fields>
      form={form}
      layout="vertical"
      initialValues={initialOf(filled, day)}
      onFinish={values => onFilled(changeOf(values))}
    >
      <Form.Item name="happenedOn" label={say(`change.day.${kind}`)} rules={[required]}>
        <Input type="date" size="large" max={dayOf(new Date())} />
      </Form.Item>
      {asksPlace(kind) && <PlaceField kind={kind} required={kind === 'leftProvince'} />}
      {(kind === 'movedWithinCounty' || kind === 'movedToOtherCounty') && (
        <DestinationFields kind={kind} countyCode={countyCode} />
      )}
      {expects && (
        <Form.Item name="expectedOn" label={say('change.expectedOn')}>
          <Input type="date" size="large" />
        </Form.Item>
      )}
      <Form.Item
        name="reason"
        label={say('change.reason')}
        extra={say('change.reasonHelp')}
        rules={[required]}
      >
        <Input.TextArea rows={2} maxLength={200} showCount />
      </Form.Item>
      <div className="dialog-foot">
        <Button onClick={onBack}>{say('change.back')}</Button>
        <Button type="primary" htmlType="submit">
          {say('change.next')}
        </Button>
      </div>
    </Form>
  )
}

function PlaceField({ kind, required }: { kind: PlaceKind; required: boolean }) {
  const say = useWords()
  return (
    <Form.Item
      name="place"
      label={say(`change.place.${kind}`)}
      rules={required ? [{ required, whitespace: true, message: say('form.required') }] : []}
    >
      <Input size="large" maxLength={100} placeholder={say(`change.placeExample.${kind}`)} />
    </Form.Item>
  )
}

function DestinationFields({
  kind,
  countyCode,
}: {
  kind: 'movedWithinCounty' | 'movedToOtherCounty'
  countyCode: string
}) {
  const say = useWords()
  const inside = kind === 'movedWithinCounty'
  return (
    <>
      <Form.Item
        name="toRegionCode"
        label={say(inside ? 'change.destinationVillage' : 'change.destinationCounty')}
        rules={[{ required: true, message: say('form.required') }]}
      >
        <PlacePicker under={inside ? `${countyCode}000000` : null} wholeWillDo={!inside} />
      </Form.Item>
      {inside && (
        <>
          <Form.Item name="hamlet" label={say('change.hamlet')}>
            <Input size="large" maxLength={40} />
          </Form.Item>
          <Form.Item name="address" label={say('change.address')}>
            <Input size="large" maxLength={200} />
          </Form.Item>
        </>
      )}
    </>
  )
}

function initialOf(filled: FilledChange | null, day = dayOf(new Date())): Partial<Fields> {
  if (filled === null) return { happenedOn: day }
  const { details, ...rest } = filled
  const { expectedOn, ...places } = details
  return { ...rest, ...places, ...(expectedOn !== null && { expectedOn }) }
}

function changeOf({ happenedOn, reason, ...places }: Fields): FilledChange {
  return {
    happenedOn,
    reason,
    details: {
      place: places.place ?? '',
      toRegionCode: places.toRegionCode ?? null,
      householdId: null,
      address: places.address ?? '',
      hamlet: places.hamlet ?? '',
      expectedOn: places.expectedOn || null,
    },
  }
}
