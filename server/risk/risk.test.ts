// The list of who is due, an elder's risk explained, levels people set, and a rule tried and put in force by two.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../domain/kernel/day.ts'
import { causeWords } from '../../domain/risk/causes.ts'
import { samplePeople } from '../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { refreshStandings, riskJob, riskTrialJob, sweepStandings, workOnTrials } from './risk.ts'

const countyCode = '222402'
const regionCode = '222402000000'
const today = '2026-11-23'
let world: TestSystem
let people: ReturnType<typeof samplePeople>
let county: Caller
let second: Caller
let township: Caller
let villages: string[]
const ids: Record<string, string> = {}

beforeAll(async () => {
  world = await openTestSystem()
  people = samplePeople(world)
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 2`,
  )
  villages = found.rows.map(row => row.code)
  county = await world.signedInAs('countyOfficer', regionCode, '张主任')
  second = await world.signedInAs('countyOfficer', regionCode, '李主任')
  township = await world.signedInAs('townshipOfficer', `${villages[0]!.slice(0, 9)}000`, '王干事')
  const alone = [{ group: 'livesAlone' as const, validFrom: '2025-01-01' }]
  ids.late = await people.addElder(villages[0]!, { groups: alone, bornOn: '1940-01-01' })
  await people.addVisit(villages[0]!, ids.late, { visitedOn: addDays(today, -40) })
  ids.now = await people.addElder(villages[0]!, { groups: alone, bornOn: '1940-01-01' })
  await people.addVisit(villages[0]!, ids.now, { visitedOn: addDays(today, -7) })
  ids.soon = await people.addElder(villages[1]!, { groups: alone })
  await people.addVisit(villages[1]!, ids.soon, { visitedOn: addDays(today, -28) })
  ids.calm = await people.addElder(villages[1]!, {})
  await people.addVisit(villages[1]!, ids.calm, { visitedOn: addDays(today, -3) })
  await sweepStandings(world.system, true)
})
afterAll(() => world.close())

const listed = async (question: object, caller = county) => {
  const list = await caller.call('risk.due', { regionCode, ...question })
  return list.rows.map(row => Object.entries(ids).find(([, id]) => id === row.id)?.[0])
}

describe('who is due', () => {
  it('is listed by how soon, each part as many as its count', async () => {
    expect(await listed({ when: 'overdue' })).toEqual(['late'])
    expect(await listed({ when: 'dueToday' })).toEqual(['now'])
    expect(await listed({ when: 'dueThisWeek' })).toEqual(['soon'])
    expect(await listed({ when: 'anyDay' })).toEqual(['late', 'now', 'soon', 'calm'])
    const { counts, total, sweptOn } = await county.call('risk.due', { regionCode, when: 'overdue' })
    expect(counts).toEqual({ overdue: 1, dueToday: 1, dueThisWeek: 1, anyDay: 4 })
    expect({ total, sweptOn }).toEqual({ total: 1, sweptOn: today })
  })

  it('says the rule that applied and the others beside it', async () => {
    const { rows } = await county.call('risk.due', { regionCode, when: 'overdue' })
    expect(rows[0]).toMatchObject({
      ...{ risk: 'red', reason: 'highRisk', everyDays: 7, also: ['keyGroup'], overdueDays: 33 },
    })
  })

  it('is narrowed by village, risk, reason and visitor, and goes on page by page', async () => {
    expect(await listed({ regionCode: villages[1], when: 'anyDay' })).toEqual(['soon', 'calm'])
    expect(await listed({ risk: 'green', when: 'anyDay' })).toEqual(['calm'])
    expect(await listed({ reason: 'keyGroup', when: 'anyDay' })).toEqual(['late', 'soon'])
    expect(await listed({ noVisitor: true, when: 'overdue' })).toEqual(['late'])
    const first = await county.call('risk.due', { regionCode, when: 'anyDay', limit: 3 })
    const rest = await county.call('risk.due', { regionCode, when: 'anyDay', limit: 3, after: first.next! })
    expect(rest.rows.map(row => row.id)).toEqual([ids.calm])
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    expect(await listed({ regionCode: '220000000000', when: 'anyDay' }, province)).toHaveLength(4)
  })

  it('is nobody’s business in another county', async () => {
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect(await listed({ when: 'anyDay' }, stranger)).toEqual([])
    await expect(stranger.call('risk.ofElder', { countyCode, elderId: ids.late! })).rejects.toThrow()
  })
})

describe('a level that a person sets', () => {
  const overrule = (more: object = {}) => ({
    ...{ countyCode, id: world.newId(), elderId: ids.calm!, level: 'red' as const },
    ...{ reason: '儿子被骗，情绪很差', validTo: addDays(today, 30), ...more },
  })

  it('stands beside the rule’s own, is listed, brings the visit forward and leaves the level of the rule in sight', async () => {
    await township.call('riskOverrule.record', overrule())
    expect(world.woken).toContain(riskJob)
    await refreshStandings(world.system)
    const risk = await county.call('risk.ofElder', { countyCode, elderId: ids.calm! })
    expect(risk).toMatchObject({
      risk: 'red',
      ruleRisk: 'green',
      due: { on: addDays(today, 4), reason: 'redRisk' },
    })
    expect(risk?.overrules[0]).toMatchObject({
      level: 'red',
      ruleLevel: 'green',
      setBy: '王干事',
      endedAt: null,
    })
    expect(risk?.months.at(-1)).toMatchObject({ on: today, level: 'red', set: true })
    const list = await county.call('riskOverrule.list', { regionCode })
    expect(list.rows.map(row => [row.id, row.ruleNow])).toEqual([[ids.calm, 'green']])
    expect(await listed({ risk: 'red', when: 'dueThisWeek' })).toEqual(['calm'])
  })

  it('is replaced by the next one, taken back at once, and kept in the history', async () => {
    await township.call('riskOverrule.record', overrule({ level: 'orange' }))
    const list = await county.call('riskOverrule.list', { regionCode })
    expect(list.rows.map(row => row.overrule.level)).toEqual(['orange'])
    const { id } = list.rows[0]!.overrule
    await county.call('riskOverrule.end', { countyCode, id, reason: '已经平复' })
    await refreshStandings(world.system)
    const risk = await county.call('risk.ofElder', { countyCode, elderId: ids.calm! })
    expect(risk).toMatchObject({ risk: 'green', ruleRisk: 'green' })
    expect(risk?.overrules.map(one => [one.level, one.endReason])).toEqual([
      ['orange', '已经平复'],
      ['red', '由新的调整代替'],
    ])
    await expect(county.call('riskOverrule.end', { countyCode, id, reason: '再来' })).rejects.toThrow(
      /已经结束/,
    )
  })

  it('ends by itself', async () => {
    await township.call('riskOverrule.record', overrule({ validTo: addDays(today, 2) }))
    world.clock.set(`${addDays(today, 3)}T02:00:00Z`)
    await refreshStandings(world.system)
    const standing = await world.db
      .selectFrom('elderStandings')
      .select(['risk', 'riskSince'])
      .where('elderId', '=', ids.calm!)
      .executeTakeFirst()
    expect(standing).toMatchObject({ risk: 'green' })
    expect((await county.call('riskOverrule.list', { regionCode })).rows).toEqual([])
    world.clock.set('2026-11-23T02:00:00Z')
  })

  it('is refused for what the rule says anyway, for too long, and for a visitor', async () => {
    const record = (more: object) => township.call('riskOverrule.record', overrule(more))
    await expect(record({ level: 'green' })).rejects.toThrow(/已经是“绿”/)
    await expect(record({ validTo: addDays(today, 91) })).rejects.toThrow(/最多调整 90 天/)
    await expect(record({ validTo: addDays(today, -1) })).rejects.toThrow(/早于今天/)
    const visitor = await world.signedInAs('visitor', villages[0]!)
    await expect(visitor.call('riskOverrule.record', overrule())).rejects.toMatchObject({
      code: 'not_allowed',
    })
  })
})

describe('a rule tried on last year', () => {
  const thresholds = { redFrom: 12, orangeFrom: 6, yellowFrom: 4 }
  let trialId: string

  it('shows who rises and falls, what it costs, and what it would have seen; every number opens its list', async () => {
    const village = villages[0]!
    const warned = await people.addElder(village, {
      groups: [
        { group: 'livesAlone', validFrom: '2024-01-01' },
        { group: 'leftBehind', validFrom: '2024-01-01' },
        { group: 'tekun', validFrom: '2026-11-15' },
      ],
    })
    await people.addVisit(village, warned, { visitedOn: '2026-08-20' })
    world.clock.set('2026-10-12T02:00:00Z')
    await county.call('aidCase.open', {
      ...{ countyCode, id: world.newId(), elderId: warned, level: 'p1', trouble: '家里没有取暖' },
    } as const)
    world.clock.set('2026-11-23T02:00:00Z')
    const died = await people.addElder(village, { endedOn: '2026-10-20' })
    await world.pool.query(
      `insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
       values ('222402', $1, $2, 'died', '2026-10-20', '测试', now())`,
      [died, village],
    )
    trialId = world.newId()
    await county.call('riskTrial.create', {
      id: trialId,
      regionCode,
      version: 2,
      thresholds: { ...thresholds, orangeFrom: 5 },
    })
    expect(world.woken).toContain(riskTrialJob)
    await workOnTrials(world.system)
    const trial = await county.call('riskTrial.get', { countyCode, id: trialId })
    expect(trial).toMatchObject({ state: 'trialDone', through: '2026-10-31', beforeVersion: 1 })
    const { summary } = trial
    // Two very old who live alone fall from red, the one whose children are away rises to orange.
    expect(summary).toMatchObject({
      elders: 5,
      rises: 1,
      falls: 2,
      deaths: { all: 1, seenBefore: 0, seenAfter: 0 },
    })
    expect(summary?.graveCases).toEqual({ all: 1, seenBefore: 0, seenAfter: 1 })
    expect(summary?.before).toEqual({ red: 2, orange: 0, yellow: 2, green: 1 })
    expect(summary?.visitsBefore).toBe(11)
    expect(summary?.months).toHaveLength(12)
    const places = summary?.places ?? []
    expect(places.reduce((sum, place) => sum + place.elders, 0)).toBe(summary?.elders)
    const lines = (question: object) =>
      county.call('riskTrial.lines', {
        countyCode,
        id: trialId,
        kind: 'levelAtMonthEnd',
        ...question,
      } as never)
    expect((await lines({ moved: 'rises' })).rows.map(row => row.id)).toEqual([warned])
    expect((await lines({ moved: 'falls' })).total).toBe(2)
    expect((await lines({ levelBefore: 'red' })).total).toBe(2)
    expect((await lines({ levelAfter: 'yellow' })).total).toBe(summary?.after.yellow)
    const seen = await lines({ kind: 'graveCase', seen: 'onlyAfter' })
    expect(seen.rows[0]).toMatchObject({ trouble: '家里没有取暖', judgedOn: '2026-09-30', before: 'yellow' })
    expect(seen.rows[0]?.causes.map(([cause]) => causeWords(cause))).toContain('子女都在外地')
    expect((await lines({ kind: 'deathAfter', seen: 'neither' })).rows.map(row => row.id)).toEqual([died])
  })

  it('gives the same answer when it is run again', async () => {
    const before = await county.call('riskTrial.get', { countyCode, id: trialId })
    await world.pool.query(`update risk_trials set state = 'trialRunning' where id = $1`, [trialId])
    await workOnTrials(world.system)
    const after = await county.call('riskTrial.get', { countyCode, id: trialId })
    expect(after.summary).toEqual(before.summary)
    const lines = await county.call('riskTrial.lines', { countyCode, id: trialId, kind: 'levelAtMonthEnd' })
    expect(lines.total).toBe(before.summary?.elders)
  })

  it('is refused with thresholds out of order, without a difference, and where one person would do both', async () => {
    const create = (more: object) =>
      county.call('riskTrial.create', { id: world.newId(), regionCode, version: 2, thresholds, ...more })
    await expect(create({ thresholds: { redFrom: 6, orangeFrom: 6, yellowFrom: 4 } })).rejects.toThrow(
      /红高于橙/,
    )
    await expect(create({ version: 1 })).rejects.toThrow(/没有可比的/)
    await expect(
      county.call('setting.change', {
        ...{ regionCode, key: 'risk.ruleVersion', value: 2, validFrom: today, source: '我说的' },
      } as const),
    ).rejects.toThrow(/先试算/)
  })

  it('comes into force on its day when a second person agrees, and elders are reckoned by it', async () => {
    const id = world.newId()
    const proposal = { countyCode, id, trialId, validFrom: today, reason: '去年漏了在外子女的老人' }
    await expect(second.call('riskSwitch.open', { ...proposal, validFrom: '2026-11-01' })).rejects.toThrow(
      /今天或以后/,
    )
    await county.call('riskSwitch.open', proposal)
    await expect(
      county.call('riskSwitch.decide', { countyCode, id, agree: true, reason: '同意' }),
    ).rejects.toThrow(/不能自己同意/)
    await second.call('riskSwitch.decide', { countyCode, id, agree: true, reason: '看过名单，同意' })
    const trial = await county.call('riskTrial.get', { countyCode, id: trialId })
    expect(trial.switch).toMatchObject({ state: 'switchAgreed', decidedBy: '李主任', validFrom: today })
    await refreshStandings(world.system)
    const risk = await county.call('risk.ofElder', { countyCode, elderId: ids.late! })
    expect(risk).toMatchObject({ ruleVersion: 2, hasPoints: true, thresholds: { orange: 5 } })
    expect(risk?.parts.find(part => part.part === 'alone')).toMatchObject({ points: 3, limit: 8 })
    const standing = await world.db
      .selectFrom('elderStandings')
      .select(['risk', 'ruleVersion', 'points'])
      .where('elderId', '=', ids.late!)
      .executeTakeFirst()
    expect(standing).toEqual({ risk: risk!.risk, ruleVersion: 2, points: risk!.points })
  })
})
