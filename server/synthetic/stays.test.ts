// Whoever signs in to show a station finds one that is lived in, governs itself, and whose account equals the ledger.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { verifyStays } from '../stays/stays.ts'
import { loadSynthetic } from './load.ts'
import { demoId } from './stay-world.ts'

let world: TestSystem
let keeper: Caller
let village: string
const countyCode = '222402'

beforeAll(async () => {
  world = await openTestSystem()
  await loadSynthetic(world.system, 'county', () => {})
  const { rows } = await world.pool.query<{ id: string; region_code: string }>(
    'select id, region_code from posts where account_id = $1',
    [demoId('station')],
  )
  const post = rows[0]!
  const like = await world.signedInAs('stationManager', post.region_code)
  village = post.region_code
  keeper = world.as({ ...like.actor, accountId: demoId('station') ?? '' })
}, 300_000)
afterAll(() => world.close())

it('is a station with residents, committee, roster, minutes and an account to the fen', async () => {
  const homes = await keeper.call('stay.homes', { regionCode: village })
  expect(homes.rows).toHaveLength(1)
  const home = homes.rows[0]!
  expect(home).toMatchObject({ kind: 'mutualAidStation', residents: 6, bedsLaidOut: 8, out: 1 })
  const of = { countyCode, facilityId: home.facilityId }
  const station = await keeper.call('station.get', of)
  expect(station.charters).toHaveLength(2)
  expect(station.terms[0]?.members).toHaveLength(5)
  expect((await keeper.call('stationRecord.list', of)).rows.length).toBeGreaterThan(3)
  const book = await keeper.call('stationBook.get', of)
  expect(book.cashFen).toBe(book.months.at(-1)?.closingFen)
  expect(book.months.at(-2)?.in.fromPerson).toBeGreaterThan(0)
  expect(await verifyStays(world.pool)).toEqual([])
})
