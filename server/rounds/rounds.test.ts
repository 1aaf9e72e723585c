// A township's month: wishes, the plan, what becomes of it, who stands in, who carries how much.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { sampleVisit } from '../../domain/visits/sample.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { planMonth } from './rounds.ts'

const countyCode = '222402'
const month = '2026-12'
let world: TestSystem
let officer: Caller
let township: string
let village: string
let main: Caller
let colleague: Caller
const elders: string[] = []

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-30T17:00:00Z' })
  const found = await world.pool.query<{ code: string; parent_code: string }>(
    `select code, parent_code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  township = found.rows[0]!.parent_code
  officer = await world.signedInAs('townshipOfficer', township, '王乡长')
  main = await world.signedInAs('visitor', village, '李大姐')
  colleague = await world.signedInAs('visitor', village, '赵大哥')
  for (let at = 0; at < 6; at++) elders.push(await register(at))
  await officer.call('visitor.assign', {
    countyCode,
    elderIds: elders.slice(0, 5),
    accountId: main.actor.accountId,
    from: '2026-12-01',
  })
})
afterAll(() => world.close())

async function register(at: number): Promise<string> {
  const id = world.newId()
  const elder = {
    name: `孙${'甲乙丙丁戊己'[at]}`,
    sex: 'female',
    bornOn: '1940-05-06',
    numberKind: 'none',
  } as const
  await officer.call('elder.register', { id, householdId: world.newId(), regionCode: village, elder })
  await officer.call('membership.record', {
    ...{ countyCode, id: world.newId(), elderId: id, group: 'livesAlone', validFrom: '2026-11-01' },
    evidence: '入户核实',
    toFollow: true,
  })
  return id
}

const wish = (elderId: string, more: Partial<Sent<'wish.record'>> = {}) => ({
  ...{
    countyCode,
    id: world.newId(),
    elderId,
    saidOn: '2026-12-01',
    weekdays: [2],
    dayPart: 'morning' as const,
  },
  ...{ way: null, language: null, visitorSex: null, notWeekdays: [3], notDays: ['2026-12-08'], note: null },
  ...more,
})

async function published(): Promise<string> {
  const { id } = await officer.call('roundPlan.draft', {
    countyCode,
    regionCode: township,
    month,
    id: world.newId(),
  })
  await officer.call('roundPlan.publish', { countyCode, id })
  return id
}

const pull = (who: Caller, parts: Record<string, string> = {}, fingerprint: string | null = null) =>
  world
    .as({ ...who.actor, deviceId: null })
    .call('sync.pull', { deviceId: devices.get(who) ?? '', appVersion: 'test', fingerprint, parts })
const devices = new Map<Caller, string>()

describe('a wish', () => {
  it('is kept dated, and the newest counts', async () => {
    await main.call('wish.record', wish(elders[0]!))
    await officer.call('wish.record', wish(elders[0]!, { weekdays: [5], note: '周五女儿也在' }))
    const { wishes } = await officer.call('wish.ofElder', { countyCode, elderId: elders[0]! })
    expect(wishes.map(one => one.weekdays)).toEqual([[5], [2]])
    expect(wishes[0]).toMatchObject({ notDays: ['2026-12-08'], recordedBy: '王乡长', note: '周五女儿也在' })
  })

  it('that nobody can keep is refused with a way out', async () => {
    const refused = (more: Partial<Sent<'wish.record'>>) =>
      officer.call('wish.record', wish(elders[1]!, more))
    await expect(refused({ notWeekdays: [2] })).rejects.toThrow(/既希望来又不要来/)
    await expect(refused({ weekdays: [], notWeekdays: [1, 2, 3, 4, 5, 6, 7] })).rejects.toThrow(
      /不愿意接受探访/,
    )
    await expect(refused({ saidOn: '2026-12-24' })).rejects.toThrow(/还没有到/)
  })
})

describe('a plan', () => {
  it('is drafted, looked at, put in force and carried by the phone', async () => {
    const { id } = await officer.call('roundPlan.draft', {
      countyCode,
      regionCode: township,
      month,
      id: world.newId(),
    })
    const { plan, visitors, changes } = await officer.call('roundPlan.get', { countyCode, id })
    expect(plan).toMatchObject({
      state: 'toPublish',
      fromOn: '2026-12-01',
      toOn: '2026-12-31',
      madeBy: '王乡长',
    })
    expect(plan.marks.gaps).toBe(0)
    expect(visitors.find(one => one.name === '李大姐')?.elders).toBe(5)
    expect(changes).toBeNull()
    const { rows } = await officer.call('roundPlan.visits', { countyCode, id, limit: 500 })
    const own = rows.filter(row => row.elderId === elders[0])
    expect(own.length).toBeGreaterThanOrEqual(4)
    expect(own.every(row => row.plannedOn !== '2026-12-08' && row.dayPart === 'morning')).toBe(true)
    await officer.call('roundPlan.publish', { countyCode, id })
    await expect(officer.call('roundPlan.publish', { countyCode, id })).rejects.toThrow(/已经处理过/)
    const listed = await officer.call('roundPlan.list', { regionCode: township, month })
    expect(listed.rows[0]).toMatchObject({ planned: rows.length, done: 0, published: { id } })
  })

  it('read page by page is the same list', async () => {
    const list = await officer.call('roundPlan.list', { regionCode: township, month })
    const id = list.rows[0]!.published!.id
    const whole = await officer.call('roundPlan.visits', { countyCode, id, limit: 500 })
    const first = await officer.call('roundPlan.visits', { countyCode, id, limit: 4 })
    const second = await officer.call('roundPlan.visits', { countyCode, id, limit: 500, after: first.next! })
    expect([...first.rows, ...second.rows].map(row => row.id)).toEqual(whole.rows.map(row => row.id))
  })

  it('made anew keeps what need not move and says what it changes', async () => {
    const { id } = await officer.call('roundPlan.draft', {
      countyCode,
      regionCode: township,
      month,
      id: world.newId(),
    })
    const { changes } = await officer.call('roundPlan.get', { countyCode, id })
    expect(changes).toMatchObject({ added: 0, removed: 0 })
    await officer.call('roundPlan.drop', { countyCode, id })
    expect((await officer.call('roundPlan.list', { regionCode: township, month })).rows[0]?.draft).toBeNull()
  })

  it('is for one township and a month that is not over', async () => {
    const draft = (more: object) =>
      officer.call('roundPlan.draft', { countyCode, regionCode: township, month, id: world.newId(), ...more })
    await expect(draft({ regionCode: village })).rejects.toThrow(/先选择一个乡镇/)
    await expect(draft({ month: '2026-10' })).rejects.toThrow(/已经过去/)
    await expect(draft({ month: '2027-06' })).rejects.toThrow(/本月和下月/)
  })

  it('counts a visit a day early as done, and one nobody made as late', async () => {
    const before = await officer.call('visitorLoad.read', { regionCode: township, month })
    const list = await officer.call('roundPlan.list', { regionCode: township, month })
    const id = list.rows[0]!.published!.id
    const { rows } = await officer.call('roundPlan.visits', { countyCode, id, limit: 500 })
    const [first] = rows.filter(row => row.elderId === elders[1])
    world.clock.set(`${first!.plannedOn}T03:00:00Z`)
    await main.call('visit.record', {
      ...{ ...sampleVisit, id: world.newId(), elderId: elders[1]!, countyCode },
      ...{ startedAt: `${first!.plannedOn}T01:00:00Z`, endedAt: `${first!.plannedOn}T01:20:00Z` },
    })
    world.clock.set('2026-12-31T10:00:00Z')
    const after = await officer.call('visitorLoad.read', { regionCode: township, month })
    expect(after.total.done).toBe(before.total.done + 1)
    expect(after.total.late).toBeGreaterThan(0)
    const late = await officer.call('visitorLoad.records', {
      regionCode: township,
      month,
      measure: 'missedVisits',
      limit: 500,
    })
    expect(late.rows.reduce((sum, row) => sum + row.days.length, 0)).toBe(after.total.late)
    world.clock.set('2026-11-30T17:00:00Z')
  })
})

describe('load and gaps', () => {
  it('each number opens its list', async () => {
    const board = await officer.call('visitorLoad.read', { regionCode: township, month })
    expect(board.total).toMatchObject({ visitors: 2, idle: 1, uncovered: 1, elders: 6 })
    expect(board.places[0]).toMatchObject({ regionCode: village, uncovered: 1, elders: 6 })
    const of = async (measure: 'carried' | 'uncovered' | 'plannedVisits') =>
      (await officer.call('visitorLoad.records', { regionCode: township, month, measure, limit: 500 })).rows
    expect((await of('uncovered')).map(row => row.id)).toEqual([elders[5]])
    expect(await of('carried')).toHaveLength(5)
    expect((await of('plannedVisits')).reduce((sum, row) => sum + row.days.length, 0)).toBe(
      board.total.planned,
    )
  })

  it('proposes who takes whom, and an officer accepts it', async () => {
    const moves = await officer.call('visitorLoad.suggest', { regionCode: township })
    expect(moves[0]).toMatchObject({ fromId: null, toName: '赵大哥', elders: [{ id: elders[5] }] })
    expect(moves[0]?.reason).toMatch(/还没有探访员/)
  })

  it('keeps the roster with training and background', async () => {
    const row = async () =>
      (await officer.call('visitorProfile.list', { regionCode: township })).rows.find(
        one => one.name === '李大姐',
      )!
    const { version } = await row()
    const profile = {
      ...{
        engagedAs: 'committee' as const,
        sex: 'female' as const,
        speaks: 'both' as const,
        weekdays: [1, 2, 3, 4, 5, 6],
      },
      ...{
        minutesDay: null,
        trainedOn: '2026-03-01',
        backgroundOn: '2026-02-01',
        backgroundNote: '无犯罪记录证明',
      },
    }
    const save = (over: number) =>
      officer.call('visitorProfile.save', {
        ...{ countyCode, accountId: main.actor.accountId, regionCode: village, version: over },
        ...profile,
      })
    await save(version)
    await expect(save(version)).rejects.toThrow(/刚被别人改过/)
    expect(await row()).toMatchObject({ version: 1, profile: { ...profile, regionCode: village } })
    const contacts = await officer.call('contactPerson.list', { regionCode: village })
    expect(contacts.rows.find(one => one.id === elders[0])).toMatchObject({
      visitorName: '李大姐',
      since: '2026-12-01',
    })
    const county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
    const file = await county.fetch('contactPerson.export', { regionCode: township })
    expect(file.fileName).toContain('联系人台账')
    file.stream.destroy()
  })
})

describe('standing in', () => {
  const ask = (more: Partial<Sent<'standIn.ask'>> = {}): Sent<'standIn.ask'> => ({
    ...{ countyCode, id: world.newId(), elderIds: elders.slice(0, 2), from: '2026-12-02', to: '2026-12-10' },
    ...{ reason: 'sick', toAccountId: null, note: null },
    ...more,
  })

  it('is asked, answered with one yes, carried for these days only, and given back', async () => {
    await published()
    const asked = ask()
    await main.call('standIn.ask', asked)
    await main.call('standIn.ask', asked)
    const gap = await officer.call('visitorLoad.read', { regionCode: township, month })
    expect(gap.total.unattended).toBeGreaterThan(0)
    await colleague.call('standIn.answer', { countyCode, id: asked.id, accepts: true })
    await colleague.call('standIn.answer', { countyCode, id: asked.id, accepts: true })
    expect((await officer.call('visitorLoad.read', { regionCode: township, month })).total.unattended).toBe(0)
    const carried = async (day: string) => {
      world.clock.set(`${day}T02:00:00Z`)
      const parts = (await pull(colleague)).parts.map(part => part.elder.id)
      world.clock.set('2026-11-30T17:00:00Z')
      return parts.sort()
    }
    await registerPhone(colleague)
    await registerPhone(main)
    const own = (await pull(main)).rounds!
    expect(own.visits.length).toBeGreaterThan(0)
    expect(own.visits.some(visit => visit.elderId === elders[0] && visit.on === '2026-12-05')).toBe(false)
    expect(own.wishes.find(one => one.elderId === elders[0])?.weekdays).toEqual([5])
    expect(own.colleagues.map(one => one.name)).toContain('赵大哥')
    expect(own.standIns).toMatchObject([{ id: asked.id, role: 'fromMe', state: 'takenOn', other: '赵大哥' }])
    const again = await main.call('sync.pull', {
      ...{ deviceId: devices.get(main) ?? '', appVersion: 'test', fingerprint: null, parts: {} },
      rounds: own.fingerprint,
    })
    expect(again.rounds).toBeUndefined()
    const two = elders.slice(0, 2).sort()
    expect(await carried('2026-12-05')).toEqual(two)
    expect(await carried('2026-12-11')).toEqual([])
    expect((await officer.call('elder.get', { countyCode, id: elders[0]! })).visitorName).toBe('李大姐')
    await main.call('standIn.withdraw', { countyCode, id: asked.id })
    expect(await carried('2026-12-05')).toEqual([])
  })

  it('tells the second who says yes that somebody was first', async () => {
    const third = await world.signedInAs('visitor', township, '周大嫂')
    const asked = ask({ from: '2026-12-12', to: '2026-12-13' })
    await main.call('standIn.ask', asked)
    await third.call('standIn.answer', { countyCode, id: asked.id, accepts: true })
    await expect(
      colleague.call('standIn.answer', { countyCode, id: asked.id, accepts: true }),
    ).rejects.toThrow(/已经由周大嫂接下/)
    await expect(main.call('standIn.answer', { countyCode, id: asked.id, accepts: true })).rejects.toThrow(
      /自己请的/,
    )
  })

  it('refuses elders of others, days gone by and colleagues who may not go there', async () => {
    await expect(colleague.call('standIn.ask', ask())).rejects.toThrow(/不由您负责/)
    await expect(main.call('standIn.ask', ask({ from: '2026-11-01', to: '2026-11-02' }))).rejects.toThrow(
      /已经过去/,
    )
    const far = await world.signedInAs('visitor', '222402101000', '远处的人')
    await expect(main.call('standIn.ask', ask({ toAccountId: far.actor.accountId }))).rejects.toThrow(
      /岗位不包含/,
    )
  })

  it('is arranged and ended at the desk', async () => {
    const id = world.newId()
    const arranged = await officer.call('standIn.arrange', {
      ...{ countyCode, id, accountId: main.actor.accountId, toAccountId: colleague.actor.accountId },
      ...{ from: '2026-12-20', to: '2026-12-22', reason: 'errands' as const },
    })
    expect(arranged.elders).toBe(5)
    await officer.call('standIn.end', { countyCode, id })
    const list = await officer.call('standIn.list', { regionCode: township, state: 'givenBack' })
    expect(list.rows.find(row => row.id === id)).toMatchObject({ mainName: '李大姐', elders: 5 })
  })
})

async function registerPhone(who: Caller): Promise<void> {
  const id = world.newId()
  devices.set(who, id)
  await world.pool.query(
    `insert into devices (id, account_id, name, app_version, registered_at, last_seen_at) values ($1, $2, '手机', 'test', now(), now())`,
    [id, who.actor.accountId],
  )
}

describe('the night of the first', () => {
  it('gives every township with visitors its plan and leaves those that have one', async () => {
    const other = (
      await world.pool.query<{ code: string }>(
        `select code from regions where level = 'village' and code like '222405%' order by code limit 1`,
      )
    ).rows[0]!.code
    await world.signedInAs('visitor', other, '别处的人')
    await planMonth(world.system)
    await planMonth(world.system)
    const { rows } = await world.pool.query(
      `select region_code, state, made_by from round_plans where month = '2026-12' and state = 'published' order by 1`,
    )
    expect(rows.map(row => row.region_code)).toContain(`${other.slice(0, 9)}000`)
    expect(rows.find(row => row.region_code === township)?.made_by).toBe(officer.actor.accountId)
  })
})
