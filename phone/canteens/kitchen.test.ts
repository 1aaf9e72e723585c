// What the cook tapped without signal stands on her screen at once, and only once when it comes back.
import { describe, expect, it } from 'vitest'
import type { Kitchen } from '../../domain/canteens/kitchen.ts'
import { mealOfDay } from '../../domain/canteens/meal-of-day.ts'
import type { KeptAct } from '../outbox.ts'
import { kitchensAfter, kitchenWith, mealNow } from './kitchen.ts'

const day = '2026-11-23'
const diner = (elderId: string) => ({
  ...{ elderId, name: elderId, age: 80, villageName: '村', hamlet: null, address: '', lon: null, lat: null },
})
const regular = (elderId: string, lunch = 'DDDDDDD') => ({
  ...{ id: `r-${elderId}`, elderId, lunch, supper: '-------', validFrom: '2026-01-01', validTo: null },
})
const kitchen: Kitchen = {
  ...{ countyCode: '222402', canteenId: 'c', name: '食堂', villageName: '村', lon: null, lat: null },
  openings: [
    {
      ...{ validFrom: '2026-01-01', lunch: 'BBBBBBB', supper: '-------', winter: 'asUsual' },
      ...{ lunchAt: 660, supperAt: 1020 },
    },
  ],
  ...{ closures: [], winter: { fromMonth: 12, toMonth: 2 }, countByMinute: 540, stops: null },
  diners: ['王', '金', '李'].map(diner),
  regulars: [regular('王'), regular('金', 'HHHHHHH'), regular('李')],
  ...{ absences: [], extras: [], served: [], misses: [], menu: [], counts: [] },
}
let made = 0
const asked = '2026-11-23T02:00:00Z'
const act = (operation: string, input: object, state: KeptAct['state'] = 'waiting'): KeptAct => {
  made += 1
  const doneAt = `2026-11-23T03:00:${String(made % 60).padStart(2, '0')}Z`
  const given = { canteenId: 'c', ...input } as Record<string, unknown>
  return {
    act: { id: `act-${made}`, operation, input: given, doneAt },
    ...{
      state,
      about: { elderId: null, label: '' },
      receipt: null,
      epoch: null,
      refusal: null,
      trouble: null,
    },
    ...{ answeredAt: null, closing: null },
  }
}
const serving = (id: string, elderId: string) => ({
  ...{ id, elderId, extraId: null, day, meal: 'lunch', portions: 1, way: 'dineIn', knownBy: 'byNameList' },
  ...{ handedTo: null, servedAt: '2026-11-23T03:00:00Z' },
})
const lunch = (acts: readonly KeptAct[]) => mealOfDay(kitchenWith(kitchen, acts, asked), day, 'lunch')
const ate = (acts: readonly KeptAct[]) =>
  lunch(acts).lines.flatMap(line => (line.served ? [line.diner?.name] : []))

describe('the kitchen in the phone', () => {
  it('shows who ate at once, and once when the server knows it too', () => {
    const told = act('mealServing.record', serving('s1', '王'))
    expect(ate([told])).toEqual(['王'])
    const known = {
      ...kitchen,
      served: [{ ...serving('s1', '王'), byName: '厨师' } as Kitchen['served'][number]],
    }
    expect(kitchenWith(known, [told], asked).served).toHaveLength(1)
    const byOther = {
      ...kitchen,
      served: [{ ...serving('s9', '王'), byName: '别人' } as Kitchen['served'][number]],
    }
    expect(kitchenWith(byOther, [told], asked).served).toHaveLength(1)
  })

  it('takes a wrong tap back, and forgets what the office refused', () => {
    const told = act('mealServing.record', serving('s2', '金'))
    expect(ate([told, act('mealServing.undo', { id: 's2', reason: '按错了' })])).toEqual([])
    expect(ate([{ ...told, state: 'refused' }])).toEqual([])
  })

  it('counts without whoever does not come, and with the guests', () => {
    const away = act('mealAbsence.record', { id: 'a', elderId: '李', fromOn: day, toOn: day, meal: 'lunch' })
    expect(lunch([]).count.portions).toBe(3)
    expect(lunch([away]).count.portions).toBe(2)
    expect(lunch([away]).lines.find(line => line.elderId === '李')?.absence?.id).toBe('a')
    expect(lunch([away, act('mealAbsence.withdraw', { id: 'a', canteenId: undefined })]).count.portions).toBe(
      3,
    )
    const guests = act('mealExtra.record', {
      id: 'g',
      day,
      meal: 'lunch',
      elderId: null,
      portions: 4,
      way: 'dineIn',
    })
    expect(lunch([away, guests]).count).toMatchObject({ portions: 6, boxes: 1 })
  })

  it('keeps the last number that was said, and leaves other kitchens alone', () => {
    const said = (portions: number, canteenId = 'c') =>
      act('headCount.confirm', { canteenId, day, meal: 'lunch', portions, boxes: 1 })
    expect(lunch([said(3), said(2)]).confirmed?.portions).toBe(2)
    expect(lunch([said(3, 'other')]).confirmed).toBeNull()
    expect(ate([act('mealServing.record', { ...serving('s3', '王'), canteenId: 'other' })])).toEqual([])
  })

  it('believes the desk about what it was told before, and itself about what came after', () => {
    const away = act(
      'mealAbsence.record',
      { id: 'a', elderId: '李', fromOn: day, toOn: day, meal: null },
      'sent',
    )
    expect(lunch([{ ...away, answeredAt: '2026-11-23T01:00:00Z' }]).count.portions).toBe(3)
    expect(lunch([{ ...away, answeredAt: '2026-11-23T02:00:01Z' }]).count.portions).toBe(2)
  })

  it('goes on with what it has where nothing changed', () => {
    const known = { fingerprint: 'f', askedAt: asked, today: day, kitchens: [kitchen] }
    const later = '2026-11-23T04:00:00Z'
    const same = kitchensAfter(known, { fingerprint: 'f', unchanged: true, today: day, kitchens: [] }, later)
    expect(same).toEqual({ ...known, askedAt: later })
    const fresh = kitchensAfter(
      known,
      { fingerprint: 'g', unchanged: false, today: day, kitchens: [] },
      later,
    )
    expect(fresh.kitchens).toEqual([])
  })

  it('serves lunch until two o’clock', () => {
    expect(mealNow(new Date('2026-11-23T05:59:00Z'))).toBe('lunch')
    expect(mealNow(new Date('2026-11-23T06:00:00Z'))).toBe('supper')
  })
})
