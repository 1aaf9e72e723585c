// Coverage on a real ledger: every number opens just as many, winter takes away, delivery gives back, border by name.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { coverageReaches } from '../../domain/coverage/coverage.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { refreshIndicators } from '../indicators/indicators.ts'
import { reckonCoverage, verifyCoverage } from './coverage.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let villages: { code: string; lon: number; lat: number }[]

async function register(regionCode: string, name: string): Promise<void> {
  await officer.call('elder.register', {
    ...{ id: world.newId(), householdId: world.newId(), regionCode },
    elder: { name, sex: 'female', bornOn: '1940-05-06', numberKind: 'none', phone: '0433-0123456' },
  })
}

const place: Omit<Sent<'canteen.register'>, 'id' | 'regionCode' | 'opening' | 'name'> = {
  ...{ kind: 'seniorCanteen', tier: 'cooksHere', host: 'elderCourtyard', operator: 'committeeItself' },
  ...{ address: '村部旁', seats: 20, mealsAtMost: 40, onGroundFloor: true, fireChecked: true },
}

async function canteen(
  regionCode: string,
  name: string,
  week: string,
  winter: 'asUsual' | 'restsInWinter',
  fromOn = '2026-11-23',
) {
  const id = world.newId()
  const opening = {
    validFrom: '2026-10-01',
    lunch: week,
    supper: '-------',
    winter,
    lunchAt: 660,
    supperAt: 1020,
  }
  await officer.call('canteen.register', { id, regionCode, name, ...place, opening })
  await officer.call('canteen.changeState', { countyCode, id, state: 'running', fromOn })
  return id
}

const board = (caller = officer, regionCode = county) => caller.call('coverage.read', { regionCode })

async function countedAgain(): Promise<void> {
  await world.pool.query('update coverage_marks set counted_at = null')
  await reckonCoverage(world.system)
}

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string; lon: number; lat: number }>(
    `select code, lon, lat from regions where level = 'village' and code like '222402%' and lon is not null
     order by code limit 5`,
  )
  villages = found.rows
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  // Five villages in a row, a kilometre from each to the next: whatever the map says of them.
  for (const [at, { code }] of villages.entries())
    await world.pool.query(`update regions set lon = 129.85, lat = $2 where code = $1`, [
      code,
      42.9 + at * 0.00899,
    ])
  for (const [at, many] of [3, 2, 1, 1, 1].entries())
    for (let one = 0; one < many; one += 1) await register(villages[at]!.code, `老人${at}之${one}`)
  await canteen(villages[0]!.code, '一村食堂', 'DDDDDDD', 'asUsual')
  await canteen(villages[2]!.code, '三村食堂', 'BBBBB--', 'restsInWinter')
  await refreshIndicators(world.system)
  await reckonCoverage(world.system)
})
afterAll(() => world.close())

describe('the board of a county', () => {
  it('says who walks to a meal in summer and in winter, and to whom it is brought', async () => {
    const { region, sites, reckonedAt } = await board()
    // The third village's kitchen rests in winter, and carries as far as three kilometres by road.
    expect(region.counts.meal).toEqual({
      ...{
        elders: 8,
        onFootSummer: 4,
        onFootWinter: 3,
        brought: 8,
        without: 0,
        villages: 5,
        villagesWithout: 0,
      },
    })
    expect(region.counts.bath).toMatchObject({ elders: 8, onFootSummer: 0, without: 8, villagesWithout: 5 })
    expect(region.isBorder).toBe(true)
    expect(sites.meal).toBe(2)
    expect(reckonedAt).not.toBeNull()
  })

  it('opens each number as just as many elders and villages', async () => {
    for (const regionCode of [county, `${villages[0]!.code.slice(0, 9)}000`, villages[0]!.code]) {
      const { region } = await board(officer, regionCode)
      for (const reach of coverageReaches.keys)
        for (const service of ['meal', 'bath'] as const) {
          const asked = { regionCode, service, reach } as const
          const people = await officer.call('coverage.elders', { ...asked, limit: 100 })
          expect(people.rows.length, `${regionCode} ${service} ${reach}`).toBe(region.counts[service][reach])
          const listed = await officer.call('coverage.villages', { ...asked, limit: 100 })
          expect(listed.rows.reduce((sum, row) => sum + row.elders, 0)).toBe(region.counts[service][reach])
          expect(listed.total).toBe(listed.rows.length)
        }
    }
  })

  it('shows the same from above, with the border beside the rest', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const { region, border, parts } = await board(province, '220000000000')
    const own = await board()
    expect(region.counts).toEqual(own.region.counts)
    expect(border?.inside.meal.elders).toBe(8)
    expect(border?.outside.meal.elders).toBe(0)
    expect(parts.filter(part => part.isBorder)).toHaveLength(10)
  })

  it('is nobody’s business in another county', async () => {
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(board(stranger)).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      stranger.call('coverage.villages', { regionCode: county, service: 'meal' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the villages behind a number', () => {
  it('say which site is near and how long the way is, page by page, the most people first', async () => {
    const first = await officer.call('coverage.villages', { regionCode: county, service: 'meal', limit: 2 })
    expect(first.rows.map(row => row.elders)).toEqual([3, 2])
    expect(first.rows[0]).toMatchObject({
      siteName: '一村食堂',
      meters: 0,
      reachedWinter: true,
      broughtBy: '三村食堂',
    })
    const seen = [...first.rows]
    for (let next = first.next; next; ) {
      const more = await officer.call('coverage.villages', {
        ...{ regionCode: county, service: 'meal', limit: 2, after: next },
      })
      seen.push(...more.rows)
      next = more.next
    }
    expect(new Set(seen.map(row => row.code)).size).toBe(5)
  })

  it('can be the border villages where somebody asked for it and nothing is there', async () => {
    const asked = {
      regionCode: county,
      service: 'bath',
      border: true,
      reach: 'without',
      wanted: true,
    } as const
    expect((await officer.call('coverage.villages', asked)).rows).toEqual([])
    await world.pool.query(
      `insert into indicator_values (county_code, region_code, month, indicator, value, counted_at)
       values ('222402', $1, '2026-11', 'needBath', 2, now())`,
      [villages[1]!.code],
    )
    await countedAgain()
    const { rows, total } = await officer.call('coverage.villages', asked)
    expect(rows.map(row => [row.code, row.wanting, row.isBorder])).toEqual([[villages[1]!.code, 2, true]])
    expect(total).toBe(1)
    // Whoever wants it comes first, before villages with more people.
    const { rows: all } = await officer.call('coverage.villages', {
      ...asked,
      wanted: false,
      reach: undefined,
    })
    expect(all.map(row => row.code)[0]).toBe(villages[1]!.code)
    await world.pool.query(`delete from indicator_values where indicator = 'needBath' and value = 2`)
    await countedAgain()
  })

  it('are of whom a group is asked for, with the same total as lines', async () => {
    const asked = { regionCode: county, service: 'bath', measure: 'groupVeryOld', limit: 100 } as const
    const { rows, total } = await officer.call('coverage.villages', asked)
    expect(total).toBe(rows.length)
    const { measures } = await board()
    const counted = measures.find(one => one.measure === 'groupVeryOld')?.counts.bath
    expect(rows.reduce((sum, row) => sum + row.elders, 0)).toBe(counted?.elders)
    expect(total).toBe(counted?.villages)
  })
})

describe('the reckoning', () => {
  it('agrees with one made anew, and says where a row was tampered with', async () => {
    expect(await verifyCoverage(world.system)).toEqual([])
    await world.pool.query(
      `update coverage_villages set meters = 7 where region_code = $1 and service = 'meal'`,
      [villages[3]!.code],
    )
    await world.pool.query(
      `update coverage_counts set elders = 99 where region_code = $1 and service = 'bed'`,
      [county],
    )
    await world.pool.query(
      `update coverage_villages set wanting = 5 where region_code = $1 and service = 'bed'`,
      [villages[0]!.code],
    )
    const found = await verifyCoverage(world.system)
    expect(found).toContainEqual(
      expect.objectContaining({ what: 'elders bed', kept: expect.stringMatching(/^5 /) }),
    )
    expect(found.map(one => one.what)).toContain('meal')
    expect(found.some(one => one.what.startsWith('bed '))).toBe(true)
    await world.pool.query(`update coverage_marks set fingerprint = 'again', counted_at = null`)
    expect(await verifyCoverage(world.system)).toEqual([])
  })

  it('notices a table that closes and an elder who comes', async () => {
    world.clock.set('2026-11-24T02:00:00Z')
    const id = await canteen(villages[4]!.code, '五村食堂', 'DDDDDDD', 'asUsual', '2026-11-24')
    await register(villages[4]!.code, '新来的人')
    await refreshIndicators(world.system)
    await reckonCoverage(world.system)
    expect((await board()).region.counts.meal).toMatchObject({ elders: 9, onFootWinter: 5 })
    await officer.call('canteen.changeState', {
      ...{ countyCode, id, state: 'onPause', fromOn: '2026-11-24', reason: 'noCook' },
    })
    await reckonCoverage(world.system)
    expect((await board()).region.counts.meal).toMatchObject({ elders: 9, onFootWinter: 3 })
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('does not count a table where nothing has been served for a month', async () => {
    world.clock.set('2027-01-10T02:00:00Z')
    await reckonCoverage(world.system)
    expect((await board()).sites.meal).toBe(2)
    const { rows } = await world.pool.query(
      `select from coverage_villages where service = 'meal' and reached_summer`,
    )
    expect(rows).toEqual([])
    world.clock.set('2026-11-23T02:00:00Z')
    await reckonCoverage(world.system)
  })
})

describe('the targets of 2024 to 2026', () => {
  it('say for each township what opened and what is still missing', async () => {
    const { region } = await officer.call('coverage.targets', { regionCode: county, year: 2024 })
    expect(region).toMatchObject({ streets: 3, townships: 4, owed: 10, opened: 3 })
    const { rows } = await officer.call('coverage.targetPlaces', { regionCode: county, state: 'targetShort' })
    expect(rows.reduce((sum, row) => sum + row.missing, 0)).toBe(
      (await officer.call('coverage.targets', { regionCode: county })).region.missing,
    )
  })

  it('are 1,341 sites over the province in 2024', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const { region, parts } = await province.call('coverage.targets', {
      ...{ regionCode: '220000000000', year: 2024 },
    })
    expect(region).toMatchObject({ owed: 1341, streets: 364, townships: 613 })
    expect(parts.reduce((sum, part) => sum + part.owed, 0)).toBe(1341)
  })

  it('leave as a file with the villages and the townships', async () => {
    const file = await officer.fetch('coverage.export', { regionCode: county, service: 'meal' })
    expect(file.fileName).toBe('服务覆盖-图们市-2026-11-23.xlsx')
    file.stream.destroy()
  })
})
