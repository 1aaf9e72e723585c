// Closed months, statements and trial balances; and that the database refuses what no program may do.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AccountKey } from '../../domain/ledger/accounts.ts'
import type { Posting } from '../../domain/ledger/posting.ts'
import { type Caller, openTestSystem, type TestSystem } from '../../tools/test-system.ts'
import { within } from '../kernel/database.ts'
import { accountIdOf } from './accounts.ts'
import { post, verifyLedger } from './ledger.ts'

const county = '222402000000'
let world: TestSystem
let clerk: Caller
let villageOfficer: Caller
let village: string

beforeAll(async () => {
  world = await openTestSystem()
  const found = await world.pool.query<{ code: string }>(
    `select code from regions where level = 'village' and code like '222402%' order by code limit 1`,
  )
  village = found.rows[0]!.code
  clerk = await world.signedInAs('countyOfficer', county, '县会计')
  villageOfficer = await world.signedInAs('villageOfficer', village, '村主任')
})
afterAll(() => world.close())

const subsidy: AccountKey = { kind: 'countySubsidy', ownerId: null, regionCode: county }
const keyOf = (kind: AccountKey['kind'], ownerId: string): AccountKey => ({
  ...{ kind, ownerId, regionCode: village },
})
const idOf = (key: AccountKey) => accountIdOf('222402', 'fen', key)

const posting = (from: AccountKey, to: AccountKey, amount: number, day: string): Posting => ({
  ...{ id: world.newId(), countyCode: '222402', regionCode: village, unit: 'fen', from, to, amount, day },
  ...{ purpose: 'contractFunding', subjectKind: null, subjectId: null, voucherId: null, note: null },
})

function postAll(...postings: Posting[]) {
  const { area, accountId } = clerk.actor
  return within(world.db, { area, accountId }, true, tx =>
    post({ tx, now: world.clock.now(), today: '2026-11-23' }, postings),
  )
}

describe('closing a month', () => {
  it('goes in turn, carries the balances, and lets nothing be dated in it any more', async () => {
    const [canteen, elder] = [keyOf('canteenCash', world.newId()), keyOf('elderMeals', world.newId())]
    await postAll(
      posting(subsidy, canteen, 3000, '2026-09-10'),
      posting(subsidy, elder, 500, '2026-09-30'),
      posting(elder, canteen, 200, '2026-10-01'),
    )
    const { due } = await clerk.call('ledger.closings', { regionCode: county })
    expect(due).toMatchObject({
      month: '2026-09',
      isOver: true,
      accounts: 3,
      sums: [{ unit: 'fen', amount: 3500 }],
    })
    const close = (month: string) => clerk.call('ledger.close', { regionCode: county, month })
    await expect(close('2026-10')).rejects.toThrow(/应先结 2026-09/)
    await expect(close('2026-11')).rejects.toThrow(/还没有过完/)
    await close('2026-09')
    await expect(postAll(posting(subsidy, canteen, 1, '2026-09-30'))).rejects.toThrow(
      /2026-09 月及以前已结账/,
    )
    await expect(postAll(posting(subsidy, canteen, 1, '2026-08-01'))).rejects.toThrow(/已结账/)
    await postAll(posting(subsidy, canteen, 50, '2026-10-01'))
    const statement = await villageOfficer.call('ledger.statement', {
      ...{ countyCode: '222402', id: idOf(canteen), from: '2026-10-01', to: '2026-10-31' },
    })
    expect(statement).toMatchObject({ opening: 3000, cameIn: 250, wentOut: 0, closing: 3250 })
    expect(statement.rows.map(row => [row.change, row.balance, row.otherKind])).toEqual([
      [200, 3200, 'elderMeals'],
      [50, 3250, null],
    ])
    await close('2026-10')
    await expect(close('2026-10')).rejects.toThrow(/应先结 2026-11/)
    expect((await clerk.call('ledger.closings', { regionCode: county })).closed).toMatchObject([
      { month: '2026-10', transfers: 2, closedByName: '县会计' },
      { month: '2026-09', transfers: 2 },
    ])
    expect(await verifyLedger(world.pool)).toEqual([])
  })

  it('is for a county officer, and for a whole county', async () => {
    await expect(
      villageOfficer.call('ledger.close', { regionCode: village, month: '2026-10' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
    const other = await world.signedInAs('countyOfficer', '220182000000')
    await expect(other.call('ledger.close', { regionCode: county, month: '2026-11' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('a trial balance', () => {
  it('adds up to zero for a county at any day, and shows a village its own accounts', async () => {
    const trial = (who: Caller, regionCode: string, day: string) =>
      who.call('ledger.trial', { regionCode, day })
    for (const day of ['2026-09-15', '2026-09-30', '2026-10-01', '2026-11-23']) {
      const { rows, isWhole } = await trial(clerk, county, day)
      expect(isWhole).toBe(true)
      expect(rows.reduce((sum, row) => sum + row.balance, 0)).toBe(0)
      for (const row of rows) expect(row.carried + row.cameIn - row.wentOut).toBe(row.balance)
    }
    const { rows, isWhole, closedTo } = await trial(villageOfficer, village, '2026-10-31')
    expect({ isWhole, closedTo }).toEqual({ isWhole: false, closedTo: '2026-10' })
    expect(rows.map(row => [row.kind, row.carried, row.cameIn, row.wentOut, row.balance])).toEqual([
      ['elderMeals', 500, 0, 200, 300],
      ['canteenCash', 3000, 250, 0, 3250],
    ])
  })

  it('opens the accounts behind a line, and a page goes on where the last one ended', async () => {
    await postAll(
      ...[1, 2, 3].map(amount => posting(subsidy, keyOf('canteenFood', world.newId()), amount, '2026-11-02')),
    )
    const page = (after?: string) =>
      clerk.call('ledger.accounts', {
        ...{ regionCode: county, day: '2026-11-23', kind: 'canteenFood', unit: 'fen', limit: 2 },
        ...(after && { after }),
      })
    const first = await page()
    const second = await page(first.next ?? '')
    expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null])
    expect([...first.rows, ...second.rows].map(row => row.balance).sort()).toEqual([1, 2, 3])
  })

  it('a long statement goes on with the balance it had reached', async () => {
    const canteen = keyOf('canteenWages', world.newId())
    await postAll(...[5, 6, 7, 8].map(amount => posting(subsidy, canteen, amount, '2026-11-03')))
    const page = (after?: string) =>
      clerk.call('ledger.statement', {
        ...{ countyCode: '222402', id: idOf(canteen), from: '2026-11-01', to: '2026-11-30', limit: 3 },
        ...(after && { after }),
      })
    const first = await page()
    const second = await page(first.next ?? '')
    expect([...first.rows, ...second.rows].map(row => row.balance).at(-1)).toBe(26)
    expect(second.rows[0]?.balance).toBe((first.rows[2]?.balance ?? 0) + (second.rows[0]?.change ?? 0))
  })
})

describe('a transfer on the screen', () => {
  it('is found by number and purpose, shows its voucher, and is taken back with a reason', async () => {
    const canteen = keyOf('canteenOther', world.newId())
    const voucherId = world.newId()
    const told = { voucherId, purpose: 'canteenMonth' as const }
    const one = { ...posting(subsidy, canteen, 90, '2026-11-04'), ...told }
    await postAll(one, { ...posting(subsidy, canteen, 10, '2026-11-04'), ...told })
    const key = { countyCode: '222402', id: one.id }
    const { transfer, voucher } = await clerk.call('ledger.transfer', key)
    expect(transfer).toMatchObject({ amount: 90, postedByName: '县会计', fixed: null, counterpart: null })
    expect(voucher.map(row => row.amount).sort()).toEqual([10, 90])
    const list = await clerk.call('ledger.transfers', {
      ...{ regionCode: county, serial: transfer.serial, purpose: 'canteenMonth', kind: 'canteenOther' },
    })
    expect(list.rows.map(row => row.id)).toEqual([one.id])
    await clerk.call('ledger.reverse', { countyCode: '222402', ids: [one.id], reason: '重复发放' })
    const after = await clerk.call('ledger.transfer', key)
    expect(after.transfer).toMatchObject({ isReversed: true, fixed: expect.stringContaining('已经冲正') })
    expect(after.voucher.map(row => row.isReversal)).toEqual([false, false, true])
    const meal = { ...posting(subsidy, canteen, 5, '2026-11-05'), purpose: 'mealSubsidy' as const }
    await postAll(meal)
    await expect(
      clerk.call('ledger.reverse', { countyCode: '222402', ids: [meal.id], reason: '试试' }),
    ).rejects.toThrow(/请在“助餐账”里更正/)
    await expect(
      villageOfficer.call('ledger.reverse', { countyCode: '222402', ids: [one.id], reason: '试试' }),
    ).rejects.toMatchObject({ code: 'not_allowed' })
  })

  it('leaves as a spreadsheet', async () => {
    const given = { regionCode: county, day: '2026-11-23' }
    const sheets = [
      await clerk.fetch('ledger.exportTrial', given),
      await clerk.fetch('ledger.exportAccounts', { ...given, kind: 'canteenCash', unit: 'fen' }),
      await clerk.fetch('ledger.exportStatement', {
        ...{ countyCode: '222402', id: idOf(subsidy), from: '2026-09-01', to: '2026-11-23' },
      }),
    ]
    for (const { stream, fileName } of sheets) {
      expect(fileName).toMatch(/\.xlsx$/)
      expect((await stream.toArray()).length).toBeGreaterThan(0)
    }
  })
})

describe('the database itself', () => {
  const attempts: [string, string, RegExp][] = [
    ['changing a transfer', `update ledger_transfers set amount = amount + 1`, /ledger_transfers/],
    ['removing a transfer', `delete from ledger_transfers`, /ledger_transfers/],
    ['emptying the book', `truncate ledger_transfers`, /ledger_transfers/],
    ['removing an account', `delete from ledger_accounts`, /ledger_accounts/],
    ['setting a balance by hand', `update ledger_accounts set balance = 1 where limited`, /ledger_accounts/],
    [
      'lifting a limit',
      `update ledger_accounts set limited = false, balance = null where limited`,
      /ledger_accounts/,
    ],
    ['opening a month again', `delete from ledger_closings where month = '2026-10'`, /ledger_closings/],
    ['changing a closed balance', `update ledger_month_balances set balance = 0`, /ledger_month_balances/],
    [
      'writing a closed balance',
      `insert into ledger_month_balances select county_code, account_id, '2027-01', region_code, 0, 0, 0 from ledger_month_balances limit 1`,
      /ledger_month_balances/,
    ],
    [
      'skipping a month',
      `insert into ledger_closings values ('222402', '2027-05', '222402000000', 0, now(), null)`,
      /2026-11/,
    ],
    [
      'a transfer to nowhere',
      `insert into ledger_transfers (county_code, id, region_code, unit, from_id, to_id, amount, day, purpose, posted_at)
       select county_code, gen_random_uuid(), region_code, unit, from_id, gen_random_uuid(), 1, '2026-11-20', purpose, now()
       from ledger_transfers limit 1`,
      /ledger:/,
    ],
    [
      'spending what is not there',
      `insert into ledger_transfers (county_code, id, region_code, unit, from_id, to_id, amount, day, purpose, posted_at)
       select a.county_code, gen_random_uuid(), a.region_code, a.unit, a.id, b.id, a.balance + 1, '2026-11-20', 'refund', now()
       from ledger_accounts a, ledger_accounts b where a.limited and b.kind = 'countySubsidy' limit 1`,
      /ledger:/,
    ],
    [
      'a posting in a closed month',
      `insert into ledger_transfers (county_code, id, region_code, unit, from_id, to_id, amount, day, purpose, posted_at)
       select county_code, gen_random_uuid(), region_code, unit, from_id, to_id, 1, '2026-10-31', purpose, now()
       from ledger_transfers where unit = 'fen' limit 1`,
      /2026-10/,
    ],
    [
      'a reversal of another amount',
      `insert into ledger_transfers (county_code, id, region_code, unit, from_id, to_id, amount, day, purpose, note, reverses, posted_at)
       select county_code, gen_random_uuid(), region_code, unit, to_id, from_id, amount + 1, '2026-11-20', purpose, 'x', id, now()
       from ledger_transfers where day > '2026-11-01' limit 1`,
      /ledger:/,
    ],
  ]

  it.each(attempts)('refuses its own owner: %s', async (_what, statement, complaint) => {
    await expect(world.pool.query(statement)).rejects.toThrow(complaint)
  })

  it('shows wanqing verify whoever got past it', async () => {
    const client = await world.pool.connect()
    await client.query('set session_replication_role = replica')
    await client.query('update ledger_accounts set balance = balance + 7 where limited')
    await client.query(`update ledger_transfers set amount = amount + 1 where day = '2026-09-10'`)
    await client.query('set session_replication_role = origin')
    client.release()
    const said = (await verifyLedger(world.pool)).map(one => one.what)
    expect(said).toContain('账户余额与流水不符')
    expect(said).toContain('已结账月份的余额与流水不符')
    expect(said).toContain('已结账月份的发生额与流水不符')
  })
})
