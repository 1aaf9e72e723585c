// Scores from arrivals, who reads them, words before calls, calls drawn so that they can be drawn again, cards at doors.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { truthJob } from '../../domain/visit-truth/api.ts'
import { isDoorCode } from '../../domain/visit-truth/door-code.ts'
import { sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import {
  farVillage,
  makeElders,
  otherVillage,
  type SampleElder,
  township,
  village,
} from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { scoreArrivals, scoreNightly } from './visit-truth.ts'

const countyCode = '222402'
const month = '2026-11'
let world: TestSystem
let officer: Caller
let county: Caller
let auditor: Caller

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('townshipOfficer', township, '李干事')
  county = await world.signedInAs('countyOfficer', '222402000000')
  auditor = await world.signedInAs('auditor', '222402000000')
})
afterAll(() => world.close())

const base = { lon: 129.84, lat: 42.97 }

async function visit(visitor: Caller, elder: SampleElder, startedAt: string, more: Partial<VisitInput> = {}) {
  const input: VisitInput = {
    ...sampleVisit,
    ...{ id: world.newId(), elderId: elder.id, startedAt },
    endedAt: new Date(Date.parse(startedAt) + 15 * 60_000).toISOString(),
    ...more,
  }
  await visitor.call('visit.record', input)
  return input.id
}

/** Six homes at one minute from one chair. */
async function wrongMonth(visitor: Caller, elders: readonly SampleElder[], day = '2026-11-12') {
  for (const [n, elder] of elders.entries())
    await visit(visitor, elder, `${day}T01:00:0${n}Z`, { place: { ...base, accuracyMeters: 9 } })
}

async function honestMonth(visitor: Caller, elders: readonly SampleElder[], day = '2026-11-11') {
  for (const [n, elder] of elders.entries())
    await visit(visitor, elder, `${day}T0${n}:30:00Z`, {
      place: { lon: base.lon + n * 0.003, lat: base.lat, accuracyMeters: 9 },
    })
}

const listOf = async (caller: Caller, regionCode = township) =>
  (await caller.call('visitTruth.list', { regionCode, month })).rows

const getOf = (caller: Caller, visitor: Caller, of = month) =>
  caller.call('visitTruth.get', { countyCode, visitorId: visitor.actor.accountId, month: of })

const note = (caller: Caller, visitor: Caller, kind: 'coached' | 'excused', of = month) =>
  caller.call('visitTruth.note', {
    ...{ id: world.newId(), countyCode, visitorId: visitor.actor.accountId, month: of, kind },
    words: '到了老人家再打开表单',
  })

describe('a month’s score', () => {
  let wrong: Caller
  let honest: Caller
  beforeAll(async () => {
    wrong = await world.signedInAs('visitor', village, '甲探访员')
    honest = await world.signedInAs('visitor', village, '乙探访员')
    await wrongMonth(wrong, await makeElders(world, village, 6))
    await honestMonth(honest, await makeElders(world, village, 6))
    await scoreArrivals(world.system)
  })

  it('is asked for by every arrival and reckoned beside it', async () => {
    expect(world.woken).toContain(truthJob)
    const rows = await listOf(officer)
    expect(rows.map(row => [row.visitorName, row.stage])).toEqual([
      ['甲探访员', 'coaching'],
      ['乙探访员', 'fine'],
    ])
    expect(rows[0]!.reasons.map(reason => reason.sign)).toEqual(
      expect.arrayContaining(['sameStart', 'oneSpot']),
    )
    expect(rows[0]!.reasons.map(reason => reason.words).join()).toContain('11月12日 9:00 同时开始探访 6 户')
    expect(rows[1]).toMatchObject({ score: 100, visits: 6, trend: [{ month, score: 100 }] })
  })

  it('shows each reason with the visits it rests on, and keeps them counted', async () => {
    const truth = await getOf(auditor, wrong)
    const [reason] = truth.reasons
    expect(truth.calls.map(call => call.id).sort()).toEqual([...reason!.visitIds].sort())
    const counted = await world.pool.query('select from visits where visitor_id = $1 and counts_for_rate', [
      wrong.actor.accountId,
    ])
    expect(counted.rowCount).toBe(6)
  })

  it('is the same when it is reckoned again at night', async () => {
    const before = await listOf(officer)
    await scoreNightly(world.system)
    expect(await listOf(officer)).toEqual(before)
  })

  it('is read by the officers above her and the auditor, and by no other village', async () => {
    expect(await listOf(await world.signedInAs('villageOfficer', village), village)).toHaveLength(2)
    expect(await listOf(await world.signedInAs('villageOfficer', otherVillage), township)).toEqual([])
    expect(await listOf(county, '222402000000')).toHaveLength(2)
    await expect(listOf(honest)).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(note(auditor, wrong, 'coached')).rejects.toMatchObject({ code: 'not_allowed' })
    const far = await world.signedInAs('townshipOfficer', `${farVillage.slice(0, 9)}000`)
    await expect(getOf(far, wrong)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is seen by the visitor herself, who may answer', async () => {
    await note(officer, wrong, 'coached')
    const [mine] = await wrong.call('visitTruth.mine', {})
    expect(mine).toMatchObject({ month, stage: 'coaching', notes: [{ kind: 'coached', byName: '李干事' }] })
    await wrong.call('visitTruth.answer', { id: world.newId(), countyCode, month, words: '那天手机没电' })
    expect((await listOf(officer))[0]).toMatchObject({ coached: true, answered: true })
    expect(await honest.call('visitTruth.mine', {})).toMatchObject([{ score: 100, notes: [] }])
    await expect(note(officer, honest, 'coached')).rejects.toMatchObject({ code: 'rule_broken' })
  })
})

describe('calls to elders', () => {
  let visitor: Caller
  beforeAll(async () => {
    visitor = await world.signedInAs('visitor', otherVillage, '丁探访员')
    await honestMonth(visitor, await makeElders(world, otherVillage, 8), '2026-11-18')
  })
  const draw = (count: number) =>
    officer.call('callBack.draw', {
      ...{ id: world.newId(), regionCode: otherVillage, fromDay: '2026-11-16', purpose: 'everyWeek', count },
    })

  it('are drawn by a kept seed, once a week, and drawn again the same by anybody', async () => {
    const drawn = await draw(3)
    const { rows } = await county.call('callBack.list', { regionCode: otherVillage, drawId: drawn.id })
    expect(rows).toHaveLength(3)
    const pool = await world.pool.query<{ id: string }>('select id from visits where visitor_id = $1', [
      visitor.actor.accountId,
    ])
    const place = (id: string) => createHash('sha256').update(`${drawn.seed}${id}`).digest('hex')
    const again = pool.rows.map(row => row.id).sort((one, other) => (place(one) < place(other) ? -1 : 1))
    expect(rows.map(row => row.visitId).sort()).toEqual(again.slice(0, 3).sort())
    expect(await auditor.call('callBack.check', { countyCode, id: drawn.id })).toMatchObject({ same: true })
    await expect(draw(3)).rejects.toMatchObject({ code: 'conflict' })
    // Somebody puts another visit in the place of one that was drawn.
    await world.pool.query(`update call_backs set visit_id = $1 where id = $2`, [again[7], rows[0]!.id])
    expect(await auditor.call('callBack.check', { countyCode, id: drawn.id })).toMatchObject({ same: false })
  })

  it('have answers that are whole, may be tried again, and are not written over', async () => {
    const { rows } = await officer.call('callBack.list', { regionCode: otherVillage, open: true })
    const [first, second] = rows
    const answer = (id: string, more: object) =>
      officer.call('callBack.answer', { countyCode, id, state: 'gotAnswer', ...more } as never)
    await expect(answer(first!.id, {})).rejects.toMatchObject({ code: 'invalid' })
    await expect(answer(first!.id, { came: 'came' })).rejects.toMatchObject({ code: 'invalid' })
    const full = { came: 'came', when: 'sameDay', satisfied: 'satisfied', note: '说姑娘人很好' }
    expect(await answer(first!.id, full)).toMatchObject({
      state: 'gotAnswer',
      note: '说姑娘人很好',
      tries: 1,
    })
    await expect(answer(first!.id, full)).rejects.toMatchObject({ code: 'conflict' })
    for (let n = 0; n < 3; n++) await answer(second!.id, { state: 'unreachable' })
    await expect(answer(second!.id, { state: 'unreachable' })).rejects.toMatchObject({ code: 'conflict' })
    const { rows: draws } = await officer.call('callBack.draws', { regionCode: otherVillage })
    expect(draws[0]).toMatchObject({ drawn: 3, done: 2, came: 1, nobodyCame: 0 })
    const left = await officer.call('callBack.list', { regionCode: otherVillage, open: true })
    expect(left.rows).toHaveLength(1)
  })

  it('are no business of the village, where visitor and officer are neighbours', async () => {
    const neighbour = await world.signedInAs('villageOfficer', otherVillage)
    await expect(neighbour.call('callBack.list', { regionCode: otherVillage })).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('a card at the door', () => {
  it('is made once a home, told right from wrong afterwards, and never in the way of saving', async () => {
    const elders = await makeElders(world, farVillage, 4)
    const clerk = await world.signedInAs('townshipOfficer', `${farVillage.slice(0, 9)}000`)
    const { issued } = await clerk.call('doorCard.issue', { regionCode: farVillage })
    expect(issued).toBeGreaterThanOrEqual(4)
    expect(await clerk.call('doorCard.issue', { regionCode: farVillage })).toEqual({ issued: 0 })
    const { rows } = await clerk.call('doorCard.list', { regionCode: farVillage, limit: 200 })
    expect(rows.every(row => row.code !== null && isDoorCode(row.code))).toBe(true)
    expect(new Set(rows.map(row => row.code)).size).toBe(rows.length)

    const home = await world.pool.query<{ id: string; household_id: string }>(
      'select id, household_id from elders where id = any($1)',
      [elders.map(elder => elder.id)],
    )
    const codeOf = (elder: SampleElder) =>
      rows.find(row => row.householdId === home.rows.find(one => one.id === elder.id)?.household_id)!.code!
    const visitor = await world.signedInAs('visitor', farVillage, '戊探访员')
    const farCounty = farVillage.slice(0, 6)
    const at = (elder: SampleElder, hour: number, doorCode: string) =>
      visit(visitor, elder, `2026-11-10T0${hour}:00:00Z`, { doorCode, countyCode: farCounty })
    await at(elders[0]!, 1, codeOf(elders[0]!))
    await at(elders[1]!, 3, codeOf(elders[0]!))
    await scoreArrivals(world.system)
    const truth = await clerk.call('visitTruth.get', {
      ...{ countyCode: farCounty, visitorId: visitor.actor.accountId, month },
    })
    expect(truth.calls.map(call => call.doorCode)).toEqual(['right', 'wrong'])
    expect(truth.reasons.map(reason => reason.sign)).toContain('wrongDoor')

    const householdId = rows.find(row => row.code === codeOf(elders[0]!))!.householdId
    const replaced = await clerk.call('doorCard.replace', { countyCode: farCounty, householdId })
    expect(replaced.code).not.toBe(codeOf(elders[0]!))
    await expect(
      visitor.call('visit.record', {
        ...sampleVisit,
        ...{ id: world.newId(), elderId: elders[0]!.id, countyCode: farCounty, doorCode: '1234567' },
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
  })
})

// Last, because its clock runs ahead and what arrives "before" is not looked at again.
describe('what follows', () => {
  it('is a word, then calls, then an inspection; an explanation found true ends it', async () => {
    const visitor = await world.signedInAs('visitor', village, '丙探访员')
    const elders = await makeElders(world, village, 6)
    world.clock.set('2026-11-29T02:00:00Z')
    await wrongMonth(visitor, elders, '2026-11-20')
    await scoreArrivals(world.system)
    await note(officer, visitor, 'coached')
    world.clock.set('2026-12-15T02:00:00Z')
    await wrongMonth(visitor, elders, '2026-12-08')
    await scoreArrivals(world.system)
    expect((await getOf(officer, visitor, '2026-12')).stage).toBe('callBack')

    const drawn = await county.call('callBack.draw', {
      ...{ id: world.newId(), regionCode: township, fromDay: '2026-12-07', purpose: 'repeated', count: 2 },
    })
    expect(drawn).toMatchObject({ poolSize: 6, drawn: 2, done: 0, toDay: '2026-12-13' })
    const calls = await county.call('callBack.list', { regionCode: township, drawId: drawn.id })
    expect(new Set(calls.rows.map(call => call.visitorName))).toEqual(new Set(['丙探访员']))
    await county.call('callBack.answer', {
      ...{ countyCode, id: calls.rows[0]!.id, state: 'gotAnswer', came: 'nobodyCame' },
    })
    await scoreArrivals(world.system)
    const inspected = await getOf(officer, visitor, '2026-12')
    expect(inspected.stage).toBe('inspection')
    expect(inspected.reasons.map(reason => reason.sign)).toContain('denied')

    await note(officer, visitor, 'excused', '2026-12')
    await scoreArrivals(world.system)
    expect((await getOf(officer, visitor, '2026-12')).stage).toBe('fine')
  })
})
