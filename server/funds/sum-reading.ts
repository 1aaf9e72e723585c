// Programmes and planned sums as an office reads them; every amount from the ledger.
import { sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { FundProgramme } from '../../domain/funds/fund.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { checkInArea } from '../regions/regions.ts'
import { batchesWhere, sharesWhere } from './batch-reading.ts'
import { inCounties } from './facts.ts'
import { unknown } from './keeping.ts'
import { actsOf, papersOf } from './papers.ts'
import { oneSum, sumsWhere } from './sum-rows.ts'

type Api = typeof fundApi

const programmeColumns = sql`g.county_code, g.id, g.region_code, r.short_name as region_name, g.title, g.says, g.is_frame`

export async function listProgrammes(
  context: Context,
  { regionCode }: InputOf<Api['fundProgramme.list']>,
): Promise<OutputOf<Api['fundProgramme.list']>> {
  checkInArea(context, regionCode)
  const found = await sql<FundProgramme>`
    select ${programmeColumns} from fund_programmes g join regions r on r.code = g.region_code
    where ${inCounties('g', regionCode)} order by g.county_code, g.planned_at, g.id`.execute(context.tx)
  return { rows: found.rows }
}

export async function getProgramme(
  context: Context,
  { countyCode, id }: InputOf<Api['fundProgramme.get']>,
): Promise<OutputOf<Api['fundProgramme.get']>> {
  const found = await sql<FundProgramme>`
    select ${programmeColumns} from fund_programmes g join regions r on r.code = g.region_code
    where g.county_code = ${countyCode} and g.id = ${id}::uuid`.execute(context.tx)
  const programme = found.rows[0]
  if (!programme) throw unknown('这个专项')
  return {
    programme,
    appropriations: await sumsWhere(
      context,
      sql`s.county_code = ${countyCode} and s.programme_id = ${id}::uuid`,
    ),
    batches: await batchesWhere(
      context,
      sql`b.county_code = ${countyCode} and a.programme_id = ${id}::uuid`,
      200,
    ),
  }
}

export async function getSum(
  context: Context,
  key: InputOf<Api['fundAppropriation.get']>,
): Promise<OutputOf<Api['fundAppropriation.get']>> {
  const { countyCode, id } = key
  const appropriation = await oneSum(context, key)
  const batches = await batchesWhere(
    context,
    sql`b.county_code = ${countyCode} and b.appropriation_id = ${id}::uuid`,
    200,
  )
  const shares = await sharesWhere(
    context,
    sql`s.batch_county_code = ${countyCode} and s.batch_id = any(${batches.map(batch => batch.id)}::uuid[])`,
    500,
  )
  return {
    ...{ appropriation, batches, shares },
    papers: await papersOf(context, 'appropriation', key),
    acts: await actsOf(context, 'appropriation', key),
  }
}
