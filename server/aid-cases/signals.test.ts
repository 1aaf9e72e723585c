// Cases opened and ended by what is watched, on a real database: from a job and from a handler.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { farVillage, makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { within } from '../kernel/database.ts'
import {
  answerSignalCases,
  type CaseSignal,
  type CaseWork,
  escalateOverdue,
  openSignalCases,
  workOfClock,
} from './aid-cases.ts'

const countyCode = '222402'
const everywhere = { area: { from: '000000000000', to: '999999999999' }, accountId: null }
let world: TestSystem
let officer: Caller
let colleague: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  await world.signedInAs('administrator', '220000000000', '测试管理员')
  await world.signedInAs('villageOfficer', village, '测试书记')
  officer = await world.signedInAs('townshipOfficer', township, '测试民政')
  colleague = await world.signedInAs('townshipOfficer', township, '测试同事')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set('2026-11-23T02:00:00Z')
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

const asJob = <Result>(work: (parts: CaseWork) => Promise<Result>) =>
  within(world.db, everywhere, true, tx => work(workOfClock(world.system, tx)))

const signal = (changes: Partial<CaseSignal> = {}): CaseSignal => ({
  ...{ countyCode, regionCode: elder.regionCode, elderId: elder.id, level: 'p0', source: 'device' },
  ...{ signalKey: 'smoke:1', trouble: '厨房烟雾报警', at: world.clock.now(), ...changes },
})
const get = (id: string) => officer.call('aidCase.get', { countyCode, id })

describe('a signal', () => {
  test('opens a case with owner and clocks in nobody’s name', async () => {
    const [opened] = await asJob(work => openSignalCases(work, [signal()]))
    expect(opened?.isNew).toBe(true)
    expect(await get(opened?.caseId ?? '')).toMatchObject({
      ...{ source: 'device', level: 'p0', stage: 'open', field: null, trouble: '厨房烟雾报警' },
      ...{ ownerName: '测试书记', acknowledgeBy: '2026-11-23T02:10:00.000Z' },
      acts: [{ kind: 'opened', byName: null, toName: '测试书记' }],
    })
  })

  test('repeated, within one call and later, it opens nothing and writes nothing', async () => {
    const first = await asJob(work =>
      openSignalCases(work, [signal(), signal({ signalKey: 'smoke:2' }), signal()]),
    )
    expect(first.map(one => one.isNew)).toEqual([true, true, false])
    expect(first[2]?.caseId).toBe(first[0]?.caseId)
    world.clock.set('2026-11-23T03:00:00Z')
    const again = await asJob(work => openSignalCases(work, [signal(), signal({ signalKey: 'smoke:2' })]))
    expect(again).toEqual(first.slice(0, 2).map(one => ({ ...one, isNew: false })))
    expect((await get(first[0]?.caseId ?? '')).acts).toHaveLength(1)
  })

  test('seen by two jobs at once, it opens one case and both know it', async () => {
    const both = await Promise.all([1, 2, 3].map(() => asJob(work => openSignalCases(work, [signal()]))))
    expect(new Set(both.map(([one]) => one?.caseId)).size).toBe(1)
    expect(both.filter(([one]) => one?.isNew)).toHaveLength(1)
  })

  test('on another record of the same person it finds the case that stands', async () => {
    const [twin] = (await makeElders(world, village, 1)) as [SampleElder]
    const [opened] = await asJob(work => openSignalCases(work, [signal()]))
    await world.db.updateTable('elders').where('id', '=', elder.id).set({ mergedInto: twin.id }).execute()
    await world.db
      .updateTable('elders')
      .where('id', '=', twin.id)
      .set({ mergedIds: [elder.id] })
      .execute()
    const [again] = await asJob(work => openSignalCases(work, [signal({ elderId: twin.id })]))
    expect(again).toEqual({ caseId: opened?.caseId, isNew: false })
  })

  test('goes up like any other when nobody answers', async () => {
    const [opened] = await asJob(work => openSignalCases(work, [signal()]))
    world.clock.set('2026-11-23T02:31:00Z')
    await escalateOverdue(world.system)
    expect((await get(opened?.caseId ?? '')).ownerName).toBe('测试民政')
  })

  test('where no officer has a post, an administrator keeps the case', async () => {
    const [far] = (await makeElders(world, farVillage, 1)) as [SampleElder]
    const { countyCode: county, regionCode, id: elderId } = far
    await asJob(work => openSignalCases(work, [signal({ countyCode: county, regionCode, elderId })]))
    const row = await world.db
      .selectFrom('aidCases')
      .innerJoin('accounts', 'accounts.id', 'aidCases.ownerId')
      .where('aidCases.elderId', '=', elderId)
      .select('accounts.name')
      .executeTakeFirstOrThrow()
    expect(row.name).toBe('测试管理员')
  })
})

describe('a sign of life', () => {
  const answer = (close: boolean) => ({
    ...{ countyCode, elderId: elder.id, signalKey: 'smoke:1', close },
    note: '有了生活迹象：开过门',
  })

  test('is noted in the open case and ends nothing unless asked', async () => {
    const [opened] = await asJob(work => openSignalCases(work, [signal()]))
    const id = opened?.caseId ?? ''
    expect(await asJob(work => answerSignalCases(work, [answer(false)]))).toEqual([id])
    const noted = await get(id)
    expect(noted.stage).toBe('open')
    expect(noted.acts.at(-1)).toMatchObject({ kind: 'noted', note: '有了生活迹象：开过门', byName: null })
  })

  test('ends the case in any stage; then the signal opens a new one, and the old stays closed', async () => {
    const [opened] = await asJob(work => openSignalCases(work, [signal()]))
    const id = opened?.caseId ?? ''
    await officer.call('aidCase.acknowledge', { countyCode, id, version: 1 })
    await asJob(work => answerSignalCases(work, [answer(true)]))
    const ended = await get(id)
    expect(ended.stage).toBe('closed')
    expect(ended.acts.at(-1)?.kind).toBe('signOfLife')
    expect(await asJob(work => answerSignalCases(work, [answer(true)]))).toEqual([])
    const [next] = await asJob(work => openSignalCases(work, [signal()]))
    expect(next).toMatchObject({ isNew: true })
    const reopening = colleague.call('aidCase.reopen', {
      ...{ countyCode, id, version: ended.version, note: '再看一次' },
    })
    await expect(reopening).rejects.toThrow('新的个案')
  })

  test('of a signal that has no case says nothing', async () => {
    expect(await asJob(work => answerSignalCases(work, [answer(true)]))).toEqual([])
    expect(await asJob(work => openSignalCases(work, []))).toEqual([])
  })
})
