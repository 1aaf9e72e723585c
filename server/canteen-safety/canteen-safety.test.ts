// A kitchen's safety on a real database: samples without signal, an incident from the second sick diner to its reopening,
// and a regular who does not come until somebody hears of her.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { reopenChecks } from '../../domain/canteen-safety/incident.ts'
import { sampleVisit } from '../../domain/visits/sample.ts'
import { assignElders, makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { sweepStandings } from '../risk/risk.ts'
import { watchMeals, watchSafety } from './canteen-safety.ts'

const countyCode = '222402'
const today = '2026-11-23'
/** Ten in the morning in Jilin; lunch is on the table at eleven and over at one. */
const morning = '2026-11-23T02:00:00Z'
const noon = '2026-11-23T03:30:00Z'
const afterLunch = '2026-11-23T05:10:00Z'
let world: TestSystem
let officer: Caller
let manager: Caller
let cook: Caller
let visitor: Caller

beforeAll(async () => {
  world = await openTestSystem({ now: morning })
  officer = await world.signedInAs('townshipOfficer', township, '乡镇干事')
  manager = await world.signedInAs('canteenManager', village, '管事人')
  cook = await world.signedInAs('canteenCook', village, '厨师')
  visitor = await world.signedInAs('visitor', village, '探访员')
  const deviceId = world.newId()
  await world.db
    .insertInto('devices')
    .values({
      ...{ id: deviceId, accountId: visitor.actor.accountId, name: '测试手机', appVersion: 'test' },
      ...{ registeredAt: morning, lastSeenAt: morning, lostAt: null, lostReportedBy: null, lostReason: null },
      wipedAt: null,
    })
    .execute()
  visitor = world.as({ ...visitor.actor, deviceId })
})
beforeEach(() => world.clock.set(morning))
afterAll(() => world.close())

interface Kitchen {
  canteenId: string
  elders: SampleElder[]
}

/** Running, with cook and manager, and some elders who eat lunch there every day. */
async function kitchen(diners = 3, bornOn = '1950-01-01'): Promise<Kitchen> {
  const id = world.newId()
  await officer.call('canteen.register', {
    ...{ id, regionCode: village, name: '测试食堂', kind: 'seniorCanteen', tier: 'cooksHere' },
    ...{ host: 'elderCourtyard', operator: 'committeeItself', address: '村部旁', seats: 20, mealsAtMost: 40 },
    ...{ onGroundFloor: true, fireChecked: true },
    opening: {
      ...{ validFrom: '2026-10-01', lunch: 'DDDDDDD', supper: '-------', winter: 'asUsual' },
      ...{ lunchAt: 660, supperAt: 1020 },
    },
  })
  await officer.call('canteen.changeState', { countyCode, id, state: 'running', fromOn: today })
  await officer.call('canteen.keepPaper', {
    ...{ countyCode, id, paperId: world.newId(), kind: 'foodLicence', number: 'JY1', issuer: '市场监管局' },
    ...{ issuedOn: '2024-10-02', expiresOn: '2027-10-01' },
  })
  for (const [caller, duty] of [
    [manager, 'canteenHead'],
    [cook, 'cook'],
  ] as const)
    await officer.call('canteen.keepStaff', {
      ...{ countyCode, id, staffId: world.newId(), name: '员工', duty, accountId: caller.actor.accountId },
      ...{ healthCertificate: '健1', healthCheckedOn: '2026-05-01', healthExpiresOn: '2027-04-30' },
    })
  const elders = await makeElders(world, village, diners, { bornOn, registeredOn: '2026-11-01' })
  await assignElders(world, visitor.actor.accountId, elders)
  await sweepStandings(world.system, true)
  for (const elder of elders)
    await manager.call('mealRegular.keep', {
      ...{ countyCode, canteenId: id, id: world.newId(), elderId: elder.id },
      ...{ lunch: 'DDDDDDD', supper: '-------', validFrom: today },
    })
  return { canteenId: id, elders }
}

const eat = (canteenId: string, elders: readonly SampleElder[], day = today) =>
  Promise.all(
    elders.map(elder =>
      cook.call('mealServing.record', {
        ...{ countyCode, id: world.newId(), canteenId, day, meal: 'lunch', elderId: elder.id, way: 'dineIn' },
        ...{ knownBy: 'byTickList', servedAt: `${day}T03:10:00Z` },
      }),
    ),
  )
const sample = (canteenId: string, dish: string, more: Partial<Sent<'foodSample.record'>> = {}) =>
  ({
    ...{ countyCode, id: world.newId(), canteenId, day: today, meal: 'lunch', dish, grams: 130 },
    ...{ takenAt: '2026-11-23T01:50:00Z', ...more },
  }) as Sent<'foodSample.record'>
const visit = (elder: SampleElder, startedAt: string) =>
  visitor.call('visit.record', {
    ...{ ...sampleVisit, id: world.newId(), countyCode, elderId: elder.id, startedAt },
    endedAt: new Date(Date.parse(startedAt) + 600_000).toISOString(),
  })
const carried = async (elder: SampleElder) => {
  const bundle = await visitor.call('sync.pull', {
    ...{ deviceId: visitor.actor.deviceId ?? '', appVersion: 'test', fingerprint: null, parts: {} },
  })
  return bundle.parts.find(part => part.elder.id === elder.id)?.elder
}

describe('samples and records', () => {
  it('come once from a phone that sends twice, with a label, and may not be thrown away early', async () => {
    const { canteenId } = await kitchen()
    const one = sample(canteenId, '红烧肉')
    const first = await cook.call('foodSample.record', one)
    expect(first.code).toMatch(/^1123-/)
    await cook.call('foodSample.record', one)
    await expect(cook.call('foodSample.record', sample(canteenId, '白菜', { grams: 100 }))).rejects.toThrow(
      '125',
    )
    const get = () => manager.call('safety.get', { countyCode, canteenId })
    expect((await get()).kept).toMatchObject([{ dish: '红烧肉', code: first.code, keeperName: '厨师' }])
    const discard = (at: string) =>
      cook.call('foodSample.discard', { countyCode, id: one.id, discardedAt: at })
    await expect(discard('2026-11-23T02:00:00Z')).rejects.toThrow('还没到')
    await manager.call('foodSample.check', { countyCode, id: one.id })
    expect((await get()).kept[0]?.checkerName).toBe('管事人')
    world.clock.set('2026-11-25T02:00:00Z')
    expect((await get()).place.troubles).toContain('samplesDue')
    await discard('2026-11-25T02:00:00Z')
    expect((await get()).kept).toEqual([])
  })

  it('show what is missing of a meal that was served', async () => {
    const { canteenId, elders } = await kitchen()
    const dish = (name: string) => ({ name, kind: 'meatDish' as const })
    await manager.call('menu.keep', {
      ...{ countyCode, canteenId, day: today, meal: 'lunch', dishes: [dish('红烧肉'), dish('白菜')] },
    })
    world.clock.set(noon)
    await eat(canteenId, elders)
    await cook.call('foodSample.record', sample(canteenId, '红烧肉'))
    const get = () => manager.call('safety.get', { countyCode, canteenId })
    expect((await get()).missed).toMatchObject([
      { day: today, meal: 'lunch', portions: 3, missing: ['白菜'] },
    ])
    world.clock.set('2026-11-24T02:00:00Z')
    const troubles = (await get()).place.troubles
    expect(troubles).toEqual(['samplesMissed', 'disinfectionMissed', 'dayCheckMissed'])
    const list = await officer.call('safety.list', { regionCode: village, trouble: 'samplesMissed' })
    const standing = await officer.call('safety.standing', { regionCode: village })
    expect(list.total).toBe(standing.troubles.samplesMissed)
    const done = { countyCode, canteenId, doneAt: '2026-11-23T06:00:00Z', day: today }
    await cook.call('foodSample.record', sample(canteenId, '白菜'))
    await cook.call('disinfection.record', {
      ...{ ...done, id: world.newId(), things: ['tableware'], way: 'hotCabinet', minutes: 30 },
    })
    await cook.call('selfCheck.record', { ...done, id: world.newId(), kind: 'dayCheck' })
    await cook.call('foodPurchase.record', {
      ...{ countyCode, canteenId, id: world.newId(), boughtOn: today, goods: '猪肉', amount: '10 斤' },
      ...{ supplier: '镇肉铺', costFen: 18_000, expiresOn: '2026-11-28' },
    })
    expect((await get()).place).toMatchObject({ light: 'recordsFull', troubles: [] })
    const month = await manager.call('safety.month', { countyCode, canteenId, month: '2026-11' })
    expect(month).toMatchObject({
      ...{ samples: [{ dish: '红烧肉' }, { dish: '白菜' }], missed: [] },
      purchases: [{ goods: '猪肉', costFen: 18_000, byName: '厨师' }],
      disinfections: [{ things: ['tableware'] }],
      selfChecks: [{ kind: 'dayCheck', faults: [] }],
    })
    const file = await manager.fetch('safety.export', { countyCode, canteenId, month: '2026-11' })
    expect(file.fileName).toContain('食品安全台账')
  })

  it('are carried by the phone of whoever cooks there, and by nobody else', async () => {
    const { canteenId } = await kitchen()
    await cook.call('foodSample.record', sample(canteenId, '豆腐'))
    const mine = (await cook.call('safety.pull', {})).kitchens.find(one => one.canteenId === canteenId)
    expect(mine).toMatchObject({ grams: 125, hours: 48, isLocked: false, samples: [{ dish: '豆腐' }] })
    const stranger = await world.signedInAs('canteenCook', village, '外人')
    expect((await stranger.call('safety.pull', {})).kitchens).toEqual([])
    await expect(stranger.call('foodSample.record', sample(canteenId, '豆腐'))).rejects.toThrow('没有找到')
  })
})

describe('people who fall ill', () => {
  it('stop the kitchen from the second on; a second person opens it again', async () => {
    const { canteenId, elders } = await kitchen(4)
    const [ill, other, third] = elders as [SampleElder, SampleElder, SampleElder, SampleElder]
    world.clock.set(noon)
    await eat(canteenId, elders.slice(0, 3))
    const kept = sample(canteenId, '鱼', { takenAt: '2026-11-20T02:00:00Z', day: '2026-11-20' })
    await cook.call('foodSample.record', kept)
    world.clock.set(afterLunch)
    const id = world.newId()
    const record = await manager.call('foodIncident.record', {
      ...{ countyCode, canteenId, id, noticedAt: afterLunch, symptoms: '腹泻' },
      ill: [{ elderId: ill.id, inHospital: true }],
    })
    expect(record.state).toBe('incidentWatched')
    const onPhone = async () =>
      (await cook.call('safety.pull', {})).kitchens.find(one => one.canteenId === canteenId)
    // One alone is watched: the samples stay, and the kitchen goes on.
    expect(await onPhone()).toMatchObject({ isLocked: true, isStopped: false })
    const more = await manager.call('foodIncident.addIll', { countyCode, id, ill: [{ elderId: other.id }] })
    expect(more.state).toBe('servingStopped')
    expect(await onPhone()).toMatchObject({ isLocked: true, isStopped: true })
    await expect(eat(canteenId, [elders[3] as SampleElder])).rejects.toThrow('暂停')
    await expect(
      cook.call('foodSample.discard', { countyCode, id: kept.id, discardedAt: afterLunch }),
    ).rejects.toThrow('封存')
    await watchSafety(world.system)
    const get = () => officer.call('foodIncident.get', { countyCode, id })
    const { incident, diners } = await get()
    expect(incident).toMatchObject({
      ill: 2,
      diners: 3,
      reportBy: '2026-11-23T07:10:00.000Z',
      mayReopen: false,
    })
    expect(diners.map(one => [one.illness, one.caseId !== null])).toEqual([
      ...(diners[0]?.illness === 'illInHospital'
        ? [
            ['illInHospital', true],
            ['feelsIll', true],
          ]
        : [
            ['feelsIll', true],
            ['illInHospital', true],
          ]),
      ['notIll', false],
    ])
    const cases = await officer.call('aidCase.list', { regionCode: township, source: 'atMeals' })
    expect(
      cases.rows
        .filter(row => row.trouble.includes('测试食堂'))
        .map(row => row.level)
        .sort(),
    ).toEqual(['p0', 'p1'])
    expect((await carried(third))?.owed).toMatchObject({ reason: 'ateSuspectMeal', on: today })
    const told = async () => (await officer.call('notice.mine', {})).rows.filter(row => row.subject.id === id)
    expect((await told())[0]?.text).toContain('有 2 人用餐后不适，已停餐。请在 15:10 前报告')
    world.clock.set('2026-11-23T07:20:00Z')
    await watchSafety(world.system)
    await watchSafety(world.system)
    expect((await told()).map(row => row.text.includes('超过报告时限')).filter(Boolean)).toHaveLength(1)
    await reopen(canteenId, id)
  })

  async function reopen(canteenId: string, id: string): Promise<void> {
    const key = { countyCode, id }
    for (const authority of ['marketRegulator', 'healthOffice'] as const)
      await officer.call('foodIncident.tell', { ...key, authority })
    const checks = [...reopenChecks.keys]
    await expect(
      officer.call('canteen.changeState', { countyCode, id: canteenId, state: 'running', fromOn: today }),
    ).rejects.toThrow('第二人')
    await expect(officer.call('foodIncident.close', { ...key, checks })).rejects.toThrow('申请恢复')
    await expect(manager.call('foodIncident.askReopen', { ...key, checks: checks.slice(1) })).rejects.toThrow(
      '原因',
    )
    await manager.call('foodIncident.askReopen', { ...key, checks })
    expect((await officer.call('foodIncident.get', key)).incident.mayReopen).toBe(true)
    await officer.call('foodIncident.close', { ...key, checks, note: '鱼不新鲜，已换供货者' })
    await watchSafety(world.system)
    const { canteen } = await officer.call('canteen.get', { countyCode, id: canteenId })
    expect(canteen.state).toBe('running')
    const after = await officer.call('safety.get', { countyCode, canteenId })
    expect(after.incidents).toMatchObject([{ state: 'incidentOver', ill: 2 }])
    expect(after.place.troubles).not.toContain('incidentOpen')
  }

  it('are not reopened by whoever reported it', async () => {
    const { canteenId, elders } = await kitchen(2)
    const id = world.newId()
    const ill = elders.map(elder => ({ elderId: elder.id }))
    const checks = [...reopenChecks.keys]
    await officer.call('foodIncident.record', {
      ...{ countyCode, canteenId, id, noticedAt: morning, symptoms: '呕吐', ill },
    })
    await manager.call('foodIncident.askReopen', { countyCode, id, checks })
    await expect(officer.call('foodIncident.close', { countyCode, id, checks })).rejects.toThrow('另一位')
  })
})

describe('a regular who does not come', () => {
  it('reaches the visitor within the day, and any sign of life ends it', async () => {
    // Over eighty and alone: red, one meal is enough.
    const { canteenId, elders } = await kitchen(3, '1940-01-01')
    const [missing, ...others] = elders as [SampleElder, SampleElder, SampleElder]
    world.clock.set(noon)
    await eat(canteenId, others)
    await watchMeals(world.system)
    const list = async (ended = false) =>
      (await officer.call('absentRegular.list', { regionCode: township, ended })).rows.filter(
        row => row.canteenId === canteenId,
      )
    expect(await list()).toEqual([])
    world.clock.set(afterLunch)
    await watchMeals(world.system)
    await watchMeals(world.system)
    expect(await list()).toMatchObject([
      { elderId: missing.id, missed: 1, risk: 'red', lastMeal: 'lunch', visitorName: '探访员', caseId: null },
    ])
    expect((await carried(missing))?.owed).toMatchObject({ reason: 'missedMeal', on: today })
    const due = await officer.call('risk.due', {
      regionCode: township,
      reason: 'missedMeal',
      when: 'anyDay',
    } as never)
    expect(due.rows.map(row => row.id)).toContain(missing.id)
    const mine = await visitor.call('notice.mine', {})
    expect(mine.rows.some(row => row.text.includes('今天去看看'))).toBe(true)
    await visit(missing, '2026-11-23T05:00:00Z')
    expect(world.woken).toContain('canteenSafety.watch')
    await watchSafety(world.system)
    expect(await list()).toEqual([])
    expect((await list(true))[0]).toMatchObject({ elderId: missing.id, endedBy: 'signSeen' })
    expect((await carried(missing))?.owed).toBeNull()
  })

  it('is a case when it goes on, and the case ends when she is heard of', async () => {
    const { canteenId, elders } = await kitchen(3, '1940-01-01')
    const [missing, ...others] = elders as [SampleElder, SampleElder, SampleElder]
    for (const day of ['2026-11-23', '2026-11-24', '2026-11-25']) {
      world.clock.set(`${day}T05:10:00Z`)
      await eat(canteenId, others, day)
      await watchMeals(world.system)
    }
    const { rows } = await officer.call('absentRegular.list', { regionCode: township })
    const row = rows.find(one => one.elderId === missing.id)
    expect(row).toMatchObject({ missed: 3 })
    const read = () => officer.call('aidCase.get', { countyCode, id: row?.caseId ?? '' })
    expect(await read()).toMatchObject({ level: 'p1', source: 'atMeals', stage: 'open' })
    expect((await read()).trouble).toContain('连续 3 餐没来')
    await eat(canteenId, [missing], '2026-11-25')
    await watchSafety(world.system)
    expect((await read()).stage).toBe('closed')
  })

  it('is nobody who said so, or a day on which the kitchen told nothing', async () => {
    const { canteenId, elders } = await kitchen(3, '1940-01-01')
    const [told, , eats] = elders as [SampleElder, SampleElder, SampleElder]
    world.clock.set(afterLunch)
    const signs = async () =>
      (await officer.call('absentRegular.list', { regionCode: township })).rows
        .filter(row => row.canteenId === canteenId)
        .map(row => row.elderId)
    await watchMeals(world.system)
    expect(await signs()).toEqual([])
    await cook.call('mealAbsence.record', {
      ...{ countyCode, id: world.newId(), canteenId, elderId: told.id, fromOn: today, toOn: today },
      ...{ meal: 'lunch', reason: 'familyVisits', toldWay: 'toldInPerson' },
    })
    await eat(canteenId, [eats])
    await watchMeals(world.system)
    expect(await signs()).toEqual([elders[1]?.id])
    const [row] = (await officer.call('absentRegular.list', { regionCode: township })).rows
    await manager.call('absentRegular.settle', { countyCode, id: row?.id ?? '', note: '电话里说在女儿家' })
    await watchMeals(world.system)
    expect(await signs()).toEqual([])
  })
})

describe('people who fall ill, told of in the kitchen', () => {
  it('are told of from the cook’s phone: the second stops the kitchen, told again changes nothing', async () => {
    const { canteenId, elders } = await kitchen(3)
    const [ill] = elders as [SampleElder, SampleElder, SampleElder]
    world.clock.set(noon)
    await eat(canteenId, elders.slice(0, 2))
    world.clock.set(afterLunch)
    const id = world.newId()
    const told = { countyCode, canteenId, id, noticedAt: afterLunch, illCount: 1, symptoms: '呕吐' }
    expect(await cook.call('foodIncident.report', told)).toEqual({ state: 'incidentWatched' })
    expect(await cook.call('foodIncident.report', told)).toEqual({ state: 'incidentWatched' })
    const more = { ...told, id: world.newId(), illCount: 2, elderIds: [ill.id] }
    expect(await cook.call('foodIncident.report', more)).toEqual({ state: 'servingStopped' })
    await expect(eat(canteenId, [elders[2] as SampleElder])).rejects.toThrow('暂停')
    const { incident } = await officer.call('foodIncident.get', { countyCode, id })
    expect(incident).toMatchObject({ ill: 2, othersIll: 1, symptoms: '呕吐' })
    const stranger = await world.signedInAs('canteenCook', village, '外人')
    await expect(stranger.call('foodIncident.report', { ...told, id: world.newId() })).rejects.toThrow(
      '没有找到',
    )
  })
})
