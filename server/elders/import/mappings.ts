// What an office once corrected about a header, so that its next file with the same header is understood at once.
import { sql } from 'kysely'
import type { RememberedMapping } from '../../../domain/elders/import/batch.ts'
import { countyCodeOf } from '../../../domain/kernel/area.ts'
import { Refused } from '../../../domain/kernel/refusal.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'
import type { StoredBatch } from './batches.ts'
import type { Recall } from './sampling.ts'

export async function recallMapping(
  tx: Transaction,
  office: string,
  fingerprints: readonly string[],
): Promise<Awaited<ReturnType<Recall>>> {
  if (fingerprints.length === 0) return null
  const known = await tx
    .selectFrom('importMappings')
    .select(['fingerprint', 'fields'])
    .where('countyCode', '=', countyCodeOf(office))
    .where('regionCode', '=', office)
    .where('fingerprint', 'in', [...fingerprints])
    .orderBy('usedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return known ?? null
}

/** Taking a batch in says that its columns were right: a correction is kept, and the automatic reading forgets one. */
export async function rememberMapping(
  { tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>,
  batch: StoredBatch,
): Promise<void> {
  const { regionCode, accountId } = actor
  if (batch.fingerprint === null) return
  const place = { countyCode: countyCodeOf(regionCode), regionCode }
  if (batch.mappingSource === 'automatic') {
    await forget(tx, regionCode, batch.fingerprint)
    return
  }
  await tx
    .insertInto('importMappings')
    .values({
      ...place,
      fingerprint: batch.fingerprint,
      headers: batch.columns.map(({ header }) => header),
      fields: sql`${JSON.stringify(batch.mapping)}::jsonb`,
      usedAt: now.toISOString(),
      usedBy: accountId,
      times: 1,
    })
    .onConflict(conflict =>
      conflict.columns(['countyCode', 'regionCode', 'fingerprint']).doUpdateSet(given => ({
        headers: given.ref('excluded.headers'),
        fields: given.ref('excluded.fields'),
        usedAt: given.ref('excluded.usedAt'),
        usedBy: given.ref('excluded.usedBy'),
        times: sql<number>`import_mappings.times + 1`,
      })),
    )
    .execute()
}

export async function listMappings(
  { tx }: Pick<Context, 'tx'>,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ rows: RememberedMapping[]; next: string | null }> {
  const from = after === undefined ? null : cursorIn(after)
  const found = await tx
    .selectFrom('importMappings as m')
    .innerJoin('regions as r', 'r.code', 'm.regionCode')
    .leftJoin('accounts as a', 'a.id', 'm.usedBy')
    .select(['m.regionCode', 'm.fingerprint', 'm.headers', 'm.fields', 'm.usedAt', 'm.times'])
    .select(['r.shortName as regionName', 'a.name as usedBy'])
    .$if(from !== null, query =>
      query.where(
        sql<boolean>`(m.used_at, m.fingerprint) < (${from?.usedAt}::timestamptz, ${from?.fingerprint})`,
      ),
    )
    .orderBy('m.usedAt', 'desc')
    .orderBy('m.fingerprint', 'desc')
    .limit(limit + 1)
    .execute()
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    rows: page.map(({ headers, fields, usedBy, ...row }) => ({
      ...row,
      usedBy: usedBy ?? '上级账号',
      columns: headers.map((header, index) => ({ header, field: fields[index] ?? null })),
    })),
    next: found.length > limit && last ? `${last.usedAt} ${last.fingerprint}` : null,
  }
}

function cursorIn(after: string): { usedAt: string; fingerprint: string } {
  const [, usedAt, fingerprint] = /^(\S+Z) ([0-9a-f]{64})$/.exec(after) ?? []
  if (usedAt === undefined || fingerprint === undefined || Number.isNaN(Date.parse(usedAt)))
    throw new Refused('invalid', '翻页位置已失效，请回到第一页重新查看。')
  return { usedAt, fingerprint }
}

export async function forgetMapping(
  { tx }: Pick<Context, 'tx'>,
  { regionCode, fingerprint }: { regionCode: string; fingerprint: string },
): Promise<void> {
  const forgotten = await forget(tx, regionCode, fingerprint)
  if (!forgotten) throw new Refused('not_found', '没有记住这个列对应，可能已经忘记了。请刷新后查看。')
}

async function forget(tx: Transaction, regionCode: string, fingerprint: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('importMappings')
    .where('countyCode', '=', countyCodeOf(regionCode))
    .where('regionCode', '=', regionCode)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  return numDeletedRows > 0n
}
