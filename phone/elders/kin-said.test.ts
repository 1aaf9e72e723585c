// What a visitor says about the family: only what is new is sent, and a wrong number is noticed at the door.
import { expect, it } from 'vitest'
import type { CarriedKin } from '../../domain/sync/bundle.ts'
import { kinAct, nothingSaid, saidOf } from './kin-said.ts'

const of = { countyCode: '222402', elderId: 'e', id: 'new', today: '2026-11-26' }
const daughter: CarriedKin = {
  ...{ id: 'k', version: 3, name: '李英兰', kinship: 'daughter', relation: '女儿', phone: '+821012345678' },
  ...{ whereabouts: 'abroad', country: 'kr', livesIn: '首尔', leftOn: '2019-03-01' },
}

it('sends nothing when nothing was said', () => {
  expect(kinAct(saidOf(daughter), of)).toBeNull()
  expect(kinAct({ ...nothingSaid, name: '王婶' }, of)).toBeNull()
})

it('changes only the telephone, in the form that can be dialled from here', () => {
  expect(kinAct({ ...saidOf(daughter), phone: '010-9876-5432', contactDaysAgo: 3 }, of)).toEqual({
    operation: 'kin.change',
    input: {
      countyCode: '222402',
      id: 'k',
      version: 3,
      kin: { phone: '+821098765432', lastContactOn: '2026-11-23' },
    },
  })
})

it('forgets the place abroad of somebody who has come home', () => {
  expect(kinAct({ ...saidOf(daughter), whereabouts: 'sameVillage' }, of)?.input).toMatchObject({
    kin: { whereabouts: 'sameVillage', country: null, leftOn: null, livesIn: null },
  })
})

it('enters a neighbour with the key', () => {
  const said = {
    ...nothingSaid,
    name: ' 王婶 ',
    kinship: 'neighbour',
    whereabouts: 'sameVillage',
    hasKey: true,
  } as const
  expect(kinAct(said, of)).toMatchObject({
    operation: 'kin.record',
    input: {
      id: 'new',
      elderId: 'e',
      kin: { name: '王婶', kinship: 'neighbour', hasKey: true, phone: null },
    },
  })
})

it('refuses a number that cannot be one', () => {
  expect(() => kinAct({ ...saidOf(daughter), phone: '010-12' }, of)).toThrow('韩国')
})
