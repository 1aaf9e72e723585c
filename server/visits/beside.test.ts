// What a visit says beside its 24 fields, from the phone to the office and back into the next bundle.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '../../domain/kernel/day.ts'
import { answersWith, nothingAskedBut, sampleVisit } from '../../domain/visits/sample.ts'
import { VisitInput } from '../../domain/visits/visit.ts'
import { assignElders, makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'

const countyCode = '222402'
let world: TestSystem
let visitor: Caller
let officer: Caller
let elder: SampleElder
let other: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  const { actor } = await world.signedInAs('visitor', village, '测试探访员')
  const deviceId = world.newId()
  await world.db
    .insertInto('devices')
    .values({
      ...{ id: deviceId, accountId: actor.accountId, name: '测试手机', appVersion: '0.1.0' },
      ...{ registeredAt: world.clock.now().toISOString(), lastSeenAt: world.clock.now().toISOString() },
      ...{ lostAt: null, lostReportedBy: null, lostReason: null, wipedAt: null },
    })
    .execute()
  visitor = world.as({ ...actor, deviceId })
  officer = await world.signedInAs('townshipOfficer', township, '测试干部')
})
afterAll(() => world.close())
beforeEach(async () => {
  ;[elder, other] = (await makeElders(world, village, 2)) as [SampleElder, SampleElder]
  await assignElders(world, visitor.actor.accountId, [elder, other])
})

const visitOf = (changes: Partial<VisitInput> = {}): VisitInput => ({
  ...sampleVisit,
  id: world.newId(),
  elderId: elder.id,
  ...changes,
})

/** Ten minutes before: the sample's day is the clock's own. */
const earlier = { startedAt: '2026-11-22T01:00:00Z', endedAt: '2026-11-22T01:10:00Z' }

async function carried(id = elder.id) {
  const deviceId = visitor.actor.deviceId ?? ''
  const answer = await visitor.call('sync.pull', { deviceId, appVersion: '9', fingerprint: null, parts: {} })
  return answer.parts.find(part => part.elder.id === id)?.elder
}

const get = (id: string) => officer.call('visit.get', { countyCode, id })

describe('everything said beside the fields', () => {
  test('comes back as it was said, with the names of family and housemates', async () => {
    const kinId = world.newId()
    await officer.call('kin.record', {
      ...{ countyCode, id: kinId, elderId: elder.id },
      kin: { name: '合成女儿', kinship: 'daughter', whereabouts: 'elsewhere' },
    })
    const householdVisitId = world.newId()
    const visit = visitOf({
      followUps: [{ field: 'S2', caseId: null, outcome: 'mended' }],
      seasonal: [{ question: 'doorIce', answer: 'iceLeft' }],
      kinContacts: [{ kinId, when: 'heardLongAgo' }],
      householdVisitId,
    })
    const beside = visitOf({ elderId: other.id, householdVisitId })
    await visitor.call('visit.record', visit)
    await visitor.call('visit.record', beside)
    const read = await get(visit.id)
    expect(read).toMatchObject({
      followUps: [{ field: 'S2', caseId: null, outcome: 'mended' }],
      seasonal: [{ question: 'doorIce', answer: 'iceLeft' }],
      kinContacts: [{ kinId, when: 'heardLongAgo', name: '合成女儿', relation: '女儿' }],
      household: [{ visitId: beside.id, elderId: other.id }],
      worst: 'attention',
    })
    expect(read.answers.S4).toBe('attention')
    expect(await visitor.call('visit.record', visit)).toMatchObject({ visitId: visit.id })
    await expect(
      visitor.call('visit.record', {
        ...visit,
        followUps: [{ field: 'S2', caseId: null, outcome: 'eased' }],
      }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a danger of the season opens the case of its field', async () => {
    const visit = visitOf({ seasonal: [{ question: 'coWorks', answer: 'alarmSounded' }] })
    const { aidCaseIds } = await visitor.call('visit.record', visit)
    const aidCase = await officer.call('aidCase.get', { countyCode, id: aidCaseIds[0] ?? '' })
    expect(aidCase).toMatchObject({ field: 'S2', level: 'p1', visitId: visit.id })
  })

  test('a shut door with smoke behind it opens one case of the first level, the second try none', async () => {
    const missed = {
      ...{ result: 'notReached' as const, notReachedReason: 'nobodyAnswers' as const },
      ...{ answers: nothingAskedBut(), toldBy: 'neighbour' as const, doorSigns: ['fumes' as const] },
    }
    const { aidCaseIds } = await visitor.call('visit.record', visitOf(missed))
    const aidCase = await officer.call('aidCase.get', { countyCode, id: aidCaseIds[0] ?? '' })
    expect(aidCase).toMatchObject({ level: 'p0', field: null })
    expect(aidCase.trouble).toContain('烟味')
    expect(await visitor.call('visit.record', visitOf(missed))).toMatchObject({ aidCaseIds: [] })
  })

  test('answers that cannot belong to the result are refused with a sentence', async () => {
    const refusals: Partial<VisitInput>[] = [
      { refusedReason: 'busyNow' },
      { doorSigns: ['fumes'] },
      { toldBy: 'neighbour' },
      {
        ...{ result: 'refused', answers: nothingAskedBut() },
        followUps: [{ field: 'S2', caseId: null, outcome: 'mended' }],
      },
    ]
    for (const changes of refusals)
      await expect(visitor.call('visit.record', visitOf(changes))).rejects.toMatchObject({ code: 'invalid' })
    const visit = visitOf({ result: 'refused', refusedReason: 'knowsNotWho', answers: nothingAskedBut() })
    await visitor.call('visit.record', visit)
    expect(await get(visit.id)).toMatchObject({ refusedReason: 'knowsNotWho', countsForRate: false })
  })
})

describe('the next bundle', () => {
  test('carries what was wrong at the last meeting and the case about it, also after a missed visit', async () => {
    expect(await carried()).not.toHaveProperty('lastTime')
    const found = visitOf({
      ...earlier,
      answers: answersWith({ S2: 'danger', M1: 'attention' }),
      note: '烟囱漏烟，镇里说周五来修',
    })
    const { aidCaseIds } = await visitor.call('visit.record', found)
    await visitor.call(
      'visit.record',
      visitOf({ result: 'notReached', notReachedReason: 'notHome', answers: nothingAskedBut() }),
    )
    const part = await carried()
    expect(part?.lastTime).toEqual({
      ...{ on: dayOf(new Date(earlier.startedAt)), attention: ['M1'], danger: ['S2'] },
      note: '烟囱漏烟，镇里说周五来修',
    })
    expect(part?.openCases).toEqual([{ id: aidCaseIds[0], field: 'S2' }])
    expect(part?.openTroubles).toHaveLength(1)
  })

  test('forgets it once it is mended, and the case hears of it', async () => {
    const { aidCaseIds } = await visitor.call(
      'visit.record',
      visitOf({ ...earlier, answers: answersWith({ S2: 'danger' }) }),
    )
    const followUps = [{ field: 'S2' as const, caseId: aidCaseIds[0] ?? null, outcome: 'mended' as const }]
    await visitor.call('visit.record', visitOf({ followUps }))
    expect(await carried()).not.toHaveProperty('lastTime')
    const aidCase = await officer.call('aidCase.get', { countyCode, id: aidCaseIds[0] ?? '' })
    expect(aidCase.acts.map(act => act.note).join()).toContain('已正常')
  })
})

describe('a case of no field of the form', () => {
  test('is carried with its words, and hears what the visitor says of it', async () => {
    const id = world.newId()
    await officer.call('aidCase.open', {
      ...{ countyCode, id, elderId: elder.id, level: 'p3', trouble: '想装一个扶手' },
    })
    expect((await carried())?.openCases).toEqual([{ id, trouble: '想装一个扶手' }])
    world.clock.set(new Date(world.clock.now().getTime() + 3_600_000).toISOString())
    const startedAt = new Date(world.clock.now().getTime() - 600_000).toISOString()
    const visit = visitOf({
      ...{ startedAt, endedAt: world.clock.now().toISOString() },
      followUps: [{ field: null, caseId: id, outcome: 'mended' }],
    })
    await visitor.call('visit.record', visit)
    const aidCase = await officer.call('aidCase.get', { countyCode, id })
    expect(aidCase.recheck).toBe('gone')
    expect(aidCase.acts.at(-1)?.note).toContain('好了')
  })
})

/** Word for word what the app of release 0.1.0 keeps in its outbox; never to be changed. */
const oldPayload = {
  id: '01936000-0000-7000-8000-00000000a001',
  elderId: '',
  countyCode,
  method: 'home',
  result: 'met',
  notReachedReason: null,
  startedAt: '2026-11-23T01:00:00.000Z',
  endedAt: '2026-11-23T01:12:00.000Z',
  place: { lon: 129.8437, lat: 42.9681, accuracyMeters: 12 },
  answers: {
    ...{ H1: 'ok', H2: 'ok', H3: 'ok', H4: 'attention', H5: 'ok', H6: 'ok', M1: 'ok', M2: 'ok', M3: 'ok' },
    ...{ M4: 'ok', E1: 'ok', E2: 'ok', E3: 'ok', E4: 'ok', E5: 'ok', E6: 'ok', S1: 'ok', S2: 'ok', S3: 'ok' },
    ...{ S4: 'ok', S5: 'ok', C1: 'ok', C2: 'ok', N2: 'ok' },
  },
  needs: ['meal'],
  note: null,
  attachmentIds: [],
}

describe('a phone two releases old', () => {
  test('its visit is taken and read like any other, sent twice too', async () => {
    const push = (actId: string) =>
      visitor.call('sync.push', {
        ...{ deviceId: visitor.actor.deviceId ?? '', appVersion: '0.1.0' },
        acts: [
          {
            ...{ id: actId, operation: 'visit.record', doneAt: '2026-11-23T01:12:00Z' },
            input: { ...oldPayload, elderId: elder.id },
          },
        ],
      })
    expect((await push(world.newId())).answers).toMatchObject([{ outcome: 'done', refusal: null }])
    expect((await push(world.newId())).answers).toMatchObject([{ outcome: 'done', refusal: null }])
    expect(await get(oldPayload.id)).toMatchObject({
      ...{ followUps: [], seasonal: [], kinContacts: [], household: [], doorSigns: [] },
      ...{ refusedReason: null, toldBy: null, needs: ['meal'], countsForRate: true, worst: 'attention' },
    })
  })

  test('a refusal without a reason, as it was recorded then, is taken', async () => {
    const { answers: _, ...rest } = oldPayload
    const old = {
      ...rest,
      id: world.newId(),
      elderId: elder.id,
      result: 'refused',
      answers: nothingAskedBut(),
    }
    const input = VisitInput.parse(old)
    expect(await visitor.call('visit.record', input)).toMatchObject({ visitId: old.id })
  })
})
