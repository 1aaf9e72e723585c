// Every merge a person's records went through, and where a merged record went.
import { sql } from 'kysely'
import { maskNumber } from '../../../domain/elders/elder.ts'
import type { MergeField } from '../../../domain/elders/merge-fields.ts'
import type { Merge } from '../../../domain/elders/merge-forest.ts'
import type { MergeEntry } from '../../../domain/elders/merging-api.ts'
import { nameFor } from '../../../domain/elders/registration.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import type { Context } from '../../kernel/context.ts'
import { unknownElder } from '../record.ts'
import type { ElderKey } from '../rows.ts'

type FoundMerge = Omit<MergeEntry, 'fields' | 'mergedNumberMask'> & {
  fields: Merge['fields']
  mergedNumberTail: string | null
}

export async function listMerges(
  context: Context,
  key: ElderKey,
): Promise<{ rows: MergeEntry[]; into: { id: string; name: string | null; mergedOn: string } | null }> {
  const { tx, actor } = context
  const found = await sql<{ mergedInto: string | null; ids: string[]; name: string | null }>`
    select e.merged_into, e.id || e.merged_ids as ids, survivor.name
    from elders e
    left join elders survivor on survivor.county_code = e.county_code and survivor.id = e.merged_into
    where e.county_code = ${key.countyCode} and e.id = ${key.id}`.execute(tx)
  const record = found.rows[0]
  if (!record) throw unknownElder()
  context.concerns(key.countyCode, [key.id])
  const merges = await mergesOf(context, key.countyCode, record.ids)
  const named = (name: string | null) => (name === null ? null : nameFor(actor.role, name))
  const away = merges.find(({ mergedId, undoneAt }) => mergedId === key.id && undoneAt === null)
  return {
    rows: merges.map(({ fields, mergedNumberTail, ...merge }) => ({
      ...merge,
      survivorName: named(merge.survivorName),
      mergedName: named(merge.mergedName),
      mergedNumberMask: maskNumber(mergedNumberTail),
      fields: Object.entries(fields).map(([field, written]) => ({
        field: field as MergeField,
        from: written.from,
      })),
    })),
    into:
      record.mergedInto === null
        ? null
        : {
            id: record.mergedInto,
            name: named(record.name),
            mergedOn: dayOf(new Date(away?.mergedAt ?? context.now)),
          },
  }
}

async function mergesOf({ tx }: Context, countyCode: string, ids: readonly string[]): Promise<FoundMerge[]> {
  const found = await sql<FoundMerge>`
    select m.id, m.county_code, m.survivor_id, survivor.name as survivor_name, m.merged_id,
      merged.name as merged_name, merged.citizen_number_tail as merged_number_tail, m.reason, m.fields,
      merger.name as merged_by, m.merged_at, undoer.name as undone_by, m.undone_at, m.undo_reason
    from elder_merges m
    left join elders survivor on survivor.county_code = m.county_code and survivor.id = m.survivor_id
    left join elders merged on merged.county_code = m.county_code and merged.id = m.merged_id
    left join accounts merger on merger.id = m.merged_by
    left join accounts undoer on undoer.id = m.undone_by
    where m.county_code = ${countyCode}
      and (m.survivor_id = any(${[...ids]}::uuid[]) or m.merged_id = any(${[...ids]}::uuid[]))
    order by m.merged_at desc, m.id desc`.execute(tx)
  return found.rows
}
