// What written relations mean, and what cannot be true of one person at once.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkKin, kinDifferences, kinshipBack, kinshipOf, relationPatterns } from './kin.ts'

describe('a written relation', () => {
  it.each([
    ['儿子', 'son'],
    ['大儿子', 'son'],
    ['长子', 'son'],
    ['子', 'son'],
    ['女儿', 'daughter'],
    ['二姑娘', 'daughter'],
    ['老闺女', 'daughter'],
    ['子女', 'child'],
    ['儿媳', 'daughterInLaw'],
    ['女婿', 'sonInLaw'],
    ['大姑爷', 'sonInLaw'],
    ['孙女', 'grandchild'],
    ['外孙', 'grandchild'],
    ['外甥女', 'otherKin'],
    ['侄子', 'otherKin'],
    ['姑姑', 'otherKin'],
    ['老伴', 'spouse'],
    ['母亲', 'parent'],
    ['弟弟', 'sibling'],
    ['邻居', 'neighbour'],
    ['村书记', 'villageCadre'],
    ['未说明', 'otherPerson'],
  ])('“%s” is %s', (relation, kinship) => {
    expect(kinshipOf(relation)).toBe(kinship)
  })

  it('means the same in the migration that read the old contacts', () => {
    const folder = join(import.meta.dirname, '../../server/migrations')
    const migration = readFileSync(join(folder, '202611261150_homes.sql'), 'utf8')
    const there = [...migration.matchAll(/when relation ~ '(.+)' then '(\w+)'/g)].map(([, one, two]) => [
      one,
      two,
    ])
    expect(there).toEqual(relationPatterns.map(([pattern, kinship]) => [pattern.source, kinship]))
  })
})

describe('a person of the family', () => {
  const kin = {
    kinship: 'daughter',
    whereabouts: 'abroad',
    country: 'kr',
    leftOn: '2019-03-01',
    lastContactOn: null,
    hasKey: false,
    isSupporter: true,
  } as const
  const today = '2026-11-26'

  it('may be a daughter in Korea who supports her mother', () => {
    expect(() => checkKin(kin, today)).not.toThrow()
  })

  it.each([
    ['a neighbour who supports by law', { kinship: 'neighbour' }],
    ['a key kept in Korea', { hasKey: true }],
    ['a country for one who lives next door', { whereabouts: 'sameVillage', leftOn: null }],
    ['leaving home and living at home', { whereabouts: 'sameHousehold', country: null }],
    ['leaving tomorrow', { leftOn: '2026-11-27' }],
    ['a call tomorrow', { lastContactOn: '2026-11-27' }],
  ] as const)('may not be %s', (_what, more) => {
    expect(() => checkKin({ ...kin, ...more }, today)).toThrow(/。$/)
  })

  it('is called back by the other record in its own words', () => {
    expect(kinshipBack('spouse', 'male')).toBe('spouse')
    expect(kinshipBack('son', 'female')).toBe('parent')
    expect(kinshipBack('parent', 'female')).toBe('daughter')
    expect(kinshipBack('villageCadre', 'male')).toBeNull()
  })

  it('leaves in the history only what changed, and of a telephone its last digits', () => {
    expect(
      kinDifferences(
        { name: '甲', phoneTail: '1111', hasKey: false },
        { name: '甲', phoneTail: '2222', hasKey: true },
      ),
    ).toEqual([
      { field: 'phone', before: '…1111', after: '…2222' },
      { field: 'hasKey', before: null, after: '是' },
    ])
  })
})
