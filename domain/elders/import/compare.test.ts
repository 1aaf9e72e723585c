// What a row may change: only what it says, groups only added, telephones masked.
import { describe, expect, it } from 'vitest'
import { type ComparedElder, type ComparedRow, compareRow } from './compare.ts'
import { outcomeOf, problemsOfMatch } from './decide.ts'

const elder: ComparedElder = {
  name: '山桂琴',
  sex: 'female',
  bornOn: '1948-11-02',
  birthCalendar: 'solar',
  ethnicity: '10',
  spokenLanguage: 'ko',
  citizenNumber: null,
  numberKind: 'none',
  phone: '13900000001',
  address: '水南村12号',
  hamlet: '三组',
  note: '糖尿病',
  groups: ['livesAlone'],
  contacts: [{ id: 'c1', name: '山大', phone: '13900000002' }],
}
const silent: ComparedRow = {
  name: '山桂琴',
  sex: 'unknown',
  bornOn: null,
  birthCalendar: 'solar',
  ethnicity: null,
  spokenLanguage: null,
  citizenNumber: null,
  numberKind: 'none',
  phone: null,
  address: '',
  hamlet: null,
  note: null,
  groups: [],
  contacts: [],
}

describe('comparing a row with the ledger', () => {
  it('finds nothing where the row says nothing', () => {
    expect(compareRow(elder, silent)).toEqual({ changes: [], addedGroups: [], contacts: [] })
  })

  it('does not replace a known birthday by a year alone, unless the year differs', () => {
    const year = { ...silent, birthCalendar: 'yearOnly' as const }
    expect(compareRow(elder, { ...year, bornOn: '1948-01-01' }).changes).toEqual([])
    expect(compareRow(elder, { ...year, bornOn: '1949-01-01' }).changes).toHaveLength(1)
  })

  it('adds groups and contacts, replaces telephones, and shows no number in full', () => {
    const found = compareRow(elder, {
      ...silent,
      citizenNumber: '229901194811020025',
      phone: '13900000009',
      groups: ['livesAlone', 'tekun'],
      contacts: [
        { name: '山大', relation: '子女', phone: '13900000008' },
        { name: '山二', relation: '子女', phone: null },
      ],
    })
    expect(found.addedGroups).toEqual(['tekun'])
    expect(found.contacts.map(({ knownId, name }) => [knownId, name])).toEqual([
      ['c1', '山大'],
      [null, '山二'],
    ])
    expect(found.changes).toContainEqual({ field: 'phone', before: '*******0001', after: '*******0009' })
    expect(JSON.stringify(found.changes)).not.toMatch(/\d{7,}(?!\d*")|13900000009|229901194811020025/)
  })
})

describe('the one outcome of a row', () => {
  const outcome = (codes: ('refused' | 'suspicious' | 'note')[], isFound = false, isUnchanged = false) =>
    outcomeOf({ problems: codes.map(severity => ({ severity })), isFound, isUnchanged })

  it('lets the gravest reason decide, and lets an unchanged row rest', () => {
    expect(outcome([])).toBe('new')
    expect(outcome(['note'], true)).toBe('changed')
    expect(outcome(['suspicious', 'refused'])).toBe('refused')
    expect(outcome(['suspicious'], true, true)).toBe('unchanged')
    expect(outcome(['suspicious'], true)).toBe('suspicious')
  })

  it('names the county where a number is held, and doubts a person known by name alone', () => {
    const [held] = problemsOfMatch({ kind: 'elsewhere', place: '珲春市' }, true)
    expect(held).toMatchObject({ severity: 'refused', message: expect.stringContaining('珲春市') })
    const [byName] = problemsOfMatch({ kind: 'found', by: 'name', otherVillage: null }, false)
    expect(byName).toMatchObject({ severity: 'suspicious' })
  })
})
