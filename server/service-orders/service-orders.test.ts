// From a need to a confirmed bath: arranged by a person, kept between provider, worker and office, never shown to others.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { bathTerms } from '../../domain/service-orders/sample.ts'
import { stageOf } from '../../domain/service-orders/stage.ts'
import { makeElders, type SampleElder, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { keepOrders } from './service-orders.ts'

const countyCode = '222402'
const county = '222402000000'
const start = '2026-11-23T02:00:00Z'
let world: TestSystem
let officer: Caller
let town: Caller
let head: Caller
let manager: Caller
let otherManager: Caller
let worker: Caller
let otherWorker: Caller
let elder: SampleElder
let providerId: string
let workerId: string
let otherProvider: string
let otherWorkerId: string

beforeAll(async () => {
  world = await openTestSystem({ now: start })
  officer = await world.signedInAs('countyOfficer', county, '县干事')
  town = await world.signedInAs('townshipOfficer', `${village.slice(0, 9)}000`, '镇干事')
  head = await world.signedInAs('villageOfficer', village, '村负责人')
  manager = await world.signedInAs('providerManager', county, '机构甲负责人')
  otherManager = await world.signedInAs('providerManager', county, '机构乙负责人')
  worker = await world.signedInAs('careWorker', county, '护理员甲')
  otherWorker = await world.signedInAs('careWorker', county, '护理员乙')
  await putItem('bath-home', bathTerms)
  ;[providerId, workerId] = await makeProvider('甲', manager, worker)
  ;[otherProvider, otherWorkerId] = await makeProvider('乙', otherManager, otherWorker)
})
beforeEach(async () => {
  world.clock.set(start)
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})
afterAll(() => world.close())

async function putItem(code: string, terms: Sent<'catalogue.put'>['terms'], from = '2026-11-23') {
  const id = world.newId()
  await officer.call('catalogue.put', { countyCode, id, code, from, terms })
  return id
}

const loginOf = (caller: Caller) => `test-${caller.actor.accountId}`

async function certify(id: string, kind: 'healthCertificate' | 'careSkill', expiresOn: string, by = officer) {
  const certificateId = world.newId()
  await by.call('worker.certify', {
    ...{ countyCode, id, certificateId, kind, number: 'ZJ-1', issuedOn: '2026-01-05', expiresOn },
  })
  return certificateId
}

async function makeProvider(name: string, boss: Caller, hand: Caller): Promise<[string, string]> {
  const [id, person] = [world.newId(), world.newId()]
  await officer.call('provider.register', {
    ...{ countyCode, id, regionCode: county },
    provider: {
      ...{ name: `合成养老服务${name}`, kind: 'company', careWays: ['homeCare'], itemCodes: ['bath-home'] },
      ...{ address: '合成路 1 号', lon: 129.85, lat: 42.97, reachKm: 60, dailyOrders: 40 },
    },
  })
  await officer.call('provider.addMember', { countyCode, id, memberId: world.newId(), login: loginOf(boss) })
  await boss.call('worker.register', {
    ...{ countyCode, id: person, providerId: id, login: loginOf(hand) },
    worker: {
      name: `护理员${name}`,
      sex: 'female',
      spokenLanguage: 'both',
      phone: '13900001111',
      dailyOrders: 6,
    },
  })
  await certify(person, 'healthCertificate', '2027-01-04', boss)
  await certify(person, 'careSkill', '2029-01-04', boss)
  return [id, person]
}

async function need(of = elder, more: Partial<Sent<'need.record'>> = {}) {
  const id = world.newId()
  await town.call('need.record', { countyCode, id, elderId: of.id, kind: 'bath', source: 'byCall', ...more })
  return id
}

function arrange(needId: string, more: Partial<Sent<'order.arrange'>> = {}, by = town) {
  return by.call('order.arrange', {
    ...{ countyCode, id: world.newId(), needId, itemCode: 'bath-home', providerId, workerId },
    ...{ plannedFrom: '2026-11-24T01:00:00Z', plannedTo: '2026-11-24T02:00:00Z', ...more },
  })
}

async function promised(more: Partial<Sent<'order.arrange'>> = {}) {
  const { orderIds } = await arrange(await need(), more)
  const id = orderIds[0]!
  await manager.call('order.accept', { countyCode, id })
  return id
}

const order = (id: string, by = town) => by.call('order.get', { countyCode, id })

async function push(
  acts: (Partial<Sent<'order.step'>> & { kind: Sent<'order.step'>['kind'] })[],
  orderId: string,
  by = worker,
) {
  const { deviceId } = await deviceOf(by)
  const { answers } = await by.call('sync.push', {
    ...{ deviceId, appVersion: '1.0.0' },
    acts: acts.map(({ happenedAt = world.clock.now().toISOString(), ...rest }) => {
      const input = { countyCode, id: world.newId(), orderId, happenedAt, ...rest }
      return { id: world.newId(), operation: 'order.step', doneAt: happenedAt, input }
    }),
  })
  return answers.map(answer => answer.refusal?.message ?? answer.outcome)
}

const devices = new Map<string, string>()
async function deviceOf({ actor }: Caller) {
  const known = devices.get(actor.accountId) ?? world.newId()
  if (!devices.has(actor.accountId))
    await world.db
      .insertInto('devices')
      .values({
        ...{ id: known, accountId: actor.accountId, name: '测试手机', appVersion: '1.0.0' },
        ...{ registeredAt: start, lastSeenAt: start, lostAt: null, lostReportedBy: null, lostReason: null },
        wipedAt: null,
      })
      .execute()
  devices.set(actor.accountId, known)
  return { deviceId: known }
}

const place = { lon: 129.85, lat: 42.97, accuracyMeters: 12 }
const well = { systolic: 136, diastolic: 84, pulse: 76, temperatureTenths: 365 }

describe('the offer', () => {
  it('keeps what an order was agreed at when the price changes', async () => {
    const id = await promised()
    expect(await order(id)).toMatchObject({
      ...{ priceFen: 12_000, split: { elder: 4_500, subsidy: 6_000, charity: 1_500, timeBank: 0 } },
    })
    await putItem('bath-home', { ...bathTerms, priceFen: 15_000 }, '2027-01-01')
    const versions = await officer.call('catalogue.list', { regionCode: county, code: 'bath-home' })
    expect(versions.rows.map(row => [row.priceFen, row.validFrom, row.validTo])).toEqual([
      [15_000, '2027-01-01', null],
      [12_000, '2026-11-23', '2026-12-31'],
    ])
    expect((await town.call('catalogue.list', { regionCode: village })).rows).toMatchObject([
      { priceFen: 12_000 },
    ])
    expect((await order(id)).priceFen).toBe(12_000)
    await expect(putItem('bath-home', bathTerms, '2026-12-01')).rejects.toThrow('新版本要更晚开始')
  })
})

describe('a need', () => {
  it('is raised once from what is said at visits, and seen by state', async () => {
    const visitor = await world.signedInAs('visitor', village, '探访员')
    const visit = () => ({
      ...{ id: world.newId(), elderId: elder.id, countyCode, method: 'phone', result: 'met' },
      ...{ startedAt: '2026-11-23T01:00:00Z', endedAt: '2026-11-23T01:10:00Z', needs: ['bath', 'meal'] },
      answers: Object.fromEntries(
        'H1 H2 H3 H4 H5 H6 M1 M2 M3 M4 E1 E2 E3 E4 E5 E6 S1 S2 S3 S4 S5 C1 C2 N2'
          .split(' ')
          .map(field => [field, 'ok']),
      ),
    })
    const { deviceId } = await deviceOf(visitor)
    const acts = [visit(), visit()].map(input => ({
      id: world.newId(),
      operation: 'visit.record',
      doneAt: start,
      input,
    }))
    await visitor.call('sync.push', { deviceId, appVersion: '1.0.0', acts })
    const { needs } = await town.call('order.ofElder', { countyCode, elderId: elder.id })
    expect(needs.map(row => [row.kind, row.source, row.state]).sort()).toEqual([
      ['bath', 'fromVisit', 'needOpen'],
      ['meal', 'fromVisit', 'needOpen'],
    ])
    await expect(need()).rejects.toThrow('不用再登记一次')
    const list = await town.call('need.list', { regionCode: village, state: 'needOpen', kind: 'meal' })
    expect(list.rows.map(row => row.elderId)).toContain(elder.id)
    expect(list.counts.needOpen).toBeGreaterThanOrEqual(2)
  })

  it('is matched and arranged by a person from a list that says why, and ends with a reason', async () => {
    const id = await need()
    const advice = await town.call('need.suggest', { countyCode, id, on: '2026-11-24' })
    expect(advice.ways[0]).toMatchObject({ way: 'homeCare' })
    expect(advice.suggestions.map(one => [one.workerName, one.barred])).toEqual([
      ['护理员乙', null],
      ['护理员甲', null],
    ])
    expect(advice.suggestions[0]?.reasons.length).toBeGreaterThan(1)
    await town.call('need.match', { countyCode, id, careWay: 'homeCare' })
    expect((await town.call('need.get', { countyCode, id })).need.state).toBe('needMatched')
    const { orderIds } = await arrange(id)
    expect((await town.call('need.get', { countyCode, id })).need.state).toBe('needArranged')
    const end = () => town.call('need.end', { countyCode, id, endedAs: 'metOtherwise' })
    await expect(end()).rejects.toThrow('1 个没做完的订单')
    await town.call('order.cancel', {
      countyCode,
      id: orderIds[0]!,
      byElder: true,
      agreedFeeFen: 0,
      why: '女儿回来了',
    })
    await end()
    await expect(arrange(id)).rejects.toThrow('办结')
  })

  it('is not arranged for who is in hospital, who died, or who does not want providers to know of her', async () => {
    const id = await need()
    const row = { countyCode, id: world.newId(), regionCode: village, elderId: elder.id, recordedBy: null }
    await world.db
      .insertInto('elderAbsences')
      .values({
        ...row,
        kind: 'hospital',
        validFrom: '2026-11-20',
        validTo: null,
        reason: '住院',
        recordedAt: start,
      })
      .execute()
    await expect(arrange(id)).rejects.toThrow('不在家')
    await world.db.deleteFrom('elderAbsences').where('elderId', '=', elder.id).execute()
    await town.call('consent.record', {
      ...{ countyCode, id: world.newId(), elderId: elder.id, purpose: 'providerSharing', answer: 'refuses' },
      ...{ way: 'signature', answeredOn: '2026-11-22' },
    })
    expect((await town.call('need.get', { countyCode, id })).sharingRefused).toBe(true)
    await expect(arrange(id)).rejects.toThrow('不愿意把资料告诉')
  })
})

describe('certificates', () => {
  async function change(id: string, set: { revokedOn?: null; expiresOn?: string }) {
    await world.db.updateTable('workerCertificates').set(set).where('id', '=', id).execute()
  }

  it('keep a worker from being sent and from going in once one has ended', async () => {
    const boss = await world.signedInAs('providerManager', county, '机构丙负责人')
    const hand = await world.signedInAs('careWorker', county, '护理员丙')
    const [ownId, handId] = await makeProvider('丙', boss, hand)
    const by = { providerId: ownId, workerId: handId }
    const { orderIds } = await arrange(await need(), by)
    const id = orderIds[0]!
    const { rows } = await boss.call('worker.list', { countyCode })
    const health = rows[0]!.certificates.find(one => one.kind === 'healthCertificate')!.id
    await boss.call('worker.revoke', { countyCode, id: handId, certificateId: health, why: '体检未过' })
    await expect(boss.call('order.accept', { countyCode, id })).rejects.toThrow(/健康证已于 2026-11-23/)
    const [another] = (await makeElders(world, village, 1)) as [SampleElder]
    await expect(arrange(await need(another), by)).rejects.toThrow('不能做这项服务')
    await change(health, { revokedOn: null })
    await boss.call('order.accept', { countyCode, id })
    await change(health, { expiresOn: '2026-11-23' })
    world.clock.set('2026-11-24T01:00:00Z')
    const carried = (await hand.call('order.carried', { fingerprint: null })).carried
    expect(carried?.warnings).toEqual(['健康证已于 2026-11-23 到期'])
    expect(carried?.orders.find(one => one.id === id)?.barred).toContain('健康证已于 2026-11-23 到期')
    expect(await push([{ kind: 'signIn', place }], id, hand)).toEqual([
      '健康证已于 2026-11-23 到期或作废，不能做这项服务。请联系机构换人，证照更新后再接单。',
    ])
    await change(health, { expiresOn: '2026-12-10' })
    expect((await boss.call('worker.list', { countyCode })).rows).toMatchObject([
      { id: handId, light: 'certificateEnding' },
    ])
    expect((await town.call('provider.get', { countyCode, id: ownId })).provider.certificatesEnding).toBe(1)
    const leave = () => officer.call('worker.end', { countyCode, id: handId, why: '离职' })
    await expect(leave()).rejects.toThrow('1 个订单没有做完')
    await town.call('order.cancel', { countyCode, id, byElder: false, agreedFeeFen: 0, why: '没有人能去' })
    await leave()
    await officer.call('provider.end', { countyCode, id: ownId, why: '不做了' })
  })
})

describe('a provider', () => {
  it('sees and touches her own orders only; another’s are not there', async () => {
    const { orderIds } = await arrange(await need())
    const id = orderIds[0]!
    const mine = (by: Caller) => by.call('order.mine', { countyCode, limit: 500 })
    expect((await mine(manager)).rows.map(row => row.id)).toContain(id)
    expect((await mine(otherManager)).rows.map(row => row.id)).not.toContain(id)
    for (const refused of [
      () => otherManager.call('order.mineGet', { countyCode, id }),
      () => otherManager.call('order.accept', { countyCode, id }),
      () => otherManager.call('order.handBack', { countyCode, id, why: '抢单' }),
      () => otherManager.call('order.dispatch', { countyCode, id, workerId: otherWorkerId }),
      () => otherManager.call('worker.list', { countyCode, providerId }),
      () => otherManager.call('worker.end', { countyCode, id: workerId, why: '别家的人' }),
      () =>
        otherManager.call('worker.certify', {
          ...{ countyCode, id: workerId, certificateId: world.newId(), kind: 'careSkill', number: 'X' },
          ...{ issuedOn: '2026-01-01', expiresOn: '2028-01-01' },
        }),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not_found' })
    await expect(manager.call('order.accept', { countyCode, id, workerId: otherWorkerId })).rejects.toThrow(
      '不在这家机构的名单里',
    )
  })

  it('hands an order back with a reason, and the office gives it to another', async () => {
    const { orderIds } = await arrange(await need())
    const id = orderIds[0]!
    await manager.call('order.handBack', { countyCode, id, why: '人手不够' })
    const back = await order(id)
    expect(back).toMatchObject({ stage: 'handedBack', workerId: null })
    await town.call('order.rearrange', { countyCode, id, version: back.version, providerId: otherProvider })
    await otherManager.call('order.accept', { countyCode, id, workerId: otherWorkerId })
    await expect(manager.call('order.mineGet', { countyCode, id })).rejects.toMatchObject({
      code: 'not_found',
    })
    const { stage, events } = await order(id)
    expect(stage).toBe('promised')
    expect(events.map(event => event.kind)).toEqual(['arrange', 'turnDown', 'arrange', 'accept'])
  })
})

describe('the worker at the door', () => {
  beforeEach(() => world.clock.set('2026-11-24T01:00:00Z'))

  async function onTheDay() {
    world.clock.set(start)
    const id = await promised()
    world.clock.set('2026-11-24T01:00:00Z')
    return id
  }

  it('carries her orders and nobody else’s, and nothing is sent again while nothing changed', async () => {
    const id = await onTheDay()
    const first = (await worker.call('order.carried', { fingerprint: null })).carried
    expect(first?.orders.find(one => one.id === id)).toMatchObject({
      stage: 'promised',
      haltRule: 'beforeBath',
    })
    expect(first?.limits['vitals.systolicMost']).toBe(160)
    expect((await worker.call('order.carried', { fingerprint: first!.fingerprint })).carried).toBeNull()
    const others = (await otherWorker.call('order.carried', { fingerprint: null })).carried
    expect(others?.orders.map(one => one.id)).not.toContain(id)
    expect(await push([{ kind: 'signIn' }], id, otherWorker)).toEqual([expect.stringContaining('不在您名下')])
  })

  it('does a whole bath in one push made offline, and the story says so', async () => {
    const id = await onTheDay()
    world.clock.set('2026-11-24T04:00:00Z')
    const at = (minute: number) =>
      new Date(Date.parse('2026-11-24T01:00:00Z') + minute * 60_000).toISOString()
    expect(
      await push(
        [
          { kind: 'setOut', happenedAt: at(0) },
          { kind: 'signIn', happenedAt: at(20), place, clockOffsetMs: -3_000 },
          { kind: 'takeVitals', happenedAt: at(25), vitals: { ...well, systolic: 178 } },
          { kind: 'takeVitals', happenedAt: at(40), vitals: well },
          { kind: 'signOut', happenedAt: at(95), place },
          { kind: 'confirm', happenedAt: at(97), way: 'elderSigned', signature: [[5, 5, 50, 50]], rating: 5 },
        ],
        id,
      ),
    ).toEqual(Array(6).fill('done'))
    const done = await order(id)
    expect(done).toMatchObject({ stage: 'confirmed', rating: 5, minutes: 75, proofsMissing: [] })
    expect(stageOf(done.events)).toBe('confirmed')
    expect(done.events.filter(event => event.kind === 'takeVitals').map(event => event.halts)).toEqual([
      true,
      false,
    ])
    expect(done.events.find(event => event.kind === 'confirm')).toMatchObject({
      ...{ says: '确认服务：老年人签字，评分 5', signature: [[5, 5, 50, 50]] },
    })
    const sign = await world.db
      .selectFrom('lifeSigns')
      .where('elderId', '=', elder.id)
      .select(['kind', 'lastAt'])
      .executeTakeFirst()
    expect(sign).toEqual({ kind: 'servedAtHome', lastAt: at(95) })
    const kept = await world.pool.query(
      `select details::text, vitals_sealed from order_events where order_id = $1`,
      [id],
    )
    expect(JSON.stringify(kept.rows)).not.toContain('136')
  })

  it('may not end a bath above the limits, and stops it instead', async () => {
    const id = await onTheDay()
    const [, , signOut, halt, after] = await push(
      [
        { kind: 'signIn', place },
        { kind: 'takeVitals', vitals: { ...well, systolic: 190 } },
        { kind: 'signOut' },
        { kind: 'halt', says: '收缩压 190，已告诉女儿' },
        { kind: 'confirm', way: 'familyAgreed', byName: '女儿' },
      ],
      id,
    )
    expect(signOut).toContain('最后一次测量超过限值')
    expect(halt).toBe('done')
    expect(after).toContain('“中止”')
    expect((await order(id)).stage).toBe('halted')
  })

  it('pushes the same step twice without doubling it, and is told when an id means something else', async () => {
    const id = await onTheDay()
    const step = { id: world.newId(), kind: 'signIn' as const, place }
    expect(await push([step], id)).toEqual(['done'])
    expect(await push([step], id)).toEqual(['done'])
    expect((await order(id)).events.filter(event => event.kind === 'signIn')).toHaveLength(1)
    expect(await push([{ ...step, kind: 'note', says: '别的' }], id)).toEqual([
      expect.stringContaining('这个编号'),
    ])
  })

  it('finds nobody home: the reason is kept and the fee follows the setting', async () => {
    const id = await onTheDay()
    expect(await push([{ kind: 'meetNobody', says: '敲门没人应', place }], id)).toEqual(['done'])
    expect(await order(id)).toMatchObject({ stage: 'nobodyHome', feeFen: 2_400 })
  })

  it('leaves the yes to a witness of the village where nobody could give it', async () => {
    const id = await onTheDay()
    await push(
      [
        { kind: 'signIn', place },
        { kind: 'takeVitals', vitals: well },
        { kind: 'signOut', place },
      ],
      id,
    )
    const confirm = (more: Partial<Sent<'order.confirm'>>) =>
      head.call('order.confirm', { countyCode, id, way: 'villageWitnessed', ...more })
    await expect(confirm({})).rejects.toThrow('确认人的姓名')
    await confirm({ byName: '妇女主任' })
    await expect(confirm({ byName: '妇女主任' })).rejects.toThrow('已确认')
    const { stage, events } = await order(id)
    expect(stage).toBe('confirmed')
    expect(events.at(-1)?.byName).toBe('村负责人')
  })
})

describe('a repeating service', () => {
  const weekly = { weekdays: [2, 5], toOn: null }

  it('is made ahead once however often the job runs, pauses in hospital, and stops with a life', async () => {
    const needId = await need()
    const { orderIds, seriesId } = await arrange(needId, { weekly })
    expect(orderIds).toHaveLength(4)
    await keepOrders(world.system)
    const planned = async () =>
      (await town.call('order.ofElder', { countyCode, elderId: elder.id })).orders
        .filter(row => row.stage === 'requested')
        .map(row => row.plannedOn)
        .sort()
    expect(await planned()).toEqual(['2026-11-24', '2026-11-27', '2026-12-01', '2026-12-04'])
    world.clock.set('2026-11-25T02:00:00Z')
    await keepOrders(world.system)
    expect(await planned()).toContain('2026-12-08')
    await world.db
      .insertInto('elderAbsences')
      .values({
        ...{ countyCode, id: world.newId(), regionCode: village, elderId: elder.id, kind: 'hospital' },
        ...{
          validFrom: '2026-11-26',
          validTo: '2026-12-02',
          reason: '住院',
          recordedBy: null,
          recordedAt: start,
        },
      })
      .execute()
    await keepOrders(world.system)
    expect(await planned()).toEqual(['2026-11-24', '2026-12-04', '2026-12-08'])
    await town.call('lifeEvent.record', {
      ...{
        countyCode,
        id: world.newId(),
        elderId: elder.id,
        kind: 'died',
        happenedOn: '2026-11-25',
        reason: '家属告知',
      },
    })
    expect(world.woken).toContain('serviceOrders.keep')
    await keepOrders(world.system)
    const { need: ended, series } = await town.call('need.get', { countyCode, id: needId })
    expect(series).toMatchObject([{ id: seriesId, endedWhy: '老年人已去世或迁出' }])
    expect(await planned()).toEqual(['2026-11-24'])
    expect(ended.endedAs).toBe('elderGone')
  })

  it('ends by a person’s word, with the orders ahead of it', async () => {
    const { seriesId } = await arrange(await need(), { weekly })
    const { annulled } = await town.call('series.end', { countyCode, id: seriesId!, why: '改在站里洗' })
    expect(annulled).toBe(4)
  })
})

describe('the list', () => {
  it('filters, counts by stage and leaves as a spreadsheet', async () => {
    const id = await promised()
    const day = { from: '2026-11-24', to: '2026-11-24' }
    const list = await officer.call('order.list', {
      regionCode: county,
      stage: 'promised',
      ...day,
      limit: 500,
    })
    expect(list.rows.map(row => row.id)).toContain(id)
    expect(list.counts.promised).toBe(list.rows.length)
    world.clock.set('2026-11-24T09:00:00Z')
    const late = await officer.call('order.list', { regionCode: county, late: true, ...day, limit: 500 })
    expect(late.rows.find(row => row.id === id)?.isLate).toBe(true)
    const sheet = await officer.fetch('order.export', { regionCode: county, ...day })
    expect(sheet.fileName).toBe('服务订单-图们市-2026-11-24.xlsx')
    sheet.stream.resume()
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(order(id, stranger)).rejects.toMatchObject({ code: 'not_found' })
  })
})
