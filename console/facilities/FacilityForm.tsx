// The fields of a place: what it is, where, who runs it, what it has and when it is open.
import { Checkbox, Form, Input, InputNumber, Select } from 'antd'
import {
  facilityKinds,
  facilityStaffKinds,
  facilityStates,
  facilityTiers,
  facilityWinters,
  governingBodies,
  managerRoles,
  siteServices,
} from '../../domain/facilities/facility.ts'
import type { FacilityParts } from '../../domain/facilities/site.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { useAnswer } from '../asking.ts'
import { useWords } from '../language.tsx'
import { optionsOf } from './standing.tsx'
import { coordinatesIn } from './typed.ts'

const weekdays = '一二三四五六日'

export function FacilityForm({ region, held }: { region: string; held?: FacilityParts }) {
  return (
    <>
      {!held && <First region={region} />}
      <div className="facility-fields">
        <WhatItIs />
        <WhoRunsIt tail={held?.facility.managerPhoneTail ?? null} />
        <WhatItHas />
        {held && <Canteen held={held} />}
      </div>
      <Opening />
      <Staff />
    </>
  )
}

function useRequired() {
  const say = useWords()
  return { required: true, message: say('form.required') }
}

/** The places on the screen; one goes to another by the bar above. */
function First({ region }: { region: string }) {
  const say = useWords()
  const required = useRequired()
  const answer = useAnswer('region.get', { code: region })
  const places = answer.data ? [answer.data.region, ...answer.data.children] : []
  const allowed = places.filter(one => one.level !== 'province' && one.level !== 'prefecture')
  return (
    <div className="facility-fields">
      <Form.Item
        name="regionCode"
        label={say('facility.where')}
        extra={say('facility.whereHelp')}
        rules={[required]}
      >
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={allowed.map(one => ({ value: one.code, label: one.shortName }))}
        />
      </Form.Item>
      <Form.Item name="state" label={say('network.state')} rules={[required]}>
        <Select options={optionsOf(facilityStates)} />
      </Form.Item>
      <Form.Item name="fromOn" label={say('facility.stateFrom')} rules={[required]}>
        <Input type="date" max={dayOf(new Date())} />
      </Form.Item>
    </div>
  )
}

function WhatItIs() {
  const say = useWords()
  const required = useRequired()
  return (
    <>
      <Form.Item name="name" label={say('network.name')} rules={[{ ...required, whitespace: true }]}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="kind" label={say('network.kind')} rules={[required]}>
        <Select options={optionsOf(facilityKinds)} />
      </Form.Item>
      <Form.Item name="tier" label={say('facility.tier')} rules={[required]}>
        <Select options={optionsOf(facilityTiers)} />
      </Form.Item>
      <Form.Item name="registryNumber" label={say('facility.number')}>
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="address" label={say('facility.address')}>
        <Input maxLength={120} />
      </Form.Item>
      <Form.Item
        name="coordinates"
        label={say('facility.coordinates')}
        extra={say('facility.coordinatesHelp')}
        rules={[
          {
            validator: (_, typed: string | undefined) =>
              !typed?.trim() || coordinatesIn(typed)
                ? Promise.resolve()
                : Promise.reject(new Error(say('facility.coordinatesWrong'))),
          },
        ]}
      >
        <Input maxLength={40} />
      </Form.Item>
      <Form.Item name="telephone" label={say('facility.telephone')} extra={say('facility.telephoneHelp')}>
        <Input maxLength={30} />
      </Form.Item>
    </>
  )
}

function WhoRunsIt({ tail }: { tail: string | null }) {
  const say = useWords()
  const required = useRequired()
  return (
    <>
      <Form.Item name="governingBody" label={say('facility.governed')} rules={[required]}>
        <Select options={optionsOf(governingBodies)} />
      </Form.Item>
      <Form.Item name="governingName" label={say('facility.governingName')}>
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="managerName" label={say('facility.manager')}>
        <Input maxLength={30} />
      </Form.Item>
      <Form.Item name="managerRole" label={say('facility.managerRole')}>
        <Select allowClear options={optionsOf(managerRoles)} />
      </Form.Item>
      <Form.Item
        name="managerPhone"
        label={say('facility.managerPhone')}
        extra={tail && say('facility.managerPhoneKept', { tail })}
      >
        <Input maxLength={20} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  )
}

function WhatItHas() {
  const say = useWords()
  return (
    <>
      <Form.Item name="beds" label={say('facility.beds')}>
        <InputNumber min={0} max={2000} precision={0} />
      </Form.Item>
      <Form.Item name="fullDayLodging" valuePropName="checked" label={say('facility.lodging')}>
        <Checkbox>{say('facility.lodging')}</Checkbox>
      </Form.Item>
      <Form.Item name="dayPlaces" label={say('facility.dayPlaces')}>
        <InputNumber min={0} max={2000} precision={0} />
      </Form.Item>
      <Form.Item name="areaSquareMeters" label={say('facility.areaInput')}>
        <InputNumber min={1} max={200_000} precision={0} />
      </Form.Item>
      <Form.Item name="services" label={say('facility.services')}>
        <Select mode="multiple" options={optionsOf(siteServices)} />
      </Form.Item>
    </>
  )
}

function Canteen({ held }: { held: FacilityParts }) {
  const say = useWords()
  return (
    <Form.Item name="canteenId" label={say('facility.canteen')}>
      <Select
        allowClear
        placeholder={say('facility.canteenNone')}
        options={held.canteensNear.map(one => ({ value: one.id, label: one.name }))}
      />
    </Form.Item>
  )
}

function Opening() {
  const say = useWords()
  const required = useRequired()
  return (
    <>
      <Form.Item name="days" label={say('facility.openingDays')}>
        <Checkbox.Group options={[...weekdays].map((word, at) => ({ value: at, label: `周${word}` }))} />
      </Form.Item>
      <div className="facility-fields">
        <Form.Item name="opensAt" label={say('facility.opensAt')} rules={[required]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="closesAt" label={say('facility.closesAt')} rules={[required]}>
          <Input type="time" />
        </Form.Item>
        <Form.Item name="winter" label={say('facility.winter')} rules={[required]}>
          <Select options={optionsOf(facilityWinters)} />
        </Form.Item>
        <Form.Item name="note" label={say('facility.note')}>
          <Input maxLength={300} />
        </Form.Item>
      </div>
    </>
  )
}

function Staff() {
  const say = useWords()
  return (
    <fieldset className="facility-staff">
      <legend>{say('facility.staff')}</legend>
      {facilityStaffKinds.keys.map(kind => (
        <Form.Item key={kind} name={['staff', kind]} label={facilityStaffKinds.words[kind]}>
          <InputNumber min={0} max={2000} precision={0} />
        </Form.Item>
      ))}
    </fieldset>
  )
}
