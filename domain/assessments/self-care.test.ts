// The six items of 特困, their bounds, the clock of a reported change, and that nothing turns one scale into the other.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { abilityLevels } from './ability.ts'
import { reassessBy, selfCareItems, selfCareLevelOf, selfCareLevels } from './self-care.ts'

describe('self-care', () => {
  it.each([
    [0, 'selfCareFull'],
    [1, 'selfCarePartial'],
    [3, 'selfCarePartial'],
    [4, 'selfCareNone'],
    [6, 'selfCareNone'],
  ] as const)('with %i of six not met is %s', (count, level) => {
    expect(selfCareLevelOf(selfCareItems.keys.slice(0, count))).toBe(level)
  })

  it('counts an item once, however often it is named', () => {
    expect(selfCareLevelOf(['eatsAlone', 'eatsAlone', 'eatsAlone', 'eatsAlone'])).toBe('selfCarePartial')
  })

  test('never gets better when one more is not met', () => {
    const items = fc.uniqueArray(fc.constantFrom(...selfCareItems.keys))
    fc.assert(
      fc.property(items, fc.constantFrom(...selfCareItems.keys), (notMet, more) => {
        const rank = (of: readonly (typeof more)[]) => selfCareLevels.keys.indexOf(selfCareLevelOf(of))
        expect(rank([...notMet, more])).toBeGreaterThanOrEqual(rank(notMet))
      }),
    )
  })
})

describe('a reported change', () => {
  const calendar = {
    years: new Set([2026]),
    special: new Map([
      ['2026-10-01', 'holiday' as const],
      ['2026-10-10', 'workday' as const],
    ]),
  }
  it('is assessed within ten working days, holidays left out and make-up days counted', () => {
    expect(reassessBy(calendar, '2026-11-20', 10).day).toBe('2026-12-04')
    expect(reassessBy(calendar, '2026-09-30', 10).day).toBe('2026-10-14')
  })
})

describe('the two scales', () => {
  it('share no level, and no module of this folder offers a way between them', async () => {
    const levels = [abilityLevels.keys, selfCareLevels.keys].flat()
    expect(new Set(levels).size).toBe(levels.length)
    const files = readdirSync(import.meta.dirname).filter(
      file => /^[\w-]+\.ts$/.test(file) && !/test/.test(file),
    )
    const named = await Promise.all(
      files.map(async file => Object.keys(await import(pathToFileURL(join(import.meta.dirname, file)).href))),
    )
    expect(
      named
        .flat()
        .filter(name => /convert|(ability|level).*(to|from)SelfCare|selfCare.*(to|from)Ability/i.test(name)),
    ).toEqual([])
  })
})
