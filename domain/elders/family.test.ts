// Alone, an empty nest, left behind: what the family says, with the sentence that proves it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  childrenAway,
  type FamilyFacts,
  type KinFact,
  monthsBefore,
  placeWords,
  readFamily,
} from './family.ts'

const today = '2026-11-26'
const kin = (more: Partial<KinFact>): KinFact => ({
  name: '李英兰',
  relation: '女儿',
  kinship: 'daughter',
  whereabouts: 'abroad',
  country: 'kr',
  livesIn: '首尔',
  leftOn: '2019-03-01',
  endedOn: null,
  ...more,
})
const son = (more: Partial<KinFact>) =>
  kin({
    name: '李明',
    relation: '儿子',
    kinship: 'son',
    whereabouts: 'elsewhere',
    country: null,
    livesIn: '青岛市',
    ...more,
  })

describe('being left behind', () => {
  const read = (list: KinFact[], day = today) => childrenAway(list, day, 6)

  it('begins when the last child has left, and is proved child by child', () => {
    expect(read([kin({}), son({ leftOn: '2026-03-01' })])).toEqual({
      finding: {
        group: 'leftBehind',
        since: '2026-03-01',
        evidence: '2名子女都在外满6个月：女儿李英兰2019年3月起在韩国首尔，儿子李明2026年3月起在青岛市。',
      },
      unclear: [],
    })
  })

  it('needs every child away for six months', () => {
    expect(read([kin({}), son({ whereabouts: 'sameCounty', leftOn: null })]).finding).toBeNull()
    expect(read([son({ leftOn: '2026-05-26' })]).finding).not.toBeNull()
    expect(read([son({ leftOn: '2026-05-27' })]).finding).toBeNull()
  })

  it('waits where nobody knows a child’s place or time, and says whose', () => {
    expect(read([kin({}), son({ whereabouts: null })])).toEqual({ finding: null, unclear: ['李明'] })
    expect(read([kin({ leftOn: null })])).toEqual({ finding: null, unclear: ['李英兰'] })
    expect(read([kin({ leftOn: null }), son({ whereabouts: 'sameVillage', leftOn: null })]).unclear).toEqual(
      [],
    )
  })

  it('counts neither the dead nor those who are no children', () => {
    expect(read([kin({}), son({ whereabouts: 'sameVillage', endedOn: '2020-01-01' })]).finding).not.toBeNull()
    expect(read([kin({ kinship: 'sibling' })]).finding).toBeNull()
    expect(read([])).toEqual({ finding: null, unclear: [] })
  })

  it('never begins before the last child left, however many there are', () => {
    const day = fc.integer({ min: 0, max: 4000 }).map(days => monthsBefore(today, Math.floor(days / 30)))
    fc.assert(
      fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), days => {
        const { finding } = read(days.map(leftOn => son({ leftOn })))
        const last = days.toSorted().at(-1) as string
        return last <= monthsBefore(today, 6) ? finding?.since === last : finding === null
      }),
    )
  })
})

describe('who is at home', () => {
  const groups = (facts: Partial<FamilyFacts>) =>
    readFamily({ isRural: true, kin: [], eldersAtHome: [], ...facts }, today, { awayMonths: 6 }).findings.map(
      one => one.group,
    )
  const wife = { name: '金顺', isSpouse: true, isChild: false }
  const atHome = { whereabouts: 'sameHousehold', leftOn: null, country: null, livesIn: null } as const

  it('says 留守 in the countryside only', () => {
    expect(groups({ kin: [kin({})] })).toContain('leftBehind')
    expect(groups({ kin: [kin({})], isRural: false })).toEqual(['livesAlone', 'emptyNest'])
  })

  it('alone: living alone and an empty nest', () => {
    expect(groups({})).toEqual(['livesAlone', 'emptyNest'])
  })

  it('with the spouse only: an empty nest, whether the ledger has the spouse, kin, or both', () => {
    expect(groups({ eldersAtHome: [wife] })).toEqual(['emptyNest'])
    const asKin = kin({ name: '金顺', relation: '配偶', kinship: 'spouse', ...atHome })
    expect(groups({ kin: [asKin] })).toEqual(['emptyNest'])
    expect(groups({ kin: [asKin], eldersAtHome: [wife] })).toEqual(['emptyNest'])
  })

  it('with a child, a grandchild or somebody unrelated: neither', () => {
    expect(groups({ kin: [son(atHome)] })).toEqual([])
    expect(groups({ eldersAtHome: [wife], kin: [kin({ kinship: 'grandchild', ...atHome })] })).toEqual([])
    expect(groups({ eldersAtHome: [{ name: '老友', isSpouse: false, isChild: false }] })).toEqual([])
  })
})

it('names a place without saying the country twice', () => {
  expect(placeWords({ whereabouts: 'abroad', country: 'kr', livesIn: '韩国首尔' })).toBe('韩国首尔')
  expect(placeWords({ whereabouts: 'abroad', country: 'jp', livesIn: null })).toBe('日本')
  expect(placeWords({ whereabouts: 'abroad', country: 'otherCountry', livesIn: '悉尼' })).toBe('悉尼')
  expect(placeWords({ whereabouts: 'sameVillage', country: null, livesIn: null })).toBe('本村')
})

it('goes back whole months, to a day that exists', () => {
  expect(monthsBefore('2026-08-31', 6)).toBe('2026-02-28')
  expect(monthsBefore('2026-05-15', 6)).toBe('2025-11-15')
})
