// Cases on a real database: opened by visits, worked by their owner, closed by a second person, escalated.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { isOverdue } from '../../domain/aid-cases/deadlines.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersWith, sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { escalateOverdue } from './aid-cases.ts'

const start = '2026-11-23T02:00:00Z'
const countyCode = '222402'
let world: TestSystem
let visitor: Caller
let secretary: Caller
let officer: Caller
let colleague: Caller
let county: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  visitor = await world.signedInAs('visitor', village, '测试探访员')
  secretary = await world.signedInAs('villageOfficer', village, '测试书记')
  officer = await world.signedInAs('townshipOfficer', township, '测试民政')
  colleague = await world.signedInAs('townshipOfficer', township, '测试同事')
  // The longest in post owns first.
  await world.db
    .updateTable('posts')
    .set({ validFrom: '2024-01-01' })
    .where('id', '=', colleague.actor.postId)
    .execute()
  county = await world.signedInAs('countyOfficer', '222402000000', '测试县级')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(start)
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

async function visit(answers: Partial<VisitInput['answers']>, at = '01'): Promise<string[]> {
  const { aidCaseIds } = await visitor.call('visit.record', {
    ...sampleVisit,
    id: world.newId(),
    elderId: elder.id,
    answers: answersWith(answers),
    startedAt: `2026-11-23T${at}:00:00Z`,
    endedAt: `2026-11-23T${at}:20:00Z`,
  })
  return aidCaseIds
}

const get = (caller: Caller, id: string) => caller.call('aidCase.get', { countyCode, id })
const act = (id: string, version: number, note = '已核实情况') => ({ countyCode, id, version, note })

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const thrown = await work.then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return thrown
}

describe('a danger found on a visit', () => {
  test('opens a case with an owner and running clocks, in the township officer’s list', async () => {
    const [id] = await visit({ S3: 'danger' })
    const list = await officer.call('aidCase.list', { regionCode: township, mine: true, elderId: elder.id })
    expect(list.total).toBe(1)
    expect(list.rows[0]).toMatchObject({
      id,
      level: 'p1',
      stage: 'open',
      field: 'S3',
      elderName: '测试老人',
      villageName: '兴边社区',
      ownerName: '测试民政',
      acknowledgeBy: '2026-11-23T04:00:00.000Z',
      onSiteBy: '2026-11-24T02:00:00.000Z',
    })
    const { acts } = await get(officer, id ?? '')
    expect(acts).toEqual([
      expect.objectContaining({ kind: 'opened', byName: '测试探访员', toName: '测试民政' }),
    ])
  })

  test('life in danger goes to the village secretary, who can be at the door first', async () => {
    const [id] = await visit({ M4: 'danger' })
    expect(await get(secretary, id ?? '')).toMatchObject({
      level: 'p0',
      ownerName: '测试书记',
      acknowledgeBy: '2026-11-23T02:10:00.000Z',
    })
  })

  test('two dangers, two cases; the same danger again is noted in its case', async () => {
    const ids = await visit({ E1: 'danger', S2: 'danger' })
    expect(ids).toHaveLength(2)
    world.clock.set('2026-11-23T08:00:00Z')
    expect(await visit({ E1: 'danger' }, '07')).toEqual([])
    const list = await officer.call('aidCase.list', { regionCode: village, elderId: elder.id })
    expect(list.rows.map(row => row.level)).toEqual(['p1', 'p2'])
    const food = await get(officer, list.rows[1]?.id ?? '')
    expect(food.acts.map(one => one.kind)).toEqual(['opened', 'rechecked'])
    expect(food.acts[1]?.note).toContain('仍然危险')
    expect(food.stage).toBe('open')
    const gas = await get(officer, list.rows[0]?.id ?? '')
    expect(gas.acts[1]?.note).toContain('已正常')
  })

  test('a visit made before the danger but sent after it says nothing of how it went on', async () => {
    const [id] = await visit({ E1: 'danger' })
    await visit({}, '00')
    expect((await get(officer, id ?? '')).acts).toHaveLength(1)
  })

  test('after closing, a new danger is a new case, and the old one stays closed', async () => {
    const [id] = await visit({ E2: 'danger' })
    await officer.call('aidCase.acknowledge', { countyCode, id: id ?? '', version: 1 })
    await officer.call('aidCase.resolve', act(id ?? '', 2))
    await officer.call('aidCase.close', act(id ?? '', 3))
    const [next] = await visit({ E2: 'danger' }, '02')
    expect(next).not.toBe(id)
    const refused = await refusalOf(officer.call('aidCase.reopen', act(id ?? '', 4)))
    expect(refused.message).toContain('新的个案')
  })
})

describe('working a case', () => {
  test('acknowledged, on site, noted, resolved, and closed by a second person', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    await officer.call('aidCase.acknowledge', { countyCode, id, version: 1 })
    await secretary.call('aidCase.arrive', act(id, 2, '已到家中'))
    await officer.call('aidCase.note', act(id, 3, '联系供热公司'))
    const solved = await officer.call('aidCase.resolve', act(id, 4, '暖气已修好'))
    expect(solved).toMatchObject({ stage: 'resolved', version: 5 })
    const refused = await refusalOf(officer.call('aidCase.close', act(id, 5)))
    expect(refused).toMatchObject({ code: 'rule_broken', message: expect.stringContaining('第二个人') })
    const closed = await colleague.call('aidCase.close', act(id, 5, '到户核实'))
    expect(closed.stage).toBe('closed')
    expect(closed.acts.map(one => one.kind)).toEqual([
      'opened',
      'acknowledged',
      'onSite',
      'noted',
      'resolved',
      'verified',
      'closed',
    ])
    const ended = await officer.call('aidCase.list', { regionCode: village, ended: true, elderId: elder.id })
    expect(ended.rows.map(row => row.id)).toEqual([id])
  })

  test('the same act sent twice is done once', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    const actId = world.newId()
    const input = { countyCode, id, version: 1 }
    const first = await officer.call('aidCase.acknowledge', input, { actId })
    expect(await officer.call('aidCase.acknowledge', input, { actId })).toEqual(first)
    expect((await get(officer, id)).acts).toHaveLength(2)
  })

  test('two officers at once: the second is told to look again', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    await officer.call('aidCase.note', act(id, 1))
    expect((await refusalOf(colleague.call('aidCase.note', act(id, 1)))).code).toBe('conflict')
  })

  test('nothing is closed that nobody reported solved', async () => {
    const [id = ''] = await visit({ E1: 'danger' })
    expect((await refusalOf(officer.call('aidCase.close', act(id, 1)))).message).toContain('报告已解决')
  })

  test('reopened, it keeps the clock it had', async () => {
    const [id = ''] = await visit({ E1: 'danger' })
    const { openedAt, acknowledgeBy } = await get(officer, id)
    await officer.call('aidCase.acknowledge', { countyCode, id, version: 1 })
    await officer.call('aidCase.resolve', act(id, 2))
    world.clock.set('2026-11-25T02:00:00Z')
    expect(await officer.call('aidCase.reopen', act(id, 3, '又断粮了'))).toMatchObject({
      stage: 'inProgress',
      openedAt,
      acknowledgeBy,
    })
  })

  test('handed over to someone with a post there, never to a stranger', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    const owners = await officer.call('aidCase.possibleOwners', { regionCode: village })
    expect(new Set(owners.map(owner => owner.name))).toEqual(
      new Set(['测试书记', '测试县级', '测试民政', '测试同事']),
    )
    const stranger = await world.signedInAs('townshipOfficer', '222402002000')
    const input = { ...act(id, 1, '请您接办') }
    expect(
      (await refusalOf(officer.call('aidCase.handOver', { ...input, toAccountId: stranger.actor.accountId })))
        .message,
    ).toContain('可接办人员')
    const moved = await officer.call('aidCase.handOver', { ...input, toAccountId: secretary.actor.accountId })
    expect(moved).toMatchObject({ ownerName: '测试书记', stage: 'open', version: 2 })
    expect((await secretary.call('aidCase.acknowledge', { countyCode, id, version: 2 })).stage).toBe(
      'acknowledged',
    )
  })

  test('a village officer who is not the owner is told whose it is; another township sees nothing', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    expect(
      (await refusalOf(secretary.call('aidCase.acknowledge', { countyCode, id, version: 1 }))).message,
    ).toContain('测试民政')
    const stranger = await world.signedInAs('townshipOfficer', '222402002000')
    expect((await refusalOf(get(stranger, id))).code).toBe('not_found')
    expect((await stranger.call('aidCase.list', { regionCode: '222402000000' })).total).toBe(0)
  })

  test('opened by hand: once, and not thrown out by the one who opened it', async () => {
    const input = {
      countyCode,
      id: world.newId(),
      elderId: elder.id,
      level: 'p1' as const,
      trouble: '房屋漏雨',
    }
    const opened = await officer.call('aidCase.open', input)
    expect(opened).toMatchObject({ stage: 'open', field: null, trouble: '房屋漏雨' })
    expect(await officer.call('aidCase.open', input)).toEqual(opened)
    expect((await refusalOf(officer.call('aidCase.open', { ...input, level: 'p2' }))).code).toBe('conflict')
    expect((await refusalOf(officer.call('aidCase.reject', act(input.id, 1)))).message).toContain('第二个人')
    expect((await colleague.call('aidCase.reject', act(input.id, 1, '重复立案'))).stage).toBe('rejected')
    const ghost = { ...input, id: world.newId(), elderId: world.newId() }
    expect((await refusalOf(officer.call('aidCase.open', ghost))).code).toBe('not_found')
  })

  test('unknown fields are refused by name', async () => {
    const odd = { countyCode, id: world.newId(), version: 1, note: '好', stage: 'closed' } as never
    expect((await refusalOf(officer.call('aidCase.close', odd))).message).toContain('stage')
  })
})

describe('the list', () => {
  test('overdue by the list is overdue by the rule, and pages have no gaps', async () => {
    await visit({ S3: 'danger', M4: 'danger', E1: 'danger', M3: 'danger', H5: 'danger' })
    world.clock.set('2026-11-23T05:00:00Z')
    const filter = { regionCode: village, elderId: elder.id }
    const all = await officer.call('aidCase.list', filter)
    expect(all.rows.map(row => row.level)).toEqual(['p0', 'p1', 'p1', 'p2', 'p3'])
    const late = await officer.call('aidCase.list', { ...filter, overdue: true })
    const byRule = all.rows.filter(row => isOverdue(row, world.clock.now())).map(row => row.id)
    expect(late.rows.map(row => row.id)).toEqual(byRule)
    expect(late.total).toBe(3)
    const paged: string[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: typeof all = await officer.call('aidCase.list', {
        ...filter,
        limit: 2,
        ...(after && { after }),
      })
      paged.push(...page.rows.map(row => row.id))
      after = page.next
    }
    expect(paged).toEqual(all.rows.map(row => row.id))
    expect((await officer.call('aidCase.list', { ...filter, level: 'p1' })).total).toBe(2)
    expect((await officer.call('aidCase.list', { ...filter, stage: 'acknowledged' })).total).toBe(0)
  })
})

describe('the clock', () => {
  test('life in danger unanswered: township after 30 minutes, county after two hours, each an act of nobody', async () => {
    const [id = ''] = await visit({ M4: 'danger' })
    world.clock.set('2026-11-23T02:29:00Z')
    await escalateOverdue(world.system)
    expect((await get(county, id)).acts).toHaveLength(1)
    world.clock.set('2026-11-23T02:31:00Z')
    await escalateOverdue(world.system)
    expect(await get(county, id)).toMatchObject({ ownerName: '测试民政', escalatedTo: township, version: 2 })
    world.clock.set('2026-11-23T04:01:00Z')
    await escalateOverdue(world.system)
    await escalateOverdue(world.system)
    const last = await get(county, id)
    expect(last).toMatchObject({ ownerName: '测试县级', escalatedTo: '222402000000', stage: 'open' })
    expect(last.acts.map(one => [one.kind, one.byName])).toEqual([
      ['opened', '测试探访员'],
      ['escalated', null],
      ['escalated', null],
    ])
  })

  test('someone at the door stops the clock; a hardship unsolved after a week goes to the county', async () => {
    const [danger = ''] = await visit({ S3: 'danger' })
    const [hardship = ''] = await visit({ E6: 'danger' }, '02')
    await officer.call('aidCase.arrive', act(danger, 1))
    await officer.call('aidCase.arrive', act(hardship, 1))
    world.clock.set('2026-12-01T02:00:00Z')
    await escalateOverdue(world.system)
    expect((await get(county, danger)).escalatedTo).toBeNull()
    expect(await get(county, hardship)).toMatchObject({ ownerName: '测试县级', escalatedTo: '222402000000' })
  })

  test('two servers sweeping at once raise each case once', async () => {
    const [id = ''] = await visit({ H5: 'danger' })
    world.clock.set('2026-11-24T03:00:00Z')
    await Promise.all([1, 2, 3].map(() => escalateOverdue(world.system)))
    const { acts } = await get(county, id)
    expect(acts.filter(one => one.kind === 'escalated')).toHaveLength(1)
  })
})
