// Rows of an uploaded sheet that were not read, in the order of the sheet.
import { sql } from 'kysely'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { claimApi } from '../../domain/settlements/api.ts'
import type { Context } from '../kernel/context.ts'
import { ownProvider } from './own.ts'

type Table = typeof claimApi

export async function listRefusals(
  context: Context,
  { countyCode, id, limit, after }: InputOf<Table['myClaim.refusals']>,
): Promise<OutputOf<Table['myClaim.refusals']>> {
  const { providerId } = await ownProvider(context, countyCode)
  const from = after === undefined ? 0 : Number(after)
  if (!Number.isInteger(from)) throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  const found = await sql<{ sheetRow: number; orderCode: string | null; reason: string }>`
    select r.sheet_row, r.order_code, r.reason from claim_refusals r
    join claims c on c.county_code = r.county_code and c.id = r.claim_id and c.provider_id = ${providerId}
    where r.county_code = ${countyCode} and r.claim_id = ${id} and r.sheet_row > ${from}
    order by r.sheet_row limit ${limit + 1}`.execute(context.tx)
  const rows = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? rows.at(-1) : undefined
  return { rows, next: last ? String(last.sheetRow) : null }
}
