// Merging and its undo: whatever is merged in whatever chain, taking it apart gives back what was there.
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Refused } from '../kernel/refusal.ts'
import {
  chosenSides,
  differentDigits,
  type MergeRecord,
  type MergeSide,
  mergeFields,
  survivingFields,
} from './merge-fields.ts'
import {
  columnsOf,
  type Merge,
  personsOf,
  type StoredRecord,
  storedIn,
  undoFields,
  undoSentence,
  writtenFields,
} from './merge-forest.ts'
import { checkMerge, proposedSurvivor, whyNeverMerged } from './merging.ts'

const record = (changes: Partial<MergeRecord> = {}): MergeRecord => ({
  id: 'a',
  countyCode: '222402',
  regionCode: '222402001001',
  name: '金顺姬',
  sex: 'female',
  bornOn: '1944-03-05',
  birthCalendar: 'solar',
  ethnicity: '02',
  spokenLanguage: 'ko',
  numberKind: 'citizen',
  citizenNumber: '229901194403050021',
  phone: '13900000001',
  householdId: 'h1',
  address: '光明路 3 号',
  hamlet: null,
  healthNote: null,
  note: null,
  willingToBeVisited: true,
  registeredOn: '2024-05-06',
  confirmedOn: '2026-03-01',
  endedOn: null,
  endingKind: null,
  mergedInto: null,
  ...changes,
})

const proposal = (field: string, survivor: MergeRecord, merged: MergeRecord) =>
  survivingFields(survivor, merged).find(one => one.field === field)

describe('which value survives', () => {
  it('takes a citizen number over a temporary one, whichever record has it', () => {
    const temporary = record({ id: 'b', numberKind: 'temporary', citizenNumber: 'LS-12' })
    expect(proposal('citizenNumber', record(), temporary)?.take).toBe('survivor')
    expect(proposal('citizenNumber', temporary, record())?.take).toBe('absorbed')
  })

  it('says where two numbers part and never a digit of them', () => {
    const typo = record({ id: 'b', citizenNumber: '229901194403050022' })
    expect(proposal('citizenNumber', record(), typo)?.reason).toBe('两个号码只有第 18 位不同，请对照证件核对')
    expect(differentDigits('229901194403050021', '229902195504060032')).not.toMatch(/\d{3}/)
  })

  it('takes a full solar date over a year, the later confirmed telephone, the fuller address, the earlier entry', () => {
    const other = record({
      id: 'b',
      bornOn: '1944-01-01',
      birthCalendar: 'yearOnly',
      phone: '13900000002',
      confirmedOn: '2026-10-01',
      householdId: 'h2',
      address: '光明路 3 号 2 单元 501 室',
      registeredOn: '2021-01-01',
    })
    expect(proposal('birth', record(), other)?.take).toBe('survivor')
    expect(proposal('birth', other, record())?.take).toBe('absorbed')
    expect(proposal('phone', record(), other)).toMatchObject({ take: 'absorbed', differs: true })
    expect(proposal('household', record(), other)?.take).toBe('absorbed')
    expect(proposal('registeredOn', record(), other)?.take).toBe('absorbed')
  })

  it('leaves the household alone where the two live in different villages', () => {
    const far = record({
      id: 'b',
      regionCode: '222402002001',
      householdId: 'h2',
      address: '很长很长的另一个地址',
    })
    expect(proposal('household', record(), far)).toMatchObject({ take: 'survivor', choices: ['survivor'] })
  })

  it('keeps both notes, and lets an officer choose but not what is not open', () => {
    const one = record({ note: '腿脚不便' })
    const other = record({ id: 'b', note: '女儿在韩国' })
    const proposals = survivingFields(one, other)
    expect(chosenSides(proposals, {}).note).toBe('joined')
    expect(chosenSides(proposals, { note: 'absorbed' }).note).toBe('absorbed')
    expect(chosenSides(proposals, { name: 'absorbed' }).name).toBe('survivor')
  })

  it('calls telephones the same that only differ in writing', () => {
    expect(proposal('phone', record(), record({ id: 'b', phone: '139-0000-0001' }))?.differs).toBe(false)
  })
})

const refusal = (work: () => void): string => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refused) return error.message
    throw error
  }
  return ''
}

describe('whether two records may be merged', () => {
  const undecided = { numbersChecked: false }

  it('refuses a record with itself, one that is merged already, and two counties', () => {
    expect(refusal(() => checkMerge(record(), record(), undecided))).toContain('同一份')
    const merged = record({ id: 'b', mergedInto: 'a' })
    expect(refusal(() => checkMerge(record(), merged, undecided))).toContain('已经合并过')
    const gone = record({ id: 'b', mergedInto: 'c' })
    expect(refusal(() => checkMerge(record(), gone, undecided))).toContain('已并入')
    const other = record({ id: 'b', countyCode: '222401', regionCode: '222401001001' })
    expect(whyNeverMerged(record(), other)?.details).toEqual({ dispute: true })
  })

  it('asks to look at the papers when two numbers name two birth dates', () => {
    const other = record({ id: 'b', citizenNumber: '229901195503050021', bornOn: '1955-03-05' })
    expect(refusal(() => checkMerge(record(), other, undecided))).toContain('已核对证件')
    expect(refusal(() => checkMerge(record(), other, { numbersChecked: true }))).toBe('')
    const typo = record({ id: 'b', citizenNumber: '229901194403050022' })
    expect(refusal(() => checkMerge(record(), typo, undecided))).toBe('')
  })

  it('wants a death on one of two decided, and keeps the record that tells the truth', () => {
    const living = record()
    const dead = record({ id: 'b', endedOn: '2026-06-01', endingKind: 'died' })
    const ask = (one: MergeRecord, other: MergeRecord, death?: 'stands' | 'mistaken') =>
      refusal(() => checkMerge(one, other, { numbersChecked: false, death }))
    expect(ask(living, dead)).toContain('核实本人是否在世')
    expect(ask(living, dead, 'mistaken')).toBe('')
    expect(ask(living, dead, 'stands')).toContain('保留登记了去世的那份')
    expect(ask(dead, living, 'stands')).toBe('')
    expect(ask(dead, living, 'mistaken')).toContain('保留在册的那份')
  })

  it('does not let a record that has left stand for one in the ledger', () => {
    const left = record({ id: 'b', endedOn: '2026-06-01', endingKind: 'movedOut' })
    expect(refusal(() => checkMerge(left, record(), undecided))).toContain('保留在册')
    expect(refusal(() => checkMerge(record(), left, undecided))).toBe('')
  })

  it('proposes the one with a number, then the one that was visited more, then the older', () => {
    const bare = { ...record({ id: 'b', numberKind: 'none', citizenNumber: null }), visits: 9 }
    expect(proposedSurvivor({ ...record(), visits: 0 }, bare)).toBe('a')
    expect(proposedSurvivor({ ...record(), visits: 1 }, { ...record({ id: 'b' }), visits: 2 })).toBe('b')
    const older = { ...record({ id: 'b', registeredOn: '2020-01-01' }), visits: 1 }
    expect(proposedSurvivor({ ...record(), visits: 1 }, older)).toBe('b')
  })
})

describe('a forest of merges', () => {
  it('follows a chain to the record that stands in the end', () => {
    const merges = [
      { survivorId: 'a', mergedId: 'b' },
      { survivorId: 'c', mergedId: 'a' },
    ]
    const persons = personsOf(merges, ['d'])
    expect(persons.get('b')).toEqual({ mergedInto: 'c', mergedIds: [] })
    expect(persons.get('a')).toEqual({ mergedInto: 'c', mergedIds: [] })
    expect(persons.get('c')).toEqual({ mergedInto: null, mergedIds: ['a', 'b'] })
    expect(persons.get('d')).toEqual({ mergedInto: null, mergedIds: [] })
    expect(personsOf(merges.slice(1), ['b']).get('b')).toEqual({ mergedInto: null, mergedIds: [] })
  })
})

const columns = Object.values(columnsOf).flat()

/** A small ledger that merges and undoes as the server does, in memory. */
function ledgerOf(records: Map<string, StoredRecord>) {
  const rows = new Map(records)
  let standing: Merge[] = []
  const person = (id: string) => personsOf(standing, [...rows.keys()]).get(id)
  return {
    rows,
    merge(id: string, survivorId: string, mergedId: string, sides: Record<string, MergeSide>) {
      if (survivorId === mergedId || person(survivorId)?.mergedInto || person(mergedId)?.mergedInto)
        return null
      const survivor = rows.get(survivorId) as StoredRecord
      const fields = writtenFields(survivor, rows.get(mergedId) as StoredRecord, sides as never, {})
      standing.push({ id, survivorId, mergedId, fields })
      const values = Object.assign({}, ...Object.values(fields).map(({ after }) => after))
      rows.set(survivorId, { ...survivor, ...values })
      return id
    },
    undo(id: string) {
      const merge = standing.find(one => one.id === id) as Merge
      const undoing = undoFields(standing, merge, rows)
      for (const [elderId, values] of undoing.values) rows.set(elderId, { ...rows.get(elderId), ...values })
      standing = standing
        .filter(one => one.id !== id)
        .map(one => ({ ...one, fields: undoing.rewritten.get(one.id) ?? one.fields }))
      return undoing
    },
    edit(id: string, values: StoredRecord) {
      rows.set(id, { ...rows.get(id), ...values })
    },
    persons: () => personsOf(standing, [...rows.keys()]),
    standing: () => standing,
  }
}

const ids = ['a', 'b', 'c', 'd', 'e']
const someRecord = fc.record(
  Object.fromEntries(columns.map(column => [column, fc.constantFrom(null, 'x', 'y', 'z')])),
)
const someRecords = fc
  .tuple(...ids.map(() => someRecord))
  .map(records => new Map(ids.map((id, index) => [id, records[index] as StoredRecord])))
const someSides = fc.record(
  Object.fromEntries(
    mergeFields.keys.map(field => [field, fc.constantFrom<MergeSide>('survivor', 'absorbed')]),
  ),
)
const someMerge = fc.record({
  survivorId: fc.constantFrom(...ids),
  mergedId: fc.constantFrom(...ids),
  sides: someSides,
})

describe('merge followed by undo', () => {
  it('is the identity over any chains, undone in any order', () => {
    fc.assert(
      fc.property(
        someRecords,
        fc.array(someMerge, { minLength: 1, maxLength: 6 }),
        fc.infiniteStream(fc.nat()),
        (records, wanted, chance) => {
          const ledger = ledgerOf(records)
          const before = ledger.persons()
          for (const [index, { survivorId, mergedId, sides }] of wanted.entries())
            ledger.merge(`m${index}`, survivorId, mergedId, sides)
          while (ledger.standing().length > 0) {
            const standing = ledger.standing()
            const chosen = standing[(chance.next().value ?? 0) % standing.length] as Merge
            expect(ledger.undo(chosen.id).kept).toEqual([])
          }
          expect(ledger.rows).toEqual(records)
          expect(ledger.persons()).toEqual(before)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('loses no record of any person at any step', () => {
    fc.assert(
      fc.property(someRecords, fc.array(someMerge, { maxLength: 8 }), (records, wanted) => {
        const ledger = ledgerOf(records)
        wanted.forEach(({ survivorId, mergedId, sides }, index) => {
          ledger.merge(`m${index}`, survivorId, mergedId, sides)
          const persons = [...ledger.persons()]
          const held = persons.flatMap(([id, { mergedInto, mergedIds }]) =>
            mergedInto === null ? [id, ...mergedIds] : [],
          )
          // Each record is reached from exactly one that stands: no visit, case or number falls between.
          expect(held.sort()).toEqual(ids)
        })
      }),
      { numRuns: 100 },
    )
  })

  it('keeps what somebody changed since, and names it', () => {
    const ledger = ledgerOf(
      new Map([
        ['a', { phoneSealed: 'old', phoneTail: '1', note: null }],
        ['b', { phoneSealed: 'new', phoneTail: '2', note: '女儿在韩国' }],
      ]),
    )
    const sides = Object.fromEntries(mergeFields.keys.map(field => [field, 'absorbed' as const]))
    ledger.merge('m', 'a', 'b', sides)
    ledger.edit('a', { phoneSealed: 'typed', phoneTail: '3' })
    const undoing = ledger.undo('m')
    expect(undoing.kept).toEqual(['phone'])
    expect(undoing.restored).toEqual(['note'])
    expect(storedIn(ledger.rows.get('a') ?? {}, 'phone')).toEqual({ phoneSealed: 'typed', phoneTail: '3' })
    expect(undoSentence(undoing)).toBe(
      '已拆开，两份档案各自恢复，“备注”已恢复成合并前的内容。“电话”在合并后改过，保留现在的内容，请核对。',
    )
  })

  it('takes back from the person above what was never hers', () => {
    const ledger = ledgerOf(
      new Map([
        ['a', { phoneSealed: 'a', phoneTail: 'a' }],
        ['b', { phoneSealed: 'b', phoneTail: 'b' }],
        ['c', { phoneSealed: 'c', phoneTail: 'c' }],
      ]),
    )
    const sides = Object.fromEntries(mergeFields.keys.map(field => [field, 'absorbed' as const]))
    ledger.merge('inner', 'a', 'b', sides)
    ledger.merge('outer', 'c', 'a', sides)
    ledger.undo('inner')
    expect(ledger.rows.get('c')).toMatchObject({ phoneSealed: 'a' })
    ledger.undo('outer')
    expect(ledger.rows.get('c')).toMatchObject({ phoneSealed: 'c' })
  })
})
