// The plan of 2024: what each street and township owes by which year, and 1,341 sites over the province.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { owedBy, type PlaceKind, placeKindOf, standingOfTarget } from './targets.ts'

const rules = { street2024: 2, township2024: 1, each2025: 3, villageElders: 50 }
const none = { opened2024: 0, opened2025: 0, openedLater: 0 }

describe('what is owed', () => {
  it.each<[number, PlaceKind, number]>([
    [2023, 'street', 0],
    [2024, 'street', 2],
    [2024, 'ruralTownship', 1],
    [2025, 'street', 5],
    [2025, 'ruralTownship', 4],
    [2026, 'ruralTownship', 4],
    [2024, 'otherUnit', 0],
  ])('by the end of %i of a %s is %i', (year, kind, sites) => {
    expect(owedBy(year, kind, rules)).toBe(sites)
  })

  it('is 1,341 sites over the province in 2024: 613 towns and townships, 364 streets', () => {
    const [, ...lines] = readFileSync('data/jilin-divisions.csv', 'utf8').trim().split('\n')
    const kinds = lines
      .map(line => line.split(','))
      .filter(fields => fields[2] === 'township')
      .map(([code = '']) => placeKindOf(code))
    const count = (kind: PlaceKind) => kinds.filter(one => one === kind).length
    expect([count('ruralTownship'), count('street'), count('otherUnit')]).toEqual([613, 364, 98])
    expect(kinds.reduce((sum, kind) => sum + owedBy(2024, kind, rules), 0)).toBe(1341)
  })
})

describe('what is missing', () => {
  it('is made up for by whatever opened later', () => {
    const late = { opened2024: 0, opened2025: 1, openedLater: 3 }
    expect(standingOfTarget(2025, 'ruralTownship', late, rules)).toEqual({
      ...{ owed: 4, missing: 0, state: 'targetMet' },
    })
    expect(standingOfTarget(2025, 'street', late, rules)).toMatchObject({ missing: 1, state: 'targetShort' })
  })

  it('is nothing where nothing was asked', () => {
    expect(standingOfTarget(2026, 'otherUnit', none, rules)).toMatchObject({ state: 'noTarget', missing: 0 })
  })
})
