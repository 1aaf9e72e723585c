// The board of a prefecture and a province equals a recount of the rows, counted or not, whatever happens to cases.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aidCaseLevels, leftOutEndings, solvedEndings } from '../../domain/aid-cases/aid-case.ts'
import type { CaseFigures } from '../../domain/aid-cases/board-api.ts'
import { dayOf } from '../../domain/kernel/day.ts'
import { makeElders, type SampleElder } from '../../tools/sample-elders.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { refreshCaseFigures, verifyCaseFigures } from './aid-cases.ts'

const today = '2026-11-23'
const provinceRegion = '220000000000'
const prefectureRegion = '222400000000'
let world: TestSystem
let province: Caller
let prefecture: Caller
let county: Caller
const elders: SampleElder[] = []

beforeAll(async () => {
  world = await openTestSystem()
  province = await world.signedInAs('provinceOfficer', provinceRegion, '测试省级')
  prefecture = await world.signedInAs('prefectureOfficer', prefectureRegion, '测试市级')
  county = await world.signedInAs('countyOfficer', '222402000000', '测试县级')
  for (const place of ['222402', '222403', '220122']) {
    const found = await world.pool.query<{ code: string }>(
      `select code from regions where level = 'village' and code like $1 order by code limit 1`,
      [`${place}%`],
    )
    elders.push(...((await makeElders(world, found.rows[0]?.code ?? '', 2)) as SampleElder[]))
  }
  await addCases(90)
})
afterAll(() => world.close())

let luck = 7
/** The same numbers in every run. */
const below = (most: number) => {
  luck = (luck * 48_271) % 2_147_483_647
  return luck % most
}
const one = <Value>(values: readonly Value[]) => values[below(values.length)] as Value

/** Opened within fourteen months, at any hour; two of three have ended in one of the five ways. */
async function addCases(count: number): Promise<void> {
  const by = province.actor.accountId
  for (let at = 0; at < count; at++) {
    const elder = one(elders)
    const opened = Date.parse('2026-11-23T01:30:00Z') - below(425 * 24 * 60) * 60_000
    const ending =
      below(3) === 0 ? null : one(['closed', 'closed', 'signOfLife', 'rejected', 'joined', 'elderLeft'])
    const ended = Math.min(opened + below(60 * 24 * 60) * 60_000, Date.parse('2026-11-23T01:50:00Z'))
    await world.pool.query(
      `insert into aid_cases (county_code, id, region_code, elder_id, level, source, trouble, stage, owner_id, opened_at,
         acknowledge_by, on_site_by, resolve_by, verify_by, close_by, due_at, ended_at, ending, recheck_owed, rules_version,
         version, repeat_of)
       values (left($1, 6), $2, $1, $3, $4, 'person', '屋里没有取暖的柴', $5, $6, $7, $7, $7, $7, $7, $7, $8, $9, $10, $11,
         1, 1, $12)`,
      [
        ...[elder.regionCode, world.newId(), elder.id, one(aidCaseLevels.keys)],
        ...[ending === null ? 'open' : ending === 'rejected' || ending === 'joined' ? ending : 'closed', by],
        ...[
          new Date(opened).toISOString(),
          ending === null ? new Date(opened + 3_600_000).toISOString() : null,
        ],
        ...[
          ending === null ? null : new Date(ended).toISOString(),
          ending,
          ending === 'closed' && below(2) === 0,
          null,
        ],
      ],
    )
  }
}

/** Every figure again from the rows, in no hurry. */
async function recount(regionCode: string, from: string, to: string): Promise<CaseFigures> {
  const prefix = regionCode.replace(/(0{3}|0{2})*$/, '')
  const all = (await world.db.selectFrom('aidCases').selectAll().execute()).filter(row =>
    row.regionCode.startsWith(prefix),
  )
  const within = (instant: string | null) =>
    instant !== null && dayOf(new Date(instant)) >= from && dayOf(new Date(instant)) <= to
  const has = (endings: readonly string[]) => (row: { ending: string | null }) =>
    row.ending !== null && endings.includes(row.ending)
  const opened = all.filter(row => within(row.openedAt))
  const hours = all
    .filter(row => has(solvedEndings)(row) && within(row.endedAt))
    .map(row => Math.floor((Date.parse(row.endedAt ?? '') - Date.parse(row.openedAt)) / 3_600_000))
    .sort((one, other) => one - other)
  const middle = hours.length / 2
  return {
    opened: opened.length,
    leftOut: opened.filter(has(leftOutEndings)).length,
    solved: opened.filter(has(solvedEndings)).length,
    repeated: opened.filter(row => row.repeatOf !== null).length,
    closed: hours.length,
    medianHours:
      hours.length === 0
        ? null
        : ((hours[Math.ceil(middle) - 1] ?? 0) + (hours[Math.floor(middle)] ?? 0)) / 2,
    open: all.filter(row => row.endedAt === null).length,
    overdue: all.filter(row => row.dueAt !== null && row.dueAt < world.clock.now().toISOString()).length,
    recheckOwed: all.filter(row => row.recheckOwed).length,
  }
}

const periods = [
  ['2026-01-01', today],
  ['2026-11-01', today],
  ['2026-10-01', '2026-10-31'],
  ['2026-03-17', '2026-09-08'],
  ['2026-07-05', '2026-07-19'],
  ['2024-01-01', '2027-12-31'],
] as const

async function boardsAreRight(): Promise<void> {
  for (const [from, to] of periods)
    for (const [caller, regionCode] of [
      [province, provinceRegion],
      [prefecture, prefectureRegion],
      [county, '222402000000'],
    ] as const) {
      const board = await caller.call('aidCase.board', { regionCode, from, to })
      expect([regionCode, from, board.whole]).toEqual([regionCode, from, await recount(regionCode, from, to)])
      for (const part of board.parts)
        if (part.figures.opened + part.figures.open > 0)
          expect([part.code, from, part.figures]).toEqual([
            part.code,
            from,
            await recount(part.code, from, to),
          ])
      expect(board.parts.reduce((sum, part) => sum + part.figures.closed, 0)).toBe(board.whole.closed)
      expect(board.levels.reduce((sum, level) => sum + level.figures.leftOut, 0)).toBe(board.whole.leftOut)
      const total = (
        await caller.call('aidCase.list', {
          ...{ regionCode, everyStage: true, limit: 1, solvedFrom: from, solvedTo: to },
        })
      ).total
      expect(total).toBe(board.whole.closed)
    }
}

const kept = async () =>
  (await world.pool.query('select count(*)::int as months, sum(opened)::int as opened from aid_case_months'))
    .rows[0]

describe('figures of cases', () => {
  it('are right while nothing has been counted yet', async () => {
    expect((await kept()).months).toBe(0)
    await boardsAreRight()
  })

  it('are the same when the months have been counted', async () => {
    expect(await refreshCaseFigures(world.system)).toBeGreaterThan(10)
    // Once for the county and once for its townships.
    expect(await kept()).toMatchObject({ opened: 180 })
    await boardsAreRight()
    expect(await refreshCaseFigures(world.system)).toBe(0)
    expect(await verifyCaseFigures(world.system)).toEqual([])
  })

  it('are right at once after cases are opened, ended and taken up again, and again when those are counted', async () => {
    await addCases(15)
    await world.pool.query(
      `update aid_cases set ended_at = '2026-11-22T03:00:00Z', ending = 'closed', stage = 'closed', due_at = null
       where id in (select id from aid_cases where ending is null order by id limit 8)`,
    )
    await world.pool.query(
      `update aid_cases set ended_at = null, ending = null, stage = 'inProgress', due_at = '2026-11-20T03:00:00Z'
       where id in (select id from aid_cases where ending = 'closed' order by id limit 8)`,
    )
    await world.pool.query(
      `update aid_cases c set repeat_of = (select id from aid_cases o where o.county_code = c.county_code limit 1)
       where id in (select id from aid_cases order by id desc limit 5)`,
    )
    await boardsAreRight()
    await refreshCaseFigures(world.system)
    await boardsAreRight()
    expect(await verifyCaseFigures(world.system)).toEqual([])
  })

  it('know at once what has come due since they were counted, and what has not, were the clock put back', async () => {
    const later = (minutes: number) =>
      world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000).toISOString())
    const { rows } = await world.pool.query(
      `update aid_cases set due_at = $1::timestamptz + interval '20 minutes'
       where id in (select id from aid_cases where ending is null order by id limit 6)
       returning region_code`,
      [world.clock.now().toISOString()],
    )
    expect(rows.length).toBe(6)
    await refreshCaseFigures(world.system)
    await boardsAreRight()
    const before = await recount(provinceRegion, '2026-01-01', today)
    later(30)
    expect((await recount(provinceRegion, '2026-01-01', today)).overdue).toBe(before.overdue + 6)
    await boardsAreRight()
    // Longer than a count looks ahead, and no job has run.
    later(300)
    await boardsAreRight()
    await refreshCaseFigures(world.system)
    await boardsAreRight()
    expect(await verifyCaseFigures(world.system)).toEqual([])
    later(-330)
    await boardsAreRight()
    await refreshCaseFigures(world.system)
    expect(await verifyCaseFigures(world.system)).toEqual([])
  })

  it('of what stands are found when somebody changed them by hand', async () => {
    const change = (by: number) =>
      world.pool.query(
        `update aid_case_standings set open = open + $1 where (county_code, part, level) in (
           select county_code, part, level from aid_case_standings order by 1, 2, 3 limit 1)
         returning county_code as "countyCode", part, level, null as month`,
        [by],
      )
    const { rows } = await change(1)
    expect(await verifyCaseFigures(world.system)).toEqual([expect.objectContaining(rows[0])])
    await change(-1)
    expect(await verifyCaseFigures(world.system)).toEqual([])
  })

  it('forget a case that is deleted', async () => {
    await world.pool.query('delete from aid_cases where id in (select id from aid_cases order by id limit 5)')
    await boardsAreRight()
    await refreshCaseFigures(world.system)
    await boardsAreRight()
    expect(await verifyCaseFigures(world.system)).toEqual([])
  })

  it('leave the months alone when a case only changes hands', async () => {
    await world.pool.query('update aid_cases set version = version + 1, escalated_to = $1', [
      prefectureRegion,
    ])
    expect(await refreshCaseFigures(world.system)).toBe(0)
  })

  it('that somebody changed by hand are found', async () => {
    const { rows } = await world.pool.query(
      `update aid_case_months set solved = solved + 1 where (county_code, month, level) in (
         select county_code, month, level from aid_case_months order by opened desc limit 1) and part = ''
       returning county_code as "countyCode", month, level, part`,
    )
    expect(await verifyCaseFigures(world.system)).toEqual([expect.objectContaining(rows[0])])
  })

  it('are noted by nobody but the database', async () => {
    const asApplication = async (statement: string) => {
      const client = await world.pool.connect()
      try {
        await client.query(`begin; set local role wanqing_app; ${statement}`)
      } finally {
        await client.query('rollback')
        client.release()
      }
    }
    await expect(asApplication('delete from aid_case_months')).rejects.toThrow(/permission denied/)
    await expect(asApplication('delete from aid_case_changes')).rejects.toThrow(/permission denied/)
  })
})
