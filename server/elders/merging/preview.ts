// Two records side by side with what would survive and what would follow, before anybody merges them.
import { sql } from 'kysely'
import type { EndingKind } from '../../../domain/elders/elder.ts'
import { survivingFields } from '../../../domain/elders/merge-fields.ts'
import { proposedSurvivor, questionsOf, whyNeverMerged } from '../../../domain/elders/merging.ts'
import type { LinkedCounts, MergeCandidate, MergePreview } from '../../../domain/elders/merging-api.ts'
import type { Context } from '../../kernel/context.ts'
import { getElder, unknownElder } from '../record.ts'
import { visitorFollows } from './merge.ts'
import { type MergingRow, mergeRecordOf, readRecords } from './records.ts'

export interface PreviewInput {
  countyCode: string
  id: string
  otherId: string
  survivorId?: string | undefined
}

export async function previewMerge(context: Context, input: PreviewInput): Promise<MergePreview> {
  const { tx } = context
  const { countyCode, id, otherId } = input
  const rows = await readRecords(tx, countyCode, [id, otherId])
  const one = rows.get(id)
  const other = rows.get(otherId)
  if (!one || !other) throw unknownElder()
  const linked = await linkedCounts(context, countyCode, [id, otherId])
  const record = (row: MergingRow) => ({
    ...mergeRecordOf(context, row),
    visits: linked.get(row.id)?.visits ?? 0,
  })
  const proposedSurvivorId = proposedSurvivor(record(one), record(other))
  const survivorId =
    input.survivorId === otherId || input.survivorId === id ? input.survivorId : proposedSurvivorId
  const [survivor, merged] = survivorId === id ? [one, other] : [other, one]
  return {
    survivorId,
    proposedSurvivorId,
    survivor: await candidateOf(context, survivor, linked.get(survivor.id)),
    merged: await candidateOf(context, merged, linked.get(merged.id)),
    fields: survivingFields(record(survivor), record(merged)),
    ...questionsOf(record(survivor), record(merged)),
    visitorFollows: visitorFollows(
      await openAssignments(context, countyCode, [id, otherId]),
      survivor,
      merged,
    ),
    never: whyNeverMerged(record(survivor), record(merged))?.message ?? null,
  }
}

async function candidateOf(
  context: Context,
  row: MergingRow,
  linked: LinkedCounts | undefined,
): Promise<MergeCandidate> {
  const elder = await getElder(context, row)
  return {
    ...elder,
    endingKind: row.endingKind as EndingKind | null,
    hasHealthNote: row.healthNoteSealed !== null,
    linked: linked ?? {
      visits: 0,
      aidCases: 0,
      openAidCases: 0,
      memberships: 0,
      contacts: 0,
      absences: 0,
      mergedRecords: 0,
    },
  }
}

/** What is known of each person, whatever record it was written under. */
async function linkedCounts(
  { tx }: Context,
  countyCode: string,
  ids: readonly string[],
): Promise<Map<string, LinkedCounts>> {
  const found = await sql<LinkedCounts & { id: string }>`
    select e.id, cardinality(e.merged_ids) as merged_records,
      (select count(*) from visits v where v.county_code = e.county_code
        and v.elder_id = any(e.id || e.merged_ids)) as visits,
      (select count(*) from aid_cases c where c.county_code = e.county_code
        and c.elder_id = any(e.id || e.merged_ids)) as aid_cases,
      (select count(*) from aid_cases c where c.county_code = e.county_code
        and c.elder_id = any(e.id || e.merged_ids) and c.stage not in ('closed', 'rejected', 'joined')) as open_aid_cases,
      (select count(*) from elder_memberships m where m.county_code = e.county_code
        and m.elder_id = any(e.id || e.merged_ids)) as memberships,
      (select count(*) from elder_contacts c where c.county_code = e.county_code
        and c.elder_id = any(e.id || e.merged_ids)) as contacts,
      (select count(*) from elder_absences a where a.county_code = e.county_code
        and a.elder_id = any(e.id || e.merged_ids)) as absences
    from elders e where e.county_code = ${countyCode} and e.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(found.rows.map(({ id, ...counts }) => [id, counts]))
}

function openAssignments({ tx }: Context, countyCode: string, ids: readonly string[]) {
  return tx
    .selectFrom('visitorAssignments')
    .select('elderId')
    .where('countyCode', '=', countyCode)
    .where('elderId', 'in', [...ids])
    .where('validTo', 'is', null)
    .execute()
}
