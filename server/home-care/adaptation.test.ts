// A home made fit for old age on a real database: from the check to two people's yes, the money, and the look-back.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let payer: Caller
let officer: Caller
let colleague: Caller
let villager: Caller
let elder: SampleElder
let providerId: string

beforeAll(async () => {
  world = await openTestSystem()
  county = await world.signedInAs('countyOfficer', '222402000000', '县级')
  payer = await world.signedInAs('countyOfficer', '222402000000', '县级出纳')
  officer = await world.signedInAs('townshipOfficer', township, '乡镇甲')
  colleague = await world.signedInAs('townshipOfficer', township, '乡镇乙')
  villager = await world.signedInAs('villageOfficer', village, '村主任')
  providerId = world.newId()
  await world.pool.query(
    `insert into service_providers (county_code, id, region_code, name, kind, care_ways, item_codes, address, reach_km,
       daily_orders, started_on, version, recorded_at)
     values ($1, $2, '222402000000', '适老改造工程队', 'company', '{}', '{}', '县城', 50, 20, '2020-01-01', 1, now())`,
    [countyCode, providerId],
  )
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-11-23T02:00:00Z')
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

async function isPoor(): Promise<void> {
  await world.pool.query(
    `insert into elder_circumstances (county_code, id, region_code, elder_id, income, valid_from, evidence, recorded_at)
     values ($1, gen_random_uuid(), $2, $3, 'dibao', '2026-01-01', '低保证', now())`,
    [countyCode, village, elder.id],
  )
}

async function checkHome(): Promise<string> {
  const id = world.newId()
  await officer.call('homeSafety.record', {
    ...{ countyCode, id, elderId: elder.id, checkedOn: '2026-11-20' },
    hazards: ['slipperyFloor', 'noToiletRail', 'darkAtNight'],
  })
  return id
}

async function opened(more: Partial<Sent<'adaptation.open'>> = {}): Promise<string> {
  const id = world.newId()
  await officer.call('adaptation.open', { countyCode, id, elderId: elder.id, reason: 'fromFall', ...more })
  return id
}

const get = (id: string, by = officer) => by.call('adaptation.get', { countyCode, id })

/** Names the version that is seen now, as a screen would. */
async function at(id: string) {
  return { countyCode, id, version: (await get(id)).version }
}

async function photograph(id: string, item: number, moment: 'beforeWorks' | 'afterWorks', by = villager) {
  const photoId = world.newId()
  const path = join(tmpdir(), `home-${photoId}.jpg`)
  writeFileSync(path, Buffer.from('\xff\xd8\xff a bathroom', 'latin1'))
  await by.call(
    'adaptation.addPhoto',
    { countyCode, id, photoId, item, moment, contentType: 'image/jpeg' },
    { upload: { path, bytes: 14 } },
  )
  return photoId
}

const plan = (
  funder: 'governmentFunds' | 'familyFunds' = 'governmentFunds',
): Sent<'adaptation.plan'>['plan'] => [
  { item: 1, reason: '地面滑', quantity: 1, priceFen: 60_000, funder },
  { item: 13, reason: '厕所没有扶手', quantity: 2, priceFen: 15_000, funder },
  { item: 20, reason: '夜里看不清', quantity: 3, priceFen: 4_000, funder: 'familyFunds' },
]

/** Up to the works being done, by the officer, approved by the colleague. */
async function finished(): Promise<string> {
  await isPoor()
  const id = await opened()
  await officer.call('adaptation.plan', { ...(await at(id)), plan: plan(), expectedDays: 5 })
  await officer.call('adaptation.submit', await at(id))
  await colleague.call('adaptation.approve', await at(id))
  for (const { item } of plan()) await photograph(id, item, 'beforeWorks')
  await officer.call('adaptation.start', { ...(await at(id)), providerId, on: '2026-11-21' })
  for (const { item } of plan()) await photograph(id, item, 'afterWorks')
  await officer.call('adaptation.finish', { ...(await at(id)), on: '2026-11-23' })
  return id
}

const elderAccepts = async (id: string, by = villager) =>
  by.call('adaptation.acceptByElder', { ...(await at(id)), way: 'elderPressed', withName: '本人' })
const officeAccepts = async (id: string, by = colleague) => by.call('adaptation.acceptByOffice', await at(id))

describe('a project', () => {
  it('starts from what the walk through the home proposed, each item with who is expected to pay', async () => {
    await isPoor()
    const homeCheckId = await checkHome()
    const id = await opened({ reason: 'fromHomeCheck', homeCheckId })
    const project = await get(id)
    expect(project).toMatchObject({
      stage: 'planDrawn',
      hardship: 'dibao',
      homeCheckedOn: '2026-11-20',
      items: 3,
    })
    expect(project.lines.map(({ item, funder, reason }) => [item, funder, reason])).toEqual([
      [1, 'governmentFunds', '地面滑，或没有防滑垫'],
      [13, 'governmentFunds', '厕所、洗澡处没有扶手'],
      [20, 'familyFunds', '夜里起来看不清，没有夜灯'],
    ])
  })

  it('is one at a time, and begins with a check where that is the reason', async () => {
    await opened()
    await expect(opened()).rejects.toMatchObject({ code: 'conflict' })
    ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
    await expect(opened({ reason: 'fromHomeCheck' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('spends government’s money on hardship families only', async () => {
    const id = await opened()
    await expect(
      officer.call('adaptation.plan', { ...(await at(id)), plan: plan(), expectedDays: 5 }),
    ).rejects.toMatchObject({ code: 'rule_broken' })
    await officer.call('adaptation.plan', { ...(await at(id)), plan: plan('familyFunds'), expectedDays: 5 })
    expect(await get(id)).toMatchObject({ totalFen: 102_000, governmentFen: 0, expectedDays: 5 })
  })

  it('is approved by somebody else, sent back with a reason, and above a sum by the county', async () => {
    await isPoor()
    const id = await opened()
    const dear = [
      { item: 1, reason: '地面滑', quantity: 1, priceFen: 600_000, funder: 'governmentFunds' as const },
    ]
    await officer.call('adaptation.plan', { ...(await at(id)), plan: dear, expectedDays: 5 })
    await officer.call('adaptation.submit', await at(id))
    await expect(officer.call('adaptation.approve', await at(id))).rejects.toMatchObject({
      message: expect.stringMatching(/不能自己批准/),
    })
    await expect(colleague.call('adaptation.approve', await at(id))).rejects.toMatchObject({
      message: expect.stringMatching(/县级审批/),
    })
    await colleague.call('adaptation.return', { ...(await at(id)), note: '价格太高' })
    await officer.call('adaptation.submit', await at(id))
    await county.call('adaptation.approve', await at(id))
    expect(await get(id)).toMatchObject({ stage: 'planApproved', approvedByName: '县级' })
  })

  it('refuses an act on what somebody has just changed', async () => {
    const id = await opened()
    const seen = await at(id)
    await officer.call('adaptation.plan', { ...seen, plan: plan('familyFunds'), expectedDays: 5 })
    await expect(officer.call('adaptation.submit', seen)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('shows each item before and after, and starts only once there is a before', async () => {
    const id = await opened()
    await officer.call('adaptation.plan', { ...(await at(id)), plan: plan('familyFunds'), expectedDays: 5 })
    await officer.call('adaptation.submit', await at(id))
    await colleague.call('adaptation.approve', await at(id))
    await photograph(id, 1, 'beforeWorks')
    const start = async () =>
      officer.call('adaptation.start', { ...(await at(id)), providerId, on: '2026-11-22' })
    await expect(start()).rejects.toMatchObject({ message: expect.stringMatching(/13 安装扶手、20/) })
    await photograph(id, 13, 'beforeWorks')
    const photoId = await photograph(id, 20, 'beforeWorks')
    await start()
    expect(await get(id)).toMatchObject({ stage: 'worksUnderWay', providerName: '适老改造工程队' })
    await expect(photograph(id, 20, 'beforeWorks')).rejects.toMatchObject({ code: 'rule_broken' })
    const photo = await officer.fetch('adaptation.photo', { countyCode, id, photoId })
    expect(photo.contentType).toBe('image/jpeg')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.fetch('adaptation.photo', { countyCode, id, photoId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(get(id, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is accepted by the elder before the village, then by another person of the township', async () => {
    const id = await finished()
    await expect(officeAccepts(id)).rejects.toMatchObject({ code: 'conflict' })
    await elderAccepts(id, colleague)
    await expect(officeAccepts(id, colleague)).rejects.toMatchObject({
      message: expect.stringMatching(/另一位/),
    })
    await expect(officeAccepts(id, villager)).rejects.toMatchObject({
      message: expect.stringMatching(/乡镇/),
    })
    await officeAccepts(id, officer)
    expect(await get(id)).toMatchObject({
      stage: 'worksAccepted',
      acceptedOn: '2026-11-23',
      lookBackOn: '2027-11-23',
    })
  })

  it('is made good where something was wrong, and shown to the elder again', async () => {
    const id = await finished()
    await elderAccepts(id)
    await colleague.call('adaptation.findDefects', {
      ...(await at(id)),
      defects: [{ item: 13, defect: '左边扶手松动' }],
    })
    const wrong = await get(id)
    expect(wrong.stage).toBe('makingGood')
    expect(wrong.lines.map(line => line.defect)).toEqual([null, '左边扶手松动', null])
    await officer.call('adaptation.makeGood', { ...(await at(id)), note: '已重新打孔固定' })
    expect((await get(id)).stage).toBe('worksFinished')
    await elderAccepts(id)
    await officeAccepts(id)
    const story = (await get(id)).acts.map(act => act.kind)
    expect(story.slice(-5)).toEqual([
      'elderAccepts',
      'findsDefects',
      'makesGood',
      'elderAccepts',
      'officeAccepts',
    ])
  })

  it('becomes a debt in the ledger when accepted, and is paid funder by funder by somebody else', async () => {
    const id = await finished()
    await elderAccepts(id)
    await county.call('adaptation.acceptByOffice', await at(id))
    const owed = await world.pool.query(
      `select note, amount::int from ledger_transfers where subject_id = $1 and purpose = 'adaptationClaim' order by amount`,
      [id],
    )
    expect(owed.rows).toEqual([
      { note: '家庭自付', amount: 12_000 },
      { note: '政府补助', amount: 90_000 },
    ])
    const pay = async (by: Caller, amountFen: number) =>
      by.call('adaptation.pay', {
        ...(await at(id)),
        ...{
          paymentId: world.newId(),
          funder: 'governmentFunds',
          amountFen,
          on: '2026-11-23',
          voucher: '付-001',
        },
      })
    await expect(pay(county, 90_000)).rejects.toMatchObject({ message: expect.stringMatching(/您验收的/) })
    await expect(pay(payer, 90_001)).rejects.toMatchObject({
      message: expect.stringMatching(/还应付 900.00/),
    })
    const waiting = () => officer.call('adaptation.list', { regionCode: village, queue: 'toPay' })
    expect((await waiting()).rows.map(row => row.id)).toContain(id)
    await pay(payer, 90_000)
    await payer.call('adaptation.pay', {
      ...(await at(id)),
      ...{
        paymentId: world.newId(),
        funder: 'familyFunds',
        amountFen: 12_000,
        on: '2026-11-23',
        voucher: '收-002',
      },
    })
    expect((await get(id)).payments.map(one => one.amountFen)).toEqual([90_000, 12_000])
    expect((await waiting()).rows.map(row => row.id)).not.toContain(id)
    const [first] = (await get(id)).payments
    const takeBack = async () =>
      payer.call('adaptation.takeBackPayment', {
        ...(await at(id)),
        ...{ paymentId: first!.id, reason: '银行退回，账号有误' },
      })
    await takeBack()
    expect((await get(id)).payments.map(one => one.amountFen)).toEqual([12_000])
    expect((await waiting()).rows.map(row => row.id)).toContain(id)
    await expect(takeBack()).rejects.toMatchObject({ code: 'conflict' })
    await pay(payer, 90_000)
    expect((await waiting()).rows.map(row => row.id)).not.toContain(id)
  })

  it('is looked back on after a year, falls on record before beside after', async () => {
    const id = await finished()
    await elderAccepts(id)
    await officeAccepts(id)
    await fellOn('2026-06-05', '在院子里摔倒')
    await fellOn('2027-03-08', '跌倒隐患')
    const look = async () =>
      officer.call('adaptation.lookBack', {
        ...(await at(id)),
        toldFalls: 0,
        stillUsed: true,
        note: '夜里敢自己上厕所了',
      })
    await expect(look()).rejects.toMatchObject({ message: expect.stringMatching(/2027-11-23 起/) })
    world.clock.set('2027-11-24T02:00:00Z')
    const due = await officer.call('adaptation.list', { regionCode: village, queue: 'lookBackDue' })
    expect(due.rows.map(row => row.id)).toContain(id)
    const falls = await officer.call('adaptation.falls', { countyCode, id })
    expect(falls).toMatchObject({ fallsBefore: 1, fallsAfter: 0, beforeFrom: '2025-11-21' })
    expect(falls.records.map(one => one.words)).toEqual(['在院子里摔倒'])
    await look()
    expect((await get(id)).lookBack).toMatchObject({
      fallsBefore: 1,
      fallsAfter: 0,
      toldFalls: 0,
      stillUsed: true,
    })
    const counts = await officer.call('adaptation.counts', { regionCode: village })
    expect(counts).toMatchObject({ lookedBack: 1, fallsBefore: 1, fallsAfter: 0 })
  })

  it('is cancelled with a reason, and a new one may begin', async () => {
    const id = await opened()
    await officer.call('adaptation.cancel', { ...(await at(id)), note: '老人不同意改造' })
    expect((await get(id)).stage).toBe('worksCancelled')
    await expect(opened()).resolves.toBeTypeOf('string')
    const all = await officer.call('adaptation.ofElder', { countyCode, elderId: elder.id })
    expect(all.rows.map(row => row.stage)).toEqual(['planDrawn', 'worksCancelled'])
  })

  it('is counted by stage as it is listed, and leaves as a spreadsheet', async () => {
    await opened()
    const counts = await officer.call('adaptation.counts', { regionCode: township })
    const list = await officer.call('adaptation.list', { regionCode: township, stage: 'planDrawn' })
    expect(counts.stages.planDrawn).toBe(list.rows.length)
    const sheet = await officer.fetch('adaptation.export', { regionCode: township, stage: 'planDrawn' })
    expect(sheet.fileName).toBe('居家改造项目-2026-11-23.xlsx')
    await expect(villager.fetch('adaptation.export', { regionCode: village })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

async function fellOn(day: string, trouble: string): Promise<void> {
  await world.pool.query(
    `insert into aid_cases (county_code, id, region_code, elder_id, level, trouble, stage, owner_id, opened_at,
       acknowledge_by, on_site_by, rules_version, version, source, resolve_by, verify_by, close_by)
     values ($1, gen_random_uuid(), $2, $3, 'p1', $4, 'closed', $5, $6, $6, $6, 1, 1, 'visit', $6, $6, $6)`,
    [countyCode, village, elder.id, trouble, officer.actor.accountId, `${day}T02:00:00Z`],
  )
}
