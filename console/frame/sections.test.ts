// Which section lights up, and that the sections of a post are those it has a right to.
import { expect, test } from 'vitest'
import { rightsOf } from '../../domain/accounts/roles.ts'
import { paths } from '../paths.ts'
import { sectionOf, sections } from './sections.ts'

test('a record lights up the section it belongs to', () => {
  expect(sectionOf(paths.elder({ countyCode: '222402', id: 'x' }).split('?')[0] ?? '')).toBe('elders')
  expect(sectionOf('/console/unvisited')).toBe('board')
  expect(sectionOf('/console/me')).toBeNull()
})

test('a county officer sees every section of a desk, a prefecture officer those that watch and decide', () => {
  const seenBy = (role: Parameters<typeof rightsOf>[0]) =>
    sections.filter(section => rightsOf(role).includes(section.right)).map(section => section.key)
  expect(seenBy('countyOfficer')).toEqual([
    'board',
    'cases',
    'silence',
    'surges',
    'coverage',
    'siting',
    'due',
    'visitors',
    'truth',
    'duty-sheets',
    'carried',
    'homeDevices',
    'elders',
    'changes',
    'events',
    'benefits',
    'duplicates',
    'disputes',
    'assessments',
    'quality',
    'imports',
    'needs',
    'orders',
    'stays',
    'stations',
    'asset-contracts',
    'network',
    'canteens',
    'food-safety',
    'adaptations',
    'home-beds',
    'complaints',
    'catalogue',
    'providers',
    'funds',
    'budget',
    'meal-books',
    'meal-rules',
    'care-accounts',
    'claims',
    'contracts',
    'family-payments',
    'ledger',
    'notices',
    'accounts',
    'devices',
    'settings',
  ])
  expect(seenBy('prefectureOfficer')).toEqual([
    'board',
    'cases',
    'silence',
    'surges',
    'coverage',
    'siting',
    'due',
    'truth',
    'homeDevices',
    'elders',
    'events',
    'benefits',
    'disputes',
    'assessments',
    'quality',
    'needs',
    'orders',
    'stays',
    'stations',
    'network',
    'canteens',
    'food-safety',
    'adaptations',
    'home-beds',
    'complaints',
    'catalogue',
    'providers',
    'funds',
    'budget',
    'meal-books',
    'meal-rules',
    'ledger',
    'notices',
    'settings',
  ])
})

test('an assessor sees the names, what waits and the rules', () => {
  const seen = sections.filter(section => rightsOf('assessor').includes(section.right))
  expect(seen.map(section => section.key)).toEqual(['elders', 'assessments', 'settings'])
})
