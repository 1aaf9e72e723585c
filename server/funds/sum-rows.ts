// Rows of planned sums with what the ledger says of each.
import { type RawBuilder, sql } from 'kysely'
import type { Appropriation } from '../../domain/funds/fund.ts'
import type { Context } from '../kernel/context.ts'
import { type Key, unknown } from './keeping.ts'
import { leftOn, netOf, rowOf } from './moved.ts'

export async function sumsWhere(
  { tx }: Pick<Context, 'tx'>,
  condition: RawBuilder<unknown>,
): Promise<Appropriation[]> {
  const found = await sql<Appropriation>`
    select s.county_code, s.id, s.region_code, s.programme_id, g.title as programme_title, s.source, s.kind,
      s.year_from, s.year_to, s.scope, s.document_number, s.state, s.figure, s.planned_on, s.issued_on,
      planner.name as planned_by_name, issuer.name as issued_by_name,
      ${netOf('fundPlanned', rowOf('s'), ['fundPlan'])} as planned_fen,
      ${netOf('fundAvailable', rowOf('s'), ['fundIssue'])} as issued_fen,
      -(${netOf('fundAvailable', rowOf('s'), ['fundSplit', 'fundReturn'])}) as split_fen,
      ${leftOn('fundAvailable', rowOf('s'))} as left_fen
    from fund_appropriations s
    join fund_programmes g on g.county_code = s.county_code and g.id = s.programme_id
    left join accounts planner on planner.id = s.planned_by
    left join accounts issuer on issuer.id = s.issued_by
    where ${condition} order by s.planned_on, s.recorded_at, s.id`.execute(tx)
  return found.rows
}

export async function oneSum(context: Pick<Context, 'tx'>, { countyCode, id }: Key): Promise<Appropriation> {
  const [sum] = await sumsWhere(context, sql`s.county_code = ${countyCode} and s.id = ${id}::uuid`)
  if (!sum) throw unknown('这笔资金安排')
  return sum
}
