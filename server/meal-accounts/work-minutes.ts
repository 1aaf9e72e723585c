// Minutes of work: what of them a meal may still use, and taking those eaten out of the accounts of who worked.
import { sql } from 'kysely'
import { type Day, lastDayOf, type Month } from '../../domain/kernel/day.ts'
import type { Work } from '../../domain/meal-accounts/split.ts'
import { workLeft } from '../../domain/meal-accounts/work-left.ts'
import type { Transaction } from '../kernel/database.ts'
import { post } from '../ledger/ledger.ts'
import type { Desk } from './charging.ts'
import { accountAt, type CanteenPlace } from './legs.ts'
import { lockMeals } from './locking.ts'

/**
 * Work up to the end of the month, less what services at home used or what went along to another county; what came
 * along from one counts from the day it came.
 */
export async function workUpTo(
  tx: Transaction,
  countyCode: string,
  month: Month,
  elderIds: readonly string[],
): Promise<Map<string, Work[]>> {
  const { rows } = await sql<{ elderId: string; work: Work[]; taken: number }>`
    with moved as (
      select a.owner_id as elder_id, t.day, t.purpose, case when t.to_id = a.id then t.amount else -t.amount end as minutes
      from ledger_accounts a
      join ledger_transfers t on t.county_code = a.county_code and a.id in (t.to_id, t.from_id)
        and t.purpose in ('serviceTime', 'betweenCounties')
      where a.county_code = ${countyCode} and a.owner_id = any(${[...elderIds]}::uuid[]) and a.kind = 'workEarned'
        and a.unit = 'minutes'),
    earned as (
      select elder_id, day, minutes::bigint as minutes from meal_works
      where county_code = ${countyCode} and elder_id = any(${[...elderIds]}::uuid[])
      union all select elder_id, day, minutes from moved where purpose = 'betweenCounties' and minutes > 0)
    select e.elder_id, json_agg(json_build_object('day', e.day, 'minutes', e.minutes) order by e.day) as work,
      (select coalesce(-sum(m.minutes), 0)::bigint from moved m where m.elder_id = e.elder_id
        and not (m.purpose = 'betweenCounties' and m.minutes > 0)) as taken
    from earned e group by e.elder_id`.execute(tx)
  const last = lastDayOf(month)
  return new Map(
    rows.map(({ elderId, work, taken }) => [
      elderId,
      workLeft(work, Number(taken)).filter(one => one.day <= last),
    ]),
  )
}

/** Eaten in months that are not closed: promised to a meal, and so not to be used for anything else. */
export const eatenMinutes = sql<number>`coalesce((select sum(b.work_minutes) from meal_bills b
  where b.county_code = a.county_code and b.elder_id = a.owner_id and b.work_minutes > 0
    and not exists (select from meal_closes k where k.county_code = b.county_code and k.canteen_id = b.canteen_id
      and k.month = b.month)), 0)::bigint`

/**
 * Elder → saved minutes that no meal waits for, to be used in this transaction: whoever charges meals of the county
 * waits, or she would promise the same minutes to a meal.
 */
export async function lockFreeMinutes(
  tx: Transaction,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Map<string, number>> {
  await lockMeals(tx, countyCode)
  const { rows } = await sql<{ elderId: string; minutes: number }>`
    select a.owner_id as elder_id, a.balance - ${eatenMinutes} as minutes from ledger_accounts a
    where a.county_code = ${countyCode} and a.owner_id = any(${[...elderIds]}::uuid[]) and a.kind = 'workEarned'
      and a.unit = 'minutes'`.execute(tx)
  return new Map(rows.map(row => [row.elderId, row.minutes]))
}

export interface WorkEaten {
  id: string
  canteenId: string
  elderId: string
  /** Less than nothing where a correction gives back. */
  minutes: number
}

/**
 * Minutes eaten leave the accounts of those who worked for them. Never more than an account holds: a meal that came
 * to light late must not keep a whole county from closing.
 */
export async function postWork(
  desk: Desk,
  countyCode: string,
  places: ReadonlyMap<string, CanteenPlace>,
  eaten: readonly WorkEaten[],
  { day, note }: { day: Day; note: string | null },
): Promise<void> {
  const used = eaten.filter(one => one.minutes !== 0)
  if (used.length === 0) return
  const { rows } = await sql<{ elderId: string; regionCode: string; held: number }>`
    select e.id as elder_id, e.region_code, coalesce(a.balance, 0) as held from elders e
    left join ledger_accounts a on a.county_code = e.county_code and a.owner_id = e.id and a.kind = 'workEarned'
      and a.unit = 'minutes'
    where e.county_code = ${countyCode} and e.id = any(${used.map(one => one.elderId)}::uuid[])`.execute(
    desk.tx,
  )
  const elders = new Map(rows.map(row => [row.elderId, row]))
  await post(
    desk,
    used.flatMap(({ id, canteenId, elderId, minutes }) => {
      const [place, elder] = [places.get(canteenId), elders.get(elderId)]
      if (!place || !elder) return []
      const amount = minutes < 0 ? -minutes : Math.min(minutes, elder.held)
      if (amount === 0) return []
      elder.held -= minutes < 0 ? minutes : amount
      const hers = { kind: 'workEarned' as const, ownerId: elderId, regionCode: elder.regionCode }
      const done = accountAt(place, 'workDone')
      return [
        {
          ...{ id, countyCode, regionCode: place.regionCode, unit: 'minutes' as const, amount, day, note },
          ...(minutes > 0 ? { from: hers, to: done } : { from: done, to: hers }),
          ...{ purpose: 'workForMeals' as const, subjectKind: 'elder' as const, subjectId: elderId },
          voucherId: null,
        },
      ]
    }),
  )
}
