// Life events over a real database: one act each, everything follows, and everything can be put back.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkCharacterOf } from '../../domain/elders/citizen-number.ts'
import type { LifeEventKind } from '../../domain/life-events/life-event.ts'
import { assignElders, farVillage, otherVillage, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let officer: Caller
let farOfficer: Caller
let visitor: Caller
let secretary: Caller
let elderId: string

let sequence = 101
function numberOf(bornOn: string): string {
  sequence += 2
  const first17 = `229901${bornOn.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  return first17 + checkCharacterOf(first17)
}

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-10-01T02:00:00Z' })
  county = await world.signedInAs('countyOfficer', '222402000000', '县主任')
  officer = await world.signedInAs('townshipOfficer', township, '乡民政')
  farOfficer = await world.signedInAs('townshipOfficer', `${farVillage.slice(0, 9)}000`, '邻乡民政')
  visitor = await world.signedInAs('visitor', village, '探访员')
  secretary = await world.signedInAs('villageOfficer', village, '村书记')
})
afterAll(() => world.close())

const person = { name: '秦兰', sex: 'male', bornOn: '1937-03-04' } as const

async function register(householdId = world.newId(), name: string = person.name): Promise<string> {
  const id = world.newId()
  const number = numberOf(person.bornOn)
  await county.call('elder.register', {
    id,
    householdId,
    regionCode: village,
    elder: { ...person, name, numberKind: 'citizen', citizenNumber: number, address: '一组 3 号' },
  })
  await assignElders(world, visitor.actor.accountId, [{ countyCode, regionCode: village, id, householdId }])
  for (const group of ['livesAlone', 'tekun'] as const)
    await county.call('membership.record', {
      countyCode,
      id: world.newId(),
      elderId: id,
      group,
      validFrom: '2026-10-01',
      evidence: '入户核实',
      toFollow: true,
    })
  await county.call('aidCase.open', {
    countyCode,
    id: world.newId(),
    elderId: id,
    level: 'p2',
    trouble: '没有柴火',
  })
  return id
}

beforeEach(async () => {
  world.clock.set('2026-10-01T02:00:00Z')
  elderId = await register()
  world.clock.set('2026-11-23T02:00:00Z')
})

const event = (kind: LifeEventKind, more: object = {}) => ({
  countyCode,
  id: world.newId(),
  elderId,
  kind,
  happenedOn: '2026-11-20',
  reason: '村委会核实',
  ...more,
})

/** Everything an event may touch, without the marks of bookkeeping. */
async function stateOf(id = elderId): Promise<Record<string, unknown>> {
  const questions: Record<string, string> = {
    elder: 'select region_code, household_id, ended_on from elders where id = $1',
    ending: 'select kind, ended_on::text from elder_endings where elder_id = $1',
    absences:
      'select kind, valid_from::text, valid_to::text, region_code from elder_absences where elder_id = $1 order by 1, 2',
    memberships:
      'select "group", valid_from::text, valid_to::text, region_code from elder_memberships where elder_id = $1 order by 1, 2',
    assignments:
      'select account_id, valid_to::text, region_code from visitor_assignments where elder_id = $1',
    cases: 'select stage, owner_id, region_code from aid_cases where elder_id = $1',
    owed: 'select reason, due_on::text from due_visits where elder_id = $1 and withdrawn_at is null',
    claims: 'select number_hash from citizen_number_claims where elder_id = $1',
  }
  const found = await Promise.all(
    Object.entries(questions).map(async ([name, text]) => [name, (await world.pool.query(text, [id])).rows]),
  )
  return Object.fromEntries(found)
}

const caseActs = async () =>
  (
    await world.pool.query(
      `select a.kind, a.note from aid_case_acts a join aid_cases c on c.id = a.case_id
       where c.elder_id = $1 order by a.done_at, a.id`,
      [elderId],
    )
  ).rows

const undo = (id: string, caller = county) =>
  caller.call('lifeEvent.undo', { countyCode, id, reason: '登记错了人' })

describe('a death', () => {
  it('ends record, visits, groups and cases in one act, each with a word', async () => {
    const given = event('died')
    const before = await officer.call('lifeEvent.preview', given)
    expect(await stateOf()).toMatchObject({ elder: [{ ended_on: null }] })
    const done = await officer.call('lifeEvent.record', given)
    expect(done).toEqual(before)
    expect(done.late).toBe(false)
    expect(done.consequences.map(({ says }) => says).join('\n')).toMatch(/停止探访任务：探访员探访员/)
    expect(await stateOf()).toMatchObject({
      elder: [{ ended_on: '2026-11-20' }],
      ending: [{ kind: 'died' }],
      assignments: [{ valid_to: '2026-11-20' }],
      memberships: [
        { group: 'livesAlone', valid_to: '2026-11-20' },
        { group: 'tekun', valid_to: '2026-11-20' },
      ],
      cases: [{ stage: 'closed' }],
      // Nobody else may be entered with the number of the dead.
      claims: [{}],
    })
    expect(await caseActs()).toMatchObject([
      { kind: 'opened' },
      { kind: 'elderLeft', note: '去世：村委会核实' },
    ])
  })

  it('is undone to the letter, and once', async () => {
    const before = await stateOf()
    const given = event('died')
    await officer.call('lifeEvent.record', given)
    expect(await undo(given.id, officer)).toEqual({ kept: [] })
    expect(await stateOf()).toEqual(before)
    expect((await caseActs()).at(-1)).toMatchObject({ kind: 'resumed' })
    await expect(undo(given.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is final: nothing else is recorded after it, and no second death', async () => {
    await officer.call('lifeEvent.record', event('died'))
    for (const kind of ['died', 'hospitalised', 'leftProvince'] as const)
      await expect(
        officer.call('lifeEvent.record', event(kind, { details: { place: '烟台' } })),
      ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is marked late after the days the region allows', async () => {
    const done = await officer.call('lifeEvent.record', event('died', { happenedOn: '2026-11-01' }))
    expect(done.late).toBe(true)
    const { rows } = await county.call('lifeEvent.list', { regionCode: village, kind: 'died', late: true })
    expect(rows.map(row => row.elderId)).toContain(elderId)
  })

  it('sends somebody to whoever lived with the dead', async () => {
    const household = (await stateOf()).elder as { household_id: string }[]
    world.clock.set('2026-10-01T02:00:00Z')
    const widow = await register(household[0]?.household_id, '许秀')
    world.clock.set('2026-11-23T02:00:00Z')
    const done = await officer.call('lifeEvent.record', event('died'))
    expect(await stateOf(widow)).toMatchObject({ owed: [{ reason: 'bereaved', due_on: '2026-11-21' }] })
    expect(done.consequences.filter(({ warns }) => warns).map(({ says }) => says)).toEqual([
      '许秀可能成为独居，请核实后认定',
    ])
  })

  it('before the entry is recorded with a warning: an old list may have brought in the dead', async () => {
    const done = await officer.call('lifeEvent.record', event('died', { happenedOn: '2026-09-30' }))
    expect(done.consequences.filter(({ warns }) => warns).map(({ says }) => says)).toContain(
      '这一天早于建档日期 2026-10-01，请先核对日期',
    )
  })

  it('is refused in the future, elsewhere, and to who only reports', async () => {
    for (const happenedOn of ['2026-11-24', '2027-01-01'])
      await expect(officer.call('lifeEvent.record', event('died', { happenedOn }))).rejects.toMatchObject({
        code: 'rule_broken',
      })
    await expect(farOfficer.call('lifeEvent.record', event('died'))).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(visitor.call('lifeEvent.record', event('died'))).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('hospital, institution, away', () => {
  it('pauses and goes on; a discharge owes a visit within a day', async () => {
    await officer.call('lifeEvent.record', event('hospitalised', { details: { place: '州医院' } }))
    expect(await stateOf()).toMatchObject({
      absences: [{ kind: 'hospital', valid_from: '2026-11-20', valid_to: null }],
      assignments: [{ valid_to: null }],
    })
    await officer.call('lifeEvent.record', event('dischargedFromHospital', { happenedOn: '2026-11-22' }))
    expect(await stateOf()).toMatchObject({
      absences: [{ kind: 'hospital', valid_to: '2026-11-22' }],
      owed: [{ reason: 'discharged', due_on: '2026-11-23' }],
    })
  })

  it('refuses the same stay twice and an end without a beginning', async () => {
    await officer.call('lifeEvent.record', event('awayForLong', { details: { place: '首尔女儿家' } }))
    await expect(officer.call('lifeEvent.record', event('awayForLong'))).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(officer.call('lifeEvent.record', event('leftInstitution'))).rejects.toMatchObject({
      code: 'rule_broken',
    })
    await officer.call('lifeEvent.record', event('returned', { happenedOn: '2026-11-21' }))
    expect(await stateOf()).toMatchObject({ owed: [{ reason: 'cameBack', due_on: '2026-11-28' }] })
  })

  it('an institution ends living alone and keeps tekun; undoing opens it again', async () => {
    const before = await stateOf()
    const given = event('enteredInstitution', { details: { place: '县福利中心' } })
    await secretary.call('lifeEvent.record', given)
    expect(await stateOf()).toMatchObject({
      memberships: [
        { group: 'livesAlone', valid_to: '2026-11-20' },
        { group: 'tekun', valid_to: null },
      ],
    })
    await undo(given.id)
    expect(await stateOf()).toEqual(before)
  })

  it('keeps and names what somebody changed since', async () => {
    const given = event('enteredInstitution', { details: { place: '县福利中心' } })
    await officer.call('lifeEvent.record', given)
    await county.call('membership.record', {
      countyCode,
      id: world.newId(),
      elderId,
      group: 'livesAlone',
      validFrom: '2026-11-22',
      evidence: '回家后重新核实',
      toFollow: true,
    })
    const { kept } = await undo(given.id)
    expect(kept).toEqual(['“独居”认定自 2026-11-20 结束（之后又有改动，保留）'])
    const memberships = (await stateOf()).memberships as { group: string; valid_to: string | null }[]
    expect(
      memberships.filter(({ group, valid_to }) => group === 'livesAlone' && valid_to === null),
    ).toHaveLength(1)
  })

  it('a hospital recorded after the institution it led to ends where that begins', async () => {
    await officer.call('lifeEvent.record', event('enteredInstitution', { happenedOn: '2026-11-18' }))
    await officer.call('lifeEvent.record', event('hospitalised', { happenedOn: '2026-11-10' }))
    expect(await stateOf()).toMatchObject({
      absences: [
        { kind: 'hospital', valid_from: '2026-11-10', valid_to: '2026-11-18' },
        { kind: 'institution', valid_from: '2026-11-18', valid_to: null },
      ],
    })
  })
})

describe('moving inside the county', () => {
  const toVillage = (code: string) => ({ details: { toRegionCode: code, address: '二组 9 号' } })

  it('takes the visitor along where her post reaches, else ends the assignment', async () => {
    const both = await world.signedInAs('visitor', township, '两村探访员')
    await county.call('visitor.assign', {
      countyCode,
      elderIds: [elderId],
      accountId: both.actor.accountId,
      from: '2026-11-01',
    })
    await officer.call('lifeEvent.record', event('movedWithinCounty', toVillage(otherVillage)))
    const after = await stateOf()
    expect(after.elder).toMatchObject([{ region_code: otherVillage }])
    expect(
      (after.assignments as { valid_to: string | null }[]).filter(one => one.valid_to === null),
    ).toHaveLength(1)
  })

  it('carries record, visits and cases over to another township, which can take it back', async () => {
    const before = await stateOf()
    const given = event('movedWithinCounty', toVillage(farVillage))
    await officer.call('lifeEvent.record', given)
    await expect(officer.call('elder.get', { countyCode, id: elderId })).rejects.toMatchObject({
      code: 'not_found',
    })
    const there = await farOfficer.call('elder.get', { countyCode, id: elderId })
    expect(there).toMatchObject({ regionCode: farVillage, address: '二组 9 号', visitorName: null })
    const { rows } = await farOfficer.call('aidCase.list', { regionCode: farVillage, elderId })
    expect(rows).toMatchObject([{ ownerName: '邻乡民政', trouble: '没有柴火' }])
    const full = (await farOfficer.call('aidCase.get', { countyCode, id: rows[0]!.id })).acts
    expect(full.at(-1)).toMatchObject({ kind: 'handedOver', toName: '邻乡民政' })
    const { lines } = await farOfficer.call('lifeEvent.history', { countyCode, elderId })
    expect(lines[0]).toMatchObject({ topic: 'event', undoable: true })
    await undo(given.id, farOfficer)
    expect(await stateOf()).toEqual(before)
  })

  it('is refused to the same village, another county and a township', async () => {
    for (const code of [village, '222403001001', township])
      await expect(
        officer.call('lifeEvent.record', event('movedWithinCounty', toVillage(code))),
      ).rejects.toMatchObject({ code: 'rule_broken' })
  })
})

describe('leaving the province', () => {
  it('frees the number; undone, it is held again unless somebody was entered with it', async () => {
    const before = await stateOf()
    const given = event('leftProvince', { details: { place: '山东烟台' } })
    await officer.call('lifeEvent.record', given)
    expect(await stateOf()).toMatchObject({ ending: [{ kind: 'movedOut' }], claims: [] })
    await undo(given.id)
    expect(await stateOf()).toEqual(before)
  })

  it('asks where to', async () => {
    await expect(officer.call('lifeEvent.record', event('leftProvince'))).rejects.toMatchObject({
      code: 'rule_broken',
    })
  })
})

describe('reports from the field', () => {
  const report = (more: object = {}) => ({
    countyCode,
    id: world.newId(),
    elderId,
    kind: 'died' as const,
    happenedOn: '2026-11-21',
    note: '邻居说的',
    reportedAt: '2026-11-22T01:00:00Z',
    ...more,
  })

  it('become an event when an officer confirms, and only once', async () => {
    const sent = report()
    await visitor.call('lifeEvent.report', sent)
    await visitor.call('lifeEvent.report', sent)
    const again = report()
    await visitor.call('lifeEvent.report', again)
    const { rows } = await officer.call('lifeEvent.reports', { regionCode: township })
    expect(rows.filter(row => row.id === sent.id)).toMatchObject([
      { note: '邻居说的', reportedByName: '探访员' },
    ])
    await officer.call('lifeEvent.record', event('died', { happenedOn: '2026-11-21', reportId: sent.id }))
    const left = await officer.call('lifeEvent.reports', { regionCode: township })
    expect(left.rows.map(row => row.id)).not.toContain(sent.id)
    expect(left.rows.map(row => row.id)).not.toContain(again.id)
    await expect(
      officer.call('lifeEvent.dismiss', { countyCode, id: sent.id, answer: '还健在' }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  it('are found untrue with a reason; a stranger cannot report or answer', async () => {
    const sent = report()
    await visitor.call('lifeEvent.report', sent)
    const stranger = await world.signedInAs('visitor', farVillage)
    await expect(stranger.call('lifeEvent.report', report())).rejects.toMatchObject({ code: 'not_found' })
    await expect(
      farOfficer.call('lifeEvent.dismiss', { countyCode, id: sent.id, answer: '还健在' }),
    ).rejects.toMatchObject({ code: 'not_found' })
    await officer.call('lifeEvent.dismiss', { countyCode, id: sent.id, answer: '本人健在' })
    expect(await stateOf()).toMatchObject({ elder: [{ ended_on: null }] })
  })
})
