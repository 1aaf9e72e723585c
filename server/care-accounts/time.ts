// Saved time as it is read: statements of elders and workers, and what an area has issued and must still honour.
import { sql } from 'kysely'
import type { savedTimeApi, TimeStatement } from '../../domain/care-accounts/saved-time.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { LedgerAccountKind } from '../../domain/ledger/accounts.ts'
import type { Context } from '../kernel/context.ts'
import { balancesOf } from '../ledger/ledger.ts'
import { checkInArea } from '../regions/regions.ts'
import { checkSpeaksFor, notYours, ownWorker } from '../service-orders/service-orders.ts'
import { accountLines } from './account-lines.ts'

type Table = typeof savedTimeApi

export async function timeStatement(
  context: Pick<Context, 'tx' | 'today'>,
  whose: { countyCode: string; ownerId: string; kind: 'workEarned' | 'workerTime' },
): Promise<TimeStatement> {
  const account = { ...whose, unit: 'minutes' as const }
  const [minutes = 0] = await balancesOf(context, [account])
  return { minutes, lines: await accountLines(context, account, minutes) }
}

export async function getWorkerTime(
  context: Context,
  { countyCode, id }: InputOf<Table['workerTime.get']>,
): Promise<OutputOf<Table['workerTime.get']>> {
  const worker = await context.tx
    .selectFrom('serviceWorkers')
    .select(['name', 'providerId'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!worker) throw notYours()
  await checkSpeaksFor(context, countyCode, worker.providerId)
  return {
    name: worker.name,
    ...(await timeStatement(context, { countyCode, ownerId: id, kind: 'workerTime' })),
  }
}

export async function getMyTime(context: Context): Promise<OutputOf<Table['myTime.get']>> {
  const own = await ownWorker(context)
  if (own === null) return null
  return timeStatement(context, { countyCode: own.countyCode, ownerId: own.id, kind: 'workerTime' })
}

interface Sums {
  kind: LedgerAccountKind
  accounts: number
  balance: number
  earned: number
  meals: number
  services: number
}

/** A county's own account of issued time stands at the county, so an area below it sees none of it. */
export async function getTimeStanding(
  context: Context,
  { regionCode }: InputOf<Table['timeBank.standing']>,
): Promise<OutputOf<Table['timeBank.standing']>> {
  checkInArea(context, regionCode)
  const { from, to } = areaOf(regionCode)
  const side = (end: 'to_id' | 'from_id', sign: 1 | -1) => sql`
    select a.kind, a.id, ${sql.lit(sign)} * t.amount as change, t.purpose from ledger_accounts a
    join ledger_transfers t on t.county_code = a.county_code and t.${sql.ref(end)} = a.id
    where a.region_code between ${from} and ${to} and a.unit = 'minutes'
      and a.kind in ('workEarned', 'timeFund', 'workerTime')`
  const { rows } = await sql<Sums>`
    with moved as materialized (${side('to_id', 1)} union all ${side('from_id', -1)}),
    held as (select kind, id, sum(change) as balance from moved group by 1, 2)
    select s.*, h.accounts, h.balance from (
      select kind, coalesce(sum(change) filter (where purpose = 'workRecorded'), 0)::bigint as earned,
        coalesce(-sum(change) filter (where purpose = 'workForMeals'), 0)::bigint as meals,
        coalesce(sum(change) filter (where purpose = 'serviceTime'), 0)::bigint as services
      from moved group by 1) s
    join (select kind, count(*) filter (where balance <> 0)::int as accounts, sum(balance)::bigint as balance
      from held group by 1) h using (kind)`.execute(context.tx)
  const of = (kind: LedgerAccountKind) =>
    rows.find(row => row.kind === kind) ?? { accounts: 0, balance: 0, earned: 0, meals: 0, services: 0 }
  const [elders, workers] = [of('workEarned'), of('workerTime')]
  return {
    // Nought and not minus nought where nothing was issued.
    issuedMinutes: 0 - of('timeFund').balance,
    ...{ earnedMinutes: elders.earned, mealMinutes: elders.meals, serviceMinutes: workers.services },
    ...{ eldersMinutes: elders.balance, elders: elders.accounts },
    ...{ workersMinutes: workers.balance, workers: workers.accounts },
  }
}
