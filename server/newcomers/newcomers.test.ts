// Somebody met in the field who is not in the ledger: recognised on the phone, reported once, entered by an officer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { comparePeople } from '../../domain/duplicates/compare.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

let world: TestSystem
let county: Caller
let visitor: Caller
let village: string
let township: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  village = found.rows[0]!.code
  township = `${village.slice(0, 9)}000`
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  visitor = await world.signedInAs('visitor', village, '李探访员')
})
afterAll(() => world.close())

async function register(name: string, more: object = {}, regionCode = village): Promise<string> {
  const id = world.newId()
  const elder = { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none', ...more } as const
  await county.call('elder.register', { id, householdId: world.newId(), regionCode, elder })
  return id
}

const report = (more: Partial<Sent<'newcomer.report'>> = {}, caller = visitor) =>
  caller.call('newcomer.report', {
    ...{ id: world.newId(), regionCode: village, name: '慕容桂香', sex: 'female', bornOn: '1947-02-03' },
    ...{ metAt: '2026-11-23T01:00:00Z' },
    ...more,
  } as Sent<'newcomer.report'>)

const waiting = async (caller = county, regionCode = '222402000000') =>
  (await caller.call('newcomer.list', { regionCode })).rows

describe('the directory a phone carries', () => {
  it('holds the own village and its neighbours, and a second asking costs nothing', async () => {
    const id = await register('皇甫秀珍', { phone: '0433-0111222' })
    const first = await visitor.call('directory.pull', { fingerprint: null })
    expect(first.villages[0]?.code).toBe(village)
    const person = first.people.find(one => one.id === id)
    expect(person).toMatchObject({ name: '皇甫秀珍', readings: ['huangfuxiuzhen'], phoneTail: '1222' })
    expect(first.people.every(one => one.villageCode.startsWith(village.slice(0, 9)))).toBe(true)
    const again = await visitor.call('directory.pull', { fingerprint: first.fingerprint })
    expect(again).toMatchObject({ unchanged: true, people: [] })
  })

  it('is enough to recognise a woman written down a little differently', async () => {
    const { people } = await visitor.call('directory.pull', { fingerprint: null })
    const known = people.find(one => one.name === '皇甫秀珍')
    const compared = comparePeople(
      {
        name: '皇甫秀真',
        readings: ['huangfuxiuzhen'],
        sex: 'female',
        bornOn: '1944-05-06',
        villageCode: village,
      },
      { ...known, citizenNumberTail: known?.numberTail ?? null, bornOn: known?.bornOn ?? null },
    )
    expect(compared.verdict).not.toBe('unlikely')
  })
})

describe('a report from the field', () => {
  it('sent twice waits once, with whoever is alike, and is entered as reported', async () => {
    const id = world.newId()
    await report({ id, phone: '0433-0222333', note: '随儿子新搬来' })
    await report({ id, phone: '0433-0222333', note: '随儿子新搬来' })
    const alike = await register('慕容桂香', { bornOn: '1947-02-03', phone: '0433-0222333' })
    expect(await county.call('newcomer.waiting', { regionCode: '222402000000' })).toEqual({ count: 1 })
    const [row, ...others] = await waiting()
    expect(others).toEqual([])
    expect(row).toMatchObject({ person: { name: '慕容桂香', note: '随儿子新搬来' }, reportedBy: '李探访员' })
    expect(row?.similar.map(one => one.elder.id)).toEqual([alike])
    const elderId = world.newId()
    const enter = () =>
      county.call('newcomer.enter', { countyCode: '222402', id, elderId, householdId: world.newId() })
    await enter()
    const record = await county.call('elder.get', { countyCode: '222402', id: elderId })
    expect(record).toMatchObject({ name: '慕容桂香', bornOn: '1947-02-03', regionCode: village })
    await expect(enter()).rejects.toMatchObject({ code: 'conflict' })
    expect(await waiting()).toEqual([])
    expect(world.woken).toContain('duplicates.arrivals')
  })

  it('leaves out of the likenesses whom the visitor knows to be somebody else', async () => {
    const other = await register('尉迟玉兰', { bornOn: '1950-01-01' })
    const id = world.newId()
    await report({ id, name: '尉迟玉兰', bornOn: '1950-01-01', notThese: [other] })
    const row = (await waiting()).find(one => one.id === id)
    expect(row?.similar.map(one => one.elder.id)).not.toContain(other)
    await county.call('newcomer.dismiss', { countyCode: '222402', id, answer: '户籍在外省，不登记' })
    expect((await waiting()).map(one => one.id)).not.toContain(id)
  })

  it('is not for another county, nor from a visitor of another village', async () => {
    await report({ name: '公孙树华' })
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect(await waiting(stranger, '220182000000')).toEqual([])
    await expect(report({ regionCode: '220182001001' })).rejects.toMatchObject({ code: 'not_allowed' })
    const town = await world.signedInAs('townshipOfficer', township)
    expect((await waiting(town, township)).map(row => row.person.name)).toContain('公孙树华')
  })
})
