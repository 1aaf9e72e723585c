// Cancelling costs what was said, to the minute, and the fee stands in the claim and on the elder's account.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { bathTerms } from '../../domain/service-orders/sample.ts'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let town: Caller
let manager: Caller
let elders: SampleElder[]
let providerId: string

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  const officer = await world.signedInAs('countyOfficer', county, '县干事')
  town = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '镇干事')
  manager = await world.signedInAs('providerManager', county, '机构负责人')
  elders = await makeElders(world, village, 3)
  const item = { countyCode, id: world.newId(), code: 'bath-home', from: '2026-11-23', terms: bathTerms }
  await officer.call('catalogue.put', item)
  providerId = world.newId()
  await officer.call('provider.register', {
    ...{ countyCode, id: providerId, regionCode: county },
    provider: {
      ...{ name: '合成养老服务甲', kind: 'company', careWays: ['homeCare'], itemCodes: ['bath-home'] },
      ...{ address: '合成路 1 号', lon: 129.85, lat: 42.97, reachKm: 60, dailyOrders: 40 },
    },
  })
  await officer.call('provider.addMember', {
    ...{ countyCode, id: providerId, memberId: world.newId(), login: `test-${manager.actor.accountId}` },
  })
  await officer.call('setting.change', {
    ...{ key: 'order.cancelFeePercent', regionCode: county, validFrom: '2026-11-23', value: 10 },
    source: '县里决定',
  })
  world.system.settings.expire()
})
afterAll(() => world.close())

/** A bath of 120 yuan at 9:00 on the 25th: free until 9:00 on the 24th. */
async function arranged(elder: SampleElder): Promise<string> {
  const needId = world.newId()
  await town.call('need.record', {
    countyCode,
    id: needId,
    elderId: elder.id,
    kind: 'bath',
    source: 'byCall',
  })
  const { orderIds } = await town.call('order.arrange', {
    ...{ countyCode, id: world.newId(), needId, itemCode: 'bath-home', providerId },
    ...{ plannedFrom: '2026-11-25T01:00:00Z', plannedTo: '2026-11-25T02:00:00Z' },
  })
  return orderIds[0]!
}

const termsOf = async (id: string) => (await town.call('order.get', { countyCode, id })).cancelTerms!
const cancel = (id: string, agreedFeeFen: number, byElder = true) =>
  town.call('order.cancel', { countyCode, id, byElder, agreedFeeFen, why: '女儿接她去住' })

it('charges in the last free minute nothing and in the next one the sum that is shown', async () => {
  const [free, late] = [await arranged(elders[0]!), await arranged(elders[1]!)]
  world.clock.set('2026-11-24T01:00:59Z')
  expect(await termsOf(free)).toMatchObject({ cancelFeeFen: 0, freeUntil: '2026-11-24T01:00:00.000Z' })
  expect(await cancel(free, 0)).toEqual({ feeFen: 0 })
  world.clock.set('2026-11-24T01:01:00Z')
  const { cancelFeeFen } = await termsOf(late)
  expect(cancelFeeFen).toBe(1_200)
  expect(await cancel(late, cancelFeeFen)).toEqual({ feeFen: cancelFeeFen })
  const after = await town.call('order.get', { countyCode, id: late })
  expect(after).toMatchObject({ stage: 'annulled', feeFen: 1_200, cancelTerms: null })
  expect(after.events.at(-1)?.says).toContain('收费 12.00 元')
})

it('asks anew when the minute passed between the sentence and the yes, and costs her nothing when it was not she', async () => {
  world.clock.set('2026-11-23T02:00:00Z')
  const id = await arranged(elders[2]!)
  world.clock.set('2026-11-24T01:00:00Z')
  const { cancelFeeFen } = await termsOf(id)
  world.clock.set('2026-11-24T01:02:00Z')
  await expect(cancel(id, cancelFeeFen)).rejects.toThrow('刚才看到的是“不收费”，现在取消要付 12.00 元')
  expect((await town.call('order.get', { countyCode, id })).stage).toBe('requested')
  await expect(cancel(id, 1_200, false)).rejects.toThrow('现在取消不收费')
  expect(await cancel(id, 0, false)).toEqual({ feeFen: 0 })
  await expect(cancel(id, 0, false)).rejects.toThrow('不能再记“取消服务”')
})

it('stands as owed on her account, is not paid back, and is claimed by the provider', async () => {
  const elderId = elders[1]!.id
  await town.call('careAccount.topUp', {
    ...{ countyCode, elderId, id: world.newId(), way: 'cashInHand', amountFen: 5_000, day: '2026-11-24' },
  })
  const account = await town.call('careAccount.get', { countyCode, elderId })
  expect(account).toMatchObject({ balanceFen: 5_000, doneFen: 1_200, comingFen: 0 })
  expect(account.orders).toMatchObject([{ stage: 'annulled', ownFen: 1_200 }])
  const back = { countyCode, elderId, kind: 'paidBack', way: 'cashInHand', day: '2026-11-24' } as const
  await expect(
    town.call('careAccount.topUp', { ...back, id: world.newId(), amountFen: 5_000 }),
  ).rejects.toThrow('只有 38.00 元可退')
  const listed = await town.call('careAccount.list', { regionCode: `${village.slice(0, 9)}000` })
  expect(listed.rows).toMatchObject([{ elderId, balanceFen: 5_000, owedFen: 1_200, shortFen: 0 }])
  const { months } = await manager.call('myClaim.open', { countyCode })
  expect(months).toEqual([{ month: '2026-11', orders: 1, amountFen: 1_200 }])
})
