// What each office is told and sees of a complaint that nobody settled in time, and what it may do about it.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { makeOrder, makeServices } from '../../tools/sample-orders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { climbComplaints } from './settlements.ts'

const countyCode = '222402'
let world: TestSystem
let township: Caller
let county: Caller
let prefecture: Caller
let province: Caller
let elder: SampleElder
const id = '0195b000-0000-7000-8000-000000000001'

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-16T02:00:00Z' })
  township = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '乡镇经办')
  county = await world.signedInAs('countyOfficer', '222402000000', '县里经办')
  prefecture = await world.signedInAs('prefectureOfficer', '222400000000', '州里督办')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省里督办')
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
  const order = await makeOrder(world, {
    ...{ services: await makeServices(world, '拖延机构'), elder, from: '2026-11-10T09:00' },
  })
  await township.call('complaint.open', {
    ...{ countyCode, id, orderId: order.id, source: 'saidByElder', kind: 'cameLate', words: '晚了两个钟头' },
  })
})
afterAll(() => world.close())

async function morningOf(day: string): Promise<void> {
  world.clock.set(`${day}T01:00:00Z`)
  await climbComplaints(world.system)
}
const seenBy = (who: Caller) => who.call('complaint.get', { countyCode, id })
const toldTo = async (who: Caller) => (await who.call('notice.mine', {})).rows.map(row => row.text)

it('says before the day until when it stays, and where it goes then', async () => {
  expect(await seenBy(township)).toMatchObject({
    ...{ ownerName: '乡镇经办', settleDueOn: '2026-11-30', climbs: 0, climbedPlace: null },
    ...{ nextClimbOn: '2026-12-01', nextPlace: '图们市' },
  })
})

it('comes to the county, which works on it; whoever had it before is told and not relieved', async () => {
  await morningOf('2026-12-01')
  expect(await seenBy(county)).toMatchObject({
    ...{ ownerName: '县里经办', climbs: 1, climbedOn: '2026-12-01', climbedPlace: '图们市' },
    ...{ nextClimbOn: '2026-12-04', nextPlace: '延边朝鲜族自治州' },
  })
  expect(await toldTo(county)).toEqual([
    '测试老人对拖延机构的投诉，到办结期限 11月30日 还没有办结，升级到您办理。12月4日 前还没有办结，再升级到延边朝鲜族自治州。',
  ])
  expect(await toldTo(township)).toContainEqual(expect.stringContaining('今天升级到图们市。请继续抓紧办理。'))
})

it('comes to the prefecture and the province, which read it on their lists and leave the work to the county', async () => {
  await morningOf('2026-12-04')
  await expect(
    prefecture.call('complaint.list', { regionCode: '222400000000', open: true }),
  ).resolves.toMatchObject({
    rows: [
      { id, ownerName: '州里督办', climbedPlace: '延边朝鲜族自治州', isLate: true, nextPlace: '吉林省' },
    ],
  })
  expect((await toldTo(prefecture))[0]).toContain('升级到您督办，仍由图们市办理')
  const decided = { countyCode, id, outcome: 'apology', words: '当面道歉' } as const
  await expect(prefecture.call('complaint.decide', decided)).rejects.toThrow('岗位不能')
  await morningOf('2026-12-07')
  expect(await seenBy(province)).toMatchObject({
    ...{
      words: '晚了两个钟头',
      ownerName: '省里督办',
      climbedPlace: '吉林省',
      nextClimbOn: null,
      nextPlace: null,
    },
  })
  await morningOf('2026-12-31')
  expect((await seenBy(province)).climbs).toBe(3)
  await county.call('complaint.decide', decided)
  expect((await seenBy(prefecture)).events.map(event => event.deed)).toEqual([
    ...['complain', 'climbComplaint', 'climbComplaint', 'climbComplaint', 'decideOutcome'],
  ])
})
