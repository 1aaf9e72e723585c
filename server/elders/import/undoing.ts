// Takes a committed batch back out: what nobody has touched since goes, what somebody has touched stays.
import { sql } from 'kysely'
import type { ImportUndo } from '../../../domain/elders/import/batch.ts'
import type { StoredBatch } from './batches.ts'
import { type Acting, noteConcerned, noteFigures, ownRows, takenRows } from './committing.ts'
import { clearProgress } from './progress.ts'

const keptCode = 'keptAtUndo'

export async function undoBatch(
  acting: Acting,
  batch: StoredBatch,
  { reason, undoneBy }: { reason: string; undoneBy: string | null },
): Promise<void> {
  acting.step?.('findingTouched')
  await noteFigures(acting, batch)
  await noteConcerned(acting, batch, reason)
  await markTouched(acting, batch)
  acting.step?.('puttingBack')
  const restored = await restoreChanged(acting, batch)
  acting.step?.('removingNew')
  const removed = await removeNew(acting, batch)
  const kept = await countKept(acting, batch)
  const undo: ImportUndo = { reason, removed, restored, kept, sentence: sentenceOf(removed, restored, kept) }
  await clearProgress(acting.tx, batch)
  await acting.tx
    .updateTable('elderImports')
    .set({
      stage: 'undone',
      undoneAt: acting.now.toISOString(),
      undoneBy,
      undo: sql`${JSON.stringify(undo)}::jsonb`,
    })
    .where('countyCode', '=', batch.countyCode)
    .where('id', '=', batch.id)
    .execute()
}

function sentenceOf(removed: number, restored: number, kept: number): string {
  const done = `已撤销：移除新增 ${removed} 人，恢复修改 ${restored} 人。`
  if (kept === 0) return done
  return `${done}另有 ${kept} 人在导入后已有探访或修改，予以保留，请在批次的行里逐人核对。`
}

/** A record somebody has worked on since is theirs; the row says so. */
async function markTouched({ tx }: Acting, batch: StoredBatch): Promise<void> {
  const note = JSON.stringify([
    { field: null, code: keptCode, message: '导入后已有探访、修改或其他登记，撤销时保留。请在档案里核对。' },
  ])
  const holding = (await holdersOf(tx)).map(
    ({ table, column }) => sql`
      select r.elder_id from fresh r join ${sql.table(table)} held
        on held.county_code = r.county_code and held.${sql.ref(column)} = r.elder_id`,
  )
  await sql`
    with fresh as materialized (
      select left(r.village_code, 6) as county_code, r.elder_id from elder_import_rows r
      where ${takenRows(batch, 'r')} and r.matched_version is null
    ), held as materialized (
      ${sql.join(holding, sql` union `)}
      union select m.elder_id from fresh r join elder_memberships m
        on m.county_code = r.county_code and m.elder_id = r.elder_id
      where m.batch_id is distinct from ${batch.id}::uuid or m.valid_to is not null
      union select c.elder_id from fresh r join elder_contacts c
        on c.county_code = r.county_code and c.elder_id = r.elder_id
      where c.batch_id is distinct from ${batch.id}::uuid
    )
    update elder_import_rows r set problems = coalesce(r.problems, '[]') || ${note}::jsonb
    from elders e
    where ${takenRows(batch, 'r')} and e.county_code = left(r.village_code, 6) and e.id = r.elder_id and (
      e.version <> coalesce(r.matched_version, 0) + 1 or e.ended_on is not null
      or r.elder_id in (select elder_id from held))`.execute(tx)
}

/**
 * The tables whose rows hold a record in the ledger: every reference to an elder that does not go with her, as the
 * database itself knows them, so that no later table can be forgotten here. Memberships and contacts may be the
 * batch's own; they are asked about apart.
 */
async function holdersOf(tx: Acting['tx']): Promise<{ table: string; column: string }[]> {
  const found = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column
    from pg_constraint k
    join pg_class c on c.oid = k.conrelid
    cross join lateral unnest(k.conkey, k.confkey) as pair (mine, theirs)
    join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attnum = pair.theirs
    join pg_attribute a on a.attrelid = k.conrelid and a.attnum = pair.mine
    where k.contype = 'f' and k.confrelid = 'elders'::regclass and k.conparentid = 0 and k.confdeltype = 'a'
      and theirs.attname = 'id'
      and (c.relname, a.attname) not in (('elder_memberships', 'elder_id'), ('elder_contacts', 'elder_id'))
    order by 1, 2`.execute(tx)
  return found.rows
}

const isKept = (alias: string) =>
  sql<boolean>`coalesce(${sql.raw(alias)}.problems @> ${JSON.stringify([{ code: keptCode }])}::jsonb, false)`

/** Rows whose effect is taken back, tied to the record under `other`. */
function rowsOf(batch: StoredBatch, other: string, elderColumn: string, isNew: boolean) {
  const matched = isNew ? sql`r.matched_version is null` : sql`r.matched_version is not null`
  return sql`${takenRows(batch, 'r')} and ${matched} and not ${isKept('r')}
    and ${sql.raw(other)}.county_code = left(r.village_code, 6)
    and ${sql.raw(`${other}.${elderColumn}`)} = r.elder_id`
}

async function restoreChanged({ tx, now }: Acting, batch: StoredBatch): Promise<number> {
  await sql`
    delete from citizen_number_claims c using elder_import_rows r
    where ${rowsOf(batch, 'c', 'elder_id', false)} and c.number_hash = r.citizen_number_hash
      and r.before->>'citizenNumberHash' is null`.execute(tx)
  await sql`
    delete from elder_memberships m using elder_import_rows r
    where ${rowsOf(batch, 'm', 'elder_id', false)} and m.batch_id = ${batch.id}::uuid and m.valid_to is null
  `.execute(tx)
  await sql`
    delete from elder_contacts c using elder_import_rows r
    where ${rowsOf(batch, 'c', 'elder_id', false)} and c.batch_id = ${batch.id}::uuid`.execute(tx)
  await sql`
    update elder_contacts c set phone_sealed = k."phoneSealed", phone_tail = k."phoneTail"
    from elder_import_rows r,
      jsonb_to_recordset(r.before->'contacts') as k (id uuid, "phoneSealed" text, "phoneTail" text)
    where ${rowsOf(batch, 'c', 'elder_id', false)} and r.before ? 'contacts' and c.id = k.id`.execute(tx)
  await sql`
    update households h set address = r.before->>'address', hamlet = r.before->>'hamlet'
    from elder_import_rows r, elders e
    where ${rowsOf(batch, 'e', 'id', false)} and h.county_code = e.county_code and h.id = e.household_id
      and (r.changes @> '[{"field":"address"}]' or r.changes @> '[{"field":"hamlet"}]')`.execute(tx)
  const restored = await sql`
    update elders e set name = r.before->>'name', pinyin = r.before->>'pinyin', initials = r.before->>'initials',
      sex = r.before->>'sex', born_on = (r.before->>'bornOn')::date, birth_calendar = r.before->>'birthCalendar',
      ethnicity = r.before->>'ethnicity', spoken_language = r.before->>'spokenLanguage',
      number_kind = r.before->>'numberKind', citizen_number_sealed = r.before->>'citizenNumberSealed',
      citizen_number_hash = r.before->>'citizenNumberHash',
      citizen_number_tail = r.before->>'citizenNumberTail', phone_sealed = r.before->>'phoneSealed',
      phone_tail = r.before->>'phoneTail', note = r.before->>'note', version = e.version + 1,
      import_hash = case when (r.before->>'importVersion')::int = r.matched_version
        then r.before->>'importHash' end,
      import_version = e.version + 1, updated_at = ${now.toISOString()}::timestamptz
    from elder_import_rows r
    where ${rowsOf(batch, 'e', 'id', false)}`.execute(tx)
  return Number(restored.numAffectedRows ?? 0n)
}

async function removeNew({ tx }: Acting, batch: StoredBatch): Promise<number> {
  await sql`
    delete from elder_memberships m using elder_import_rows r where ${rowsOf(batch, 'm', 'elder_id', true)}
  `.execute(tx)
  await sql`
    delete from elder_contacts c using elder_import_rows r where ${rowsOf(batch, 'c', 'elder_id', true)}
  `.execute(tx)
  await sql`
    delete from citizen_number_claims c using elder_import_rows r where ${rowsOf(batch, 'c', 'elder_id', true)}
  `.execute(tx)
  const removed = await sql`
    delete from elders e using elder_import_rows r where ${rowsOf(batch, 'e', 'id', true)}`.execute(tx)
  // A household the batch made has the id of its first elder.
  await sql`
    delete from households h using elder_import_rows r
    where ${takenRows(batch, 'r')} and r.matched_version is null and h.county_code = left(r.village_code, 6)
      and h.id = r.elder_id and not exists (
        select from elders e where e.county_code = h.county_code and e.household_id = h.id)
      and not exists (
        select from household_stays s where s.county_code = h.county_code and s.household_id = h.id)
      and not exists (
        select from household_events v
        where v.county_code = h.county_code and h.id in (v.household_id, v.other_household_id))`.execute(tx)
  return Number(removed.numAffectedRows ?? 0n)
}

async function countKept({ tx }: Acting, batch: StoredBatch): Promise<number> {
  const counted = await sql<{ count: number }>`
    select count(*) as count from elder_import_rows r where ${ownRows(batch, 'r')} and ${isKept('r')}`.execute(
    tx,
  )
  return counted.rows[0]?.count ?? 0
}
