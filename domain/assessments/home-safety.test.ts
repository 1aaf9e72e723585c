// The 30 items of home adaptation, and what a walk through a home proposes.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { abilityItems, scoresFrom } from './ability-items.ts'
import { adaptationItems, adaptationKinds, homeParts } from './adaptation.ts'
import { hazardsOfPart, homeHazards, proposeAdaptations } from './home-safety.ts'

const well = scoresFrom(abilityItems.map(item => item.maximum).join(''))

describe('the list of 30', () => {
  it('has 7 basic and 23 optional items, numbered from 1', () => {
    expect(adaptationItems.map(item => item.number)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1))
    const count = (kind: string) => adaptationItems.filter(item => item.kind === kind).length
    expect(adaptationKinds.keys.map(count)).toEqual([7, 23])
    expect(adaptationItems.filter(item => item.kind === 'basicItem').map(item => item.number)).toEqual([
      1, 2, 11, 13, 17, 24, 29,
    ])
  })

  it('stands in the order of its seven parts', () => {
    const parts = adaptationItems.map(item => homeParts.keys.indexOf(item.part))
    expect(parts).toEqual(parts.toSorted((one, other) => one - other))
    expect(new Set(parts).size).toBe(7)
  })

  it('never gives two items of one part the same name', () => {
    expect(new Set(adaptationItems.map(item => item.part + item.name)).size).toBe(30)
  })
})

describe('a check of the home', () => {
  it('asks each question in one room', () => {
    const asked = homeParts.keys.flatMap(hazardsOfPart)
    expect(asked.toSorted()).toEqual(homeHazards.keys.toSorted())
  })

  it('proposes nothing for a sound home and an able elder', () => {
    expect(proposeAdaptations([], well)).toEqual([])
    expect(proposeAdaptations([], null)).toEqual([])
  })

  it('proposes the item that removes a hazard, with the hazard as its reason', () => {
    expect(proposeAdaptations(['slipperyFloor', 'squatToilet'], null)).toEqual([
      { item: 1, reason: '地面滑，或没有防滑垫' },
      { item: 14, reason: '是蹲便或旱厕，蹲不下、站不起' },
    ])
  })

  it('looks at what the elder can do as well, and names item and points', () => {
    expect(proposeAdaptations([], { ...well, 'B2.3': 3, 'B4.2': 1 })).toEqual([
      { item: 24, reason: '走路有摔倒的危险（平地行走 3 分）' },
      { item: 27, reason: '听不太清（听力 1 分）' },
    ])
  })

  it('joins the reasons of one item', () => {
    const [rail] = proposeAdaptations(['noToiletRail'], { ...well, 'B1.8': 2 })
    expect(rail).toEqual({ item: 13, reason: '厕所、洗澡处没有扶手；上厕所要人提醒或帮忙（如厕 2 分）' })
  })

  it('offers a wheelchair and no cane to someone who cannot walk', () => {
    const items = proposeAdaptations([], { ...well, 'B2.3': 0 }).map(one => one.item)
    expect(items).toContain(25)
    expect(items).not.toContain(24)
  })

  test('proposes each item once, in the order of the list, and more hazards never fewer', () => {
    const hazards = fc.uniqueArray(fc.constantFrom(...homeHazards.keys))
    const scores = fc
      .tuple(...abilityItems.map(item => fc.integer({ min: 0, max: item.maximum })))
      .map(numbers => scoresFrom(numbers.join('')))
    fc.assert(
      fc.property(hazards, fc.constantFrom(...homeHazards.keys), fc.option(scores), (seen, more, known) => {
        const items = proposeAdaptations(seen, known).map(one => one.item)
        expect(items).toEqual([...new Set(items)].toSorted((one, other) => one - other))
        const withMore = proposeAdaptations([...seen, more], known).map(one => one.item)
        expect(items.every(item => withMore.includes(item))).toBe(true)
      }),
    )
  })

  test('can reach every item of the list', () => {
    const worst = scoresFrom('0'.repeat(26))
    const unsteady = { ...worst, 'B2.3': 3 }
    const reached = [worst, unsteady].flatMap(scores =>
      proposeAdaptations(homeHazards.keys, scores).map(one => one.item),
    )
    expect([...new Set(reached)].toSorted((one, other) => one - other)).toEqual(
      adaptationItems.map(item => item.number),
    )
  })
})
