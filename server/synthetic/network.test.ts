// The network of the whole province as the letter counts it, and what a province's officer waits for.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { refreshSites, verifyFacilities } from '../facilities/facilities.ts'
import { readCsv } from '../regions/reference.ts'
import { loadNetwork } from './facilities.ts'

const whole = '220000000000'
let world: TestSystem
let officer: Caller

beforeAll(async () => {
  world = await openTestSystem()
  await loadNetwork(
    world.system,
    readCsv('jilin-demo-quotas.csv').flatMap(row => row.county_code ?? []),
    'wanqing',
  )
  await world.pool.query('analyze')
  officer = await world.signedInAs('provinceOfficer', whole)
})
afterAll(() => world.close())

it('has the 136 township centres, 135 stations and 4,671 courtyards of the letter, and a centre in each county', async () => {
  const { lines } = await officer.call('facility.network', { regionCode: whole })
  const sum = (field: 'townshipWelfareCentre' | 'mutualAidStation' | 'elderCourtyard') =>
    lines.reduce((total, line) => total + line[field], 0)
  expect(lines).toHaveLength(60)
  expect([sum('townshipWelfareCentre'), sum('mutualAidStation'), sum('elderCourtyard')]).toEqual([
    136, 135, 4_671,
  ])
  expect(lines.every(line => line.reachesTarget)).toBe(true)
})

it('has places near ten beds, over ten beds without a filing, and courtyards asleep', async () => {
  const { flags } = await officer.call('facility.standing', { regionCode: whole })
  for (const flag of ['nearsFiling', 'mustFile', 'quietAmber', 'quietRed', 'noBathSet', 'filingExpiring'])
    expect(flags[flag], flag).toBeGreaterThan(5)
  expect(flags.quietRed).toBeLessThan(1_200)
})

it('keeps the last day and the light of each place as its days say', async () => {
  await refreshSites(world.system)
  expect(await verifyFacilities(world.system)).toEqual([])
})

it('is listed for the province without a wait', async () => {
  const began = performance.now()
  const { total, rows } = await officer.call('facility.list', { regionCode: whole, flag: 'quietRed' })
  const listed = performance.now() - began
  expect(rows.length).toBe(50)
  expect(total).toBeGreaterThan(100)
  expect(listed).toBeLessThan(3_000)
})
