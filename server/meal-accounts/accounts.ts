// The meal account of an elder: money paid in and back, what is left, and a statement of months and meals.
import { sql } from 'kysely'
import { addMonths, type Day, type Month, monthOf } from '../../domain/kernel/day.ts'
import { yuanFixed } from '../../domain/kernel/money.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import { type KeptSplit, linesOf } from '../../domain/meal-accounts/bill.ts'
import type { MealAccount, mealBookApi, TopUp } from '../../domain/meal-accounts/books-api.ts'
import { eldersByIds } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import type { Transaction } from '../kernel/database.ts'
import { balancesOf, post, postOverCounter, reverse } from '../ledger/ledger.ts'
import { getCanteen } from './canteen.ts'
import { accountAt } from './legs.ts'

type Table = typeof mealBookApi

interface Whose {
  countyCode: string
  elderId: string
}

async function getElder(context: Context, { countyCode, elderId }: Whose) {
  const elder = (await eldersByIds(context.tx, [{ countyCode, id: elderId }])).get(elderId)
  if (!elder) throw new Refused('not_found', '没有找到这位老人，或者不在您的辖区内。请刷新后重试。')
  context.concerns(countyCode, [elderId])
  return elder
}

/** What of her meals has not left the account yet. */
async function pendingOf(tx: Transaction, { countyCode, elderId }: Whose): Promise<number> {
  const { rows } = await sql<{ fen: number }>`
    select coalesce(sum(fen), 0)::bigint as fen from (
      select elder_fen - counter_fen - collected_fen as fen from meal_bills
        where county_code = ${countyCode} and elder_id = ${elderId}
      union all select elder_fen - counter_fen - collected_fen from meal_corrections
        where county_code = ${countyCode} and elder_id = ${elderId}) due`.execute(tx)
  return Number(rows[0]?.fen ?? 0)
}

const accountOf = ({ countyCode, elderId }: Whose) => ({
  ...{ kind: 'elderMeals' as const, ownerId: elderId, countyCode, unit: 'fen' as const },
})

export type NewTopUp = InputOf<Table['mealAccount.topUp']>

/** Also called for a family far away, once its payment has arrived: `way` 'byFamily'. */
export async function recordTopUp(context: Context, given: NewTopUp): Promise<TopUp> {
  const { tx, now, today, actor } = context
  const { countyCode, id, elderId, canteenId, kind, way, amountFen, day, payerName, note } = given
  const elder = await getElder(context, given)
  if (day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。')
  if (canteenId !== null) await getCanteen(tx, { countyCode, canteenId })
  if (kind === 'paidBack') await checkReturn(context, given)
  const { regionCode } = elder
  await tx
    .insertInto('mealAccounts')
    .values({ countyCode, elderId, regionCode, openedOn: day, toldLowOn: null })
    .onConflict(conflict => conflict.columns(['countyCode', 'elderId']).doUpdateSet({ toldLowOn: null }))
    .execute()
  await tx
    .insertInto('mealTopUps')
    .values({
      ...{ countyCode, id, regionCode, elderId, canteenId, kind, way, amountFen, day, payerName, note },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
      ...{ cancelledBy: null, cancelledAt: null, cancelReason: null },
    })
    .execute()
  await postOverCounter(
    context,
    given,
    { kind: 'elderMeals', ownerId: elderId, regionCode },
    { paidIn: 'topUp', paidBack: 'refund' },
  )
  return getTopUp(context, { countyCode, id })
}

/** Meals eaten and not yet taken are not hers to take back. */
async function checkReturn(context: Context, { amountFen, ...whose }: NewTopUp): Promise<void> {
  const [balance = 0] = await balancesOf(context, [accountOf(whose)])
  const available = balance - (await pendingOf(context.tx, whose))
  if (amountFen > available)
    throw new Refused(
      'rule_broken',
      `账户里扣除已吃的餐费后只有 ${yuanFixed(Math.max(0, available))} 元可退。请核对金额。`,
    )
}

const topUpColumns = sql`
  t.id, t.serial, t.kind, t.way, t.amount_fen, t.day, t.payer_name, t.note, by.name as recorded_by_name, t.cancel_reason`

async function getTopUp(
  { tx }: Context,
  { countyCode, id }: { countyCode: string; id: string },
): Promise<TopUp> {
  const { rows } = await sql<TopUp>`
    select ${topUpColumns} from meal_top_ups t left join accounts by on by.id = t.recorded_by
    where t.county_code = ${countyCode} and t.id = ${id}`.execute(tx)
  const [row] = rows
  if (!row) throw new Refused('not_found', '没有这笔充值，或者不在您的辖区内。请刷新后重试。')
  return row
}

/** Money already eaten cannot be taken back: the ledger refuses what would go below zero. */
export async function cancelTopUp(
  context: Context,
  { countyCode, id, reason }: InputOf<Table['mealAccount.cancelTopUp']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const row = await tx
    .selectFrom('mealTopUps')
    .select(['elderId', 'cancelledAt'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有这笔充值，或者不在您的辖区内。请刷新后重试。')
  if (row.cancelledAt !== null) throw new Refused('conflict', '这笔充值已经作废，不用重复作废。')
  context.concerns(countyCode, [row.elderId])
  await reverse(context, { countyCode, transferIds: [id], day: today, reason })
  await tx
    .updateTable('mealTopUps')
    .set({ cancelledBy: actor.accountId, cancelledAt: now.toISOString(), cancelReason: reason })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return {}
}

export async function recordWork(
  context: Context,
  given: InputOf<Table['mealWork.record']>,
): Promise<Record<string, never>> {
  const { tx, now, today, actor } = context
  const { countyCode, canteenId, id, elderId, day, minutes, deed } = given
  const canteen = await getCanteen(tx, given)
  const elder = await getElder(context, given)
  if (day > today) throw new Refused('invalid', '日期不能晚于今天。请改正。')
  await tx
    .insertInto('mealWorks')
    .values({
      ...{ countyCode, id, regionCode: canteen.regionCode, canteenId, elderId, day, minutes, deed },
      ...{ recordedBy: actor.accountId, recordedAt: now.toISOString() },
    })
    .execute()
  await post(context, [
    {
      ...{
        id,
        countyCode,
        regionCode: canteen.regionCode,
        unit: 'minutes',
        amount: minutes,
        day,
        note: deed,
      },
      from: accountAt(canteen, 'workDone'),
      to: { kind: 'workEarned', ownerId: elderId, regionCode: elder.regionCode },
      ...{ purpose: 'workRecorded', subjectKind: 'elder', subjectId: elderId, voucherId: null },
    },
  ])
  return {}
}

/** A year is what anybody asks back for over the counter. */
const monthsShown = 12

interface MonthRow {
  month: Month
  canteenId: string
  canteenName: string
  servings: number
  priceFen: number
  elderFen: number
  counterFen: number
  supportFen: number
  collectedFen: number
  isCorrection: boolean
  marks: string
  splits: KeptSplit[]
}

export async function getMealAccount(context: Context, whose: Whose): Promise<MealAccount> {
  const { tx, today } = context
  const { countyCode, elderId } = whose
  const elder = await getElder(context, whose)
  const account = await tx
    .selectFrom('mealAccounts')
    .select('openedOn')
    .where('countyCode', '=', countyCode)
    .where('elderId', '=', elderId)
    .executeTakeFirst()
  const [balanceFen = 0, workMinutes = 0] = await balancesOf(context, [
    accountOf(whose),
    { kind: 'workEarned', ownerId: elderId, countyCode, unit: 'minutes' },
  ])
  const inLedger = await tx
    .selectFrom('ledgerAccounts')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('ownerId', '=', elderId)
    .where('kind', '=', 'elderMeals')
    .where('unit', '=', 'fen')
    .executeTakeFirst()
  const carried = inLedger ? await carriedOf(tx, countyCode, inLedger.id) : []
  const pendingFen = await pendingOf(tx, whose)
  const availableFen = balanceFen - pendingFen
  const { rows: topUps } = await sql<TopUp>`
    select ${topUpColumns} from meal_top_ups t left join accounts by on by.id = t.recorded_by
    where t.county_code = ${countyCode} and t.elder_id = ${elderId}
    order by t.day desc, t.id desc limit 100`.execute(tx)
  const months = await monthsOf(tx, whose, addMonths(monthOf(today), -monthsShown))
  const { low, most } = limitsFor(context, elder.regionCode)
  return {
    ...{ countyCode, elderId, name: elder.name },
    ...{
      openedOn: account?.openedOn ?? null,
      ledgerAccountId: inLedger?.id ?? null,
      balanceFen,
      pendingFen,
      availableFen,
      workMinutes,
      topUps,
      carried,
    },
    isLow: account !== undefined && availableFen < low,
    owesMuch: availableFen < -most,
    months: months.map(({ marks, splits, ...month }) => ({
      ...month,
      lines: month.isCorrection ? [] : linesOf(month.month, { marks, splits }),
    })),
  }
}

async function carriedOf(tx: Transaction, countyCode: string, id: string): Promise<MealAccount['carried']> {
  const { rows } = await sql<MealAccount['carried'][number]>`
    select day, case when to_id = ${id} then amount else -amount end as change, note from ledger_transfers
    where county_code = ${countyCode} and (to_id = ${id} or from_id = ${id}) and purpose = 'betweenCounties'
    order by day desc, serial desc`.execute(tx)
  return rows
}

export function limitsFor(context: Context, regionCode: string): { low: number; most: number } {
  return {
    low: context.setting('meals.lowBalanceFen', regionCode),
    most: context.setting('meals.oweAtMostFen', regionCode),
  }
}

async function monthsOf(tx: Transaction, { countyCode, elderId }: Whose, from: Month): Promise<MonthRow[]> {
  const { rows } = await sql<MonthRow>`
    select d.*, c.name as canteen_name from (
      select b.month, b.canteen_id, b.servings, b.price_fen, b.elder_fen, b.counter_fen, b.support_fen,
        b.collected_fen, false as is_correction, b.marks, b.splits
      from meal_bills b where b.county_code = ${countyCode} and b.elder_id = ${elderId} and b.month >= ${from}
        and b.servings > 0
      union all
      select k.for_month, k.canteen_id, k.servings, 0, k.elder_fen, k.counter_fen, 0, k.collected_fen, true, k.marks,
        k.splits
      from meal_corrections k where k.county_code = ${countyCode} and k.elder_id = ${elderId}
        and k.in_month >= ${from}) d
    join canteens c on c.county_code = ${countyCode} and c.id = d.canteen_id
    order by d.month desc, c.name, d.is_correction`.execute(tx)
  return rows.map(row => ({ ...row, priceFen: Number(row.priceFen), supportFen: Number(row.supportFen) }))
}

/** Whoever has an account and ate at the canteen of late, least money first. */
export async function listMealAccounts(
  context: Context,
  { countyCode, canteenId, lowOnly, limit, after }: InputOf<Table['mealAccount.list']>,
): Promise<OutputOf<Table['mealAccount.list']>> {
  const { tx, today } = context
  const canteen = await getCanteen(tx, { countyCode, canteenId })
  const { low } = limitsFor(context, canteen.regionCode)
  const since = addMonths(monthOf(today), -2)
  const { rows } = await sql<{
    elderId: string
    name: string
    villageName: string
    openedOn: Day
    balanceFen: number
    pendingFen: number
  }>`
    select a.elder_id, e.name, village.short_name as village_name, a.opened_on, coalesce(l.balance, 0) as balance_fen,
      coalesce(due.fen, 0)::bigint as pending_fen
    from (select distinct elder_id from meal_bills where county_code = ${countyCode} and canteen_id = ${canteenId}
        and month >= ${since}
      union select elder_id from meal_top_ups where county_code = ${countyCode} and canteen_id = ${canteenId}) here
    join meal_accounts a on a.county_code = ${countyCode} and a.elder_id = here.elder_id
    join elders e on e.county_code = a.county_code and e.id = a.elder_id
    join regions village on village.code = e.region_code
    left join ledger_accounts l on l.county_code = a.county_code and l.owner_id = a.elder_id and l.kind = 'elderMeals'
      and l.unit = 'fen'
    left join lateral (select sum(b.elder_fen - b.counter_fen - b.collected_fen) as fen from meal_bills b
      where b.county_code = a.county_code and b.elder_id = a.elder_id) due on true
    order by coalesce(l.balance, 0) - coalesce(due.fen, 0), a.elder_id`.execute(tx)
  const all = rows
    .map(row => {
      const pendingFen = Number(row.pendingFen)
      const availableFen = row.balanceFen - pendingFen
      return {
        ...row,
        pendingFen,
        availableFen,
        isLow: availableFen < low,
      }
    })
    .filter(row => !lowOnly || row.isLow)
  // Some dozens of people eat at a place: the page is cut from what was read.
  const from = after === undefined ? 0 : all.findIndex(row => row.elderId === after) + 1
  const page = all.slice(from, from + limit)
  context.concerns(
    countyCode,
    page.map(row => row.elderId),
  )
  return { rows: page, next: from + limit < all.length ? (page.at(-1)?.elderId ?? null) : null }
}
