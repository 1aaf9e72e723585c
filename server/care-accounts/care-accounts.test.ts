// Paid ahead for services at home: over the counter, out with a bill, back again, and along to another county.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { farVillage, makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { makeOrder, makeServices, type SampleServices } from '../../tools/sample-orders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { within } from '../kernel/database.ts'
import { post, verifyLedger } from '../ledger/ledger.ts'
import { closeTransfers } from '../life-events/life-events.ts'
import { chargeEverywhere } from '../meal-accounts/meal-accounts.ts'

const countyCode = '222402'
const county = '222402000000'
const newCounty = '222403000000'
let world: TestSystem
let clerk: Caller
let officer: Caller
let second: Caller
let own: SampleServices
let contractId: string

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-26T02:00:00Z' })
  clerk = await world.signedInAs('villageOfficer', village, '村会计')
  officer = await world.signedInAs('countyOfficer', county, '李科长')
  second = await world.signedInAs('countyOfficer', county, '赵科员')
  own = await makeServices(world, '夕阳机构')
  contractId = world.newId()
  await officer.call('contract.write', {
    ...{
      id: contractId,
      countyCode,
      number: '采购〔2026〕9号',
      title: '居家养老服务',
      budgetFen: 10_000_000,
    },
    ...{ providerId: own.providerId, startsOn: '2026-01-01', endsOn: '2026-12-31', noWholeSubcontract: true },
    lots: [
      {
        ...{ id: world.newId(), name: '一包', budgetFen: 10_000_000 },
        itemCodes: Object.values(own.items).map(one => one.code),
      },
    ],
    goals: [{ kind: 'onTimePercent', target: 95 }],
  })
  await second.call('contract.sign', { countyCode, id: contractId })
})
afterAll(() => world.close())

const elder = async (place = village) => (await makeElders(world, place, 1))[0]!
const pay = (
  who: SampleElder,
  amountFen: number,
  more: { kind?: 'paidIn' | 'paidBack'; by?: Caller; day?: string; id?: string } = {},
) =>
  (more.by ?? clerk).call('careAccount.topUp', {
    ...{ countyCode, elderId: who.id, id: more.id ?? world.newId(), kind: more.kind ?? 'paidIn' },
    ...{ way: 'cashInHand', amountFen, day: more.day ?? '2026-11-26', payerName: '女儿' },
  })
const account = (who: { id: string }, by = clerk) =>
  by.call('careAccount.get', { countyCode, elderId: who.id })

async function billPassed(): Promise<string> {
  const claimId = world.newId()
  await own.manager.call('myClaim.make', { countyCode, id: claimId, month: '2026-11' })
  await own.manager.call('myClaim.send', { countyCode, id: claimId })
  const id = world.newId()
  await officer.call('bill.drawUp', { countyCode, id, contractId, month: '2026-11' })
  await second.call('bill.pass', { countyCode, id })
  return id
}

describe('a care account', () => {
  it('opens with the first money, and a receipt has a number', async () => {
    const who = await elder()
    expect(await account(who)).toMatchObject({ balanceFen: 0, ledgerAccountId: null, topUps: [], lines: [] })
    const slip = await pay(who, 20_000)
    expect(slip).toMatchObject({
      ...{ kind: 'paidIn', way: 'cashInHand', amountFen: 20_000, payerName: '女儿' },
      ...{ recordedByName: '村会计', cancelReason: null, whyNotCancel: null },
    })
    expect(slip.serial).toBeGreaterThan(0)
    expect(await account(who)).toMatchObject({
      balanceFen: 20_000,
      lines: [{ purpose: 'careTopUp', change: 20_000, after: 20_000 }],
    })
    const { rows } = await world.pool.query(
      `select operation, subjects from audit_entries where operation = 'careAccount.topUp' and $1 = any(subjects::text[])`,
      [who.id],
    )
    expect(rows).toHaveLength(1)
  })

  it('pays her part of a service when the bill is passed, and says which service it was', async () => {
    const who = await elder()
    const { id } = await makeOrder(world, { services: own, elder: who, from: '2026-11-03T09:00' })
    await pay(who, 5_000)
    expect(await account(who)).toMatchObject({
      ...{ doneFen: 3_000, comingFen: 0 },
      orders: [{ id, itemName: '上门助浴', ownFen: 3_000, stage: 'confirmed' }],
    })
    await expect(pay(who, 2_001, { kind: 'paidBack' })).rejects.toThrow('只有 20.00 元可退')
    const billId = await billPassed()
    expect(await account(who)).toMatchObject({
      ...{ balanceFen: 2_000, doneFen: 0, orders: [] },
      lines: [
        { purpose: 'serviceOwn', change: -3_000, after: 2_000, orderId: id, itemName: '上门助浴' },
        { purpose: 'careTopUp', change: 5_000, after: 5_000 },
      ],
    })
    await pay(who, 2_000, { kind: 'paidBack' })
    await second.call('bill.drop', { countyCode, id: billId, reason: '月份选错' })
    expect(await account(who)).toMatchObject({ balanceFen: 3_000, doneFen: 3_000 })
  })

  it('is listed by village with what is short, and leaves as a table', async () => {
    const [rich, poor, quiet] = await makeElders(world, farVillage, 3)
    await makeOrder(world, { services: own, elder: poor!, item: 'clean', from: '2026-11-05T09:00' })
    await makeOrder(world, {
      ...{ services: own, elder: rich!, item: 'bath', from: '2026-11-28T09:00', stage: 'promised' },
    })
    await pay(rich!, 10_000, { by: officer })
    await pay(poor!, 1_000, { by: officer })
    const list = async (shortOnly: boolean, limit = 50) => {
      const { rows } = await officer.call('careAccount.list', { regionCode: farVillage, shortOnly, limit })
      return rows.map(({ elderId, balanceFen, owedFen, shortFen, lastTopUpOn }) => ({
        ...{ elderId, balanceFen, owedFen, shortFen, lastTopUpOn },
      }))
    }
    const lines = [
      { elderId: rich!.id, balanceFen: 10_000, owedFen: 3_000, shortFen: 0, lastTopUpOn: '2026-11-26' },
      { elderId: poor!.id, balanceFen: 1_000, owedFen: 6_000, shortFen: 5_000, lastTopUpOn: '2026-11-26' },
    ]
    expect(await list(false)).toEqual(lines)
    expect(await list(true)).toEqual(lines.slice(1))
    expect((await list(false)).map(row => row.elderId)).not.toContain(quiet!.id)
    const first = await officer.call('careAccount.list', { regionCode: county, limit: 1 })
    const rest = await officer.call('careAccount.list', {
      regionCode: county,
      limit: 500,
      after: first.next!,
    })
    const all = await officer.call('careAccount.list', { regionCode: county, limit: 500 })
    expect([...first.rows, ...rest.rows]).toEqual(all.rows)
    await expect(clerk.call('careAccount.list', { regionCode: county })).rejects.toMatchObject({
      code: 'not_found',
    })
    const sheet = await officer.fetch('careAccount.export', { regionCode: farVillage })
    expect(sheet.fileName).toContain('老人服务账户')
    sheet.stream.destroy()
  })

  it('is put right by who took the money on the same day only, and later by somebody else of the county', async () => {
    const who = await elder()
    const wrong = await pay(who, 50_000)
    const townsman = await world.signedInAs('townshipOfficer', `${township}`, '乡镇民政')
    await expect(
      townsman.call('careAccount.cancelTopUp', { countyCode, id: wrong.id, reason: '多打了一个零' }),
    ).rejects.toThrow('由县里作废')
    await clerk.call('careAccount.cancelTopUp', { countyCode, id: wrong.id, reason: '多打了一个零' })
    expect(await account(who)).toMatchObject({
      balanceFen: 0,
      topUps: [{ cancelReason: '多打了一个零' }],
      lines: [
        { change: -50_000, after: 0, isReversal: true, note: '多打了一个零' },
        { change: 50_000, isReversed: true },
      ],
    })
    await expect(
      clerk.call('careAccount.cancelTopUp', { countyCode, id: wrong.id, reason: '再来一次' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const kept = await pay(who, 5_000, { by: officer })
    world.clock.set('2026-11-27T02:00:00Z')
    expect((await account(who, officer)).topUps[0]?.whyNotCancel).toContain('另一位同事')
    await expect(
      officer.call('careAccount.cancelTopUp', { countyCode, id: kept.id, reason: '反悔' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await second.call('careAccount.cancelTopUp', { countyCode, id: kept.id, reason: '查明没有收到' })
    expect(await account(who)).toMatchObject({ balanceFen: 0 })
    world.clock.set('2026-11-26T02:00:00Z')
  })

  it('takes no money for tomorrow, of nobody known, and from no canteen', async () => {
    const who = await elder()
    await expect(pay(who, 100, { day: '2026-11-27' })).rejects.toThrow('日期不能晚于今天')
    await expect(pay(await elder(farVillage), 100)).rejects.toMatchObject({ code: 'not_found' })
    const keeper = await world.signedInAs('canteenManager', village)
    await expect(account(who, keeper)).rejects.toMatchObject({ code: 'not_allowed' })
    const id = world.newId()
    await pay(who, 700, { id })
    await expect(pay(who, 800, { id })).rejects.toThrow()
    expect(await account(who)).toMatchObject({ balanceFen: 700 })
  })
})

describe('an elder who moves to another county', () => {
  async function move(who: SampleElder): Promise<{ there: Caller; id: string }> {
    const there = await world.signedInAs('countyOfficer', newCounty, '敦化民政')
    const { rows } = await world.pool.query<{ code: string }>(
      `select code from regions where level = 'village' and code like '222403%' order by code limit 1`,
    )
    const transferId = world.newId()
    await officer.call('lifeEvent.record', {
      ...{
        countyCode,
        id: transferId,
        elderId: who.id,
        kind: 'movedToOtherCounty',
        happenedOn: '2026-11-25',
      },
      ...{ reason: '投靠女儿', details: { toRegionCode: newCounty } },
    })
    const made = await there.call('transfer.accept', {
      ...{ countyCode, id: transferId, elderId: world.newId(), householdId: world.newId() },
      ...{ villageCode: rows[0]!.code, address: '新村 5 号' },
    })
    await closeTransfers(world.system)
    return { there, id: made.elderId }
  }
  const left = (who: SampleElder) => officer.call('leftBehind.get', { countyCode, elderId: who.id })
  const carry = (who: SampleElder, by = officer) =>
    by.call('leftBehind.carry', { countyCode, elderId: who.id })

  /** Minutes as a canteen or a station would have written them down. */
  const saved = (who: SampleElder, kind: 'workEarned' | 'stationPoints', amount: number) =>
    within(world.db, { area: officer.actor.area, accountId: officer.actor.accountId }, true, tx =>
      post({ tx, now: world.clock.now(), today: '2026-11-26' }, [
        {
          ...{ id: world.newId(), countyCode, regionCode: who.regionCode, unit: 'minutes', amount },
          from: {
            ...{ kind: kind === 'workEarned' ? 'workDone' : 'stationWork', ownerId: world.newId() },
            regionCode: who.regionCode,
          },
          to: { kind, ownerId: who.id, regionCode: who.regionCode },
          ...{ purpose: kind === 'workEarned' ? 'workRecorded' : 'stationLabour', subjectKind: 'elder' },
          ...{ subjectId: who.id, voucherId: null, note: null, day: '2026-11-20' },
        },
      ]),
    )

  /** What a trial balance adds up to: nothing, or somebody's books are wrong. */
  async function addsUpTo(by: Caller, regionCode: string, unit = 'fen'): Promise<number> {
    const { rows } = await by.call('ledger.trial', { regionCode, day: '2026-11-26' })
    return rows.filter(row => row.unit === unit).reduce((sum, row) => sum + row.balance, 0)
  }

  it('has her meal and care money sent after her by one click, and both counties’ books add up', async () => {
    const who = await elder()
    await pay(who, 20_000)
    await clerk.call('mealAccount.topUp', {
      ...{ countyCode, elderId: who.id, id: world.newId(), way: 'cashAtStation', amountFen: 8_000 },
      day: '2026-11-20',
    })
    await expect(carry(who)).rejects.toThrow('还没有转到别的县')
    // Cleaned here and not billed: 60 yuan, all hers, stay until they are taken.
    await makeOrder(world, { services: own, elder: who, item: 'clean', from: '2026-11-20T09:00' })
    const { there, id } = await move(who)
    expect(await left(who)).toMatchObject({
      ...{ toCountyName: '敦化市', movedOn: '2026-11-25', mealsFen: 8_000, mealsHeldFen: 0 },
      ...{ careFen: 14_000, careHeldFen: 6_000, gone: [] },
    })
    await expect(pay(who, 100)).rejects.toThrow('随迁到新的县')
    expect(await carry(who, clerk)).toEqual({ mealsFen: 8_000, careFen: 14_000, minutes: 0 })
    await expect(carry(who)).rejects.toThrow('没有可以转到敦化市的余额')

    const seen = await there.call('careAccount.get', { countyCode: '222403', elderId: id })
    expect(seen).toMatchObject({
      balanceFen: 14_000,
      lines: [{ purpose: 'betweenCounties', change: 14_000, note: '从图们市迁来，余额随迁' }],
    })
    expect(await there.call('mealAccount.get', { countyCode: '222403', elderId: id })).toMatchObject({
      balanceFen: 8_000,
      carried: [{ change: 8_000, note: '从图们市迁来，余额随迁', day: '2026-11-26' }],
    })
    expect(await clerk.call('mealAccount.get', { countyCode, elderId: who.id })).toMatchObject({
      balanceFen: 0,
      carried: [{ change: -8_000, note: '迁往敦化市，余额随迁' }],
    })
    expect((await account(who)).lines[0]).toMatchObject({ change: -14_000, note: '迁往敦化市，余额随迁' })
    expect((await left(who)).gone).toEqual(
      expect.arrayContaining([
        { day: '2026-11-26', account: 'elderMeals', amount: 8_000 },
        { day: '2026-11-26', account: 'elderCare', amount: 14_000 },
      ]),
    )
    expect(await addsUpTo(officer, county)).toBe(0)
    expect(await addsUpTo(there, newCounty)).toBe(0)
    expect(await verifyLedger(world.pool)).toEqual([])
    const { rows: entries } = await world.pool.query(
      `select county_code from audit_entries where operation = 'leftBehind.carry' order by 1`,
    )
    expect(new Set(entries.map(row => row.county_code))).toEqual(new Set([countyCode, '222403']))

    // The cleaning is billed; what was held back has paid it, and nothing is left to send.
    await billPassed()
    expect(await account(who)).toMatchObject({ balanceFen: 0, doneFen: 0 })
  })

  it('takes along the time she saved by work and the points of her station, and both counties’ minutes add up', async () => {
    const who = await elder()
    await saved(who, 'workEarned', 150)
    await saved(who, 'stationPoints', 40)
    // A service already done, of which time pays an hour, is still to be billed here.
    await makeOrder(world, { services: own, elder: who, from: '2026-11-21T14:00', timeMinutes: 60 })
    const { there, id } = await move(who)
    expect(await left(who)).toMatchObject({ workMinutes: 90, workHeldMinutes: 60, pointsMinutes: 40 })
    expect(await carry(who)).toEqual({ mealsFen: 0, careFen: 0, minutes: 130 })
    expect(await there.call('mealAccount.get', { countyCode: '222403', elderId: id })).toMatchObject({
      workMinutes: 90,
    })
    expect((await left(who)).gone).toEqual(
      expect.arrayContaining([
        { day: '2026-11-26', account: 'workEarned', amount: 90 },
        { day: '2026-11-26', account: 'stationPoints', amount: 40 },
      ]),
    )
    await billPassed()
    expect((await left(who)).workHeldMinutes).toBe(0)
    expect(await addsUpTo(officer, county, 'minutes')).toBe(0)
    expect(await addsUpTo(there, newCounty, 'minutes')).toBe(0)
    expect(await verifyLedger(world.pool)).toEqual([])
  })

  it('is not forgotten when nobody clicks: the night sends it, out of a county without a canteen too', async () => {
    const who = await elder()
    await pay(who, 3_000)
    const { there, id } = await move(who)
    await chargeEverywhere(world.system)
    expect(await there.call('careAccount.get', { countyCode: '222403', elderId: id })).toMatchObject({
      balanceFen: 3_000,
    })
    expect(await left(who)).toMatchObject({ careFen: 0, mealsFen: 0 })
    expect(await addsUpTo(officer, county)).toBe(0)
    expect(await addsUpTo(there, newCounty)).toBe(0)
  })
})
