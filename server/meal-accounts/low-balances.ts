// Whose meal account runs low is told once to whoever runs the canteen, until the next top-up.
import { sql } from 'kysely'
import { type Day, monthOf } from '../../domain/kernel/day.ts'
import type { System } from '../kernel/context.ts'
import { raiseNotices } from '../notices/notices.ts'
import type { Desk } from './charging.ts'

interface Low {
  elderId: string
  name: string
  canteenId: string
  canteenName: string
  canteenRegion: string
  availableFen: number
}

/** By the account's own balance less what is eaten and not yet taken; of people who ate there this month. */
export async function tellLowBalances(
  system: System,
  { tx, now }: Desk,
  countyCode: string,
  today: Day,
): Promise<number> {
  const { rows } = await sql<Low>`
    select a.elder_id, e.name, here.canteen_id, c.name as canteen_name, c.region_code as canteen_region,
      (coalesce(l.balance, 0) - coalesce(due.fen, 0))::bigint as available_fen
    from meal_accounts a
    join elders e on e.county_code = a.county_code and e.id = a.elder_id and e.ended_on is null
    join lateral (select b.canteen_id from meal_bills b where b.county_code = a.county_code
      and b.elder_id = a.elder_id and b.month = ${monthOf(today)} and b.servings > 0
      order by b.servings desc, b.canteen_id limit 1) here on true
    join canteens c on c.county_code = a.county_code and c.id = here.canteen_id
    left join ledger_accounts l on l.county_code = a.county_code and l.owner_id = a.elder_id
      and l.kind = 'elderMeals' and l.unit = 'fen'
    left join lateral (select sum(b.elder_fen - b.counter_fen - b.collected_fen) as fen from meal_bills b
      where b.county_code = a.county_code and b.elder_id = a.elder_id) due on true
    where a.county_code = ${countyCode} and a.told_low_on is null
    order by here.canteen_id, a.elder_id`.execute(tx)
  const low = rows.filter(
    row => Number(row.availableFen) < system.settings.value('meals.lowBalanceFen', row.canteenRegion, today),
  )
  if (low.length === 0) return 0
  const heads = await tx
    .selectFrom('canteenStaff')
    .select(['canteenId', 'accountId'])
    .where('countyCode', '=', countyCode)
    .where('duty', '=', 'canteenHead')
    .where('validTo', 'is', null)
    .where('accountId', 'is not', null)
    .execute()
  const byCanteen = new Map<string, Low[]>()
  for (const row of low) byCanteen.set(row.canteenId, [...(byCanteen.get(row.canteenId) ?? []), row])
  const notices = heads.flatMap(({ canteenId, accountId }) => {
    const [first, ...more] = byCanteen.get(canteenId) ?? []
    if (!first || accountId === null) return []
    const names = [first, ...more].map(row => row.name)
    return [
      {
        ...{ countyCode, regionCode: first.canteenRegion, toAccountId: accountId, names },
        ...{ kind: 'personalWord' as const, urgency: 'normal' as const, occasion: today },
        subject: { module: 'meal-accounts', id: canteenId },
        text: `${first.canteenName}有 ${names.length} 位老人餐费余额不足：${names.join('、')}。请提醒本人或家人充值。`,
      },
    ]
  })
  await raiseNotices(tx, { now, wake: job => system.wake(job) }, notices)
  const told = new Set(notices.map(one => one.subject.id))
  const people = low.filter(row => told.has(row.canteenId)).map(row => row.elderId)
  if (people.length > 0)
    await tx
      .updateTable('mealAccounts')
      .set({ toldLowOn: today })
      .where('countyCode', '=', countyCode)
      .where('elderId', 'in', people)
      .execute()
  return people.length
}
