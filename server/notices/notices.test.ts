// Notices on a real database: written with their cause, climbing by the clock, answered by people and by receipts.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { within } from '../kernel/database.ts'
import { everywhere } from './everywhere.ts'
import {
  markPassedOn,
  type NewNotice,
  raiseNotices,
  sendNotices,
  settleNotices,
  unansweredOf,
} from './notices.ts'

let world: TestSystem
let officer: Caller
let standIn: Caller
let county: Caller
let seen = 0

const start = Date.parse('2026-11-23T02:00:00Z')
const minutesOn = (minutes: number) => world.clock.set(new Date(start + minutes * 60_000).toISOString())

beforeEach(async () => {
  await world?.close()
  world = await openTestSystem()
  officer = await world.signedInAs('villageOfficer', village, '村长甲')
  standIn = await world.signedInAs('villageOfficer', village, '副村长乙')
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
  for (const caller of [officer, standIn]) await caller.call('noticeNumber.set', { phone: '13904330001' })
})
afterAll(() => world.close())

const inTx = <Value>(work: (tx: Parameters<Parameters<typeof within<Value>>[3]>[0]) => Promise<Value>) =>
  within(world.db, everywhere, true, work)

function raise(more: Partial<NewNotice> = {}): Promise<number> {
  seen += 1
  const notice: NewNotice = {
    ...{ countyCode: '222402', regionCode: village, toAccountId: officer.actor.accountId },
    ...{ kind: 'caseToYou', urgency: 'p0', subject: { module: 'aid-cases', id: `case-${seen}` } },
    ...{ text: '王秀兰：神情气色危险', names: ['王秀兰'], ...more },
  }
  return inTx(tx => raiseNotices(tx, { now: world.clock.now(), wake: world.system.wake }, [notice, notice]))
}

const outgoing = async (channel: string) => {
  const folder = join(world.system.config.folder, 'outgoing', channel)
  const names = await readdir(folder).catch(() => [])
  return Promise.all(names.sort().map(async name => JSON.parse(await readFile(join(folder, name), 'utf8'))))
}
const mine = async (caller: Caller) => (await caller.call('notice.mine', {})).rows
const log = async () => (await county.call('notice.list', { regionCode: township })).rows
const run = async (minute: number) => {
  minutesOn(minute)
  await sendNotices(world.system)
}

describe('a notice of a life', () => {
  it('is written once, wakes the job, and is in the bell before any channel', async () => {
    expect(await raise()).toBe(1)
    expect(world.woken).toContain('notices.send')
    expect(await officer.call('notice.count', {})).toEqual({ unseen: 1, toTake: 1 })
    expect(await mine(officer)).toMatchObject([{ text: '王秀兰：神情气色危险', state: 'unseen' }])
    expect(await mine(standIn)).toEqual([])
  })

  it('climbs by SMS and call, then to the stand-in, then is handed back unanswered', async () => {
    await raise({ standIns: [standIn.actor.accountId] })
    await run(0)
    expect(await outgoing('sms')).toEqual([])
    await run(2)
    await sendNotices(world.system)
    expect(await outgoing('sms')).toMatchObject([
      { to: '13904330001', text: '王某：神情气色危险', urgency: 'p0', channel: 'sms' },
    ])
    await run(4)
    expect(await outgoing('voice')).toHaveLength(1)
    expect(await mine(standIn)).toEqual([])
    await run(6)
    expect((await mine(officer))[0]?.state).toBe('passedOn')
    expect(await mine(standIn)).toMatchObject([{ state: 'unseen' }])
    for (const minute of [8, 10, 12]) await run(minute)
    expect((await mine(standIn))[0]?.state).toBe('unanswered')
    expect(await outgoing('sms')).toHaveLength(2)
    const silent = await inTx(async tx => {
      const found = await unansweredOf(tx, 'aid-cases')
      await markPassedOn(tx, 'aid-cases', found)
      return found
    })
    expect(silent).toMatchObject([{ subjectId: `case-${seen}`, toAccountId: standIn.actor.accountId }])
    expect(await inTx(tx => unansweredOf(tx, 'aid-cases'))).toEqual([])
  })

  it('goes on at once where a person has no number', async () => {
    const other = await world.signedInAs('villageOfficer', village)
    await raise({ toAccountId: other.actor.accountId })
    await run(0)
    await run(2)
    const [row] = await log()
    expect(row?.state).toBe('unanswered')
    expect(row?.sends.map(send => [send.channel, send.state])).toEqual([
      ['inApp', 'inChannel'],
      ['sms', 'notSent'],
      ['voice', 'notSent'],
    ])
    expect(row?.sends[1]?.reason).toContain('没有登记手机号')
  })

  it('is not quieted by being read, only by being taken', async () => {
    await raise()
    await run(0)
    const [one] = await mine(officer)
    const { countyCode = '', id = '' } = one ?? {}
    await officer.call('notice.see', { notices: [{ countyCode, id }] })
    await run(2)
    expect(await outgoing('sms')).toHaveLength(1)
    await officer.call('notice.take', { countyCode, id })
    for (const minute of [4, 6, 8]) await run(minute)
    expect(await outgoing('voice')).toEqual([])
    expect(await officer.call('notice.count', {})).toEqual({ unseen: 0, toTake: 0 })
    expect((await log())[0]).toMatchObject({ state: 'taken', takenAt: '2026-11-23T02:02:00.000Z' })
    await expect(standIn.call('notice.take', { countyCode, id })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('falls silent when the matter is in hand', async () => {
    await raise()
    await run(0)
    await inTx(tx =>
      settleNotices(tx, { now: world.clock.now() }, [
        { countyCode: '222402', module: 'aid-cases', id: `case-${seen}` },
      ]),
    )
    await run(10)
    expect((await mine(officer))[0]?.state).toBe('inHand')
    expect(await outgoing('sms')).toEqual([])
  })
})

describe('an ordinary notice that nobody looked at', () => {
  it('ends as told a day after its last channel, leaves the bell alone, and may still be read', async () => {
    await raise({ urgency: 'normal', kind: 'planChanged', standIns: [standIn.actor.accountId] })
    for (const minute of [0, 1440, 2879]) await run(minute)
    expect(await outgoing('sms')).toHaveLength(1)
    expect((await mine(officer))[0]?.state).toBe('unseen')
    for (const minute of [2880, 4320, 5760]) await run(minute)
    expect((await log()).map(row => row.state)).toEqual(['told'])
    expect(await outgoing('voice')).toEqual([])
    expect(await inTx(tx => unansweredOf(tx, 'aid-cases'))).toEqual([])
    expect(await officer.call('notice.count', {})).toEqual({ unseen: 0, toTake: 0 })
    const [{ countyCode = '', id = '' } = {}] = await mine(officer)
    await officer.call('notice.see', { notices: [{ countyCode, id }] })
    expect((await mine(officer))[0]?.state).toBe('seen')
  })
})

describe('receipts', () => {
  it('a key pressed on the telephone takes the matter; a file is read once', async () => {
    await raise()
    await run(0)
    await run(2)
    const [sms] = await outgoing('sms')
    const folder = join(world.system.config.folder, 'receipts')
    await mkdir(folder, { recursive: true })
    const line = (state: string) => JSON.stringify({ id: sms.id, state, at: '2026-11-23T02:03:00Z' })
    await writeFile(join(folder, 'a.jsonl'), `${line('arrived')}\n`)
    await run(3)
    expect((await log())[0]).toMatchObject({ state: 'unseen', sends: [{}, { state: 'arrived' }] })
    await writeFile(join(folder, 'b.jsonl'), `${line('answered')}\nthis is no receipt\n`)
    await run(3)
    expect((await log())[0]).toMatchObject({ state: 'taken', sends: [{}, { state: 'answered' }] })
    expect((await readdir(folder)).sort()).toEqual(['done', 'unclear'])
    await run(20)
    expect(await outgoing('voice')).toEqual([])
  })

  it('a failure is told with its reason, and an officer sends once more', async () => {
    await raise({ urgency: 'urgent' })
    await run(0)
    await run(30)
    const [sms] = await outgoing('sms')
    const folder = join(world.system.config.folder, 'receipts')
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'a.json'), JSON.stringify({ id: sms.id, state: 'failed', reason: '空号' }))
    await run(31)
    const failed = (await county.call('notice.list', { regionCode: township, failed: true })).rows
    expect(failed).toMatchObject([
      { sends: [{}, { state: 'notSent', reason: '空号' }, { channel: 'voice' }] },
    ])
    const { countyCode = '', id = '' } = failed[0] ?? {}
    const again = () => county.call('notice.resend', { countyCode, id, sendId: sms.id })
    await again()
    await sendNotices(world.system)
    expect(await outgoing('sms')).toHaveLength(2)
    await expect(again()).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('a gateway by HTTP', () => {
  it('is asked again when it does not take a message, under the same key, and the ladder does not wait', async () => {
    const keys: string[] = []
    let isOpen = false
    const gateway = createServer((request, response) => {
      keys.push(String(request.headers['idempotency-key']))
      request.resume()
      response.writeHead(isOpen ? 202 : 503).end()
    }).listen(0, '127.0.0.1')
    await new Promise(resolve => gateway.once('listening', resolve))
    const { port } = gateway.address() as { port: number }
    Object.assign(world.system.config, { noticePushUrl: `http://127.0.0.1:${port}/` })
    world.system.log.warn = () => {}
    await raise()
    await run(0)
    await run(2)
    isOpen = true
    await run(3)
    await run(4)
    gateway.close()
    const [row] = await log()
    expect(row?.sends).toMatchObject([
      { channel: 'inApp' },
      { channel: 'sms', state: 'inChannel', tries: 2 },
      { channel: 'voice', state: 'inChannel', tries: 1 },
    ])
    expect(new Set(keys).size).toBe(2)
    expect(keys).toHaveLength(3)
  })
})

it('a notice belongs to its area: another county’s officer sees nothing and resends nothing', async () => {
  await raise()
  await run(0)
  const stranger = await world.signedInAs('countyOfficer', '220182000000')
  expect((await stranger.call('notice.list', { regionCode: township })).rows).toEqual([])
  await expect(raise({ text: '号码 229901194405061234' })).rejects.toThrow(/citizen number/)
})
