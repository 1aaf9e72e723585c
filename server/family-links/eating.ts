// What the elder ate and what stands on her accounts, for the family.
import { sql } from 'kysely'
import type { Meal } from '../../domain/canteens/canteen.ts'
import type {
  FamilyAccount,
  FamilyAccountStanding,
  FamilyView,
} from '../../domain/family-links/family-link.ts'
import { ancestorAt, areaOf } from '../../domain/kernel/area.ts'
import { addDays } from '../../domain/kernel/day.ts'
import type { Context } from '../kernel/context.ts'
import { enterScope } from '../kernel/database.ts'
import { balancesOf } from '../ledger/ledger.ts'

/** A month to look back on: longer is a matter for the station's own book. */
const mealDays = 31
const accountLines = 20

interface Of {
  countyCode: string
  elderId: string
  elderIds: readonly string[]
}

/** A canteen may stand in the next village: for this one question the transaction sees the county. */
export async function mealsOf(
  { tx, today, actor }: Context,
  { countyCode, elderIds, regionCode }: Of & { regionCode: string },
): Promise<FamilyView['meals']> {
  const county = ancestorAt(regionCode, 'county')
  await enterScope(tx, { area: areaOf(county), accountId: actor.accountId })
  const found = await sql<{ day: string; meal: Meal; delivered: boolean; place: string }>`
    select s.day, s.meal, s.way = 'delivered' as delivered, c.name as place
    from meal_servings s
    join canteens c on c.county_code = s.county_code and c.id = s.canteen_id
    where s.county_code = ${countyCode} and s.elder_id = any(${[...elderIds]}::uuid[])
      and s.day > ${addDays(today, -mealDays)} and s.undone_at is null
    order by s.day desc, s.meal desc`.execute(tx)
  await enterScope(tx, { area: areaOf(regionCode), accountId: actor.accountId })
  return found.rows
}

/** Under any of the ids the elder was ever known by; what is counted is fen. */
export async function accountOf(
  context: Context,
  kind: FamilyAccount,
  of: Of,
): Promise<FamilyAccountStanding> {
  const { countyCode, elderIds } = of
  const balances = await balancesOf(
    context,
    elderIds.map(ownerId => ({ countyCode, kind, ownerId, unit: 'fen' as const })),
  )
  const { rows: lines } = await sql<{ id: string; day: string; fen: number; purpose: string }>`
    select t.id, t.day, case when t.to_id = a.id then t.amount else -t.amount end as fen, t.purpose
    from ledger_accounts a
    join ledger_transfers t on t.county_code = a.county_code and (t.from_id = a.id or t.to_id = a.id)
    where a.county_code = ${countyCode} and a.owner_id = any(${[...elderIds]}::uuid[])
      and a.kind = ${kind} and a.unit = 'fen'
    order by t.day desc, t.serial desc limit ${accountLines}`.execute(context.tx)
  return { balanceFen: balances.reduce((sum, one) => sum + one, 0), lines }
}
