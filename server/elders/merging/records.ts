// Two records as merging looks at them: stored columns, opened fields, and the standing merges around them.
import { sql } from 'kysely'
import type { EndingKind } from '../../../domain/elders/elder.ts'
import type { MergeRecord } from '../../../domain/elders/merge-fields.ts'
import {
  type Merge,
  personsOf,
  type StoredRecord,
  type StoredValue,
} from '../../../domain/elders/merge-forest.ts'
import { dayOf } from '../../../domain/kernel/day.ts'
import type { Context } from '../../kernel/context.ts'
import type { Transaction } from '../../kernel/database.ts'

/** A row of the ledger with what its household, its ending and its last visit add. */
export interface MergingRow extends StoredRecord {
  countyCode: string
  id: string
  regionCode: string
  name: string
  sex: MergeRecord['sex']
  bornOn: string | null
  birthCalendar: MergeRecord['birthCalendar']
  ethnicity: string
  spokenLanguage: MergeRecord['spokenLanguage']
  numberKind: MergeRecord['numberKind']
  citizenNumberSealed: string | null
  phoneSealed: string | null
  healthNoteSealed: string | null
  householdId: string
  note: string | null
  willingToBeVisited: boolean
  registeredOn: string
  endedOn: string | null
  version: number
  updatedAt: string
  mergedInto: string | null
  mergedIds: string[]
  address: string
  hamlet: string | null
  endingKind: EndingKind | null
  lastMetOn: string | null
}

/** Merging in one county goes one after the other: the acts are rare, and each looks at a whole tree of records. */
export async function lockMerging(tx: Transaction, countyCode: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext(${`merging ${countyCode}`}))`.execute(tx)
}

/** Locked in key order, so that two acts on the same two records never wait for each other. */
export async function lockRecords(
  tx: Transaction,
  countyCode: string,
  ids: readonly string[],
): Promise<void> {
  await tx
    .selectFrom('elders')
    .select('id')
    .where('countyCode', '=', countyCode)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function readRecords(
  tx: Transaction,
  countyCode: string,
  ids: readonly string[],
): Promise<Map<string, MergingRow>> {
  const found = await sql<MergingRow>`
    select e.*, h.address, h.hamlet, ending.kind as ending_kind, (
      select max(v.visited_on) from visits v
      where v.county_code = e.county_code and v.elder_id = any(e.id || e.merged_ids) and v.result = 'met'
    ) as last_met_on
    from elders e
    join households h on h.county_code = e.county_code and h.id = e.household_id
    left join elder_endings ending on ending.county_code = e.county_code and ending.elder_id = e.id
    where e.county_code = ${countyCode} and e.id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(found.rows.map(row => [row.id, row]))
}

/** What the rules see of a row; the sealed fields are opened for comparing and go no further. */
export function mergeRecordOf({ sealer }: Context, row: MergingRow): MergeRecord {
  const opened = (sealed: string | null) => (sealed === null ? null : sealer.open(sealed))
  const updatedOn = dayOf(new Date(row.updatedAt))
  return {
    ...row,
    citizenNumber: opened(row.citizenNumberSealed),
    phone: opened(row.phoneSealed),
    healthNote: opened(row.healthNoteSealed),
    confirmedOn: row.lastMetOn !== null && row.lastMetOn > updatedOn ? row.lastMetOn : updatedOn,
  }
}

/** Oldest first: the order in which they lie upon each other. */
export async function standingMerges(
  tx: Transaction,
  countyCode: string,
  ids: readonly string[],
): Promise<Merge[]> {
  const rows = await tx
    .selectFrom('elderMerges')
    .select(['id', 'survivorId', 'mergedId', 'fields'])
    .where('countyCode', '=', countyCode)
    .where('undoneAt', 'is', null)
    .where(eb => eb.or([eb('survivorId', 'in', [...ids]), eb('mergedId', 'in', [...ids])]))
    .orderBy('mergedAt')
    .orderBy('id')
    .execute()
  return rows.map(row => ({ ...row, fields: row.fields as Merge['fields'] }))
}

/** Writes both columns that follow from the standing merges, in the transaction that changed them. */
export async function writePersons(
  tx: Transaction,
  countyCode: string,
  ids: readonly string[],
): Promise<void> {
  const persons = personsOf(await standingMerges(tx, countyCode, ids), ids)
  const rows = [...persons].map(([id, person]) => ({ id, ...person }))
  await sql`
    update elders e set merged_into = person."mergedInto", merged_ids = person."mergedIds"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as person (id uuid, "mergedInto" uuid, "mergedIds" uuid[])
    where e.county_code = ${countyCode} and e.id = person.id
      and (e.merged_into is distinct from person."mergedInto" or e.merged_ids <> person."mergedIds")
  `.execute(tx)
}

/** New values of several records in one statement; what is not among them stays as it is. */
export async function writeValues(
  { tx, now }: Context,
  countyCode: string,
  rows: ReadonlyMap<string, MergingRow>,
  values: ReadonlyMap<string, StoredValue>,
): Promise<void> {
  const written = [...values].map(([id, value]) => ({ ...rows.get(id), ...value }))
  await sql`
    update elders e set name = r.name, pinyin = r.pinyin, initials = r.initials, sex = r.sex,
      born_on = r."bornOn", birth_calendar = r."birthCalendar", ethnicity = r.ethnicity,
      spoken_language = r."spokenLanguage", number_kind = r."numberKind",
      citizen_number_sealed = r."citizenNumberSealed", citizen_number_hash = r."citizenNumberHash",
      citizen_number_tail = r."citizenNumberTail", phone_sealed = r."phoneSealed", phone_tail = r."phoneTail",
      household_id = r."householdId", health_note_sealed = r."healthNoteSealed", note = r.note,
      willing_to_be_visited = r."willingToBeVisited", registered_on = r."registeredOn",
      version = e.version + 1, updated_at = ${now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb) as r (id uuid, name text, pinyin text,
      initials text, sex text, "bornOn" date, "birthCalendar" text, ethnicity text, "spokenLanguage" text,
      "numberKind" text, "citizenNumberSealed" text, "citizenNumberHash" text, "citizenNumberTail" text,
      "phoneSealed" text, "phoneTail" text, "householdId" uuid, "healthNoteSealed" text, note text,
      "willingToBeVisited" boolean, "registeredOn" date)
    where e.county_code = ${countyCode} and e.id = r.id`.execute(tx)
}
