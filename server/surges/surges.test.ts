// A cold wave on a real database: who is called on, what phones carry, which visit answers, and every way it ends.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { answersWith, sampleVisit } from '../../domain/visits/sample.ts'
import {
  assignElders,
  farVillage,
  makeElders,
  otherVillage,
  type SampleElder,
  township,
  village,
} from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { closeSurges } from './surges.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let townOfficer: Caller
let headman: Caller
let visitor: Caller
let own: SampleElder[]

const start = '2026-11-23T02:00:00Z'

beforeAll(async () => {
  world = await openTestSystem()
  officer = await world.signedInAs('countyOfficer', county, '张主任')
  townOfficer = await world.signedInAs('townshipOfficer', township, '李所长')
  headman = await world.signedInAs('villageOfficer', village, '村长')
  visitor = await world.signedInAs('visitor', village, '探访员')
  own = await makeElders(world, village, 3, { bornOn: '1950-01-01' })
  await makeElders(world, otherVillage, 2, { bornOn: '1940-01-01' })
  await makeElders(world, farVillage, 1, { inScope: false, bornOn: '1960-01-01' })
  await assignElders(world, visitor.actor.accountId, own)
})
beforeEach(() => world.clock.set(start))
afterAll(() => world.close())

function declare(more: Partial<Sent<'surge.declare'>> = {}, caller = officer) {
  return caller.call('surge.declare', {
    ...{ countyCode, id: world.newId(), regionCodes: [county], kind: 'coldWave' },
    ...{ criteria: ['noOneNear', 'weak'], checks: ['stove', 'fuel'], until: '2026-11-25T00:00:00Z' },
    ...more,
  } as Sent<'surge.declare'>)
}

function visit(elder: SampleElder, more: object = {}, caller = visitor) {
  return caller.call('visit.record', {
    ...{ ...sampleVisit, id: world.newId(), countyCode, elderId: elder.id },
    ...{ startedAt: '2026-11-23T03:00:00Z', endedAt: '2026-11-23T03:10:00Z' },
    ...more,
  })
}
const carried = async () => (await visitor.call('duty.carried', {})).surges
const end = (id: string) => officer.call('surge.standDown', { countyCode, id })

describe('declaring', () => {
  it('is previewed with the people of each line, and with those nobody visits', async () => {
    const aim = { countyCode, regionCodes: [county, village], criteria: ['noOneNear', 'weak'] as const }
    const seen = await officer.call('surge.preview', { ...aim, criteria: [...aim.criteria] })
    expect(seen).toEqual({
      ...{ total: 5, villages: 2, visitors: 1, withoutVisitor: 2 },
      criteria: [
        { criterion: 'noOneNear', elders: 5 },
        { criterion: 'weak', elders: 2 },
      ],
    })
  })

  it('puts the list on the phone in the order of worry, and tells visitor and officers', async () => {
    const before = await visitor.call('duty.watch', {})
    const { id, total, places } = await declare({ word: '今夜零下三十度' })
    expect({ total, places }).toEqual({ total: 5, places: '图们市' })
    const after = await visitor.call('duty.watch', {})
    expect(after.mark).not.toBe(before.mark)
    expect(after.unseen).toBe(1)
    const [surge] = await carried()
    expect(surge).toMatchObject({ id, kind: 'coldWave', word: '今夜零下三十度', checks: ['stove', 'fuel'] })
    expect(new Set(surge?.duties.map(duty => duty.elderId))).toEqual(new Set(own.map(one => one.id)))
    const [told] = (await visitor.call('notice.mine', {})).rows
    expect(told?.text).toBe(
      '寒潮：请在 11 月 25 日 8:00 前看望您负责的 3 位老年人，手机上已排好先后。今夜零下三十度',
    )
    const [town] = (await townOfficer.call('notice.mine', {})).rows
    expect(town?.text).toContain('要看望 5 人，其中 2 人还没有探访员')
    expect((await headman.call('notice.mine', {})).rows[0]?.text).toContain('要看望 3 人')
    await end(id)
    expect(await carried()).toEqual([])
  })

  it.each([
    ['for a place in another county', { regionCodes: ['222404000000'] }, 'not_found'],
    ['until yesterday', { until: '2026-11-22T00:00:00Z' }, 'invalid'],
    ['for a month', { until: '2026-12-24T00:00:00Z' }, 'invalid'],
    ['for nobody', { criteria: ['withoutKin'] }, 'rule_broken'],
  ] as const)('%s is refused', async (_, more, code) => {
    await expect(declare(more as never)).rejects.toMatchObject({ code })
  })

  it('belongs to the office of the place', async () => {
    await expect(declare({}, townOfficer)).rejects.toMatchObject({ code: expect.stringMatching(/not_/) })
    const { id, total } = await declare({ regionCodes: [village, otherVillage] }, townOfficer)
    expect(total).toBe(5)
    await expect(headman.call('surge.standDown', { countyCode, id })).rejects.toMatchObject({
      code: 'not_allowed',
    })
    expect((await headman.call('surge.get', { countyCode, id })).total).toBe(3)
    await end(id)
  })
})

describe('a duty', () => {
  it('is answered by a visit or a call made after the declaration, and by nothing else', async () => {
    const { id } = await declare()
    const [first, second, third] = own as [SampleElder, SampleElder, SampleElder]
    await visit(first, { startedAt: '2026-11-23T01:00:00Z', endedAt: '2026-11-23T01:10:00Z' })
    world.clock.set('2026-11-23T05:00:00Z')
    await visit(second, {
      ...{ method: 'phone', result: 'met' },
    })
    await visit(third, { result: 'notReached', notReachedReason: 'notHome', answers: answersWith({}) })
    const surge = await officer.call('surge.get', { countyCode, id })
    expect(surge).toMatchObject({ total: 5, reached: 1, attempted: 1 })
    expect(surge.summary).toMatchObject({ byPhone: 1, halfMinutes: null, allMinutes: null })
    expect(surge.villages).toMatchObject([
      { regionCode: village, total: 3, reached: 1, attempted: 1 },
      { regionCode: otherVillage, total: 2, reached: 0, attempted: 0 },
    ])
    const open = await officer.call('surge.duties', {
      ...{ countyCode, id, regionCode: county, state: 'unreached', limit: 2 },
    })
    // The oldest and frailest first, and those nobody visits among them.
    expect(open.rows.map(row => [row.regionCode, row.visitorName])).toEqual([
      [otherVillage, null],
      [otherVillage, null],
    ])
    const rest = await officer.call('surge.duties', {
      ...{ countyCode, id, regionCode: county, state: 'unreached', limit: 2, after: open.next ?? '' },
    })
    expect(rest.rows).toMatchObject([{ elderId: first.id, visitorName: '探访员' }])
    await visit(third)
    const [phone] = await carried()
    expect(phone?.duties.filter(duty => duty.isReached)).toHaveLength(2)
    await end(id)
    await visit(first, { startedAt: '2026-11-23T04:00:00Z', endedAt: '2026-11-23T04:10:00Z' })
    const after = await officer.call('surge.get', { countyCode, id })
    expect(after).toMatchObject({ reached: 3, ending: 'stoodDown', endedBy: '张主任' })
    expect(after.summary.halfMinutes).toBe(120)
  })

  it('of a merged record is answered under either', async () => {
    const { id } = await declare()
    const merged = own[0] as SampleElder
    const [other] = await makeElders(world, village, 1, { inScope: false, bornOn: '1960-01-01' })
    await world.pool.query(
      'update elders set merged_into = $1, ended_on = registered_on where county_code = $2 and id = $3',
      [merged.id, countyCode, other?.id],
    )
    await world.pool.query(
      'update elders set merged_ids = array[$1]::uuid[] where county_code = $2 and id = $3',
      [...[other?.id, countyCode, merged.id]],
    )
    world.clock.set('2026-11-23T05:00:00Z')
    await visit(other as SampleElder)
    expect((await officer.call('surge.get', { countyCode, id })).reached).toBe(1)
    await end(id)
  })
})

describe('the end', () => {
  it('of a mistake is told to whoever was sent out, and the phone drops it', async () => {
    const { id } = await declare()
    const off = await officer.call('surge.callOff', { countyCode, id, note: '选错了县' })
    expect(off).toMatchObject({ ending: 'calledOff', endNote: '选错了县' })
    expect(await carried()).toEqual([])
    const mine = (await visitor.call('notice.mine', {})).rows.filter(one => one.subject.id === id)
    expect(
      mine
        .map(one => [one.kind, one.state])
        .sort()
        .reverse(),
    ).toEqual([
      ['surgeEnded', 'unseen'],
      ['surgeCalled', 'inHand'],
    ])
    await expect(end(id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('comes by itself when the time is over', async () => {
    const { id } = await declare({ until: '2026-11-23T06:00:00Z' })
    await closeSurges(world.system)
    expect((await officer.call('surge.list', { regionCode: county, standing: true })).rows).toMatchObject([
      { id },
    ])
    world.clock.set('2026-11-23T06:00:00Z')
    await closeSurges(world.system)
    await closeSurges(world.system)
    expect((await officer.call('surge.list', { regionCode: county, limit: 1 })).rows).toMatchObject([
      { id, ending: 'ranOut' },
    ])
  })

  it('nobody of another county sees any of it', async () => {
    const { id } = await declare()
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    await expect(stranger.call('surge.get', { countyCode, id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await stranger.call('surge.list', { regionCode: county })).rows).toEqual([])
    await end(id)
  })
})
