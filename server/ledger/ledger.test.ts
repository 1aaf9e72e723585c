// The ledger's promises, tried from the program and past it: zero sum, limits, once only, nothing changed.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import type { Actor, Context } from '../kernel/context.ts'
import { within } from '../kernel/database.ts'
import { balancesOf, post, reverse } from './ledger.ts'

const countyCode = '222402'
const county = '222402000000'
let world: TestSystem
let clerk: Caller
let cook: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  clerk = await world.signedInAs('countyOfficer', county, '县会计')
  cook = await world.signedInAs('canteenCook', village, '厨师')
})
afterAll(() => world.close())

type Inside = Pick<Context, 'tx' | 'now' | 'today'>

/** As a handler of that person's would. */
const inside = <Result>(actor: Actor, work: (context: Inside) => Promise<Result>): Promise<Result> =>
  within(world.db, { area: actor.area, accountId: actor.accountId }, true, tx =>
    work({ tx, now: world.clock.now(), today: '2026-11-23' }),
  )

const subsidy: AccountKey = { kind: 'countySubsidy', ownerId: null, regionCode: county }
const keyOf = (kind: AccountKey['kind'], ownerId: string): AccountKey => ({
  kind,
  ownerId,
  regionCode: village,
})

const posting = (from: AccountKey, to: AccountKey, amount: number, more: Partial<Posting> = {}): Posting => ({
  ...{ id: world.newId(), countyCode, regionCode: village, unit: 'fen', from, to, amount, day: '2026-11-20' },
  ...{ purpose: 'mealOwn', subjectKind: null, subjectId: null, voucherId: null, note: null },
  ...more,
})

const postAs = (who: Caller, ...postings: Posting[]) => inside(who.actor, context => post(context, postings))

const balances = (who: Caller, keys: AccountKey[], onDay?: string) =>
  inside(who.actor, context =>
    balancesOf(
      context,
      keys.map(key => ({ ...key, countyCode, unit: 'fen' as const })),
      onDay,
    ),
  )

describe('posting', () => {
  it('opens accounts on first use and moves the amount, also out of the county account a cook cannot see', async () => {
    const canteen = keyOf('canteenCash', world.newId())
    const before = (await balances(clerk, [subsidy]))[0]!
    await postAs(cook, posting(subsidy, canteen, 400, { purpose: 'mealSubsidy' }))
    expect(await balances(clerk, [subsidy, canteen])).toEqual([before - 400, 400])
    expect(await balances(cook, [subsidy, canteen])).toEqual([0, 400])
  })

  it('holds a limit for what the postings come to together, and leaves nothing of a refused call', async () => {
    const elderId = world.newId()
    const [cash, meals, canteen] = [
      keyOf('elderCash', elderId),
      keyOf('elderMeals', elderId),
      keyOf('canteenCash', world.newId()),
    ]
    await postAs(cook, posting(meals, canteen, 800), posting(cash, meals, 1000, { purpose: 'topUp' }))
    expect(await balances(cook, [meals, canteen])).toEqual([200, 800])
    await expect(
      postAs(cook, posting(subsidy, canteen, 300), posting(meals, canteen, 201)),
    ).rejects.toMatchObject({ code: 'rule_broken', message: expect.stringContaining('余额不足') })
    expect(await balances(cook, [meals, canteen])).toEqual([200, 800])
  })

  it('sent again is answered again; other content under the id is refused', async () => {
    const [from, to] = [keyOf('collective', world.newId()), keyOf('canteenCash', world.newId())]
    const first = posting(from, to, 500)
    const second = posting(from, to, 70)
    expect(await postAs(cook, first)).toEqual({ posted: 1, known: 0 })
    expect(await postAs(cook, first, second)).toEqual({ posted: 1, known: 1 })
    await expect(postAs(cook, { ...first, amount: 501 })).rejects.toMatchObject({ code: 'conflict' })
    await expect(postAs(cook, { ...first, note: '多一句' })).rejects.toMatchObject({ code: 'conflict' })
    expect(await balances(cook, [to])).toEqual([570])
  })

  it('refuses another area, another county, tomorrow, nothing and less', async () => {
    const [from, to] = [keyOf('collective', world.newId()), keyOf('canteenCash', world.newId())]
    await expect(postAs(cook, posting(from, to, 1, { regionCode: county }))).rejects.toMatchObject({
      code: '42501',
    })
    await expect(postAs(cook, posting(from, to, 1, { countyCode: '222403' }))).rejects.toThrow(/同一个县/)
    await expect(postAs(cook, posting(from, to, 1, { day: '2026-11-24' }))).rejects.toThrow(/晚于今天/)
    for (const amount of [0, -1, 0.5])
      await expect(postAs(cook, posting(from, to, amount))).rejects.toThrow(/大于零/)
  })

  it('counts each unit by itself', async () => {
    const elderId = world.newId()
    const [served, eaten] = [keyOf('mealsServed', world.newId()), keyOf('mealsEaten', elderId)]
    await postAs(cook, posting(served, eaten, 2, { unit: 'meals' }))
    expect(await balances(cook, [eaten])).toEqual([0])
  })
})

describe('taking back', () => {
  it('mirrors the transfer once, with a reason; again is answered again, otherwise refused', async () => {
    const [from, to] = [keyOf('collective', world.newId()), keyOf('canteenCash', world.newId())]
    const wrong = posting(from, to, 900)
    await postAs(cook, wrong)
    const back = (reason: string, day = '2026-11-21') =>
      inside(cook.actor, context => reverse(context, { countyCode, transferIds: [wrong.id], day, reason }))
    await expect(back('记错了', '2026-11-19')).rejects.toMatchObject({ code: 'invalid' })
    expect(await back('记错了')).toEqual({ posted: 1, known: 0 })
    expect(await back('记错了')).toEqual({ posted: 0, known: 1 })
    await expect(back('别的理由')).rejects.toMatchObject({ code: 'conflict' })
    expect(await balances(cook, [from, to])).toEqual([0, 0])
    expect(await balances(cook, [from, to], '2026-11-20')).toEqual([-900, 900])
  })
})
