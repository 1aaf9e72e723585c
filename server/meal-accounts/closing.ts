// A canteen's month is charged, collected and closed; what came in and went out is kept as it was read out.
import { sql } from 'kysely'
import { addMonths, type Day, firstDayOf, lastDayOf, type Month, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { OpenMonth } from '../../domain/meal-accounts/book.ts'
import { post } from '../ledger/ledger.ts'
import { chargeMonth, type Desk } from './charging.ts'
import { collect, collectingDay } from './collecting.ts'
import { idFrom } from './ids.ts'
import { closedIn } from './in-force.ts'
import { accountAt, type CanteenPlace, placesOf } from './legs.ts'
import { type CanteenKey, openMonths } from './open-account.ts'

export interface Closing extends CanteenKey {
  month: Month
  closedBy: string | null
}

/** Refuses a month that is not over, one out of turn and one that is closed. */
export async function closeMonth(desk: Desk, wanted: Closing): Promise<OpenMonth> {
  const { tx, now, today } = desk
  const { countyCode, canteenId, month, closedBy } = wanted
  await checkTurn(desk, wanted)
  const charged = await chargeMonth(desk, countyCode, month, [canteenId])
  if (charged.withoutRule.length > 0)
    throw new Refused('rule_broken', `${month} 月没有启用的助餐价格规则，不能结账。请先由县里启用规则。`)
  const { ledger } = await closedIn(tx, countyCode, month)
  const day = collectingDay(month, today, ledger)
  await collect(desk, { countyCode, month, canteenId, day })
  const place = (await placesOf(tx, countyCode, [canteenId])).get(canteenId)
  if (place) await postWork(desk, place, month, day)
  const [figures] = await openMonths(desk, wanted, month, month)
  if (!figures) throw new Error('a month has figures')
  await tx
    .insertInto('mealCloses')
    .values({
      ...{ countyCode, canteenId, month, regionCode: place?.regionCode ?? '', figures, closedBy },
      closedAt: now.toISOString(),
    })
    .execute()
  return figures
}

async function checkTurn({ tx, today }: Desk, { countyCode, canteenId, month }: Closing): Promise<void> {
  if (lastDayOf(month) >= today) throw new Refused('rule_broken', `${month} 月还没有过完，下月初才能结账。`)
  const due = await nextToClose(tx, { countyCode, canteenId })
  if (due === null) throw new Refused('rule_broken', '这个助餐点还没有任何账，不用结账。')
  if (month < due) throw new Refused('conflict', `${month} 月已经结过账。请刷新后查看。`)
  if (month > due) throw new Refused('rule_broken', `应先结 ${due} 月的账，请按月份顺序结账。`)
}

/** The month after the last closed one; of a canteen that never closed one, the first in which anything happened. */
export async function nextToClose(
  tx: Desk['tx'],
  { countyCode, canteenId }: CanteenKey,
): Promise<Month | null> {
  const { rows } = await sql<{ last: Month | null; first: Day | null }>`
    select (select max(month) from meal_closes where county_code = ${countyCode} and canteen_id = ${canteenId}) as last,
      least((select min(day) from meal_servings where county_code = ${countyCode} and canteen_id = ${canteenId}),
        (select min(day) from meal_entries where county_code = ${countyCode} and canteen_id = ${canteenId})) as first`.execute(
    tx,
  )
  const [row] = rows
  if (row?.last) return addMonths(row.last, 1)
  return row?.first ? monthOf(row.first) : null
}

/** Minutes eaten in the month leave the accounts of those who worked for them. */
async function postWork(desk: Desk, place: CanteenPlace, month: Month, day: Day): Promise<void> {
  const { countyCode, canteenId, regionCode } = place
  const rows = await sql<{ elderId: string; minutes: number; elderRegion: string }>`
    select b.elder_id, b.work_minutes as minutes, e.region_code as elder_region
    from meal_bills b join elders e on e.county_code = b.county_code and e.id = b.elder_id
    where b.county_code = ${countyCode} and b.canteen_id = ${canteenId} and b.month = ${month}
      and b.work_minutes > 0 order by b.elder_id`.execute(desk.tx)
  await post(
    desk,
    rows.rows.map(({ elderId, minutes, elderRegion }) => ({
      ...{ id: idFrom('work', canteenId, elderId, month), countyCode, regionCode, unit: 'minutes' as const },
      from: { kind: 'workEarned' as const, ownerId: elderId, regionCode: elderRegion },
      to: accountAt(place, 'workDone'),
      ...{ amount: minutes, day, purpose: 'workForMeals' as const, subjectKind: 'elder' as const },
      ...{ subjectId: elderId, voucherId: null, note: null },
    })),
  )
}

/** Refuses what would change a month that was closed and read out. */
export async function checkOpen(
  tx: Desk['tx'],
  { countyCode, canteenId }: CanteenKey,
  day: Day,
): Promise<void> {
  const closed = await tx
    .selectFrom('mealCloses')
    .select('month')
    .where('countyCode', '=', countyCode)
    .where('canteenId', '=', canteenId)
    .where('month', '>=', monthOf(day))
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (closed)
    throw new Refused(
      'rule_broken',
      `这个助餐点 ${closed.month} 月已经结账，不能再记到 ${firstDayOf(closed.month).slice(0, 7)} 月及以前。请记在没有结账的日子。`,
    )
}
