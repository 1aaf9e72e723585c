// Published months over a real database: what was said stays, what is recorded later is told apart and explained.
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { samplePeople } from '../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { freezeMonths, recountIndicators, refreshIndicators, verifyFrozen } from '../indicators/indicators.ts'

const month = '2026-10'
const county = '222402000000'
const alone = [{ group: 'livesAlone' as const, validFrom: '2025-01-01' }]

let world: TestSystem
let people: ReturnType<typeof samplePeople>
let officer: Caller
let villages: string[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-06T02:00:00Z' })
  people = samplePeople(world)
  officer = await world.signedInAs('countyOfficer', county, '李主任')
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 40`,
  )
  villages = found.rows.map(row => row.code)
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.pool.query('truncate indicator_freezes, indicator_frozen, indicator_frozen_people')
  await world.pool.query('delete from indicator_values; delete from indicator_counts')
})

let next = 0
const village = () => villages[next++ % villages.length] ?? ''

async function publish(): Promise<void> {
  world.clock.set('2026-11-06T02:00:00Z')
  await recountIndicators(world.system, [month])
  await freezeMonths(world.system)
  world.clock.set('2026-11-20T02:00:00Z')
}

async function correctionsOf(regionCode: string) {
  await people.note(regionCode, [month])
  await refreshIndicators(world.system)
  return officer.call('board.corrections', { regionCode, month })
}

describe('publishing a month', () => {
  it('waits five days after its end, happens once, and keeps the running month open', async () => {
    await people.addElder(village(), { groups: alone })
    world.clock.set('2026-11-04T02:00:00Z')
    await freezeMonths(world.system)
    const months = async () =>
      (
        await world.pool.query(
          `select distinct month from indicator_freezes where county_code = '222402' order by month desc limit 2`,
        )
      ).rows.map(row => row.month)
    expect(await months()).toEqual(['2026-09', '2026-08'])
    world.clock.set('2026-11-05T02:00:00Z')
    expect(await freezeMonths(world.system)).toBeGreaterThan(0)
    expect(await freezeMonths(world.system)).toBe(0)
    expect(await months()).toEqual(['2026-10', '2026-09'])
  })

  it('says the figures of today as long as nothing has changed', async () => {
    const place = village()
    await people.addElder(place, { groups: alone })
    await people.addElder(place, {
      bornOn: '1940-01-01',
      absences: [{ kind: 'hospital', validFrom: '2026-09-01' }],
    })
    await publish()
    const board = await officer.call('board.read', { regionCode: county, month })
    expect(board.published).toMatchObject({ version: 1, byName: null, values: board.values })
    for (const part of board.parts) expect(board.published?.parts[part.code]).toEqual(part.values)
    expect(await correctionsOf(county)).toMatchObject({
      entered: 0,
      left: 0,
      moved: 0,
      figures: [],
      rows: [],
    })
    expect(await verifyFrozen(world.system)).toEqual([])
  })

  it('is not there for the running month', async () => {
    await publish()
    const board = await officer.call('board.read', { regionCode: county, month: '2026-11' })
    expect(board.published).toBeNull()
    await expect(
      officer.call('board.corrections', { regionCode: county, month: '2026-11' }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('is found out when somebody changes a figure or takes a person away', async () => {
    const place = village()
    await people.addElder(place, { groups: alone })
    await publish()
    await world.pool.query(
      `update indicator_frozen set figures = figures || '{"rateDenominator": 99}' where region_code = $1`,
      [place],
    )
    const found = await verifyFrozen(world.system)
    expect(found).toContainEqual(
      expect.objectContaining({ regionCode: place, indicator: 'rateDenominator', published: 99 }),
    )
  })
})

describe('what has moved since', () => {
  it('names a death registered late, and keeps what was published on the board', async () => {
    const place = village()
    const id = await people.addElder(place, { groups: alone })
    await publish()
    await officer.call('lifeEvent.record', {
      countyCode: '222402',
      id: randomUUID(),
      elderId: id,
      kind: 'died',
      happenedOn: '2026-10-12',
      reason: '家属告知',
    })
    const corrections = await correctionsOf(place)
    expect(corrections).toMatchObject({ entered: 0, left: 1, moved: 1 })
    expect(corrections.rows[0]).toMatchObject({
      was: 'dueUnvisited',
      is: null,
      why: expect.stringContaining('去世补登记'),
    })
    expect(corrections.rows[0]?.why).toContain('2026-10-12')
    expect(corrections.figures).toContainEqual({
      indicator: 'rateDenominator',
      published: expect.any(Number),
      now: expect.any(Number),
    })
    const board = await officer.call('board.read', { regionCode: place, month })
    expect(board.published?.values.rateDenominator).toBe((board.values.rateDenominator ?? 0) + 1)
    expect(board.trend.find(one => one.month === month)?.denominator).toBe(
      board.published?.values.rateDenominator,
    )
  })

  it('names a group voided as wrong, with the officer’s reason', async () => {
    const place = village()
    const elderId = await people.addElder(place, { groups: alone })
    await publish()
    const { entries } = await officer.call('membership.history', { countyCode: '222402', elderId })
    await officer.call('membership.void', {
      countyCode: '222402',
      id: entries[0]?.id ?? '',
      reason: '女儿一直同住',
    })
    const { rows, left } = await correctionsOf(place)
    expect(left).toBe(1)
    expect(rows[0]).toMatchObject({
      was: 'dueUnvisited',
      is: 'outOfScope',
      wasGroups: ['livesAlone'],
      isGroups: [],
    })
    expect(rows[0]?.why).toContain('作废：女儿一直同住')
  })

  it('names a group recorded late, a group that ended earlier, a stay told late and a visit sent late', async () => {
    const place = village()
    const late = await people.addElder(place, {})
    const ended = await people.addElder(place, { groups: alone })
    const stay = await people.addElder(place, { groups: alone })
    const visited = await people.addElder(place, { groups: alone })
    await publish()
    await officer.call('membership.record', {
      countyCode: '222402',
      id: world.newId(),
      elderId: late,
      group: 'tekun',
      validFrom: '2026-10-01',
      evidence: '县民政认定',
      toFollow: true,
    })
    const { entries } = await officer.call('membership.history', { countyCode: '222402', elderId: ended })
    await officer.call('membership.end', {
      countyCode: '222402',
      id: entries[0]?.id ?? '',
      validTo: '2026-10-20',
    })
    await people.addAbsence(place, stay, { kind: 'institution', validFrom: '2026-09-15' })
    await world.pool.query(
      `update elder_absences set recorded_at = '2026-11-19T00:00:00Z' where elder_id = $1`,
      [stay],
    )
    await people.addVisit(place, visited, { visitedOn: '2026-10-30' })
    await world.pool.query(`update visits set received_at = '2026-11-19T00:00:00Z' where elder_id = $1`, [
      visited,
    ])
    const corrections = await correctionsOf(place)
    const whys = new Map(corrections.rows.map(row => [row.id, row.why]))
    expect(corrections).toMatchObject({ entered: 1, left: 2 })
    expect(whys.get(late)).toContain('补认定：县民政认定')
    expect(whys.get(ended)).toContain('改为 2026-10-20 结束')
    expect(whys.get(stay)).toContain('自 2026-09-15 起入住机构')
    expect(whys.get(visited)).toContain('2026-10-30 的探访')
    expect(corrections.figures.map(({ indicator }) => indicator)).toContain('rateNumerator')
  })

  it('names someone entered late with an earlier day of registration', async () => {
    const place = village()
    await publish()
    const id = await people.addElder(place, { groups: alone })
    await world.pool.query(`update elders set created_at = '2026-11-18T00:00:00Z' where id = $1`, [id])
    const { rows, entered } = await correctionsOf(place)
    expect(entered).toBe(1)
    expect(rows[0]).toMatchObject({
      id,
      was: null,
      is: 'dueUnvisited',
      why: expect.stringContaining('补登记'),
    })
  })
})

describe('publishing a correction', () => {
  it('adds a version with its note, and the board says the new figure', async () => {
    const place = village()
    const id = await people.addElder(place, { groups: alone })
    await publish()
    await officer.call('lifeEvent.record', {
      countyCode: '222402',
      id: randomUUID(),
      elderId: id,
      kind: 'died',
      happenedOn: '2026-10-12',
      reason: '告知',
    })
    await officer.call('board.publish', { regionCode: county, month, note: '补登记一人去世' })
    const board = await officer.call('board.read', { regionCode: place, month })
    expect(board.published).toMatchObject({ version: 2, byName: '李主任', note: '补登记一人去世' })
    const corrections = await correctionsOf(place)
    expect(corrections).toMatchObject({ moved: 0, versions: [{ version: 2 }, { version: 1, note: null }] })
    expect(await verifyFrozen(world.system)).toEqual([])
  })

  it('is the county’s act, for a month that is over and published', async () => {
    await publish()
    const township = `${villages[0]?.slice(0, 9)}000`
    const refused = (regionCode: string, wanted = month) =>
      officer.call('board.publish', { regionCode, month: wanted, note: '更正' }).then(
        () => 'done',
        error => error.code,
      )
    expect(await refused(township)).toBe('invalid')
    expect(await refused(county, '2026-11')).toBe('rule_broken')
    expect(await refused('220182000000')).toBe('not_found')
    const townshipOfficer = await world.signedInAs('townshipOfficer', township)
    await expect(
      townshipOfficer.call('board.publish', { regionCode: county, month, note: '更正' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    await expect(
      townshipOfficer.call('board.corrections', { regionCode: county, month }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
