// What the kitchen wrote down as bought, proposed to the book as spending: nothing is posted until a person says so.
import { sql } from 'kysely'
import { addDays, monthOf } from '../../domain/kernel/day.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { mealBookApi } from '../../domain/meal-accounts/books-api.ts'
import type { Context } from '../kernel/context.ts'
import { getCanteen } from './canteen.ts'
import type { CanteenKey } from './open-account.ts'

type Table = typeof mealBookApi

/** What is older was settled some other way long ago. */
export const proposedDays = 92
const proposedAtMost = 100

/** Of purchases `p`: with a price, not sent back, of a month that is not closed, and neither booked nor passed over. */
export const isToBook = sql<boolean>`p.cost_fen > 0 and p.acceptance = 'goodsAccepted'
  and not exists (select from meal_closes k where k.county_code = p.county_code and k.canteen_id = p.canteen_id
    and k.month >= to_char(p.bought_on, 'YYYY-MM'))
  and not exists (select from meal_entries e where e.county_code = p.county_code and e.purchase_id = p.id
    and e.cancelled_at is null)
  and not exists (select from meal_purchases_passed o where o.county_code = p.county_code and o.purchase_id = p.id)`

export async function listProposals(
  context: Context,
  key: InputOf<Table['mealEntry.proposals']>,
): Promise<OutputOf<Table['mealEntry.proposals']>> {
  await getCanteen(context.tx, key)
  const { rows } = await sql<OutputOf<Table['mealEntry.proposals']>['rows'][number]>`
    select p.id as purchase_id, p.bought_on as day, p.goods, p.amount, p.supplier, p.cost_fen, by.name as by_name
    from food_purchases p left join accounts by on by.id = p.kept_by
    where p.county_code = ${key.countyCode} and p.canteen_id = ${key.canteenId}
      and p.bought_on > ${addDays(context.today, -proposedDays)} and ${isToBook}
    order by p.bought_on desc, p.id limit ${proposedAtMost}`.execute(context.tx)
  return { rows }
}

/** Refuses what was not bought by this canteen, or stands in its book already. */
export async function checkPurchase(
  { tx }: Context,
  { countyCode, canteenId }: CanteenKey,
  purchaseId: string,
): Promise<void> {
  const { rows } = await sql<{ day: string; isKept: boolean }>`
    select p.bought_on as day, exists (select from meal_entries e where e.county_code = p.county_code
      and e.purchase_id = p.id and e.cancelled_at is null) as is_kept
    from food_purchases p
    where p.county_code = ${countyCode} and p.id = ${purchaseId} and p.canteen_id = ${canteenId}`.execute(tx)
  const [purchase] = rows
  if (!purchase) throw new Refused('not_found', '没有找到这次采购，请刷新后重试。')
  if (purchase.isKept)
    throw new Refused(
      'conflict',
      `${monthOf(purchase.day)} 月的这次采购已经记过支出，没有再记。请刷新后查看。`,
    )
}

/** Written into the book before under another name, or paid by somebody else: not proposed again. */
export async function passPurchase(
  context: Context,
  { purchaseId, ...key }: InputOf<Table['mealEntry.passPurchase']>,
): Promise<Record<string, never>> {
  const { regionCode } = await getCanteen(context.tx, key)
  await checkPurchase(context, key, purchaseId)
  await context.tx
    .insertInto('mealPurchasesPassed')
    .values({
      ...{ countyCode: key.countyCode, purchaseId, regionCode, canteenId: key.canteenId },
      ...{ passedBy: context.actor.accountId, passedAt: context.now.toISOString() },
    })
    .onConflict(conflict => conflict.doNothing())
    .execute()
  return {}
}
