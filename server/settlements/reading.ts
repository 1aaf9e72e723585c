// Claims and their lines as they are shown: to the provider who made them and to the officer who decides.
import { type RawBuilder, sql } from 'kysely'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Claim, ClaimLine, ClaimLineState } from '../../domain/settlements/claim.ts'
import type { ClaimFaultKey } from '../../domain/settlements/faults.ts'
import { orderCodeOf } from '../../domain/settlements/order-code.ts'
import type { Context } from '../kernel/context.ts'
import { cursorOf, placeFrom } from '../kernel/list-place.ts'

export interface Key {
  countyCode: string
  id: string
}

export const unknownClaim = () =>
  new Refused('not_found', '没有找到这份申报，或它不在您的辖区内。请刷新后重试。')
export const unknownLine = () =>
  new Refused('not_found', '没有找到申报的这一行，或它不在您的辖区内。请刷新后重试。')

type ClaimRow = Omit<Claim, 'sums'> & Claim['sums']

/** Sums of the lines of claim `c`, by what became of them. */
const lineSums = sql`
  select count(*) as lines, coalesce(sum(l.amount_fen), 0) as amount_fen,
    count(*) filter (where l.state in ('allAgree', 'admitted')) as agreed_lines,
    coalesce(sum(l.amount_fen) filter (where l.state in ('allAgree', 'admitted')), 0) as agreed_fen,
    count(*) filter (where l.state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes')) as questioned_lines,
    coalesce(sum(l.amount_fen)
      filter (where l.state in ('inQuestion', 'awaitsProvider', 'awaitsSecondYes')), 0) as questioned_fen,
    count(*) filter (where l.state = 'turnedOff') as denied_lines,
    coalesce(sum(l.amount_fen) filter (where l.state = 'turnedOff'), 0) as denied_fen,
    count(*) filter (where l.bill_id is not null) as billed_lines,
    coalesce(sum(l.amount_fen) filter (where l.bill_id is not null), 0) as billed_fen,
    count(*) filter (where b.state = 'billPaid') as paid_lines,
    coalesce(sum(l.amount_fen) filter (where b.state = 'billPaid'), 0) as paid_fen
  from claim_lines l left join bills b on b.county_code = l.county_code and b.id = l.bill_id
  where l.county_code = c.county_code and l.claim_id = c.id`

/** Newest first. */
export async function readClaims(
  { tx }: Context,
  wanted: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ rows: Claim[]; next: string | null }> {
  const place = placeFrom(after)
  const found = await sql<ClaimRow>`
    select c.county_code, c.id, c.region_code, c.provider_id, p.name as provider_name, c.month, c.state, c.source,
      c.made_at, maker.name as made_by_name, c.sent_at, sums.*,
      (select count(*) from claim_refusals r where r.county_code = c.county_code and r.claim_id = c.id) as refused_rows
    from claims c
    join service_providers p on p.county_code = c.county_code and p.id = c.provider_id
    left join accounts maker on maker.id = c.made_by
    cross join lateral (${lineSums}) sums
    where ${wanted}
      and ${place === null ? sql`true` : sql`(c.month, c.id) < (${place.sort.slice(0, 7)}, ${place.id}::uuid)`}
    order by c.month desc, c.id desc limit ${limit + 1}`.execute(tx)
  const shown = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? shown.at(-1) : undefined
  return {
    rows: shown.map(row => ({ ...row, sums: row })),
    next: last ? cursorOf(`${last.month}-01`, last.id) : null,
  }
}

export async function getClaim(
  context: Context,
  { countyCode, id }: Key,
  providerId?: string,
): Promise<Claim> {
  const own = providerId === undefined ? sql`true` : sql`c.provider_id = ${providerId}`
  const { rows } = await readClaims(context, sql`c.county_code = ${countyCode} and c.id = ${id} and ${own}`, {
    limit: 1,
  })
  const [claim] = rows
  if (!claim) throw unknownClaim()
  return claim
}

export interface Narrowed {
  state?: ClaimLineState | undefined
  fault?: ClaimFaultKey | undefined
}

export const narrowing = ({ state, fault }: Narrowed) => sql`
  ${state === undefined ? sql`true` : sql`l.state = ${state}`}
  and ${fault === undefined ? sql`true` : sql`l.fault_keys @> array[${fault}]::text[]`}`

/** In the order of their days; the elders shown go into the audit. */
export async function readLines(
  context: Context,
  wanted: RawBuilder<unknown>,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ rows: ClaimLine[]; next: string | null }> {
  const place = placeFrom(after)
  const found = await sql<Omit<ClaimLine, 'orderCode'> & { typedCode: string | null }>`
    select l.county_code, l.id, l.claim_id, l.month, l.line, l.kind, p.name as provider_name, l.order_id,
      l.order_code as typed_code, l.elder_id, e.name as elder_name, village.short_name as village_name,
      coalesce(i.name, l.item_name) as item_name, w.name as worker_name, l.served_on, l.quantity, l.unit_price_fen,
      l.amount_fen, l.time_minutes, l.state, l.faults, l.last_words as last_word, l.bill_id,
      coalesce(b.state = 'billPaid', false) as is_paid
    from claim_lines l
    join service_providers p on p.county_code = l.county_code and p.id = l.provider_id
    left join service_orders o on o.county_code = l.county_code and o.id = l.order_id
    left join service_items i on i.county_code = o.county_code and i.id = o.item_id
    left join service_workers w on w.county_code = o.county_code and w.id = o.worker_id
    left join elders e on e.county_code = l.county_code and e.id = l.elder_id
    left join regions village on village.code = e.region_code
    left join bills b on b.county_code = l.county_code and b.id = l.bill_id
    where ${wanted}
      and ${place === null ? sql`true` : sql`(l.served_on, l.id) > (${place.sort}::date, ${place.id}::uuid)`}
    order by l.served_on, l.id limit ${limit + 1}`.execute(context.tx)
  const shown = found.rows.slice(0, limit)
  const last = found.rows.length > limit ? shown.at(-1) : undefined
  noteElders(context, shown)
  return {
    rows: shown.map(({ typedCode, ...row }) => ({
      ...row,
      orderCode: row.orderId === null ? typedCode : orderCodeOf(row.orderId),
    })),
    next: last ? cursorOf(last.servedOn, last.id) : null,
  }
}

/** Whose records were shown or moved, county by county. */
export function noteElders(
  context: Context,
  rows: readonly { countyCode: string; elderId: string | null }[],
): void {
  for (const countyCode of new Set(rows.map(row => row.countyCode)))
    context.concerns(countyCode, [
      ...new Set(rows.flatMap(row => (row.countyCode === countyCode && row.elderId ? [row.elderId] : []))),
    ])
}
