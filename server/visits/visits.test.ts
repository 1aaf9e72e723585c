// Recording, reading, assigning: each operation against a real database, allowed, refused and repeated.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { Refused } from '../../domain/kernel/refusal.ts'
import { answersFrom, visitFields } from '../../domain/visits/answers.ts'
import { answersWith, nothingAskedBut, sampleVisit } from '../../domain/visits/sample.ts'
import type { VisitInput } from '../../domain/visits/visit.ts'
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
import { recountIndicators } from '../indicators/indicators.ts'

let world: TestSystem
let visitor: Caller
let officer: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  visitor = await world.signedInAs('visitor', village, '测试探访员')
  officer = await world.signedInAs('townshipOfficer', township, '测试干部')
})
afterAll(() => world.close())
beforeEach(async () => {
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

const visitOf = (changes: Partial<VisitInput> = {}): VisitInput => ({
  ...sampleVisit,
  id: world.newId(),
  elderId: elder.id,
  ...changes,
})

async function sentenceOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => null,
    thrown => thrown,
  )
  expect(error).toBeInstanceOf(Refused)
  return `${error.code} ${error.message}`
}

describe('recording a visit', () => {
  test('all 24 answers, the needs, the note and the place come back as they were said', async () => {
    const levels = ['ok', 'attention', 'notAsked'] as const
    const answers = answersWith(
      Object.fromEntries(visitFields.keys.map((field, index) => [field, levels[index % 3]])),
    )
    const visit = visitOf({ method: 'phone', answers, needs: ['meal', 'bath'], note: '想吃饺子' })
    expect(await visitor.call('visit.record', visit)).toEqual({ visitId: visit.id, aidCaseIds: [] })
    expect(await officer.call('visit.get', { countyCode: '222402', id: visit.id })).toMatchObject({
      answers,
      needs: ['meal', 'bath'],
      note: '想吃饺子',
      hasPlace: true,
      visitedOn: '2026-11-23',
      elderName: '测试老人',
      visitorName: '测试探访员',
      worst: 'attention',
      countsForRate: true,
    })
  })

  test('the note lies sealed and the board is told', async () => {
    const visit = visitOf({ note: '家里的私事' })
    await visitor.call('visit.record', visit)
    const row = await world.db.selectFrom('visits').selectAll().where('id', '=', visit.id).executeTakeFirst()
    expect(row?.noteSealed).not.toContain('私事')
    expect(answersFrom(row?.answers ?? '')).toEqual(visit.answers)
    expect(world.woken).toContain('indicators.refresh')
    const changes = await world.db
      .selectFrom('indicatorChanges')
      .select(['regionCode', 'month'])
      .where('regionCode', '=', village)
      .execute()
    expect(changes).toContainEqual({ regionCode: village, month: '2026-11' })
  })

  test('the reading leaves an entry with the elder in the trail', async () => {
    await officer.call('visit.list', { countyCode: '222402', elderId: elder.id })
    const entries = await world.db
      .selectFrom('auditEntries')
      .select('subjects')
      .where('operation', '=', 'visit.list')
      .execute()
    expect(entries.flatMap(entry => entry.subjects)).toContain(elder.id)
  })

  test('sent again under another act: the same answer, stored once', async () => {
    const visit = visitOf({ note: ' 一切都好 ', answers: answersWith({ S2: 'danger' }) })
    const first = await visitor.call('visit.record', visit)
    expect(first.aidCaseIds).toHaveLength(1)
    expect(await visitor.call('visit.record', visit)).toEqual(first)
    const stored = await world.db.selectFrom('visits').select('id').where('id', '=', visit.id).execute()
    expect(stored).toHaveLength(1)
  })

  test('the same id with other content, or from another visitor, overwrites nothing', async () => {
    const visit = visitOf()
    await visitor.call('visit.record', visit)
    expect(await sentenceOf(visitor.call('visit.record', { ...visit, note: '改了' }))).toMatch(/^conflict /)
    const other = await world.signedInAs('visitor', village)
    expect(await sentenceOf(other.call('visit.record', visit))).toMatch(/^conflict /)
    expect((await officer.call('visit.get', { countyCode: '222402', id: visit.id })).note).toBeNull()
  })

  test('an elder of another village is refused and told that the record stays on the phone', async () => {
    const [far] = await makeElders(world, farVillage, 1)
    const sentence = await sentenceOf(visitor.call('visit.record', visitOf({ elderId: far?.id ?? '' })))
    expect(sentence).toMatch(/^not_found .*仍保留在手机上/)
  })

  test('a visitor of the whole township may call on any of its villages', async () => {
    const rover = await world.signedInAs('visitor', township)
    const [other] = await makeElders(world, otherVillage, 1)
    const visit = visitOf({ elderId: other?.id ?? '' })
    expect((await rover.call('visit.record', visit)).visitId).toBe(visit.id)
  })

  test('unknown fields, future days and a missing reason are refused in Chinese', async () => {
    const odd = { ...visitOf(), mood: 'fine' } as never
    expect(await sentenceOf(visitor.call('visit.record', odd))).toMatch(/^invalid .*mood/)
    const future = visitOf({ startedAt: '2026-12-23T01:00:00Z', endedAt: '2026-12-23T01:10:00Z' })
    expect(await sentenceOf(visitor.call('visit.record', future))).toContain('自动设置时间')
    expect(await sentenceOf(visitor.call('visit.record', visitOf({ result: 'notReached' })))).toContain(
      '原因',
    )
  })

  test('nobody met: stored, and not counted', async () => {
    const visit = visitOf({ result: 'notReached', notReachedReason: 'notHome', answers: nothingAskedBut() })
    await visitor.call('visit.record', visit)
    const stored = await officer.call('visit.get', { countyCode: '222402', id: visit.id })
    expect(stored).toMatchObject({ countsForRate: false, worst: 'notAsked', notReachedReason: 'notHome' })
  })

  test('an elder who has died cannot be met afterwards, but the shut door may be told', async () => {
    const [gone] = await makeElders(world, village, 1, { endedOn: '2026-11-01' })
    const elderId = gone?.id ?? ''
    expect(await sentenceOf(visitor.call('visit.record', visitOf({ elderId })))).toContain('2026-11-01')
    const told = { elderId, result: 'notReached', notReachedReason: 'movedOrDied' } as const
    expect(
      (await visitor.call('visit.record', visitOf({ ...told, answers: nothingAskedBut() }))).visitId,
    ).toBeTruthy()
  })

  test('an officer has no right to record', async () => {
    expect(await sentenceOf(officer.call('visit.record', visitOf()))).toMatch(/^not_allowed /)
  })
})

describe('reading visits', () => {
  test('newest first, page by page, without a gap', async () => {
    for (const hour of ['01', '02', '03', '04', '05'])
      await visitor.call(
        'visit.record',
        visitOf({ startedAt: `2026-11-20T${hour}:00:00Z`, endedAt: `2026-11-20T${hour}:10:00Z` }),
      )
    const list = (after?: string) =>
      officer.call('visit.list', {
        countyCode: '222402',
        elderId: elder.id,
        limit: 2,
        ...(after && { after }),
      })
    const first = await list()
    const second = await list(first.next ?? '')
    const third = await list(second.next ?? '')
    const hours = [first, second, third].flatMap(page => page.rows.map(row => row.startedAt.slice(11, 13)))
    expect(hours).toEqual(['05', '04', '03', '02', '01'])
    expect(third.next).toBeNull()
  })

  test('a visit of another township is not found', async () => {
    const visit = visitOf()
    await visitor.call('visit.record', visit)
    const stranger = await world.signedInAs('townshipOfficer', '222402002000')
    expect(await sentenceOf(stranger.call('visit.get', { countyCode: '222402', id: visit.id }))).toMatch(
      /^not_found /,
    )
  })
})

describe('who has not been visited', () => {
  test('the list is the denominator without its visits, with the reason beside each name', async () => {
    const place = '222402001003'
    const rover = await world.signedInAs('visitor', place, '本村探访员')
    const [seen, missed, alone] = await makeElders(world, place, 3)
    await makeElders(world, place, 1, { inScope: false })
    await makeElders(world, place, 1, { registeredOn: '2026-11-21' })
    await makeElders(world, place, 1, { endedOn: '2026-11-10' })
    const [old] = await makeElders(world, place, 1, { inScope: false, bornOn: '1946-11-23' })
    await makeElders(world, place, 1, { inScope: false, bornOn: '1946-11-24' })
    await assignElders(world, rover.actor.accountId, [missed as SampleElder])
    await rover.call('visit.record', visitOf({ elderId: seen?.id ?? '' }))
    await rover.call(
      'visit.record',
      visitOf({
        elderId: missed?.id ?? '',
        result: 'notReached',
        notReachedReason: 'withChildren',
        answers: nothingAskedBut(),
      }),
    )
    await recountIndicators(world.system, 'all')
    const list = await officer.call('visit.unvisited', { regionCode: place, month: '2026-11' })
    expect(list.total).toBe(3)
    expect(new Set(list.rows.map(row => row.id))).toEqual(new Set([missed?.id, alone?.id, old?.id]))
    const lineOf = (id: string | undefined) => list.rows.find(row => row.id === id)
    expect(lineOf(missed?.id)).toMatchObject({
      visitorName: '本村探访员',
      why: expect.stringContaining('在子女家'),
    })
    expect(lineOf(alone?.id)?.why).toContain('没有分配探访员')
    const first = await officer.call('visit.unvisited', { regionCode: place, month: '2026-11', limit: 2 })
    const rest = await officer.call('visit.unvisited', {
      ...{ regionCode: place, month: '2026-11', limit: 2 },
      after: first.next ?? '',
    })
    expect([...first.rows, ...rest.rows].map(row => row.id)).toEqual(list.rows.map(row => row.id))
  })

  test('page by page over the villages of a township nobody is missed or named twice', async () => {
    await makeElders(world, '222402003001', 3)
    await makeElders(world, '222402003002', 1)
    await makeElders(world, '222402003003', 2)
    await recountIndicators(world.system, ['2026-11'])
    const countyOfficer = await world.signedInAs('countyOfficer', '222402000000')
    const question = { regionCode: '222402003000', month: '2026-11' }
    const whole = await countyOfficer.call('visit.unvisited', question)
    expect(whole.rows).toHaveLength(6)
    for (const limit of [1, 2, 3]) {
      const seen: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const page: typeof whole = await countyOfficer.call('visit.unvisited', {
          ...{ ...question, limit },
          ...(after && { after }),
        })
        seen.push(...page.rows.map(row => row.id))
        expect(page.total).toBe(6)
        after = page.next
      }
      expect(seen).toEqual(whole.rows.map(row => row.id))
    }
  })

  test('whole months in a home or hospital and written refusals are not owed a visit', async () => {
    const place = '222402001004'
    const elders = await makeElders(world, place, 4)
    const absence = (elderId: string, kind: 'institution' | 'hospital' | 'refusal', validFrom: string) => ({
      countyCode: '222402',
      id: world.newId(),
      regionCode: place,
      elderId,
      kind,
      validFrom,
      validTo: null,
      reason: '测试',
      recordedBy: null,
      recordedAt: world.clock.now().toISOString(),
    })
    const [one, two, three, four] = elders.map(each => each.id) as [string, string, string, string]
    await world.db
      .insertInto('elderAbsences')
      .values([
        absence(one, 'institution', '2026-11-01'),
        absence(two, 'hospital', '2026-11-02'),
        absence(three, 'refusal', '2026-11-20'),
      ])
      .execute()
    await recountIndicators(world.system, 'all')
    const list = await officer.call('visit.unvisited', { regionCode: place, month: '2026-11' })
    expect(new Set(list.rows.map(row => row.id))).toEqual(new Set([two, four]))
  })
})

describe('who visits whom', () => {
  test('a new visitor takes over from a day on, the former keeps the elder until then', async () => {
    const other = await world.signedInAs('visitor', village, '接班探访员')
    await assignElders(world, visitor.actor.accountId, [elder])
    const input = { countyCode: '222402', elderIds: [elder.id], accountId: other.actor.accountId }
    await officer.call('visitor.assign', { ...input, from: '2026-11-25' })
    const rows = await world.db
      .selectFrom('visitorAssignments')
      .where('elderId', '=', elder.id)
      .orderBy('validFrom')
      .select(['accountId', 'validFrom', 'validTo'])
      .execute()
    expect(rows).toEqual([
      { accountId: visitor.actor.accountId, validFrom: '2026-01-01', validTo: '2026-11-24' },
      { accountId: other.actor.accountId, validFrom: '2026-11-25', validTo: null },
    ])
    await officer.call('visitor.assign', { ...input, from: '2026-11-25' })
    await officer.call('visitor.assign', { ...input, accountId: visitor.actor.accountId, from: '2026-11-24' })
    const open = await world.db
      .selectFrom('visitorAssignments')
      .where('elderId', '=', elder.id)
      .where('validTo', 'is', null)
      .select('accountId')
      .execute()
    expect(open).toEqual([{ accountId: visitor.actor.accountId }])
  })

  test('a visitor of another village cannot be given this elder; an elder elsewhere cannot be given at all', async () => {
    const stranger = await world.signedInAs('visitor', farVillage)
    const [far] = await makeElders(world, farVillage, 1)
    const input = { countyCode: '222402', accountId: stranger.actor.accountId, from: '2026-11-23' }
    expect(await sentenceOf(officer.call('visitor.assign', { ...input, elderIds: [elder.id] }))).toContain(
      '岗位',
    )
    expect(
      await sentenceOf(officer.call('visitor.assign', { ...input, elderIds: [elder.id, far?.id ?? ''] })),
    ).toMatch(/^not_found /)
  })

  test('the list says how many elders each carries', async () => {
    const place = '222402001005'
    const busy = await world.signedInAs('visitor', place, '忙碌探访员')
    await assignElders(world, busy.actor.accountId, await makeElders(world, place, 3))
    const list = await officer.call('visitor.list', { regionCode: place })
    expect(list.find(one => one.id === busy.actor.accountId)).toMatchObject({ name: '忙碌探访员', elders: 3 })
  })
})
