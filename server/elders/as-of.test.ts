// The ledger of a past day over random histories: its counts are the published figures of that month's end.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { elderGroups } from '../../domain/elders/elder.ts'
import { indicatorOfGroup } from '../../domain/indicators/indicators.ts'
import { addDays, lastDayOf } from '../../domain/kernel/day.ts'
import { samplePeople } from '../../tools/sample-people.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { freezeMonths, recountIndicators } from '../indicators/indicators.ts'

const county = '222402000000'
let world: TestSystem
let people: ReturnType<typeof samplePeople>
let officer: Caller
let villages: string[]

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-20T02:00:00Z' })
  people = samplePeople(world)
  officer = await world.signedInAs('countyOfficer', county)
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 8`,
  )
  villages = found.rows.map(row => row.code)
})
afterAll(() => world.close())

/** mulberry32: the same seed gives the same lives. */
function chanceFrom(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below) | 0
  }
}

const recorded = ['livesAlone', 'leftBehind', 'tekun', 'severeDisability'] as const
const stays = ['institution', 'hospital', 'refusal', 'away'] as const

/** A life with a late entry, groups that begin, end, expire and are voided, stays, and perhaps an end. */
async function liveOnce(chance: (below: number) => number): Promise<void> {
  const village = villages[chance(villages.length)] ?? ''
  const day = () => addDays('2026-06-01', chance(170))
  const id = await people.addElder(village, {
    bornOn: chance(3) === 0 ? addDays('1946-06-01', chance(170)) : '1955-03-01',
    registeredOn: chance(2) === 0 ? '2020-01-01' : day(),
    endedOn: chance(4) === 0 ? day() : null,
    groups: recorded
      .filter(() => chance(3) === 0)
      .map(group => {
        const validFrom = day()
        return { group, validFrom, validTo: chance(2) === 0 ? addDays(validFrom, chance(60)) : null }
      }),
    absences: stays
      .filter(() => chance(5) === 0)
      .map(kind => {
        const validFrom = day()
        return { kind, validFrom, validTo: chance(2) === 0 ? addDays(validFrom, chance(90)) : null }
      }),
  })
  for (let visits = chance(3); visits > 0; visits--) await people.addVisit(village, id, { visitedOn: day() })
  if (chance(4) > 0) return
  const { entries } = await officer.call('membership.history', { countyCode: '222402', elderId: id })
  const wrong = entries[0]
  if (wrong) await officer.call('membership.void', { countyCode: '222402', id: wrong.id, reason: '认错了' })
}

async function listed(question: { day: string; group?: 'tekun' | 'veryOld'; standing?: 'dueVisited' }) {
  const ids = new Set<string>()
  let after: string | undefined
  let total = 0
  do {
    const page = await officer.call('elder.asOf', {
      regionCode: county,
      limit: 40,
      ...question,
      ...(after && { after }),
    })
    for (const row of page.rows) ids.add(row.id)
    total = page.total
    after = page.next ?? undefined
  } while (after)
  expect(ids.size).toBe(total)
  return total
}

describe('the ledger of a past day', () => {
  it.each([3, 17])('counts whom the published month counted (seed %i)', async seed => {
    const chance = chanceFrom(seed)
    for (let lives = 0; lives < 60; lives++) await liveOnce(chance)
    await world.pool.query('truncate indicator_freezes, indicator_frozen, indicator_frozen_people')
    const months = ['2026-07', '2026-08', '2026-09', '2026-10']
    await recountIndicators(world.system, months)
    await freezeMonths(world.system)
    for (const month of months) {
      const day = lastDayOf(month)
      const board = await officer.call('board.read', { regionCode: county, month })
      const said = board.published?.values ?? {}
      const { standings, total } = await officer.call('elder.asOf', { regionCode: county, day, limit: 1 })
      expect(total).toBe(said.eldersOnRecord)
      expect((standings.dueVisited ?? 0) + (standings.dueUnvisited ?? 0)).toBe(said.rateDenominator ?? 0)
      expect(standings.dueVisited ?? 0).toBe(said.rateNumerator ?? 0)
      expect(standings.inInstitution ?? 0).toBe(said.excludedInstitution ?? 0)
      expect(standings.isLongAway ?? 0).toBe(said.excludedAway ?? 0)
      expect(standings.hasRefused ?? 0).toBe(said.excludedRefusal ?? 0)
      expect(standings.newcomer ?? 0).toBe(said.excludedNewcomer ?? 0)
      for (const group of elderGroups.keys) {
        const inGroup = await officer.call('elder.asOf', { regionCode: county, day, group, limit: 1 })
        expect([group, inGroup.total]).toEqual([group, said[indicatorOfGroup(group)] ?? 0])
      }
      expect(await listed({ day })).toBe(said.eldersOnRecord)
      expect(await listed({ day, standing: 'dueVisited' })).toBe(said.rateNumerator ?? 0)
    }
  })

  it('is the ledger of today when asked for today', async () => {
    const today = await officer.call('elder.list', { regionCode: villages[0] ?? '', limit: 500 })
    const then = await officer.call('elder.asOf', {
      regionCode: villages[0] ?? '',
      day: '2026-11-20',
      limit: 500,
    })
    const known = (rows: { id: string; groups: string[]; age: number | null }[]) =>
      rows
        .map(({ id, groups, age }) => ({ id, groups, age }))
        .sort((one, other) => (one.id < other.id ? -1 : 1))
    expect(known(then.rows)).toEqual(known(today.rows))
  })

  it('tells of one person what held that day', async () => {
    const id = await people.addElder(villages[0] ?? '', {
      bornOn: '1946-09-01',
      registeredOn: '2026-07-10',
      endedOn: '2026-10-15',
      groups: [{ group: 'tekun', validFrom: '2026-08-01', validTo: '2026-08-31' }],
      absences: [{ kind: 'hospital', validFrom: '2026-08-20', validTo: '2026-08-25' }],
    })
    const on = (day: string) => officer.call('elder.onDay', { countyCode: '222402', id, day })
    expect(await on('2026-07-09')).toMatchObject({ standing: null, groups: [] })
    expect(await on('2026-08-22')).toMatchObject({ groups: ['tekun'], absences: [{ kind: 'hospital' }] })
    expect(await on('2026-09-30')).toMatchObject({
      standing: 'dueUnvisited',
      groups: ['veryOld'],
      absences: [],
    })
    expect(await on('2026-10-15')).toMatchObject({ standing: null })
  })

  it('is asked for a county or less, on a day that has come, by who may read there', async () => {
    const refused = (regionCode: string, day: string, caller = officer) =>
      caller.call('elder.asOf', { regionCode, day }).then(
        page => `${page.rows.length} rows`,
        error => error.code,
      )
    expect(await refused('222400000000', '2026-10-31')).toBe('invalid')
    expect(await refused(county, '2026-11-21')).toBe('invalid')
    const stranger = await world.signedInAs('countyOfficer', '220182000000')
    expect(await refused(county, '2026-10-31', stranger)).toBe('0 rows')
  })
})
