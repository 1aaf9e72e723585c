// What an edit sends.
import { expect, test } from 'vitest'
import { changesBetween } from './elder-changes.ts'

const before = { sex: 'female' as const, hamlet: '东屯', address: '一组', note: '', willingToBeVisited: true }

test('only what was changed is sent', () => {
  expect(changesBetween(before, { ...before, address: ' 二组 ' })).toEqual({ address: '二组' })
  expect(changesBetween(before, { ...before })).toEqual({})
})

test('a masked name, number or telephone left empty stays as it is', () => {
  expect(changesBetween(before, { ...before, name: '', citizenNumber: '', phone: '' })).toEqual({})
  expect(changesBetween(before, { ...before, name: '新名' })).toEqual({ name: '新名' })
})

test('emptying a hamlet removes it, and a switch turned off is a change', () => {
  expect(changesBetween(before, { ...before, hamlet: '', willingToBeVisited: false })).toEqual({
    hamlet: null,
    willingToBeVisited: false,
  })
})
