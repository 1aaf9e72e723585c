// One care account: what it holds, what moved it, and the services that are still to be paid from it.
import { sql } from 'kysely'
import type { careAccountApi } from '../../domain/care-accounts/api.ts'
import type { CareAccount, CareOrder } from '../../domain/care-accounts/care-account.ts'
import type { InputOf } from '../../domain/kernel/operation.ts'
import { eldersByIds, personOf } from '../elders/elders.ts'
import type { Context } from '../kernel/context.ts'
import { ownShare } from '../service-orders/service-orders.ts'
import { accountLines } from './account-lines.ts'
import { timeStatement } from './time.ts'
import { topUpsOf } from './topping-up.ts'

type Table = typeof careAccountApi

export async function getCareAccount(
  context: Context,
  { countyCode, elderId: asked }: InputOf<Table['careAccount.get']>,
): Promise<CareAccount> {
  const { tx } = context
  const person = await personOf(context, { countyCode, id: asked })
  const elderId = person.id
  context.concerns(countyCode, [elderId])
  const brief = (await eldersByIds(tx, [{ countyCode, id: elderId }])).get(elderId)
  const account = await tx
    .selectFrom('ledgerAccounts')
    .select(['id', 'balance'])
    .where('countyCode', '=', countyCode)
    .where('ownerId', '=', elderId)
    .where('kind', '=', 'elderCare')
    .where('unit', '=', 'fen')
    .executeTakeFirst()
  const balanceFen = account?.balance ?? 0
  const unpaid = await ordersOf(context, countyCode, person.ids)
  const sumOf = (done: boolean) =>
    unpaid.filter(order => order.isDone === done).reduce((sum, { ownFen: fen }) => sum + fen, 0)
  return {
    ...{ countyCode, elderId, regionCode: person.regionCode, endedOn: person.endedOn, balanceFen },
    ...{ name: brief?.name ?? '', villageName: brief?.villageName ?? '' },
    ledgerAccountId: account?.id ?? null,
    ...{ doneFen: sumOf(true), comingFen: sumOf(false) },
    topUps: await topUpsOf(context, { countyCode, elderIds: person.ids }),
    lines: await accountLines(
      context,
      { countyCode, ownerId: elderId, kind: 'elderCare', unit: 'fen' },
      balanceFen,
    ),
    orders: unpaid.map(({ isDone: _done, ...order }) => order),
    time: await timeStatement(context, { countyCode, ownerId: elderId, kind: 'workEarned' }),
  }
}

async function ordersOf(
  { tx }: Context,
  countyCode: string,
  elderIds: readonly string[],
): Promise<(CareOrder & { isDone: boolean })[]> {
  const { rows } = await sql<CareOrder & { isDone: boolean }>`
    select o.id, i.name as item_name, p.name as provider_name, o.planned_on, o.stage, ${ownShare.fen} as own_fen,
      ${ownShare.isDone} as is_done
    from service_orders o
    join service_items i on i.county_code = o.county_code and i.id = o.item_id
    join service_providers p on p.county_code = o.county_code and p.id = o.provider_id
    where o.county_code = ${countyCode} and o.elder_id = any(${[...elderIds]}::uuid[]) and ${ownShare.isUnpaid}
    order by o.planned_on, o.id`.execute(tx)
  return rows.map(row => ({ ...row, ownFen: Number(row.ownFen) }))
}
