// Numbers from Korea, Japan and Russia as families write them, and what a phone in China dials.
import { describe, expect, it } from 'vitest'
import { readPhones } from './import/values.ts'
import { diallable, readTelephone, showTelephone } from './telephone.ts'

describe('a telephone abroad', () => {
  it.each([
    ['010-1234-5678', 'kr', '+821012345678'],
    ['10 1234 5678', 'kr', '+821012345678'],
    ['+82 10-1234-5678', null, '+821012345678'],
    ['0082 010 1234 5678', null, '+821012345678'],
    ['+82 (0)10 1234 5678', 'kr', '+821012345678'],
    ['02-123-4567', 'kr', '+8221234567'],
    ['０９０－１２３４－５６７８', 'jp', '+819012345678'],
    ['8 912 345-67-89', 'ru', '+79123456789'],
    ['+7 912 345 67 89', 'ru', '+79123456789'],
    ['(213) 555-0100', 'us', '+12135550100'],
    ['+61 412 345 678', 'otherCountry', '+61412345678'],
  ] as const)('“%s” (%s) is kept as %s', (written, country, kept) => {
    expect(readTelephone(written, country)).toBe(kept)
    expect(readTelephone(kept, country)).toBe(kept)
  })

  it.each([
    ['010-1234', 'kr'],
    ['+82 10 1234 5678 999', null],
    ['12345', 'jp'],
    ['412 345 678', 'otherCountry'],
    ['+0123456789', null],
    ['123', null],
  ] as const)('“%s” (%s) is refused with an example', (written, country) => {
    expect(() => readTelephone(written, country)).toThrow(/。$/)
  })

  it('is read in the groups people know and dialled without them', () => {
    expect(showTelephone('+821012345678')).toBe('+82 10-1234-5678')
    expect(showTelephone('+819012345678')).toBe('+81 90-1234-5678')
    expect(showTelephone('+79123456789')).toBe('+7 912 345-67-89')
    expect(showTelephone('+61412345678')).toBe('+61412345678')
    expect(diallable('+82 10-1234-5678')).toBe('+821012345678')
  })
})

it('is understood in a column of a table, and a broken one is left for a person', () => {
  expect(readPhones('+82 10-1234-5678、13900001234').phones).toEqual(['+821012345678', '13900001234'])
  expect(readPhones('0082 010 1234 5678').phones).toEqual(['+821012345678'])
  expect(readPhones('+82 10-12')).toEqual({ phones: [], rest: '+82 10-12' })
})

describe('a telephone of China', () => {
  it('stays as it was written, also for somebody abroad who kept the card', () => {
    expect(readTelephone('0433-0999888', null)).toBe('0433-0999888')
    expect(readTelephone('13900001234', 'kr')).toBe('13900001234')
    expect(readTelephone('+86 139 0000 1234', 'kr')).toBe('13900001234')
    expect(showTelephone('0433-0999888')).toBe('0433-0999888')
    expect(diallable('0433-0999888')).toBe('04330999888')
  })
})
