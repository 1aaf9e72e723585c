// Lights that are kept say what judging every place anew would say, whatever has just happened.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Sent } from '../../domain/api.ts'
import { siteFlags, siteLights } from '../../domain/facilities/standing.ts'
import { chanceOf } from '../../tools/chance.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { noteFacilityActivity, refreshSites, verifyFacilities } from './facilities.ts'
import { judged, judgeOf } from './judging.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let officer: Caller
let province: Caller
let villages: string[]
const canteen = '01930000-0000-7000-8000-0000000000c1'

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-10-20T02:00:00Z' })
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 5`,
  )
  villages = found.rows.map(row => row.code)
  officer = await world.signedInAs('countyOfficer', county, '县里干事')
  province = await world.signedInAs('provinceOfficer', '220000000000', '省里干事')
  await world.pool.query(
    `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats,
       meals_at_most, on_ground_floor, fire_checked, state, state_since, registered_at)
     values ('222402', $1, $2, '村食堂', 'seniorTable', 'cooksHere', 'elderCourtyard', 'committeeItself', '村部', 20,
       40, true, true, 'running', '2026-01-01', now())`,
    [canteen, villages[0]],
  )
})
afterAll(() => world.close())

const everything = () =>
  world.db.transaction().execute(tx => judged(judgeOf(world.system, tx), sql`s.county_code = ${countyCode}`))

function figuresOf(all: Awaited<ReturnType<typeof everything>>) {
  const count = <Key extends string>(keys: readonly Key[], isOf: (key: Key) => number) =>
    Object.fromEntries(keys.map(key => [key, isOf(key)] as const))
  const there = all.filter(one => one.light !== 'notRunning')
  return {
    total: all.length,
    lights: count(siteLights.keys, light => all.filter(one => one.light === light).length),
    flags: Object.fromEntries(
      Object.entries(
        count(siteFlags.keys, flag => all.filter(one => one.flags.includes(flag)).length),
      ).filter(([, sites]) => sites > 0),
    ),
    beds: there.reduce((sum, one) => sum + one.beds, 0),
  }
}

/** The board of a county and of the province, and the list behind each light and flag. */
async function expectBoardsToSayIt() {
  const all = await everything()
  const expected = figuresOf(all)
  for (const by of [officer, province])
    expect(await by.call('facility.standing', { regionCode: by.actor.regionCode })).toMatchObject(expected)
  for (const light of siteLights.keys) {
    const { rows, total } = await officer.call('facility.list', { regionCode: county, light, limit: 500 })
    expect(rows.map(row => row.id).sort()).toEqual(
      all.flatMap(one => (one.light === light ? one.id : [])).sort(),
    )
    expect(rows.every(row => row.light === light)).toBe(true)
    expect(total).toBe(rows.length)
  }
  for (const flag of siteFlags.keys) {
    const { rows } = await officer.call('facility.list', { regionCode: county, flag, limit: 500 })
    expect(rows.map(row => row.id).sort()).toEqual(
      all.flatMap(one => (one.flags.includes(flag) ? one.id : [])).sort(),
    )
  }
}

describe('lights that are kept', () => {
  it('are right after whatever happens, before the job has run and after it', async () => {
    const draw = chanceOf(62)
    const places: string[] = []
    const any = () => places[draw.whole(places.length)] ?? ''
    const day = () => world.clock.now().toISOString().slice(0, 10)
    const acts: (() => Promise<unknown>)[] = [
      async () => {
        const id = world.newId()
        const lodges = draw.whole(2) === 0
        const input: Sent<'facility.register'> = {
          ...{ id, regionCode: villages[draw.whole(5)] ?? '', name: `大院${id.slice(-8)}` },
          ...{ kind: draw.whole(2) === 0 ? 'elderCourtyard' : 'mutualAidStation', tier: 'villageTier' },
          ...{ governingBody: 'elderAssociation', beds: lodges ? 5 + draw.whole(8) : 0 },
          ...{ fullDayLodging: lodges, managerName: draw.whole(2) === 0 ? '会长' : null },
          ...{ managerRole: null, state: 'running', fromOn: '2026-06-01' },
          ...{ winter: draw.whole(2) === 0 ? 'asUsual' : 'restsInWinter' },
        }
        await officer.call('facility.register', input)
        places.push(id)
      },
      () =>
        officer.call('facility.changeState', {
          ...{ countyCode, id: any(), state: draw.whole(2) === 0 ? 'onPause' : 'running', fromOn: day() },
          reason: 'repairs',
        }),
      () =>
        officer.call('facility.keepPaper', {
          ...{ countyCode, id: any(), paperId: world.newId(), number: '1', issuer: '局' },
          ...{ kind: draw.whole(2) === 0 ? 'homeFiling' : 'fireAcceptance', issuedOn: '2026-01-01' },
          expiresOn: `2026-1${draw.whole(3)}-15`,
        }),
      () =>
        officer.call('facility.keepEquipment', {
          ...{ countyCode, id: any(), equipmentId: world.newId(), kind: 'bathSet', pieces: 1 },
          condition: draw.whole(2) === 0 ? 'inUse' : 'broken',
        }),
      () => officer.call('facility.askVillage', { countyCode, ids: [any()] }),
      () =>
        world.db
          .transaction()
          .execute(tx =>
            noteFacilityActivity({ tx, now: world.clock.now() }, [
              { countyCode, facilityId: any(), day: day(), way: 'dutyKept' },
            ]),
          ),
      () => world.pool.query('update canteens set last_served_on = $1', [day()]),
      () =>
        world.pool.query('update facilities set canteen_id = $1 where id = $2 and canteen_id is null', [
          canteen,
          any(),
        ]),
      async () => {
        // The day moves on: some places fall asleep, some papers run out.
        const next = world.clock.now().getTime() + 5 * 86_400_000
        world.clock.set(new Date(next).toISOString())
      },
      () =>
        world.pool.query(
          `insert into settings (key, region_code, valid_from, value, source, changed_at)
           values ('facility.quietAmberDays', $1, '2026-01-01', $2, '试验', now())
           on conflict (key, region_code, valid_from) do update set value = excluded.value`,
          [county, JSON.stringify(20 + draw.whole(30))],
        ),
    ]
    for (let step = 0; step < 6; step++) await acts[0]?.()
    let done = 0
    for (let step = 0; step < 60; step++) {
      const act = acts[draw.whole(acts.length)]
      // What a rule refuses has moved nothing; the unique canteen refuses a second house.
      await act?.().then(
        () => done++,
        () => undefined,
      )
      world.system.settings.expire()
      await world.system.settings.refresh()
      if (step % 4 === 0) await expectBoardsToSayIt()
      if (step % 9 === 0) await refreshSites(world.system)
    }
    expect(done).toBeGreaterThan(40)
    await expectBoardsToSayIt()
    await refreshSites(world.system)
    await expectBoardsToSayIt()
    expect(await refreshSites(world.system)).toBe(0)
    expect(await verifyFacilities(world.system)).toEqual([])
    // The walk has seen more than one light and several flags, or it would prove nothing.
    const { lights, flags } = figuresOf(await everything())
    expect(Object.values(lights).filter(sites => sites > 0).length).toBeGreaterThan(1)
    expect(Object.keys(flags).length).toBeGreaterThan(3)
  }, 120_000)

  it('are judged anew in the night, when nobody has touched a place', async () => {
    await refreshSites(world.system)
    const before = figuresOf(await everything())
    world.clock.set('2027-04-20T02:00:00Z')
    await expectBoardsToSayIt()
    expect(await refreshSites(world.system)).toBe(before.total)
    expect(figuresOf(await everything())).not.toEqual(before)
    await expectBoardsToSayIt()
  })

  it('differ and are found out when somebody writes past them', async () => {
    await world.pool.query(`update site_standings set light = 'runsWell', flags = '{}'`)
    expect((await verifyFacilities(world.system)).length).toBeGreaterThan(0)
    await world.pool.query(`update site_standings set judged_on = '2026-01-01'`)
    expect(await verifyFacilities(world.system)).toEqual([])
  })

  it('are gone with the place', async () => {
    const id = world.newId()
    await officer.call('facility.register', {
      ...{ id, regionCode: villages[1] ?? '', kind: 'dayCare', tier: 'villageTier', name: '日照' },
      ...{ governingBody: 'villageCommittee', state: 'running', fromOn: '2026-06-01' },
    })
    await refreshSites(world.system)
    const kept = () => world.pool.query('select from site_standings where site_id = $1', [id])
    expect((await kept()).rowCount).toBe(1)
    await world.pool.query('delete from facility_states where facility_id = $1', [id])
    await world.pool.query('delete from facilities where id = $1', [id])
    await expectBoardsToSayIt()
    await refreshSites(world.system)
    expect((await kept()).rowCount).toBe(0)
    await expectBoardsToSayIt()
  })
})
