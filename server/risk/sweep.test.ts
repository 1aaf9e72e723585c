// The sweep over people made by hand: what it writes, what a second night leaves alone, what the day wakes.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../domain/kernel/day.ts'
import { samplePeople } from '../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { historiesOf } from './histories.ts'
import { refreshStandings, sweepStandings } from './risk.ts'
import { reckon } from './sweep.ts'

const countyCode = '222402'
const today = '2026-11-23'
let world: TestSystem
let people: ReturnType<typeof samplePeople>
let county: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  people = samplePeople(world)
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张主任')
})
afterAll(() => world.close())

const alone = [{ group: 'livesAlone' as const, validFrom: '2025-01-01' }]

async function standing(elderId: string) {
  return world.db.selectFrom('elderStandings').selectAll().where('elderId', '=', elderId).executeTakeFirst()
}

async function setting(key: string, value: unknown): Promise<void> {
  await world.pool.query(
    `insert into settings (key, region_code, valid_from, value, source, changed_at)
     values ($1, '220000000000', '2026-01-01', $2, '测试', now())
     on conflict (key, region_code, valid_from) do update set value = excluded.value`,
    [key, JSON.stringify(value)],
  )
  world.system.settings.expire()
}

describe('the night sweep', () => {
  it('says of each person how risky, when due and why, and again changes nothing', async () => {
    const calm = await people.addElder(village, { groups: alone })
    await people.addVisit(village, calm, { visitedOn: addDays(today, -3) })
    const old = await people.addElder(village, { groups: alone, bornOn: '1940-01-01' })
    await people.addVisit(village, old, { visitedOn: addDays(today, -20) })
    const missed = await people.addElder(village, { groups: alone })
    await people.addVisit(village, missed, { visitedOn: addDays(today, -10) })
    await people.addVisit(village, missed, { visitedOn: addDays(today, -1), result: 'notReached' })
    const never = await people.addElder(village, {})
    await sweepStandings(world.system, true)
    expect(await standing(calm)).toMatchObject({ risk: 'yellow', dueOn: '2026-12-20', dueReason: 'keyGroup' })
    expect(await standing(old)).toMatchObject({
      ...{ risk: 'red', dueOn: addDays(today, -13), dueReason: 'highRisk', everyDays: 7 },
      ...{ lastMetOn: addDays(today, -20), riskSince: today, ruleVersion: 1 },
    })
    expect(await standing(missed)).toMatchObject({ dueReason: 'missed', dueOn: addDays(today, 2) })
    expect(await standing(never)).toMatchObject({ risk: 'green', dueReason: 'neverVisited' })
    expect((await sweepStandings(world.system, true)).changed).toBe(0)
  })

  it('reads a merged person by all of her records and leaves those who have gone', async () => {
    const kept = await people.addElder(village, { groups: alone })
    const merged = await people.addElder(village, {})
    await people.addVisit(village, kept, { visitedOn: '2026-09-01' })
    await people.addVisit(village, merged, { visitedOn: '2026-11-20' })
    const gone = await people.addElder(village, { groups: alone })
    await sweepStandings(world.system, true)
    expect(await standing(gone)).toBeDefined()
    await world.pool.query('update elders set merged_into = $1 where id = $2', [kept, merged])
    await world.pool.query('update elders set merged_ids = array[$1::uuid] where id = $2', [merged, kept])
    await world.pool.query(`update elders set ended_on = '2026-11-22' where id = $1`, [gone])
    await sweepStandings(world.system, true)
    expect(await standing(kept)).toMatchObject({ lastMetOn: '2026-11-20' })
    expect(await standing(merged)).toBeUndefined()
    expect(await standing(gone)).toBeUndefined()
  })

  it('finds nothing to say again of anybody whose row stands, whatever is in it', async () => {
    const grouped = await people.addElder(village, { groups: alone, bornOn: '1930-01-01' })
    await people.addVisit(village, grouped, { visitedOn: addDays(today, -70), worst: 'attention' })
    await people.addElder(village, { absences: [{ kind: 'institution', validFrom: '2026-01-01' }] })
    await people.addElder(village, {
      groups: alone,
      absences: [{ kind: 'refusal', validFrom: '2026-11-01' }],
    })
    await setting('risk.ruleVersion', 2)
    await sweepStandings(world.system, true)
    const rows = await world.db.selectFrom('elderStandings').selectAll().execute()
    expect(rows.some(row => row.causes.length > 1 && row.dueAlso.length > 0)).toBe(true)
    expect(rows.some(row => row.causes.length === 0 && row.lastMetOn === null)).toBe(true)
    expect(await reckon(world.system, countyCode, null, today)).toEqual({ elders: rows.length, news: [] })
    await world.db.updateTable('elderStandings').set({ points: 99 }).where('elderId', '=', grouped).execute()
    const { news } = await reckon(world.system, countyCode, null, today)
    expect(news.map(row => row.elder_id)).toEqual([grouped])
    expect((await sweepStandings(world.system, true)).changed).toBe(1)
    await setting('risk.ruleVersion', 1)
  })

  it('reads of each person among all what it reads of her alone, and of all visits the same last ones', async () => {
    const missed = await people.addElder(village, { groups: alone })
    await people.addVisit(village, missed, { visitedOn: '2026-10-02' })
    await people.addVisit(village, missed, { visitedOn: '2026-10-20', result: 'refused' })
    await people.addVisit(village, missed, { visitedOn: '2026-11-01', result: 'notReached' })
    const asked = { countyCode, visitsSince: null }
    const all = await historiesOf(world.db, { ...asked, elderIds: null })
    expect(all.length).toBeGreaterThan(8)
    for (const one of all) {
      expect(await historiesOf(world.db, { ...asked, elderIds: [one.id] })).toEqual([one])
      const [whole] = await historiesOf(world.db, { ...asked, elderIds: [one.id], visitsSince: '1900-01-01' })
      const visits = whole?.history.visits ?? []
      const found = visits.find(visit => visit.result === 'met')
      expect(one.history.visits[0]?.on).toBe(visits[0]?.on)
      expect(one.history.visits.find(visit => visit.result === 'met')?.on).toBe(found?.on)
    }
    expect(all.find(one => one.id === missed)?.history.visits.map(visit => visit.on)).toEqual([
      '2026-11-01',
      '2026-10-02',
    ])
  })

  it('reckons with the version in force, keeps since when and each change of level', async () => {
    const elder = await people.addElder(village, { groups: alone, bornOn: '1940-01-01' })
    await people.addVisit(village, elder, { visitedOn: addDays(today, -2) })
    await sweepStandings(world.system, true)
    expect(await standing(elder)).toMatchObject({ risk: 'red', ruleVersion: 1 })
    world.clock.set('2026-11-24T02:00:00Z')
    await setting('risk.ruleVersion', 2)
    await setting('risk.redFrom', 12)
    await setting('risk.orangeFrom', 8)
    // Another rule is noticed without waiting for the night.
    await refreshStandings(world.system)
    const now = await standing(elder)
    expect(now).toMatchObject({ risk: 'yellow', ruleVersion: 2, riskSince: '2026-11-24' })
    expect(now?.points).toBe(7)
    expect(now?.causes).toContainEqual(['aloneAtHome', 3])
    const changes = await world.db
      .selectFrom('riskChanges')
      .select(['changedOn', 'risk'])
      .where('elderId', '=', elder)
      .orderBy('changedOn')
      .execute()
    expect(changes).toEqual([
      { changedOn: '2026-11-23', risk: 'red' },
      { changedOn: '2026-11-24', risk: 'yellow' },
    ])
    await setting('risk.ruleVersion', 1)
    world.clock.set('2026-11-23T02:00:00Z')
  })
})

describe('during the day', () => {
  it('only whom an act concerned is reckoned again', async () => {
    const elder = await people.addElder(village, { groups: [] })
    await people.addVisit(village, elder, { visitedOn: '2026-11-20' })
    await sweepStandings(world.system, true)
    expect(await standing(elder)).toMatchObject({ risk: 'green', dueReason: 'general' })
    await county.call('elder.get', { countyCode, id: elder })
    expect(await refreshStandings(world.system)).toBe(0)
    await county.call('membership.record', {
      ...{ countyCode, id: world.newId(), elderId: elder, group: 'livesAlone', validFrom: '2026-05-01' },
      ...{ evidence: '入户核实', toFollow: true },
    } as const)
    expect(await refreshStandings(world.system)).toBe(1)
    expect(await standing(elder)).toMatchObject({ risk: 'yellow', dueReason: 'keyGroup' })
  })
})
