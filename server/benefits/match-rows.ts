// Matched lists and their lines as people read them, and what was decided of each.
import { type RawBuilder, sql } from 'kysely'
import type { MatchDecision, MatchList, MatchRow } from '../../domain/benefits/records.ts'
import { maskNumber } from '../../domain/elders/elder.ts'
import { nameFor } from '../../domain/elders/registration.ts'
import { areaOf } from '../../domain/kernel/area.ts'
import { addMonths, monthOf } from '../../domain/kernel/day.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { readKey, writeKey } from './cursor.ts'
import { holdBenefit } from './elder.ts'
import { newRowId } from './ids.ts'
import type { RowKey } from './rules.ts'

async function readLists(
  context: Context,
  condition: RawBuilder<unknown>,
  limit: number,
): Promise<MatchList[]> {
  const { rows } = await sql<MatchList>`
    select l.county_code, l.id, l.kind, l.source, l.file_name, l.row_count, l.unread_count, l.matched_count,
      (select count(*) from match_rows m where m.county_code = l.county_code and m.list_id = l.id
        and m.decision = 'toReview') as undecided_count,
      uploader.name as uploaded_by_name, l.uploaded_at
    from match_lists l left join accounts uploader on uploader.id = l.uploaded_by
    where ${condition} order by l.uploaded_at desc, l.id desc limit ${limit}`.execute(context.tx)
  return rows
}

export async function getList(context: Context, { countyCode, id }: RowKey): Promise<MatchList> {
  const [list] = await readLists(context, sql`l.county_code = ${countyCode} and l.id = ${id}`, 1)
  if (!list) throw new Refused('not_found', '没有这份比对名单，或者不在您的辖区内。请刷新后重试。')
  return list
}

export async function listLists(
  context: Context,
  { regionCode, limit, after }: { regionCode: string; limit: number; after?: string | undefined },
): Promise<{ rows: MatchList[]; next: string | null }> {
  const area = areaOf(regionCode)
  const from = after === undefined ? null : readKey(after, 2)
  const rows = await readLists(
    context,
    sql`l.county_code >= ${area.from.slice(0, 6)} and l.county_code <= ${area.to.slice(0, 6)}
      ${from === null ? sql`` : sql`and (l.uploaded_at, l.id) < (${from[0]}::timestamptz, ${from[1]}::uuid)`}`,
    limit + 1,
  )
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  return { rows: page, next: last ? writeKey([last.uploadedAt, last.id]) : null }
}

interface RowsQuestion {
  regionCode: string
  listId?: string | undefined
  decision?: MatchDecision | undefined
  limit: number
  after?: string | undefined
}

type StoredRow = Omit<MatchRow, 'numberMask'> & { listedTail: string | null }

export async function listMatches(
  context: Context,
  { regionCode, listId, decision, limit, after }: RowsQuestion,
): Promise<{ rows: MatchRow[]; next: string | null }> {
  const area = areaOf(regionCode)
  const from = after === undefined ? null : readKey(after, 4)
  const { rows } = await sql<StoredRow>`
    select m.county_code, m.elder_id, e.name as elder_name, m.region_code, village.short_name as village_name, m.list_id,
      l.kind, l.file_name, m.row_number, m.matched_by, m.listed_name, m.listed_tail, m.happened_on, m.listed_note,
      m.proposal, m.decision, m.decision_note, decider.name as decided_by_name, m.decided_at, e.ended_on,
      (select coalesce(sum(t.amount_fen), 0)::bigint from benefit_entitlements t
        where t.county_code = m.county_code and t.elder_id = m.elder_id and t.to_month is null) as monthly_fen
    from match_rows m
    join match_lists l on l.county_code = m.county_code and l.id = m.list_id
    join elders e on e.county_code = m.county_code and e.id = m.elder_id
    join regions village on village.code = m.region_code
    left join accounts decider on decider.id = m.decided_by
    where m.region_code >= ${area.from} and m.region_code <= ${area.to}
      and m.county_code >= ${area.from.slice(0, 6)} and m.county_code <= ${area.to.slice(0, 6)}
      ${listId === undefined ? sql`` : sql`and m.list_id = ${listId}`}
      ${decision === undefined ? sql`` : sql`and m.decision = ${decision}`}
      ${
        from === null
          ? sql``
          : sql`and (m.county_code, m.list_id, m.row_number, m.elder_id)
              > (${from[0]}, ${from[1]}::uuid, ${from[2]}::int, ${from[3]}::uuid)`
      }
    order by m.county_code, m.list_id, m.row_number, m.elder_id limit ${limit + 1}`.execute(context.tx)
  const page = rows.slice(0, limit)
  const last = rows.length > limit ? page.at(-1) : undefined
  for (const county of new Set(page.map(row => row.countyCode)))
    context.concerns(county, [
      ...new Set(page.filter(row => row.countyCode === county).map(row => row.elderId)),
    ])
  const shown = (name: string) => nameFor(context.actor.role, name)
  return {
    rows: page.map(({ listedTail, ...row }) => ({
      ...row,
      elderName: shown(row.elderName),
      listedName: shown(row.listedName),
      numberMask: maskNumber(listedTail),
    })),
    next: last ? writeKey([last.countyCode, last.listId, last.rowNumber, last.elderId]) : null,
  }
}

interface Decided {
  countyCode: string
  listId: string
  rowNumber: number
  elderId: string
  decision: MatchDecision
  note: string
}

export async function decideMatch(context: Context, given: Decided): Promise<void> {
  const { tx, now, today, actor } = context
  const { countyCode, listId, rowNumber, elderId, decision, note } = given
  const row = await tx
    .selectFrom('matchRows')
    .innerJoin('elders', join =>
      join
        .onRef('elders.countyCode', '=', 'matchRows.countyCode')
        .onRef('elders.id', '=', 'matchRows.elderId'),
    )
    .select(['matchRows.decision', 'matchRows.proposal', 'elders.endedOn'])
    .where('matchRows.countyCode', '=', countyCode)
    .where('matchRows.listId', '=', listId)
    .where('matchRows.rowNumber', '=', rowNumber)
    .where('matchRows.elderId', '=', elderId)
    .forUpdate('matchRows')
    .executeTakeFirst()
  if (!row) throw new Refused('not_found', '没有这一行比对结果，或者不在您的辖区内。请刷新后重试。')
  if (decision === 'toReview') throw new Refused('invalid', '请选择核对的结果。')
  if (row.decision !== 'toReview') throw new Refused('conflict', '这一行已经处理过，请刷新后查看。')
  if (decision === 'eventHandled' && row.proposal === 'registerDeath' && row.endedOn === null)
    throw new Refused('rule_broken', '档案里还没有登记去世。请先打开档案登记，再回来确认。')
  if (decision === 'paymentHeld')
    await holdBenefit(context, {
      ...{ countyCode, elderId, id: newRowId(now), benefitId: null, reason: note },
      fromMonth: addMonths(monthOf(today), 1),
    })
  await tx
    .updateTable('matchRows')
    .set({ decision, decisionNote: note, decidedBy: actor.accountId, decidedAt: now.toISOString() })
    .where('countyCode', '=', countyCode)
    .where('listId', '=', listId)
    .where('rowNumber', '=', rowNumber)
    .where('elderId', '=', elderId)
    .execute()
  context.concerns(countyCode, [elderId])
}
