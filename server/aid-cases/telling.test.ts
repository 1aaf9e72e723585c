// A case reaches its owner, and a danger to life climbs over everybody who is silent until somebody is not.
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import type { AidCaseLevel } from '../../domain/aid-cases/aid-case.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { sendNotices } from '../notices/notices.ts'
import { escalateOverdue } from './aid-cases.ts'

const countyCode = '222402'
const start = Date.parse('2026-11-23T02:00:00Z')
let world: TestSystem
let elder: SampleElder
let headman: Caller
let deputy: Caller
let town: Caller
let county: Caller
let finder: Caller

beforeEach(async () => {
  await world?.close()
  world = await openTestSystem()
  headman = await world.signedInAs('villageOfficer', village, '村长')
  deputy = await world.signedInAs('villageOfficer', village, '副村长')
  town = await world.signedInAs('townshipOfficer', township, '李所长')
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  finder = await world.signedInAs('countyOfficer', '222402000000', '值班员')
  ;[elder] = (await makeElders(world, village, 1, { name: '王秀兰' })) as [SampleElder]
})
afterAll(() => world.close())

async function open(level: AidCaseLevel = 'p0'): Promise<string> {
  const id = world.newId()
  await finder.call('aidCase.open', { countyCode, id, elderId: elder.id, level, trouble: '叫门不应' })
  return id
}

const told = async (caller: Caller) => (await caller.call('notice.mine', {})).rows
const caseNow = (id: string) => county.call('aidCase.get', { countyCode, id })

/** Both jobs, minute by minute, as the server runs them. */
async function pass(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    const now = world.clock.now().getTime()
    await sendNotices(world.system)
    await escalateOverdue(world.system)
    world.clock.set(new Date(now + 60_000).toISOString())
  }
}

describe('a new case', () => {
  it('of life is told to the village at once, with her name; other levels less loudly, and to the township', async () => {
    await open()
    expect(await told(headman)).toMatchObject([{ urgency: 'p0', kind: 'caseToYou' }])
    expect((await told(headman))[0]?.text).toMatch(/^新个案：.+王秀兰，叫门不应，一级/)
    await open('p2')
    expect(await told(town)).toMatchObject([{ urgency: 'normal' }])
  })

  it('falls silent when its owner acknowledges, and speaks to whom it is handed', async () => {
    const id = await open()
    const { version } = await caseNow(id)
    await headman.call('aidCase.handOver', {
      ...{ countyCode, id, version, note: '我在外地', toAccountId: town.actor.accountId },
    })
    expect((await told(headman))[0]?.state).toBe('inHand')
    expect((await told(town))[0]?.text).toMatch(/^转交给您：.+（我在外地）/)
    const moved = await caseNow(id)
    await town.call('aidCase.acknowledge', { countyCode, id, version: moved.version, note: null })
    expect((await told(town))[0]?.state).toBe('inHand')
    await pass(20)
    expect((await caseNow(id)).ownerName).toBe('李所长')
  })
})

describe('a danger to life nobody answers for', () => {
  it('goes to the deputy, then climbs to the township and the county, each step in the thread', async () => {
    const id = await open()
    // Nobody has a number: SMS and calls fail at once, and the ladder does not wait for them.
    await pass(3)
    expect((await told(headman))[0]?.state).toBe('passedOn')
    expect(await told(deputy)).toMatchObject([{ urgency: 'p0', state: 'unseen' }])
    await pass(3)
    expect(await caseNow(id)).toMatchObject({ ownerName: '李所长' })
    await pass(3)
    const climbed = await caseNow(id)
    expect(climbed.ownerName).toBe('张主任')
    expect(climbed.acts.filter(act => act.kind === 'escalated').map(act => act.note)).toEqual([
      '通知无人应答，自动上报乡镇（街道）',
      '通知无人应答，自动上报县（市、区）',
    ])
    expect(world.clock.now().getTime() - start).toBeLessThan(10 * 60_000)
    // At the top it stays with the county, unanswered and seen by everybody who reads the log.
    await pass(10)
    expect((await caseNow(id)).ownerName).toBe('张主任')
    const open0 = await county.call('notice.list', { regionCode: township, state: 'unanswered' })
    expect(open0.rows.length).toBeGreaterThan(0)
  })

  it('stops climbing the moment one of them takes it', async () => {
    const id = await open()
    await pass(3)
    const [one] = await told(deputy)
    await deputy.call('notice.take', { countyCode, id: one?.id ?? '' })
    await pass(15)
    expect((await caseNow(id)).ownerName).toBe('村长')
    expect(await told(town)).toEqual([])
  })
})
