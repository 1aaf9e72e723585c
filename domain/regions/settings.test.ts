// Which rule value holds where and when, and which changes are refused.
import { describe, expect, it } from 'vitest'
import { checkSettingChange, periodsAfter } from './setting-change.ts'
import { type SettingRow, settingInForce, settingRowInForce } from './settings.ts'

const province = '220000000000'
const county = '222402000000'
const path = [province, '222400000000', county]
const row = (
  regionCode: string,
  value: unknown,
  validFrom: string,
  validTo: string | null = null,
  key = 'visit.daysRed',
): SettingRow => ({ key, regionCode, value, validFrom, validTo })

describe('the value in force', () => {
  it('is the default where nobody has said anything', () => {
    expect(settingInForce('visit.daysRed', [], path, '2026-11-23')).toBe(7)
    expect(settingRowInForce('visit.daysRed', [], path, '2026-11-23')).toBeNull()
  })

  it('is the stricter of province and county, whoever said it', () => {
    const rows = [row(province, 5, '2026-01-01'), row(county, 6, '2026-01-01')]
    expect(settingInForce('visit.daysRed', rows, path, '2026-11-23')).toBe(5)
    expect(settingRowInForce('visit.daysRed', rows, path, '2026-11-23')?.regionCode).toBe(province)
  })

  it('is the nearest where no value is the stricter one', () => {
    const key = 'visit.notAskedLimit'
    expect(
      settingInForce(
        'visit.remoteCounts',
        [
          row(province, true, '2026-01-01', null, 'visit.remoteCounts'),
          row(county, false, '2026-01-01', null, 'visit.remoteCounts'),
        ],
        path,
        '2026-11-23',
      ),
    ).toBe(false)
    expect(settingInForce(key, [row(county, 3, '2026-01-01', null, key)], path, '2026-11-23')).toBe(3)
  })

  it('ends on its last day and does not hold in a sibling county', () => {
    const rows = [row(county, 5, '2026-01-01', '2026-06-30')]
    expect(settingInForce('visit.daysRed', rows, path, '2026-06-30')).toBe(5)
    expect(settingInForce('visit.daysRed', rows, path, '2026-07-01')).toBe(7)
    expect(
      settingInForce('visit.daysRed', rows, [province, '222400000000', '222401000000'], '2026-06-30'),
    ).toBe(7)
  })
})

describe('changing a value', () => {
  const change = { key: 'visit.daysRed', regionCode: county, validFrom: '2026-12-01', value: 5 } as const

  it('is allowed from today on and inside the range', () => {
    expect(() => checkSettingChange(change, [], path, '2026-11-23')).not.toThrow()
    expect(() => checkSettingChange({ ...change, value: 32 }, [], path, '2026-11-23')).toThrow(/不在允许范围/)
    expect(() => checkSettingChange({ ...change, value: true }, [], path, '2026-11-23')).toThrow(
      /不在允许范围/,
    )
  })

  it('is refused for days gone by', () => {
    expect(() => checkSettingChange(change, [], path, '2026-12-02')).toThrow(/今天或以后/)
  })

  it('is refused where it would loosen a duty from above, and names that duty', () => {
    const rows = [row(province, 4, '2026-01-01')]
    expect(() => checkSettingChange(change, rows, path, '2026-11-23')).toThrow(/上级已规定.*4 天/)
    expect(() => checkSettingChange({ ...change, value: 3 }, rows, path, '2026-11-23')).not.toThrow()
  })

  it('ends the open period the day before and stops where a later one starts', () => {
    expect(periodsAfter(change, [row(county, 6, '2026-01-01')])).toEqual({
      endEarlier: { validFrom: '2026-01-01', validTo: '2026-11-30' },
      validTo: null,
    })
    expect(periodsAfter(change, [row(county, 6, '2027-01-01'), row(province, 6, '2026-01-01')])).toEqual({
      endEarlier: null,
      validTo: '2026-12-31',
    })
  })
})
