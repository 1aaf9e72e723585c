// Invented assessments keep to the rules that real ones are held to, and to the groups of their elders.
import { describe, expect, it } from 'vitest'
import { levelNumber, levelOf } from '../../domain/assessments/ability.ts'
import { abilityItems, totalOf } from '../../domain/assessments/ability-items.ts'
import { adaptationItems } from '../../domain/assessments/adaptation.ts'
import { abilitiesOf, homeCheckOf, selfCareOf } from './assessments.ts'
import { syntheticProvince } from './synthetic.ts'

const today = '2026-11-26'
const choice = { seed: 'wanqing', size: 'county', referenceDay: today, visitMonths: 0 } as const
const [county] = [...syntheticProvince(choice).counties()]
if (!county) throw new Error('no county')
const abilities = [...abilitiesOf('wanqing', county, today)]
const dependent = new Set(
  county.memberships
    .filter(one => one.group === 'careDependent' && one.validTo === null)
    .map(one => one.elderId),
)

describe('invented assessments of a county', () => {
  it('are a few hundred, and the same again from the same seed', () => {
    expect(abilities.length).toBeGreaterThan(200)
    expect(abilities.length).toBeLessThan(1500)
    expect(JSON.stringify([...abilitiesOf('wanqing', county, today)])).toBe(JSON.stringify(abilities))
  })

  it('have scores within each maximum that sum to the level they claim', () => {
    for (const { first, judged } of abilities) {
      expect(abilityItems.every(({ code, maximum }) => first[code] >= 0 && first[code] <= maximum)).toBe(true)
      expect(judged.total).toBe(totalOf(first))
      expect(judged.initialLevel).toBe(levelOf(judged.total))
    }
  })

  it('find everybody in the group 失能 at level 2 or worse', () => {
    const last = new Map(abilities.map(one => [one.elder.id, one]))
    for (const [elderId, one] of last)
      if (dependent.has(elderId)) expect(levelNumber(one.judged.finalLevel)).toBeGreaterThanOrEqual(2)
    expect([...dependent].filter(id => last.has(id)).length).toBeGreaterThan(20)
  })

  it('leave something to do: second scores, reviews, elders to tell', () => {
    const stages = new Set(abilities.map(one => one.stage))
    for (const stage of ['awaitsSecond', 'differing', 'settled', 'told', 'replaced'])
      expect(stages).toContain(stage)
  })

  it('never lie before the elder was on record or after today', () => {
    for (const { elder, assessedOn } of abilities)
      expect(assessedOn > elder.registeredOn && assessedOn <= today).toBe(true)
  })
})

it('self-care is invented for 特困 alone, homes propose items of the list', () => {
  const tekun = new Set(county.memberships.filter(one => one.group === 'tekun').map(one => one.elderId))
  const rows = [...selfCareOf('wanqing', county, today)]
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.every(row => tekun.has(row.elder.id))).toBe(true)
  const frail = abilities.find(one => one.judged.total < 60)
  const { lines } = homeCheckOf('wanqing', frail as never, today)
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.every(line => line.item >= 1 && line.item <= adaptationItems.length)).toBe(true)
})
