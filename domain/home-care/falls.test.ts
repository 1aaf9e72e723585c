// What tells of a fall, and how many falls two years had.
import { describe, expect, it } from 'vitest'
import { fallsIn, fallYears, tellsOfFall } from './falls.ts'
import type { FallRecord } from './project.ts'

const record = (on: string): FallRecord => ({
  ...{
    on,
    source: 'aidCase',
    words: '摔倒',
    countyCode: '222402',
    id: '0197a000-0000-7000-8000-000000000001',
  },
})

describe('a fall', () => {
  it('is told from the danger of one', () => {
    expect(
      ['在院子里摔倒', '夜里起来摔断了腿', '跌倒后起不来', '门前滑倒', '股骨颈骨折住院'].map(tellsOfFall),
    ).toEqual(Array(5).fill(true))
    expect(['跌倒隐患', '有跌倒的危险', '跌倒风险高', '煤炉取暖'].map(tellsOfFall)).toEqual(
      Array(4).fill(false),
    )
  })

  it('written in several places within a week is one fall', () => {
    const year = [record('2025-03-01'), record('2025-03-03'), record('2025-03-09'), record('2025-03-20')]
    expect(fallsIn(year, '2025-01-01', '2026-01-01')).toBe(2)
  })

  it('is counted in its own year, the day the works began not being before', () => {
    const years = fallYears('2025-06-01', '2025-06-10', 12)
    expect(years).toEqual({
      ...{
        beforeFrom: '2024-06-01',
        beforeUntil: '2025-06-01',
        afterFrom: '2025-06-10',
        afterUntil: '2026-06-10',
      },
    })
    const all = [record('2024-07-01'), record('2025-06-01'), record('2025-12-01'), record('2026-06-10')]
    expect(fallsIn(all, years.beforeFrom, years.beforeUntil)).toBe(1)
    expect(fallsIn(all, years.afterFrom, years.afterUntil)).toBe(1)
  })
})
