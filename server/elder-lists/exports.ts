// A list that leaves the system: asked for with a reason, agreed to by a second person when long, taken once it may be.
import type { elderListApi } from '../../domain/elder-lists/api.ts'
import {
  checkDecision,
  checkExportSize,
  checkTaking,
  type ListExport,
  stateFor,
} from '../../domain/elder-lists/export.ts'
import { columnsFrom } from '../../domain/elders/columns.ts'
import { filterFromWords, wordsOfFilter } from '../../domain/elders/filter.ts'
import { areaOf, countyCodeOf, isWithin } from '../../domain/kernel/area.ts'
import type { InputOf, OutputOf } from '../../domain/kernel/operation.ts'
import { Refused } from '../../domain/kernel/refusal.ts'
import type { Context } from '../kernel/context.ts'
import { placeFrom } from '../kernel/list-place.ts'
import { pageOf } from './newest-first.ts'
import { countListed, sendSheet } from './sheet.ts'

type Table = typeof elderListApi
type Key = { countyCode: string; id: string }

export async function askExport(
  context: Context,
  given: InputOf<Table['listExport.ask']>,
): Promise<ListExport> {
  const { tx, actor, now } = context
  const { id, regionCode, filter, columns, reason, asOf } = given
  if (!isWithin(regionCode, actor.area))
    throw new Refused('not_allowed', '只能导出您辖区内的名单，请改选辖区内的区划。')
  const count = await countListed(context, { regionCode, filter, asOf })
  checkExportSize(count)
  const state = stateFor(count, context.setting('export.freeRows', regionCode))
  await tx
    .insertInto('listExports')
    .values({
      countyCode: countyCodeOf(regionCode),
      ...{ id, regionCode, columns, reason, state },
      filter: JSON.stringify({ ...wordsOfFilter(filter), ...(asOf && { asOf }) }) as never,
      rowCount: count,
      askedBy: actor.accountId,
      askedAt: now.toISOString(),
      decidedBy: null,
      decidedAt: null,
      decisionNote: null,
      expiresAt: state === 'unasked' ? expiry(context, regionCode) : null,
    })
    .execute()
  return getExport(context, { countyCode: countyCodeOf(regionCode), id })
}

function expiry({ now, setting }: Context, regionCode: string): string {
  return new Date(now.getTime() + setting('export.validHours', regionCode) * 3_600_000).toISOString()
}

export async function decideExport(
  context: Context,
  { countyCode, id, agreed, note }: InputOf<Table['listExport.decide']>,
): Promise<ListExport> {
  const { tx, actor, now } = context
  const kept = await lockExport(context, { countyCode, id })
  checkDecision({ ...kept, askedById: kept.askedBy }, actor.accountId)
  await tx
    .updateTable('listExports')
    .set({
      state: agreed ? 'agreed' : 'turnedDown',
      decidedBy: actor.accountId,
      decidedAt: now.toISOString(),
      decisionNote: note,
      expiresAt: agreed ? expiry(context, kept.regionCode) : null,
    })
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .execute()
  return getExport(context, { countyCode, id })
}

async function lockExport({ tx }: Context, { countyCode, id }: Key) {
  const kept = await tx
    .selectFrom('listExports')
    .selectAll()
    .where('countyCode', '=', countyCode)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!kept) throw unknownExport()
  return kept
}

function unknownExport(): Refused {
  return new Refused('not_found', '没有这份导出，或者不在您的辖区内。请刷新后查看。')
}

function namedExports({ tx }: Context) {
  return tx
    .selectFrom('listExports')
    .innerJoin('accounts as asker', 'asker.id', 'listExports.askedBy')
    .innerJoin('regions', 'regions.code', 'listExports.regionCode')
    .leftJoin('accounts as decider', 'decider.id', 'listExports.decidedBy')
    .selectAll('listExports')
    .select(['asker.name as askerName', 'decider.name as deciderName', 'regions.shortName as regionName'])
}

type Named = Awaited<ReturnType<ReturnType<typeof namedExports>['execute']>>[number]

async function getExport(context: Context, { countyCode, id }: Key): Promise<ListExport> {
  const kept = await namedExports(context)
    .where('listExports.countyCode', '=', countyCode)
    .where('listExports.id', '=', id)
    .executeTakeFirst()
  if (!kept) throw unknownExport()
  return exportFrom(kept)
}

function exportFrom(row: Named): ListExport {
  const { countyCode, id, regionCode, regionName, reason, rowCount, state, askedAt, decidedAt } = row
  return {
    ...{ countyCode, id, regionCode, regionName, reason, rowCount, state, askedAt, decidedAt },
    filter: filterFromWords(row.filter as Record<string, string>),
    asOf: (row.filter as Record<string, string>).asOf ?? null,
    columns: columnsFrom(row.columns),
    askedById: row.askedBy,
    askedBy: row.askerName,
    decidedBy: row.deciderName,
    decisionNote: row.decisionNote,
    expiresAt: row.expiresAt,
  }
}

export async function listExports(
  context: Context,
  { regionCode, waiting, limit, after }: InputOf<Table['listExport.list']>,
): Promise<OutputOf<Table['listExport.list']>> {
  const area = areaOf(regionCode)
  const place = placeFrom(after)
  const rows = await namedExports(context)
    .where('listExports.regionCode', '>=', area.from)
    .where('listExports.regionCode', '<=', area.to)
    .where('listExports.countyCode', '>=', countyCodeOf(area.from))
    .where('listExports.countyCode', '<=', countyCodeOf(area.to))
    .$if(waiting, query => query.where('state', '=', 'asked'))
    .$if(place !== null, query =>
      query.where(given =>
        given(
          given.refTuple('askedAt', 'listExports.id'),
          '<',
          given.tuple(place?.sort ?? '', place?.id ?? ''),
        ),
      ),
    )
    .orderBy('askedAt', 'desc')
    .orderBy('listExports.id', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(rows.map(exportFrom), limit, row => row.askedAt)
}

/** The people are found anew: whoever left the area or the ledger since is not in the file. */
export async function takeExport(context: Context, key: Key): Promise<void> {
  const kept = await getExport(context, key)
  checkTaking(kept, context.actor.accountId, context.now.toISOString())
  await sendSheet(context, kept)
}
