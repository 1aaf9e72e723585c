// A worker's phone at a bed at home, and her provider's desk: told in order, harmless twice, and only their own.
import { createHash } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { pieceBytes } from '../../domain/kernel/pieces.ts'
import { meanwhile } from '../../tools/meanwhile.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { clearUnfinished } from './home-care.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let hand: Caller
let boss: Caller
let otherHand: Caller
let otherBoss: Caller
let elder: SampleElder
let bedId: string
let workerId: string
let otherWorkerId: string

const provider = async (
  name: string,
  by: Caller,
  worker: Caller,
): Promise<{ id: string; person: string }> => {
  const [id, person] = [world.newId(), world.newId()]
  await world.pool.query(
    `insert into service_providers (county_code, id, region_code, name, kind, care_ways, item_codes, address, reach_km,
       daily_orders, started_on, version, recorded_at)
     values ($1, $2, $3, $4, 'careHome', '{}', '{}', '县城', 50, 20, '2020-01-01', 1, now())`,
    [countyCode, id, county, name],
  )
  const officerOfCounty = await world.signedInAs('countyOfficer', county)
  const loginOf = (caller: Caller) => `test-${caller.actor.accountId}`
  await officerOfCounty.call('provider.addMember', {
    countyCode,
    id,
    memberId: world.newId(),
    login: loginOf(by),
  })
  await by.call('worker.register', {
    ...{ countyCode, id: person, providerId: id, login: loginOf(worker) },
    worker: {
      name: `${name}护理员`,
      sex: 'female',
      spokenLanguage: 'both',
      phone: '13900001111',
      dailyOrders: 6,
    },
  })
  return { id, person }
}

let providerId: string

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('townshipOfficer', township, '乡镇甲')
  boss = await world.signedInAs('providerManager', county, '康宁负责人')
  otherBoss = await world.signedInAs('providerManager', county, '福寿负责人')
  hand = await world.signedInAs('careWorker', county, '护理员甲')
  otherHand = await world.signedInAs('careWorker', county, '护理员乙')
  ;({ id: providerId, person: workerId } = await provider('康宁养老院', boss, hand))
  otherWorkerId = (await provider('福寿养老院', otherBoss, otherHand)).person
})
afterAll(() => world.close())

beforeEach(async () => {
  world.clock.set('2026-11-23T02:00:00Z')
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
  const assessmentId = world.newId()
  await world.pool.query(
    `insert into ability_assessments (county_code, id, region_code, elder_id, standard, assessed_on, reason, scores,
       total, initial_level, adjustments, final_level, must_review, rules_version, lives_alone, first_id, first_medical,
       submitted_at, stage, result_of, result_level, valid_until, version, synthetic)
     values ($1, $2, $3, $4, 'gbt42195', '2026-02-01', 'firstTime', repeat('1', 26), 40, 'severe', '{}', 'severe',
       false, 1, false, $5, true, now(), 'told', 'first', 'severe', '2028-02-01', 1, false)`,
    [countyCode, assessmentId, village, elder.id, officer.actor.accountId],
  )
  bedId = world.newId()
  await world.pool.query(
    `insert into home_beds (county_code, id, region_code, elder_id, assessment_id, level, provider_id, provider_name,
       contract_number, signed_on, signed_way, signed_name, from_on, to_on, monthly_visits, fee_fen, subsidy_fen, state,
       opened_on, worker_id, version, synthetic, recorded_at)
     values ($1, $2, $3, $4, $5, 'severe', $6, '康宁养老院', $7, '2026-02-20', 'elderSigned', '本人', '2026-03-01',
       '2027-02-28', 4, 0, 0, 'bedInUse', '2026-03-01', null, 1, false, now())`,
    [countyCode, bedId, village, elder.id, assessmentId, providerId, `JC-${bedId}`],
  )
})

const entrust = (to: string | null = workerId, by = boss) =>
  by.call('homeBed.entrust', { countyCode, id: bedId, workerId: to })

const carried = async (by = hand) =>
  (await by.call('homeBed.carried', { fingerprint: null })).carried?.beds.find(({ id }) => id === bedId)

const step = (
  more: Partial<Sent<'homeBed.step'>> & Pick<Sent<'homeBed.step'>, 'visitId' | 'kind'>,
  by = hand,
) => by.call('homeBed.step', { countyCode, bedId, happenedAt: world.clock.now().toISOString(), ...more })

const minutesLater = (minutes: number) =>
  world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000).toISOString())

const leaving = { kind: 'leave' as const, tasks: ['bath' as const], found: '脚有点肿' }

const visits = () => officer.call('homeBed.visits', { countyCode, id: bedId, limit: 20 })

describe('a bed entrusted to a worker', () => {
  it('is on her phone with what was found the last time, and asked again costs one small answer', async () => {
    expect(await carried()).toBeUndefined()
    await entrust()
    expect(await carried()).toMatchObject({ elderId: elder.id, level: 'severe', monthVisits: 0, open: null })
    const { fingerprint } = (await hand.call('homeBed.carried', { fingerprint: null })).carried!
    expect(await hand.call('homeBed.carried', { fingerprint })).toEqual({ unchanged: true, carried: null })
    const visitId = world.newId()
    await step({ visitId, kind: 'arrive' })
    expect((await carried())?.open).toEqual({ visitId, startedAt: '2026-11-23T02:00:00.000Z' })
    minutesLater(45)
    await step({ visitId, ...leaving })
    expect(await carried()).toMatchObject({
      ...{ open: null, monthVisits: 1, lastVisitOn: '2026-11-23' },
      ...{ lastTasks: ['bath'], lastFound: '脚有点肿' },
    })
  })

  it('is paused while the elder is away', async () => {
    await entrust()
    await world.pool.query(
      `insert into elder_absences (county_code, id, region_code, elder_id, kind, valid_from, reason, recorded_at)
       values ($1, gen_random_uuid(), $2, $3, 'hospital', '2026-11-20', '肺炎', now())`,
      [countyCode, village, elder.id],
    )
    expect((await carried())?.paused).toMatch(/住院，自 2026-11-20 起/)
    await expect(step({ visitId: world.newId(), kind: 'arrive' })).rejects.toThrow(/床位暂停/)
  })

  it('is entrusted only by its own provider to one of its own', async () => {
    await expect(entrust(workerId, otherBoss)).rejects.toMatchObject({ code: 'not_found' })
    await expect(entrust(otherWorkerId)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a visit told by a phone', () => {
  it('counts like any other, with its hours and what was measured, and is the same when told twice', async () => {
    await entrust()
    const visitId = world.newId()
    await step({ visitId, kind: 'arrive' })
    await step({ visitId, kind: 'arrive' })
    minutesLater(50)
    const vitals = { systolic: 152, diastolic: 88, pulse: 76, temperatureTenths: null }
    expect(await step({ visitId, ...leaving, vitals })).toEqual({ counts: true })
    expect(await step({ visitId, ...leaving, vitals })).toEqual({ counts: true })
    const { rows } = await visits()
    expect(rows).toMatchObject([
      {
        ...{ id: visitId, minutes: 50, tasks: ['bath'], note: '脚有点肿', counts: true, vitals },
        ...{ workerName: '康宁养老院护理员' },
      },
    ])
    expect(Date.parse(rows[0]!.endedAt!) - Date.parse(rows[0]!.startedAt!)).toBe(50 * 60_000)
    const kept = await world.pool.query<{ sealed: string }>(
      'select vitals_sealed as sealed from home_bed_calls where id = $1',
      [visitId],
    )
    expect(kept.rows[0]?.sealed).not.toContain('152')
  })

  it('too short is kept and does not count; without an arrival or anything done it is refused', async () => {
    const visitId = world.newId()
    await expect(step({ visitId, ...leaving })).rejects.toThrow(/没有找到这次上门的签到/)
    await step({ visitId, kind: 'arrive' })
    minutesLater(10)
    await expect(step({ visitId, kind: 'leave' })).rejects.toThrow(/至少选一项/)
    expect(await step({ visitId, ...leaving })).toEqual({ counts: false })
    expect((await visits()).rows[0]).toMatchObject({ whyNot: 'tooShort' })
  })

  it('is nobody else’s: another provider’s worker neither begins nor ends it', async () => {
    const visitId = world.newId()
    await expect(step({ visitId, kind: 'arrive' }, otherHand)).rejects.toThrow(/不由您的机构照护/)
    await step({ visitId, kind: 'arrive' })
    await expect(step({ visitId, ...leaving }, otherHand)).rejects.toThrow(/不由您的机构照护/)
    expect((await visits()).rows).toEqual([])
  })

  it('comes through the phone’s outbox in order', async () => {
    const deviceId = world.newId()
    const at = world.clock.now().toISOString()
    await world.db
      .insertInto('devices')
      .values({
        ...{ id: deviceId, accountId: hand.actor.accountId, name: '测试手机', appVersion: '1.0.0' },
        ...{ registeredAt: at, lastSeenAt: at, lostAt: null, lostReportedBy: null, lostReason: null },
        wipedAt: null,
      })
      .execute()
    const visitId = world.newId()
    const until = new Date(world.clock.now().getTime() + 40 * 60_000).toISOString()
    minutesLater(60)
    const acts = [
      { countyCode, bedId, visitId, kind: 'arrive', happenedAt: at },
      { countyCode, bedId, visitId, ...leaving, happenedAt: until },
    ].map(input => ({ id: world.newId(), operation: 'homeBed.step', doneAt: input.happenedAt, input }))
    const push = () => hand.call('sync.push', { deviceId, appVersion: '1.0.0', acts })
    expect((await push()).answers.map(({ outcome }) => outcome)).toEqual(['done', 'done'])
    expect((await push()).answers.map(({ outcome }) => outcome)).toEqual(['again', 'again'])
    expect((await visits()).rows).toMatchObject([{ id: visitId, minutes: 40, counts: true }])
  })
})

describe('pictures of a visit', () => {
  const picture = Buffer.concat([
    Buffer.from('ffd8ffe000104a464946', 'hex'),
    Buffer.alloc(pieceBytes + 900, 7),
  ])
  const preview = `data:image/webp;base64,${'A'.repeat(600)}`

  function sending(visitId: string, photoId: string) {
    const contentHash = createHash('sha256').update(picture).digest('hex')
    const said = { countyCode, visitId, photoId, contentType: 'image/jpeg' as const, preview, contentHash }
    return async (offset: number, by = hand) => {
      const path = join(tmpdir(), `piece-${world.newId()}`)
      const piece = picture.subarray(offset, offset + pieceBytes)
      await writeFile(path, piece)
      const input = { ...said, sizeBytes: picture.length, offset }
      return by
        .call('homeBed.appendPhoto', input, { upload: { path, bytes: piece.length } })
        .finally(() => rm(path, { force: true }))
    }
  }

  async function visited(tasks: Sent<'homeBed.step'>['tasks'], photoIds: string[]) {
    const visitId = world.newId()
    await step({ visitId, kind: 'arrive' })
    minutesLater(40)
    await step({ visitId, ...leaving, tasks, photoIds })
    return visitId
  }

  it('are announced by it, follow in pieces, and are opened at the desk of the office', async () => {
    const photoId = world.newId()
    const early = world.newId()
    await expect(sending(early, photoId)(0)).rejects.toThrow('还没有送到')
    const visitId = await visited(['turningOver'], [photoId])
    const append = sending(visitId, photoId)
    expect((await visits()).rows[0]?.photos).toEqual([{ id: photoId, isWhole: false, preview: null }])
    await expect(append(0, otherHand)).rejects.toThrow('还没有送到')
    await expect(sending(visitId, world.newId())(0)).rejects.toThrow('不属于这次上门')
    const half = { receivedBytes: pieceBytes, complete: false }
    expect(await append(0)).toEqual(half)
    expect(await append(0)).toEqual(half)
    await expect(officer.fetch('homeBed.photo', { countyCode, photoId })).rejects.toThrow('没有传完')
    const whole = { receivedBytes: picture.length, complete: true }
    expect(await append(pieceBytes)).toEqual(whole)
    expect(await append(pieceBytes)).toEqual(whole)
    expect((await visits()).rows[0]?.photos).toEqual([{ id: photoId, isWhole: true, preview }])
    const file = await officer.fetch('homeBed.photo', { countyCode, photoId })
    expect((await buffer(file.stream)).equals(picture)).toBe(true)
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.fetch('homeBed.photo', { countyCode, photoId })).rejects.toThrow('没有找到')
  })

  it('are never of somebody bathing, whatever the phone says', async () => {
    const photoId = world.newId()
    const visitId = await visited(['bath', 'turningOver'], [photoId])
    expect((await visits()).rows[0]?.photos).toEqual([])
    await expect(sending(visitId, photoId)(0)).rejects.toThrow('不属于这次上门')
  })

  it('that stopped arriving are cleared after their days, and may start over', async () => {
    const photoId = world.newId()
    const append = sending(await visited(['turningOver'], [photoId]), photoId)
    await append(0)
    await clearUnfinished(world.system)
    expect(await append(0)).toEqual({ receivedBytes: pieceBytes, complete: false })
    minutesLater(91 * 1440)
    expect(await clearUnfinished(world.system)).toBeGreaterThan(0)
    expect(await clearUnfinished(world.system)).toBe(0)
    expect((await visits()).rows[0]?.photos).toEqual([{ id: photoId, isWhole: false, preview: null }])
    expect(await append(pieceBytes)).toEqual({ receivedBytes: 0, complete: false })
    await append(0)
    expect(await append(pieceBytes)).toEqual({ receivedBytes: picture.length, complete: true })
  })

  it('start over when they are cleared at the very moment the next piece comes', async () => {
    const photoId = world.newId()
    const append = sending(await visited(['turningOver'], [photoId]), photoId)
    await append(0)
    const cleared = { pool: world.pool, table: 'home_bed_photos', id: photoId, does: 'delete' as const }
    const afresh = { receivedBytes: 0, complete: false }
    expect(await meanwhile(cleared, 1, () => append(pieceBytes))).toEqual(afresh)
    expect(await meanwhile(cleared, 1, () => append(0))).toEqual({ ...afresh, receivedBytes: pieceBytes })
    expect(await append(pieceBytes)).toEqual({ receivedBytes: picture.length, complete: true })
  })
})

describe('the desk of a provider', () => {
  it('sees its own beds and their visits, and of others nothing', async () => {
    await entrust()
    const visitId = world.newId()
    await step({ visitId, kind: 'arrive' })
    minutesLater(40)
    await step({ visitId, ...leaving })
    const own = await boss.call('homeBed.mine', { countyCode, limit: 100 })
    expect(own.rows.find(({ id }) => id === bedId)).toMatchObject({
      ...{ workerName: '康宁养老院护理员', monthVisits: 1, monthlyVisits: 4, elderName: '测试老人' },
    })
    expect(own.workers.map(({ id }) => id)).toEqual([workerId])
    const key = { countyCode, id: bedId, limit: 20 }
    expect((await boss.call('homeBed.mineVisits', key)).rows).toMatchObject([{ id: visitId }])
    expect((await otherBoss.call('homeBed.mine', { countyCode, limit: 100 })).rows).toEqual([])
    await expect(otherBoss.call('homeBed.mineVisits', key)).rejects.toMatchObject({ code: 'not_found' })
  })
})
