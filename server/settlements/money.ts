// What a provider has claimed, what is in question, what was accepted and what has been paid, month by month.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { claimApi } from '../../domain/settlements/api.ts'
import type { Context } from '../kernel/context.ts'
import { readBills } from './bills.ts'
import { ownProvider } from './own.ts'

type Table = typeof claimApi
type Months = OutputOf<Table['myClaim.money']>['months']

/** Two years are more than anybody asks for at a desk. */
const monthsShown = 24
const billsShown = 50

export async function ownMoney(
  context: Context,
  { countyCode }: InputOf<Table['myClaim.money']>,
): Promise<OutputOf<Table['myClaim.money']>> {
  const { providerId, name } = await ownProvider(context, countyCode)
  const sum = (wanted: ReturnType<typeof sql>) => sql`coalesce(sum(l.amount_fen) filter (where ${wanted}), 0)`
  const months = await sql<Months[number]>`
    select l.month, sum(l.amount_fen) as claimed_fen,
      ${sum(sql`l.state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes')`)} as questioned_fen,
      ${sum(sql`l.state = 'turnedOff'`)} as denied_fen,
      ${sum(sql`l.state in ('allAgree', 'admitted')`)} as accepted_fen,
      ${sum(sql`b.state = 'billPaid'`)} as paid_fen
    from claim_lines l
    join claims c on c.county_code = l.county_code and c.id = l.claim_id and c.state = 'claimSent'
    left join bills b on b.county_code = l.county_code and b.id = l.bill_id
    where l.county_code = ${countyCode} and l.provider_id = ${providerId}
    group by 1 order by 1 desc limit ${monthsShown}`.execute(context.tx)
  const bills = await readBills(
    context,
    sql`b.county_code = ${countyCode} and b.provider_id = ${providerId} and b.state <> 'billDropped'`,
    { limit: billsShown },
  )
  return { providerName: name, months: months.rows, bills: bills.rows }
}
