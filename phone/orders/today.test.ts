// A worker's list: what she did counts at once and only once, and there is always one next step.
import { describe, expect, it } from 'vitest'
import { type SettingKey, settingDefinitions } from '../../domain/regions/settings.ts'
import type { CarriedOrder, CarriedOrders } from '../../domain/service-orders/carried.ts'
import type { OrderStepInput } from '../../domain/service-orders/order.ts'
import { vitalSettings } from '../../domain/service-orders/vitals.ts'
import type { Attachment } from '../attachments.ts'
import { freshlyKept, type KeptAct } from '../outbox.ts'
import { nextAct, ordersToday, sectionOf } from './today.ts'

const id = '01936000-0000-7000-8000-0000000000d1'
const order: CarriedOrder = {
  ...{
    countyCode: '222402',
    id,
    elderId: '01936000-0000-7000-8000-0000000000e1',
    regionCode: '222402100201',
  },
  ...{
    elderName: '合成甲',
    elderAge: 83,
    phone: null,
    spokenLanguage: 'ko',
    hardOfHearing: true,
    weakSight: false,
  },
  ...{ villageName: '合成村', hamlet: null, address: '3 号', itemName: '上门助浴', itemKind: 'bath' },
  ...{ standardMinutes: 60, priceFen: 12_000, elderFen: 4_500, proofs: ['vitalSigns'], photos: [] },
  ...{ confirmations: ['elderSigned'], haltRule: 'beforeBath', barred: null, plannedOn: '2026-11-26' },
  ...{ plannedFrom: '2026-11-26T01:00:00.000Z', plannedTo: '2026-11-26T02:00:00.000Z', stage: 'promised' },
  ...{ lastVitalsHalt: null, signedInAt: null, signedOutAt: null, note: null },
}
const carried = (more: Partial<CarriedOrder> = {}): CarriedOrders => ({
  ...{ fingerprint: 'f', today: '2026-11-26', workerName: '护理员', providerName: '机构', warnings: [] },
  limits: Object.fromEntries(
    vitalSettings.map(key => [key, settingDefinitions[key as SettingKey].fallback]),
  ) as CarriedOrders['limits'],
  orders: [{ ...order, ...more }],
})

let minute = 0
function step(
  kind: OrderStepInput['kind'],
  more: Partial<OrderStepInput> = {},
  state: KeptAct['state'] = 'waiting',
): KeptAct {
  minute += 1
  const happenedAt = new Date(Date.UTC(2026, 10, 26, 1, minute)).toISOString()
  const input = {
    countyCode: '222402',
    id: `step-${minute}`,
    orderId: id,
    kind,
    happenedAt,
    vitals: null,
    ...more,
  }
  const act = { id: `act-${minute}`, operation: 'order.step', input, doneAt: happenedAt }
  return { ...freshlyKept(act, { elderId: null, label: '' }), state }
}
const one = (acts: KeptAct[], more: Partial<CarriedOrder> = {}, pictures: Attachment[] = []) =>
  ordersToday(carried(more), acts, pictures)[0]!
const picture = (
  kind: NonNullable<Attachment['order']>['kind'],
  state: Attachment['state'] = 'queued',
): Attachment => ({
  ...{ id: `picture-${kind}`, actId: 'act', visitId: '', elderId: order.elderId, countyCode: '222402' },
  ...{ order: { id, kind }, kind: 'photo', contentType: 'image/webp', sizeBytes: 9, contentHash: 'h', state },
  ...{ receivedBytes: 0, epoch: null, refusal: null, sentAt: null },
})
const high = { systolic: 185, diastolic: 90, pulse: null, temperatureTenths: null }

describe('the next step', () => {
  it('leads from the door to the yes of the elder, with the blood pressure before', () => {
    const acts: KeptAct[] = []
    expect(nextAct(one(acts))).toBe('setOut')
    acts.push(step('setOut'))
    expect(nextAct(one(acts))).toBe('signIn')
    acts.push(step('signIn'))
    expect(nextAct(one(acts))).toBe('takeVitals')
    acts.push(step('takeVitals', { vitals: high }))
    expect(one(acts).so.lastVitalsHalt).toBe(true)
    expect(nextAct(one(acts))).toBe('takeVitals')
    acts.push(step('takeVitals', { vitals: { ...high, systolic: 135 } }))
    expect(nextAct(one(acts))).toBe('signOut')
    acts.push(step('signOut'))
    expect(nextAct(one(acts))).toBe('confirm')
    acts.push(step('confirm', { way: 'elderSigned' }))
    expect(nextAct(one(acts))).toBeNull()
    expect(sectionOf(one(acts), '2026-11-26')).toBe('over')
  })

  it('asks for the pictures a service wants, one before and one after, and counts what lies on the phone', () => {
    const repair = {
      haltRule: null,
      proofs: ['pictureBefore', 'pictureAfter'],
    } satisfies Partial<CarriedOrder>
    const acts = [step('signIn')]
    expect(nextAct(one(acts, repair))).toBe('photoBefore')
    const before = picture('photoBefore')
    expect(nextAct(one(acts, repair, [picture('photoBefore', 'refused')]))).toBe('photoBefore')
    expect(nextAct(one(acts, repair, [before]))).toBe('photoAfter')
    expect(nextAct(one(acts, { ...repair, photos: ['photoBefore'] }, [picture('photoAfter')]))).toBe(
      'signOut',
    )
    expect(nextAct(one([...acts, step('signOut')], repair, [before]))).toBe('confirm')
  })

  it('is none for whoever may not go in, and the reason stays on the card', () => {
    expect(nextAct(one([], { barred: '健康证已到期' }))).toBeNull()
  })
})

describe('what was done', () => {
  it('does not count where it was sent back, and not twice where the list has it already', () => {
    expect(one([step('setOut', {}, 'refused')])).toMatchObject({ refused: 1, so: { stage: 'promised' } })
    const acts = [step('setOut', {}, 'sent'), step('signIn', {}, 'sent'), step('signOut', {}, 'sent')]
    expect(one(acts, { stage: 'confirmed' }).so.stage).toBe('confirmed')
  })

  it('stands under its day', () => {
    expect(sectionOf(one([]), '2026-11-26')).toBe('today')
    expect(sectionOf(one([]), '2026-11-25')).toBe('tomorrow')
    expect(sectionOf(one([]), '2026-11-27')).toBe('before')
  })
})
