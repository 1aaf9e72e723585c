// Minutes from an order to a passed bill and back: out of her saved time first, never twice, and never turned into money.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { makeOrder, makeServices, type SampleServices } from '../../tools/sample-orders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { within } from '../kernel/database.ts'
import { post, verifyLedger } from '../ledger/ledger.ts'

const countyCode = '222402'
const county = '222402000000'
const month = '2026-11'
let world: TestSystem
let officer: Caller
let second: Caller

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-26T02:00:00Z' })
  officer = await world.signedInAs('countyOfficer', county, '李科长')
  second = await world.signedInAs('countyOfficer', county, '赵科员')
})
afterAll(() => world.close())

/** The bath of 120 yuan: 30 are hers, and for the other 90 time pays an hour. */
interface Scene {
  own: SampleServices
  elder: SampleElder
  contractId: string
}

async function scene(name: string): Promise<Scene> {
  const own = await makeServices(world, name)
  const [elder] = await makeElders(world, village, 1)
  const contractId = world.newId()
  await officer.call('contract.write', {
    ...{ id: contractId, countyCode, number: `采购 ${name}`, title: '居家养老服务', budgetFen: 1_000_000 },
    ...{ providerId: own.providerId, startsOn: '2026-01-01', endsOn: '2026-12-31', noWholeSubcontract: true },
    lots: [
      {
        id: world.newId(),
        name: '一包',
        budgetFen: 1_000_000,
        itemCodes: Object.values(own.items).map(i => i.code),
      },
    ],
    goals: [{ kind: 'onTimePercent', target: 95 }],
  })
  await second.call('contract.sign', { countyCode, id: contractId })
  return { own, elder: elder!, contractId }
}

async function billed({ own, contractId }: Scene) {
  const claimId = world.newId()
  await own.manager.call('myClaim.make', { countyCode, id: claimId, month })
  await own.manager.call('myClaim.send', { countyCode, id: claimId })
  return drawn(contractId)
}

async function drawn(contractId: string) {
  const id = world.newId()
  const { bill } = await officer.call('bill.drawUp', { countyCode, id, contractId, month })
  return bill!
}

/** By work for the village's canteen. */
function earn({ elder }: Scene, minutes: number) {
  const { area, accountId } = officer.actor
  const { id: elderId, regionCode } = elder
  return within(world.db, { area, accountId }, true, tx =>
    post({ tx, now: world.clock.now(), today: '2026-11-26' }, [
      {
        ...{ id: world.newId(), countyCode, regionCode, unit: 'minutes', amount: minutes, day: '2026-11-20' },
        from: { kind: 'workDone', ownerId: world.newId(), regionCode },
        to: { kind: 'workEarned', ownerId: elderId, regionCode },
        ...{ purpose: 'workRecorded', subjectKind: 'elder', subjectId: elderId, voucherId: null, note: null },
      },
    ]),
  )
}

const minutesOn = async (kind: string, ownerId: string | null) =>
  Number(
    (
      await world.pool.query(
        `select coalesce(sum(case when t.to_id = a.id then t.amount else -t.amount end), 0) as minutes
         from ledger_accounts a join ledger_transfers t on t.county_code = a.county_code and a.id in (t.to_id, t.from_id)
         where a.kind = $1 and a.unit = 'minutes' and a.owner_id is not distinct from $2`,
        [kind, ownerId],
      )
    ).rows[0].minutes,
  )

async function expectNought(): Promise<void> {
  const { rows } = await officer.call('ledger.trial', { regionCode: county, day: '2026-11-26' })
  const minutes = rows.filter(row => row.unit === 'minutes')
  expect(minutes.length).toBeGreaterThan(0)
  expect(minutes.reduce((sum, row) => sum + row.balance, 0)).toBe(0)
  expect(await verifyLedger(world.pool)).toEqual([])
}

describe('the time share of a bill', () => {
  it('goes to who served, out of her saved time as far as it reaches, and the county issues the rest', async () => {
    const here = await scene('时间机构')
    await earn(here, 75)
    const at = (from: string) =>
      makeOrder(world, { services: here.own, elder: here.elder, from, timeMinutes: 60 })
    await at('2026-11-03T09:00')
    await at('2026-11-04T09:00')
    const bill = await billed(here)
    expect(bill).toMatchObject({ timeMinutes: 120, savedMinutes: null, split: { timeBank: 18_000 } })
    const issuedBefore = await minutesOn('timeFund', null)
    const passed = await second.call('bill.pass', { countyCode, id: bill.id })
    expect(passed).toMatchObject({ timeMinutes: 120, savedMinutes: 75, payFen: 0 })
    expect(await minutesOn('workEarned', here.elder.id)).toBe(0)
    expect(await minutesOn('timeFund', null)).toBe(issuedBefore - 45)
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(120)
    await expectNought()
    await expect(second.call('bill.pass', { countyCode, id: bill.id })).rejects.toThrow('已经审核过')
    await second.call('bill.handOver', { countyCode, id: bill.id })
    const paid = { countyCode, id: bill.id, on: '2026-11-26', voucherNumber: 'CZ-1' }
    await second.call('bill.recordPaid', paid)
    await officer.call('bill.takeBackPaid', { countyCode, id: bill.id, reason: '银行退票' })
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(120)
  })

  it('comes back when the bill is dropped, and moves again with the next', async () => {
    const here = await scene('撤单机构')
    await earn(here, 40)
    await makeOrder(world, {
      services: here.own,
      elder: here.elder,
      from: '2026-11-05T09:00',
      timeMinutes: 60,
    })
    const bill = await billed(here)
    await second.call('bill.pass', { countyCode, id: bill.id })
    await officer.call('bill.drop', { countyCode, id: bill.id, reason: '重做' })
    expect(await minutesOn('workEarned', here.elder.id)).toBe(40)
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(0)
    await expectNought()
    const again = await drawn(here.contractId)
    await second.call('bill.pass', { countyCode, id: again.id })
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(60)
    await expectNought()
  })

  it('is given back with the money after a complaint, and no part of it is ever paid out in money', async () => {
    const here = await scene('投诉时间机构')
    await earn(here, 60)
    const order = await makeOrder(world, {
      ...{ services: here.own, elder: here.elder, from: '2026-11-06T09:00', timeMinutes: 60 },
    })
    const bill = await billed(here)
    await second.call('bill.pass', { countyCode, id: bill.id })
    const id = world.newId()
    await officer.call('complaint.open', {
      ...{ countyCode, id, orderId: order.id, source: 'familySays', kind: 'nobodyServed', words: '没有人来' },
    })
    const decide = (refundFen: number) =>
      officer.call('complaint.decide', { countyCode, id, outcome: 'giveBack', refundFen, words: '退' })
    await expect(decide(9_000)).rejects.toThrow('时间')
    await decide(12_000)
    await officer.call('complaint.madeGood', { countyCode, id, words: '已退回' })
    expect(await minutesOn('workEarned', here.elder.id)).toBe(60)
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(0)
    await expectNought()
  })

  it('stays with the worker when only the elder’s money is given back', async () => {
    const here = await scene('部分退款机构')
    const order = await makeOrder(world, {
      ...{ services: here.own, elder: here.elder, from: '2026-11-07T09:00', timeMinutes: 60 },
    })
    const bill = await billed(here)
    await second.call('bill.pass', { countyCode, id: bill.id })
    const id = world.newId()
    await officer.call('complaint.open', {
      ...{ countyCode, id, orderId: order.id, source: 'familySays', kind: 'badManner', words: '态度不好' },
    })
    const given = { countyCode, id, outcome: 'giveBack' as const, refundFen: 3_000, words: '退她自付的' }
    await officer.call('complaint.decide', given)
    await officer.call('complaint.madeGood', { countyCode, id, words: '已退回' })
    expect(await minutesOn('workerTime', here.own.workerId)).toBe(60)
    await expectNought()
  })

  it('is not taken from minutes that a meal of an open month waits for', async () => {
    const here = await scene('吃饭机构')
    await earn(here, 60)
    await makeOrder(world, {
      services: here.own,
      elder: here.elder,
      from: '2026-11-08T09:00',
      timeMinutes: 60,
    })
    const canteenId = world.newId()
    await world.pool.query(
      `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats,
         meals_at_most, on_ground_floor, fire_checked, state, state_since, registered_at)
       values ($1, $2, $3, '试餐点', 'seniorCanteen', 'cooksHere', 'elderCourtyard', 'committeeItself', '村东头', 40,
         60, true, true, 'running', '2026-09-01', now())`,
      [countyCode, canteenId, village],
    )
    await world.pool.query(
      `insert into meal_bills (county_code, canteen_id, month, elder_id, region_code, servings, marks, splits,
         price_fen, elder_fen, counter_fen, support_fen, work_minutes, charged_at)
       values ($1, $2, '2026-11', $3, $4, 1, repeat('-', 60), '[]', 0, 0, 0, 0, 40, now())`,
      [countyCode, canteenId, here.elder.id, village],
    )
    const bill = await billed(here)
    expect(await second.call('bill.pass', { countyCode, id: bill.id })).toMatchObject({ savedMinutes: 20 })
    expect(await minutesOn('workEarned', here.elder.id)).toBe(40)
  })
})

describe('a statement of saved time', () => {
  it('tells the elder’s desk, the worker, her provider and the county the same minutes', async () => {
    const here = await scene('明细机构')
    await earn(here, 45)
    await makeOrder(world, {
      services: here.own,
      elder: here.elder,
      from: '2026-11-09T09:00',
      timeMinutes: 60,
    })
    const before = await officer.call('timeBank.standing', { regionCode: county })
    const bill = await billed(here)
    await second.call('bill.pass', { countyCode, id: bill.id })

    const { time } = await officer.call('careAccount.get', { countyCode, elderId: here.elder.id })
    expect(time.minutes).toBe(0)
    expect(time.lines.map(line => [line.purpose, line.change, line.after, line.itemName])).toEqual([
      ['serviceTime', -45, 0, '上门助浴'],
      ['workRecorded', 45, 45, null],
    ])
    const worker = await world.signedInAs('careWorker', county)
    expect(await worker.call('myTime.get', {})).toBeNull()
    await world.pool.query('update service_workers set account_id = $1 where id = $2', [
      ...[worker.actor.accountId, here.own.workerId],
    ])
    const mine = await worker.call('myTime.get', {})
    expect(mine).toMatchObject({ minutes: 60 })
    const key = { countyCode, id: here.own.workerId }
    expect(await here.own.manager.call('workerTime.get', key)).toMatchObject({ name: '护理员', ...mine })
    expect(await officer.call('workerTime.get', key)).toMatchObject({ minutes: 60 })
    const stranger = await makeServices(world, '别家机构')
    await expect(stranger.manager.call('workerTime.get', key)).rejects.toMatchObject({ code: 'not_found' })

    const after = await officer.call('timeBank.standing', { regionCode: county })
    expect(after.issuedMinutes - before.issuedMinutes).toBe(15)
    expect(after.serviceMinutes - before.serviceMinutes).toBe(60)
    expect(after.workersMinutes - before.workersMinutes).toBe(60)
    expect(after.eldersMinutes - before.eldersMinutes).toBe(-45)
  })
})
