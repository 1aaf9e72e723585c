// Moving between counties: asked for by one side, answered by the other, closed by a job, and back again.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
import { village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { closeTransfers, closeTransfersJob } from './life-events.ts'

const countyCode = '222402'
const newCounty = '222403000000'
let newVillage: string
let world: TestSystem
let here: Caller
let there: Caller
let thirdParty: Caller
let elderId: string
let number: string

let sequence = 301
beforeAll(async () => {
  world = await openTestSystem({ now: '2026-10-01T02:00:00Z' })
  here = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '迁出地民政')
  there = await world.signedInAs('countyOfficer', newCounty, '迁入地县级')
  thirdParty = await world.signedInAs('countyOfficer', '222401000000', '第三县')
  const villages = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222403%' order by code limit 1`,
  )
  newVillage = villages.rows[0]!.code
})
afterAll(() => world.close())

beforeEach(async () => {
  world.clock.set('2026-10-01T02:00:00Z')
  elderId = world.newId()
  sequence += 2
  const first17 = `22990119370304${sequence}`
  number = first17 + checkCharacterOf(first17)
  await here.call('elder.register', {
    id: elderId,
    householdId: world.newId(),
    regionCode: village,
    elder: {
      name: '秦岭',
      sex: 'male',
      bornOn: '1937-03-04',
      numberKind: 'citizen',
      citizenNumber: number,
      phone: '0433-0123456',
    },
  })
  await here.call('membership.record', {
    countyCode,
    id: world.newId(),
    elderId,
    group: 'tekun',
    validFrom: '2026-10-01',
    evidence: '县里认定',
    toFollow: true,
  })
  await here.call('aidCase.open', {
    countyCode,
    id: world.newId(),
    elderId,
    level: 'p2',
    trouble: '没有柴火',
  })
  world.clock.set('2026-11-23T02:00:00Z')
})

async function propose(to = newCounty): Promise<string> {
  const id = world.newId()
  await here.call('lifeEvent.record', {
    countyCode,
    id,
    elderId,
    kind: 'movedToOtherCounty',
    happenedOn: '2026-11-20',
    reason: '投靠女儿',
    details: { toRegionCode: to },
  })
  return id
}

const acceptance = (id: string) => ({
  countyCode,
  id,
  elderId: world.newId(),
  householdId: world.newId(),
  villageCode: newVillage,
  address: '新村 5 号',
})

describe('the way to another county', () => {
  it('nothing changes until the other side answers, and it sees what it needs and no more', async () => {
    const id = await propose()
    expect(await here.call('elder.get', { countyCode, id: elderId })).toMatchObject({ endedOn: null })
    const { rows } = await there.call('transfer.list', {
      regionCode: newCounty,
      way: 'in',
      state: 'toReceive',
    })
    expect(rows.filter(row => row.id === id)).toMatchObject([
      { elderName: '秦岭', groups: ['tekun', 'veryOld'], answerBy: '2026-11-30', isOverdue: false },
    ])
    expect(await there.call('transfer.get', { countyCode, id })).toMatchObject({
      numberMask: `**************${number.slice(-4)}`,
      cases: [{ trouble: '没有柴火' }],
    })
    await expect(there.call('elder.get', { countyCode, id: elderId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(thirdParty.call('transfer.get', { countyCode, id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('accepted: a record there with number, groups and cases; the old one closed by the job', async () => {
    const id = await propose()
    const given = acceptance(id)
    const made = await there.call('transfer.accept', given)
    expect(made).toEqual({ countyCode: '222403', elderId: given.elderId })
    expect(world.woken).toContain(closeTransfersJob)
    const record = await there.call('elder.get', { countyCode: '222403', id: made.elderId })
    expect(record).toMatchObject({ name: '秦岭', address: '新村 5 号', groups: ['tekun', 'veryOld'] })
    expect(record.memberships[0]?.evidence).toBe('县里认定（图们市认定，随档案转来）')
    const cases = await there.call('aidCase.list', { regionCode: newCounty, elderId: made.elderId })
    expect(cases.rows).toMatchObject([{ trouble: '没有柴火（迁入前未办结）', level: 'p2' }])
    const { lines } = await there.call('lifeEvent.history', { countyCode: '222403', elderId: made.elderId })
    expect(lines.find(({ topic }) => topic === 'transfer')).toMatchObject({
      says: '由图们市迁入',
      elder: null,
    })

    await closeTransfers(world.system)
    await closeTransfers(world.system)
    expect(await here.call('elder.get', { countyCode, id: elderId })).toMatchObject({ endedOn: '2026-11-20' })
    const old = await here.call('lifeEvent.history', { countyCode, elderId })
    expect(old.lines.map(({ says }) => says)).toContain('迁往敦化市，对方已建档')
    expect(old.lines.map(({ says }) => says)).toContain('迁往省内其他县：敦化市')
    const claims = await world.pool.query(
      'select county_code from citizen_number_claims where elder_id = $1',
      [made.elderId],
    )
    expect(claims.rows).toEqual([{ county_code: '222403' }])
    await expect(here.call('lifeEvent.undo', { countyCode, id, reason: '反悔' })).rejects.toMatchObject({
      code: 'rule_broken',
    })
  })

  it('once accepted nothing more is recorded in the old county, even before the job has come', async () => {
    const id = await propose()
    await there.call('transfer.accept', acceptance(id))
    await expect(
      here.call('lifeEvent.record', {
        countyCode,
        id: world.newId(),
        elderId,
        kind: 'died',
        happenedOn: '2026-11-22',
        reason: '听说',
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('declined or withdrawn she stays; answered once, never twice', async () => {
    const declined = await propose()
    await there.call('transfer.decline', { countyCode, id: declined, answer: '查无此人' })
    await expect(there.call('transfer.accept', acceptance(declined))).rejects.toMatchObject({
      code: 'conflict',
    })
    const withdrawn = await propose()
    await expect(propose()).rejects.toMatchObject({ code: 'conflict' })
    await expect(
      there.call('transfer.withdraw', { countyCode, id: withdrawn, answer: '不是我' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await here.call('transfer.withdraw', { countyCode, id: withdrawn, answer: '暂不搬' })
    await expect(there.call('transfer.accept', acceptance(withdrawn))).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(
      here.call('transfer.withdraw', { countyCode, id: withdrawn, answer: '再撤' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect(await here.call('elder.get', { countyCode, id: elderId })).toMatchObject({ endedOn: null })
  })

  it('accepting and withdrawing at once: one wins, the other is told', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await propose()
      const both = await Promise.allSettled([
        there.call('transfer.accept', acceptance(id)),
        here.call('transfer.withdraw', { countyCode, id, answer: '暂不搬' }),
      ])
      const { rows } = await world.pool.query('select state from elder_transfers where id = $1', [id])
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(rows[0].state).toBe(both[0].status === 'fulfilled' ? 'received' : 'withdrawn')
      if (both[0].status === 'fulfilled') break
    }
  })

  it('a death before the answer takes the request back', async () => {
    const id = await propose()
    await here.call('lifeEvent.record', {
      countyCode,
      id: world.newId(),
      elderId,
      kind: 'died',
      happenedOn: '2026-11-22',
      reason: '医院证明',
    })
    await expect(there.call('transfer.accept', acceptance(id))).rejects.toMatchObject({ code: 'conflict' })
  })

  it('only a village of the answering post receives; a township there sees what is addressed to it', async () => {
    const id = await propose()
    for (const villageCode of [village, newCounty])
      await expect(there.call('transfer.accept', { ...acceptance(id), villageCode })).rejects.toMatchObject({
        code: 'rule_broken',
      })
    const township = await world.signedInAs('townshipOfficer', `${newVillage.slice(0, 9)}000`)
    await expect(township.call('transfer.get', { countyCode, id })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('is refused inside the county, outside the province and to a prefecture', async () => {
    for (const to of ['222402002000', '110101000000', '222400000000'])
      await expect(propose(to)).rejects.toMatchObject({ code: 'rule_broken' })
  })
})

it('sent back, the first county finds its own record again', async () => {
  const id = await propose()
  const made = await there.call('transfer.accept', acceptance(id))
  await closeTransfers(world.system)
  const back = world.newId()
  await there.call('lifeEvent.record', {
    countyCode: '222403',
    id: back,
    elderId: made.elderId,
    kind: 'movedToOtherCounty',
    happenedOn: '2026-11-22',
    reason: '登记错了人，退回',
    details: { toRegionCode: `${village.slice(0, 9)}000` },
  })
  const home = await here.call('transfer.accept', {
    ...acceptance(back),
    countyCode: '222403',
    villageCode: village,
    address: '一组 3 号',
  })
  expect(home).toEqual({ countyCode, elderId })
  await closeTransfers(world.system)
  expect(await here.call('elder.get', { countyCode, id: elderId })).toMatchObject({
    endedOn: null,
    address: '一组 3 号',
    groups: ['tekun', 'veryOld'],
  })
  expect(await there.call('elder.get', { countyCode: '222403', id: made.elderId })).toMatchObject({
    endedOn: '2026-11-22',
  })
  const claims = await world.pool.query('select county_code from citizen_number_claims where elder_id = $1', [
    elderId,
  ])
  expect(claims.rows).toEqual([{ county_code: countyCode }])
})
