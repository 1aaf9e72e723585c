// What the form of one person sends: never a field that was put away, never a masked telephone.
import { expect, it } from 'vitest'
import { changesOfKin, kinFrom } from './kin-filled.ts'

it('sends the month somebody left as its first day', () => {
  expect(
    kinFrom({ name: '李英兰', kinship: 'daughter', whereabouts: 'abroad', country: 'kr', leftOn: '2019-03' }),
  ).toMatchObject({
    leftOn: '2019-03-01',
    country: 'kr',
  })
})

it('leaves out what the form has put away', () => {
  const filled = { name: '李明', kinship: 'son', country: 'kr', leftOn: '2019-03' } as const
  expect(kinFrom({ ...filled, whereabouts: 'sameVillage' })).toMatchObject({ country: null, leftOn: null })
  expect(kinFrom({ ...filled, whereabouts: 'elsewhere', hasKey: true })).toMatchObject({ hasKey: false })
})

it('changes only what was changed, and a telephone only when a new one was typed', () => {
  const before = { name: '李明', kinship: 'son', phone: '', whereabouts: 'sameVillage' } as const
  expect(changesOfKin(before, before)).toEqual({})
  expect(changesOfKin(before, { ...before, whereabouts: 'abroad', country: 'jp' })).toEqual({
    whereabouts: 'abroad',
    country: 'jp',
  })
  expect(changesOfKin(before, { ...before, phone: ' 090-1234-5678 ' })).toEqual({ phone: '090-1234-5678' })
})
