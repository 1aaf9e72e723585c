// The work around a case on a real database: roster, neighbour, plan, referral, meeting, merging, re-check, boards.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AidCaseRow } from '../../domain/aid-cases/aid-case.ts'
import { dueAtOf, isOverdue } from '../../domain/aid-cases/deadlines.ts'
import { storyOf } from '../../domain/aid-cases/story.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersWith, sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { escalateOverdue } from './aid-cases.ts'

const start = '2026-11-23T02:00:00Z'
const countyCode = '222402'
const countyRegion = '222402000000'
let world: TestSystem
let visitor: Caller
let secretary: Caller
let officer: Caller
let colleague: Caller
let county: Caller
let province: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  visitor = await world.signedInAs('visitor', village, '测试探访员')
  secretary = await world.signedInAs('villageOfficer', village, '测试书记')
  officer = await world.signedInAs('townshipOfficer', township, '测试民政')
  colleague = await world.signedInAs('townshipOfficer', township, '测试同事')
  county = await world.signedInAs('countyOfficer', countyRegion, '测试县级')
  province = await world.signedInAs('provinceOfficer', '220000000000', '测试省级')
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(start)
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
  await world.pool.query(
    'update duty_shifts set removed_at = now(), removed_by = made_by where removed_at is null',
  )
  await world.pool.query(
    'update duty_leaves set removed_at = now(), removed_by = made_by where removed_at is null',
  )
})

async function visit(
  answers: Partial<VisitInput['answers']>,
  day = '2026-11-23',
  hour = '01',
): Promise<string[]> {
  const { aidCaseIds } = await visitor.call('visit.record', {
    ...sampleVisit,
    id: world.newId(),
    elderId: elder.id,
    answers: answersWith(answers),
    startedAt: `${day}T${hour}:00:00Z`,
    endedAt: `${day}T${hour}:20:00Z`,
  })
  return aidCaseIds
}
const get = (id: string, caller = officer) => caller.call('aidCase.get', { countyCode, id })
const key = (id: string) => ({ countyCode, id })
const act = (id: string, version: number, note = '已核实情况') => ({ countyCode, id, version, note })
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => null,
    error => (error instanceof Refused ? error.message : String(error)),
  )
const close = async (id: string) => {
  await officer.call('aidCase.acknowledge', { ...key(id), version: 1 })
  await officer.call('aidCase.resolve', act(id, 2))
  return colleague.call('aidCase.close', act(id, 3))
}

describe('the roster', () => {
  const onDuty = (who: Caller, changes: object = {}) =>
    officer.call('duty.set', {
      ...{ countyCode, id: world.newId(), regionCode: township, accountId: who.actor.accountId },
      ...{ dutyOn: '2026-11-23', fromMinute: 0, toMinute: 1440, ...changes },
    })
  const away = (who: Caller, standIn: Caller | null) =>
    county.call('duty.leave', {
      ...{ countyCode, id: world.newId(), regionCode: township, accountId: who.actor.accountId },
      ...{ fromOn: '2026-11-23', toOn: '2026-11-24', standInId: standIn?.actor.accountId ?? null },
      reason: '外出培训',
    })

  test('a visitor’s finding goes to whoever is on duty, before the longest in post', async () => {
    await onDuty(officer)
    const [id = ''] = await visit({ S3: 'danger' })
    expect((await get(id)).ownerName).toBe('测试民政')
  })

  test('away: to the stand-in; and a life in danger that climbs finds the stand-in too, and says so', async () => {
    await onDuty(officer)
    await away(officer, county)
    const [serious = ''] = await visit({ S3: 'danger' })
    expect((await get(serious)).ownerName).toBe('测试县级')
    const [life = ''] = await visit({ M4: 'danger' }, '2026-11-23', '02')
    world.clock.set('2026-11-23T02:31:00Z')
    await escalateOverdue(world.system)
    const climbed = await get(life)
    expect(climbed.ownerName).toBe('测试县级')
    expect(climbed.acts.at(-1)?.note).toContain('代班人员')
  })

  test('shows the month, who answers now, and copies a week without touching days that are filled', async () => {
    await onDuty(officer)
    await onDuty(colleague, { dutyOn: '2026-11-24', fromMinute: 1020, toMinute: 1920 })
    await onDuty(colleague, { dutyOn: '2026-11-30' })
    const copied = await officer.call('duty.copyWeek', { regionCode: township, toMonday: '2026-11-30' })
    expect(copied).toEqual({ copied: 1 })
    const november = await officer.call('duty.month', { regionCode: township, month: '2026-11' })
    expect([november.from, november.to]).toEqual(['2026-10-26', '2026-12-06'])
    expect(november.shifts.map(({ name, dutyOn, toMinute }) => [name, dutyOn, toMinute])).toEqual([
      ['测试民政', '2026-11-23', 1440],
      ['测试同事', '2026-11-24', 1920],
      ['测试同事', '2026-11-30', 1440],
      ['测试同事', '2026-12-01', 1920],
    ])
    expect([november.nowName, november.nowAs]).toEqual(['测试民政', 'onDuty'])
    expect(
      november.people
        .filter(one => one.isPosted)
        .map(one => one.name)
        .sort(),
    ).toEqual(['测试同事', '测试民政'])
  })

  test('refuses strangers, doubled shifts, hours that end before they begin, and other areas', async () => {
    const stranger = await world.signedInAs('townshipOfficer', '222402002000')
    expect(await refusal(onDuty(stranger))).toContain('没有负责这个地方的岗位')
    await onDuty(officer)
    expect(await refusal(onDuty(officer, { fromMinute: 600, toMinute: 700 }))).toContain('已经有班')
    expect(await refusal(onDuty(colleague, { fromMinute: 700, toMinute: 600 }))).toContain('晚于')
    expect(await refusal(away(officer, officer))).toContain('自己')
    const other = { ...{ countyCode, id: world.newId(), regionCode: '222402002000' } }
    const there = officer.call('duty.set', {
      ...{ ...other, accountId: officer.actor.accountId, dutyOn: '2026-11-23', fromMinute: 0, toMinute: 60 },
    })
    expect(await refusal(there)).not.toBeNull()
    expect(
      await refusal(secretary.call('duty.copyWeek', { regionCode: village, toMonday: '2026-11-30' })),
    ).not.toBeNull()
  })
})

describe('the ladder', () => {
  test('a life nobody attends to climbs to the province, which is told while the county goes on answering', async () => {
    const [id = ''] = await visit({ M4: 'danger' })
    for (const at of ['02:31', '04:01', '08:01']) {
      world.clock.set(`2026-11-23T${at}:00Z`)
      await escalateOverdue(world.system)
    }
    const climbed = await get(id, county)
    expect(climbed).toMatchObject({ ownerName: '测试县级', escalatedTo: '220000000000' })
    expect(climbed.acts.map(one => [one.kind, one.toName])).toEqual([
      ['opened', '测试书记'],
      ['escalated', '测试民政'],
      ['escalated', '测试县级'],
      ['escalated', '测试省级'],
    ])
    expect((await get(id, province)).id).toBe(id)
  })

  test('the neighbour with the key is shown first, and asking her is an act that answers nothing', async () => {
    const contact = async (name: string, kinship: string, hasKey: boolean) =>
      county.call('kin.record', {
        ...{ countyCode, elderId: elder.id, id: world.newId() },
        kin: { name, kinship, phone: `1380000${hasKey ? '1111' : '2222'}`, hasKey },
      } as never)
    await contact('远房', 'son', false)
    await contact('钥匙邻居', 'neighbour', true)
    const [id = ''] = await visit({ M4: 'danger' })
    const near = await secretary.call('aidCase.contacts', key(id))
    expect(near[0]).toMatchObject({ name: '钥匙邻居', phone: '13800001111', hasKey: true, isNear: true })
    const asked = await secretary.call('aidCase.askNeighbour', act(id, 1, '已请钥匙邻居先去看'))
    expect(asked).toMatchObject({ stage: 'open', version: 2 })
    expect(asked.acts.at(-1)).toMatchObject({ kind: 'neighbourAsked', byName: '测试书记' })
  })
})

describe('around a case', () => {
  test('a plan with tasks, done by whoever it was given to', async () => {
    const [id = ''] = await visit({ E2: 'danger' })
    const taskId = world.newId()
    const task = { ...key(id), taskId, task: '送一吨煤', toAccountId: secretary.actor.accountId }
    expect(await refusal(officer.call('aidCase.plan', { ...task, dueOn: '2026-11-22' }))).toContain(
      '早于今天',
    )
    await officer.call('aidCase.plan', { ...task, dueOn: '2026-11-25' })
    const done = await secretary.call('aidCase.finishTask', { ...key(id), taskId, note: '已卸到院里' })
    expect(done.tasks).toEqual([
      expect.objectContaining({ task: '送一吨煤', state: 'taskDone', endedByName: '测试书记' }),
    ])
    expect(done.acts.slice(1).map(one => [one.kind, one.note])).toEqual([
      ['planned', '请测试书记在 2026-11-25 前完成：送一吨煤'],
      ['taskDone', '送一吨煤。已卸到院里'],
    ])
    expect(await refusal(officer.call('aidCase.dropTask', { ...key(id), taskId }))).toContain('已经完成')
  })

  test('a referral waits for its receipt, is late by the calendar, and ends with the answer', async () => {
    const [id = ''] = await visit({ C2: 'danger' })
    const referralId = world.newId()
    const sent = await officer.call('aidCase.refer', {
      ...{
        ...key(id),
        referralId,
        body: 'police',
        addressee: '月晴镇派出所',
        matter: '疑似电信诈骗，请介入',
      },
      sentOn: '2026-11-23',
    })
    expect(sent.referrals[0]).toMatchObject({ receiptDueOn: '2026-11-26', answerDueOn: '2026-12-14' })
    const list = { regionCode: township, overdue: true }
    expect((await officer.call('aidCase.referrals', list)).rows.map(row => row.id)).not.toContain(referralId)
    world.clock.set('2026-11-27T02:00:00Z')
    expect((await officer.call('aidCase.referrals', list)).rows.map(row => row.id)).toContain(referralId)
    await officer.call('aidCase.receiveReferral', {
      ...{
        ...key(id),
        referralId,
        receivedBy: '值班民警',
        receivedOn: '2026-11-27',
        referenceNumber: '收 2026-118',
      },
    })
    expect((await officer.call('aidCase.referrals', list)).rows.map(row => row.id)).not.toContain(referralId)
    const answered = await officer.call('aidCase.answerReferral', {
      ...{ ...key(id), referralId, answer: '已止付', answeredOn: '2026-11-27' },
    })
    expect(answered.referrals[0]).toMatchObject({ referenceNumber: '收 2026-118', answer: '已止付' })
    expect(
      (await officer.call('aidCase.referrals', { regionCode: township, answered: true })).rows.length,
    ).toBeGreaterThan(0)
  })

  test('a meeting is kept with who took part and what was decided', async () => {
    const [id = ''] = await visit({ E5: 'danger' })
    const meeting = {
      people: '县民政局、村委会、女儿',
      decided: '先垫付，再申请临时救助',
      heldOn: '2026-11-23',
    }
    const met = await officer.call('aidCase.confer', { ...key(id), meetingId: world.newId(), ...meeting })
    expect(met.meetings).toEqual([expect.objectContaining({ ...meeting, recordedByName: '测试民政' })])
    expect(met.acts.at(-1)?.note).toContain('议定：先垫付')
  })

  test('two cases of one person become one, are read apart, and come apart again where they stood', async () => {
    const [mild = '', grave = ''] = (await visit({ E1: 'danger', S2: 'danger' })).reverse()
    const sides = await Promise.all([mild, grave].map(id => get(id)))
    const [lesser, graver] = sides[0]?.level === 'p2' ? [mild, grave] : [grave, mild]
    expect((await officer.call('aidCase.mergeable', key(lesser))).map(one => one.id)).toEqual([graver])
    const wrongWay = officer.call('aidCase.merge', { ...act(graver, 1, '一起办'), intoId: lesser })
    expect(await refusal(wrongWay)).toContain('更急')
    await officer.call('aidCase.acknowledge', { ...key(lesser), version: 1 })
    const merged = await officer.call('aidCase.merge', { ...act(lesser, 2, '同一户一起办'), intoId: graver })
    expect(merged).toMatchObject({
      stage: 'joined',
      clock: null,
      ending: 'joined',
      mergedInto: { id: graver },
    })
    expect((await get(graver)).tookIn.map(one => one.id)).toEqual([lesser])
    // Found again while merged, it is noted in the case that is worked.
    expect(await visit({ E1: 'danger' }, '2026-11-23', '02')).toEqual([])
    expect((await get(graver)).rechecks.map(one => one.verdict)).toContain('stillThere')
    const apart = await officer.call('aidCase.unmerge', act(lesser, 3, '还是分开办'))
    expect(apart).toMatchObject({ stage: 'acknowledged', mergedInto: null, ending: null })
    expect(apart.acts.map(one => one.kind)).toEqual(['opened', 'acknowledged', 'joined', 'unmerged'])
    expect((await get(graver)).acts.map(one => one.kind)).toContain('letGo')
  })

  test('verified by a second person, closed later; and never by the one who solved it', async () => {
    const [id = ''] = await visit({ S3: 'danger' })
    await officer.call('aidCase.acknowledge', { ...key(id), version: 1 })
    await officer.call('aidCase.resolve', act(id, 2))
    expect(await refusal(officer.call('aidCase.verify', act(id, 3)))).toContain('第二个人')
    expect((await colleague.call('aidCase.verify', act(id, 3))).stage).toBe('verified')
    expect(await refusal(officer.call('aidCase.close', act(id, 4)))).toContain('第二个人')
    expect((await colleague.call('aidCase.close', act(id, 4))).stage).toBe('closed')
  })
})

describe('a closed case', () => {
  test('owes a look, which the next visit gives; found again, it is a new case that repeats the old', async () => {
    const [id = ''] = await visit({ E1: 'danger' })
    expect((await close(id)).recheckOwed).toBe(true)
    const owed = { regionCode: village, elderId: elder.id, recheckOwed: true, everyStage: true }
    expect((await officer.call('aidCase.list', owed)).rows.map(row => row.id)).toEqual([id])
    world.clock.set('2026-11-26T08:00:00Z')
    const [again = ''] = await visit({ E1: 'danger' }, '2026-11-26', '07')
    expect(again).not.toBe(id)
    expect(await get(again)).toMatchObject({ repeatOf: id, earlier: { id } })
    const old = await get(id)
    expect(old).toMatchObject({ recheckOwed: false, recheck: 'stillThere', stage: 'closed' })
    expect(old.rechecks).toEqual([expect.objectContaining({ verdict: 'stillThere', byName: '测试探访员' })])
  })

  test('seen gone before it was closed, it owes nothing; an officer can look too', async () => {
    const [id = ''] = await visit({ E1: 'danger' })
    world.clock.set('2026-11-23T08:00:00Z')
    await visit({}, '2026-11-23', '07')
    expect((await close(id)).recheckOwed).toBe(false)
    const { id: byHand } = await officer.call('aidCase.open', {
      ...{ ...key(world.newId()), elderId: elder.id, level: 'p1', trouble: '房屋漏雨' },
    })
    expect((await close(byHand)).recheckOwed).toBe(true)
    const looked = await secretary.call('aidCase.recheck', {
      ...{ ...key(byHand), recheckId: world.newId(), verdict: 'gone', checkedOn: '2026-11-23' },
    })
    expect(looked).toMatchObject({ recheckOwed: false, recheck: 'gone' })
  })

  test('tells its story: what led to it, which clock was missed, what came of it', async () => {
    const [id = ''] = await visit({ S3: 'danger', E1: 'attention' })
    world.clock.set('2026-11-23T05:00:00Z')
    await officer.call('aidCase.acknowledge', { ...key(id), version: 1 })
    const days = storyOf(await get(id), world.clock.now())
    const told = days.flatMap(({ day, lines }) =>
      lines.map(one => `${day} ${one.time} ${one.tone} ${one.text}`),
    )
    expect(told).toHaveLength(4)
    expect(told[0]).toMatch(/^2026-11-23 09:00 plain 测试探访员上门探访，发现“.+”有危险；“.+”需要关注。$/)
    expect(told[1]).toContain('测试探访员立案（探访发现）')
    expect(told[2]).toBe('2026-11-23 12:00 bad 响应时限到了，还没有人响应。')
    expect(told[3]).toBe('2026-11-23 13:00 bad 测试民政响应（比响应时限晚 1 小时）。')
  })
})

describe('figures', () => {
  /** Every figure again, from the rows as anybody may read them. */
  async function recount(regionCode: string, from: string, to: string) {
    const all: AidCaseRow[] = []
    for (let after: string | null = ''; after !== null; ) {
      const page: { rows: AidCaseRow[]; next: string | null } = await county.call('aidCase.list', {
        ...{ regionCode, everyStage: true, limit: 200, ...(after && { after }) },
      })
      all.push(...page.rows)
      after = page.next
    }
    const day = (instant: string | null) =>
      instant === null ? '' : new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
    const within = (instant: string | null) => day(instant) >= from && day(instant) <= to
    const isSolved = (row: AidCaseRow) => row.ending === 'closed' || row.ending === 'signOfLife'
    const opened = all.filter(row => within(row.openedAt))
    const closed = all.filter(row => isSolved(row) && within(row.endedAt))
    const hours = closed
      .map(row => Math.floor((Date.parse(row.endedAt ?? '') - Date.parse(row.openedAt)) / 3_600_000))
      .sort((one, other) => one - other)
    const middle = hours.length / 2
    const median =
      hours.length === 0 ? null : ((hours[Math.ceil(middle) - 1] ?? 0) + (hours[Math.floor(middle)] ?? 0)) / 2
    return {
      opened: opened.length,
      leftOut: opened.filter(row => row.ending !== null && !isSolved(row)).length,
      solved: opened.filter(isSolved).length,
      repeated: opened.filter(row => row.repeatOf !== null).length,
      closed: closed.length,
      medianHours: median,
      open: all.filter(row => row.endedAt === null).length,
      overdue: all.filter(row => isOverdue(row, world.clock.now())).length,
      recheckOwed: all.filter(row => row.recheckOwed).length,
    }
  }

  test('equal a recount, by level and by region, and each opens a list of just as many', async () => {
    world.clock.set('2026-11-28T02:00:00Z')
    const period = { from: '2026-11-23', to: '2026-11-24' }
    const board = await county.call('aidCase.board', { regionCode: countyRegion, ...period })
    expect(board.whole).toEqual(await recount(countyRegion, period.from, period.to))
    expect(board.whole.opened).toBeGreaterThan(10)
    expect(board.levels.reduce((sum, { figures }) => sum + figures.opened, 0)).toBe(board.whole.opened)
    const part = board.parts.find(one => one.code === township)
    expect(part?.figures.open).toBe((await recount(township, period.from, period.to)).open)
    const total = async (filter: object) =>
      (await county.call('aidCase.list', { regionCode: countyRegion, everyStage: true, limit: 1, ...filter }))
        .total
    const opened = { openedFrom: period.from, openedTo: period.to }
    expect(await total(opened)).toBe(board.whole.opened)
    expect(await total({ ...opened, solved: true })).toBe(board.whole.solved)
    expect(await total({ ...opened, leftOut: true })).toBe(board.whole.leftOut)
    expect(await total({ ...opened, repeated: true })).toBe(board.whole.repeated)
    expect(await total({ solvedFrom: period.from, solvedTo: period.to })).toBe(board.whole.closed)
    expect(await total({ everyStage: false })).toBe(board.whole.open)
    expect(await total({ everyStage: false, overdue: true })).toBe(board.whole.overdue)
    expect(await total({ recheckOwed: true })).toBe(board.whole.recheckOwed)
  })

  test('the wall shows life before limb, the most urgent clock first, names covered', async () => {
    await visit({ M4: 'danger' })
    const wall = await county.call('aidCase.wall', { regionCode: countyRegion })
    const due = wall.cases.map(row => `${row.level} ${row.clock?.by}`)
    expect(due).toEqual(due.toSorted())
    expect(wall.cases.every(row => row.level === 'p0' || row.level === 'p1')).toBe(true)
    expect(wall.cases.every(row => row.elderName.includes('*'))).toBe(true)
    const counted = wall.townships.find(one => one.code === township)
    expect((counted?.p0 ?? 0) + (counted?.p1 ?? 0)).toBe(wall.cases.length)
    expect(counted?.dutyName).toBe('测试民政')
  })

  test('what is due next is stored as the rule says, whatever has happened to a case', async () => {
    const rows = await world.db.selectFrom('aidCases').selectAll().execute()
    for (const row of rows) expect([row.id, row.dueAt]).toEqual([row.id, dueAtOf(row.stage, row)])
    expect(new Set(rows.map(row => row.stage)).size).toBeGreaterThanOrEqual(3)
  })
})
