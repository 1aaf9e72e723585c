// Batches and the shares they give counties, as an office reads them; every amount from the ledger.
import { type RawBuilder, sql } from 'kysely'
import type { fundApi } from '../../domain/funds/api.ts'
import type { FundBatch, FundShare } from '../../domain/funds/fund.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, firstPlace, placeFrom } from '../kernel/list-place.ts'
import { checkInArea } from '../regions/regions.ts'
import { inCounties, judged } from './facts.ts'
import { unknown } from './keeping.ts'
import { leftOn, netOf, rowOf } from './moved.ts'
import { actsOf, papersOf } from './papers.ts'
import { projectRows } from './project-reading.ts'
import { oneSum } from './sum-rows.ts'

type Api = typeof fundApi

export async function batchesWhere(
  { tx }: Pick<Context, 'tx'>,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<FundBatch[]> {
  const found = await sql<FundBatch>`
    select b.county_code, b.id, b.region_code, b.appropriation_id, g.title as programme_title, b.title,
      b.document_number, b.state, b.drafted_on, b.drafted_by, drafter.name as drafted_by_name, b.approved_on,
      approver.name as approved_by_name, b.drop_reason, given.amount_fen, given.counties, given.projects
    from fund_batches b
    join fund_appropriations a on a.county_code = b.county_code and a.id = b.appropriation_id
    join fund_programmes g on g.county_code = a.county_code and g.id = a.programme_id
    left join accounts drafter on drafter.id = b.drafted_by
    left join accounts approver on approver.id = b.approved_by
    cross join lateral (
      select coalesce(sum(s.amount_fen), 0)::bigint as amount_fen, count(distinct s.county_code)::int as counties,
        coalesce(sum((select count(*) from fund_projects p where p.county_code = s.county_code
          and p.share_id = s.id)), 0)::int as projects
      from fund_shares s where s.batch_county_code = b.county_code and s.batch_id = b.id) given
    where ${condition} order by b.drafted_on desc, b.id desc limit ${limit}`.execute(tx)
  return found.rows
}

export async function sharesWhere(
  { tx }: Pick<Context, 'tx'>,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<FundShare[]> {
  const found = await sql<FundShare>`
    select s.county_code, s.id, s.region_code, r.short_name as region_name, s.batch_county_code, s.batch_id,
      s.programme_title, s.batch_title, s.document_number, s.source, s.kind, s.state, s.amount_fen, s.approved_on, s.places,
      -(${netOf('fundShare', rowOf('s'), ['fundAssign', 'fundRelease'])}) as assigned_fen,
      -(${netOf('fundShare', rowOf('s'), ['fundReturn'])}) as returned_fen,
      ${leftOn('fundShare', rowOf('s'))} as left_fen,
      coalesce((select sum(-(${netOf('fundInProject', rowOf('p'), ['fundPay', 'canteenFunding'])}))
        from fund_projects p where p.county_code = s.county_code and p.share_id = s.id), 0)::bigint as paid_fen,
      (select count(*)::int from fund_projects p where p.county_code = s.county_code and p.share_id = s.id) as projects
    from fund_shares s join regions r on r.code = s.region_code
    where ${condition} order by s.region_code, s.id limit ${limit}`.execute(tx)
  return found.rows
}

export async function listBatches(
  context: Context,
  { regionCode, state, limit, after }: InputOf<Api['fundBatch.list']>,
): Promise<OutputOf<Api['fundBatch.list']>> {
  checkInArea(context, regionCode)
  const place = placeFrom(after)
  const rows = await batchesWhere(
    context,
    sql`${inCounties('b', regionCode)}
      and ${state === undefined ? sql`true` : sql`b.state = ${state}`}
      and ${place === null ? sql`true` : sql`(b.drafted_on, b.id) < (${place.sort}::date, ${place.id}::uuid)`}`,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? cursorOf(last.draftedOn, last.id) : null }
}

export async function listShares(
  context: Context,
  { regionCode, limit, after }: InputOf<Api['fundShare.list']>,
): Promise<OutputOf<Api['fundShare.list']>> {
  checkInArea(context, regionCode)
  const place = placeFrom(after) ?? firstPlace
  const rows = await sharesWhere(
    context,
    sql`${inCounties('s', regionCode)} and (s.region_code, s.id) > (${place.sort}, ${place.id}::uuid)
      and s.state <> 'batchDropped'`,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = page.at(-1)
  return { rows: page, next: rows.length > limit && last ? cursorOf(last.regionCode, last.id) : null }
}

export async function getBatch(
  context: Context,
  key: InputOf<Api['fundBatch.get']>,
): Promise<OutputOf<Api['fundBatch.get']>> {
  const { countyCode, id } = key
  const [batch] = await batchesWhere(context, sql`b.county_code = ${countyCode} and b.id = ${id}::uuid`, 1)
  if (!batch) throw unknown('这个批次')
  const shares = await sharesWhere(
    context,
    sql`s.batch_county_code = ${countyCode} and s.batch_id = ${id}::uuid`,
    500,
  )
  const { all, standings } = await judged(context, batch.regionCode)
  const ofBatch = new Set(shares.map(share => share.id))
  return {
    ...{ batch, shares },
    appropriation: await oneSum(context, { countyCode, id: batch.appropriationId }),
    projects: await projectRows(
      context,
      all.filter(({ shareId }) => ofBatch.has(shareId)),
      standings,
    ),
    acts: await actsOf(context, 'fundBatch', key),
    papers: await papersOf(context, 'fundBatch', key),
  }
}
