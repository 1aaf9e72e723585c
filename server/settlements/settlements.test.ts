// A month of services from claim to payment on a real database: nothing is paid that does not agree or that nobody admitted.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import { makeElders, otherVillage, type SampleElder, village } from '../../tools/sample-elders.ts'
import { makeOrder, makeServices, makeWorker, type SampleServices } from '../../tools/sample-orders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { climbComplaints } from './settlements.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let second: Caller
let elders: SampleElder[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-26T02:00:00Z' })
  officer = await world.signedInAs('countyOfficer', county, '李科长')
  second = await world.signedInAs('countyOfficer', county, '赵科员')
  elders = [...(await makeElders(world, village, 12)), ...(await makeElders(world, otherVillage, 4))]
})
afterAll(() => world.close())

let nextElder = 0
const elder = () => elders[nextElder++ % elders.length]!

async function claimOf(provider: SampleServices, month = '2026-11') {
  const id = world.newId()
  await provider.manager.call('myClaim.make', { countyCode, id, month })
  return provider.manager.call('myClaim.send', { countyCode, id })
}

const linesOf = async (id: string) =>
  (await officer.call('claim.lines', { countyCode, id, limit: 500 })).rows.map(line => ({
    ...line,
    keys: line.faults.map(fault => fault.key),
  }))

/** A contract over all items of a provider, signed by the second person. */
async function contractWith(provider: SampleServices, budgetFen = 10_000_000) {
  const id = world.newId()
  await officer.call('contract.write', {
    ...{ id, countyCode, number: `采购〔2026〕${id.slice(-6)}号`, title: '居家养老服务', budgetFen },
    ...{ providerId: provider.providerId, startsOn: '2026-01-01', endsOn: '2026-12-31' },
    noWholeSubcontract: true,
    lots: [
      {
        id: world.newId(),
        name: '一包',
        budgetFen,
        itemCodes: Object.values(provider.items).map(one => one.code),
      },
    ],
    goals: [{ kind: 'onTimePercent', target: 95 }],
  })
  await second.call('contract.sign', { countyCode, id })
  return id
}

const balance = async (kind: string, ownerId: string | null) =>
  Number(
    (
      await world.pool.query(
        `select coalesce(sum(case when t.to_id = a.id then t.amount else -t.amount end), 0) as fen
         from ledger_accounts a join ledger_transfers t on t.county_code = a.county_code and a.id in (t.to_id, t.from_id)
         where a.kind = $1 and a.owner_id is not distinct from $2`,
        [kind, ownerId],
      )
    ).rows[0].fen,
  )

describe('a claim made from orders', () => {
  it('holds what was confirmed, and agrees where nothing is wrong', async () => {
    const own = await makeServices(world, '一致机构')
    const done = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00' })
    await makeOrder(world, { services: own, elder: elder(), from: '2026-11-04T09:00', stage: 'promised' })
    const open = await own.manager.call('myClaim.open', { countyCode })
    expect(open).toMatchObject({
      providerName: '一致机构',
      months: [{ month: '2026-11', orders: 1, amountFen: 12_000 }],
    })
    const claim = await claimOf(own)
    expect(claim).toMatchObject({ state: 'claimSent', sums: { lines: 1, agreedLines: 1, agreedFen: 12_000 } })
    expect(await linesOf(claim.id)).toMatchObject([
      { orderCode: orderCodeOf(done.id), state: 'allAgree', keys: [] },
    ])
    await expect(
      own.manager.call('myClaim.make', { countyCode, id: world.newId(), month: '2026-11' }),
    ).rejects.toThrow('没有可以申报的订单')
  })

  it('is nobody else’s: another provider and an officer’s desk are kept apart', async () => {
    const own = await makeServices(world, '甲机构')
    const other = await makeServices(world, '乙机构')
    await makeOrder(world, { services: own, elder: elder(), from: '2026-11-05T09:00' })
    const claim = await claimOf(own)
    await expect(other.manager.call('myClaim.get', { countyCode, id: claim.id })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(other.manager.call('claim.list', { regionCode: county })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    const stranger = await world.signedInAs('providerManager', county)
    await expect(stranger.call('myClaim.open', { countyCode })).rejects.toThrow('没有登记在哪家服务机构名下')
  })

  it('finds what records say against it: hospital, death, blood pressure, papers, two homes at once, two lunches', async () => {
    const own = await makeServices(world, '有错机构')
    const [sick, dead, hungry, ...rest] = await makeElders(world, village, 9)
    await world.pool.query(
      `insert into elder_absences (county_code, id, region_code, elder_id, kind, valid_from, reason, recorded_at)
       values ('222402', $1, $2, $3, 'hospital', '2026-11-01', '住院', now())`,
      [world.newId(), village, sick!.id],
    )
    await world.pool.query(
      `insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
       values ('222402', $1, $2, 'died', '2026-11-02', '去世', now())`,
      [dead!.id, village],
    )
    const lapsed = world.newId()
    await makeWorker(world, {
      providerId: own.providerId,
      workerId: lapsed,
      name: '证件过期的人',
      certifiedTo: '2026-11-09',
    })
    const at = (who: SampleElder | undefined, from: string, more: object = {}) =>
      makeOrder(world, { services: own, elder: who!, from, ...more })
    const orders = {
      sick: await at(sick, '2026-11-06T08:00'),
      dead: await at(dead, '2026-11-06T10:00'),
      short: await at(rest[0], '2026-11-06T14:00', { minutes: 41 }),
      noVitals: await at(rest[1], '2026-11-07T08:00', { vitals: false }),
      onPhone: await at(rest[2], '2026-11-07T10:00', { way: 'calledBack' }),
      lapsed: await at(rest[3], '2026-11-10T08:00', { workerId: lapsed }),
      one: await at(rest[4], '2026-11-11T08:00'),
      twin: await at(rest[5], '2026-11-11T08:30'),
      near: await at(rest[4], '2026-11-12T08:00', { place: { lon: 129.8, lat: 42.9 } }),
      far: await at(rest[5], '2026-11-12T09:05', { place: { lon: 129.8, lat: 43.1 } }),
      lunch: await at(hungry, '2026-11-13T11:00', { item: 'meal', minutes: 10 }),
      lunchAgain: await at(hungry, '2026-11-13T12:30', { item: 'meal', minutes: 10 }),
      right: await at(rest[0], '2026-11-20T09:00'),
    }
    const claim = await claimOf(own)
    const found = new Map((await linesOf(claim.id)).map(line => [line.orderId, line.keys]))
    const keysBy = Object.fromEntries(
      Object.entries(orders).map(([name, order]) => [name, found.get(order.id)]),
    )
    expect(keysBy).toEqual({
      sick: ['elderInHospital'],
      dead: ['elderHadDied'],
      short: ['serviceTooShort'],
      noVitals: ['vitalsMissing'],
      onPhone: ['confirmationWrong'],
      lapsed: ['certificateExpired'],
      one: ['workerInTwoPlaces'],
      twin: ['workerInTwoPlaces'],
      near: ['travelTooFast'],
      far: ['travelTooFast'],
      lunch: ['secondLunch'],
      lunchAgain: ['secondLunch'],
      right: [],
    })
    const counts = await officer.call('claim.counts', { regionCode: county, providerId: own.providerId })
    expect(counts.faults.find(one => one.key === 'secondLunch')).toMatchObject({ lines: 2, amountFen: 3_000 })
    const queue = await officer.call('claim.queue', { regionCode: county, fault: 'elderHadDied' })
    expect(queue.rows.map(line => line.orderId)).toEqual([orders.dead.id])
  })
})

describe('a claim from a sheet', () => {
  const upload = async (provider: SampleServices, text: string) => {
    const path = join(tmpdir(), `claim-${world.newId()}.csv`)
    writeFileSync(path, text)
    const id = world.newId()
    const claim = await provider.manager.call(
      'myClaim.upload',
      { countyCode, id, month: '2026-11', fileName: '申报.csv' },
      { upload: { path, bytes: Buffer.byteLength(text) } },
    )
    return claim
  }

  it('keeps what can be read, says why of the rest, and does not believe its prices', async () => {
    const own = await makeServices(world, '表格机构')
    const bath = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00' })
    const clean = await makeOrder(world, {
      services: own,
      elder: elder(),
      item: 'clean',
      from: '2026-11-04T09:00',
    })
    const claim = await upload(
      own,
      [
        '订单编号,服务项目,服务日期,数量,单价,金额',
        `${orderCodeOf(bath.id)},上门助浴,2026-11-03,1,150,150`,
        `${orderCodeOf(clean.id)},上门保洁,2026-11-04,1,60,60`,
        'FFFF-0000-FFFF,上门助浴,2026-11-05,1,120,120',
        ',上门助浴,2026-11-05,1,120,120',
        '合计,,,,,330',
      ].join('\n'),
    )
    expect(claim).toMatchObject({ source: 'fromSheet', refusedRows: 1, sums: { lines: 3 } })
    const refusals = await own.manager.call('myClaim.refusals', { countyCode, id: claim.id })
    expect(refusals.rows).toEqual([{ sheetRow: 5, orderCode: null, reason: '没有订单编号。' }])
    await own.manager.call('myClaim.send', { countyCode, id: claim.id })
    const lines = await linesOf(claim.id)
    expect(lines.map(line => line.keys)).toEqual([['priceDiffers'], [], ['noOrder']])
  })

  it('claims an order a second time only to be asked about it', async () => {
    const own = await makeServices(world, '重复机构')
    const order = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00' })
    await claimOf(own)
    const again = await upload(own, `订单编号,服务日期,金额\n${orderCodeOf(order.id)},2026-11-03,120\n`)
    await own.manager.call('myClaim.send', { countyCode, id: again.id })
    const [line] = await linesOf(again.id)
    expect(line?.faults).toEqual([{ key: 'claimedTwice', seen: { line: 1, month: '2026-11' } }])
  })
})

describe('what is asked for nothing served', () => {
  it('is claimed beside the services, paid from what the elder topped up, and public money has no part in it', async () => {
    const own = await makeServices(world, '空跑机构')
    const contractId = await contractWith(own)
    const who = elder()
    const inVain = await makeOrder(world, {
      services: own,
      elder: who,
      from: '2026-11-05T09:00',
      stage: 'promised',
    })
    const late = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-06T09:00',
      stage: 'promised',
    })
    const free = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-07T09:00',
      stage: 'promised',
    })
    await world.pool.query(
      `update service_orders set stage = case when id = $1 then 'nobodyHome' else 'annulled' end,
         fee_fen = case id when $1 then 2400 when $2 then 6000 else 0 end where id in ($1, $2, $3)`,
      [inVain.id, late.id, free.id],
    )
    await world.pool.query(
      `insert into order_events (county_code, id, region_code, order_id, kind, happened_at, recorded_at, details)
       values ('222402', $1, $2, $3, 'meetNobody', '2026-11-05T01:10:00Z', now(), '{}')`,
      [world.newId(), who.regionCode, inVain.id],
    )
    const open = await own.manager.call('myClaim.open', { countyCode })
    expect(open.months).toEqual([{ month: '2026-11', orders: 2, amountFen: 8_400 }])
    const claim = await claimOf(own)
    expect(await linesOf(claim.id)).toMatchObject([
      { kind: 'feeLine', orderId: inVain.id, amountFen: 2_400, state: 'allAgree', keys: [] },
      { kind: 'feeLine', orderId: late.id, amountFen: 6_000, state: 'allAgree', keys: [] },
    ])
    const billId = world.newId()
    await officer.call('bill.drawUp', { countyCode, id: billId, contractId, month: '2026-11' })
    const { bill, parts } = await officer.call('bill.get', { countyCode, id: billId })
    expect(bill).toMatchObject({ amountFen: 8_400, budgetFen: 0, split: { elder: 8_400, subsidy: 0 } })
    expect(parts).toMatchObject([{ kind: 'feeLine', itemName: '上门助浴（空跑和临时取消的费用）', lines: 2 }])
    await second.call('bill.pass', { countyCode, id: billId })
    await second.call('bill.handOver', { countyCode, id: billId })
    await second.call('bill.recordPaid', { countyCode, id: billId, on: '2026-11-26', voucherNumber: 'CZ-9' })
    expect(await balance('contractBudget', contractId)).toBe(10_000_000)
    // Nobody has told of cash, so none is booked; the orders were over long before.
    expect(await balance('providerPaid', own.providerId)).toBe(0)
    const stages = await world.pool.query(
      'select stage from service_orders where id in ($1, $2) order by stage',
      [inVain.id, late.id],
    )
    expect(stages.rows.map(row => row.stage)).toEqual(['annulled', 'nobodyHome'])
  })

  it('cannot be asked for by a sheet where the order owes nothing', async () => {
    const own = await makeServices(world, '乱收机构')
    const order = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-08T09:00',
      stage: 'promised',
    })
    await world.pool.query(`update service_orders set stage = 'annulled' where id = $1`, [order.id])
    const text = `订单编号,服务日期,金额\n${orderCodeOf(order.id)},2026-11-08,60\n`
    const path = join(tmpdir(), `claim-${world.newId()}.csv`)
    writeFileSync(path, text)
    const claim = await own.manager.call(
      'myClaim.upload',
      { countyCode, id: world.newId(), month: '2026-11', fileName: '申报.csv' },
      { upload: { path, bytes: Buffer.byteLength(text) } },
    )
    await own.manager.call('myClaim.send', { countyCode, id: claim.id })
    expect(await linesOf(claim.id)).toMatchObject([
      { kind: 'feeLine', state: 'inQuestion', keys: ['feeNotOwed'] },
    ])
  })
})

describe('a complaint nobody settles', () => {
  it('tells its owner of the provider’s silence, and goes up office by office once its time is over', async () => {
    const own = await makeServices(world, '拖延机构')
    const order = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-10T09:00' })
    const id = world.newId()
    await officer.call('complaint.open', {
      ...{
        countyCode,
        id,
        orderId: order.id,
        source: 'saidByElder',
        kind: 'cameLate',
        words: '晚了两个钟头',
      },
      callId: null,
    })
    const first = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '乡镇经办')
    const prefecture = await world.signedInAs('prefectureOfficer', '222400000000', '州里督办')
    const standing = async () => {
      const { rows } = await world.pool.query(
        `select owner_id, climbs from service_complaints where id = $1`,
        [id],
      )
      return rows[0]
    }
    await world.pool.query(
      `update service_complaints set owner_id = $2, answer_due_on = '2026-11-20', settle_due_on = '2026-11-27'
       where id = $1`,
      [id, first.actor.accountId],
    )
    const toldTo = async (who: Caller) => {
      const { rows } = await world.pool.query(
        `select text from notices where to_account_id = $1 and kind = 'complaintLate' order by text`,
        [who.actor.accountId],
      )
      return rows.map(row => row.text as string)
    }
    await climbComplaints(world.system)
    await climbComplaints(world.system)
    expect(await toldTo(first)).toEqual([expect.stringContaining('没有按期答复')])
    expect(await standing()).toMatchObject({ owner_id: first.actor.accountId, climbs: 0 })
    world.clock.set('2026-11-30T02:00:00Z')
    await climbComplaints(world.system)
    const county = (await standing()).owner_id
    expect([officer.actor.accountId, second.actor.accountId]).toContain(county)
    world.clock.set('2026-12-01T02:00:00Z')
    await climbComplaints(world.system)
    expect(await standing()).toMatchObject({ owner_id: county, climbs: 1 })
    world.clock.set('2026-12-03T02:00:00Z')
    await climbComplaints(world.system)
    expect(await standing()).toMatchObject({ owner_id: prefecture.actor.accountId, climbs: 2 })
    expect(await toldTo(prefecture)).toEqual([expect.stringContaining('升级到您督办')])
    const { events } = await officer.call('complaint.get', { countyCode, id })
    expect(events.map(event => event.deed)).toEqual(['complain', 'climbComplaint', 'climbComplaint'])
    world.clock.set('2026-11-26T02:00:00Z')
  })
})

describe('a service nobody confirmed', () => {
  it('is settled when it was admitted and paid for, and its story says so', async () => {
    const own = await makeServices(world, '没确认机构')
    const contractId = await contractWith(own)
    const done = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-09T09:00',
      stage: 'finished',
    })
    const text = `订单编号,服务日期,金额\n${orderCodeOf(done.id)},2026-11-09,120\n`
    const path = join(tmpdir(), `claim-${world.newId()}.csv`)
    writeFileSync(path, text)
    const claim = await own.manager.call(
      'myClaim.upload',
      { countyCode, id: world.newId(), month: '2026-11', fileName: '申报.csv' },
      { upload: { path, bytes: Buffer.byteLength(text) } },
    )
    await own.manager.call('myClaim.send', { countyCode, id: claim.id })
    const [line] = await linesOf(claim.id)
    expect(line?.keys).toEqual(['unconfirmed'])
    const admit = { countyCode, id: line!.id, deed: 'admit' as const, words: '老人住院前做完，家属电话证实' }
    await officer.call('claimLine.decide', admit)
    const billId = world.newId()
    await officer.call('bill.drawUp', { countyCode, id: billId, contractId, month: '2026-11' })
    await second.call('bill.pass', { countyCode, id: billId })
    await second.call('bill.handOver', { countyCode, id: billId })
    await second.call('bill.recordPaid', { countyCode, id: billId, on: '2026-11-26', voucherNumber: 'CZ-8' })
    const { stage, events } = await officer.call('order.get', { countyCode, id: done.id })
    expect(stage).toBe('settled')
    expect(events.at(-1)?.kind).toBe('settle')
    expect(JSON.stringify(events.at(-1))).toContain('老人或家属没有确认，核后认可付款')
  })
})

describe('the queue', () => {
  it('asks, is answered, and decides with a reason; what is denied stays denied when matched again', async () => {
    const own = await makeServices(world, '待核机构')
    const short = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-03T09:00',
      minutes: 30,
    })
    const claim = await claimOf(own)
    const [line] = await linesOf(claim.id)
    const key = { countyCode, id: line!.id }
    world.clock.set('2026-11-26T02:05:00Z')
    await officer.call('claimLine.decide', { ...key, deed: 'askProvider', words: '为什么只做了半小时？' })
    world.clock.set('2026-11-26T02:10:00Z')
    await expect(own.manager.call('myClaim.takeBack', { countyCode, id: claim.id })).rejects.toThrow(
      '已经在处理',
    )
    const answered = await own.manager.call('myClaimLine.answer', {
      ...key,
      words: '老人身体不适，提前结束。',
    })
    expect(answered.line).toMatchObject({ state: 'inQuestion', orderCode: orderCodeOf(short.id) })
    world.clock.set('2026-11-26T02:20:00Z')
    const file = await officer.call('claimLine.decide', {
      ...key,
      deed: 'deny',
      words: '未达到标准时长，不予支付。',
    })
    expect(file.line.state).toBe('turnedOff')
    expect(file.proof).toMatchObject({ minutes: 30, confirmedBy: '老年人签字' })
    expect(file.events.map(event => [event.deed, event.byName])).toEqual([
      ['judged', null],
      ['askProvider', '李科长'],
      ['providerAnswers', '机构负责人'],
      ['deny', '李科长'],
    ])
    await officer.call('claim.matchAgain', { countyCode, id: claim.id })
    expect((await linesOf(claim.id))[0]?.state).toBe('turnedOff')
  })

  it('needs two people above the sum of the setting', async () => {
    const own = await makeServices(world, '大额机构')
    await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00', minutes: 30 })
    await world.pool.query(
      `update service_orders set price_fen = 60000,
      split = '{"elder":60000,"subsidy":0,"charity":0,"timeBank":0}' where provider_id = $1`,
      [own.providerId],
    )
    const claim = await claimOf(own)
    const [line] = await linesOf(claim.id)
    const admit = (by: Caller) =>
      by.call('claimLine.decide', { countyCode, id: line!.id, deed: 'admit', words: '情况属实' })
    expect((await admit(officer)).line.state).toBe('awaitsSecondYes')
    await expect(admit(officer)).rejects.toThrow('不能再做第二人')
    expect((await admit(second)).line.state).toBe('admitted')
  })
})

describe('contract, bill and payment', () => {
  it('pays only what agrees or was admitted, each side its part, and settles the orders', async () => {
    const own = await makeServices(world, '付款机构')
    const contractId = await contractWith(own)
    expect(await balance('contractBudget', contractId)).toBe(10_000_000)
    const right = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00' })
    const admitted = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-04T09:00',
      minutes: 40,
    })
    const asked = await makeOrder(world, {
      services: own,
      elder: elder(),
      from: '2026-11-05T09:00',
      minutes: 30,
    })
    const claim = await claimOf(own)
    const lines = new Map((await linesOf(claim.id)).map(line => [line.orderId, line]))
    await officer.call('claimLine.decide', {
      ...{ countyCode, id: lines.get(admitted.id)!.id, deed: 'admit', words: '差两分钟，老人满意' },
    })
    const preview = await officer.call('bill.preview', { countyCode, contractId, month: '2026-11' })
    expect(preview).toMatchObject({ lines: 2, amountFen: 24_000, budgetFen: 18_000, questionedLines: 1 })
    const billId = world.newId()
    const { bill } = await officer.call('bill.drawUp', {
      countyCode,
      id: billId,
      contractId,
      month: '2026-11',
    })
    expect(bill).toMatchObject({ lines: 2, amountFen: 24_000, split: { subsidy: 18_000, elder: 6_000 } })
    await expect(officer.call('bill.pass', { countyCode, id: billId })).rejects.toThrow('不能自己审核')
    expect(await second.call('bill.pass', { countyCode, id: billId })).toMatchObject({
      payFen: 18_000,
      accountFen: 0,
    })
    expect(await balance('contractBudget', contractId)).toBe(10_000_000 - 18_000)
    await expect(
      second.call('bill.recordPaid', { countyCode, id: billId, on: '2026-11-26', voucherNumber: 'CZ-1' }),
    ).rejects.toThrow('先把支付单交财政')
    await second.call('bill.handOver', { countyCode, id: billId })
    const download = await second.fetch('bill.sheet', { countyCode, id: billId })
    expect(download.fileName).toMatch(/^支付单-202611-\d{5}-付款机构\.xlsx$/)
    download.stream.resume()
    const paid = await second.call('bill.recordPaid', {
      ...{ countyCode, id: billId, on: '2026-11-26', voucherNumber: 'CZ-1' },
    })
    expect(paid).toMatchObject({ state: 'billPaid', voucherNumber: 'CZ-1', paidByName: '赵科员' })
    expect(await balance('providerPayable', own.providerId)).toBe(0)
    expect(await balance('providerPaid', own.providerId)).toBe(24_000)
    const stages = await world.pool.query('select id, stage from service_orders where provider_id = $1', [
      own.providerId,
    ])
    expect(Object.fromEntries(stages.rows.map(row => [row.id, row.stage]))).toEqual({
      ...{ [right.id]: 'settled', [admitted.id]: 'settled', [asked.id]: 'confirmed' },
    })
    const back = await officer.call('bill.takeBackPaid', { countyCode, id: billId, reason: '银行退票' })
    expect(back).toMatchObject({ state: 'handedOver', paidOn: null, voucherNumber: null })
    expect(await balance('providerPayable', own.providerId)).toBe(18_000)
    await second.call('bill.recordPaid', { countyCode, id: billId, on: '2026-11-26', voucherNumber: 'CZ-2' })
    expect(await balance('providerPayable', own.providerId)).toBe(0)
    expect(await balance('providerPaid', own.providerId)).toBe(24_000)
    const money = await own.manager.call('myClaim.money', { countyCode })
    expect(money.months).toEqual([
      {
        ...{ month: '2026-11', claimedFen: 36_000, questionedFen: 12_000, deniedFen: 0 },
        ...{ acceptedFen: 24_000, paidFen: 24_000 },
      },
    ])
  })

  it('takes the elder’s part out of her account as far as it reaches', async () => {
    const own = await makeServices(world, '账户机构')
    const contractId = await contractWith(own)
    const [rich] = await makeElders(world, village, 1)
    await makeOrder(world, { services: own, elder: rich!, from: '2026-11-03T09:00' })
    await topUp(rich!, 2_000)
    await claimOf(own)
    const id = world.newId()
    await officer.call('bill.drawUp', { countyCode, id, contractId, month: '2026-11' })
    expect(await second.call('bill.pass', { countyCode, id })).toMatchObject({
      accountFen: 2_000,
      payFen: 11_000,
    })
    expect(await balance('elderCare', rich!.id)).toBe(0)
    expect(await balance('providerPaid', own.providerId)).toBe(1_000)
  })

  it('never takes more than the contract has left; a bill that is dropped gives it back', async () => {
    const own = await makeServices(world, '小合同机构')
    const contractId = await contractWith(own, 20_000)
    for (const day of ['03', '04', '05'])
      await makeOrder(world, { services: own, elder: elder(), from: `2026-11-${day}T09:00` })
    await claimOf(own)
    const preview = await officer.call('bill.preview', { countyCode, contractId, month: '2026-11' })
    expect(preview).toMatchObject({
      lines: 2,
      budgetFen: 18_000,
      leftFen: 20_000,
      waitingLines: 1,
      waitingFen: 12_000,
    })
    const id = world.newId()
    await officer.call('bill.drawUp', { countyCode, id, contractId, month: '2026-11' })
    await second.call('bill.pass', { countyCode, id })
    expect(await balance('contractBudget', contractId)).toBe(2_000)
    await expect(
      officer.call('bill.drawUp', { countyCode, id: world.newId(), contractId, month: '2026-11' }),
    ).rejects.toThrow('剩余资金不够')
    await second.call('bill.drop', { countyCode, id, reason: '月份选错' })
    expect(await balance('contractBudget', contractId)).toBe(20_000)
    expect(await officer.call('bill.preview', { countyCode, contractId, month: '2026-11' })).toMatchObject({
      lines: 2,
    })
  })

  it('stops a line whose elder turned out to have died since the claim', async () => {
    const own = await makeServices(world, '迟报机构')
    const contractId = await contractWith(own)
    const [late] = await makeElders(world, village, 1)
    await makeOrder(world, { services: own, elder: late!, from: '2026-11-10T09:00' })
    const claim = await claimOf(own)
    await world.pool.query(
      `insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
       values ('222402', $1, $2, 'died', '2026-11-08', '去世', now())`,
      [late!.id, village],
    )
    const drawn = await officer.call('bill.drawUp', {
      ...{ countyCode, id: world.newId(), contractId, month: '2026-11' },
    })
    expect(drawn).toEqual({ bill: null, stopped: 1 })
    expect((await linesOf(claim.id))[0]).toMatchObject({ state: 'inQuestion', keys: ['elderHadDied'] })
  })

  it('buys from the catalogue only, is signed by another, and says what was reached', async () => {
    const own = await makeServices(world, '合同机构')
    const write = (more: object) =>
      officer.call('contract.write', {
        ...{ id: world.newId(), countyCode, number: `N-${world.newId()}`, title: '居家服务', budgetFen: 100 },
        ...{
          providerId: own.providerId,
          startsOn: '2026-11-01',
          endsOn: '2026-12-31',
          noWholeSubcontract: true,
        },
        lots: [{ id: world.newId(), name: '一包', budgetFen: 100, itemCodes: [own.items.bath.code] }],
        ...more,
      })
    await expect(
      write({ lots: [{ id: world.newId(), name: '一包', budgetFen: 100, itemCodes: ['不在目录'] }] }),
    ).rejects.toThrow('目录以外的服务不能购买')
    const contract = await write({ goals: [{ kind: 'onTimePercent', target: 90 }] })
    await expect(officer.call('contract.sign', { countyCode, id: contract.id })).rejects.toThrow(
      '不能自己启用',
    )
    await second.call('contract.sign', { countyCode, id: contract.id })
    await makeOrder(world, { services: own, elder: elder(), from: '2026-11-12T09:00' })
    const signed = await officer.call('contract.get', { countyCode, id: contract.id })
    expect(signed.goals).toEqual([{ kind: 'onTimePercent', target: 90, actual: 100, isReached: true }])
    const accepted = await officer.call('contract.accept', {
      ...{ countyCode, id: contract.id, acceptanceId: world.newId(), on: '2026-11-26' },
      ...{ verdict: 'serviceAccepted', words: '服务到位' },
    })
    expect(accepted.acceptances).toMatchObject([{ verdict: 'serviceAccepted', byName: '李科长' }])
    await officer.call('contract.breakOff', {
      countyCode,
      id: contract.id,
      on: '2026-11-26',
      reason: '机构停业',
    })
    expect(await balance('contractBudget', contract.id)).toBe(0)
  })
})

describe('complaints and calls', () => {
  it('hold the money while they are open, and take it back when all of it is returned', async () => {
    const own = await makeServices(world, '投诉机构')
    const contractId = await contractWith(own)
    const order = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-03T09:00' })
    const claim = await claimOf(own)
    const billId = world.newId()
    await officer.call('bill.drawUp', { countyCode, id: billId, contractId, month: '2026-11' })
    await second.call('bill.pass', { countyCode, id: billId })
    const id = world.newId()
    const opened = await officer.call('complaint.open', {
      ...{
        countyCode,
        id,
        orderId: order.id,
        source: 'familySays',
        kind: 'nobodyServed',
        words: '女儿说没有人来过',
      },
    })
    expect(opened).toMatchObject({
      stage: 'awaitsAnswer',
      answerDueOn: '2026-12-01',
      settleDueOn: '2026-12-10',
    })
    await own.manager.call('myComplaint.answer', { countyCode, id, words: '走错门了' })
    const decide = (refundFen: number) =>
      officer.call('complaint.decide', { countyCode, id, outcome: 'giveBack', refundFen, words: '全额退款' })
    await expect(decide(5_000)).rejects.toThrow('可以全退')
    await decide(12_000)
    await officer.call('complaint.madeGood', { countyCode, id, words: '已退回' })
    expect(await balance('contractBudget', contractId)).toBe(10_000_000)
    expect(await balance('providerPaid', own.providerId)).toBe(0)
    await expect(
      officer.call('complaint.lookAgain', { countyCode, id, closes: true, words: '看过了' }),
    ).rejects.toThrow('不能自己复看')
    const closed = await second.call('complaint.lookAgain', {
      countyCode,
      id,
      closes: true,
      words: '老人收到了',
    })
    expect(closed.stage).toBe('complaintClosed')
    expect(claim.sums.lines).toBe(1)
  })

  it('are drawn so that anybody can draw them again; who says nobody came stops the line', async () => {
    const own = await makeServices(world, '回访机构')
    const contractId = await contractWith(own)
    const order = await makeOrder(world, { services: own, elder: elder(), from: '2026-11-02T09:00' })
    const claim = await claimOf(own)
    const drawId = world.newId()
    const draw = await officer.call('serviceCall.draw', { id: drawId, regionCode: county, month: '2026-11' })
    expect(draw.drawn).toBe(Math.ceil(draw.poolSize * 0.05))
    expect(await second.call('serviceCall.check', { countyCode, id: drawId })).toMatchObject({ same: true })
    await expect(
      officer.call('serviceCall.draw', { id: world.newId(), regionCode: county, month: '2026-11' }),
    ).rejects.toThrow('不能重抽')
    await world.pool.query('update service_calls set order_id = $1, elder_id = $2 where draw_id = $3', [
      ...[order.id, order.elder.id, drawId],
    ])
    const { rows } = await officer.call('serviceCall.list', { regionCode: county, drawId, open: true })
    await officer.call('serviceCall.answer', {
      countyCode,
      id: rows[0]!.id,
      state: 'gotAnswer',
      served: 'nobodyServes',
    })
    const drawn = await officer.call('bill.drawUp', {
      ...{ countyCode, id: world.newId(), contractId, month: '2026-11' },
    })
    expect(drawn).toEqual({ bill: null, stopped: 1 })
    expect((await linesOf(claim.id))[0]?.keys).toEqual(['deniedOnCall'])
  })
})

async function topUp(who: SampleElder, fen: number) {
  const { post } = await import('../ledger/ledger.ts')
  await post({ tx: world.db, now: world.clock.now(), today: '2026-11-26' }, [
    {
      ...{
        id: world.newId(),
        countyCode,
        regionCode: who.regionCode,
        unit: 'fen',
        amount: fen,
        day: '2026-11-26',
      },
      from: { kind: 'elderCash', ownerId: who.id, regionCode: who.regionCode },
      to: { kind: 'elderCare', ownerId: who.id, regionCode: who.regionCode },
      ...{ purpose: 'topUp', subjectKind: 'elder', subjectId: who.id, voucherId: null, note: null },
    },
  ])
}
