// Living in a home: wishes met, beds, contracts, days out, fees to the fen, and what life events make of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { plantHome } from '../../tools/test-homes.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { followLives } from './following.ts'
import { verifyStays } from './verify.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let village: string
let elsewhere: string
let station: string
let centre: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code`,
  )
  village = found.rows[0]!.code
  elsewhere = found.rows.find(row => row.code.slice(0, 9) !== village.slice(0, 9))!.code
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  station = await plantHome(world, {
    regionCode: village,
    kind: 'mutualAidStation',
    name: '东光互助站',
    beds: 6,
  })
  centre = await plantHome(world, {
    ...{
      regionCode: `${village.slice(0, 9)}000`,
      kind: 'townshipWelfareCentre',
      name: '月晴福利中心',
      beds: 40,
    },
    staff: { careAides: 1 },
  })
})
afterAll(() => world.close())

async function elder(name: string, regionCode = village): Promise<string> {
  const id = world.newId()
  await officer.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode },
    elder: { name, sex: 'female', bornOn: '1944-05-06', numberKind: 'none' },
  })
  return id
}

async function makeTekun(elderId: string): Promise<void> {
  await officer.call('membership.record', {
    ...{
      countyCode,
      id: world.newId(),
      elderId,
      group: 'tekun',
      validFrom: '2025-01-01',
      evidence: '供养证',
      toFollow: true,
    },
  })
}

let number = 0
const contract = (
  more: Partial<Sent<'stay.register'>['contract']> = {},
): Sent<'stay.register'>['contract'] => {
  number += 1
  return {
    ...{ contractNumber: `合-${number}`, signedOn: '2026-03-01', fromOn: '2026-03-01', toOn: '2027-02-28' },
    ...{ elderFen: 25_000, familyFen: 10_000, governmentFen: 0 },
    ...{ signer: 'signedByElder', signerName: '老人', homeSignerName: '站长' },
    ...more,
  }
}

async function room(facilityId: string, name: string, beds: number, by = officer): Promise<string[]> {
  const bedIds = Array.from({ length: beds }, () => world.newId())
  await by.call('stayRoom.create', { countyCode, facilityId, id: world.newId(), name, bedIds })
  return bedIds
}

async function admit(
  elderId: string,
  facilityId: string,
  more: Partial<Sent<'stay.register'>> = {},
  by = officer,
): Promise<string> {
  const id = world.newId()
  await by.call('stay.register', {
    ...{ countyCode, facilityId, id, contractId: world.newId(), elderId, careNeed: 'ableSelf' },
    ...{ admittedOn: '2026-10-17', contract: contract(), ...more },
  })
  return id
}

const stayOf = (id: string, by = officer) => by.call('stay.get', { countyCode, id })

describe('a wish to live in a home', () => {
  it('waits by the day, tekun first, and is met by moving in', async () => {
    const elderId = await elder('愿望甲')
    const id = world.newId()
    const wish = { countyCode, id, elderId, wants: 'wantsStation', facilityId: station } as const
    await officer.call('stayWish.record', {
      ...{ ...wish, reason: '一个人住怕冬天', saidOn: '2026-11-03', saidBy: 'elderSaid' },
    })
    const waiting = await officer.call('stayWish.list', { regionCode: county, state: 'wishWaiting' })
    expect(waiting.rows.find(row => row.id === id)).toMatchObject({
      ...{ elderName: '愿望甲', daysWaited: 20, isTekun: false, isLate: false, facilityName: '东光互助站' },
    })
    await expect(
      officer.call('stayWish.record', {
        ...{ ...wish, id: world.newId(), reason: '再说一次', saidOn: '2026-11-04', saidBy: 'elderSaid' },
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await admit(elderId, station, { admittedOn: '2026-11-13' })
    const met = await officer.call('stayWish.ofElder', { countyCode, elderId })
    expect(met.rows).toMatchObject([{ state: 'wishMet', settledOn: '2026-11-13', daysWaited: 10 }])
  })

  it('of a tekun elder is counted, listed and late after its own days', async () => {
    const elderId = await elder('特困甲', elsewhere)
    await makeTekun(elderId)
    await officer.call('stayWish.record', {
      ...{ countyCode, id: world.newId(), elderId, wants: 'wantsTownshipCentre', reason: '没人照顾' },
      ...{ saidOn: '2026-11-01', saidBy: 'visitorHeard' },
    })
    const counts = await officer.call('stayWish.counts', { regionCode: county })
    expect(counts).toMatchObject({ tekunWaiting: 1, lateWishes: 1 })
    const list = await officer.call('stayWish.list', { regionCode: county, queue: 'tekunWaiting' })
    expect(list.rows.map(row => row.elderName)).toEqual(['特困甲'])
    // A province post sees the same, with the name masked.
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    const seen = await province.call('stayWish.list', { regionCode: '220000000000', queue: 'tekunWaiting' })
    expect(seen.rows.map(row => row.elderName)).toEqual(['特*甲'])
    expect((await province.call('stayWish.counts', { regionCode: '220000000000' })).tekunWaiting).toBe(1)
  })

  it('may be taken back or turn out impossible, each with why', async () => {
    const elderId = await elder('愿望乙')
    const id = world.newId()
    await officer.call('stayWish.record', {
      ...{
        countyCode,
        id,
        elderId,
        wants: 'wantsCareHome',
        reason: '想热闹',
        saidOn: '2026-11-03',
        saidBy: 'familySaid',
      },
    })
    await officer.call('stayWish.settle', {
      ...{ countyCode, id, state: 'wishTakenBack', on: '2026-11-10', why: '女儿接去住了' },
    })
    expect((await officer.call('stayWish.ofElder', { countyCode, elderId })).rows).toMatchObject([
      { state: 'wishTakenBack', settleNote: '女儿接去住了' },
    ])
  })
})

describe('a bed', () => {
  it('takes one, is shown on the map, and is free again after leaving', async () => {
    const [bedId, other] = await room(station, '一号', 2)
    const first = await elder('床位甲')
    const id = await admit(first, station, { bedId: bedId! })
    await expect(admit(await elder('床位乙'), station, { bedId: bedId! })).rejects.toMatchObject({
      message: '这张床住着床位甲。请换一张空床。',
    })
    const map = async () =>
      (await officer.call('stay.rooms', { countyCode, facilityId: station })).rooms
        .flatMap(one => one.beds)
        .filter(bed => [bedId, other].includes(bed.id))
    expect((await map()).map(bed => [bed.name, bed.use, bed.residentName])).toEqual([
      ['一号-1', 'bedTaken', '床位甲'],
      ['一号-2', 'bedFree', null],
    ])
    const { version } = await stayOf(id)
    await officer.call('stay.moveBed', { countyCode, id, version, bedId: other! })
    expect((await map()).map(bed => bed.use)).toEqual(['bedFree', 'bedTaken'])
    await officer.call('stay.leave', {
      ...{
        countyCode,
        id,
        version: version + 1,
        leaveId: world.newId(),
        reason: 'homeForFestival',
        on: '2026-11-20',
      },
      ...{ expectedOn: '2026-11-30', withWhom: '女儿' },
    })
    expect((await map()).map(bed => bed.use)).toEqual(['bedFree', 'bedWaitsForReturn'])
    await officer.call('stay.return', { countyCode, id, version: version + 2, on: '2026-11-22' })
    await officer.call('stay.discharge', {
      ...{ countyCode, id, version: version + 3, on: '2026-11-23', ending: 'familyTookIn' },
    })
    expect((await map()).map(bed => bed.use)).toEqual(['bedFree', 'bedFree'])
    expect(await stayOf(id)).toMatchObject({ standing: 'leftHome', ending: 'familyTookIn' })
  })

  it('kept for a wish goes to nobody else, and a desk that saw an older state is told so', async () => {
    const [bedId] = await room(station, '二号', 1)
    const waiting = await elder('预留甲')
    const wishId = world.newId()
    await officer.call('stayWish.record', {
      ...{
        countyCode,
        id: wishId,
        elderId: waiting,
        wants: 'wantsStation',
        reason: '要住',
        saidOn: '2026-11-03',
      },
      ...{ saidBy: 'elderSaid' },
    })
    await officer.call('stayBed.set', {
      ...{ countyCode, id: bedId!, state: 'bedUsable', reservedWishId: wishId, reservedUntil: '2026-12-01' },
    })
    await expect(admit(await elder('预留乙'), station, { bedId: bedId! })).rejects.toMatchObject({
      code: 'conflict',
    })
    const id = await admit(waiting, station, { bedId: bedId! })
    await expect(
      officer.call('stay.changeCare', { countyCode, id, version: 9, careNeed: 'halfDependent' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('in a room somebody lives in is not taken away', async () => {
    const [bedId] = await room(station, '三号', 1)
    await admit(await elder('撤房甲'), station, { bedId: bedId! })
    const { rooms } = await officer.call('stay.rooms', { countyCode, facilityId: station })
    const roomId = rooms.find(one => one.name === '三号')!.id
    await expect(officer.call('stayRoom.remove', { countyCode, id: roomId })).rejects.toMatchObject({
      message: '“三号”还住着撤房甲。请先换床。',
    })
  })
})

describe('moving into an institution', () => {
  it('is a life event: visits pause, leaving ends it, and everything is previewed', async () => {
    const elderId = await elder('机构甲')
    const input = { countyCode, facilityId: centre, elderId, careNeed: 'halfDependent' } as const
    const tried = await officer.call('stay.try', { ...input, admittedOn: '2026-10-17', contract: contract() })
    expect(tried.consequences.join()).toContain('登记为“入住机构”（月晴福利中心）')
    const id = await admit(elderId, centre, { careNeed: 'halfDependent' })
    const absences = async () =>
      (
        await world.pool.query<{ kind: string; from: string; to: string | null }>(
          `select kind, valid_from::text as from, valid_to::text as to from elder_absences where elder_id = $1 order by 2`,
          [elderId],
        )
      ).rows
    expect(await absences()).toEqual([{ kind: 'institution', from: '2026-10-17', to: null }])
    const { staffing } = await officer.call('stay.rooms', { countyCode, facilityId: centre })
    expect(staffing).toMatchObject({ needed: 1, staff: 1, isEnough: true })
    await officer.call('stay.discharge', { countyCode, id, version: 1, on: '2026-11-20', ending: 'wentHome' })
    expect(await absences()).toEqual([{ kind: 'institution', from: '2026-10-17', to: '2026-11-20' }])
  })

  it('of a small station is not: the village goes on calling', async () => {
    const elderId = await elder('小站甲')
    const tried = await officer.call('stay.try', {
      ...{ countyCode, facilityId: station, elderId, careNeed: 'fullyDependent', admittedOn: '2026-10-17' },
      contract: contract({ elderFen: 90_000 }),
    })
    expect(tried.consequences).toEqual(['东光互助站床位不足十张，老人仍算在村里生活，探访照常'])
    expect(tried.warnings).toHaveLength(2)
    await admit(elderId, station)
    const { rowCount } = await world.pool.query(`select from elder_absences where elder_id = $1`, [elderId])
    expect(rowCount).toBe(0)
  })
})

describe('a life event recorded elsewhere', () => {
  it('ends the stay on the day of death, gives the bed back, and undoing it opens both again', async () => {
    const [bedId] = await room(centre, '东一', 1)
    const elderId = await elder('去世甲', elsewhere)
    const id = await admit(elderId, centre, { bedId: bedId! })
    // Her own township records it and does not see the home.
    const township = await world.signedInAs('townshipOfficer', `${elsewhere.slice(0, 9)}000`)
    const eventId = world.newId()
    await township.call('lifeEvent.record', {
      ...{ countyCode, id: eventId, elderId, kind: 'died', happenedOn: '2026-11-21', reason: '死亡证明' },
    })
    expect(world.woken).toContain('stays.follow')
    await followLives(world.system)
    expect(await stayOf(id)).toMatchObject({ leftOn: '2026-11-21', ending: 'diedHere' })
    await followLives(world.system)
    await township.call('lifeEvent.undo', { countyCode, id: eventId, reason: '弄错人了' })
    await followLives(world.system)
    expect(await stayOf(id)).toMatchObject({ leftOn: null, ending: null, bedName: '东一-1' })
  })

  it('keeps the bed while she is in hospital, and she is back with the discharge', async () => {
    const elderId = await elder('住院甲')
    const id = await admit(elderId, station)
    const record = (kind: 'hospitalised' | 'dischargedFromHospital', on: string) =>
      officer.call('lifeEvent.record', {
        ...{ countyCode, id: world.newId(), elderId, kind, happenedOn: on, reason: '家人电话' },
      })
    await record('hospitalised', '2026-11-10')
    await followLives(world.system)
    expect(await stayOf(id)).toMatchObject({ standing: 'outForNow', outSince: '2026-11-10' })
    await record('dischargedFromHospital', '2026-11-18')
    await followLives(world.system)
    expect(await stayOf(id)).toMatchObject({ standing: 'livingIn', outSince: null })
  })

  it('told by the home itself is recorded in her life once', async () => {
    const elderId = await elder('住院乙')
    const id = await admit(elderId, station)
    await officer.call('stay.leave', {
      ...{ countyCode, id, version: 1, leaveId: world.newId(), reason: 'hospitalStay', on: '2026-11-10' },
    })
    await followLives(world.system)
    const { rows } = await world.pool.query(`select kind from life_events where elder_id = $1`, [elderId])
    expect(rows).toEqual([{ kind: 'hospitalised' }])
    expect((await stayOf(id)).leaves).toHaveLength(1)
  })
})

describe('fees', () => {
  it('are charged by days, received with a number, owed to the fen, and taken back by a reversal', async () => {
    const home = await plantHome(world, {
      regionCode: village,
      kind: 'mutualAidStation',
      name: '收费互助站',
      beds: 8,
    })
    const whole = await admit(await elder('收费甲'), home, { admittedOn: '2026-09-01' })
    const part = await admit(await elder('收费乙'), home, {
      admittedOn: '2026-10-17',
      contract: contract({ elderFen: 0, familyFen: 0, governmentFen: 62_000 }),
    })
    const key = { countyCode, facilityId: home }
    const charged = await officer.call('stayFee.charge', { ...key, month: '2026-10' })
    // 35,000 for the whole month; 15 of 31 days of 62,000.
    expect(charged).toEqual({ charged: 2, changed: 0, chargedFen: 65_000 })
    expect(await officer.call('stayFee.charge', { ...key, month: '2026-10' })).toMatchObject({
      charged: 0,
      changed: 0,
    })
    const receiptId = world.newId()
    const receipt = await officer.call('stayFee.receive', {
      ...{
        countyCode,
        kind: 'feeIn',
        payer: 'paidByFamily',
        payerName: '儿子',
        way: 'feeInCash',
        day: '2026-11-05',
      },
      lines: [{ id: receiptId, stayId: whole, amountFen: 20_000 }],
    })
    expect(receipt.serials).toHaveLength(1)
    await officer.call('stayFee.receive', {
      ...{ countyCode, kind: 'feeIn', payer: 'paidByGovernment', way: 'feeByBank', day: '2026-11-06' },
      lines: [{ id: world.newId(), stayId: part, amountFen: 10_000 }],
    })
    const month = await officer.call('stayFee.month', { ...key, month: '2026-10' })
    expect(month).toMatchObject({
      toCharge: 0,
      chargedFen: 65_000,
      owedFen: 15_000,
      governmentOwedFen: 20_000,
    })
    const arrears = await officer.call('stayFee.arrears', { regionCode: county })
    expect(arrears.rows.find(row => row.stayId === whole)).toMatchObject({
      owedFen: 15_000,
      lastPaidOn: '2026-11-05',
    })
    await officer.call('stayFee.cancel', { countyCode, id: receiptId, reason: '写错人' })
    expect((await stayOf(whole)).owedFen).toBe(35_000)
    await expect(
      officer.call('stayFee.cancel', { countyCode, id: receiptId, reason: '再作废' }),
    ).rejects.toMatchObject({ code: 'conflict' })
    // She had left in the middle of the month: what was charged is found out and put right.
    await officer.call('stay.discharge', {
      countyCode,
      id: whole,
      version: 1,
      on: '2026-10-10',
      ending: 'wentHome',
    })
    expect((await officer.call('stayFee.month', { ...key, month: '2026-10' })).toCharge).toBe(1)
    expect(await officer.call('stayFee.charge', { ...key, month: '2026-10' })).toMatchObject({ changed: 1 })
    // 10 of 31 days of 25,000 and of 10,000.
    expect((await stayOf(whole)).owedFen).toBe(8_065 + 3_226)
    expect(await verifyStays(world.pool)).toEqual([])
  })

  it('are received in one go for many, but for nobody twice', async () => {
    const id = await admit(await elder('收费丙'), station)
    await expect(
      officer.call('stayFee.receive', {
        ...{ countyCode, kind: 'feeIn', payer: 'paidByElder', way: 'feeInCash', day: '2026-11-05' },
        lines: [
          { id: world.newId(), stayId: id, amountFen: 100 },
          { id: world.newId(), stayId: id, amountFen: 100 },
        ],
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('whoever runs a station', () => {
  it('sees her own and no other, with whole names, and admits her villagers', async () => {
    const mine = await plantHome(world, {
      regionCode: village,
      kind: 'mutualAidStation',
      name: '我的互助站',
      beds: 6,
    })
    const keeper = await world.signedInAs('stationManager', village, '妇女主任')
    expect((await keeper.call('stay.homes', { regionCode: village })).rows).toEqual([])
    await officer.call('stationKeeper.create', {
      ...{
        countyCode,
        facilityId: mine,
        id: world.newId(),
        accountId: keeper.actor.accountId,
        on: '2026-11-01',
      },
    })
    expect((await keeper.call('stay.homes', { regionCode: village })).rows.map(row => row.name)).toEqual([
      '我的互助站',
    ])
    await expect(keeper.call('stay.rooms', { countyCode, facilityId: station })).rejects.toMatchObject({
      code: 'not_found',
    })
    await admit(await elder('本村甲'), mine, {}, keeper)
    // An elder of another village, admitted by the county: her name stands in the contract.
    await admit(await elder('外村甲', elsewhere), mine)
    const { rows } = await keeper.call('stay.list', { regionCode: village })
    expect(rows.map(row => row.residentName).toSorted()).toEqual(['外村甲', '本村甲'].toSorted())
  })

  it('is outside the area of another county', async () => {
    const id = await admit(await elder('外县看不到'), station)
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('stay.get', { countyCode, id })).rejects.toMatchObject({ code: 'not_found' })
  })
})
