// Meals become money: prices by rule, bills, vouchers in the ledger, accounts, the open account equal to the fen.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { inFen, outFen } from '../../domain/meal-accounts/book.ts'
import { mealModels } from '../../domain/meal-accounts/models.ts'
import type { MealTerms } from '../../domain/meal-accounts/terms.ts'
import { examplePlan } from '../../domain/meal-accounts/viability.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { post } from '../ledger/ledger.ts'
import { chargeCounty, closeForJob, publicAccount, verifyMeals } from './meal-accounts.ts'

const countyCode = '222402'
let world: TestSystem
let county: Caller
let second: Caller
let village: string
let keeper: Caller
let canteenId: string
let otherCanteenId: string

beforeAll(async () => {
  world = await openTestSystem({ now: '2026-11-23T02:00:00Z' })
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 2`,
  )
  village = found.rows[0]!.code
  county = await world.signedInAs('countyOfficer', '222402000000', '张科长')
  second = await world.signedInAs('countyOfficer', '222402000000', '李科长')
  keeper = await world.signedInAs('villageOfficer', village, '村里记账人')
  canteenId = await addCanteen('晚晴食堂', village)
  otherCanteenId = await addCanteen('邻村餐桌', found.rows[1]!.code)
  const tianjin = mealModels({ code: '222402000000', name: '图们市' })[0]!
  await switchOn(tianjin.terms, '2026-09')
})
afterAll(() => world.close())

async function addCanteen(name: string, regionCode: string): Promise<string> {
  const id = world.newId()
  await world.pool.query(
    `insert into canteens (county_code, id, region_code, name, kind, tier, host, operator, address, seats, meals_at_most,
       on_ground_floor, fire_checked, state, state_since, registered_at)
     values ($1, $2, $3, $4, 'seniorCanteen', 'cooksHere', 'elderCourtyard', 'committeeItself', '村东头', 40, 60, true,
       true, 'running', '2026-09-01', now())`,
    [countyCode, id, regionCode, name],
  )
  return id
}

async function switchOn(terms: MealTerms, fromMonth: string, of: string | null = null) {
  const id = world.newId()
  const draft = await county.call('mealRule.save', {
    ...{ countyCode, id, schemeId: world.newId(), canteenId: of, revision: 0 },
    ...{ title: '助餐补贴', basis: '县民政〔2026〕1号', fromMonth, toMonth: null, terms },
  })
  await world.pool.query(
    `insert into meal_trials values ($1, $2, $3, $4, 1, '2026-10', 1, 1, 0, 0, 0, 0, 0, 0, null, now())`,
    [countyCode, world.newId(), '222402000000', id],
  )
  return second.call('mealRule.activate', { countyCode, id, revision: draft.revision })
}

async function elder(name: string, bornOn = '1940-05-06'): Promise<string> {
  const id = world.newId()
  await county.call('elder.register', {
    ...{ id, householdId: world.newId(), regionCode: village },
    elder: { name, sex: 'female', bornOn, numberKind: 'none' },
  })
  return id
}

async function serve(
  elderId: string,
  day: string,
  meal: 'lunch' | 'supper' = 'lunch',
  at = canteenId,
): Promise<string> {
  const id = world.newId()
  await world.pool.query(
    `insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, elder_id, way, known_by, served_at,
       received_at)
     select county_code, $1, region_code, id, $2, $3, $4, 'dineIn', 'byTickList', $5, now()
     from canteens where id = $6`,
    [id, day, meal, elderId, `${day}T0${meal === 'lunch' ? 4 : 9}:00:00Z`, at],
  )
  return id
}

const days = (month: string, from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => `${month}-${String(from + n).padStart(2, '0')}`)

const charge = (today = '2026-11-23') => chargeCounty(world.system, countyCode, today)
const book = (of = canteenId) => county.call('mealBook.get', { countyCode, canteenId: of })
const account = (elderId: string) => keeper.call('mealAccount.get', { countyCode, elderId })
const topUp = (elderId: string, amountFen: number, day = '2026-11-01', by = keeper) =>
  by.call('mealAccount.topUp', {
    ...{ countyCode, elderId, id: world.newId(), canteenId, way: 'cashAtStation', amountFen, day },
  })
const billOf = async (elderId: string, month = '2026-11', of = canteenId) => {
  const { rows } = await county.call('mealBook.bills', { countyCode, canteenId: of, month, limit: 500 })
  return rows.find(row => row.elderId === elderId)
}

/** Every account of the canteens, straight from the transfers. */
async function ledgerOf(of: string): Promise<Record<string, number>> {
  const { rows } = await sql<{ kind: string; fen: number }>`
    select a.kind, (coalesce((select sum(amount) from ledger_transfers t where t.to_id = a.id), 0)
      - coalesce((select sum(amount) from ledger_transfers t where t.from_id = a.id), 0))::bigint as fen
    from ledger_accounts a where a.owner_id = ${of} and a.unit = 'fen'`.execute(world.db)
  return Object.fromEntries(rows.map(row => [row.kind, row.fen]))
}

describe('a meal rule', () => {
  it('needs a trial of its last saving and a second person', async () => {
    const id = world.newId()
    const bands = mealModels({ code: '222402000000', name: '图们市' })[2]!
    const draft = {
      ...{ countyCode, id, schemeId: world.newId(), canteenId: otherCanteenId, title: '分档收费' },
      ...{ basis: '村民会议', fromMonth: '2026-11', toMonth: null, terms: bands.terms },
    }
    const saved = await county.call('mealRule.save', { ...draft, revision: 0 })
    expect(saved.whyNot).toContain('还没有试算')
    await expect(second.call('mealRule.activate', { countyCode, id, revision: 1 })).rejects.toThrow('试算')
    const eater = await elder('试算甲')
    await serve(eater, '2026-10-12', 'lunch', otherCanteenId)
    const trial = await county.call('mealRule.try', {
      countyCode,
      id,
      trialId: world.newId(),
      month: '2026-10',
    })
    // By the county's rule she pays ten yuan of thirteen, by the bands three of ten.
    expect(trial).toMatchObject({
      ...{ servings: 1, people: 1, payLess: 1, payMore: 0, elderBeforeFen: 1000, elderAfterFen: 300 },
    })
    const lines = await county.call('mealTrial.lines', { countyCode, id: trial.id })
    expect(lines.rows).toMatchObject([{ name: '试算甲', beforeFen: 1000, afterFen: 300 }])
    await expect(county.call('mealRule.activate', { countyCode, id, revision: 1 })).rejects.toThrow('起草人')
    expect((await second.call('mealRule.activate', { countyCode, id, revision: 1 })).state).toBe('active')
    await expect(keeper.call('mealRule.save', { ...draft, id: world.newId(), revision: 0 })).rejects.toThrow()
  })

  it('lets a canteen file a price within the swing and no further', async () => {
    const file = (setFen: number) =>
      keeper.call('mealPrice.file', {
        ...{ countyCode, canteenId, validFrom: '2026-12-01', setFen, filedAs: '镇备案 3 号' },
      })
    await expect(file(2000)).rejects.toThrow('6.50 元到 19.50 元')
    await file(1500)
  })
})

describe('charging', () => {
  it('bills each person by the rule and posts one voucher a day', async () => {
    const [one, other] = [await elder('账单甲'), await elder('账单乙', '1958-01-01')]
    for (const day of days('2026-11', 2, 8)) await serve(one, day)
    await serve(one, '2026-11-02', 'supper')
    await serve(other, '2026-11-02')
    await charge()
    // Five of seven days and not the second meal of the first day: 8 meals of 13, five helped by 3.
    expect(await billOf(one)).toMatchObject({
      servings: 8,
      priceFen: 10400,
      elderFen: 8900,
      supportFen: 1500,
    })
    expect(await billOf(other)).toMatchObject({ servings: 1, elderFen: 1300, counterFen: 1300 })
    const held = await ledgerOf(canteenId)
    expect(held).toMatchObject({ canteenCash: 10200, dueGovernment: 1500 + 500, counterCash: -10200 })
    const { rows } = await county.call('mealBook.days', { countyCode, canteenId, month: '2026-11' })
    expect(rows[0]).toMatchObject({
      ...{ day: '2026-11-02', servings: 3, version: 1 },
      legs: { counter: 1000 + 1300 + 1300, countyPays: 300, operatingCounty: 100 },
    })
  })

  it('changes nothing when nothing has changed', async () => {
    await charge()
    const before = await ledgerOf(canteenId)
    const done = await keeper.call('mealBook.charge', { countyCode, canteenId })
    expect(done).toMatchObject({ bills: 0, days: 0, corrections: 0, hasRule: true })
    expect(await ledgerOf(canteenId)).toEqual(before)
  })

  it('decides again when an earlier meal arrives late: the later one loses its help, by a reversal', async () => {
    const late = await elder('迟到甲')
    for (const day of days('2026-11', 10, 14)) await serve(late, day)
    await charge()
    expect(await billOf(late)).toMatchObject({ servings: 5, elderFen: 5000 })
    // The cook's phone was without a signal: Monday the 9th arrives after the week was charged.
    await serve(late, '2026-11-09')
    await charge()
    expect(await billOf(late)).toMatchObject({ servings: 6, elderFen: 6300 })
    const { rows } = await county.call('mealBook.days', { countyCode, canteenId, month: '2026-11' })
    const saturday = rows.find(row => row.day === '2026-11-14')
    expect(saturday).toMatchObject({ version: 2, legs: { counter: 1300 } })
    const reversed = await world.pool.query(
      `select count(*)::int as n from ledger_transfers where reverses is not null and day = '2026-11-14'`,
    )
    expect(reversed.rows[0].n).toBe(3)
  })

  it('counts the cap over all canteens', async () => {
    const walker = await elder('两处吃饭')
    await serve(walker, '2026-11-16', 'lunch', canteenId)
    await serve(walker, '2026-11-16', 'supper', otherCanteenId)
    await charge()
    expect(await billOf(walker)).toMatchObject({ elderFen: 1000 })
    // The neighbour's own rule asks three yuan of an eighty-year-old and no county money.
    expect(await billOf(walker, '2026-11', otherCanteenId)).toMatchObject({ elderFen: 300, supportFen: 700 })
  })

  it('takes everything back when a serving is undone', async () => {
    const undone = await elder('撤销甲')
    const id = await serve(undone, '2026-11-17')
    await charge()
    const before = await ledgerOf(canteenId)
    await world.pool.query(
      `update meal_servings set undone_at = now(), undo_reason = '点错人' where id = $1`,
      [id],
    )
    await charge()
    expect(await billOf(undone)).toBeUndefined()
    expect((await ledgerOf(canteenId)).canteenCash).toBe(before.canteenCash! - 1000)
  })
})

describe('the meal account of an elder', () => {
  it('pays from the account once it is there, and the statement says what is left', async () => {
    const saver = await elder('存钱甲')
    await serve(saver, '2026-11-02')
    await topUp(saver, 5000, '2026-11-03')
    for (const day of ['2026-11-03', '2026-11-04']) await serve(saver, day)
    await charge()
    const seen = await account(saver)
    expect(seen).toMatchObject({ balanceFen: 5000, pendingFen: 2000, availableFen: 3000, isLow: false })
    expect(seen.months[0]).toMatchObject({ servings: 3, elderFen: 3000, counterFen: 1000 })
    expect(seen.months[0]?.lines).toHaveLength(3)
    expect(seen.topUps).toMatchObject([{ amountFen: 5000, way: 'cashAtStation' }])
  })

  it('gives back only what was not eaten, and takes a wrong top-up back with a reason', async () => {
    const leaver = await elder('退款甲')
    await topUp(leaver, 3000, '2026-11-02')
    await serve(leaver, '2026-11-03')
    await charge()
    const back = (amountFen: number) =>
      keeper.call('mealAccount.topUp', {
        ...{ countyCode, elderId: leaver, id: world.newId(), kind: 'paidBack', way: 'cashAtStation' },
        ...{ amountFen, day: '2026-11-20' },
      })
    await expect(back(2500)).rejects.toThrow('20.00 元可退')
    await back(2000)
    const wrong = await topUp(leaver, 900)
    await keeper.call('mealAccount.cancelTopUp', { countyCode, id: wrong.id, reason: '记错了人' })
    expect(await account(leaver)).toMatchObject({ balanceFen: 1000, availableFen: 0, isLow: true })
  })

  it('is told once to the head of the canteen when little is left, and again after the next top-up runs out', async () => {
    const head = await world.signedInAs('canteenManager', village, '管事人')
    await world.pool.query(
      `insert into canteen_staff (county_code, id, region_code, canteen_id, name, duty, account_id, valid_from, kept_at)
       values ($1, $2, $3, $4, '管事人', 'canteenHead', $5, '2026-09-01', now())`,
      [countyCode, world.newId(), village, canteenId, head.actor.accountId],
    )
    const poor = await elder('余额少甲')
    await topUp(poor, 1500, '2026-11-18')
    await serve(poor, '2026-11-18')
    const told = async () => {
      await charge()
      const { rows } = await world.pool.query<{ text: string }>(
        `select text from notices where to_account_id = $1 and text like '%余额少甲%'`,
        [head.actor.accountId],
      )
      return rows.length
    }
    expect(await told()).toBe(1)
    expect(await told()).toBe(1)
    const { rows } = await keeper.call('mealAccount.list', { countyCode, canteenId, lowOnly: true })
    expect(rows.find(row => row.elderId === poor)).toMatchObject({ availableFen: 500, isLow: true })
    // Whoever takes the money must know whose it is.
    expect((await head.call('mealAccount.get', { countyCode, elderId: poor })).name).toBe('余额少甲')
  })

  it('is seen by nobody of another village', async () => {
    const stranger = await world.signedInAs('villageOfficer', '222402101201')
    const saver = await elder('外村看不到')
    const elsewhere = village === '222402101201' ? null : stranger
    await expect(elsewhere?.call('mealAccount.get', { countyCode, elderId: saver })).rejects.toThrow('辖区')
  })
})

describe('the books of a canteen', () => {
  it('take money in from five sides and out for five things, and a mistake back', async () => {
    const record = (more: object) =>
      keeper.call('mealEntry.record', {
        ...{
          countyCode,
          canteenId,
          id: world.newId(),
          kind: 'moneyIn',
          amountFen: 100_00,
          day: '2026-11-05',
        },
        ...more,
      })
    const before = (await book()).months.at(-1)!
    await record({ source: 'fromCollective', party: '村集体' })
    await record({ source: 'fromSociety', isAnonymous: true })
    await record({ source: 'fromGovernment', amountFen: 10_00, party: '县财政' })
    await record({ kind: 'moneyOut', cost: 'foodCost', amountFen: 55_00, party: '老王粮油店' })
    const wrong = await record({ kind: 'moneyOut', cost: 'wageCost', amountFen: 1_00 })
    await record({
      kind: 'giftOfGoods',
      source: 'fromSociety',
      party: '白菜大户',
      amountFen: 0,
      note: '白菜 200 斤',
    })
    await expect(record({ source: 'fromSociety' })).rejects.toThrow('捐款人')
    await keeper.call('mealEntry.cancel', { countyCode, id: wrong.id, reason: '重复登记' })
    const after = (await book()).months.at(-1)!
    expect(inFen(after) - inFen(before)).toBe(210_00)
    expect(outFen(after) - outFen(before)).toBe(55_00)
    expect(after.out.wageCost).toBe(0)
    const { gifts, owed } = await book()
    expect(gifts).toHaveLength(4)
    expect(gifts.some(gift => gift.party === null)).toBe(true)
    // The county has paid ten yuan of what it owed for meals.
    const due = (await ledgerOf(canteenId)).dueGovernment
    expect(owed.find(one => one.source === 'fromGovernment')?.fen).toBe(due)
  })

  it('close in turn; the open account equals the ledger to the fen, and what comes later is corrected after', async () => {
    const october = await elder('十月甲')
    await topUp(october, 10_000, '2026-10-01')
    for (const day of days('2026-10', 5, 9)) await serve(october, day)
    await expect(keeper.call('mealBook.close', { countyCode, canteenId, month: '2026-11' })).rejects.toThrow(
      '还没有过完',
    )
    const figures = await keeper.call('mealBook.close', { countyCode, canteenId, month: '2026-10' })
    expect(figures).toMatchObject({ month: '2026-10', servings: 5, diners: 1, openDays: 5, elderFen: 5000 })
    expect(figures.in.fromPerson).toBe(5000)
    expect(figures.openingFen + inFen(figures) - outFen(figures)).toBe(figures.closingFen)
    expect(await account(october)).toMatchObject({ balanceFen: 5000, pendingFen: 0 })
    await expect(keeper.call('mealBook.close', { countyCode, canteenId, month: '2026-10' })).rejects.toThrow()
    await expect(
      keeper.call('mealEntry.record', {
        ...{ countyCode, canteenId, id: world.newId(), kind: 'moneyOut', cost: 'foodCost', amountFen: 1 },
        day: '2026-10-20',
      }),
    ).rejects.toThrow('已经结账')
    // A paper list of the 12th turns up after the close.
    await serve(october, '2026-10-12')
    await charge()
    const seen = await account(october)
    expect(seen.months.filter(one => one.isCorrection)).toMatchObject([{ month: '2026-10', elderFen: 1000 }])
    expect(seen.pendingFen).toBe(1000)
    await charge()
    expect((await account(october)).months.filter(one => one.isCorrection)).toHaveLength(1)
    const { closed, toClose } = await book()
    expect([closed[0], toClose]).toEqual(['2026-10', '2026-11'])
  })

  it('are on the wall without any elder, and with the ledger’s own sums', async () => {
    const wall = await publicAccount(world.db, { countyCode, canteenId }, '2026-11-23', '2026-11')
    expect(wall).toMatchObject({ name: '晚晴食堂', setFen: 1300, isClosed: false })
    expect(wall?.month.closingFen).toBe((await ledgerOf(canteenId)).canteenCash)
    expect(JSON.stringify(wall)).not.toContain('存钱甲')
  })
})

describe('the promise of a canteen', () => {
  it('is reckoned, agreed to by a second person and held against what came of it', async () => {
    const id = world.newId()
    const promise = await county.call('mealPromise.save', { countyCode, canteenId, id, plan: examplePlan })
    expect(promise.result).toMatchObject({ meals: 2100, isViable: true })
    await expect(county.call('mealPromise.agree', { countyCode, id, note: '可以' })).rejects.toThrow('另一位')
    await second.call('mealPromise.agree', { countyCode, id, note: '可以' })
    const { checks } = await county.call('mealPromise.get', { countyCode, canteenId })
    expect(checks.find(one => one.what === '每餐用餐人数')).toMatchObject({ promised: 35, holds: false })
  })
})

describe('work for meals', () => {
  it('is exchanged for meals and leaves the account of minutes when the month is closed', async () => {
    const place = await addCanteen('劳动换餐点', village)
    await switchOn(mealModels({ code: '222402000000', name: '图们市' })[4]!.terms, '2026-10', place)
    const cook = await elder('轮流做饭', '1964-03-03')
    await keeper.call('mealWork.record', {
      ...{ countyCode, canteenId: place, id: world.newId(), elderId: cook, day: '2026-10-05' },
      ...{ minutes: 150, deed: '做饭' },
    })
    for (const day of days('2026-10', 5, 8)) await serve(cook, day, 'lunch', place)
    const figures = await keeper.call('mealBook.close', { countyCode, canteenId: place, month: '2026-10' })
    expect(figures).toMatchObject({ servings: 4, elderFen: 2000, supportFen: 2000 })
    expect((await account(cook)).workMinutes).toBe(30)
  })

  it('is not paid with minutes a service at home has used, and the month closes all the same', async () => {
    const place = await addCanteen('用过时间的餐桌', village)
    await switchOn(mealModels({ code: '222402000000', name: '图们市' })[4]!.terms, '2026-10', place)
    const cook = await elder('又做饭又受助', '1964-03-04')
    await keeper.call('mealWork.record', {
      ...{ countyCode, canteenId: place, id: world.newId(), elderId: cook, day: '2026-10-05' },
      ...{ minutes: 150, deed: '做饭' },
    })
    const regionCode = village
    await world.db.transaction().execute(tx =>
      post({ tx, now: world.clock.now(), today: '2026-11-23' }, [
        {
          ...{ id: world.newId(), countyCode, regionCode, unit: 'minutes', amount: 75, day: '2026-11-10' },
          from: { kind: 'workEarned', ownerId: cook, regionCode },
          to: { kind: 'workerTime', ownerId: world.newId(), regionCode },
          ...{ purpose: 'serviceTime', subjectKind: null, subjectId: null, voucherId: null, note: null },
        },
      ]),
    )
    for (const day of days('2026-10', 5, 8)) await serve(cook, day, 'lunch', place)
    const figures = await keeper.call('mealBook.close', { countyCode, canteenId: place, month: '2026-10' })
    // One lunch and not two: a lunch costs an hour, and 75 of the 150 minutes are left.
    expect(figures).toMatchObject({ servings: 4, elderFen: 3000, supportFen: 1000 })
    expect((await account(cook)).workMinutes).toBe(15)
    await charge()
    expect(await verifyMeals(world.pool)).toEqual([])
  })

  it('comes back to who worked when a meal of a closed month is undone', async () => {
    const place = await addCanteen('撤销一餐的餐桌', village)
    await switchOn(mealModels({ code: '222402000000', name: '图们市' })[4]!.terms, '2026-10', place)
    const cook = await elder('撤一餐', '1964-03-05')
    await keeper.call('mealWork.record', {
      ...{ countyCode, canteenId: place, id: world.newId(), elderId: cook, day: '2026-10-05' },
      ...{ minutes: 60, deed: '做饭' },
    })
    const lunch = await serve(cook, '2026-10-06', 'lunch', place)
    await keeper.call('mealBook.close', { countyCode, canteenId: place, month: '2026-10' })
    expect((await account(cook)).workMinutes).toBe(0)
    await world.pool.query(`update meal_servings set undone_at = now(), undo_reason = '点错' where id = $1`, [
      lunch,
    ])
    await charge()
    expect((await account(cook)).workMinutes).toBe(60)
  })
})

/** A small generator of its own, so that a failure can be run again by its seed. */
function chance(seed: number): (limit: number) => number {
  let state = seed
  return limit => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
}

async function guest(day: string, portions = 1, at = canteenId): Promise<string> {
  const [id, extra] = [world.newId(), world.newId()]
  await world.pool.query(
    `insert into meal_extras (county_code, id, region_code, canteen_id, day, meal, guest_kind, portions, way, said_at)
     select county_code, $1, region_code, id, $2, 'lunch', 'villagerGuest', $3, 'dineIn', now()
     from canteens where id = $4`,
    [extra, day, portions, at],
  )
  await world.pool.query(
    `insert into meal_servings (county_code, id, region_code, canteen_id, day, meal, extra_id, portions, way, known_by,
       served_at, received_at)
     select county_code, $1, region_code, id, $2, 'lunch', $3, $4, 'dineIn', 'byTickList', now(), now()
     from canteens where id = $5`,
    [id, day, extra, portions, at],
  )
  return id
}

const undo = (id: string) =>
  world.pool.query(`update meal_servings set undone_at = now(), undo_reason = '点错' where id = $1`, [id])

/** Bills and days of the county as they stand, without when they were last looked at. */
async function standing(): Promise<unknown> {
  const { rows } = await world.pool.query(
    `select 'bill' as what, canteen_id::text, month, elder_id::text, marks, splits::text, elder_fen, counter_fen
     from meal_bills union all
     select 'day', canteen_id::text, day::text, null, servings || ' ' || guest_portions, legs::text, guest_fen, version
     from meal_days order by 1, 2, 3, 4`,
  )
  return rows
}

describe('what is not decided again', () => {
  it.each([11, 12, 13])('would have come out the same, whatever was touched before (seed %i)', async seed => {
    const below = chance(seed)
    const places = [await addCanteen(`快慢甲${seed}`, village), await addCanteen(`快慢乙${seed}`, village)]
    // One yuan for whoever is seventy and lives alone: who lives alone comes to light as it goes.
    await switchOn(mealModels({ code: '222402000000', name: '图们市' })[3]!.terms, '2026-10', places[1])
    const people: string[] = []
    for (const born of ['1938-11-09', '1946-11-20', '1956-11-15', '1966-11-12'])
      people.push(await elder(`快慢${people.length}${seed}`, born))
    const served: string[] = []
    const taken = new Set<string>()
    for (let act = 0; act < 70; act++) {
      const who = people[below(people.length)]!
      const place = places[below(2)]!
      const day = `2026-${below(2) ? '10' : '11'}-${String(1 + below(22)).padStart(2, '0')}`
      const meal = below(2) ? 'lunch' : 'supper'
      const what = below(12)
      if (what < 6 && !taken.has(`${who} ${day} ${meal}`)) {
        taken.add(`${who} ${day} ${meal}`)
        served.push(await serve(who, day, meal, place))
      } else if (what === 6 && served.length > 0) await undo(served[below(served.length)]!)
      else if (what === 7) await topUp(who, 100 * (1 + below(90)), day)
      else if (what === 8) await guest(day, 1 + below(3), place)
      else if (what === 9)
        await world.pool.query(
          `insert into elder_memberships (county_code, id, region_code, elder_id, "group", valid_from, evidence,
             recorded_at)
           select county_code, $1, region_code, id, 'livesAlone', $2, '走访核实', now() from elders where id = $3
           on conflict do nothing`,
          [world.newId(), day, who],
        )
      else if (what === 10)
        await world.pool.query(
          `insert into meal_prices (county_code, canteen_id, valid_from, region_code, set_fen, filed_as, filed_at)
           select county_code, id, $1, region_code, $2, '备案', now() from canteens where id = $3
           on conflict do nothing`,
          [day, 1000 + 100 * below(4), place],
        )
      else await charge()
    }
    await charge()
    if (below(2)) await closeForJob(world.system, '2026-11-23', { countyCode, month: '2026-10' })
    await guest('2026-10-08', 2, places[0]!)
    await charge()
    const quick = await standing()
    const before = await ledgerOf(places[0]!)
    // Everything forgotten: the slow way decides every person and adds up every day.
    await world.pool.query(`update meal_bills set decided_from = null`)
    await world.pool.query(`update meal_days set guest_fen = null where not exists (select from meal_closes c
      where c.canteen_id = meal_days.canteen_id and c.month >= to_char(meal_days.day, 'YYYY-MM'))`)
    await charge()
    expect(await standing()).toEqual(quick)
    expect(await ledgerOf(places[0]!)).toEqual(before)
  })
})

describe('guests told late', () => {
  it('of a month that is closed pay in the open one, and what was told too much is given back', async () => {
    const place = await addCanteen('客人食堂', village)
    await guest('2026-10-09', 2, place)
    await charge('2026-11-02')
    await keeper.call('mealBook.close', { countyCode, canteenId: place, month: '2026-10' })
    expect(await ledgerOf(place)).toMatchObject({ canteenCash: 2600 })
    const late = await guest('2026-10-09', 3, place)
    await charge()
    await charge()
    expect(await ledgerOf(place)).toMatchObject({ canteenCash: 6500, counterCash: -6500 })
    const { late: lines } = await county.call('mealBook.days', {
      countyCode,
      canteenId: place,
      month: '2026-11',
    })
    expect(lines).toEqual([{ forMonth: '2026-10', day: '2026-10-09', meals: 0, guestPortions: 3, fen: 3900 }])
    const { months } = await book(place)
    expect(months.find(month => month.month === '2026-10')).toMatchObject({
      guestPortions: 2,
      closingFen: 2600,
    })
    expect(months.at(-1)).toMatchObject({ closingFen: 6500 })
    await undo(late)
    await charge()
    expect(await ledgerOf(place)).toMatchObject({ canteenCash: 2600, counterCash: -2600 })
  })
})

describe('what the kitchen bought', () => {
  it('is proposed as spending, goes into the book once and only when a person says so', async () => {
    const place = await addCanteen('采购食堂', village)
    const bought = async (goods: string, costFen: number | null, day = '2026-11-12') => {
      const id = world.newId()
      await world.pool.query(
        `insert into food_purchases (county_code, id, region_code, canteen_id, bought_on, goods, amount, supplier,
           cost_fen, acceptance, received_at)
         values ($1, $2, $3, $4, $5, $6, '20 斤', '镇上肉铺', $7, 'goodsAccepted', now())`,
        [countyCode, id, village, place, day, goods, costFen],
      )
      return id
    }
    const pork = await bought('猪肉', 18_000)
    const oil = await bought('豆油', 9_900)
    await bought('自家白菜', null)
    const proposals = async () =>
      (await keeper.call('mealEntry.proposals', { countyCode, canteenId: place })).rows.map(row => row.goods)
    expect((await proposals()).sort()).toEqual(['猪肉', '豆油'])
    const record = (purchaseId: string, amountFen: number) =>
      keeper.call('mealEntry.record', {
        ...{ countyCode, canteenId: place, id: world.newId(), kind: 'moneyOut', cost: 'foodCost', amountFen },
        ...{ day: '2026-11-12', party: '镇上肉铺', purchaseId },
      })
    const entry = await record(pork, 18_000)
    await expect(record(pork, 18_000)).rejects.toThrow('已经记过支出')
    await keeper.call('mealEntry.passPurchase', { countyCode, canteenId: place, purchaseId: oil })
    expect(await proposals()).toEqual([])
    expect(await ledgerOf(place)).toMatchObject({ canteenCash: -18_000, canteenFood: 18_000 })
    await keeper.call('mealEntry.cancel', { countyCode, id: entry.id, reason: '写错金额' })
    expect(await proposals()).toEqual(['猪肉'])
    await expect(
      keeper.call('mealEntry.passPurchase', { countyCode, canteenId, purchaseId: pork }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('who moves to another county', () => {
  it('takes along what is hers and leaves what she owes for meals eaten here', async () => {
    const leaver = await elder('迁走甲')
    await topUp(leaver, 10_000, '2026-11-02')
    for (const day of days('2026-11', 3, 5)) await serve(leaver, day)
    const there = await world.signedInAs('countyOfficer', '222403000000', '邻县')
    const { rows } = await world.pool.query<{ code: string }>(
      `select code from regions where level = 'village' and code like '222403%' order by code limit 1`,
    )
    const arrived = world.newId()
    await there.call('elder.register', {
      ...{ id: arrived, householdId: world.newId(), regionCode: rows[0]!.code },
      elder: { name: '迁走甲', sex: 'female', bornOn: '1940-05-06', numberKind: 'none' },
    })
    await world.pool.query(
      `insert into elder_endings (county_code, elder_id, region_code, kind, ended_on, reason, recorded_at)
       values ($1, $2, $3, 'movedOut', '2026-11-10', '投靠女儿', now())`,
      [countyCode, leaver, village],
    )
    await world.pool.query(`update elders set ended_on = '2026-11-10' where id = $1`, [leaver])
    await world.pool.query(
      `insert into elder_links (county_code, id, region_code, elder_id, way, other_county_code, other_region_code,
         other_id, transfer_id, moved_on, linked_at)
       values ($1, $2, $3, $4, 'wentTo', '222403', $5, $6, $2, '2026-11-10', now())`,
      [countyCode, world.newId(), village, leaver, rows[0]!.code, arrived],
    )
    await charge()
    const seen = () => there.call('mealAccount.get', { countyCode: '222403', elderId: arrived })
    expect(await seen()).toMatchObject({ balanceFen: 7_000, openedOn: '2026-11-23' })
    expect(await account(leaver)).toMatchObject({ balanceFen: 3_000, pendingFen: 3_000, availableFen: 0 })
    await charge()
    expect(await seen()).toMatchObject({ balanceFen: 7_000 })
    // A meal that was told by mistake: what it had held back follows her.
    await world.pool.query(
      `update meal_servings set undone_at = now(), undo_reason = '点错人' where elder_id = $1 and day = '2026-11-05'`,
      [leaver],
    )
    await charge()
    expect(await seen()).toMatchObject({ balanceFen: 8_000 })
    const { rows: sides } = await world.pool.query(
      `select a.county_code as county, sum(case when t.to_id = a.id then t.amount else -t.amount end)::int as fen
       from ledger_accounts a join ledger_transfers t on t.county_code = a.county_code and a.id in (t.from_id, t.to_id)
       where a.kind = 'betweenCounties' group by 1 order by 1`,
    )
    expect(sides).toEqual([
      { county: '222402', fen: 8_000 },
      { county: '222403', fen: -8_000 },
    ])
  })
})

describe('two records of one person', () => {
  it('become one bill when they are merged, and the wrong one is given back', async () => {
    const [stays, goes] = [await elder('合并甲'), await elder('合并乙')]
    await serve(stays, '2026-11-11')
    await serve(goes, '2026-11-12')
    await charge()
    await world.pool.query(`update elders set merged_into = $1 where id = $2`, [stays, goes])
    await world.pool.query(`update elders set merged_ids = array[$2::uuid] where id = $1`, [stays, goes])
    await charge()
    expect(await billOf(stays)).toMatchObject({ servings: 2 })
    expect(await billOf(goes)).toBeUndefined()
  })
})

describe('whatever happens in whatever order', () => {
  it.each([1, 2, 3])(
    'bills, vouchers, ledger and open account say the same to the fen (seed %i)',
    async seed => {
      const below = chance(seed)
      const place = await addCanteen(`随机食堂${seed}`, village)
      const people = [
        await elder(`随机甲${seed}`),
        await elder(`随机乙${seed}`),
        await elder(`随机丙${seed}`, '1960-01-01'),
      ]
      const served: string[] = []
      const taken = new Set<string>()
      for (let act = 0; act < 60; act++) {
        const who = people[below(people.length)]!
        const day = `2026-${below(2) ? '10' : '11'}-${String(1 + below(22)).padStart(2, '0')}`
        const meal = below(2) ? 'lunch' : 'supper'
        const what = below(10)
        if (what < 6 && !taken.has(`${who} ${day} ${meal}`)) {
          taken.add(`${who} ${day} ${meal}`)
          served.push(await serve(who, day, meal, place))
        } else if (what === 6 && served.length > 0)
          await world.pool.query(
            `update meal_servings set undone_at = now(), undo_reason = '点错' where id = $1 and undone_at is null`,
            [served[below(served.length)]],
          )
        else if (what === 7) await topUp(who, 100 * (1 + below(90)), day)
        else if (what === 8)
          await keeper.call('mealEntry.record', {
            ...{ countyCode, canteenId: place, id: world.newId(), kind: 'moneyIn', source: 'fromGovernment' },
            ...{ amountFen: 1 + below(5000), day: '2026-11-20' },
          })
        else await charge()
      }
      await charge()
      if (below(2)) await keeper.call('mealBook.close', { countyCode, canteenId: place, month: '2026-10' })
      const { rows } = await sql<{ counter: number; support: number; taken: number; broken: number }>`
      select sum(counter_fen)::bigint as counter, sum(support_fen)::bigint as support,
        sum(collected_fen)::bigint as taken,
        count(*) filter (where price_fen <> elder_fen + support_fen)::int as broken
      from meal_bills where canteen_id = ${place}`.execute(world.db)
      const bills = rows[0]!
      const moved = await sql<{ purpose: string; fen: number }>`
      select t.purpose, sum(case when a.id = t.to_id then t.amount else -t.amount end)::bigint as fen
      from ledger_accounts a
      join ledger_transfers t on a.id in (t.from_id, t.to_id)
      where a.owner_id = ${place} and a.kind in ('canteenCash', 'dueGovernment')
      group by 1`.execute(world.db)
      const of = new Map(moved.rows.map(row => [row.purpose, row.fen]))
      expect(bills.broken).toBe(0)
      expect(of.get('mealOwn') ?? 0).toBe(Number(bills.counter) + Number(bills.taken))
      expect(of.get('mealSubsidy') ?? 0).toBe(Number(bills.support))
      const { months } = await book(place)
      const sum = months.reduce((total, month) => total + inFen(month) - outFen(month), 0)
      expect(sum).toBe((await ledgerOf(place)).canteenCash ?? 0)
      for (const month of months)
        expect(month.openingFen + inFen(month) - outFen(month)).toBe(month.closingFen)
    },
  )
})

describe('a recount of everything', () => {
  it('finds nothing wrong after all of that, and finds a fen that is in the bill and not in the ledger', async () => {
    expect(await verifyMeals(world.pool)).toEqual([])
    const { rows } = await world.pool.query(
      `update meal_bills set collected_fen = collected_fen + 1 where (canteen_id, month, elder_id) = (
         select canteen_id, month, elder_id from meal_bills where collected_fen > 0 limit 1) returning canteen_id`,
    )
    const [wrong] = await verifyMeals(world.pool)
    expect(wrong).toMatchObject({ what: '账单已扣款与总账不符', subject: rows[0].canteen_id })
    expect((wrong?.kept ?? 0) - (wrong?.counted ?? 0)).toBe(1)
  })
})
