// Boards over a real database: every number opens a list of that length, nobody sees beyond their area.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Input } from '../../domain/api.ts'
import { elderIndicators } from '../../domain/indicators/indicators.ts'
import { notReachedReasons } from '../../domain/visits/not-met.ts'
import { samplePeople } from '../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { catchUpIndicators, refreshIndicators } from '../indicators/indicators.ts'

let world: TestSystem
let province: Caller
let county: Caller
let villages: string[]
const month = '2026-11'

beforeAll(async () => {
  world = await openTestSystem()
  province = await world.signedInAs('provinceOfficer', '220000000000')
  county = await world.signedInAs('countyOfficer', '222402000000')
  const found = await world.pool.query<{ code: string }>(
    `(select code from regions where level = 'village' and code like '222402%' order by code limit 6)
     union all (select code from regions where level = 'village' and code like '220171%' order by code limit 2)
     union all (select code from regions where level = 'village' and code like '220182%' order by code limit 1)`,
  )
  villages = found.rows.map(row => row.code)
  await fill()
  await leaveByChildren()
  await catchUpIndicators(world.system)
  await refreshIndicators(world.system)
})
afterAll(() => world.close())

/** People of every kind in every village, so that no figure is empty. */
async function fill(): Promise<void> {
  const { addElder, addVisit } = samplePeople(world)
  const groups = [
    'livesAlone',
    'emptyNest',
    'leftBehind',
    'tekun',
    'careDependent',
    'severeDisability',
    'specialFamily',
  ] as const
  const needs = [['meal'], ['bath'], ['doctor'], ['repair', 'meal'], []]
  for (const [at, village] of villages.entries()) {
    for (const group of groups) {
      const id = await addElder(village, { groups: [{ group, validFrom: '2026-01-01' }] })
      if ((at + groups.indexOf(group)) % 2 === 0)
        await addVisit(village, id, {
          visitedOn: '2026-11-05',
          worst: at % 3 === 0 ? 'danger' : 'attention',
          needs: needs[(at + groups.indexOf(group)) % 5]!,
        })
    }
    for (const reason of notReachedReasons.keys) {
      const id = await addElder(village, {})
      const missed = { result: 'notReached', reason } as const
      await addVisit(village, id, { visitedOn: '2026-11-06', ...missed })
      await addVisit(village, id, { visitedOn: '2026-11-09', ...missed })
    }
    await addVisit(village, await addElder(village, {}), { visitedOn: '2026-11-07', method: 'phone' })
    await addElder(village, {
      bornOn: '1930-01-01',
      absences: [{ kind: 'institution', validFrom: '2026-10-01' }],
    })
    await addElder(village, {
      bornOn: '1930-01-01',
      absences: [{ kind: 'hospital', validFrom: '2026-10-01' }],
    })
    await addElder(village, {
      bornOn: '1930-01-01',
      absences: [{ kind: 'away', validFrom: '2026-01-01' }],
    })
    await addElder(village, {
      bornOn: '1930-01-01',
      absences: [{ kind: 'refusal', validFrom: '2026-10-01' }],
    })
    await addElder(village, { bornOn: '1930-01-01', registeredOn: '2026-11-22' })
  }
  await world.pool.query(`update elders set updated_at = '2025-01-01' where born_on = '1930-01-01'`)
}

/** One elder of each village has a son of whom nothing was heard since summer. */
async function leaveByChildren(): Promise<void> {
  const { rows } = await world.pool.query<{ countyCode: string; id: string }>(
    `select distinct on (region_code) county_code as "countyCode", id from elders order by region_code, id`,
  )
  for (const { countyCode, id } of rows) {
    const officer = await world.signedInAs('countyOfficer', `${countyCode}000000`)
    await officer.call('kin.record', {
      ...{ countyCode, id: world.newId(), elderId: id },
      kin: { name: '王大', kinship: 'son', lastContactOn: '2026-07-01' },
    })
  }
}

async function idsBehind(caller: Caller, question: Omit<Input<'board.records'>, 'limit'>, limit: number) {
  const ids: string[] = []
  const totals = new Set<number>()
  let after: string | undefined
  do {
    const page = await caller.call('board.records', { ...question, limit, ...(after && { after }) })
    expect(page.rows.length).toBeLessThanOrEqual(limit)
    ids.push(...page.rows.map(row => row.id))
    totals.add(page.total)
    after = page.next ?? undefined
  } while (after)
  expect(totals.size).toBe(1)
  return { ids, total: [...totals][0] }
}

describe('a number and the list behind it', () => {
  it.each(elderIndicators)('are the same for %s', async indicator => {
    const board = await province.call('board.read', { regionCode: '220000000000', month })
    const { ids, total } = await idsBehind(province, { regionCode: '220000000000', month, indicator }, 7)
    expect(ids.length).toBe(board.values[indicator])
    expect(total).toBe(ids.length)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(0)
    const own = await county.call('board.read', { regionCode: '222402000000', month })
    const behind = await idsBehind(county, { regionCode: '222402000000', month, indicator }, 500)
    expect(behind.ids.length).toBe(own.values[indicator] ?? 0)
  })

  it('says that visits have no list of elders', async () => {
    await expect(
      county.call('board.records', { regionCode: '222402000000', month, indicator: 'visitsRecorded' }),
    ).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('探访人次') })
  })
})

describe('a board', () => {
  it('adds its parts up to itself at every level', async () => {
    for (const regionCode of [
      '220000000000',
      '222400000000',
      '222402000000',
      `${villages[0]!.slice(0, 9)}000`,
    ]) {
      const board = await province.call('board.read', { regionCode, month })
      const sums: Record<string, number> = {}
      for (const part of board.parts)
        for (const [indicator, value] of Object.entries(part.values))
          sums[indicator] = (sums[indicator] ?? 0) + value
      expect(sums).toEqual(board.values)
      expect(board.values.eldersOnRecord).toBeGreaterThan(0)
      expect(board.synthetic).toBe(true)
    }
  })

  it('splits those in scope into the denominator and the exclusions printed beside it', async () => {
    const { values } = await province.call('board.read', { regionCode: '220000000000', month })
    const {
      rateDenominator,
      excludedInstitution,
      excludedHospital,
      excludedAway,
      excludedRefusal,
      excludedNewcomer,
    } = values
    expect(
      rateDenominator! +
        excludedInstitution! +
        excludedHospital! +
        excludedAway! +
        excludedRefusal! +
        excludedNewcomer!,
    ).toBe(values.eldersInScope)
  })

  it('shows the people of a statistical zone in the county it lies in', async () => {
    const board = await province.call('board.read', { regionCode: '220000000000', month })
    const host = await world.pool.query<{ county_gb2260: string }>(
      `select county_gb2260 from regions where code = '220171000000'`,
    )
    expect(Object.keys(board.outlines).length).toBe(60)
    expect(board.outlines['220171']).toBeUndefined()
    const changchun = await province.call('board.read', { regionCode: '220100000000', month })
    const zone = changchun.parts.find(part => part.code === '220171000000')!
    expect(zone.statisticalOnly).toBe(true)
    expect(board.outlines[host.rows[0]!.county_gb2260]!.denominator).toBe(zone.values.rateDenominator)
  })

  it('shows twelve months of the rate, ending with the month asked for', async () => {
    const { trend, values, countedAt } = await county.call('board.read', {
      regionCode: '222402000000',
      month,
    })
    expect(trend.map(point => point.month)).toEqual([
      '2025-12',
      '2026-01',
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
      '2026-09',
      '2026-10',
      '2026-11',
    ])
    expect(trend.at(-1)).toEqual({
      month,
      numerator: values.rateNumerator,
      denominator: values.rateDenominator,
    })
    expect(countedAt).toBe('2026-11-23T02:00:00.000Z')
  })

  it('asks for a count of a month that nobody has counted', async () => {
    world.woken.length = 0
    const board = await county.call('board.read', { regionCode: '222402000000', month: '2027-01' })
    expect(board).toMatchObject({ values: {}, countedAt: null })
    expect(world.woken).toContain('indicators.month')
  })

  it('keeps other areas out of sight', async () => {
    for (const regionCode of ['220000000000', '222400000000', '220182000000'])
      await expect(county.call('board.read', { regionCode, month })).rejects.toMatchObject({
        code: 'not_found',
      })
    const foreign = await county.call('board.records', {
      regionCode: '220182000000',
      month,
      indicator: 'eldersOnRecord',
    })
    expect(foreign).toEqual({ rows: [], next: null, total: 0 })
  })
})
