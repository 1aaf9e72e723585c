// One act closes a month of all canteens of a county: each by the rule of the single close, each told what became of it.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFen, outFen } from '../../domain/meal-accounts/book.ts'
import { mealModels } from '../../domain/meal-accounts/models.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { chargeCounty, closeAskedMonths, verifyMeals } from './meal-accounts.ts'

const countyCode = '222402'
const countyRegion = '222402000000'
const month = '2026-10'
let world: TestSystem
let county: Caller
let villages: string[]
let ready: string
let closedBefore: string
let september: string
let unstarted: string
let unpriced: string
let silentKitchen: string
let withIncident: string

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 3`,
  )
  villages = found.rows.map(row => row.code)
  county = await world.signedInAs('countyOfficer', countyRegion, '张科长')
  ready = await addCanteen('结账食堂', 0)
  closedBefore = await addCanteen('早结食堂', 1)
  september = await addCanteen('落后食堂', 2)
  unstarted = await addCanteen('没账食堂', 0)
  silentKitchen = await addCanteen('没有报餐食堂', 1)
  withIncident = await addCanteen('有事食堂', 2)
  for (const place of [ready, closedBefore, september, silentKitchen, withIncident]) await priceOf(place)
  unpriced = await addCanteen('没有规则食堂', 2)
  const eater = await elder('结账甲', 0)
  const saver = await elder('结账乙', 1)
  await topUp(saver, 20_000)
  for (const day of ['2026-10-05', '2026-10-06', '2026-10-07'])
    for (const [place, who] of [
      [ready, saver],
      [closedBefore, eater],
    ] as const)
      await serve(who, day, 'lunch', place)
  for (const day of ['2026-10-05', '2026-10-06']) await serve(saver, day, 'supper', withIncident)
  await serve(eater, '2026-09-10', 'lunch', september)
  await serve(await elder('没价甲', 2), '2026-10-08', 'lunch', unpriced)
  await spend(silentKitchen, '2026-10-11', 5_000)
  await spend(ready, '2026-10-12', 1_234)
  await world.pool.query(
    `insert into food_incidents (county_code, id, region_code, canteen_id, state, noticed_at, symptoms, others_ill,
       stopped_at, report_by, recorded_at)
     select county_code, $1, region_code, id, 'servingStopped', now(), '腹泻', 0, now(), now(), now()
     from canteens where id = $2`,
    [world.newId(), withIncident],
  )
  await chargeCounty(world.system, countyCode, '2026-11-23')
  await county.call('mealBook.close', { countyCode, canteenId: closedBefore, month })
})
afterAll(() => world.close())

async function addCanteen(name: string, at: number): Promise<string> {
  const id = world.newId()
  await world.pool.query(
    `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats, meals_at_most,
       on_ground_floor, fire_checked, state, state_since, registered_at)
     values ($1, $2, $3, $4, 'seniorCanteen', 'cooksHere', 'elderCourtyard', 'committeeItself', '村东头', 40, 60, true,
       true, 'running', '2026-09-01', now())`,
    [countyCode, id, villages[at], name],
  )
  return id
}

/** A rule of its own, as the county's would price the one that has none. */
async function priceOf(place: string) {
  const terms = mealModels({ code: countyRegion, name: '图们市' })[0]!.terms
  await world.pool.query(
    `insert into meal_rules (county_code, id, region_code, scheme_id, canteen_id, version, revision, title, basis,
       from_month, terms, state, drafted_at, activated_at, synthetic)
     select county_code, $1, region_code, $1, id, 1, 1, '助餐补贴', '县里', '2026-09', $2, 'active', now(), now(), false
     from canteens where id = $3`,
    [world.newId(), JSON.stringify(terms), place],
  )
}

async function elder(name: string, at: number): Promise<string> {
  const id = world.newId()
  await county.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode: villages[at]! },
    elder: { name, sex: 'female', bornOn: '1940-05-06', numberKind: 'none' },
  })
  return id
}

const serve = (elderId: string, day: string, meal: 'lunch' | 'supper', at: string) =>
  world.pool.query(
    `insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, way, known_by, served_at,
       received_at)
     select county_code, $1, region_code, id, $2, $3, $4, 'dineIn', 'byTickList', $5, now()
     from canteens where id = $6`,
    [world.newId(), day, meal, elderId, `${day}T04:00:00Z`, at],
  )

const topUp = (elderId: string, amountFen: number) =>
  county.call('mealAccount.topUp', {
    ...{ countyCode, elderId, id: world.newId(), way: 'cashAtStation', amountFen, day: '2026-10-01' },
  })

const spend = (canteenId: string, day: string, amountFen: number) =>
  county.call('mealEntry.record', {
    ...{ countyCode, canteenId, id: world.newId(), kind: 'moneyOut', cost: 'foodCost', amountFen, day },
    party: '粮油店',
  })

const look = (more: object = {}) =>
  county.call('mealClosing.look', { regionCode: countyRegion, month, ...more })

async function closeAll(more: { leaveHinted?: boolean; regionCode?: string } = {}) {
  const key = await county.call('mealClosing.ask', {
    ...{ id: world.newId(), regionCode: countyRegion, month },
    ...more,
  })
  await closeAskedMonths(world.system)
  const { closing, counts } = await county.call('mealClosing.get', key)
  const { rows } = await county.call('mealClosing.lines', key)
  return { key, closing, counts, of: (id: string) => rows.find(row => row.canteenId === id) }
}

async function tillOf(canteenId: string, to: string): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(case when t.to_id = a.id then t.amount else -t.amount end), 0)::bigint as fen
    from ledger_accounts a join ledger_transfers t on a.id in (t.to_id, t.from_id)
    where a.owner_id = ${canteenId} and a.kind = 'canteenCash' and a.unit = 'fen' and t.day <= ${to}`.execute(
    world.db,
  )
  return rows[0]?.fen ?? 0
}

describe('before a whole county is closed', () => {
  it('says of every canteen whether it is ready, and why not', async () => {
    const seen = await look()
    expect(seen).toMatchObject({ isOver: true, running: null, hinted: 2 })
    expect(seen.counts).toEqual({
      ...{ readyToClose: 3, monthClosed: 1, earlierFirst: 1, noPriceRule: 1, noBookYet: 1 },
    })
    const { rows: hinted } = await look({ hintedOnly: true })
    expect(hinted.map(row => [row.name, row.hints])).toEqual([
      ['没有报餐食堂', ['noMealsTold']],
      ['有事食堂', ['incidentOpen']],
    ])
    const { rows: late } = await look({ standing: 'earlierFirst' })
    expect(late).toMatchObject([{ name: '落后食堂', turn: '2026-09' }])
    const first = await look({ limit: 3 })
    const second = await look({ limit: 10, after: first.next ?? '' })
    expect([...first.rows, ...second.rows].map(row => row.canteenId)).toHaveLength(7)
    expect(second.next).toBeNull()
  })

  it('is asked only for one county, for a month that is over, and by whoever keeps the books', async () => {
    const ask = (by: Caller, more: object) =>
      by.call('mealClosing.ask', { id: world.newId(), regionCode: countyRegion, month, ...more })
    await expect(ask(county, { month: '2026-11' })).rejects.toThrow('还没有过完')
    await expect(ask(county, { regionCode: '222400000000' })).rejects.toThrow('辖区')
    const province = await world.signedInAs('provinceOfficer', '220000000000')
    await expect(ask(province, {})).rejects.toThrow()
    expect(
      (await province.call('mealClosing.look', { regionCode: countyRegion, month })).counts.readyToClose,
    ).toBe(3)
    await expect(province.call('mealClosing.look', { regionCode: '220000000000', month })).rejects.toThrow(
      '先选到一个县',
    )
  })
})

describe('closing a whole county', () => {
  it('leaves what is worth a look where that was asked, and names the others', async () => {
    const done = await closeAll({ leaveHinted: true })
    expect(done.closing).toMatchObject({ state: 'closingDone', canteens: 7, looked: 7, closed: 1 })
    expect(done.counts).toMatchObject({
      ...{ closedNow: 1, closedBefore: 1, waitsForEarlier: 1, withoutPriceRule: 1, nothingToClose: 1 },
      leftOpen: 2,
    })
    expect(done.of(ready)).toMatchObject({ outcome: 'closedNow', says: null })
    expect(done.of(september)?.says).toContain('应先结 2026-09 月')
    expect(done.of(unpriced)?.says).toContain('请先由县里启用规则')
    expect(done.of(unstarted)?.outcome).toBe('nothingToClose')
    expect(done.of(silentKitchen)).toMatchObject({ outcome: 'leftOpen', closingFen: null })
  })

  it('closes one that has failed for another alone, and loses nothing of the one that fails', async () => {
    const before = await tillOf(withIncident, '2026-12-31')
    await world.pool.query(
      `create function no_close() returns trigger language plpgsql as $$ begin
         if new.canteen_id = '${withIncident}' then raise check_violation; end if; return new; end $$;
       create trigger no_close before insert on meal_closes for each row execute function no_close()`,
    )
    const done = await closeAll()
    await world.pool.query('drop trigger no_close on meal_closes')
    expect(done.counts).toMatchObject({ closedNow: 1, closedBefore: 2, closeRefused: 1 })
    expect(done.of(withIncident)).toMatchObject({ outcome: 'closeRefused', closingFen: null })
    expect(done.of(withIncident)?.says).toContain('请')
    expect(done.of(silentKitchen)?.outcome).toBe('closedNow')
    expect(await tillOf(withIncident, '2026-12-31')).toBe(before)
  })

  it('makes the open account equal to the ledger to the fen, whoever closed it', async () => {
    const done = await closeAll()
    expect(done.counts).toMatchObject({ closedNow: 1, closedBefore: 3 })
    for (const place of [ready, closedBefore, silentKitchen, withIncident]) {
      const { months, closed } = await county.call('mealBook.get', {
        countyCode,
        canteenId: place,
        toMonth: month,
      })
      const figures = months.at(-1)!
      expect(closed[0]).toBe(month)
      expect(figures.openingFen + inFen(figures) - outFen(figures)).toBe(figures.closingFen)
      expect(figures.closingFen).toBe(await tillOf(place, '2026-10-31'))
      expect(done.of(place)?.closingFen).toBe(figures.closingFen)
    }
    // Three lunches at ten yuan and two suppers of the same days at the full thirteen, from her account.
    const { rows } = await world.pool.query(
      `select sum(collected_fen)::int as fen, sum(elder_fen - counter_fen)::int as due from meal_bills
       where canteen_id = any($1) and month = $2`,
      [[ready, withIncident], month],
    )
    expect(rows[0].fen).toBe(rows[0].due)
    expect(rows[0].fen).toBeGreaterThan(0)
    expect(await verifyMeals(world.pool)).toEqual([])
  })

  it('changes nothing when it is done again', async () => {
    const closes = async () =>
      (await world.pool.query('select canteen_id, month, figures, closed_at from meal_closes order by 1, 2'))
        .rows
    const transfers = async () =>
      (await world.pool.query('select count(*)::int as n from ledger_transfers')).rows[0].n
    const before = [await closes(), await transfers()]
    const again = await closeAll()
    expect(again.counts).toMatchObject({ closedNow: 0, closedBefore: 4 })
    await closeAskedMonths(world.system)
    expect([await closes(), await transfers()]).toEqual(before)
  })

  it('goes on where a stopped server left it, and refuses a second one meanwhile', async () => {
    await county.call('mealBook.close', { countyCode, canteenId: september, month: '2026-09' })
    const id = world.newId()
    const ask = () => county.call('mealClosing.ask', { id: world.newId(), regionCode: countyRegion, month })
    await county.call('mealClosing.ask', { id, regionCode: countyRegion, month })
    await expect(ask()).rejects.toThrow('正在结账')
    expect((await look()).running).toBe(id)
    await world.pool.query(`update meal_closings set state = 'closingNow' where id = $1`, [id])
    await world.pool.query(
      `insert into meal_closing_lines select county_code, $1, region_code, id, 'closedBefore', null from canteens
       where id = $2`,
      [id, ready],
    )
    await closeAskedMonths(world.system)
    const { closing, counts } = await county.call('mealClosing.get', { countyCode, id })
    expect(closing).toMatchObject({ state: 'closingDone', looked: 7, closed: 1 })
    expect(counts).toMatchObject({ closedNow: 1, closedBefore: 4 })
  })

  it('of a township closes no other place, and each sees only her own', async () => {
    const officer = await world.signedInAs('townshipOfficer', `${villages[0]!.slice(0, 9)}000`)
    const own = `${villages[0]!.slice(0, 9)}000`
    const key = await officer.call('mealClosing.ask', { id: world.newId(), regionCode: own, month })
    await closeAskedMonths(world.system)
    const { rows } = await officer.call('mealClosing.lines', key)
    expect(rows.length).toBeGreaterThan(0)
    const { rows: inside } = await world.pool.query(
      `select count(*)::int as n from canteens where region_code like $1`,
      [`${own.slice(0, 9)}%`],
    )
    expect(rows).toHaveLength(inside[0].n)
    expect((await officer.call('mealClosing.list', { regionCode: own })).rows).toHaveLength(1)
    expect((await county.call('mealClosing.list', { regionCode: countyRegion })).rows).toHaveLength(6)
  })

  it('is handed over as a table of the closed and of the others with the reason', async () => {
    const { rows } = await county.call('mealClosing.list', { regionCode: countyRegion, limit: 1 })
    const { countyCode: at, id } = rows[0]!
    const { fileName, stream } = await county.fetch('mealClosing.export', { countyCode: at, id })
    expect(fileName).toContain('2026-10-助餐点结账.xlsx')
    let bytes = 0
    for await (const chunk of stream) bytes += chunk.length
    expect(bytes).toBeGreaterThan(2_000)
  })
})
