// Assessments on a real database: two assessors, the reviewer, the elder told, older results replaced; by phone too.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { type AbilityForm, AbilityForm as Form } from '../../domain/assessments/ability-form.ts'
import { abilityItems, type Scores, scoresFrom } from '../../domain/assessments/ability-items.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { makeElders, type SampleElder, township, village } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { standingAbilities, standingSelfCare } from './assessments.ts'

const countyCode = '222402'
const best = scoresFrom(abilityItems.map(item => item.maximum).join(''))
/** 58 points: level 2. */
const moderate: Scores = {
  ...best,
  'B1.1': 0,
  'B1.2': 0,
  'B1.3': 0,
  'B1.4': 0,
  'B1.5': 0,
  'B1.8': 0,
  'B2.1': 0,
  'B2.2': 0,
}
let world: TestSystem
let nurse: Caller
let second: Caller
let layman: Caller
let county: Caller
let township_: Caller
let elsewhere: Caller
let visitor: Caller
let elder: SampleElder

beforeAll(async () => {
  world = await openTestSystem()
  county = await world.signedInAs('countyOfficer', '222402000000', '县级')
  township_ = await world.signedInAs('townshipOfficer', township, '乡镇')
  nurse = await world.signedInAs('assessor', township, '护士')
  second = await world.signedInAs('assessor', township, '社工')
  layman = await world.signedInAs('assessor', township, '另一名社工')
  elsewhere = await world.signedInAs('assessor', '222402002000', '外乡镇评估员')
  visitor = await world.signedInAs('visitor', village, '探访员')
  await qualify(nurse, true)
  await qualify(second, false)
  await qualify(layman, false)
  await qualify(elsewhere, true)
})
afterAll(() => world.close())
beforeEach(async () => {
  ;[elder] = (await makeElders(world, village, 1)) as [SampleElder]
})

const qualify = (who: Caller, medical: boolean) =>
  county.call('assessor.qualify', {
    ...{ countyCode, id: world.newId(), accountId: who.actor.accountId, medical },
    ...{ certificate: '测试证书', validFrom: '2025-01-01' },
  })

const assessment = (change: Partial<Sent<'ability.record'>> = {}): Sent<'ability.record'> => ({
  ...{
    countyCode,
    id: world.newId(),
    elderId: elder.id,
    assessedOn: '2026-11-20',
    reason: 'firstTime' as const,
  },
  ...{ scores: moderate, form: {} },
  ...change,
})
async function recorded(by: Caller, change: Partial<Sent<'ability.record'>> = {}): Promise<string> {
  const input = assessment(change)
  await by.call('ability.record', input)
  return input.id
}
const scoreAgain = (by: Caller, id: string, scores = moderate, version = 1) =>
  by.call('ability.second', { countyCode, id, version, scores })
const get = (by: Caller, id: string) => by.call('ability.get', { countyCode, id })
const form = (change: Partial<AbilityForm>) => Form.parse(change)

async function refusalOf(work: Promise<unknown>): Promise<Refused> {
  const thrown = await work.then(
    () => null,
    error => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return thrown
}

describe('two assessors', () => {
  test('of one mind settle a result, and it stands for others to use', async () => {
    const id = await recorded(nurse)
    const settled = await scoreAgain(second, id)
    expect(settled).toMatchObject({
      stage: 'settled',
      result: { total: 58, initialLevel: 'moderate', finalLevel: 'moderate' },
      validUntil: '2028-11-20',
      firstName: '护士',
      secondName: '社工',
      standard: 'gbt42195',
      rulesVersion: 1,
    })
    const standing = await standingAbilities(world.db as never, countyCode, [elder.id])
    expect(standing.get(elder.id)).toMatchObject({ level: 'moderate', levelNumber: 2, assessmentId: id })
  })

  test('who differ in points but not in level settle the first one’s, the difference is kept', async () => {
    const id = await recorded(nurse)
    const settled = await scoreAgain(second, id, { ...moderate, 'B4.5': 3 })
    expect(settled).toMatchObject({ stage: 'settled', result: { total: 58 }, second: { total: 57 } })
  })

  test('who differ in level wait for a third person, and neither result stands', async () => {
    const id = await recorded(nurse)
    const differing = await scoreAgain(second, id, best)
    expect(differing).toMatchObject({ stage: 'differing', result: null, second: { finalLevel: 'intact' } })
    expect((await standingAbilities(world.db as never, countyCode, [elder.id])).size).toBe(0)
  })

  test('must be two people', async () => {
    const id = await recorded(nurse)
    expect((await refusalOf(scoreAgain(nurse, id))).message).toContain('不能是提交人自己')
  })

  test('must have one with a medical background among them', async () => {
    const id = await recorded(layman)
    expect((await refusalOf(scoreAgain(second, id))).message).toContain('医护背景')
    expect(await scoreAgain(nurse, id)).toMatchObject({ stage: 'settled' })
  })

  test('do not see each other’s scores before both have spoken', async () => {
    const id = await recorded(nurse, { form: { note: '糖尿病' } })
    for (const other of [second, county]) {
      expect(await get(other, id)).toMatchObject({ first: null, form: null, result: null, adjustments: [] })
      const { rows } = await other.call('ability.list', { countyCode, elderId: elder.id })
      expect(JSON.stringify(rows)).not.toContain('"scores"')
    }
    expect(await get(nurse, id)).toMatchObject({ first: { total: 58 }, form: { note: '糖尿病' } })
    await scoreAgain(second, id)
    expect(await get(county, id)).toMatchObject({ first: { total: 58 }, form: { note: '糖尿病' } })
  })

  test('score once, and on what they saw', async () => {
    const id = await recorded(nurse)
    await scoreAgain(second, id)
    expect((await refusalOf(scoreAgain(layman, id))).code).toBe('conflict')
    expect((await refusalOf(scoreAgain(layman, id, moderate, 2))).message).toContain('结果已定')
  })
})

describe('who may assess', () => {
  test('nobody without a qualification on that day', async () => {
    const stranger = await world.signedInAs('assessor', township, '未登记')
    expect((await refusalOf(recorded(stranger))).message).toContain('没有登记能力评估员资格')
    expect((await refusalOf(recorded(township_))).message).toContain('没有登记能力评估员资格')
    expect((await refusalOf(recorded(visitor))).message).toContain('没有登记能力评估员资格')
  })

  test('nobody of another township, and not a word of the elder comes back', async () => {
    expect((await refusalOf(recorded(elsewhere))).code).toBe('not_found')
    const id = await recorded(nurse)
    expect((await refusalOf(get(elsewhere, id))).code).toBe('not_found')
    expect((await refusalOf(scoreAgain(elsewhere, id))).code).toBe('not_found')
  })

  test('a visitor does, once the county has qualified her; a stop ends it', async () => {
    const carer = await world.signedInAs('visitor', village, '护理探访员')
    const { candidates } = await county.call('assessor.list', { regionCode: '222402000000' })
    expect(candidates.map(one => one.accountId)).toContain(carer.actor.accountId)
    await qualify(carer, true)
    await recorded(carer)
    expect((await refusalOf(qualify(carer, true))).code).toBe('conflict')
    const { rows } = await county.call('assessor.list', { regionCode: '222402000000' })
    const own = rows.find(row => row.accountId === carer.actor.accountId)
    expect(own).toMatchObject({ medical: true, regionName: '兴边社区' })
    await county.call('assessor.end', { countyCode, id: own?.id ?? '', validTo: '2026-11-21' })
    expect((await refusalOf(recorded(carer, { assessedOn: '2026-11-22' }))).code).toBe('rule_broken')
    await recorded(carer, { assessedOn: '2026-11-21' })
  })

  test('only somebody with a post in the county can be qualified', async () => {
    const far = await world.signedInAs('visitor', '220102001001', '外县')
    expect((await refusalOf(qualify(far, true))).code).toBe('not_found')
  })
})

describe('the third person', () => {
  const bothAdjustments = form({
    ...{ diagnosed: true, diagnosis: '阿尔茨海默病（F00）' },
    risks: { fall: 1, wandering: 1, choking: 0, selfHarm: 0, otherRisk: 0 },
  })

  test('must look where a diagnosis and risk events meet, though the two agree', async () => {
    const id = await recorded(nurse, { form: bothAdjustments })
    const waiting = await scoreAgain(second, id)
    expect(waiting).toMatchObject({
      stage: 'awaitsReview',
      result: null,
      adjustments: ['diagnosed', 'riskEvents'],
      first: { initialLevel: 'moderate', finalLevel: 'total' },
    })
    const kept = await county.call('ability.review', {
      ...{ countyCode, id, version: waiting.version, decision: 'keepFirst', note: '已核对病历' },
    })
    expect(kept).toMatchObject({ stage: 'settled', result: { finalLevel: 'total' } })
    expect(kept.acts.map(act => act.kind)).toEqual(['submittedFirst', 'secondAgreed', 'keepFirst'])
  })

  test('need not where the county has switched that off, unless the province asks for it', async () => {
    const province = await world.signedInAs('provinceOfficer', '220000000000', '省级')
    const say = (by: Caller, regionCode: string, value: boolean) =>
      by.call('setting.change', {
        ...{ key: 'ability.reviewBothAdjustments', regionCode, value },
        ...{ validFrom: '2026-11-23', source: '测试' },
      })
    await say(county, '222402000000', false)
    expect(await scoreAgain(second, await recorded(nurse, { form: bothAdjustments }))).toMatchObject({
      stage: 'settled',
      result: { finalLevel: 'total' },
    })
    await say(province, '220000000000', true)
    expect(await scoreAgain(second, await recorded(nurse, { form: bothAdjustments }))).toMatchObject({
      stage: 'awaitsReview',
    })
  })

  test('may take the second one’s result, or neither', async () => {
    const one = await recorded(nurse)
    await scoreAgain(second, one, best)
    const review = { countyCode, version: 2, note: '重新入户看过' }
    expect(await county.call('ability.review', { ...review, id: one, decision: 'keepSecond' })).toMatchObject(
      { stage: 'settled', result: { total: 90, finalLevel: 'intact' } },
    )
    const other = await recorded(nurse)
    await scoreAgain(second, other, best)
    expect(
      await county.call('ability.review', { ...review, id: other, decision: 'assessAgain' }),
    ).toMatchObject({ stage: 'setAside', result: null })
    const { rows } = await county.call('assessment.duties', { regionCode: village, duty: 'againDuty' })
    expect(rows.map(row => row.subjectId)).toContain(other)
  })

  test('is none of the two, and holds the right', async () => {
    const id = await recorded(nurse)
    await scoreAgain(second, id, best)
    const review = { countyCode, id, version: 2, decision: 'keepFirst' as const, note: '复核' }
    expect((await refusalOf(township_.call('ability.review', review))).code).toBe('not_allowed')
    await qualify(county, true)
    const own = await recorded(county)
    await scoreAgain(second, own, best)
    expect((await refusalOf(county.call('ability.review', { ...review, id: own }))).message).toContain(
      '不能自己复核',
    )
  })
})

describe('after the result', () => {
  test('the elder is told, with whoever signed in her place', async () => {
    const id = await recorded(nurse)
    await scoreAgain(second, id)
    const told = { countyCode, id, version: 2, accepted: true }
    expect(
      (await refusalOf(nurse.call('ability.tell', { ...told, toldWay: 'agentSigned' }))).message,
    ).toContain('代签人')
    const after = await nurse.call('ability.tell', { ...told, toldWay: 'agentSigned', toldTo: '女儿李梅' })
    expect(after).toMatchObject({ stage: 'told' })
    expect(after.acts.at(-1)).toMatchObject({ kind: 'toldElder', toldTo: '女儿李梅', accepted: true })
  })

  test('who doubts it is due for another', async () => {
    const id = await recorded(nurse)
    await scoreAgain(second, id)
    await nurse.call('ability.tell', { countyCode, id, version: 2, toldWay: 'elderPressed', accepted: false })
    const duties = () => county.call('assessment.duties', { regionCode: village, duty: 'againDuty' })
    expect((await duties()).rows.map(row => row.subjectId)).toContain(id)
    world.clock.set('2026-11-23T03:00:00Z')
    await recorded(second, { reason: 'reassessment' })
    expect((await duties()).rows.map(row => row.subjectId)).not.toContain(id)
  })

  test('a newer one takes its place, and an older one settled late does not', async () => {
    const early = await recorded(nurse, { assessedOn: '2026-05-06' })
    const late = await recorded(nurse, { assessedOn: '2026-11-20', scores: best })
    await scoreAgain(second, late, best)
    await scoreAgain(second, early)
    expect(await get(county, early)).toMatchObject({ stage: 'replaced' })
    expect(await get(county, late)).toMatchObject({ stage: 'settled' })
    const standing = await standingAbilities(world.db as never, countyCode, [elder.id])
    expect(standing.get(elder.id)?.level).toBe('intact')
  })

  test('a level proposes the group 失能 for an officer to decide', async () => {
    const id = await recorded(nurse, { form: form({ living: 'livesAlone' }) })
    await scoreAgain(second, id)
    const proposals = await world.db
      .selectFrom('membershipProposals')
      .where('elderId', '=', elder.id)
      .select(['kind', 'state'])
      .execute()
    expect(proposals).toContainEqual({ kind: 'careDependentByAssessment', state: 'proposed' })
  })

  test('nothing is written over: neither scores nor parts of the form', async () => {
    const id = await recorded(nurse)
    const raw = world.pool.query(
      `set role wanqing_app; update ability_assessments set scores = '${'0'.repeat(26)}' where id = '${id}'`,
    )
    await expect(raw).rejects.toThrow(/permission denied/)
  })
})

describe('sent again', () => {
  test('the same assessment is stored once, another under its id is refused', async () => {
    const input = assessment({ form: { heightCm: 160, diseases: [{ code: 'I10', name: '高血压' }] } })
    await nurse.call('ability.record', input)
    await nurse.call('ability.record', input)
    const other = { ...input, scores: best }
    expect((await refusalOf(nurse.call('ability.record', other))).code).toBe('conflict')
    expect((await refusalOf(second.call('ability.record', input))).code).toBe('conflict')
    const { rows } = await nurse.call('ability.list', { countyCode, elderId: elder.id })
    expect(rows).toHaveLength(1)
  })

  test('diagnoses and medicines are sealed', async () => {
    const id = await recorded(nurse, { form: { medicines: [{ name: '二甲双胍' }] } })
    const { rows } = await world.pool.query(
      'select t::text as row from ability_assessments t where id = $1',
      [id],
    )
    expect(rows[0].row).not.toContain('二甲双胍')
  })
})

describe('a merged record', () => {
  test('shows and hands on what was assessed under it', async () => {
    const [survivor] = (await makeElders(world, village, 1)) as [SampleElder]
    const id = await recorded(nurse)
    await scoreAgain(second, id)
    const merge = world.db.updateTable('elders').where('countyCode', '=', countyCode)
    await merge.where('id', '=', elder.id).set({ mergedInto: survivor.id }).execute()
    await merge
      .where('id', '=', survivor.id)
      .set({ mergedIds: [elder.id] })
      .execute()
    const list = (elderId: string) => county.call('ability.list', { countyCode, elderId })
    expect((await list(survivor.id)).rows.map(row => row.id)).toEqual([id])
    expect((await list(elder.id)).rows.map(row => row.id)).toEqual([id])
    const standing = await standingAbilities(world.db as never, countyCode, [survivor.id])
    expect(standing.get(survivor.id)?.assessmentId).toBe(id)
    const { rows } = await county.call('assessment.duties', { regionCode: village, duty: 'tellDuty' })
    expect(rows.find(row => row.subjectId === id)?.elderId).toBe(survivor.id)
  })
})

describe('self-care of 特困', () => {
  const selfCare = (change: Partial<Sent<'selfCare.record'>> = {}): Sent<'selfCare.record'> => ({
    ...{ countyCode, id: world.newId(), elderId: elder.id, assessedOn: '2026-11-20' },
    ...{ reason: 'firstCheck' as const, notMet: ['bathesAlone' as const, 'usesToiletAlone' as const] },
    ...change,
  })

  test('is a scale of its own: no ability level comes of it', async () => {
    await visitor.call('selfCare.record', selfCare())
    const { rows } = await county.call('selfCare.list', { countyCode, elderId: elder.id })
    expect(rows).toMatchObject([{ level: 'selfCarePartial', assessorName: '探访员' }])
    expect((await standingAbilities(world.db as never, countyCode, [elder.id])).size).toBe(0)
    const standing = await standingSelfCare(world.db as never, countyCode, [elder.id])
    expect(standing.get(elder.id)).toMatchObject({ level: 'selfCarePartial' })
  })

  test('is stored once however often it is sent, and never under another’s id', async () => {
    const input = selfCare()
    await visitor.call('selfCare.record', input)
    await visitor.call('selfCare.record', input)
    expect((await refusalOf(visitor.call('selfCare.record', { ...input, notMet: [] }))).code).toBe('conflict')
  })

  test('a reported change is due in ten working days, and the next assessment stops the clock', async () => {
    const change = await township_.call('abilityChange.record', {
      ...{ countyCode, id: world.newId(), elderId: elder.id, reportedOn: '2026-11-20' },
      ...{ reporter: 'villageCommittee', reporterName: '王主任', what: '摔伤后下不了床' },
    })
    expect(change.dueOn).toBe('2026-12-04')
    const duties = () => township_.call('assessment.duties', { regionCode: township, duty: 'changeDuty' })
    expect((await duties()).rows.find(row => row.elderId === elder.id)).toMatchObject({
      dueOn: '2026-12-04',
      note: '摔伤后下不了床',
    })
    await visitor.call('selfCare.record', selfCare({ assessedOn: '2026-11-19' }))
    expect((await duties()).rows.some(row => row.elderId === elder.id)).toBe(true)
    await visitor.call('selfCare.record', selfCare({ assessedOn: '2026-11-23', reason: 'changeReported' }))
    expect((await duties()).rows.some(row => row.elderId === elder.id)).toBe(false)
  })

  test('of an elder of another township is refused', async () => {
    expect((await refusalOf(elsewhere.call('selfCare.record', selfCare()))).code).toBe('not_found')
  })
})

describe('the home', () => {
  const check = (change: Partial<Sent<'homeSafety.record'>> = {}): Sent<'homeSafety.record'> => ({
    ...{ countyCode, id: world.newId(), elderId: elder.id, checkedOn: '2026-11-20' },
    ...{ hazards: ['slipperyFloor' as const, 'darkAtNight' as const] },
    ...change,
  })
  const list = async () => (await county.call('homeSafety.list', { countyCode, elderId: elder.id })).rows

  test('proposes items with reasons, of the hazards and of what the elder can do', async () => {
    await visitor.call('homeSafety.record', check())
    expect((await list())[0]?.lines.map(line => line.item)).toEqual([1, 20])
    const id = await recorded(nurse)
    await scoreAgain(second, id)
    world.clock.set('2026-11-23T04:00:00Z')
    await visitor.call('homeSafety.record', check({ checkedOn: '2026-11-21', hazards: ['slipperyFloor'] }))
    const [latest] = await list()
    expect(latest?.lines.map(line => line.item)).toEqual([1, 10, 11, 12, 13, 17, 28])
    expect(latest?.lines[5]?.reason).toContain('洗澡 0 分')
  })

  test('becomes a plan, line by line, also for an item nobody proposed', async () => {
    const input = check()
    await visitor.call('homeSafety.record', input)
    await township_.call('homeSafety.plan', {
      ...{ countyCode, id: input.id },
      lines: [
        { item: 1, state: 'plannedWork' },
        { item: 20, state: 'leftOut', note: '老人说不用' },
        { item: 30, state: 'plannedWork' },
      ],
    })
    const [planned] = await list()
    expect(planned?.lines).toMatchObject([
      { item: 1, state: 'plannedWork', reason: '地面滑，或没有防滑垫', decidedByName: '乡镇' },
      { item: 20, state: 'leftOut', note: '老人说不用' },
      { item: 30, state: 'plannedWork', reason: '工作人员现场认定需要' },
    ])
  })

  test('is stored once, and of the own area only', async () => {
    const input = check()
    await visitor.call('homeSafety.record', input)
    await visitor.call('homeSafety.record', input)
    expect(await list()).toHaveLength(1)
    expect((await refusalOf(visitor.call('homeSafety.record', { ...input, hazards: [] }))).code).toBe(
      'conflict',
    )
    expect((await refusalOf(elsewhere.call('homeSafety.record', check()))).code).toBe('not_found')
    const plan = { countyCode, id: input.id, lines: [{ item: 1, state: 'plannedWork' as const }] }
    expect((await refusalOf(elsewhere.call('homeSafety.plan', plan))).code).toBe('not_found')
  })
})

describe('results of other standards', () => {
  test('are kept as they were said beside ours, and stand for nothing', async () => {
    await township_.call('earlierResult.record', {
      ...{ countyCode, id: world.newId(), elderId: elder.id, standard: 'mzt039' },
      ...{ level: '2 级（中度失能）', assessedOn: '2021-06-01', assessedBy: '县养老服务中心' },
    })
    const { earlier, rows } = await county.call('ability.list', { countyCode, elderId: elder.id })
    expect(earlier).toMatchObject([{ standard: 'mzt039', level: '2 级（中度失能）' }])
    expect(rows).toEqual([])
    expect((await standingAbilities(world.db as never, countyCode, [elder.id])).size).toBe(0)
  })
})

describe('what waits', () => {
  test('is counted as it is listed, and moves as it is done', async () => {
    const duty = async (name: 'secondDuty' | 'tellDuty' | 'expiredDuty' | 'neverDuty') => {
      const { rows } = await county.call('assessment.duties', { regionCode: village, duty: name, limit: 500 })
      const counts = await county.call('assessment.counts', { regionCode: village })
      expect(counts[name]).toBe(rows.length)
      return rows.some(row => row.elderId === elder.id)
    }
    await world.db
      .updateTable('elderMemberships')
      .set({ group: 'careDependent' })
      .where('elderId', '=', elder.id)
      .execute()
    expect(await duty('neverDuty')).toBe(true)
    const id = await recorded(nurse)
    expect(await duty('neverDuty')).toBe(false)
    expect(await duty('secondDuty')).toBe(true)
    await scoreAgain(second, id)
    expect(await duty('tellDuty')).toBe(true)
    expect(await duty('expiredDuty')).toBe(false)
    world.clock.set('2028-11-21T02:00:00Z')
    expect(await duty('expiredDuty')).toBe(true)
    world.clock.set('2026-11-23T02:00:00Z')
  })

  test('comes page by page', async () => {
    await recorded(nurse)
    await recorded(nurse, { assessedOn: '2026-11-18' })
    const seen: (string | null)[] = []
    let after: string | undefined
    do {
      const page = await county.call('assessment.duties', {
        ...{ regionCode: village, duty: 'secondDuty', limit: 1 },
        ...(after !== undefined && { after }),
      })
      seen.push(...page.rows.map(row => row.subjectId))
      after = page.next ?? undefined
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(1)
  })
})
