// Sums already given for months nobody was entitled to: listed until they are back, or a person says why not.
import { type RawBuilder, sql } from 'kysely'
import type { Recovery, RecoveryState } from '../../domain/benefits/records.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { readKey, writeKey } from './cursor.ts'
import type { RowKey } from './rules.ts'

interface RecoveryQuestion {
  regionCode: string
  state?: RecoveryState | undefined
  limit: number
  after?: string | undefined
}

async function readRecoveries(
  context: Context,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<Recovery[]> {
  const { rows } = await sql<Recovery>`
    select x.county_code, x.id, x.elder_id, e.name as elder_name, x.region_code, village.short_name as village_name,
      r.kind, r.title, x.month, x.amount_fen, x.state, x.cause, x.opened_at, settler.name as settled_by_name,
      x.settled_at, x.note
    from benefit_recoveries x
    join benefit_payments p on p.county_code = x.county_code and p.id = x.payment_id
    join benefit_rules r on r.county_code = p.county_code and r.id = p.rule_id
    join elders e on e.county_code = x.county_code and e.id = x.elder_id
    join regions village on village.code = x.region_code
    left join accounts settler on settler.id = x.settled_by
    where ${condition} order by x.county_code, x.opened_at desc, x.id desc limit ${limit}`.execute(context.tx)
  const counties = new Map<string, string[]>()
  for (const { countyCode, elderId } of rows)
    counties.set(countyCode, [...(counties.get(countyCode) ?? []), elderId])
  for (const [countyCode, ids] of counties) context.concerns(countyCode, [...new Set(ids)])
  return rows.map(row => ({ ...row, elderName: nameFor(context.actor.role, row.elderName) }))
}

export async function listRecoveries(
  context: Context,
  { regionCode, state, limit, after }: RecoveryQuestion,
): Promise<{ rows: Recovery[]; next: string | null; count: number; totalFen: number }> {
  const area = areaOf(regionCode)
  const from = after === undefined ? null : readKey(after, 3)
  const within = sql`x.region_code >= ${area.from} and x.region_code <= ${area.to}
    and x.county_code >= ${area.from.slice(0, 6)} and x.county_code <= ${area.to.slice(0, 6)}
    ${state === undefined ? sql`` : sql`and x.state = ${state}`}`
  const counted = await sql<{ count: number; totalFen: number }>`
    select count(*) as count, coalesce(sum(x.amount_fen), 0)::bigint as total_fen
    from benefit_recoveries x where ${within}`.execute(context.tx)
  const rest = from
    ? sql`and (x.county_code > ${from[0]} or (x.county_code = ${from[0]}
        and (x.opened_at, x.id) < (${from[1]}::timestamptz, ${from[2]}::uuid)))`
    : sql``
  const rows = await readRecoveries(context, sql`${within} ${rest}`, limit + 1)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return {
    rows: page,
    next: last ? writeKey([last.countyCode, last.openedAt, last.id]) : null,
    count: counted.rows[0]?.count ?? 0,
    totalFen: counted.rows[0]?.totalFen ?? 0,
  }
}

export function recoveriesOf(
  context: Context,
  countyCode: string,
  elderIds: readonly string[],
): Promise<Recovery[]> {
  const condition = sql`x.county_code = ${countyCode} and x.elder_id = any(${[...elderIds]}::uuid[])`
  return readRecoveries(context, condition, 100)
}

export async function settleRecovery(
  context: Context,
  { countyCode, id, state, note }: RowKey & { state: 'recovered' | 'waived'; note: string },
): Promise<void> {
  const { tx, now, actor } = context
  const kept = await tx
    .selectFrom('benefitRecoveries')
    .select(['elderId', 'state'])
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw new Refused('not_found', '没有这笔款项，或者不在您的辖区内。请刷新后重试。')
  if (kept.state !== 'toRecover') throw new Refused('conflict', '这笔款项已经处理过，请刷新后查看。')
  await tx
    .updateTable('benefitRecoveries')
    .set({ state, note, settledBy: actor.accountId, settledAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  context.concerns(countyCode, [kept.elderId])
}
