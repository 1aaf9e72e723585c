// The rules of places: ten beds are a care home, a quiet courtyard sleeps, a state follows a state, a sheet says what it says.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placeFinder } from '../elders/import/villages.ts'
import { facilityStates } from './facility.ts'
import { filingAdvice, openSteps } from './filing.ts'
import { findHeader, proposeColumns } from './import/columns.ts'
import { decideRows, type HeldPlace, newFields } from './import/decide.ts'
import { readKind, understandRow } from './import/understand.ts'
import {
  changesBetween,
  checkPlace,
  checkStateChange,
  checkWithdrawal,
  isSame,
  statesAfter,
} from './rules.ts'
import { flagsOf, lightOfSite, type SiteFacts } from './standing.ts'

const today = '2026-11-23'
const settings = {
  ...{ filingBeds: 10, filingWarningBeds: 8, quietAmberDays: 45, quietRedDays: 120 },
  ...{ paperWarningDays: 60, winterFrom: 11, winterTo: 3 },
}
const facts = (more: Partial<SiteFacts> = {}): SiteFacts => ({
  ...{ kind: 'elderCourtyard', state: 'running', stateSince: '2020-05-01', beds: 0, fullDayLodging: false },
  ...{ winter: 'asUsual', lastActiveOn: '2026-11-20', hasManager: true, isFiled: false, papersUntil: null },
  ...{ bathSets: 0, bathSetsInUse: 0, isAsked: false },
  ...more,
})
const flags = (more: Partial<SiteFacts>, on = today) => flagsOf(facts(more), on, settings)

describe('beds with full-day care', () => {
  it('are told of from eight, and make a care home from ten (民政部令第66号)', () => {
    const of = (beds: number) => flags({ beds, fullDayLodging: true })
    expect(of(7)).toEqual([])
    expect(of(8)).toEqual(['nearsFiling'])
    expect(of(9)).toEqual(['nearsFiling'])
    expect(of(10)).toEqual(['mustFile'])
    expect(flags({ beds: 30, fullDayLodging: true, isFiled: true })).toEqual([])
    expect(flags({ beds: 30 })).toEqual([])
  })

  it('lead to help and never to a threat: step by step, or small by agreement', () => {
    const advice = (beds: number, done: Parameters<typeof filingAdvice>[0]['done'] = [], isFiled = false) =>
      filingAdvice({ beds, fullDayLodging: true, isFiled, done, filingBeds: 10, filingWarningBeds: 8 })
    expect(advice(7)).toBeNull()
    expect(advice(8)).toMatchObject({ says: '8 张床，再添 2 张就须登记备案。现在办最从容。' })
    expect(advice(12)?.says).toContain('请帮助办理，不要一关了之')
    expect(advice(12, ['toldTheLaw', 'houseChecked'])?.next?.step).toBe('fireChecked')
    expect(advice(9, ['keptSmall'])).toEqual({ says: '9 张床，商定不超过 9 张，不必备案。', next: null })
    // A station that has grown over the line is asked again, whatever was agreed.
    expect(advice(11, ['keptSmall'])?.next?.step).toBe('toldTheLaw')
    expect(advice(12, [], true)).toEqual({ says: '12 张床，已备案为养老机构。', next: null })
    const open = (beds: number) =>
      openSteps({
        beds,
        fullDayLodging: true,
        isFiled: false,
        done: ['toldTheLaw'],
        filingBeds: 10,
        filingWarningBeds: 8,
      })
    expect(open(9)).toContain('keptSmall')
    expect(open(10)).not.toContain('keptSmall')
    expect(open(10)).not.toContain('toldTheLaw')
  })
})

describe('a place where nothing happens', () => {
  it('turns amber, then red, counted from the last day or from its opening', () => {
    expect(flags({ lastActiveOn: '2026-10-10' })).toEqual([])
    expect(flags({ lastActiveOn: '2026-10-09' })).toEqual(['quietAmber'])
    expect(flags({ lastActiveOn: '2026-07-26' })).toEqual(['quietRed'])
    expect(flags({ lastActiveOn: null })).toEqual(['quietRed'])
    expect(flags({ lastActiveOn: null, stateSince: '2026-11-01' })).toEqual([])
  })

  it('that rests in winter is asked from spring on, counted from the end of winter', () => {
    const rests = { winter: 'restsInWinter' as const, lastActiveOn: '2025-10-20' }
    expect(flags(rests, '2026-01-15')).toEqual([])
    expect(flags(rests, '2026-04-20')).toEqual([])
    expect(flags(rests, '2026-05-20')).toEqual(['quietAmber'])
    expect(flags(rests, '2026-08-20')).toEqual(['quietRed'])
  })

  it('is not asked while it is on pause, planned or given up', () => {
    for (const state of facilityStates.keys.filter(key => key !== 'running'))
      expect(flags({ state, lastActiveOn: '2024-01-01' })).toEqual([])
  })
})

describe('papers and bath sets', () => {
  it('are told of before they run out and after', () => {
    expect(flags({ papersUntil: '2027-01-23' })).toEqual([])
    expect(flags({ papersUntil: '2027-01-22' })).toEqual(['filingExpiring'])
    expect(flags({ papersUntil: '2026-11-22' })).toEqual(['filingExpired'])
  })

  it('belong into every township centre and station (2019–2021), in use', () => {
    expect(flags({ kind: 'mutualAidStation' })).toEqual(['noBathSet'])
    expect(flags({ kind: 'townshipWelfareCentre', bathSets: 1 })).toEqual(['bathSetIdle'])
    expect(flags({ kind: 'townshipWelfareCentre', bathSets: 2, bathSetsInUse: 1 })).toEqual([])
    expect(flags({ kind: 'elderCourtyard' })).toEqual([])
  })

  it('make the light of a place: the worst that holds', () => {
    expect(lightOfSite('running', [])).toBe('runsWell')
    expect(lightOfSite('running', ['noManager'])).toBe('needsLook')
    expect(lightOfSite('running', ['noManager', 'mustFile'])).toBe('standsStill')
    expect(lightOfSite('onPause', [])).toBe('needsLook')
    expect(lightOfSite('shutDown', [])).toBe('notRunning')
  })
})

describe('a state', () => {
  const now = { state: 'running' as const, stateSince: '2026-01-10' }
  const say = (more: Partial<Parameters<typeof checkStateChange>[1]>) => () =>
    checkStateChange(now, { state: 'onPause', fromOn: today, reason: 'repairs', ...more }, today)

  it('follows another on a day that has come, with a reason where something is taken away', () => {
    expect(say({})).not.toThrow()
    expect(say({ reason: null })).toThrow('要选一个原因')
    expect(say({ fromOn: '2026-11-24' })).toThrow('日期还没到')
    expect(say({ fromOn: '2026-01-09' })).toThrow('早于上一次变化')
    expect(say({ state: 'inPlanning' })).toThrow('不能直接改成')
  })

  it('can always be left again, and never leads to itself', () => {
    for (const state of facilityStates.keys) {
      expect(statesAfter(state).length).toBeGreaterThan(0)
      expect(statesAfter(state)).not.toContain(state)
    }
  })

  it('is taken back within thirty days, but for the first', () => {
    expect(() => checkWithdrawal({ saidOn: '2026-10-24', isFirst: false }, today)).not.toThrow()
    expect(() => checkWithdrawal({ saidOn: '2026-10-23', isFirst: false }, today)).toThrow('30 天以前')
    expect(() => checkWithdrawal({ saidOn: today, isFirst: true }, today)).toThrow('登记时的状态')
  })
})

describe('a place in the tree', () => {
  it('stands where its kind may stand', () => {
    expect(() => checkPlace('elderCourtyard', '222402100201')).not.toThrow()
    expect(() => checkPlace('elderCourtyard', '222402100000')).toThrow('请选到村')
    expect(() => checkPlace('townshipWelfareCentre', '222402000000')).toThrow('请选到下一级')
    expect(() => checkPlace('countyWelfareCentre', '222402000000')).not.toThrow()
    expect(() => checkPlace('careHome', '222400000000')).toThrow('请选到下一级')
  })
})

describe('a correction', () => {
  it('names what differs and nothing else, however lists and records are ordered', () => {
    const before = { beds: 2, services: ['meal', 'bath'], staff: { cooks: 1, nurses: 2 }, note: null }
    expect(
      changesBetween<Record<string, unknown>>(before, {
        ...{ beds: 3, services: ['bath', 'meal'], staff: { nurses: 2, cooks: 1 }, note: undefined },
      }),
    ).toEqual({ beds: { before: 2, after: 3 } })
    fc.assert(fc.property(fc.array(fc.string()), list => isSame(list, list.toReversed())))
  })
})

const regions = [
  { code: '222402000000', name: '图们市', shortName: '图们市' },
  { code: '222402100000', name: '月晴镇', shortName: '月晴镇' },
  { code: '222402100201', name: '水口村民委员会', shortName: '水口村' },
]
const names = {
  findVillage: placeFinder(regions, '222402000000'),
  above: new Map([
    ['222402000000', '图们市'],
    ['222402100000', '月晴镇'],
  ]),
  batchRegion: '222402000000',
}
const cells = (texts: readonly string[]) =>
  texts.map(text => ({ text, kind: text === '' ? ('empty' as const) : ('text' as const) }))

describe('a table of places', () => {
  const sheet = [
    ['图们市养老服务设施表'],
    ['编号', '机构名称', '乡镇', '村', '床位', '全日住宿', '负责人', '负责人电话', '经度', '纬度'],
    ['T1', '水口村养老大院', '月晴镇', '水口村', '4张', '是', '李会长', '139 0000 1111', '129.8', '42.9'],
    ['T2', '月晴镇福利服务中心', '月晴镇', '', '６0', '是', '', '', '42.9', '129.8'],
    ['T3', '图们市社会福利中心', '', '', '120', '', '', '', '', ''],
  ].map(cells)
  const columns = proposeColumns(sheet, findHeader(sheet))
  const mapping = Object.fromEntries(columns.map(one => [one.index, one.field]))
  const read = (row: number) => understandRow(row + 1, sheet[row] ?? [], { mapping, names, today })

  it('is understood below its title, and shows no telephone among its examples', () => {
    expect(findHeader(sheet)).toBe(1)
    expect(columns.map(one => one.field)).toEqual([
      ...['registryNumber', 'name', 'township', 'village', 'beds', 'fullDayLodging', 'managerName'],
      ...['managerPhone', 'lon', 'lat'],
    ])
    expect(columns.find(one => one.field === 'managerPhone')?.examples).toEqual([])
  })

  it('says the place, the kind and the numbers as offices write them', () => {
    expect(read(2)).toMatchObject({
      regionCode: '222402100201',
      given: {
        kind: 'elderCourtyard',
        beds: 4,
        fullDayLodging: true,
        managerPhone: '13900001111',
        lon: 129.8,
      },
      problems: [],
    })
    expect(read(3)).toMatchObject({
      ...{ regionCode: '222402100000', given: { kind: 'townshipWelfareCentre', beds: 60 } },
      problems: [{ code: 'coordinatesOdd', severity: 'suspicious' }],
    })
    expect(read(4)).toMatchObject({ regionCode: '222402000000', given: { kind: 'countyWelfareCentre' } })
  })

  it('knows the kind by what offices call it', () => {
    expect(readKind('敬老院')).toBe('townshipWelfareCentre')
    expect(readKind('农村互助幸福院')).toBe('mutualAidStation')
    expect(readKind('社区日间照料站')).toBe('dayCare')
    expect(readKind('夕阳红老年公寓')).toBe('careHome')
    expect(readKind('超市')).toBeNull()
  })

  it('finds a place again by number or name, and leaves what it does not speak of', () => {
    const held: HeldPlace = {
      ...{ ...newFields({ name: '水口村 养老大院', kind: 'elderCourtyard', beds: 4, fullDayLodging: true }) },
      ...{
        countyCode: '222402',
        id: 'x',
        regionCode: '222402100201',
        version: 3,
        managerPhone: '13900001111',
      },
      ...{ managerName: '李会长', lon: 129.8, lat: 42.9, note: '东屋漏雨', registryNumber: 'T1' },
    }
    const [one] = decideRows([read(2)], [held])
    expect(one).toMatchObject({ outcome: 'changed', changes: [{ field: '名称', after: '水口村养老大院' }] })
    const [same] = decideRows([read(2)], [{ ...held, name: '水口村养老大院' }])
    expect(same).toMatchObject({ outcome: 'unchanged', changes: [] })
    const [moved] = decideRows([read(3)], [{ ...held, registryNumber: 'T2' }])
    expect(moved?.problems.at(-1)?.message).toContain('编号 T2 登记在别处')
    expect(decideRows([read(2), read(2)], []).map(row => row.outcome)).toEqual(['new', 'refused'])
  })
})
