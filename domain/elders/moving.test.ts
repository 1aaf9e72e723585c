// When part of a house moves, contacts say where their person then is.
import { describe, expect, it } from 'vitest'
import { kinAfterMoving } from './moving.ts'

const members = [
  { id: 'he', name: '山' },
  { id: 'she', name: '英' },
]
const contact = (id: string, elderId: string, name: string, linkedElderId: string | null = null) => ({
  id,
  elderId,
  name,
  linkedElderId,
  whereabouts: 'sameHousehold' as const,
  isLinkedThere: false,
})
const changed = (given: Partial<Parameters<typeof kinAfterMoving>[0]>) =>
  kinAfterMoving({ contacts: [], members, leaving: new Set(['she']), kinIds: [], ...given }).map(one => [
    one.id,
    one.after,
  ])

describe('the kin of a house that is split', () => {
  it('stay with those who stay and are parted from those who leave', () => {
    const contacts = [contact('his', 'he', '大'), contact('hers', 'she', '大')]
    expect(changed({ contacts })).toEqual([['hers', 'sameVillage']])
    expect(changed({ contacts, kinIds: ['his'] })).toEqual([['his', 'sameVillage']])
  })

  it('know husband and wife by their link, or where there is none by their name', () => {
    expect(changed({ contacts: [contact('a', 'he', '老伴', 'she'), contact('b', 'she', '山')] })).toEqual([
      ['a', 'sameVillage'],
      ['b', 'sameVillage'],
    ])
    expect(changed({ contacts: [contact('a', 'he', '英')], leaving: new Set(['he', 'she']) })).toEqual([])
  })

  it('go along where the whole house moves', () => {
    const contacts = [contact('his', 'he', '大'), contact('hers', 'she', '大')]
    expect(changed({ contacts, leaving: new Set(['he', 'she']), kinIds: 'all' })).toEqual([])
  })

  it('become 同住 where somebody moves in with them', () => {
    const there = {
      ...contact('a', 'she', '妹', 'sister'),
      whereabouts: 'sameVillage',
      isLinkedThere: true,
    } as const
    const back = { ...there, id: 'b', elderId: 'sister', linkedElderId: 'she' }
    expect(changed({ contacts: [there, back] })).toEqual([
      ['a', 'sameHousehold'],
      ['b', 'sameHousehold'],
    ])
    expect(changed({ contacts: [there, back], leaving: new Set(['he']) })).toEqual([])
  })
})
