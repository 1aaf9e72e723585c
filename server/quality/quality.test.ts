// The quality board on a real ledger: every number equals its list, the night keeps it, the month before compares.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type QualityMeasure, qualityMeasures } from '../../domain/quality/measures.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { countQuality } from './quality.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let village: string
const ids = new Map<string, string>()

async function register(name: string, more: object = {}, householdId = world.newId()): Promise<string> {
  const id = world.newId()
  const elder = {
    name,
    sex: 'female',
    bornOn: '1944-05-06',
    numberKind: 'none',
    address: '一组',
    phone: '0433-0123456',
    ...more,
  } as const
  await county.call('elder.register', { id, householdId, regionCode: village, elder })
  ids.set(name, id)
  return id
}

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  await register('无生日', { bornOn: null })
  await register('无电话', { phone: null })
  await register('无住址', { address: '' })
  await register('太老', { bornOn: '1920-11-23' })
  await register('刚满', { bornOn: '1921-11-23' })
  await register('太小', { bornOn: '1970-01-01' })
  const house = world.newId()
  const alone = await register('假独居', {}, house)
  await register('同户', {}, house)
  await county.call('membership.record', {
    ...{ countyCode, id: world.newId(), elderId: alone, group: 'livesAlone', validFrom: '2026-05-01' },
    ...{ evidence: '入户核实', toFollow: true },
  } as const)
  const stale = await register('很久没人看')
  await world.pool.query(`update elders set updated_at = '2025-11-01' where id = $1`, [stale])
  const confirmed = await register('刚确认过')
  await world.pool.query(
    `update elders set updated_at = '2025-11-01', confirmed_on = '2026-06-01' where id = $1`,
    [confirmed],
  )
  const [one, other] = [await register('像甲'), await register('像乙')].toSorted()
  await world.pool.query(
    `insert into duplicate_pairs (county_code, id, region_code, elder_id, other_county_code, other_id, score, reasons,
       source, state, model_version, found_at)
     values ('222402', gen_random_uuid(), $1, $2, '222402', $3, 40, '[]', 'atNight', 'toReview', 1, now())`,
    [village, one, other],
  )
  const gone = await register('已离册', { bornOn: null })
  await world.pool.query(`update elders set ended_on = '2026-11-23' where id = $1`, [gone])
})
afterAll(() => world.close())

async function listed(measure: QualityMeasure, caller = county): Promise<string[]> {
  const list = await caller.call('quality.records', { regionCode: '222402000000', measure, limit: 200 })
  return list.rows.map(row => row.name).sort()
}

describe('the quality board', () => {
  it.each([
    ['missingBirth', ['无生日']],
    ['missingCall', ['无电话']],
    ['missingAddress', ['无住址']],
    ['veryHighAge', ['太老']],
    ['contradiction', ['假独居', '太小']],
    ['stale', ['很久没人看']],
    ['suspectedDouble', ['像乙', '像甲']],
    ['maybeDead', []],
  ] as const)('lists who has %s', async (measure, names) => {
    expect(await listed(measure)).toEqual([...names].sort())
  })

  it('shows for every measure just as many as its list, in the county, the township and the village', async () => {
    for (const regionCode of ['222402000000', `${village.slice(0, 9)}000`, village]) {
      const { region } = await county.call('quality.read', { regionCode })
      for (const measure of qualityMeasures.keys) {
        const list = await county.call('quality.records', { regionCode, measure, limit: 200 })
        expect(region.now.values[measure] ?? 0, `${regionCode} ${measure}`).toBe(list.rows.length)
      }
    }
  })

  it('asks about whoever a visitor was told has died, until somebody settles it', async () => {
    const id = ids.get('无电话')!
    await world.pool.query(
      `insert into visits (county_code, id, region_code, elder_id, visitor_id, method, result, not_reached_reason,
         visited_on, started_at, ended_at, received_at, answers, needs, counts_for_rate, worst, rules_version, synthetic)
       values ('222402', gen_random_uuid(), $1, $2, $3, 'home', 'notReached', 'movedOrDied', '2026-11-20',
         '2026-11-20T01:00Z', '2026-11-20T01:10Z', now(), repeat('n', 24), '{}', false, 'notAsked', 1, true)`,
      [village, id, county.actor.accountId],
    )
    expect(await listed('maybeDead')).toEqual(['无电话'])
  })

  it('is kept each night for whoever looks from above, and again changes nothing', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const empty = await province.call('quality.read', { regionCode: '220000000000' })
    expect(empty.region.now.elders).toBe(0)
    await countQuality(world.system)
    await countQuality(world.system)
    const live = await county.call('quality.read', { regionCode: '222402000000' })
    const kept = await province.call('quality.read', { regionCode: '220000000000' })
    expect(kept.region.now).toEqual({ elders: live.region.now.elders, values: live.region.now.values })
    expect(kept.parts.find(part => part.code === '222402000000')?.now).toEqual(kept.region.now)
    expect(kept.countedAt).not.toBeNull()
  })

  it('compares with the end of last month and sees what was mended since', async () => {
    await countQuality(world.system)
    world.clock.set('2026-12-01T02:00:00Z')
    await county.call('elder.update', {
      ...{ countyCode, id: ids.get('无生日')!, version: 1, elder: { bornOn: '1950-01-01' } },
    })
    const { region } = await county.call('quality.read', { regionCode: '222402000000' })
    expect(region.before?.values.missingBirth).toBe(1)
    expect(region.now.values.missingBirth).toBe(0)
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('is nobody’s business in another county', async () => {
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect(await listed('missingCall', stranger)).toEqual([])
    await expect(stranger.call('quality.read', { regionCode: '222402000000' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})
