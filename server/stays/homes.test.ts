// Where a bed is found: the nearest home first.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plantHome } from '../../tools/test-homes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const county = '222402000000'
let world: TestSystem
let officer: Caller
let village: string
let station: string
let centre: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  officer = await world.signedInAs('countyOfficer', county)
  station = await plantHome(world, {
    regionCode: village,
    kind: 'mutualAidStation',
    name: '东光互助站',
    beds: 6,
  })
  const township = `${village.slice(0, 9)}000`
  centre = await plantHome(world, {
    ...{ regionCode: township, kind: 'townshipWelfareCentre', name: '月晴福利中心', beds: 40 },
  })
})
afterAll(() => world.close())

describe('a bed sought near home', () => {
  it('is found in the nearest home first, page by page', async () => {
    const spots = [
      [station, 129.8, 43.0],
      [centre, 129.9, 43.1],
    ] as const
    for (const [id, lon, lat] of spots)
      await world.pool.query('update facilities set lon = $2, lat = $3 where id = $1', [id, lon, lat])
    const at = (lon: number, lat: number) =>
      world.pool.query('update regions set lon = $2, lat = $3 where code = $1', [village, lon, lat])
    const near = (more: { limit?: number; after?: string } = {}) =>
      officer.call('stay.homes', { regionCode: county, near: village, ...more })
    await at(129.9, 43.1)
    const first = await near({ limit: 1 })
    expect(first.rows).toMatchObject([{ facilityId: centre, meters: 0 }])
    const second = await near({ limit: 1, after: first.next ?? '' })
    expect(second.rows[0]?.facilityId).toBe(station)
    expect(second.rows[0]?.meters).toBeGreaterThan(10_000)
    await at(129.8, 43.0)
    expect((await near()).rows[0]?.facilityId).toBe(station)
    const plain = await officer.call('stay.homes', { regionCode: county })
    expect(plain.rows.every(row => row.meters === null)).toBe(true)
  })
})
